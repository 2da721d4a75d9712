"""Pictures of pages read with the real engine: `make scan`."""

import resource
import socket
from pathlib import Path
from typing import Any

import pytest
from terminal import icp

from icpcli.importers.scan.bounded import picture_at

pytestmark = pytest.mark.scan
PICTURES = Path(__file__).parent / "pictures"


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever opens a connection fails."""

    def refused(*_: Any) -> None:
        raise AssertionError("a connection is opened")

    monkeypatch.setattr(socket.socket, "connect", refused)


def test_a_front_page_under_a_red_seal(tmp_path: Path) -> None:
    """In the red channel the seal is gone: the dates that a person gives are those that were read."""
    file = tmp_path / "license.yaml"
    options = ("--issued", "2023-07-01", "--expires", "2028-07-01")
    answer = icp("import", PICTURES / "seal.jpg", "-o", file, *options)
    text = file.read_text("utf-8")
    assert answer.code == 0
    assert "\n  number: 京ICP证130204号\n" in text
    assert "\n  holder: 北京智明星通科技股份有限公司\n" in text
    assert "\n  issued: 2023-07-01\n" in text
    assert "\n  expires: 2028-07-01\n" in text
    assert answer.err.endswith("1 pages: 0 with a text layer, 1 read from pictures\n")


def test_a_wrong_date_is_objected_to(tmp_path: Path) -> None:
    """A date that is not what was read is refused, and nothing is written."""
    options = ("--expires", "2028-07-10", "-o", tmp_path / "license.yaml")
    answer = icp("import", PICTURES / "seal.jpg", *options)
    assert answer.code == 3
    assert "typed 2028-07-10, read 2028-07-01" in answer.err
    assert [*tmp_path.iterdir()] == []


def test_every_line_of_a_sloping_page_is_read(tmp_path: Path) -> None:
    """A bent page of clauses that lies askew gives every line, and each of its periods."""
    text = tmp_path / "page.txt"
    answer = icp("import", PICTURES / "sloping.jpg", PICTURES / "seal.jpg", "--text", text)
    assert answer.code == 0
    lines = text.read_text("utf-8").splitlines()
    assert len(lines) >= 33 + 15
    assert [it for it in lines if "▒" in it] == ["发证日期：▒", "有效期至：▒"]
    assert "due: 90 days before" in answer.text
    assert "due: 10 working days after" in answer.text


def test_a_fax_is_asked_for_its_dates(tmp_path: Path) -> None:
    """Under the seal of a fax no date can be read: both stay empty, and all else is read."""
    answer = icp("import", PICTURES / "fax.png", "-o", tmp_path / "license.yaml")
    text = (tmp_path / "license.yaml").read_text("utf-8")
    assert answer.code == 0
    assert "  number: 京ICP证130204号\n" in text
    assert "\n  issued:\n" in text
    assert "\n  expires:\n" in text


@pytest.mark.parametrize("lies", [90, 180, 270])
def test_a_page_is_turned(lies: int, tmp_path: Path) -> None:
    """A page that lies on its side or upside down is turned until it says what a license says."""
    from PIL import Image

    with Image.open(PICTURES / "seal.jpg") as page:
        page.rotate(lies, expand=True).save(tmp_path / "turned.png")
    answer = icp("import", tmp_path / "turned.png")
    assert "  number: 京ICP证130204号\n" in answer.text


def test_a_page_of_a_newspaper_is_refused_at_once(tmp_path: Path) -> None:
    """What has more pieces of text than any page of a license is not read to its end."""
    from PIL import Image, ImageDraw

    page = Image.new("L", (1700, 2400), 255)
    for y in range(20, 2380, 40):
        for x in range(20, 1600, 200):
            ImageDraw.Draw(page).text((x, y), f"{x}{y}", font_size=24)
    page.save(tmp_path / "page.png")
    answer = icp("import", tmp_path / "page.png", "-o", tmp_path / "license.yaml")
    assert answer.code == 3
    assert "more text than a page of a license holds" in answer.err
    assert [*tmp_path.iterdir()] == [tmp_path / "page.png"]


@pytest.mark.parametrize("mode", ["RGBA", "CMYK", "P"])
def test_a_hundred_megapixels_have_room(mode: str, tmp_path: Path) -> None:
    """As many pixels as are allowed are unpacked in the memory that is allowed."""
    from PIL import Image

    Image.new(mode, (9990, 10_000)).save(tmp_path / "page.tiff", compression="tiff_lzw")
    picture = picture_at((tmp_path / "page.tiff").read_bytes(), 0)
    assert (picture.mode, max(picture.size)) == ("RGB", 2400)


def test_the_memory_is_bounded() -> None:
    """All that was read before took no more than a gigabyte and a half."""
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss < 1.5 * 1024 * 1024
