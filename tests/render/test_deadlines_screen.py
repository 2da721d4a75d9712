"""What a row of the deadlines tells besides its dates."""

import json
import re
from pathlib import Path

import pytest
from places import LICENSE
from terminal import icp

PAPER = LICENSE.read_text("utf-8")


@pytest.fixture
def written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Write a license file with some words replaced, in a folder of its own, and go there."""

    def write(name: str, **words: str) -> str:
        text = PAPER
        for old, new in words.items():
            assert old in text
            text = text.replace(old, new)
        (tmp_path / name).mkdir()
        (tmp_path / name / "license.yaml").write_text(text, "utf-8")
        monkeypatch.chdir(tmp_path)
        return f"{name}/license.yaml"

    return write


def rows(*files: str) -> list[str]:
    named = [word for file in files for word in ("-l", file)]
    text = icp("deadlines", *named, "--lang", "en").text
    return [line.strip() for line in text.splitlines()]


def test_several_licenses(written) -> None:
    """With several licenses each row names the company, and the number where one company holds two;
    with one license, none does."""
    number, company = "京ICP证130204号", "北京智明星通科技股份有限公司"
    first = written("a")
    second = written("b", **{number: "沪ICP证000001号"})
    third = written("c", **{number: "粤ICP证000002号", company: "广州示例有限公司"})
    both = rows(first, second, third)
    for whose in (f"{company} {number}", f"{company} 沪ICP证000001号", "广州示例有限公司"):
        assert sum(f"{whose}; " in row for row in both) == 3, whose
    assert not any(f"{company}; " in row or f"{number}; " in row for row in rows(first))


def test_what_if_is_for_one_license(written) -> None:
    """What an event today would start is shown for one license, and not where a time is asked for."""
    first, second = written("a"), written("b", 京ICP证130204号="沪ICP证000001号")
    heading = "If it happened today (2026-11-24 Tue)"
    assert heading in rows(first)
    assert heading not in rows(first, second)
    assert heading not in icp("deadlines", "-l", first, "--within", "200").text
    for more in (("-l", second), ("--within", "200")):
        answer = json.loads(icp("deadlines", "-l", first, *more, "-f", "json").text)
        assert answer["if_today"] == []


def test_what_started_the_clock(written) -> None:
    """Two events of one day start two deadlines of one rule; each row names its event."""
    file = written("a")
    for event in ("address-change", "capital-change"):
        icp("record", event, "--on", "2026-11-02", "-l", file)
    text = icp("deadlines", "-l", file, "--lang", "en", COLUMNS="200").text
    assert "registry-update@2026-11-02\n" in text
    assert "registry-update@2026-11-02.2\n" in text
    said = " ".join(text.split())
    assert "(Registered address changed 2026-11-02)" in said
    assert "(Registered capital changed 2026-11-02)" in said


@pytest.mark.parametrize(
    ("expires", "file_by", "due"),
    [
        ("2028-07-01", "2028-03-31", "2028-04-02"),  # due is a Sunday
        ("2029-03-15", "2028-12-14", "2028-12-15"),  # due is a working day: the day before it
        ("2029-03-19", "2028-12-18", "2028-12-19"),
    ],
)
def test_one_safe_day(written, expires: str, file_by: str, due: str) -> None:
    """提前90日 is read in three ways: the row names one day to plan for, in time under each."""
    file = written("a", **{"expires: 2028-07-01": f"expires: {expires}"})
    text = icp("deadlines", "-l", file, "--lang", "en", COLUMNS="200").text
    (row,) = re.findall(r"(\S+) \w{3}  Apply to renew .*?\(due (\S+?)[,)]", text)
    assert row == (file_by, due)


def test_alternatives_with_days_of_their_own(written) -> None:
    """Where the days of renewing and of reporting the end differ, both stand there: what is late is
    counted, and not covered by the later day of the other."""
    words = "    due: {} days before\n    # "
    file = written("a", **{words.format(90): words.format(30)})
    shown = icp("deadlines", "-l", file, "--as-of", "2028-04-10", "--lang", "en").text
    assert "1 overdue" in shown
    assert "8 days late" in shown
    assert "2028-05-24" in shown
    assert shown.count("one of two") == 2


def test_an_event_alone_is_no_calm(written) -> None:
    """What an event starts is not all that is open: there nobody says that nothing is overdue."""
    file = written("a")
    icp("record", "address-change", "--on", "2026-09-01", "-l", file)
    assert "1 overdue" in icp("deadlines", "-l", file, "--lang", "en").text
    asked = icp("event", "capital-change", "--on", "2026-11-20", "-l", file, "--lang", "en").text
    assert "overdue" not in asked


GROUP = {
    "京ICP证130204号": "沪ICP证000001号",
    "北京智明星通科技股份有限公司": "上海示例传媒有限公司",
}


def test_the_worst_company_comes_first(written) -> None:
    """Parted by company, the one with what is late comes first, and within it what is late; the
    number of a license stands there only where its company holds several."""
    first, second = written("a"), written("b", **GROUP)
    third = written("c", 京ICP证130204号="京ICP证000002号")
    icp("record", "capital-change", "--on", "2026-09-10", "-l", second)
    named = [word for file in (first, second, third) for word in ("-l", file)]
    text = icp("deadlines", *named, "--by", "company", "--lang", "en", COLUMNS="240").text
    lines = text.splitlines()
    assert lines[3] == "上海示例传媒有限公司  4 deadlines; 1 overdue"
    assert re.match("45 days late  2026-10-10 Sat .* registry-update@2026-09-10$", lines[4])
    heading = lines.index("北京智明星通科技股份有限公司  6 deadlines")
    assert "沪ICP证000001号" not in text
    assert all("京ICP证" in line for line in lines[heading + 1 : heading + 7])
    assert "Company" not in lines[2]


def test_parted_by_month(written) -> None:
    """Parted by month, the months follow one another, and what has no day comes last."""
    file = written("a")
    icp("record", "foreign-shareholder-change", "--on", "2026-11-02", "-l", file)
    text = icp("deadlines", "-l", file, "--by", "month", "--lang", "en").text
    headings = re.findall(r"^(\S.*?)  \d+ deadlines?$", text, re.MULTILINE)
    assert headings == ["2027-03", "2028-03", "no date"]


def test_parted_rows_and_json(written) -> None:
    """Rows are sorted by the part, each by its days; the JSON contract keeps its order."""
    first, second = written("a"), written("b", **GROUP)
    icp("record", "capital-change", "--on", "2026-09-10", "-l", second)
    named = ("deadlines", "-l", first, "-l", second)
    assert icp(*named, "--by", "company", "-f", "json") == icp(*named, "-f", "json")
    plain = icp(*named, "--by", "company", "-f", "plain").text.splitlines()
    assert sorted(plain) == sorted(icp(*named, "-f", "plain").text.splitlines())
    whose = [line.split("\t")[2] for line in plain[1:]]
    assert whose == sorted(whose)
    assert icp(*named, "--by", "month", "-f", "plain") == icp(*named, "-f", "plain")
    refused = icp(*named, "--by", "owner")
    assert (refused.code, refused.err) == (
        3,
        'icp: --by: there is no "owner" (known: company, month)\n',
    )


def test_markdown_begins_with_the_worst(written) -> None:
    """A page that is read begins with what is late and critical, as the screen does; rows for a
    spreadsheet stay in the order of their days."""
    file = written("a", **{"expires: 2028-07-01": "expires: 2027-07-20"})
    asked = ("deadlines", "-l", file, "--as-of", "2027-03-22", "--lang", "en")
    rows = [line.split("\t") for line in icp(*asked, "-f", "plain").text.splitlines()[1:]]
    assert [(row[0], row[5]) for row in rows] == [
        ("annual-report@2027", "warning"),
        ("renewal@2027", "critical"),
        ("non-renewal-report@2027", "critical"),
    ]
    page = icp(*asked, "-f", "markdown").text
    ids = re.findall(r"\| (\S+@\d+) \|", page)
    assert ids == ["renewal@2027", "non-renewal-report@2027", "annual-report@2027"]
