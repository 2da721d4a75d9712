"""Which reminders fall on which day, and what `icp remind` says of them."""

import re
from datetime import date, datetime
from pathlib import Path
from uuid import UUID

import pytest
from calendars import entries_of, last_workday, one_deadline, report_of, spoken_of
from ledgers import HEADER, text_ledger
from licenses import FILE_BY as FILING_DAY
from licenses import license_file
from places import LICENSE
from samples import BUNDLED, DAY, calendar, d, it, license_with, rule
from terminal import icp

from icpcli.cli.commands.remind import KEYWORD
from icpcli.deadlines.reminders import KEPT, STYLES, due_today, tasks
from icpcli.model.deadline import Report, Status
from icpcli.model.journal import Event, Filing, Journal, Waiver
from icpcli.model.license import CHINA
from icpcli.model.problem import Text
from icpcli.model.reminder import Closing, Moment
from icpcli.render.formats.table import REMINDERS

pytestmark = pytest.mark.usefixtures("at_the_root")

FILE_BY = d("2028-03-31")
MESSAGES = ("text", "markdown", "feishu", "dingtalk", "wecom", "wecom-text")
ONCE = license_with(rule("30 days after", id="once"))
"""Happened on Friday 2026-11-20: due, and to be filed by, Sunday 12-20 and Friday 12-18."""
ID = "once@2026-11-20"
HAPPENED = it("2026-11-20")


def with_status(report: Report, status: Status) -> Report:
    changed = (deadline._replace(status=status) for deadline in report.deadlines)
    return report._replace(deadlines=tuple(changed))


def entries(report: Report, style: str = "auto", *more, **options):
    """What a calendar holds: the moment, the first day, how many more it lasts, the alarms."""
    return [
        (entry.moment.value, str(entry.on), (entry.last - entry.on).days, entry.alarms)
        for entry in entries_of(report, style, *more, **options)
    ]


def told(journal: Journal, as_of: str | date) -> Report:
    return report_of(ONCE, as_of=as_of, journal=journal)


# What to say today


def working_day_before(day: date) -> date:
    while calendar().day(day).value != "work":
        day -= DAY
    return day


@pytest.mark.parametrize("left", range(130, -11, -1))
def test_milestones(left: int) -> None:
    """A reminder is due 90, 60, 30, 14, 7, 3 and 1 days before `file_by`, on that day and after it; and
    on the last certain working day before each of those on which nobody may be at work."""
    steps = [FILE_BY - n * DAY for n in (90, 60, 30, 14, 7, 3, 1, 0)]
    wanted = {*steps, *map(working_day_before, steps)}
    day = FILE_BY - left * DAY
    assert bool(spoken_of(one_deadline(str(day)))) == (day in wanted or day > FILE_BY)


@pytest.mark.parametrize(
    ("as_of", "days"),
    [
        ("2026-12-18", "7"),  # Friday; the 7th day before Sunday 27 December would be the 20th
        ("2027-02-02", "1"),  # the days around the Spring Festival of 2027 are not published
        ("2026-09-24", "1"),  # before 中秋节 and the long holiday: the 25th is off
    ],
)
def test_the_last_day_at_work(as_of: str, days: str) -> None:
    """Before a weekend or a holiday, and before days that are not decided yet, the reminder of the
    days off is given on the last day on which somebody is certainly at work."""
    day = d(as_of)
    off = next(n for n in range(1, 30) if calendar().day(day + n * DAY).value == "work")
    assert off > 1
    report = one_deadline(as_of)
    for n in range(off):
        (deadline,) = report.deadlines
        left = deadline._replace(days_left=int(days) + n)
        assert spoken_of(report._replace(deadlines=(left,)), [int(days)]), n
    left = deadline._replace(days_left=int(days) + off)
    assert not spoken_of(report._replace(deadlines=(left,)), [int(days)])


def test_a_day_off_brings_nothing_forward() -> None:
    """On a day on which nobody is at work, no reminder of another day is given."""
    saturday = one_deadline("2028-03-25")  # six days before: the 5th would be Sunday
    assert spoken_of(saturday, [5]) == ()
    assert len(spoken_of(one_deadline("2028-03-24"), [5])) == 1


