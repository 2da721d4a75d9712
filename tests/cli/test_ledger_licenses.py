"""A ledger in place of a license (`-l 台账.xlsx`): each row is a license, with a journal of its own entries."""

import json
import shlex
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import vobject
from hypothesis import given, settings
from hypothesis import strategies as st
from ledgers import text_ledger, workbook
from openpyxl import Workbook
from terminal import Answer, icp

from icpcli.cli.ledger_files import read_ledger
from icpcli.journal.file import read_journal
from icpcli.model.license import License
from icpcli.model.record import Record

HEADER = ("许可证编号", "公司名称", "证照类型", "发证日期", "有效期至", "是否延续", "负责人")
MEDIA = ("京ICP证130204号", "示例传媒", "icp", "2023-07-01", "2028-07-01", "", "法务部")
SHOP = ("沪B2-20220457", "示例电商", "B25", "2022-03-17", "2027-03-17", "是", "张三")
DATA = ("京B-9", "示例数据", "idc", "", "2027-05-17", "是", "李四")
BROKEN = ("粤B-1", "示例物流", "icp", "2023-07-01", "2028.10", "", "")
LEDGER = "台账.csv"
JOURNAL = Path("台账.journal.yaml")
AS_OF = "2026-11-24"


@pytest.fixture(autouse=True)
def group(nowhere: Path) -> None:
    """A ledger of three companies in an empty folder."""
    ledger_of(MEDIA, SHOP, DATA)


def ledger_of(*rows: tuple[str, ...]) -> None:
    text_ledger(Path(LEDGER), HEADER, *rows)


def ask(line: str, ledger: str = LEDGER, **environment: str) -> Answer:
    return icp(*line.split(), "-l", ledger, **environment)


def deadlines(line: str = "deadlines", ledger: str = LEDGER) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(ask(f"{line} -f json", ledger).text)["deadlines"]
    return found


def by_id(number: str) -> dict[str, dict[str, Any]]:
    return {one["id"]: one for one in deadlines() if one["license"] == number}


def test_each_row_is_a_license() -> None:
    """Every row is answered for by the rules of its kind, under its number and its company."""
    said = json.loads(ask("deadlines -f json").text)
    told = [(one["number"], one["holder"], one["kind"], one["file"]) for one in said["licenses"]]
    assert told == [
        ("京ICP证130204号", "示例传媒", "icp", "台账.csv:2"),
        ("沪B2-20220457", "示例电商", "icp", "台账.csv:3"),
        ("京B-9", "示例数据", "idc", "台账.csv:4"),
    ]
    owners = {one["number"]: one["owner"] for one in said["licenses"]}
    assert owners["沪B2-20220457"] == "张三"
    assert {one["license"] for one in said["deadlines"]} == {one[0] for one in told}


@pytest.mark.parametrize("command", ["deadlines", "check", "history", "remind -f todotxt"])
def test_commands_that_take_a_ledger(command: str) -> None:
    """What answers for licenses answers for a ledger; nothing is said to be unreadable."""
    answer = ask(command)
    assert answer.code in (0, 1, 2)
    assert "沪B2-20220457" in answer.text or "示例电商" in answer.text


def test_duties_without_a_date() -> None:
    """A ledger says nothing of duties without a date, and that is said."""
    answer = ask("duties")
    assert (answer.code, "stand in a license file" in answer.err) == (0, True)


def test_the_page_of_a_ledger() -> None:
    """The page shows every row, also one of which nobody knows when it began."""
    page = ask("page").text
    assert all(name in page for name in ("示例传媒", "示例电商", "示例数据"))
    assert "None –" not in page
    assert '<span class="nw">?</span>' in page


def test_rows_of_nobody_are_not_of_one_company() -> None:
    """What is recorded of a row without a company is offered for no other such row."""
    ledger_of(("1", "", *MEDIA[2:]), ("2", "", *MEDIA[2:]), ("3", *MEDIA[1:]), ("4", *MEDIA[1:]))
    record = f"record address-change --on 2026-11-20 --as-of {AS_OF} --number"
    assert "icp record" not in ask(f"{record} 1").err
    assert "--number 4" in ask(f"{record} 3").err


def test_an_entry_that_is_undone_says_whose_it_is() -> None:
    """Where nobody named the row, the company of the entry is told; where somebody did, it is not."""
    record = f"record address-change --on 2026-11-20 --as-of {AS_OF} --number"
    ask(f"{record} {MEDIA[0]}")
    ask(f"{record} {SHOP[0]}")
    undo = f"--reason x --as-of {AS_OF}"
    assert f"taken to be of {SHOP[0]} icp {SHOP[1]}" in ask(f"undo 2 {undo} --lang en").err
    assert "taken to be of" not in ask(f"undo 1 {undo} --number {MEDIA[0]}").err


def test_a_workbook() -> None:
    """An xlsx is a ledger as a CSV is; a license is told by its sheet and row."""
    days = [
        tuple(date.fromisoformat(it) if it[:2] == "20" else it for it in row)
        for row in (MEDIA, SHOP)
    ]
    workbook(Path("台账.xlsx"), [HEADER, *days])
    said = json.loads(ask("deadlines -f json", "台账.xlsx").text)
    assert [one["file"] for one in said["licenses"]] == ["台账.xlsx:证照!A2", "台账.xlsx:证照!A3"]
    ledger_of(MEDIA, SHOP)
    told = [{**one, "file": ""} for one in said["deadlines"]]
    assert told == [{**one, "file": ""} for one in deadlines()]


DAYS = st.dates(date(2015, 1, 1), date(2031, 12, 31))
ROWS = st.lists(
    st.tuples(
        st.sampled_from(["icp", "B25", "idc", "business", "hr", "publish", "news"]),
        DAYS,
        st.integers(30, 3000),
        st.sampled_from(["", "是", "否"]),
    ),
    min_size=1,
    max_size=6,
)


@settings(max_examples=40)
@given(rows=ROWS)
def test_the_same_as_register(rows: list[tuple[str, date, int, str]]) -> None:
    """`deadlines -l LEDGER --all` and `register --all` find the same deadlines, with the same dates."""
    lines = [
        (f"号{n}", "甲", kind, str(issued), str(issued + timedelta(days)), way, "")
        for n, (kind, issued, days, way) in enumerate(rows)
    ]
    ledger_of(*lines)
    registered = json.loads(icp("register", LEDGER, "--all", "-f", "json", "--as-of", AS_OF).text)[
        "deadlines"
    ]
    fields = ("id", "due", "file_by", "status", "days_left")
    dated = [one for one in registered if one["id"]]
    mine = {(one["number"], *(one[it] for it in fields)) for one in dated}
    others = deadlines(f"deadlines --all --as-of {AS_OF}")
    assert mine == {(one["license"], *(one[it] for it in fields)) for one in others}


