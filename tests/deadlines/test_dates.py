"""The dates of semantics § 1: the worked examples, and every rule against the independent judge."""

from datetime import date, time
from typing import Any

import judge
import pytest
from effort import tries
from hypothesis import assume, example, given, reject, settings
from hypothesis import strategies as st
from samples import (
    BUNDLED,
    DAY,
    calendar,
    clock,
    clock_time,
    d,
    decided,
    fields_of,
    it,
    license_with,
    rule,
)

from icpcli.deadlines.dates import Derived, derive
from icpcli.deadlines.report import compute
from icpcli.model.deadline import Certainty, Dates, Step
from icpcli.model.journal import Event
from icpcli.model.problem import IcpError, Text

AS_OF = d("2026-11-24")
HAPPENED = Text("事件", "It happened")
NONE = "-"

# Semantics § 8, as of 2026-11-24, as far as one clock can say it. `renewal` and the like are rules
# of the bundled license, here with another expiry; a period is a rule of its own.
WORKED_EXAMPLES = """
rule                              | trigger                               | opens      | due        | due_latest | file_by    | extended_to | certainty   | due_at           | notices
renewal                           | expires 2028-07-01                    | -          | 2028-04-02 | 2028-04-02 | 2028-03-31 | -           | provisional | -                | 2028
annual-report                     | year 2024                             | 2024-01-01 | 2024-03-31 | 2024-03-31 | 2024-03-29 | -           | final       | -                | -
annual-report                     | year 2027                             | 2027-01-01 | 2027-03-31 | 2027-03-31 | 2027-03-31 | -           | final       | -                | -
operator-change                   | operator-change-decision 2026-09-10   | -          | 2026-10-10 | 2026-10-10 | 2026-10-10 | -           | final       | -                | -
registry-update                   | capital-change 2026-09-25             | -          | 2026-10-25 | 2026-10-25 | 2026-10-23 | 2026-10-26  | final       | -                | -
illegal-content-report            | illegal-content 2026-09-24            | -          | 2026-10-15 | 2026-10-15 | 2026-10-15 | -           | final       | -                | -
illegal-content-report            | illegal-content 2026-02-14            | -          | 2026-03-06 | 2026-03-06 | 2026-03-06 | -           | final       | -                | -
illegal-content-report            | illegal-content 2026-12-11            | -          | 2026-12-25 | 2026-12-25 | 2026-12-25 | -           | final       | -                | -
illegal-content-report            | illegal-content 2026-12-14            | -          | 2026-12-26 | 2026-12-28 | 2026-12-25 | -           | provisional | -                | 2027
illegal-content-report            | illegal-content 2027-02-01            | -          | 2027-02-15 | 2027-02-25 | 2027-02-15 | -           | provisional | -                | 2027
assessment-report                 | security-assessment 2026-01-31        | -          | 2026-03-02 | 2026-03-02 | 2026-03-02 | -           | final       | -                | -
renewal                           | expires 2029-01-15                    | -          | 2028-10-17 | 2028-10-17 | 2028-10-16 | -           | final       | -                | -
renewal                           | expires 2027-05-16                    | -          | 2027-02-15 | 2027-02-15 | 2027-02-02 | -           | provisional | -                | 2027
within 30 days before             | expires 2027-02-10                    | 2027-01-11 | 2027-02-10 | 2027-02-10 | 2027-02-02 | -           | provisional | -                | 2027
90 to 15 working days before      | expires 2026-10-31                    | 2026-06-23 | 2026-10-12 | 2026-10-12 | 2026-10-10 | -           | final       | -                | -
4 hours after                     | it 2026-10-02T23:30                   | -          | 2026-10-03 | 2026-10-03 | 2026-10-02 | -           | final       | 2026-10-03 03:30 | -
24 hours after                    | it 2026-11-26T20:00                   | -          | 2026-11-27 | 2026-11-27 | 2026-11-26 | -           | final       | 2026-11-27 20:00 | -
24 hours after                    | it 2026-11-26                         | -          | 2026-11-26 | 2026-11-26 | 2026-11-26 | -           | final       | 2026-11-26 23:59 | -
20 to 15 working days before      | expires 2027-01-04                    | 2026-12-02 | 2026-12-09 | 2026-12-17 | 2026-12-08 | -           | provisional | -                | 2027
30 days before                    | it 2026-11-09                         | -          | 2026-10-10 | 2026-10-10 | 2026-10-09 | -           | final       | -                | -
every 1 year after                | it 2024-02-29                         | -          | 2025-02-28 | 2025-02-28 | 2025-02-28 | -           | final       | -                | -
every 1 year after                | it 2025-02-10                         | -          | 2026-02-10 | 2026-02-10 | 2026-02-10 | -           | final       | -                | -
01-01 to 01-31, 10-01 to 10-31    | year 2026-10                          | 2026-10-01 | 2026-10-31 | 2026-10-31 | 2026-10-30 | -           | final       | -                | -
by 2027-06-30                     | once 2027-06-30                       | -          | 2027-06-30 | 2027-06-30 | 2027-06-30 | -           | final       | -                | -
"""

