"""The report: which deadlines there are, what they are called, how urgent, in which order."""

from collections.abc import Iterator
from datetime import date
from itertools import permutations

import judge
import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import BUNDLED, DAY, calendar, d, it, license_with, rule

from icpcli.calendar.workdays import OutOfCalendarError
from icpcli.check.findings import lint
from icpcli.check.verdict import judge as verdict_on
from icpcli.deadlines.report import DEFAULT_ALERT, compute
from icpcli.deadlines.select import look_up, only_events, outside_term, select
from icpcli.model.deadline import Deadline, Kind, Report
from icpcli.model.journal import Event
from icpcli.model.license import Alert, License
from icpcli.model.problem import Text
from icpcli.render.check.junit import check_junit

AS_OF = d("2026-11-24")
CHANGES = ("address-change", "capital-change", "shareholder-change", "service-body-change")


def asked(*licenses: License, as_of: str = "2026-11-24", alert: Alert = DEFAULT_ALERT) -> Report:
    return compute(licenses, calendar(), d(as_of), alert=alert, if_today=True)


def told(*events: str, of: License = BUNDLED, as_of: str = "2026-11-24") -> Report:
    """The report where `name=date` happened."""
    happened = [Event(name, d(day)) for name, _, day in (text.partition("=") for text in events)]
    return compute([of], calendar(), d(as_of), events=happened, if_today=True)


def ids(report: Report) -> list[str]:
    return [deadline.id for deadline in report.deadlines]


def only(report: Report, id: str) -> Deadline:
    (found,) = [deadline for deadline in report.deadlines if deadline.id == id]
    return found


# --- which deadlines there are ------------------------------------------------------------------


def test_the_bundled_license() -> None:
    """Its deadlines without an event: the annual reports, and both ways at the end of the term."""
    assert ids(asked(BUNDLED)) == [
        "annual-report@2024",
        "annual-report@2025",
        "annual-report@2026",
        "annual-report@2027",
        "annual-report@2028",
        "renewal@2028",
        "non-renewal-report@2028",
    ]


@pytest.mark.parametrize(
    ("issued", "expires", "years"),
    [
        ("2023-07-01", "2028-07-01", "2024 2025 2026 2027 2028"),
        ("2023-12-31", "2025-01-01", "2024 2025"),  # Y-01-01 ≤ expiry: the day itself counts
        ("2023-12-31", "2024-12-31", "2024"),
        ("2023-01-01", "2023-12-31", ""),
        ("2024-01-01", "2024-01-01", ""),
        ("2024-01-01", "2025-01-01", "2025"),
    ],
)
def test_annual_reports(issued: str, expires: str, years: str) -> None:
    """One for each year after that of issue, as long as its first day lies in the term."""
    license = license_with(
        rule("Q1", "each year", id="annual-report"), issued=d(issued), expires=d(expires)
    )
    report = asked(license)
    assert " ".join(str(deadline.trigger_date.year) for deadline in report.deadlines) == years
    assert {deadline.trigger for deadline in report.deadlines} <= {"year"}
    assert all(one.trigger_date == date(one.trigger_date.year, 1, 1) for one in report.deadlines)
    assert ids(report) == [f"annual-report@{year}" for year in years.split()]


@pytest.mark.parametrize(
    ("continuing", "shown"),
    [
        (True, {"renewal@2028": ()}),
        (False, {"non-renewal-report@2028": (), "telecom-law/licence-expired@2028": ()}),
        (
            None,
            {
                "renewal@2028": ("non-renewal-report@2028",),
                "non-renewal-report@2028": ("renewal@2028",),
            },
        ),
    ],
)
def test_continuing(continuing: bool | None, shown: dict[str, tuple[str, ...]]) -> None:
    """Whether the holder goes on picks the filing; undecided shows both, each naming the other."""
    report = asked(BUNDLED._replace(continuing=continuing))
    at_the_end = [one for one in report.deadlines if one.trigger == "expires"]
    assert {one.id: one.alternatives for one in at_the_end} == shown
    others = [one for one in report.deadlines if one.trigger != "expires"]
    assert {one.alternatives for one in others} == {()}
    assert len(others) == 5


