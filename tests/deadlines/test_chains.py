"""What recurs from each time that it was done: `every 1 year after` (semantics § 2)."""

from datetime import date, time, timedelta
from itertools import zip_longest
from random import Random
from typing import Any

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st
from samples import calendar, d, license_with, rule

from icpcli.check.findings import lint
from icpcli.deadlines.outcomes import outcomes
from icpcli.deadlines.report import compute
from icpcli.model.deadline import Deadline, Report, Status
from icpcli.model.finding import Level
from icpcli.model.journal import Event, Filing, Journal, Waiver
from icpcli.model.license import Condition, Ended, InForce, License, Period
from icpcli.model.problem import Text

YEARLY = rule(None, "tested", "tested-anew", id="test")._replace(
    due=Period(1, "years", "after", every=True)
)
LICENSE = license_with(
    YEARLY,
    rule("30 days after", "tested", id="report"),
    events={"tested": Text("测评", "Tested"), "tested-anew": Text("复测", "Tested anew")},
    tracked_from=d("2020-01-01"),
)


def journal(*lines: str) -> Journal:
    """A journal of lines such as `tested 2024-02-29 x`, `last 2025-01-01 x`, `void 2024-01-01` and
    `done 2025-02-10 test@2024-02-29`; the last word of an event is what it is about."""
    events, filings = [], []
    for number, line in enumerate(lines, 1):
        name, day, *more = line.split()
        about = "".join(more)
        if name == "done":
            filings.append(Filing(about, d(day), d(day)))
        else:
            id = "tested-anew" if name == "anew" else "tested"
            events.append(
                Event(
                    id,
                    d(day),
                    void=name == "void",
                    about=about,
                    recorded=d(day),
                    number=number,
                    last=name == "last",
                )
            )
    return Journal((*events,), (*filings,), since=d("2020-01-01"), entries=len(lines))


def asked(kept: Journal, as_of: str = "2026-11-24", license: License = LICENSE) -> Report:
    report = compute([license], calendar(), d(as_of), journals={license.file: kept})
    return report._replace(findings=lint(report, calendar(), {license.file: kept}))


def assessed(report: Report) -> dict[str, Deadline]:
    return {one.id: one for one in report.deadlines if one.rule.id == "test"}


A, B, C = "2024-02-29", "2025-02-10", "2026-02-10"


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        # the example of semantics § 8: done again closes one and starts the next
        ([f"tested {A}"], {A: ("2025-02-28", None)}),
        ([f"tested {A}", f"tested {B}"], {A: ("2025-02-28", B), B: ("2026-02-10", None)}),
        # in the order of the days, whatever the order in the journal
        ([f"tested {B}", f"tested {A}"], {A: ("2025-02-28", B), B: ("2026-02-10", None)}),
        (
            [f"tested {A}", f"tested {C}", f"tested {B}"],
            {A: ("2025-02-28", B), B: ("2026-02-10", C), C: ("2027-02-10", None)},
        ),
        # another event of the same rule closes, too
        ([f"tested {A}", f"anew {B}"], {A: ("2025-02-28", B), B: ("2026-02-10", None)}),
        # late is late
        ([f"tested {A}", f"tested {C}"], {A: ("2025-02-28", C), C: ("2027-02-10", None)}),
        # two of one day: the second one is numbered, and closes the first
        (
            [f"tested {A}", f"tested {A}"],
            {A: ("2025-02-28", A), f"{A}.2": ("2025-02-28", None)},
        ),
        # an entry that was undone closes nothing, starts nothing, and keeps its number
        ([f"tested {A}", f"void {B}"], {A: ("2025-02-28", None)}),
        ([f"void {A}", f"tested {A}"], {f"{A}.2": ("2025-02-28", None)}),
        # only what is about the same thing
        (
            [f"tested {A} x", f"tested {B} y"],
            {A: ("2025-02-28", None), B: ("2026-02-10", None)},
        ),
        (
            [f"tested {A} x", f"tested {A} y", f"tested {B} y"],
            {A: ("2025-02-28", None), f"{A}.2": ("2025-02-28", B), B: ("2026-02-10", None)},
        ),
        ([f"tested {A} x", f"tested {B}"], {A: ("2025-02-28", None), B: ("2026-02-10", None)}),
        # the last one ends it; nothing follows, until it begins anew
        ([f"tested {A}", f"last {B}"], {A: ("2025-02-28", B)}),
        ([f"last {A}"], {}),
        (
            [f"tested {A}", f"last {B}", f"tested {C}"],
            {A: ("2025-02-28", B), C: ("2027-02-10", None)},
        ),
        ([f"tested {A} x", f"tested {A} y", f"last {B} x"], {
            A: ("2025-02-28", B), f"{A}.2": ("2025-02-28", None),
        }),
        # a filing written by hand is as good as the event
        ([f"tested {A}", f"done {B} test@{A}"], {A: ("2025-02-28", B), B: ("2026-02-10", None)}),
        (
            [f"tested {A} x", f"done {B} test@{A}", f"done {C} test@{B}"],
            {A: ("2025-02-28", B), B: ("2026-02-10", C), C: ("2027-02-10", None)},
        ),
        # and about the same thing: the next event of that closes what the filing started
        (
            [f"tested {A} x", f"done {B} test@{A}", f"tested {C} x"],
            {A: ("2025-02-28", B), B: ("2026-02-10", C), C: ("2027-02-10", None)},
        ),
    ],
)  # fmt: skip
def test_each_event_closes_the_one_before_and_starts_the_next(
    lines: list[str], found: dict[str, tuple[str, str | None]]
) -> None:
    """Each deadline with its due day, and the day of the event that closed it, if one did."""
    deadlines = assessed(asked(journal(*lines)))
    told = {
        id: (str(one.due), one.filed and str(one.filed), one.status is Status.FILED)
        for id, one in deadlines.items()
    }
    assert told == {
        f"test@{id}": (due, filed, filed is not None) for id, (due, filed) in found.items()
    }


