"""A ledger of licenses: what its columns are called, every spelling of a day, and rows that are refused."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from ledgers import HEADER, ROW, text_ledger, workbook
from places import LICENSE

from icpcli.files.sheets.opened import open_sheet
from icpcli.files.sheets.sheet import ErrorCell
from icpcli.license.ledger import Ledger
from icpcli.license.ledger_dates import FOREVER, Range, read_day
from icpcli.license.ledger_headings import NAMES, resembles
from icpcli.license.ledger_kinds import Kinds
from icpcli.model.problem import IcpError, Text
from icpcli.model.register import LedgerRow, UnreadableRow

DAY = date(2028, 7, 1)
TERM = Range(date(2023, 7, 1), DAY)


def read(path: Path, kind: str = "") -> list[LedgerRow | UnreadableRow]:
    sheet, _ = open_sheet(path, None, resembles)
    return [*Ledger(sheet, Kinds(path, {"icp": LICENSE}), kind)]


def of(tmp_path: Path, *rows: Sequence[str], kind: str = "") -> list[LedgerRow | UnreadableRow]:
    return read(text_ledger(tmp_path / "台账.csv", *rows), kind)


def one(tmp_path: Path, header: Iterable[str], row: Sequence[str]) -> Any:
    (found,) = of(tmp_path, [*header], row, kind="icp")
    return found


def notes(tmp_path: Path, *rows: Sequence[str]) -> list[str]:
    path = text_ledger(tmp_path / "台账.csv", *rows)
    ledger = Ledger(open_sheet(path, None, resembles)[0], Kinds(path, {"icp": LICENSE}))
    assert all(isinstance(row, LedgerRow) for row in ledger)
    return [note.en for note in ledger.notes()]


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        *((text, DAY) for text in ("2028-07-01", "2028-7-1", "2028/7/1", "2028/07/01")),
        *((text, DAY) for text in ("2028.7.1", "2028年7月1日", "2028 年 07 月 01 日", "20280701")),
        *((text, DAY) for text in ("２０２８-０７-０１", " 2028-07-01 ", "有效期至2028年7月1日止")),
        *((text, DAY) for text in ("2028-07-01 00:00", "2028/7/1 0:00:00", "2028-07-01T00:00:00")),
        *((cell, DAY) for cell in (DAY, datetime.combine(DAY, time()), 20280701, 20280701.0)),
        ("2023-07-01至2028-07-01", TERM),
        ("2023.7.1-2028.7.1", TERM),
        ("自2023年7月1日起至2028年7月1日止", TERM),
        ("2023-07-01 ~ 2028-07-01", TERM),
        ("2023/7/1—2028/7/1", TERM),
        *((text, FOREVER) for text in ("长期", "永久", "无期限", "长期有效", "9999-12-31")),
        (date(9999, 12, 31), FOREVER),
        ("", None),
        (" ", None),
    ],
)
def test_spellings_of_a_day(cell: Any, said: Any) -> None:
    """A day is read in every spelling that can mean one day only; an empty cell says nothing."""
    assert read_day(cell) == said
    assert type(read_day(cell)) is type(said)


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        ("2028.10", "names no day of the month"),
        ("2028.1", "names no day of the month"),
        ("2028年10月", "names no day of the month"),
        (2028.1, "October or January"),
        ("2028-07-01 10:30", "a time of day"),
        ("2028-07-01T00:00Z", "a time of day"),
        ("2028-07-01 00:00+08:00", "a time of day"),
        (datetime.combine(DAY, time(10, 30)), "a time of day"),
        ("07/01/28", "which is the year"),
        ("7/1/2028", "which is the year"),
        ("28-07-01", "which is the year"),
        (46935, "as a date it would be 2028-07-01"),
        (46935.0, "as a date it would be 2028-07-01"),
        ("46935", "as a date it would be 2028-07-01"),
        (ErrorCell("#N/A"), "#N/A"),
        ("2028-02-30", "there is no day"),
        ("2100-01-01", "outside the calendar"),
        ("2028-07-01至2023-07-01", "ends before it begins"),
        ("2028-W26-6", "is no date"),
        ("明年", "is no date"),
        (True, "is no date"),
        (time(10, 30), "is no date"),
        (1.1e17, "is no date"),
        (float("nan"), "is no date"),
        (-5.0, "is no date"),
    ],
)
def test_days_that_are_refused(cell: Any, why: str) -> None:
    """What can mean several days, or none, is refused with the reason, and a serial number with the day
    that it would be."""
    said = read_day(cell)
    assert isinstance(said, Text)
    assert why in said.en


@pytest.mark.parametrize(
    ("field", "name"), [(field, name) for field, names in NAMES.items() for name in names]
)
def test_every_name_of_a_column(field: str, name: str, tmp_path: Path) -> None:
    """Each column is found under each of its names, decorated and in capitals, too, at any place."""
    cells = {
        "number": "1号",
        "holder": "甲",
        "kind": "icp",
        "issued": "2023-07-02",
        "valid_from": "2023-07-01",
        "expires": "2028-07-01",
        "continuing": "是",
        "owner": "法务部",
    }
    for said in (name, f" {name.upper()}*", f"{name}（必填）："):
        header = [said if it == field else NAMES[it][0] for it in cells]
        row = one(tmp_path, reversed(header), [*cells.values()][::-1])
        assert isinstance(row, LedgerRow)
        assert (row.number, row.holder, row.kind, row.owner) == ("1号", "甲", "icp", "法务部")
        assert (row.issued, row.expires, row.continuing) == (date(2023, 7, 1), DAY, True)


def test_a_header_further_down(tmp_path: Path) -> None:
    """A title, a date and empty rows may stand above the header."""
    rows = [["证照台账"], [], ["编制日期", "2026-11-27"], [*HEADER], [*ROW]]
    (row,) = of(tmp_path, *rows)
    assert (row.row, row.number) == (5, "京ICP证1号")


def test_a_running_number_is_no_license_number(tmp_path: Path) -> None:
    """编号 is the license number where nothing else is, and a running number beside 许可证号."""
    assert one(tmp_path, ["编号", "有效期至"], ["1号", "2028-07-01"]).number == "1号"
    both = one(tmp_path, ["编号", "许可证号", "有效期至"], ["7", "1号", "2028-07-01"])
    assert (both.number, both.cells[0]) == ("1号", "7")


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ([["a", "b"], ["1", "2"]], "no header in the first 50 rows"),
        ([["许可证号", "公司名称", "证照类型"], ["1", "2", "icp"]], "last day of the term"),
        ([["公司名称", "有效期至", "证照类型"], ["1", "2", "icp"]], "license number"),
        ([["许可证号", "有效期至"], ["1号", "2028-07-01"]], "no column says the kind"),
        ([["许可证号", "有效期至", "到期日"], ["1号", "2028-07-01", ""]], "台账.csv:1:3"),
    ],
)
def test_headers_that_are_refused(rows: list[list[str]], says: str, tmp_path: Path) -> None:
    """A table whose header does not say what is needed, or says it twice, is refused as a whole."""
    with pytest.raises(IcpError, match=says):
        of(tmp_path, *rows)


@pytest.mark.parametrize(
    ("column", "cell", "place", "why"),
    [
        (0, "", 1, "no license number"),
        (0, "  ", 1, "no license number"),
        (0, "1.10105E+17", 1, "more than 15 digits"),
        (2, "", 3, "the kind is empty"),
        (2, "icpp", 3, 'no kind "icpp" (did you mean icp?); icp rules lists them all'),
        (2, "食品经营许可证", 3, 'for "食品经营许可证" no rules are confirmed'),
        (2, "许可证", 3, 'no kind "许可证"'),
        (2, "telecom-law", 3, "no kind"),
        (2, "_held", 3, 'no kind "_held"'),
        (2, "../rule_sets/business", 3, "no kind"),
        (2, "x" * 300, 3, "no kind"),
        (3, "昨天", 4, "is no date"),
        (3, "长期", 4, '"长期": one day is needed here (write it like 2023-07-01)'),
        (3, "2023-07-01至2028-07-01", 4, '"2023-07-01至2028-07-01": one day is needed here'),
        (4, "", 5, "no expiry here"),
        (4, "长期", 5, "it cannot have none"),
        (4, "2023-06-30", 5, "before it began (2023-07-01)"),
        (4, "2028.10", 5, "names no day"),
    ],
)
def test_rows_that_are_refused(
    column: int, cell: str, place: int, why: str, tmp_path: Path
) -> None:
    """A row that cannot be read is an answer: it names its cell and the reason, and the next is read."""
    row = [*ROW]
    row[column] = cell
    bad, good = of(tmp_path, HEADER, row, ROW)
    assert isinstance(bad, UnreadableRow)
    ((where, said),) = bad.problems
    assert where.endswith(f"台账.csv:2:{place}")
    assert why in said.en
    assert isinstance(good, LedgerRow)


def test_all_that_is_wrong_with_a_row(tmp_path: Path) -> None:
    """Everything that is wrong with a row is told at once, each at its own cell."""
    path = workbook(tmp_path / "a.xlsx", [HEADER, (1.1e17, "甲", "icpp", "昨天", 2028.1)])
    (row,) = read(path)
    assert isinstance(row, UnreadableRow)
    assert [place.rpartition("!")[2] for place, _ in row.problems] == ["A2", "C2", "D2", "E2"]


def test_a_comma_without_quotation_marks(tmp_path: Path) -> None:
    """A row with more cells than the header has is refused: what stands behind the comma has moved."""
    bad, good = of(tmp_path, HEADER, ("1号", "甲", "有限公司", *ROW[2:]), ROW)
    assert isinstance(bad, UnreadableRow)
    assert "6 cells here, and 5 in the header" in bad.problems[0][1].en
    assert isinstance(good, LedgerRow)


def test_rows_that_are_blank_or_short(tmp_path: Path) -> None:
    """A blank row is none; one that leaves out its last cells has them empty."""
    rows = of(tmp_path, [*HEADER, "备注"], ["", "", "", "", "", ""], [], ROW, [" "] * 6)
    assert [(row.row, type(row)) for row in rows] == [(4, LedgerRow)]


def test_of_two_first_days_the_earlier_one(tmp_path: Path) -> None:
    """With a date of issue and 有效期起 the term begins on the earlier day, and a note says so."""
    header = ("许可证号", "证照类型", "发证日期", "有效期起", "有效期至")
    path = text_ledger(
        tmp_path / "台账.csv", header, ("1", "icp", "2023-07-05", "2023-07-01", str(DAY))
    )
    (row,) = read(path)
    assert isinstance(row, LedgerRow)
    assert row.issued == date(2023, 7, 1)
    said = notes(tmp_path, header, ("1", "icp", "2023-07-05", "2023-07-01", str(DAY)))
    assert said == ["date of issue and first day differ, and the earlier one counts: row 2"]


def test_the_first_day_of_a_range(tmp_path: Path) -> None:
    """A range whose first day is not that of issue is a note; its last day is the expiry."""
    odd = [*ROW[:4], "2023-07-02至2028-07-01"]
    assert "a term whose first day" in notes(tmp_path, HEADER, odd)[0]
    assert notes(tmp_path, HEADER, [*ROW[:4], "2023-07-01至2028-07-01"]) == []
    assert one(tmp_path, HEADER, odd).expires == DAY


@pytest.mark.parametrize(
    ("issued", "expires"),
    [
        ("1999-03-02", "2028-07-01"),
        ("2003-12-31", "2028-07-01"),
        ("", "1999-03-02至2028-07-01"),
    ],
)
def test_a_license_from_before_the_calendar(tmp_path: Path, issued: str, expires: str) -> None:
    """A day of issue before 2004 is one of which nothing is counted: said, and the row is answered."""
    old = [*ROW[:3], issued, expires]
    row = one(tmp_path, HEADER, old)
    assert isinstance(row, LedgerRow)
    assert (row.issued, row.expires) == (None, DAY)
    if issued:
        assert notes(tmp_path, HEADER, old) == [
            "issued before 2004, so yearly duties are answered as if it were years ago: row 2"
        ]


def test_a_range_from_before_the_calendar(tmp_path: Path) -> None:
    """A range that begins on the day of issue is nothing odd, though nothing is counted from that."""
    old = [*ROW[:3], "2003-07-01", "2003-07-01至2028-07-01"]
    assert notes(tmp_path, HEADER, old) == [
        "issued before 2004, so yearly duties are answered as if it were years ago: row 2"
    ]
    assert one(tmp_path, HEADER, old).expires == DAY


def test_an_expiry_before_the_calendar(tmp_path: Path) -> None:
    """An expiry before 2004 is refused: from it nothing can be counted; also one before the issue."""
    row = one(tmp_path, HEADER, [*ROW[:3], "1999-03-02", "2003-12-31"])
    assert isinstance(row, UnreadableRow)
    assert "outside the calendar" in row.problems[0][1].en


def test_one_license_in_two_rows(tmp_path: Path) -> None:
    """The same number and kind in two rows is said, and both are answered."""
    other = ["京ICP证1号", "甲", "edi", *ROW[3:]]
    assert notes(tmp_path, HEADER, ROW, other) == []
    (said,) = notes(tmp_path, HEADER, ROW, other, ROW)
    assert said.endswith("that stood before: row 4")
    spaced = [f" {ROW[0]} ", *ROW[1:]]
    assert notes(tmp_path, HEADER, ROW, spaced)[0].endswith("row 3")
    assert one(tmp_path, HEADER, spaced).number == ROW[0]


def test_without_a_date_of_issue(tmp_path: Path) -> None:
    """A row without a date of issue is answered, and said."""
    assert "no date of issue" in notes(tmp_path, HEADER, [*ROW[:3], "", ROW[4]])[0]


@pytest.mark.parametrize(
    ("word", "way"),
    [("是", True), ("否", False), ("", None), ("待定", None), (" YES ", True), ("不延续", False)],
)
def test_whether_it_goes_on(word: str, way: bool | None, tmp_path: Path) -> None:
    """是 and 否 are yes and no; an empty cell leaves it open."""
    row = one(tmp_path, [*HEADER, "是否延续"], [*ROW, word])
    assert row.continuing is way
    bad = one(tmp_path, [*HEADER, "是否延续"], [*ROW, "也许"])
    assert "neither yes nor no" in bad.problems[0][1].en


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("icp", "icp"),
        ("ICP", "icp"),
        ("B25", "icp"),
        ("b21", "edi"),
        ("信息服务", "icp"),
        ("增值电信业务经营许可证（B25 信息服务：ICP、SP）", "icp"),
        ("增值电信业务经营许可证", "telecom"),
        ("营业执照", "business"),
        ("business", "business"),
    ],
)
def test_names_of_kinds(name: str, kind: str, tmp_path: Path) -> None:
    """A kind is named by its id, its code in the catalogue, or its title."""
    assert one(tmp_path, HEADER, [*ROW[:2], name, *ROW[3:]]).kind == kind


def test_a_license_without_an_end(tmp_path: Path) -> None:
    """长期 is no expiry where no rule of the kind counts from one."""
    row = one(tmp_path, HEADER, [*ROW[:2], "营业执照", ROW[3], "长期"])
    assert isinstance(row, LedgerRow)
    assert row.expires is None


def test_a_full_sheet(tmp_path: Path) -> None:
    """As many rows as a sheet holds are read, and of each it is known whether it stood before."""
    count = 1_048_575
    path = tmp_path / "a.csv"
    rows = (f"{n % (count - 1)},icp,2023-07-01,2028-07-01\n" for n in range(count))
    path.write_text("许可证号,证照类型,发证日期,有效期至\n" + "".join(rows), "utf-8")
    ledger = Ledger(open_sheet(path, None, resembles)[0], Kinds(path, {"icp": LICENSE}))
    assert sum(len(block.rows) for block in ledger.blocks()) == ledger.read == count
    (note,) = ledger.notes()
    assert note.en.endswith(f"row {count + 1}")
