"""Periods of the law: read from words, and counted from a date.

Counting follows semantics § 2: the day that starts a period is not counted; a month ends on the
corresponding day, or on its last day where there is none (Civil Code art. 201 and 202).
"""

import re
from collections.abc import Sequence
from datetime import date, timedelta
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
from icpcli.model.license import IMMEDIATELY, Direction, Due, Period, Unit, Window, Yearly
from icpcli.model.problem import Text

CALENDAR = Span(FIRST_DAY, LAST_DAY)
"""The first and the last day that anything here can be counted from, or to."""

MAX_COUNT = 9999
QUARTERS = {
    "Q1": Window((1, 1), (3, 31)),
    "Q2": Window((4, 1), (6, 30)),
    "Q3": Window((7, 1), (9, 30)),
    "Q4": Window((10, 1), (12, 31)),
}

_PERIOD = re.compile(r"([1-9]\d{0,3}) (working day|day|month|year)s? (before|after)", re.ASCII)
_WINDOW = re.compile(r"(\d\d)-(\d\d) to (\d\d)-(\d\d)", re.ASCII)
_UNITS: dict[str, Unit] = {
    "day": "days",
    "working day": "working days",
    "month": "months",
    "year": "years",
}
_UNIT_WORDS: tuple[tuple[str, Unit], ...] = (
    ("work", "working days"),
    ("business", "working days"),
    ("工作日", "working days"),
    ("month", "months"),
    ("月", "months"),
    ("year", "years"),
    ("年", "years"),
    ("", "days"),
)
_BEFORE_WORDS = ("before", "ahead", "prior", "earlier", "前")
_UNIT_NAMES: dict[Unit, Text] = {
    "days": Text("日", "day"),
    "working days": Text("个工作日", "working day"),
    "months": Text("个月", "month"),
    "years": Text("年", "year"),
}


class Counted(NamedTuple):
    """Where a period ends, and how it was counted."""

    due: Span
    why: Text


def parse_due(text: str) -> Due:
    """`90 days before`, `Q1`, `01-01 to 03-31` or `immediately`.

    Raises `ValueError(Text)`, with what was probably meant.
    """
    if text == IMMEDIATELY:
        return IMMEDIATELY
    if text in QUARTERS:
        return Yearly((QUARTERS[text],))
    window = _WINDOW.fullmatch(text)
    if window:
        return Yearly((_window(*map(int, window.groups())),))
    hint = _meant_besides(text)
    if hint:
        raise _not_a_period(text, hint)
    return parse_period(text)


def parse_period(text: str) -> Period:
    """`N days|working days|months|years before|after`, N from 1 to 9999.

    Raises `ValueError(Text)`, with what was probably meant.
    """
    match = _PERIOD.fullmatch(text)
    if not match:
        raise _not_a_period(text, _meant(text))
    count, unit, direction = match.groups()
    way: Direction = "before" if direction == "before" else "after"
    return Period(int(count), _UNITS[unit], way)


def count_period(period: Period, anchor: date, calendar: WorkCalendar) -> Counted:
    """The last day of `period`, counted from `anchor`.

    Only working days through undecided days have two ends. Raises `IcpError` where the period
    leaves the calendar.
    """
    if period.unit == "working days":
        count = calendar.after if period.direction == "after" else calendar.before
        due = count(anchor, period.n)
        return Counted(due, _why_working_days(period, anchor, due, calendar))
    end = shift(anchor, period)
    return Counted(Span(end, end), _why_calendar_period(period, anchor, end))


def shift(anchor: date, period: Period) -> date:
    """`anchor` moved by a period of days, months or years, once and from the anchor.

    Raises `IcpError` where it leaves 2004–2099.
    """
    sign = -1 if period.direction == "before" else 1
    amount = sign * period.n
    try:
        if period.unit == "days":
            end = anchor + timedelta(days=amount)
        else:
            from dateutil.relativedelta import relativedelta

            months = amount * (12 if period.unit == "years" else 1)
            end = anchor + relativedelta(months=months)
    except (OverflowError, ValueError):
        raise OutOfCalendarError from None
    if not FIRST_DAY <= end <= LAST_DAY:
        raise OutOfCalendarError
    return end


