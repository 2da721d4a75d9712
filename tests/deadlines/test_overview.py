"""What a page shows, and in which order: nothing open is missing, and the worst comes first."""

from datetime import date

import pytest
from samples import BUNDLED, calendar, d, it, license_with, rule

from icpcli.calendar.counts import marks_of
from icpcli.calendar.published import load_calendar
from icpcli.deadlines.overview import month_after, overview
from icpcli.deadlines.report import compute
from icpcli.model.calendar import Mark
from icpcli.model.deadline import Status
from icpcli.model.journal import Filing, Journal
from icpcli.model.license import License
from icpcli.model.overview import Overview


def shown(
    *licenses: License, as_of: str = "2026-11-27", happened: tuple[str, ...] = ()
) -> Overview:
    report = compute(licenses, calendar(), d(as_of), events=[it(on) for on in happened])
    return overview(report, (), ())


def test_the_worst_comes_first() -> None:
    """Overdue, then critical, then the rest by day; what has no date last."""
    rules = (rule("10 days after"), rule("200 days after", id="far"), rule(None, id="gate"))
    told = shown(license_with(*rules), happened=("2026-11-20", "2026-10-01")).told
    assert [(one.deadline.rule.id, one.deadline.status) for one in told] == [
        ("rule", Status.OVERDUE),
        ("rule", Status.CRITICAL),
        ("far", Status.UPCOMING),
        ("far", Status.UPCOMING),
        ("gate", Status.UPCOMING),
        ("gate", Status.UPCOMING),
    ]


def test_all_that_is_late_or_near_is_next() -> None:
    """However much is overdue, critical or near, all of it is named as what to do next; what has no date never."""
    happened = tuple(f"2026-10-{day:02}" for day in range(1, 29))
    rules = (rule("10 days after"), rule("200 days after", id="far"), rule(None, id="gate"))
    found = shown(license_with(*rules), happened=happened)
    assert {one.deadline.rule.id for one in found.next} == {"rule"}
    assert len(found.next) == 28
    quiet = shown(license_with(*rules), happened=("2026-11-20",))
    assert [one.deadline.rule.id for one in quiet.next] == ["rule", "far"]


def test_what_is_filed_is_counted_and_not_listed() -> None:
    """The table holds what is still to be done; the counts hold what was filed, too."""
    journal = Journal(filings=(Filing("annual-report@2027", d("2026-11-20")),))
    journals = {BUNDLED.file: journal}
    report = compute([BUNDLED], calendar(), d("2026-11-27"), journals=journals)
    from icpcli.deadlines.outcomes import outcomes

    found = overview(report, outcomes(report, journals, None, report.as_of), ())
    assert "annual-report@2027" not in [one.deadline.id for one in found.told]
    assert found.counts[Status.FILED] == 1


def test_a_lane_holds_what_begins_within_two_years() -> None:
    """The timeline runs from the month before to two years ahead; what is late stands on it, however long."""
    found = shown(BUNDLED, as_of="2025-06-15")
    assert (found.first, found.last) == (d("2025-05-01"), d("2027-06-01"))
    (lane,) = found.lanes
    assert [one.deadline.id for one in lane.told] == ["annual-report@2026", "annual-report@2027"]
    late = shown(license_with(rule("10 days after")), happened=("2023-08-01",))
    assert [one.deadline.status for one in late.lanes[0].told] == [Status.OVERDUE]


def test_one_duty_of_many_licenses() -> None:
    """A duty that licenses have word for word is told once, with all of them."""
    other = BUNDLED._replace(file="b", duties=BUNDLED.duties[:1])
    found = shown(BUNDLED, other)
    assert len(found.duties) == len(BUNDLED.duties)
    assert [len(one.licenses) for one in found.duties][:2] == [2, 1]


@pytest.mark.parametrize(
    ("day", "months", "first"),
    [
        ("2026-11-27", 0, "2026-11-01"),
        ("2026-11-27", 1, "2026-12-01"),
        ("2026-11-27", 2, "2027-01-01"),
        ("2026-01-31", -1, "2025-12-01"),
        ("2026-11-27", 24, "2028-11-01"),
    ],
)
def test_month_after(day: str, months: int, first: str) -> None:
    """Months are counted from the month of a day, over the ends of years."""
    assert month_after(d(day), months) == d(first)


def test_days_on_which_calendars_differ() -> None:
    """A day that one license's calendar knows and another's does not is undecided for both."""
    known, older = calendar(2026), load_calendar(published_through=2025)
    days = [date(2026, 10, 8), date(2026, 10, 10), date(2026, 10, 12)]
    alone = dict(marks_of([known], days[0], days[-1]))
    assert [alone[day] for day in days] == [Mark.WORK, Mark.MAKE_UP, Mark.WORK]
    both = dict(marks_of([known, older], days[0], days[-1]))
    assert both[days[1]] is Mark.UNKNOWN
    assert both[days[2]] is Mark.WORK


def test_days_beyond_the_calendar() -> None:
    """Where the calendar ends, the months end."""
    days = [day for day, _ in marks_of([calendar()], date(2099, 12, 30), date(2100, 2, 1))]
    assert days == [date(2099, 12, 30), date(2099, 12, 31)]
