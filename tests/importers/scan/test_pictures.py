"""Files of pictures: what is decoded, and what is refused before it is."""

import hashlib
import struct
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from certificates import FORM
from PIL import Image

from icpcli.importers.scan import engine
from icpcli.importers.scan.boxes import Box
from icpcli.importers.scan.kinds import Kind, kind_of
from icpcli.importers.scan.picture import count_pictures, picture_at


def saved(
    format: str, mode: str = "RGB", size: tuple[int, int] = (40, 30), **options: object
) -> bytes:
    """A picture in a format."""
    out = BytesIO()
    Image.new(mode, size, 200 if mode in ("L", "I;16") else "white").save(out, format, **options)
    return out.getvalue()


def png(width: int, height: int) -> bytes:
    """The head of a PNG of any size, and next to nothing of its pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = zlib.compress(bytes(9))
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize("format", ["JPEG", "PNG", "TIFF", "WEBP"])
def test_a_picture_is_told_by_its_bytes(format: str) -> None:
    """JPEG, PNG, TIFF and WebP are pictures, whatever they are called."""
    data = saved(format)
    assert kind_of(data) is Kind.PICTURE
    assert count_pictures(data) == 1
    assert picture_at(data, 0).size == (40, 30)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16"])
def test_every_kind_of_pixel_is_read(mode: str) -> None:
    """Black and white, gray, palettes, transparency and 16 bits all become red, green and blue."""
    picture = picture_at(saved("PNG", mode), 0)
    assert (picture.mode, picture.size) == ("RGB", (40, 30))


def test_what_is_transparent_lies_on_white() -> None:
    """A page whose paper is transparent is read on white, not on black."""
    out = BytesIO()
    Image.new("RGBA", (9, 9), (0, 0, 0, 0)).save(out, "PNG")
    assert picture_at(out.getvalue(), 0).getpixel((4, 4)) == (255, 255, 255)


def test_the_pages_of_a_tiff_are_pages() -> None:
    """A TIFF of several pages gives each of them, in order."""
    out = BytesIO()
    pages = [Image.new("L", (10 + i, 10)) for i in range(3)]
    pages[0].save(out, "TIFF", save_all=True, append_images=pages[1:])
    data = out.getvalue()
    assert [picture_at(data, i).size for i in range(count_pictures(data))] == [
        (10, 10),
        (11, 10),
        (12, 10),
    ]


def test_a_photo_is_turned_as_its_camera_says() -> None:
    """A telephone keeps how it was held beside the picture."""
    exif = Image.Exif()
    exif[0x0112] = 6
    assert picture_at(saved("JPEG", exif=exif), 0).size == (30, 40)


def test_a_large_picture_is_made_smaller() -> None:
    """No more pixels are kept than are read."""
    assert picture_at(saved("JPEG", size=(5000, 3000)), 0).size == (2400, 1440)


def all_pictures(data: bytes) -> list[Image.Image]:
    """Every picture of a file."""
    return [picture_at(data, i) for i in range(count_pictures(data))]


BAD = {
    "a bomb of a hundred thousand squared": (png(100_000, 100_000), "too large (100000 × 100000)"),
    "a PNG that is cut off": (saved("PNG", size=(900, 900))[:60], "broken: photograph or scan"),
    "a JPEG that is only its head": (b"\xff\xd8\xff\xe0\0\x10JFIF", "broken"),
    "a TIFF of nothing": (b"II*\0\x08\0\0\0\0\0", "broken"),
    "a WebP of nothing": (b"RIFF\x04\0\0\0WEBP", "broken"),
}


@pytest.mark.parametrize("what", BAD)
def test_a_bad_picture_is_refused_before_it_is_decoded(what: str) -> None:
    """A picture that is broken, or would take gigabytes, is told in one sentence."""
    data, words = BAD[what]
    assert kind_of(data) is Kind.PICTURE
    with pytest.raises(ValueError) as refused:  # noqa: PT011 - the words are looked at below
        all_pictures(data)
    assert words in refused.value.args[0].en


def _models(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A wheel with two models, as the engine's library lays them out."""
    models = folder / "models"
    models.mkdir()
    for name in ("PP-OCRv6_det_small.onnx", "PP-OCRv6_rec_small.onnx"):
        (models / name).write_bytes(name.encode())
    known = [hashlib.sha256(it.read_bytes()).hexdigest() for it in models.iterdir()]
    (folder / "default_models.yaml").write_text("\n".join(f"SHA256: {it}" for it in known))
    spec = type("Spec", (), {"origin": str(folder / "__init__.py")})
    monkeypatch.setattr(engine, "find_spec", lambda name: spec)
    return models


