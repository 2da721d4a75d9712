"""What starts a clock: the term and the years by themselves, and what happened."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from icpcli.deadlines.terms import report_of_the_end
from icpcli.model.deadline import Step
from icpcli.model.journal import Event, Journal
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
    about: str = ""
    """Which of several things the event happened to."""


def standing(license: License, journal: Journal) -> Iterator[Start]:
    """The clocks that run by themselves: from the term, and each year."""
    term = {ISSUED: (license.issued, _ISSUED), EXPIRES: (license.expires, _EXPIRES)}
    for rule in _rules(license, journal):
        for trigger in rule.triggers:
            if trigger == EACH_YEAR:
                for year in range(license.issued.year + 1, license.expires.year + 1):
                    why = Text(f"{year} 年", f"the year {year}")
                    step = Step(date(year, 1, 1), why)
                    yield _start(rule, YEAR, step, f"{rule.id}@{year}")
            elif trigger in term:
                day, why = term[trigger]
                yield _start(rule, trigger, Step(day, why), f"{rule.id}@{day.year}")


def started(license: License, journal: Journal, events: Sequence[Event]) -> Iterator[Start]:
    """The clocks that `events` start; a second one of a rule on one day is numbered `.2`.

    Those of void events are among them, as `undone`: they count in the numbers, so that an id never
    comes to mean another deadline.
    """
    seen: Counter[str] = Counter()
    rules: defaultdict[str, list[Rule]] = defaultdict(list)
    for rule in _rules(license, journal):
        for trigger in rule.triggers:
            rules[trigger].append(rule)
    for event in events:
        title = license.events.get(event.id)
        if title is None:
            continue
        for rule in rules[event.id]:
            id = f"{rule.id}@{event.on}"
            seen[id] += 1
            if seen[id] > 1:
                id = f"{id}.{seen[id]}"
            undone = (event.undone or event.on) if event.void else None
            also = rule.see_also.get(event.id, ())
            yield Start(rule, event.id, Step(event.on, title), id, also, undone, event.about)


def started_today(license: License, as_of: date) -> Iterator[Start]:
    """For each rule that an event starts, its clock if the first such event happened today."""
    for rule in _rules(license, Journal()):
        event = rule.triggers[0]
        if event in license.events:
            step = Step(as_of, license.events[event])
            yield _start(rule, event, step, f"{rule.id}@{as_of}")


def supposed(license: License, rule_id: str, day: date) -> Iterator[Start]:
    """The clock of a rule if something that starts it happened on `day`: nobody says what."""
    for rule in _rules(license, Journal()):
        events = [license.events[event] for event in rule.triggers if event in license.events]
        if rule.id == rule_id and events:
            others = dict.fromkeys(other for ids in rule.see_also.values() for other in ids)
            why = Text(" 或 ".join(one.zh for one in events), " or ".join(one.en for one in events))
            step = Step(day, why)
            yield Start(rule, rule.triggers[0], step, f"{rule_id}@{day}", (*others,))


def _rules(license: License, journal: Journal) -> Iterator[Rule]:
    """The rules that hold for a license: not those for the way that its holder did not take.

    While that is undecided, a rule for who does not continue holds where another one is its
    alternative, so that the two are told as one; and all of them once the end was reported.
    """
    reported = report_of_the_end(license, journal)
    by_id = {rule.id: rule for rule in license.rules}
    for rule in license.rules:
        other = by_id.get(rule.alternative)
        if license.continuing is not None:
            holds = rule.continuing in (None, license.continuing)
        else:
            pair = other is not None and rule.is_paired_with(other)
            holds = rule.continuing is not False or pair or reported is not None
        if holds:
            yield rule


def _start(rule: Rule, trigger: str, step: Step, id: str) -> Start:
    return Start(rule, trigger, step, id, rule.see_also.get(trigger, ()))
