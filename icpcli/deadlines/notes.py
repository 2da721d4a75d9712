"""What a person should know besides the dates: other ways to count, what may still change."""

from collections.abc import Iterator
from datetime import timedelta

from icpcli.calendar.periods import ahead, in_runs
from icpcli.calendar.workdays import notices_for
from icpcli.deadlines.dates import Derived
from icpcli.model.deadline import Dates, Kind
from icpcli.model.license import License, Period, Rule
from icpcli.model.problem import Text

_DAY = timedelta(days=1)


def notes_on(
    license: License,
    rule: Rule,
    see_also: tuple[str, ...],
    found: Derived,
) -> tuple[Text, ...]:
    """The notes on one deadline, the most important first."""
    return (
        *_undecided(found),
        *_ways_to_count(rule, found),
        *_gate(rule),
        *_only_if(license, rule),
        *_extension(found.dates),
        *_after_the_term(license, found),
        *_own_lead_time(found.dates),
        *_other_clocks(license, see_also),
    )


def _undecided(found: Derived) -> Iterator[Text]:
    """What a missing notice can change, and which way."""
    if not found.undecided:
        return
    notices = notices_for(found.undecided)
    years = "、".join(map(str, notices)), " and ".join(map(str, notices))
    days = in_runs(found.undecided)
    yield Text(
        f"暂定：{days.zh} 是否上班尚未公布，要看国务院办公厅关于 {years[0]} 年的节假日通知"
        f"（通常在前一年 10 月 25 日至 12 月 16 日之间公布）",
        f"Not decided yet: whether {days.en} will be worked. The State Council's holiday notice "
        f"for {years[1]} settles it (usually out between 25 October and 16 December of the year "
        "before)",
    )
    yield _what_can_move(found)


_DUE_LATER = Text(
    "通知公布后，期限最后一日可能推后，最迟到 {due_latest}；不会早于 {due}",
    "The notice can move the due day later, to {due_latest} at most, and never before {due}",
)
_PLAN_LATER = Text(
    "通知公布后，计划日可能推后，最迟到 {latest}；期限 {due} 不变，按 {file_by} 办理是稳妥的",
    "The notice can move the file-by day later, to {latest} at most; the due day {due} stays. "
    "Filing by {file_by} is safe",
)
_PLAN_EARLIER = Text(
    "通知公布后，计划日只可能提前；期限 {due} 不变",
    "The notice can only move the file-by day earlier; the due day {due} stays",
)
_ALL_STAYS = {
    Kind.IMMEDIATE: Text("无论当日是否上班，都应当日办理", "Worked or not, it is due on that day"),
    Kind.BEFORE: Text(
        "无论通知怎样安排，计划日 {file_by} 和期限 {due} 都不变",
        "Whatever the notice says, the file-by day {file_by} and the due day {due} stay",
    ),
}


def _what_can_move(found: Derived) -> Text:
    """Which of the dates a missing notice can still move, and how far."""
    dates = found.dates
    assert dates.due
    assert dates.file_by
    last = dates.due - _DAY if found.kind is Kind.BEFORE else dates.due
    later = [day for day in found.undecided if dates.file_by < day <= last]
    if dates.due != dates.due_latest:
        words = _DUE_LATER
    else:
        words = _PLAN_LATER if later else _ALL_STAYS.get(found.kind, _PLAN_EARLIER)
    values = dates._asdict() | {"latest": max(later, default=None)}
    return Text(*(part.format(**values) for part in words))


def _ways_to_count(rule: Rule, found: Derived) -> Iterator[Text]:
    """What is counted back can be read in three ways, a day or a working day apart."""
    period, due, file_by = rule.due, found.dates.due, found.dates.file_by
    if found.kind is not Kind.BEFORE or not isinstance(period, Period) or due is None:
        return
    ways = [due - _DAY, due, due + _DAY]
    zh, en = (sep.join(map(str, ways)) for sep in ("、", ", "))
    zh, en = f"三种算法，最后一日分别是 {zh}", f"three ways, ending on {en}"
    if period.unit == "working days":
        zh = f"三种算法，前后各差一个工作日，最严的一种到 {file_by} 为止"
        en = f"three ways, a working day apart, of which the strictest ends on {file_by}"
    words = ahead(period)
    yield Text(
        f"“{words.zh}”有{zh}；倒数的期限遇休息日如何处理，"
        f"没有主管机关或法院的统一意见。{file_by} 及以前提交，三种算法下都在期限内",
        f'"{words.en}" can be counted in {en}; no Chinese '
        "authority settles a backward period that ends on a weekend. "
        f"Filed on or before {file_by}, it is in time under each",
    )


def _gate(rule: Rule) -> Iterator[Text]:
    if rule.gate:
        yield rule.gate


def _only_if(license: License, rule: Rule) -> Iterator[Text]:
    if rule.continuing is None or license.continuing is not None:
        return
    if rule.continuing:
        yield Text(
            "仅当决定继续经营时适用；尚未决定（continuing: undecided），两项择一，办了一项即可",
            "Only if the holder continues. That is not decided (continuing: undecided): of the two "
            "filings, one is needed",
        )
    else:
        yield Text(
            "仅当决定不再继续经营时适用；尚未决定（continuing: undecided），两项择一，办了一项即可",
            "Only if the holder does not continue. That is not decided (continuing: undecided): of "
            "the two filings, one is needed",
        )


def _extension(dates: Dates) -> Iterator[Text]:
    if dates.extended_to:
        yield Text(
            f"比照《民法典》第二百零三条，期限或可顺延到 {dates.extended_to}；仅供参考，不要据此安排",
            f"By analogy with Civil Code art. 203 the period may run to {dates.extended_to}; for "
            "information only, do not plan for it",
        )


def _after_the_term(license: License, found: Derived) -> Iterator[Text]:
    due = found.dates.due
    if found.kind is Kind.WINDOW and due and license.expires and due > license.expires:
        yield Text(
            f"许可证 {license.expires} 届满，早于窗口最后一日；不延续的，请向主管部门确认是否仍须办理",
            f"The license ends on {license.expires}, before the window closes; if it is not renewed, "
            "ask the authority whether this is still to be filed",
        )


def _own_lead_time(dates: Dates) -> Iterator[Text]:
    if dates.prepare_from:
        yield Text(
            f"建议从 {dates.prepare_from} 开始准备；这是持证人自定的提前量，不是法律要求",
            f"Prepare from {dates.prepare_from}: the holder's own lead time, not law",
        )


def _other_clocks(license: License, see_also: tuple[str, ...]) -> Iterator[Text]:
    for rule in license.rules:
        if rule.id in see_also:
            yield Text(
                f"同一件事还可能触发：{rule.title.zh}（{rule.id}）",
                f"The same facts may also start: {rule.title.en} ({rule.id})",
            )
