"""How urgent a deadline is on a day, and whether it still is one."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from icpcli.model.deadline import Dates, Kind, Status
from icpcli.model.journal import Filing, Journal, Waiver
from icpcli.model.license import CHINA, ONCE, YEAR, Alert, Rule


class Recorded(NamedTuple):
    """What a journal says of each deadline, by its id, found once for all of them.

    `since` is the day from which recurring deadlines are tracked.
    """

    filings: dict[str, list[Filing]]
    waivers: dict[str, list[Waiver]]
    since: date | None


def recorded(journal: Journal, tracked_from: date | None) -> Recorded:
    """The filings and waivers of `journal`, each under the id of its deadline."""
    found = Recorded({}, {}, tracked_from or journal.since)
    for filing in journal.filings:
        found.filings.setdefault(filing.deadline, []).append(filing)
    for waiver in journal.waivers:
        found.waivers.setdefault(waiver.deadline, []).append(waiver)
    return found


class Standing(NamedTuple):
    """What the journal and the day make of a deadline."""

    status: Status
    filed: date | None
    days_early: int | None
    waived_until: date | None
    closed_on: date | None = None
    """The day on which the entry was recorded that closed it: its filing, or a waiver after `due`."""


class Today(NamedTuple):
    """The day that is answered for, and whether a deadline is late on it."""

    day: date
    late: bool


def is_late(due: date | None, due_at: datetime | None, day: date, now: datetime | None) -> bool:
    """Whether a deadline is over: from `due_at` on, where the moment is known, else after `due`."""
    if due_at and now:
        return now >= due_at
    return due is not None and day > due


def thresholds(rule: Rule, kind: Kind, dates: Dates, start: date, alert: Alert) -> Alert | None:
    """A rule's own thresholds; else `alert`, cut for short forward periods.

    A half and a quarter of the period at most, so that a 10-working-day duty is not red at birth.
    """
    if dates.file_by is None:
        return None
    if rule.alert:
        return rule.alert
    if kind not in (Kind.AFTER, Kind.HOURS):
        return alert
    total = (dates.file_by - start).days
    return Alert(min(alert.warning, -(-total // 2)), min(alert.critical, -(-total // 4)))


def standing(
    id: str, dates: Dates, trigger: str, today: Today, alert: Alert | None, journal: Recorded
) -> Standing:
    """How the deadline `id` stands today: by what was filed and waived, else by its dates."""
    # Of two filings, and of two waivers, the order in the journal must not matter: that is what a
    # merge of two branches decides.
    if filings := journal.filings.get(id):
        filed = min(one.on for one in filings)
        early = (dates.due - filed).days if dates.due else None
        closed = min(one.recorded or one.on for one in filings)
        return Standing(Status.FILED, filed, early, None, closed)
    waived = [
        (last, one.recorded or one.until)
        for one in journal.waivers.get(id, ())
        if (last := one.last_day(dates.file_by, dates.due)) and today.day <= last
    ]
    if waived:
        until, _ = max(waived)
        closed_on = max(recorded for _, recorded in waived) if today.late else None
        return Standing(Status.WAIVED, None, None, until, closed_on)
    return Standing(_by_date(dates, trigger, today, alert, journal.since), None, None, None)


def minutes_early(due_at: datetime | None, filings: Iterable[Filing]) -> int | None:
    """From the first filing to the moment at which a period of hours ends; negative where it was late.

    None where the time of day of that filing is not known: it is told by the day.
    """
    first = min(filings, key=lambda one: (one.on, one.at or time.max), default=None)
    if due_at is None or first is None or first.at is None:
        return None
    return (due_at - datetime.combine(first.on, first.at, CHINA)) // timedelta(minutes=1)


def after_another_term(
    stands: Standing, rule: Rule, dates: Dates, journal: Recorded, followed: date
) -> Standing:
    """How a deadline of a term stands that another term followed (semantics § 6).

    What had to be filed before the term ended is past where nobody filed it, from the day on which
    the next term began: the license was renewed. What else went by is overdue only where it was
    tracked.
    """
    tracked = bool(journal.since and dates.due and dates.due >= journal.since)
    late = stands.status is Status.OVERDUE and not tracked
    if stands.status is Status.FILED or not (rule.ahead_of_expiry or late):
        return stands
    return Standing(Status.PAST, None, None, None, followed if rule.ahead_of_expiry else None)


def _by_date(
    dates: Dates, trigger: str, today: Today, alert: Alert | None, since: date | None
) -> Status:
    if dates.due is None or dates.file_by is None or alert is None:
        return Status.UPCOMING
    if today.late:
        return Status.PAST if _nobody_knows(trigger, dates.due, since) else Status.OVERDUE
    days_left = (dates.file_by - today.day).days
    if days_left <= alert.critical:
        return Status.CRITICAL
    if days_left <= alert.warning:
        return Status.WARNING
    return Status.UPCOMING


def _nobody_knows(trigger: str, due: date, since: date | None) -> bool:
    """Whether something went by before it was tracked (`since`), so that it may have been filed.

    Where nothing says from when on, that is so of each year's, and not of what is due once.
    """
    if since is None:
        return trigger == YEAR
    return trigger in (YEAR, ONCE) and due < since
