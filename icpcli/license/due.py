"""The period of a rule: which one goes with which trigger, and whether it stays in the calendar."""

from collections.abc import Iterable, Iterator
from datetime import date

from icpcli.calendar.period_words import parse_due, parse_period, parse_window, parse_windows
from icpcli.calendar.periods import CALENDAR, shift
from icpcli.files.fields import Fields, Item
from icpcli.model.license import (
    AUTHORITY_SET,
    EXPIRES,
    ISSUED,
    ONCE,
    YEARLY,
    Due,
    FixedDay,
    Period,
    WindowBefore,
    Yearly,
)
from icpcli.model.problem import IcpError, Text
from icpcli.model.rule_set import Events

_WINDOWS = Text(
    "“each year”“each odd year”须配窗口（如 Q1、01-01 to 03-31 或 authority-set），窗口也只能配它们",
    '"each year" and "each odd year" go with a window (such as Q1, 01-01 to 03-31 or '
    "authority-set), and a window with them",
)
_FIXED = Text(
    "“once”须配写定的日子（如 by 2027-06-30），这样的日子也只能配“once”",
    '"once" goes with a fixed day (such as by 2027-06-30), and such a day with "once"',
)
_OF_EVENTS = Text(
    "以小时计的和“every …”只能从事件起算",
    'hours, and "every …", are counted from an event only',
)
_BACK = Text(
    "往前算的只能从 expires 或预定的事件（planned: true）起算",
    "what is counted back starts from expires, or from an event with planned: true",
)


def read_due(item: Item) -> Due | None:
    """The period of a rule, or its list of windows."""
    if item.node.items is None:
        return item.parsed(parse_due, None)
    if not item.node.items:
        item.refuse("不能为空", "must not be empty")
        return None
    windows = [entry.parsed(parse_window, None) for entry in item.items()]
    if None in windows:
        return None
    try:
        return parse_windows([node.text or "" for node in item.node.items])
    except ValueError as error:
        item.refuse(*error.args[0])
        return None


def read_prepare(item: Item) -> Period | None:
    """The holder's own lead time."""
    return item.parsed(parse_period, None)


def check_due(
    item: Item, fields: Fields, triggers: tuple[str, ...], due: Due | None, events: Events
) -> None:
    """Refuse a rule without a period, and a period that its triggers cannot start."""
    if item.node.complete and not fields.keys() & {"due", "gate"}:
        item.refuse(
            "缺少“due”（只有批准要求而无期限时写“gate”）",
            '"due" is missing (or "gate", for an approval without a date)',
        )
    if due is not None and triggers and (misfit := _misfit(due, triggers, events)):
        fields["due"].refuse(*misfit)


def _misfit(due: Due, triggers: tuple[str, ...], events: Events) -> Text | None:
    """Why a period and what starts it do not go together, if they do not."""
    trigger = triggers[0]
    if (trigger in YEARLY) != (due == AUTHORITY_SET or isinstance(due, Yearly)):
        return _WINDOWS
    if (trigger == ONCE) != isinstance(due, FixedDay):
        return _FIXED
    hours = isinstance(due, Period) and due.unit == "hours"
    back = isinstance(due, WindowBefore) or (isinstance(due, Period) and due.direction == "before")
    if (hours or (isinstance(due, Period) and due.every)) and trigger in (ISSUED, EXPIRES):
        return _OF_EVENTS
    if back and trigger == ISSUED:
        return _BACK
    return _unplanned(triggers, events) if back and trigger != EXPIRES else None


def _unplanned(triggers: tuple[str, ...], events: Events) -> Text | None:
    """Nothing can be counted back from a day that nobody knows ahead."""
    for trigger in triggers:
        if trigger in events.titles and trigger not in events.plans:
            return Text(
                f"事件“{trigger}”不是预定的（planned: true），不能从它往前算",
                f'"{trigger}" has no "planned: true": nothing can be counted back from it',
            )
    return None


def check_reach(item: Item, due: Due | None, anchors: Iterable[date]) -> bool:
    """Refuse a period that leaves the calendar from one of the days on which it may begin; where none
    is known, as in a rule set, from every day of the calendar.

    Returns whether it stays within it.
    """
    period = longest(due)
    days = [*anchors] or [
        CALENDAR.latest if period and period.direction == "before" else CALENDAR.earliest
    ]
    anchor = next((it for it in days if period and not _stays(period, it)), None)
    if anchor is None:
        return True
    item.refuse(
        f"从 {anchor} 起算会超出 {CALENDAR.earliest} 至 {CALENDAR.latest} 的日历",
        f"counted from {anchor}, this leaves the calendar of "
        f"{CALENDAR.earliest} to {CALENDAR.latest}",
    )
    return False


def leaves_calendar(due: Due | None, anchor: date) -> bool:
    """Whether a period that begins on `anchor` certainly leaves the calendar."""
    period = longest(due)
    return period is not None and not _stays(period, anchor)


def longest(due: Due | None) -> Period | None:
    """The longest way that is counted for a period or a window before a date, if any is."""
    if isinstance(due, WindowBefore):
        return Period(due.opens, due.unit, "before")
    return due if isinstance(due, Period) else None


def anchors(
    triggers: Iterable[str], due: Due | None, issued: date | None, expires: date | None
) -> Iterator[date]:
    """The first and the last day on which a period of a rule may begin, within the term."""
    for trigger in triggers:
        if trigger in YEARLY:
            if isinstance(due, Yearly) and issued:
                yield date(issued.year + 1, *due.windows[0].opens)
                if expires:
                    yield date(expires.year, *due.windows[0].opens)
        elif trigger == ONCE:
            if isinstance(due, FixedDay):
                yield due.day
        else:
            if issued and trigger != EXPIRES:
                yield issued
            if expires and trigger != ISSUED:
                yield expires


def _stays(period: Period, anchor: date) -> bool:
    """Whether it stays in the calendar: a working day is taken for one day here, 24 hours for one.

    How many days more a working day needs is for the working-day calendar to say.
    """
    n, unit = period.n, period.unit
    if unit == "working days":
        unit = "days"
    elif unit == "hours":
        n, unit = -(-n // 24), "days"
    try:
        shift(anchor, Period(n, unit, period.direction))
    except IcpError:
        return False
    return True
