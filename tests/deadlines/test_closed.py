"""When a deadline was closed, for calendars that must let it go."""

import pytest
from samples import BUNDLED, calendar, d, it, license_with, rule

from icpcli.deadlines.report import compute
from icpcli.model.deadline import Report, Status
from icpcli.model.journal import Event, Filing, Journal, Waiver
from icpcli.model.license import License

ONCE = license_with(rule("30 days after", id="once"))  # of 25 September: due 25 October 2026
ID = "once@2026-09-25"


def told(journal: Journal, license: License = ONCE, as_of: str = "2026-11-24") -> Report:
    return compute([license], calendar(), d(as_of), journals={license.file: journal})


def test_the_filing_closes() -> None:
    """A filed deadline was closed on the day on which the filing was recorded, not that of filing."""
    filing = Filing(ID, d("2026-10-01"), d("2026-10-08"))
    (one,) = told(Journal((it("2026-09-25"),), (filing,))).deadlines
    assert (one.status, one.closed_on) == (Status.FILED, d("2026-10-08"))


def test_the_first_of_two_filings_closes() -> None:
    """Of two filings the one that was recorded first closed the deadline, in whichever order."""
    filings = [Filing(ID, d("2026-10-01"), d(day)) for day in ("2026-10-09", "2026-10-08")]
    for order in (filings, filings[::-1]):
        (one,) = told(Journal((it("2026-09-25"),), tuple(order))).deadlines
        assert one.closed_on == d("2026-10-08")


def test_its_alternative_closes() -> None:
    """Renewing closes the report of not renewing on that same day."""
    filing = Filing("renewal@2028", d("2027-10-01"), d("2027-10-08"))
    report = told(Journal((), (filing,)), BUNDLED, "2027-11-01")
    closed = {one.id: one.closed_on for one in report.deadlines if one.closed_on}
    assert closed == dict.fromkeys(("renewal@2028", "non-renewal-report@2028"), d("2027-10-08"))


@pytest.mark.parametrize(
    ("as_of", "closed"), [("2026-10-25", None), ("2026-10-26", "2026-10-27"), ("2026-12-02", None)]
)
def test_a_waiver_closes_after_due(as_of: str, closed: str | None) -> None:
    """A waiver closes what is past its last day, for as long as it lasts; before that it only waits."""
    waiver = Waiver(ID, d("2026-12-01"), "why", d("2026-10-27"))
    (one,) = told(Journal((it("2026-09-25"),), (), (waiver,)), as_of=as_of).deadlines
    assert one.closed_on == (d(closed) if closed else None)


def test_an_undone_event_is_voided() -> None:
    """The deadline of an undone event runs no more: it is kept apart, under its number, with the day
    of the undo."""
    undone = it("2026-09-25")._replace(void=True, undone=d("2026-10-02"))
    report = told(Journal((it("2026-09-25"), undone, it("2026-09-25"))))
    assert [one.id for one in report.deadlines] == [ID, f"{ID}.3"]
    assert [(one.id, one.closed_on) for one in report.voided] == [(f"{ID}.2", d("2026-10-02"))]


def test_an_undone_event_outside_the_calendar() -> None:
    """A mistaken event whose period leaves the calendar spoils nothing once it is undone."""
    undone = Event("it", d("2099-12-31"), void=True, undone=d("2026-10-02"))
    report = compute([ONCE], calendar(), d("2099-12-31"), journals={ONCE.file: Journal((undone,))})
    assert report.voided == ()


def test_the_journal_counts() -> None:
    """A license's state says how many entries its journal has."""
    assert told(Journal(entries=7)).licenses[0].entries == 7
