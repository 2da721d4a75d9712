"""What the journal makes of a deadline: filed, waived, tracked, or as if nothing had been said."""

from datetime import date, timedelta
from typing import Any

import pytest
from samples import BUNDLED, calendar, d, it, license_with, rule

from icpcli.deadlines.difference import changes
from icpcli.deadlines.report import compute
from icpcli.deadlines.select import only_events, select
from icpcli.model.change import Change
from icpcli.model.deadline import Deadline, Report, Status
from icpcli.model.journal import Event, Filing, Journal, Waiver
from icpcli.model.license import License

AS_OF = d("2026-11-24")
YEARLY = license_with(rule("Q1", "each year", id="report"))
ONCE = license_with(rule("30 days after", id="once"))


def told(journal: Journal, license: License = BUNDLED, as_of: date = AS_OF, **more: Any) -> Report:
    return compute([license], calendar(), as_of, journals={license.file: journal}, **more)


def by_id(report: Report) -> dict[str, Deadline]:
    return {one.id: one for one in report.deadlines}


def statuses(report: Report) -> dict[str, Status]:
    return {one.id: one.status for one in report.deadlines}


@pytest.mark.parametrize(
    ("filed", "early"),
    [("2026-09-25", 30), ("2026-10-24", 1), ("2026-10-25", 0), ("2026-10-26", -1)],
)
def test_filed(filed: str, early: int) -> None:
    """A filing closes its deadline, in time or not, and says how many days early it was."""
    journal = Journal((it("2026-09-25"),), (Filing("once@2026-09-25", d(filed)),))
    (one,) = told(journal, ONCE).deadlines
    assert (one.status, one.filed, one.days_early) == (Status.FILED, d(filed), early)


def test_filed_without_a_date() -> None:
    """A rule without a date is closed by its filing as well, neither early nor late."""
    license = license_with(rule(None, id="gate"))
    journal = Journal((it("2026-09-25"),), (Filing("gate@2026-09-25", d("2026-10-01")),))
    (one,) = told(journal, license).deadlines
    assert (one.status, one.filed, one.days_early) == (Status.FILED, d("2026-10-01"), None)


@pytest.mark.parametrize(
    ("as_of", "status"),
    [("2026-10-14", Status.WAIVED), ("2026-10-15", Status.WAIVED), ("2026-10-16", Status.CRITICAL)],
)
def test_waived(as_of: str, status: Status) -> None:
    """A waiver holds up to and including its day; then the deadline stands as before."""
    waivers = (Waiver("once@2026-09-25", d("2026-10-15"), "why", d("2026-10-01")),)
    (one,) = told(Journal((it("2026-09-25"),), (), waivers), ONCE, d(as_of)).deadlines
    assert one.status is status
    assert one.waived_until == (d("2026-10-15") if status is Status.WAIVED else None)


@pytest.mark.parametrize(
    ("recorded", "until", "last"),
    # `once@2026-09-25` is to be filed by Friday 2026-10-23, and is due on Sunday 2026-10-25.
    [
        ("2026-10-01", "2026-10-22", "2026-10-22"),
        ("2026-10-01", "2026-10-23", "2026-10-22"),
        ("2026-10-01", "2027-12-31", "2026-10-22"),
        ("2026-10-22", "2026-10-25", "2026-10-22"),
        ("2026-10-23", "2026-10-31", None),
        ("2026-10-25", "2026-10-31", None),
        ("2026-10-26", "2026-10-31", "2026-10-31"),
        ("2026-10-26", "2027-12-31", "2027-12-31"),
    ],
)
def test_nobody_can_waive_the_law(recorded: str, until: str, last: str | None) -> None:
    """A waiver from before the due day ends before the day to file by; one from after it, on its own.
    The deadline speaks on every day from `file_by` to `due`, and after `due` until it is waived anew.
    """
    waivers = (Waiver("once@2026-09-25", d(until), "why", d(recorded)),)
    journal = Journal((it("2026-09-25"),), (), waivers)
    for day in (d("2026-10-01") + timedelta(days=i) for i in range(120)):
        if day < d(recorded):
            continue
        (one,) = told(journal, ONCE, day).deadlines
        quiet = last is not None and day <= d(last)
        assert (one.status is Status.WAIVED) == quiet, day
        if not quiet and day >= d("2026-10-23"):
            assert one.status in (Status.CRITICAL, Status.OVERDUE), day


def test_a_filing_is_stronger_than_a_waiver() -> None:
    """What is filed is filed, whether it is waived or not."""
    filings = (Filing("once@2026-09-25", d("2026-10-20")),)
    waivers = (Waiver("once@2026-09-25", d("2027-01-31"), "why"),)
    (one,) = told(Journal((it("2026-09-25"),), filings, waivers), ONCE).deadlines
    assert (one.status, one.waived_until) == (Status.FILED, None)


