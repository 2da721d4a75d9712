"""`check`, day by day, from 120 days before a deadline to 10 days after it: never silent (semantics § 6).

Waivers of every kind are tried against deadlines of every kind, on the days of the real calendar.
"""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest
from samples import BUNDLED, calendar, d

from icpcli.check.findings import lint
from icpcli.check.verdict import judge
from icpcli.deadlines.report import compute
from icpcli.model.journal import Event, Filing, Journal, Waiver
from icpcli.model.verdict import Grade

RULES = ("registry-update", "annual-report", "renewal", "non-renewal-report")
LICENSE = BUNDLED._replace(
    file="license.yaml",
    issuer="工业和信息化部",
    rules=tuple(rule for rule in BUNDLED.rules if rule.id in RULES),
)


def days(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=i) for i in range((last - first).days + 1))


def grade_of(id: str, journal: Journal, as_of: date) -> Grade | None:
    """What `check` says of one deadline on a day, of a journal as it stood then."""
    known = journal._replace(
        events=tuple(one for one in journal.events if one.on <= as_of),
        waivers=tuple(one for one in journal.waivers if (one.recorded or as_of) <= as_of),
        filings=tuple(one for one in journal.filings if one.on <= as_of),
    )
    journals = {LICENSE.file: known}
    report = compute([LICENSE], calendar(), as_of, journals=journals)
    verdict = judge(report._replace(findings=lint(report, calendar(), journals)))
    return next((item.grade for item in verdict.items if item.id == id), None)


CAPITAL = (Event("capital-change", d("2026-09-25"), recorded=d("2026-09-25")),)
REGISTRY, RENEWAL, REPORT = "registry-update@2026-09-25", "renewal@2028", "annual-report@2027"


@pytest.mark.parametrize(
    ("id", "events", "file_by", "due"),
    [
        (REGISTRY, CAPITAL, "2026-10-23", "2026-10-25"),
        (REPORT, (), "2027-03-31", "2027-03-31"),
        (RENEWAL, (), "2028-03-31", "2028-04-02"),
    ],
)
@pytest.mark.parametrize("recorded", [-60, -1, 0, 2, 3])
@pytest.mark.parametrize("length", [0, 5, 400])
def test_a_waiver_day_by_day(
    id: str, events: tuple[Event, ...], file_by: str, due: str, recorded: int, length: int
) -> None:
    """Whatever is waived, `check` speaks from `file_by` to `due`, and after it until it is waived anew."""
    by, last = d(file_by), d(due)
    said = by + timedelta(days=recorded)
    until = said + timedelta(days=length)
    journal = Journal(events, (), (Waiver(id, until, "等通知", said),), since=d("2026-01-01"))
    for day in days(by - timedelta(days=120), last + timedelta(days=10)):
        grade = grade_of(id, journal, day)
        if grade is None:
            assert events
            assert day < events[0].on
        elif day >= by and not (said > last and said <= day <= until):
            assert grade in (Grade.CRITICAL, Grade.OVERDUE), day
        elif said <= day <= min(until, by - timedelta(days=1)) or said > last:
            assert grade is Grade.OK or day < said, day


def with_waivers(id: str, by: date) -> tuple[Waiver, ...]:
    """Somebody who waives the deadline anew each day, for as long as they may."""
    return tuple(
        Waiver(id, day + timedelta(days=400), "再等等", day)
        for day in days(by - timedelta(days=120), by + timedelta(days=2))
    )


def by_nothing(journal: Journal, id: str) -> Journal:
    return journal


def by_its_filing(journal: Journal, id: str) -> Journal:
    return journal._replace(filings=(Filing(id, d("2028-03-20"), d("2028-03-20")),))


@pytest.mark.parametrize("closed", [by_nothing, by_its_filing])
def test_the_end_of_a_term_day_by_day(closed: Callable[[Journal, str], Journal]) -> None:
    """In the last 30 days and after them neither waivers nor an unanswered filing keep `check` quiet."""
    journal = closed(Journal(waivers=with_waivers(RENEWAL, d("2028-03-31"))), RENEWAL)
    journals = {LICENSE.file: journal}
    for day in days(d("2028-06-01"), d("2028-07-11")):
        report = compute([LICENSE], calendar(), day, journals=journals)
        verdict = judge(report._replace(findings=lint(report, calendar(), journals)))
        assert verdict.exit_code == 2, day


def test_a_diligent_waiver_day_by_day() -> None:
    """Who waives anew each day is asked from the day to file by on, every day, until it is filed."""
    by = d("2028-03-31")
    journal = Journal(waivers=with_waivers(RENEWAL, by))
    for day in days(by - timedelta(days=20), by + timedelta(days=10)):
        assert (grade_of(RENEWAL, journal, day) is Grade.OK) == (day < by)
