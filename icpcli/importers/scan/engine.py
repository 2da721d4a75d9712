"""A picture of a page → the pieces of text on it, by the models that ship inside rapidocr's wheel.

The settings were measured on pages of which the text is known: with the library's own a sloping
page loses whole lines, sure of itself.
"""

import hashlib
import logging
from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from statistics import mean
from typing import TYPE_CHECKING, Any

from icpcli.files.chinese_print import fold
from icpcli.files.whole_file import MAX_BYTES, read_whole
from icpcli.importers.scan.boxes import LONG_SIDE, Box, Corners, from_corners
from icpcli.license.form import Form
from icpcli.model.problem import Text

if TYPE_CHECKING:
    from PIL.Image import Image

_SETTINGS = {
    "Global.log_level": "critical",
    "Global.use_cls": False,  # the whole page is turned instead, which cannot turn one line by mistake
    "Global.max_side_len": LONG_SIDE,
    "Global.text_score": 0.0,  # what is read badly shows that something stands there
    "Det.box_thresh": 0.3,
    "Det.use_dilation": False,
}
_MOST_BYTES = 200 * MAX_BYTES
_CLEAR = 0.9
_TALL = 1.5
_LEAST = 3
_LONGEST = 10
_MOST_PIECES = 200
_MOST_SIGNS = 1600
"""A page of a license has up to 1100, in 41 pieces; so many are read in some ten seconds."""


def pieces(picture: "Image", form: Form) -> tuple[Box, ...]:
    """The pieces of text on a page, which is turned until it says what a license says.

    Raises `ValueError(Text)` where a model is missing or altered, or where reading would take minutes.
    """
    _refuse_strip(*picture.size)
    best, other = _read(picture), 180
    if best is None:
        best, other = _read(picture.rotate(90, expand=True)), 270
    if not best or _says(best, form) or _is_clear(best):
        return best or ()
    found = _read(picture.rotate(other, expand=True))
    return found if found and _says(found, form) else best


def _refuse_strip(width: int, height: int) -> None:
    # The engine makes its short side longer, and the other by as much: of a line, gigabytes.
    if max(width, height) > _LONGEST * min(width, height):
        raise ValueError(
            Text("图片太长太窄，不是一页：请拍整页", "a strip, and no page: photograph whole pages")
        )


def _refuse_much(boxes: Sequence[Box]) -> None:
    signs = sum(max(box.width, box.height) / max(min(box.width, box.height), 1) for box in boxes)
    if len(boxes) > _MOST_PIECES or signs > _MOST_SIGNS:
        raise ValueError(
            Text("图片上的文字比许可证的一页多得多", "more text than a page of a license holds")
        )


def _read(picture: "Image") -> tuple[Box, ...] | None:
    """The pieces on a page as it lies; None where it lies on its side."""
    import numpy

    # A red seal is as bright as the paper in the red channel: what it lies over shows.
    red = numpy.asarray(picture)[:, :, 0]
    try:
        found = _engine()(numpy.ascontiguousarray(numpy.dstack([red, red, red])))
    except LyingError:
        return None
    if found.boxes is None or found.txts is None:
        return ()
    read = zip(found.boxes.tolist(), found.txts, found.scores, strict=True)
    return tuple(from_corners(*it) for it in read)


def _says(boxes: tuple[Box, ...], form: Form) -> bool:
    """Whether the pieces say anything that a license says."""
    said = fold("\n".join("".join(box.text.split()) for box in boxes))
    labels = (label for words in form.labels.values() for label in words)
    known = {form.title, form.says, *form.addressees, *form.headings, *labels}
    return sum(word in said for word in known) > 1


class LyingError(Exception):
    """A page lies on its side: what is found on it need not be read."""


def look_at(found: Sequence[Corners]) -> None:
    """Look at the pieces that were found on a page, by their corners, before they are read.

    Raises `ValueError(Text)` where they are too much, `LyingError` where most are higher than wide.
    """
    boxes = [from_corners(corners, "", 0) for corners in found]
    _refuse_much(boxes)
    if sum(box.height > _TALL * box.width for box in boxes) > len(boxes) / 2:
        raise LyingError


def _is_clear(boxes: tuple[Box, ...]) -> bool:
    """Whether a page is read well as it lies, whatever it says."""
    return len(boxes) >= _LEAST and mean(box.score for box in boxes) > _CLEAR


@cache
def _engine() -> Any:
    from rapidocr import RapidOCR

    # An extra without types: what is derived from it is of no type, either.
    class Reader(RapidOCR):  # type: ignore[misc]
        def detect_and_crop(self, *args: Any) -> Any:
            pictures, found = super().detect_and_crop(*args)
            look_at(found.boxes.tolist())
            return pictures, found

    detects, reads = models()
    logging.getLogger("RapidOCR").setLevel(logging.CRITICAL)
    return Reader(params={**_SETTINGS, "Det.model_path": detects, "Rec.model_path": reads})


def models() -> tuple[str, str]:
    """The two models of the wheel; given by their paths, none is looked for elsewhere.

    Where a file is missing or altered, the library would download another in its stead.
    """
    spec = find_spec("rapidocr")
    folder = Path(spec.origin).parent if spec and spec.origin else Path()
    known = read_whole(folder / "default_models.yaml").decode()
    found = []
    for kind in ("det", "rec"):
        files = sorted((folder / "models").glob(f"*_{kind}_*.onnx"))
        if len(files) != 1 or _fingerprint(files[0]) not in known:
            raise ValueError(
                Text(
                    "识别模型缺失或被改动：请重新安装，pip install --force-reinstall 'rapidocr>=3.9,<4'",
                    "a model is missing or altered: pip install --force-reinstall 'rapidocr>=3.9,<4'",
                )
            )
        found.append(str(files[0]))
    return found[0], found[1]


def _fingerprint(file: Path) -> str:
    return hashlib.sha256(read_whole(file, _MOST_BYTES)).hexdigest()
