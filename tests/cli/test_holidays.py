"""`icp holidays`: a published notice becomes a file, and what changes by it is shown first."""

import json
import re
import sys
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest
from notices import TEXTS
from places import TESTS
from terminal import Answer, icp

from icpcli.calendar.published import read_notice
from icpcli.cli.license_files import BUNDLED

PUBLISHED = TESTS / "importers" / "announcements"
IMAGINED = TEXTS["imagined-2027"]
COPIES = sorted((TESTS / "importers" / "copies").glob("*.txt"))
SOON = {"ICP_AS_OF": "2026-12-14"}
"""Ten working days from here end in the late December that the notice for 2027 decides."""


@pytest.fixture(autouse=True)
def home(home: Path) -> Path:
    """A folder with a license and the notice for 2027, as a holder has them."""
    (home / "notice.txt").write_text(IMAGINED, "utf-8")
    return home


def add(*arguments: object, **environment: str) -> Answer:
    return icp("holidays", "add", *arguments, **{**SOON, **environment})


def written(home: Path) -> list[str]:
    return sorted(path.name for path in (home / "holidays").glob("*"))


def test_a_notice_becomes_a_file(home: Path) -> None:
    """The notice for 2027 goes into holidays/2027.yaml beside the license, and makes 2027 known."""
    before = icp("workdays", "after", "2027-02-01", "10", "-f", "json")
    answer = add("notice.txt")
    assert (answer.code, answer.err) == (0, "wrote holidays/2027.yaml\n")
    notice = read_notice(home / "holidays" / "2027.yaml")
    assert (notice.year, notice.number, str(notice.issued)) == (
        2027, "国办发明电〔2026〕9号", "2026-11-05",
    )  # fmt: skip
    after = icp("workdays", "after", "2027-02-01", "10", "-f", "json")
    assert json.loads(before.text)["certainty"] == "provisional"
    assert json.loads(after.text)["certainty"] == "final"


def test_what_changes_is_shown(home: Path) -> None:
    """Each deadline whose dates move or become final is shown, with what was before and after."""
    icp("record", "illegal-content", "--on", "2026-12-14", **SOON)
    answer = add("notice.txt", "-f", "json")
    (change,) = json.loads(answer.text)["changes"]
    assert change["id"] == "illegal-content-report@2026-12-14"
    assert (change["before"]["due"], change["after"]["due"]) == ("2026-12-26", "2026-12-28")
    assert (change["before"]["certainty"], change["after"]["certainty"]) == ("provisional", "final")
    rows = add("notice.txt", "-f", "plain", "--force")
    assert rows.text == "license\tid\tfield\tbefore\tafter\tif_today\n"


def test_what_would_start_today_stands_apart(home: Path) -> None:
    """A deadline that only an event today would start is no change, and never shown as one."""
    supposed = json.loads(add("notice.txt", "-f", "json").text)
    assert supposed["changes"] == []
    assert [it["id"] for it in supposed["if_today"]] == ["illegal-content-report@2026-12-14"]
    (home / "holidays" / "2027.yaml").unlink()
    rows = add("notice.txt", "-f", "csv").text.splitlines()
    assert rows[0] == "license,id,field,before,after,if_today"
    assert all(row.endswith(",true") for row in rows[1:])
    (home / "holidays" / "2027.yaml").unlink()
    shown = add("notice.txt").text
    assert "No deadline changes\n\nIf it happened today (2026-12-14 Mon)\n" in shown


def test_no_deadline_is_shown_twice(home: Path) -> None:
    """What runs is not supposed once more, where its event happened on the day of the answer."""
    icp("record", "illegal-content", "--on", "2026-12-14", **SOON)
    answer = json.loads(add("notice.txt", "-f", "json").text)
    assert [it["id"] for it in answer["changes"]] == ["illegal-content-report@2026-12-14"]
    assert answer["if_today"] == []


def test_the_screen(home: Path) -> None:
    """People read the festivals of the notice, then the moved dates, in their language."""
    text = add("notice.txt", "--lang", "zh").text
    assert "2027-02-05 至 2027-02-11  2027-01-31 周日  春节" in text
    assert "2026-12-26 → 2026-12-28" in text
    assert re.search(r"暂定 → \S*确定", text)
    narrow = add("notice.txt", COLUMNS="40", ICP_LANG="en")
    assert "No deadline changes" in narrow.text


