"""What starts a clock: the term and the years by themselves, and what happened."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from icpcli.model.deadline import Step
from icpcli.model.journal import Event
from icpcli.model.license import EACH_YEAR, EXPIRES, ISSUED, YEAR, License, Rule
from icpcli.model.problem import Text

_ISSUED = Text("发证日期", "the license is issued")
_EXPIRES = Text("有效期届满日（当日仍有效）", "the last day of the term, itself included")


class Start(NamedTuple):
    """A clock that runs: what started which rule, and the id of the deadline that follows."""

    rule: Rule
    trigger: str
    step: Step
    id: str
    see_also: tuple[str, ...] = ()
    undone: date | None = None
    """The day on which it was undone, of a clock that runs no more."""


def standing(license: License) -> Iterator[Start]:
    """The clocks that run by themselves: from the term, and each year."""
    term = {ISSUED: (license.issued, _ISSUED), EXPIRES: (license.expires, _EXPIRES)}
    for rule in _rules(license):
        for trigger in rule.triggers:
            if trigger == EACH_YEAR:
                for year in range(license.issued.year + 1, license.expires.year + 1):
                    why = Text(f"{year} 年", f"the year {year}")
                    step = Step(date(year, 1, 1), why)
                    yield _start(rule, YEAR, step, f"{rule.id}@{year}")
            elif trigger in term:
                day, why = term[trigger]
                yield _start(rule, trigger, Step(day, why), f"{rule.id}@{day.year}")


def started(license: License, events: Sequence[Event]) -> Iterator[Start]:
    """The clocks that `events` start; a second one of a rule on one day is numbered `.2`.

    Those of void events are among them, as `undone`: they count in the numbers, so that an id never
    comes to mean another deadline.
    """
    seen: Counter[str] = Counter()
    for event in events:
        for rule in _rules(license):
            if event.id in rule.triggers and event.id in license.events:
                id = f"{rule.id}@{event.on}"
                seen[id] += 1
                number = f".{seen[id]}" if seen[id] > 1 else ""
                step = Step(event.on, license.events[event.id])
                undone = (event.undone or event.on) if event.void else None
                yield _start(rule, event.id, step, id + number)._replace(undone=undone)


def started_today(license: License, as_of: date) -> Iterator[Start]:
    """For each rule that an event starts, its clock if the first such event happened today."""
    for rule in _rules(license):
        event = rule.triggers[0]
        if event in license.events:
            step = Step(as_of, license.events[event])
            yield _start(rule, event, step, f"{rule.id}@{as_of}")


def supposed(license: License, rule_id: str, day: date) -> Iterator[Start]:
    """The clock of a rule if something that starts it happened on `day`: nobody says what."""
    for rule in _rules(license):
        events = [license.events[event] for event in rule.triggers if event in license.events]
        if rule.id == rule_id and events:
            others = dict.fromkeys(other for ids in rule.see_also.values() for other in ids)
            why = Text(" 或 ".join(one.zh for one in events), " or ".join(one.en for one in events))
            step = Step(day, why)
            yield Start(rule, rule.triggers[0], step, f"{rule_id}@{day}", (*others,))


def _rules(license: License) -> Iterator[Rule]:
    """The rules that hold for a license: not those for the way that its holder did not take."""
    for rule in license.rules:
        if license.continuing is None or rule.continuing in (None, license.continuing):
            yield rule


def _start(rule: Rule, trigger: str, step: Step, id: str) -> Start:
    return Start(rule, trigger, step, id, rule.see_also.get(trigger, ()))
