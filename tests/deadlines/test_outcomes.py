"""The history for an auditor: nothing that was filed or went by is ever missing from it."""

from datetime import date, time, timedelta

import pytest
from effort import tries
from hypothesis import given, settings
from hypothesis import strategies as st
from samples import BUNDLED, calendar, d, it, license_with, rule

from icpcli.deadlines.outcomes import outcomes
from icpcli.deadlines.report import compute
from icpcli.model.journal import Event, Filing, Journal, Waiver
from icpcli.model.license import License
from icpcli.model.overview import Outcome, Result
from icpcli.model.problem import Text

AS_OF = d("2026-11-27")


def history(
    license: License,
    journal: Journal,
    first: str | None = None,
    last: str | None = None,
    as_of: date = AS_OF,
) -> tuple[Outcome, ...]:
    """What became of the deadlines of a license."""
    journals = {license.file: journal}
    report = compute([license], calendar(), as_of, journals=journals)
    return outcomes(report, journals, first and d(first), d(last) if last else as_of)


def told(found: tuple[Outcome, ...]) -> list[tuple[str, str, int | None, str]]:
    return [(one.id, one.result.value, one.days_early, one.receipt) for one in found]


def test_filed_early_late_and_not_at_all() -> None:
    """Each deadline of the past stands there: filed early, filed late, overdue, gone by without a record."""
    journal = Journal(
        filings=(
            Filing("annual-report@2025", d("2025-04-02"), receipt="A-1"),
            Filing("annual-report@2026", d("2026-03-10"), receipt="A-2", note="online"),
        ),
        since=d("2025-01-01"),
    )
    events = (Event("capital-change", d("2026-09-25"), recorded=d("2026-09-26")),)
    assert told(history(BUNDLED, journal._replace(events=events))) == [
        ("annual-report@2024", "no-record", None, ""),
        ("annual-report@2025", "late", -2, "A-1"),
        ("annual-report@2026", "filed", 21, "A-2"),
        ("registry-update@2026-09-25", "overdue", None, ""),
    ]


def test_a_filing_of_the_last_day_is_in_time() -> None:
    """What is filed on the last day of the law is in time; a day later it is late."""
    for on, result in (("2026-03-31", Result.FILED), ("2026-04-01", Result.LATE)):
        journal = Journal(filings=(Filing("annual-report@2026", d(on)),))
        (found,) = [it for it in history(BUNDLED, journal) if it.filed]
        assert found.result is result


@pytest.mark.parametrize(
    ("at", "result"),
    [
        ("19:59", Result.FILED),
        ("20:00", Result.FILED),
        ("20:01", Result.LATE),
        (None, Result.FILED),
    ],
)
def test_a_filing_of_the_last_minute_is_in_time(at: str | None, result: Result) -> None:
    """What is filed by the moment at which hours end is in time; without a time of day, on their day."""
    filing = Filing("rule@2026-11-20", d("2026-11-21"), at=time.fromisoformat(at) if at else None)
    journal = Journal(events=(it("2026-11-20T20:00"),), filings=(filing,))
    (found,) = history(license_with(rule("24 hours after")), journal)
    assert found.result is result


def test_a_filing_of_which_no_deadline_is_known() -> None:
    """A filing stays in the history when its rule, or the year of its term, is no longer in the file."""
    journal = Journal(
        filings=(
            Filing("renewal@2023", d("2023-03-01"), receipt="R"),
            Filing("gone@2025", d("2025-05-05"), receipt="G"),
        )
    )
    found = {one.id: one for one in history(BUNDLED, journal)}
    assert (found["renewal@2023"].title, found["renewal@2023"].receipt) == (
        Text("申请延续经营许可证", "Apply to renew the license"),
        "R",
    )
    assert (found["gone@2025"].title, found["gone@2025"].filed) == (None, d("2025-05-05"))


def test_filed_twice() -> None:
    """Two filings of one deadline are two lines, each with its receipt."""
    journal = Journal(
        filings=(
            Filing("annual-report@2026", d("2026-03-10"), receipt="1"),
            Filing("annual-report@2026", d("2026-03-20"), receipt="2"),
        )
    )
    assert [one.receipt for one in history(BUNDLED, journal) if one.filed] == ["1", "2"]


