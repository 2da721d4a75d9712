"""One rule, one trigger date: every date that follows, and the chain of steps that leads there."""

from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from icpcli.calendar.periods import Counted, count_period, count_window, in_words, shift_hours
from icpcli.calendar.workdays import Day, OutOfCalendarError, Span, WorkCalendar
from icpcli.deadlines.triggers import Start, windows_of
from icpcli.model.deadline import Dates, Kind, Step
from icpcli.model.license import CHINA, FixedDay, Period, Rule, WindowBefore, Yearly
from icpcli.model.problem import Text

_DAY = timedelta(days=1)
_MINUTE = timedelta(minutes=1)

_OPENS = Text("窗口开启", "the window opens")
_CLOSES = Text(
    "窗口的最后一日；窗口不因休息日顺延",
    "the window closes; a day off does not extend a window",
)
_MOVED_OPENS = Text("窗口开启，由主管部门另行确定", "the window opens, as the authority has set it")
_MOVED_CLOSES = Text(
    "窗口的最后一日，由主管部门另行确定；不因休息日顺延",
    "the window closes, as the authority has set it; a day off does not extend it",
)
_FIXED = Text(
    "规定的最后一日，不因休息日顺延", "the last day in time; a day off does not extend it"
)
_ENDS_IN_TIME = Text("当日结束时仍在期限内", "still in time when that day ends")
_LAST_WHOLE_DAY = Text("在此之前结束的最后一日", "the last day that ends by then")
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
    due_at: datetime | None = None
    """The moment at which a period of hours ends."""
    opening: Span | None = None
    """The two readings of `opens`, where undecided days leave two."""
    planned: bool = True
    """Whether `file_by` is the last certain working day; False where another day stands in for it."""


class Derivations:
    """What follows by one calendar, found once for all rules with the same period, and all licenses."""

    def __init__(self, calendar: WorkCalendar) -> None:
        self.calendar = calendar
        self._known: dict[tuple[object, ...], Derived] = {}

    def __call__(self, start: Start) -> Derived:
        """As `derive`, of which these are all the parts of a clock that count."""
        rule, _, step, *_ = start
        key = rule.due, rule.prepare, step, start.window, start.at
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = derive(start, self.calendar)
        return found


def derive(start: Start, calendar: WorkCalendar) -> Derived:
    """The dates of a clock, by the `due` of its rule.

    Raises `OutOfCalendarError` where a period leaves 2004–2099.
    """
    match start.rule.due:
        case Period(unit="hours"):
            return _hours(start, start.rule.due, calendar)
        case Period(direction="before"):
            return _counted_back(start, start.rule.due, calendar)
        case Period():
            return _counted_forward(start, start.rule.due, calendar)
        case WindowBefore():
            return _window_before(start, start.rule.due, calendar)
        case Yearly() | "authority-set":
            return _window(start, calendar)
        case FixedDay():
            return _fixed(start, start.rule.due.day, calendar)
        case "immediately":
            return _immediately(start, calendar)
        case None:
            return Derived(Kind.GATE, (start.step,))


def _window(start: Start, calendar: WorkCalendar) -> Derived:
    """A window of a year. One of which the authority has not said when it closes has no date."""
    window = start.window or next(windows_of(start.rule, start.step.date.year))[1]
    if window.due is None:
        return Derived(Kind.WINDOW, (start.step,))
    opens, due = window.opens, window.due
    first = opens or start.step.date
    workday = calendar.last_workday_from(first, due)
    return Derived(
        kind=Kind.WINDOW,
        steps=(
            start.step,
            *([Step(opens, _MOVED_OPENS if window.moved else _OPENS)] if opens else []),
            Step(due, _MOVED_CLOSES if window.moved else _CLOSES),
            _plan(due, workday, calendar),
        ),
        dates=Dates(
            opens=opens,
            prepare_from=_prepare_from(start.rule, opens, calendar) if opens else None,
            due=due,
            due_latest=due,
            file_by=workday or due,
        ),
        undecided=calendar.unknown_days(workday or min(first, due), due),
        planned=workday is not None,
    )


def _counted_forward(start: Start, period: Period, calendar: WorkCalendar) -> Derived:
    trigger = start.step.date
    counted = count_period(period, trigger, calendar)
    due, latest = counted.due
    workday = calendar.last_workday_from(trigger + _DAY, due)
    working = period.unit == "working days"
    met = (trigger + _DAY, latest) if working else (workday or trigger, due)
    return Derived(
        kind=Kind.AFTER,
        steps=(start.step, Step(due, counted.why), _plan(due, workday, calendar)),
        dates=Dates(
            prepare_from=_prepare_from(start.rule, trigger, calendar),
            due=due,
            due_latest=latest,
            file_by=workday or due,
            extended_to=_extended_to(period, due, calendar),
        ),
        undecided=calendar.unknown_days(*met),
        planned=workday is not None,
    )


def _counted_back(start: Start, period: Period, calendar: WorkCalendar) -> Derived:
    """A period that ends before its trigger: 提前90日 is read in three ways, a day apart.

    The strictest ends before `due`, so that the day to plan for always lies before it, too.
    """
    trigger = start.step.date
    counted = count_period(period, trigger, calendar)
    due, latest = counted.due
    workday = calendar.last_workday_from(date.min, due - _DAY)
    last_met = trigger if period.unit == "working days" else due
    return Derived(
        kind=Kind.BEFORE,
        steps=(start.step, Step(due, counted.why), _plan_before(due, workday)),
        dates=Dates(
            prepare_from=_prepare_from(start.rule, trigger, calendar),
            due=due,
            due_latest=latest,
            file_by=workday or due - _DAY,
        ),
        undecided=calendar.unknown_days(workday or due, last_met),
        planned=workday is not None,
    )


