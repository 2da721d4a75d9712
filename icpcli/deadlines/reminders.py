"""Which reminders fall on which day: the entries of a calendar, and what to say today. Pure.

Whoever asks brings `last_workday`: the last certain working day of a license on or before a day.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple
from uuid import NAMESPACE_URL, uuid5

from icpcli.calendar.workdays import OutOfCalendarError
from icpcli.model.deadline import Deadline, Kind, Report, Status
from icpcli.model.license import License
from icpcli.model.reminder import Closing, Entry, Group, Moment, edition
from icpcli.model.told import as_told

DAYS = (90, 60, 30, 14, 7, 3, 1)
"""Days before `file_by` on which a person wants to hear of it."""

KEPT = timedelta(days=400)
"""So long a calendar says that an entry is cancelled, for programs that rarely look."""

_DAY = timedelta(days=1)

LastWorkday = Callable[[License, date], date]
"""Licenses may have holiday notices of their own. Raises `OutOfCalendarError`."""


class Style(NamedTuple):
    """How a reminder some days ahead reaches a calendar: up to `longest_alarm` days as an alarm of
    the deadline's own entry, else as an entry of its own where `entries` allows it."""

    longest_alarm: int
    entries: bool


STYLES = {
    # Google takes no alarm longer than four weeks, Thunderbird looks for alarms one month ahead.
    "auto": Style(28, entries=True),
    "events": Style(-1, entries=True),
    "alarms": Style(99999, entries=False),
    "none": Style(-1, entries=False),
}


class _Reminder(NamedTuple):
    """A step of the list that asks for a reminder, its day, and the last certain working day up to it."""

    step: int
    on: date
    workday: date


def calendar_entries(
    report: Report,
    style: Style,
    days: Sequence[int],
    last_workday: LastWorkday,
    *,
    passed: bool = False,
) -> tuple[Entry, ...]:
    """What to write into a calendar, by date.

    An open deadline is always among them: once its day to file by is over, that entry stays, and
    another stands on the day of the report. What was closed in the last 400 days is there to be
    cancelled. What else has passed is left out unless `passed` asks for it. No alarm lies in the past.
    """
    plan = _Plan(style, days, last_workday, _Names(report))
    found = [
        entry
        for deadline in report.deadlines
        if _is_in_a_calendar(deadline, passed)
        for entry in _entries(deadline, plan, report.as_of)
        if passed or entry.last >= report.as_of or entry.moment is Moment.FILE_BY
    ]
    for deadline, closing in _closed(report):
        found += _cancelled(deadline, closing, plan)
    return tuple(sorted(found, key=lambda entry: entry.on))


def tasks(report: Report) -> tuple[Entry, ...]:
    """One entry for each open deadline, late ones included, for a list of things to do."""
    names = _Names(report)
    return tuple(
        names.entry(deadline, Moment.FILE_BY, deadline.file_by)
        for deadline in _open(report)
        if deadline.file_by
    )


def due_today(
    report: Report, days: Sequence[int], last_workday: LastWorkday, *, everything: bool = False
) -> tuple[Group, ...]:
    """The open deadlines to speak of today, by day, then company; two alternatives are one.

    Those that are `days` away, those of today, and those whose `file_by` has passed, every day; with
    `everything` all of them. What falls on a day that may be off is given on the last certain
    working day before it as well.
    """
    silence = {
        state.license.file: _silence_after(state.license, report.as_of, last_workday)
        for state in report.licenses
    }

    def is_due(deadline: Deadline) -> bool:
        left = deadline.days_left or 0
        early = range(silence[deadline.license.file] + 1)
        return left <= 0 or any(left - day in early for day in (*days, 0))

    found = (deadline for deadline in _open(report) if everything or is_due(deadline))
    return tuple(sorted(_told_as_one(found), key=_by_day_and_company))


def _open(report: Report) -> Iterator[Deadline]:
    return (deadline for deadline in report.deadlines if deadline.is_open)


def _told_as_one(deadlines: Iterable[Deadline]) -> Iterator[Group]:
    """Each deadline by itself, but for two with the same days of which only one is needed."""
    for deadline, other in as_told(deadlines):
        yield (deadline, other) if other else (deadline,)


def _by_day_and_company(group: Group) -> tuple[date, str, str, str]:
    first = group[0]
    return first.file_by or date.max, first.license.company, first.license.number, first.id


def _silence_after(license: License, day: date, last_workday: LastWorkday) -> int:
    """How many days follow on `day` before somebody is certainly at work again; 0 where nobody
    certainly is on `day`."""
    n = 0
    while _workday(license, day + (n + 1) * _DAY, last_workday) == day:
        n += 1
    return n


def _workday(license: License, day: date, last_workday: LastWorkday) -> date | None:
    """The last certain working day on or before `day`; None where the calendar does not reach."""
    try:
        return last_workday(license, day)
    except OutOfCalendarError:
        return None