@settings(max_examples=30)
@given(rows=ROWS, data=st.data())
def test_the_same_as_register_with_a_journal(
    rows: list[tuple[str, date, int, str]], data: st.DataObject
) -> None:
    """Whatever is recorded of which row, `-l` and `register` tell the same of it, row by row."""
    ledger_of(
        *(
            (f"号{n // 2}", "甲", kind, str(issued), str(issued + timedelta(days)), way, "")
            for n, (kind, issued, days, way) in enumerate(rows)
        )
    )
    licenses = read_ledger(Path(LEDGER), None, lambda _: None).read
    lines = []
    for _ in range(data.draw(st.integers(0, 5))):
        one = data.draw(st.sampled_from(licenses))
        own = one.recordable.keys() - one.plans.keys()
        what = f"event: {data.draw(st.sampled_from(sorted(own)))}" if own else ""
        if not own or data.draw(st.booleans()):
            what = f"done: {data.draw(st.sampled_from(['renewal', 'annual-report']))}@2027"
        day = data.draw(st.dates(date(2025, 1, 1), date(2026, 11, 24)))
        kind = data.draw(st.sampled_from(["", f"kind: {one.kind}, "]))
        lines.append(f"- {{recorded: {day}, number: {one.number}, {kind}{what}, on: {day}}}\n")
    JOURNAL.write_text(f"# journal of {LEDGER}\n{''.join(lines)}", "utf-8")
    listed = icp("register", LEDGER, "--all", "-f", "json", "--as-of", AS_OF)
    told = ask(f"deadlines --all -f json --as-of {AS_OF}")
    assert told.code == listed.code
    fields = ("id", "due", "file_by", "status", "days_left", "certainty")
    mine = [
        (it["number"], *(it[name] for name in fields))
        for it in json.loads(listed.text)["deadlines"]
        if it["id"]
    ]
    others = [
        (it["license"], *(it[name] for name in fields)) for it in json.loads(told.text)["deadlines"]
    ]
    assert set(mine) == set(others)


def test_a_row_without_a_date_of_issue() -> None:
    """It is answered as if it were years old, said so, and shows no invented day."""
    answer = ask("deadlines -f json")
    assert (
        "no date of issue, so yearly duties are answered as if it were years ago: row 4"
        in answer.err
    )
    (license,) = [it for it in json.loads(answer.text)["licenses"] if it["number"] == "京B-9"]
    assert license["issued"] is None
    assert "annual-report@2027" in by_id("京B-9")


NOBODYS = ("京ICP证3号", " ", "icp", "2023-03-20", "2028-03-20", "", "")


@pytest.mark.parametrize(
    ("lang", "words"), [("en", "no company  3 deadlines"), ("zh", "没有公司名称  3 项")]
)
def test_a_row_without_a_company(lang: str, words: str) -> None:
    """Parted by company, rows of nobody stand under words that say so, each with its number; a note
    names the rows, and --company says that it leaves them out."""
    ledger_of(MEDIA, NOBODYS)
    answer = ask(f"deadlines --by company --lang {lang}", COLUMNS="160")
    part = answer.text.partition(words)[2]
    assert part.count(NOBODYS[0]) == 3
    page = ask(f"deadlines --by company -f markdown --lang {lang}").text
    assert f"## {words.split('  ')[0]}" in page
    assert ("第 3 行" if lang == "zh" else "no company: row 3") in answer.err
    for command in (f"check -l {LEDGER}", f"register {LEDGER}"):
        told = icp(*command.split(), "--company", "示例传媒", "--lang", lang)
        assert f"{LEDGER}:3" in told.err.partition("--company")[2]
        assert NOBODYS[0] not in told.text


def test_a_ledger_without_a_column_for_companies() -> None:
    """Where no column is for the companies, no row is odd for having none."""
    text_ledger(Path(LEDGER), HEADER[:1] + HEADER[2:], MEDIA[:1] + MEDIA[2:])
    answer = ask("deadlines")
    assert (answer.code, "no company" in answer.err) == (0, False)


ENDLESS = ("911", "示例商贸", "business", "2022-12-20", "长期", "", "")


def test_the_history_of_a_license_without_an_end() -> None:
    """Of a license without an end the history has every year since it was issued, each without a
    record until one is filed, as of one with an end; `register --all` has the same."""
    ledger_of(ENDLESS)
    answer = ask(f"history -f csv --as-of {AS_OF}")
    told = [line.split(",")[0] for line in answer.text.splitlines() if "no-record" in line]
    assert told == ["2023-06-30", "2024-06-30", "2025-06-30", "2026-06-30"]
    assert "listed from" not in answer.err
    listed = icp("register", LEDGER, "--all", "-f", "csv", "--as-of", AS_OF).text
    assert all(f",{day}," in listed for day in told)


def test_the_history_says_which_years_it_leaves_out() -> None:
    """Where nobody knows when a license began, the history says from which year on it is, of which
    license, and what to fill in; not for a period after that, nor once it is filled in."""
    ledger_of((*ENDLESS[:3], "", *ENDLESS[4:]), MEDIA)
    words = "listed from 2026 on (911)"
    assert words in ask(f"history --as-of {AS_OF}").err
    assert words not in ask(f"history --from 2026-01-01 --as-of {AS_OF}").err
    ledger_of((*ENDLESS[:3], "2003-12-20", *ENDLESS[4:]), MEDIA)
    early = ask(f"history --as-of {AS_OF}").err
    assert f"or one before 2004, yearly duties are {words}" in early


def test_what_is_overdue_stays_so_in_the_next_year() -> None:
    """What a journal shows to be overdue does not vanish on New Year's Day where nobody knows when the
    license began."""
    ledger_of((*ENDLESS[:3], "", *ENDLESS[4:]))
    JOURNAL.write_text(
        f"# journal of {LEDGER}\n- {{recorded: 2026-01-05, number: 911, done: annual@2026, on: 2026-01-05}}\n",
        "utf-8",
    )
    for day in ("2027-12-31", "2028-01-01"):
        told = json.loads(ask(f"deadlines -f json --as-of {day}").text)["deadlines"]
        late = [it["id"] for it in told if it["rule"] == "annual" and it["status"] == "overdue"]
        assert late == ["annual@2027"]