# The same questions before the notice for 2026, or an older one, was out.
BEFORE_THE_NOTICE = """
through | rule                   | trigger                             | due        | due_latest | file_by    | extended_to | certainty   | notices
2025    | operator-change        | operator-change-decision 2026-09-10 | 2026-10-10 | 2026-10-10 | 2026-09-18 | -           | provisional | 2026
2025    | registry-update        | capital-change 2026-09-25           | 2026-10-25 | 2026-10-25 | 2026-10-23 | 2026-10-26  | final       | -
2025    | illegal-content-report | illegal-content 2026-09-24          | 2026-10-08 | 2026-10-23 | 2026-10-08 | -           | provisional | 2026
2025    | illegal-content-report | illegal-content 2026-02-14          | 2026-02-28 | 2026-03-10 | 2026-02-27 | -           | provisional | 2026
2025    | annual-report          | year 2024                           | 2024-03-31 | 2024-03-31 | 2024-03-29 | -           | final       | -
2023    | annual-report          | year 2024                           | 2024-03-31 | 2024-03-31 | 2024-03-29 | -           | provisional | 2024
2025    | illegal-content-report | illegal-content 2025-12-15          | 2025-12-27 | 2025-12-29 | 2025-12-26 | -           | provisional | 2026
2026    | illegal-content-report | illegal-content 2025-12-15          | 2025-12-29 | 2025-12-29 | 2025-12-29 | -           | final       | -
"""


def rows(table: str) -> list[dict[str, str]]:
    head, *lines = ([cell.strip() for cell in line.split("|")] for line in table.split("\n")[1:-1])
    return [dict(zip(head, line, strict=True)) for line in lines]


def asked(row: dict[str, str]) -> dict[str, str]:
    """The row as the bundled license answers it, or one with a rule of that period."""
    trigger, moment = row["trigger"].split()
    day = moment.partition("T")[0]
    by_event = trigger not in ("expires", "year", "once")
    events = [it(moment)._replace(id=trigger)] if by_event else []
    license = BUNDLED._replace(expires=d(day)) if trigger == "expires" else BUNDLED
    if row["rule"] not in [rule.id for rule in license.rules]:
        due = row["rule"].split(", ") if "," in row["rule"] else row["rule"]
        named = {"year": "each year"}.get(trigger, trigger)
        license = license_with(rule(due, named, id=row["rule"]), expires=license.expires)
    report = compute([license], calendar(int(row.get("through", 2026))), AS_OF, events=events)
    suffix = day if by_event or trigger == "year" else day[:4]
    (one,) = [one for one in report.deadlines if one.id == f"{row['rule']}@{suffix}"]
    found = {"rule": one.rule.id, "trigger": f"{one.trigger} {moment}"}
    dates = one.dates._asdict() | {"certainty": one.certainty}
    dates["due_at"] = f"{one.due_at:%Y-%m-%d %H:%M}" if one.due_at else None
    dates["notices"] = " ".join(map(str, one.notices))
    found |= {"through": row.get("through", "")}
    return {name: found.get(name) or str(dates.get(name) or NONE) for name in row}


