"""Questions to the working-day calendar alone: the n-th day, how many days, what a year looks like."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from icpcli.calendar.workdays import LAST_DAY, Day, WorkCalendar, notices_for
from icpcli.model.calendar import Between, Count, Mark, Year
from icpcli.model.license import Direction

_MARKS = {
    (Day.WORK, True): Mark.WORK,
    (Day.WORK, False): Mark.MAKE_UP,
    (Day.OFF, True): Mark.HOLIDAY,
    (Day.OFF, False): Mark.OFF,
    (Day.UNKNOWN, True): Mark.UNKNOWN,
    (Day.UNKNOWN, False): Mark.UNKNOWN,
}


def nth_working_day(calendar: WorkCalendar, start: date, n: int, direction: Direction) -> Count:
    """The `n`-th working day strictly after or before `start`.

    Raises `OutOfCalendarError` where the count leaves 2004–2099.
    """
    if direction == "after":
        span = calendar.after(start, n)
        met = (start + timedelta(days=1), span.latest)
    else:
        span = calendar.before(start, n)
        met = (span.earliest, start - timedelta(days=1))
    return Count(start, n, direction, *span, notices=notices_for(calendar.unknown_days(*met)))


def working_days_between(calendar: WorkCalendar, first: date, last: date) -> Between:
    """How many working days lie after `first`, up to and including `last`; 0 where `last` ≤ `first`.

    Raises `OutOfCalendarError` outside 2004–2099.
    """
    at_least, at_most = calendar.count(first, last) if first < last else (0, 0)
    undecided = calendar.unknown_days(first + timedelta(days=1), last) if first < last else ()
    return Between(first, last, at_least, at_most, notices=notices_for(undecided))


def marks_of(
    calendars: Sequence[WorkCalendar], first: date, last: date
) -> Iterator[tuple[date, Mark]]:
    """Each day from `first` to `last` with its mark; undecided where the calendars differ.

    Without the days that lie outside 2004–2099.
    """
    for n in range((min(last, LAST_DAY) - first).days + 1):
        day = first + timedelta(days=n)
        states = {calendar.day(day) for calendar in calendars}
        state = states.pop() if len(states) == 1 else Day.UNKNOWN
        yield day, _MARKS[state, day.weekday() < 5]


def year_of(calendar: WorkCalendar, year: int) -> Year:
    """Every day of `year` with its mark. Raises `OutOfCalendarError` outside 2004–2099."""
    first = date(year, 1, 1)
    days = (first + timedelta(days=i) for i in range((date(year, 12, 31) - first).days + 1))
    marks = tuple((day, _MARKS[calendar.day(day), day.weekday() < 5]) for day in days)
    return Year(year, published=year <= calendar.published_through.year, marks=marks)
