"""The pages of a PDF: the pieces of text on each, or a picture of it where it has no text of its own."""

import ctypes
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import pi
from typing import TYPE_CHECKING, Any, NamedTuple

import pypdfium2 as pdfium
from pypdfium2 import raw

from icpcli.importers.scan.boxes import LONG_SIDE, Box
from icpcli.importers.scan.pdf_size import MOST_PIXELS, refuse_bombs, too_large
from icpcli.model.problem import Text

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_PAGES = 100
_MOST_SIGNS = 20_000
_MOST_OBJECTS = 50_000

_OF_THE_LINE = 0.3
_NEXT_WORD = 0.35
_NEXT_PIECE = 1.5
_TURN = pi / 2
_SLANTED = 0.02  # radians: what stands askew is a seal
_COVERS = 0.6
_INVISIBLE = (3, 7)  # the ways to render text of PDF that leave nothing on the page
_LEAST_SIGNS = 8
_MOST_ODD = 0.2
_ODD = frozenset({"Co", "Cn", "Cc", "Cs", "So"})

_RADICALS = dict(
    zip(
        map(ord, "⺟⺠⻄⻅⻆⻉⻋⻑⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰⻳"),
        "母民西见角贝车長长门青韦页风飞食马骨鬼鱼鸟卤麦黄齐齿龙龟",
        strict=True,
    )
)
"""Radicals that a font's text layer gives for a sign, and Unicode has no common form for."""


def read_pdf(data: bytes) -> Iterator[tuple[Box, ...] | None]:
    """The pieces of text on each page, in their order; None where a page has no text but a picture.

    Raises `ValueError(Text)` where the file is encrypted, broken, or would take too much to unpack.
    """
    refuse_bombs(data)
    document = _opened(data)
    if len(document) > MOST_PAGES:
        raise ValueError(
            Text(
                f"有 {len(document)} 页，最多读 {MOST_PAGES} 页：请只导出许可证的各页",
                f"{len(document)} pages, {MOST_PAGES} at most: export only those of the license",
            )
        )
    for i in range(len(document)):
        try:
            yield _page(document[i])
        except pdfium.PdfiumError:
            raise _broken(f"第 {i + 1} 页", f"page {i + 1}") from None


def page_as_picture(data: bytes, i: int) -> "Image":
    """A page of a PDF that was read, as a picture.

    Raises `ValueError(Text)` where one on it has too many pixels.
    """
    page = _opened(data)[i]
    for it in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        width, height = it.get_px_size()
        if width * height > MOST_PIXELS:
            raise too_large(f"{width} × {height}")
    scale = LONG_SIDE / max(*page.get_size(), 1)
    picture: Image = page.render(scale=scale).to_pil()
    return picture.convert("RGB")


def _opened(data: bytes) -> Any:
    """The document; it is closed when the last of its pages is let go."""
    try:
        document = pdfium.PdfDocument(data)
        pages = len(document)
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", 0) == raw.FPDF_ERR_PASSWORD:
            raise ValueError(
                Text(
                    "这个 PDF 有密码：请先存一份没有密码的",
                    "this PDF is encrypted: save it without its password first",
                )
            ) from None
        raise _broken("这个 PDF", "this PDF") from None
    if not pages:
        raise _broken("这个 PDF", "this PDF")
    return document


def _broken(zh: str, en: str) -> ValueError:
    return ValueError(
        Text(f"{zh}损坏，无法读取：请重新下载或扫描", f"{en} is broken: download or scan it again")
    )


def _page(page: Any) -> tuple[Box, ...] | None:
    text = page.get_textpage()
    boxes = () if _is_covered(page) else tuple(_pieces(text))
    if _is_text(boxes):
        return boxes
    return None if any(True for _ in page.get_objects(max_depth=1)) else ()


class _Sign(NamedTuple):
    """A sign, the way it is turned, its origin, and where it begins and ends; y grows upwards."""

    sign: str
    turn: int
    x: float
    y: float
    x0: float
    x1: float
    y0: float
    y1: float

    @property
    def height(self) -> float:
        return self.y1 - self.y0