def in_words(period: Period) -> Text:
    """The period as a person says it."""
    unit = _UNIT_NAMES[period.unit]
    plural = "s" if period.n > 1 else ""
    way = "往前" if period.direction == "before" else "往后"
    return Text(f"{way} {period.n} {unit.zh}", f"{period.n} {unit.en}{plural} {period.direction}")


def ahead(period: Period) -> Text:
    """A period that is counted back, as the law says it: 提前90日."""
    return Text(f"提前{period.n}{_UNIT_NAMES[period.unit].zh}", in_words(period).en)


def _window(open_month: int, open_day: int, close_month: int, close_day: int) -> Window:
    ordinary_year = 2001
    try:
        opens = date(ordinary_year, open_month, open_day)
        closes = date(ordinary_year, close_month, close_day)
    except ValueError:
        raise ValueError(
            Text(
                "窗口的起止须是每年都有的日子，如“01-01 to 03-31”",
                'a window needs days that every year has, such as "01-01 to 03-31"',
            )
        ) from None
    if closes < opens:
        raise ValueError(Text("窗口的最后一日早于第一日", "the window closes before it opens"))
    return Window((open_month, open_day), (close_month, close_day))


def _not_a_period(text: str, hint: str) -> ValueError:
    return ValueError(
        Text(f"“{text}”不是期间（试试“{hint}”）", f'"{text}" is not a period (try "{hint}")')
    )


def _meant_besides(text: str) -> str | None:
    """What was probably meant by `text`, if that is not a period."""
    if "immediate" in text.lower() or "立即" in text:
        return IMMEDIATELY
    if text.strip().upper() in QUARTERS:
        return text.strip().upper()
    # 1/1-31/3. From the first digit of each number only: endless digits are not tried one by one.
    return "01-01 to 03-31" if re.search(r"(?<!\d)\d++\D\d++\D++\d++\D\d", text) else None


def _meant(text: str) -> str:
    match = re.search(r"\d+", text)
    # Endless digits are not worth computing.
    n = int(match.group()) if match and len(match.group()) < 10 else 0
    if not 0 < n <= MAX_COUNT:
        return "90 days before"
    lowered = text.lower()
    unit = next(unit for word, unit in _UNIT_WORDS if word in lowered)
    direction = "before" if any(word in lowered for word in _BEFORE_WORDS) else "after"
    return f"{n} {unit} {direction}"


def _why_calendar_period(period: Period, anchor: date, end: date) -> Text:
    words = in_words(period)
    zh = f"{words.zh}，起算日不计入：期限内的最后一日"
    en = f"{words.en}, that day itself not counted: the last day in time"
    if period.unit in ("months", "years") and end.day != anchor.day:
        zh += f"；当月没有 {anchor.day} 日，取月末（《民法典》第二百零二条）"
        en += f"; the month has no day {anchor.day}, so its last day (Civil Code art. 202)"
    return Text(zh, en)


def _why_working_days(period: Period, anchor: date, due: Span, calendar: WorkCalendar) -> Text:
    first, last = sorted((anchor, due.latest if period.direction == "after" else due.earliest))
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
    if due.earliest != due.latest:
        zh.append(f"未定的日子按对期限最严的读法计算；最迟可能是 {due.latest}")
        en.append(f"undecided days read so that it ends earliest; at the latest {due.latest}")
    return Text("；".join(zh), "; ".join(en))


def in_runs(days: Sequence[date]) -> Text:
    """Days in words, those that follow one another as `first to last`."""
    found = list(runs(days))
    return Text(
        "、".join(str(a) if a == b else f"{a} 至 {b}" for a, b in found),
        ", ".join(str(a) if a == b else f"{a} to {b}" for a, b in found),
    )