@pytest.mark.parametrize("continuing", [True, False, None])
@pytest.mark.parametrize("needed", [True, False, None])
def test_the_way_not_taken(continuing: bool | None, needed: bool | None) -> None:
    """A rule for the way that the holder did not take never holds, whatever would start it.
    One for who does not continue, without an alternative, waits until that is decided.
    """
    license = license_with(
        rule("30 days after", id="event", continuing=needed),
        rule("90 days before", "expires", id="end", continuing=needed),
        continuing=continuing,
    )
    report = compute([license], calendar(), AS_OF, events=[it("2026-11-01")], if_today=True)
    holds = needed is None or needed == continuing or (needed, continuing) == (True, None)
    assert ids(report) == (["event@2026-11-01", "end@2028"] if holds else [])
    assert [one.id for one in report.if_today] == (["event@2026-11-24"] if holds else [])


def test_one_way_only_has_no_alternative() -> None:
    """Two rules for the same way are both needed; only different ways are alternatives."""
    license = license_with(
        rule("90 days before", "expires", id="a", continuing=True),
        rule("80 days before", "expires", id="b", continuing=True),
        rule("70 days before", "expires", id="c"),
    )
    assert {one.alternatives for one in asked(license).deadlines} == {()}


def test_triggers_of_the_term() -> None:
    """A rule may count from the issue or from the end of the term; its id has that year."""
    license = license_with(
        rule("60 days after", "issued", id="first"), rule("immediately", "expires", id="last")
    )
    first, last = asked(license).deadlines
    assert (first.id, first.trigger, first.trigger_date) == ("first@2023", "issued", license.issued)
    assert (last.id, last.trigger, last.trigger_date) == ("last@2028", "expires", license.expires)
    assert first.steps[0].why == Text("发证日期", "the license is issued")
    assert last.steps[0].why == Text(
        "有效期届满日（当日仍有效）", "the last day of the term, itself included"
    )


def test_the_year_as_a_trigger() -> None:
    """A year's chain starts on 1 January, with the year as its reason."""
    year = only(asked(BUNDLED), "annual-report@2027")
    assert year.steps[0] == (d("2027-01-01"), Text("2027 年", "the year 2027"))


def test_an_event_starts_its_rules() -> None:
    """An event starts each rule that names it, and the chain begins with what happened."""
    license = license_with(rule("30 days after", id="a"), rule("immediately", id="b"))
    report = compute([license], calendar(), AS_OF, events=[it("2026-09-25")])
    assert ids(report) == ["b@2026-09-25", "a@2026-09-25"]
    for one in report.deadlines:
        assert (one.trigger, one.steps[0]) == ("it", (d("2026-09-25"), license.events["it"]))


def test_an_event_that_a_license_does_not_declare() -> None:
    """What a license does not declare starts none of its rules."""
    assert ids(told("merger=2026-09-25")) == ids(asked(BUNDLED))
    license = license_with(rule("30 days after", "it"), events={})
    assert ids(told("it=2026-09-25", of=license)) == []
    assert told(of=license).if_today == ()


# --- ids ----------------------------------------------------------------------------------------


def test_the_second_event_on_a_day() -> None:
    """A rule started again on one day is numbered in the order of the events, whatever they are."""
    report = only_events(
        told(
            "address-change=2026-09-25",
            "illegal-content=2026-09-25",
            "capital-change=2026-09-25",
            "address-change=2026-09-26",
            "address-change=2026-09-25",
        )
    )
    assert {one.id: one.trigger for one in report.deadlines} == {
        "illegal-content-report@2026-09-25": "illegal-content",
        "registry-update@2026-09-25": "address-change",
        "registry-update@2026-09-25.2": "capital-change",
        "registry-update@2026-09-25.3": "address-change",
        "registry-update@2026-09-26": "address-change",
    }


def test_each_license_numbers_its_own() -> None:
    """An event starts the rules of every license, and is the first of its day in each."""
    other = BUNDLED._replace(number="京ICP证000002号")
    report = compute([BUNDLED, other], calendar(), AS_OF, events=[Event(CHANGES[0], AS_OF)])
    found = [one for one in report.deadlines if one.rule.id == "registry-update"]
    assert [(one.id, one.license) for one in found] == [
        ("registry-update@2026-11-24", BUNDLED),
        ("registry-update@2026-11-24", other),
    ]


# --- order --------------------------------------------------------------------------------------


