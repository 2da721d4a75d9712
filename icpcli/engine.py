"""License, events and calendar → Report. Pure: no clock, no files, no printing."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date

from icpcli import clocks
from icpcli.clocks import Start
from icpcli.derive import derive
from icpcli.model import (
    EXPIRES,
    ISSUED,
    YEAR,
    Alert,
    Deadline,
    Event,
    Journal,
    License,
    LicenseState,
    Report,
    Status,
    Text,
)
from icpcli.notes import notes_on
from icpcli.status import standing, thresholds
from icpcli.workdays import OutOfCalendarError, WorkCalendar, notice_for

DEFAULT_ALERT = Alert(warning=30, critical=7)
NO_JOURNALS: Mapping[str, Journal] = {}
HIDDEN = (Status.FILED, Status.PAST)
"""These are not shown unless they are asked for."""

_SUPPOSED = Text(
    "这是假设：没有这件事的记录，只是按它在那一天发生来计算",
    "Supposed: nothing is recorded; this is what would follow if it happened on that day",
)


def compute(
    licenses: Sequence[License],
    calendar: WorkCalendar,
    as_of: date,
    *,
    events: Sequence[Event] = (),
    journals: Mapping[str, Journal] = NO_JOURNALS,
    supposed: tuple[str, date] | None = None,
    alert: Alert = DEFAULT_ALERT,
) -> Report:
    """Every deadline of `licenses` as it stands on `as_of`, with those that `events` start.

    `journals` holds what is recorded of a license, by its `file`; an event that is recorded
    there already is not a second one. `supposed` is a rule, by its id, that something starts on a
    day of which nothing is known. `alert` holds where a rule has none of its own.

    Raises `OutOfCalendarError`, with the rule's place, where a period leaves 2004–2099.
    """
    states: list[LicenseState] = []
    deadlines: list[Deadline] = []
    if_today: list[Deadline] = []
    for license in licenses:
        journal = _journal_of(license, journals)
        run = _runner(license, calendar, as_of, alert, journal)
        happened = (*journal.events, *_not_recorded(events, journal))
        started = [*map(run, (*clocks.standing(license), *clocks.started(license, happened)))]
        started += _supposed(license, supposed, run, started)
        mine = sorted(_with_alternatives(license, started), key=_order)
        deadlines += mine
        if_today += _if_today(license, _runner(license, calendar, as_of, alert, Journal()), as_of)
        days_to_expiry = (license.expires - as_of).days
        states.append(LicenseState(license, days_to_expiry, next(filter(_is_open, mine), None)))
    return Report(
        as_of=as_of,
        published_through=calendar.published_through,
        licenses=tuple(states),
        deadlines=tuple(sorted(deadlines, key=_order)),
        if_today=tuple(sorted(if_today, key=_order)),
    )


def select(report: Report, *, within: int | None = None, passed: bool = False) -> Report:
    """The deadlines that a person wants to see.

    Those that are filed or whose day went by only where `passed` is asked for; with `within`, only those
    to be filed in at most so many days, or already late.
    """
    return report._replace(
        deadlines=tuple(
            deadline
            for deadline in report.deadlines
            if (passed or deadline.status not in HIDDEN)
            and (within is None or _is_within(deadline, within))
        ),
    )


def only_events(report: Report, events: Iterable[Event] | None = None) -> Report:
    """The deadlines that an event started, one of `events` where they are given."""
    named = None if events is None else {(event.id, event.on) for event in events}
    started = (
        one
        for one in report.deadlines
        if one.trigger not in (ISSUED, EXPIRES, YEAR)
        and (named is None or (one.trigger, one.trigger_date) in named)
    )
    found = tuple(started)
    return report._replace(
        licenses=tuple(_with_next(state, found) for state in report.licenses),
        deadlines=found,
        if_today=(),
    )


def history(report: Report, journals: Mapping[str, Journal]) -> Report:
    """The deadlines that were filed, in the order of the filings.

    Without those that were closed by the filing of their alternative.
    """
    filings = {(file, one.deadline) for file in journals for one in journals[file].filings}
    filed = [one for one in report.deadlines if (one.license.file, one.id) in filings]
    filed.sort(key=lambda one: (one.filed or date.max, one.id))
    return report._replace(deadlines=tuple(filed), if_today=())


def look_up(report: Report, key: str) -> Report:
    """The deadlines whose id is `key`; or for a rule's id, the next that is open, else its last.

    Where an event must start the rule, it is taken to happen today. No deadline is found where
    `key` is not known.
    """
    found = [deadline for deadline in report.deadlines if deadline.id == key]
    if not found:
        for state in report.licenses:
            mine = [
                deadline
                for deadline in (*report.deadlines, *report.if_today)
                if deadline.license == state.license and deadline.rule.id == key
            ]
            found += [*filter(_is_open, mine), *mine[-1:]][:1]
    known = {id(deadline) for deadline in report.deadlines}
    found = [one if id(one) in known else _with_note(one, _SUPPOSED) for one in found]
    return report._replace(deadlines=tuple(found), if_today=())


def outside_term(report: Report) -> tuple[Text, ...]:
    """What to say of events that lie outside the term of their license, once of each."""
    notes = (
        Text(
            f"{deadline.trigger} {day} 不在许可证有效期内（{license.issued} 至 {license.expires}）",
            f"{deadline.trigger} {day} lies outside the term of the license "
            f"({license.issued} to {license.expires})",
        )
        for deadline in report.deadlines
        for license, day in [(deadline.license, deadline.trigger_date)]
        if not license.issued <= day <= license.expires
    )
    return tuple(dict.fromkeys(notes))


def _supposed(
    license: License,
    supposed: tuple[str, date] | None,
    run: Callable[[Start], Deadline],
    known: Iterable[Deadline],
) -> Iterator[Deadline]:
    """The deadline of a rule that is taken to have been started, unless there is one of that id."""
    if supposed and f"{supposed[0]}@{supposed[1]}" not in (deadline.id for deadline in known):
        for start in clocks.supposed(license, *supposed):
            yield _with_note(run(start), _SUPPOSED)


def _if_today(
    license: License, run: Callable[[Start], Deadline], as_of: date
) -> Iterator[Deadline]:
    """Without what would leave the calendar if it began today: nobody says that it does."""
    for start in clocks.started_today(license, as_of):
        with suppress(OutOfCalendarError):
            yield run(start)


def _runner(
    license: License, calendar: WorkCalendar, as_of: date, alert: Alert, journal: Journal
) -> Callable[[Start], Deadline]:
    """The function that lets a clock run: from what started it to the deadline."""

    def run(start: Start) -> Deadline:
        rule = start.rule
        try:
            dates = derive(rule, start.step, calendar)
        except OutOfCalendarError:
            raise OutOfCalendarError(license.file, rule.line, rule.id) from None
        limits = thresholds(rule, dates, start.step.date, alert)
        stands = standing(start.id, dates, start.trigger, as_of, limits, journal)
        return Deadline(
            id=start.id,
            license=license,
            rule=rule,
            kind=dates.kind,
            trigger=start.trigger,
            trigger_date=start.step.date,
            opens=dates.opens,
            prepare_from=dates.prepare_from,
            due=dates.due,
            due_latest=dates.due_latest,
            file_by=dates.file_by,
            extended_to=dates.extended_to,
            certainty=dates.certainty,
            reasons=tuple(dict.fromkeys(map(notice_for, dates.undecided))),
            see_also=start.see_also,
            alternatives=(),
            status=stands.status,
            days_left=(dates.file_by - as_of).days if dates.file_by else None,
            alert=limits,
            steps=dates.steps,
            notes=notes_on(license, rule, start.see_also, dates),
            filed=stands.filed,
            days_early=stands.days_early,
            waived_until=stands.waived_until,
            strictest=dates.strictest,
        )

    return run


def _with_alternatives(license: License, deadlines: list[Deadline]) -> Iterator[Deadline]:
    """Where it is not decided whether the holder continues, each way names the other.

    Filing one closes both.
    """
    for deadline in deadlines:
        others = [
            other
            for other in deadlines
            if license.continuing is None
            and None not in (deadline.rule.continuing, other.rule.continuing)
            and deadline.rule.continuing != other.rule.continuing
        ]
        chosen = next((other for other in others if other.status is Status.FILED), None)
        if chosen and deadline.status is not Status.FILED:
            deadline = deadline._replace(
                status=Status.FILED,
                filed=chosen.filed,
                days_early=chosen.days_early,
                waived_until=None,
            )
        yield deadline._replace(alternatives=tuple(other.id for other in others))


def _journal_of(license: License, journals: Mapping[str, Journal]) -> Journal:
    journal = journals.get(license.file, Journal())
    return journal._replace(since=license.tracked_from or journal.since)


def _with_next(state: LicenseState, deadlines: Sequence[Deadline]) -> LicenseState:
    mine = (one for one in deadlines if one.license == state.license)
    return state._replace(next=next(filter(_is_open, mine), None))


def _with_note(deadline: Deadline, note: Text) -> Deadline:
    return deadline._replace(notes=(note, *deadline.notes))


def _is_open(deadline: Deadline) -> bool:
    return deadline.is_open


def _is_within(deadline: Deadline, days: int) -> bool:
    return deadline.days_left is not None and deadline.days_left <= days


def _order(deadline: Deadline) -> tuple[date, date, str]:
    """By the day to plan for, then the legal day, then the id; what has no date comes last."""
    return deadline.file_by or date.max, deadline.due or date.max, deadline.id


def _not_recorded(events: Sequence[Event], journal: Journal) -> Iterator[Event]:
    recorded = {(event.id, event.on) for event in journal.events if not event.void}
    return (event for event in events if (event.id, event.on) not in recorded)
