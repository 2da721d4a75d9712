"""Pieces of text and where they stand on a page, as a PDF or the reader of pictures gives them."""

from collections.abc import Sequence
from math import hypot
from typing import NamedTuple

LONG_SIDE = 2400
"""A picture is read with its long side no longer than that, in pixels."""


class Box(NamedTuple):
    """A piece of one line: its text, and the line through the middle of its signs.

    That line goes from (x0, y0) on the left to (x1, y1); x grows to the right, y downwards, in any
    unit. `height` is that of the piece, `score` how sure the reader is of it, 0 to 1.
    """

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    height: float
    score: float = 1.0

    @property
    def width(self) -> float:
        """From its left end to its right one."""
        return self.x1 - self.x0


class Page(NamedTuple):
    """One page: what messages call it, its pieces, and whether they were read from a picture."""

    name: str
    boxes: tuple[Box, ...]
    picture: bool = False


Corners = Sequence[Sequence[float]]


def from_corners(corners: Corners, text: str, score: float) -> Box:
    """A piece by its four corners, from the upper left one clockwise, as readers of pictures give it."""
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = corners
    height = (hypot(dx - ax, dy - ay) + hypot(cx - bx, cy - by)) / 2
    return Box(
        text, (ax + dx) / 2, (ay + dy) / 2, (bx + cx) / 2, (by + cy) / 2, height, float(score)
    )
