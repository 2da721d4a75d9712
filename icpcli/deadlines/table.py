"""Every deadline that a day can start, as a table: any SQL engine joins it to any number of licenses.

A license whose term ends on D has the rows of `expires` with D, and for each year of its term those
of `year` with 1 January. Joined by equality, that needs none of our code (docs/warehouse.md).
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta

from icpcli.calendar.workdays import OutOfCalendarError, WorkCalendar
from icpcli.deadlines import triggers
from icpcli.deadlines.dates import Derivations
from icpcli.deadlines.report import standing_deadlines
from icpcli.deadlines.triggers import Start
from icpcli.model.deadline import Deadline
from icpcli.model.journal import Journal
from icpcli.model.license import EXPIRES, ISSUED, License

_DAY = timedelta(days=1)
_Dated = Callable[[Iterable[Start]], Iterator[Deadline]]


def deadline_table(
    license: License, calendar: WorkCalendar, as_of: date, first: int, last: int
) -> Iterator[Deadline]:
    """A deadline for each rule of `license` and each day of the years that can start it.

    Days from which a period would leave the calendar have none: a license that ends on one is
    unreadable, in a ledger as in a file. Windows that no authority has announced have none either.
    """
    blank = license._replace(
        continuing=None,
        issued=date(first - 1, 1, 1),
        expires=date(last, 12, 31),
        earlier_terms=(),
        tracked_from=None,
    )
    dated = standing_deadlines(blank, Derivations(calendar), as_of)
    for day in _days(date(first, 1, 1), date(last, 12, 31)):
        yield from _on(day, blank, dated)
    own = triggers.standing(blank, Journal(), as_of)
    of_years = dated(it for it in own if it.trigger not in (EXPIRES, ISSUED))
    yield from (one for one in of_years if one.due)


def _on(day: date, license: License, dated: _Dated) -> Iterator[Deadline]:
    """What a term starts that begins, or ends, on a day."""
    for rule in license.rules:
        for trigger in {EXPIRES, ISSUED}.intersection(rule.triggers):
            try:
                yield from dated((triggers.of_a_term(rule, trigger, day, day.year),))
            except OutOfCalendarError:
                continue


def _days(first: date, last: date) -> Iterator[date]:
    day = first
    while day <= last:
        yield day
        day += _DAY
