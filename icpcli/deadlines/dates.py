"""One rule, one trigger date: every date that follows, and the chain of steps that leads there."""

from datetime import date, timedelta
from typing import NamedTuple

from icpcli.calendar.periods import count_period
from icpcli.calendar.workdays import Day, OutOfCalendarError, WorkCalendar
from icpcli.model.deadline import Dates, Kind, Step
from icpcli.model.license import Period, Rule, Window
from icpcli.model.problem import Text

_DAY = timedelta(days=1)

_OPENS = Text("窗口开启", "the window opens")
_CLOSES = Text(
    "窗口的最后一日；窗口不因休息日顺延",
    "the window closes; a day off does not extend a window",
)
_AT_ONCE = Text("立即：条文没有给出天数", "at once: the text gives no number of days")
_SAME_DAY = Text("当日办理", "act on that same day")
_CERTAIN = Text("当日确定是工作日", "certainly a working day")
_NO_WORKDAY = Text(
    "期间内没有确定的工作日，只能按期限最后一日安排",
    "the period holds no certain working day: the last day in time is the day to plan for",
)


class Derived(NamedTuple):
    """What follows from a rule and its trigger: the dates, and the steps that lead there.

    `undecided` are the UNKNOWN days that were met: as long as there is one, a notice that is not
    out yet can still move a date.
    """

    kind: Kind
    steps: tuple[Step, ...]
    dates: Dates = Dates()
    strictest: date | None = None
    undecided: tuple[date, ...] = ()


def derive(rule: Rule, start: Step, calendar: WorkCalendar) -> Derived:
    """The dates of `rule` where its trigger is the step `start`.

    Raises `OutOfCalendarError` where a period leaves 2004–2099.
    """
    match rule.due:
        case Window():
            return _window(rule, rule.due, start, calendar)
        case Period():
            return _period(rule, rule.due, start, calendar)
        case "immediately":
            return _immediately(rule, start, calendar)
        case None:
            return Derived(Kind.GATE, (start,))


def _window(rule: Rule, window: Window, start: Step, calendar: WorkCalendar) -> Derived:
    year = start.date.year
    opens, due = date(year, *window.opens), date(year, *window.closes)
    file_by = last_workday_from(opens, due, calendar)
    return Derived(
        kind=Kind.WINDOW,
        steps=(start, Step(opens, _OPENS), Step(due, _CLOSES), _plan(due, file_by, calendar)),
        dates=Dates(
            file_by=file_by or due,
            due=due,
            due_latest=due,
            opens=opens,
            prepare_from=_prepare_from(rule, opens, calendar),
        ),
        undecided=calendar.unknown_days(file_by or opens, due),
    )


def _period(rule: Rule, period: Period, start: Step, calendar: WorkCalendar) -> Derived:
    counted = count_period(period, start.date, calendar)
    forward = period.direction == "after"
    due, latest = counted.due
    file_by = last_workday_from(start.date + _DAY if forward else date.min, due, calendar)
    met = (file_by or start.date, due)
    if period.unit == "working days":
        met = (start.date + _DAY, latest) if forward else (due, start.date - _DAY)
    return Derived(
        kind=Kind.AFTER if forward else Kind.BEFORE,
        steps=(start, Step(due, counted.why), _plan(due, file_by, calendar)),
        dates=Dates(
            file_by=file_by or due,
            due=due,
            due_latest=latest,
            prepare_from=_prepare_from(rule, start.date, calendar),
            extended_to=_extended_to(period, due, calendar),
        ),
        strictest=_strictest(period, due, file_by or due, calendar),
        undecided=calendar.unknown_days(*met),
    )


def _immediately(rule: Rule, start: Step, calendar: WorkCalendar) -> Derived:
    day = start.date
    return Derived(
        kind=Kind.IMMEDIATE,
        steps=(start, Step(day, _AT_ONCE), Step(day, _SAME_DAY)),
        dates=Dates(
            file_by=day, due=day, due_latest=day, prepare_from=_prepare_from(rule, day, calendar)
        ),
        undecided=calendar.unknown_days(day, day),
    )


def last_workday_from(floor: date, due: date, calendar: WorkCalendar) -> date | None:
    """The last day from `floor` to `due` that is certainly a working day, if there is one."""
    try:
        found = calendar.last_workday(due)
    except OutOfCalendarError:
        # The calendar begins on a holiday, so its first days have no working day before them.
        return None
    return found if found >= floor else None


def _plan(due: date, file_by: date | None, calendar: WorkCalendar) -> Step:
    """The last step of every chain: from `due` to the day to plan for."""
    if file_by is None:
        return Step(due, _NO_WORKDAY)
    if file_by == due:
        return Step(due, _CERTAIN)
    off = calendar.day(due) is Day.OFF
    return Step(
        file_by,
        Text(
            f"{due} {'是休息日' if off else '是否上班尚未公布'}，取此前最后一个确定的工作日",
            f"{due} {'is a day off' if off else 'is not decided yet'}: "
            "the last certain working day before it",
        ),
    )


def _extended_to(period: Period, due: date, calendar: WorkCalendar) -> date | None:
    """The next working day where a forward calendar period certainly ends on a day off.

    Civil Code art. 203, by analogy; None where an undecided day lies in between.
    """
    forward = period.direction == "after" and period.unit != "working days"
    if not forward or calendar.day(due) is not Day.OFF:
        return None
    try:
        following = calendar.after(due, 1)
    except OutOfCalendarError:
        # The next working day lies after 2099: not known.
        return None
    return following.earliest if following.earliest == following.latest else None


def is_contested(period: Period) -> bool:
    """Whether the last day depends on how one counts: `90 days before` is read in three ways."""
    return (period.unit, period.direction) == ("days", "before")


def _strictest(period: Period, due: date, file_by: date, calendar: WorkCalendar) -> date | None:
    """The day that is in time under each way to count, where `file_by` is not.

    Under the strictest the day before `due` is the last.
    """
    if not is_contested(period) or file_by < due:
        return None
    return last_workday_from(date.min, due - _DAY, calendar) or due - _DAY


def _prepare_from(rule: Rule, anchor: date, calendar: WorkCalendar) -> date | None:
    return count_period(rule.prepare, anchor, calendar).due.earliest if rule.prepare else None
