"""License, events and calendar → Report. Pure: no clock, no files, no printing."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime
from typing import NamedTuple

from icpcli.calendar.workdays import OutOfCalendarError, WorkCalendar, notices_for
from icpcli.deadlines import triggers
from icpcli.deadlines.closings import closings
from icpcli.deadlines.copies import without_copies
from icpcli.deadlines.dates import Derivations, Derived
from icpcli.deadlines.force import in_force, may_be_in_force
from icpcli.deadlines.notes import notes_on
from icpcli.deadlines.same_facts import with_same_facts
from icpcli.deadlines.terms import begun_by, end_of
from icpcli.deadlines.triggers import Start
from icpcli.deadlines.urgency import (
    Recorded,
    Today,
    after_another_term,
    is_late,
    minutes_early,
    recorded,
    standing,
    thresholds,
)
from icpcli.model.deadline import Deadline, LicenseState, Report, Status, Unclear
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
    now: datetime | None = None,
) -> Report:
    """Every deadline of `licenses` as it stands on `as_of`, with those that `events` start.

    `journals` holds what is recorded of a license, by its `file`; an event that is recorded
    there already is not a second one. `calendars` holds the calendar of a license that has notices
    of its own, by its `path`; `calendar` is that of the others. `supposed` is a rule, by its id,
    that something starts on a day of which nothing is known. `alert` holds where a rule has none of
    its own. With `if_today`, what would follow if each event happened on `as_of`, too: half of the
    work, for those who show it. `now` is the moment on that day, by which hours are late; without
    it they are from the day after.

    Raises `OutOfCalendarError`, with the rule's place, where a period leaves 2004–2099.
    """
    licenses, copies = without_copies(licenses, journals)
    asked = _Asked(as_of, events, supposed, alert, if_today, now)
    by_calendar: dict[int, Derivations] = {}
    answers = []
    for one in licenses:
        own = calendars.get(one.path, calendar)
        derived = by_calendar.setdefault(id(own), Derivations(own))
        answers.append(_answer(one, journals.get(one.file, Journal()), derived, asked))
    return Report(
        as_of=as_of,
        published_through=min(
            (one.state.published_through for one in answers), default=calendar.published_through
        ),
        licenses=tuple(one.state for one in answers),
        deadlines=_sorted(it for one in answers for it in one.deadlines),
        if_today=_sorted(it for one in answers for it in one.if_today),
        voided=_sorted(it for one in answers for it in one.voided),
        unclear=tuple(it for one in answers for it in one.unclear),
        copies=tuple(copies),
    )


class _Asked(NamedTuple):
    """What is asked of every license, as `compute` has it."""

    as_of: date
    events: Sequence[Event]
    supposed: tuple[str, date] | None
    alert: Alert
    if_today: bool
    moment: datetime | None


class _Part(NamedTuple):
    """What a report holds of one license."""

    state: LicenseState
    deadlines: Sequence[Deadline]
    if_today: Sequence[Deadline]
    voided: Sequence[Deadline]
    unclear: Sequence[Unclear]


def _answer(license: License, journal: Journal, derived: Derivations, asked: _Asked) -> _Part:
    as_of = asked.as_of
    clocks = clocks_of(license, journal, as_of, asked.events)
    closed = closings(clocks, journal)
    known = journal._replace(filings=(*journal.filings, *closed.filings))
    run = _Runner(license, derived, asked, recorded(known, license.tracked_from))
    started = [*filter(in_force, map(run, (start for start in clocks if start.runs)))]
    started += _supposed(license, asked.supposed, run, started)
    end = end_of(license, journal, as_of)
    holding = (*triggers.rules_that_hold(license, journal),)
    mine = with_same_facts(
        _sorted(begun_by(end, _with_alternatives(license, started))),
        holding,
        (*journal.events, *asked.events),
    )
    would_be: Sequence[Deadline] = ()
    if asked.if_today and not end:
        nothing = _Runner(license, derived, asked, recorded(Journal(), None))
        would_be = with_same_facts([*_if_today(license, nothing, as_of)], holding, ())
    state = LicenseState(
        license=license,
        days_to_expiry=(license.expires - as_of).days if license.expires else None,
        next=next(filter(is_open, mine), None),
        entries=journal.entries,
        published_through=derived.calendar.published_through,
        ended=end,
        holding=holding,
        waived=sum(one.status is Status.WAIVED for one in mine),
    )
    unclear = [Unclear(license, *one) for one in closed.unclear]
    return _Part(state, mine, would_be, [*_voided(clocks, run)], unclear)


def standing_deadlines(
    license: License, derived: Derivations, as_of: date, alert: Alert = DEFAULT_ALERT
) -> Callable[[Iterable[Start]], Iterator[Deadline]]:
    """What makes deadlines of clocks that run by themselves, where nothing is recorded: those that
    `compute` finds, without notes and pairs. It raises `OutOfCalendarError` as that does.

    For whoever asks about very many days, and remembers the answers.
    """
    asked = _Asked(as_of, (), None, alert, if_today=False, moment=None)
    run = _Runner(license, derived, asked, recorded(Journal(), license.tracked_from), bare=True)
    return lambda starts: filter(in_force, map(run, filter(may_be_in_force, starts)))


def clocks_of(
    license: License, journal: Journal, as_of: date, events: Sequence[Event] = ()
) -> list[Start]:
    """Every clock of a license: of its terms, of each year, of what is recorded and of `events`."""
    happened = (*journal.events, *_not_recorded(events, journal))
    own = triggers.standing(license, journal, as_of)
    return [*filter(may_be_in_force, (*own, *triggers.started(license, journal, happened)))]


def _voided(clocks: Iterable[Start], run: Callable[[Start], Deadline]) -> Iterator[Deadline]:
    """The deadlines of events that were recorded by mistake: nobody minds where one leaves the
    calendar."""
    for start in clocks:
        if start.undone and not start.last:
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
        starts = filter(may_be_in_force, triggers.supposed(license, *supposed))
        for one in filter(in_force, map(run, starts)):
            yield as_supposed(one)


def _if_today(
    license: License, run: Callable[[Start], Deadline], as_of: date
) -> Iterator[Deadline]:
    """Without what would leave the calendar if it began today: nobody says that it does."""
    for start in filter(may_be_in_force, triggers.started_today(license, as_of)):
        with suppress(OutOfCalendarError):
            one = run(start)
            if in_force(one):
                yield one


class _Dated(NamedTuple):
    """What follows from a rule, an event and a day, whatever the journal says of it."""

    found: Derived
    notes: tuple[Text, ...]
    notices: tuple[int, ...]
    limits: Alert | None


class _Runner:
    """Lets the clocks of one license run: from what started one to the deadline."""

    def __init__(
        self,
        license: License,
        derived: Derivations,
        asked: _Asked,
        journal: Recorded,
        *,
        bare: bool = False,
    ) -> None:
        """`bare`: deadlines without notes, and nothing is remembered."""
        self._license = license
        self._derived = derived
        self._as_of, self._moment = asked.as_of, asked.moment
        self._alert = asked.alert
        self._journal = journal
        self._bare = bare
        self._known: dict[tuple[object, ...], _Dated] = {}

    def __call__(self, start: Start) -> Deadline:
        """The deadline of a clock. Raises `OutOfCalendarError`, with the rule's place."""
        rule, as_of = start.rule, self._as_of
        found, notes, notices, limits = self._dated(start)
        dates = found.dates
        today = Today(as_of, is_late(dates.due, found.due_at, as_of, self._moment))
        stands = standing(start.id, dates, start.trigger, today, limits, self._journal)
        if start.followed:
            stands = after_another_term(stands, rule, dates, self._journal, start.followed)
        return Deadline(
            id=start.id,
            license=self._license,
            rule=rule,
            kind=found.kind,
            trigger=start.trigger,
            trigger_date=start.step.date,
            dates=dates,
            notices=notices,
            see_also=start.see_also,
            alternatives=(),
            status=stands.status,
            days_left=(dates.file_by - as_of).days if dates.file_by else None,
            alert=limits,
            steps=found.steps,
            notes=notes,
            filed=stands.filed,
            days_early=stands.days_early,
            minutes_early=minutes_early(found.due_at, self._journal.filings.get(start.id, ())),
            waived_until=stands.waived_until,
            closed_on=stands.closed_on,
            filed_as=start.id if stands.filed else "",
            about=start.about,
            due_at=found.due_at,
            opens_earliest=found.opening.earliest if found.opening else None,
        )

    def _dated(self, start: Start) -> _Dated:
        """What follows from a rule, an event and a day.

        Ten thousand events fall on a few hundred days: all of that is found once.
        """
        if self._bare:
            return self._dated_anew(start)
        key = start.rule.id, start.step, start.see_also, start.window, start.at
        if key not in self._known:
            self._known[key] = self._dated_anew(start)
        return self._known[key]

    def _dated_anew(self, start: Start) -> _Dated:
        rule = start.rule
        try:
            found = self._derived(start)
        except OutOfCalendarError:
            license = self._license
            line = 0 if license.ledger else rule.line
            raise OutOfCalendarError(license.file, line, rule.id) from None
        return _Dated(
            found,
            () if self._bare else notes_on(self._as_of_then(start), start, found),
            notices_for(found.undecided),
            thresholds(rule, found.kind, found.dates, start.step.date, self._alert),
        )

    def _as_of_then(self, start: Start) -> License:
        """The license as it is told beside a deadline: a term that was followed was continued."""
        return self._license._replace(continuing=True) if start.followed else self._license


