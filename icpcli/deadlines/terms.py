"""Whether a license came to its end, and what begins after that (semantics § 6)."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import zip_longest
from typing import NamedTuple

from icpcli.model.deadline import Deadline, Kind, Status
from icpcli.model.journal import Filing, Journal
from icpcli.model.license import EXPIRES, ISSUED, License


class Anchor(NamedTuple):
    """A day of a term that starts clocks: its first or its last.

    `key` is what stands behind the @ of an id: the year, with `.2` for the second term of one year.
    """

    day: date
    key: str
    followed: date | None
    """The day on which the next term began: this one then counts as continued. None of the last."""


def anchors(license: License, trigger: str) -> Iterator[Anchor]:
    """The first day of each term, or with `expires` the last of each that has one; oldest first."""
    seen: Counter[int] = Counter()
    nexts = [term.issued for term in license.terms[1:]]
    for term, following in zip_longest(license.terms, nexts):
        day = term.issued if trigger == ISSUED else term.expires
        if day:
            seen[day.year] += 1
            nth = f".{seen[day.year]}" if seen[day.year] > 1 else ""
            yield Anchor(day, f"{day.year}{nth}", following)


def report_of_the_end(license: License, journal: Journal) -> Filing | None:
    """The filing that says that the holder does not continue after this term, if there is one."""
    keys = [one.key for one in anchors(license, EXPIRES) if not one.followed]
    ids = {f"{rule.id}@{key}" for rule in license.rules if rule.reports_end for key in keys}
    return next((one for one in journal.filings if one.deadline in ids), None)


def end_of(license: License, journal: Journal, as_of: date) -> date | None:
    """The last day of a license that is no more: it was ended, or its end was reported.

    None where it is in force, and where it expired and nobody has said that this was meant: such a
    license is alarming.
    """
    if license.ended and license.ended.on <= as_of:
        return license.ended.on
    reported = license.continuing is False and report_of_the_end(license, journal)
    over = license.expires is not None and license.expires < as_of
    return license.expires if reported and over else None


def begun_by(end: date | None, deadlines: Iterable[Deadline]) -> Iterator[Deadline]:
    """The deadlines without those that begin after the end, a window when it opens.

    What was filed stays in the history, and what follows from the expiry itself runs.
    """
    for deadline in deadlines:
        opens = deadline.dates.opens if deadline.kind is Kind.WINDOW else None
        begun = end is None or (opens or deadline.trigger_date) <= end
        if begun or deadline.status is Status.FILED or _follows_from_expiry(deadline):
            yield deadline


def _follows_from_expiry(deadline: Deadline) -> bool:
    rule = deadline.rule
    return deadline.trigger == EXPIRES and rule.continuing is False and not rule.ahead_of_expiry
