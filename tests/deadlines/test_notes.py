"""The notes beside a deadline: each one's claim is held against what a notice can still decide."""

import re
from datetime import date, timedelta
from itertools import chain, combinations

import judge
import pytest
from effort import tries
from hypothesis import assume, given, reject, settings
from hypothesis import strategies as st
from samples import BUNDLED, DAY, calendar, clock, d, decided, it, license_with, rule

from icpcli.calendar.workdays import WorkCalendar
from icpcli.deadlines.dates import derive
from icpcli.deadlines.report import compute
from icpcli.model.deadline import Dates, Deadline
from icpcli.model.journal import Event
from icpcli.model.license import Override
from icpcli.model.problem import IcpError, Text

AS_OF = d("2026-11-24")
ISO = re.compile(r"\d{4}-\d\d-\d\d")
UNDECIDED = "Not decided yet"
THREE_WAYS = "can be counted in three ways"


def asked(due: str | None, trigger: date, through: int = 2026, **fields: object) -> Deadline:
    """The deadline of a rule with this period, started on `trigger`."""
    license = license_with(rule(due, **fields))
    events = [Event("it", trigger)]
    try:
        report = compute([license], calendar(through), trigger, events=events)
    except IcpError:
        reject()
    (one,) = report.deadlines
    return one


def notes(one: Deadline, words: str = "") -> list[str]:
    return [note.en for note in one.notes if words in note.en]


def dates_in(text: str) -> list[date]:
    return [d(found) for found in ISO.findall(text)]


# --- what a missing notice can change -----------------------------------------------------------


def claimed(one: Deadline) -> tuple[set[date], set[date]]:
    """The days that the due day, and the file-by day, may turn out to be, by the notes alone."""
    assert one.due
    assert one.file_by
    due = file_by = {one.due}
    if one.file_by != one.due:
        file_by = {one.file_by}
    for note in notes(one):
        if found := re.match(rf"The notice can move the due day later, to ({ISO.pattern})", note):
            due = {*judge.span(one.due, d(found[1]))}
            file_by = {*judge.span(one.file_by, d(found[1]))}
        if found := re.match(
            rf"The notice can move the file-by day later,(?: with the window,)? to ({ISO.pattern})",
            note,
        ):
            file_by = {*judge.span(one.file_by, d(found[1]))}
        if note.startswith("Whatever the notice says"):
            assert dates_in(note) == [one.file_by, one.due]
        if note.startswith("The notice can only move the file-by day earlier"):
            file_by = {*judge.span(one.dates.opens or one.trigger_date, one.due)}
    return due, file_by


def opens_as_told(one: Deadline, opens: date | None) -> bool:
    """Whether the first day of a window is one that the deadline told, or lies between the two."""
    told = [it for it in notes(one) if it.startswith(("The window opens", "The window may open"))]
    assert len(told) == (one.opens_earliest is not None)
    if not told or opens is None:
        return opens == one.dates.opens
    earliest, latest, *_ = dates_in(told[0])
    assert earliest == one.opens_earliest
    return earliest <= opens <= latest


def as_decided(due: str, one: Deadline, calendar: WorkCalendar) -> Dates:
    return derive(clock(due, one.trigger_date), calendar).dates


def undecided_in(one: Deadline) -> list[date]:
    """The days that the first note says are not decided."""
    (note,) = notes(one, UNDECIDED)
    found = []
    for run in note.partition("whether ")[2].partition(" will be")[0].split(", "):
        ends = dates_in(run)
        found += judge.span(ends[0], ends[-1])
    return found


def days_later(month_day: str, n: int) -> str:
    return f"{d(f'2027-{month_day}') + n * DAY:%m-%d}"


