"""A grid for people: as columns where there is room, else as a card a row. Drawn by Rich.

No box lines (their width is ambiguous) and no markup: text is text.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text as Styled

from icpcli.render.wrap import cells, wrap

CARDS_BELOW = 60
_GAP = 2


class Line(NamedTuple):
    """A line of a cell, and how it is drawn."""

    text: str
    style: str = ""


Cell = Sequence[Line]


class Column(NamedTuple):
    """A heading, and whether its cells are numbers."""

    heading: str
    number: bool = False


def grid(columns: Sequence[Column], rows: Sequence[Sequence[Cell]], width: int) -> RenderableType:
    """`rows` under their headings. The last column holds text, and takes the room that is left."""
    fixed = [
        max(cells(line.text) for line in (Line(column.heading), *_lines(rows, i)))
        for i, column in enumerate(columns[:-1])
    ]
    room = width - sum(fixed) - _GAP * len(fixed)
    if width < CARDS_BELOW or room < width // 4:
        return _cards(columns, rows, width)
    table = Table(box=None, padding=(0, _GAP, 0, 0), pad_edge=False, header_style="bold")
    for column, column_width in zip(columns, [*fixed, room], strict=True):
        table.add_column(
            Styled(column.heading),
            justify="right" if column.number else "left",
            width=column_width,
            no_wrap=True,
        )
    for row in rows:
        table.add_row(*map(_drawn, row[:-1]), _drawn(_wrapped(row[-1], room)))
    return table


def paragraph(text: str, width: int, style: str = "", hang: int = 0) -> Styled:
    """Text in lines that fit, those after the first indented by `hang`."""
    return Styled("\n".join(wrap(text, width, hang)), style=style)


def _lines(rows: Sequence[Sequence[Cell]], column: int) -> Iterable[Line]:
    return (line for row in rows for line in row[column])


def _wrapped(cell: Cell, width: int) -> Cell:
    return [Line(piece, line.style) for line in cell for piece in wrap(line.text, width)]


def _drawn(cell: Cell) -> Styled:
    return Styled("\n").join(Styled(line.text, style=line.style) for line in cell)


def _cards(columns: Sequence[Column], rows: Sequence[Sequence[Cell]], width: int) -> RenderableType:
    """The text first, then a line for each other column that says something."""
    indent = max((cells(column.heading) for column in columns[:-1]), default=0) + _GAP
    parts: list[RenderableType] = []
    for row in rows:
        if parts:
            parts.append("")
        parts.append(_drawn(_wrapped(row[-1], width)))
        for column, cell in zip(columns[:-1], row[:-1], strict=True):
            if text := " ".join(line.text for line in cell if line.text):
                heading = column.heading + " " * (indent - cells(column.heading))
                parts.append(paragraph(heading + text, width, cell[0].style, hang=indent))
    return Group(*parts)