def test_what_is_closed_is_not_asked_for_and_what_is_open_is() -> None:
    """The one that runs is overdue once its day went by; how early or late each was is told."""
    report = asked(journal(f"tested {A}", f"tested {B}"))
    first, second = assessed(report).values()
    assert (first.days_early, first.filed_as, first.closed_on) == (18, first.id, d(B))
    assert second.status is Status.OVERDUE
    # what else the event starts runs by itself
    assert f"report@{B}" in {one.id for one in report.deadlines}


def test_a_filing_by_hand_starts_what_the_event_starts() -> None:
    """`done` of what recurs is the same as the event: the other rules of that event run, too."""
    by_event = asked(journal(f"tested {A} x", f"tested {B} x"))
    by_filing = asked(journal(f"tested {A} x", f"done {B} test@{A}"))
    assert {one.id: (one.status, one.filed, one.due) for one in by_event.deadlines} == {
        one.id: (one.status, one.filed, one.due) for one in by_filing.deadlines
    }


def test_the_history_of_what_recurs() -> None:
    """The event that closed a deadline is its filing in the history, with the receipt of the entry."""
    kept = journal(f"tested {A} x", f"tested {A} y", f"tested {B} x")
    *first, last = kept.events
    kept = kept._replace(events=(*first, last._replace(receipt="T-9", note="复测")))
    found = outcomes(asked(kept), {LICENSE.file: kept}, None, d("2026-12-31"))
    told = {one.id: (one.filed, one.receipt, one.remark) for one in found if "test@" in one.id}
    assert told == {
        f"test@{A}": (d(B), "T-9", "复测"),
        f"test@{A}.2": (None, "", ""),
        f"test@{B}": (None, "", ""),
    }


@given(
    st.lists(
        st.tuples(st.integers(0, 900), st.sampled_from(["tested", "last", "void"]),
                  st.sampled_from(["", "x", "y"])),
        max_size=12,
    ),
    st.randoms(use_true_random=False),
)  # fmt: skip
def test_the_order_of_the_entries_does_not_matter(
    said: list[tuple[int, str, str]], random: Random
) -> None:
    """Whatever is recorded, in whatever order: one deadline is open for each thing that was not ended
    last, and each that was closed was closed by the next event of its thing."""
    days = {}
    for n, name, about in said:
        days[n, about] = name  # one of a day and a thing: their order would matter
    lines = [
        f"{name} {d('2023-01-01') + timedelta(days=n)} {about}".strip()
        for (n, about), name in days.items()
    ]
    shuffled = list(lines)
    random.shuffle(shuffled)
    found = []
    for order in (lines, shuffled):
        report = asked(journal(*order))
        found.append(
            sorted(
                (one.about, one.trigger_date, one.filed or d("2099-12-31"))
                for one in assessed(report).values()
            )
        )
    assert found[0] == found[1]
    expected = []
    for thing in {about for _, about in days}:
        real = sorted((n, name) for (n, about), name in days.items()
                      if about == thing and name != "void")  # fmt: skip
        for (n, name), after in zip_longest(real, real[1:]):
            on = d("2023-01-01") + timedelta(days=n)
            ended = d("2023-01-01") + timedelta(days=after[0]) if after else d("2099-12-31")
            if name == "tested":
                expected.append((thing, on, ended))
    assert found[0] == sorted(expected)


