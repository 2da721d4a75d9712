"""A grid for people: as columns where there is room, else as a card a row.

No box lines (their width is ambiguous) and no markup: text is text. Not Rich's own table: releases
that are still in use take room from a column whose width was fixed, and cut what is in it.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

from rich.console import Group, RenderableType
from rich.text import Text as Styled

from icpcli.render.screens.message import message_lines
from icpcli.render.screens.wrap import cells, longest_word, wrap

CARDS_BELOW = 60
_LEAST_TEXT = 24
"""A last column that is narrower cuts words and ids to pieces: cards read better."""

_GAP = 2


class Line(NamedTuple):
    """A line of a cell, and how it is drawn."""

    text: str
    style: str = ""
    copied: bool = False
    """Whether it holds a command to copy, which then stands alone where it does not fit."""


Cell = Sequence[Line]


class Column(NamedTuple):
    """A heading, whether its cells are numbers, and how wide it is at least.

    One that `leads` comes first on a card, too. One that `fills` takes the room that is left; the
    last one, where none does.
    """

    heading: str
    number: bool = False
    least: int = 0
    leads: bool = False
    fills: bool = False


def grid(columns: Sequence[Column], rows: Sequence[Sequence[Cell]], width: int) -> RenderableType:
    """`rows` under their headings. One column holds text, and takes the room that is left."""
    fills, widths, room = _widths(columns, rows, width)
    if width < CARDS_BELOW or room < _LEAST_TEXT:
        return _cards(columns, rows, width)
    headed = any(column.heading for column in columns)
    shown: list[Sequence[Cell]] = [[[Line(it.heading, "bold")] for it in columns]] if headed else []
    shown += ([*row[:fills], _wrapped(row[fills], room), *row[fills + 1 :]] for row in rows)
    widths[fills] = min(room, widths[fills])
    widths[-1] = 0
    return Styled("\n").join(line for row in shown for line in _row(columns, widths, row))


def as_wide_as(
    columns: Sequence[Column], rows: Sequence[Sequence[Cell]], width: int
) -> list[Column]:
    """The columns of a grid of these rows, which stay as wide in a grid of some of them."""
    fills, widths, room = _widths(columns, rows, width)
    widths[fills] = min(room, widths[fills])
    return [column._replace(least=it) for column, it in zip(columns, widths, strict=True)]


def _widths(
    columns: Sequence[Column], rows: Sequence[Sequence[Cell]], width: int
) -> tuple[int, list[int], int]:
    """The column that takes the room that is left, how wide each would be, and that room."""
    fills = next((i for i, column in enumerate(columns) if column.fills), len(columns) - 1)
    widths = [
        max(column.least, *(cells(text) for text in (column.heading, *_texts(rows, i))))
        for i, column in enumerate(columns)
    ]
    return fills, widths, width - sum(widths) + widths[fills] - _GAP * (len(columns) - 1)


def paragraph(text: str, width: int, style: str = "", hang: int = 0) -> Styled:
    """Text in lines that fit, those after the first indented by `hang`."""
    return Styled("\n".join(wrap(text, width, hang)), style=style)


def fact(heading: str, text: str, indent: int, width: int, style: str = "") -> Styled:
    """A text beside its heading, `indent` columns behind it; below it where a word, a date or an id
    would be cut there."""
    if longest_word(text) <= width - indent:
        space = " " * (indent - cells(heading))
        return paragraph(heading + space + text, width, style, hang=indent)
    return Styled("\n").join(
        (paragraph(heading, width, style), paragraph(" " * _GAP + text, width, style, hang=_GAP))
    )


def _texts(rows: Sequence[Sequence[Cell]], column: int) -> Iterable[str]:
    return (line.text for row in rows for line in row[column])


def _wrapped(cell: Cell, width: int) -> Cell:
    return [Line(piece, line.style) for line in cell for piece in _pieces(line, width)]


def _pieces(line: Line, width: int) -> list[str]:
    return message_lines(line.text, width) if line.copied else wrap(line.text, width)


def _row(columns: Sequence[Column], widths: Sequence[int], row: Sequence[Cell]) -> Iterator[Styled]:
    for pieces in zip_longest(*row, fillvalue=Line("")):
        drawn = Styled()
        for column, width, piece in zip(columns, widths, pieces, strict=True):
            space = " " * (width - cells(piece.text))
            drawn.append(space if column.number else "").append(piece.text, piece.style)
            drawn.append(" " * _GAP if column.number else space + " " * _GAP)
        yield drawn


def _drawn(cell: Cell) -> Styled:
    return Styled("\n").join(Styled(line.text, style=line.style) for line in cell)


def _cards(columns: Sequence[Column], rows: Sequence[Sequence[Cell]], width: int) -> RenderableType:
    """The text, then a line for each other column that says something; those that lead before it."""
    indent = max((cells(column.heading) for column in columns[:-1]), default=0) + _GAP
    parts: list[RenderableType] = []
    for row in rows:
        if parts:
            parts.append("")
        lines: dict[bool, list[RenderableType]] = {True: [], False: []}
        for column, cell in zip(columns[:-1], row[:-1], strict=True):
            if text := " ".join(line.text for line in cell if line.text):
                line = fact(column.heading, text, indent, width, cell[0].style)
                lines[column.leads].append(line)
        parts += [*lines[True], _drawn(_wrapped(row[-1], width)), *lines[False]]
    return Group(*parts)