def test_one_license_in_two_rows() -> None:
    """A row that stands in the ledger twice is answered once, and both places are named as a warning;
    rows of one license that differ are both answered."""
    ledger_of(SHOP, SHOP)
    (state,) = json.loads(ask("deadlines -f json").text)["licenses"]
    assert state["file"] == "台账.csv:2"
    finding = next(
        it for it in ask("check").text.splitlines() if it.startswith("duplicate-license")
    )
    assert "台账.csv:2" in finding
    assert "台账.csv:3" in finding
    ledger_of(SHOP, (*SHOP[:4], "2027-04-17", *SHOP[5:]))
    assert len(json.loads(ask("deadlines -f json").text)["licenses"]) == 2
    assert "differ in expires" in ask("lint").text


def test_many_expired_licenses() -> None:
    """Of many licenses that expired the screen names the last five, and how many more there are; a
    check names each."""
    gone = [(f"号{n}", "甲", "icp", "2021-01-02", f"2026-01-0{n}", "是", "") for n in range(1, 8)]
    ledger_of(*gone)
    top, _, _ = ask("deadlines").text.partition("Companies: ")
    assert [line.split()[0] for line in top.splitlines()] == [
        "号7",
        "号6",
        "号5",
        "号4",
        "号3",
        "EXPIRED,",
    ]
    assert "2 more" in top
    assert all(f"号{n}" in ask("check -f junit").text for n in range(1, 8))


@pytest.mark.parametrize(
    ("lang", "words"), [("en", "2 licenses expired"), ("zh", "2 份许可证已过有效期")]
)
def test_the_register_says_what_expired(lang: str, words: str) -> None:
    """The table of `register` counts the licenses that expired, also of a kind that nothing asks of at
    its end, and says it in the row; one whose end was reported is none of them."""
    gone = ("沪B2-1", "乙", "icp", "2021-03-01", "2026-03-01", "", "")
    shop = ("911", "丙", "business", "2021-03-01", "2026-11-23", "", "")
    ended = ("沪B2-2", "丁", "icp", "2021-03-01", "2026-03-01", "否", "")
    ledger_of(MEDIA, gone, shop, ended)
    ask(f"done non-renewal-report@2026 --number 沪B2-2 --on 2025-11-20 --as-of {AS_OF}")
    answer = icp("register", LEDGER, "--lang", lang, "--as-of", AS_OF)
    assert words in answer.text
    assert (
        "expired on 2026-03-01" if lang == "en" else "有效期已于 2026-03-01 届满"
    ) in answer.text
    told = icp("register", LEDGER, "--company", "示例传媒", "-f", "json", "--as-of", AS_OF)
    assert json.loads(told.text)["expired"] == 0
    assert "expired" not in icp("register", LEDGER, "--company", "示例传媒").text


def test_a_question_of_many_rows_is_asked_once() -> None:
    """A question that no ledger answers is one line of a check, with the rows that it is about."""
    rows = [(f"91{n}", f"丙{n}", *ENDLESS[2:]) for n in range(7)]
    ledger_of(MEDIA, *rows)
    lines = [it for it in ask("check").err.splitlines() if "Not answered" in it]
    assert len(lines) == 1
    assert lines[0].startswith("910 丙0 (台账.csv:3), 911 丙1 (台账.csv:4), ")
    assert "… (+2): Not answered" in lines[0]
    ledger_of(rows[0])
    lines = [it for it in ask("check").err.splitlines() if "Not answered" in it]
    assert [it.partition(":")[0] for it in lines] == ["Not answered"]


def test_an_unreadable_row_is_named() -> None:
    """A row that cannot be read is named with its cell; the others are answered, exit code 3."""
    ledger_of(MEDIA, BROKEN, SHOP)
    answer = ask("deadlines")
    assert answer.code == 3
    assert f"{LEDGER}:3:5: " in answer.err
    assert "files or rows that could not be used: 1" in answer.text
    assert "nothing overdue" not in answer.text
    assert "沪B2-20220457" not in answer.err
    said = json.loads(ask("check -f json").text)
    assert [one["code"] for one in said["errors"]] == ["unreadable_row"]


def test_a_ledger_that_is_no_table() -> None:
    """A ledger without a header is one error, and no answer."""
    Path(LEDGER).write_text("甲,乙\n1,2\n")
    answer = ask("check")
    assert (answer.code, LEDGER in answer.err) == (3, True)


def test_rows_that_name_no_kind() -> None:
    """--kind is the kind of rows that name none, and picks the rows of a kind."""
    text_ledger(Path(LEDGER), HEADER[:2] + HEADER[3:], MEDIA[:2] + MEDIA[3:])
    answer = ask("check")
    assert (answer.code, "--kind" in answer.err) == (3, True)
    assert ask("check --kind B25").code == 0
    ledger_of(MEDIA, DATA)
    said = json.loads(ask("deadlines -f json --kind idc").text)
    assert [one["number"] for one in said["licenses"]] == ["京B-9"]


def test_an_entry_names_its_row() -> None:
    """The journal of a ledger says which ledger in its first line, and in each entry which number."""
    assert (
        ask(f"record address-change --number 沪B2-20220457 --on 2026-11-02 --as-of {AS_OF}").code
        == 0
    )
    assert JOURNAL.read_text("utf-8").splitlines() == [
        "# journal of 台账.csv",
        f'- {{recorded: {AS_OF}, number: "沪B2-20220457", event: address-change, on: 2026-11-02}}',
    ]
    assert "registry-update@2026-11-02" in by_id("沪B2-20220457")
    assert "registry-update@2026-11-02" not in by_id("京ICP证130204号")


def test_what_was_filed_is_filed_for_one_row() -> None:
    """`done` closes the deadline of the row that --number names, and of no other."""
    line = "done annual-report@2026 --number 沪B2 --on 2026-03-02 --receipt A-17"
    assert ask(f"{line} --as-of {AS_OF}").code == 0
    history = json.loads(ask(f"history -f json --as-of {AS_OF}").text)["history"]
    filed = [one["license"] for one in history if one["receipt"] == "A-17"]
    assert filed == ["沪B2-20220457"]


def test_which_row_is_asked() -> None:
    """Without --number an entry could be any row's: refused, with the numbers."""
    answer = ask("record address-change --on 2026-11-02")
    assert (answer.code, JOURNAL.exists()) == (3, False)
    assert "--number" in answer.err