# Near Spring Festival and National Day of 2027, where short periods pass many undecided days.
TRIGGERS = st.dates(d("2026-12-15"), d("2028-02-15")) | st.sampled_from(
    judge.span(d("2027-01-28"), d("2027-02-16")) + judge.span(d("2027-09-13"), d("2027-10-14"))
)
MONTH_DAYS = st.dates(d("2027-01-01"), d("2027-12-31")).map("{:%m-%d}".format)
DUES = st.one_of(
    st.builds(
        "{} {} {}".format,
        st.integers(1, 12) | st.integers(1, 100),
        st.sampled_from(["days", "working days", "weeks", "months"]),
        st.sampled_from(["before", "after"]),
    ),
    st.builds(
        lambda near, more, unit: (
            f"{near + more} to {near} {unit} before" if near else f"within {more} {unit} before"
        ),
        st.integers(0, 12) | st.integers(0, 60),
        st.integers(1, 12) | st.integers(1, 60),
        st.sampled_from(["days", "working days", "working days", "months"]),
    ),
    st.builds("every {} {} after".format, st.integers(1, 30), st.sampled_from(["days", "months"])),
    st.dates(d("2026-12-20"), d("2028-02-15")).map("by {}".format),
    st.integers(1, 99).map("{} hours after".format),
    st.tuples(MONTH_DAYS, st.integers(0, 9)).map(
        lambda window: f"{window[0]} to {max(window[0], days_later(*window))}"
    ),
    st.sampled_from(["immediately", "Q1", "Q4"]),
)


@settings(max_examples=tries(100))
@given(DUES, TRIGGERS, st.data())
def test_a_notice_moves_dates_only_as_the_note_says(
    due: str, trigger: date, data: st.DataObject
) -> None:
    """Whatever the notices decide, the due day and the day to plan for stay where the notes put them."""
    one = asked(due, trigger)
    assert bool(notes(one, UNDECIDED)) == (one.certainty == "provisional")
    if one.certainty == "provisional":
        open_days = undecided_in(one)
    else:
        open_days = [trigger + i * DAY for i in range(-20, 20)]
    may_be_due, may_be_file_by = claimed(one)
    worked = data.draw(st.sets(st.sampled_from(open_days)))
    after_the_notice = as_decided(due, one, decided(calendar(), worked))
    assert after_the_notice.due in may_be_due
    assert after_the_notice.due_latest == after_the_notice.due
    assert after_the_notice.file_by in may_be_file_by
    assert opens_as_told(one, after_the_notice.opens)


@settings(max_examples=tries(50))
@given(DUES, TRIGGERS)
def test_the_note_names_every_undecided_day(due: str, trigger: date) -> None:
    """The days named are just the undecided ones that were met, and the notices those that settle them."""
    one = asked(due, trigger)
    wanted = judge.dates(due, None, trigger, judge.calendar())["undecided"]
    assume(wanted)
    assert undecided_in(one) == wanted
    (note,) = notes(one, UNDECIDED)
    named = note.partition("holiday notice for ")[2].partition(" settles")[0].split(" and ")
    assert [*map(int, named)] == [*one.notices]


@pytest.mark.parametrize(
    ("due", "trigger"),
    [
        ("90 days before", "2028-07-01"),
        ("10 working days after", "2026-12-14"),
        ("4 working days after", "2027-02-01"),
        ("3 working days before", "2027-02-10"),
        ("8 days after", "2027-02-05"),
        ("02-04 to 02-11", "2027-01-01"),
        ("30 days after", "2027-01-05"),
        ("within 5 days before", "2027-02-10"),
        ("within 3 working days before", "2027-02-10"),
        ("6 to 3 working days before", "2027-02-04"),
        ("by 2027-02-04", "2027-02-04"),
    ],
)
def test_every_way_to_decide(due: str, trigger: str) -> None:
    """Of all ways to decide the days named, each keeps to the note, and its last day is reached."""
    one = asked(due, d(trigger))
    open_days = undecided_in(one)
    assert 0 < len(open_days) <= 8
    may_be_due, may_be_file_by = claimed(one)
    ways = chain.from_iterable(combinations(open_days, n) for n in range(len(open_days) + 1))
    found = [as_decided(due, one, decided(calendar(), {*worked})) for worked in ways]
    assert {dates.due for dates in found} <= may_be_due
    assert {dates.file_by for dates in found} <= may_be_file_by
    assert {one.due, one.dates.due_latest} <= {dates.due for dates in found}


