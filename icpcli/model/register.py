"""The nouns of `icp register`: a row of a ledger, what follows from it, and the answer to them all."""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any, NamedTuple

from icpcli.model.deadline import Deadline
from icpcli.model.license import Rule
from icpcli.model.problem import Text

UNREADABLE_ROW = "unreadable_row"
"""The code of what is wrong with a row of a ledger; nothing else waits for it."""
_MIDNIGHT = time()


def cell_text(cell: object) -> str:
    """A cell as text: a whole number without its `.0`, a day without its midnight."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, datetime) and cell.time() == _MIDNIGHT:
        return str(cell.date())
    return str(cell)


class LedgerRow(NamedTuple):
    """A license as one row of a ledger has it.

    `row` is its number in the sheet, or the line of a text file. `kind` is the id of a rule set.
    `issued` is the day on which the term began; None where the ledger does not say. `expires` is
    None where the license has no expiry. `cells` are all of it, as the sheet has them.
    """

    row: int
    number: str
    holder: str
    kind: str
    issued: date | None
    expires: date | None
    continuing: bool | None
    owner: object
    cells: Sequence[Any]


class UnreadableRow(NamedTuple):
    """A row that no answer could be found for: where (`台账.xlsx:证照!D9`) and why, the first first."""

    row: int
    number: str
    holder: str
    kind: str
    problems: tuple[tuple[str, Text], ...]
    other: Sequence[object]


class Found(NamedTuple):
    """A deadline, and the rows of a ledger that it is one of, each packed into one text.

    A thousand licenses that end on one day share it. Where a rule could not be answered, or not
    without a question, `problem` says why; `deadline` is then None, or what holds if the answer is
    yes.
    """

    rule: Rule
    deadline: Deadline | None
    problem: Text | None
    rows: list[str]


class Register(NamedTuple):
    """What follows from a ledger. Rows read are rows answered and rows unreadable.

    `columns` are the headers of what stands in a row besides number, holder and kind; `shown`
    picks out of an unpacked row its number, the license's number, holder and kind, and those.
    `found` holds only what was asked for, sorted by the day to plan for.
    """

    file: str
    sheet: str
    as_of: date
    published_through: date
    columns: tuple[str, ...]
    shown: tuple[int, ...]
    found: Sequence[Found]
    unreadable: Sequence[UnreadableRow]
    read: int
    answered: int


_BETWEEN = "␟"
"""Stands between the cells of a packed row. A sign that can be printed: one look at the row then says
whether all of it can."""


def pack(row: LedgerRow) -> str:
    """The number of a row, its kind and its cells as one text: a quarter of the memory."""
    number, _, _, kind, _, _, _, _, cells = row
    try:
        text = _BETWEEN.join(cells)  # of text files all are text
    except TypeError:
        text = _BETWEEN.join(map(cell_text, cells))
    if text.count(_BETWEEN) != len(cells) - 1:
        text = _BETWEEN.join(cell_text(cell).replace(_BETWEEN, " ") for cell in cells)
    return f"{number}{_BETWEEN}{kind}{_BETWEEN}{text}"


def unpack(packed: str) -> list[str]:
    """The cells of a packed row, behind its number in the sheet and its kind."""
    return packed.split(_BETWEEN)
