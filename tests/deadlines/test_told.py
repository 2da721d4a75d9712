"""Two alternatives are told as one where their days are the same, and each by itself where not."""

import pytest
from samples import calendar, d, license_with, rule

from icpcli.deadlines.overview import overview
from icpcli.deadlines.reminders import due_today
from icpcli.deadlines.report import compute
from icpcli.model.deadline import Report
from icpcli.model.told import as_told, worst_first


def pair(as_of: str, renewal: str, end: str) -> Report:
    """A license that can be renewed, or whose end can be reported."""
    ways = (
        rule(renewal, "expires", id="renewal", continuing=True, alternative="end"),
        rule(end, "expires", id="end", continuing=False, alternative="renewal"),
    )
    return compute([license_with(*ways)], calendar(), d(as_of))


def ids(report: Report) -> list[list[str]]:
    """What is told, in its order: the ids that each line tells."""
    told = worst_first(as_told(report.deadlines))
    return [[one.id for one in both if one] for both in told]


@pytest.mark.parametrize(
    ("as_of", "renewal", "end", "lines"),
    [
        ("2028-03-25", "90 days before", "90 days before", [["renewal@2028", "end@2028"]]),
        ("2028-03-25", "30 days before", "90 days before", [["end@2028"], ["renewal@2028"]]),
        ("2028-04-10", "30 days before", "90 days before", [["end@2028"], ["renewal@2028"]]),
        ("2028-03-25", "90 days before", "30 days before", [["renewal@2028"], ["end@2028"]]),
    ],
)
def test_alternatives(as_of: str, renewal: str, end: str, lines: list[list[str]]) -> None:
    """A day that is near, or over, never hides behind the later day of the other way."""
    report = pair(as_of, renewal, end)
    assert ids(report) == lines
    page = overview(report, (), ())
    assert page.next == page.told
    assert [[one.id for one in both if one] for both in page.told] == lines
    groups = due_today(report, (), lambda _, day: day, everything=True)
    assert [[one.id for one in group] for group in groups] == lines