def test_the_models_are_those_of_the_wheel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The engine is given the paths of the models that came with it, so that it fetches none."""
    models = _models(tmp_path, monkeypatch)
    assert [Path(it).parent for it in engine.models()] == [models, models]


SPOILED: dict[str, Callable[[Path], object]] = {
    "missing": lambda model: model.unlink(),
    "altered": lambda model: model.write_bytes(b"another"),
}


@pytest.mark.parametrize("how", SPOILED)
def test_a_model_that_is_not_the_wheels_is_refused(
    how: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A model that is missing or altered is an error, and never a download."""
    SPOILED[how](_models(tmp_path, monkeypatch) / "PP-OCRv6_rec_small.onnx")
    with pytest.raises(ValueError) as refused:  # noqa: PT011 - the words are looked at below
        engine.models()
    assert "a model is missing or altered: pip install" in refused.value.args[0].en


class _Turned:
    """A picture that was turned so far."""

    size = (1700, 2400)

    def __init__(self, angle: int = 0) -> None:
        self.angle = angle

    def rotate(self, angle: int, expand: bool) -> "_Turned":
        return _Turned((self.angle + angle) % 360)


@pytest.mark.parametrize("size", [(2, 2400), (2400, 200)])
def test_a_strip_is_no_page(size: tuple[int, int]) -> None:
    """A picture that is a line is refused: the engine would make gigabytes of it."""
    with pytest.raises(ValueError) as refused:  # noqa: PT011 - the words are looked at below
        engine.pieces(Image.new("RGB", size), FORM)
    assert refused.value.args[0].en == "a strip, and no page: photograph whole pages"


LINES = ("经营许可证编号：京ICP证130204号", "一、你公司应当按照", "二、你公司应当依法")


@pytest.mark.parametrize("lies", [0, 90, 180, 270])
def test_a_page_is_turned_until_it_is_a_license(lies: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page in any of four positions is read when it says what a license says."""
    read = []

    def reads(picture: _Turned) -> tuple[Box, ...] | None:
        read.append(picture.angle)
        if (picture.angle + lies) % 180:
            return None
        if (picture.angle + lies) % 360:
            return tuple(Box("哩咪嘛", 0, 20 * i, 300, 20 * i, 15, 0.4) for i in range(6))
        return tuple(Box(it, 0, 20 * i, 300, 20 * i, 15) for i, it in enumerate(LINES))

    page: Any = _Turned()
    monkeypatch.setattr(engine, "_read", reads)
    assert [it.text for it in engine.pieces(page, FORM)] == [*LINES]
    assert len(read) <= 3


def test_pieces_that_are_higher_than_wide_are_not_read() -> None:
    """A page whose lines go from top to bottom lies on its side, and is turned before it is read."""
    across = [[0, 0], [300, 0], [300, 20], [0, 20]]
    upright = [[0, 0], [20, 0], [20, 300], [0, 300]]
    engine.look_at([across, across, upright])
    with pytest.raises(engine.LyingError):
        engine.look_at([across, upright, upright])


MUCH = {"many pieces": (201, 20), "long lines": (50, 700)}


@pytest.mark.parametrize("what", MUCH)
def test_more_than_a_page_of_a_license_is_not_read(what: str) -> None:
    """More pieces or signs than any page of a license has are not read: it would take minutes."""
    n, width = MUCH[what]
    line = [[0, 0], [width, 0], [width, 20], [0, 20]]
    engine.look_at([line] * 40)
    with pytest.raises(ValueError) as refused:  # noqa: PT011 - the words are looked at below
        engine.look_at([line] * n)
    assert refused.value.args[0].en == "more text than a page of a license holds"


def test_a_clear_page_of_something_else_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that is read well, and is no license, is not turned: that would take a minute."""
    read = []

    def reads(picture: object) -> tuple[Box, ...]:
        read.append(picture)
        return tuple(Box("员工运动会报名表", 0, 20 * i, 160, 20 * i, 15, 0.99) for i in range(9))

    page: Any = _Turned()
    monkeypatch.setattr(engine, "_read", reads)
    engine.pieces(page, FORM)
    assert len(read) == 1
