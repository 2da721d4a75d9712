"""Windows before a date, weeks, recurring and fixed days, hours; each row was counted by hand.

The rows say what a person finds on a wall calendar; the independent judge comes to each of them, too.
"""

from datetime import date, datetime, time

import judge
import pytest
from calendars import entries_of
from effort import tries
from hypothesis import given, reject, settings
from hypothesis import strategies as st
from samples import DAY, calendar, clock, clock_time, d, it, license_with, rule

from icpcli.deadlines.dates import Derived, derive
from icpcli.deadlines.force import not_in_force
from icpcli.deadlines.report import compute
from icpcli.deadlines.select import select
from icpcli.model.deadline import Deadline, Status
from icpcli.model.journal import Filing, Journal
from icpcli.model.license import CHINA, InForce, Override
from icpcli.model.problem import IcpError, Text

NONE = "-"
NAMES = ("opens", "due", "due_latest", "file_by", "extended_to", "notices")

COUNTED = """
due                           | trigger    | opens      | due        | due_latest | file_by    | extended_to | notices
within 30 days before         | 2026-07-01 | 2026-06-01 | 2026-07-01 | 2026-07-01 | 2026-06-30 | -           | -
within 30 days before         | 2026-10-08 | 2026-09-08 | 2026-10-08 | 2026-10-08 | 2026-09-30 | -           | -
within 30 days before         | 2026-03-30 | 2026-02-28 | 2026-03-30 | 2026-03-30 | 2026-03-27 | -           | -
within 30 days before         | 2027-02-10 | 2027-01-11 | 2027-02-10 | 2027-02-10 | 2027-02-02 | -           | 2027
within 30 days before         | 2027-10-12 | 2027-09-12 | 2027-10-12 | 2027-10-12 | 2027-10-11 | -           | -
within 1 day before           | 2026-11-27 | 2026-11-26 | 2026-11-27 | 2026-11-27 | 2026-11-26 | -           | -
within 1 day before           | 2026-11-29 | 2026-11-28 | 2026-11-29 | 2026-11-29 | 2026-11-28 | -           | -
within 1 day before           | 2026-11-30 | 2026-11-29 | 2026-11-30 | 2026-11-30 | 2026-11-29 | -           | -
within 2 days before          | 2026-10-05 | 2026-10-03 | 2026-10-05 | 2026-10-05 | 2026-10-04 | -           | -
within 5 days before          | 2027-02-14 | 2027-02-09 | 2027-02-14 | 2027-02-14 | 2027-02-13 | -           | 2027
within 3 months before        | 2026-05-31 | 2026-02-28 | 2026-05-31 | 2026-05-31 | 2026-05-29 | -           | -
within 1 month before         | 2027-03-31 | 2027-02-28 | 2027-03-31 | 2027-03-31 | 2027-03-30 | -           | -
within 6 months before        | 2028-08-31 | 2028-02-29 | 2028-08-31 | 2028-08-31 | 2028-08-30 | -           | -
within 1 year before          | 2028-02-29 | 2027-02-28 | 2028-02-29 | 2028-02-29 | 2028-02-28 | -           | -
within 2 weeks before         | 2026-10-15 | 2026-10-01 | 2026-10-15 | 2026-10-15 | 2026-10-14 | -           | -
within 10 working days before | 2026-10-20 | 2026-09-30 | 2026-10-20 | 2026-10-20 | 2026-10-19 | -           | -
within 10 working days before | 2026-02-28 | 2026-02-09 | 2026-02-28 | 2026-02-28 | 2026-02-27 | -           | -
within 1 working day before   | 2026-10-12 | 2026-10-10 | 2026-10-12 | 2026-10-12 | 2026-10-10 | -           | -
within 1 working day before   | 2026-10-08 | 2026-09-30 | 2026-10-08 | 2026-10-08 | 2026-09-30 | -           | -
within 5 working days before  | 2027-01-04 | 2026-12-29 | 2027-01-04 | 2027-01-04 | 2026-12-29 | -           | 2027
within 5 working days before  | 2027-02-10 | 2027-02-01 | 2027-02-10 | 2027-02-10 | 2027-02-02 | -           | 2027
within 3 working days before  | 2027-02-11 | 2027-01-29 | 2027-02-11 | 2027-02-11 | 2027-02-02 | -           | 2027
within 60 working days before | 2027-05-20 | 2027-03-15 | 2027-05-20 | 2027-05-20 | 2027-05-19 | -           | 2027
90 to 15 working days before  | 2026-10-31 | 2026-06-23 | 2026-10-12 | 2026-10-12 | 2026-10-10 | -           | -
90 to 30 days before          | 2028-07-01 | 2028-04-02 | 2028-06-01 | 2028-06-01 | 2028-05-24 | -           | 2028
90 to 30 days before          | 2026-12-31 | 2026-10-02 | 2026-12-01 | 2026-12-01 | 2026-11-30 | -           | -
60 to 30 days before          | 2026-11-09 | 2026-09-10 | 2026-10-10 | 2026-10-10 | 2026-10-09 | -           | -
30 to 1 days before           | 2026-10-09 | 2026-09-09 | 2026-10-08 | 2026-10-08 | 2026-09-30 | -           | -
2 to 1 days before            | 2026-11-30 | 2026-11-28 | 2026-11-29 | 2026-11-29 | 2026-11-28 | -           | -
2 to 1 days before            | 2026-10-06 | 2026-10-04 | 2026-10-05 | 2026-10-05 | 2026-10-04 | -           | -
3 to 2 months before          | 2026-07-31 | 2026-04-30 | 2026-05-31 | 2026-05-31 | 2026-05-29 | -           | -
6 to 3 months before          | 2027-05-31 | 2026-11-30 | 2027-02-28 | 2027-02-28 | 2027-02-26 | -           | -
2 to 1 years before           | 2028-02-29 | 2026-02-28 | 2027-02-28 | 2027-02-28 | 2027-02-26 | -           | -
4 to 2 weeks before           | 2026-10-31 | 2026-10-03 | 2026-10-17 | 2026-10-17 | 2026-10-16 | -           | -
20 to 15 working days before  | 2027-01-04 | 2026-12-02 | 2026-12-09 | 2026-12-17 | 2026-12-08 | -           | 2027
20 to 10 working days before  | 2027-02-26 | 2027-01-19 | 2027-02-02 | 2027-02-16 | 2027-02-01 | -           | 2027
10 to 5 working days before   | 2026-10-20 | 2026-09-30 | 2026-10-13 | 2026-10-13 | 2026-10-12 | -           | -
2 to 1 working days before    | 2026-10-12 | 2026-10-09 | 2026-10-10 | 2026-10-10 | 2026-10-09 | -           | -
40 to 20 working days before  | 2027-10-20 | 2027-07-28 | 2027-08-25 | 2027-09-26 | 2027-08-24 | -           | 2027
1 week after                  | 2026-09-24 | -          | 2026-10-01 | 2026-10-01 | 2026-09-30 | 2026-10-08  | -
2 weeks after                 | 2026-09-26 | -          | 2026-10-10 | 2026-10-10 | 2026-10-10 | -           | -
52 weeks after                | 2026-01-01 | -          | 2026-12-31 | 2026-12-31 | 2026-12-29 | -           | 2027
1 week before                 | 2026-10-15 | -          | 2026-10-08 | 2026-10-08 | 2026-09-30 | -           | -
26 weeks before               | 2028-07-01 | -          | 2028-01-01 | 2028-01-01 | 2027-12-29 | -           | 2028
every 1 year after            | 2024-02-29 | -          | 2025-02-28 | 2025-02-28 | 2025-02-28 | -           | -
every 1 year after            | 2025-02-10 | -          | 2026-02-10 | 2026-02-10 | 2026-02-10 | -           | -
every 1 year after            | 2026-05-10 | -          | 2027-05-10 | 2027-05-10 | 2027-05-10 | -           | -
every 2 years after           | 2025-11-26 | -          | 2027-11-26 | 2027-11-26 | 2027-11-26 | -           | -
every 6 months after          | 2026-08-31 | -          | 2027-02-28 | 2027-02-28 | 2027-02-26 | 2027-03-01  | -
every 3 years after           | 2026-10-09 | -          | 2029-10-09 | 2029-10-09 | 2029-09-14 | -           | 2029
every 10 working days after   | 2026-09-24 | -          | 2026-10-15 | 2026-10-15 | 2026-10-15 | -           | -
every 4 weeks after           | 2026-09-05 | -          | 2026-10-03 | 2026-10-03 | 2026-09-30 | 2026-10-08  | -
by 2026-10-10                 | 2026-10-10 | -          | 2026-10-10 | 2026-10-10 | 2026-10-10 | -           | -
by 2026-10-11                 | 2026-10-11 | -          | 2026-10-11 | 2026-10-11 | 2026-10-10 | -           | -
by 2026-10-05                 | 2026-10-05 | -          | 2026-10-05 | 2026-10-05 | 2026-09-30 | -           | -
by 2027-02-08                 | 2027-02-08 | -          | 2027-02-08 | 2027-02-08 | 2027-02-02 | -           | 2027
by 2027-06-30                 | 2027-06-30 | -          | 2027-06-30 | 2027-06-30 | 2027-06-30 | -           | -
by 2027-12-26                 | 2027-12-26 | -          | 2027-12-26 | 2027-12-26 | 2027-12-24 | -           | 2028
by 2004-01-01                 | 2004-01-01 | -          | 2004-01-01 | 2004-01-01 | 2004-01-01 | -           | -
"""

