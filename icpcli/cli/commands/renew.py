"""`icp renew`: the new paper came; write its term into the license file."""

from pathlib import Path
from typing import Annotated

import typer

from icpcli.cli.journal_files import refuse_example
from icpcli.cli.options import ALL, asks
from icpcli.cli.question import Question
from icpcli.cli.values import given_day
from icpcli.deadlines.copies import said_by
from icpcli.deadlines.difference import changes
from icpcli.deadlines.report import compute
from icpcli.files.whole_file import read_whole, reason, replace_whole
from icpcli.journal.remarks import not_filed
from icpcli.license.file import parse_license
from icpcli.license.renewal import by_hand, edited, notes_on, renewed
from icpcli.model.deadline import Report
from icpcli.model.license import License, Term
from icpcli.model.problem import Text, refusal
from icpcli.render.answers.renewal import Renewal

Issued = Annotated[
    str | None,
    typer.Option(
        "--issued",
        metavar="YYYY-MM-DD",
        help="The day on which the new term begins.",
        show_default=False,
    ),
]
Expires = Annotated[
    str | None,
    typer.Option(
        "--expires", metavar="YYYY-MM-DD", help="The last day of the new term.", show_default=False
    ),
]
Number = Annotated[
    str,
    typer.Option(
        "--number",
        metavar="NEW",
        help="The number of the new paper, where it is another one.",
        show_default=False,
    ),
]


@asks(*ALL, "company")
def renew(
    question: Question, issued: Issued = None, expires: Expires = None, new_number: Number = ""
) -> None:
    """Write the term of the new paper into the license file.

    Only its own lines change; the term that is over moves to earlier_terms, so that what was filed
    and every id stay. The answer is each line before and after, and what is due from now on.
    """
    term = Term(
        given_day("--issued", issued, question.day), given_day("--expires", expires, question.day)
    )
    before = _meant(question)
    refuse_example(before)
    path = Path(before.file)
    after = renewed(before, term, new_number.strip())
    old, new = (_report(one, question) for one in (before, after))
    data = _read(path)
    edit = edited(data, before, after)
    new_data = edit.data()
    _check(new_data, before, after)
    question.out.check_place()
    _replace(path, data, new_data)
    lines, moved = edit.changes(), changes(old, new)
    question.write(Renewal(before.file, before, after, question.day, lines, moved))
    for note in (*notes_on(before, after), *not_filed(new)):
        question.out.note(note)


def _meant(question: Question) -> License:
    """The one license that is meant: --number is the new number here, so that its file is named."""
    question.refuse_without_license()
    if row := next((one for one in question.licenses if one.ledger), None):
        words = Text(
            f"{row.path} 是台账：请在表格里改这一行的有效期",
            f"{row.path} is a ledger: change the dates of the row in the spreadsheet",
        )
        raise refusal("bad_usage", "--license", words)
    if len(question.licenses) > 1:
        files = [one.file for one in question.licenses]
        words = Text(
            f"是哪一份？用 -l 指定文件：{'、'.join(files)}",
            f"which one? Name its file with -l: {', '.join(files)}",
        )
        raise refusal("bad_usage", "--license", words)
    license = question.one_license
    question.stop_writing()
    return license


def _report(license: License, question: Question) -> Report:
    calendar = question.calendars.of(question.one_license)
    return compute(
        [license], calendar, question.day, journals=question.journals, now=question.moment
    )


def _check(data: bytes, before: License, after: License) -> None:
    """Raise `IcpError` (`cannot_write`) where the new text does not say what is meant by it."""
    if said_by(parse_license(data.decode(), before.file)) != said_by(after):
        raise by_hand(before, after)


def _read(path: Path) -> bytes:
    try:
        return read_whole(path)
    except ValueError as error:
        raise refusal("invalid_license", str(path), error.args[0]) from None


def _replace(path: Path, old: bytes, new: bytes) -> None:
    """Put the new bytes in place of the old ones. Raises `IcpError` (`cannot_write`)."""
    if _read(path) != old:
        words = Text(
            "文件刚刚被改过，没有写入：请再来一次",
            "was changed meanwhile, nothing was written: try again",
        )
        raise refusal("cannot_write", str(path), words)
    try:
        replace_whole(path, new)
    except OSError as error:
        zh, en = reason(error)
        words = Text(f"无法写入：{zh}", f"cannot be written: {en}")
        raise refusal("cannot_write", str(path), words) from None
