"""The rules of a paper and of the sets that it names, as one license."""

from collections.abc import Collection, Iterator
from datetime import date

from icpcli.files.fields import Item
from icpcli.license.due import leaves_calendar
from icpcli.license.names import undeclared
from icpcli.model.license import EXPIRES, ISSUED, LeftOut, License, Override, Rule
from icpcli.model.problem import Text
from icpcli.model.rule_set import RuleSet, Sets

_OF_ANOTHER_PAPER = Text(
    "从另一份证照自己的日期起算，请为那份证照单建一个文件",
    "counted from the days of a paper of its own; give that paper a file",
)
_NO_END = Text(
    "从有效期届满日起算，而本证没有写 expires",
    "counted from the expiry, and this license names none",
)
_TOO_FAR = Text(
    "从本证的日期起算，会超出 2004 至 2099 年的日历",
    "counted from the days of this license, it leaves the calendar of 2004 to 2099",
)


def with_sets(license: License, sets: Sets, overrides: Item | None) -> License:
    """The license with the rules and duties of its sets, but for those that it cannot have.

    `overrides` are the windows of rules of the sets that an authority moved.
    """
    left_out = {one.rule: one for one in _left_out(license, sets.read)}
    rules = [rule for one in sets.read for rule in one.rules if rule.id not in left_out]
    if overrides is not None:
        rules = _moved(rules, overrides, license.rules, partial=sets.partial)
    return license._replace(
        rules=(*license.rules, *rules),
        duties=(*license.duties, *(duty for one in sets.read for duty in one.duties)),
        left_out=tuple(left_out.values()),
    )


def _left_out(license: License, sets: Collection[RuleSet]) -> Iterator[LeftOut]:
    """The rules of its sets that a license cannot have: all of them are counted from a term."""
    for one in sets:
        for rule in one.of_the_term:
            if one.kind == "license":
                yield LeftOut(rule.id, _OF_ANOTHER_PAPER)
            elif EXPIRES in rule.triggers and license.expires is None:
                yield LeftOut(rule.id, _NO_END)
            elif any(leaves_calendar(rule.due, day) for day in _days(rule, license)):
                yield LeftOut(rule.id, _TOO_FAR)


def _days(rule: Rule, license: License) -> Iterator[date]:
    for term in license.terms:
        if ISSUED in rule.triggers and term.issued:
            yield term.issued
        if EXPIRES in rule.triggers and term.expires:
            yield term.expires


def _moved(
    rules: Collection[Rule], item: Item, own: Collection[Rule], *, partial: bool
) -> list[Rule]:
    """The rules with the windows that an authority moved; the file's word goes before the set's."""
    from icpcli.license.overrides import OVERRIDE_OF_A_SET, Lines, check_once, read_override

    by_id = {rule.id: rule for rule in rules}
    lines: Lines = {}
    for entry in item.items():
        fields = entry.fields(OVERRIDE_OF_A_SET, required=("rule", "year", "due"))
        id = fields.read("rule", Item.text, "")
        rule = by_id.get(id)
        if rule is None:
            if id and not partial:
                fields["rule"].refuse(*_not_of_a_set(id, by_id, own))
        elif override := read_override(fields, rule.triggers, rule.due):
            check_once(entry, id, override, lines)
            by_id[id] = rule._replace(overrides=(override, *_others(rule, override)))
    return list(by_id.values())


def _others(rule: Rule, override: Override) -> Iterator[Override]:
    key = override.year, override.window
    return (one for one in rule.overrides if (one.year, one.window) != key)


def _not_of_a_set(id: str, known: Collection[str], own: Collection[Rule]) -> Text:
    if any(rule.id == id for rule in own):
        return Text(
            f"“{id}”是本文件自己的规则：改期写在规则的“overrides”里",
            f'"{id}" is a rule of this file: write it under "overrides" of the rule',
        )
    return undeclared("规则集的规则", "rule of a set", id, known)