@pytest.mark.parametrize("as_of", ["2004-01-01", "2004-01-02", "2099-12-30", "2099-12-31"])
def test_the_ends_of_the_calendar(as_of: str) -> None:
    """On the first and the last days of the calendar reminders come as on any other."""
    term = {"issued": d("2004-01-01"), "expires": d("2004-03-31")}
    if as_of > "2050":
        term = {"issued": d("2095-01-01"), "expires": d("2099-12-31")}
    report = report_of(license_with(rule("1 day before", "expires"), **term), as_of=as_of)
    assert len(spoken_of(report, everything=True)) == 1
    assert entries_of(report)


def test_own_milestones() -> None:
    """Other days can be asked for; the day itself is among them all the same."""
    due = [
        left
        for left in range(50, -1, -1)
        if spoken_of(one_deadline(str(FILE_BY - left * DAY)), (45,))
    ]
    assert due == [45, 0]


def test_between_file_by_and_due() -> None:
    """While the day to plan for has passed and the legal one has not, there is a reminder every day."""
    report = report_of(as_of="2024-03-30")
    assert [one.id for one in spoken_of(report)] == ["annual-report@2024"]
    assert spoken_of(report_of(as_of="2024-04-01")) == ()


@pytest.mark.parametrize("status", [Status.FILED, Status.WAIVED, Status.PAST])
def test_done_is_done(status: Status) -> None:
    """What is filed, waived or past is in no reminder and on no list."""
    report = with_status(one_deadline("2028-03-30"), status)
    assert spoken_of(report, everything=True) == ()
    assert tasks(report) == ()


def test_gates_have_no_day() -> None:
    """An approval without a date is in no reminder, no calendar and no list."""
    gate = rule(None, gate=Text("先批后办", "Approval first"))
    report = report_of(license_with(gate), events=[it("2026-11-20")])
    assert report.deadlines[0].file_by is None
    assert spoken_of(report, everything=True) == ()
    assert entries_of(report, "events", passed=True) == ()
    assert tasks(report) == ()


def test_everything() -> None:
    """With `everything`, all that is open is said, whatever the day."""
    assert len(spoken_of(report_of(), everything=True)) == 4


def test_by_day() -> None:
    """What is said comes in the order of the days to file by, the latest first."""
    events = [it(day) for day in ("2026-11-20", "2026-11-02", "2026-10-01", "2026-09-01")]
    report = report_of(license_with(rule("30 days after")), events=events)
    said = [(one.status, one.days_left) for one in spoken_of(report, everything=True)]
    assert said == [
        (Status.OVERDUE, -55),
        (Status.OVERDUE, -25),
        (Status.WARNING, 8),
        (Status.UPCOMING, 24),
    ]


def test_by_day_then_company() -> None:
    """Of several licenses, what is to be filed on one day stands by company, then by number."""
    same = [
        license_with(rule("90 days before", "expires"), file=f"{n}.yaml", short_name=name, number=n)
        for n, name in (("3", "乙"), ("2", "甲"), ("1", "乙"), ("4", "甲"))
    ]
    sooner = license_with(rule("91 days before", "expires"), file="x", short_name="丙", number="9")
    said = spoken_of(report_of(*same, sooner), everything=True)
    assert [one.license.number for one in said] == ["9", "1", "3", "2", "4"]


def test_alternatives_are_told_as_one() -> None:
    """Renewing and reporting that one does not are one thing to speak of, renewal first; two
    licenses' are two."""
    other = BUNDLED._replace(file="other.yaml", number="2")
    report = report_of(BUNDLED, other, as_of="2028-03-01")
    groups = due_today(report, (), last_workday, everything=True)
    assert [[one.rule.id for one in group] for group in groups] == [
        ["annual-report"],
        ["renewal", "non-renewal-report"],
        ["annual-report"],
        ["renewal", "non-renewal-report"],
    ]


# What to write into a calendar