@pytest.mark.parametrize("row", rows(WORKED_EXAMPLES), ids=lambda row: row["trigger"])
def test_worked_examples(row: dict[str, str]) -> None:
    """The worked examples of semantics § 8, every column."""
    assert asked(row) == row


@pytest.mark.parametrize("row", rows(BEFORE_THE_NOTICE), ids=lambda row: row["trigger"])
def test_before_the_notice(row: dict[str, str]) -> None:
    """What the tool would have said before a notice was out: never a day that proved too late."""
    assert asked(row) == row


def test_the_judge_agrees() -> None:
    """The independent count comes to the worked examples too."""
    words = {"renewal": "90 days before", "annual-report": "Q1"}
    words["illegal-content-report"] = "10 working days after"
    for row in rows(WORKED_EXAMPLES):
        due = words.get(row["rule"], row["rule"] if " " in row["rule"] else "30 days after")
        moment = row["trigger"].split()[1]
        day, _, at = moment.partition("T")
        wanted = judge.dates(
            due.rpartition(", ")[2],
            None,
            d(day if day.count("-") == 2 else f"{day[:4]}-01-01"),
            judge.calendar(),
            time.fromisoformat(at) if at else None,
        )
        wanted["due_at"] = wanted["due_at"] and f"{wanted['due_at']:%Y-%m-%d %H:%M}"
        wanted["notices"] = " ".join(map(str, wanted["notices"]))
        names = [*row][2:]
        assert {name: str(wanted[name] or NONE) for name in names} == {
            name: row[name] for name in names
        }


PERIODS = "{} {} {}".format
SHORT = st.integers(1, 12) | st.integers(1, 130)
UNIT = st.sampled_from(["days", "working days", "weeks", "months", "years"])
periods = st.builds(PERIODS, SHORT, UNIT, st.sampled_from(["before", "after"]))
month_days = st.dates(date(2001, 1, 1), date(2001, 12, 31)).map("{:%m-%d}".format)
windows_back = st.builds("within {} {} before".format, SHORT, UNIT) | st.builds(
    lambda near, more, unit: f"{near + more} to {near} {unit} before", SHORT, SHORT, UNIT
)
hours = st.builds("{} hours after".format, SHORT | st.integers(1, 9999))
recurring = st.builds("every {} {} after".format, SHORT, UNIT)
fixed = st.dates(d("2004-01-01"), d("2099-12-31")).map("by {}".format)
windows = st.sampled_from(["Q1", "Q2", "Q3", "Q4"]) | st.tuples(month_days, month_days).map(
    lambda ends: " to ".join(sorted(ends))
)
dues = periods | windows | windows_back | hours | recurring | fixed | st.just("immediately")
prepares = st.none() | periods
# Most of what can go wrong happens near the first unpublished days.
triggers = st.dates(judge.FIRST, judge.LAST) | st.dates(d("2025-11-01"), d("2029-01-31"))
published = st.integers(2004, 2026)
times = st.none() | st.times().map(lambda at: at.replace(second=0, microsecond=0))


def derived(
    due: str, prepare: str | None, trigger: date, through: int, at: time | None = None
) -> Derived:
    return derive(clock(due, trigger, at, prepare=prepare), calendar(through))


def derived_or_skipped(due: str, trigger: date, through: int = 2026) -> Derived:
    """As `derived`; an example that leaves the calendar is none."""
    try:
        return derived(due, None, trigger, through)
    except IcpError:
        reject()


def fields(found: Derived) -> dict[str, Any]:
    """What `derive` says, as `judge.dates` names it."""
    return found.dates._asdict() | {
        "kind": found.kind,
        "due_at": clock_time(found.due_at),
        "undecided": [*found.undecided],
        "chain": [step.date for step in found.steps],
    }


