"""What a person should know besides the dates: other ways to count, what may still change."""

from collections.abc import Iterator
from datetime import date, timedelta

from icpcli.calendar.periods import ahead, every, in_runs, window_in_words
from icpcli.calendar.workdays import notices_for
from icpcli.deadlines.dates import Derived
from icpcli.deadlines.triggers import Start
from icpcli.model.deadline import Dates, Kind
from icpcli.model.license import License, Period, Rule, WindowBefore
from icpcli.model.problem import Text

_DAY = timedelta(days=1)


def notes_on(license: License, start: Start, found: Derived) -> tuple[Text, ...]:
    """The notes on one deadline, the most important first."""
    rule = start.rule
    return (
        *_not_announced(start, found),
        *_undecided(rule, found),
        *_opening(found),
        *_ways_to_count(rule, found),
        *_hours(start, found),
        *_moved(start),
        *_recurs(rule),
        *_gate(rule),
        *_only_if(license, rule),
        *_extension(found.dates),
        *_after_the_term(license, rule, found),
        *_own_lead_time(found.dates),
        *_other_clocks(license, start.see_also),
    )


def _undecided(rule: Rule, found: Derived) -> Iterator[Text]:
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
    yield _what_can_move(rule, found)


_DUE_LATER = Text(
    "通知公布后，期限最后一日可能推后，最迟到 {due_latest}；不会早于 {due}",
    "The notice can move the due day later, to {due_latest} at most, and never before {due}",
)
_PLAN_LATER = Text(
    "通知公布后，计划日可能推后，最迟到 {latest}；法定最后一日 {due} 不变，按 {file_by} 办理是稳妥的",
    "The notice can move the file-by day later, to {latest} at most; the due day {due} stays. "
    "Filing by {file_by} is safe",
)
_PLAN_LATER_WITH_THE_OPENING = Text(
    "通知公布后，计划日可能随窗口推后，最迟到 {latest}；法定最后一日 {due} 不变",
    "The notice can move the file-by day later, with the window, to {latest} at most; the due day "
    "{due} stays",
)
_PLAN_EARLIER = Text(
    "通知公布后，计划日只可能提前；法定最后一日 {due} 不变",
    "The notice can only move the file-by day earlier; the due day {due} stays",
)
_ALL_STAYS = Text(
    "无论通知怎样安排，计划日 {file_by} 和法定最后一日 {due} 都不变",
    "Whatever the notice says, the file-by day {file_by} and the due day {due} stay",
)
_AT_ONCE_ANYWAY = Text("无论当日是否上班，都应当日办理", "Worked or not, it is due on that day")


def _what_can_move(rule: Rule, found: Derived) -> Text:
    """Which of the dates a missing notice can still move, and how far."""
    dates = found.dates
    assert dates.due
    assert dates.file_by
    last = dates.due - _DAY if rule.is_counted_back else dates.due
    later = [day for day in found.undecided if dates.file_by < day <= last]
    if found.kind is Kind.IMMEDIATE:
        words = _AT_ONCE_ANYWAY
    elif dates.due != dates.due_latest:
        words = _DUE_LATER
    elif later:
        words = _PLAN_LATER_WITH_THE_OPENING if _opens_too_late(found) else _PLAN_LATER
    elif rule.is_counted_back and (found.planned or found.undecided[0] > last):
        words = _ALL_STAYS
    else:
        words = _PLAN_EARLIER
    values = dates._asdict() | {"latest": max(later, default=None)}
    return words.filled(**values)


def _opens_too_late(found: Derived) -> bool:
    """Whether the later reading of the first day of a window lies behind the day to plan for."""
    file_by = found.dates.file_by
    return bool(found.opening and file_by and found.opening.latest > file_by)