@pytest.mark.parametrize(
    ("style", "ahead", "alarms"),
    [
        ("auto", 3, (1, 3, 7, 14, 0)),
        ("events", 7, ()),
        ("alarms", 0, (1, 3, 7, 14, 30, 60, 70, 90, 93, 0)),
        ("none", 0, ()),
    ],
)
def test_styles(style: str, ahead: int, alarms: tuple[int, ...]) -> None:
    """Up to 28 days ahead a reminder is an alarm, beyond that an entry of its own; or as asked for.
    One of a day off begins on the last certain working day before it."""
    expected = [
        ("ahead", "2027-12-29", 3, ()),  # 90 days: Saturday 1 January
        ("ahead", "2028-01-21", 10, ()),  # 60: Monday 01-31, after the Spring Festival of 2028
        ("ahead", "2028-03-01", 0, ()),
        ("ahead", "2028-03-17", 0, ()),
        ("ahead", "2028-03-24", 0, ()),
        ("ahead", "2028-03-28", 0, ()),
        ("ahead", "2028-03-30", 0, ()),
    ]
    assert entries(one_deadline("2027-06-01"), style) == [
        *expected[:ahead],
        ("file-by", "2028-03-31", 0, alarms),
    ]


def test_the_longest_alarm() -> None:
    """28 days ahead is an alarm, 29 days ahead an entry."""
    assert entries(one_deadline("2027-06-01"), "auto", (29, 28)) == [
        ("ahead", "2028-03-02", 0, ()),
        ("file-by", "2028-03-31", 0, (28, 0)),
    ]


def test_an_alarm_that_is_brought_forward() -> None:
    """An alarm on a day off rings on the last working day before it, too; where that is further
    ahead than 28 days, an entry stands on it."""
    assert entries(one_deadline("2027-06-01"), "auto", (26, 5)) == [
        ("file-by", "2028-03-31", 0, (5, 7, 26, 28, 0)),
    ]
    february = license_with(rule("02-01 to 02-28", "each year"))
    assert entries(report_of(february, as_of="2028-01-01"), "auto", (26,)) == [
        ("ahead", "2028-01-21", 12, ()),  # to 02-02, around the Spring Festival of 2028
        ("opens", "2028-02-01", 0, ()),
        ("file-by", "2028-02-28", 0, (26, 0)),
    ]


def test_window_and_own_start() -> None:
    """A window's first day and the holder's own start are entries of their own."""
    license = license_with(rule("Q1", "each year", prepare="20 days before"))
    assert entries(report_of(license), "none", ())[:3] == [
        ("prepare-from", "2026-12-12", 0, ()),
        ("opens", "2027-01-01", 0, ()),
        ("file-by", "2027-03-31", 0, ()),
    ]


def test_every_year_has_its_own() -> None:
    """Annual reports are written out year by year, each under a UID of its own."""
    found = entries_of(report_of(as_of="2024-01-01"), "none", ())
    yearly = [one for one in found if one.deadline.rule.id == "annual-report"]
    assert [one.on.year for one in yearly if one.moment is Moment.FILE_BY] == [*range(2024, 2029)]
    assert len({one.uid for one in yearly}) == len(yearly)


@pytest.mark.parametrize("style", STYLES)
def test_nothing_else_in_the_past(style: str) -> None:
    """Only the day to file by may lie in the past; with `passed` other entries, too, alarms never."""
    for left in range(-10, 120):
        as_of = FILE_BY - left * DAY
        for passed in (False, True):
            for entry in entries_of(one_deadline(str(as_of)), style, passed=passed):
                assert passed or entry.last >= as_of or entry.moment is Moment.FILE_BY
                assert all(entry.on - n * DAY >= as_of for n in entry.alarms)


def test_the_past_on_request() -> None:
    """With `passed`, a calendar also holds the recurring deadlines that went by."""
    shown = entries(report_of(), "none", (), passed=True)
    assert ("file-by", "2024-03-29", 0, ()) in shown
    assert ("file-by", "2024-03-29", 0, ()) not in entries(report_of(), "none", ())


@pytest.mark.parametrize(("style", "rings"), [("auto", (0,)), ("events", ()), ("none", ())])
def test_what_is_late_stays(style: str, rings: tuple[int, ...]) -> None:
    """Once its day is over, an open deadline keeps that entry, and another stands on today, which
    rings where alarms do."""
    for as_of in ("2028-04-01", "2028-04-10", "2029-04-10"):
        assert entries(one_deadline(as_of), style, ()) == [
            ("file-by", "2028-03-31", 0, ()),
            ("today", as_of, 0, rings),
        ]


