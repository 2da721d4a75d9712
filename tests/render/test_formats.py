"""The same data in every format: csv, markdown and plain say what JSON says, line by line."""

import csv
import json
import re
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pytest
from hostile import WORDS, hostile_license
from licenses import license_file, rule
from openpyxl import load_workbook
from places import LICENSE
from terminal import GRIDS, icp

from icpcli.render.formats.csv import csv_text
from icpcli.render.formats.markdown import markdown_table
from icpcli.render.formats.plain import plain_text
from icpcli.render.formats.rows import Rows
from icpcli.render.formats.xlsx import xlsx_bytes
from icpcli.render.words import clause_cell, clause_named

pytestmark = pytest.mark.usefixtures("at_the_root")

DATED = [GRIDS[0], GRIDS[2]]
HARMFUL = "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]"


@pytest.fixture(params=["bundled", "hostile"])
def license(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The bundled license, and the same with texts that try to break a table."""
    bundled = LICENSE
    if request.param == "bundled":
        return str(bundled)
    return str(hostile_license(bundled, tmp_path / "license.yaml"))


SAME_FACTS = ("The same facts may start ", "同一件事还可能触发")
"""What `icp event` says besides of what else the facts start."""


def answer(command: list[str], format: str, license: str, lang: str = "en") -> str:
    done = icp(*command, "-f", format, "--lang", lang, ICP_LICENSE=license)
    said = [line for line in done.err.splitlines() if not line.startswith(SAME_FACTS)]
    assert (done.code, said) == (0, [])
    return done.text


def csv_rows(command: list[str], license: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(answer(command, "csv", license), newline=""), strict=True))


def markdown_cells(text: str) -> list[list[str]]:
    """The cells of the one GitHub table on a page: parted by pipes that no backslash escapes."""
    lines = [line for line in text.split("\n") if line.startswith("|")]
    assert "\n".join(lines) in text
    assert all(line.startswith("| ") and line.endswith(" |") for line in lines)
    return [re.split(r" (?<!\\)\| ", line[2:-2]) for line in lines]


@pytest.mark.parametrize("command", GRIDS, ids=" ".join)
def test_csv(command: list[str], license: str) -> None:
    """CSV has a header of field names, CRLF as RFC 4180 asks, and no line end inside a cell."""
    text = answer(command, "csv", license)
    lines = text.split("\r\n")
    assert lines.pop() == ""
    assert not re.search(HARMFUL + "|[\r\n]", "".join(lines))
    header, *rows = csv.reader(StringIO(text, newline=""), strict=True)
    assert all(re.fullmatch("[a-z_]+", name) for name in header)
    assert rows
    assert {len(row) for row in rows} == {len(header)}
    assert answer(command, "csv", license, "zh").split("\r\n")[0] == lines[0]


@pytest.mark.parametrize("command", GRIDS, ids=" ".join)
def test_plain(command: list[str], license: str) -> None:
    """Plain is a line of field names, then one for each row of the CSV, its cells parted by tabs; the
    same names in both languages."""
    text = answer(command, "plain", license)
    header, *rows = (tuple(line.split("\t")) for line in text.removesuffix("\n").split("\n"))
    found = csv_rows(command, license)
    assert header == tuple(found[0])
    assert rows == [tuple(row.values()) for row in found]
    assert answer(command, "plain", license, "zh").partition("\n")[0] == "\t".join(header)
    assert not re.search(HARMFUL + "|\r", text)


@pytest.mark.parametrize("command", GRIDS, ids=" ".join)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_markdown(command: list[str], license: str, lang: str) -> None:
    """Markdown is a table with as many cells in every line, whatever is in them."""
    heading, rule, *rows = markdown_cells(answer(command, "markdown", license, lang))
    assert set(rule) == {"---"}
    assert {len(row) for row in (rule, *rows)} == {len(heading)}
    assert len(rows) == len(csv_rows(command, license))
    assert all(heading)
    assert len(set(heading)) == len(heading)
    assert not re.search(HARMFUL, "".join(map("".join, rows)))


def test_markdown_is_text(tmp_path: Path) -> None:
    """Nothing out of a file is markup in Markdown: every sign that could be is escaped."""
    path = hostile_license(LICENSE, tmp_path / "license.yaml")
    text = answer(["duties"], "markdown", str(path))
    cells = {cell for row in markdown_cells(text)[2:] for cell in row}
    unescaped = {re.sub(r"\\(.)", r"\1", cell) for cell in cells}
    assert r"| a | b \| ` * _ <b> & # ~ $ ! ] \ ".strip() in unescaped
    assert WORDS[7] in unescaped
    for cell in cells:
        assert not re.search(r"(?<!\\)[`*_\[\]<>|#~$&!]", re.sub(r"\\\\", "", cell))


@pytest.mark.parametrize("command", DATED, ids=" ".join)
def test_every_format_says_the_same(command: list[str], license: str) -> None:
    """Every format holds the same deadlines in the same order, with the same dates."""
    found: list[dict[str, Any]] = json.loads(answer(command, "json", license))["deadlines"]
    assert found
    rows = csv_rows(command, license)
    assert [row["id"] for row in rows] == [one["id"] for one in found]
    for row, one in zip(rows, found, strict=True):
        for name in ("file_by", "due", "due_latest", "opens", "prepare_from", "extended_to"):
            assert row[name] == (one[name] or "")
        for name in ("rule", "status", "certainty"):
            assert row[name] == one[name]
        assert row["days_left"] == ("" if one["days_left"] is None else str(one["days_left"]))
        assert (row["trigger"], row["trigger_date"]) == tuple(one["trigger"].values())
        assert row["reasons"].split() == one["reasons"]
    table = markdown_cells(answer(command, "markdown", license))
    for line, one in zip(table[2:], found, strict=True):
        cells = dict(zip(table[0], line, strict=True))
        assert cells["File by"] == (one["file_by"] or "")
        assert cells["Due"] == (one["due"] or "")
        assert re.sub(r"\\(.)", r"\1", cells["ID"]) == one["id"]


def test_duties_that_do_not_apply() -> None:
    """The duties that do not apply are listed in every format, with the reason."""
    license = str(LICENSE)
    rows = [row for row in csv_rows(["duties"], license) if row["applies"] == "false"]
    assert [row["clause"] for row in rows] == ["十五（十二）", "十五（十四）"]
    for format in ("table", "json", "markdown", "plain"):
        text = re.sub(r"\s+", " ", answer(["duties"], format, license))
        assert "The licensed scope excludes search services" in text


def test_markdown_in_chinese() -> None:
    """Statuses are words of the language in Markdown, and stable names in csv and plain."""
    license = str(LICENSE)
    assert "| 未到期 | 暂定 |" in answer(["deadlines"], "markdown", license, "zh")
    assert "| 否 |" in answer(["duties"], "markdown", license, "zh")
    assert ",upcoming,provisional," in answer(["deadlines"], "csv", license, "zh")
    assert "\tupcoming\tprovisional\t" in answer(["deadlines"], "plain", license, "zh")


def test_an_empty_answer() -> None:
    """Where no deadline is found, csv and plain are a header, markdown an empty table."""
    nothing = ["deadlines", "--within", "0"]
    license = str(LICENSE)
    assert csv_rows(nothing, license) == []
    assert len(markdown_cells(answer(nothing, "markdown", license))) == 2
    assert answer(nothing, "plain", license).startswith("id\tlicense\t")
    assert answer(nothing, "plain", license).count("\n") == 1
    assert "No deadline to show" in answer(nothing, "table", license)
    assert json.loads(answer(nothing, "json", license))["deadlines"] == []


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=1+1", "'=1+1"),
        ("=cmd|'/c calc'!A1", "'=cmd|'/c calc'!A1"),
        ("+1", "'+1"),
        ("-x", "'-x"),
        ("-1+1", "'-1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("-441", "-441"),
        ("0", "0"),
        ("a=1", "a=1"),
        ("'=1", "'=1"),
        ("－１", "－１"),
        ("", ""),
    ],
)
def test_csv_holds_no_formula(cell: str, written: str) -> None:
    """No cell of a CSV is a formula to a spreadsheet: one that could be begins with an apostrophe.
    Numbers, below zero too, are as they are."""
    text = csv_text(Rows(("a", "b"), ((cell, "x"),)), "en")
    header, row = csv.reader(StringIO(text, newline=""))
    assert (header, row) == (["a", "b"], [written, "x"])


def test_markdown_says_days_in_words() -> None:
    """Markdown is for people: days and clauses are words in it, and numbers in csv and plain."""
    license = str(LICENSE)
    command = ["deadlines", "--as-of", "2028-07-02"]
    rows = markdown_cells(answer(command, "markdown", license, "zh"))[2:]
    assert {row[rows[0].index("第十二条") - 4] for row in rows} == {"已逾期 91 天"}
    rows = markdown_cells(answer(command, "markdown", license, "en"))[2:]
    assert {row[rows[0].index("十二") - 4] for row in rows} == {"91 days late"}
    assert {row["days_left"] for row in csv_rows(command, license)} == {"-93"}
    assert {row["clause"] for row in csv_rows(command, license)} == {"十二"}


def test_codes_are_words_for_people() -> None:
    """Kinds, sources, acts and notices are codes for scripts, and words where people read them."""
    codes = {
        "kind": ("law", "法律"),
        "own": ("false", "否"),
        "sources": ("P:4 S2:1", "原文 4，转述 1"),
        "in_force": ("2022-03-01/", "2022-03-01 起"),
        "source": ("O", "读过主管部门网站上的文本"),
        "what": ("held", "未经核对"),
        "act": ("answers", "回答"),
        "reasons": ("calendar:2027 calendar:2029", "2027、2029 年的放假通知"),
        "result": ("no-record", "无记录"),
    }
    rows = Rows((*codes,), (tuple(code for code, _ in codes.values()),))
    words = [said for _, said in codes.values()]
    assert markdown_cells(markdown_table(rows, "zh"))[2] == words
    assert [it.value for it in load_workbook(BytesIO(xlsx_bytes(rows, "zh"))).active[2]] == words
    assert plain_text(rows, "zh").splitlines()[1].split("\t") == [
        code for code, _ in codes.values()
    ]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_markdown_page(lang: str, license: str) -> None:
    """Markdown begins with a title, the company and the day, and ends with what provisional means."""
    text = answer(["deadlines", "--as-of", "2026-11-24"], "markdown", license, lang)
    title, whose, table, end = text.removesuffix("\n").split("\n\n")
    assert title == ("# 期限" if lang == "zh" else "# Deadlines")
    day = "截至 2026-11-24 周二" if lang == "zh" else "As of 2026-11-24 Tue"
    assert whose.endswith(f" · {day}")
    if "tmp" not in license:
        assert whose.startswith("京ICP证130204号 北京智明星通科技股份有限公司 · ")
    assert table.startswith("| ")
    assert end.startswith("暂定：" if lang == "zh" else "Provisional: ")
    duties = answer(["duties"], "markdown", license, lang)
    assert duties.startswith("# 没有期限的义务\n" if lang == "zh" else "# Duties without a date\n")
    assert duties.endswith(" |\n")


@pytest.mark.parametrize(("within", "provisional"), [("600", 2), ("200", 0), ("10", 0)])
def test_a_page_says_what_provisional_means_where_it_stands(within: str, provisional: int) -> None:
    """What provisional means is said below rows of which one is so; not where every row is final, and
    not where there is none."""
    shown = ("-f", "markdown", "--lang", "zh", "--as-of", "2026-11-24")
    text = icp("deadlines", *shown, "--within", within).text
    assert text.count("| 暂定 |") == provisional
    assert ("\n\n暂定：" in text) == (provisional > 0)
    count = icp("workdays", "after", "2026-11-24", "2", *shown[:4]).text
    assert "暂定" not in count


def test_a_markdown_page_of_many(tmp_path: Path) -> None:
    """A page names a few companies, and of more than five says how many licenses they have."""
    text = (LICENSE).read_text("utf-8")
    files = []
    for n in range(6):
        path = tmp_path / f"{n}.yaml"
        named = text.replace("holder: ", f"short_name: 公司{n}\n  holder: ", 1)
        path.write_text(named.replace("京ICP证130204号", f"{n}号"), "utf-8")
        files += ["-l", path]
    few = icp("deadlines", "-f", "markdown", "--lang", "zh", *files[:4]).text
    assert "\n公司0、公司1 · 截至 " in few
    assert "\n6 份许可证 · 截至 " in icp("deadlines", "-f", "markdown", "--lang", "zh", *files).text


@pytest.mark.parametrize("format", ["csv", "plain", "markdown", "json"])
def test_only_csv_files_are_marked(format: str, tmp_path: Path) -> None:
    """A CSV file begins with a byte order mark, for Excel and WPS on Chinese Windows; on stdout, and in
    every other format, there is none."""
    license = LICENSE
    shown = icp("deadlines", "-f", format, "-l", license).out
    path = tmp_path / "out"
    assert icp("deadlines", "-f", format, "-l", license, "-o", path).code == 0
    mark = b"\xef\xbb\xbf" if format == "csv" else b""
    assert path.read_bytes() == mark + shown
    assert not shown.startswith(b"\xef\xbb\xbf")
    if format == "csv":
        with path.open(encoding="utf-8-sig", newline="") as file:
            assert next(csv.reader(file))[0] == "id"


def test_rows_name_company_and_owner(tmp_path: Path) -> None:
    """Each row says whose it is and who looks after it."""
    text = (LICENSE).read_text("utf-8")
    named = text.replace("holder: ", "short_name: 智明星通\n  owner: 法务部\n  holder: ", 1)
    (tmp_path / "license.yaml").write_text(named, "utf-8")
    rows = csv_rows(["deadlines"], str(tmp_path / "license.yaml"))
    assert {(row["company"], row["owner"]) for row in rows} == {("智明星通", "法务部")}
    said = json.loads(answer(["deadlines"], "json", str(tmp_path / "license.yaml")))
    (known,) = said["licenses"]
    assert (known["short_name"], known["owner"]) == ("智明星通", "法务部")
    assert {one["company"] for one in said["deadlines"]} == {"智明星通"}


@pytest.mark.parametrize(
    ("clause", "zh", "en"),
    [
        ("十四", "第十四条", "clause 十四"),
        ("十五（八）", "第十五条第（八）项", "clause 十五（八）"),
        ("12", "第12条", "clause 12"),
        ("第七条", "第七条", "clause 第七条"),
        ("未读出", "", ""),
        ("", "", ""),
    ],
)
def test_a_clause_in_words(clause: str, zh: str, en: str) -> None:
    """A clause is called what a lawyer calls it; one whose number was not read is not named."""
    assert (clause_named(clause, "zh"), clause_named(clause, "en")) == (zh, en)
    assert clause_cell(clause, "en") == ("" if clause == "未读出" else clause)


def test_a_number_that_was_not_read_reaches_nobody(tmp_path: Path) -> None:
    """No message that goes out to people names a clause whose number was not read; its words stand."""
    path = license_file(tmp_path / "license.yaml", rule(clause="未读出"))
    for format in ("text", "markdown", "feishu", "dingtalk", "wecom", "wecom-text", "ics"):
        said = icp(
            "remind", "--all", "-f", format, "-l", path, "--lang", "zh", ICP_AS_OF="2026-06-01"
        )
        text = said.text.replace("\r\n ", "")
        assert "未读出" not in text
        assert "条文原话：应当提前10日提出申请" in text
