"""Tables as people keep them: any encoding, any delimiter, any workbook, and files that lie."""

import csv
import io
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from ledgers import HEADER, ROW, text_ledger, workbook
from openpyxl import Workbook, load_workbook

from icpcli.files.sheets import workbook_sheet
from icpcli.files.sheets.opened import open_sheet
from icpcli.files.sheets.sheet import Damaged, ErrorCell, Sheet
from icpcli.license.ledger_headings import resembles
from icpcli.model.problem import IcpError


def opened(path: Path, sheet: str | None = None) -> Sheet:
    return open_sheet(path, sheet, resembles)[0]


def rows_of(path: Path, sheet: str | None = None) -> list[list[Any]]:
    return [[*cells] for _, cells in opened(path, sheet).rows()]


def refused(path: Path, sheet: str | None = None) -> str:
    with pytest.raises(IcpError) as error:
        open_sheet(path, sheet, resembles)
    return str(error.value)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
@pytest.mark.parametrize("sep", [",", ";", "\t"])
def test_a_text_of_any_kind(encoding: str, sep: str, tmp_path: Path) -> None:
    """A text is read in the encodings and with the delimiters that Excel, WPS and databases write."""
    path = text_ledger(tmp_path / "台账.csv", HEADER, ROW, encoding=encoding, sep=sep)
    assert rows_of(path) == [[*HEADER], [*ROW]]


def test_a_text_without_quotation_marks_is_cut_as_any_other(tmp_path: Path) -> None:
    """Where no quotation mark stands, lines are cut at their delimiters: as `csv.reader` would."""
    lines = [
        "a,b,c",
        "",
        "1,2,3\r",
        "\r4,,",
        "5,6",
        ",",
        "x\u2028y,\x0b,\x1c",
        "甲,乙,丙,丁",
        " ,\t, ",
    ]
    for end in ("\n", "\r\n", "\r"):
        for last in ("", end, end * 2):
            text = end.join(lines * 700) + last
            path = tmp_path / "a.csv"
            path.write_bytes(text.encode())
            expected = [*csv.reader(io.StringIO(text, newline=""))]
            assert [*opened(path).rows()] == [*enumerate(expected, 1)]


def test_a_long_cell_on_every_system(tmp_path: Path) -> None:
    """The longest cell is given as a number that fits where a C long has 32 bits, as on Windows."""
    assert rows_of(text_ledger(tmp_path / "a.csv", ["x" * 200_000])) == [["x" * 200_000]]
    assert csv.field_size_limit() < 2**31


def test_the_delimiter_is_that_of_the_header(tmp_path: Path) -> None:
    """Commas within the cells of a table with semicolons are no delimiters."""
    rows = [HEADER, ("1,2,3,4,5,6", "甲,乙", "icp", "2023-07-01", "2028-07-01")]
    assert rows_of(text_ledger(tmp_path / "a.csv", *rows, sep=";"))[1] == [*rows[1]]


def test_a_cell_on_several_lines(tmp_path: Path) -> None:
    """A quoted cell may hold line ends, commas and quotation marks; the next row keeps its line."""
    path = tmp_path / "a.csv"
    path.write_text('许可证号,有效期至\n"a\nb, ""c""",2028-07-01\n2号,2028-07-01\n', "utf-8")
    assert [*opened(path).rows()] == [
        (1, ["许可证号", "有效期至"]),
        (2, ['a\nb, "c"', "2028-07-01"]),
        (4, ["2号", "2028-07-01"]),
    ]


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ('a,b,c\n1,"x,3\n4,5,6\n7,y",8\n9,10,11\n', ["9", "10", "11"]),
        ('a,b,c\n1,"x"y,3\n4,5,6\n', ["4", "5", "6"]),
        ('a,b,c\n4,5,6\n1,"x,3\n', ["4", "5", "6"]),
    ],
)
def test_quotation_marks_that_swallow_rows(text: str, good: list[str], tmp_path: Path) -> None:
    """Rows that run together for want of a quotation mark are one damaged row, never lost in a cell;
    the rows beside them are read."""
    path = tmp_path / "a.csv"
    path.write_text(text, "utf-8")
    found = [cells for _, cells in opened(path).rows()]
    assert sum(isinstance(cells, Damaged) for cells in found) == 1
    assert good in [[*cells] for cells in found]


@pytest.mark.parametrize(("most", "few"), [("utf-8", "gbk"), ("gbk", "utf-8")])
def test_mixed_encodings(most: str, few: str, tmp_path: Path) -> None:
    """A line in another encoding than the rest is damaged, not read as other signs."""
    lines = [",".join(HEADER).encode(most), ",".join(ROW).encode(most), ",".join(ROW).encode(few)]
    path = tmp_path / "a.csv"
    path.write_bytes(b"\n".join([*lines, lines[1]]))
    kinds = [isinstance(cells, Damaged) for _, cells in opened(path).rows()]
    assert kinds == [False, False, True, False]


def test_the_first_visible_sheet(tmp_path: Path) -> None:
    """Without a name the first sheet that is not hidden is read; with one, that."""
    book = Workbook()
    assert book.active is not None
    book.active.title = "隐藏"
    book.active.sheet_state = "hidden"
    for name in ("证照", "另一张"):
        book.create_sheet(name).append([name])
    path = tmp_path / "a.xlsx"
    book.save(path)
    assert rows_of(path) == [["证照"]]
    assert rows_of(path, "另一张") == [["另一张"]]
    assert "另一张" in refused(path, "另一")
    assert opened(path).place(9, 3).endswith("a.xlsx:证照!D9")


