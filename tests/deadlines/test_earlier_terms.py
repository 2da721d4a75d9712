"""A license over several terms: the table and the example of semantics § 6."""

import pytest
from samples import BUNDLED, DAY, calendar, d, rule

from icpcli.deadlines.outcomes import outcomes
from icpcli.deadlines.report import compute
from icpcli.model.deadline import Report, Status
from icpcli.model.journal import Event, Filing, Journal
from icpcli.model.license import Ended, License, Period, Term

AT_ONCE = rule("30 days after", "issued", id="website-number")
FIRST = Term(d("2023-07-01"), d("2028-07-01"))
LICENSE = BUNDLED
RENEWED = LICENSE._replace(
    issued=d("2028-07-02"), expires=d("2033-07-01"), earlier_terms=(FIRST,), continuing=None
)
UNTIL_2027 = Journal(
    filings=(Filing("annual-report@2027", d("2027-03-01"), d("2027-03-01")),),
    since=d("2026-02-01"),
    entries=1,
)


def asked(license: License, as_of: str, journal: Journal = UNTIL_2027) -> Report:
    return compute([license], calendar(), d(as_of), journals={license.file: journal})


def filed(*ids: str, on: str = "2028-03-01") -> Journal:
    """The journal since 2026, with these filings besides that of the year 2027."""
    more = tuple(Filing(id, d(on), d(on)) for id in ids)
    return UNTIL_2027._replace(filings=(*UNTIL_2027.filings, *more))


def status(report: Report, *rules: str) -> dict[str, str]:
    """Each deadline of these rules with its status."""
    return {one.id: str(one.status) for one in report.deadlines if one.rule.id in rules}


NO, YES, UNDECIDED = False, True, None


@pytest.mark.parametrize(
    ("continuing", "journal", "as_of", "renewal", "report", "hand_back"),
    [
        # a term that runs: undecided shows both, as a pair; yes and no show one each
        (UNDECIDED, UNTIL_2027, "2027-06-01", "upcoming pair", "upcoming pair", None),
        (YES, UNTIL_2027, "2027-06-01", "upcoming", None, None),
        (NO, UNTIL_2027, "2027-06-01", None, "upcoming", "upcoming"),
        # its day went by without a filing
        (UNDECIDED, UNTIL_2027, "2028-05-01", "overdue pair", "overdue pair", None),
        (YES, UNTIL_2027, "2028-05-01", "overdue", None, None),
        (NO, UNTIL_2027, "2028-05-01", None, "overdue", "upcoming"),
        # expired, the end was reported
        (NO, filed("non-renewal-report@2028"), "2028-07-20", None, "filed", "warning"),
        (NO, filed("non-renewal-report@2028"), "2028-08-01", None, "filed", "overdue"),
    ],
)
def test_the_table_of_a_last_term(
    continuing: bool | None,
    journal: Journal,
    as_of: str,
    renewal: str | None,
    report: str | None,
    hand_back: str | None,
) -> None:
    """What the end of the last term asks for: by `continuing`, and by what was filed."""
    found = asked(LICENSE._replace(continuing=continuing), as_of, journal)
    stands = {
        one.rule.id: f"{one.status}{' pair' * bool(one.alternatives)}"
        for one in found.deadlines
        if one.trigger == "expires"
    }
    ids = ("renewal", "non-renewal-report", "telecom-law/licence-expired")
    assert tuple(stands.get(id) for id in ids) == (renewal, report, hand_back)


@pytest.mark.parametrize("continuing", [NO, YES, UNDECIDED])
@pytest.mark.parametrize(
    ("journal", "found"),
    [
        (UNTIL_2027, {"renewal@2028": "past"}),
        (filed("renewal@2028"), {"renewal@2028": "filed"}),
        (
            filed("non-renewal-report@2028"),
            {"renewal@2028": "past", "non-renewal-report@2028": "filed"},
        ),
        (
            filed("telecom-law/licence-expired@2028"),
            {"renewal@2028": "past", "telecom-law/licence-expired@2028": "filed"},
        ),
    ],
)
def test_a_term_that_another_followed(
    continuing: bool | None, journal: Journal, found: dict[str, str]
) -> None:
    """Such a term counts as continued, whatever `continuing` says of the last one: its renewal is filed
    or past, never overdue, and of what only its end asks for there is what was filed."""
    for as_of in ("2028-07-02", "2030-01-01", "2040-01-01"):
        report = asked(RENEWED._replace(continuing=continuing), as_of, journal)
        rules = ("renewal", "non-renewal-report", "telecom-law/licence-expired")
        stands = status(report, *rules)
        assert {id: it for id, it in stands.items() if id.endswith("@2028")} == found
        assert not [one for one in report.deadlines if "@2028" in one.id and one.alternatives]


