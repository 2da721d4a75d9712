"""The pieces of a page → its text, line by line, with a mark where a line may be missing."""

from collections.abc import Iterator, Sequence

from icpcli.importers.scan.boxes import Box, Page
from icpcli.importers.scan.labels import labels_together
from icpcli.importers.scan.rows import em, rows_of
from icpcli.license.form import Form

_WORDS_APART = 0.8
"""So many signs of nothing between two pieces are a blank."""


def page_text(page: Page, form: Form) -> str:
    """The text of a page."""
    sign = em(page.boxes)
    rows = labels_together(rows_of(page.boxes), form)
    return "\n".join(it if isinstance(it, str) else _line(it.boxes, sign) for it in rows)


def _line(boxes: Sequence[Box], sign: float) -> str:
    return "".join(_pieces(boxes, sign))


def _pieces(boxes: Sequence[Box], sign: float) -> Iterator[str]:
    last: Box | None = None
    for box in boxes:
        if last:
            yield "  " if box.x0 - last.x1 > _WORDS_APART * sign else ""
        yield box.text
        last = box