HOURS = """
24 hours after   | 2026-11-26T20:00 | 2026-11-27 20:00 | 2026-11-27 | 2026-11-26
24 hours after   | 2026-11-26       | 2026-11-26 23:59 | 2026-11-26 | 2026-11-26
24 hours after   | 2026-11-26T00:00 | 2026-11-27 00:00 | 2026-11-27 | 2026-11-26
24 hours after   | 2026-11-26T23:59 | 2026-11-27 23:59 | 2026-11-27 | 2026-11-27
4 hours after    | 2026-10-02T23:30 | 2026-10-03 03:30 | 2026-10-03 | 2026-10-02
4 hours after    | 2026-10-02T20:00 | 2026-10-03 00:00 | 2026-10-03 | 2026-10-02
4 hours after    | 2026-10-02T19:59 | 2026-10-02 23:59 | 2026-10-02 | 2026-10-02
4 hours after    | 2026-10-02       | 2026-10-02 03:59 | 2026-10-02 | 2026-10-02
1 hour after     | 2026-12-31T23:00 | 2027-01-01 00:00 | 2027-01-01 | 2026-12-31
1 hour after     | 2026-12-31T23:01 | 2027-01-01 00:01 | 2027-01-01 | 2026-12-31
72 hours after   | 2026-09-30T09:00 | 2026-10-03 09:00 | 2026-10-03 | 2026-10-02
72 hours after   | 2026-09-30       | 2026-10-02 23:59 | 2026-10-02 | 2026-10-02
48 hours after   | 2026-02-27T12:30 | 2026-03-01 12:30 | 2026-03-01 | 2026-02-28
48 hours after   | 2028-02-27T12:30 | 2028-02-29 12:30 | 2028-02-29 | 2028-02-28
2 hours after    | 2026-11-27       | 2026-11-27 01:59 | 2026-11-27 | 2026-11-27
25 hours after   | 2026-11-27       | 2026-11-28 00:59 | 2026-11-28 | 2026-11-27
9999 hours after | 2026-11-27T08:00 | 2028-01-17 23:00 | 2028-01-17 | 2028-01-16
24 hours after   | 2027-02-05T10:00 | 2027-02-06 10:00 | 2027-02-06 | 2027-02-05
"""


