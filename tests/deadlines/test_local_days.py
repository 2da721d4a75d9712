"""A region's own days off (宁夏 开斋节, 广西 三月三, 拉萨 藏历新年): what they move, and what they never do."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from places import TESTS
from samples import DAY, calendar, clock, d

from icpcli.calendar.notice import Arrangement, Notice
from icpcli.calendar.published import load_calendar, read_notice
from icpcli.calendar.workdays import Day, OutOfCalendarError, WorkCalendar
from icpcli.deadlines.dates import Derived, derive
from icpcli.model.deadline import Dates
from icpcli.model.problem import IcpError, Text

NATIONAL = read_notice(TESTS / "calendar" / "notices" / "imagined-2027.yaml")
HAPPENED = Text("事件", "It happened")


def local(off: Sequence[date], work: Sequence[date] = (), year: int = 2027) -> Notice:
    """A notice of a region for 2027."""
    arranged = Arrangement(("开斋节",), tuple(off), tuple(work))
    return Notice("local.yaml", year, "", "", None, (arranged,), local="宁夏")


def known(*notices: Notice) -> WorkCalendar:
    return load_calendar(published_through=2026, notices=notices)


def derived(due: str, trigger: date, calendar: WorkCalendar) -> Derived:
    return derive(clock(due, trigger, prepare="30 days before"), calendar)


@pytest.mark.parametrize("notices", [(), (NATIONAL,)], ids=["before", "after"])
@pytest.mark.parametrize(
    ("due", "trigger", "expected", "file_by"),
    [
        # 2027-03-09 (Tuesday) to 03-11 are off in the region, 03-13 (Saturday) is worked there.
        ("10 days after", "2027-02-27", "2027-03-09", "2027-03-08"),
        ("10 days after", "2027-03-01", "2027-03-11", "2027-03-08"),
        ("10 days after", "2027-03-02", "2027-03-12", "2027-03-12"),
        ("10 days after", "2027-03-04", "2027-03-14", "2027-03-12"),  # not on the local make-up day
        # A count of working days still counts them: the authority may work.
        ("3 working days after", "2027-03-05", "2027-03-10", "2027-03-08"),
        ("5 working days after", "2027-03-08", "2027-03-15", "2027-03-15"),
        ("1 working day after", "2027-03-12", "2027-03-15", "2027-03-15"),
        # Where only a day that is off in the region is left, that day still comes before `due`.
        ("3 days after", "2027-03-09", "2027-03-12", "2027-03-12"),
        ("1 day after", "2027-03-09", "2027-03-10", "2027-03-10"),
    ],
)
def test_a_local_day_off(
    notices: tuple[Notice, ...], due: str, trigger: str, expected: str, file_by: str
) -> None:
    """It is no day to plan for, and changes no count; a local make-up day changes nothing at all."""
    ours = local([d("2027-03-09"), d("2027-03-10"), d("2027-03-11")], [d("2027-03-13")])
    dates = derived(due, d(trigger), known(*notices, ours)).dates
    assert (str(dates.due), str(dates.file_by)) == (expected, file_by)


def test_the_step_says_so() -> None:
    """The last step of the derivation tells a day that is off in the region from other days off."""
    ours = known(local([d("2027-03-09")]))
    assert derived("10 days after", d("2027-02-27"), ours).steps[-1].why.en == (
        "2027-03-09 is off in the region: the last certain working day before it"
    )
    assert derived("1 day after", d("2027-03-08"), ours).steps[-1].why.en == (
        "the certain working days of the period are off in the region"
    )


def test_the_last_certain_day_may_be_local() -> None:
    """A period whose one certain working day is off in the region does not end later for it."""
    friday, sunday = d("2027-03-12"), d("2027-03-14")
    for notices in ((), (local([friday]),)):
        assert known(*notices).last_workday_from(friday, sunday) == friday
    assert known(local([friday])).last_workday(sunday) == d("2027-03-11")


def test_a_local_notice_publishes_no_year() -> None:
    """Before the national notice is out, a local one leaves the year as undecided as it was."""
    alone = known(local([d("2027-03-09")]))
    assert alone.published_through == d("2026-12-31")
    assert alone.day(d("2027-02-11")) is Day.UNKNOWN
    assert alone.day(d("2027-03-09")) is Day.WORK
    assert alone.is_local_day_off(d("2027-03-09"))


def test_several_regions() -> None:
    """Two local notices for one year stand beside each other: no day off in either is planned for."""
    both = known(local([d("2027-03-09")]), local([d("2027-04-15")])._replace(local="广西"))
    assert both.last_workday(d("2027-03-09")) == d("2027-03-08")
    assert both.last_workday(d("2027-04-15")) == d("2027-04-14")


units = st.sampled_from(["days", "working days", "months"])
dues = st.one_of(
    st.builds("{} {} {}".format, st.integers(1, 40), units, st.sampled_from(["before", "after"])),
    st.builds("within {} {} before".format, st.integers(1, 30), units),
    st.builds(
        lambda near, more, unit: f"{near + more} to {near} {unit} before",
        st.integers(1, 30),
        st.integers(1, 30),
        units,
    ),
    st.builds("every {} {} after".format, st.integers(1, 40), units),
    st.dates(d("2027-01-01"), d("2027-12-31")).map("by {}".format),
    st.sampled_from(["Q1", "02-01 to 03-05", "01-01 to 01-03", "immediately", "30 hours after"]),
)
days_2027 = st.lists(st.integers(0, 400), max_size=120).map(
    lambda found: [d("2026-12-20") + i * DAY for i in sorted({*found})]
)


@given(dues, st.dates(d("2026-11-01"), d("2028-03-01")), days_2027, st.booleans())
def test_no_local_file_makes_a_date_later(
    due: str, trigger: date, days: list[date], published: bool
) -> None:
    """Whatever a region gives off or has worked, no date of any deadline is later than without it."""
    ours = local([it for it in days if it.weekday() < 6], [it for it in days if it.weekday() == 6])
    beside = (NATIONAL,) if published else ()
    try:
        without, with_it = (
            derived(due, trigger, known(*it)).dates for it in (beside, (*beside, ours))
        )
    except OutOfCalendarError:
        return
    for name, before, after in zip(Dates._fields, without, with_it, strict=True):
        assert (before is None) == (after is None), name
        assert before is None or after <= before, name


@given(days_2027, st.dates(d("2026-12-01"), d("2028-02-01")), st.integers(1, 60))
def test_counts_do_not_know_the_region(days: list[date], start: date, n: int) -> None:
    """The n-th working day before or after a day is the whole country's."""
    with_it, without = known(local(days)), calendar()
    assert with_it.after(start, n) == without.after(start, n)
    assert with_it.before(start, n) == without.before(start, n)


