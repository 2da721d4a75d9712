"""Whether a rule was law when its clock ran (semantics § 2, `in_force`).

A rule exists where its trigger day lies in the range; a window of a year where its last day does;
what is counted back where either does, because it asks for something before the trigger.
"""

from datetime import date

from icpcli.deadlines.triggers import Start
from icpcli.model.deadline import Deadline
from icpcli.model.license import AUTHORITY_SET, InForce, Rule, Yearly


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
    rule = deadline.rule
    if rule.in_force == InForce() or not rule.is_counted_back or not deadline.due:
        return True
    return any(map(rule.in_force.covers, (deadline.trigger_date, deadline.due)))


def _by_the_year(rule: Rule) -> bool:
    return isinstance(rule.due, Yearly) or rule.due == AUTHORITY_SET