WHAT_CAN_MOVE = {
    ("90 days before", "2028-07-01"): Text(
        "通知公布后，计划日可能推后，最迟到 2028-04-01；法定最后一日 2028-04-02 不变，"
        "按 2028-03-31 办理是稳妥的",
        "The notice can move the file-by day later, to 2028-04-01 at most; the due day 2028-04-02 "
        "stays. Filing by 2028-03-31 is safe",
    ),
    ("30 days after", "2027-01-05"): Text(
        "通知公布后，计划日可能推后，最迟到 2027-02-04；法定最后一日 2027-02-04 不变，"
        "按 2027-02-02 办理是稳妥的",
        "The notice can move the file-by day later, to 2027-02-04 at most; the due day 2027-02-04 "
        "stays. Filing by 2027-02-02 is safe",
    ),
    ("5 days before", "2026-12-31"): Text(
        "无论通知怎样安排，计划日 2026-12-25 和法定最后一日 2026-12-26 都不变",
        "Whatever the notice says, the file-by day 2026-12-25 and the due day 2026-12-26 stay",
    ),
    ("10 working days after", "2026-12-14"): Text(
        "通知公布后，期限最后一日可能推后，最迟到 2026-12-28；不会早于 2026-12-26",
        "The notice can move the due day later, to 2026-12-28 at most, and never before 2026-12-26",
    ),
    ("8 days after", "2027-02-05"): Text(
        "通知公布后，计划日只可能提前；法定最后一日 2027-02-13 不变",
        "The notice can only move the file-by day earlier; the due day 2027-02-13 stays",
    ),
    ("within 30 days before", "2027-02-10"): Text(
        "通知公布后，计划日可能推后，最迟到 2027-02-09；法定最后一日 2027-02-10 不变，"
        "按 2027-02-02 办理是稳妥的",
        "The notice can move the file-by day later, to 2027-02-09 at most; the due day 2027-02-10 "
        "stays. Filing by 2027-02-02 is safe",
    ),
    ("within 3 working days before", "2027-02-11"): Text(
        "通知公布后，计划日可能随窗口推后，最迟到 2027-02-10；法定最后一日 2027-02-11 不变",
        "The notice can move the file-by day later, with the window, to 2027-02-10 at most; the due "
        "day 2027-02-11 stays",
    ),
    ("within 5 days before", "2027-02-14"): Text(
        "通知公布后，计划日只可能提前；法定最后一日 2027-02-14 不变",
        "The notice can only move the file-by day earlier; the due day 2027-02-14 stays",
    ),
    ("within 1 day before", "2027-02-09"): Text(
        "无论通知怎样安排，计划日 2027-02-08 和法定最后一日 2027-02-09 都不变",
        "Whatever the notice says, the file-by day 2027-02-08 and the due day 2027-02-09 stay",
    ),
    ("within 15 working days before", "2027-02-26"): Text(
        "无论通知怎样安排，计划日 2027-02-25 和法定最后一日 2027-02-26 都不变",
        "Whatever the notice says, the file-by day 2027-02-25 and the due day 2027-02-26 stay",
    ),
    ("20 to 15 working days before", "2027-01-04"): Text(
        "通知公布后，期限最后一日可能推后，最迟到 2026-12-17；不会早于 2026-12-09",
        "The notice can move the due day later, to 2026-12-17 at most, and never before 2026-12-09",
    ),
    ("by 2027-02-04", "2027-02-04"): Text(
        "通知公布后，计划日可能推后，最迟到 2027-02-04；法定最后一日 2027-02-04 不变，"
        "按 2027-02-02 办理是稳妥的",
        "The notice can move the file-by day later, to 2027-02-04 at most; the due day 2027-02-04 "
        "stays. Filing by 2027-02-02 is safe",
    ),
    ("immediately", "2027-02-04"): Text(
        "无论当日是否上班，都应当日办理", "Worked or not, it is due on that day"
    ),
}


@pytest.mark.parametrize(("due", "trigger"), WHAT_CAN_MOVE)
def test_what_can_still_move(due: str, trigger: str) -> None:
    """After the undecided days comes what they can change, and which way."""
    assert asked(due, d(trigger)).notes[1] == WHAT_CAN_MOVE[due, trigger]


