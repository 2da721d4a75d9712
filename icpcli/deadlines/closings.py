"""Which deadline an event of the journal closes: where a rule says `closed_by` (semantics § 4), and
where what it asks for recurs (`every`, semantics § 2)."""

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, time, timedelta
from itertools import islice, pairwise
from typing import NamedTuple

from icpcli.deadlines.triggers import Start
from icpcli.model.journal import Event, Filing, Journal

_NAMED = 3
"""So many of the deadlines that an unclear entry fits are kept, to be named."""


class Closings(NamedTuple):
    """What events closed, as filings; and the events that closed nothing, with what they fit.

    An event that fits several deadlines closes none: which one is for a person to say. One that
    names a deadline (`for`) which it cannot close fits none.
    """

    filings: tuple[Filing, ...] = ()
    unclear: tuple[tuple[Event, tuple[str, ...]], ...] = ()


def closings(clocks: Iterable[Start], journal: Journal) -> Closings:
    """What the events of `journal` close of the deadlines that `clocks` lead to."""
    clocks = [*clocks]
    events = _by_id(journal.events)
    found = [
        _of_a_rule(starts, events[starts[0].rule.closed_by], journal)
        for starts in _by_rule(clocks).values()
    ]
    filings = (*(filing for one in found for filing in one.filings), *_by_the_next(clocks))
    closed = {one.deadline for one in filings}
    lost = [
        (event, ())
        for event in journal.events
        if event.closes and not event.void and event.closes not in closed
    ]
    return Closings(filings, (*(it for one in found for it in one.unclear), *lost))


def _by_the_next(clocks: Iterable[Start]) -> Iterator[Filing]:
    """Of what recurs, each event closes what the one before it started, about the same thing.

    In the order of their days, whatever the order in the journal.
    """
    chains: defaultdict[tuple[str, str], list[Start]] = defaultdict(list)
    for start in sorted(clocks, key=lambda it: (it.step.date, it.at or time.min)):
        if start.rule.recurs and not start.undone:
            chains[start.rule.id, start.about].append(start)
    for chain in chains.values():
        for one, following in pairwise(chain):
            if one.runs:
                day = following.step.date
                yield Filing(one.id, day, following.recorded)


def fits(clocks: Iterable[Start], journal: Journal, event: Event) -> tuple[Start, ...]:
    """The deadlines, of one rule and in order, that `event` could close: those open on its day.

    It is not recorded yet.
    """
    for starts in _by_rule(clocks).values():
        if starts[0].rule.closed_by == event.id:
            closed = _closed_from(journal.filings, closings(starts, journal).filings)
            found = [it for it in starts if _fits(it, event, closed.get(it.id, date.max))]
            if found:
                return tuple(found)
    return ()


def _of_a_rule(starts: Sequence[Start], events: Sequence[Event], journal: Journal) -> Closings:
    """The closings of one rule, in the order of the events' days; those that name theirs first."""
    ids = {start.id: start for start in starts}
    filings = [
        _filing(event.closes, event)
        for event in events
        if event.closes in ids and ids[event.closes].step.date <= event.on
    ]
    board = _Board(starts, _closed_from(journal.filings, filings))
    unclear: list[tuple[Event, tuple[str, ...]]] = []
    for event in events:
        fitting = {} if event.closes else board.on(event.on, event.about)
        if len(fitting) == 1:
            (id,) = fitting
            filings.append(_filing(id, event))
            board.close(ids[id])
        elif fitting:
            unclear.append((event, tuple(islice(fitting, _NAMED))))
    return Closings(tuple(filings), tuple(unclear))


class _Board:
    """The deadlines of a rule that are open on a day which only moves forward."""

    def __init__(self, starts: Sequence[Start], closed: dict[str, date]) -> None:
        self._opening = deque(starts)
        self._closing = deque(
            sorted((it for it in starts if it.id in closed), key=lambda it: closed[it.id])
        )
        self._closed = closed
        self._open: dict[str, None] = {}
        self._about: defaultdict[str, dict[str, None]] = defaultdict(dict)

    def on(self, day: date, about: str) -> dict[str, None]:
        """The ids of what is open on `day`; with `about`, of what is about that thing only."""
        while self._opening and self._opening[0].step.date <= day:
            start = self._opening.popleft()
            self._open[start.id] = self._about[start.about][start.id] = None
        while self._closing and self._closed[self._closing[0].id] <= day:
            self.close(self._closing.popleft())
        return self._about[about] if about else self._open

    def close(self, start: Start) -> None:
        """That it is open no more."""
        self._open.pop(start.id, None)
        self._about[start.about].pop(start.id, None)


def _fits(start: Start, event: Event, closed: date) -> bool:
    return start.step.date <= event.on < closed and event.about in ("", start.about)


def _filing(id: str, event: Event) -> Filing:
    return Filing(id, event.on, event.recorded, event.at)


def _closed_from(done: Iterable[Filing], by_events: Iterable[Filing]) -> dict[str, date]:
    """The first day on which an event without a name no longer fits what was closed.

    On the day of a filing it still does: it may be what was filed that day. Another event is not.
    """
    days: dict[str, date] = {}
    for one, day in (
        *((one, one.on + timedelta(days=1)) for one in done),
        *((one, one.on) for one in by_events),
    ):
        days[one.deadline] = min(day, days.get(one.deadline, day))
    return days


def _by_rule(clocks: Iterable[Start]) -> dict[str, list[Start]]:
    """The deadlines that an event can close, rule by rule, in the order of their days."""
    found: defaultdict[str, list[Start]] = defaultdict(list)
    for start in sorted(clocks, key=lambda it: it.step.date):
        if start.rule.closed_by and not start.undone:
            found[start.rule.id].append(start)
    return found


def _by_id(events: Iterable[Event]) -> defaultdict[str, list[Event]]:
    found: defaultdict[str, list[Event]] = defaultdict(list)
    for event in sorted(events, key=lambda one: (one.on, one.number)):
        if not event.void:
            found[event.id].append(event)
    return found
