"""One rule, one trigger date: every date that follows, and the chain of steps that leads there."""

from datetime import date, timedelta
from typing import NamedTuple

from icpcli.calendar.periods import count_period
from icpcli.calendar.workdays import Day, OutOfCalendarError, WorkCalendar
from icpcli.model.deadline import Dates, Kind, Step
from icpcli.model.license import Period, Rule, Window, Yearly
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
_ONLY_IN_THE_COUNTRY = Text(
    "期间内确定的工作日，当地都放假", "the certain working days of the period are off in the region"
)
_NOT_TO_PLAN_FOR = {
    Day.OFF: Text("是休息日", "is a day off"),
    Day.UNKNOWN: Text("是否上班尚未公布", "is not decided yet"),
}
_OFF_IN_THE_REGION = Text("当地放假", "is off in the region")
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
    undecided: tuple[date, ...] = ()


def derive(rule: Rule, start: Step, calendar: WorkCalendar) -> Derived:
    """The dates of `rule` where its trigger is the step `start`.

    Raises `OutOfCalendarError` where a period leaves 2004–2099.
    """
    match rule.due:
        case Yearly():
            return _window(rule, rule.due.windows[0], start, calendar)
        case Period():
            return _period(rule, rule.due, start, calendar)
        case "immediately":
            return _immediately(rule, start, calendar)
        case None:
            return Derived(Kind.GATE, (start,))
        case _:
            raise NotImplementedError(rule.due)


def _window(rule: Rule, window: Window, start: Step, calendar: WorkCalendar) -> Derived:
    year = start.date.year
    opens, due = date(year, *window.opens), date(year, *window.closes)
    workday = calendar.last_workday_from(opens, due)
    return Derived(
        kind=Kind.WINDOW,
        steps=(start, Step(opens, _OPENS), Step(due, _CLOSES), _plan(due, workday, calendar)),
        dates=Dates(
            opens=opens,
            prepare_from=_prepare_from(rule, opens, calendar),
            due=due,
            due_latest=due,
            file_by=workday or due,
        ),
        undecided=calendar.unknown_days(workday or opens, due),
    )


def _period(rule: Rule, period: Period, start: Step, calendar: WorkCalendar) -> Derived:
    back = period.direction == "before"
    follow = _counted_back if back else _counted_forward
    return follow(rule, period, start, calendar)


def _counted_forward(rule: Rule, period: Period, start: Step, calendar: WorkCalendar) -> Derived:
    counted = count_period(period, start.date, calendar)
    due, latest = counted.due
    workday = calendar.last_workday_from(start.date + _DAY, due)
    working = period.unit == "working days"
    met = (start.date + _DAY, latest) if working else (workday or start.date, due)
    return Derived(
        kind=Kind.AFTER,
        steps=(start, Step(due, counted.why), _plan(due, workday, calendar)),
        dates=Dates(
            prepare_from=_prepare_from(rule, start.date, calendar),
            due=due,
            due_latest=latest,
            file_by=workday or due,
            extended_to=_extended_to(period, due, calendar),
        ),
        undecided=calendar.unknown_days(*met),
    )


def _counted_back(rule: Rule, period: Period, start: Step, calendar: WorkCalendar) -> Derived:
    """A period that ends before `start`: 提前90日 is read in three ways, a day apart.

    The strictest ends before `due`, so that the day to plan for always lies before it, too.
    """
    counted = count_period(period, start.date, calendar)
    due, latest = counted.due
    workday = calendar.last_workday_from(date.min, due - _DAY)
    last_met = start.date if period.unit == "working days" else due
    return Derived(
        kind=Kind.BEFORE,
        steps=(start, Step(due, counted.why), _plan_before(due, workday)),
        dates=Dates(
            prepare_from=_prepare_from(rule, start.date, calendar),
            due=due,
            due_latest=latest,
            file_by=workday or due - _DAY,
        ),
        undecided=calendar.unknown_days(workday or due, last_met),
    )


def _immediately(rule: Rule, start: Step, calendar: WorkCalendar) -> Derived:
    day = start.date
    return Derived(
        kind=Kind.IMMEDIATE,
        steps=(start, Step(day, _AT_ONCE), Step(day, _SAME_DAY)),
        dates=Dates(
            prepare_from=_prepare_from(rule, day, calendar), due=day, due_latest=day, file_by=day
        ),
        undecided=calendar.unknown_days(day, day),
    )


def _plan(due: date, file_by: date | None, calendar: WorkCalendar) -> Step:
    """The last step of a chain: from `due` to the day to plan for."""
    if file_by is None:
        return Step(due, _NO_WORKDAY)
    local = calendar.is_local_day_off(due)
    if file_by == due:
        return Step(due, _ONLY_IN_THE_COUNTRY if local else _CERTAIN)
    zh, en = _OFF_IN_THE_REGION if local else _NOT_TO_PLAN_FOR[calendar.day(due)]
    return Step(
        file_by,
        Text(
            f"{due} {zh}，取此前最后一个确定的工作日",
            f"{due} {en}: the last certain working day before it",
        ),
    )


def _plan_before(due: date, file_by: date | None) -> Step:
    """The last step of what is counted back: to a day that is in time under each way to count."""
    zh = f"倒数的期限按最严的算法在 {due} 之前截止"
    en = f"the strictest way to count back ends before {due}"
    if file_by is None:
        words = Text(
            f"{zh}；此前没有确定的工作日，按前一日安排",
            f"{en}, and no day before it is certainly a working day: the day before",
        )
        return Step(due - _DAY, words)
    words = Text(
        f"{zh}，取此前最后一个确定的工作日", f"{en}: the last certain working day before it"
    )
    return Step(file_by, words)


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


def _prepare_from(rule: Rule, anchor: date, calendar: WorkCalendar) -> date | None:
    return count_period(rule.prepare, anchor, calendar).due.earliest if rule.prepare else None