def test_an_event_of_the_journal_moves_too(home: Path) -> None:
    """A deadline moves only where the journal holds the event that started it."""
    later = {"ICP_AS_OF": "2026-12-15"}
    moved = "illegal-content-report@2026-12-14,due,2026-12-26,2026-12-28,false"
    assert moved not in add("notice.txt", "-f", "csv", **later).text
    (home / "holidays" / "2027.yaml").unlink()
    icp("record", "illegal-content", "--on", "2026-12-14", **SOON)
    assert moved in add("notice.txt", "-f", "csv", **later).text


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("（周日）上班。\n三", "（周六）上班。\n三", 5, "2027-01-31 is a 星期日"),
        ("共7天。1月", "共8天。1月", 5, "the notice says 共8天"),
        ("1月31日（周日）上班", "1月17日（周日）上班", 5, "2027-01-17 is worked, 19 days from"),
        ("、10月9日（周六）", "", 1, "weekdays off less make-up workdays give 14, the law 13"),
        ("9月15日（周三）", "9月16日（周四）", 9, "a statutory day of 中秋节"),
        ("5月8日", "10月2日", 7, "2027-10-02 is both a day off and a make-up workday"),
        (
            "五、端午节：6月9日（周三）放假1天，不调休。\n",
            "",
            4,
            "the notice for 2027 lacks 端午节",
        ),
    ],
)
def test_nothing_is_written_where_something_is_wrong(
    old: str, new: str, line: int, said: str, home: Path
) -> None:
    """What does not agree is refused with the line of the notice, and nothing is written."""
    assert IMAGINED.count(old) == 1
    (home / "notice.txt").write_text(IMAGINED.replace(old, new), "utf-8")
    answer = add("notice.txt")
    assert (answer.code, answer.text) == (3, "")
    assert any(
        it.startswith(f"notice.txt:{line}:1: ") and said in it for it in answer.err.splitlines()
    )
    assert not (home / "holidays").exists()
    as_json = json.loads(add("notice.txt", "-f", "json").text)
    assert as_json["error"]["code"] == "invalid_notice"