def test_no_reminder_before_the_event() -> None:
    """Nobody is reminded of what has not happened yet: no entry lies before the event."""
    report = report_of(license_with(rule("60 days after")), events=[it("2026-11-20")])
    days = [on for _, on, _, _ in entries(report, passed=True)]
    assert days == ["2026-11-20", "2026-12-18", "2027-01-19"]


# What nobody has to do any more


def test_what_is_filed_is_cancelled() -> None:
    """What a calendar held of a deadline that is filed now is still in it, under the same UIDs, to be
    cancelled, and nothing of it rings."""
    open_ = Journal((HAPPENED,), entries=1)
    before = told(open_, "2026-11-24")
    filed = open_._replace(filings=(Filing(ID, d("2026-11-25"), d("2026-11-25")),), entries=2)
    for style in STYLES:
        held = {entry.uid for entry in entries_of(before, style)}
        found = {entry.uid: entry for entry in entries_of(told(filed, "2026-11-26"), style)}
        assert held <= found.keys()
        assert {one.closed for one in found.values()} == {Closing.FILED}
        assert {one.alarms for one in found.values()} == {()}


@pytest.mark.parametrize(("days", "cancelled"), [(0, True), (1, True), (400, True), (401, False)])
def test_so_long_it_is_cancelled(days: int, cancelled: bool) -> None:
    """For 400 days after the closing entry was recorded a calendar says so."""
    recorded = d("2026-11-30")
    journal = Journal((HAPPENED,), (Filing(ID, d("2026-11-25"), recorded),))
    found = entries_of(told(journal, recorded + days * DAY))
    assert bool(found) == cancelled
    assert KEPT == 400 * DAY


def test_what_is_undone_is_cancelled() -> None:
    """The entries of an event that was undone are cancelled as void; undoing a filing brings the
    deadline back under its UIDs."""
    before = entries_of(told(Journal((HAPPENED,)), "2026-11-24"))
    undone = HAPPENED._replace(void=True, undone=d("2026-11-25"))
    after = entries_of(told(Journal((undone,)), "2026-11-25"))
    assert {one.uid for one in before} <= {one.uid for one in after}
    assert {one.closed for one in after} == {Closing.VOID}
    assert {one.moment for one in after} == {Moment.FILE_BY}


def test_the_other_of_a_pair_is_cancelled() -> None:
    """Renewing cancels the report of not renewing, too."""
    filing = Filing("renewal@2028", d("2027-12-01"), d("2027-12-02"))
    report = report_of(as_of="2027-12-03", journal=Journal((), (filing,)))
    closed = {one.deadline.id for one in entries_of(report) if one.closed is Closing.FILED}
    assert closed == {"renewal@2028", "non-renewal-report@2028"}


def test_today_is_cancelled_where_it_may_have_been() -> None:
    """What was closed after its day had an entry on the day of each writing: that goes as well, under
    its one UID; what was closed in time had none."""
    late = Filing(ID, d("2026-12-28"), d("2026-12-29"))
    (today,) = [
        one
        for one in entries_of(told(Journal((HAPPENED,)), "2026-12-28"))
        if one.moment is Moment.TODAY
    ]
    cancelled = entries_of(told(Journal((HAPPENED,), (late,)), "2026-12-30"))
    assert [(one.moment, one.on) for one in cancelled] == [
        (Moment.FILE_BY, d("2026-12-18")),
        (Moment.TODAY, d("2026-12-29")),
    ]
    assert cancelled[1].uid == today.uid
    in_time = Filing(ID, d("2026-12-18"), d("2026-12-18"))
    found = entries_of(told(Journal((HAPPENED,), (in_time,)), "2026-12-30"))
    assert [one.moment for one in found] == [Moment.FILE_BY]


