"""What the reader of pictures read on pages whose text is known, kept as JSON: no model is needed."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from icpcli.importers.scan.boxes import Box, Page, from_corners

BOXES = Path(__file__).parent / "boxes"
SCAN = tuple(f"scan150-{i}" for i in range(1, 7))
"""The bundled license, scanned at 150 dpi: its front page, its annex, and four pages of clauses."""
PHOTOS = tuple(f"photo-bad-{i}" for i in range(1, 7))
"""Bad photos of the pages: bent, dark at one side, noisy, from an angle."""


def boxes(name: str) -> tuple[Box, ...]:
    """What was read on a page: corners, text, score."""
    rows: list[Any] = json.loads((BOXES / f"{name}.json").read_text("utf-8"))
    return tuple(
        from_corners(list(zip(it[::2], it[1::2], strict=True)), text, score)
        for it, text, score in rows
    )


def page(name: str) -> Page:
    """A page that was read from a picture."""
    return Page(name, boxes(name), picture=True)


Spoil = Callable[[Sequence[Box]], Sequence[Box]]


class Change(NamedTuple):
    """What is done to the boxes of one page."""

    page: str
    spoil: Spoil


def without(words: str) -> Spoil:
    """A reader that leaves out the line with these words."""
    return lambda found: [it for it in found if words not in it.text]


def only_half(words: str, left: bool = True) -> Spoil:
    """A reader that leaves out the other half of the line with these words."""

    def halved(box: Box) -> Box:
        n, x, y = len(box.text) // 2, (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2
        if left:
            return box._replace(text=box.text[:n], x1=x, y1=y)
        return box._replace(text=box.text[n:], x0=x, y0=y)

    return lambda found: [halved(it) if words in it.text else it for it in found]


def reads(old: str, new: str) -> Spoil:
    """A reader that takes some words for others."""
    return lambda found: [it._replace(text=it.text.replace(old, new)) for it in found]


def shuffled(found: Sequence[Box]) -> Sequence[Box]:
    """A reader that gives the pieces in another order."""
    return [*found[::2], *reversed(found[1::2])]


def sloping(fall: float) -> Spoil:
    """A page that lies askew, so that its lines fall by `fall` to the right."""
    return lambda found: [
        it._replace(y0=it.y0 + fall * it.x0, y1=it.y1 + fall * it.x1) for it in found
    ]