def test_order() -> None:
    """Sorted by the day to plan for, then the legal day, then the id; without a date comes last."""
    rules = [
        rule("28 days after", id="z"),  # 2026-10-23, a Friday
        rule("29 days after", id="b"),  # the Saturday after it: the same day to plan for
        rule("29 days after", id="c"),
        rule("30 days after", id="a"),  # the Sunday
        rule("31 days after", id="0"),
        rule(None, id="gate-1", gate=Text("批准", "Approval")),
        rule(None, id="gate-2", gate=Text("批准", "Approval")),
    ]
    wanted = [f"{id}@2026-09-25" for id in ("z", "b", "c", "a", "0", "gate-1", "gate-2")]
    for mixed in (rules, rules[::-1], rules[3:] + rules[:3]):
        report = compute([license_with(*mixed)], calendar(), AS_OF, events=[it("2026-09-25")])
        assert ids(report) == wanted
        in_if_today = asked(license_with(*mixed), as_of="2026-09-25").if_today
        assert [one.id for one in in_if_today] == wanted


def test_the_day_to_plan_for_comes_first() -> None:
    """What must be filed on a Friday for a Sunday stands before what is due on that Saturday."""
    license = license_with(
        rule("immediately", "at-once", id="a"),
        rule("30 days after", id="b"),
        events={"it": Text("事件", "It happened"), "at-once": Text("事件", "It happened")},
    )
    report = told("at-once=2026-10-24", "it=2026-09-25", of=license)
    assert [(one.id, str(one.file_by), str(one.due)) for one in report.deadlines] == [
        ("b@2026-09-25", "2026-10-23", "2026-10-25"),
        ("a@2026-10-24", "2026-10-24", "2026-10-24"),
    ]


def test_order_of_several_licenses() -> None:
    """The deadlines of all licenses stand in one order; the licenses stay as they were given."""
    soon = license_with(rule("90 days before", "expires", id="a"), expires=d("2027-03-01"))
    late = license_with(rule("90 days before", "expires", id="b"), expires=d("2029-03-01"))
    report = asked(late, soon)
    assert ids(report) == ["a@2027", "b@2029"]
    assert [state.license for state in report.licenses] == [late, soon]
    assert [state.next and state.next.id for state in report.licenses] == ["b@2029", "a@2027"]
    assert [state.days_to_expiry for state in report.licenses] == [828, 97]


def test_the_same_whatever_the_order() -> None:
    """Events of different days, and rules, may come in any order: the report is the same."""
    events = [
        Event("address-change", d("2026-09-25")),
        Event("illegal-content", d("2026-12-14")),
        Event("operator-change-decision", d("2026-09-10")),
    ]
    turned = BUNDLED._replace(rules=BUNDLED.rules[::-1])
    wanted = compute([BUNDLED], calendar(), AS_OF, events=events)
    for mixed in permutations(events):
        assert compute([BUNDLED], calendar(), AS_OF, events=mixed) == wanted
        found = compute([turned], calendar(), AS_OF, events=mixed)
        assert [one._replace(license=BUNDLED, notes=()) for one in found.deadlines] == [
            one._replace(notes=()) for one in wanted.deadlines
        ]


def test_nothing_but_the_questions_decides() -> None:
    """The same license, calendar, day and events give the same report, also from a new calendar."""
    from icpcli.calendar.published import load_calendar

    events = [Event("shareholder-change", d("2026-09-25"))]
    one = compute([BUNDLED], calendar(), AS_OF, events=events)
    other = compute([BUNDLED], load_calendar(), AS_OF, events=events)
    assert one == other
    assert (one.as_of, one.published_through) == (AS_OF, d("2026-12-31"))


def test_a_day_long_past_or_far_ahead() -> None:
    """`as_of` alone is today: a report for any other day is as sure as one for this day."""
    for as_of in ("2004-01-05", "2099-11-01"):
        report = asked(BUNDLED, as_of=as_of)
        assert ids(report) == ids(asked(BUNDLED))
        for one in report.deadlines:
            assert one.file_by
            assert one.days_left == (one.file_by - d(as_of)).days


# --- urgency ------------------------------------------------------------------------------------