def test_a_waiver_before_the_day_keeps_the_entry() -> None:
    """As long as nobody wants to hear of it, a deadline keeps its entry on its day; only what would
    ring until the waiver ends does not."""
    waiver = Waiver(ID, d("2026-12-11"), "why", d("2026-11-20"))
    report = told(Journal((HAPPENED,), (), (waiver,)), "2026-11-24")
    assert report.deadlines[0].status is Status.WAIVED
    assert entries(report) == [("file-by", "2026-12-18", 0, (1, 3, 0))]
    (entry,) = entries_of(report)
    assert entry.closed is None
    again = told(Journal((HAPPENED,), (), (waiver,)), "2026-12-12")
    assert entries(again) == [("file-by", "2026-12-18", 0, (1, 3, 0))]
    assert entries(told(Journal((HAPPENED,)), "2026-11-24")) == [
        ("file-by", "2026-12-18", 0, (1, 3, 7, 14, 0))
    ]


def test_a_waiver_drops_the_reminders_that_are_entries() -> None:
    """An entry that only reminds is left out up to the last day of the waiver."""
    waiver = Waiver(ID, d("2026-12-11"), "why", d("2026-11-20"))
    report = told(Journal((HAPPENED,), (), (waiver,)), "2026-11-24")
    assert [on for _, on, _, _ in entries(report, "events")] == [
        "2026-12-15",
        "2026-12-17",
        "2026-12-18",
    ]


def test_a_waiver_after_the_last_day_cancels() -> None:
    """What is waived after it was due is cancelled, and comes back when the waiver is over."""
    waiver = Waiver(ID, d("2027-02-01"), "why", d("2026-12-28"))
    journal = Journal((HAPPENED,), (), (waiver,))
    held = {one.uid for one in entries_of(told(Journal((HAPPENED,)), "2026-12-27"))}
    cancelled = entries_of(told(journal, "2026-12-28"))
    assert {one.uid for one in cancelled} == held
    assert {one.closed for one in cancelled} == {Closing.WAIVED}
    back = entries_of(told(journal, "2027-02-02"))
    assert {(one.uid, one.closed) for one in back} == {(uid, None) for uid in held}


def test_a_later_calendar_has_the_higher_number() -> None:
    """From day to day and from entry to entry SEQUENCE grows, whatever became of the deadline."""
    numbers = [
        entries_of(told(Journal((HAPPENED,), entries=n), as_of))[0].sequence
        for as_of, n in (
            ("2026-11-24", 1), ("2026-11-24", 2), ("2026-11-25", 2), ("2026-12-28", 3)
        )
    ]  # fmt: skip
    assert numbers == [2519 + 1, 2519 + 2, 2520 + 2, 2553 + 3]
    assert entries_of(report_of(as_of="2019-12-31"))[0].sequence == 0
    assert entries_of(report_of(as_of="2020-01-02"))[0].sequence == 1


# Who is who


def test_uid_is_fixed() -> None:
    """A UID is a name-based UUID that never changes: calendars in use know it."""
    found = {(one.deadline.id, one.moment, str(one.last)): one.uid for one in all_entries(BUNDLED)}
    renewal, report = "renewal@2028", "annual-report@2027"
    uid = "a22210d9-681f-5ae8-bd64-09cb52c23d76"
    assert found[renewal, "file-by", "2028-03-31"] == uid
    assert found[renewal, "ahead", "2028-01-01"] == "bc8bacc6-dd90-5ba4-b4db-226e40d292be"
    assert found[report, "opens", "2027-01-01"] == "5322305b-0618-52f1-89ef-dedbcf07dd5e"
    assert all(UUID(uid).version == 5 for uid in found.values())


def all_entries(*licenses, as_of: str = "2026-11-24"):
    return entries_of(report_of(*licenses, as_of=as_of), "events")


def uids(*licenses, as_of: str = "2026-11-24") -> set[str]:
    return {entry.uid for entry in all_entries(*licenses, as_of=as_of)}


def test_uid_survives_every_change_but_its_own() -> None:
    """A new title, another date or another order leaves a UID as it is; another license does not."""
    renamed = BUNDLED._replace(
        rules=tuple(one._replace(title=Text("新", "New")) for one in reversed(BUNDLED.rules))
    )
    moved = BUNDLED._replace(expires=BUNDLED.expires - 20 * DAY)
    assert uids(renamed) == uids(moved) == uids(BUNDLED)
    assert uids(BUNDLED, as_of="2027-12-01") < uids(BUNDLED)
    assert not uids(BUNDLED._replace(number="京ICP证000001号")) & uids(BUNDLED)


