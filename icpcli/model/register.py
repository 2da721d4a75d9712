"""The nouns of `icp register`: a row of a ledger, what follows from it, and the answer to them all."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, time
from itertools import compress
from typing import Any, NamedTuple

from icpcli.model.deadline import Deadline
from icpcli.model.license import Rule
from icpcli.model.problem import Text

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


class Block(NamedTuple):
    """Rows that stand below one another, as columns: what is done with all of them is done at once.

    The columns are the fields of `LedgerRow`, of every row that could be read; `unreadable` are the
    others. `carried` takes the cells of the other columns of the ledger out of those of a row.
    """

    rows: Sequence[int]
    numbers: Sequence[str]
    holders: Sequence[str]
    kinds: Sequence[str]
    issued: Sequence[date | None]
    expires: Sequence[date | None]
    continuing: Sequence[bool | None]
    owners: Sequence[object]
    cells: Sequence[Sequence[Any]]
    unreadable: Sequence["UnreadableRow"]
    carried: Callable[[Sequence[Any]], tuple[Any, ...]]

    @property
    def columns(self) -> tuple[Sequence[Any], ...]:
        """The fields of `LedgerRow`, each a column."""
        return self[:-2]

    def row(self, at: int) -> LedgerRow:
        """One of the rows that could be read, counted from 0."""
        return LedgerRow._make(column[at] for column in self.columns)

    def only(self, chosen: Sequence[object]) -> "Block":
        """The rows for which something is `chosen`, without those that could not be read."""
        columns = [tuple(compress(column, chosen)) for column in self.columns]
        return Block._make([*columns, (), self.carried])

    def packed(self, chosen: Sequence[object]) -> list[str]:
        """The rows for which something is `chosen`, as an answer has them: number, license number,
        holder, kind, and the other columns of the ledger."""
        own = zip(
            map(str, compress(self.rows, chosen)),
            compress(self.numbers, chosen),
            map(str.strip, compress(self.holders, chosen)),
            compress(self.kinds, chosen),
            strict=True,
        )
        return [*map(pack, own, map(self.carried, compress(self.cells, chosen)))]


class UnreadableRow(NamedTuple):
    """A row that no answer could be found for: where (`台账.xlsx:证照!D9`) and why, the first first."""

    row: int
    number: str
    holder: str
    kind: str
    problems: tuple[tuple[str, Text], ...]
    other: Sequence[object]


class Found(NamedTuple):
    """A deadline, and the rows of a ledger that it is one of, each packed (`Block.packed`).

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

    `columns` are the headers of what stands in a row besides number, holder and kind. `found` holds only what was asked for, sorted by the day to plan for.
    """

    file: str
    sheet: str
    as_of: date
    published_through: date
    columns: tuple[str, ...]
    found: Sequence[Found]
    unreadable: Sequence[UnreadableRow]
    read: int
    answered: int
    expired: int = 0
    """How many of the rows that are asked about have a term that is over."""


BETWEEN, GAP = "␟", "␞"
"""What stands between the cells of a packed row, and what where those of the deadline belong. Signs
that can be printed: one look at the row then says whether all of it can."""

_GAP = (GAP,)


def pack(own: tuple[Any, ...], others: tuple[Any, ...]) -> str:
    """The cells of a row that stand before those of the deadline, and those behind them, as one text:
    a quarter of the memory."""
    cells = own + _GAP + others
    try:
        text = BETWEEN.join(cells)  # of text files all are text
    except TypeError:
        text = BETWEEN.join([it if type(it) is str else cell_text(it) for it in cells])
    if text.count(BETWEEN) == len(cells) - 1 and text.count(GAP) == 1:
        return text
    return pack(
        *(tuple(_without_signs(cell_text(cell)) for cell in part) for part in (own, others))
    )


def unpack(packed: str) -> tuple[list[str], list[str]]:
    """The cells of a packed row before those of the deadline, and those behind them."""
    cells = packed.split(BETWEEN)
    at = cells.index(GAP)
    return cells[:at], cells[at + 1 :]


def _without_signs(text: str) -> str:
    return text.replace(BETWEEN, " ").replace(GAP, " ")