@settings(max_examples=tries(200))
@given(dues, prepares, triggers, published, times)
@example("1 day after", None, d("2004-01-01"), 2004, None)
@example("1 day before", None, d("2004-01-02"), 2026, None)
@example("1 day after", None, d("2099-12-30"), 2026, None)
@example("1 working day after", None, d("2099-12-28"), 2026, None)
@example("1 working day after", None, d("2027-02-05"), 2026, None)
@example("1 working day before", None, d("2026-12-27"), 2026, None)
@example("1 working day after", None, d("2027-02-13"), 2026, None)
@example("immediately", "5 days after", d("2027-02-05"), 2026, None)
def test_every_rule_as_the_judge(
    due: str, prepare: str | None, trigger: date, through: int, at: time | None
) -> None:
    """Any rule, from any day, as of any notice: every date is that of the independent count."""
    try:
        wanted = judge.dates(due, prepare, trigger, judge.calendar(through), at)
    except judge.OutsideError:
        with pytest.raises(IcpError) as caught:
            derived(due, prepare, trigger, through, at)
        assert caught.value.code == "out_of_calendar"
        return
    told = {name: wanted.pop(name) for name in ("notices", "certainty")}
    assert fields(derived(due, prepare, trigger, through, at)) == wanted

    report = compute(
        [license_with(rule(due, prepare=prepare))],
        calendar(through),
        trigger,
        events=[Event("it", trigger, at=at)],
    )
    del wanted["undecided"]
    (found,) = [one for one in report.deadlines if one.trigger_date == trigger]
    assert fields_of(found) == wanted | told


@given(dues, triggers, published)
def test_the_order_of_the_dates(due: str, trigger: date, through: int) -> None:
    """The day to plan for is never after the legal day, nor outside the period that leads there."""
    found = derived_or_skipped(due, trigger, through)
    dates = found.dates
    assert dates.due
    assert dates.due_latest
    assert dates.file_by
    assert dates.file_by <= dates.due <= dates.due_latest
    if due.endswith("before"):
        assert dates.file_by < dates.due
    if found.kind == "after":
        assert dates.file_by > trigger
    if found.kind == "hours":
        assert trigger <= dates.file_by
    if dates.opens:
        assert dates.opens <= dates.file_by
        assert found.opening is None or dates.opens in found.opening
    if dates.extended_to:
        assert dates.extended_to > dates.due == dates.due_latest
    chain = [step.date for step in found.steps]
    assert chain[0] == trigger
    assert chain[-2:] == [dates.due, dates.file_by]
    assert all(step.why.zh and step.why.en for step in found.steps)


# Periods that hold no certain working day: the day to plan for is then the legal day itself.
@pytest.mark.parametrize(
    ("due", "trigger", "file_by", "undecided"),
    [
        # Spring Festival 2027 is off by law from 5 to 8 February; the days beside it are open
        ("1 day after", "2027-02-04", "2027-02-05", ["2027-02-04"]),
        ("2 days after", "2027-02-05", "2027-02-07", []),
        ("6 days after", "2027-02-08", "2027-02-14", [f"2027-02-{x:02}" for x in range(9, 15)]),
        ("1 day after", "2027-02-12", "2027-02-13", ["2027-02-12", "2027-02-13"]),
        (
            "1 working day after",
            "2027-02-05",
            "2027-02-09",
            [f"2027-02-{x:02}" for x in range(9, 15)],
        ),
        ("1 day after", "2026-11-27", "2026-11-28", []),
        ("2 days after", "2026-11-27", "2026-11-29", []),
        ("02-05 to 02-07", "2027-01-01", "2027-02-07", []),
        ("02-04 to 02-07", "2027-01-01", "2027-02-07", ["2027-02-04"]),
        ("10-02 to 10-04", "2026-01-01", "2026-10-04", []),
    ],
)
def test_no_certain_working_day(due: str, trigger: str, file_by: str, undecided: list[str]) -> None:
    """Where a period or window holds no certain working day, the day to plan for is the legal day."""
    found = derived(due, None, d(trigger), 2026)
    assert found.dates.file_by == found.dates.due == d(file_by)
    assert "no certain working day" in found.steps[-1].why.en
    assert [*map(str, found.undecided)] == undecided


