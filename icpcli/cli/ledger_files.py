"""A ledger that was named: opened, with its calendar; and what to say of it."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from icpcli.calendar.workdays import WorkCalendar
from icpcli.cli.license_files import BUNDLED, open_possible_calendars
from icpcli.cli.question import COMPANY, NUMBER, OWNER, Question
from icpcli.files.sheets.opened import open_sheet
from icpcli.files.sheets.sheet import Sheet
from icpcli.files.typed_words import unknown
from icpcli.license.ledger import Ledger
from icpcli.license.ledger_headings import resembles
from icpcli.license.ledger_kinds import Kinds
from icpcli.license.ledger_licenses import Licenses, licenses_of, row_place
from icpcli.license.paper_kinds import kind_of_the_example, typed_kind
from icpcli.model.problem import IcpError, Problem, Text, refusal
from icpcli.model.register import LedgerRow, Register, UnreadableRow, cell_text
from icpcli.render.answers.register import counts_line

_EMPTY = Text("表头下面没有一行数据", "there is no row below the header")
_MOST_NAMED = 5
_MORE = Text(
    "另有 {n} 行读不出，答案里都列出了", "{n} more rows could not be read; the answer has them all"
)


class OpenedLedger(NamedTuple):
    """A ledger to be read, the calendar it is answered with, and whose rows are asked about."""

    sheet: Sheet
    rows: Ledger
    calendar: WorkCalendar
    wanted: Callable[[LedgerRow], bool] | None


def open_ledger(
    path: Path, sheet: str | None, kinds: Kinds, kind: str, question: Question
) -> OpenedLedger:
    """The ledger in a file. `kind` is that of rows that name none.

    Raises `IcpError` (`invalid_ledger`, `missing_extra`, `bad_usage`) where it cannot be read.
    """
    question.out.refuse_to_overwrite(path)
    opened, notes = open_sheet(path, sheet, resembles)
    for note in notes:
        question.out.note(note)
    rows = Ledger(opened, kinds, kind)
    calendars, errors = open_possible_calendars([path], question.out)
    question.errors += errors
    calendar = calendars.own.get(str(path), calendars.usual)
    wanted = _wanted(question, opened, lambda: Ledger(opened, kinds, kind))
    return OpenedLedger(opened, rows, calendar, wanted)


def read_ledger(path: Path, kind: str | None, note: Callable[[Text], None]) -> Licenses:
    """Each row of a ledger as a license. `kind` is what the kind of rows is called that name none.

    `note` is told what is odd in it. Raises `IcpError` (`invalid_ledger`, `missing_extra`,
    `bad_usage`) where it cannot be read.
    """
    kinds = kinds_beside(path)
    sheet, notes = open_sheet(path, None, resembles)
    rows = Ledger(sheet, kinds, kind_named(kind, kinds))
    found = licenses_of(sheet, rows, kinds)
    if not rows.read:
        raise IcpError("invalid_ledger", [Problem(str(path), 1, 1, "", _EMPTY)])
    for words in (*notes, *(Text(*(f"{path}: {said}" for said in one)) for one in rows.notes())):
        note(words)
    return found


def kinds_beside(ledger: Path) -> Kinds:
    """The kinds that a ledger may name, with the user's own sets beside it."""
    example = next((path for path in BUNDLED if path.exists()), BUNDLED[0])
    return Kinds(ledger, {kind_of_the_example(): example})


def kind_named(name: str | None, kinds: Kinds) -> str:
    """The kind that `--kind` names; empty without it. Raises `IcpError` (`bad_usage`)."""
    if name is None:
        return ""
    return kinds.id_of(name) or typed_kind(name, kinds.all).id


def say_what_was_read(
    register: Register, opened: OpenedLedger, question: Question, more: Text = _MORE
) -> None:
    """Say on stderr how many rows were read, and what is odd in them; `more` of the many that could
    not be read.

    Raises `IcpError` where there was none, and where the counts do not agree: no row may be lost.
    """
    if not register.read:
        raise IcpError("invalid_ledger", [Problem(register.file, 1, 1, "", _EMPTY)])
    if register.read != register.answered + len(register.unreadable):
        raise AssertionError("rows were lost")
    for note in opened.rows.notes():
        question.out.note(Text(*(f"{register.file}: {words}" for words in note)))
    if question.out.format != "table":  # which shows all of this itself
        _name_unreadable(register, question, more)
    if register.unreadable:
        question.incomplete = True


def _name_unreadable(register: Register, question: Question, words: Text) -> None:
    """Say on stderr what could not be read, the first rows of it, and the counts."""
    for row in register.unreadable[:_MOST_NAMED]:
        for place, why in row.problems:
            question.out.note(Text(f"{place}: {why.zh}", f"{place}: {why.en}"))
    if (more := len(register.unreadable) - _MOST_NAMED) > 0:
        question.out.note(words.filled(n=more))
    question.out.note(Text(counts_line(register, "zh"), counts_line(register, "en")))


def _wanted(
    question: Question, sheet: Sheet, read: Callable[[], Ledger]
) -> Callable[[LedgerRow], bool] | None:
    """Whether a row is of the company, the owner and the number that are asked about: of one that is
    called so, else of one whose name holds what was typed.

    Which it is, is known only at the end of the ledger: it is read once for each option. Raises
    `IcpError` (`bad_usage`) where nobody is called that.
    """
    chosen: set[int] | None = None
    for option, what, name_of in _NAMES:
        if (name := getattr(question.options, option)) is not None:
            rows = ((row.row, name_of(row)) for row in read())
            among = [(row, it) for row, it in rows if chosen is None or row in chosen]
            chosen = {row for row, it in among if it == name} or {
                row for row, it in among if name in it
            }
            if not chosen:
                known = sorted({it for _, it in among if it})
                raise refusal("bad_usage", f"--{option}", unknown(name, known, what))
            if option == "company":
                question.say_left_out([row_place(sheet, row) for row, it in among if not it])
    return None if chosen is None else lambda row: row.row in chosen


def _owner(row: LedgerRow | UnreadableRow) -> str:
    return cell_text(row.owner).strip() if isinstance(row, LedgerRow) else ""


_NAMES: tuple[tuple[str, Text, Callable[[LedgerRow | UnreadableRow], str]], ...] = (
    ("company", COMPANY, lambda row: row.holder.strip()),
    ("owner", OWNER, _owner),
    ("number", NUMBER, lambda row: row.number.strip()),
)
"""The options that choose rows, in the order in which they do, and what each goes by."""
