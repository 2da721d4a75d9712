"""The pictures of pages in a file, decoded only as far as they can be read."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any

from PIL import Image, ImageOps

from icpcli.importers.scan.boxes import LONG_SIDE
from icpcli.model.problem import Text

MOST_PIXELS = 100_000_000
"""A telephone takes 12 to 50 millions, a scan of A4 at 1200 dpi has 140 and can be made smaller."""
_MOST_FRAMES = 100
_FORMATS = ("JPEG", "PNG", "TIFF", "WEBP")
_AVERAGED = ("L", "LA", "RGB", "RGBA", "CMYK")
_DEEP = ("I", "I;16", "I;16B", "I;16L", "F")


def count_pictures(data: bytes) -> int:
    """How many pages a file has; only a TIFF has several. Nothing is decoded.

    Raises `ValueError(Text)` where it is broken, or has more pixels than any page needs.
    """
    with _opened(data) as file:
        pages = getattr(file, "n_frames", 1) if file.format == "TIFF" else 1
        for i in range(min(pages, _MOST_FRAMES)):
            file.seek(i)
            _refuse_large(file)
    return pages


def picture_at(data: bytes, page: int) -> Image.Image:
    """One page of a file, upright as its camera says, no larger than it is read.

    Raises `ValueError(Text)` where it is broken.
    """
    with _opened(data) as file:
        file.seek(page)
        _refuse_large(file)
        file.draft("RGB", (LONG_SIDE, LONG_SIDE))
        ImageOps.exif_transpose(file, in_place=True)
        # Made smaller first, where that can be: of a hundred megapixels there is room for no third copy.
        return small(_plain(small(file) if file.mode in _AVERAGED else file))


@contextmanager
def _opened(data: bytes) -> Iterator[Any]:
    # Ours is the stricter limit, and checked before anything is decoded.
    Image.MAX_IMAGE_PIXELS = None
    try:
        with Image.open(BytesIO(data), formats=_FORMATS) as file:
            yield file
    except MemoryError:
        raise
    except Exception as error:  # its decoders raise whatever comes to hand on bytes without sense
        if error.args and isinstance(error.args[0], Text):
            raise
        words = "图片损坏，无法读取：请重拍或重新扫描"
        en = "this picture is broken: photograph or scan the page again"
        raise ValueError(Text(words, en)) from None


def _refuse_large(file: Any) -> None:
    width, height = file.size
    if width * height > MOST_PIXELS:
        raise ValueError(
            Text(
                f"图片太大（{width} × {height}）：请缩小，300 dpi 足够",
                f"this picture is too large ({width} × {height}): make it smaller, 300 dpi will do",
            )
        )


def small(picture: Image.Image) -> Image.Image:
    """The picture with its long side no longer than can be read."""
    long = max(picture.size)
    if long <= LONG_SIDE:
        return picture
    width, height = (max(round(side * LONG_SIDE / long), 1) for side in picture.size)
    return picture.resize((width, height), Image.Resampling.BOX)


def _plain(picture: Any) -> Image.Image:
    """The picture in red, green and blue, on white where it is transparent."""
    if picture.mode in _DEEP:
        low, high = picture.getextrema()
        scale = 255 / max(high - low, 1)
        picture = picture.convert("F").point(lambda it: it * scale - low * scale).convert("L")
    if "A" in picture.mode or "transparency" in picture.info:
        over = picture.convert("RGBA")
        picture = Image.new("RGBA", over.size, "white")
        picture.alpha_composite(over)
    plain: Image.Image = picture.convert("RGB")
    return plain
