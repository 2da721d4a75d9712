"""Periods as a rule's `due` writes them: which words are one (semantics § 2)."""

from collections.abc import Callable, Sequence
from datetime import date
from itertools import pairwise

from icpcli.calendar.workdays import FIRST_DAY, LAST_DAY
from icpcli.files.typed_words import day_within
from icpcli.model.license import (
    AUTHORITY_SET,
    IMMEDIATELY,
    Due,
    FixedDay,
    Period,
    Unit,
    Window,
    WindowBefore,
    Yearly,
)
from icpcli.model.problem import Text

MAX_COUNT = 9999
QUARTERS = {
    "Q1": Window((1, 1), (3, 31)),
    "Q2": Window((4, 1), (6, 30)),
    "Q3": Window((7, 1), (9, 30)),
    "Q4": Window((10, 1), (12, 31)),
}

_UNITS: dict[str, Unit] = {
    "hour": "hours",
    "day": "days",
    "working day": "working days",
    "week": "weeks",
    "month": "months",
    "year": "years",
}


def parse_due(text: str) -> Due:
    """What `due` of a rule may say, but for a list of windows (`parse_windows`).

    `30 days after`, `90 days before`, `within 30 days before`, `90 to 15 working days before`,
    `every 1 year after`, `24 hours after`, `by 2027-06-30`, `Q1`, `01-01 to 03-31`, `immediately`,
    `authority-set` (semantics § 2).

    Raises `ValueError(Text)`; it names another period only where nothing else can have been meant.
    """
    words = text.split(" ")
    match words:
        case ["immediately"]:
            return IMMEDIATELY
        case ["authority-set"]:
            return AUTHORITY_SET
        case ["by", day]:
            return FixedDay(day_within(day, FIRST_DAY, LAST_DAY))
        case ["within", n, *unit, "before"]:
            due: Due | Window | None = _window_before(n, "0", unit)
        case [n, "to", to, *unit, "before"]:
            due = _window_before(n, to, unit)
        case ["every", *period]:
            due = _recurring(period)
        case _:
            due = _window(text) or _period(words)
    if due is None:
        raise _refused(text, parse_due)
    if isinstance(due, Window):
        return Yearly((due,))
    return due


def parse_period(text: str) -> Period:
    """`N days|working days|weeks|months|years before|after`, N from 1 to 9999: a lead time.

    Raises `ValueError(Text)`; it names another period only where nothing else can have been meant.
    """
    period = _period(text.split(" "))
    if period is None or period.unit == "hours":
        raise _refused(text, parse_period)
    return period


def parse_windows(texts: Sequence[str]) -> Yearly:
    """The windows of a year: `Q1` or `01-01 to 03-31` each, in their order and apart.

    Their deadlines are told apart by the month in which each opens, so that no two may open in one.
    Raises `ValueError(Text)`.
    """
    windows = tuple(map(parse_window, texts))
    for (first, text), (second, following) in pairwise(zip(windows, texts, strict=True)):
        if second.opens <= first.closes:
            raise ValueError(
                Text(
                    f"“{following}”须在“{text}”结束之后开启（各窗口按先后排列，互不重叠）",
                    f'"{following}" must open after "{text}" has closed (windows stand in their '
                    "order and do not overlap)",
                )
            )
        if second.opens[0] == first.opens[0]:
            raise ValueError(
                Text(
                    f"“{text}”和“{following}”在同一个月开启：每个窗口按开启的月份编号，一个月只能有一个",
                    f'"{text}" and "{following}" open in one month: each window is named by the '
                    "month that it opens in",
                )
            )
    return Yearly(windows)


def parse_window(text: str) -> Window:
    """`Q1` or `01-01 to 03-31`, one entry of a list of windows. Raises `ValueError(Text)`."""
    window = _window(text)
    if window is None:
        raise _refused(text, parse_window)
    return window


def _refused(text: str, parse: Callable[[str], object]) -> ValueError:
    from icpcli.calendar.period_hints import refusal

    return refusal(text, parse)


def _window_before(opens: str, closes: str, unit: list[str]) -> WindowBefore | None:
    """`90`, `15` and `working days` of `90 to 15 working days before`; `closes` 0 for `within`."""
    first, last, name = _number(opens), 0 if closes == "0" else _number(closes), _unit(unit)
    if first is None or last is None or name in (None, "hours") or first <= last:
        return None
    return WindowBefore(first, last, name)


def _recurring(words: list[str]) -> Period | None:
    period = _period(words)
    if period is None or period.direction == "before" or period.unit == "hours":
        return None
    return period._replace(every=True)


def _period(words: list[str]) -> Period | None:
    match words:
        case [n, *unit, "before" | "after" as direction]:
            count, name = _number(n), _unit(unit)
            if count and name and (name != "hours" or direction == "after"):
                return Period(count, name, direction)
    return None


def _number(text: str) -> int | None:
    """1 to 9999, without leading zeros."""
    plain = text.isascii() and text.isdigit() and len(text) <= len(str(MAX_COUNT))
    return int(text) if plain and text[0] != "0" else None


def _unit(words: list[str]) -> Unit | None:
    return _UNITS.get(" ".join(words).removesuffix("s"))


def _window(text: str) -> Window | None:
    """Raises `ValueError(Text)` for a window that no year has."""
    ends = text.split(" to ")
    if text in QUARTERS or len(ends) != 2:
        return QUARTERS.get(text)
    opens, closes = map(_month_day, ends)
    if not opens or not closes:
        return None
    ordinary_year = 2001
    try:
        date(ordinary_year, *opens)
        date(ordinary_year, *closes)
    except ValueError:
        raise ValueError(
            Text(
                "窗口的起止须是每年都有的日子，如“01-01 to 03-31”",
                'a window needs days that every year has, such as "01-01 to 03-31"',
            )
        ) from None
    if closes < opens:
        raise ValueError(Text("窗口的最后一日早于第一日", "the window closes before it opens"))
    return Window(opens, closes)


def _month_day(text: str) -> tuple[int, int] | None:
    """`03-31`, whether or not there is such a day."""
    month, dash, day = text[:2], text[2:3], text[3:]
    digits = text.isascii() and month.isdigit() and day.isdigit()
    return (int(month), int(day)) if digits and dash == "-" and len(text) == 5 else None