def test_every_uid_is_another() -> None:
    """No two entries share a UID, over two licenses and every kind of entry."""
    other = BUNDLED._replace(number="京ICP证130204号\nrenewal@2028")
    events = [Event("illegal-content", d("2026-11-20"))] * 2
    found = entries_of(report_of(BUNDLED, other, events=events), "events", range(200), passed=True)
    assert len({entry.uid for entry in found}) == len(found) > 1000


def test_one_number_in_two_files() -> None:
    """Where one license number stands in two files, their entries are told apart; those of the first
    file keep their UIDs, in whatever order the files are named."""
    first, second = (BUNDLED._replace(file=name, owner=name) for name in ("a.yaml", "b.yaml"))
    alone = uids(first)
    for licenses in ((first, second), (second, first)):
        found = all_entries(*licenses)
        assert len({one.uid for one in found}) == len(found) == 2 * len(alone)
        assert {one.uid for one in found if one.deadline.license.file == "a.yaml"} == alone


# The command


def test_quiet_days_are_silent() -> None:
    """Where nothing is due, nothing is printed, and that is fine: exit code 0."""
    for format in MESSAGES:
        answer = icp("remind", "-l", LICENSE, "-f", format)
        assert (answer.code, answer.out, answer.err) == (0, b"", "")


@pytest.mark.parametrize("format", MESSAGES[:2])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_block_says_it_all(format: str, lang: str) -> None:
    """A block says what, by when, how many days, to whom, which clause and which id, keyword first."""
    answer = icp("remind", "-f", format, "--as-of", "2028-01-01", "--lang", lang)
    blocks = answer.text.split("\n\n")
    assert [block.partition("：" if lang == "zh" else ":")[0] for block in blocks] == [KEYWORD] * 2
    renewal = next(block for block in blocks if "renewal@" in block)
    for words in (
        "2028-03-31",
        "2028-04-02",
        "90",
        "原发证机关",
        "第十二条 应当提前90日" if lang == "zh" else "十二 应当提前90日",
        "renewal@2028",
        "non-renewal-report@2028",
    ):
        assert words in renewal
    assert ("暂定" if lang == "zh" else "provisional") in renewal


def test_keyword() -> None:
    """Another keyword can be asked for: the first words of every block."""
    answer = icp("remind", "--all", "--keyword", "到期 提醒")
    assert answer.text.count("\n到期 提醒: ") == answer.text.count("\n\n") == 2


@pytest.mark.parametrize(
    "arguments",
    [
        ["--days", "7,x"],
        ["--days", "-1"],
        ["--days", "7;3"],
        ["--reminders", "some"],
        ["--keyword", " \n"],
        ["--keyword", "长" * 51],
        ["-f", "table"],
        ["--event", "illegal-content"],
        ["--event", "illegal-contents=2026-09-24"],
        ["--event", "illegal-content=24/9/2026"],
    ],
    ids=" ".join,
)
def test_what_is_refused(arguments: list[str]) -> None:
    """A word that is none is refused with exit code 3, one line on stderr, nothing on stdout."""
    answer = icp("remind", "-l", LICENSE, *arguments)
    assert (answer.code, answer.out, answer.err.count("\n")) == (3, b"", 1)


def test_days_may_be_empty() -> None:
    """`--days ''` reminds on the day itself only; spaces and repetitions do no harm."""
    assert icp("remind", "--days", "", "--as-of", "2027-03-30").out == b""
    assert icp("remind", "--days", "", "--as-of", "2027-03-31").out != b""
    assert icp("remind", "--days", " 5, 5 ,1", "--as-of", "2027-03-26").out != b""


def test_events_on_the_command_line() -> None:
    """`--event` adds what happened, as often as it is given, to text and to calendar."""
    events = ("--event", "illegal-content=2026-11-17", "--event", "capital-change=2026-11-20")
    for format in REMINDERS:
        answer = icp("remind", "--all", *events, "-f", format)
        assert b"illegal-content-report@2026-11-17" in answer.out.replace(b"\r\n ", b"")
        assert b"registry-update@2026-11-20" in answer.out.replace(b"\r\n ", b"")


