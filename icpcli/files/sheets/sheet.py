"""One table as it is read, row by row: its cells, and the place of each."""

from collections.abc import Iterator, Sequence
from datetime import date, time, timedelta
from typing import NamedTuple, Protocol, Self

from icpcli.model.problem import IcpError, Problem, Text

MOST_BYTES = 2 * 1024**3
"""The most that a ledger may hold, unpacked: 2 GiB."""

LARGER_THAN_THAT = Text(
    "解压后超过 2 GiB，不读取：请拆分，或删去多余的行列和图片",
    "holds more than 2 GiB unpacked and is not read: split it, or delete what is not needed",
)

LOCKED = Text(
    "文件有密码，不能读取：请另存一份不带密码的",
    "is locked by a password and cannot be read: save a copy without one",
)


class ErrorCell(NamedTuple):
    """A cell in which a formula failed; `code` is what it shows: `#N/A`."""

    code: str

    def __str__(self) -> str:
        return self.code


Cell = str | int | float | bool | date | time | timedelta | ErrorCell
"""What a cell holds. Of text files every cell is text; an empty cell is empty text everywhere."""


class Damaged(tuple[()]):
    """Stands in place of the cells of a row that could not be taken apart."""

    why: Text

    def __new__(cls, why: Text) -> Self:
        """No cells, and why there are none."""
        row = super().__new__(cls)
        row.why = why
        return row


Cells = Sequence[Cell]


class Sheet(Protocol):
    """A table. `name` is that of its sheet; a text file has none."""

    name: str
    is_text: bool

    @property
    def file(self) -> str:
        """The file, as it was named."""

    def rows(self) -> Iterator[tuple[int, Cells]]:
        """Each row with its number as a person counts it: that of the sheet, or the line."""

    def place(self, row: int, column: int) -> str:
        """Where a cell stands, `column` counted from 0: `ledger.xlsx:Sheet1!D9`, `ledger.csv:17:4`."""


def refuse(file: str, message: Text, code: str = "invalid_ledger") -> IcpError:
    """An error about the whole file."""
    return IcpError(code, [Problem(file, 1, 1, "", message)])
