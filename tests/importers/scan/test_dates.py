"""Dates in pictures: a person types them, a machine reads them, and neither alone is believed."""

import sys
from datetime import date
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import Any

import pytest
from certificates import SEED_FILE
from importers.scan.boxes import PHOTOS, SCAN, Spoil, boxes, reads
from importers.scan.pdfs import pdf, sheets
from terminal import Answer, icp

from icpcli.importers.scan import read
from icpcli.importers.scan.boxes import Box
from icpcli.license.file import read_license

ISSUED, EXPIRES = "2023-07-01", "2028-07-01"
BOTH = ("--issued", ISSUED, "--expires", EXPIRES)


class Scanner:
    """`icp import` of pictures, of which the pieces are known, with a person who types these lines."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder, self.patch = folder, monkeypatch
        self.spoil: Spoil = lambda found: found
        monkeypatch.setattr(
            read, "_pictures", lambda file: iter([read.Picture(file.name, _no_load)])
        )
        monkeypatch.setattr(read, "_refuse_without_libraries", lambda name: None)
        monkeypatch.setattr(read, "pieces_of", self._pieces)

    def _pieces(self, page: read.Picture, form: object) -> tuple[Box, ...]:
        return tuple(self.spoil(boxes(Path(page.name).stem)))

    def imported(self, *options: object, lines: str | None = None, pages: Any = SCAN) -> Answer:
        """Import the pages; `lines` are typed on a terminal, without them nobody is there."""
        files = [self.folder / f"{name}.png" for name in pages]
        for file in files:
            file.write_bytes(b"\x89PNG\r\n\x1a\n")
        stdin = TextIOWrapper(BytesIO((lines or "").encode()), encoding="utf-8")
        self.patch.setattr(sys, "stdin", stdin)
        self.patch.setattr("icpcli.cli.paper_dates.somebody_answers", lambda: lines is not None)
        return icp("import", *files, "-o", self.folder / "license.yaml", *options)

    @property
    def text(self) -> str:
        """The license file."""
        return (self.folder / "license.yaml").read_text("utf-8")

    @property
    def dates(self) -> tuple[date | None, date | None]:
        """The dates that stand in the license file."""
        license = read_license(self.folder / "license.yaml")
        return license.issued, license.expires


def _no_load() -> Any:
    raise AssertionError("nothing is decoded in these tests")


@pytest.fixture
def scanner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Scanner:
    return Scanner(tmp_path, monkeypatch)


def test_without_a_person_no_date_is_written(scanner: Scanner) -> None:
    """Without a terminal and without options the dates stay empty, and that is said; exit 0."""
    answer = scanner.imported()
    assert answer.code == 0
    assert "\n  expires:\n" in scanner.text
    assert (
        "expires: a date in a picture is not believed: fill it in from the paper, or import"
        in answer.err
    )
    assert "2028" not in answer.err + scanner.text


def test_typed_dates_that_were_read_are_written(scanner: Scanner) -> None:
    """A date that a person types, and a machine has read, is written without a remark."""
    answer = scanner.imported(lines=f"{ISSUED}\n{EXPIRES}\n")
    assert (answer.code, scanner.dates) == (0, (date(2023, 7, 1), date(2028, 7, 1)))
    assert "typed from the paper" not in scanner.text


def test_the_person_is_not_shown_what_was_read(scanner: Scanner) -> None:
    """The dates are asked for before anything shows what the machine read."""
    answer = scanner.imported(lines=f"{ISSUED}\n{EXPIRES}\n")
    assert "2023" not in answer.err
    assert "2028" not in answer.err.partition("Valid until")[0]


def test_a_slip_of_the_person_is_put_right(scanner: Scanner) -> None:
    """Where the two differ both are shown, with page and place; the right date typed then is written."""
    answer = scanner.imported(lines=f"{ISSUED}\n2028-01-07\n{EXPIRES}\n")
    assert scanner.dates == (date(2023, 7, 1), date(2028, 7, 1))
    assert "you typed 2028-01-07, the machine read 2028-07-01 (" in answer.err
    assert "scan150-1.png: 有效期至：2028年07月1日)" in answer.err


def test_a_slip_of_the_machine_is_put_right_by_typing_twice_more(scanner: Scanner) -> None:
    """A date typed twice more, having seen both, is written with a remark beside it."""
    scanner.spoil = reads("2028年07月1日", "2028年01月1日")
    scanner.imported(lines=f"{ISSUED}\n{EXPIRES}\n{EXPIRES}\n{EXPIRES}\n")
    assert scanner.dates == (date(2023, 7, 1), date(2028, 7, 1))
    assert "# typed from the paper; the machine read 2028-01-01: compare once more" in scanner.text


def test_a_date_that_the_machine_could_not_read_is_typed(scanner: Scanner) -> None:
    """Where nothing was read the typed date is written, and a remark says so."""
    scanner.spoil = reads("2028年07月1日", "20章用")
    scanner.imported(lines=f"{ISSUED}\n{EXPIRES}\n")
    assert scanner.dates[1] == date(2028, 7, 1)
    assert "# typed from the paper, not read from the picture: compare once more" in scanner.text


def test_a_date_that_a_text_does_not_say_is_typed(tmp_path: Path) -> None:
    """Of a text the remark speaks of a text: nobody read a picture."""
    page = tmp_path / "page.txt"
    text = SEED_FILE.read_text("utf-8").replace("2028年 07月 1日", "2028年 13月 1日")
    page.write_text(text, "utf-8")
    said = icp("import", page, "--expires", EXPIRES).text
    assert "# typed from the paper, not read from the text: compare once more" in said
    assert f"  expires: {EXPIRES}\n" in said


def test_an_empty_line_leaves_a_date_empty(scanner: Scanner) -> None:
    """Who cannot read a date presses Enter, and it stays empty; what is no date is asked again."""
    answer = scanner.imported(lines=f"soon\n{ISSUED}\n\n")
    assert answer.code == 0
    assert f"  issued: {ISSUED}\n" in scanner.text
    assert "\n  expires:\n" in scanner.text


def test_options_are_the_persons_word(scanner: Scanner) -> None:
    """`--issued` and `--expires` are compared as typed dates are, and nothing more is asked."""
    answer = scanner.imported(*BOTH, lines="")
    assert (answer.code, scanner.dates) == (0, (date(2023, 7, 1), date(2028, 7, 1)))
    assert "Valid until" not in answer.err


@pytest.mark.parametrize("pages", [SCAN, PHOTOS], ids=["scan", "bad photos"])
def test_a_wrong_option_is_refused(pages: object, scanner: Scanner) -> None:
    """Where the machine read another date than the option says, both are named, nothing is written."""
    answer = scanner.imported(
        "--issued",
        "2023-07-10",
        "--expires",
        "2027-07-01",
        "--text",
        scanner.folder / "t",
        pages=pages,
    )
    assert answer.code == 3
    *_, first, second = answer.err.splitlines()
    assert first.startswith("icp: --expires: typed 2027-07-01, read 2028-07-01 (")
    assert first.endswith("if it says 2027-07-01: --accept expires=2027-07-01")
    assert second.startswith("icp: --issued: typed 2023-07-10, read 2023-07-01 (")
    assert not (scanner.folder / "license.yaml").exists()
    assert not (scanner.folder / "t").exists()


def test_an_accepted_date_goes_over_what_was_read(scanner: Scanner) -> None:
    """`--accept expires=D` writes D with a remark, whatever the machine read."""
    scanner.spoil = reads("2028年07月1日", "2028年01月1日")
    answer = scanner.imported(*BOTH, "--accept", f"expires={EXPIRES}")
    assert (answer.code, scanner.dates[1]) == (0, date(2028, 7, 1))
    assert "# typed from the paper; the machine read 2028-01-01: compare once more" in scanner.text


def test_the_deadlines_are_those_of_the_paper(scanner: Scanner) -> None:
    """With its dates given, pictures give the deadlines that the paper's text gives."""
    scanner.imported(*BOTH)
    ours = icp("deadlines", "-f", "csv", "-l", scanner.folder / "license.yaml").text
    (scanner.folder / "text").mkdir()
    text = scanner.folder / "text" / "license.yaml"
    icp("import", SEED_FILE, "-o", text)
    assert ours == icp("deadlines", "-f", "csv", "-l", text).text


