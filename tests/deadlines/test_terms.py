"""The end of a license: what is still asked for, what does not begin any more (semantics § 6)."""

import pytest
from samples import BUNDLED, calendar, d, license_with, rule

from icpcli.deadlines.outcomes import outcomes
from icpcli.deadlines.report import compute
from icpcli.model.deadline import Report, Status
from icpcli.model.journal import Event, Filing, Journal
from icpcli.model.license import Ended, License

REPORTED = (Filing("non-renewal-report@2028", d("2028-03-01"), d("2028-03-01")),)
NO = BUNDLED._replace(continuing=False)


def asked(license: License, as_of: str, journal: Journal | None = None) -> Report:
    journals = {license.file: journal or Journal()}
    return compute([license], calendar(), d(as_of), journals=journals)


def ids(report: Report) -> list[str]:
    return [one.id for one in report.deadlines]


@pytest.mark.parametrize(
    ("continuing", "reported", "as_of", "ended"),
    [
        (False, True, "2028-07-01", None),
        (False, True, "2028-07-02", "2028-07-01"),
        (False, False, "2028-07-02", None),
        (None, True, "2028-07-02", None),
        (True, True, "2028-07-02", None),
    ],
)
def test_a_reported_end(
    continuing: bool | None, reported: bool, as_of: str, ended: str | None
) -> None:
    """A license ends with its term where `continuing: no` and the report stand, and else it is alarming."""
    license = BUNDLED._replace(continuing=continuing)
    report = asked(license, as_of, Journal(filings=REPORTED if reported else ()))
    assert report.licenses[0].ended == (d(ended) if ended else None)


@pytest.mark.parametrize(
    ("on", "as_of", "ended"),
    [
        ("2026-10-20", "2026-10-19", None),
        ("2026-10-20", "2026-10-20", "2026-10-20"),
        ("2026-10-20", "2029-01-01", "2026-10-20"),
        ("2029-01-20", "2029-01-19", None),
    ],
)
def test_ended(on: str, as_of: str, ended: str | None) -> None:
    """`ended` holds from its day on; before it, the license is one like any other."""
    license = BUNDLED._replace(ended=Ended(d(on), "已注销"))
    assert asked(license, as_of).licenses[0].ended == (d(ended) if ended else None)


def test_what_begins_after_the_end() -> None:
    """After the end no clock starts: a window by the day it opens, all else by its trigger."""
    ended = NO._replace(ended=Ended(d("2027-01-01"), "已注销"))
    events = (Event("capital-change", d("2027-01-01")), Event("capital-change", d("2027-01-02")))
    assert ids(asked(ended, "2027-06-01", Journal(events))) == [
        "annual-report@2024",
        "annual-report@2025",
        "annual-report@2026",
        "registry-update@2027-01-01",
        "annual-report@2027",  # its window opened on the last day
        "telecom-law/licence-expired@2028",  # follows from the end itself
    ]
    earlier = NO._replace(ended=Ended(d("2026-12-31"), "已注销"))
    assert "annual-report@2027" not in ids(asked(earlier, "2027-06-01"))
    for day, begun in (("2027-03-31", False), ("2027-04-01", True)):
        spring = ended._replace(
            rules=(rule("Q2", "each year", id="spring"),), ended=Ended(d(day), "已注销")
        )
        assert ("spring@2027" in ids(asked(spring, "2027-06-01"))) is begun


def test_what_runs_is_still_asked_for() -> None:
    """What began before the end is overdue after it, as it would be without."""
    ended = NO._replace(ended=Ended(d("2026-10-25"), "已注销"))
    journal = Journal((Event("capital-change", d("2026-10-20")),), since=d("2026-10-20"))
    report = asked(ended, "2027-06-01", journal)
    late = {one.id for one in report.deadlines if one.status is Status.OVERDUE}
    assert late == {"registry-update@2026-10-20"}


def test_what_was_filed_stays() -> None:
    """The history keeps what was filed, also of a clock that would not start any more."""
    ended = NO._replace(ended=Ended(d("2027-03-01"), "已注销"))
    journal = Journal(filings=(Filing("non-renewal-report@2028", d("2027-02-01")),))
    report = asked(ended, "2027-06-01", journal)
    found = outcomes(report, {ended.file: journal}, None, report.as_of)
    assert [one.id for one in found if one.filed] == ["non-renewal-report@2028"]


def test_what_follows_from_the_expiry() -> None:
    """A duty after the end, such as handing the paper back, runs from the expiry although that is the end."""
    back = rule("30 days after", "expires", id="hand-back", continuing=False)
    license = NO._replace(rules=(*NO.rules, back))
    report = asked(license, "2028-07-20", Journal(filings=REPORTED))
    assert "hand-back@2028" in ids(report)
    earlier = license._replace(ended=Ended(d("2027-03-01"), "已注销"))
    assert "hand-back@2028" in ids(asked(earlier, "2028-07-20"))
    assert "non-renewal-report@2028" not in ids(asked(earlier, "2028-07-20"))


@pytest.mark.parametrize(
    ("continuing", "reported", "runs"),
    [
        (None, False, False),
        (None, True, True),
        (False, False, True),
        (False, True, True),
        (True, False, False),
        (True, True, False),
    ],
)
def test_a_rule_for_the_end_without_an_alternative(
    continuing: bool | None, reported: bool, runs: bool
) -> None:
    """`only_if: not continuing` without an alternative holds once the end is decided, or reported."""
    back = rule("30 days after", "expires", id="hand-back", continuing=False)
    license = BUNDLED._replace(rules=(*BUNDLED.rules, back), continuing=continuing)
    journal = Journal(filings=REPORTED if reported else ())
    assert ("hand-back@2028" in ids(asked(license, "2028-06-01", journal))) == runs


def test_half_a_pair_is_no_alternative() -> None:
    """Only two rules that name each other, one for each way, are told as one and close each other."""
    both = {
        "yes": rule("90 days before", "expires", id="yes", continuing=True, alternative="no"),
        "no": rule("90 days before", "expires", id="no", continuing=False, alternative="yes"),
    }
    for changed in (
        both["no"]._replace(alternative=""),
        both["no"]._replace(alternative="other"),
        both["no"]._replace(continuing=True),
    ):
        report = asked(license_with(both["yes"], changed, continuing=None), "2026-11-24")
        assert {one.alternatives for one in report.deadlines} == {()}
    report = asked(license_with(*both.values(), continuing=None), "2026-11-24")
    assert {one.id: one.alternatives for one in report.deadlines} == {
        "yes@2028": ("no@2028",),
        "no@2028": ("yes@2028",),
    }


def test_renewal_comes_before_the_report_of_the_end() -> None:
    """In every list renewal stands before its alternative, whatever their ids."""
    license = license_with(
        rule("90 days before", "expires", id="z", continuing=True, alternative="a"),
        rule("90 days before", "expires", id="a", continuing=False, alternative="z"),
        continuing=None,
    )
    report = asked(license, "2026-11-24")
    assert ids(report) == ["z@2028", "a@2028"]
    assert report.licenses[0].next
    assert report.licenses[0].next.id == "z@2028"
