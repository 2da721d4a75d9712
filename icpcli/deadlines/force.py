"""Whether a rule was law when its clock ran (semantics § 2, `in_force`).

A rule exists where its trigger day lies in the range; a window of a year where its last day does;
what is counted back where either does, because it asks for something before the trigger.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from icpcli.deadlines.triggers import Start
from icpcli.model.deadline import Deadline
from icpcli.model.license import AUTHORITY_SET, InForce, License, Rule, Yearly
from icpcli.model.problem import Text


def may_be_in_force(start: Start) -> bool:
    """Whether the rule of a clock was law; True, too, where only its last day can tell.

    A window of which the authority has not said when it closes exists where any day of its year
    lies in the range.
    """
    rule = start.rule
    since, until = rule.in_force
    if (since is None and until is None) or rule.is_counted_back:
        return True
    day = start.step.date
    if not _by_the_year(rule):
        return rule.in_force.covers(day)
    if start.window and start.window.due:
        return rule.in_force.covers(start.window.due)
    return (since or day) <= date(day.year, 12, 31) and day <= (until or day)


def in_force(deadline: Deadline) -> bool:
    """Whether a deadline exists of which `may_be_in_force` held: counted back, its days decide."""
    return in_force_on(deadline.rule, deadline.trigger_date, deadline.due)


def in_force_on(rule: Rule, day: date, due: date | None) -> bool:
    """The same of a rule, the day that starts it and the last day in time that follows."""
    if rule.in_force == InForce() or not rule.is_counted_back or not due:
        return True
    return any(map(rule.in_force.covers, (day, due)))


def not_in_force(licenses: Iterable[License], rule_id: str) -> Iterator[Text]:
    """When the rule of that id is law, of each license that has one with such a range."""
    for license in licenses:
        for rule in license.rules:
            if rule.id == rule_id and rule.in_force != InForce():
                zh, en = _range(*rule.in_force)
                yield Text(
                    f"规则“{rule.id}”{zh}，所问的日子没有期限",
                    f'the rule "{rule.id}" is law {en}: nothing runs by it on the day in question',
                )


def _range(since: date | None, until: date | None) -> Text:
    if since and until:
        return Text(f"自 {since} 起施行，至 {until} 止", f"from {since} to {until}")
    return (
        Text(f"自 {since} 起施行", f"from {since} on")
        if since
        else Text(f"施行至 {until}", f"until {until}")
    )


def _by_the_year(rule: Rule) -> bool:
    return isinstance(rule.due, Yearly) or rule.due == AUTHORITY_SET
