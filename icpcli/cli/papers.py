"""The papers that `icp import` is given, text, PDF or pictures, read as one certificate."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from icpcli.cli.documents import decoded, read_bytes
from icpcli.cli.output import Output
from icpcli.cli.paper_dates import Given, confirm, given_dates, not_whole_term
from icpcli.files.whole_file import MAX_BYTES
from icpcli.importers.certificate.read import Certificate, read_certificate
from icpcli.importers.certificate.template import read_template
from icpcli.importers.scan.kinds import Kind, kind_of
from icpcli.importers.scan.trust import believed, place_of, text_to_keep, with_dates
from icpcli.license.form import DATES, Form
from icpcli.model.problem import Text, refusal

if TYPE_CHECKING:
    from icpcli.importers.scan.page_text import PageText

_MOST_BYTES = 64 * MAX_BYTES


class Word(NamedTuple):
    """What a person says of a paper: its dates, and the periods that are other than the form's."""

    dates: Mapping[str, Given]
    periods: Mapping[str, str]


class Papers(NamedTuple):
    """The text of a certificate, and the name that its problems get.

    `notes` are what a person must know of its pages, `counted` says how many there were and how
    they were read; nothing where the papers were a text.
    """

    text: str
    name: str
    pages: "tuple[PageText, ...]" = ()
    notes: tuple[Text, ...] = ()
    counted: tuple[Text, ...] = ()


def word_of(issued: str | None, expires: str | None, accept: Sequence[str], template: str) -> Word:
    """What the options say. Raises `IcpError` (`bad_usage`, `bad_date`) where that is nothing."""
    accepted: dict[str, str] = {}
    rules = [rule.value("id") for rule in read_template(template)["rules"].entries]
    for option in accept:
        name, _, period = (it.strip() for it in option.partition("="))
        if name not in (*DATES, *rules) or not period:
            words = Text(
                f"“{option}”：写成 规则=期限（如 renewal=30 days before）、issued=日期 或 expires=日期；"
                f"规则有 {'、'.join(rules)}",
                f'"{option}": write RULE=PERIOD (renewal=30 days before), issued=DATE or expires=DATE; '
                f"the rules are {', '.join(rules)}",
            )
            raise refusal("bad_usage", "--accept", words)
        accepted[name] = " ".join(period.split())
    dates = given_dates({"issued": issued, "expires": expires}, accepted)
    return Word(dates, {name: it for name, it in accepted.items() if name not in DATES})


def read_papers(paths: Sequence[Path], form: Form, out: Output) -> Papers:
    """What stands on the papers; of none, on stdin.

    Raises `IcpError` (`bad_usage`, `invalid_certificate`) where one cannot be read.
    """
    files = [read_bytes(path, out.lang, _MOST_BYTES) for path in paths or (None,)]
    kinds = [_kind(*file) for file in files]
    name = files[0][1]
    if all(kind is Kind.TEXT for kind in kinds):
        return Papers("\n".join(_text(*file) for file in files), name)
    # Not at the top: a text needs no reader of PDFs.
    from icpcli.importers.scan.read import File, read_files

    found = [
        File(kind, _text(data, name).encode() if kind is Kind.TEXT else data, name)
        for kind, (data, name) in zip(kinds, files, strict=True)
    ]
    read = read_files(found, form, out.note)
    return Papers(read.text, name, read.pages, read.notes, (read.counted,))


def certificate_of(papers: Papers, word: Word, form: Form, out: Output) -> Certificate:
    """What the papers say, as far as it is believed; a person is asked for what only a picture shows.

    Raises `IcpError` (`invalid_certificate`, `bad_date`) where they are no certificate, or say
    another day than the person.
    """
    certificate = read_certificate(papers.text, form, papers.name)
    certificate = certificate._replace(accepted=word.periods)
    if any(page.picture for page in papers.pages):
        certificate = believed(certificate, papers.pages, form)
    elif not any(it.day for it in word.dates.values()):
        return certificate
    places = {name: place_of(name, papers.pages, form) or papers.name for name in DATES}
    days, remarks = confirm(certificate, word.dates, places, out)
    return with_dates(certificate, days, remarks, not_whole_term(days, form.years))


def kept_text(papers: Papers, form: Form) -> str:
    """The text of the papers, for a person to correct and to import."""
    return text_to_keep(papers.pages, form) if papers.pages else papers.text


def refuse_unread(word: Word, drafted: str) -> None:
    """Raise `IcpError` (`bad_usage`) where a period was accepted that was not read."""
    rules = read_template(drafted).get("rules")
    read = {rule.value("id"): rule for rule in rules.entries} if rules else {}
    for id, period in word.periods.items():
        said = read[id].value("due") if id in read else ""
        if said != period:
            words = Text(
                f"{id}：读出的是“{said or '没有'}”，不是“{period}”；读错了就在文件里改",
                f'{id}: read "{said or "nothing"}", not "{period}"; where that is wrong, correct '
                "the file",
            )
            raise refusal("bad_usage", "--accept", words)


def _kind(data: bytes, name: str) -> Kind:
    try:
        return kind_of(data)
    except ValueError as error:
        raise refusal("invalid_certificate", name, error.args[0]) from None


def _text(data: bytes, name: str) -> str:
    if len(data) > MAX_BYTES:
        raise refusal("bad_usage", name, Text("文件超过 1 MiB", "the file is larger than 1 MiB"))
    return decoded(data, name)