def test_the_text_of_pictures_is_kept_without_its_dates(scanner: Scanner) -> None:
    """A text is believed: so a date that a machine read is not in the one that `--text` keeps."""
    kept = scanner.folder / "kept.txt"
    scanner.imported("--text", kept)
    text = kept.read_text("utf-8")
    assert "发证日期：▒\n有效期至：▒\n" in text
    answer = icp("import", kept)
    assert "\n  issued:\n" in answer.text
    assert "\n  expires:\n" in answer.text
    kept.write_text(
        text.replace("期：▒", f"期：{ISSUED}").replace("至：▒", f"至：{EXPIRES}"), "utf-8"
    )
    assert f"\n  expires: {EXPIRES}\n" in icp("import", kept).text


def test_a_term_that_is_not_five_years_is_named(scanner: Scanner) -> None:
    """A term of another length than the form's is written and named, with both its days."""
    scanner.spoil = reads("2028年07月1日", "2026年07月1日")
    answer = scanner.imported("--issued", ISSUED, "--expires", "2026-07-01")
    assert "2023-07-01 to 2026-07-01 is not 5 years: compare with the paper" in answer.err


def test_the_pages_are_counted(scanner: Scanner) -> None:
    """While pictures are read stderr says how far it is; its last line counts the pages."""
    answer = scanner.imported()
    lines = answer.err.splitlines()
    assert lines[0].startswith("reading picture 1 of 6: ")
    assert lines[5].endswith("scan150-6.png (some seconds each)")
    assert lines[-1] == "6 pages: 0 with a text layer, 6 read from pictures"


