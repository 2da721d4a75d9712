"""Where a reader of pictures may have left out a line of the provisions, or a part of one.

Clauses are set in even lines from one margin to the other; so what is missing leaves a hole. The front
page and the annex are set freely: nothing can be said of their holes.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from icpcli.files.chinese_print import fold
from icpcli.importers.certificate.pages import PAGE_NUMBER, heading_line, pages_of
from icpcli.importers.scan.boxes import Box
from icpcli.importers.scan.rows import Row
from icpcli.license.form import Form

_LINES = 1.55
_TWO_IN_A_ROW = 2.6
"""A line that bends seems too far from the one before it and too near to the next: three of them
are two distances apart all the same, and more where one is missing."""
_USUAL = 1.8  # signs from line to line, where too few lines tell
_INDENT = 3.2
_SHORT = 2.5
_BETWEEN = 2.0
_UNSURE = 0.7
_NEAR = 3
_LEAST_FULL = 6
_FULL = 0.85
_FOOT = re.compile("[-一·.,_ ]*[0-9]{1,3}[-一·.,_ ]*")
"""-2, what a picture leaves of - 2 -"""
_MISREAD_FOOT = re.compile(r"[\x21-\x7e]{1,4}")
"""TO: a bent - 3 -; no line of clauses is so short and without a Chinese sign."""
_SENTENCE_ENDS = tuple("。；：;:.!?！？·")


class Body(NamedTuple):
    """The rows of clauses on a page; what stands above and below them belongs to the page.

    `above` and `below` are the distances to that in lines; None where nothing was read there.
    """

    first: int
    end: int
    above: float | None
    below: float | None


class Hole(NamedTuple):
    """A place where something may be missing: before, in, or behind a row."""

    row: int
    where: str


def body_of(rows: Sequence[Row], sign: float, form: Form) -> Body | None:
    """The clauses of a page; None where it holds no lines from margin to margin."""
    first, end = 0, len(rows)
    while first < end and _is_head(rows[first], form):
        first += 1
    while end > first and _is_foot(rows[end - 1]):
        end -= 1
    widest = max((row.right - row.left for row in rows[first:end]), default=0)
    full = sum(row.right - row.left > _FULL * widest for row in rows[first:end])
    if full < min(_LEAST_FULL, end - first) or widest < 20 * sign:
        return None
    line = _line(rows[first:end], 0, sign), _line(rows[first:end], end - first, sign)
    above = (rows[first].y - rows[first - 1].y) / line[0] if first else None
    below = (rows[end].y - rows[end - 1].y) / line[1] if end < len(rows) else None
    return Body(first, end, above, below)


def holes(rows: Sequence[Row], body: Body, sign: float) -> Iterator[Hole]:
    """What may be missing among the rows of a page, from top to bottom."""
    lines = rows[body.first : body.end]
    apart = [after.y - before.y for before, after in pairwise(lines)]
    for i, row in enumerate(lines):
        near = lines[max(i - _NEAR, 0) : i + _NEAR + 1]
        margin, right = min(it.left for it in near), max(it.right for it in near)
        if i and _is_wide(apart, i - 1, _line(lines, i, sign)):
            yield Hole(body.first + i, "before")
        starts_late = row.left - margin > _INDENT * sign
        inside = any(b.x0 - a.x1 > _BETWEEN * sign for a, b in pairwise(row.boxes))
        if starts_late or inside or any(it.score < _UNSURE for it in row.boxes):
            yield Hole(body.first + i, "in")
        # The last line of a paragraph is short, and bad pictures lose its full stop.
        goes_on = i + 1 < len(lines) and lines[i + 1].left - margin < sign
        ends = row.boxes[-1].text.rstrip().endswith(_SENTENCE_ENDS)
        if right - row.right > _SHORT * sign and goes_on and not ends:
            yield Hole(body.first + i, "behind")


def _is_wide(apart: Sequence[float], i: int, line: float) -> bool:
    """Whether two rows are more than a line apart, and their neighbours do not make up for it."""
    pairs = [apart[j] + apart[j + 1] for j in (i - 1, i) if 0 <= j < len(apart) - 1]
    return apart[i] > _LINES * line and all(it > _TWO_IN_A_ROW * line for it in pairs)


def _line(rows: Sequence[Row], i: int, sign: float) -> float:
    """The distance from line to line around a row."""
    near = rows[max(i - 6, 0) : i + 6]
    apart = [b.y - a.y for a, b in pairwise(near)]
    return median(apart) if len(apart) > 2 else _USUAL * sign


def _is_head(row: Row, form: Form) -> bool:
    text = fold(_text(row.boxes)).strip()
    label = any(it in "".join(text.split()) for it in form.labels["number"])
    return (
        label
        or pages_of(form).is_printed_on_each(text)
        or re.fullmatch(heading_line(form), text) is not None
    )


def _is_foot(row: Row) -> bool:
    text = fold(_text(row.boxes)).strip()
    return bool(
        PAGE_NUMBER.fullmatch(text) or _FOOT.fullmatch(text) or _MISREAD_FOOT.fullmatch(text)
    )


def _text(boxes: Sequence[Box]) -> str:
    return "".join(it.text for it in boxes)