def test_what_tells_rows_of_one_number_apart() -> None:
    """Rows of one number are told apart by their kind; rows of one kind, too, cannot be, and nothing
    is written for both, also not for the whole company."""
    line = f"record address-change --on 2026-11-02 --as-of {AS_OF}"
    ledger_of(SHOP, (*SHOP[:2], "idc", *SHOP[3:]))
    answer = ask(f"{line} --number 沪B2-20220457")
    assert answer.err == (
        "icp: --license: which license? Name its kind with --kind: icp 示例电商, idc 示例电商; "
        "for all 2 of 示例电商: --company '示例电商'\n"
    )
    ledger_of(SHOP, SHOP, MEDIA)
    for option in ("--number 沪B2-20220457", "--company 示例"):
        answer = ask(f"{line} {option}")
        assert answer.code == 3
        assert "keep only one of them in the ledger: 台账.csv:2 示例电商, 台账.csv:3" in answer.err
    assert not JOURNAL.exists()


def test_recorded_for_all_rows_of_a_company() -> None:
    """What is recorded for a whole company names each license above what changed, in csv, too; what
    its other licenses do not know is said, with their kinds."""
    ledger_of(
        SHOP, ("沪B2-3", *SHOP[1:]), (DATA[0], SHOP[1], *DATA[2:]), ("911", SHOP[1], *ENDLESS[2:])
    )
    line = "record address-change --company 示例电商 --on 2026-11-02 --as-of"
    for lang, words in (
        ("en", "do not know address-change, left out: 1, of business"),
        ("zh", "没有 address-change"),
    ):
        JOURNAL.unlink(missing_ok=True)
        answer = ask(f"{line} {AS_OF} --lang {lang}")
        assert answer.code == 0
        assert words in answer.err
        blocks = [it.splitlines() for it in answer.text.strip().split("\n\n")]
        heads = [lines[0] for lines in blocks if "台账.journal.yaml" in lines[1:2][0][:60]]
        assert heads == [f"{it}  示例电商" for it in ("沪B2-20220457", "沪B2-3", "京B-9")]
    JOURNAL.unlink()
    rows = ask(f"{line} {AS_OF} -f csv").text.splitlines()
    assert [row.split(",")[1] for row in rows] == ["license", "沪B2-20220457", "沪B2-3", "京B-9"]


def test_a_part_of_a_name_is_no_company_to_write_for() -> None:
    """A part of a name that fits several companies is refused where something would be written, with
    their names; a part of one name, and a whole name, are not."""
    ledger_of(SHOP, ("沪B2-3", *SHOP[1:]), MEDIA, ("京ICP证3号", "示例", *MEDIA[2:]))
    line = f"record address-change --on 2026-11-02 --as-of {AS_OF} --company"
    answer = ask(f"{line} 例电")
    assert (answer.code, len(read_journal(JOURNAL))) == (0, 2)
    JOURNAL.unlink()
    ledger_of(SHOP, MEDIA)
    answer = ask(f"{line} 示例")
    assert (answer.code, JOURNAL.exists()) == (3, False)
    assert "name one: '示例电商', '示例传媒'" in answer.err


def test_the_journal_is_read_once_for_all_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    """Which rows of a holder have an entry already is found in one reading, however many there are."""
    ledger_of(*((f"号{n}", "甲", "icp", "2023-07-01", "2028-07-01", "", "") for n in range(9)))
    ask(f"record address-change --number 号0 --on 2026-11-02 --as-of {AS_OF}")
    read: list[Path] = []

    def counted(path: Path, *licenses: License) -> tuple[Record, ...]:
        read.append(path)
        return read_journal(path, *licenses)

    monkeypatch.setattr("icpcli.cli.other_licenses.read_journal", counted)
    answer = ask(f"record address-change --number 号1 --on 2026-11-02 --as-of {AS_OF}")
    named = [line.split()[0] for line in answer.err.splitlines() if "has no such entry" in line]
    assert named == [f"号{n}" for n in range(2, 9)]
    assert read == [JOURNAL]


def test_a_number_of_two_kinds() -> None:
    """Where a number stands in rows of two kinds, --kind says which, and the entry says it, too."""
    ledger_of(MEDIA, ("京ICP证130204号", "示例传媒", "idc", "2023-07-01", "2028-07-01", "", ""))
    line = f"record address-change --number 京ICP证130204号 --on 2026-11-02 --as-of {AS_OF}"
    assert ask(line).code == 3
    assert ask(f"{line} --kind idc").code == 0
    assert "kind: idc" in JOURNAL.read_text("utf-8")
    started = [one for one in deadlines() if one["id"] == "registry-update@2026-11-02"]
    assert [one["file"] for one in started] == ["台账.csv:3"]
    assert "duplicate-license" not in ask("lint -f csv").text


ENTRY = "- {recorded: 2026-11-24, number: %s, event: address-change, on: 2026-11-02}\n"
TWO_KINDS = ("沪B2-20220457", "示例电商", "idc", "2022-03-17", "2027-03-17", "是", "张三")


@pytest.mark.parametrize(
    ("number", "rows", "word"),
    [
        ("没有这个号", (MEDIA, SHOP), "no row"),
        ("沪B2-20220457, kind: idc", (MEDIA, SHOP), "no row"),
        ("沪B2-20220457", (MEDIA, SHOP, TWO_KINDS), "add its kind"),
    ],
)
def test_an_entry_of_no_row(number: str, rows: Iterable[tuple[str, ...]], word: str) -> None:
    """An entry whose row nobody can tell is named, exit code 3; the other entries count."""
    ledger_of(*rows)
    good = ENTRY % "京ICP证130204号"
    JOURNAL.write_text(f"# journal of {LEDGER}\n{good}{ENTRY % number}", "utf-8")
    for line in ("check", "deadlines"):
        answer = ask(line)
        assert answer.code == 3
        assert f"{JOURNAL}: entry 2 is about " in answer.err
        assert word in answer.err
    assert "registry-update@2026-11-02" in by_id("京ICP证130204号")
    registered = icp("register", LEDGER, "-f", "csv", "--as-of", AS_OF)
    assert (registered.code, "entry 2" in registered.err) == (3, True)
    assert "registry-update@2026-11-02" in registered.text


OF_TWO = "- {recorded: 2026-11-24, number: 沪B2-20220457, kind: icp, event: address-change, on: 2026-11-02}\n"


def test_an_entry_that_could_be_of_two_rows_is_of_neither() -> None:
    """What is said to be left out is left out: an entry without a kind closes nothing of either row."""
    ledger_of(SHOP, TWO_KINDS)
    JOURNAL.write_text(f"# journal of {LEDGER}\n" + ENTRY % "沪B2-20220457", "utf-8")
    assert "registry-update@2026-11-02" not in ask("deadlines --all -f csv").text
    registered = icp("register", LEDGER, "--all", "-f", "csv", "--as-of", AS_OF)
    assert "registry-update@2026-11-02" not in registered.text