URGENCY = [
    # the renewal has thresholds of its own: 90 and 30 days before 2028-03-31; due on 04-02
    ("renewal@2028", "2027-12-31", "upcoming", 91),
    ("renewal@2028", "2028-01-01", "warning", 90),
    ("renewal@2028", "2028-02-29", "warning", 31),
    ("renewal@2028", "2028-03-01", "critical", 30),
    ("renewal@2028", "2028-03-31", "critical", 0),
    ("renewal@2028", "2028-04-01", "critical", -1),
    ("renewal@2028", "2028-04-02", "critical", -2),
    ("renewal@2028", "2028-04-03", "overdue", -3),
    ("renewal@2028", "2038-04-03", "overdue", -3655),
    # a window: 30 and 7 days before, the last day in time, and past the day after
    ("annual-report@2027", "2027-02-28", "upcoming", 31),
    ("annual-report@2027", "2027-03-01", "warning", 30),
    ("annual-report@2027", "2027-03-23", "warning", 8),
    ("annual-report@2027", "2027-03-24", "critical", 7),
    ("annual-report@2027", "2027-03-31", "critical", 0),
    ("annual-report@2027", "2027-04-01", "past", -1),
    # 2024-03-31 was a Sunday: filed by 03-29, still in time on 03-31
    ("annual-report@2024", "2024-03-31", "critical", -2),
    ("annual-report@2024", "2024-04-01", "past", -3),
    # 30 days: 28 to the day to plan for, so 14 and 7; due on Sunday 10-25
    ("registry-update@2026-09-25", "2026-09-25", "upcoming", 28),
    ("registry-update@2026-09-25", "2026-10-08", "upcoming", 15),
    ("registry-update@2026-09-25", "2026-10-09", "warning", 14),
    ("registry-update@2026-09-25", "2026-10-15", "warning", 8),
    ("registry-update@2026-09-25", "2026-10-16", "critical", 7),
    ("registry-update@2026-09-25", "2026-10-25", "critical", -2),
    ("registry-update@2026-09-25", "2026-10-26", "overdue", -3),
    # ten working days: 21 days in all, so 11 (half, rounded up) and 6 (a quarter, rounded up)
    ("illegal-content-report@2026-09-24", "2026-10-03", "upcoming", 12),
    ("illegal-content-report@2026-09-24", "2026-10-04", "warning", 11),
    ("illegal-content-report@2026-09-24", "2026-10-08", "warning", 7),
    ("illegal-content-report@2026-09-24", "2026-10-09", "critical", 6),
    ("illegal-content-report@2026-09-24", "2026-10-15", "critical", 0),
    ("illegal-content-report@2026-09-24", "2026-10-16", "overdue", -1),
    # at once: nothing is cut, and the next day is late
    ("incident-report@2026-09-25", "2026-08-25", "upcoming", 31),
    ("incident-report@2026-09-25", "2026-08-26", "warning", 30),
    ("incident-report@2026-09-25", "2026-09-18", "critical", 7),
    ("incident-report@2026-09-25", "2026-09-25", "critical", 0),
    ("incident-report@2026-09-25", "2026-09-26", "overdue", -1),
    # no number in the text
    ("foreign-shareholder@2026-09-25", "2026-09-26", "upcoming", None),
    ("foreign-shareholder@2026-09-25", "2036-09-26", "upcoming", None),
]


@pytest.mark.parametrize(("id", "as_of", "status", "days_left"), URGENCY)
def test_urgency(id: str, as_of: str, status: str, days_left: int | None) -> None:
    """Critical to the last legal day, overdue only after it; a year's report that went by is past."""
    report = told(
        "address-change=2026-09-25",
        "illegal-content=2026-09-24",
        "security-incident=2026-09-25",
        "foreign-shareholder-change=2026-09-25",
        as_of=as_of,
    )
    one = only(report, id)
    assert (one.status, one.days_left) == (status, days_left)


OWN = Alert(25, 20)
LONG = Alert(400, 300)


# Counted from Sunday 2026-10-11, so that each of these periods ends on a working day.
@pytest.mark.parametrize(
    ("due", "days", "own", "caller", "thresholds"),
    [
        ("60 days after", 60, None, DEFAULT_ALERT, (30, 7)),
        ("59 days after", 59, None, DEFAULT_ALERT, (30, 7)),  # half of it is 29½
        ("57 days after", 57, None, DEFAULT_ALERT, (29, 7)),
        ("30 days after", 30, None, DEFAULT_ALERT, (15, 7)),
        ("25 days after", 25, None, DEFAULT_ALERT, (13, 7)),  # a quarter of it is 6¼
        ("24 days after", 24, None, DEFAULT_ALERT, (12, 6)),
        ("5 days after", 5, None, DEFAULT_ALERT, (3, 2)),
        ("4 days after", 4, None, DEFAULT_ALERT, (2, 1)),
        ("3 days after", 3, None, DEFAULT_ALERT, (2, 1)),
        ("1 working day after", 1, None, DEFAULT_ALERT, (1, 1)),
        ("30 days after", 30, None, Alert(10, 3), (10, 3)),
        ("30 days after", 30, None, Alert(0, 0), (0, 0)),
        ("88 days after", 88, None, LONG, (44, 22)),
        ("89 days after", 89, None, LONG, (45, 23)),
        ("88 days after", 88, OWN, LONG, OWN),
        ("5 days after", 5, OWN, DEFAULT_ALERT, OWN),
        ("1 day before", -2, None, LONG, LONG),
        ("1 day before", -2, OWN, LONG, OWN),
        ("Q4", 79, None, LONG, LONG),
        ("immediately", 0, None, DEFAULT_ALERT, DEFAULT_ALERT),
        ("immediately", 0, OWN, DEFAULT_ALERT, OWN),
    ],
)
def test_thresholds(
    due: str, days: int, own: Alert | None, caller: Alert, thresholds: tuple[int, int]
) -> None:
    """A rule's own thresholds win; else the caller's, at most half and a quarter of a forward period."""
    license = license_with(rule(due, alert=own))
    report = compute([license], calendar(), AS_OF, events=[it("2026-10-11")], alert=caller)
    (one,) = report.deadlines
    assert one.file_by
    assert (one.file_by - one.trigger_date).days == days
    assert one.alert == thresholds


