"""Answers as rows of text under stable column names, for every format that is a grid."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

Row = tuple[str, ...]


class Rows(NamedTuple):
    """Rows of text; `columns` are the field names of the JSON contract, the same in every language.

    `main` are the columns that fit a page; empty where all do.
    """

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    main: tuple[str, ...] = ()

    def for_a_page(self) -> "Rows":
        """The same rows with their main columns only."""
        if not self.main:
            return self
        places = [self.columns.index(column) for column in self.main]
        return Rows(self.main, tuple(tuple(row[i] for i in places) for row in self.rows))


def reasons(notices: Iterable[int]) -> list[str]:
    """What a provisional date waits for, in the words of JSON and rows: `calendar:2027`."""
    return [f"calendar:{year}" for year in notices]


def cell(day: date | None) -> str:
    """A date as a cell; empty where there is none."""
    return str(day) if day else ""