def test_entries_of_rows_of_another_sheet() -> None:
    """With --sheet, entries about rows of other sheets are only said; without it, an entry whose row
    is gone is exit code 3."""
    days = [(*it[:3], *map(date.fromisoformat, it[3:5]), *it[5:]) for it in (MEDIA, SHOP)]
    book = Workbook()
    for name, row in zip(("甲表", "乙表"), days, strict=True):
        page = book.active if name == "甲表" else book.create_sheet(name)
        page.title = name
        page.append(HEADER)
        page.append(row)
    book.save("台账.xlsx")
    JOURNAL.write_text("# journal of 台账.xlsx\n" + ENTRY % MEDIA[0] + ENTRY % SHOP[0], "utf-8")
    told = registered("--sheet", "乙表", "--as-of", AS_OF, ledger="台账.xlsx")
    assert (told.code, "not on this sheet, left out: 1 (1)" in told.err) == (0, True)
    assert f"{SHOP[0]}" in told.text
    assert "registry-update@2026-11-02" in told.text
    told = registered("--as-of", AS_OF, ledger="台账.xlsx")
    assert (told.code, f"entry 2 is about {SHOP[0]}" in told.err) == (3, True)
    # One number has a license of one kind here, and of another kind there.
    other_kind = (ENTRY % SHOP[0]).replace("event:", "kind: idc, event:")
    JOURNAL.write_text("# journal of 台账.xlsx\n" + other_kind, "utf-8")
    told = registered("--sheet", "乙表", "--as-of", AS_OF, ledger="台账.xlsx")
    assert (told.code, "not on this sheet, left out: 1 (1)" in told.err) == (0, True)


@pytest.mark.parametrize("kind", ["", "kind: icp, "])
def test_an_undo_is_of_the_row_of_its_entry(kind: str) -> None:
    """An undo, or an answer, needs no kind of its own: it is about the row that its entry is about."""
    ledger_of(SHOP, TWO_KINDS)
    undo = f"- {{recorded: 2026-11-24, number: 沪B2-20220457, {kind}undo: 1, reason: 误记}}\n"
    JOURNAL.write_text(f"# journal of {LEDGER}\n{OF_TWO}{undo}", "utf-8")
    answer = ask("deadlines --all -f csv")
    assert (answer.code, "registry-update" in answer.text) == (0, False)


def test_an_undo_that_names_another_row() -> None:
    """An undo that names the kind of another row than its entry is a problem with its line."""
    ledger_of(SHOP, TWO_KINDS)
    undo = "- {recorded: 2026-11-24, number: 沪B2-20220457, kind: idc, undo: 1, reason: 误记}\n"
    JOURNAL.write_text(f"# journal of {LEDGER}\n{OF_TWO}{undo}", "utf-8")
    answer = ask("check")
    assert answer.code == 3
    assert f"{JOURNAL}:3:" in answer.err
    assert "entry 1 is about 沪B2-20220457 icp" in answer.err


def test_an_undo_after_the_other_row_is_gone() -> None:
    """What is undone while one row has the number stays readable when another row has it again."""
    ledger_of(SHOP)
    JOURNAL.write_text(f"# journal of {LEDGER}\n{OF_TWO}", "utf-8")
    assert icp("undo", "1", "--reason", "误记", "-l", LEDGER, "--as-of", AS_OF).code == 0
    ledger_of(SHOP, TWO_KINDS)
    assert ask("deadlines").code == 0


def test_an_entry_of_an_unreadable_row_waits() -> None:
    """An entry about a row that cannot be read is no stray: the row is what is named."""
    ledger_of(MEDIA, BROKEN)
    JOURNAL.write_text(f"# journal of {LEDGER}\n{ENTRY % '粤B-1'}", "utf-8")
    answer = ask("check")
    assert (answer.code, "entry 1" in answer.err) == (3, False)


@pytest.mark.parametrize(
    ("first", "word"),
    [("", "let it begin with the line"), ("# journal of 别的.csv\n", "not of 台账.csv")],
)
def test_whose_journal_it_is(first: str, word: str) -> None:
    """A journal that does not name this ledger is refused, with the line to write."""
    JOURNAL.write_text(first + ENTRY % "京ICP证130204号", "utf-8")
    answer = ask("check")
    assert (answer.code, word in answer.err) == (3, True)
    assert "# journal of 台账.csv" in answer.err


def test_claim_names_the_ledger() -> None:
    """`journal --claim` writes the ledger's name in front of a journal that names nobody, and nothing else."""
    entry = ENTRY % "京ICP证130204号"
    JOURNAL.write_text(entry, "utf-8")
    assert ask("journal --claim").code == 0
    assert JOURNAL.read_text("utf-8") == f"# journal of {LEDGER}\n{entry}"
    assert "names 台账.csv already" in ask("journal --claim").err
    assert ask("check").code != 3


def test_a_journal_under_another_name() -> None:
    """A journal that names the ledger and that nobody would read is refused, with the mv to type."""
    Path("journal.yaml").write_text(f"# journal of {LEDGER}\n" + ENTRY % "京ICP证130204号", "utf-8")
    answer = ask("check")
    assert (answer.code, "mv journal.yaml '台账.journal.yaml'" in answer.err) == (3, True)


RENAMED = "台账2027.csv"


def renamed() -> None:
    """A ledger with a filed renewal, saved under another name; its journal keeps the old one."""
    ask(f"done renewal@2027 --number 沪B2 --on 2026-11-20 --as-of {AS_OF}")
    Path(LEDGER).rename(RENAMED)


@pytest.mark.parametrize(
    "line", ["check -l", "deadlines -l", "history -l", "journal -l", "register"]
)
def test_a_renamed_ledger_keeps_its_journal(line: str) -> None:
    """A journal that names a ledger which is not there is refused, with the two commands to type;
    after these everything that was filed counts again."""
    renamed()
    answer = icp(*line.split(), RENAMED)
    assert answer.code == 3
    assert f"{JOURNAL}:1:1: this is the journal of {LEDGER}, not of {RENAMED}" in answer.err
    assert "mv '台账.journal.yaml' '台账2027.journal.yaml'" in answer.err
    first = icp("journal", "--claim", "-l", RENAMED)
    assert (first.code, "mv " in first.err) == (3, True)
    JOURNAL.rename("台账2027.journal.yaml")
    answer = icp(*line.split(), RENAMED)
    assert (answer.code, "icp journal --claim -l '台账2027.csv'" in answer.err) == (3, True)
    assert icp("journal", "--claim", "-l", RENAMED).code == 0
    text = Path("台账2027.journal.yaml").read_text("utf-8")
    assert text.splitlines()[0] == f"# journal of {RENAMED}"
    assert text.count("done: renewal@2027") == 1
    assert icp(*line.split(), RENAMED).code in (0, 1, 2)
    told = json.loads(ask("deadlines --all -f json", RENAMED).text)["deadlines"]
    (mine,) = [it for it in told if (it["license"], it["id"]) == (SHOP[0], "renewal@2027")]
    assert mine["status"] == "filed"