def test_a_waiver_with_its_reason() -> None:
    """What is waived stands there as waived, with the reason of the waiver that runs longest."""
    license = license_with(rule("10 days after"))
    journal = Journal(
        events=(it("2026-11-01"),),
        waivers=(
            Waiver("rule@2026-11-01", d("2026-12-31"), "the office is closed", d("2026-11-20")),
            Waiver("rule@2026-11-01", d("2026-12-01"), "another", d("2026-11-21")),
        ),
    )
    (found,) = history(license, journal)
    assert (found.result, found.remark) == (Result.WAIVED, "the office is closed")


def test_a_pair_is_one_line() -> None:
    """Of two alternatives the one that was filed is told; while neither was, renewal."""
    as_of = d("2028-06-01")
    filed = Journal(filings=(Filing("renewal@2028", d("2028-03-01")),))
    ids = [one.id for one in history(BUNDLED, filed, "2028-04-01", as_of=as_of)]
    assert ids == ["renewal@2028"]
    ids = [one.id for one in history(BUNDLED, Journal(), "2028-04-01", as_of=as_of)]
    assert ids == ["renewal@2028"]


@pytest.mark.parametrize(
    ("first", "last", "ids"),
    [
        ("2025-03-31", "2025-03-31", ["annual-report@2025"]),
        ("2025-04-01", "2026-03-30", ["annual-report@2026"]),
        ("2026-03-11", "2026-03-30", []),
        ("2027-01-01", "2027-12-31", ["annual-report@2027"]),
    ],
)
def test_a_period(first: str, last: str, ids: list[str]) -> None:
    """A period holds what was due or filed in it, both its days included; of a time to come what is open."""
    journal = Journal(filings=(Filing("annual-report@2026", d("2026-03-10")),))
    assert [one.id for one in history(BUNDLED, journal, first, last)] == ids


@settings(max_examples=tries(60))
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["annual-report@2025", "annual-report@2026", "renewal@2028", "x@2020"]),
            st.dates(d("2023-08-01"), AS_OF),
        ),
        max_size=6,
    )
)
def test_nothing_filed_is_missing(filings: list[tuple[str, date]]) -> None:
    """Every filing of the journal stands in the history, whatever else does."""
    made = tuple(Filing(id, on, receipt=str(number)) for number, (id, on) in enumerate(filings, 1))
    found = history(BUNDLED, Journal(filings=made))
    assert sorted(one.receipt for one in found if one.receipt) == sorted(it.receipt for it in made)
    assert {one.filed for one in found if one.filed} == {on for _, on in filings}
    day = [one.due or one.filed for one in found]
    assert day == sorted(day, key=lambda it: it or date.max)


@settings(max_examples=tries(30))
@given(st.integers(0, 1500))
def test_what_went_by_is_never_missing(days: int) -> None:
    """On every day each deadline whose last day has come is in the history, filed or not."""
    as_of = d("2024-01-01") + timedelta(days=days)
    report = compute([BUNDLED], calendar(), as_of)
    due = {one.id for one in report.deadlines if one.due and one.due <= as_of}
    found = {one.id for one in history(BUNDLED, Journal(), as_of=as_of)}
    assert due - {"non-renewal-report@2028"} == found


def test_each_has_the_receipt_of_the_entry_that_names_it() -> None:
    """Of two that events closed on one day, each is told with the receipt of its own."""
    license = license_with(
        rule("immediately", "it", closed_by="handled"), events={"it": Text("事件", "It happened")}
    )
    handled = Event("handled", d("2026-11-20"), recorded=d("2026-11-20"))
    days = ("2026-11-10", "2026-11-12")
    closed = [handled._replace(closes=f"rule@{day}", receipt=day, number=3) for day in days]
    found = history(license, Journal(events=(*map(it, days), *closed)))
    assert {one.id: one.receipt for one in found} == {f"rule@{day}": day for day in days}