def test_a_gate_has_no_thresholds() -> None:
    """Where there is no date there is nothing to warn of, not even by the rule's own thresholds."""
    gate = rule(None, gate=Text("批准", "Approval"), alert=Alert(9999, 9999))
    (one,) = compute([license_with(gate)], calendar(), AS_OF, events=[it("2026-09-25")]).deadlines
    assert (one.status, one.alert, one.days_left) == ("upcoming", None, None)
    assert {*one.dates} == {None}
    assert (one.kind, one.certainty, one.notices) == ("gate", "final", ())
    assert [step.date for step in one.steps] == [d("2026-09-25")]


TRIGGERS = st.dates(d("2025-01-01"), d("2028-12-31"))
DUES = st.sampled_from(
    ["immediately", "10 working days after", "30 days after", "3 days after", "90 days before"]
)
ALERTS = st.tuples(st.integers(0, 120), st.integers(0, 60))


@given(DUES, TRIGGERS, st.integers(-120, 120), ALERTS)
def test_urgency_as_the_judge(due: str, trigger: date, away: int, alert: tuple[int, int]) -> None:
    """On every day around a deadline, the status is what the independent count says."""
    wanted = judge.dates(due, None, trigger, judge.calendar())
    as_of = wanted["due"] + away * DAY
    (one,) = compute(
        [license_with(rule(due))], calendar(), as_of, events=[Event("it", trigger)],
        alert=Alert(*alert),
    ).deadlines  # fmt: skip
    assert one.status == judge.status(as_of, "it", trigger, wanted, *alert)
    assert one.days_left == (wanted["file_by"] - as_of).days


# --- the license itself -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("as_of", "days"),
    [("2026-11-24", 585), ("2028-06-30", 1), ("2028-07-01", 0), ("2028-07-02", -1)],
)
def test_days_to_expiry(as_of: str, days: int) -> None:
    """The last day of the term belongs to it; the day after, the license has expired."""
    (state,) = asked(BUNDLED, as_of=as_of).licenses
    assert state.days_to_expiry == days


@pytest.mark.parametrize(
    ("as_of", "next"),
    [
        ("2026-11-24", "annual-report@2027"),
        ("2027-03-31", "annual-report@2027"),
        ("2027-04-01", "annual-report@2028"),
        # never the report of the end before the renewal
        ("2028-04-01", "renewal@2028"),
        # neither filed nor waived: overdue until the license says otherwise
        ("2028-07-02", "renewal@2028"),
        ("2035-01-01", "renewal@2028"),
    ],
)
def test_the_next_action(as_of: str, next: str) -> None:
    """Next is the open deadline with the earliest day to plan for, a late one first."""
    (state,) = asked(BUNDLED, as_of=as_of).licenses
    assert state.next
    assert state.next.id == next


def test_no_next_action() -> None:
    """A license that asks for nothing, or for an approval only, has no next action."""
    gate = license_with(rule(None, gate=Text("批准", "Approval")))
    report = compute([license_with(), gate], calendar(), AS_OF, events=[it("2026-11-24")])
    assert [state.next for state in report.licenses] == [None, None]
    passed = license_with(rule("Q1", "each year"), expires=d("2025-07-01"))
    assert [state.next for state in asked(passed).licenses] == [None]


def test_an_expired_license() -> None:
    """After the term the renewal stays overdue, and the years that went by stay past."""
    report = asked(BUNDLED, as_of="2030-01-01")
    assert {one.id.partition("@")[0]: one.status for one in report.deadlines} == {
        "annual-report": "past",
        "renewal": "overdue",
        "non-renewal-report": "overdue",
    }


