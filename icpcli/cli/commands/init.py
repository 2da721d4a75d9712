"""`icp init`: a first license file from a few answers."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Annotated, NamedTuple, TypeVar

import typer

from icpcli.calendar.published import load_calendar
from icpcli.cli.dialogue import typed_line
from icpcli.cli.documents import SCHEMA, refuse_to_overwrite, template
from icpcli.cli.license_files import read_notices
from icpcli.cli.options import Force, asks
from icpcli.cli.other_laws import other_laws
from icpcli.cli.output import Output, write_file, write_stderr
from icpcli.cli.question import Question
from icpcli.cli.values import calendar_date
from icpcli.deadlines.report import compute
from icpcli.deadlines.select import select
from icpcli.importers.certificate.draft import SCHEMA_FILE, draft_from_answers
from icpcli.importers.certificate.read import Paper
from icpcli.importers.from_rule_set import Answers, draft_from_set
from icpcli.license.file import parse_license
from icpcli.license.ledger_dates import WITHOUT_END
from icpcli.license.paper_kinds import PaperKind, paper_kinds, typed_kind
from icpcli.model.problem import IcpError, Text, refusal
from icpcli.render.answers.deadlines import Deadlines
from icpcli.render.words import Lang, say

_T = TypeVar("_T")
_ONE_LINE = Text("只能有一行，不能有控制字符", "must be on one line, without control characters")

_IF_IT_ENDS = "--expires, if it ends"
_QUESTIONS = {
    "--kind": Text(
        "证照类型（标识、代码或名称，直接回车为 {usual}）",
        "Kind (id, code or title; {usual} for an empty answer)",
    ),
    "--number": Text(
        "经营许可证编号（如 京ICP证130204号）", "License number (such as 京ICP证130204号)"
    ),
    "--holder": Text("公司名称", "Holder: the company's name"),
    "--issued": Text("发证日期（YYYY-MM-DD）", "Date of issue (YYYY-MM-DD)"),
    "--expires": Text("有效期至（YYYY-MM-DD）", "Valid until (YYYY-MM-DD)"),
    _IF_IT_ENDS: Text(
        "有效期至（YYYY-MM-DD；长期有效的直接回车）",
        "Valid until (YYYY-MM-DD; empty where it does not end)",
    ),
}


KindName = Annotated[
    str | None,
    typer.Option(
        metavar="KIND",
        help="The kind of license: an id (icp, edi, publish), a code (B21) or a Chinese title.",
        show_default=False,
    ),
]
Number = Annotated[
    str | None,
    typer.Option(metavar="TEXT", help="License number (经营许可证编号).", show_default=False),
]
Holder = Annotated[
    str | None, typer.Option(metavar="TEXT", help="The company (公司名称).", show_default=False)
]
Issued = Annotated[
    str | None,
    typer.Option(metavar="YYYY-MM-DD", help="Date of issue (发证日期).", show_default=False),
]
Expires = Annotated[
    str | None,
    typer.Option(metavar="YYYY-MM-DD", help="Valid until (有效期至), or 长期.", show_default=False),
]
File = Annotated[
    Path,
    typer.Option("--output", "-o", metavar="FILE", help="The license file.", show_default=True),
]


class _Given(NamedTuple):
    """What was given as options; what is None is asked for."""

    kind: str | None
    number: str | None
    holder: str | None
    issued: str | None
    expires: str | None


@asks("as_of", "format", "lang", "color")
def init(
    question: Question,
    kind: KindName = None,
    number: Number = None,
    holder: Holder = None,
    issued: Issued = None,
    expires: Expires = None,
    output: File = Path("license.yaml"),
    force: Force = False,
) -> None:
    """Start a license file: five answers, then the deadlines.

    What is not given as an option is asked for, and checked at once. The rules are those of the
    kind: compare each with your paper.
    """
    out = question.out
    _refuse_without_folder(output)
    refuse_to_overwrite(output, force)
    calendar = load_calendar(notices=read_notices([output], out))
    found, text = _asked(_Given(kind, number, holder, issued, expires), str(output), out)
    _write(text, output, out)
    license = parse_license(text, str(output))
    report = compute([license], calendar, question.day, if_today=True)
    out.write(Deadlines(select(report)))
    out.note(other_laws(found))


def _asked(given: _Given, file: str, out: Output) -> tuple[PaperKind, str]:
    """The kind, and the text of the license file, from what was given and what a person answers."""
    kinds = paper_kinds()
    kind = "" if given.kind is None and None not in given[1:] else given.kind
    if kind is None:
        _list(kinds, out.lang)
    usual = _QUESTIONS["--kind"].filled(usual=kinds[0].id)
    found = _answer("--kind", kind, partial(_kind, kinds), out, usual)
    answers = Answers(
        kind=found.id,
        number=_answer("--number", given.number, partial(_words, "--number"), out),
        holder=_answer("--holder", given.holder, partial(_words, "--holder"), out),
        issued=_answer("--issued", given.issued, partial(calendar_date, "--issued"), out),
        expires=None,
        business=found.business,
    )
    ends = bool(found.rules.of_the_term)
    read = partial(_end_of_term, answers, found, file)
    question = _QUESTIONS["--expires" if ends else _IF_IT_ENDS]
    return found, _answer("--expires", given.expires, read, out, question, optional=not ends)


def _write(text: str, path: Path, out: Output) -> None:
    """Write the license file, and beside it the schema for editors where there is none."""
    write_file(path, text.encode())
    schema = path.with_name(SCHEMA_FILE)
    if not schema.exists():
        write_file(schema, SCHEMA.read_bytes())
    out.note(
        Text(
            f"已写入 {path}（编辑器用的 {schema.name} 在旁边）；请与纸质证书逐条核对",
            f"wrote {path} (with {schema.name} for editors): compare each clause with your paper",
        )
    )


def _refuse_without_folder(path: Path) -> None:
    """Raise `IcpError` (`cannot_write`) where the file could not be written in the end."""
    if not path.parent.is_dir():
        words = Text(f"没有文件夹“{path.parent}”", f'there is no folder "{path.parent}"')
        raise refusal("cannot_write", "--output", words)
    if path.is_dir():
        raise refusal("cannot_write", "--output", Text(f"{path} 是文件夹", f"{path} is a folder"))


def _answer(
    option: str,
    given: str | None,
    read: Callable[[str], _T],
    out: Output,
    question: Text | None = None,
    *,
    optional: bool = False,
) -> _T:
    """What an option says, or what a person answers; asked again until `read` takes it.

    Raises `IcpError` where the option is wrong, and `bad_usage` where nobody answers.
    """
    while given is None:
        write_stderr(f"{say(question or _QUESTIONS[option], out.lang)}:")
        line = typed_line(option)
        if not line and option != "--kind" and not optional:
            words = Text("没有给出，也没有人回答", "neither given nor answered")
            raise refusal("bad_usage", option, words)
        try:
            return read(line.strip())
        except IcpError as error:
            for problem in error.problems:
                out.note(problem.message)
    return read(given.strip())


def _list(kinds: Sequence[PaperKind], lang: Lang) -> None:
    for kind in kinds:
        write_stderr(f"  {kind.id:<16}{kind.code:<5}{say(kind.title, lang)}")


def _kind(kinds: Sequence[PaperKind], text: str) -> PaperKind:
    """The kind that was named; the usual one for an empty answer."""
    if not text:
        return kinds[0]
    return typed_kind(text, kinds)


def _words(option: str, text: str) -> str:
    if not text:
        raise refusal("bad_usage", option, Text("不能为空", "must not be empty"))
    if not text.isprintable():
        raise refusal("bad_usage", option, _ONE_LINE)
    return text


def _end_of_term(answers: Answers, kind: PaperKind, file: str, text: str) -> str:
    """The license file, if the loader accepts it with `text` as the end of the term, if any."""
    without_end = not kind.rules.of_the_term and text in ("", *WITHOUT_END)
    expires = None if without_end else calendar_date("--expires", text)
    answers = answers._replace(expires=expires)
    if kind.is_of_the_example:
        paper = Paper(
            number=answers.number,
            holder=answers.holder,
            business=answers.business,
            issued=answers.issued,
            expires=expires,
        )
        drafted = draft_from_answers(paper, template(), kind.id).text
    else:
        drafted = draft_from_set(answers, kind.rules, Path(kind.rules.file).read_text("utf-8"))
    parse_license(drafted, file)
    return drafted
