"""Answers as rows of text under stable column names, for every format that is a grid."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from icpcli.model.license import License
from icpcli.model.problem import Text

Row = tuple[str, ...]


class Page(NamedTuple):
    """What a page of rows says above them: what they are, of which licenses, and as of which day."""

    title: Text
    licenses: Sequence[License] = ()
    as_of: date | None = None
    unread: int = 0
    """How many files could not be used: the rows are not all that there is."""
    provisional: bool = False
    """Whether a day in the rows may still move, where no column of certainty says so."""


class Section(NamedTuple):
    """A part of a page: its heading, empty where it is the only one, and the places of its rows."""

    heading: str
    places: Sequence[int]


class Packed(NamedTuple):
    """Rows that have some cells in common: of each the others, packed, as `pack` has them."""

    lines: Sequence[str]
    common: Row

    def rows(self) -> Iterator[Row]:
        """The rows one by one."""
        from icpcli.model.register import unpack  # only ledgers have such rows

        for line in self.lines:
            own, others = unpack(line)
            yield (*own, *self.common, *others)


class Rows(NamedTuple):
    """Rows of text; `columns` are the field names of the JSON contract, the same in every language.
    `rows` may be walked over once only.

    `main` are the columns that fit a page; empty where all do. `page` heads them there.
    `own` are columns of the user's, under the names that they have there. `sections` are the parts in
    which a page is read, each row once; empty where it is read as it stands. `packed` are the same
    rows once more, for who can do with many at once.
    """

    columns: tuple[str, ...]
    rows: Iterable[Row]
    main: tuple[str, ...] = ()
    page: Page | None = None
    own: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()
    packed: Iterable[Packed] | None = None

    def for_a_page(self) -> "Rows":
        """These rows with their main columns only."""
        if not self.main:
            return self
        places = [self.columns.index(column) for column in self.main]
        rows = tuple(tuple(row[i] for i in places) for row in self.rows)
        return self._replace(columns=self.main, rows=rows, main=())


def reasons(notices: Iterable[int]) -> list[str]:
    """What a provisional date waits for, in the words of JSON and rows: `calendar:2027`."""
    return [f"calendar:{year}" for year in notices]


def cell(day: date | None) -> str:
    """A date as a cell; empty where there is none."""
    return str(day) if day else ""