def test_a_renewal_before_its_day() -> None:
    """The new papers came before the last day to ask for them: nobody is asked for them any more."""
    early = RENEWED._replace(issued=d("2027-06-01"))
    report = asked(early, "2027-06-10")
    assert status(report, "renewal", "non-renewal-report") == {
        "renewal@2028": "past",
        "renewal@2033": "upcoming",
        "non-renewal-report@2033": "upcoming",
    }


def test_the_example() -> None:
    """2023-07-01 to 2028-07-01, renewed to 2033-07-01, a journal since 2026: each year once."""
    report = asked(RENEWED, "2028-08-01", filed("renewal@2028"))
    assert status(report, "annual-report") == {
        "annual-report@2024": "past",
        "annual-report@2025": "past",
        "annual-report@2026": "overdue",
        "annual-report@2027": "filed",
        "annual-report@2028": "overdue",
        **{f"annual-report@{year}": "upcoming" for year in range(2029, 2034)},
    }
    later = asked(RENEWED, "2028-08-01", filed("renewal@2028")._replace(since=d("2026-04-01")))
    assert status(later, "annual-report")["annual-report@2026"] == "past"
    assert status(report, "renewal") == {"renewal@2028": "filed", "renewal@2033": "upcoming"}
    due = {one.id: str(one.due) for one in report.deadlines}
    assert due["renewal@2033"] == "2033-04-02"
    ending = asked(RENEWED._replace(continuing=False), "2033-07-02", filed("renewal@2028"))
    rules = ("non-renewal-report", "telecom-law/licence-expired", "renewal")
    assert [one.id for one in ending.deadlines if one.rule.id in rules] == [
        "renewal@2028",
        "non-renewal-report@2033",
        "telecom-law/licence-expired@2033",
    ]
    due = {one.id: str(one.due) for one in ending.deadlines}
    assert due["telecom-law/licence-expired@2033"] == "2033-07-31"


def test_yearly_duties_of_the_paper_over_the_terms() -> None:
    """They run from the year after the first issue to the last year of the last term, gap or overlap."""
    for issued in ("2027-12-01", "2028-07-02", "2030-01-01"):
        report = asked(RENEWED._replace(issued=d(issued)), "2027-06-01")
        ids = [one.id for one in report.deadlines if one.rule.id == "annual-report"]
        assert sorted(ids) == [f"annual-report@{year}" for year in range(2024, 2034)]


def test_two_terms_of_one_year() -> None:
    """Of two terms that end, or begin, in one year, the later id gets `.2`; the first one stays."""
    first = Term(d("2028-01-10"), d("2028-04-10"))
    license = RENEWED._replace(
        rules=(*BUNDLED.rules, AT_ONCE),
        earlier_terms=(first,),
        issued=d("2028-04-11"),
        expires=d("2028-10-10"),
    )
    report = asked(license, "2028-05-01")
    assert sorted(status(report, "renewal", "website-number")) == [
        "renewal@2028",
        "renewal@2028.2",
        "website-number@2028",
        "website-number@2028.2",
    ]
    ended = filed("non-renewal-report@2028.2", on="2028-05-01")
    no = license._replace(continuing=False)
    assert asked(no, "2028-11-01", ended).licenses[0].ended == d("2028-10-10")
    wrong = filed("non-renewal-report@2028", on="2028-03-01")
    assert asked(no, "2028-11-01", wrong).licenses[0].ended is None


