"""One rule, one trigger date: every date that follows, and the chain of steps that leads there."""

from dataclasses import dataclass
from datetime import date, timedelta

from icpcli.model import Certainty, Immediately, Kind, Period, Rule, Step, Text, Window
from icpcli.periods import count_period, weekday
from icpcli.workdays import FIRST_DAY, Day, OutOfCalendarError, WorkCalendar

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Dates:
    """What semantics § 1 defines for one deadline; every date is None for a gate."""

    kind: Kind
    opens: date | None
    prepare_from: date | None
    due: date | None
    due_latest: date | None
    file_by: date | None
    extended_to: date | None
    certainty: Certainty
    undecided: tuple[date, ...]
    steps: tuple[Step, ...]


def derive(rule: Rule, trigger_date: date, trigger_why: Text, calendar: WorkCalendar) -> Dates:
    """The dates of `rule` started on `trigger_date`.

    Raises `IcpError` where a period leaves the calendar.
    """
    start = Step(trigger_date, _with_weekday(trigger_why, trigger_date))
    match rule.due:
        case Window():
            return _window(rule, rule.due, start, calendar)
        case Period():
            return _period(rule, rule.due, start, calendar)
        case Immediately():
            return _immediately(start, calendar)
        case None:
            return Dates(
                Kind.GATE, None, None, None, None, None, None, Certainty.FINAL, (), (start,)
            )


def _window(rule: Rule, window: Window, start: Step, calendar: WorkCalendar) -> Dates:
    year = start.date.year
    opens, due = date(year, *window.opens), date(year, *window.closes)
    plan = _plan(due, opens, calendar)
    why_opens = _with_weekday(Text("窗口开始", "the window opens"), opens)
    why_due = _with_weekday(
        Text("窗口最后一日，不顺延", "the window closes; it is not extended to a working day"), due
    )
    steps = (start, Step(opens, why_opens), Step(due, why_due), plan.step)
    return Dates(
        kind=Kind.WINDOW,
        opens=opens,
        prepare_from=_prepare_from(rule, opens, calendar),
        due=due,
        due_latest=due,
        file_by=plan.step.date,
        extended_to=None,
        certainty=_certainty(plan.undecided),
        undecided=plan.undecided,
        steps=steps,
    )


def _period(rule: Rule, period: Period, start: Step, calendar: WorkCalendar) -> Dates:
    counted = count_period(period, start.date, calendar)
    forward = period.direction == "after"
    due, latest = counted.due
    plan = _plan(due, start.date + _DAY if forward else None, calendar, start.date)
    undecided = plan.undecided
    if period.unit == "working days":
        met = (start.date + _DAY, latest) if forward else (due, start.date - _DAY)
        undecided = calendar.unknown_days(*met)
    return Dates(
        kind=Kind.AFTER if forward else Kind.BEFORE,
        opens=None,
        prepare_from=_prepare_from(rule, start.date, calendar),
        due=due,
        due_latest=latest,
        file_by=plan.step.date,
        extended_to=_extended_to(period, due, calendar),
        certainty=_certainty(undecided),
        undecided=undecided,
        steps=(start, Step(due, counted.why), plan.step),
    )


def _immediately(start: Step, calendar: WorkCalendar) -> Dates:
    day = start.date
    at_once = Text("立即：条文没有给出天数", "at once: the text gives no number of days")
    plan = Text("当日办理", "act on the day itself")
    undecided = calendar.unknown_days(day, day)
    return Dates(
        kind=Kind.IMMEDIATE,
        opens=None,
        prepare_from=None,
        due=day,
        due_latest=day,
        file_by=day,
        extended_to=None,
        certainty=_certainty(undecided),
        undecided=undecided,
        steps=(start, Step(day, at_once), Step(day, plan)),
    )


@dataclass(frozen=True, slots=True)
class _Plan:
    """The step to `file_by`, and the undecided days that could still move it."""

    step: Step
    undecided: tuple[date, ...]


def _plan(
    due: date, floor: date | None, calendar: WorkCalendar, trigger: date | None = None
) -> _Plan:
    """The last certain working day on or before `due`, not before `floor`; else `due` itself."""
    try:
        file_by = calendar.last_workday(due)
    except OutOfCalendarError:
        # The calendar begins before any working day: there is no certain one, as below.
        file_by = date.min
    if file_by >= (floor or FIRST_DAY):
        undecided = calendar.unknown_days(file_by, due)
        return _Plan(Step(file_by, _why_plan(due, file_by, calendar, undecided)), undecided)
    start = trigger or floor or due
    why = Text(
        "期间内没有确定的工作日，计划日即期限最后一日",
        "the period holds no certain working day, so the last day in time is the day to plan for",
    )
    return _Plan(Step(due, _with_weekday(why, due)), calendar.unknown_days(start, due))


def _why_plan(
    due: date, file_by: date, calendar: WorkCalendar, undecided: tuple[date, ...]
) -> Text:
    if file_by == due:
        return _with_weekday(Text("当日确定是工作日", "that day is certainly a working day"), due)
    reason = {
        Day.OFF: Text("是休息日", "is a day off"),
        Day.UNKNOWN: Text("是否上班未定", "may or may not be a working day"),
        Day.WORK: Text("", ""),
    }[calendar.day(due)]
    why = Text(
        f"{due} {reason.zh}，取此前最后一个确定的工作日",
        f"{due} {reason.en}, so the last certain working day before it",
    )
    return _with_weekday(why, file_by)


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


def _certainty(undecided: tuple[date, ...]) -> Certainty:
    return Certainty.PROVISIONAL if undecided else Certainty.FINAL


def _with_weekday(why: Text, day: date) -> Text:
    name = weekday(day)
    return Text(f"{why.zh}（{name.zh}）", f"{why.en} ({name.en})")
