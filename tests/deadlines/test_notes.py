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
            rf"The notice can move the file-by day later, to ({ISO.pattern})", note
        ):
            file_by = {*judge.span(one.file_by, d(found[1]))}
        if note.startswith("Whatever the notice says"):
            assert dates_in(note) == [one.file_by, one.due]
        if note.startswith("The notice can only move the file-by day earlier"):
            file_by = {*judge.span(one.dates.opens or one.trigger_date, one.due)}
    return due, file_by


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
        st.sampled_from(["days", "working days", "months"]),
        st.sampled_from(["before", "after"]),
    ),
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
        "通知公布后，计划日可能推后，最迟到 2028-04-01；期限 2028-04-02 不变，"
        "按 2028-03-31 办理是稳妥的",
        "The notice can move the file-by day later, to 2028-04-01 at most; the due day 2028-04-02 "
        "stays. Filing by 2028-03-31 is safe",
    ),
    ("30 days after", "2027-01-05"): Text(
        "通知公布后，计划日可能推后，最迟到 2027-02-04；期限 2027-02-04 不变，"
        "按 2027-02-02 办理是稳妥的",
        "The notice can move the file-by day later, to 2027-02-04 at most; the due day 2027-02-04 "
        "stays. Filing by 2027-02-02 is safe",
    ),
    ("5 days before", "2026-12-31"): Text(
        "无论通知怎样安排，计划日 2026-12-25 和期限 2026-12-26 都不变",
        "Whatever the notice says, the file-by day 2026-12-25 and the due day 2026-12-26 stay",
    ),
    ("10 working days after", "2026-12-14"): Text(
        "通知公布后，期限最后一日可能推后，最迟到 2026-12-28；不会早于 2026-12-26",
        "The notice can move the due day later, to 2026-12-28 at most, and never before 2026-12-26",
    ),
    ("8 days after", "2027-02-05"): Text(
        "通知公布后，计划日只可能提前；期限 2027-02-13 不变",
        "The notice can only move the file-by day earlier; the due day 2027-02-13 stays",
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
    assert note.startswith(f'"{n} day{plural} before" can be counted in three ways, ending on ')
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
        "“提前90日”有三种算法，最后一日分别是 2028-04-01、2028-04-02、2028-04-03；"
        "倒数的期限遇休息日如何处理，没有主管机关或法院的统一意见。"
        "2028-03-31 及以前提交，三种算法下都在期限内",
        '"90 days before" can be counted in three ways, ending on 2028-04-01, 2028-04-02, '
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
        "“提前3个月”有三种算法，最后一日分别是 2026-03-31、2026-04-01、2026-04-02；"
        "倒数的期限遇休息日如何处理，没有主管机关或法院的统一意见。"
        "2026-03-31 及以前提交，三种算法下都在期限内",
        '"3 months before" can be counted in three ways, ending on 2026-03-31, 2026-04-01, '
        "2026-04-02; no Chinese authority settles a backward period that ends on a weekend. "
        "Filed on or before 2026-03-31, it is in time under each",
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
    "due", ["90 days after", "90 working days after", "Q1", "immediately", None]
)
def test_only_what_is_counted_back_is_read_in_three_ways(due: str | None) -> None:
    """What is counted forward, a window and what is due at once are read in one way."""
    one = asked(due, d("2026-07-01"), gate=Text("批准", "Approval"))
    assert notes(one, THREE_WAYS) == []


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
    license = license_with(rule("30 days after", continuing=needed), continuing=continuing)
    report = compute([license], calendar(), AS_OF, events=[it("2026-09-10")])
    undecided = needed is not None and continuing is None
    for one in report.deadlines:
        assert one.notes == ((ONE_OF_TWO[needed],) if undecided and needed is not None else ())


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
