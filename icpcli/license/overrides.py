"""Windows of one year that an authority moved, or set at all."""

from collections.abc import Sequence
from datetime import date

from icpcli.calendar.periods import CALENDAR
from icpcli.files.fields import Fields, Item
from icpcli.license.term import calendar_date
from icpcli.model.license import (
    AUTHORITY_SET,
    EACH_ODD_YEAR,
    Due,
    Override,
    Yearly,
)

OVERRIDE = ("year", "window", "opens", "due", "source")
OVERRIDE_OF_A_SET = ("rule", *OVERRIDE)


def read_overrides(item: Item, triggers: tuple[str, ...], due: Due | None) -> tuple[Override, ...]:
    """The overrides that stand in the rule itself."""
    found = []
    lines: Lines = {}
    for entry in item.items():
        fields = entry.fields(OVERRIDE, required=("year", "due"))
        if override := read_override(fields, triggers, due):
            check_once(entry, "", override, lines)
            found.append(override)
    return tuple(found)


Lines = dict[tuple[str, int, int | None], int]
"""The line on which each window of each rule was moved first."""


def check_once(item: Item, rule: str, override: Override, lines: Lines) -> None:
    """Refuse a second override of a window of a rule."""
    key = rule, override.year, override.window
    if key in lines:
        item.refuse(
            f"{override.year} 年的这个窗口已在第 {lines[key]} 行改过",
            f"this window of {override.year} was moved already, on line {lines[key]}",
        )
    lines.setdefault(key, item.at[0])


def read_override(fields: Fields, triggers: tuple[str, ...], due: Due | None) -> Override | None:
    """One override of a rule with these triggers and windows; None where it cannot be right."""
    low, high = CALENDAR.earliest.year, CALENDAR.latest.year
    year = fields.read("year", lambda item: item.integer(low, high), 0)
    opens = fields.read("opens", calendar_date, None)
    last = fields.read("due", calendar_date, None)
    source = fields.read("source", Item.text, "")
    if not year or not last or due is None:
        return None
    if due != AUTHORITY_SET and not isinstance(due, Yearly):
        fields["year"].refuse("只有每年的窗口才能改期", "only a window of each year can be moved")
        return None
    if triggers == (EACH_ODD_YEAR,) and year % 2 == 0:
        fields["year"].refuse(
            f"本规则只在单数年份，{year} 年没有窗口",
            f"this rule has a window in odd years only, none in {year}",
        )
    _check_days(fields, year, opens, last)
    windows = due.windows if isinstance(due, Yearly) else ()
    month = _month(fields, [window.opens[0] for window in windows])
    return None if month is None else Override(year, last, opens, month or None, source)


def _check_days(fields: Fields, year: int, opens: date | None, last: date) -> None:
    """Refuse days that cannot be of that year's window: one may open, or end, a year beside it."""
    if last.year not in (year, year + 1):
        fields["due"].refuse(
            f"{last} 不会是 {year} 年的窗口", f"{last} cannot end the window of {year}"
        )
    if opens and opens > last:
        fields["opens"].refuse("窗口的最后一日早于第一日", "the window closes before it opens")
    elif opens and opens.year not in (year - 1, year, year + 1):
        fields["opens"].refuse(
            f"{opens} 不会是 {year} 年的窗口", f"{opens} cannot open the window of {year}"
        )


def _month(fields: Fields, months: Sequence[int]) -> int | None:
    """The month by which the window is named; 0 where the rule has one only, None where it is wrong."""
    known = {f"{month:02}": month for month in months}
    several = len(months) > 1
    if "window" not in fields:
        if several:
            fields["year"].refuse(
                f"本规则有几个窗口：用“window”写明是哪个月开始的（{'、'.join(known)}）",
                'this rule has several windows: say with "window" in which month it opens '
                f"({', '.join(known)})",
            )
        return None if several else 0
    text = fields["window"].text()
    month = known.get(text.zfill(2))
    if text and month is None:
        fields["window"].refuse(
            f"本规则没有在“{text}”月开始的窗口（{'、'.join(known) or '没有按月的窗口'}）",
            f'no window of this rule opens in month "{text}" '
            f"({', '.join(known) or 'it has none by month'})",
        )
    return month if several or month is None else 0