@pytest.mark.parametrize(
    ("due", "trigger", "file_by"),
    [
        ("3 days after", "2026-11-26", "2026-11-27"),  # Thursday: Friday is in the period
        ("2 days after", "2026-11-26", "2026-11-27"),
        ("11-27 to 11-29", "2026-01-01", "2026-11-27"),
        ("2 days before", "2026-12-01", "2026-11-27"),  # a backward period has no first day
    ],
)
def test_the_first_day_of_a_period_counts(due: str, trigger: str, file_by: str) -> None:
    """The day after the trigger, and the day on which a window opens, may be the day to plan for."""
    found = derived(due, None, d(trigger), 2026)
    assert found.dates.file_by == d(file_by)
    words = "last certain working day " + ("by then" if "before" in due else "before it")
    assert words in found.steps[-1].why.en


@pytest.mark.parametrize(
    ("due", "trigger", "extended_to"),
    [
        ("30 days after", "2026-09-25", "2026-10-26"),  # Sunday → Monday
        ("1 month after", "2026-09-25", "2026-10-26"),
        ("1 year after", "2025-10-25", "2026-10-26"),
        ("30 days after", "2026-09-01", "2026-10-08"),  # National Day → after the whole holiday
        ("30 days after", "2026-09-10", None),  # a make-up Saturday is no day off
        ("30 days after", "2026-09-24", "2026-10-26"),  # Saturday → Monday
        ("30 days after", "2026-09-23", None),  # Friday
        ("30 days before", "2026-11-24", None),  # Sunday, but counted backwards
        ("1 month before", "2026-11-25", None),
        ("10-01 to 10-25", "2026-01-01", None),  # a window does not roll
        ("10 working days after", "2026-09-24", None),
        ("30 days after", "2027-01-06", None),  # off by law, but the days after it are open
        ("30 days after", "2026-11-26", None),  # a Saturday that may be worked
        (
            "30 days after",
            "2026-12-18",
            "2027-01-18",
        ),  # no festival near: certain, though unpublished
        ("1 day after", "2099-12-30", None),
        ("immediately", "2026-10-25", None),
    ],
)
def test_extension(due: str, trigger: str, extended_to: str | None) -> None:
    """Art. 203 extends a forward calendar period that certainly ends on a day off, and no other."""
    extended = derived(due, None, d(trigger), 2026).dates.extended_to
    assert extended == (d(extended_to) if extended_to else None)


@pytest.mark.parametrize(
    ("due", "prepare", "trigger", "prepare_from"),
    [
        ("90 days before", "180 days before", "2028-07-01", "2028-01-03"),
        ("90 days before", "6 months before", "2028-07-01", "2028-01-01"),
        ("Q2", "30 days before", "2026-01-01", "2026-03-02"),
        ("30 days after", "3 working days after", "2026-09-30", "2026-10-10"),
        ("10 working days after", "5 working days after", "2027-02-01", "2027-02-10"),
        ("immediately", "1 day before", "2026-11-24", "2026-11-23"),
        ("immediately", None, "2026-11-24", None),
    ],
)
def test_lead_time(due: str, prepare: str | None, trigger: str, prepare_from: str | None) -> None:
    """The holder's lead time counts from the trigger, for a window from the day on which it opens."""
    found = derived(due, prepare, d(trigger), 2026).dates.prepare_from
    assert found == (d(prepare_from) if prepare_from else None)