def test_stdin_and_gbk(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The notice may come from standard input, in UTF-8, GBK or UTF-16."""
    for encoding in ("utf-8-sig", "gbk", "utf-16"):
        monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(IMAGINED.encode(encoding))))
        assert add("--force").code == 0
    assert written(home) == ["2027.yaml"]
    monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(b"")))
    assert "stdin:1:1: no title of a holiday notice" in add("-").err


def test_the_same_notice_twice(home: Path) -> None:
    """A notice that is there already is not written again; another one for its year needs --force."""
    add("notice.txt")
    assert add("notice.txt").err == "holidays/2027.yaml holds this notice already\n"
    other = IMAGINED.replace("5月8日（周六）", "5月9日（周日）")
    (home / "notice.txt").write_text(other, "utf-8")
    refused = add("notice.txt")
    assert (refused.code, refused.err) == (
        3, "icp: holidays/2027.yaml: is there already: --force overwrites it\n",
    )  # fmt: skip
    assert "05-08" in (home / "holidays" / "2027.yaml").read_text("utf-8")
    assert add("notice.txt", "--force").code == 0
    assert "05-09" in (home / "holidays" / "2027.yaml").read_text("utf-8")
    assert written(home) == ["2027.yaml"]


def test_amendments_get_a_file_of_their_own(home: Path) -> None:
    """A base, its amendment and an extension are laid over one another; the library's years too."""
    for name in ("2020-2", "2019-2", "2015-2"):
        assert add(PUBLISHED / f"{name}.txt").code == 0
    assert written(home) == ["2015-2.yaml", "2019-2.yaml", "2020-2.yaml"]
    for name in ("2019", "2015", "2020"):
        assert add(PUBLISHED / f"{name}.txt").code == 0
    assert icp("workdays", "between", "2020-01-20", "2020-02-03").text == "4\n"
    assert add(PUBLISHED / "2020-2.txt", "--force").code == 0
    assert "off: [2020-01-31 to 2020-02-02]" in (home / "holidays" / "2020-2.yaml").read_text()


@pytest.mark.parametrize("year", range(2007, 2027))
def test_years_that_are_built_in(year: int, home: Path) -> None:
    """A notice for a year that the library has is read and written like any other."""
    (home / "notice.txt").write_text(TEXTS[str(year)], "utf-8")
    answer = add("notice.txt", "-f", "json")
    assert answer.code == 0
    assert json.loads(answer.text)["notice"]["year"] == year
    assert written(home) == [f"{year}.yaml"]


def test_where_it_goes(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beside the license that is named, or into $ICP_HOLIDAYS; nowhere without a license."""
    for name in ("a", "b", "c"):
        (home / name).mkdir()
        (home / name / "license.yaml").write_bytes((home / "license.yaml").read_bytes())
    assert add("notice.txt", "-l", "a/license.yaml").err == "wrote a/holidays/2027.yaml\n"
    two = add("notice.txt", "-l", "b/license.yaml", "-l", "c/license.yaml")
    assert (two.code, "several folders" in two.err) == (3, True)
    (home / "d").mkdir()
    assert add("notice.txt", ICP_HOLIDAYS="d").err == "wrote d/2027.yaml\n"
    (home / "empty").mkdir()
    monkeypatch.chdir(home / "empty")
    nowhere = add(home / "notice.txt")
    assert (nowhere.code, "no license file" in nowhere.err) == (3, True)
    assert not any((path.parent / "holidays").exists() for path in BUNDLED)


def test_a_far_make_up_day_needs_force(home: Path) -> None:
    """A make-up day more than 13 days from its festival is refused with its line, unless --force."""
    (home / "notice.txt").write_text(TEXTS["2024"].replace("4月28日", "4月14日"), "utf-8")
    said = "notice.txt:9:1: 2024-04-14 is worked, 17 days from the statutory days of 劳动节"
    answer = add("notice.txt")
    assert (answer.code, answer.text) == (3, "")
    assert answer.err.startswith(said)
    assert answer.err.endswith("(--force takes it as it is)\n")
    assert not (home / "holidays").exists()
    forced = add("notice.txt", "--force")
    assert forced.code == 0
    assert forced.err.startswith(said)
    assert written(home) == ["2024.yaml"]
    assert add("notice.txt").err.endswith("holidays/2024.yaml holds this notice already\n")


def test_a_make_up_day_on_the_weekend_beyond_is_told_of(home: Path) -> None:
    """A make-up day within 13 days is written; where it is not on the next weekend, that is said."""
    (home / "notice.txt").write_text(TEXTS["2024"].replace("4月28日", "4月21日"), "utf-8")
    answer = add("notice.txt")
    assert answer.code == 0
    assert answer.err == (
        "notice.txt:9:1: 2024-04-21 is worked, but is not on the weekend next to 劳动节: "
        "compare with the notice\nwrote holidays/2024.yaml\n"
    )


@pytest.mark.parametrize("path", COPIES, ids=lambda path: path.stem)
def test_a_copy_as_people_find_it(path: Path, home: Path) -> None:
    """Each copied form is written to a file at once, and what is in it is the notice."""
    answer = add(path)
    (name,) = written(home)
    assert (answer.code, answer.err.splitlines()[-1]) == (0, f"wrote holidays/{name}")


def test_a_local_file_is_listed(home: Path) -> None:
    """A region's days off stand in the list with their region, and change no year's own notice."""
    (home / "holidays").mkdir()
    (home / "holidays" / "2027-local.yaml").write_text(
        "year: 2027\nlocal: 宁夏\nfestivals:\n  - name: 开斋节\n    off: [2027-03-09, 2027-03-10]\n",
        "utf-8",
    )
    assert add("notice.txt").err == "wrote holidays/2027.yaml\n"
    notices = json.loads(icp("holidays", "list", "-f", "json").text)["notices"]
    assert [it["local"] for it in notices] == [None, "宁夏"]
    assert "宁夏  2027-03-09 to 2027-03-10" in icp("holidays", "list").text
    assert icp("holidays", "show", "2027").text.splitlines()[:2] == [
        "2027  国务院办公厅关于2027年部分节假日安排的通知",
        "      宁夏  2027-03-09 to 2027-03-10",
    ]
    rows = icp("holidays", "list", "-f", "csv").text.splitlines()
    assert rows[0] == "year,issued,amends,local,number,title,file"


def test_a_withdrawal_is_not_written(home: Path) -> None:
    """An amendment that takes a day off back is refused with the line that does."""
    add("notice.txt")
    text = (
        "国务院办公厅关于调整2027年劳动节假期安排的通知\n国办发明电〔2027〕2号\n"
        "2027年5月1日（星期六）至4日（星期二）放假，共4天。\n国务院办公厅\n2027年3月21日"
    )
    (home / "amendment.txt").write_text(text, "utf-8")
    answer = add("amendment.txt")
    assert answer.code == 3
    assert "2027-05-05 was off before" in answer.err
    assert written(home) == ["2027.yaml"]


def test_list(home: Path) -> None:
    """`list` names the years that are built in, and each notice with its file."""
    add("notice.txt")
    shown = icp("holidays", "list")
    assert "2004-2026              built in" in shown.text
    assert "holidays/2027.yaml" in shown.text
    answer = json.loads(icp("holidays", "list", "-f", "json").text)
    assert answer["built_in"] == list(range(2004, 2027))
    assert [notice["year"] for notice in answer["notices"]] == [2027]
    _, line = icp("holidays", "list", "-f", "plain").text.splitlines()
    assert line.startswith("2027\t2026-11-05\tfalse\t")


def test_show_names_the_base_first(home: Path) -> None:
    """Over a year stands its own notice; what amends it comes below."""
    add("notice.txt")
    (home / "extension.txt").write_text(
        "国务院办公厅关于延长2027年春节假期的通知\n国办发明电〔2027〕1号\n"
        "延长2027年春节假期至2月13日。\n国务院办公厅\n2027年2月1日",
        "utf-8",
    )
    assert add("extension.txt").err == "wrote holidays/2027-2.yaml\n"
    lines = icp("holidays", "show", "2027").text.splitlines()
    assert lines[:2] == [
        "2027  国务院办公厅关于2027年部分节假日安排的通知",
        "      国务院办公厅关于延长2027年春节假期的通知",
    ]
    answer = json.loads(icp("holidays", "show", "2027", "-f", "json").text)
    assert (answer["title"], answer["amends"]) == (lines[0][6:], False)
    assert answer["festivals"][1]["off"][-1] == "2027-02-13"


def test_show(home: Path) -> None:
    """`show` gives a year's days by festival: a notice's, the library's, else the law's."""
    add("notice.txt")
    rows = icp("holidays", "show", "2027", "-f", "csv").text.splitlines()
    assert rows[1].startswith("2027,元旦,2027-01-01 2027-01-02 2027-01-03,,")
    library = json.loads(icp("holidays", "show", "2020", "-f", "json").text)
    spring = library["festivals"][1]
    assert (spring["name"], spring["off"][-1]) == ("春节", "2020-02-02")
    law = icp("holidays", "show", "2030")
    assert "these are only the days of the law" in law.err
    assert "2030-10-01 to 2030-10-03" in law.text
    heading = law.text.splitlines()[0]
    assert heading == "2030: statutory days only, the notice is not out yet"
    heading = icp("holidays", "show", "2030", "--lang", "zh").text.splitlines()[0]
    assert heading == "2030：只有法定节日，放假通知尚未公布"
    assert icp("holidays", "show", "2020").text.startswith("2020  built in\n")
    assert icp("holidays", "show", "1999").code == 3


@pytest.mark.parametrize(
    "command",
    [
        ("deadlines",),
        ("check",),
        ("next",),
        ("remind",),
        ("explain", "renewal"),
        ("lint",),
        ("workdays", "after", "2027-02-01", "10"),
        ("holidays", "list"),
        ("holidays", "show", "2027"),
        ("validate", "holidays/2027.yaml"),
    ],
    ids=" ".join,
)
def test_a_far_make_up_day_in_a_file_is_named(command: tuple[str, ...], home: Path) -> None:
    """A file may hold a make-up day more than 13 days from its festival; who reads it says so, once."""
    add("notice.txt")
    path = home / "holidays" / "2027.yaml"
    path.write_text(path.read_text("utf-8").replace("2027-05-08", "2027-05-16"), "utf-8")
    answer = icp(*command, **SOON)
    said = "2027-05-16 is worked, 14 days from the statutory days of 劳动节"
    assert answer.code < 3
    assert answer.err.count(said) == 1
    assert "holidays/2027.yaml:16:12: festivals[3].work[0]: " in answer.err


def test_what_moves_alike_is_told_once_and_whose(home: Path) -> None:
    """Of several licenses whose deadlines move alike there is one row, which names them."""
    text = BUNDLED[0].read_text("utf-8") if BUNDLED[0].exists() else BUNDLED[1].read_text("utf-8")
    for n in range(5):
        (home / f"{n}.yaml").write_text(text.replace("京ICP证130204号", f"京ICP证{n}号"), "utf-8")
    files = [part for n in range(5) for part in ("-l", f"{n}.yaml")]
    asked = ("--as-of", "2026-11-27", "--lang", "zh")
    screen = icp("holidays", "add", "notice.txt", *files, *asked, COLUMNS="160").text
    assert screen.count("registry-update@2026-11-27") == 1
    assert "科技股份有限公司 京ICP证0号、" in screen
    assert " 等 5 份" in screen


@pytest.mark.parametrize("command", ["list", "show 2026"])
def test_what_is_known_can_be_written_to_a_file(command: str, tmp_path: Path) -> None:
    """`-o` writes the notices that are known, or the days of a year, as stdout would show them."""
    line, path = ["holidays", *command.split(), "-f", "json"], tmp_path / "out.json"
    answer = icp(*line, "-o", path)
    assert (answer.code, answer.out) == (0, b"")
    assert path.read_bytes() == icp(*line).out
