"""Workbooks for people, read by a library that is not ours: filtered, coloured, their dates real."""

import csv
import sys
from datetime import date, datetime
from io import BytesIO, StringIO
from pathlib import Path
from unittest import mock

import pytest
from hostile import hostile_license
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from places import LICENSE
from terminal import GRIDS, icp, icp_on_terminal

from icpcli.model.problem import Text
from icpcli.render.formats.rows import Page, Rows
from icpcli.render.formats.xlsx import xlsx_bytes
from icpcli.render.labels import LABELS

pytestmark = pytest.mark.usefixtures("at_the_root")


def csv_rows(command: list[str], license: str) -> list[dict[str, str]]:
    text = icp(*command, "-f", "csv", ICP_LICENSE=license).text
    return list(csv.DictReader(StringIO(text, newline="")))


def sheet_of(data: bytes) -> Worksheet:
    page = load_workbook(BytesIO(data)).active
    assert isinstance(page, Worksheet)
    return page


def written(command: list[str], license: str, lang: str = "zh") -> Worksheet:
    done = icp(*command, "-f", "xlsx", "--lang", lang, ICP_LICENSE=license)
    assert done.code == 0, done.err
    return sheet_of(done.out)


@pytest.mark.parametrize("command", [*GRIDS, ["lint"]], ids=" ".join)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_grid_is_a_workbook(command: list[str], lang: str) -> None:
    """A workbook has the rows and the columns of the CSV, under headings in the language of the
    reader."""
    rows = csv_rows(command, str(LICENSE))
    page = written(command, str(LICENSE), lang)
    assert page.max_row == len(rows) + 1
    heads = [cell.value for cell in page[1]]
    words = [{**LABELS, "filed": LABELS["filed_on"]}[name] for name in rows[0]]
    assert heads == [it.zh if lang == "zh" else it.en for it in words]


def test_dates_are_dates_and_numbers_numbers() -> None:
    """A day is a date cell that shows as ISO, days left are a number, and a license number is text."""
    page = written(["deadlines"], str(LICENSE), "en")
    heads = [cell.value for cell in page[1]]
    first = dict(zip(heads, page[2], strict=True))
    (row, *_) = csv_rows(["deadlines"], str(LICENSE))
    for head, name in (("Due", "due"), ("File by", "file_by")):
        assert isinstance(first[head].value, datetime)
        assert str(first[head].value.date()) == row[name]
        assert first[head].number_format == "yyyy-mm-dd"
    assert first["Days"].value == int(row["days_left"])
    assert first["License"].data_type == "s"


def test_it_is_filtered_and_its_head_stays() -> None:
    """The head stays in sight, and every column can be filtered."""
    page = written(["deadlines"], str(LICENSE))
    assert page.freeze_panes == "A2"
    assert page.auto_filter.ref == page.dimensions


@pytest.mark.parametrize(
    ("as_of", "status"),
    [("2028-04-03", "overdue"), ("2028-03-20", "critical"), ("2028-02-01", "warning")],
)
def test_rows_are_coloured_by_status(as_of: str, status: str) -> None:
    """A row has the colour of its status in every cell, and its status in words."""
    page = written(["deadlines", "--as-of", as_of], str(LICENSE), "zh")
    heads = [cell.value for cell in page[1]]
    column = heads.index("状态")
    rows = [row for row in page.iter_rows(min_row=2) if row[column].value == LABELS[status].zh]
    assert rows
    colors = {cell.fill.start_color.rgb for row in rows for cell in row}
    assert len(colors) == 1
    assert colors != {"00000000"}


@pytest.mark.parametrize(
    "text", ["=1+1", "=cmd|'/c calc'!A1", "+1", "-x", "@SUM(A1)", "http://a.cn", "0012"]
)
def test_text_stays_text(text: str) -> None:
    """Nothing that a file says becomes a formula, a link or a number."""
    page = sheet_of(xlsx_bytes(Rows(("title",), ((text,),)), "en"))
    cell = page["A2"]
    assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)


def test_hostile_texts(tmp_path: Path) -> None:
    """A license whose texts try to break out of their cells makes a workbook that can be read."""
    path = hostile_license(LICENSE, tmp_path / "license.yaml")
    assert written(["deadlines", "--all"], str(path)).max_row > 2


def test_long_text_is_cut_and_not_lost() -> None:
    """Text that is longer than a cell may be is cut at the end of the cell, not left out."""
    page = sheet_of(xlsx_bytes(Rows(("title",), (("字" * 40_000,),)), "en"))
    assert page["A2"].value == "字" * 32_767


def test_the_same_rows_are_the_same_bytes() -> None:
    """A workbook holds no moment of its writing."""
    rows = Rows(("title", "due"), (("a", "2028-07-01"),), page=Page(Text("期限", "Deadlines")))
    assert xlsx_bytes(rows, "zh") == xlsx_bytes(rows, "zh")
    assert sheet_of(xlsx_bytes(rows, "zh")).title == "期限"
    dated = rows._replace(page=Page(Text("a/b", "a/b"), as_of=date(2026, 11, 24)))
    assert sheet_of(xlsx_bytes(dated, "zh")).title == "a b"
    created = load_workbook(BytesIO(xlsx_bytes(dated, "zh"))).properties.created
    assert created == datetime(2026, 11, 24, tzinfo=created.tzinfo)


@pytest.mark.parametrize("result", ["overdue", "late", "filed", "waived", "no-record"])
def test_a_history_is_coloured_by_its_results(result: str) -> None:
    """What became of a deadline colours its row, and stands there in a word."""
    page = sheet_of(xlsx_bytes(Rows(("result", "id"), ((result, "a@2026"),)), "zh"))
    assert page["A2"].value == LABELS[result].zh
    assert page["A2"].font.color.rgb == page["B2"].font.color.rgb != "FF000000"


def test_no_bytes_on_a_terminal() -> None:
    """A terminal is told to name a file; a pipe and -o get the workbook."""
    done = icp_on_terminal("deadlines", "-f", "xlsx", "-l", LICENSE, columns=80)
    assert (done.code, done.out) == (3, b"")
    assert "add -o FILE.xlsx" in done.err


def test_without_the_extra(tmp_path: Path) -> None:
    """Without XlsxWriter the message names the extra, before anything is done."""
    with mock.patch("importlib.util.find_spec", return_value=None):
        done = icp("deadlines", "-f", "xlsx", "-o", tmp_path / "a.xlsx", "-l", LICENSE)
    assert done.code == 3
    assert "pip install 'icpcli[xlsx]'" in done.err
    assert not (tmp_path / "a.xlsx").exists()


def test_workbooks_without_the_extra(tmp_path: Path) -> None:
    """Without python-calamine the message names the extra, and CSV is read without it."""
    from ledgers import HEADER, ROW, text_ledger, workbook

    book = workbook(tmp_path / "a.xlsx", [HEADER, ROW])
    text = text_ledger(tmp_path / "a.csv", HEADER, ROW)
    with mock.patch.dict(sys.modules, {"python_calamine": None}):
        done = icp("register", book)
        assert done.code == 3
        assert "pip install 'icpcli[xlsx]'" in done.err
        assert icp("register", text).code == 0
