"""A report → everything that its page shows, complete and in its order. Pure."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from icpcli.deadlines.select import HIDDEN
from icpcli.model.calendar import Mark
from icpcli.model.deadline import Report, Status, by_license
from icpcli.model.license import Duty, License
from icpcli.model.overview import Lane, Outcome, Overview, Result, SharedDuty
from icpcli.model.told import Told, as_told, worst_first
from icpcli.model.verdict import Unread

MONTHS_AHEAD = 24
_AT_LEAST = 5
"""So many of the nearest deadlines are named as what to do next, however far away they are."""
_SOON = (Status.OVERDUE, Status.CRITICAL, Status.WARNING)


def overview(
    report: Report,
    outcomes: Sequence[Outcome],
    marks: Sequence[tuple[date, Mark]],
    unread: Iterable[Unread] = (),
) -> Overview:
    """What the page of a report shows.

    `outcomes` is its history, `marks` the days of the months to show, `unread` what could not be
    used.
    """
    told = tuple(worst_first(as_told(one for one in report.deadlines if one.status not in HIDDEN)))
    filed = sum(one.result in (Result.FILED, Result.LATE) for one in outcomes)
    first = month_after(report.as_of, -1)
    last = month_after(report.as_of, MONTHS_AHEAD)
    mine = by_license(_told_within(told, last))
    return Overview(
        report=report,
        told=told,
        next=tuple(_next(told)),
        counts={**Counter(one.deadline.status for one in told), Status.FILED: filed},
        first=first,
        last=last,
        lanes=tuple(
            Lane(state, tuple(mine.get(state.license.key, ()))) for state in report.licenses
        ),
        marks=tuple(marks),
        outcomes=tuple(outcomes),
        duties=shared_duties([state.license for state in report.licenses]),
        unread=tuple(unread),
    )


def shared_duties(licenses: Iterable[License]) -> tuple[SharedDuty, ...]:
    """The duties without a date, each once, with the licenses that have it word for word."""
    found: defaultdict[Duty, list[License]] = defaultdict(list)
    for license in licenses:
        for duty in license.duties:
            found[duty].append(license)
    return tuple(SharedDuty(duty, tuple(whose)) for duty, whose in found.items())


def month_after(day: date, months: int) -> date:
    """The first day of the month that lies so many months after that of `day`, or before it."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, 1)


def _next(told: Sequence[Told]) -> Iterator[Told]:
    """All that is late or near, then the nearest others."""
    for number, one in enumerate(it for it in told if it.deadline.is_open):
        if number >= _AT_LEAST and one.deadline.status not in _SOON:
            return
        yield one


def _told_within(told: Iterable[Told], last: date) -> Iterator[Told]:
    """What begins before `last`, and what is late."""
    for one in told:
        dates = one.deadline.dates
        begins = dates.prepare_from or dates.opens or dates.file_by
        if begins is not None and begins < last:
            yield one
