"""Whether a license came to its end, and what begins after that (semantics § 6)."""

from collections.abc import Iterable, Iterator
from datetime import date

from icpcli.model.deadline import Deadline, Kind, Status
from icpcli.model.journal import Filing, Journal
from icpcli.model.license import EXPIRES, License


def report_of_the_end(license: License, journal: Journal) -> Filing | None:
    """The filing that says that the holder does not continue after this term, if there is one."""
    if license.expires is None:
        return None
    ids = {f"{rule.id}@{license.expires.year}" for rule in license.rules if rule.reports_end}
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