def test_no_license_at_all() -> None:
    """Without a license there is nothing to file."""
    report = asked()
    assert (report.licenses, report.deadlines, report.if_today) == ((), (), ())


# --- what belongs to a deadline -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("event", "rule_id", "see_also"),
    [
        ("address-change", "registry-update", ()),
        ("shareholder-change", "registry-update", ("operator-change", "foreign-shareholder")),
        ("operator-change-decision", "operator-change", ("registry-update",)),
        (
            "foreign-shareholder-change",
            "foreign-shareholder",
            ("operator-change", "registry-update"),
        ),
        ("illegal-content-found", "illegal-content-handling", ("illegal-content-report",)),
        ("illegal-content", "illegal-content-report", ()),
    ],
)
def test_see_also(event: str, rule_id: str, see_also: tuple[str, ...]) -> None:
    """The other clock is named for the very event that may start it, and for no other."""
    report = only_events(told(f"{event}=2026-09-25"))
    own = [(one.rule.id, one.see_also) for one in report.deadlines if not one.rule.rule_set]
    assert own == [(rule_id, see_also)]


def test_two_clocks_of_one_change() -> None:
    """A shareholder change counts from the change, the operator's from the decision."""
    report = only_events(
        told("operator-change-decision=2026-09-10", "shareholder-change=2026-09-25")
    )
    assert {one.rule.id: str(one.due) for one in report.deadlines} == {
        "operator-change": "2026-10-10",
        "registry-update": "2026-10-25",
    }


def test_each_notice_is_named_once() -> None:
    """Each notice that will settle a date is named once, the earlier first."""
    (one,) = compute(
        [license_with(rule("40 working days after"))], calendar(), AS_OF, events=[it("2027-12-20")]
    ).deadlines
    assert one.notices == (2028,)
    (two,) = compute(
        [license_with(rule("90 working days after"))], calendar(), AS_OF, events=[it("2027-09-10")]
    ).deadlines
    assert two.notices == (2027, 2028)


# --- many licenses ------------------------------------------------------------------------------


class Incomparable(License):
    """A license that refuses to be compared, which would take its rules and duties one by one."""

    def __eq__(self, other: object) -> bool:
        raise AssertionError("a whole license was compared")

    __hash__ = None


def test_licenses_are_grouped_and_not_compared() -> None:
    """No answer compares whole licenses: the work would grow with the square of their number."""
    licenses = [
        Incomparable(*BUNDLED)._replace(file=f"{n}.yaml", number=f"京ICP证{n}号") for n in range(3)
    ]
    events = [Event(CHANGES[0], d("2026-09-25"))]
    report = compute(licenses, calendar(), AS_OF, events=events, if_today=True)
    assert len(look_up(report, "renewal").deadlines) == 3
    started = only_events(report)
    assert [state.next and state.next.license.file for state in started.licenses] == [
        "0.yaml",
        "1.yaml",
        "2.yaml",
    ]
    findings = lint(report, calendar(), {})
    assert {finding.license.file for finding in findings} == {"0.yaml", "1.yaml", "2.yaml"}
    verdict = verdict_on(report._replace(findings=findings))
    suites = check_junit(verdict, "en").split("<testsuite ")[1:]
    assert [suite.count("<testcase ") for suite in suites] == [5, 5, 5]


# --- if it happened today -----------------------------------------------------------------------


def test_if_today_is_for_those_who_ask() -> None:
    """What would follow if it happened today is half of the work, and is left undone unasked."""
    report = compute([BUNDLED], calendar(), AS_OF)
    assert report.if_today == ()
    assert report == asked(BUNDLED)._replace(if_today=())


def test_if_it_happened_today() -> None:
    """Each rule that an event starts is shown once, as if the first of its events happened today;
    one that waits for a plan is not, for nobody plans for today."""
    report = asked(BUNDLED)
    events = BUNDLED.events.keys() - BUNDLED.plans.keys()
    started = [rule for rule in BUNDLED.rules if rule.triggers[0] in events]
    assert {one.id: one.trigger for one in report.if_today} == {
        f"{rule.id}@2026-11-24": rule.triggers[0] for rule in started
    }
    assert len(report.if_today) == len(started) == 16
    assert all(one.trigger_date == AS_OF for one in report.if_today)
    happened = dict.fromkeys(rule.triggers[0] for rule in started)
    today = only_events(told(*(f"{event}=2026-11-24" for event in happened))).deadlines
    assert [one.id for one in today] == [one.id for one in report.if_today]
    assert [one.dates for one in today] == [one.dates for one in report.if_today]