def _opening(found: Derived) -> Iterator[Text]:
    """The two readings of the first day of a window."""
    if not found.opening:
        return
    earliest, latest = found.opening
    if _opens_too_late(found):
        yield Text(
            f"窗口最早 {earliest}、最迟 {latest} 开启，要看节假日通知；按较晚的算法，"
            f"{found.dates.file_by} 尚未开启：通知公布后请再核对",
            f"The window opens on {earliest} at the earliest and on {latest} at the latest, as the "
            f"holiday notice will have it; by the later reading it is not open yet on "
            f"{found.dates.file_by}: look again once the notice is out",
        )
    else:
        yield Text(
            f"窗口最早可能 {earliest} 开启，要看节假日通知；从 {latest} 起办理，不会太早",
            f"The window may open on {earliest}, as the holiday notice will have it; filed from "
            f"{latest} on, it is not too early",
        )


def _ways_to_count(rule: Rule, found: Derived) -> Iterator[Text]:
    """What is counted back can be read in three ways, a day or a working day apart."""
    dates = found.dates
    if isinstance(rule.due, WindowBefore):
        yield _ways_to_count_a_window(rule.due, found)
    elif isinstance(rule.due, Period) and rule.is_counted_back and dates.due:
        zh, en = _around(dates.due)
        zh = f"三种算法（首尾两日都不计入、计一日、都计入），最后一日分别是 {zh}"
        en = f"three ways (neither end counted, one, or both), ending on {en}"
        if rule.due.unit == "working days":
            zh = f"三种算法，前后各差一个工作日，最严的一种到 {dates.file_by} 为止"
            en = f"three ways, a working day apart, of which the strictest ends on {dates.file_by}"
        words = ahead(rule.due)
        yield Text(
            f"“{words.zh}”有{zh}；{_UNSETTLED.zh}。{dates.file_by} 及以前提交，三种算法下都在期限内",
            f'"{words.en}" can be counted in {en}; {_UNSETTLED.en}. '
            f"Filed on or before {dates.file_by}, it is in time under each",
        )


_UNSETTLED = Text(
    "倒数的期限遇休息日如何处理，没有主管机关或法院的统一意见",
    "no Chinese authority settles a backward period that ends on a weekend",
)


def _ways_to_count_a_window(window: WindowBefore, found: Derived) -> Text:
    """Both ends of a window that is counted back, of which the last may be its trigger itself."""
    opens, due, file_by = found.dates.opens, found.dates.due, found.dates.file_by
    assert opens
    assert due
    assert file_by
    first, last = _around(opens), _around(due)
    zh = f"三种算法，第一日分别是 {first.zh}"
    en = f"three ways, opening on {first.en}"
    if window.unit == "working days":
        zh, en = "三种算法，前后各差一个工作日", "three ways, a working day apart"
    elif window.closes:
        zh, en = f"{zh}，最后一日分别是 {last.zh}", f"{en} and closing on {last.en}"
    words = window_in_words(window)
    in_time = Text(
        f"{file_by} 提交，三种算法下都在窗口内", f"Filed on {file_by}, it is in time under each"
    )
    if file_by <= opens or _opens_too_late(found):
        in_time = Text(
            f"{file_by} 提交，三种算法下都不迟", f"Filed on {file_by}, it is not too late under any"
        )
    return Text(
        f"“{words.zh}”是一段窗口，有{zh}；{_UNSETTLED.zh}。{in_time.zh}",
        f'"{words.en}" is a window, which can be counted in {en}; {_UNSETTLED.en}. {in_time.en}',
    )


def _around(day: date) -> Text:
    """A day between the day before it and the day after it."""
    days = [*map(str, (day - _DAY, day, day + _DAY))]
    return Text("、".join(days), ", ".join(days))


