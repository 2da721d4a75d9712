"""The words of `icp check` that several of its formats share."""

from collections.abc import Iterable, Iterator

from icpcli.model.deadline import Deadline
from icpcli.model.problem import Text
from icpcli.model.verdict import Grade, Item, Verdict
from icpcli.render.words import (
    COLON,
    PAUSE,
    STOP,
    Lang,
    days_left,
    in_language,
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
_PLURAL = {Grade.WARNING: "warnings"}


def summary(verdict: Verdict, lang: Lang) -> str:
    """On one line: how many of each grade, why it cannot be told, and the next deadline."""
    return in_language(STOP, lang).join(_summary(verdict, lang))


def when(item: Item | Deadline, lang: Lang) -> str:
    """The day to file by and how far away it is; for a finding, its day. Empty without one."""
    if item.file_by is None:
        return ""
    # "7 days" rather than "in 7 days"; Chinese has no such word in front.
    days = days_left(item.days_left, lang).removeprefix("in ")
    if isinstance(item, Item) and item.deadline is None:
        return in_language(Text(f"{item.file_by}（{days}）", f"{item.file_by} ({days})"), lang)
    return in_language(
        Text(f"计划日 {item.file_by}（{days}）", f"file by {item.file_by} ({days})"), lang
    )


def joined(parts: Iterable[str], lang: Lang) -> str:
    """What there is of several parts, each with a colon before the next."""
    return in_language(COLON, lang).join(filter(None, parts))


def holder(item: Item) -> str:
    """Whose license it is."""
    return f"{one_line(item.license.number)} {one_line(item.license.company)}"


def _summary(verdict: Verdict, lang: Lang) -> Iterator[str]:
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
        yield joined([worst[0].id, say(worst[0].title, lang)], lang)
    if verdict.next:
        next = in_language(Text("下一项：", "next: "), lang)
        yield f"{next}{told_id(verdict.next, lang)}{comma}{when(verdict.next, lang)}"


def _count(grade: Grade, count: int, lang: Lang) -> str:
    if lang == "zh":
        return f"{count} 项{say(GRADES[grade], lang)}"
    return f"{count} {_PLURAL.get(grade, grade) if count > 1 else grade}"
