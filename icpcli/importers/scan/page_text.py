"""The pieces of a page → its text, line by line, with a mark where a line may be missing."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from icpcli.files.chinese_print import fold
from icpcli.importers.certificate.pages import GAP
from icpcli.importers.scan.boxes import Box, Page
from icpcli.importers.scan.gaps import Body, body_of, holes
from icpcli.importers.scan.labels import labels_together
from icpcli.importers.scan.order import is_front
from icpcli.importers.scan.rows import Row, em, rows_of
from icpcli.license.form import Form

_WORDS_APART = 0.8
"""So many signs of nothing between two pieces are a blank."""
_MORE_ABOVE = 0.8
_CHINESE = "[\u3400-\u9fff]"
_DOT = re.compile(rf"(?<={_CHINESE})·(?={_CHINESE})")
"""设施·你公司: a reader of photos takes a small comma or full stop for a dot."""

_WORN = (
    (re.compile("(?<=[0-9作])口(?=[内前后向,，。])"), "日"),  # 90口内
    (re.compile("(?<=提出)中(?=请)"), "申"),
)
"""Signs that lose a stroke in a fax, and what they are."""


class PageText(NamedTuple):
    """What messages call a page, its lines, and whether they were read from a picture.

    `body` is where its clauses stand, where it has any.
    """

    name: str
    lines: tuple[str, ...]
    picture: bool = False
    body: Body | None = None

    @property
    def text(self) -> str:
        """All its lines."""
        return "\n".join(self.lines)


def page_text(page: Page, form: Form) -> PageText:
    """The text of a page."""
    sign, rows = em(page.boxes), rows_of(page.boxes)
    lines = tuple(
        it if isinstance(it, str) else _line(it.boxes, sign) for it in labels_together(rows, form)
    )
    plain = PageText(page.name, lines, page.picture)
    body = body_of(rows, sign, form) if page.picture else None
    if not body or is_front(plain.text, form):
        return plain
    return plain._replace(lines=tuple(_with_gaps(rows, body, sign, form)), body=body)


def with_lost_edges(pages: Sequence[PageText]) -> list[PageText]:
    """The pages, with a mark at the head or the foot of one that begins or ends as no other does."""
    bodies = [page.body for page in pages if page.body]
    above = [it.above for it in bodies]
    below = [it.below for it in bodies[:-1]]
    found = []
    for page in pages:
        lines = list(page.lines)
        if page.body and _is_odd(page.body.above, above):
            lines.insert(page.body.first, GAP)
        if page.body and page.body is not bodies[-1] and _is_odd(page.body.below, below):
            lines.append(GAP)
        found.append(page._replace(lines=tuple(lines)))
    return found


def _is_odd(distance: float | None, all_of_them: Sequence[float | None]) -> bool:
    """Whether a distance is more than the least one, or not known where most others are."""
    known = [it for it in all_of_them if it is not None]
    if len(known) < 2:
        return False
    return distance is None or distance > min(known) + _MORE_ABOVE


def _with_gaps(rows: Sequence[Row], body: Body, sign: float, form: Form) -> Iterator[str]:
    found = list(holes(rows, body, sign))
    for i, row in enumerate(rows):
        here = {it.where for it in found if it.row == i}
        text = _mended(_line(row.boxes, sign, GAP if "in" in here else ""), form)
        if "in" in here and GAP not in text:
            text = GAP + text
        yield from [GAP] * ("before" in here)
        yield text + GAP * ("behind" in here)


def _mended(text: str, form: Form) -> str:
    """The text with the comma or full stop that a dot was on the paper, and with its lost strokes."""
    for worn, whole in _WORN:
        text = worn.sub(whole, text)
    shown = fold(text)
    return _DOT.sub(
        lambda it: "。" if shown.startswith(tuple(form.addressees), it.end()) else "、", text
    )


def _line(boxes: Sequence[Box], sign: float, mark: str = "") -> str:
    words = [boxes[0].text]
    for last, box in pairwise(boxes):
        apart = box.x0 - last.x1 > _WORDS_APART * sign
        words += [mark or "  " if apart else "", box.text]
    return "".join(words)