def _window_before(start: Start, window: WindowBefore, calendar: WorkCalendar) -> Derived:
    """A window that is counted back from its trigger: 届满前90个工作日至15个工作日.

    Of the two readings of its first day the later holds, because nothing may be filed too early;
    not where that lies behind the day to plan for, which must be in time by its last day.
    """
    trigger = start.step.date
    opening, closing = count_window(window, trigger, calendar)
    due, latest = closing.due
    workday = calendar.last_workday_from(opening.due.earliest, due - _DAY)
    file_by = workday or due - _DAY
    opens = opening.due.latest if opening.due.latest <= file_by else opening.due.earliest
    working = window.unit == "working days"
    return Derived(
        kind=Kind.WINDOW,
        steps=(
            start.step,
            _opening(opening, opens),
            Step(due, closing.why),
            _plan_before(due, workday),
        ),
        dates=Dates(
            opens=opens,
            prepare_from=_prepare_from(start.rule, opens, calendar),
            due=due,
            due_latest=latest,
            file_by=file_by,
        ),
        undecided=calendar.unknown_days(
            opening.due.earliest if working else workday or opens, trigger if working else due
        ),
        opening=opening.due if opening.due.earliest < opening.due.latest else None,
        planned=workday is not None,
    )


def _opening(opening: Counted, opens: date) -> Step:
    """The step to the first day of a window, with the reading of it that holds."""
    (earliest, latest), (zh, en) = opening
    if earliest == latest:
        return Step(opens, opening.why)
    other = Text("按较晚的一种", "the later one holds")
    if opens != latest:
        other = Text(
            "较晚的一种在计划日之后，按较早的一种",
            "the later one lies behind the day to file by, so the earlier one holds",
        )
    return Step(
        opens,
        Text(
            f"{zh}；未定的日子使它落在 {earliest} 或 {latest}，{other.zh}",
            f"{en}; by undecided days on {earliest} or on {latest}: {other.en}",
        ),
    )


def _fixed(start: Start, day: date, calendar: WorkCalendar) -> Derived:
    workday = calendar.last_workday_from(date.min, day)
    return Derived(
        kind=Kind.FIXED,
        steps=(start.step, Step(day, _FIXED), _plan(day, workday, calendar)),
        dates=Dates(
            prepare_from=_prepare_from(start.rule, start.step.date, calendar),
            due=day,
            due_latest=day,
            file_by=workday or day,
        ),
        undecided=calendar.unknown_days(workday or day, day),
        planned=workday is not None,
    )


def _hours(start: Start, period: Period, calendar: WorkCalendar) -> Derived:
    """Hours run through days off and are never moved.

    From a day without a time they run from 0:00, less a minute, so that 24 hours end on the day.
    The day to plan for is the last one that is over by then: 23:59 is its end.
    """
    day = start.step.date
    since = datetime.combine(day, start.at or time(), CHINA)
    due_at = shift_hours(since if start.at else since - _MINUTE, period)
    due = due_at.date()
    file_by = max(day, (due_at + _MINUTE).date() - _DAY)
    words = in_words(period)
    until = f"{due_at:%Y-%m-%d %H:%M}"
    whence = Text("", "")
    if not start.at:
        whence = Text(
            "，没有记录时刻，从当日 0 时起算", ", counted from 0:00 as no time is recorded"
        )
    why = Text(
        f"{words.zh}{whence.zh}：到 {until} 为止，节假日照算",
        f"{words.en}{whence.en}: until {until}; holidays do not stop hours",
    )
    return Derived(
        kind=Kind.HOURS,
        steps=(start.step, Step(due, why), Step(file_by, _plan_hours(day, due, file_by))),
        dates=Dates(
            prepare_from=_prepare_from(start.rule, day, calendar),
            due=due,
            due_latest=due,
            file_by=file_by,
        ),
        due_at=due_at,
    )


def _plan_hours(day: date, due: date, file_by: date) -> Text:
    if file_by == due:
        return _ENDS_IN_TIME
    return _SAME_DAY if file_by == day else _LAST_WHOLE_DAY


def _immediately(start: Start, calendar: WorkCalendar) -> Derived:
    day = start.step.date
    return Derived(
        kind=Kind.IMMEDIATE,
        steps=(start.step, Step(day, _AT_ONCE), Step(day, _SAME_DAY)),
        dates=Dates(
            prepare_from=_prepare_from(start.rule, day, calendar),
            due=day,
            due_latest=day,
            file_by=day,
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
    strictest = due - _DAY
    zh = f"倒数的期限按最严的算法最迟到 {strictest} 为止"
    en = f"the strictest way to count back ends on {strictest} at the latest"
    if file_by is None:
        words = Text(
            f"{zh}；到那天没有确定的工作日，就按那天安排",
            f"{en}, and no day up to it is certainly a working day: that day",
        )
        return Step(strictest, words)
    words = Text(
        f"{zh}，取到那天为止最后一个确定的工作日", f"{en}: the last certain working day by then"
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
