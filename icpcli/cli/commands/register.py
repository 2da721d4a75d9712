"""`icp register`: a ledger of licenses in, its deadlines out."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from icpcli.cli.ledger_files import (
    OpenedLedger,
    kind_named,
    kinds_beside,
    open_ledger,
    say_what_was_read,
)
from icpcli.cli.license_files import open_possible_calendars
from icpcli.cli.options import HOLDERS, Within, asks
from icpcli.cli.question import Question
from icpcli.cli.recorded_rows import RecordedRows
from icpcli.cli.values import number_of_days, whole_number
from icpcli.deadlines.register import Answered, Rules, answer
from icpcli.deadlines.table import deadline_table
from icpcli.license.paper_kinds import kind_of_the_example
from icpcli.model.problem import IcpError, Text, refusal
from icpcli.model.register import LedgerRow, Register, UnreadableRow
from icpcli.render.answers.register import (
    DeadlineTable,
    LedgerLicenses,
    LedgerTemplate,
    RegisterAnswer,
)

LedgerFile = Annotated[
    Path | None,
    typer.Argument(
        metavar="LEDGER", help="A table: .csv, .xlsx, .xls or .ods.", show_default=False
    ),
]
KindName = Annotated[
    str | None,
    typer.Option(
        "--kind",
        metavar="KIND",
        help="The kind of rows that name none: an id, a code (B25) or a title.",
        show_default=False,
    ),
]
SheetName = Annotated[
    str | None,
    typer.Option(
        "--sheet",
        metavar="NAME",
        help="The sheet of a workbook; else the first visible one.",
        show_default=False,
    ),
]
Everything = Annotated[bool, typer.Option("--all", help="Also yearly ones whose day has passed.")]
TableOfDays = Annotated[
    str | None,
    typer.Option(
        "--deadline-table",
        metavar="YYYY..YYYY",
        help="What each day of these years starts, as CSV for a database.",
        show_default=False,
    ),
]
AsLicenses = Annotated[
    bool,
    typer.Option("--licenses", help="The rows themselves, with ISO dates, as CSV for a database."),
]
Template = Annotated[bool, typer.Option("--template", help="Print an empty ledger.")]


@asks("as_of", "format", "output", "lang", "color", *HOLDERS)
def register(
    question: Question,
    ledger: LedgerFile = None,
    kind: KindName = None,
    sheet: SheetName = None,
    within: Within = None,
    everything: Everything = False,
    template: Template = False,
    table: TableOfDays = None,
    licenses: AsLicenses = False,
) -> None:
    """What must be filed for the licenses of a spreadsheet (台账).

    A row that cannot be read stands in the answer with its place and the reason; exit code 3.
    """
    if template or table is not None:
        # A table of this kind is for a file, not for the screen.
        question.out = question.out.preferring("csv")
        made = LedgerTemplate() if table is None else _table(table, kind, question)
        question.write(made)
        return
    if ledger is None:
        raise refusal("bad_usage", "LEDGER", _WHICH)
    days = None if within is None else number_of_days("--within", within)
    kinds = kinds_beside(ledger)
    if licenses:
        question.out = question.out.preferring("csv")
    opened = open_ledger(ledger, sheet, kinds, kind_named(kind, kinds), question)
    if licenses:
        _write_licenses(opened, question)
        return
    rules = Rules(kinds.license, opened.calendar, question.day, within=days, passed=everything)
    recorded = RecordedRows(ledger, question, one_sheet=sheet is not None)
    others = recorded.others(opened.rows.blocks())
    answered = answer(others, rules, opened.rows.refused, opened.wanted)
    found = _register(recorded.added_to(answered, rules, opened, kinds), opened, question.day)
    say_what_was_read(found, opened, question)
    question.write(RegisterAnswer(found))


def _register(answered: Answered, opened: OpenedLedger, day: date) -> Register:
    """What follows from the ledger, with what it is and how it was read."""
    return Register(
        file=opened.sheet.file,
        sheet=opened.sheet.name,
        as_of=day,
        published_through=opened.calendar.published_through,
        columns=opened.rows.columns,
        found=answered.found,
        unreadable=answered.unreadable,
        read=opened.rows.read,
        answered=answered.answered,
        expired=answered.expired,
    )


def _write_licenses(opened: OpenedLedger, question: Question) -> None:
    """Write the rows of a ledger themselves, those that are asked about; say what was read of it.

    What cannot be read is only said: exit code 3.
    """
    rows = [*opened.rows]
    good = [row for row in rows if isinstance(row, LedgerRow)]
    bad = [row for row in rows if isinstance(row, UnreadableRow)]
    wanted = [row for row in good if opened.wanted is None or opened.wanted(row)]
    found = _register(Answered([], bad, len(good)), opened, question.day)
    say_what_was_read(found, opened, question, _NOT_IN_THE_ANSWER)
    question.write(LedgerLicenses(wanted))


def _table(years: str, kind: str | None, question: Question) -> DeadlineTable:
    """What each day of these years starts. Raises `IcpError` (`bad_usage`) for what are no years."""
    first, last = _years(years)
    kinds = kinds_beside(Path("ledger.csv"))
    named = kind_named(kind, kinds)
    if not named:
        named = kind_of_the_example()
        question.out.note(_OF_ONE_KIND.filled(kind=named))
    calendars, errors = open_possible_calendars([Path("ledger.csv")], question.out)
    question.errors += errors
    license = kinds.license(named)
    days = deadline_table(license, calendars.usual, question.day, first, last)
    return DeadlineTable(named, days)


def _years(text: str) -> tuple[int, int]:
    first, dots, last = text.partition("..")
    try:
        years = whole_number("", first, 2004, 2099), whole_number("", last, 2004, 2099)
    except IcpError:
        years = (1, 0)
    if not dots or years[0] > years[1]:
        words = _NO_YEARS.filled(text=text)
        raise refusal("bad_usage", "--deadline-table", words)
    return years


_NOT_IN_THE_ANSWER = Text(
    "另有 {n} 行读不出，没有写进来：去掉 --licenses 会全部列出",
    "{n} more rows could not be read, and are left out; without --licenses the answer has them all",
)
_NO_YEARS = Text(
    "“{text}”不是年份范围（如 2024..2033，2004 到 2099 之间）",
    '"{text}" is no range of years (such as 2024..2033, within 2004 to 2099)',
)
_OF_ONE_KIND = Text(
    "没有写 --kind：这张表只有 {kind} 一个种类，其他种类请各打印一张",
    "without --kind this table is of {kind} alone: print one for each kind",
)
_WHICH = Text(
    "哪份台账？icp register 台账.xlsx（icp register --template 给出空台账）",
    "which ledger? icp register LEDGER.xlsx (icp register --template prints an empty one)",
)
