"""`icp import` of a PDF with a text layer: what its text says, or one clear line."""

import subprocess
import sys
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from certificates import SEED, SEED_FILE
from importers.scan.pdfs import FONTS, Sheet, Word, pdf, sheets, without_number, written
from places import LICENSE
from terminal import icp

from icpcli.importers.scan import read

ANOTHER = SEED.replace("130204", "130999")


@pytest.fixture
def from_the_text(tmp_path: Path) -> str:
    """What the import of the certificate's text writes."""
    icp("import", SEED_FILE, "-o", tmp_path / "text.yaml")
    return (tmp_path / "text.yaml").read_text("utf-8")


@pytest.mark.parametrize("font", FONTS)
def test_a_text_layer_is_worth_its_text(font: str, tmp_path: Path, from_the_text: str) -> None:
    """A PDF gives the license file that its text gives, in whatever way its font is written."""
    (tmp_path / "license.pdf").write_bytes(pdf(sheets(), font))
    answer = icp("import", tmp_path / "license.pdf", "-o", tmp_path / "license.yaml")
    assert answer.code == 0
    assert (tmp_path / "license.yaml").read_text("utf-8") == from_the_text
    assert answer.err.endswith("6 pages: 6 with a text layer, 0 read from pictures\n")


@pytest.mark.parametrize("font", FONTS)
def test_a_pdf_gives_the_deadlines_of_its_text(font: str, tmp_path: Path) -> None:
    """`icp deadlines` on a license from a PDF is `icp deadlines` on the bundled one."""
    (tmp_path / "license.pdf").write_bytes(pdf(sheets(), font))
    icp("import", tmp_path / "license.pdf", "-o", tmp_path / "license.yaml")
    (tmp_path / "bundled").mkdir()
    icp("import", SEED_FILE, "-o", tmp_path / "bundled" / "license.yaml")
    ours, theirs = (
        icp("deadlines", "-f", "csv", "-l", folder / "license.yaml").text
        for folder in (tmp_path, tmp_path / "bundled")
    )
    assert ours == theirs


ORDERS: dict[str, Callable[[list[Sheet]], list[Sheet]]] = {
    "backwards": lambda pages: pages[::-1],
    "the front page last": lambda pages: [*pages[1:], pages[0]],
    "two pages of clauses in each other's place": lambda pages: [
        *pages[:3],
        pages[4],
        pages[3],
        *pages[5:],
    ],
    "backwards, without page numbers": lambda pages: [*map(without_number, pages[::-1])],
    "each page written from its foot up": lambda pages: [page[::-1] for page in pages],
}


@pytest.mark.parametrize("order", ORDERS)
def test_pages_are_put_in_order(order: str, tmp_path: Path, from_the_text: str) -> None:
    """Pages are read by the numbers and clauses printed on them, lines by where they stand."""
    (tmp_path / "license.pdf").write_bytes(pdf(ORDERS[order](sheets())))
    assert icp("import", tmp_path / "license.pdf", "-o", tmp_path / "license.yaml").code == 0
    assert (tmp_path / "license.yaml").read_text("utf-8") == from_the_text


def test_pages_in_files_of_their_own_are_one_license(tmp_path: Path, from_the_text: str) -> None:
    """Several files are the pages of one license."""
    files = [tmp_path / f"{i}.pdf" for i in range(6)]
    for file, page in zip(files, sheets(), strict=True):
        file.write_bytes(pdf([page]))
    assert icp("import", *files, "-o", tmp_path / "license.yaml").code == 0
    assert (tmp_path / "license.yaml").read_text("utf-8") == from_the_text


def test_a_file_is_told_by_its_bytes(tmp_path: Path, from_the_text: str) -> None:
    """A PDF that is called a text is a PDF, and a text that is called a PDF is a text."""
    (tmp_path / "license.txt").write_bytes(pdf(sheets()))
    (tmp_path / "license.pdf").write_bytes(SEED_FILE.read_bytes())
    for name in ("license.txt", "license.pdf"):
        assert icp("import", tmp_path / name).text == from_the_text


def test_the_text_is_kept(tmp_path: Path, from_the_text: str) -> None:
    """What `--text` keeps can be corrected and imported, and gives the same license."""
    (tmp_path / "license.pdf").write_bytes(pdf(sheets()))
    icp("import", tmp_path / "license.pdf", "--text", tmp_path / "license.txt")
    assert icp("import", tmp_path / "license.txt").text == from_the_text


def test_the_text_overwrites_nothing(tmp_path: Path) -> None:
    """A file that is there stays as it is, unless `--force` is given; the certificate always does."""
    file, there = tmp_path / "license.pdf", tmp_path / "there.txt"
    file.write_bytes(pdf(sheets()))
    there.write_text("mine")
    assert icp("import", file, "--text", there).code == 3
    assert there.read_text() == "mine"
    assert icp("import", file, "--text", file, "--force").code == 3
    assert file.read_bytes() == pdf(sheets())