def test_if_today_is_never_red_at_birth() -> None:
    """What happened today is critical at once only where the text says at once, or counts hours."""
    for one in asked(BUNDLED).if_today:
        at_once = one.kind in (Kind.IMMEDIATE, Kind.HOURS)
        assert (one.status != "upcoming") is at_once, one.id


def test_today_beyond_the_calendar() -> None:
    """A period that would leave 2099 if it began today is no reason to be silent about the rest."""
    report = asked(BUNDLED, as_of="2099-12-20")
    assert [one.rule.id for one in report.if_today if not one.rule.rule_set] == [
        "illegal-content-handling",
        "incident-report",
        "foreign-shareholder",
    ]
    assert "renewal@2028" in ids(report)


def test_a_rule_that_leaves_the_calendar_is_named() -> None:
    """An event whose period leaves 2099 is refused, with the file and the line of its rule."""
    with pytest.raises(OutOfCalendarError) as caught:
        told("address-change=2099-12-20")
    (problem,) = caught.value.problems
    (rule,) = (rule for rule in BUNDLED.rules if rule.id == "registry-update")
    assert (problem.file, problem.line, problem.path) == (BUNDLED.file, rule.line, rule.id)


# --- choosing from a report ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("within", "passed", "shown"),
    [
        (None, False, ["upcoming", "overdue", "critical", "gate"]),
        (None, True, ["upcoming", "overdue", "critical", "gate", "past"]),
        (6, False, ["overdue"]),
        (7, False, ["overdue", "critical"]),
        (0, False, ["overdue"]),
        (0, True, ["overdue", "past"]),
        (126, False, ["overdue", "critical"]),
        (127, False, ["overdue", "critical", "upcoming"]),
        (99999, False, ["overdue", "critical", "upcoming"]),
        (99999, True, ["overdue", "critical", "upcoming", "past"]),
    ],
)
def test_select(within: int | None, passed: bool, shown: list[str]) -> None:
    """`within` keeps what is late or due in so many days, never an approval without a date."""
    license = license_with(
        rule("Q1", "each year", id="past"),
        rule("Q1", "each year", id="upcoming"),
        rule("30 days after", id="overdue"),
        rule("67 days after", id="critical"),
        rule(None, id="gate", gate=Text("批准", "Approval")),
        issued=d("2025-01-01"),
        expires=d("2027-01-01"),
    )
    events = [it("2026-09-25")]
    report = compute([license], calendar(), AS_OF, events=events)
    report = report._replace(
        deadlines=tuple(
            one for one in report.deadlines
            if one.id not in ("past@2027", "upcoming@2026")
        )
    )  # fmt: skip
    found = select(report, within=within, passed=passed)
    if not passed:
        assert select(report, within=within) == found
    assert {one.rule.id for one in found.deadlines} == {*shown}
    assert [one for one in report.deadlines if one in found.deadlines] == [*found.deadlines]
    assert found._replace(deadlines=()) == report._replace(deadlines=())


def test_only_events() -> None:
    """What runs by itself, from the term or each year, is left out of the answer to an event."""
    license = license_with(
        rule("60 days after", "issued", id="a"),
        rule("60 days before", "expires", id="b"),
        rule("Q1", "each year", id="c"),
        rule("60 days after", id="d"),
    )
    report = only_events(compute([license], calendar(), AS_OF, events=[it("2026-09-25")]))
    assert ids(report) == ["d@2026-09-25"]
    assert report.if_today == ()
    assert [state.license for state in report.licenses] == [license]


@pytest.mark.parametrize(
    ("key", "found"),
    [
        ("renewal@2028", ["renewal@2028"]),
        ("annual-report@2024", ["annual-report@2024"]),
        ("annual-report", ["annual-report@2027"]),
        ("renewal", ["renewal@2028"]),
        ("registry-update@2026-09-25", ["registry-update@2026-09-25"]),
        ("registry-update@2026-09-25.2", ["registry-update@2026-09-25.2"]),
        ("registry-update", ["registry-update@2026-09-25"]),
        ("scope-change", ["scope-change@2026-11-24"]),  # nothing recorded: as if today
        ("foreign-shareholder", ["foreign-shareholder@2026-11-24"]),
        ("renewal@2027", []),
        ("scope-change@2026-11-24", []),
        ("renew", []),
        ("", []),
    ],
)
def test_look_up(key: str, found: list[str]) -> None:
    """An id finds its deadline, a rule its next one; what is not known finds nothing."""
    report = told("capital-change=2026-09-25", "address-change=2026-09-25")
    answer = look_up(report, key)
    assert ids(answer) == found
    assert answer.if_today == ()
    assert answer.licenses == report.licenses