def test_nothing_is_written_into_a_second_journal_of_a_renamed_ledger() -> None:
    """What is recorded while the old journal lies beside is refused: it would be split in two."""
    renamed()
    line = f"record address-change --on 2026-11-02 --number 沪B2 --as-of {AS_OF}"
    assert ask(line, RENAMED).code == 3
    assert not Path("台账2027.journal.yaml").exists()


def test_two_journals_of_a_renamed_ledger() -> None:
    """Where the new name has a journal already, the entries are to be put together."""
    renamed()
    Path("台账2027.journal.yaml").write_text(f"# journal of {RENAMED}\n", "utf-8")
    answer = ask("check", RENAMED)
    assert answer.code == 3
    assert "put every entry into" in answer.err
    assert "mv '台账.journal.yaml' '台账.journal.yaml.old'" in answer.err


def test_validate_tells_of_a_ledger_that_is_gone() -> None:
    """A journal is not valid while the ledger that it names is not there."""
    renamed()
    answer = icp("validate", str(JOURNAL))
    assert (answer.code, f"the journal of {LEDGER}, which is not here" in answer.err) == (3, True)


def test_a_journal_is_not_taken_from_a_ledger_elsewhere() -> None:
    """A journal that --journal names is claimed for no other ledger."""
    renamed()
    Path("夹").mkdir()
    text = JOURNAL.read_bytes()
    JOURNAL.rename(Path("夹", "j.yaml"))
    assert ask("journal --claim --journal 夹/j.yaml", RENAMED).code == 3
    assert Path("夹", "j.yaml").read_bytes() == text


def test_two_ledgers_of_one_name_but_for_its_end() -> None:
    """Of a CSV that was saved as a workbook beside it, the words say what to do with a ledger."""
    ask(f"done renewal@2027 --number 沪B2 --on 2026-11-20 --as-of {AS_OF}")
    workbook(Path("台账.xlsx"), [HEADER, (*SHOP[:3], date(2022, 3, 17), date(2027, 3, 17), "", "")])
    answer = ask("check", "台账.xlsx")
    assert answer.code == 3
    assert "give 台账.xlsx another name" in answer.err
    assert "beside that license" not in answer.err
    Path(LEDGER).unlink()
    assert "journal --claim" in ask("check", "台账.xlsx").err
    assert ask("journal --claim", "台账.xlsx").code == 0
    assert ask("check", "台账.xlsx").code in (0, 1, 2)


@pytest.mark.parametrize("number", ["", "number: [a], "])
def test_an_entry_without_a_number(number: str) -> None:
    """In the journal of a ledger each entry names a number, or is a problem with its line."""
    JOURNAL.write_text(
        f"# journal of {LEDGER}\n- {{recorded: 2026-11-24, {number}event: address-change, on: 2026-11-02}}\n",
        "utf-8",
    )
    answer = ask("check")
    assert (answer.code, f"{JOURNAL}:2:" in answer.err) == (3, True)


def test_the_journal_shows_every_entry() -> None:
    """`journal` lists also the entries of rows that cannot be read, or are gone; of one number, its own."""
    ledger_of(MEDIA, BROKEN)
    numbers = ["京ICP证130204号", "粤B-1", "没有这个号"]
    JOURNAL.write_text(f"# journal of {LEDGER}\n" + "".join(ENTRY % it for it in numbers), "utf-8")
    said = json.loads(ask("journal -f json").text)["entries"]
    assert [one["license"] for one in said] == numbers
    said = json.loads(ask("journal --number 京ICP -f json").text)["entries"]
    assert [one["license"] for one in said] == numbers[:1]


def test_a_command_for_a_row_without_a_kind() -> None:
    """A command that is offered names the kind without which its row could not be read."""
    ledger_of(SHOP, ("沪B2-3", SHOP[1], "", *SHOP[3:]))
    line = f"record address-change --on 2026-11-02 --as-of {AS_OF} --kind B25 --number"
    offered = ask(f"{line} 沪B2-20220457").err.rpartition("icp record ")[2]
    assert offered.split()[-4:] == ["--number", "'沪B2-3'", "--kind", "icp"]
    assert icp("record", *shlex.split(offered), "--as-of", AS_OF).code == 0


def test_an_event_that_the_kind_lacks() -> None:
    """An event that the rules of the row's kind do not know is refused at its line."""
    JOURNAL.write_text(
        f"# journal of {LEDGER}\n" + ENTRY.replace("address-change", "moon-landing") % "京B-9"
    )
    answer = ask("check")
    assert (answer.code, f"{JOURNAL}:2:" in answer.err) == (3, True)
    assert "moon-landing" in answer.err


def test_undo_keeps_to_its_row() -> None:
    """An entry is undone for the row that it is about; the number counts in the whole journal."""
    ask(f"record address-change --number 沪B2 --on 2026-11-02 --as-of {AS_OF}")
    ask(f"record address-change --number 京ICP --on 2026-11-03 --as-of {AS_OF}")
    wrong = icp("undo", "1", "--reason", "x", "--number", "京ICP", "-l", LEDGER)
    assert (wrong.code, "entry 1 is of 沪B2-20220457 (示例电商), not of 京ICP" in wrong.err) == (
        3,
        True,
    )
    assert f"icp undo -l {LEDGER} --number 沪B2-20220457 1 --reason TEXT" in wrong.err.replace(
        "'", ""
    )
    none = icp("undo", "9", "--reason", "x", "--number", "京ICP", "-l", LEDGER)
    assert (none.code, "no entry 9" in none.err) == (3, True)
    assert icp("undo", "1", "--reason", "x", "--number", "沪B2", "-l", LEDGER).code == 0
    assert "registry-update@2026-11-02" not in by_id("沪B2-20220457")
    assert "registry-update@2026-11-03" in by_id("京ICP证130204号")
    said = json.loads(ask("journal -f json").text)["entries"]
    assert [(one["number"], one["license"], one["voided_by"]) for one in said] == [
        (1, "沪B2-20220457", 3),
        (2, "京ICP证130204号", None),
        (3, "沪B2-20220457", None),
    ]
    mine = json.loads(ask("journal -f json --number 京ICP").text)["entries"]
    assert [one["number"] for one in mine] == [2]


