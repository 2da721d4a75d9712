"""License, events and calendar → Report. Pure: no clock, no files, no printing."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from icpcli.derive import derive
from icpcli.model import (
    EACH_YEAR,
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
    Rule,
    Status,
    Step,
    Text,
)
from icpcli.notes import notes_on
from icpcli.status import standing, thresholds
from icpcli.workdays import WorkCalendar, notice_for

DEFAULT_ALERT = Alert(warning=30, critical=7)
NO_JOURNALS: Mapping[str, Journal] = {}
CLOSED = (Status.FILED, Status.WAIVED, Status.PAST)
"""Nobody has to act on these: they are never the next thing to do."""
HIDDEN = (Status.FILED, Status.PAST)
"""These are not shown unless they are asked for."""

_ISSUED = Text("发证日期", "the license is issued")
_EXPIRES = Text("有效期届满日（当日仍有效）", "the last day of the term, itself included")


class _Start(NamedTuple):
    """A clock that runs: what started which rule, and the id of the deadline that follows."""

    rule: Rule
    trigger: str
    step: Step
    id: str


def compute(
    licenses: Sequence[License],
    calendar: WorkCalendar,
    as_of: date,
    *,
    events: Sequence[Event] = (),
    journals: Mapping[str, Journal] = NO_JOURNALS,
    alert: Alert = DEFAULT_ALERT,
) -> Report:
    """Every deadline of `licenses` as it stands on `as_of`, with those that `events` start.

    `journals` holds what is recorded of a license, by its `file`; an event that is recorded
    there already is not a second one. `alert` holds where a rule has
    none of its own. Raises `OutOfCalendarError` where a period leaves 2004–2099.
    """
    states: list[LicenseState] = []
    deadlines: list[Deadline] = []
    if_today: list[Deadline] = []
    for license in licenses:
        journal = _journal_of(license, journals)
        run = _runner(license, calendar, as_of, alert, journal)
        happened = (*journal.events, *_not_recorded(events, journal))
        started = [run(start) for start in (*_standing(license), *_started(license, happened))]
        mine = sorted(_with_alternatives(license, started), key=_order)
        deadlines += mine
        if_today += map(
            _runner(license, calendar, as_of, alert, Journal()), _started_today(license, as_of)
        )
        days_to_expiry = (license.expires - as_of).days
        states.append(LicenseState(license, days_to_expiry, next(filter(_is_next, mine), None)))
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
    return report._replace(deadlines=tuple(started), if_today=())


def history(report: Report, journals: Mapping[str, Journal]) -> Report:
    """The deadlines that were filed, in the order of the filings.

    Without those that were closed by the filing of their alternative.
    """
    filings = {(file, one.deadline) for file in journals for one in journals[file].filings}
    filed = [one for one in report.deadlines if (one.license.file, one.id) in filings]
    filed.sort(key=lambda one: (one.filed or date.max, one.id))
    return report._replace(deadlines=tuple(filed), if_today=())


def suppose(licenses: Sequence[License], rule_id: str, day: date | None) -> list[Event]:
    """The event that would start a rule on `day`, to answer for an id of which nothing is recorded."""
    return [
        Event(rule.triggers[0], day)
        for license in licenses
        for rule in license.rules
        if day and rule.id == rule_id and rule.triggers[0] in license.events
    ][:1]


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


def _rules(license: License) -> Iterator[Rule]:
    """The rules that hold for a license: not those for the way that its holder did not take."""
    for rule in license.rules:
        if license.continuing is None or rule.continuing in (None, license.continuing):
            yield rule


def _standing(license: License) -> Iterator[_Start]:
    """The clocks that run by themselves: from the term, and each year."""
    term = {ISSUED: (license.issued, _ISSUED), EXPIRES: (license.expires, _EXPIRES)}
    for rule in _rules(license):
        for trigger in rule.triggers:
            if trigger == EACH_YEAR:
                for year in range(license.issued.year + 1, license.expires.year + 1):
                    why = Text(f"{year} 年", f"the year {year}")
                    step = Step(date(year, 1, 1), why)
                    yield _Start(rule, YEAR, step, f"{rule.id}@{year}")
            elif trigger in term:
                day, why = term[trigger]
                yield _Start(rule, trigger, Step(day, why), f"{rule.id}@{day.year}")


def _started(license: License, events: Sequence[Event]) -> Iterator[_Start]:
    """The clocks that `events` start; a second one of a rule on one day is numbered `.2`.

    The numbers count void events too, so that an id never comes to mean another deadline.
    """
    seen: Counter[str] = Counter()
    for event in events:
        for rule in _rules(license):
            if event.id in rule.triggers and event.id in license.events:
                id = f"{rule.id}@{event.on}"
                seen[id] += 1
                number = f".{seen[id]}" if seen[id] > 1 else ""
                step = Step(event.on, license.events[event.id])
                if not event.void:
                    yield _Start(rule, event.id, step, id + number)


def _not_recorded(events: Sequence[Event], journal: Journal) -> Iterator[Event]:
    recorded = {(event.id, event.on) for event in journal.events if not event.void}
    return (event for event in events if (event.id, event.on) not in recorded)


def _started_today(license: License, as_of: date) -> Iterator[_Start]:
    """For each rule that an event starts, its clock if the first such event happened today."""
    for rule in _rules(license):
        event = rule.triggers[0]
        if event in license.events:
            step = Step(as_of, license.events[event])
            yield _Start(rule, event, step, f"{rule.id}@{as_of}")


def _runner(
    license: License, calendar: WorkCalendar, as_of: date, alert: Alert, journal: Journal
) -> Callable[[_Start], Deadline]:
    """The function that lets a clock run: from what started it to the deadline."""

    def run(start: _Start) -> Deadline:
        rule = start.rule
        dates = derive(rule, start.step, calendar)
        limits = thresholds(rule, dates, start.step.date, alert)
        stands = standing(start.id, dates, start.trigger, as_of, limits, journal)
        see_also = rule.see_also.get(start.trigger, ())
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
            see_also=see_also,
            alternatives=(),
            status=stands.status,
            days_left=(dates.file_by - as_of).days if dates.file_by else None,
            alert=limits,
            steps=dates.steps,
            notes=notes_on(license, rule, see_also, dates, calendar),
            filed=stands.filed,
            days_early=stands.days_early,
            waived_until=stands.waived_until,
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


def _is_open(deadline: Deadline) -> bool:
    return deadline.status not in CLOSED


def _is_next(deadline: Deadline) -> bool:
    return _is_open(deadline) and deadline.file_by is not None


def _is_within(deadline: Deadline, days: int) -> bool:
    return deadline.days_left is not None and deadline.days_left <= days


def _order(deadline: Deadline) -> tuple[date, date, str]:
    """By the day to plan for, then the legal day, then the id; what has no date comes last."""
    return deadline.file_by or date.max, deadline.due or date.max, deadline.id
