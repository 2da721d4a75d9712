"""Working days of mainland China, and the honest answer for days that are not decided yet."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from enum import Enum
from itertools import accumulate, compress
from typing import NamedTuple

from icpcli.errors import IcpError, Problem, Text

FIRST_DAY = date(2004, 1, 1)
LAST_DAY = date(2099, 12, 31)
_ORIGIN = FIRST_DAY.toordinal()
_YEARS_AHEAD = 3


class Day(Enum):
    """What is known of a day: a working day, a day off, or not decided yet."""

    WORK = "work"
    OFF = "off"
    UNKNOWN = "unknown"


WORK, OFF, UNKNOWN = 0, 1, 2
"""The same three as bytes: a year is a row of them, one for each day."""

_DAYS = (Day.WORK, Day.OFF, Day.UNKNOWN)
_COUNTS_EARLY = bytes((1, 0, 1))
_COUNTS_LATE = bytes((1, 0, 0))


class OutOfCalendarError(IcpError):
    """A date, or the end of a count, outside 2004–2099; code `out_of_calendar`."""

    def __init__(self) -> None:
        message = Text(
            f"日期超出 {FIRST_DAY} 至 {LAST_DAY} 的日历范围",
            f"the date leaves the calendar of {FIRST_DAY} to {LAST_DAY}",
        )
        super().__init__("out_of_calendar", [Problem("", 0, 0, "", message)])


class Span(NamedTuple):
    """A date with its two readings; they differ only where undecided days were counted."""

    earliest: date
    latest: date


class WorkCalendar:
    """WORK, OFF or UNKNOWN for every day of 2004–2099, and working days counted through them.

    `year_states(year)` gives one byte a day. `published_through` is the last day of the last
    year, without a gap, whose notice is known; its days from 24 December on still wait for the
    next notice.
    """

    def __init__(self, year_states: Callable[[int], bytes], published_through: date) -> None:
        self._year_states = year_states
        self._published_through = published_through
        self._states = bytearray()
        # Counting UNKNOWN as work ("early") and as off ("late"): the k-th working day, k from 1,
        # and how many there are before the i-th day. Index 0 of the former is never an answer.
        self._early_days: list[date] = [date.min]
        self._late_days: list[date] = [date.min]
        self._early_rank: list[int] = [0]
        self._late_rank: list[int] = [0]
        self._next_year = FIRST_DAY.year
        self._tabulate(min(published_through.year + _YEARS_AHEAD, LAST_DAY.year))

    @property
    def published_through(self) -> date:
        """The last day of the last published year (its end of December may still change)."""
        return self._published_through

    def day(self, day: date) -> Day:
        """WORK, OFF or UNKNOWN.

        Raises `IcpError` outside 2004–2099, `TypeError` for anything but a plain date.
        """
        return _DAYS[self._state(_offset(day))]

    def after(self, day: date, n: int) -> Span:
        """The `n`-th working day strictly after `day`, n ≥ 1, whether or not `day` is one.

        Raises `IcpError` where the count leaves 2004–2099.
        """
        if n < 1 or type(day) is not date:
            raise _misuse(day, n)
        i = day.toordinal() - _ORIGIN + 1
        if i > 0:
            try:
                return tuple.__new__(
                    Span,
                    (
                        self._early_days[self._early_rank[i] + n],
                        self._late_days[self._late_rank[i] + n],
                    ),
                )
            except IndexError:
                if self._next_year <= LAST_DAY.year:
                    self._tabulate(LAST_DAY.year)
                    return self.after(day, n)
        raise OutOfCalendarError

    def before(self, day: date, n: int) -> Span:
        """The `n`-th working day strictly before `day`, n ≥ 1.

        Raises `IcpError` where the count leaves 2004–2099.
        """
        if n < 1 or type(day) is not date:
            raise _misuse(day, n)
        i = _offset(day)
        self._reach(i)
        early = self._early_rank[i] - n + 1
        late = self._late_rank[i] - n + 1
        if late < 1:
            raise OutOfCalendarError
        return Span(self._late_days[late], self._early_days[early])

    def last_workday(self, day: date) -> date:
        """The last day on or before `day` that is certainly a working day.

        Raises `IcpError` where there is none from 2004 on.
        """
        i = _offset(day)
        self._reach(i)
        k = self._late_rank[i + 1]
        if k < 1:
            raise OutOfCalendarError
        return self._late_days[k]

    def unknown_days(self, first: date, last: date) -> tuple[date, ...]:
        """The UNKNOWN days from `first` to `last`, both included."""
        start, end = _offset(first), _offset(last)
        self._reach(end)
        found = []
        i = self._states.find(UNKNOWN, start, end + 1)
        while i >= 0:
            found.append(date.fromordinal(_ORIGIN + i))
            i = self._states.find(UNKNOWN, i + 1, end + 1)
        return tuple(found)

    def count(self, first: date, last: date) -> tuple[int, int]:
        """How many working days lie after `first`, up to and including `last`.

        The certain ones, and those together with the UNKNOWN ones.
        """
        start, end = _offset(first) + 1, _offset(last) + 1
        self._reach(end - 1)
        return (
            self._late_rank[end] - self._late_rank[start],
            self._early_rank[end] - self._early_rank[start],
        )

    def swaps(self, first: date, last: date) -> Iterator[tuple[date, Day]]:
        """Days from `first` to `last` that differ from Monday to Friday: weekdays off, weekends worked."""
        start, end = _offset(first), _offset(last)
        self._reach(end)
        for i in range(start, end + 1):
            state = self._states[i]
            day = date.fromordinal(_ORIGIN + i)
            if state != UNKNOWN and (state == OFF) == (day.weekday() < 5):
                yield day, _DAYS[state]

    def _state(self, i: int) -> int:
        self._reach(i)
        return self._states[i]

    def _reach(self, i: int) -> None:
        if i >= len(self._states):
            self._tabulate(LAST_DAY.year)

    def _tabulate(self, through: int) -> None:
        states = b"".join(map(self._year_states, range(self._next_year, through + 1)))
        first = _ORIGIN + len(self._states)
        days = list(map(date.fromordinal, range(first, first + len(states))))
        self._states += states
        self._next_year = through + 1
        for counts, kth, rank in (
            (_COUNTS_EARLY, self._early_days, self._early_rank),
            (_COUNTS_LATE, self._late_days, self._late_rank),
        ):
            flags = states.translate(counts.ljust(256, b"\0"))
            rank.extend(accumulate(flags, initial=rank.pop()))
            kth.extend(compress(days, flags))


def notice_for(day: date) -> str:
    """The notice that decides an UNKNOWN day: `calendar:YYYY`.

    From 24 December on it is the next year's (State Council notices of 2007, 2011 and 2018
    set days of the December before).
    """
    return f"calendar:{day.year + (day >= late_december(day.year))}"


def late_december(year: int) -> date:
    """From this day on, a year waits for the next year's notice."""
    return date(year, 12, 24)


def previous_day(day: date) -> date:
    """The day before."""
    return day - timedelta(days=1)


def _offset(day: date) -> int:
    if type(day) is not date:
        raise TypeError(f"a plain date is needed, not {day!r}")
    i = day.toordinal() - _ORIGIN
    if not 0 <= i <= LAST_DAY.toordinal() - _ORIGIN:
        raise OutOfCalendarError
    return i


def _misuse(day: date, n: int) -> Exception:
    if type(day) is not date:
        return TypeError(f"a plain date is needed, not {day!r}")
    return ValueError(f"n counts working days from 1, not {n}")