def test_the_days_and_their_notice() -> None:
    """The first note of a provisional deadline names the days, the notice, and when that is due."""
    one = asked("90 days before", d("2028-07-01"))
    assert one.notes[0] == Text(
        "暂定：2028-04-01 至 2028-04-02 是否上班尚未公布，要看国务院办公厅关于 2028 年的节假日通知"
        "（通常在前一年 10 月 25 日至 12 月 16 日之间公布）",
        "Not decided yet: whether 2028-04-01 to 2028-04-02 will be worked. The State Council's "
        "holiday notice for 2028 settles it (usually out between 25 October and 16 December of "
        "the year before)",
    )
    two = asked("90 working days after", d("2031-09-10"))
    assert "notice for 2031 and 2032 settles" in two.notes[0].en
    assert "关于 2031、2032 年的节假日通知" in two.notes[0].zh


# --- the three ways to count backwards ----------------------------------------------------------


@settings(max_examples=tries(75))
@given(
    st.dates(d("2005-06-01"), d("2099-12-31")) | st.dates(d("2026-06-01"), d("2029-01-01")),
    st.integers(1, 366),
    st.integers(2004, 2026),
)
def test_in_time_under_each_way_to_count_days(expires: date, n: int, through: int) -> None:
    """The day named is in time whichever way the days before a date are counted, and a working day."""
    one = asked(f"{n} days before", expires, through)
    (note,) = notes(one, THREE_WAYS)
    *ways, named = dates_in(note)
    assert ways == [expires - timedelta(days=n + more) for more in (1, 0, -1)]
    assert one.due == ways[1]
    plural = "s" if n > 1 else ""
    assert note.startswith(f'"{n} day{plural} before" can be counted in three ways ')
    assert note.endswith(f"Filed on or before {named}, it is in time under each")
    assert named == one.file_by
    assert all(named <= way for way in ways)
    assert judge.calendar(through).day(named) == judge.WORK
    between = judge.span(named + DAY, ways[0])
    assert judge.WORK not in [judge.calendar(through).day(day) for day in between]


def test_three_ways_of_the_renewal() -> None:
    """Clause 十二 does not say how 提前90日 is counted: 1, 2 or 3 April 2028; 31 March meets each."""
    (one,) = [
        one for one in compute([BUNDLED], calendar(), AS_OF).deadlines if one.id == "renewal@2028"
    ]
    (note,) = [note for note in one.notes if THREE_WAYS in note.en]
    assert note == Text(
        "“提前90日”有三种算法（首尾两日都不计入、计一日、都计入），最后一日分别是 2028-04-01、2028-04-02、2028-04-03；"
        "倒数的期限遇休息日如何处理，没有主管机关或法院的统一意见。"
        "2028-03-31 及以前提交，三种算法下都在期限内",
        '"90 days before" can be counted in three ways (neither end counted, one, or both), ending on 2028-04-01, 2028-04-02, '
        "2028-04-03; no Chinese authority settles a backward period that ends on a weekend. "
        "Filed on or before 2028-03-31, it is in time under each",
    )


def test_three_ways_where_the_calendar_begins() -> None:
    """Where no working day is known before it, the strictest reading itself is the day named."""
    for due, named in (("1 day before", "2003-12-31"), ("2 days before", "2004-01-01")):
        trigger = d("2004-01-02") if due.startswith("1") else d("2004-01-04")
        (note,) = notes(asked(due, trigger, id="rule"), THREE_WAYS)
        assert note.endswith(f"Filed on or before {named}, it is in time under each")


