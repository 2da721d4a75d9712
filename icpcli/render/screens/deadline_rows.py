"""Deadlines in as few lines as the width allows: a row each, two lines, or a card."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from rich.console import Group, RenderableType

from icpcli.render.parts import DOT
from icpcli.render.screens.grid import Cell, Column, Line, as_wide_as, grid, paragraph
from icpcli.render.screens.wrap import cells
from icpcli.render.words import Lang, days_left, in_language, label

ONE_ROW_FROM = 90
TWO_LINES_FROM = 60
_LEAST_WHAT = 30
"""A title in less room than that is cut into too many lines: its id goes below it."""

_COLUMNS = ("days_left", "file_by", "title", "whose", "clause", "id")
DIM = "dim"


class DeadlineRow(NamedTuple):
    """What a deadline is told with, whatever the width."""

    how: Line
    day: Line
    what: Line
    whose: str
    basis: str
    id: str
    besides: str = ""


class Part(NamedTuple):
    """Rows that stand together, under a heading where there are several parts."""

    heading: str
    rows: Sequence[DeadlineRow]


def drawn_rows(
    parts: Sequence[Part], lang: Lang, width: int, *, whose: str = "", headed: bool = True
) -> Group:
    """The rows of all the parts in as few lines as the width allows, in the same columns.

    `whose` names the label of what each row says of its license, where it says anything; `headed`:
    words stand above the columns.
    """
    rows = [row for part in parts for row in part.rows]
    layout = _layout(rows, bool(whose), lang, width)
    if layout is None:
        return _below_one_another(parts, lambda rows: _cards(rows, lang, width), width)
    names, cells_of = layout
    columns = [_column(name, whose if headed else None, lang) for name in names]
    if len(parts) == 1 and not parts[0].heading:
        return Group(grid(columns, [cells_of(row) for row in rows], width))
    columns = as_wide_as(columns, [cells_of(row) for row in rows], width)
    bare = [column._replace(heading="") for column in columns]
    drawn = _below_one_another(
        parts, lambda rows: grid(bare, [cells_of(row) for row in rows], width), width
    )
    return Group(grid(columns, [], width), *drawn.renderables)


def _below_one_another(
    parts: Sequence[Part], draw: Callable[[Sequence[DeadlineRow]], RenderableType], width: int
) -> Group:
    lines: list[RenderableType] = []
    for part in parts:
        lines += [""] if lines else []
        lines += [paragraph(part.heading, width, "bold")] if part.heading else []
        lines.append(draw(part.rows))
    return Group(*lines)


def _layout(
    rows: Sequence[DeadlineRow], several: bool, lang: Lang, width: int
) -> tuple[Sequence[str], Callable[[DeadlineRow], Sequence[Cell]]] | None:
    """The columns that fit, and what stands in them: one line a row, with the clause or without it,
    or two; none where only a card holds what must not be cut."""
    if width < TWO_LINES_FROM:
        return None
    names = [name for name in _COLUMNS if several or name != "whose"]
    for kept in (names, [name for name in names if name != "clause"]):

        def in_one(row: DeadlineRow, kept: Sequence[str] = kept) -> Sequence[Cell]:
            return [_cell(name, row) for name in kept]

        room = _room([*map(in_one, rows)], kept.index("title"), width)
        if width >= ONE_ROW_FROM and room >= _LEAST_WHAT:
            return kept, in_one

    room = _room([[[row.how], [row.day], [row.what]] for row in rows], 2, width)

    def in_two(row: DeadlineRow) -> Sequence[Cell]:
        return [[row.how], [row.day], [row.what, _below(row, lang, room)]]

    if max(cells(row.id) for row in rows) > room:
        return None  # an id that is cut cannot be copied
    return _COLUMNS[:3], in_two


def _column(name: str, whose: str | None, lang: Lang) -> Column:
    if name == "days_left":
        return Column("", least=cells(days_left(-365, lang)))
    heading = "" if whose is None else label(whose if name == "whose" else name, lang)
    return Column(heading, fills=name == "title")


def _cards(rows: Sequence[DeadlineRow], lang: Lang, width: int) -> RenderableType:
    return Group(*[part for row in rows for part in _card(row, lang, width)][:-1])


def _cell(name: str, row: DeadlineRow) -> Cell:
    match name:
        case "days_left":
            return [row.how]
        case "file_by":
            return [row.day]
        case "title":
            return [row.what]
        case "whose":
            return [Line(row.whose, row.what.style)]
        case "clause":
            return [Line(row.basis, DIM)]
        case _:
            return [Line(row.id, DIM)]


def _room(rows: Sequence[Sequence[Cell]], filling: int, width: int) -> int:
    """The columns that are left for the one that takes the rest."""
    others = [i for i in range(len(rows[0])) if i != filling]
    widest = (max(cells(line.text) for row in rows for line in row[i]) for i in others)
    return width - sum(it + 2 for it in widest)


def _below(row: DeadlineRow, lang: Lang, room: int) -> Line:
    """Whose it is, where it stands, its id; that of the other way where there is room for it."""
    words = [*filter(None, (row.whose, row.basis, row.id, row.besides))]
    text = in_language(DOT, lang).join(words)
    if row.besides and cells(text) > room:
        text = in_language(DOT, lang).join(words[:-1])
    return Line(text, DIM)


def _card(row: DeadlineRow, lang: Lang, width: int) -> list[RenderableType]:
    how = "  ".join(filter(None, (row.how.text, row.day.text)))
    facts = in_language(DOT, lang).join(filter(None, (row.whose, row.basis)))
    lines = (
        (how, row.how.style),
        (row.what.text, row.what.style),
        (facts, DIM),
        (row.id, DIM),
        (row.besides, DIM),
    )
    return [*(paragraph(text, width, style) for text, style in lines if text), ""]
