"""What python-calamine leaves out of an .ods: merged cells, error cells, and how far its cells reach."""

from collections.abc import Iterator
from typing import IO, NamedTuple
from xml.parsers import expat

_CHUNK = 1 << 16
_CELLS = ("table-cell", "covered-table-cell")


class Merged(NamedTuple):
    """A cell that reaches down: its column, counted from 0, and its last row, counted from 1."""

    column: int
    last: int


class Failed(NamedTuple):
    """A cell in which a formula failed: its column, and what it shows."""

    column: int
    code: str


class Table(NamedTuple):
    """One table of the file: by row, counted from 1, its merged and its error cells; and its size."""

    name: str
    merged: dict[int, list[Merged]]
    errors: dict[int, list[Failed]]
    size: list[int]
    """Of the part that holds something, the rows and the columns."""


def tables_of(content: IO[bytes], most: int) -> list[Table]:
    """The tables of a file, by its `content.xml`; the last one is that which reaches over more than
    `most` cells, if one does. Raises what a broken file makes of the parser."""
    walk = _Walk(most)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = walk.start
    parser.EndElementHandler = walk.end
    parser.CharacterDataHandler = walk.text
    while not walk.full and (chunk := content.read(_CHUNK)):
        parser.Parse(chunk)
    if not walk.full:
        parser.Parse(b"", True)
    return walk.tables


class _Walk:
    """Counts rows and columns: what stands several times is written once, with how often."""

    def __init__(self, most: int) -> None:
        self.tables: list[Table] = []
        self.full = False
        """Whether a table is larger than can be laid out: what follows is not looked at."""
        self._most = most
        self._row = self._next_row = 1
        self._column = 0
        self._failed: list[int] = []
        self._words = ""

    def start(self, name: str, given: dict[str, str]) -> None:
        local = _local(name)
        if self.full:
            return
        if local == "table":
            attributes = dict(_attributes(given))
            self.tables.append(Table(attributes.get("name", ""), {}, {}, [0, 0]))
            self._row = self._next_row = 1
        elif self.tables and local == "table-row":
            times = int(dict(_attributes(given)).get("number-rows-repeated", 1))
            self._row, self._next_row = self._next_row, self._next_row + times
            self._column = 0
        elif self.tables and local in _CELLS:
            self._cell(given)

    def _cell(self, given: dict[str, str]) -> None:
        attributes = dict(_attributes(given))
        column, table = self._column, self.tables[-1]
        self._column += int(attributes.get("number-columns-repeated", 1))
        if "value-type" not in attributes:
            return
        table.size[:] = max(table.size[0], self._next_row - 1), max(table.size[1], self._column)
        self.full = table.size[0] * table.size[1] > self._most
        if self.full:
            return
        if (rows := int(attributes.get("number-rows-spanned", 1))) > 1:
            merged = Merged(column, self._row + rows - 1)
            table.merged.setdefault(self._row, []).append(merged)
        if "error" in given.values():
            self._failed, self._words = [*range(column, self._column)], ""

    def end(self, name: str) -> None:
        if self._failed and _local(name) in _CELLS:
            failed = [Failed(column, self._words.strip()) for column in self._failed]
            for row in range(self._row, self._next_row):
                self.tables[-1].errors.setdefault(row, []).extend(failed)
            self._failed = []

    def text(self, words: str) -> None:
        if self._failed:
            self._words += words


def _attributes(given: dict[str, str]) -> Iterator[tuple[str, str]]:
    """The attributes by their names alone."""
    return ((_local(name), value) for name, value in given.items())


def _local(name: str) -> str:
    return name.rpartition(" ")[2]