def test_an_entry_says_whose_it_is() -> None:
    """In the journal of a ledger the number of an entry is enough to undo it."""
    ask(f"record address-change --number 沪B2 --on 2026-11-02 --as-of {AS_OF}")
    ask(f"record address-change --number 京ICP --on 2026-11-03 --as-of {AS_OF}")
    done = icp("undo", "2", "--reason", "x", "-l", LEDGER, "--as-of", AS_OF)
    assert done.code == 0, done.err
    assert 'number: "京ICP证130204号", undo: 2,' in JOURNAL.read_text("utf-8")
    filed = ask(f"done registry-update@2026-11-02 --on 2026-11-20 --as-of {AS_OF}")
    assert filed.code == 0, filed.err
    assert 'number: "沪B2-20220457", done: registry-update@2026-11-02' in JOURNAL.read_text("utf-8")


def test_a_broken_row_and_an_entry_of_another() -> None:
    """A row that cannot be read keeps nobody from writing of another, unless it may be what is meant."""
    ledger_of(MEDIA, BROKEN, SHOP)
    line = f"record address-change --on 2026-11-02 --as-of {AS_OF} --number"
    written = ask(f"{line} 沪B2-20220457")
    assert (written.code, f"{LEDGER}:3:5: " in written.err) == (0, True)
    before = JOURNAL.read_bytes()
    refused = ask(f"{line} B")
    assert (refused.code, JOURNAL.read_bytes()) == (3, before)


def test_a_broken_row_whose_number_is_longer() -> None:
    """A row that cannot be read is not what a whole number means, unless it is its own."""
    ledger_of(
        SHOP, ("沪B2-204572", *BROKEN[1:]), ("沪B2-20457", *SHOP[1:]), ("沪B2-9", *BROKEN[1:])
    )
    line = f"record address-change --on 2026-11-02 --as-of {AS_OF} --number"
    assert ask(f"{line} 沪B2-9").code == 3
    assert ask(f"{line} 沪B2-2045").code == 3
    assert not JOURNAL.exists()
    assert ask(f"{line} 沪B2-20457").code == 0


def test_the_rows_may_move() -> None:
    """A calendar keeps the names of its entries when a row is put in above, or the ledger is sorted."""
    ledger_of(MEDIA, SHOP)

    def names() -> set[str]:
        calendar = vobject.readOne(ask(f"remind -f ics --as-of {AS_OF}").text)
        return {event.uid.value for event in calendar.vevent_list if "传媒" in event.summary.value}

    before = names()
    ledger_of(DATA, SHOP, MEDIA)
    assert names() == before != set()


def registered(*more: str, ledger: str = LEDGER, **environment: str) -> Answer:
    return icp("register", ledger, "--all", "-f", "csv", *more, **environment)


PARTS = (
    ("沪B2-1", "甲公司", "icp", "2023-07-01", "2028-07-01", "是", "张三"),
    ("沪B2-11", "甲公司上海分公司", "icp", "2023-07-01", "2028-07-01", "是", "张三丰"),
    ("沪B2-2", " 甲公司 ", "icp", "2023-07-01", "2028-07-01", "是", "李四"),
)


@pytest.mark.parametrize(
    ("options", "numbers"),
    [
        ("--company 甲公司", {"沪B2-1", "沪B2-2"}),
        ("--company 上海", {"沪B2-11"}),
        ("--number 沪B2-1", {"沪B2-1"}),
        ("--number 沪B2", {"沪B2-1", "沪B2-11", "沪B2-2"}),
        ("--owner 张三", {"沪B2-1"}),
        ("--company 公司 --owner 张三 --number 沪B2", {"沪B2-1"}),
        ("--company 甲公司 --owner 张三丰", set()),
        ("--company 丁", set()),
    ],
)
def test_whose_rows_are_meant(options: str, numbers: set[str]) -> None:
    """`-l` and `register` mean the same rows by a name: those that are called so, else those whose name
    holds it; a name that nobody has is refused."""
    ledger_of(*PARTS)
    told = ask(f"deadlines {options} -f json")
    listed = icp("register", LEDGER, *options.split(), "-f", "json")
    assert told.code == listed.code == (0 if numbers else 3)
    if numbers:
        assert {one["license"] for one in json.loads(told.text)["deadlines"]} == numbers
        assert {one["number"] for one in json.loads(listed.text)["deadlines"]} == numbers


@pytest.mark.parametrize(
    ("name", "content", "word"),
    [
        ("journal.yaml", f"# journal of {LEDGER}\n", "mv journal.yaml '台账.journal.yaml'"),
        (str(JOURNAL), "# journal of 别的.csv\n", "not of 台账.csv"),
        (str(JOURNAL), "# journal of 台账.csv\n- {", "is torn"),
    ],
)
def test_the_register_refuses_the_same_journals(name: str, content: str, word: str) -> None:
    """A journal that `-l` refuses is no better for `register`: named, exit code 3, also where it has
    no entry about a row."""
    Path(name).write_text(content, "utf-8")
    for answer in (ask("check"), registered()):
        assert (answer.code, word in answer.err) == (3, True)


def test_the_register_reads_the_journal_that_is_named() -> None:
    """$ICP_JOURNAL is the journal of `register`, too."""
    ask(f"record address-change --number 沪B2 --on 2026-11-02 --as-of {AS_OF}")
    JOURNAL.rename("别处.yaml")
    assert "registry-update@2026-11-02" in registered(ICP_JOURNAL="别处.yaml").text
    assert "registry-update@2026-11-02" not in registered().text
    assert registered(ICP_JOURNAL="没有.yaml").code == 3


def test_the_register_waits_for_an_unreadable_row_as_well() -> None:
    """Where the only row with an entry cannot be read, it is the row that is named, not the entry."""
    ledger_of(MEDIA, BROKEN)
    JOURNAL.write_text(f"# journal of {LEDGER}\n{ENTRY % '粤B-1'}", "utf-8")
    answer = registered()
    assert (answer.code, "entry 1" in answer.err) == (3, False)