def _hours(start: Start, found: Derived) -> Iterator[Text]:
    if not found.due_at:
        return
    until = f"{found.due_at:%Y-%m-%d %H:%M}"
    yield Text(
        f"小时数连续计算：节假日不停、到期不顺延，截止 {until}（北京时间）",
        f"Hours run on: holidays do not stop hours, and nothing extends them. They end on {until}, "
        "China time",
    )
    if not start.at:
        yield Text(
            "没有记录是几点发生的，按当日 0 时起算，这是最严的算法；"
            "记录时写明时刻（--on 2026-11-26T20:00）即可算准",
            "The time of day is not recorded, so that they run from 0:00, the strictest way; record "
            "it (--on 2026-11-26T20:00) to have them counted exactly",
        )


def _not_announced(start: Start, found: Derived) -> Iterator[Text]:
    if found.kind is Kind.WINDOW and found.dates.due is None:
        year = start.step.date.year
        yield Text(
            f"这个窗口每年由主管部门确定，{year} 年的尚未公布；"
            "公布后在规则的 overrides 中写上 year、due 和 source，就有日期",
            f"Only the authority sets this window, and that of {year} is not announced yet; once it "
            "is, an entry of the rule's overrides with year, due and source gives it its dates",
        )


def _moved(start: Start) -> Iterator[Text]:
    """That the authority set the window of this year, and where it said so."""
    window = start.window
    if not window or not window.moved:
        return
    zh, en = "", ""
    if window.source:
        zh, en = f"：{window.source}", f": {window.source}"
    yield Text(
        f"{start.step.date.year} 年的窗口由主管部门另行确定{zh}",
        f"The authority set the window of {start.step.date.year}{en}",
    )


def _recurs(rule: Rule) -> Iterator[Text]:
    if isinstance(rule.due, Period) and rule.due.every:
        zh, en = every(rule.due)
        yield Text(
            f"{zh}：下一次办理（再记录该事件）即办结这一期限，并从办理之日起算下一期",
            f"{en[:1].upper()}{en[1:]}: recorded again, the event closes this deadline and starts the "
            "next from its own day",
        )


def _gate(rule: Rule) -> Iterator[Text]:
    if rule.gate:
        yield rule.gate


_UNDECIDED = {
    (True, True): Text(
        "仅当决定继续经营时适用；尚未决定（continuing: undecided），两项择一，办了一项即可",
        "Only if the holder continues. That is not decided (continuing: undecided): of the two "
        "filings, one is needed",
    ),
    (False, True): Text(
        "仅当决定不再继续经营时适用；尚未决定（continuing: undecided），两项择一，办了一项即可",
        "Only if the holder does not continue. That is not decided (continuing: undecided): of "
        "the two filings, one is needed",
    ),
    (True, False): Text(
        "仅当决定继续时适用；尚未决定（continuing: undecided），先按适用列出",
        "Only if the holder continues. That is not decided (continuing: undecided), so it is shown",
    ),
    (False, False): Text(
        "仅当决定不再继续时适用；尚未决定（continuing: undecided），先按适用列出",
        "Only if the holder does not continue. That is not decided (continuing: undecided), so it "
        "is shown",
    ),
}
"""Of a rule that is only for who goes on (True) or does not, with an alternative (True) or without."""


def _only_if(license: License, rule: Rule) -> Iterator[Text]:
    if rule.continuing is not None and license.continuing is None:
        yield _UNDECIDED[rule.continuing, bool(rule.alternative)]


def _extension(dates: Dates) -> Iterator[Text]:
    if dates.extended_to:
        yield Text(
            f"比照《民法典》第二百零三条，期限或可顺延到 {dates.extended_to}；仅供参考，不要据此安排",
            f"By analogy with Civil Code art. 203 the period may run to {dates.extended_to}; for "
            "information only, do not plan for it",
        )


def _after_the_term(license: License, rule: Rule, found: Derived) -> Iterator[Text]:
    """What a law set asks of the company belongs to no term, and what an event started to its own."""
    yearly = found.kind is Kind.WINDOW and not rule.is_counted_back
    due, of_the_paper = found.dates.due, yearly and not rule.rule_set
    if of_the_paper and due and license.expires and due > license.expires:
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
