"""`icp register`: a ledger in, its deadlines out, and no row lost on the way."""

import csv
import json
import re
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from golden import Golden
from ledgers import HEADER, ROW, text_ledger, workbook
from openpyxl import load_workbook
from places import TESTS
from terminal import Answer, icp, icp_on_terminal

from icpcli.render.answers.register import TEMPLATE

SCREENS = TESTS / "cli" / "screens"
BAD = ("京ICP证2号", "乙", "icp", "2023-07-01", "2028.10")
MIXED = [
    (*HEADER, "负责人"),
    (*ROW, "法务部"),
    (*BAD, "法务部"),
    ("沪B2-3号", "丙", "B21", "2024年1月16日", "2029.1.16", "张三"),
    ("", "", "", "", "", ""),
    ("91110", "丁", "营业执照", "2020/1/2", "长期", "=1+1"),
    ("", "戊", "icp", "2023-07-01", "2026-12-31", ""),
]


def register(path: Path, *options: str) -> Answer:
    return icp("register", path, *options)


def rows_of(path: Path, *options: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(register(path, "-f", "csv", *options).text, newline="")))


@pytest.fixture
def ledger(nowhere: Path) -> Path:
    """A ledger with four rows that can be read, a blank one, and two that cannot."""
    path = nowhere / "台账.csv"
    text_ledger(path, *MIXED)
    return Path(path.name)


def test_no_row_is_lost(ledger: Path) -> None:
    """Rows read are rows answered and rows unreadable; with one of those the exit code is 3."""
    answer = register(ledger, "-f", "json")
    said = json.loads(answer.text)
    assert answer.code == 3
    assert said["rows"] == {"read": 5, "answered": 3, "unreadable": 2}
    assert "5 rows read = 3 answered + 2 unreadable" in answer.err
    places = [row["problems"][0]["place"] for row in said["unreadable"]]
    assert places == ["台账.csv:3:5", "台账.csv:7:1"]
    answered = {one["row"] for one in said["deadlines"]}
    assert answered == {2, 4, 6}


def test_a_good_ledger(nowhere: Path) -> None:
    """A ledger in which every row can be read is exit code 0."""
    path = text_ledger(nowhere / "a.csv", HEADER, ROW)
    answer = register(path, "-f", "csv")
    assert (answer.code, answer.err) == (
        0,
        f"{path}: 1 row read = 1 answered + 0 unreadable (as of 2026-11-24)\n",
    )


def test_every_format_has_the_same_rows(ledger: Path) -> None:
    """CSV, JSON, Markdown, plain and xlsx say the same of the same rows."""
    rows = rows_of(ledger)
    said = json.loads(register(ledger, "-f", "json").text)
    assert len(rows) == len(said["deadlines"]) + len(said["unreadable"])
    for row, one in zip(rows, said["deadlines"], strict=False):
        assert row["id"] == one["id"]
        assert (row["due"], row["file_by"], row["status"]) == (
            one["due"],
            one["file_by"],
            one["status"],
        )
        assert row["负责人"] == one["other"]["负责人"].replace("=1+1", "'=1+1")
    plain = register(ledger, "-f", "plain").text.splitlines()
    assert len(plain) == len(rows) + 1
    markdown = register(ledger, "-f", "markdown").text
    assert markdown.count("\n| ") == len(rows) + 2
    assert icp("register", ledger, "-f", "xlsx", "-o", "out.xlsx").code == 3
    page = load_workbook("out.xlsx").active
    assert page is not None
    assert page.max_row == len(rows) + 1


def test_unreadable_rows_stand_in_every_format(ledger: Path) -> None:
    """A row that could not be read stands in each format, with its place."""
    for format in ("table", "json", "csv", "markdown", "plain"):
        text = register(ledger, "-f", format).text.replace("\\", "")
        assert "台账.csv:3:5" in text, format
        assert "台账.csv:7:1" in text, format


