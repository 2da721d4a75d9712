"""What is planned for a day to come, and what is asked once that day has passed (semantics § 2)."""

import pytest
from samples import DAY, calendar, d, license_with, rule

from icpcli.check.findings import lint
from icpcli.deadlines.report import compute
from icpcli.journal.on_day import journal_on
from icpcli.journal.refusals import Case, admit
from icpcli.model.deadline import Report, Status
from icpcli.model.finding import Level
from icpcli.model.journal import Event, Journal
from icpcli.model.problem import IcpError, Text
from icpcli.model.record import Act, Record

LICENSE = license_with(
    rule("30 days before", "change-planned", id="ahead"),
    rule("30 days after", "change", id="update"),
    rule("within 30 days before", "change-planned", id="window"),
    events={
        "change-planned": Text("拟变更", "A change is planned"),
        "change": Text("变更", "Changed"),
        "moved": Text("迁移", "Moved"),
    },
    plans={"change-planned": ("change", "moved")},
)


def records(*lines: str) -> tuple[Record, ...]:
    """Entries such as `10-01 change-planned 11-09 x`: recorded, event, its day, what it is about;
    `11-01 undo 1`; and `11-01 done ahead@2026-11-09 10-20`; all of 2026."""
    found: list[Record] = []
    for number, line in enumerate(lines, 1):
        recorded, subject, what, *more = line.split()
        day = d(f"2026-{recorded}")
        if subject == "undo":
            found.append(Record(number, day, Act.UNDO, what))
            found[int(what) - 1] = found[int(what) - 1]._replace(voided_by=number)
        elif subject == "done":
            found.append(Record(number, day, Act.DONE, what, d(f"2026-{more[0]}")))
        else:
            on = d(f"2026-{what}")
            found.append(Record(number, day, Act.EVENT, subject, on, about="".join(more)))
    return tuple(found)


def asked(as_of: str, *lines: str) -> Report:
    day = d(f"2026-{as_of}")
    journals = {LICENSE.file: journal_on(records(*lines), day, LICENSE.plans)[0]}
    report = compute([LICENSE], calendar(), day, journals=journals)
    return report._replace(findings=lint(report, calendar(), journals))


def refusal(as_of: str, record: Record, *lines: str) -> str:
    """Why an entry is refused; nothing where it is not."""
    report = asked(as_of, *lines)
    case = Case(LICENSE, records(*lines), report, report.findings)
    try:
        admit(record._replace(recorded=d(f"2026-{as_of}")), case)
    except IcpError as error:
        return error.problems[0].message.en
    return ""


PLAN = "10-01 change-planned 11-09"


def test_what_is_counted_back_from_a_plan_runs_from_its_recorded_day() -> None:
    """The example of semantics § 8, known from the day on which the plan was recorded, not before."""
    assert not asked("09-30", PLAN).deadlines
    found = {one.id: one for one in asked("10-01", PLAN).deadlines}
    ahead = found["ahead@2026-11-09"]
    assert (str(ahead.due), str(ahead.file_by)) == ("2026-10-10", "2026-10-09")
    assert ahead.trigger_date == d("2026-11-09")
    assert ahead.is_open
    # what has happened is known from its own day on, as ever
    assert not asked("11-08", "10-01 change 11-09").deadlines


def test_a_plan_that_moved() -> None:
    """A plan is moved by an undo and a new entry: the clocks of the old day are gone, and cancelled."""
    report = asked("10-06", PLAN, "10-05 undo 1", "10-05 change-planned 12-01")
    assert {one.trigger_date for one in report.deadlines} == {d("2026-12-01")}
    assert {one.id for one in report.voided} == {"ahead@2026-11-09", "window@2026-11-09"}
    assert {one.closed_on for one in report.voided} == {d("2026-10-05")}


@pytest.mark.parametrize(
    ("as_of", "lines", "asks"),
    [
        ("11-09", [PLAN], False),  # the day itself
        ("11-10", [PLAN], True),
        ("12-31", [PLAN], True),
        ("11-10", [PLAN, "11-10 undo 1"], False),
        # what it becomes, recorded since then, whatever its own day
        ("11-10", [PLAN, "11-10 change 11-09"], False),
        ("11-10", [PLAN, "11-10 moved 11-09"], False),
        ("11-10", [PLAN, "11-02 change 11-02"], False),
        ("11-10", [PLAN, "10-01 change 10-01"], False),
        # recorded before the plan was: that was another one
        ("11-10", ["09-30 change 09-30", PLAN], True),
        # not what it becomes, undone, or about another thing
        ("11-10", [PLAN, "11-10 change 11-09", "11-10 undo 2"], True),
        ("11-10", [PLAN + " a.com", "11-10 change 11-09 b.com"], True),
        ("11-10", [PLAN + " a.com", "11-10 change 11-09 a.com"], False),
        ("11-10", [PLAN + " a.com", "11-10 change 11-09"], False),
    ],
)
def test_a_plan_whose_day_passed(as_of: str, lines: list[str], asks: bool) -> None:
    """From the day after, it is asked whether it happened, until what it becomes is recorded, or undo."""
    found = [one for one in asked(as_of, *lines).findings if one.code == "planned-passed"]
    assert [one.level for one in found] == [Level.WARNING] * asks
    if found:
        number = 1 if lines[0].startswith(PLAN) else 2
        assert "icp record change --on 2026-11-09" in found[0].message.en
        assert f"icp undo {number} --reason" in found[0].message.zh