THREE_WAYS_OF = {
    "3 months before": Text(
        "“提前3个月”有三种算法（首尾两日都不计入、计一日、都计入），最后一日分别是 2026-03-31、2026-04-01、2026-04-02；"
        "倒数的期限遇休息日如何处理，没有主管机关或法院的统一意见。"
        "2026-03-31 及以前提交，三种算法下都在期限内",
        '"3 months before" can be counted in three ways (neither end counted, one, or both), ending on 2026-03-31, 2026-04-01, '
        "2026-04-02; no Chinese authority settles a backward period that ends on a weekend. "
        "Filed on or before 2026-03-31, it is in time under each",
    ),
    "within 30 days before": Text(
        "“前30日内”是一段窗口，有三种算法，第一日分别是 2026-05-31、2026-06-01、2026-06-02；"
        "倒数的期限遇休息日如何处理，没有主管机关或法院的统一意见。"
        "2026-06-30 提交，三种算法下都在窗口内",
        '"within 30 days before" is a window, which can be counted in three ways, opening on '
        "2026-05-31, 2026-06-01, 2026-06-02; no Chinese authority settles a backward period that "
        "ends on a weekend. Filed on 2026-06-30, it is in time under each",
    ),
    "within 1 day before": Text(
        "“前1日内”是一段窗口，有三种算法，第一日分别是 2026-06-29、2026-06-30、2026-07-01；"
        "倒数的期限遇休息日如何处理，没有主管机关或法院的统一意见。"
        "2026-06-30 提交，三种算法下都不迟",
        '"within 1 day before" is a window, which can be counted in three ways, opening on '
        "2026-06-29, 2026-06-30, 2026-07-01; no Chinese authority settles a backward period that "
        "ends on a weekend. Filed on 2026-06-30, it is not too late under any",
    ),
    "3 to 2 months before": Text(
        "“前3个月至2个月”是一段窗口，有三种算法，第一日分别是 2026-03-31、2026-04-01、2026-04-02，"
        "最后一日分别是 2026-04-30、2026-05-01、2026-05-02；"
        "倒数的期限遇休息日如何处理，没有主管机关或法院的统一意见。"
        "2026-04-30 提交，三种算法下都在窗口内",
        '"3 to 2 months before" is a window, which can be counted in three ways, opening on '
        "2026-03-31, 2026-04-01, 2026-04-02 and closing on 2026-04-30, 2026-05-01, 2026-05-02; no "
        "Chinese authority settles a backward period that ends on a weekend. Filed on 2026-04-30, "
        "it is in time under each",
    ),
    "90 to 15 working days before": Text(
        "“前90个工作日至15个工作日”是一段窗口，有三种算法，前后各差一个工作日；"
        "倒数的期限遇休息日如何处理，没有主管机关或法院的统一意见。"
        "2026-06-08 提交，三种算法下都在窗口内",
        '"90 to 15 working days before" is a window, which can be counted in three ways, a working '
        "day apart; no Chinese authority settles a backward period that ends on a weekend. Filed on "
        "2026-06-08, it is in time under each",
    ),
    "1 working day before": Text(
        "“提前1个工作日”有三种算法，前后各差一个工作日，最严的一种到 2026-06-29 为止；"
        "倒数的期限遇休息日如何处理，没有主管机关或法院的统一意见。"
        "2026-06-29 及以前提交，三种算法下都在期限内",
        '"1 working day before" can be counted in three ways, a working day apart, of which the '
        "strictest ends on 2026-06-29; no Chinese authority settles a backward period that ends on "
        "a weekend. Filed on or before 2026-06-29, it is in time under each",
    ),
}


@pytest.mark.parametrize("due", THREE_WAYS_OF)
def test_three_ways_of_other_units(due: str) -> None:
    """Months and working days before a date are read in three ways just as days are."""
    (note,) = [note for note in asked(due, d("2026-07-01")).notes if THREE_WAYS in note.en]
    assert note == THREE_WAYS_OF[due]


@pytest.mark.parametrize(
    "due",
    [
        *("90 days after", "90 working days after", "every 1 year after", "24 hours after"),
        *("Q1", "by 2026-07-01", "immediately", None),
    ],
)
def test_only_what_is_counted_back_is_read_in_three_ways(due: str | None) -> None:
    """What is counted forward, a window and what is due at once are read in one way."""
    one = asked(due, d("2026-07-01"), gate=Text("批准", "Approval"))
    assert notes(one, THREE_WAYS) == []


