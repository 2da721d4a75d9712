"""Questions to the working-day calendar, against a count of one day after another."""

from datetime import date, timedelta

import judge
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from samples import DAY, calendar, d

from icpcli.calendar.counts import nth_working_day, working_days_between, year_of
from icpcli.model.calendar import Between, Count, Mark
from icpcli.model.license import Direction
from icpcli.model.problem import IcpError

ANY_DAY = st.dates(judge.FIRST, judge.LAST) | st.dates(d("2026-09-01"), d("2028-12-31"))
DIRECTIONS: tuple[Direction, ...] = ("after", "before")


@pytest.mark.parametrize(
    ("start", "n", "direction", "earliest", "latest", "notices"),
    [
        ("2026-09-24", 10, "after", "2026-10-15", "2026-10-15", ()),
        ("2026-10-15", 10, "before", "2026-09-24", "2026-09-24", ()),
        ("2026-02-14", 10, "after", "2026-03-06", "2026-03-06", ()),
        ("2026-11-28", 1, "after", "2026-11-30", "2026-11-30", ()),
        ("2026-11-28", 1, "before", "2026-11-27", "2026-11-27", ()),
        ("2026-12-14", 10, "after", "2026-12-26", "2026-12-28", (2027,)),
        ("2027-02-01", 10, "after", "2027-02-15", "2027-02-25", (2027,)),
        ("2027-02-16", 5, "before", "2027-01-28", "2027-02-11", (2027,)),
        ("2027-09-10", 90, "after", "2027-12-31", "2028-02-25", (2027, 2028)),
        # one undecided day, right beside the start
        ("2026-12-27", 1, "before", "2026-12-25", "2026-12-26", (2027,)),
        ("2027-02-13", 1, "after", "2027-02-14", "2027-02-15", (2027,)),
        # an undecided day at the start is not counted, and so decides nothing
        ("2027-02-14", 1, "after", "2027-02-15", "2027-02-15", ()),
        ("2027-02-03", 1, "before", "2027-02-02", "2027-02-02", ()),
    ],
)
def test_nth_working_day(
    start: str, n: int, direction: Direction, earliest: str, latest: str, notices: tuple[int, ...]
) -> None:
    """The n-th working day strictly after or before a day; both readings where days are undecided."""
    answer = nth_working_day(calendar(), d(start), n, direction)
    assert answer == Count(d(start), n, direction, d(earliest), d(latest), notices)


@given(ANY_DAY, st.integers(1, 300), st.sampled_from(DIRECTIONS), st.integers(2004, 2026))
@example(d("2099-12-28"), 1, "after", 2026)
@example(d("2099-12-29"), 1, "after", 2026)
@example(d("2099-12-31"), 1, "after", 2026)
@example(d("2004-01-05"), 1, "before", 2026)
@example(d("2004-01-02"), 1, "before", 2026)
@example(d("2004-01-01"), 1, "before", 2026)
def test_nth_as_the_judge(start: date, n: int, direction: Direction, through: int) -> None:
    """Any count is that of the judge, and is provisional where it passes an undecided day."""
    cal, step = judge.calendar(through), 1 if direction == "after" else -1
    try:
        earliest, latest = judge.both_ends(cal, start, n, step)
    except judge.OutsideError:
        with pytest.raises(IcpError) as caught:
            nth_working_day(calendar(through), start, n, direction)
        assert caught.value.code == "out_of_calendar"
        return
    met = judge.span(start + DAY, latest) if step > 0 else judge.span(earliest, start - DAY)
    notices = tuple(judge.notices(cal.unknown(met)))
    answer = nth_working_day(calendar(through), start, n, direction)
    assert (answer.earliest, answer.latest, answer.notices) == (earliest, latest, notices)
    assert answer.certainty == ("provisional" if notices else "final")
    assert (answer.certainty == "final") == (earliest == latest)


@pytest.mark.parametrize(
    ("first", "last", "at_least", "at_most", "notices"),
    [
        ("2026-09-24", "2026-10-15", 10, 10, ()),
        ("2026-11-23", "2026-11-24", 1, 1, ()),
        ("2026-11-27", "2026-11-29", 0, 0, ()),
        ("2026-11-24", "2026-11-24", 0, 0, ()),
        ("2026-11-25", "2026-11-24", 0, 0, ()),
        ("2026-12-31", "2026-12-01", 0, 0, ()),
        ("2027-02-14", "2027-02-14", 0, 0, ()),  # undecided itself, but nothing lies in between
        ("2027-02-14", "2027-02-15", 1, 1, ()),
        ("2027-02-13", "2027-02-14", 0, 1, (2027,)),
        ("2027-02-01", "2027-02-15", 2, 10, (2027,)),
        ("2026-12-14", "2027-01-08", 15, 22, (2027,)),
        ("2099-12-30", "2099-12-31", 0, 1, (2100,)),
        ("2099-12-31", "2099-12-31", 0, 0, ()),
        ("2004-01-01", "2004-01-02", 1, 1, ()),
    ],
)
def test_between(
    first: str, last: str, at_least: int, at_most: int, notices: tuple[int, ...]
) -> None:
    """Working days after the first day, up to and including the last; none where that is not later."""
    answer = working_days_between(calendar(), d(first), d(last))
    assert answer == Between(d(first), d(last), at_least, at_most, notices)