def test_look_up_after_the_last_one() -> None:
    """Where every deadline of a rule went by, the last of them is found."""
    assert ids(look_up(asked(BUNDLED, as_of="2030-01-01"), "annual-report")) == [
        "annual-report@2028"
    ]
    late = look_up(asked(BUNDLED, as_of="2030-01-01"), "renewal")
    assert ids(late) == ["renewal@2028"]


def test_look_up_in_several_licenses() -> None:
    """A rule that several licenses have is answered for each, in the order of the licenses."""
    other = BUNDLED._replace(number="京ICP证000002号", expires=d("2027-07-01"))
    third = license_with(rule("30 days after"), file="other.yaml")
    report = asked(BUNDLED, other, third)
    assert ids(look_up(report, "renewal")) == ["renewal@2028", "renewal@2027"]
    assert ids(look_up(report, "renewal@2027")) == ["renewal@2027"]
    assert ids(look_up(report, "annual-report@2027")) == ["annual-report@2027"] * 2
    both = look_up(report, "scope-change").deadlines
    assert [one.license for one in both] == [BUNDLED, other]


def supposed(rule_id: str, day: str, *events: str) -> Report:
    happened = [Event(name, d(on)) for name, _, on in (text.partition("=") for text in events)]
    return compute([BUNDLED], calendar(), AS_OF, events=happened, supposed=(rule_id, d(day)))


def test_supposed() -> None:
    """To explain an id of which nothing is recorded, its rule is taken to be started by anything."""
    (one,) = look_up(
        supposed("registry-update", "2026-09-25"), "registry-update@2026-09-25"
    ).deadlines
    assert one.due == d("2026-10-25")
    assert one.steps[0].why.en == (
        "Registered address changed or Registered capital changed or Shareholders or equity "
        "changed or A local service body's details changed"
    )
    assert one.see_also == ("operator-change", "foreign-shareholder")
    assert one.notes[0].en.startswith("Supposed: nothing is recorded")


def test_what_happened_is_not_supposed() -> None:
    """What did happen on that day is explained as it did, and once."""
    report = supposed("registry-update", "2026-09-25", "capital-change=2026-09-25")
    (one,) = look_up(report, "registry-update@2026-09-25").deadlines
    assert (one.trigger, one.see_also) == ("capital-change", ())
    assert not one.notes[0].en.startswith("Supposed")


@pytest.mark.parametrize("rule_id", ["renewal", "annual-report", "operator-chang"])
def test_only_event_rules_can_be_supposed(rule_id: str) -> None:
    """A rule that runs by itself, or that nobody knows, is not started by supposing."""
    assert ids(supposed(rule_id, "2026-09-25")) == ids(asked(BUNDLED))


def test_an_event_rule_by_its_name_is_supposed_today() -> None:
    """An event rule explained by its name alone is taken to start today, and the note says so."""
    (one,) = look_up(asked(BUNDLED), "assessment-report").deadlines
    assert one.trigger_date == AS_OF
    assert one.notes[0].en.startswith("Supposed")


def notes(*events: str) -> Iterator[str]:
    for note in outside_term(only_events(told(*events))):
        assert note.zh
        yield note.en


def test_outside_the_term() -> None:
    """An event before the issue or after the last day of the term is answered, with a note."""
    assert [*notes("address-change=2023-07-01", "address-change=2028-07-01")] == []
    assert [*notes("address-change=2023-06-30", "capital-change=2028-07-02")] == [
        f"{event} {day} lies outside the term of the license (2023-07-01 to 2028-07-01)"
        for event, day in (("address-change", "2023-06-30"), ("capital-change", "2028-07-02"))
    ]
    (zh,) = [note.zh for note in outside_term(only_events(told("address-change=2023-06-30")))]
    assert zh == "address-change 2023-06-30 不在许可证有效期内（2023-07-01 至 2028-07-01）"


def test_outside_the_term_is_said_once() -> None:
    """An event that starts two rules is noted once."""
    license = license_with(rule("30 days after", id="a"), rule("40 days after", id="b"))
    assert len(outside_term(told("it=2023-06-30", of=license))) == 1