@settings(max_examples=tries(100))
@given(
    st.integers(0, 12),
    st.integers(1, 12),
    st.sampled_from(["days", "working days", "months"]),
    st.dates(d("2026-06-01"), d("2028-06-01")),
)
def test_a_window_is_in_time_under_each_way_to_count(
    near: int, more: int, unit: str, trigger: date
) -> None:
    """What is said to be in time under each way to count a window lies within the narrowest one."""
    far = near + more
    one = asked(
        f"{far} to {near} {unit} before" if near else f"within {far} {unit} before", trigger
    )
    (note,) = notes(one, THREE_WAYS)
    assert one.file_by
    cal = judge.calendar()
    if unit == "working days":
        last = judge.both_ends(cal, trigger, near + 1, -1)[0]
        first = judge.both_ends(cal, trigger, far - 1, -1)[1] if far > 1 else trigger
    else:
        last = (judge.ends_of(f"{near} {unit} before", trigger, cal)[0] if near else trigger) - DAY
        first = judge.ends_of(f"{far} {unit} before", trigger, cal)[0] + DAY
    assert one.file_by <= last
    if note.endswith("it is in time under each"):
        assert one.file_by >= first


# --- the other notes ----------------------------------------------------------------------------


def test_the_gate_is_a_note() -> None:
    """An approval that must come first is said beside the deadline."""
    gate = Text("经批准后方可实施", "Not to be carried out before approval")
    assert asked("30 days after", d("2026-09-10"), gate=gate).notes == (gate,)
    assert asked(None, d("2026-09-10"), gate=gate).notes == (gate,)
    assert asked("30 days after", d("2026-09-10")).notes == ()


ONE_OF_TWO = {
    True: Text(
        "仅当决定继续经营时适用；尚未决定（continuing: undecided），两项择一，办了一项即可",
        "Only if the holder continues. That is not decided (continuing: undecided): of the two "
        "filings, one is needed",
    ),
    False: Text(
        "仅当决定不再继续经营时适用；尚未决定（continuing: undecided），两项择一，办了一项即可",
        "Only if the holder does not continue. That is not decided (continuing: undecided): of "
        "the two filings, one is needed",
    ),
}


@pytest.mark.parametrize("needed", [True, False, None])
@pytest.mark.parametrize("continuing", [True, False, None])
def test_only_if(needed: bool | None, continuing: bool | None) -> None:
    """A condition is said as long as it is not decided, and not where there is none."""
    one = rule("30 days after", continuing=needed, alternative="other")
    license = license_with(one, continuing=continuing)
    report = compute([license], calendar(), AS_OF, events=[it("2026-09-10")])
    undecided = needed is not None and continuing is None
    for one in report.deadlines:
        assert one.notes == ((ONE_OF_TWO[needed],) if undecided and needed is not None else ())


def test_only_if_without_another_way() -> None:
    """A condition on a rule that has no alternative names no second filing."""
    license = license_with(rule("30 days after", continuing=True), continuing=None)
    report = compute([license], calendar(), AS_OF, events=[it("2026-09-10")])
    (note,) = report.deadlines[0].notes
    assert "two" not in note.en
    assert "两项" not in note.zh


def test_the_extension_is_a_note() -> None:
    """Art. 203 is mentioned with its day, as information and not as a plan."""
    assert asked("30 days after", d("2026-09-25")).notes == (
        Text(
            "比照《民法典》第二百零三条，期限或可顺延到 2026-10-26；仅供参考，不要据此安排",
            "By analogy with Civil Code art. 203 the period may run to 2026-10-26; for "
            "information only, do not plan for it",
        ),
    )


def test_the_lead_time_is_a_note() -> None:
    """The holder's lead time is said to be the holder's own, not law."""
    assert asked("30 days after", d("2026-09-10"), prepare="5 days after").notes == (
        Text(
            "建议从 2026-09-15 开始准备；这是持证人自定的提前量，不是法律要求",
            "Prepare from 2026-09-15: the holder's own lead time, not law",
        ),
    )


