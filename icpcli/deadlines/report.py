"""License, events and calendar → Report. Pure: no clock, no files, no printing."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date

from icpcli.calendar.workdays import OutOfCalendarError, WorkCalendar, notices_for
from icpcli.deadlines import triggers
from icpcli.deadlines.dates import derive
from icpcli.deadlines.notes import notes_on
from icpcli.deadlines.triggers import Start
from icpcli.deadlines.urgency import Recorded, recorded, standing, thresholds
from icpcli.model.deadline import Deadline, LicenseState, Report, Status
from icpcli.model.journal import Event, Journal
from icpcli.model.license import Alert, License
from icpcli.model.problem import Text

DEFAULT_ALERT = Alert(warning=30, critical=7)
NO_JOURNALS: Mapping[str, Journal] = {}
NO_CALENDARS: Mapping[str, WorkCalendar] = {}

SUPPOSED = Text(
    "这是假设：没有这件事的记录，只是按它在那一天发生来计算",
    "Supposed: nothing is recorded; this is what would follow if it happened on that day",
)


def compute(
    licenses: Sequence[License],
    calendar: WorkCalendar,
    as_of: date,
    *,
    events: Sequence[Event] = (),
    journals: Mapping[str, Journal] = NO_JOURNALS,
    calendars: Mapping[str, WorkCalendar] = NO_CALENDARS,
    supposed: tuple[str, date] | None = None,
    alert: Alert = DEFAULT_ALERT,
    if_today: bool = False,
) -> Report:
    """Every deadline of `licenses` as it stands on `as_of`, with those that `events` start.

    `journals` holds what is recorded of a license, by its `file`; an event that is recorded
    there already is not a second one. `calendars` holds the calendar of a license that has notices
    of its own, by its `file`; `calendar` is that of the others. `supposed` is a rule, by its id,
    that something starts on a day of which nothing is known. `alert` holds where a rule has none of
    its own. With `if_today`, what would follow if each event happened on `as_of`, too: half of the
    work, for those who show it.

    Raises `OutOfCalendarError`, with the rule's place, where a period leaves 2004–2099.
    """
    states: list[LicenseState] = []
    deadlines: list[Deadline] = []
    voided: list[Deadline] = []
    would_be: list[Deadline] = []
    for license in licenses:
        journal = journals.get(license.file, Journal())
        days = calendars.get(license.file, calendar)
        run = _runner(license, days, as_of, alert, recorded(journal, license.tracked_from))
        happened = (*journal.events, *_not_recorded(events, journal))
        clocks = [*triggers.standing(license), *triggers.started(license, happened)]
        started = [run(start) for start in clocks if not start.undone]
        voided += _voided(clocks, run)
        started += _supposed(license, supposed, run, started)
        mine = sorted(_with_alternatives(license, started), key=_order)
        deadlines += mine
        if if_today:
            nothing = _runner(license, days, as_of, alert, recorded(Journal(), None))
            would_be += _if_today(license, nothing, as_of)
        days_to_expiry = (license.expires - as_of).days
        next_one = next(filter(is_open, mine), None)
        published = days.published_through
        states.append(LicenseState(license, days_to_expiry, next_one, journal.entries, published))
    return Report(
        as_of=as_of,
        published_through=min(
            (state.published_through for state in states), default=calendar.published_through
        ),
        licenses=tuple(states),
        deadlines=tuple(sorted(deadlines, key=_order)),
        if_today=tuple(sorted(would_be, key=_order)),
        voided=tuple(sorted(voided, key=_order)),
    )


def _voided(clocks: Iterable[Start], run: Callable[[Start], Deadline]) -> Iterator[Deadline]:
    """The deadlines of events that were recorded by mistake: nobody minds where one leaves the
    calendar."""
    for start in clocks:
        if start.undone:
            with suppress(OutOfCalendarError):
                yield run(start)._replace(closed_on=start.undone)


def _supposed(
    license: License,
    supposed: tuple[str, date] | None,
    run: Callable[[Start], Deadline],
    known: Iterable[Deadline],
) -> Iterator[Deadline]:
    """The deadline of a rule that is taken to have been started, unless there is one of that id."""
    if supposed and f"{supposed[0]}@{supposed[1]}" not in (deadline.id for deadline in known):
        for start in triggers.supposed(license, *supposed):
            yield with_note(run(start), SUPPOSED)


def _if_today(
    license: License, run: Callable[[Start], Deadline], as_of: date
) -> Iterator[Deadline]:
    """Without what would leave the calendar if it began today: nobody says that it does."""
    for start in triggers.started_today(license, as_of):
        with suppress(OutOfCalendarError):
            yield run(start)


def _runner(
    license: License, calendar: WorkCalendar, as_of: date, alert: Alert, journal: Recorded
) -> Callable[[Start], Deadline]:
    """The function that lets a clock run: from what started it to the deadline."""

    def run(start: Start) -> Deadline:
        rule = start.rule
        try:
            found = derive(rule, start.step, calendar)
        except OutOfCalendarError:
            raise OutOfCalendarError(license.file, rule.line, rule.id) from None
        dates = found.dates
        limits = thresholds(rule, found.kind, dates, start.step.date, alert)
        stands = standing(start.id, dates, start.trigger, as_of, limits, journal)
        return Deadline(
            id=start.id,
            license=license,
            rule=rule,
            kind=found.kind,
            trigger=start.trigger,
            trigger_date=start.step.date,
            dates=dates,
            notices=notices_for(found.undecided),
            see_also=start.see_also,
            alternatives=(),
            status=stands.status,
            days_left=(dates.file_by - as_of).days if dates.file_by else None,
            alert=limits,
            steps=found.steps,
            notes=notes_on(license, rule, start.see_also, found),
            filed=stands.filed,
            days_early=stands.days_early,
            waived_until=stands.waived_until,
            strictest=found.strictest,
            closed_on=stands.closed_on,
        )

    return run


def _with_alternatives(license: License, deadlines: list[Deadline]) -> Iterator[Deadline]:
    """Where it is not decided whether the holder continues, each way names the other.

    Filing one closes both.
    """
    undecided = license.continuing is None
    ways = [one for one in deadlines if undecided and one.rule.continuing is not None]
    for deadline in deadlines:
        others = [
            other
            for other in (ways if deadline.rule.continuing is not None else ())
            if deadline.rule.continuing != other.rule.continuing
        ]
        chosen = next((other for other in others if other.status is Status.FILED), None)
        if chosen and deadline.status is not Status.FILED:
            deadline = deadline._replace(
                status=Status.FILED,
                filed=chosen.filed,
                days_early=chosen.days_early,
                waived_until=None,
                closed_on=chosen.closed_on,
            )
        yield deadline._replace(alternatives=tuple(other.id for other in others))


def with_note(deadline: Deadline, note: Text) -> Deadline:
    """The deadline with one more note, in front of its others."""
    return deadline._replace(notes=(note, *deadline.notes))


def is_open(deadline: Deadline) -> bool:
    """Whether somebody still has to act (`Deadline.is_open`, for `filter`)."""
    return deadline.is_open


def _order(deadline: Deadline) -> tuple[date, date, str]:
    """By the day to plan for, then the legal day, then the id; what has no date comes last."""
    return deadline.file_by or date.max, deadline.due or date.max, deadline.id


def _not_recorded(events: Sequence[Event], journal: Journal) -> Iterator[Event]:
    recorded = {(event.id, event.on) for event in journal.events if not event.void}
    return (event for event in events if (event.id, event.on) not in recorded)
