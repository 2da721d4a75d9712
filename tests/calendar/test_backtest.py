"""The promise for years that are not published yet, held against what then was (semantics § 3).

Each year from 2010 to 2026 is treated as unpublished in turn: the calendar knows the notices of
the years before it and nothing more, and is asked about that year. `chinesecalendar` says, day by
day, how it turned out. Left out is what meets 3–6 September 2015, the victory day that was decreed
in mid-year.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from statistics import mean
from typing import NamedTuple

import chinese_calendar
import pytest

from icpcli.calendar.published import load_calendar
from icpcli.calendar.workdays import WorkCalendar

YEARS = range(2010, 2027)
DECIDED_UNTIL = date(2026, 12, 23)
VICTORY_DAY = date(2015, 9, 3), date(2015, 9, 6)
DAY = timedelta(days=1)


class Case(NamedTuple):
    """A question, the calendar as it was known then, and what turned out to be right."""

    calendar: WorkCalendar
    asked: date
    truth: date


def days(first: date, last: date) -> Iterator[date]:
    """Every day from `first` to `last`."""
    return (first + i * DAY for i in range((last - first).days + 1))


WORKED = [day for day in days(date(2008, 1, 1), DECIDED_UNTIL) if chinese_calendar.is_workday(day)]


def unpublished_years() -> Iterator[tuple[WorkCalendar, date, date]]:
    """For each year: the calendar before its notice, and the year's first and last day."""
    for year in YEARS:
        calendar = load_calendar(published_through=year - 1)
        yield calendar, date(year, 1, 1), min(date(year, 12, 31), DECIDED_UNTIL)


def meets_victory_day(first: date, last: date) -> bool:
    """Whether one of the days from `first` to `last` was touched by the decree of 2015."""
    return first <= VICTORY_DAY[1] and VICTORY_DAY[0] <= last


@cache
def forward(n: int) -> list[Case]:
    """The `n`-th working day after each day of each year, and of the December before it."""
    return [
        Case(calendar, day, WORKED[k])
        for calendar, first, last in unpublished_years()
        for day in days(first - 31 * DAY, last)
        if (k := bisect_right(WORKED, day) + n - 1) < len(WORKED)
        and not meets_victory_day(day + DAY, WORKED[k])
    ]


@cache
def backward(n: int) -> list[Case]:
    """The `n`-th working day before each day of each year."""
    return [
        Case(calendar, day, truth)
        for calendar, first, last in unpublished_years()
        for day in days(first, last)
        if not meets_victory_day(truth := WORKED[bisect_left(WORKED, day) - n], day - DAY)
    ]


@cache
def plans() -> list[Case]:
    """The last working day on or before each day of each year, and of the December before it."""
    return [
        Case(calendar, day, truth)
        for calendar, first, last in unpublished_years()
        for day in days(first - 31 * DAY, last)
        if not meets_victory_day(truth := WORKED[bisect_right(WORKED, day) - 1], day)
    ]


def in_the_open_year(cases: list[Case]) -> list[Case]:
    """Those that are asked about the unpublished year itself, to be averaged."""
    return [case for case in cases if case.asked > case.calendar.published_through]


@pytest.mark.parametrize("n", [5, 10, 20, 60])
def test_due_is_never_late(n: int) -> None:
    """`due` of a working-day period is never later than what turned out to be the last day."""
    late = [case for case in forward(n) if case.calendar.after(case.asked, n).earliest > case.truth]
    assert late == []


@pytest.mark.parametrize("n", [5, 10, 20, 60])
def test_the_interval_holds_the_truth(n: int) -> None:
    """What turned out to be the last day lies between `due` and `due_latest`, every time."""
    for calendar, asked, truth in forward(n):
        earliest, latest = calendar.after(asked, n)
        assert earliest <= truth <= latest, asked


@pytest.mark.parametrize("n", [5, 10, 20, 60])
def test_the_interval_holds_the_truth_backwards(n: int) -> None:
    """Counted backwards too, the interval holds what turned out to be right, every time."""
    for calendar, asked, truth in backward(n):
        earliest, latest = calendar.before(asked, n)
        assert earliest <= truth <= latest, asked


def test_due_is_little_too_early() -> None:
    """Ten working days end, on average, at most 2.2 days before what turned out to be the end."""
    cases = in_the_open_year(forward(10))
    assert len(cases) > 6000
    assert mean((truth - cal.after(asked, 10).earliest).days for cal, asked, truth in cases) <= 2.2


def test_file_by_is_a_real_working_day() -> None:
    """The day to plan for turned out to be a working day, every time."""
    real = set(WORKED)
    assert [case for case in plans() if case.calendar.last_workday(case.asked) not in real] == []


def test_file_by_is_little_too_early() -> None:
    """The day to plan for is, on average, at most 1.1 days before the last real working day."""
    cases = in_the_open_year(plans())
    assert len(cases) > 6000
    assert mean((truth - cal.last_workday(asked)).days for cal, asked, truth in cases) <= 1.1
