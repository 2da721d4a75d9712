"""Why a rule that there is has no deadline: it is told rather than taken for an unknown one."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from icpcli.deadlines.force import not_in_force
from icpcli.deadlines.triggers import fits_flags
from icpcli.model.deadline import Deadline, Report
from icpcli.model.journal import Journal
from icpcli.model.license import License, Rule
from icpcli.model.problem import Text


def why_silent(licenses: Iterable[License], rule_id: str, days: Iterable[date]) -> Iterator[Text]:
    """Why nothing runs by the rule of that id on the days in question, where that is known."""
    days = tuple(days)
    rules = ((rule, license) for license in licenses for rule in license.rules)
    yield from filter(None, (_why(*one, days) for one in rules if one[0].id == rule_id))


def nothing_runs(rule_id: str) -> Text:
    """What is said of a rule by which nothing runs, whatever the reason."""
    return Text(
        f"规则“{rule_id}”眼下没有期限",
        f'no deadline follows from the rule "{rule_id}" as it stands',
    )


def undone(one: Deadline, report: Report, journals: Mapping[str, Journal]) -> Text | None:
    """That the event behind a supposed deadline was recorded and undone, and what runs in its place;
    None where it was not. `journals` are by the license's `file`."""
    key = one.license.key
    void = next((it for it in report.voided if (it.license.key, it.id) == (key, one.id)), None)
    if void is None or not one.supposed:
        return None
    what = void.trigger, void.trigger_date, void.about
    events = journals.get(one.license.file, Journal()).events
    n = ", ".join(str(it.number) for it in events if it.void and (it.id, it.on, it.about) == what)
    running = ", ".join(
        it.id
        for it in report.deadlines
        if (it.license.key, it.rule.id, it.trigger_date) == (key, void.rule.id, void.trigger_date)
        and not it.supposed
    )
    return Text(
        f"{one.id} 的事件（第 {n} 条）已作废" + (f"；现在计算的是 {running}" if running else ""),
        f"the event of {one.id} (entry {n}) was undone"
        + (f"; what runs now is {running}" if running else ""),
    )


def _why(rule: Rule, license: License, days: tuple[date, ...]) -> Text | None:
    if not fits_flags(rule, license):
        given = license.flags
        flags = [it.flag for it in rule.conditions if given.get(it.flag, it.answer) != it.answer]
        return Text(
            f"规则“{rule.id}”不适用：{license.file} 里 flags 的回答（{'、'.join(flags)}）把它排除了",
            f'the rule "{rule.id}" does not apply: the answers under flags in {license.file} '
            f"({', '.join(flags)}) exclude it",
        )
    if not any(map(rule.in_force.covers, days)):
        return next(not_in_force([license], rule.id), None)
    if plan := next((trigger for trigger in rule.triggers if trigger in license.plans), None):
        event = f"{license.command('event')} {plan} --on"
        return Text(
            f"规则“{rule.id}”从预定的日子往前算，这个日子还没有记录：试算用 {event} 日期",
            f'the rule "{rule.id}" is counted back from a planned day, and none is recorded: '
            f"to try one, {event} DATE",
        )
    return None