def _with_alternatives(license: License, deadlines: list[Deadline]) -> Iterator[Deadline]:
    """Where it is not decided whether the holder continues, each way names the other.

    Filing one closes both.
    """
    ways = {_way(one, one.rule.id): one for one in deadlines if one.rule.alternative}
    for deadline in deadlines:
        other = ways.get(_way(deadline, deadline.rule.alternative))
        undecided = license.continuing is None and not deadline.of_an_earlier_term
        paired = other and undecided and deadline.rule.is_paired_with(other.rule)
        if not other or not paired:
            yield deadline
            continue
        if other.status is Status.FILED and deadline.status is not Status.FILED:
            deadline = deadline._replace(
                status=Status.FILED,
                filed=other.filed,
                days_early=other.days_early,
                minutes_early=other.minutes_early,
                waived_until=None,
                closed_on=other.closed_on,
                filed_as=other.id,
            )
        yield deadline._replace(alternatives=(other.id,))


def _way(deadline: Deadline, rule_id: str) -> tuple[str, str, date]:
    """The deadline of that rule which the same day started."""
    return rule_id, deadline.trigger, deadline.trigger_date


def with_note(deadline: Deadline, note: Text) -> Deadline:
    """The deadline with one more note, in front of its others."""
    return deadline._replace(notes=(note, *deadline.notes))


def as_supposed(deadline: Deadline) -> Deadline:
    """The deadline as one that nothing recorded has started."""
    return with_note(deadline, SUPPOSED)._replace(supposed=True)


def is_open(deadline: Deadline) -> bool:
    """Whether somebody still has to act (`Deadline.is_open`, for `filter`)."""
    return deadline.is_open


def _sorted(deadlines: Iterable[Deadline]) -> tuple[Deadline, ...]:
    return tuple(sorted(deadlines, key=order_of))


def order_of(deadline: Deadline) -> tuple[date, date, bool, str]:
    """By the day to plan for, then the legal day; renewal before the report of the end; then the id.

    What has no date comes last.
    """
    return (
        deadline.file_by or date.max,
        deadline.due or date.max,
        deadline.rule.continuing is False,
        deadline.id,
    )


def _not_recorded(events: Sequence[Event], journal: Journal) -> Iterator[Event]:
    recorded = {(event.id, event.on) for event in journal.events if not event.void}
    return (event for event in events if (event.id, event.on) not in recorded)
