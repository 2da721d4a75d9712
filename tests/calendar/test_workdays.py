"""The working-day calendar: counting, its two ends, its limits."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from icpcli.calendar.published import load_calendar
from icpcli.calendar.workdays import FIRST_DAY, LAST_DAY, Day, Span, WorkCalendar, notices_for
from icpcli.model.problem import IcpError

DAY = timedelta(days=1)
CALENDAR = load_calendar(published_through=2026)


def day(text: str) -> date:
    return date.fromisoformat(text)


def span(text: str) -> Span:
    """`2026-12-26 or 2026-12-28`, or one date for both ends."""
    earliest, _, latest = text.partition(" or ")
    return Span(day(earliest), day(latest or earliest))


def imagined(states: dict[str, Day]) -> WorkCalendar:
    """A calendar of plain weeks, but for these days."""
    byte = {Day.WORK: 0, Day.OFF: 1, Day.UNKNOWN: 2}

    def year_states(year: int) -> bytes:
        first = date(year, 1, 1)
        days = [first + i * DAY for i in range((date(year + 1, 1, 1) - first).days)]
        plain = {d: Day.WORK if d.weekday() < 5 else Day.OFF for d in days}
        return bytes(byte[states.get(str(d), plain[d])] for d in days)

    return WorkCalendar(year_states, date(2026, 12, 31))


@pytest.mark.parametrize(
    ("trigger", "expected"),
    [
        ("2026-09-24", "2026-10-15"),  # three holidays and two make-up days in between
        ("2026-02-14", "2026-03-06"),  # the trigger is a make-up Saturday
        ("2026-12-11", "2026-12-25"),
        ("2026-12-14", "2026-12-26 or 2026-12-28"),
        ("2027-02-01", "2027-02-15 or 2027-02-25"),
    ],
)
def test_ten_working_days_after(trigger: str, expected: str) -> None:
    """The worked examples of the ten-working-day report of clause 九."""
    assert CALENDAR.after(day(trigger), 10) == span(expected)


@pytest.mark.parametrize(
    ("due", "file_by"),
    [
        ("2028-04-02", "2028-03-31"),  # a Sunday before Qingming, in a year without a notice
        ("2024-03-31", "2024-03-29"),  # a Sunday
        ("2027-03-31", "2027-03-31"),  # certain, although 2027 has no notice
        ("2026-10-10", "2026-10-10"),  # a make-up Saturday
        ("2026-10-25", "2026-10-23"),  # a Sunday
        ("2026-12-26", "2026-12-25"),  # a Saturday that the notice for 2027 decides
        ("2026-03-02", "2026-03-02"),
    ],
)
def test_last_workday(due: str, file_by: str) -> None:
    """The worked examples of the day to plan for: the last certain working day on or before."""
    assert CALENDAR.last_workday(day(due)) == day(file_by)


@pytest.mark.parametrize(
    ("start", "n", "expected"),
    [
        ("2026-09-17", 1, "2026-09-18"),
        ("2026-09-18", 1, "2026-09-20"),  # Sunday 20 September is worked
        ("2026-09-19", 1, "2026-09-20"),  # from a day off, the next working day is the first
        ("2026-09-24", 1, "2026-09-28"),
        ("2026-09-30", 1, "2026-10-08"),
        ("2026-10-03", 1, "2026-10-08"),
        ("2026-10-08", 2, "2026-10-10"),  # Saturday 10 October is worked
        ("2026-10-10", 1, "2026-10-12"),
    ],
)
def test_after(start: str, n: int, expected: str) -> None:
    """The n-th working day strictly after a day, whether or not that day is one."""
    assert CALENDAR.after(day(start), n) == span(expected)


@pytest.mark.parametrize(
    ("end", "n", "expected"),
    [
        ("2026-09-21", 1, "2026-09-20"),
        ("2026-09-20", 1, "2026-09-18"),
        ("2026-10-08", 1, "2026-09-30"),
        ("2026-10-05", 1, "2026-09-30"),
        ("2026-10-12", 2, "2026-10-09"),
        ("2026-12-28", 1, "2026-12-25 or 2026-12-27"),
    ],
)
def test_before(end: str, n: int, expected: str) -> None:
    """The n-th working day strictly before a day, whether or not that day is one."""
    assert CALENDAR.before(day(end), n) == span(expected)


def test_unknown_days_are_read_both_ways() -> None:
    """An UNKNOWN day counts for the early end of a period and not for the late one."""
    calendar = imagined({"2026-06-03": Day.UNKNOWN, "2026-06-06": Day.UNKNOWN})
    assert [calendar.after(day("2026-06-01"), n) for n in range(1, 6)] == [
        span("2026-06-02"),
        span("2026-06-03 or 2026-06-04"),
        span("2026-06-04 or 2026-06-05"),
        span("2026-06-05 or 2026-06-08"),
        span("2026-06-06 or 2026-06-09"),
    ]
    assert calendar.before(day("2026-06-08"), 1) == span("2026-06-05 or 2026-06-06")
    assert calendar.before(day("2026-06-08"), 4) == span("2026-06-01 or 2026-06-03")
    assert calendar.last_workday(day("2026-06-03")) == day("2026-06-02")


days = st.dates(date(2005, 1, 1), date(2098, 12, 31))
changes = st.dictionaries(
    st.dates(date(2030, 5, 1), date(2030, 6, 30)).map(str), st.sampled_from(Day), max_size=30
)


def walk(start: date, n: int, step: timedelta, counts: Callable[[date], bool]) -> date:
    """Day by day from `start` to the n-th day that counts: what the tables must agree with."""
    while n:
        start += step
        n -= counts(start)
    return start


@given(changes, st.dates(date(2030, 4, 1), date(2030, 7, 31)), st.integers(1, 40))
def test_tables_agree_with_walking(states: dict[str, Day], start: date, n: int) -> None:
    """For any calendar, day and n, the tables answer what one finds by going from day to day."""
    calendar = imagined(states)

    def maybe(d: date) -> bool:
        return calendar.day(d) is not Day.OFF

    def surely(d: date) -> bool:
        return calendar.day(d) is Day.WORK

    assert calendar.after(start, n) == Span(walk(start, n, DAY, maybe), walk(start, n, DAY, surely))
    assert calendar.before(start, n) == Span(
        walk(start, n, -DAY, surely), walk(start, n, -DAY, maybe)
    )
    assert calendar.last_workday(start) == walk(start + DAY, 1, -DAY, surely)
    end = start + n * DAY
    between = [start + i * DAY for i in range(1, n + 1)]
    assert calendar.count(start, end) == (sum(map(surely, between)), sum(map(maybe, between)))
    assert calendar.unknown_days(start + DAY, end) == tuple(
        d for d in between if calendar.day(d) is Day.UNKNOWN
    )


@given(days, st.integers(1, 250))
def test_before_mirrors_after(start: date, n: int) -> None:
    """Counted back from the n-th certain working day, the same n leads to before the next one."""
    landed = CALENDAR.after(start, n).latest
    assert CALENDAR.day(landed) is Day.WORK
    back = CALENDAR.before(landed + DAY, n).earliest
    assert back == CALENDAR.after(start, 1).latest


@given(days, st.integers(1, 250))
def test_early_end_comes_first(start: date, n: int) -> None:
    """The early end is never after the late one, in either direction; they part only at UNKNOWN days."""
    forward, backward = CALENDAR.after(start, n), CALENDAR.before(start, n)
    assert start < forward.earliest <= forward.latest
    assert backward.earliest <= backward.latest < start
    if not CALENDAR.unknown_days(start + DAY, forward.latest):
        assert forward.earliest == forward.latest


def test_swaps() -> None:
    """The days on which a count differs from Monday to Friday: weekdays off, weekends worked."""
    found = list(CALENDAR.swaps(day("2026-09-18"), day("2026-10-10")))
    worked = [str(d) for d, state in found if state is Day.WORK]
    off = [str(d)[5:] for d, state in found if state is Day.OFF]
    assert worked == ["2026-09-20", "2026-10-10"]
    assert off == ["09-25", "10-01", "10-02", "10-05", "10-06", "10-07"]
    assert list(CALENDAR.swaps(day("2026-12-28"), day("2027-01-04"))) == [
        (day("2027-01-01"), Day.OFF)  # and nothing of the UNKNOWN days around it
    ]


def test_count() -> None:
    """Working days after the first day, up to and including the last: the certain, and the possible."""
    assert CALENDAR.count(day("2026-09-24"), day("2026-10-15")) == (10, 10)
    assert CALENDAR.count(day("2026-12-25"), day("2026-12-31")) == (2, 6)
    assert CALENDAR.count(day("2026-12-25"), day("2026-12-25")) == (0, 0)
    assert CALENDAR.count(FIRST_DAY, LAST_DAY) > (20000, 20000)


def test_unknown_days() -> None:
    """The days of an interval that the next notice decides, both ends included."""
    found = CALENDAR.unknown_days(day("2026-12-26"), day("2026-12-31"))
    assert [str(d)[8:] for d in found] == ["26", "27", "30", "31"]
    assert CALENDAR.unknown_days(day("2026-12-28"), day("2026-12-30")) == (day("2026-12-30"),)
    assert CALENDAR.unknown_days(FIRST_DAY, day("2026-12-25")) == ()


@pytest.mark.parametrize(
    ("undecided", "notice"),
    [
        ("2026-12-26", 2027),
        ("2027-01-02", 2027),
        ("2027-12-23", 2027),
        ("2027-12-24", 2028),
        ("2027-12-31", 2028),
    ],
)
def test_notices_for(undecided: str, notice: int) -> None:
    """A day waits for its own year's notice, from 24 December on for the next year's."""
    assert notices_for([day(undecided)]) == (notice,)


QUESTIONS: list[Callable[[date], object]] = [
    CALENDAR.day,
    CALENDAR.last_workday,
    lambda d: CALENDAR.after(d, 1),
    lambda d: CALENDAR.before(d, 1),
    lambda d: CALENDAR.count(d, d),
    lambda d: CALENDAR.unknown_days(d, d),
    lambda d: list(CALENDAR.swaps(d, d)),
]


@pytest.mark.parametrize("ask", QUESTIONS)
def test_a_moment_is_not_a_day(ask: Callable[[object], object]) -> None:
    """A datetime is refused, although Python calls it a date: its zone decides which day it is."""
    for not_a_day in (datetime(2026, 1, 1), "2026-01-01", None):  # noqa: DTZ001 - the zone is the point
        with pytest.raises(TypeError, match="a plain date is needed"):
            ask(not_a_day)


@pytest.mark.parametrize("ask", QUESTIONS)
@pytest.mark.parametrize("outside", [FIRST_DAY - DAY, LAST_DAY + DAY, date.min, date.max])
def test_outside_the_calendar(ask: Callable[[date], object], outside: date) -> None:
    """A day outside 2004–2099 is refused, never guessed."""
    with pytest.raises(IcpError, match="leaves the calendar of 2004-01-01 to 2099-12-31") as raised:
        ask(outside)
    assert raised.value.code == "out_of_calendar"


def test_the_edges_of_the_calendar() -> None:
    """The first and the last day belong to the calendar, and a count that leaves it is refused."""
    assert CALENDAR.day(FIRST_DAY) is Day.OFF
    assert CALENDAR.after(FIRST_DAY, 1) == span("2004-01-02")
    assert CALENDAR.before(day("2004-01-05"), 1) == span("2004-01-02")
    assert CALENDAR.last_workday(day("2004-01-04")) == day("2004-01-02")
    assert CALENDAR.day(LAST_DAY) is Day.UNKNOWN
    certain = CALENDAR.last_workday(LAST_DAY)
    assert certain == day("2099-12-29")
    assert CALENDAR.after(day("2099-12-28"), 1) == Span(certain, certain)
    for ask in (
        lambda: CALENDAR.before(day("2004-01-02"), 1),
        lambda: CALENDAR.last_workday(FIRST_DAY),
        lambda: CALENDAR.after(certain, 1),
        lambda: CALENDAR.after(FIRST_DAY, 10**9),
        lambda: CALENDAR.before(LAST_DAY, 10**9),
    ):
        with pytest.raises(IcpError, match="leaves the calendar"):
            ask()


@pytest.mark.parametrize("n", [0, -1])
def test_counting_starts_at_one(n: int) -> None:
    """There is no zeroth working day after a day, nor before it."""
    for count in (CALENDAR.after, CALENDAR.before):
        with pytest.raises(ValueError, match=f"from 1, not {n}"):
            count(day("2026-01-05"), n)


@pytest.mark.parametrize(
    "ask",
    [
        lambda calendar: calendar.day(day("2098-02-01")),
        lambda calendar: calendar.after(day("2098-06-01"), 3),
        lambda calendar: calendar.before(day("2098-01-01"), 5000),
        lambda calendar: calendar.last_workday(day("2098-02-02")),
        lambda calendar: calendar.count(day("2020-01-01"), day("2098-01-01")),
        lambda calendar: calendar.unknown_days(day("2020-01-01"), day("2098-02-01")),
        lambda calendar: list(calendar.swaps(day("2020-01-01"), day("2098-02-01"))),
    ],
)
def test_far_days_need_no_order(ask: Callable[[WorkCalendar], object]) -> None:
    """An answer about far days does not depend on what was asked before it."""
    assert CALENDAR.day(LAST_DAY) is Day.UNKNOWN
    assert ask(load_calendar(published_through=2026)) == ask(CALENDAR)