def rows(table: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")] for line in table.strip().split("\n")]


@pytest.mark.parametrize("row", rows(COUNTED)[1:], ids=lambda row: " ".join(row[:2]))
def test_counted_by_hand(row: list[str]) -> None:
    """Each new period ends, opens and is planned for on the day that a wall calendar gives."""
    due, trigger, *wanted = row
    found = derive(clock(due, d(trigger)), calendar())
    days = found.dates._asdict() | {
        "notices": " ".join(map(str, judge.notices([*found.undecided])))
    }
    assert [str(days[name] or NONE) for name in NAMES] == wanted
    judged = judge.dates(due, None, d(trigger), judge.calendar())
    judged["notices"] = " ".join(map(str, judged["notices"]))
    assert [str(judged[name] or NONE) for name in NAMES] == wanted


@pytest.mark.parametrize("row", rows(HOURS), ids=lambda row: " ".join(row[:2]))
def test_hours_counted_by_hand(row: list[str]) -> None:
    """Hours end to the minute, through holidays; the day to plan for is the last one that is over."""
    due, moment, *wanted = row
    day, _, at = moment.partition("T")
    when = time.fromisoformat(at) if at else None
    found = derive(clock(due, d(day), when), calendar())
    assert found.due_at
    assert [
        f"{found.due_at:%Y-%m-%d %H:%M}",
        str(found.dates.due),
        str(found.dates.file_by),
    ] == wanted
    assert found.due_at.tzinfo is CHINA
    assert (found.kind, found.undecided, found.dates.extended_to) == ("hours", (), None)
    judged = judge.dates(due, None, d(day), judge.calendar(), when)
    assert judged["due_at"] == clock_time(found.due_at)
    assert [str(judged["due"]), str(judged["file_by"])] == wanted[1:]


@pytest.mark.parametrize(
    ("due", "moment"), [("1 hour after", "2099-12-31T23:00"), ("25 hours after", "2099-12-31")]
)
def test_hours_that_leave_the_calendar(due: str, moment: str) -> None:
    """Hours that would end after 2099 are refused like any other period."""
    day, _, at = moment.partition("T")
    with pytest.raises(IcpError) as caught:
        derive(clock(due, d(day), time.fromisoformat(at) if at else None), calendar())
    assert caught.value.code == "out_of_calendar"


# --- each step says why -------------------------------------------------------------------------

REASONS = [
    (
        *("within 30 days before", "2027-02-10"),
        ["30 days before, that day itself not counted: the window opens", "closes on that day itself"],
    ),
    (
        *("90 to 15 working days before", "2026-10-31"),
        ["days off left out: 2026-09-25, 2026-10-01", "15 working days before, that day itself"],
    ),
    (
        *("20 to 15 working days before", "2027-01-04"),
        ["on 2026-12-02 or on 2026-12-10: the later one lies behind", "ends earliest; at the latest"],
    ),
    (
        *("15 to 5 working days before", "2027-02-24"),
        ["on 2027-01-22 or on 2027-02-09: the later one holds", "ends earliest; at the latest"],
    ),
    ("24 hours after", "2026-11-26", ["counted from 0:00 as no time is recorded", "still in time"]),
    ("48 hours after", "2026-11-26", ["until 2026-11-27 23:59; holidays do not", "still in time"]),
    ("25 hours after", "2026-11-26", ["until 2026-11-27 00:59", "act on that same day"]),
    ("49 hours after", "2026-11-26", ["until 2026-11-28 00:59", "the last day that ends by then"]),
    ("by 2026-10-11", "2026-10-11", ["a day off does not extend it", "is a day off"]),
    ("2 weeks after", "2026-09-26", ["2 weeks after, that day itself", "certainly a working day"]),
]  # fmt: skip


@pytest.mark.parametrize(("due", "trigger", "reasons"), REASONS)
def test_each_step_says_why(due: str, trigger: str, reasons: list[str]) -> None:
    """The steps say how a window was counted back, until when hours run, and why a day is planned for."""
    steps = derive(clock(due, d(trigger)), calendar()).steps
    for step, reason in zip(steps[1:], reasons, strict=False):
        assert reason in step.why.en
        assert step.why.zh


# --- what holds of all of them ------------------------------------------------------------------

UNITS = st.sampled_from(["days", "working days", "weeks", "months"])
BACK = st.builds(
    lambda near, more, unit: (
        f"{near + more} to {near} {unit} before" if near else f"within {more} {unit} before"
    ),
    st.integers(0, 60),
    st.integers(1, 90),
    UNITS,
)
NEW = BACK | st.builds("every {} {} after".format, st.integers(1, 60), UNITS)
NEAR = st.dates(d("2026-06-01"), d("2028-12-31"))


def derived(due: str, trigger: date, through: int = 2026) -> Derived:
    try:
        return derive(clock(due, trigger), calendar(through))
    except IcpError:
        reject()


@settings(max_examples=tries(200))
@given(BACK, NEAR)
def test_a_window_is_planned_within_itself(due: str, trigger: date) -> None:
    """A window is planned for on a day in it, before its last, and on a working day where it has one."""
    found = derived(due, trigger)
    opens, file_by, last = found.dates.opens, found.dates.file_by, found.dates.due
    assert opens
    assert file_by
    assert last
    assert opens <= file_by < last <= trigger
    inside = [judge.calendar().day(day) for day in judge.span(opens, last - DAY)]
    assert found.planned == (judge.calendar().day(file_by) == judge.WORK)
    assert found.planned or judge.WORK not in inside


def test_one_first_day_is_told_once() -> None:
    """A window whose first day no notice can move has one reading of it."""
    for due in ("within 30 days before", "90 to 15 working days before"):
        assert derived(due, d("2026-07-01")).opening is None
    assert derived("within 3 working days before", d("2027-02-11")).opening == (
        d("2027-01-29"),
        d("2027-02-04"),
    )


@settings(max_examples=tries(300))
@given(NEW, st.dates(d("2010-01-01"), d("2026-12-23")), st.integers(1, 2))
def test_no_notice_makes_it_too_late(due: str, trigger: date, years: int) -> None:
    """What was promised before a year's notice was in time by it: the last day was never too late,
    and the first day lay between the two that were told."""
    before = derived(due, trigger, trigger.year - years)
    after = derived(due, trigger)
    assert before.dates.due
    assert before.dates.due_latest
    assert after.dates.due
    # The one-off day off that was decreed in mid-year (3 September 2015).
    if {
        *judge.span(min(before.dates.opens or trigger, trigger), max(trigger, before.dates.due))
    } & {*judge.span(d("2015-09-03"), d("2015-09-06"))}:
        reject()
    assert before.dates.due <= after.dates.due <= before.dates.due_latest
    opening = before.opening or (before.dates.opens, before.dates.opens)
    if after.dates.opens and opening[0] and opening[1]:
        assert opening[0] <= after.dates.opens <= opening[1]
    if before.planned:
        assert before.dates.file_by
        assert judge.calendar().day(before.dates.file_by) == judge.WORK
        assert before.dates.file_by <= after.dates.due


@settings(max_examples=tries(100))
@given(st.integers(1, 500), NEAR, st.times())
def test_hours_need_no_calendar(hours: int, day: date, at: time) -> None:
    """Hours end on the same minute whatever is known of holidays, and the plan is never behind."""
    at = at.replace(second=0, microsecond=0)
    due = f"{hours} hours after"
    found = derive(clock(due, day, at), calendar())
    assert found == derive(clock(due, day, at), calendar(2004))
    assert found.due_at
    assert found.dates.file_by
    end_of_plan = datetime.combine(found.dates.file_by, time(23, 59), CHINA)
    assert day <= found.dates.file_by
    assert end_of_plan <= found.due_at or found.dates.file_by == day
    assert end_of_plan + 1 * DAY > found.due_at
    assert clock_time(found.due_at) == judge.moment_after(hours, day, at)


# --- how urgent hours are -----------------------------------------------------------------------


def of_hours(due: str, happened: str, moment: str) -> Deadline:
    """A deadline in hours on a day, or with the real clock at a moment."""
    day, _, at = moment.partition("T")
    now = datetime.combine(d(day), time.fromisoformat(at), CHINA) if at else None
    (one,) = compute(
        [license_with(rule(due))], calendar(), d(day), events=[it(happened)], now=now
    ).deadlines
    return one


@pytest.mark.parametrize(
    ("due", "happened", "moment", "status"),
    [
        # 24 hours from 20:00 on the 26th: planned for the 26th, over on the 27th at 20:00
        ("24 hours after", "2026-11-26T20:00", "2026-11-26T20:00", "critical"),
        ("24 hours after", "2026-11-26T20:00", "2026-11-27T19:59", "critical"),
        ("24 hours after", "2026-11-26T20:00", "2026-11-27T20:00", "overdue"),
        ("24 hours after", "2026-11-26T20:00", "2026-11-28T00:00", "overdue"),
        # a bare day has no hour: late from the day after
        ("24 hours after", "2026-11-26T20:00", "2026-11-27", "critical"),
        ("24 hours after", "2026-11-26T20:00", "2026-11-28", "overdue"),
        # without a time of day they end with the day itself
        ("24 hours after", "2026-11-26", "2026-11-26T23:58", "critical"),
        ("24 hours after", "2026-11-26", "2026-11-26T23:59", "overdue"),
        ("24 hours after", "2026-11-26", "2026-11-26", "critical"),
        ("24 hours after", "2026-11-26", "2026-11-27", "overdue"),
        # longer ones warn from the middle of the period on
        ("240 hours after", "2026-11-20T09:00", "2026-11-20T09:00", "upcoming"),
        ("240 hours after", "2026-11-20T09:00", "2026-11-23T09:00", "upcoming"),
        ("240 hours after", "2026-11-20T09:00", "2026-11-24T09:00", "warning"),
        ("240 hours after", "2026-11-20T09:00", "2026-11-25T23:59", "warning"),
        ("240 hours after", "2026-11-20T09:00", "2026-11-26T00:00", "critical"),
    ],
)
def test_when_hours_are_over(due: str, happened: str, moment: str, status: str) -> None:
    """Hours are overdue from their last minute on; asked of a bare day, from the day after."""
    assert of_hours(due, happened, moment).status == status


def test_the_judge_agrees_when_hours_are_over() -> None:
    """The independent count says at each hour of four days whether the hours are over."""
    wanted = judge.dates("40 hours after", None, d("2026-11-26"), judge.calendar(), time(13, 30))
    for hour in range(96):
        now = datetime(2026, 11, 26, tzinfo=CHINA) + hour * (DAY / 24)
        one = of_hours("40 hours after", "2026-11-26T13:30", f"{now:%Y-%m-%dT%H:%M}")
        naive = now.replace(tzinfo=None)
        assert one.status == judge.status(now.date(), "it", d("2026-11-26"), wanted, 30, 7, naive)
        assert one.due_at == datetime(2026, 11, 28, 5, 30, tzinfo=CHINA)


def test_hours_are_not_reminded_of_before_they_run() -> None:
    """No reminder of hours is given on a day before the event that started them."""
    report = compute(
        [license_with(rule("240 hours after"))],
        calendar(),
        d("2026-12-02"),
        events=[it("2026-11-23T09:00")],
    )
    entries = entries_of(report, "events", (30, 7, 3), passed=True)
    assert {str(one.on) for one in entries if one.on < d("2026-12-02")} == {
        "2026-11-25",
        "2026-11-27",
    }


# --- what is due once ---------------------------------------------------------------------------

ONCE = license_with(rule("by 2026-06-30", "once"))


@pytest.mark.parametrize(
    ("as_of", "since", "status"),
    [
        ("2026-04-30", None, "upcoming"),
        ("2026-06-30", None, "critical"),
        ("2026-07-01", None, "overdue"),  # nothing tells that it was filed
        ("2026-07-01", "2026-06-29", "overdue"),
        ("2026-07-01", "2026-06-30", "overdue"),
        ("2026-07-01", "2026-07-01", "past"),  # it was over when the journal began
    ],
)
def test_what_is_due_once(as_of: str, since: str | None, status: str) -> None:
    """A fixed day that passed before it was tracked is past; after it, or where nothing tells, overdue."""
    journals = {ONCE.file: Journal(since=d(since) if since else None)}
    for license, known in (
        (ONCE, journals),
        (ONCE._replace(tracked_from=d(since) if since else None), {}),
    ):
        (one,) = compute([license], calendar(), d(as_of), journals=known).deadlines
        assert (one.id, one.kind, one.trigger) == ("rule@2026", "fixed", "once")
        assert one.status == status


def test_what_was_filed_once_is_filed() -> None:
    """A fixed day that was filed stays filed."""
    journals = {ONCE.file: Journal(filings=(Filing("rule@2026", d("2026-06-29")),))}
    (one,) = compute([ONCE], calendar(), d("2026-07-01"), journals=journals).deadlines
    assert (one.status, one.days_early) == (Status.FILED, 1)


# --- windows of a year --------------------------------------------------------------------------


def ids(*rules: object, as_of: str = "2026-11-24", **fields: object) -> dict[str, str]:
    """Each deadline's id with its first and last day."""
    report = compute([license_with(*rules, **fields)], calendar(), d(as_of))
    return {one.id: f"{one.dates.opens} {one.due}" for one in report.deadlines}


TWICE = rule(["01-01 to 01-31", "10-01 to 10-31"], "each year")


def test_each_window_is_a_deadline() -> None:
    """Of two windows a year each is a deadline, told apart by the month in which it opens."""
    found = ids(TWICE, issued=d("2025-05-01"), expires=d("2027-05-01"))
    assert found == {
        "rule@2026-01": "2026-01-01 2026-01-31",
        "rule@2026-10": "2026-10-01 2026-10-31",
        "rule@2027-01": "2027-01-01 2027-01-31",
        "rule@2027-10": "2027-10-01 2027-10-31",
    }


def test_a_moved_window_keeps_its_id() -> None:
    """A window that the authority moved to another month keeps the id of the month in the rule."""
    moved = Override(2027, d("2027-12-15"), d("2027-11-20"), window=10)
    found = ids(TWICE._replace(overrides=(moved,)), issued=d("2026-05-01"), expires=d("2027-12-31"))
    assert found == {
        "rule@2027-01": "2027-01-01 2027-01-31",
        "rule@2027-10": "2027-11-20 2027-12-15",
    }


@pytest.mark.parametrize(
    ("opens", "due", "wanted"),
    [
        ("2026-05-01", "2026-06-30", "2026-05-01 2026-06-30 2026-06-30"),
        ("2026-05-01", "2026-05-31", "2026-05-01 2026-05-31 2026-05-29"),
        (None, "2026-05-31", "None 2026-05-31 2026-05-29"),
        # no day to plan for lies before the year whose window it is, nor before its first day
        (None, "2026-01-03", "None 2026-01-03 2026-01-03"),
        (None, "2026-01-04", "None 2026-01-04 2026-01-04"),
        ("2026-10-01", "2026-10-05", "2026-10-01 2026-10-05 2026-10-05"),
        ("2026-11-20", "2027-01-31", "2026-11-20 2027-01-31 2027-01-29"),
    ],
)
def test_a_window_that_was_moved(opens: str | None, due: str, wanted: str) -> None:
    """A window that the authority moved ends where it said; its first day may not be known."""
    moved = Override(2026, d(due), d(opens) if opens else None)
    report = compute(
        [license_with(rule("Q1", "each year", prepare="10 days before", overrides=(moved,)))],
        calendar(),
        d("2026-01-02"),
    )
    (one,) = [one for one in report.deadlines if one.id == "rule@2026"]
    assert f"{one.dates.opens} {one.due} {one.file_by}" == wanted
    days = (d(opens) if opens else None, d(due))
    judged = judge.dates("Q1", "10 days before", d("2026-01-01"), judge.calendar(), moved=days)
    names = ("opens", "prepare_from", "due", "due_latest", "file_by")
    assert {name: one.dates._asdict()[name] for name in names} == {
        name: judged[name] for name in names
    }
    assert [*one.notices] == judged["notices"]


# --- when a rule is law -------------------------------------------------------------------------

FROM = InForce(since=d("2026-03-01"))
UNTIL = InForce(until=d("2026-03-01"))


@pytest.mark.parametrize(
    ("due", "trigger", "range", "runs"),
    [
        # forward, at once, in hours: the day of the event decides
        ("30 days after", "2026-02-28", FROM, False),
        ("30 days after", "2026-03-01", FROM, True),
        ("30 days after", "2026-03-01", UNTIL, True),
        ("30 days after", "2026-03-02", UNTIL, False),
        ("immediately", "2026-02-28", FROM, False),
        ("24 hours after", "2026-02-28T23:00", FROM, False),
        ("every 1 year after", "2026-02-28", FROM, False),
        # counted back: that day, or the last day in time
        ("30 days before", "2026-03-01", FROM, True),
        ("30 days before", "2026-02-28", FROM, False),
        ("30 days before", "2026-03-31", UNTIL, True),
        ("30 days before", "2026-04-01", UNTIL, False),
        ("within 30 days before", "2026-03-01", FROM, True),
        ("within 30 days before", "2026-02-28", FROM, False),
        ("within 30 days before", "2026-03-02", UNTIL, False),
        ("60 to 30 days before", "2026-03-31", UNTIL, True),
        ("60 to 30 days before", "2026-04-01", UNTIL, False),
        (None, "2026-02-28", FROM, False),
        (None, "2026-03-01", FROM, True),
    ],
)
def test_when_a_rule_is_law(due: str | None, trigger: str, range: InForce, runs: bool) -> None:
    """A rule exists where its trigger lies in its range; counted back, its last day will do, too."""
    license = license_with(rule(due, in_force=range, gate=None))
    for shown in (
        compute([license], calendar(), d("2026-01-01"), events=[it(trigger)]).deadlines,
        compute([license], calendar(), it(trigger).on, if_today=True).if_today,
    ):
        assert [one.rule.id for one in shown] == ["rule"] * runs


def test_what_is_explained_of_a_rule_that_is_no_law() -> None:
    """Nothing is supposed of a day on which the rule was no law; when it is, is said instead."""
    license = license_with(rule("30 days after", in_force=FROM))
    for day, runs in (("2026-02-28", False), ("2026-03-01", True)):
        report = compute([license], calendar(), d("2026-05-01"), supposed=("rule", d(day)))
        assert bool(report.deadlines) is runs
    told = [
        [*not_in_force([license_with(rule("30 days after", in_force=range))], "rule")]
        for range in (FROM, UNTIL, InForce(d("2026-03-01"), d("2027-03-01")), InForce())
    ]
    assert told == [
        [
            Text(
                "规则“rule”自 2026-03-01 起施行，所问的日子没有期限",
                'the rule "rule" is law from 2026-03-01 on: nothing runs by it on the day in question',
            )
        ],
        [
            Text(
                "规则“rule”施行至 2026-03-01，所问的日子没有期限",
                'the rule "rule" is law until 2026-03-01: nothing runs by it on the day in question',
            )
        ],
        [
            Text(
                "规则“rule”自 2026-03-01 起施行，至 2027-03-01 止，所问的日子没有期限",
                'the rule "rule" is law from 2026-03-01 to 2027-03-01: nothing runs by it on the day '
                "in question",
            )
        ],
        [],
    ]


def test_what_is_planned_does_not_happen_today() -> None:
    """What would follow from an event today leaves out what can only be planned ahead."""
    rules = rule("30 days before", "plan", id="ahead"), rule("30 days after", id="after")
    names = {"it": rules[0].title, "plan": rules[0].title}
    license = license_with(*rules, events=names, plans={"plan": ("it",)})
    report = compute([license], calendar(), d("2026-05-01"), if_today=True)
    assert [one.rule.id for one in select(report).if_today] == ["after"]


@pytest.mark.parametrize(
    ("due", "range", "years"),
    [
        ("01-01 to 03-01", FROM, "2026 2027"),
        ("01-01 to 02-28", FROM, "2027"),
        ("01-01 to 03-01", UNTIL, "2025 2026"),
        ("01-01 to 03-02", UNTIL, "2025"),
        ("Q1", InForce(d("2026-03-31"), d("2026-03-31")), "2026"),
        # not announced: any day of the year will do
        ("authority-set", FROM, "2026 2027"),
        ("authority-set", UNTIL, "2026"),
        ("authority-set", InForce(d("2026-12-31"), d("2026-12-31")), "2026"),
        ("authority-set", InForce(since=d("2027-01-01")), "2027"),
        ("authority-set", InForce(until=d("2026-01-01")), "2026"),
        ("authority-set", InForce(until=d("2025-12-31")), ""),
    ],
)
def test_which_windows_are_law(due: str, range: InForce, years: str) -> None:
    """A window exists where its last day lies in the range; one without a day, where its year does."""
    license = license_with(
        rule(due, "each year", in_force=range), issued=d("2024-05-01"), expires=d("2027-12-31")
    )
    found = compute([license], calendar(), d("2026-05-01")).deadlines
    assert " ".join(sorted(str(one.trigger_date.year) for one in found)) == years


def test_a_rule_that_was_not_law_closes_nothing() -> None:
    """An event closes the one deadline that exists: what was no law yet does not make it unclear."""
    handling = rule("30 days after", closed_by="handled", in_force=FROM)
    events = {"it": handling.title, "handled": handling.title}
    happened = (it("2026-02-20"), it("2026-03-05"), it("2026-03-10")._replace(id="handled"))
    license = license_with(handling, events=events)
    report = compute(
        [license], calendar(), d("2026-03-12"), journals={license.file: Journal(events=happened)}
    )
    assert [(one.id, one.status) for one in report.deadlines] == [("rule@2026-03-05", "filed")]
    assert report.unclear == ()
