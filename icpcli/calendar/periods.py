"""Periods of the law, counted from a date.

Counting follows semantics § 2: the day that starts a period is not counted; a month ends on the
corresponding day, or on its last day where there is none (Civil Code art. 201 and 202).
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import cache
from typing import NamedTuple

from icpcli.calendar.workdays import (
    FIRST_DAY,
    LAST_DAY,
    Day,
    OutOfCalendarError,
    Span,
    WorkCalendar,
)
from icpcli.model.days import runs
from icpcli.model.license import (
    Due,
    Period,
    Unit,
    WindowBefore,
)
from icpcli.model.problem import Text

CALENDAR = Span(FIRST_DAY, LAST_DAY)
"""The first and the last day that anything here can be counted from, or to."""

_DAYS: dict[Unit, int] = {"days": 1, "weeks": 7}
_UNIT_NAMES: dict[Unit, Text] = {
    "hours": Text("小时", "hour"),
    "days": Text("日", "day"),
    "working days": Text("个工作日", "working day"),
    "weeks": Text("周", "week"),
    "months": Text("个月", "month"),
    "years": Text("年", "year"),
}
_LAST_IN_TIME = Text("期限内的最后一日", "the last day in time")
_OPENS = Text("窗口开启", "the window opens")
_CLOSES_ON_ITSELF = Text("窗口的最后一日，即该日当日", "the window closes on that day itself")


class Counted(NamedTuple):
    """Where a period ends, and how it was counted."""

    due: Span
    why: Text


def count_period(period: Period, anchor: date, calendar: WorkCalendar) -> Counted:
    """The last day of `period`, counted from `anchor`.

    Only working days through undecided days have two ends. Raises `IcpError` where the period
    leaves the calendar.
    """
    if period.unit != "working days":
        return _calendar_period(period, anchor, _LAST_IN_TIME)
    ends, (zh, en) = _working_days(period, anchor, calendar)
    if ends.earliest != ends.latest:
        zh += f"；未定的日子按对期限最严的读法计算；最迟可能是 {ends.latest}"
        en += f"; undecided days read so that it ends earliest; at the latest {ends.latest}"
    return Counted(ends, Text(zh, en))


def count_window(
    window: WindowBefore, anchor: date, calendar: WorkCalendar
) -> tuple[Counted, Counted]:
    """The first and the last day of a window that is counted back from `anchor`.

    The first day has two readings where working days lead through undecided days; which one holds
    is for the caller to say. Raises as `count_period` does.
    """
    first = Period(window.opens, window.unit, "before")
    if window.unit == "working days":
        ends, (zh, en) = _working_days(first, anchor, calendar)
        opens = Counted(ends, Text(f"{zh}：{_OPENS.zh}", f"{en}: {_OPENS.en}"))
    else:
        opens = _calendar_period(first, anchor, _OPENS)
    if window.closes == 0:
        return opens, Counted(Span(anchor, anchor), _CLOSES_ON_ITSELF)
    return opens, count_period(Period(window.closes, window.unit, "before"), anchor, calendar)


def shift_hours(start: datetime, period: Period) -> datetime:
    """`start` and so many hours. Raises `IcpError` where that leaves 2004–2099."""
    end = start + timedelta(hours=period.n)
    if not FIRST_DAY <= end.date() <= LAST_DAY:
        raise OutOfCalendarError
    return end


def shift(anchor: date, period: Period) -> date:
    """`anchor` moved by a period of days, months or years, once and from the anchor.

    Raises `IcpError` where it leaves 2004–2099.
    """
    sign = -1 if period.direction == "before" else 1
    amount = sign * period.n
    try:
        if period.unit in _DAYS:
            end = anchor + timedelta(days=amount * _DAYS[period.unit])
        else:
            from dateutil.relativedelta import relativedelta

            months = amount * (12 if period.unit == "years" else 1)
            end = anchor + relativedelta(months=months)
    except (OverflowError, ValueError):
        raise OutOfCalendarError from None
    if not FIRST_DAY <= end <= LAST_DAY:
        raise OutOfCalendarError
    return end


@cache
def in_words(period: Period) -> Text:
    """The period as a person says it."""
    way = "往前" if period.direction == "before" else "往后"
    unit, amount = _UNIT_NAMES[period.unit], _amount(period.n, period.unit)
    return Text(f"{way} {period.n} {unit.zh}", f"{amount.en} {period.direction}")


def due_in_words(due: Due | None) -> Text:
    """How long a rule leaves: `within 24 hours`, 提前90日; nothing for what is no one period."""
    match due:
        case "immediately":
            return Text("立即", "at once")
        case Period(direction="before"):
            return ahead(due)
        case Period():
            unit, plural = _UNIT_NAMES[due.unit], "s" if due.n > 1 else ""
            return Text(f"{due.n}{unit.zh}内", f"within {due.n} {unit.en}{plural}")
        case _:
            return Text("", "")


def ahead(period: Period) -> Text:
    """A period that is counted back, as the law says it: 提前90日."""
    return Text(f"提前{_amount(period.n, period.unit).zh}", in_words(period).en)


def window_in_words(window: WindowBefore) -> Text:
    """A window that is counted back, as the law says it: 前30日内, 前90个工作日至15个工作日."""
    first = _amount(window.opens, window.unit)
    if not window.closes:
        return Text(f"前{first.zh}内", f"within {first.en} before")
    last = _amount(window.closes, window.unit)
    return Text(f"前{first.zh}至{last.zh}", f"{window.opens} to {last.en} before")


def every(period: Period) -> Text:
    """How often a period comes back: 每 2 年."""
    return Text(f"每 {period.n} {_UNIT_NAMES[period.unit].zh}", f"every {_amount(*period[:2]).en}")


def _amount(n: int, unit: Unit) -> Text:
    zh, en = _UNIT_NAMES[unit]
    return Text(f"{n}{zh}", f"{n} {en}{'s' if n > 1 else ''}")


def _calendar_period(period: Period, anchor: date, what: Text) -> Counted:
    """The day on which a period ends that knows no working days; `what` says what ends there."""
    end = shift(anchor, period)
    why = _counted_in_words(period, what)
    if period.unit in ("months", "years") and end.day != anchor.day:
        why = Text(
            f"{why.zh}；当月没有 {anchor.day} 日，取月末（《民法典》第二百零二条）",
            f"{why.en}; the month has no day {anchor.day}, so its last day (Civil Code art. 202)",
        )
    return Counted(Span(end, end), why)


@cache
def _counted_in_words(period: Period, what: Text) -> Text:
    words = in_words(period)
    return Text(
        f"{words.zh}，起算日不计入：{what.zh}",
        f"{words.en}, that day itself not counted: {what.en}",
    )


def _working_days(period: Period, anchor: date, calendar: WorkCalendar) -> Counted:
    """Both ends of a period of working days, and which days it passed over."""
    count = calendar.after if period.direction == "after" else calendar.before
    ends = count(anchor, period.n)
    first, last = sorted((anchor, ends.latest if period.direction == "after" else ends.earliest))
    words = in_words(period)
    zh, en = [f"{words.zh}，起算日不计入"], [f"{words.en}, that day itself not counted"]
    swaps = [(day, state) for day, state in calendar.swaps(first, last) if day != anchor]
    for state, zh_word, en_word in (
        (Day.OFF, "放假不计", "days off left out"),
        (Day.WORK, "调休上班日计入", "make-up workdays counted"),
    ):
        days = in_runs([day for day, found in swaps if found is state])
        if days.en:
            zh.append(f"{zh_word}：{days.zh}")
            en.append(f"{en_word}: {days.en}")
    return Counted(ends, Text("；".join(zh), "; ".join(en)))


def in_runs(days: Sequence[date]) -> Text:
    """Days in words, those that follow one another as `first to last`."""
    found = list(runs(days))
    return Text(
        "、".join(str(a) if a == b else f"{a} 至 {b}" for a, b in found),
        ", ".join(str(a) if a == b else f"{a} to {b}" for a, b in found),
    )