REASONS = [
    ("90 days before", "2028-07-01", ["the last day in time", "the strictest way to count back"]),
    (
        "1 day before",
        "2004-01-02",
        ["the last day in time", "no day up to it is certainly a work"],
    ),
    ("1 month after", "2026-11-26", ["the last day in time", "not decided yet"]),
    ("30 days after", "2026-09-25", ["the last day in time", "is a day off"]),
    ("30 days after", "2026-09-10", ["the last day in time", "certainly a working day"]),
    (
        "Q1",
        "2026-01-01",
        ["the window opens", "a day off does not extend", "certainly a working day"],
    ),
    ("immediately", "2026-11-24", ["gives no number of days", "that same day"]),
    ("2 days after", "2026-11-27", ["the last day in time", "no certain working day"]),
]


@pytest.mark.parametrize(("due", "trigger", "reasons"), REASONS)
def test_each_step_says_why(due: str, trigger: str, reasons: list[str]) -> None:
    """After the trigger, each step of the chain gives its own reason."""
    first, *steps = derived(due, None, d(trigger), 2026).steps
    assert first == Step(d(trigger), HAPPENED)
    assert len(steps) == len(reasons)
    for step, reason in zip(steps, reasons, strict=True):
        assert reason in step.why.en


def test_what_is_not_a_working_day_is_told_apart() -> None:
    """The last step says whether the legal day is off, or not decided yet, in both languages."""
    off = derived("30 days after", None, d("2026-09-25"), 2026).steps[-1]
    undecided = derived("30 days after", None, d("2026-11-26"), 2026).steps[-1]
    assert off.why == Text(
        "2026-10-25 是休息日，取此前最后一个确定的工作日",
        "2026-10-25 is a day off: the last certain working day before it",
    )
    assert undecided.why == Text(
        "2026-12-26 是否上班尚未公布，取此前最后一个确定的工作日",
        "2026-12-26 is not decided yet: the last certain working day before it",
    )


# --- what is counted back -----------------------------------------------------------------------


BACK = st.builds(PERIODS, SHORT, UNIT, st.just("before"))


@settings(max_examples=300, deadline=None)
@given(BACK, triggers, published)
def test_in_time_under_every_way_to_count_back(due: str, trigger: date, through: int) -> None:
    """提前N日 is read in three ways, a day (or a working day) apart: by each, the plan is in time."""
    dates = derived_or_skipped(due, trigger, through).dates
    assert dates.due
    assert dates.file_by
    number, *unit, _ = due.split()
    cal = judge.calendar(through)
    strictest = dates.due - DAY
    if unit[0] == "working":
        try:
            strictest, _ = judge.both_ends(cal, trigger, int(number) + 1, -1)
        except judge.OutsideError:
            reject()
    assert dates.file_by <= strictest < dates.due
    if dates.file_by >= judge.FIRST:
        assert cal.day(dates.file_by) == judge.WORK
        assert judge.WORK not in map(cal.day, judge.span(dates.file_by + DAY, strictest))


@settings(max_examples=300, deadline=None)
@given(BACK, st.dates(d("2010-01-01"), d("2026-12-23")), st.integers(1, 2))
@example("10 working days before", d("2026-02-25"), 1)
@example("90 days before", d("2019-08-01"), 1)
def test_what_was_planned_back_held_when_the_notice_came(
    due: str, trigger: date, years: int
) -> None:
    """A plan of before a year's notice turned out to be a working day, in time by every count."""
    dates = derived_or_skipped(due, trigger, trigger.year - years).dates
    assert dates.due
    assert dates.file_by
    assume(not (dates.file_by <= d("2015-09-06") and trigger >= d("2015-09-03")))
    published = judge.calendar()
    assert published.day(dates.file_by) == judge.WORK
    legal, _ = judge.ends_of(due, trigger, published)
    assert dates.due <= legal
    number, *unit, _ = due.split()
    if unit[0] == "working":
        strictest, _ = judge.both_ends(published, trigger, int(number) + 1, -1)
        assert dates.file_by <= strictest
    else:
        assert dates.file_by <= legal - DAY


