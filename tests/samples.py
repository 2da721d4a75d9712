"""Small licenses and rules to ask questions of, and the bundled one."""

from collections.abc import Container, Sequence
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any

import judge
from places import LICENSE

from icpcli.calendar.period_words import parse_due, parse_period, parse_windows
from icpcli.calendar.published import load_calendar
from icpcli.calendar.workdays import OFF, UNKNOWN, WORK, Day, WorkCalendar
from icpcli.deadlines.triggers import Start
from icpcli.license.file import read_license
from icpcli.model.deadline import Deadline, Step
from icpcli.model.journal import Event
from icpcli.model.license import Due, License, Rule
from icpcli.model.problem import Text

BUNDLED = read_license(LICENSE)
DAY = timedelta(days=1)


@cache
def calendar(published_through: int = 2026) -> WorkCalendar:
    """The calendar as it was when the notice for `published_through` was the last one."""
    return load_calendar(published_through=published_through)


def d(text: str) -> date:
    return date.fromisoformat(text)


def rule(
    due: str | Sequence[str] | None, *triggers: str, prepare: str | None = None, **changes: Any
) -> Rule:
    """A rule with this period, or these windows, started by the event `it` if nothing else is said."""
    fields = {
        "id": "rule",
        "title": Text("规则", "Rule"),
        "clause": "一",
        "quote": "引文",
        "triggers": triggers or ("it",),
        "due": _due(due),
        "prepare": parse_period(prepare) if prepare else None,
        "continuing": None,
        "recipient": "机关",
        "filing": Text("文件", "Filing"),
        "gate": None,
        "alert": None,
        "see_also": {},
        "line": 1,
    }
    return Rule(**fields | changes)


def _due(due: str | Sequence[str] | None) -> Due | None:
    if not due:
        return None
    return parse_due(due) if isinstance(due, str) else parse_windows(due)


def clock(due: str | None, day: date, at: time | None = None, **changes: Any) -> Start:
    """The clock of such a rule, started on `day`."""
    one = rule(due, **changes)
    step = Step(day, Text("事件", "It happened"))
    return Start(one, one.triggers[0], step, f"{one.id}@{day}", at=at)


def license_with(*rules: Rule, **changes: Any) -> License:
    """A license of 2023-07-01 to 2028-07-01 with these rules; `it` is what can happen."""
    return BUNDLED._replace(
        **{"rules": rules, "events": {"it": Text("事件", "It happened")}, "duties": ()} | changes
    )


def it(on: str) -> Event:
    """That `it` happened on a day, or at a moment: `2026-11-26T20:00`."""
    day, _, at = on.partition("T")
    return Event("it", d(day), at=time.fromisoformat(at) if at else None)


def fields_of(deadline: Deadline) -> dict[str, Any]:
    """A deadline's dates as `judge.dates` names them."""
    names = ("kind", "certainty")
    found = {name: getattr(deadline, name) for name in names} | deadline.dates._asdict()
    return found | {
        "due_at": clock_time(deadline.due_at),
        "notices": list(deadline.notices),
        "chain": [step.date for step in deadline.steps],
    }


def clock_time(moment: datetime | None) -> datetime | None:
    """A moment as a clock in China shows it."""
    assert moment is None or moment.utcoffset() == timedelta(hours=8)
    return moment and moment.replace(tzinfo=None)


def decided(base: WorkCalendar, worked: Container[date]) -> WorkCalendar:
    """The calendar once every notice is out, where just `worked` of the UNKNOWN days are worked."""

    def year_states(year: int) -> bytes:
        row = bytearray(_row(base, year))
        for i in range(len(row)):
            if row[i] == UNKNOWN:
                row[i] = WORK if date(year, 1, 1) + i * DAY in worked else OFF
        return bytes(row)

    return WorkCalendar(year_states, base.published_through)


@cache
def _row(base: WorkCalendar, year: int) -> bytes:
    days = judge.span(date(year, 1, 1), date(year, 12, 31))
    states = {Day.WORK: WORK, Day.OFF: OFF, Day.UNKNOWN: UNKNOWN}
    return bytes(states[base.day(day)] for day in days)