def _bomb(image: bool) -> bytes:
    data = zlib.compress(bytes(64 * 1024 * 1024))
    kind = "/Subtype /Image /Width 9 /Height 9" if image else ""
    head = f"<< {kind} /Length {len(data)} /Filter [/FlateDecode /FlateDecode] >>"
    packed = zlib.compress(data)
    return written([b"%s\nstream\n%s\nendstream" % (head.encode(), packed)])


ENCRYPTED = f"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <{'61' * 32}> /U <{'62' * 32}> >>"
LETTER = [[Word(70, 700, 12, "关于举办2026年度员工运动会的通知，请各部门在三十日内报名。")]]
REFUSED: dict[str, tuple[bytes, str]] = {
    "encrypted": (
        written([b"<< /Type /Catalog >>"], f"{ENCRYPTED} /ID [<00> <00>]"),
        "is encrypted: save it without",
    ),
    "cut off": (pdf(sheets())[:900], "this PDF is broken: download or scan it again"),
    "only its head": (b"%PDF-1.7\n" + bytes(range(256)), "this PDF is broken"),
    "nothing but dictionaries that begin": (
        b"%PDF-1.7\n" + b"<<" * 2_000_000,
        "this PDF is broken",
    ),
    "an empty page": (pdf([[]]), "nothing stands on its pages"),
    "too many pages": (pdf([LETTER[0]] * 200), "200 pages, 100 at most: export only those of the"),
    "a bomb": (
        b"%PDF-1.7\n<< /Filter /FlateDecode >>\nstream\n" + zlib.compress(bytes(64 * 1024 * 1024)),
        "too large when unpacked (more than 32 MiB)",
    ),
    "a bomb in a bomb": (_bomb(image=False), "too large when unpacked (more than 32 MiB)"),
    "a picture of ten thousand megapixels": (
        written([b"<< /Subtype /Image /Width 100000 /Height 100000 >>\nstream\nendstream"]),
        "(more than 100000 × 100000)",
    ),
    "an iPhone's photo": (
        b"\0\0\0\x24ftypheic\0\0\0\0mif1heic",
        "this is HEIC, which is not read: save it as",
    ),
    "a Word document": (
        b"PK\x03\x04\x14\0\6\0",
        "OFD/DOCX/ZIP, which is not read: export it as PDF",
    ),
    "no license": (pdf(LETTER), "this is not the text of a 增值电信业务经营许可证"),
    "two licenses": (
        pdf([*sheets(), *sheets(ANOTHER)]),
        "paper.pdf:7); import each by itself",
    ),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_cannot_be_read_is_one_line(what: str, tmp_path: Path) -> None:
    """What is no license that can be read is told in one line, exit 3, and nothing is written."""
    data, words = REFUSED[what]
    file = tmp_path / "paper.pdf"
    file.write_bytes(data)
    answer = icp("import", file, "-o", tmp_path / "license.yaml", "--text", tmp_path / "read.txt")
    assert answer.code == 3
    assert words in answer.err
    assert answer.err.count("\n") == 1
    assert [*tmp_path.iterdir()] == [file]


SEAL = """q 1 0 0 RG 420 250 m 480 250 l S Q
BT /F 11 Tf 0.99 0.14 -0.14 0.99 250 238 Tm <75354fe14e1a52a14e1375287ae0> Tj ET"""
"""电信业务专用章, askew over the dates."""


def test_the_words_of_a_seal_are_no_text(tmp_path: Path, from_the_text: str) -> None:
    """What stands askew on a page is a seal's, and spoils no date below it."""
    (tmp_path / "license.pdf").write_bytes(pdf(sheets(), before=SEAL))
    assert icp("import", tmp_path / "license.pdf").text == from_the_text


HIDDEN = "3 Tr"
"""The way of a scanner to lay a text under the picture of its page: invisible."""


def test_an_invisible_text_is_not_believed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The text that a scanner lays under its picture was read by a machine: it is no text layer."""
    (tmp_path / "scan.pdf").write_bytes(pdf(sheets(), before=HIDDEN))
    monkeypatch.setattr(read, "find_spec", lambda name: None)
    answer = icp("import", tmp_path / "scan.pdf")
    assert (answer.code, answer.out) == (3, b"")
    assert "scan.pdf:1: this page is a picture" in answer.err


_LOADED = "print([it for it in sys.modules if it.startswith(('pypdfium2', 'icpcli.importers'))])"


@pytest.mark.parametrize("command", ["deadlines", "check", "validate", "duties"])
def test_other_commands_know_nothing_of_papers(command: str) -> None:
    """No other command than `import` loads a reader of papers."""
    code = f"import sys; from icpcli.cli.run import run; run(['{command}', '-l', '{LICENSE}']); {_LOADED}"
    answer = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert answer.stdout.endswith("[]\n")