def test_the_columns_of_the_ledger_are_carried_through(ledger: Path) -> None:
    """The columns stand in the order of the contract, then all others under their own headers."""
    header = register(ledger, "-f", "csv").text.splitlines()[0].split(",")
    assert header[:7] == ["row", "number", "holder", "kind", "rule", "id", "title"]
    assert header[7:13] == ["due", "file_by", "days_left", "status", "certainty", "problem"]
    assert header[13:] == ["发证日期", "有效期至", "负责人"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_screen(lang: str, ledger: Path, golden: Golden) -> None:
    """The screen has the counts, the nearest deadlines, and what could not be read."""
    answer = icp_on_terminal("register", ledger, "--lang", lang, "--color", "never", columns=100)
    assert answer.code == 3
    golden(SCREENS / f"register-{lang}.txt", answer.text.replace("\r\n", "\n"))


def test_within(ledger: Path) -> None:
    """--within shows what is to be filed within so many days; every row is answered all the same."""
    rows = [row for row in rows_of(ledger, "--within", "130") if row["status"] != "unreadable"]
    assert {row["id"] for row in rows} == {"annual-report@2027"}
    assert len(rows) == 2
    assert "3 answered" in register(ledger, "-f", "csv", "--within", "130").err


def test_kind_and_sheet(nowhere: Path) -> None:
    """--kind is the kind of rows that name none, --sheet the sheet that is read."""
    path = workbook(nowhere / "a.xlsx", [("编号", "到期日"), ("1号", date(2028, 7, 1))], sheet="甲")
    assert "no column says the kind" in register(path).err
    assert register(path, "--kind", "B25", "--sheet", "甲").code == 0
    assert "(did you mean icp (Value-added" in register(path, "--kind", "icpp").err
    assert 'no sheet "乙"' in register(path, "--kind", "icp", "--sheet", "乙").err


def test_company_and_owner(ledger: Path) -> None:
    """--company and --owner show the rows of a company, and those that somebody looks after."""
    assert {row["holder"] for row in rows_of(ledger, "--company", "甲")} == {"甲", "乙", "戊"}
    assert {row["number"] for row in rows_of(ledger, "--owner", "张三")} == {
        "沪B2-3号",
        "京ICP证2号",
        "",
    }


def test_workbook_and_text_are_answered_alike(nowhere: Path) -> None:
    """The rows of an xlsx have the answers of the same rows in a CSV."""
    text = text_ledger(nowhere / "a.csv", *MIXED[:4])
    days = [
        [date.fromisoformat(it) if re.fullmatch("[0-9-]{10}", it) else it for it in row]
        for row in MIXED[:4]
    ]
    book = workbook(nowhere / "a.xlsx", days)
    by_text, by_book = rows_of(text), rows_of(book)
    for row in (*by_text, *by_book):
        row["problem"] = ""
    assert by_text == by_book


def test_the_template_can_be_read(nowhere: Path) -> None:
    """What --template prints is a header that every column of is known, in both languages."""
    for lang in ("zh", "en"):
        for format, name in (("csv", "a.csv"), ("xlsx", "a.xlsx")):
            path = nowhere / name
            assert icp("register", "--template", "--lang", lang, "-f", format, "-o", path).code == 0
            answer = register(path)
            assert "there is no row below the header" in answer.err
            assert answer.code == 3
    assert (
        icp("register", "--template", "--lang", "zh").text
        == ",".join(words.zh for words in TEMPLATE.values()) + "\r\n"
    )


@pytest.mark.parametrize(
    ("rows", "says"),
    [([], "the file is empty"), ([HEADER], "there is no row below the header")],
)
def test_an_empty_ledger(rows: list[Any], says: str, nowhere: Path) -> None:
    """A ledger without a row is exit code 3, never silence."""
    answer = register(text_ledger(nowhere / "a.csv", *rows))
    assert (answer.code, answer.text) == (3, "")
    assert says in answer.err


def test_without_a_ledger(nowhere: Path) -> None:
    """Without a ledger the command says how to name one."""
    answer = icp("register")
    assert answer.code == 3
    assert "icp register LEDGER.xlsx" in answer.err


def test_the_ledger_is_not_overwritten(ledger: Path) -> None:
    """-o never names the ledger itself."""
    before = ledger.read_bytes()
    answer = register(ledger, "-f", "csv", "-o", str(ledger))
    assert answer.code == 3
    assert ledger.read_bytes() == before


def test_many_unreadable_rows(nowhere: Path) -> None:
    """Of many rows that cannot be read a few are named on stderr, and all stand in the answer."""
    path = text_ledger(nowhere / "a.csv", HEADER, *[BAD] * 30)
    answer = register(path, "-f", "csv")
    assert answer.err.count("names no day of the month") == 5
    assert "25 more rows could not be read" in answer.err
    assert answer.text.count(",unreadable,") == 30
