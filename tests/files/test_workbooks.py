"""Workbooks that are no xlsx: an .xls as Excel 97 wrote them, and an .ods as LibreOffice does."""

from datetime import date
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from ledgers import HEADER
from places import TESTS

from icpcli.files.sheets.opened import open_sheet
from icpcli.files.sheets.sheet import Cells, ErrorCell, Sheet
from icpcli.license.ledger_headings import resembles
from icpcli.model.problem import IcpError

XLS = TESTS / "files" / "books" / "ledger.xls"
"""Two sheets, the first one hidden; the holder of rows 2 and 3 merged, row 3 hidden, a number in E5."""

OFFICE = "urn:oasis:names:tc:opendocument:xmlns"
CONTENT = f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="{OFFICE}:office:1.0" xmlns:table="{OFFICE}:table:1.0"
 xmlns:text="{OFFICE}:text:1.0"
 xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0">
<office:body><office:spreadsheet>{{tables}}</office:spreadsheet></office:body>
</office:document-content>"""
TYPE = "application/vnd.oasis.opendocument.spreadsheet"
MANIFEST = f"""<?xml version="1.0"?>
<manifest:manifest xmlns:manifest="{OFFICE}:manifest:1.0">
<manifest:file-entry manifest:full-path="/" manifest:media-type="{TYPE}"/></manifest:manifest>"""
FAILED = (
    '<table:table-cell office:value-type="string" office:string-value="" '
    'calcext:value-type="error"><text:p>#DIV/0!</text:p></table:table-cell>'
)
COVERED = "<table:covered-table-cell/>"
DAY = date(2023, 7, 1)


def cell(value: str | date, more: str = "") -> str:
    """A cell of an .ods: text, or a date."""
    kind = "string" if isinstance(value, str) else f'date" office:date-value="{value}'
    return (
        f'<table:table-cell office:value-type="{kind}" {more}>'
        f"<text:p>{value}</text:p></table:table-cell>"
    )


def row(*cells: str, more: str = "") -> str:
    return f"<table:table-row {more}>{''.join(cells)}</table:table-row>"


def ods(path: Path, *rows: str) -> Path:
    """An .ods with these rows in a sheet, behind a sheet of notes."""
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", TYPE)
        archive.writestr("META-INF/manifest.xml", MANIFEST)
        tables = f'<table:table table:name="证照">{"".join(rows)}</table:table>'
        tables += f'<table:table table:name="说明">{row(cell("另一张"))}</table:table>'
        archive.writestr("content.xml", CONTENT.format(tables=tables))
    return path


HEAD = row(*map(cell, HEADER))


def opened(path: Path, named: str | None = None) -> Sheet:
    return open_sheet(path, named, resembles)[0]


def rows_of(path: Path, named: str | None = None) -> list[tuple[int, Cells]]:
    return [(number, [*cells]) for number, cells in opened(path, named).rows()]


def test_an_xls() -> None:
    """The first visible sheet is read: days are days, merged cells filled down, hidden rows read."""
    assert rows_of(XLS) == [
        (1, [*HEADER]),
        (2, ["京ICP证1号", "甲", "icp", DAY, date(2028, 7, 1)]),
        (3, ["京ICP证2号", "甲", "icp", DAY, date(2028, 7, 2)]),
        (4, ["京ICP证3号", "乙", "icp", DAY, date(2028, 7, 3)]),
        (5, ["京ICP证4号", "丙", "icp", DAY, 46935]),
    ]
    assert opened(XLS).place(5, 4) == f"{XLS}:证照!E5"
    assert rows_of(XLS, "说明") == [(1, ["不是台账"])]


def test_a_broken_xls(tmp_path: Path) -> None:
    """An .xls that was cut off is refused in one line."""
    path = tmp_path / "a.xls"
    path.write_bytes(XLS.read_bytes()[:2000])
    with pytest.raises(IcpError) as error:
        opened(path)
    assert "\n" not in str(error.value)


def test_an_ods(tmp_path: Path) -> None:
    """Days are days, hidden rows are read, and the empty rows to the end of the sheet are none."""
    path = ods(
        tmp_path / "a.ods",
        HEAD,
        row(cell("1号"), cell("甲"), cell("icp"), cell(DAY), cell(date(2028, 7, 1))),
        row(*map(cell, ("2号", "乙", "icp", DAY, "2028.7.2")), more='table:visibility="collapse"'),
        row(
            '<table:table-cell table:number-columns-repeated="5"/>',
            more='table:number-rows-repeated="1048573"',
        ),
    )
    assert rows_of(path) == [
        (1, [*HEADER]),
        (2, ["1号", "甲", "icp", DAY, date(2028, 7, 1)]),
        (3, ["2号", "乙", "icp", DAY, "2028.7.2"]),
    ]
    assert rows_of(path, "说明") == [(1, ["另一张"])]


def test_merged_cells_of_an_ods(tmp_path: Path) -> None:
    """Each row of a merged cell has its value, behind repeated cells and rows, too."""
    merged = 'table:number-rows-spanned="2" table:number-columns-spanned="1"'
    two = '<table:table-cell table:number-columns-repeated="2"/>'
    path = ods(
        tmp_path / "a.ods",
        HEAD,
        row(*map(cell, ("1号", "丙", "icp", DAY, DAY)), more='table:number-rows-repeated="2"'),
        row(cell("2号"), cell("甲", merged), two, cell(DAY)),
        row(cell("3号"), COVERED, two, cell(DAY)),
        row(cell("4号"), "<table:table-cell/>", two, cell(DAY)),
    )
    assert [cells[1] for _, cells in rows_of(path)] == ["公司名称", "丙", "丙", "甲", "甲", ""]


def test_error_cells_of_an_ods(tmp_path: Path) -> None:
    """A cell in which a formula failed says which error it shows."""
    path = ods(tmp_path / "a.ods", HEAD, row(*map(cell, ("1号", "甲", "icp", DAY)), FAILED))
    assert rows_of(path)[1][1][4] == ErrorCell("#DIV/0!")


@pytest.mark.parametrize("content", [cell("x"), FAILED], ids=["text", "error"])
@pytest.mark.parametrize(("columns", "rows"), [(16384, 1048571), (10**12, 10**12)])
def test_a_cell_far_away_in_an_ods(content: str, columns: int, rows: int, tmp_path: Path) -> None:
    """A cell that is repeated to the end of the sheet, or beyond, is refused, not laid out."""
    wide = content.replace("-cell ", f'-cell table:number-columns-repeated="{columns}" ', 1)
    more = f'table:number-rows-repeated="{rows - 1}"'
    path = ods(tmp_path / "a.ods", HEAD, row(wide, more=more), row(cell("y")))
    with pytest.raises(IcpError, match=f"column {columns} and row {rows}"):
        opened(path)