@given(st.dates(d("2005-01-01"), d("2090-12-31")))
def test_the_next_is_counted_from_the_day_it_was_done(day: date) -> None:
    """A year from each event, and never from the day that the one before would have been due."""
    one = assessed(asked(journal(f"tested {day}")))[f"test@{day}"]
    assert one.due == day + relativedelta(years=1)


@pytest.mark.parametrize(
    ("change", "lines", "level"),
    [
        ({}, [], Level.WARNING),
        ({}, [f"tested {A}"], None),
        ({}, [f"anew {A}"], None),
        ({}, [f"tested {A} x"], None),
        ({}, [f"last {A}"], None),
        ({}, [f"void {A}"], Level.WARNING),
        ({}, ["tested 2026-11-25"], Level.WARNING),  # not yet, on 2026-11-24
        # what does not apply is not asked for; what nobody has answered is asked as such
        ({"conditions": (Condition("mlps-3", True),)}, [], None),
        ({"conditions": (Condition("yes", True),)}, [], Level.WARNING),
        ({"conditions": (Condition("no", True),)}, [], None),
        ({"conditions": (Condition("no", False),)}, [], Level.WARNING),
        ({"continuing": False}, [], None),
        ({"in_force": InForce(since=d("2026-11-25"))}, [], None),
        ({"in_force": InForce(since=d("2026-11-24"))}, [], Level.WARNING),
        ({"in_force": InForce(until=d("2026-11-23"))}, [], None),
        # what was done before the rule was law starts nothing, but the last ends it all the same
        ({"in_force": InForce(since=d("2024-03-01"))}, [f"tested {A}"], Level.WARNING),
        ({"in_force": InForce(since=d("2024-03-01"))}, [f"void {B}"], Level.WARNING),
        ({"in_force": InForce(since=d("2024-02-29"))}, [f"tested {A}"], None),
        ({"in_force": InForce(since=d("2024-03-01"))}, [f"tested {A}", f"tested {B}"], None),
        ({"in_force": InForce(since=d("2024-03-01"))}, [f"last {A}"], None),
    ],
)
def test_never_done(change: dict[str, Any], lines: list[str], level: Level | None) -> None:
    """What recurs, applies and was never begun by an event is a warning: nobody knows when it is due."""
    license = LICENSE._replace(
        rules=(YEARLY._replace(**change),),
        flags={"yes": True, "no": False},
        continuing=True,
    )
    kept = journal(*lines)
    kept = kept._replace(events=tuple(it for it in kept.events if it.on <= d("2026-11-24")))
    found = [one for one in asked(kept, license=license).findings if one.code == "never-done"]
    assert [one.level for one in found] == ([level] if level else [])
    if found:
        assert found[0].waivable == "never-done:test"
        assert "icp record tested --on" in found[0].message.en


@pytest.mark.parametrize(
    ("until", "as_of", "level"),
    [
        ("2026-12-01", "2026-12-01", Level.INFO),
        ("2026-12-01", "2026-12-02", Level.WARNING),
        # 90 days from the day on which it was recorded, whatever a hand wrote
        ("2028-01-01", "2027-02-22", Level.INFO),
        ("2028-01-01", "2027-02-23", Level.WARNING),
    ],
)
def test_never_done_can_be_waived(until: str, as_of: str, level: Level) -> None:
    """A system that is not due yet is kept quiet for 90 days at a time; it is still told."""
    waiver = Waiver("never-done:test", d(until), "not yet in use", d("2026-11-24"))
    report = asked(Journal(waivers=(waiver,), since=d("2026-11-24"), entries=1), as_of)
    (one,) = (one for one in report.findings if one.code == "never-done")
    assert one.level is level
    assert not [one for one in report.findings if one.code == "unknown-deadline"]


def test_never_done_after_the_end() -> None:
    """A license that came to its end asks for nothing to be begun."""
    ended = LICENSE._replace(ended=Ended(d("2026-01-01"), "已注销"))
    codes = {one.code for one in asked(Journal(), license=ended).findings}
    assert "never-done" not in codes


def test_two_of_one_day_in_the_order_of_their_times() -> None:
    """Of two events of one day that name their times, the earlier one is closed by the later."""
    evening = Event("tested", d(A), recorded=d(A), number=1, at=time(20))
    morning = Event("tested", d(A), recorded=d(A), number=2, at=time(8))
    found = assessed(asked(Journal((evening, morning), since=d("2020-01-01"), entries=2)))
    assert {id: one.filed for id, one in found.items()} == {
        f"test@{A}": None,
        f"test@{A}.2": d(A),
    }