def test_rows_keep_their_numbers(tmp_path: Path) -> None:
    """Rows and columns that are empty before the table do not move the place of a cell."""
    path = tmp_path / "a.xlsx"
    book = Workbook()
    assert book.active is not None
    book.active["C4"], book.active["D4"] = "许可证号", "有效期至"
    book.active["C5"] = "1号"
    book.active.row_dimensions[5].hidden = True
    book.save(path)
    sheet = opened(path)
    rows = dict(sheet.rows())
    assert (rows[4], rows[5]) == (["许可证号", "有效期至"], ["1号", ""])
    assert sheet.place(5, 1).endswith("!D5")


def test_merged_cells_are_filled_down(tmp_path: Path) -> None:
    """Each row of a merged cell has its value; the row below it has not."""
    path = workbook(tmp_path / "a.xlsx", [HEADER, ROW, ROW, ROW])
    book = load_workbook(path)
    assert book.active is not None
    book.active.merge_cells("B2:B3")
    book.save(path)
    assert [row[1] for row in rows_of(path)] == ["公司名称", "甲", "甲", "甲"]
    book.active["B4"] = None
    book.save(path)
    assert [row[1] for row in rows_of(path)] == ["公司名称", "甲", "甲", ""]


def test_error_cells_are_no_empty_cells(tmp_path: Path) -> None:
    """A cell in which a formula failed says which error it shows."""
    path = workbook(tmp_path / "a.xlsx", [HEADER, ROW])
    book = load_workbook(path)
    assert book.active is not None
    book.active["E2"].value, book.active["E2"].data_type = "#N/A", "e"
    book.save(path)
    assert rows_of(path)[1][4] == ErrorCell("#N/A")


def test_the_content_counts_and_not_the_name(tmp_path: Path) -> None:
    """A workbook under the name of a CSV is read as one, and the reverse; both are said."""
    book = workbook(tmp_path / "a.xlsx", [HEADER, ROW])
    lie = tmp_path / "b.csv"
    lie.write_bytes(book.read_bytes())
    sheet, notes = open_sheet(lie, None, resembles)
    assert [[*cells] for _, cells in sheet.rows()][1] == [*ROW]
    assert [note.zh for note in notes] == [f"{lie} 其实是工作簿（xlsx、xls 或 ods）"]
    text = text_ledger(tmp_path / "c.xlsx", HEADER, ROW)
    sheet, notes = open_sheet(text, None, resembles)
    assert [[*cells] for _, cells in sheet.rows()][1] == [*ROW]
    assert [note.zh for note in notes] == [f"{text} 其实是 CSV 文本"]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf\r\n", "empty"),
        (b"<html><table>", "web page"),
        (b'<?xml version="1.0"?><Workbook>', "web page"),
        (b"%PDF-1.4", "PDF"),
        (b"PK\x03\x04" + b"junk" * 9, "cannot be read"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "cannot be read"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "password",
        ),
        (b"a\0b\0c", "no table"),
        ("许可证号,有效期至\n".encode("utf-16") + b"\0", "no table"),
    ],
)
def test_what_is_no_table(data: bytes, says: str, tmp_path: Path) -> None:
    """What is no table is refused in one line that says what it is instead."""
    path = tmp_path / "a.xlsx"
    path.write_bytes(data)
    message = refused(path)
    assert says in message
    assert message.startswith(f"{path}:1:1: ")
    assert "\n" not in message


def test_files_that_are_not_there(tmp_path: Path) -> None:
    """A file that is missing, or is a folder, is refused in one line."""
    assert "No such file" in refused(tmp_path / "none.csv")
    assert "directory" in refused(tmp_path)


def test_the_lock_of_excel(tmp_path: Path) -> None:
    """A ledger that is open in Excel is read, and said to be open; the lock itself is refused."""
    path = workbook(tmp_path / "台账.xlsx", [HEADER, ROW])
    lock = tmp_path / "~$台账.xlsx"
    lock.write_bytes(b"\x05user")
    _, notes = open_sheet(path, None, resembles)
    assert ["~$台账.xlsx" in note.en for note in notes] == [True]
    assert "name 台账.xlsx" in refused(lock)


def test_a_zip_bomb(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What unpacks to more than the limit is refused before it is read, whatever the file says of its
    size."""
    path = workbook(tmp_path / "a.xlsx", [HEADER, ROW])
    monkeypatch.setattr(workbook_sheet, "MOST_BYTES", 20_000)
    opened(path)
    packed = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
        new.writestr("xl/media/image.png", bytes(100_000))
    bomb = tmp_path / "bomb.xlsx"
    bomb.write_bytes(packed.getvalue())
    assert "2 GiB" in refused(bomb)
    honest = (100_000).to_bytes(4, "little")
    bomb.write_bytes(packed.getvalue().replace(honest, (10).to_bytes(4, "little")))
    assert "2 GiB" in refused(bomb)


def test_a_cell_far_away(tmp_path: Path) -> None:
    """A stray cell that would make the whole sheet be laid out is refused, not tried."""
    path = workbook(tmp_path / "a.xlsx", [HEADER, ROW])
    book = load_workbook(path)
    assert book.active is not None
    book.active["XFD1048576"] = "x"
    book.save(path)
    assert "column 16384 and row 1048576" in refused(path)


def test_date_cells_are_days(tmp_path: Path) -> None:
    """A date cell is that day; a number without a date format stays a number."""
    row = [*ROW[:3], date(2023, 7, 1), 46935]
    assert rows_of(workbook(tmp_path / "a.xlsx", [HEADER, row]))[1][3:] == [date(2023, 7, 1), 46935]
