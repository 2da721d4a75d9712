"""`icp history`: for an auditor, straight from journal and terms."""

import csv
import io
import json
from pathlib import Path

import pytest
from licenses import license_file
from places import LICENSE
from terminal import icp

pytestmark = pytest.mark.usefixtures("home")


def rows(*arguments: str) -> list[dict[str, str]]:
    """The rows of the history as CSV."""
    answer = icp("history", "-f", "csv", *arguments)
    assert answer.code == 0, answer.err
    return [*csv.DictReader(io.StringIO(answer.text))]


def journal(*entries: str, number: str = "京ICP证130204号", path: str = "journal.yaml") -> None:
    """Write the journal of a license."""
    text = "".join(f"- {{recorded: 2026-11-01, {entry}}}\n" for entry in entries)
    Path(path).write_text(f"# journal of {number}\n{text}", "utf-8")


def test_nothing_in_a_period() -> None:
    """A period in which nothing was due or filed is told in words, and in JSON as an empty list."""
    period = ("--from", "2026-04-01", "--to", "2026-05-01")
    assert "Nothing was due or filed in this time" in icp("history", *period).text
    assert json.loads(icp("history", *period, "-f", "json").text)["history"] == []


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("--from", "2026-13-01"), 3),
        (("--from", "yesterday-ish"), 3),
        (("--from", "2026-05-02", "--to", "2026-05-01"), 3),
        (("--from", "2026-05-01", "--to", "2026-05-01"), 0),
    ],
)
def test_the_days_of_a_period(arguments: tuple[str, ...], code: int) -> None:
    """A day that is none, and a period that ends before it begins, are refused; one day is a period."""
    assert icp("history", *arguments).code == code


def test_a_filing_whose_rule_is_gone_is_named_by_its_id() -> None:
    """A filing that fits no rule of the file any more stands in every format, with its receipt."""
    journal('done: old-rule@2025, on: 2025-06-01, receipt: "G-1"')
    (found,) = [row for row in rows() if row["receipt"]]
    assert (found["id"], found["title"], found["due"], found["filed_on"]) == (
        "old-rule@2025",
        "",
        "",
        "2025-06-01",
    )
    for format in ("table", "json", "markdown", "plain"):
        text = icp("history", "-f", format).text
        assert "old-rule@2025" in text
        assert "G-1" in text
    assert "G-1" in icp("page").text


def test_a_waiver_says_why() -> None:
    """What is waived stands there with the reason, on the screen and in the rows."""
    journal(
        "event: capital-change, on: 2026-10-01",
        'waive: registry-update@2026-10-01, until: 2026-12-31, reason: "office closed"',
    )
    answer = icp("history", "--from", "2026-10-01")
    assert "Waived until" in answer.text
    assert "office closed" in answer.text
    assert [row["note"] for row in rows("--from", "2026-10-01")] == ["office closed"]


def test_several_companies() -> None:
    """Each line of several licenses has the company and the number; a broken one silences no other, exit 3."""
    other = license_file(Path("b.yaml"), number="沪ICP证2号", holder="另一家公司")
    Path("c.yaml").write_text("license: {}\n", "utf-8")
    named = ("-l", "license.yaml", "-l", str(other), "-l", "c.yaml")
    answer = icp("history", *named, "-f", "csv")
    assert answer.code == 3
    assert "c.yaml:1" in answer.err
    found = {row["license"] for row in csv.DictReader(io.StringIO(answer.text))}
    assert found == {"京ICP证130204号", "沪ICP证2号"}
    for format in ("table", "markdown"):
        assert (
            "1 个文件或行读不出，没有计入"
            in icp("history", *named, "-f", format, "--lang", "zh").text
        )
    screen = icp("history", *named[:4], "--lang", "zh").text
    assert "另一家公司" in screen
    assert "沪ICP证2号" in screen


def test_years_before_a_law_was_tracked() -> None:
    """What a law asks each year is in the history from the year on in which it is tracked; that is
    said, with what to write, and not where the period begins later."""
    text = Path("license.yaml").read_text("utf-8")
    text = text.replace("rule_sets: [telecom-law]\n", "rule_sets: [telecom-law, data-risk]\n")
    Path("license.yaml").write_text(text, "utf-8")
    words = "what laws ask each year is listed from {} on (京ICP证130204号)"
    assert words.format(2026) in icp("history").err
    assert "listed from" not in icp("history", "--from", "2026-01-01").err
    tracked = text.replace("  # tracked_from: 2026-01-01", "  tracked_from: 2025-01-01")
    Path("license.yaml").write_text(tracked, "utf-8")
    assert "listed from" not in icp("history").err
    assert any(row["id"].startswith("data-risk/annual@2025") for row in rows())


def test_the_example_has_no_history(nowhere: Path) -> None:
    """The history is never that of the bundled example."""
    for file in nowhere.iterdir():
        file.unlink()
    assert icp("history").code == 3


def test_every_day_is_whole_at_every_width() -> None:
    """However narrow the screen, no line is wider than it, and every day of the history is whole."""
    journal(
        'done: annual-report@2026, on: 2026-03-10, receipt: "R-0001"',
        "event: capital-change, on: 2026-09-25",
    )
    for columns in (28, 40, 59, 60, 80, 100, 160):
        text = icp("history", COLUMNS=str(columns)).text
        assert max(map(len, text.splitlines())) <= columns
        for day in ("2026-03-31", "2026-03-10", "2026-10-25"):
            assert day in text


def test_what_is_in_the_history_is_on_the_page() -> None:
    """The page holds the same history: every id, receipt and day filed."""
    journal('done: annual-report@2026, on: 2026-03-10, receipt: "R-0001", note: "by post"')
    page = icp("page").text
    for row in rows():
        assert row["id"] in page
    assert "R-0001" in page
    assert "by post" in page
    assert LICENSE.exists()