def test_a_calendar_of_a_day_to_come(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever writes a calendar as of a day to come is warned not to import it; of today and of the
    past nobody is."""
    from icpcli.cli.commands import remind

    monkeypatch.setattr(remind, "now", lambda: datetime(2026, 11, 24, 23, 59, tzinfo=CHINA))
    assert "do not import it" in icp("remind", "-f", "ics", "--as-of", "2026-11-25").err
    assert icp("remind", "-l", LICENSE, "-f", "ics", "--as-of", "2026-11-24").err == ""
    assert icp("remind", "-l", LICENSE, "-f", "text", "--as-of", "2026-11-25").err == ""


def test_icp_format_of_another_command() -> None:
    """$ICP_FORMAT is for all commands: a format that `remind` lacks means its default, a slip does not."""
    assert icp("remind", "--all", ICP_FORMAT="table").text.startswith("ICP合规提醒")
    assert icp("remind", ICP_FORMAT="ics").text.startswith("BEGIN:VCALENDAR")
    assert icp("deadlines", ICP_FORMAT="ics").text == icp("deadlines").text
    assert icp("remind", ICP_FORMAT="icss").code == 3


def test_several_licenses_can_be_told_apart(tmp_path: Path) -> None:
    """Each reminder and each title in the calendar says whose it is: by the company's short name, and
    by the number where one company holds several."""
    text = LICENSE.read_text("utf-8")
    files = []
    for n, name in enumerate(("甲", "乙", "乙")):
        path = tmp_path / f"{n}.yaml"
        named = text.replace("holder: ", f"short_name: {name}\n  holder: ", 1)
        path.write_text(named.replace("京ICP证130204号", f"沪ICP证00000{n}号"), "utf-8")
        files += ["-l", path]
    names = ["甲", "乙 沪ICP证000001号", "乙 沪ICP证000002号"]
    headings = re.findall(f"^{KEYWORD}.*", icp("remind", "--all", *files).text, re.MULTILINE)
    unfolded = icp("remind", "-f", "ics", *files).text.replace("\r\n ", "")
    summaries = [line for line in unfolded.split("\r\n") if line.startswith("SUMMARY")]
    todo = re.findall("^.+(?= due:)", icp("remind", "-f", "todotxt", *files).text, re.MULTILINE)
    for lines in (headings, summaries, todo):
        counts = [sum(line.endswith(f" {name}") for line in lines) for name in names]
        assert counts == [len(lines) / 3] * 3
    for format in (*MESSAGES, "taskwarrior"):
        said = icp("remind", "--all", "--split", "-f", format, *files).text
        assert all(name in said for name in names)


def test_an_event_is_named_with_its_day() -> None:
    """The title of a deadline that an event started says what happened and when."""
    for format in (*MESSAGES, "ics", "todotxt", "taskwarrior"):
        answer = icp(
            *("remind", "--all", "-f", format, "--lang", "zh"),
            *("--event", "capital-change=2026-11-20"),
        )
        assert "更新企业登记信息（注册资本变更 2026-11-20" in answer.text.replace("\r\n ", "")


def test_findings_are_told_too(tmp_path: Path) -> None:
    """What `check` would fail on is in the message, every day, behind what is due; what only informs
    is not."""
    expired = {"ICP_AS_OF": "2030-08-05"}
    text = LICENSE.read_text("utf-8")
    (tmp_path / "license.yaml").write_text(text, "utf-8")
    for format in MESSAGES:
        said = icp(
            "remind", "-f", format, "-l", tmp_path / "license.yaml", "--lang", "zh", **expired
        )
        assert "许可证已过期（有效期至 2028-07-01）" in said.text
        assert said.text.index("编号：renewal@2028") < said.text.index("许可证已过期")
        assert "发证机关空白" not in said.text
    ics = icp("remind", "-f", "ics", "-l", tmp_path / "license.yaml", "--lang", "zh", **expired)
    assert "SUMMARY:需要处理：许可证已过期" in ics.text.replace("\r\n ", "")


def test_the_owner_is_named(tmp_path: Path) -> None:
    """Who looks after a license stands in each message and in the text of each entry."""
    path = license_file(tmp_path / "license.yaml", owner="法务部 张三")
    for format in (*MESSAGES, "ics"):
        said = icp(
            "remind", "--all", "-f", format, "--lang", "zh", "-l", path, "--as-of", FILING_DAY
        )
        assert "负责人：法务部 张三" in said.text.replace("\r\n ", "")


@pytest.mark.parametrize("format", REMINDERS)
def test_one_broken_license_silences_nobody(format: str, tmp_path: Path) -> None:
    """What can be read is told of, what cannot is named, in a message at its end; the exit code is
    3."""
    good = license_file(tmp_path / "good.yaml")
    (tmp_path / "bad.yaml").write_text("license: 1\n", "utf-8")
    files = ("-l", tmp_path / "bad.yaml", "-l", good)
    said = icp("remind", "-f", format, "--lang", "zh", *files, "--as-of", FILING_DAY)
    text = said.text.replace("\r\n ", "")
    assert said.code == 3
    assert "renewal@2026" in text
    assert "bad.yaml:1:1" in said.err
    if format in MESSAGES:
        assert re.search("bad.{0,2}yaml:1:1", text.partition("renewal@2026")[2])
    if format == "ics":
        assert f"SUMMARY:需要处理：{tmp_path}/bad.yaml:1:1" in text


@pytest.mark.parametrize("format", MESSAGES)
def test_bad_rows_are_one_block_behind_what_is_overdue(format: str, tmp_path: Path) -> None:
    """Twelve bad rows of a ledger do not stand before what is overdue, and take one block."""
    bad = [(f"京ICP证{n}号", "甲", "icp", "2021-03-02", "2026.1") for n in range(3, 15)]
    path = tmp_path / "台账.csv"
    text_ledger(path, HEADER, *bad, ("京ICP证2号", "甲", "icp", "2021-03-02", "2026-03-01"))
    said = icp("remind", "-f", format, "--lang", "zh", "-l", path, "--as-of", "2026-02-27")
    assert said.text.count("读不出的文件") == 1
    before, _, after = said.text.partition("读不出的文件")
    assert "已逾期" in before
    assert "12 行读不出（第 2 行、第 3 行、第 4 行 等）" in after
    assert said.code == 3


def test_a_command_to_copy_ends_its_line(tmp_path: Path) -> None:
    """Whose a finding is stands before its words: behind them it would be taken for a part of the
    command that they end with."""
    path = tmp_path / "license.yaml"
    path.write_bytes(LICENSE.read_bytes())
    as_of = ("-l", path, "--lang", "zh", "--as-of", "2026-11-27")
    assert icp("record", "shareholder-change", "--on", "2026-11-20", *as_of).code == 0
    (line,) = [it for it in icp("remind", *as_of).text.splitlines() if "--answer no" in it]
    assert line.startswith(f"{KEYWORD}：北京智明星通科技股份有限公司：2026-11-20 的“")
    assert "科技股份有限公司" not in line.partition("--answer no")[2]


@pytest.mark.parametrize("format", REMINDERS)
def test_a_broken_license_alone(format: str, tmp_path: Path) -> None:
    """A message says that the only license cannot be read; a calendar or a list that was written
    before is not replaced by one without any deadline."""
    bad, out = tmp_path / "bad.yaml", tmp_path / "out"
    bad.write_text("license: 1\n", "utf-8")
    out.write_text("old", "utf-8")
    said = icp("remind", "-f", format, "-l", bad, "-o", out)
    assert said.code == 3
    written = out.read_text("utf-8")
    assert (KEYWORD in written and "bad" in written) if format in MESSAGES else written == "old"


def test_the_example_reminds_nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a license of one's own there is no reminder: the example is nobody's."""
    monkeypatch.chdir(tmp_path)
    for format in REMINDERS:
        said = icp("remind", "--all", "-f", format)
        assert (said.code, said.out, said.err.count("\n")) == (3, b"", 1)


@pytest.mark.parametrize("format", REMINDERS)
def test_a_file_is_what_stdout_is(format: str, tmp_path: Path) -> None:
    """`-o FILE` writes the very bytes that would be on stdout."""
    path = tmp_path / "out"
    answer = icp("remind", "--all", "-f", format)
    assert icp("remind", "--all", "-f", format, "-o", path).out == b""
    assert path.read_bytes() == answer.out