def test_order_in_the_journal_does_not_matter() -> None:
    """Of two filings the first day counts, of two waivers the last, however a merge put them."""
    days = (d("2026-10-20"), d("2026-10-10"))
    id = "once@2026-09-25"
    for one, other in (days, days[::-1]):
        filings = (Filing(id, one), Filing(id, other))
        waivers = (Waiver(id, one, "why"), Waiver(id, other, "why"))
        (filed,) = told(Journal((it("2026-09-25"),), filings), ONCE).deadlines
        (waived,) = told(Journal((it("2026-09-25"),), (), waivers), ONCE, d("2026-10-01")).deadlines
        assert (filed.filed, waived.waived_until) == (d("2026-10-10"), d("2026-10-20"))


def test_not_tracked_without_a_journal() -> None:
    """Without a journal nobody knows of the yearly ones whose day went by: they are `past`."""
    assert set(statuses(compute([YEARLY], calendar(), AS_OF)).values()) == {
        Status.PAST,
        Status.UPCOMING,
    }


@pytest.mark.parametrize(
    ("since", "overdue"),
    [
        ("2024-03-31", ["report@2024", "report@2025", "report@2026"]),
        ("2024-04-01", ["report@2025", "report@2026"]),
        ("2026-03-31", ["report@2026"]),
        ("2026-04-01", []),
    ],
)
def test_tracked_since_the_first_entry(since: str, overdue: list[str]) -> None:
    """A yearly one whose legal day is on or after the day of the first entry is overdue, once past."""
    found = statuses(told(Journal(since=d(since)), YEARLY))
    assert [id for id, status in found.items() if status is Status.OVERDUE] == overdue


def test_tracked_from_is_stronger() -> None:
    """`tracked_from` in the license file decides, with a journal or without."""
    license = YEARLY._replace(tracked_from=d("2025-01-01"))
    for journal in (Journal(), Journal(since=d("2026-04-01")), Journal(since=d("2024-01-01"))):
        found = statuses(told(journal, license))
        late = [id for id, status in found.items() if status is Status.OVERDUE]
        assert late == ["report@2025", "report@2026"]


def test_what_is_tracked_never_drops_off() -> None:
    """A tracked deadline stays overdue, years later and after the term, until it is filed or waived."""
    id = "report@2026"
    for year in (2026, 2027, 2028, 2031):
        as_of = date(year, 12, 31)
        for filings, waivers, status in (
            ((), (), Status.OVERDUE),
            ((Filing(id, d("2026-06-01")),), (), Status.FILED),
            ((), (Waiver(id, as_of, "why", d("2026-04-01")),), Status.WAIVED),
            ((), (Waiver(id, as_of - timedelta(days=1), "why", as_of),), Status.OVERDUE),
            ((), (Waiver(id, as_of, "why", d("2026-03-01")),), Status.OVERDUE),
        ):
            journal = Journal((), filings, waivers, d("2026-01-05"))
            assert statuses(told(journal, YEARLY, as_of))[id] is status
            shown = statuses(select(told(journal, YEARLY, as_of)))
            assert (id in shown) == (status is not Status.FILED)


def test_only_yearly_ones_need_tracking() -> None:
    """What an event or the term started is overdue without a journal, too."""
    report = compute(
        [BUNDLED], calendar(), d("2029-01-01"), events=[Event("capital-change", AS_OF)]
    )
    late = {one.rule.id for one in report.deadlines if one.status is Status.OVERDUE}
    assert late == {"renewal", "non-renewal-report", "registry-update"}


def test_recorded_events_run() -> None:
    """What is recorded starts its clocks, without being asked again."""
    journal = Journal((Event("capital-change", d("2026-11-20")),))
    assert statuses(told(journal))["registry-update@2026-11-20"] is Status.UPCOMING


def test_a_void_event_keeps_its_number() -> None:
    """An event that was undone starts nothing; the ids of those after it stay what they were."""
    for void in range(3):
        events = tuple(it("2026-11-20")._replace(void=i == void) for i in range(3))
        ids = ["once@2026-11-20", "once@2026-11-20.2", "once@2026-11-20.3"]
        assert list(statuses(told(Journal(events), ONCE))) == [*ids[:void], *ids[void + 1 :]]


def test_a_void_event_counts_for_each_rule_by_itself() -> None:
    """Numbers are given rule by rule: what starts another rule on that day takes none."""
    events = (
        Event("capital-change", d("2026-11-20"), void=True),
        Event("illegal-content", d("2026-11-20")),
        Event("address-change", d("2026-11-20")),
    )
    found = by_id(only_events(told(Journal(events))))
    assert {one.trigger: id for id, one in found.items()} == {
        "illegal-content": "illegal-content-report@2026-11-20",
        "address-change": "registry-update@2026-11-20.2",
    }