def test_other_clocks() -> None:
    """Another rule that the same facts may start is named with its title and its id."""
    events = [Event("shareholder-change", d("2026-09-10"))]
    report = compute([BUNDLED], calendar(), AS_OF, events=events)
    (one,) = [one for one in report.deadlines if one.rule.id == "registry-update"]
    titles = {rule.id: rule.title for rule in BUNDLED.rules}
    assert one.notes == tuple(
        Text(
            f"同一件事还可能触发：{titles[id].zh}（{id}）",
            f"The same facts may also start: {titles[id].en} ({id})",
        )
        for id in ("operator-change", "foreign-shareholder")
    )


def test_the_most_important_first() -> None:
    """What is not decided comes first, then the count, the approval, the condition, the rest."""
    gate = Text("批准", "Approval")
    see = {"it": ("rule",)}
    one = asked(
        "90 days before", d("2028-07-01"), gate=gate, prepare="180 days before", see_also=see
    )
    starts = [UNDECIDED, "The notice can", '"90 days before"', "Approval", "Prepare", "The same"]
    assert len(one.notes) == len(starts)
    assert all(note.en.startswith(start) for note, start in zip(one.notes, starts, strict=True))
    two = asked("30 days after", d("2026-09-25"), gate=gate, prepare="1 day after")
    starts = ["Approval", "By analogy", "Prepare"]
    assert all(note.en.startswith(start) for note, start in zip(two.notes, starts, strict=True))


@given(DUES, TRIGGERS)
def test_both_languages_say_the_same_days(due: str, trigger: date) -> None:
    """Every note and every step names the same days in Chinese and in English."""
    one = asked(due, trigger, prepare="5 days before")
    for text in (*one.notes, *(step.why for step in one.steps)):
        assert {*dates_in(text.zh)} == {*dates_in(text.en)}
        assert text.zh
        assert text.en


@pytest.mark.parametrize(
    ("expires", "told"), [("2029-03-30", True), ("2029-03-31", False), ("2029-04-01", False)]
)
def test_a_window_that_outlasts_the_term(expires: str, told: bool) -> None:
    """Where the license ends before the window of its last report closes, a note says so."""
    report = compute([BUNDLED._replace(expires=d(expires))], calendar(), AS_OF)
    (last,) = [one for one in report.deadlines if one.id == "annual-report@2029"]
    assert bool(notes(last, "before the window closes")) is told


def test_a_law_belongs_to_no_term() -> None:
    """What a law asks of the company each year is not said to outlast the term of its license."""
    reports = [
        rule("Q1", "each year", id="paper"),
        rule("Q1", "each year", id="law/report", rule_set="law"),
    ]
    license = license_with(*reports, expires=d("2027-02-01"))
    told = {
        one.id: bool(notes(one, "before the window closes"))
        for one in compute([license], calendar(), AS_OF).deadlines
        if one.trigger_date.year == 2027
    }
    assert told == {"paper@2027": True, "law/report@2027": False}


def test_hours_run_through_holidays() -> None:
    """A period of hours says to the minute when it ends, and that no holiday stops it."""
    (one,) = compute(
        [license_with(rule("4 hours after"))], calendar(), AS_OF, events=[it("2026-10-02T23:30")]
    ).deadlines
    assert one.notes == (
        Text(
            "小时数连续计算：节假日不停、到期不顺延，截止 2026-10-03 03:30（北京时间）",
            "Hours run on: holidays do not stop hours, and nothing extends them. They end on "
            "2026-10-03 03:30, China time",
        ),
    )


def test_hours_from_a_day_without_a_time() -> None:
    """Without a time of day hours run from 0:00, and the note says how to have them counted exactly."""
    one = asked("24 hours after", d("2026-11-26"))
    assert one.notes[0].en.endswith("They end on 2026-11-26 23:59, China time")
    assert one.notes[1] == Text(
        "没有记录是几点发生的，按当日 0 时起算，这是最严的算法；"
        "记录时写明时刻（--on 2026-11-26T20:00）即可算准",
        "The time of day is not recorded, so that they run from 0:00, the strictest way; record it "
        "(--on 2026-11-26T20:00) to have them counted exactly",
    )