def _pieces(text: Any) -> Iterator[Box]:
    """The pieces of a text layer in the order in which they were written."""
    signs = list(_signs(text))
    turns = Counter(it.turn for it in signs)
    usual = turns.most_common(1)[0][0] if turns else 0
    piece: list[_Sign] = []
    for sign in signs:
        if sign.turn != usual:
            continue
        if piece and not _goes_on(piece[-1], sign):
            yield from _box(piece)
            piece = []
        piece.append(sign)
    yield from _box(piece)


def _goes_on(last: _Sign, sign: _Sign) -> bool:
    height = max(last.height, sign.height, 0.1)
    apart = sign.x0 - last.x1
    same = abs(sign.y - last.y) < _OF_THE_LINE * height
    return same and -_NEXT_PIECE * height / 2 < apart < _NEXT_PIECE * height


def _box(piece: Sequence[_Sign]) -> Iterator[Box]:
    """The piece without the blanks at its ends; none where nothing else is in it."""
    seen = [i for i, it in enumerate(piece) if it.sign.strip()]
    if not seen:
        return
    piece = piece[seen[0] : seen[-1] + 1]
    words = piece[0].sign
    for last, sign in pairwise(piece):
        apart = sign.x0 - last.x1 > _NEXT_WORD * max(last.height, sign.height)
        words += " " * (apart and bool(last.sign.strip() and sign.sign.strip())) + sign.sign
    low, high = min(it.y0 for it in piece), max(it.y1 for it in piece)
    y = -(low + high) / 2
    yield Box(_one_form(words), piece[0].x0, y, piece[-1].x1, y, high - low)


def _one_form(words: str) -> str:
    """The words with a common sign for each radical that a font has in its stead."""
    return "".join(
        unicodedata.normalize("NFKC", it) if "\u2f00" <= it <= "\u2fd5" else it
        for it in words.translate(_RADICALS)
    )


def _signs(text: Any) -> Iterator[_Sign]:
    """The signs of a page, each turned upright; what stands askew belongs to a seal, and is left out."""
    box, x, y = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    for i in range(min(text.count_chars(), _MOST_SIGNS)):
        code = raw.FPDFText_GetUnicode(text, i)
        if raw.FPDFText_IsGenerated(text, i) == 1 or code < 32 or code in (0xFFFE, 0xFFFF):
            continue
        angle = raw.FPDFText_GetCharAngle(text, i)
        turn = -round(angle / _TURN)  # pdfium counts clockwise
        if abs(angle + turn * _TURN) > _SLANTED:
            continue
        raw.FPDFText_GetLooseCharBox(text, i, box)
        raw.FPDFText_GetCharOrigin(text, i, x, y)
        a, b = _turned(box.left, box.bottom, turn), _turned(box.right, box.top, turn)
        (x0, x1), (y0, y1) = sorted((a[0], b[0])), sorted((a[1], b[1]))
        yield _Sign(chr(code), turn % 4, *_turned(x.value, y.value, turn), x0, x1, y0, y1)


def _turned(x: float, y: float, turn: int) -> tuple[float, float]:
    """A place on the page after it was turned back by so many right angles."""
    for _ in range(turn % 4):
        x, y = y, -x
    return x, y


def _is_text(boxes: Sequence[Box]) -> bool:
    """Whether a text layer says something, and is not what a font without a table of signs gives."""
    signs = [sign for box in boxes for sign in box.text if not sign.isspace()]
    odd = sum(unicodedata.category(it) in _ODD or it == "\ufffd" for it in signs)
    return len(signs) >= _LEAST_SIGNS and odd <= _MOST_ODD * len(signs)


def _is_covered(page: Any) -> bool:
    """Whether a picture lies over the text, or the text is invisible, as scanners lay it."""
    width, height = page.get_size()
    text = hidden = 0
    covered = False
    for i, it in enumerate(page.get_objects(max_depth=3)):
        if i > _MOST_OBJECTS:
            break
        if it.type == raw.FPDF_PAGEOBJ_TEXT:
            text += 1
            hidden += raw.FPDFTextObj_GetTextRenderMode(it.raw) in _INVISIBLE
        elif it.type == raw.FPDF_PAGEOBJ_IMAGE:
            left, bottom, right, top = it.get_bounds()
            whole = (right - left) * (top - bottom) > _COVERS * width * height
            if whole and not raw.FPDFPageObj_HasTransparency(it.raw):
                covered, hidden = True, text
    return bool(text) and hidden > text / 2 and (covered or hidden == text)