def test_what_is_recorded_is_not_supposed_once_more() -> None:
    """An event that is asked about and is on record already is that one, with its status."""
    happened = it("2026-11-20")
    journal = Journal((happened,), (Filing("once@2026-11-20", AS_OF),))
    assert statuses(told(journal, ONCE, events=[happened])) == {"once@2026-11-20": Status.FILED}
    again = told(Journal((happened._replace(void=True),)), ONCE, events=[happened])
    assert list(statuses(again)) == ["once@2026-11-20.2"]


def test_only_what_was_asked_about() -> None:
    """Of the deadlines that events started, those of the events in question can be picked."""
    journal = Journal((it("2026-11-20"), it("2026-11-21")))
    report = told(journal, ONCE, events=[it("2026-11-22")])
    assert list(by_id(only_events(report, [it("2026-11-22")]))) == ["once@2026-11-22"]
    assert len(only_events(report).deadlines) == 3


@pytest.mark.parametrize("way", ["renewal", "non-renewal-report"])
def test_one_filing_closes_both_ways(way: str) -> None:
    """While it is not decided whether the holder continues, filing either way closes both."""
    journal = Journal((), (Filing(f"{way}@2028", d("2026-11-20")),))
    found = by_id(told(journal))
    for id in ("renewal@2028", "non-renewal-report@2028"):
        assert found[id].status is Status.FILED
        assert found[id].filed == d("2026-11-20")
        assert found[id].days_early == (d("2028-04-02") - d("2026-11-20")).days


def test_a_closed_way_is_not_waived() -> None:
    """A waiver of the one way does not outlive the filing of the other."""
    journal = Journal(
        (),
        (Filing("renewal@2028", d("2026-11-20")),),
        (Waiver("non-renewal-report@2028", d("2027-01-01"), "why"),),
    )
    one = by_id(told(journal))["non-renewal-report@2028"]
    assert (one.status, one.waived_until) == (Status.FILED, None)


def test_waiving_one_way_leaves_the_other() -> None:
    """A waiver is for its own deadline only."""
    journal = Journal((), (), (Waiver("renewal@2028", d("2027-01-01"), "why"),))
    found = statuses(told(journal))
    assert found["renewal@2028"] is Status.WAIVED
    assert found["non-renewal-report@2028"] is Status.UPCOMING


def test_a_decision_that_was_made() -> None:
    """Once the holder has decided, only that way is there to be filed."""
    journal = Journal((), (Filing("non-renewal-report@2028", d("2026-11-20")),))
    found = statuses(told(journal, BUNDLED._replace(continuing=True)))
    assert "non-renewal-report@2028" not in found
    assert found["renewal@2028"] is Status.UPCOMING


def test_next_is_what_is_open() -> None:
    """What is filed or waived is never the next thing to do."""
    before = told(Journal(since=AS_OF)).licenses[0].next
    assert before is not None
    assert before.id == "annual-report@2027"
    for journal in (
        Journal((), (Filing("annual-report@2027", AS_OF),)),
        Journal((), (), (Waiver("annual-report@2027", AS_OF, "why"),)),
    ):
        after = told(journal).licenses[0].next
        assert after is not None
        assert after.id == "annual-report@2028"


def test_each_license_has_its_journal() -> None:
    """What is recorded of one license says nothing about another."""
    other = BUNDLED._replace(file="other.yaml", number="京ICP证1号")
    journal = Journal((), (Filing("annual-report@2027", AS_OF),))
    report = compute([BUNDLED, other], calendar(), AS_OF, journals={other.file: journal})
    found = {one.license.file: one.status for one in report.deadlines if one.id.endswith("2027")}
    assert found == {BUNDLED.file: Status.UPCOMING, "other.yaml": Status.FILED}
    assert [one.license.file for one in report.deadlines if one.filed] == ["other.yaml"]


def test_changes() -> None:
    """Between two reports: what runs now, what no longer does, what stands differently; no more."""
    happened = Journal((it("2026-11-20"),))
    filed = happened._replace(filings=(Filing("once@2026-11-20", AS_OF),))
    nothing, running, closed = (told(one, ONCE) for one in (Journal(), happened, filed))
    (run,) = running.deadlines
    (close,) = closed.deadlines
    assert changes(nothing, nothing) == ()
    assert changes(nothing, running) == (Change(None, run),)
    assert changes(running, nothing) == (Change(run, None),)
    assert changes(running, closed) == (Change(run, close),)
