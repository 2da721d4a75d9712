"""What can happen to licenses: each event, and the day to file by if it happened today."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta

from icpcli.calendar.workdays import OutOfCalendarError, WorkCalendar
from icpcli.deadlines.dates import derive
from icpcli.deadlines.force import in_force_on, may_be_in_force
from icpcli.deadlines.triggers import Start, rules_that_hold
from icpcli.model.deadline import Step
from icpcli.model.journal import Journal
from icpcli.model.license import License, Rule
from icpcli.model.possible_event import PossibleEvent

_FARTHEST = timedelta(days=20 * 366)
"""No provision asks for something longer ahead than that."""


def possible_events(
    licenses: Sequence[License], calendar_of: Callable[[License], WorkCalendar], as_of: date
) -> Iterator[PossibleEvent]:
    """Each event of each license; of a planned one, the earliest day that leaves time to file."""
    for license in licenses:
        calendar = calendar_of(license)
        started: defaultdict[str, list[Rule]] = defaultdict(list)
        for rule in rules_that_hold(license, Journal()):
            for trigger in rule.triggers:
                started[trigger].append(rule)
        for id, title in license.recordable.items():
            rules = tuple(started[id])
            one = PossibleEvent(license, id, title, rules)
            if id in license.plans:
                yield one._replace(earliest_on=_earliest(one, calendar, as_of))
            else:
                yield one._replace(file_by=_first_to_file(one, as_of, calendar))


def _first_to_file(event: PossibleEvent, on: date, calendar: WorkCalendar) -> date | None:
    """The first day to file by of what the event starts on a day; None where nothing has one.

    A rule that is not law then starts nothing.
    """
    return min(
        filter(None, (_file_by(rule, event, on, calendar) for rule in event.rules)), default=None
    )


def _file_by(rule: Rule, event: PossibleEvent, on: date, calendar: WorkCalendar) -> date | None:
    start = Start(rule, event.id, Step(on, event.title), rule.id)
    if not may_be_in_force(start):
        return None
    try:
        dates = derive(start, calendar).dates
    except OutOfCalendarError:
        return None
    return dates.file_by if in_force_on(rule, on, dates.due) else None


def _earliest(event: PossibleEvent, calendar: WorkCalendar, as_of: date) -> date | None:
    """The first day to plan for on which nothing that must come before it is too late already.

    The later the day, the later all that is counted back from it: half of the days are ruled out
    at each step.
    """

    def is_possible(day: date) -> bool:
        first = _first_to_file(event, day, calendar)
        return first is None or first >= as_of

    low, high = as_of, as_of + _FARTHEST
    if not is_possible(high):
        return None
    while low < high:
        middle = low + (high - low) // 2
        low, high = (low, middle) if is_possible(middle) else (middle + timedelta(days=1), high)
    return low
