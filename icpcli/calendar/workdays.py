"""Working days of mainland China, and the honest answer for days that are not decided yet."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from enum import Enum
from itertools import accumulate, compress
from typing import NamedTuple

from icpcli.model.problem import IcpError, Problem, Text

FIRST_DAY = date(2004, 1, 1)
LAST_DAY = date(2099, 12, 31)
_ORIGIN = FIRST_DAY.toordinal()
_NONE = date.min.toordinal()
_YEARS_AT_A_TIME = 3


class Day(Enum):
    """What is known of a day: a working day, a day off, or not decided yet."""

    WORK = "work"
    OFF = "off"
    UNKNOWN = "unknown"


WORK, OFF, UNKNOWN = 0, 1, 2
"""The three kinds of `Day` as bytes: a year is a row of them, one for each day."""

_DAYS = (Day.WORK, Day.OFF, Day.UNKNOWN)


class OutOfCalendarError(IcpError):
    """A date, or the end of a count, outside 2004–2099; code `out_of_calendar`.

    Where a rule of a license led there, its place.
    """

    def __init__(self, file: str = "", line: int = 0, path: str = "") -> None:
        message = Text(
            f"日期超出 {FIRST_DAY} 至 {LAST_DAY} 的日历范围",
            f"the date leaves the calendar of {FIRST_DAY} to {LAST_DAY}",
        )
        super().__init__("out_of_calendar", [Problem(file, line, min(line, 1), path, message)])


class Span(NamedTuple):
    """A date with its two readings; they differ only where undecided days were counted."""

    earliest: date
    latest: date


class _Reading:
    """The working days, where each UNKNOWN day is read as one, or each as a day off.

    `kth[k]` is the ordinal of the k-th of them, k from 1; `rank[i]` is how many come before the
    i-th day of the calendar, i from 0. Of ten thousand days an answer names a few, and to make a
    date takes ten times as long as to keep its ordinal.
    """

    __slots__ = ("_counts", "kth", "rank")

    def __init__(self, *, unknown_counts: bool) -> None:
        self._counts = bytes((1, 0, unknown_counts)).ljust(256, b"\0")
        self.kth = [_NONE]
        self.rank = [0]

    def extend(self, states: bytes, days: Iterable[int]) -> None:
        flags = states.translate(self._counts)
        self.rank.extend(accumulate(flags, initial=self.rank.pop()))
        self.kth.extend(compress(days, flags))

    def copy(self, other: "_Reading") -> None:
        self.rank[:] = other.rank
        self.kth[:] = other.kth


class _Answers(dict[int, Span]):
    """Spans by the early reading's `k`, for days with the same number of UNKNOWN days before them.

    From all of those the late reading is as many working days behind. A span is made when it is
    first asked for, because that costs more than to find its days.
    """

    __slots__ = ("_early", "_late", "behind")

    def __init__(self, early: _Reading, late: _Reading, behind: int) -> None:
        self._early, self._late, self.behind = early.kth, late.kth, behind

    def __missing__(self, k: int) -> Span:
        span = self[k] = _span(self._early[k], self._late[k - self.behind])
        return span


class WorkCalendar:
    """WORK, OFF or UNKNOWN for every day of 2004–2099, and working days counted through them.

    `holidays.load_calendar` makes one. A count costs the same however long it is: both readings
    of the undecided days are tabulated, and an answer is looked up.

    `year_states(year)` gives a byte for each day of a year. `published_through` is the last day
    of the last year, without a gap, whose notice is known. `local_days_off` are a region's own:
    they count as the whole country's do, and are only no day to plan for (semantics § 5).
    """

    notes: tuple[Problem, ...]
    """What was accepted in the notices, and should be looked at by a person."""

    def __init__(
        self,
        year_states: Callable[[int], bytes],
        published_through: date,
        *,
        local_days_off: Iterable[date] = (),
        notes: Iterable[Problem] = (),
    ) -> None:
        self._year_states = year_states
        self._published_through = published_through
        self._local_days_off = frozenset(map(date.toordinal, local_days_off))
        self.notes = tuple(notes)
        self._states = bytearray()
        self._early = _Reading(unknown_counts=True)
        self._late = _Reading(unknown_counts=False)
        self._answers = [_Answers(self._early, self._late, 0)]
        self._next_year = FIRST_DAY.year
        self._tabulate(published_through.year)
        self._tabulate(published_through.year + _YEARS_AT_A_TIME)

    @property
    def published_through(self) -> date:
        """The last day of the last published year.

        Its days from 24 December on still wait for the next notice.
        """
        return self._published_through

    def day(self, day: date) -> Day:
        """WORK, OFF or UNKNOWN.

        Raises `IcpError` outside 2004–2099, `TypeError` for anything but a plain date.
        """
        i = _offset(day)
        self._reach(i)
        return _DAYS[self._states[i]]

    def after(self, day: date, n: int) -> Span:
        """The `n`-th working day strictly after `day`, whether or not `day` is one.

        Raises `IcpError` where the count leaves 2004–2099, `ValueError` for n < 1, `TypeError`
        for anything but a plain date.
        """
        if n < 1 or type(day) is not date:
            raise _misuse(day, n)
        i = day.toordinal() - _ORIGIN + 1
        if i < 1:
            raise OutOfCalendarError
        while True:
            try:
                return self._answers[i][self._early.rank[i] + n]
            except IndexError:
                self._tabulate_more()

    def before(self, day: date, n: int) -> Span:
        """The `n`-th working day strictly before `day`, whether or not `day` is one.

        Raises as `after` does.
        """
        if n < 1 or type(day) is not date:
            raise _misuse(day, n)
        i = _offset(day)
        self._reach(i)
        first, last = self._late.rank[i] - n + 1, self._early.rank[i] - n + 1
        if first < 1:
            raise OutOfCalendarError
        return _span(self._late.kth[first], self._early.kth[last])

    def last_workday(self, day: date) -> date:
        """The last day on or before `day` that is certainly a working day, in the region, too.

        Raises `IcpError` where 2004–2099 holds none, `TypeError` for anything but a plain date.
        """
        found = self._last_certain(day, self._local_days_off)
        if found < FIRST_DAY:
            raise OutOfCalendarError
        return found

    def last_workday_from(self, first: date, last: date) -> date | None:
        """The last day from `first` to `last` that is certainly a working day; None without one.

        A day that is off in the region only where there is no other: what stands in for None may
        lie behind it, and a region's days off must make no date later. Raises as `last_workday`.
        """
        passes = (self._local_days_off, frozenset[int]()) if last >= FIRST_DAY else ()
        for passed_over in passes:
            found = self._last_certain(last, passed_over)
            if found >= max(first, FIRST_DAY):
                return found
        return None

    def is_local_day_off(self, day: date) -> bool:
        """Whether `day` is off in the region, whatever it is in the whole country."""
        return day.toordinal() in self._local_days_off

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
        self._reach(max(start, end) - 1)
        late, early = self._late.rank, self._early.rank
        return late[end] - late[start], early[end] - early[start]

    def swaps(self, first: date, last: date) -> Iterator[tuple[date, Day]]:
        """The days from `first` to `last` that are certainly not as in a plain week.

        Weekdays off (OFF) and worked weekend days (WORK), in their order.
        """
        start, end = _offset(first), _offset(last)
        self._reach(end)
        for i in range(start, end + 1):
            state = self._states[i]
            day = date.fromordinal(_ORIGIN + i)
            if state != UNKNOWN and (state == OFF) == (day.weekday() < 5):
                yield day, _DAYS[state]

    def _last_certain(self, day: date, passed_over: frozenset[int]) -> date:
        """The last certain working day on or before `day`; `date.min` where there is none."""
        i = _offset(day)
        self._reach(i)
        k = self._late.rank[i + 1]
        while self._late.kth[k] in passed_over:
            k -= 1
        return date.fromordinal(self._late.kth[k])

    def _reach(self, i: int) -> None:
        while i >= len(self._states):
            self._tabulate_more()

    def _tabulate_more(self) -> None:
        if self._next_year > LAST_DAY.year:
            raise OutOfCalendarError from None
        self._tabulate(self._next_year + _YEARS_AT_A_TIME)

    def _tabulate(self, until: int) -> None:
        """Add the years before `until` to the tables."""
        until = min(until, LAST_DAY.year + 1)
        states = b"".join(map(self._year_states, range(self._next_year, until)))
        first = _ORIGIN + len(self._states)
        days = range(first, first + len(states))
        self._states += states
        self._next_year = until
        self._early.extend(states, days)
        if UNKNOWN in self._states:
            self._late.extend(states, days)
        else:
            # Nothing to read in two ways so far, and a copy costs a tenth.
            self._late.copy(self._early)
        answers = self._answers[-1]
        for nth, run in enumerate(states.split(bytes((UNKNOWN,)))):
            if nth > 0:
                answers = _Answers(self._early, self._late, answers.behind + 1)
                self._answers.append(answers)
            self._answers += [answers] * len(run)


def notices_for(days: Iterable[date]) -> tuple[int, ...]:
    """The years whose notices decide the UNKNOWN `days` (ascending), each once.

    From 24 December on it is the next year's (State Council notices of 2007, 2011 and 2018
    set days of the December before).
    """
    years = (day.year + (day >= late_december(day.year)) for day in days)
    return tuple(dict.fromkeys(years))


def late_december(year: int) -> date:
    """From this day on, a year waits for the next year's notice."""
    return date(year, 12, 24)


def _offset(day: date) -> int:
    if type(day) is not date:
        raise TypeError(f"a plain date is needed, not {day!r}")
    i = day.toordinal() - _ORIGIN
    if not 0 <= i <= LAST_DAY.toordinal() - _ORIGIN:
        raise OutOfCalendarError
    return i


def _span(earliest: int, latest: int) -> Span:
    return Span(date.fromordinal(earliest), date.fromordinal(latest))


def _misuse(day: date, n: int) -> Exception:
    if type(day) is not date:
        return TypeError(f"a plain date is needed, not {day!r}")
    return ValueError(f"n counts working days from 1, not {n}")