class _Names:
    """What identifies an entry for good, and which edition of it this one is.

    A UID comes from what an entry is, never from its title or its date, and from the first number
    that the license ever had; from its file only where another one holds the same number. The number of the edition grows from day to day and
    with every entry of the journal: of two, clients keep the higher.
    """

    def __init__(self, report: Report) -> None:
        self._day = edition(report.as_of)
        self._entries = {state.license.file: state.entries for state in report.licenses}
        self._apart = set(_namesakes(state.license for state in report.licenses))

    def entry(
        self,
        deadline: Deadline,
        moment: Moment,
        on: date,
        kind: str = "",
        *,
        through: date | None = None,
        alarms: tuple[int, ...] = (),
    ) -> Entry:
        """An entry with its UID; `kind` tells several of one moment apart."""
        license = deadline.license
        # No id and no kind holds a newline, so that no two names are alike.
        words = [_first_number(license), deadline.id, kind or moment]
        if license.file in self._apart:
            words.append(license.namesake)
        uid = str(uuid5(NAMESPACE_URL, "\n".join(words)))
        sequence = self._day + self._entries.get(license.file, 0)
        return Entry(deadline, moment, on, uid, sequence, through, alarms)


def _first_number(license: License) -> str:
    return (*license.earlier_numbers, license.number)[0]


def _namesakes(licenses: Iterable[License]) -> Iterator[str]:
    """The files whose license number stands in another one as well, but for the first of them."""
    seen: set[str] = set()
    for license in sorted(licenses, key=lambda one: one.namesake):
        number = _first_number(license)
        if number in seen:
            yield license.file
        seen.add(number)


def _is_in_a_calendar(deadline: Deadline, passed: bool) -> bool:
    """Whether it is open; one that waits until somebody wants to hear of it again is, too."""
    waits = deadline.status is Status.WAIVED and deadline.closed_on is None
    past = deadline.status is Status.PAST and deadline.closed_on is None
    return deadline.is_open or waits or (passed and past)


class _Plan(NamedTuple):
    """How reminders are wanted, on which days before `file_by`, and what identifies them."""

    style: Style
    days: Sequence[int]
    last_workday: LastWorkday
    names: _Names


def _entries(deadline: Deadline, plan: _Plan, as_of: date) -> Iterator[Entry]:
    """All entries of one deadline; none of a gate, which has no date."""
    entry, longest = plan.names.entry, plan.style.longest_alarm
    dates = deadline.dates
    for moment, day in ((Moment.OPENS, dates.opens), (Moment.PREPARE_FROM, dates.prepare_from)):
        if day:
            yield entry(deadline, moment, day)
    if not deadline.file_by:
        return
    told = [*_reminders(deadline, plan)]
    for one in told:
        left = (deadline.file_by - one.workday).days
        if plan.style.entries and left > max(longest, 0) and _is_wanted(deadline, one.on):
            on = one.workday if _is_wanted(deadline, one.workday) else one.on
            kind = f"{Moment.AHEAD}-{one.step}"
            yield entry(deadline, Moment.AHEAD, on, kind, through=one.on)
    rings = {on for one in told for on in (one.on, one.workday) if _is_wanted(deadline, on)}
    ringing = [(deadline.file_by - on).days for on in rings if on >= as_of]
    alarms = tuple(sorted((n for n in ringing if n <= longest), key=_alarm_order))
    yield entry(deadline, Moment.FILE_BY, deadline.file_by, alarms=alarms)
    if deadline.is_open and deadline.file_by < as_of:
        yield entry(deadline, Moment.TODAY, as_of, alarms=(0,) if longest >= 0 else ())


def _reminders(deadline: Deadline, plan: _Plan) -> Iterator[_Reminder]:
    """What the steps ask for, the day itself included: nothing before what started the clock."""
    assert deadline.file_by
    by_event = deadline.kind in (Kind.AFTER, Kind.HOURS, Kind.IMMEDIATE)
    started = deadline.trigger_date if by_event else date.min
    for step in (*plan.days, 0):
        on = deadline.file_by - step * _DAY
        workday = _workday(deadline.license, on, plan.last_workday) or on
        if on >= started:
            yield _Reminder(step, on, workday if workday >= started else on)


def _is_wanted(deadline: Deadline, on: date) -> bool:
    """Whether somebody wants to hear of it on a day: not as long as it is waived."""
    return deadline.waived_until is None or on > deadline.waived_until


def _alarm_order(day: int) -> tuple[bool, int]:
    """The nearest first, but that of the day itself last.

    Outlook keeps the first alarm only and takes its absolute value: 9 hours *into* the day would
    become 9 hours before it, where the day before at 09:00 is kept as it is.
    """
    return day == 0, day


def _closed(report: Report) -> Iterator[tuple[Deadline, Closing]]:
    """What calendars may still hold and nobody has to do any more, and why."""
    for deadline in report.voided:
        if _is_recent(deadline, report.as_of):
            yield deadline, Closing.VOID
    for deadline in report.deadlines:
        if _is_recent(deadline, report.as_of):
            # A term that was followed by another needs no renewal any more.
            past = deadline.status is Status.PAST
            yield deadline, Closing.VOID if past else Closing(deadline.status)


def _is_recent(deadline: Deadline, as_of: date) -> bool:
    return deadline.closed_on is not None and as_of - deadline.closed_on <= KEPT


def _cancelled(deadline: Deadline, closing: Closing, plan: _Plan) -> Iterator[Entry]:
    """Every entry that a calendar may hold of it, to be cancelled."""
    assert deadline.closed_on
    whole = deadline._replace(waived_until=None, status=Status.PAST)
    held = [*_entries(whole, plan, date.max)]
    if deadline.file_by and deadline.file_by < deadline.closed_on:
        held.append(plan.names.entry(deadline, Moment.TODAY, deadline.closed_on))
    for entry in held:
        yield entry._replace(deadline=deadline, alarms=(), closed=closing)
