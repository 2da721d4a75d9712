"""Files that would take all memory, or go on for ever, when a library unpacks them."""

from io import BytesIO
from pathlib import Path

import pytest
from importers.scan.pdfs import drawn, drawn_again, pdf, sheets
from PIL import Image
from terminal import icp

from icpcli.importers.scan import bounded, read

ITSELF = "<< /XObject << /X 5 0 R >> >>"
CURVES = b"q 0 0 m 100 900 500 -100 595 842 c S Q\n" * 700_000


def _many_scans() -> bytes:
    """A JPEG that goes over its pixels again and again."""
    out = BytesIO()
    Image.new("L", (9990, 10_000), 128).save(out, "JPEG", progressive=True)
    begins = (data := out.getvalue()).rfind(b"\xff\xda")
    return data[:-2] + data[begins:-2] * 3000 + b"\xff\xd9"


def _ever_more() -> bytes:
    """A page that draws what draws itself twice."""
    return drawn(b"/X Do", ITSELF, [drawn_again(b"/X Do /X Do", ITSELF)])


def refused(file: Path, data: bytes) -> str:
    """What is said of a file that cannot be read, in one line."""
    file.write_bytes(data)
    answer = icp("import", file, "-o", file.with_name("license.yaml"))
    told = [line for line in answer.err.splitlines() if not line.startswith("reading picture")]
    assert (answer.code, len(told)) == (3, 1)
    assert [*file.parent.iterdir()] == [file]
    return told[0]


def test_a_page_that_takes_all_memory_is_refused(tmp_path: Path) -> None:
    """A page that draws itself again and again is stopped, and nothing is written."""
    assert "takes too much time or memory to read" in refused(tmp_path / "p.pdf", _ever_more())


SLOW = {
    "a picture of a PDF": lambda: drawn(CURVES),
    "a picture": _many_scans,
}


@pytest.mark.parametrize("what", SLOW)
def test_a_page_that_goes_on_for_ever_is_refused(
    what: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What takes more than its seconds is stopped, and nothing is written."""
    monkeypatch.setattr(bounded, "SECONDS", 2)
    monkeypatch.setattr(read, "_refuse_without_libraries", lambda name: None)
    said = refused(tmp_path / "page", SLOW[what]())
    assert "takes too much time or memory to read" in said


def test_a_fault_of_the_program_is_not_the_files(tmp_path: Path) -> None:
    """What goes wrong without a word about the file is a fault of the program, and told as one."""
    with pytest.raises(RuntimeError):
        bounded.picture_of_pdf(pdf(sheets()), 99)


def test_modules_of_the_working_folder_are_not_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The process of its own finds its modules where this one does, not where the papers lie."""
    for name in ("json.py", "icpcli.py", "pypdfium2.py"):
        (tmp_path / name).write_text("raise SystemExit('a module beside the papers')")
    monkeypatch.chdir(tmp_path)
    assert len(bounded.pages_of_pdf(pdf(sheets()))) == 6