def test_what_recurs_says_so() -> None:
    """A duty that comes back says that its next event closes it and starts it anew."""
    assert asked("every 1 year after", d("2026-05-10")).notes == (
        Text(
            "每 1 年：下一次办理（再记录该事件）即办结这一期限，并从办理之日起算下一期",
            "Every 1 year: recorded again, the event closes this deadline and starts the next from "
            "its own day",
        ),
    )


def of_the_year(due: str, year: int, **fields: object) -> Deadline:
    """The deadline of such a yearly rule in one year."""
    license = license_with(rule(due, "each year", **fields))
    (one,) = [
        one for one in compute([license], calendar(), AS_OF).deadlines if one.id == f"rule@{year}"
    ]
    return one


MOVED = Override(2027, d("2027-06-30"), d("2027-05-01"), source="工信部公告 2027 年第 1 号")


def test_a_window_that_was_moved_names_its_source() -> None:
    """Where the authority moved a window, the notes say so and where it is written."""
    one = of_the_year("Q1", 2027, overrides=(MOVED,))
    assert one.notes[-1] == Text(
        "2027 年的窗口由主管部门另行确定：工信部公告 2027 年第 1 号",
        "The authority set the window of 2027: 工信部公告 2027 年第 1 号",
    )
    assert not [
        note for note in of_the_year("Q1", 2028, overrides=(MOVED,)).notes if "set" in note.en
    ]
    bare = of_the_year("Q1", 2027, overrides=(MOVED._replace(source=""),)).notes[-1]
    assert bare.en == "The authority set the window of 2027"


def test_a_window_that_is_not_announced() -> None:
    """What only the authority sets has no date until it is announced, and says how to enter that."""
    one = of_the_year("authority-set", 2027)
    assert (one.due, one.file_by, one.days_left) == (None, None, None)
    assert one.notes == (
        Text(
            "这个窗口每年由主管部门确定，2027 年的尚未公布；"
            "公布后在规则的 overrides 中写上 year、due 和 source，就有日期",
            "Only the authority sets this window, and that of 2027 is not announced yet; once it "
            "is, an entry of the rule's overrides with year, due and source gives it its dates",
        ),
    )
    set_at_last = of_the_year("authority-set", 2027, overrides=(MOVED._replace(opens=None),))
    assert (set_at_last.due, set_at_last.dates.opens) == (d("2027-06-30"), None)


def test_two_readings_of_the_first_day() -> None:
    """Where undecided days leave two first days of a window, the later one is planned with."""
    one = asked("15 to 5 working days before", d("2027-02-24"))
    (note,) = [note for note in one.notes if note.en.startswith("The window may open")]
    assert note == Text(
        "窗口最早可能 2027-01-22 开启，要看节假日通知；从 2027-02-09 起办理，不会太早",
        "The window may open on 2027-01-22, as the holiday notice will have it; filed from "
        "2027-02-09 on, it is not too early",
    )
    assert (one.dates.opens, one.opens_earliest) == (d("2027-02-09"), d("2027-01-22"))


def test_a_first_day_on_the_plan() -> None:
    """Where the later first day is the day to plan for itself, nothing is filed too early on it."""
    one = asked("within 5 working days before", d("2027-01-04"))
    assert one.dates.opens == one.file_by == d("2026-12-29")
    (note,) = [note for note in one.notes if note.en.startswith("The window may open")]
    assert note.en.endswith("filed from 2026-12-29 on, it is not too early")


def test_a_first_day_behind_the_plan() -> None:
    """Where the later first day lies behind the day to plan for, that is said, and nothing promised."""
    one = asked("20 to 15 working days before", d("2027-01-04"))
    (note,) = [note for note in one.notes if note.en.startswith("The window opens")]
    assert note == Text(
        "窗口最早 2026-12-02、最迟 2026-12-10 开启，要看节假日通知；按较晚的算法，"
        "2026-12-08 尚未开启：通知公布后请再核对",
        "The window opens on 2026-12-02 at the earliest and on 2026-12-10 at the latest, as the "
        "holiday notice will have it; by the later reading it is not open yet on 2026-12-08: look "
        "again once the notice is out",
    )
