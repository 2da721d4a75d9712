"""What a rule still waits for: an answer, a first time, word that a plan came true, or the authority.

And what a rule set itself wants said: that it left something out, or is only the general one.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from icpcli.calendar.workdays import FIRST_DAY
from icpcli.check.examined import Examined, finding
from icpcli.check.same_facts import other_starts
from icpcli.files.typed_words import quote, to_record, to_write
from icpcli.model.deadline import Deadline, Status
from icpcli.model.finding import Finding, Level
from icpcli.model.journal import NEVER_DONE, Event
from icpcli.model.license import ONCE, YEARLY, License, Rule
from icpcli.model.problem import Text

_GENERAL = Text(
    "用的是一般规则（{id}）：请确认这种许可证的法律、法规、规章没有另行规定延续期限",
    "The general rules ({id}) are in use: make sure that no law or regulation sets a "
    "period of its own for this kind of license",
)
_INTO_OVERRIDES = Text("写进 overrides", "write it into overrides")
_BY_THE_YEAR = frozenset((*YEARLY, ONCE))
_DAY = timedelta(days=1)


def unanswered(seen: Examined) -> Iterator[Finding]:
    """A flag that nobody has answered: whether what hangs on it applies is asked, never assumed."""
    if seen.state.ended:
        return
    waiting: defaultdict[str, list[Rule]] = defaultdict(list)
    for rule in seen.state.holding:
        for condition in rule.conditions:
            if condition.flag not in seen.license.flags and _is_law(rule, seen.as_of):
                waiting[condition.flag].append(rule)
    for flag, rules in waiting.items():
        asked = seen.license.questions.get(flag, Text(flag, flag))
        on_it = Text(
            "、".join(f"{it.title.zh}（{it.id}）" for it in rules),
            ", ".join(f"{it.title.en} ({it.id})" for it in rules),
        )
        answer = _where_to_answer(seen.license, flag)
        words = Text(
            f"“{asked.zh}”还没有回答，由它决定是否适用：{on_it.zh}。{answer.zh}",
            f"Not answered: {asked.en}. It decides whether this applies: {on_it.en}. {answer.en}",
        )
        # In a ledger nobody can answer: a warning would stand there for ever.
        level = Level.INFO if seen.license.ledger else Level.WARNING
        found = finding("flag-unanswered", seen.license, words, level=level, clause=rules[0].clause)
        yield found._replace(noted=True)


def _where_to_answer(license: License, flag: str) -> Text:
    if license.ledger:
        return Text(
            f"台账里没有地方回答，先按适用推算；要回答，给它写一个许可证文件（icp init --kind {license.kind}）",
            "A ledger has no place for the answer, so it is taken to apply; to answer, give it a "
            f"license file (icp init --kind {license.kind})",
        )
    return Text(
        f"请在 {license.file} 的 flags 下写明（flags: {{{flag}: yes}}，不是则写 no）",
        f"Say so under flags in {license.file} (flags: {{{flag}: yes}}, or no)",
    )


def never_done(seen: Examined) -> Iterator[Finding]:
    """What recurs from the day on which it was done, and was never done: nobody knows when it is due.

    A time before the rule was law starts nothing, unless it was the last. While it is waived, it only
    informs. Where a flag is not answered, that is asked instead.
    """
    if seen.state.ended:
        return
    for rule in seen.state.holding:
        answered = all(it.flag in seen.license.flags for it in rule.conditions)
        if rule.recurs and answered and _is_law(rule, seen.as_of):
            done = [it for it in seen.journal.events if it.id in rule.triggers and not it.void]
            if not any(it.last or _is_law(rule, it.on) for it in done):
                yield _never_done(seen, rule, max((it.on for it in done), default=None))


def _never_done(seen: Examined, rule: Rule, before: date | None) -> Finding:
    """The finding; `before` is the last time that it was done before the rule was law."""
    id, since = f"{NEVER_DONE}:{rule.id}", rule.in_force.since
    never = Text("从来没有记录", "Never recorded")
    if before:
        never = Text(
            f"自 {since} 施行以来没有记录（{before} 的在施行之前，不起算）",
            f"Not recorded since it is law, from {since} on ({before} was before that)",
        )
    record = to_record(seen.license, rule.triggers, Text("日期", "DATE"))
    zh = f"“{rule.title.zh}”（{rule.id}）{never.zh}，不知道下一次是哪天：{record.zh}"
    en = (
        f'{never.en}: "{rule.title.en}" ({rule.id}), so that nobody knows when it is due: '
        f"{record.en}"
    )
    waived = max((it.last_day_of_a_finding for it in seen.waivers.get(id, ())), default=date.min)
    quiet = seen.as_of <= waived
    if quiet:
        zh, en = f"{zh}（暂缓提醒至 {waived}）", f"{en} (waived until {waived})"
    else:
        waive = f"{seen.license.command('waive')} {id} --until"
        zh = f"{zh}；还不到办理的时候：{waive} 日期 --reason 原因（最多 90 天）"
        en = f"{en}; if it is not due yet: {waive} DATE --reason TEXT (90 days at most)"
    level = Level.INFO if quiet else Level.WARNING
    found = finding(NEVER_DONE, seen.license, Text(zh, en), level=level, clause=rule.clause)
    return found._replace(waivable=id)


def planned(seen: Examined) -> Iterator[Finding]:
    """A plan whose day went by: did it happen? Asked until what it becomes is recorded, or an undo."""
    becomes = seen.license.plans
    plans = [it for it in seen.journal.events if it.id in becomes and not it.void]
    came_true = {
        plan.number
        for event in (seen.journal.events if plans else ())
        for plan in _planned_as(event, [it for it in plans if event.id in becomes[it.id]])
    }
    for plan in plans:
        if plan.on < seen.as_of and plan.number not in came_true:
            yield _passed(seen, plan, becomes[plan.id])


def _planned_as(event: Event, plans: Iterable[Event]) -> Iterator[Event]:
    """The plans that an event is what became of: of those that it can be the nearest, however near."""
    possible = [(abs(event.on - plan.on), plan) for plan in plans if _may_become(plan, event)]
    nearest = min((apart for apart, _ in possible), default=None)
    return (plan for apart, plan in possible if apart == nearest)


def _may_become(plan: Event, event: Event) -> bool:
    """Whether an event can be what was planned: recorded since then, and about no other thing."""
    since = plan.recorded or plan.on
    apart = plan.about and event.about and plan.about != event.about
    return not event.void and (event.recorded or event.on) >= since and not apart


def _passed(seen: Examined, plan: Event, becomes: tuple[str, ...]) -> Finding:
    rule = seen.started_by.get(plan.id)
    about = f" --about {quote(plan.about)}" if plan.about else ""
    happened = to_record(seen.license, becomes, Text(f"{plan.on}{about}", f"{plan.on}{about}"))
    undo = f"{seen.license.command('undo')} {plan.number} --reason"
    title = seen.license.recordable.get(plan.id, Text(plan.id, plan.id))
    words = Text(
        f"“{title.zh}”计划在 {plan.on}，这一天已过：发生了吗？"
        + (f"发生了：{happened.zh}；" if becomes else "")
        + f"没有或改期：{undo} 原因（改期的再记新的日子）",
        f'"{title.en}" was planned for {plan.on}, which has passed: did it happen? '
        + (f"If so, {happened.en}; " if becomes else "")
        + f"if not, or if it was put off, {undo} TEXT (then record the new day)",
    )
    return finding(
        "planned-passed",
        seen.license,
        words,
        plan.on,
        level=Level.WARNING,
        clause=rule.clause if rule else "",
    )


def same_facts(seen: Examined) -> Iterator[Finding]:
    """What the facts behind an open deadline start through another event that nobody recorded."""
    for one, words in other_starts(seen.deadlines):
        clause, day = one.rule.clause, one.trigger_date
        found = finding("same-facts", seen.license, words, day, clause=clause)
        yield found._replace(noted=True, reminded=True)


def not_announced(seen: Examined) -> Iterator[Finding]:
    """A window that only the authority sets has no date yet: nobody may forget to look for it.

    Told by reminders on the first working day of each month.
    """
    waiting: defaultdict[str, list[Deadline]] = defaultdict(list)
    for one in seen.deadlines:
        if one.awaits_date and one.status is Status.UPCOMING:
            waiting[one.rule.id].append(one)
    for found in waiting.values():
        rule = found[0].rule
        years = [str(one.trigger_date.year) for one in found]
        of_a_row = bool(seen.license.ledger)
        way = to_write(seen.license, "overrides") if of_a_row else _INTO_OVERRIDES
        words = Text(
            f"“{rule.title.zh}”（{rule.id}）{'、'.join(years)} 年的办理时间还没有公布：请查主管部门的通知，"
            f"公布后{way.zh}",
            f'"{rule.title.en}" ({rule.id}) is not announced for {", ".join(years)}: look for the '
            f"notice of the authority; once it is out, {way.en}",
        )
        what = finding("not-announced", seen.license, words, clause=rule.clause)
        yield what._replace(noted=True, reminded=_is_first_workday_of_the_month(seen))


def _is_first_workday_of_the_month(seen: Examined) -> bool:
    first, today = seen.as_of.replace(day=1), seen.as_of
    if first == FIRST_DAY:
        return False
    worked = seen.calendar.last_workday
    return worked(today) == today and (today == first or worked(today - _DAY) < first)


def general_set(seen: Examined) -> Iterator[Finding]:
    """The general rules hold only where no text has its own: a special one is often stricter."""
    if seen.license.general:
        yield finding("general-rules", seen.license, _GENERAL.filled(id=seen.license.general))


def named_twice(licenses: Sequence[License]) -> Iterator[Finding]:
    """A set with duties of the year that two files of one holder name: it would be filed twice."""
    first: dict[tuple[str, str], License] = {}
    for license in licenses:
        yearly = {it.rule_set for it in license.rules if not _BY_THE_YEAR.isdisjoint(it.triggers)}
        for name in license.rule_sets:
            other = first.setdefault((license.holder, name), license)
            if other is license or name not in yearly:
                continue
            words = Text(
                f"规则集 {name} 在 {other.file} 和 {license.file} 里都写了：同一公司的年度义务会算两次，"
                "只写在一份里",
                f"The set {name} is named in {other.file} and in {license.file}: what one company "
                "files each year would be asked for twice; name it in one of them",
            )
            yield finding("set-named-twice", license, words)


def _is_law(rule: Rule, day: date) -> bool:
    return rule.in_force.covers(day)
