"""The words of `icp check` that several of its formats share."""

from collections.abc import Iterable, Iterator
from datetime import date

from icpcli.model.deadline import Deadline, Status
from icpcli.model.problem import Text
from icpcli.model.verdict import Grade, Item, Verdict
from icpcli.render.words import (
    COLON,
    PAUSE,
    STOP,
    Lang,
    away,
    happened,
    how_far,
    in_language,
    may_still,
    one_line,
    problem_line,
    say,
    told_id,
    waived_count,
)

GRADES = {
    Grade.OK: Text("正常", "ok"),
    Grade.WARNING: Text("预警", "warning"),
    Grade.CRITICAL: Text("紧急", "critical"),
    Grade.OVERDUE: Text("已逾期", "overdue"),
    Grade.UNKNOWN: Text("无法判断", "unknown"),
}
_DAY = Text("{day}（{days}）", "{day} ({days})")
_FILE_BY = Text("计划日 {day}（{days}）", "file by {day} ({days})")
_WAS_DUE = Text("法定最后一日 {day}（{days}）", "was due on {day} ({days})")
_WITH = Text("{title}（{said}）", "{title} ({said})")
_PLURAL = {Grade.WARNING: "warnings"}


def summary(verdict: Verdict, lang: Lang, *, briefly: bool = False) -> str:
    """On one line: how many of each grade, why it cannot be told, and the next deadline.

    `briefly`: of a finding only its code and its day, where its words have a line of their own.
    """
    return in_language(STOP, lang).join(_summary(verdict, lang, briefly))


def when(item: Item | Deadline, lang: Lang) -> str:
    """The day to file by, how far away it is, and whether it may be too late; of what is overdue the
    last legal day; for a finding, its day. Empty without one."""
    deadline = item.deadline if isinstance(item, Item) else item
    if item.file_by is None:
        return ""
    if deadline is None:
        return say(_DAY, lang, day=item.file_by, days=away(item.days_left, lang))
    # "7 days" rather than "in 7 days"; Chinese has no such word in front.
    days = how_far(deadline, lang).removeprefix("in ")
    if deadline.status is Status.OVERDUE:
        return say(_WAS_DUE, lang, day=deadline.due, days=days)
    facts = filter(None, [days, may_still(deadline, lang)])
    return say(_FILE_BY, lang, day=item.file_by, days=in_language(PAUSE, lang).join(facts))


def day_of(item: Item) -> date | None:
    """The day that an item is told by: to file by, of what is overdue the last legal day."""
    late = item.deadline is not None and item.deadline.status is Status.OVERDUE
    return item.deadline.due if late and item.deadline else item.file_by


def how_far_away(item: Item, lang: Lang) -> str:
    """How far away that day is, in words."""
    return how_far(item.deadline, lang) if item.deadline else away(item.days_left, lang)


def told_of(item: Item, lang: Lang) -> str:
    """What an item is, the event that started it; and of what is past its day to file by, that it may
    still be in time."""
    title, one = say(item.title, lang), item.deadline
    facts = [*filter(None, [happened(one, lang), may_still(one, lang)])] if one else []
    said = in_language(PAUSE, lang).join(facts)
    return say(_WITH, lang, title=title, said=said) if said else title


def joined(parts: Iterable[str], lang: Lang) -> str:
    """What there is of several parts, each with a colon before the next."""
    return in_language(COLON, lang).join(filter(None, parts))


def holder(item: Item) -> str:
    """Whose license it is."""
    return f"{one_line(item.license.number)} {one_line(item.license.company)}"


def _summary(verdict: Verdict, lang: Lang, briefly: bool) -> Iterator[str]:
    grades = [grade for grade in reversed(Grade) if grade is not Grade.OK and verdict.counts[grade]]
    counts = [_count(grade, verdict.counts[grade], lang) for grade in grades]
    nothing = in_language(Text("暂无需要提醒的", "no alert yet"), lang)
    comma = in_language(PAUSE, lang)
    waived = sum(state.waived for state in verdict.report.licenses)
    yield comma.join([*(counts or [nothing]), *([waived_count(waived, lang)] if waived else [])])
    for unread in verdict.unread[:1]:
        yield problem_line(unread.problems[0], lang)
    worst = [item for item in verdict.alerts if item.grade is verdict.status]
    if worst and not any(item.deadline for item in worst):
        # What is worst has no deadline that could stand for it.
        words = when(worst[0], lang) if briefly else say(worst[0].title, lang)
        yield joined([worst[0].id, words], lang)
    if verdict.next:
        next = in_language(Text("下一项：", "next: "), lang)
        yield f"{next}{told_id(verdict.next, lang)}{comma}{when(verdict.next, lang)}"


def _count(grade: Grade, count: int, lang: Lang) -> str:
    if lang == "zh":
        return f"{count} 项{say(GRADES[grade], lang)}"
    return f"{count} {_PLURAL.get(grade, grade) if count > 1 else grade}"
