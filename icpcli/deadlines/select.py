"""Parts of a report: what a person asked to see."""

from collections.abc import Iterable
from datetime import date

from icpcli.deadlines.report import as_supposed, is_open
from icpcli.model.deadline import Deadline, Report, Status, by_license
from icpcli.model.journal import Event
from icpcli.model.problem import Text

HIDDEN = (Status.FILED, Status.PAST)
"""These are not shown unless they are asked for."""


def select(report: Report, *, within: int | None = None, passed: bool = False) -> Report:
    """The deadlines that a person wants to see.

    Those that are filed or whose day went by only where `passed` is asked for; with `within`, only those
    to be filed in at most so many days, or already late. What is planned does not happen today.
    """
    return report._replace(
        deadlines=tuple(
            deadline
            for deadline in report.deadlines
            if is_shown(deadline, within=within, passed=passed)
        ),
        if_today=tuple(it for it in report.if_today if it.trigger not in it.license.plans),
    )


def is_shown(deadline: Deadline, *, within: int | None = None, passed: bool = False) -> bool:
    """Whether a person wants to see a deadline, as `select` has it."""
    return (passed or deadline.status not in HIDDEN) and (
        within is None or _is_within(deadline, within)
    )


def only_events(report: Report, events: Iterable[Event] | None = None) -> Report:
    """The deadlines that an event started, one of `events` where they are given."""
    named = None if events is None else {(event.id, event.on) for event in events}
    started = (
        one
        for one in report.deadlines
        if one.by_event and (named is None or (one.trigger, one.trigger_date) in named)
    )
    found = tuple(started)
    open_ones = by_license(filter(is_open, found))
    return report._replace(
        licenses=tuple(
            state._replace(next=next(iter(open_ones.get(state.license.key, ())), None))
            for state in report.licenses
        ),
        deadlines=found,
        if_today=(),
    )


def look_up(report: Report, key: str) -> Report:
    """The deadlines whose id is `key`; or for a rule's id, the next that is open, else its last.

    Where an event must start the rule, it is taken to happen today; what was undone is as if it
    happened. No deadline is found where `key` is not known.
    """
    found = [deadline for deadline in report.deadlines if deadline.id == key]
    found = found or [deadline for deadline in report.voided if deadline.id == key]
    if not found:
        everything = (*report.deadlines, *report.if_today)
        of_the_rule = by_license(one for one in everything if one.rule.id == key)
        for state in report.licenses:
            mine = of_the_rule.get(state.license.key, [])
            found += [*filter(is_open, mine), *mine[-1:]][:1]
    known = {id(deadline) for deadline in report.deadlines}
    # Of several licenses, what runs for one is not supposed of the others.
    found = [one for one in found if not one.supposed] or found
    found = [one if id(one) in known else as_supposed(one) for one in found]
    return report._replace(deadlines=tuple(found), if_today=())


def outside_term(report: Report) -> tuple[Text, ...]:
    """What to say of events that lie outside the term of their license, once of each."""
    notes = (
        Text(
            f"{deadline.trigger} {day} 不在许可证有效期内（{since or '起始日不明'} 至 {until or '长期'}）",
            f"{deadline.trigger} {day} lies outside the term of the license "
            f"({since or 'an unknown day'} to {until or 'no end'})",
        )
        for deadline in report.deadlines
        for day, terms in [(deadline.trigger_date, deadline.license.terms)]
        for since, until in [(terms[0].issued, terms[-1].expires)]
        if not terms[0].begins <= day <= (until or date.max)
    )
    return tuple(dict.fromkeys(notes))


def _is_within(deadline: Deadline, days: int) -> bool:
    return deadline.days_left is not None and deadline.days_left <= days