def test_a_link_to_a_ledger() -> None:
    """A link names the same ledger: its journal lies beside the file itself, and is called after that."""
    Path("夹").mkdir()
    link = Path("夹", "链接.csv")
    link.symlink_to(Path("..", LEDGER))
    line = f"record address-change --number 沪B2 --on 2026-11-02 --as-of {AS_OF}"
    assert ask(line, str(link)).code == 0
    assert JOURNAL.read_text("utf-8").startswith(f"# journal of {LEDGER}\n")
    assert "registry-update@2026-11-02" in by_id("沪B2-20220457")
    assert "registry-update@2026-11-02" in registered(ledger=str(link)).text


def test_a_journal_counts_in_the_register() -> None:
    """`icp register` answers a row with what its journal says: an event starts, a filing closes."""
    ask(f"record address-change --number 沪B2 --on 2026-11-02 --as-of {AS_OF}")
    ask(f"done renewal@2027 --number 沪B2 --on 2026-11-20 --as-of {AS_OF}")
    said = json.loads(icp("register", LEDGER, "--all", "-f", "json", "--as-of", AS_OF).text)
    mine = {
        one["id"]: one["status"] for one in said["deadlines"] if one["number"] == "沪B2-20220457"
    }
    assert mine["registry-update@2026-11-02"] == "warning"
    assert mine["renewal@2027"] == "filed"
    assert said["rows"] == {"read": 3, "answered": 3, "unreadable": 0}


def test_the_place_in_a_check() -> None:
    """An annotation on GitHub points to the row of the ledger."""
    ledger_of(MEDIA, ("沪B2-1", "乙", "icp", "2021-12-28", "2026-12-28", "是", ""))
    line = next(it for it in ask("check -f github").text.splitlines() if "renewal" in it)
    assert "file=台账.csv,line=3," in line


def test_a_place_without_a_line() -> None:
    """An entry of no row has no line that an annotation could name: lines are counted from 1."""
    JOURNAL.write_text(f"# journal of {LEDGER}\n{ENTRY % '没有这个号'}", "utf-8")
    (line,) = [it for it in ask("check -f github").text.splitlines() if "invalid_journal" in it]
    assert f"::error file={JOURNAL},title=" in line


def test_the_place_in_junit() -> None:
    """A failure in JUnit names the row."""
    ledger_of(MEDIA, ("沪B2-1", "乙", "icp", "2021-12-28", "2026-12-28", "是", ""))
    assert ">台账.csv:3</failure>" in ask("check -f junit").text


@pytest.mark.parametrize("command", ["check -o 台账.csv", "check -o 台账.journal.yaml"])
def test_nothing_is_written_over(command: str) -> None:
    """The ledger and its journal are never written over by an answer."""
    ask(f"record address-change --number 沪B2 --on 2026-11-02 --as-of {AS_OF}")
    before = (Path(LEDGER).read_bytes(), JOURNAL.read_bytes())
    assert ask(command).code == 3
    assert (Path(LEDGER).read_bytes(), JOURNAL.read_bytes()) == before


def test_a_new_term_is_typed_into_the_sheet() -> None:
    """`renew` changes license files; of a ledger it says where to write."""
    answer = ask("renew --number 沪B2 --issued 2027-03-18 --expires 2032-03-17")
    assert (answer.code, "the row in the spreadsheet" in answer.err) == (3, True)


def test_what_to_do_with_the_new_paper() -> None:
    """When a renewal is filed, it is said where the new term goes: into the row of the spreadsheet."""
    answer = ask(f"done renewal@2027 --number 沪B2 --on 2026-11-20 --as-of {AS_OF}")
    assert "change the dates of 台账.csv:3 in the spreadsheet" in answer.err
    assert "icp renew" not in answer.err


GONE = ("沪B2-9", "示例", "icp", "2021-11-20", "2026-11-20", "", "")


@pytest.mark.parametrize(
    ("line", "row", "word"),
    [
        ("lint", ("91-1", "示例", "hr", "2023-07-01", "2028-07-01", "", ""), "no_renewal: REASON"),
        ("lint", ("91-1", "示例", "hr", "2023-07-01", "2028-07-01", "", ""), "overrides there"),
        ("waive renewal@2026 --until 2027-01-01 --reason x", GONE, "fill in 是否延续"),
    ],
)
def test_what_a_ledger_has_no_place_for(line: str, row: tuple[str, ...], word: str) -> None:
    """What to write is told of the row of the ledger, never of a license file that is not there."""
    ledger_of(row)
    answer = icp(*line.split(), "-l", LEDGER, "--as-of", "2026-08-21", "-f", "json")
    assert word in answer.text + answer.err
    assert "under license" not in answer.text
    assert "into the license file" not in answer.err


def test_a_calendar_beside_a_broken_row() -> None:
    """The calendar holds the rows that can be read, and an entry that says what could not be."""
    ledger_of(MEDIA, BROKEN)
    answer = ask(f"remind -f ics --as-of {AS_OF}")
    said = [event.summary.value for event in vobject.readOne(answer.text).vevent_list]
    assert answer.code == 3
    assert any("示例传媒" in it for it in said)
    assert any(f"{LEDGER}:3" in it for it in said)


def test_a_period_that_leaves_the_calendar() -> None:
    """A row whose period leaves the calendar is named with its place; the others are answered."""
    late = ("沪B2-1", "乙", "icp", "2095-01-01", "2099-12-31", "是", "")
    ledger_of((*MEDIA[:3], "2095-07-01", "2099-11-01", "是", ""), late)
    entry = (ENTRY % "沪B2-1").replace("2026-11-02", "2099-12-20").replace("2026", "2099")
    JOURNAL.write_text(f"# journal of {LEDGER}\n{entry}", "utf-8")
    answer = ask("deadlines --as-of 2099-12-25")
    assert answer.code == 3
    assert answer.err.splitlines()[-1].startswith(f"{LEDGER}:3: registry-update")
    assert "示例传媒" in answer.text
    register = registered("--as-of", "2099-12-25")
    assert (register.code, "示例传媒" in register.text) == (3, True)
    assert "2 rows read = 1 answered + 1 unreadable" in register.err


def test_validate_reads_ledgers() -> None:
    """`validate` reads a ledger and its journal as an answer would, and tells every bad row."""
    ask(f"record address-change --number 沪B2 --on 2026-11-02 --as-of {AS_OF}")
    good = icp("validate", LEDGER, str(JOURNAL))
    assert (good.code, good.text.count("valid (")) == (0, 2)
    ledger_of(MEDIA, BROKEN)
    bad = icp("validate", LEDGER, str(JOURNAL))
    assert bad.code == 3
    assert f"{LEDGER}:3:5: " in bad.err
    assert "entry 1 is about" in bad.err
