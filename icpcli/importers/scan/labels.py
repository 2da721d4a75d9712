"""A label of several lines beside its value, as in the cells of a table: put together first."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from icpcli.files.chinese_print import fold
from icpcli.importers.scan.boxes import Box
from icpcli.importers.scan.rows import Row
from icpcli.license.form import Form

_SHORTEST = 6
_MOST_LINES = 8
_LINE = 2.0
"""Lines of one cell begin at most so many heights apart."""


class _Cells(NamedTuple):
    """A label, the rows from the first of its value to behind its last one, and the value's lines."""

    label: str
    first: int
    end: int
    value: list[str]


def labels_together(rows: Sequence[Row], form: Form) -> Iterator[Row | str]:
    """The rows; instead of those of a label in pieces the whole label, and then its whole value."""
    labels = sorted(
        (it for words in form.labels.values() for it in words if len(it) >= _SHORTEST),
        key=len,
        reverse=True,
    )
    done = 0
    for i in range(len(rows)):
        cells = next(filter(None, (_cells(rows, i, it) for it in labels if i >= done)), None)
        if cells:
            first = max(done, cells.first)
            yield from rows[done:first]
            yield f"{cells.label}:"
            yield from cells.value
            done = cells.end
    yield from rows[done:]


def _cells(rows: Sequence[Row], start: int, label: str) -> _Cells | None:
    """The label in pieces that begin one below the other from a row on, and what stands beside it."""
    rest, value, left, end = label, list[str](), rows[start].left, start
    beside: list[Box] = []
    for i in range(start, min(start + _MOST_LINES, len(rows))):
        boxes = rows[i].boxes
        starts_here = abs(boxes[0].x0 - left) < boxes[0].height
        n = _begins(boxes[0].text, rest) if starts_here else 0
        if starts_here and not n:
            return None
        rest, said = rest[n:], boxes[0].text[_place(boxes[0].text, n) :] if n else ""
        others = boxes[1:] if n else boxes
        beside += others
        value += filter(
            None, [" ".join((said.lstrip(" :："), *(it.text for it in others))).strip()]
        )
        if not rest:
            end = i + 1
            break
    # A label on one line needs no help; nor does one that has nothing beside it.
    if rest or end == start + 1 or not beside:
        return None
    column = min(it.x0 for it in beside)
    above = _same_cell(rows, range(start - 1, -1, -1), start, column)
    below = _same_cell(rows, range(end, len(rows)), end - 1, column)
    lines = [_text(rows[i]) for i in reversed(above)], [_text(rows[i]) for i in below]
    return _Cells(label, start - len(above), end + len(below), [*lines[0], *value, *lines[1]])


def _same_cell(rows: Sequence[Row], order: range, last: int, column: float) -> list[int]:
    """The rows next to a label that are its value's, too: nothing stands on their left."""
    found: list[int] = []
    for i in order:
        row, height = rows[i], rows[i].boxes[0].height
        if abs(row.y - rows[last].y) > _LINE * height or abs(row.left - column) > 2 * height:
            break
        found.append(i)
        last = i
    return found


def _text(row: Row) -> str:
    return " ".join(it.text for it in row.boxes)


def _begins(text: str, rest: str) -> int:
    """How many signs of `rest` a piece begins with: all of the piece, or two at least."""
    said = "".join(fold(text).split())
    n = next((i for i, pair in enumerate(zip(said, rest, strict=False)) if len(set(pair)) > 1), -1)
    n = min(len(said), len(rest)) if n < 0 else n
    return n if n >= 2 else 0


def _place(text: str, n: int) -> int:
    """Where in a text its first `n` signs end, blanks not counted."""
    for i, sign in enumerate(text):
        if not n:
            return i
        n -= not sign.isspace()
    return len(text)