def test_dates_of_a_text_are_compared_with_options(tmp_path: Path) -> None:
    """A text's dates are believed; an option that says another day is refused all the same."""
    (tmp_path / "license.pdf").write_bytes(pdf(sheets()))
    for paper in (SEED_FILE, tmp_path / "license.pdf"):
        assert icp("import", paper, *BOTH).text == icp("import", paper).text
        answer = icp("import", paper, "--expires", "2028-01-07")
        assert (answer.code, answer.out) == (3, b"")
        assert "typed 2028-01-07, read 2028-07-01" in answer.err


ACCEPTS = {
    "no rule": (
        "renwal=30 days before",
        "write RULE=PERIOD (renewal=30 days before), issued=DATE or",
    ),
    "no period": ("renewal", "the rules are incident-report, "),
    "no date": ("expires=soon", '"soon"'),
    "not what was read": ("renewal=30 days before", 'renewal: read "90 days before", not "30 days'),
}


@pytest.mark.parametrize("what", ACCEPTS)
def test_what_cannot_be_accepted_is_refused(what: str, tmp_path: Path) -> None:
    """`--accept` takes a rule with the period that was read, or a date; anything else is refused."""
    option, words = ACCEPTS[what]
    answer = icp("import", SEED_FILE, "-o", tmp_path / "license.yaml", "--accept", option)
    assert answer.code == 3
    assert words in answer.err
    assert not (tmp_path / "license.yaml").exists()


def test_an_accepted_period_is_written(scanner: Scanner) -> None:
    """The line that names an unread period says what to type, and that does it."""
    scanner.spoil = reads("提前90日向原发证机关提出", "提前60日向原发证机关提出")
    said = scanner.imported(*BOTH).err
    option = said.partition("if the paper says so: --accept ")[2].partition("\n")[0].strip('"')
    answer = scanner.imported(*BOTH, "--accept", option, "--force")
    assert answer.code == 0
    assert "due: 60 days before" in scanner.text


def test_without_the_extra_pictures_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without `icpcli[scan]` a picture is one line that says what to install."""
    monkeypatch.setattr(read, "find_spec", lambda name: None)
    (tmp_path / "page.jpg").write_bytes(b"\xff\xd8\xff\xe0")
    answer = icp("import", tmp_path / "page.jpg", "-o", tmp_path / "license.yaml")
    assert (answer.code, answer.err.count("\n")) == (3, 1)
    assert "pip install 'icpcli[scan]'" in answer.err
    assert not (tmp_path / "license.yaml").exists()
