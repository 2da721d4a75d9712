"""Which reminders fall on which day, and what `icp remind` says of them."""

import re
from pathlib import Path
from uuid import UUID

import pytest
from calendars import one_deadline, report_of
from places import ROOT
from samples import BUNDLED, DAY, d, it, license_with, rule
from terminal import icp

from icpcli.cli.commands.remind import KEYWORD
from icpcli.cli.values import REMINDERS
from icpcli.deadlines.reminders import DAYS, STYLES, calendar_entries, due_today, left_out, tasks
from icpcli.model.deadline import Report, Status
from icpcli.model.journal import Event
from icpcli.model.license import Alert
from icpcli.model.problem import Text
from icpcli.model.reminder import Moment

FILE_BY = d("2028-03-31")
MESSAGES = ("text", "markdown", "feishu", "dingtalk", "wecom")


@pytest.fixture(autouse=True)
def at_the_root(monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands are run where the bundled license is found as data/license.yaml."""
    monkeypatch.chdir(ROOT)


def with_status(report: Report, status: Status) -> Report:
    changed = (deadline._replace(status=status) for deadline in report.deadlines)
    return report._replace(deadlines=tuple(changed))


def entries(report: Report, style: str = "auto", days=DAYS, **options):
    """What a calendar holds: the moment, the day, how far ahead, the alarms."""
    return [
        (entry.moment.value, str(entry.on), entry.ahead, entry.alarms)
        for entry in calendar_entries(report, STYLES[style], days, **options)
    ]


# What to say today


@pytest.mark.parametrize("left", range(100, -5, -1))
def test_milestones(left: int) -> None:
    """A reminder is due 90, 60, 30, 14, 7, 3 and 1 days before `file_by`, on that day and after it."""
    report = one_deadline(str(FILE_BY - left * DAY))
    assert bool(due_today(report, DAYS)) == (left in (90, 60, 30, 14, 7, 3, 1) or left <= 0)


def test_own_milestones() -> None:
    """Other days can be asked for; the day itself is among them all the same."""
    due = [
        left
        for left in range(50, -1, -1)
        if due_today(one_deadline(str(FILE_BY - left * DAY)), (45,))
    ]
    assert due == [45, 0]


def test_between_file_by_and_due() -> None:
    """While the day to plan for has passed and the legal one has not, there is a reminder every day."""
    report = report_of(as_of="2024-03-30")
    assert [one.id for one in due_today(report, DAYS)] == ["annual-report@2024"]
    assert due_today(report_of(as_of="2024-04-01"), DAYS) == ()


@pytest.mark.parametrize("status", [Status.FILED, Status.WAIVED, Status.PAST])
def test_done_is_done(status: Status) -> None:
    """What is filed, waived or past is in no reminder, no calendar and no list."""
    report = with_status(one_deadline("2028-03-30"), status)
    assert due_today(report, DAYS, everything=True) == ()
    assert calendar_entries(report, STYLES["auto"], DAYS) == ()
    assert tasks(report) == ()


def test_gates_have_no_day() -> None:
    """An approval without a date is in no reminder, no calendar and no list."""
    gate = rule(None, gate=Text("先批后办", "Approval first"))
    report = report_of(license_with(gate), events=[it("2026-11-20")])
    assert report.deadlines[0].file_by is None
    assert due_today(report, DAYS, everything=True) == ()
    assert calendar_entries(report, STYLES["events"], DAYS, passed=True) == ()
    assert tasks(report) == ()


def test_everything() -> None:
    """With `everything`, all that is open is said, whatever the day."""
    assert len(due_today(report_of(), DAYS, everything=True)) == 4


def test_worst_first() -> None:
    """Overdue comes before critical, critical before a warning; within one, the nearest day first."""
    events = [
        it(day) for day in ("2026-11-20", "2026-11-02", "2026-10-01", "2026-10-30", "2026-09-01")
    ]
    report = report_of(license_with(rule("30 days after")), events=events)
    said = [(one.status, one.days_left) for one in due_today(report, DAYS, everything=True)]
    assert said == [
        (Status.OVERDUE, -55),
        (Status.OVERDUE, -25),
        (Status.CRITICAL, 3),
        (Status.WARNING, 8),
        (Status.UPCOMING, 24),
    ]


def test_critical_before_near() -> None:
    """What is critical comes first even where a mere warning is nearer."""
    far = rule("30 days after", id="far", alert=Alert(warning=30, critical=25))
    near = rule("10 days after", id="near", alert=Alert(warning=10, critical=1))
    report = report_of(license_with(far, near), events=[it("2026-11-20")])
    said = [(one.rule.id, one.days_left) for one in due_today(report, DAYS, everything=True)]
    assert said == [("far", 24), ("near", 6)]


# What to write into a calendar


@pytest.mark.parametrize(
    ("style", "ahead", "alarms"),
    [
        ("auto", [90, 60, 30], (1, 3, 7, 14, 0)),
        ("events", [90, 60, 30, 14, 7, 3, 1], ()),
        ("alarms", [], (1, 3, 7, 14, 30, 60, 90, 0)),
        ("none", [], ()),
    ],
)
def test_styles(style: str, ahead: list[int], alarms: tuple[int, ...]) -> None:
    """Up to 28 days ahead a reminder is an alarm, beyond that an entry of its own; or as asked for."""
    expected = [("ahead", str(FILE_BY - n * DAY), n, ()) for n in ahead]
    assert entries(one_deadline("2027-06-01"), style) == [
        *expected,
        ("file-by", "2028-03-31", 0, alarms),
    ]


def test_the_longest_alarm() -> None:
    """28 days ahead is an alarm, 29 days ahead an entry."""
    assert entries(one_deadline("2027-06-01"), days=(29, 28)) == [
        ("ahead", "2028-03-02", 29, ()),
        ("file-by", "2028-03-31", 0, (28, 0)),
    ]


def test_window_and_own_start() -> None:
    """A window's first day and the holder's own start are entries of their own."""
    license = license_with(rule("Q1", "each year", prepare="20 days before"))
    assert entries(report_of(license), "none")[:3] == [
        ("prepare-from", "2026-12-12", 0, ()),
        ("opens", "2027-01-01", 0, ()),
        ("file-by", "2027-03-31", 0, ()),
    ]


def test_every_year_has_its_own() -> None:
    """Annual reports are written out year by year, each under a UID of its own."""
    found = calendar_entries(report_of(as_of="2024-01-01"), STYLES["none"], ())
    yearly = [one for one in found if one.deadline.rule.id == "annual-report"]
    assert [one.on.year for one in yearly if one.moment is Moment.FILE_BY] == [*range(2024, 2029)]
    assert len({one.uid for one in yearly}) == len(yearly)


@pytest.mark.parametrize("style", STYLES)
def test_nothing_in_the_past(style: str) -> None:
    """On no day does an entry or an alarm lie in the past; with `passed`, entries may, alarms never."""
    for left in range(-10, 120):
        as_of = FILE_BY - left * DAY
        for passed in (False, True):
            for entry in calendar_entries(
                one_deadline(str(as_of)), STYLES[style], DAYS, passed=passed
            ):
                assert passed or entry.on >= as_of
                assert all(entry.on - n * DAY >= as_of for n in entry.alarms)


def test_the_past_on_request() -> None:
    """With `passed`, a calendar also holds the recurring deadlines that went by."""
    shown = entries(report_of(), "none", (), passed=True)
    assert ("file-by", "2024-03-29", 0, ()) in shown
    assert ("file-by", "2024-03-29", 0, ()) not in entries(report_of(), "none", ())


def test_late_is_left_out_and_named() -> None:
    """A late deadline has no coming day: it is not in the calendar, and can be named."""
    report = one_deadline("2028-04-10")
    shown = calendar_entries(report, STYLES["auto"], DAYS)
    assert shown == ()
    assert left_out(report, shown) == report.deadlines
    assert left_out(report, calendar_entries(report, STYLES["auto"], DAYS, passed=True)) == ()


def test_a_named_event_stays() -> None:
    """The deadline of an event that was asked for by name is there even where it is late."""
    license = license_with(rule("10 days after"))
    events = [it("2026-09-24"), it("2026-09-25")]
    report = report_of(license, events=events)
    assert entries(report, named=[events[0]]) == [("file-by", "2026-09-30", 0, ())]


def test_no_reminder_before_the_event() -> None:
    """Nobody is reminded of what has not happened yet: no entry lies before the event."""
    report = report_of(license_with(rule("60 days after")), events=[it("2026-11-20")])
    days = [on for _, on, _, _ in entries(report, passed=True)]
    assert days == ["2026-11-20", "2026-12-20", "2027-01-19"]


# Who is who


def test_uid_is_fixed() -> None:
    """A UID is a name-based UUID that never changes: calendars in use know it."""
    found = {(one.deadline.id, one.moment, one.ahead): one.uid for one in all_entries(BUNDLED)}
    assert found["renewal@2028", "file-by", 0] == "a22210d9-681f-5ae8-bd64-09cb52c23d76"
    assert found["renewal@2028", "ahead", 90] == "bc8bacc6-dd90-5ba4-b4db-226e40d292be"
    assert found["annual-report@2027", "opens", 0] == "5322305b-0618-52f1-89ef-dedbcf07dd5e"
    assert all(UUID(uid).version == 5 for uid in found.values())


def all_entries(*licenses, as_of: str = "2026-11-24"):
    return calendar_entries(report_of(*licenses, as_of=as_of), STYLES["events"], DAYS)


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
    found = calendar_entries(
        report_of(BUNDLED, other, events=events), STYLES["events"], range(200), passed=True
    )
    assert len({entry.uid for entry in found}) == len(found) > 1000


# The command


def test_quiet_days_are_silent() -> None:
    """Where nothing is due, nothing is printed, and that is fine: exit code 0."""
    for format in MESSAGES:
        answer = icp("remind", "-f", format)
        assert (answer.code, answer.out, answer.err) == (0, b"", "")


@pytest.mark.parametrize("format", MESSAGES[:2])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_block_says_it_all(format: str, lang: str) -> None:
    """A block says what, by when, how many days, to whom, which clause and which id, keyword first."""
    answer = icp("remind", "-f", format, "--as-of", "2028-01-01", "--lang", lang)
    blocks = answer.text.split("\n\n")
    assert [block.partition("：" if lang == "zh" else ":")[0] for block in blocks] == [KEYWORD] * 3
    renewal = next(block for block in blocks if "十二 应当" in block)
    for words in (
        "2028-03-31",
        "2028-04-02",
        "90",
        "原发证机关",
        "十二 应当提前90日",
        "renewal@2028",
    ):
        assert words in renewal
    assert ("暂定" if lang == "zh" else "provisional") in renewal


def test_keyword() -> None:
    """Another keyword can be asked for: the first words of every block."""
    answer = icp("remind", "--all", "--keyword", "到期 提醒")
    assert answer.text.count("\n到期 提醒: ") == answer.text.count("\n\n") == 3


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
        ["--event", "illegal-content=2026-9-24"],
    ],
    ids=" ".join,
)
def test_what_is_refused(arguments: list[str]) -> None:
    """A word that is none is refused with exit code 3, one line on stderr, nothing on stdout."""
    answer = icp("remind", *arguments)
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


def test_a_late_deadline_is_named_beside_the_calendar() -> None:
    """What a calendar of coming days cannot hold is named on stderr."""
    answer = icp("remind", "-f", "ics", "--as-of", "2028-05-01")
    assert b"BEGIN:VEVENT" not in answer.out
    assert "renewal@2028 is not in the calendar" in answer.err
    assert "--all" in answer.err


def test_icp_format_of_another_command() -> None:
    """$ICP_FORMAT is for all commands: a format that `remind` lacks means its default, a slip does not."""
    assert icp("remind", "--all", ICP_FORMAT="table").text.startswith("ICP合规提醒")
    assert icp("remind", ICP_FORMAT="ics").text.startswith("BEGIN:VCALENDAR")
    assert icp("deadlines", ICP_FORMAT="ics").text == icp("deadlines").text
    assert icp("remind", ICP_FORMAT="icss").code == 3


def test_several_licenses_can_be_told_apart(tmp_path: Path) -> None:
    """With several licenses, each reminder and each title in the calendar says which one it is for."""
    text = (ROOT / "data" / "license.yaml").read_text("utf-8")
    other = tmp_path / "other.yaml"
    other.write_text(text.replace("京ICP证130204号", "沪ICP证000001号"), "utf-8")
    files = ("-l", ROOT / "data" / "license.yaml", "-l", other)
    for format in (*MESSAGES, "taskwarrior", "todotxt"):
        said = icp("remind", "--all", "-f", format, *files).text
        assert said.count("沪ICP证000001号") == said.count("京ICP证130204号") == 4
    headings = re.findall(f"^{KEYWORD}.*", icp("remind", "--all", *files).text, re.MULTILINE)
    assert sum(line.endswith(" 沪ICP证000001号") for line in headings) == len(headings) / 2 == 4
    unfolded = icp("remind", "-f", "ics", *files).text.replace("\r\n ", "")
    summaries = [line for line in unfolded.split("\r\n") if line.startswith("SUMMARY")]
    assert sum(line.endswith("沪ICP证000001号") for line in summaries) == len(summaries) / 2 > 0


@pytest.mark.parametrize("format", REMINDERS)
def test_a_file_is_what_stdout_is(format: str, tmp_path: Path) -> None:
    """`-o FILE` writes the very bytes that would be on stdout."""
    path = tmp_path / "out"
    answer = icp("remind", "--all", "-f", format)
    assert icp("remind", "--all", "-f", format, "-o", path).out == b""
    assert path.read_bytes() == answer.out