def test_what_a_term_began_with() -> None:
    """What runs from the issue of an earlier term is overdue only where it was tracked by then."""
    license = RENEWED._replace(rules=(AT_ONCE,))
    stands = {"website-number@2023": "past", "website-number@2028": "overdue"}
    assert status(asked(license, "2028-09-01"), "website-number") == stands
    due = next(it.due for it in asked(license, "2028-09-01").deadlines if it.id.endswith("@2023"))
    assert due
    for since, then in ((d("2023-01-01"), "overdue"), (due, "overdue"), (due + DAY, "past")):
        stands["website-number@2023"] = then
        tracked = license._replace(tracked_from=since)
        assert status(asked(tracked, "2028-09-01"), "website-number") == stands


def test_what_follows_the_last_day_of_a_term_that_was_renewed() -> None:
    """A duty after the expiry of a term, whoever goes on, is still asked for once another term began."""
    back = rule("30 days after", "expires", id="hand-back")
    license = RENEWED._replace(rules=(back,))
    assert status(asked(license, "2028-07-20"), "hand-back")["hand-back@2028"] == "warning"
    assert status(asked(license, "2028-08-01"), "hand-back")["hand-back@2028"] == "overdue"


def test_a_flag_of_a_rule_on_the_term() -> None:
    """A rule that an answer excludes is excluded of every term."""
    from icpcli.model.license import Condition

    own = AT_ONCE._replace(conditions=(Condition("own-site", True),))
    license = RENEWED._replace(rules=(own,))
    assert len(asked(license._replace(flags={"own-site": False}), "2028-09-01").deadlines) == 0
    assert len(asked(license._replace(flags={"own-site": True}), "2028-09-01").deadlines) == 2


def test_nothing_filed_leaves_the_history() -> None:
    """What was filed before the license was renewed is in the history after, by the same ids."""
    journal = filed("annual-report@2028", "renewal@2028")
    journals = {LICENSE.file: journal}

    def told(license: License) -> list[tuple[object, ...]]:
        report = asked(license, "2028-06-30", journal)
        found = outcomes(report, journals, None, report.as_of)
        return [(one.id, one.due, one.filed, one.days_early) for one in found if one.filed]

    before = told(LICENSE._replace(continuing=None))
    assert told(RENEWED) == before
    assert len(before) == 3


def test_after_the_end_of_the_last_term() -> None:
    """`ended` and a reported end are those of the last term; what was begun before it still counts."""
    events = (Event("capital-change", d("2033-06-20")), Event("capital-change", d("2033-07-02")))
    journal = filed("non-renewal-report@2033", on="2033-03-01")._replace(events=events)
    report = asked(RENEWED._replace(continuing=False), "2033-08-01", journal)
    assert report.licenses[0].ended == d("2033-07-01")
    assert status(report, "registry-update") == {"registry-update@2033-06-20": "overdue"}
    assert status(report, "annual-report")["annual-report@2033"] == "overdue"
    earlier = filed("non-renewal-report@2028")
    assert (
        asked(RENEWED._replace(continuing=False), "2033-08-01", earlier).licenses[0].ended is None
    )
    ended = RENEWED._replace(ended=Ended(d("2031-05-01"), "已注销"))
    years = status(asked(ended, "2032-01-01"), "annual-report")
    assert max(years) == "annual-report@2031"


def test_no_end() -> None:
    """A license without an end has no renewal, and its yearly duties run through next year."""
    open_ended = RENEWED._replace(expires=None, rules=BUNDLED.rules)
    report = asked(open_ended, "2029-01-10", filed("renewal@2028"))
    assert report.licenses[0].days_to_expiry is None
    assert status(report, "renewal", "non-renewal-report") == {"renewal@2028": "filed"}
    years = status(report, "annual-report")
    assert max(years) == "annual-report@2030"


def test_a_period_that_is_not_law_for_an_earlier_term() -> None:
    """The own lead time of a renewed term stays with it."""
    license = RENEWED._replace(
        rules=(rule("90 days before", "expires", prepare="180 days before"),),
    )
    report = asked(license, "2028-09-01")
    days = {one.id: str(one.dates.prepare_from) for one in report.deadlines}
    assert days == {"rule@2028": "2028-01-03", "rule@2033": "2033-01-02"}
    assert isinstance(license.rules[0].due, Period)
    assert [one.status for one in report.deadlines] == [Status.PAST, Status.UPCOMING]