@pytest.mark.parametrize(
    ("lines", "asks"),
    [
        # what happened is what one of them became: the nearest, and each that is as near
        (["11-09 change 11-09"], ["2026-12-20"]),
        (["11-09 change 11-09", "12-20 change 12-20"], []),
        (["12-21 change 12-21"], ["2026-11-09"]),
        (["12-02 change 12-02"], ["2026-11-09"]),
        ([], ["2026-11-09", "2026-12-20"]),
    ],
)
def test_two_plans(lines: list[str], asks: list[str]) -> None:
    """What one plan became does not answer for another one."""
    two = [PLAN, "10-01 change-planned 12-20"]
    found = [one for one in asked("12-31", *two, *lines).findings if one.code == "planned-passed"]
    assert [str(one.dates[0]) for one in found] == asks
    both = [PLAN, PLAN, "11-09 change 11-10"]
    assert not [it for it in asked("12-31", *both).findings if it.code == "planned-passed"]


def test_only_what_is_planned_may_lie_ahead() -> None:
    """A plan is for today or a day to come; all else is recorded once it has happened."""

    def event(id: str, on: str) -> Record:
        return Record(0, d("2026-10-01"), Act.EVENT, id, d(on))

    assert refusal("10-01", event("change-planned", "2026-10-02")) == ""
    assert refusal("10-01", event("change-planned", "2026-10-01")) == ""
    assert refusal("10-01", event("change-planned", "2026-09-30")) == (
        "change-planned is about a day to come, and 2026-09-30 is past (as of 2026-10-01); if it "
        "has happened: icp record change --on 2026-09-30 or icp record moved --on 2026-09-30"
    )
    assert "has not come yet" in refusal("10-01", event("change", "2026-10-02"))


@pytest.mark.parametrize(
    ("id", "on", "reason"),
    [
        # counted back from what has not come: filed before it, which is the normal case
        ("ahead@2026-11-09", "2026-10-08", ""),
        ("ahead@2026-11-09", "2026-01-01", ""),
        # a window is not filed before it opens
        ("window@2026-11-09", "2026-10-09", "the window of window@2026-11-09 opens on 2026-10-10"),
        ("window@2026-11-09", "2026-10-10", ""),
        # counted on from what happened: not before that
        ("update@2026-10-08", "2026-10-07", "runs from 2026-10-08"),
        ("update@2026-10-08", "2026-10-08", ""),
    ],
)
def test_filed_before_the_event(id: str, on: str, reason: str) -> None:
    """What is counted back is filed before its event; what is counted on, after it."""
    filed = Record(0, d("2026-10-20"), Act.DONE, id, d(on))
    said = refusal("10-20", filed, PLAN, "10-08 change 10-08")
    assert said == "" if not reason else reason in said


def test_filed_before_a_window_surely_opens() -> None:
    """A window that opens by working days is refused only before the earliest reading of its first day."""
    license = license_with(rule("20 to 15 working days before", "it", id="w"))
    as_of, journals = d("2026-12-31"), {license.file: Journal((Event("it", d("2027-01-04")),))}
    report = compute([license], calendar(), as_of, journals=journals)
    (one,) = report.deadlines
    assert one.opens_earliest
    assert one.dates.opens
    case = Case(license, (), report, ())
    for day, refused in ((one.opens_earliest - DAY, True), (one.opens_earliest, False)):
        try:
            admit(Record(0, as_of, Act.DONE, one.id, day), case)
            assert not refused
        except IcpError:
            assert refused


def test_filed_before_it_happened_is_filed() -> None:
    """What was filed ahead of a plan is filed, and stays so when its day comes."""
    for as_of in ("10-20", "11-09", "12-31"):
        report = asked(as_of, PLAN, "10-08 done ahead@2026-11-09 10-08")
        (one,) = (it for it in report.deadlines if it.id == "ahead@2026-11-09")
        assert (one.status, one.days_early) == (Status.FILED, 2)