LOCAL_FILE = """\
year: 2027
local: 宁夏
title: 宁夏回族自治区人民政府办公厅关于2027年开斋节放假的通知
festivals:
  - name: 开斋节
    off: [2027-03-09 to 2027-03-10]
    work: [2027-03-13]
"""


def test_a_local_file(tmp_path: Path) -> None:
    """A region's notice is a file with `local:`, and may name festivals that the law does not know."""
    path = tmp_path / "2027-local.yaml"
    path.write_text(LOCAL_FILE, "utf-8")
    notice = read_notice(path)
    assert (notice.local, notice.amends, notice.notes) == ("宁夏", False, ())
    assert known(notice).last_workday(d("2027-03-10")) == d("2027-03-08")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("year: 2027", "year: 2027\namends: true", "amends: has no place in a local notice"),
        ("year: 2027", "year: 2027\nextra_days_off: 1", "extra_days_off: has no place in a local"),
        ("local: 宁夏", "local:", "local: must not be empty"),
        ("2027-03-13", "2027-03-12", "2027-03-12 is not a Saturday or Sunday"),
        ("2027-03-13", "2027-03-09", "2027-03-09 is both a day off and a make-up workday"),
        ("2027-03-09 to", "2024-03-09 to", "a notice for 2027 sets days of 2026 to 2028 only"),
    ],
)
def test_what_is_wrong_with_a_local_file(old: str, new: str, said: str, tmp_path: Path) -> None:
    """A local notice changes nothing nationally, and its days are checked as others are."""
    path = tmp_path / "2027-local.yaml"
    path.write_text(LOCAL_FILE.replace(old, new), "utf-8")
    with pytest.raises(IcpError, match=said):
        read_notice(path)