@given(ANY_DAY, st.integers(0, 800), st.integers(2004, 2026))
def test_between_as_the_judge(first: date, days: int, through: int) -> None:
    """Any span holds as many working days as the judge counts, one day after another."""
    last = min(first + timedelta(days=days), judge.LAST)
    cal = judge.calendar(through)
    states = [cal.day(day) for day in judge.span(first, last)[1:]]
    answer = working_days_between(calendar(through), first, last)
    assert answer.at_least == states.count(judge.WORK)
    assert answer.at_most == answer.at_least + states.count(judge.UNKNOWN)
    assert [*answer.notices] == judge.notices(cal.unknown(judge.span(first, last)[1:]))
    assert (answer.certainty == "final") == (answer.at_least == answer.at_most)


@given(ANY_DAY, st.integers(1, 60))
def test_the_two_questions_agree(start: date, n: int) -> None:
    """From a day to its n-th working day there are n of them, by the reading that ends there."""
    try:
        answer = nth_working_day(calendar(), start, n, "after")
    except IcpError:
        return
    assert working_days_between(calendar(), start, answer.earliest).at_most == n
    assert working_days_between(calendar(), start, answer.latest).at_least == n


@pytest.mark.parametrize(
    ("first", "last"), [("2003-12-31", "2004-01-05"), ("2099-12-01", "2100-01-01")]
)
def test_between_outside_the_calendar(first: str, last: str) -> None:
    """A day outside 2004–2099 is refused."""
    with pytest.raises(IcpError):
        working_days_between(calendar(), d(first), d(last))


@pytest.mark.parametrize(
    ("day", "mark"),
    [
        ("2026-11-24", "work"),
        ("2026-11-28", "off"),
        ("2026-10-01", "holiday"),
        ("2026-10-03", "off"),  # a Saturday, off in any week
        ("2026-10-10", "make-up"),
        ("2026-02-14", "make-up"),
        ("2026-12-23", "work"),
        ("2026-12-25", "work"),
        ("2026-12-26", "unknown"),
        ("2026-12-30", "unknown"),
        ("2027-01-01", "holiday"),
        ("2027-02-04", "unknown"),
        ("2027-02-05", "holiday"),
        ("2027-02-13", "unknown"),
        ("2027-03-13", "off"),
        ("2027-03-15", "work"),
    ],
)
def test_marks(day: str, mark: str) -> None:
    """Weekdays off and worked weekend days are marked apart from those of an ordinary week."""
    assert dict(year_of(calendar(), d(day).year).marks)[d(day)] == mark


@pytest.mark.parametrize("year", [2004, 2005, 2007, 2015, 2024, 2026, 2027, 2028, 2099])
def test_a_year(year: int) -> None:
    """A year has each of its days once, in order, marked as the judge sees it."""
    answer = year_of(calendar(), year)
    assert answer.year == year
    assert [day for day, _ in answer.marks] == judge.span(date(year, 1, 1), date(year, 12, 31))
    names = {
        ("work", True): Mark.WORK,
        ("work", False): Mark.MAKE_UP,
        ("off", True): Mark.HOLIDAY,
        ("off", False): Mark.OFF,
    }
    for day, mark in answer.marks:
        assert mark == names.get((judge.calendar().day(day), day.weekday() <= 4), Mark.UNKNOWN)


@pytest.mark.parametrize(
    ("through", "year", "published"),
    [(2026, 2026, True), (2026, 2027, False), (2026, 2004, True), (2025, 2026, False)],
)
def test_published(through: int, year: int, published: bool) -> None:
    """A year is published when its notice is known."""
    assert year_of(calendar(through), year).published is published


@pytest.mark.parametrize("year", [2003, 2100])
def test_a_year_outside_the_calendar(year: int) -> None:
    """A year outside 2004–2099 is refused."""
    with pytest.raises(IcpError):
        year_of(calendar(), year)