@pytest.mark.parametrize(
    ("due", "trigger", "legal", "file_by", "undecided"),
    [
        ("90 days before", "2026-12-07", "2026-09-08", "2026-09-07", []),  # a Tuesday
        ("30 days before", "2026-11-09", "2026-10-10", "2026-10-09", []),  # a make-up Saturday
        ("30 days before", "2026-11-10", "2026-10-11", "2026-10-10", []),  # the Sunday after it
        ("30 days before", "2026-11-07", "2026-10-08", "2026-09-30", []),  # National Day between
        ("3 months before", "2026-12-09", "2026-09-09", "2026-09-08", []),
        ("1 year before", "2027-09-09", "2026-09-09", "2026-09-08", []),
        ("5 working days before", "2026-10-10", "2026-09-28", "2026-09-24", []),
        ("1 working day before", "2026-10-10", "2026-10-09", "2026-10-08", []),
        # a legal day that is not decided yet decides nothing, but is said
        ("5 days before", "2026-12-31", "2026-12-26", "2026-12-25", ["2026-12-26"]),
        # nor does the day of the event itself, from which working days are counted
        ("1 working day before", "2027-02-03", "2027-02-02", "2027-02-01", ["2027-02-03"]),
        # undecided days between the plan and the legal day
        ("1 day before", "2027-09-10", "2027-09-09", "2027-09-08", ["2027-09-09"]),
        ("1 day before", "2027-09-11", "2027-09-10", "2027-09-08", ["2027-09-09", "2027-09-10"]),
        ("1 day before", "2004-01-02", "2004-01-01", "2003-12-31", []),  # nothing is known before
        ("2 days before", "2004-01-04", "2004-01-02", "2004-01-01", []),
    ],
)  # fmt: skip
def test_counted_back(
    due: str, trigger: str, legal: str, file_by: str, undecided: list[str]
) -> None:
    """What is counted back is planned for the last certain working day before its legal last day."""
    found = derived(due, None, d(trigger), 2026)
    assert (str(found.dates.due), str(found.dates.file_by)) == (legal, file_by)
    assert [*map(str, found.undecided)] == undecided
    assert found.steps[-1].date == found.dates.file_by


def test_a_gate_has_no_dates() -> None:
    """Where the text gives no number there is only the trigger: every date is empty, and final."""
    start = clock(None, d("2026-11-24"), gate=HAPPENED, prepare="5 days before")
    found = derive(start, calendar())
    assert found == Derived(found.kind, (start.step,))
    assert (found.kind, found.dates, found.undecided) == ("gate", Dates(), ())
    assert {*found.dates} == {None}
    assert (Certainty.until(()), Certainty.until([2027])) == ("final", "provisional")


@settings(max_examples=tries(75))
@given(dues, st.dates(d("2026-10-01"), d("2029-06-30")), st.sets(st.integers(0, 400)))
def test_what_is_final_stays(due: str, trigger: date, worked: set[int]) -> None:
    """Final means final: whatever the missing notices decide, no legal day and no day to plan for moves."""
    found = derived_or_skipped(due, trigger)
    assume(not found.undecided)
    dates = found.dates
    days = {d("2026-12-24") + i * DAY for i in worked}
    later = derive(clock(due, trigger), decided(calendar(), days)).dates
    assert later._replace(extended_to=None) == dates._replace(extended_to=None)
    if dates.extended_to:
        assert later.extended_to == dates.extended_to


def test_a_working_day_before_a_backward_count() -> None:
    """A backward count of working days takes each undecided day as off: the earlier end is the due day."""
    dates = derived("5 working days before", None, d("2027-02-16"), 2026).dates
    assert (dates.due, dates.due_latest) == (d("2027-01-28"), d("2027-02-11"))


def test_it_needs_a_plain_event() -> None:
    """An event counts from its own day, whatever the day of the report."""
    one, *_ = compute(
        [license_with(rule("30 days after"))], calendar(), AS_OF, events=[it("2026-09-25")]
    ).deadlines
    assert (one.trigger_date, one.due) == (d("2026-09-25"), d("2026-10-25"))
