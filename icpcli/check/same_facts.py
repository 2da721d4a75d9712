"""How it is said that the same facts start periods of other rules, too (semantics § 4)."""

from collections.abc import Iterable, Iterator
from datetime import date

from icpcli.calendar.periods import due_in_words
from icpcli.files.typed_words import to_record
from icpcli.model.deadline import Deadline
from icpcli.model.license import License, Rule
from icpcli.model.problem import Text


def other_starts(deadlines: Iterable[Deadline]) -> Iterator[tuple[Deadline, Text]]:
    """What the facts behind some deadlines start through other events that nobody recorded.

    The shortest period first; once for each day and event, with the first deadline that says so.
    """
    found: dict[tuple[date, tuple[str, ...]], tuple[Deadline, dict[str, Rule]]] = {}
    for one in deadlines:
        for rule in one.beside:
            key = one.trigger_date, rule.triggers
            _, rules = found.setdefault(key, (one, {}))
            rules[rule.id] = rule
    for (day, events), (one, rules) in found.items():
        # The day of a plan and that of what happened are no one day, and nobody here knows the other.
        planned = any(event in one.license.plans for event in (one.trigger, *events))
        when = Text("日期", "DATE") if planned else Text(str(day), str(day))
        yield one, _words(events, [*rules.values()], one.license, when)


def question_of(event: str, license: License) -> Iterator[Text]:
    """What an event asks about, the periods that would run from that, and how it is recorded."""
    asked = license.asks.get(event)
    rules = [rule for rule in license.rules if asked in rule.triggers]
    if asked is None or not rules:
        return
    titles = license.events
    record = to_record(license, [asked], Text("日期", "DATE"))
    zh = "、".join(f"“{rule.title.zh}”{_bracketed(rule).zh}" for rule in rules)
    en = ", ".join(f'"{rule.title.en}"{_bracketed(rule).en}' for rule in rules)
    gates = dict.fromkeys(rule.gate for rule in rules if rule.gate)
    yield Text(
        f"“{titles[event].zh}”要问清是否涉及“{titles[asked].zh}”：涉及的，从那一天起算{zh}"
        f"{''.join(f'，{gate.zh}' for gate in gates)}：{record.zh}",
        f'"{titles[event].en}" asks whether it goes with "{titles[asked].en}": if so, {en} runs from '
        f"the day of that{''.join(f' ({gate.en})' for gate in gates)}: {record.en}",
    )


def _words(events: Iterable[str], rules: Iterable[Rule], license: License, when: Text) -> Text:
    """What the same facts start through one of `events`, with the command to record it."""
    known = [event for event in events if event in license.events]
    record = to_record(license, known, when)
    zh = "、".join(f"“{rule.title.zh}”{_bracketed(rule).zh}" for rule in rules)
    en = ", ".join(f'"{rule.title.en}"{_bracketed(rule).en}' for rule in rules)
    return Text(
        f"同一件事还可能触发{zh}：{record.zh}", f"The same facts may start {en}, too: {record.en}"
    )


def _bracketed(rule: Rule) -> Text:
    """How long the rule leaves, in brackets; nothing where that is no one period."""
    zh, en = due_in_words(rule.due)
    return Text(f"（{zh}）", f" ({en})") if zh else Text("", "")
