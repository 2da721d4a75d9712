"""Pieces of a page → its rows, from top to bottom, however the page slopes or bends."""

from collections.abc import Iterable, Sequence
from statistics import median
from typing import NamedTuple
from unicodedata import east_asian_width

from icpcli.importers.scan.boxes import Box

_LONG = 8
"""A piece so many times as wide as high tells by itself how its line slopes."""
_SAME_ROW = 0.5
_OVERLAP = 0.6


class Row(NamedTuple):
    """The pieces of one row from left to right, and how far down it begins, the slope taken out."""

    boxes: tuple[Box, ...]
    y: float

    @property
    def left(self) -> float:
        """Where its first piece begins."""
        return self.boxes[0].x0

    @property
    def right(self) -> float:
        """Where its last piece ends."""
        return self.boxes[-1].x1


def rows_of(boxes: Iterable[Box]) -> list[Row]:
    """The rows of a page; two pieces are in one row where the line of one goes on as the other's."""
    boxes = sorted((it for it in boxes if it.text.strip()), key=lambda it: it.x0)
    slope = page_slope(boxes)
    rows: list[list[Box]] = []
    for box in boxes:
        near = [(_apart(row[-1], box, slope), i) for i, row in enumerate(rows)]
        apart, i = min(near, default=(1.0, 0))
        if apart < _SAME_ROW:
            rows[i].append(box)
        else:
            rows.append([box])
    found = [Row(tuple(row), row[0].y0 - slope * row[0].x0) for row in rows]
    return sorted(found, key=lambda row: row.y)


def page_slope(boxes: Sequence[Box]) -> float:
    """How much the lines of a page fall to the right, as the long ones tell."""
    slopes = [_slope(box, 0) for box in boxes if box.width > _LONG * box.height]
    return median(slopes) if slopes else 0.0


def em(boxes: Iterable[Box]) -> float:
    """How wide a Chinese sign is on this page: as the long pieces tell, else as wide as it is high."""
    boxes = list(boxes)
    widths = [it.width / (columns / 2) for it in boxes if (columns := columns_of(it.text)) >= 8]
    return median(widths or [it.height for it in boxes] or [1.0])


def columns_of(text: str) -> int:
    """How wide a text is, in halves of a Chinese sign."""
    return sum(2 if east_asian_width(sign) in "WFA" else 1 for sign in text)


def _slope(box: Box, usual: float) -> float:
    return (box.y1 - box.y0) / box.width if box.width > _LONG * box.height else usual


def _apart(last: Box, box: Box, slope: float) -> float:
    """How far apart two pieces are across their line, in heights; 1 where one lies over the other."""
    height = min(last.height, box.height)
    between = box.x0 - last.x1
    if between < -_OVERLAP * height:
        return 1.0
    falls = (_slope(last, slope) + _slope(box, slope)) / 2 * between
    return abs(box.y0 - last.y1 - falls) / height if height else 1.0
