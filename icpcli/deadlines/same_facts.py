"""What the same facts start through another event that nobody has recorded (semantics § 4).

A leak is one thing for the police, within 24 hours, and another for the ministry, within days: a
rule says so with `same_event_as`, and whoever records the one event is told of the other.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from icpcli.model.deadline import Deadline
from icpcli.model.journal import NEAR, Event
from icpcli.model.license import BY_THEMSELVES, IMMEDIATELY, YEARLY, Due, Period, Rule, Unit

_NO_EVENT = frozenset((*BY_THEMSELVES, *YEARLY))
_DAYS: dict[Unit, float] = {
    "hours": 1 / 24,
    "days": 1,
    "working days": 7 / 5,
    "weeks": 7,
    "months": 30,
    "years": 365,
}
"""About how long each unit is: enough to tell the shorter period."""


def with_same_facts(
    deadlines: Sequence[Deadline], holding: Sequence[Rule], events: Iterable[Event]
) -> Sequence[Deadline]:
    """The deadlines, each open one of an event with the rules that the same facts start, too.

    Left out are those that the same event starts, and those of which an event is recorded within
    half a year: nearer to this one than to another of its kind, which has facts of its own.
    """
    related = _related(holding)
    if not related:
        return deadlines
    days: defaultdict[str, list[date]] = defaultdict(list)
    for event in sorted(events, key=lambda it: it.on):
        if not event.void:
            days[event.id].append(event.on)
    return [
        one._replace(beside=_beside(one, related[one.rule.id], days))
        if one.rule.id in related and one.by_event and one.is_open
        else one
        for one in deadlines
    ]


def _beside(
    one: Deadline, related: Sequence[Rule], days: Mapping[str, Sequence[date]]
) -> tuple[Rule, ...]:
    found = (it for it in related if not _is_started(it, one, days))
    return tuple(sorted(found, key=length))


def length(rule: Rule) -> float:
    """About how many days the period of a rule has; one that ends before its event is the shortest."""
    due: Due | None = rule.due
    if due == IMMEDIATELY:
        return 0
    if isinstance(due, Period):
        days = due.n * _DAYS[due.unit]
        return days if due.direction == "after" else -days
    return float("inf")


def _related(rules: Sequence[Rule]) -> dict[str, list[Rule]]:
    """By the id of each rule, those that name it or that it names, and that an event starts."""
    found: defaultdict[str, dict[str, Rule]] = defaultdict(dict)
    for rule in rules:
        for other in rules if rule.same_event_as else ():
            if any(_is_named(name, other) for name in rule.same_event_as):
                found[rule.id][other.id] = other
                found[other.id][rule.id] = rule
    return {
        id: [it for it in others.values() if not _NO_EVENT.issuperset(it.triggers)]
        for id, others in found.items()
    }


def _is_named(name: str, rule: Rule) -> bool:
    """Whether a rule is the one of that name: one of the paper is that of its set, `telecom/renewal`."""
    return rule.id == name or (not rule.rule_set and rule.id == name.rpartition("/")[2])


def _is_started(rule: Rule, one: Deadline, days: Mapping[str, Sequence[date]]) -> bool:
    if one.trigger in rule.triggers:
        return True
    first, last = _nearest(one.trigger_date, days.get(one.trigger, ()))
    for event in rule.triggers:
        others = days.get(event, ())
        i = bisect_left(others, first)
        if i < len(others) and others[i] <= last:
            return True
    return False


def _nearest(day: date, own: Sequence[date]) -> tuple[date, date]:
    """From which day to which something lies near `day`, and nearer to it than to another of `own`;
    what lies in the middle of two belongs to the earlier."""
    first, last = day - NEAR, day + NEAR
    i, j = bisect_left(own, day), bisect_right(own, day)
    if i > 0:
        first = max(first, own[i - 1] + (day - own[i - 1]) // 2 + timedelta(days=1))
    if j < len(own):
        last = min(last, day + (own[j] - day) // 2)
    return first, last
