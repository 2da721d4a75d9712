"""License, events and calendar → Report. Pure: no clock, no files, no printing."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from icpcli.derive import Dates, derive
from icpcli.model import (
    EACH_YEAR,
    EXPIRES,
    ISSUED,
    Alert,
    Deadline,
    Event,
    Kind,
    License,
    LicenseState,
    Report,
    Rule,
    Status,
    Step,
    Text,
)
from icpcli.notes import notes_on
from icpcli.workdays import WorkCalendar, notice_for

DEFAULT_ALERT = Alert(warning=30, critical=7)

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
    alert: Alert = DEFAULT_ALERT,
) -> Report:
    """Every deadline of `licenses` as it stands on `as_of`, with those that `events` start.

    `alert` holds where a rule has none of its own. Raises `OutOfCalendarError` where a period
    leaves 2004–2099.
    """
    states: list[LicenseState] = []
    deadlines: list[Deadline] = []
    if_today: list[Deadline] = []
    for license in licenses:
        run = _runner(license, calendar, as_of, alert)
        started = [run(start) for start in (*_standing(license), *_started(license, events))]
        mine = sorted(_with_alternatives(license, started), key=_order)
        deadlines += mine
        if_today += map(run, _started_today(license, as_of))
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

    Those whose day went by (`past`) only where `passed` is asked for; with `within`, only those
    to be filed in at most so many days, or already late.
    """
    return report._replace(
        deadlines=tuple(
            deadline
            for deadline in report.deadlines
            if (passed or deadline.status is not Status.PAST)
            and (within is None or _is_within(deadline, within))
        ),
    )


def only_events(report: Report) -> Report:
    """The deadlines that an event started, without those that run by themselves."""
    fixed = (ISSUED, EXPIRES, "year")
    started = (deadline for deadline in report.deadlines if deadline.trigger not in fixed)
    return report._replace(deadlines=tuple(started), if_today=())


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
    """What to say of events that lie outside the term of their license."""
    return tuple(
        Text(
            f"{deadline.trigger} {day} 不在许可证有效期内（{license.issued} 至 {license.expires}）",
            f"{deadline.trigger} {day} lies outside the term of the license "
            f"({license.issued} to {license.expires})",
        )
        for deadline in report.deadlines
        for license, day in [(deadline.license, deadline.trigger_date)]
        if not license.issued <= day <= license.expires
    )


def _standing(license: License) -> Iterator[_Start]:
    """The clocks that run by themselves: from the term, and each year."""
    term = {ISSUED: (license.issued, _ISSUED), EXPIRES: (license.expires, _EXPIRES)}
    for rule in license.rules:
        if None not in (rule.continuing, license.continuing) and (
            rule.continuing != license.continuing
        ):
            continue
        for trigger in rule.triggers:
            if trigger == EACH_YEAR:
                for year in range(license.issued.year + 1, license.expires.year + 1):
                    why = Text(f"{year} 年", f"the year {year}")
                    step = Step(date(year, 1, 1), why)
                    yield _Start(rule, "year", step, f"{rule.id}@{year}")
            elif trigger in term:
                day, why = term[trigger]
                yield _Start(rule, trigger, Step(day, why), f"{rule.id}@{day.year}")


def _started(license: License, events: Sequence[Event]) -> Iterator[_Start]:
    """The clocks that `events` start; a second one of a rule on one day is numbered `.2`."""
    seen: Counter[str] = Counter()
    for event in events:
        for rule in license.rules:
            if event.id in rule.triggers and event.id in license.events:
                id = f"{rule.id}@{event.on}"
                seen[id] += 1
                number = f".{seen[id]}" if seen[id] > 1 else ""
                step = Step(event.on, license.events[event.id])
                yield _Start(rule, event.id, step, id + number)


def _started_today(license: License, as_of: date) -> Iterator[_Start]:
    """For each rule that an event starts, its clock if the first such event happened today."""
    for rule in license.rules:
        event = rule.triggers[0]
        if event in license.events:
            step = Step(as_of, license.events[event])
            yield _Start(rule, event, step, f"{rule.id}@{as_of}")


def _runner(
    license: License, calendar: WorkCalendar, as_of: date, alert: Alert
) -> Callable[[_Start], Deadline]:
    """The function that lets a clock run: from what started it to the deadline."""

    def run(start: _Start) -> Deadline:
        rule = start.rule
        dates = derive(rule, start.step, calendar)
        thresholds = _thresholds(rule, dates, start.step.date, alert)
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
            status=_status(dates, start.trigger, as_of, thresholds),
            days_left=(dates.file_by - as_of).days if dates.file_by else None,
            alert=thresholds,
            steps=dates.steps,
            notes=notes_on(license, rule, see_also, dates, calendar),
        )

    return run


def _thresholds(rule: Rule, dates: Dates, start: date, alert: Alert) -> Alert | None:
    """A rule's own thresholds; else `alert`, cut for short forward periods.

    A half and a quarter of the period at most, so that a 10-working-day duty is not red at birth.
    """
    if dates.file_by is None:
        return None
    if rule.alert:
        return rule.alert
    if dates.kind is not Kind.AFTER:
        return alert
    total = (dates.file_by - start).days
    return Alert(min(alert.warning, -(-total // 2)), min(alert.critical, -(-total // 4)))


def _status(dates: Dates, trigger: str, as_of: date, alert: Alert | None) -> Status:
    if dates.due is None or dates.file_by is None or alert is None:
        return Status.UPCOMING
    days_left = (dates.file_by - as_of).days
    if as_of > dates.due:
        return Status.PAST if trigger == "year" else Status.OVERDUE
    if days_left <= alert.critical:
        return Status.CRITICAL
    if days_left <= alert.warning:
        return Status.WARNING
    return Status.UPCOMING


def _with_alternatives(license: License, deadlines: list[Deadline]) -> Iterator[Deadline]:
    """Where it is not decided whether the holder continues, each way names the other."""
    for deadline in deadlines:
        others = tuple(
            other.id
            for other in deadlines
            if license.continuing is None
            and None not in (deadline.rule.continuing, other.rule.continuing)
            and deadline.rule.continuing != other.rule.continuing
        )
        yield deadline._replace(alternatives=others) if others else deadline


def _is_open(deadline: Deadline) -> bool:
    return deadline.status is not Status.PAST


def _is_next(deadline: Deadline) -> bool:
    return _is_open(deadline) and deadline.file_by is not None


def _is_within(deadline: Deadline, days: int) -> bool:
    return deadline.days_left is not None and deadline.days_left <= days


def _order(deadline: Deadline) -> tuple[date, date, str]:
    """By the day to plan for, then the legal day, then the id; what has no date comes last."""
    return deadline.file_by or date.max, deadline.due or date.max, deadline.id
