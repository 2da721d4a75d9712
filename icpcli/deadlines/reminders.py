"""Which reminders fall on which day: the entries of a calendar, and what to say today. Pure."""

from collections.abc import Container, Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple
from uuid import NAMESPACE_URL, uuid5

from icpcli.model.deadline import OPEN, Deadline, Kind, Report, Status
from icpcli.model.journal import Event
from icpcli.model.reminder import Entry, Moment

DAYS = (90, 60, 30, 14, 7, 3, 1)
"""Days before `file_by` on which a person wants to hear of it."""


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


def calendar_entries(
    report: Report,
    style: Style,
    days: Sequence[int],
    *,
    passed: bool = False,
    named: Container[Event] = (),
) -> tuple[Entry, ...]:
    """What to write into a calendar, by date.

    What has passed is left out unless `passed` asks for it; a deadline that an event of `named`
    started stays, because somebody asked for just that one. No alarm lies in the past.
    """
    found = [
        entry
        for deadline in report.deadlines
        if deadline.is_open or (passed and deadline.status is Status.PAST)
        for entry in _entries(deadline, style, days, report.as_of)
        if passed or entry.on >= report.as_of or _is_named(entry, named)
    ]
    return tuple(sorted(found, key=lambda entry: entry.on))


def left_out(report: Report, entries: Sequence[Entry]) -> tuple[Deadline, ...]:
    """The open deadlines that `entries` do not name: late ones, for which no coming day is left."""
    shown = {id(entry.deadline) for entry in entries}
    return tuple(deadline for deadline in _open(report) if id(deadline) not in shown)


def tasks(report: Report) -> tuple[Entry, ...]:
    """One entry for each open deadline, late ones included, for a list of things to do."""
    return tuple(
        _entry(deadline, Moment.FILE_BY, deadline.file_by)
        for deadline in _open(report)
        if deadline.file_by
    )


def due_today(
    report: Report, days: Sequence[int], *, everything: bool = False
) -> tuple[Deadline, ...]:
    """The open deadlines to speak of today, worst first.

    Those that are `days` away, those of today, and those whose `file_by` has passed, every day;
    with `everything` all of them.
    """
    found = [
        deadline
        for deadline in _open(report)
        if everything or deadline.days_left in days or (deadline.days_left or 0) <= 0
    ]
    return tuple(sorted(found, key=_how_bad))


def _open(report: Report) -> Iterator[Deadline]:
    return (deadline for deadline in report.deadlines if deadline.is_open)


def _how_bad(deadline: Deadline) -> tuple[int, int]:
    return OPEN.index(deadline.status), deadline.days_left or 0


def _is_named(entry: Entry, named: Container[Event]) -> bool:
    deadline = entry.deadline
    event = Event(deadline.trigger, deadline.trigger_date)
    return entry.moment is Moment.FILE_BY and event in named


def _entries(deadline: Deadline, style: Style, days: Sequence[int], as_of: date) -> Iterator[Entry]:
    """All entries of one deadline; none of a gate, which has no date."""
    if deadline.opens:
        yield _entry(deadline, Moment.OPENS, deadline.opens)
    if deadline.prepare_from:
        yield _entry(deadline, Moment.PREPARE_FROM, deadline.prepare_from)
    if not deadline.file_by:
        return
    ahead = {day: deadline.file_by - timedelta(days=day) for day in (*days, 0)}
    by_event = deadline.kind in (Kind.AFTER, Kind.IMMEDIATE)
    started = deadline.trigger_date if by_event else date.min
    for day, on in ahead.items():
        if style.entries and day > max(style.longest_alarm, 0) and on >= started:
            yield _entry(deadline, Moment.AHEAD, on, ahead=day)
    ringing = [day for day, on in ahead.items() if day <= style.longest_alarm and on >= as_of]
    alarms = tuple(sorted(ringing, key=_alarm_order))
    yield _entry(deadline, Moment.FILE_BY, deadline.file_by, alarms=alarms)


def _alarm_order(day: int) -> tuple[bool, int]:
    """The nearest first, but that of the day itself last.

    Outlook keeps the first alarm only and takes its absolute value: 9 hours *into* the day would
    become 9 hours before it, where the day before at 09:00 is kept as it is.
    """
    return day == 0, day


def _entry(
    deadline: Deadline,
    moment: Moment,
    on: date,
    *,
    ahead: int = 0,
    alarms: tuple[int, ...] = (),
) -> Entry:
    """An entry with its UID: from what it is, never from its title, its date or its place."""
    kind = f"{moment}-{ahead}" if ahead else str(moment)
    # No id and no kind holds a newline, so that no two names are alike.
    name = f"{deadline.license.number}\n{deadline.id}\n{kind}"
    return Entry(deadline, moment, on, str(uuid5(NAMESPACE_URL, name)), ahead, alarms)
