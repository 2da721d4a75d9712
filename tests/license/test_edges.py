"""The last day, or the last number, that a license file may hold; and the first that it may not."""

import pytest

from icpcli.license.file import parse_license
from icpcli.model.problem import IcpError, Problem

PAPER = """\
license:
  number: 京ICP证000001号
  holder: 示例公司
{before}  issued: 2023-07-01
  expires: {expires}
events:
  found: {{zh: 发现}}
  planned: {{zh: 拟变更, planned: true}}
rules:
  - id: report
    title: {{zh: 报告}}
    clause: 十二
    quote: 应当报告
    trigger: {trigger}
    due: {due}
    recipient:
    filing: {{zh: 报告}}
{after}"""
TERM = "  earlier_terms:\n    - {{issued: {}, expires: {}}}\n".format
ENDED = "  ended: {{on: {}, why: 已注销}}\n".format
REISSUED = "  reissued: [{}]\n".format
IN_FORCE = "    in_force: {{from: 2022-03-01, to: {}}}\n".format
OVERRIDE = "    overrides:\n      - {{year: 2027, opens: {}, due: {}}}\n".format


def accepted(
    *,
    before: str = "",
    after: str = "",
    trigger: str = "found",
    due: str = "30 days after",
    expires: str = "2028-07-01",
) -> bool:
    """Whether a license with this in it is read; where it is not, one thing is wrong with it."""
    text = PAPER.format(before=before, after=after, trigger=trigger, due=due, expires=expires)
    problems: tuple[Problem, ...] = ()
    try:
        parse_license(text, "license.yaml")
    except IcpError as error:
        problems = error.problems
    assert len(problems) < 2
    return not problems


@pytest.mark.parametrize(
    ("issued", "expires", "fits"),
    [
        ("2023-06-30", "2028-06-30", True),
        ("2023-07-01", "2028-06-30", False),
        ("2023-06-30", "2028-07-01", False),
        ("2018-07-01", "2020-01-01", True),
    ],
)
def test_terms_that_follow(issued: str, expires: str, fits: bool) -> None:
    """A term begins and ends after the one before it; they may overlap, and leave a gap."""
    assert accepted(before=TERM(issued, expires)) is fits


@pytest.mark.parametrize(("day", "fits"), [("2023-07-01", True), ("2023-06-30", False)])
def test_the_last_day_of_a_license(day: str, fits: bool) -> None:
    """A license may expire, or come to its end, on the day of its issue, and not before."""
    assert accepted(expires=day) is fits
    assert accepted(before=ENDED(day)) is fits


@pytest.mark.parametrize(
    ("day", "fits"),
    [("2023-07-01", True), ("2023-06-30", False), ("2028-07-01", True), ("2028-07-02", False)],
)
def test_days_of_reissue(day: str, fits: bool) -> None:
    """A paper is issued anew within its term, whose first and last day belong to it."""
    assert accepted(before=REISSUED(day)) is fits


@pytest.mark.parametrize(("day", "fits"), [("2022-03-01", True), ("2022-02-28", False)])
def test_in_force(day: str, fits: bool) -> None:
    """A provision may be law for one day, and ends no earlier than it begins."""
    assert accepted(after=IN_FORCE(day)) is fits


@pytest.mark.parametrize(
    ("opens", "due", "fits"),
    [
        ("2027-06-30", "2027-06-30", True),
        ("2027-07-01", "2027-06-30", False),
        ("2026-12-01", "2027-01-31", True),
        ("2025-12-31", "2027-01-31", False),
        ("2028-01-01", "2028-01-31", True),
        ("2027-12-01", "2028-12-31", True),
        ("2027-12-01", "2029-01-01", False),
    ],
)
def test_a_window_that_was_moved(opens: str, due: str, fits: bool) -> None:
    """A moved window opens no later than it ends, and lies in its year or reaches into the next to it."""
    assert accepted(trigger="each year", due="Q1", after=OVERRIDE(opens, due)) is fits


@pytest.mark.parametrize(
    ("trigger", "due", "expires", "fits"),
    [
        ("found", "24 hours after", "2099-12-30", True),
        ("found", "25 hours after", "2099-12-30", False),
        ("found", "48 hours after", "2099-12-30", False),
        ("found", "every 1 week after", "2099-12-24", True),
        ("found", "every 1 week after", "2099-12-25", False),
        ("expires", "8948 to 15 days before", "2028-07-01", True),
        ("expires", "8949 to 15 days before", "2028-07-01", False),
        ("expires", "within 8949 days before", "2028-07-01", False),
        ("planned", "7121 days before", "2028-07-01", True),
        ("planned", "7122 days before", "2028-07-01", False),
    ],
)
def test_periods_stay_in_the_calendar(trigger: str, due: str, expires: str, fits: bool) -> None:
    """Hours, weeks, windows and what is counted back from a plan end, and open, in 2004–2099."""
    assert accepted(trigger=trigger, due=due, expires=expires) is fits
