"""The calendar, judged by readers that are not ours: icalendar, vobject, khal."""

import re
from contextlib import redirect_stdout
from datetime import UTC, datetime, timedelta
from io import StringIO
from itertools import pairwise
from pathlib import Path

import pytest
import vobject
from calendars import STAMP, entries_of, ics, many, one_deadline, random_entries, report_of, written
from icalendar import Calendar
from khal.cli import main_khal
from samples import BUNDLED, DAY, d, it, license_with, rule
from terminal import icp, icp_process

from icpcli.model.journal import Filing, Journal, Waiver
from icpcli.model.reminder import Moment
from icpcli.render.words import one_line

pytestmark = pytest.mark.usefixtures("at_the_root")

AFTER_AN_ALARM = ("BEGIN:VALARM", "END:VEVENT")


def events_of(data: bytes) -> list:
    calendar = Calendar.from_ical(data)
    assert calendar.errors == []
    assert all(event.errors == [] for event in calendar.events)
    return calendar.events


def unfolded(data: bytes) -> list[str]:
    return data.decode().replace("\r\n ", "").split("\r\n")[:-1]


# icalendar


def test_one_event_on_the_day_to_plan_for() -> None:
    """A deadline is one event that takes the whole of its `file_by`, and nobody's time."""
    (event,) = events_of(ics(one_deadline("2028-02-20"), days=()))
    assert event["dtstart"].dt == d("2028-03-31")
    assert event["dtend"].dt == d("2028-04-01")
    assert event["dtstart"].params == event["dtend"].params == {"VALUE": "DATE"}
    assert event["transp"] == "TRANSPARENT"
    assert event["dtstamp"].dt == STAMP
    assert event["last-modified"].dt == STAMP


def test_the_event_says_why() -> None:
    """The legal day, the clause's words, the recipient and each step are in the description."""
    report = report_of()
    events = {str(event["uid"]): event for event in events_of(ics(report, "none", ()))}
    for entry in entries_of(report, "none", ()):
        text = str(events[entry.uid]["description"])
        deadline = entry.deadline
        for words in (deadline.due, deadline.rule.quote, deadline.rule.recipient, deadline.id):
            assert str(words) in text
        assert all(f"{step.date}" in text and step.why.zh in text for step in deadline.steps)
        assert all(note.zh in text for note in deadline.notes)


def test_provisional_says_so() -> None:
    """What a missing notice may still move says so, in the title and in the description."""
    report = report_of()
    events = {str(event["uid"]): event for event in events_of(ics(report))}
    for entry in entries_of(report):
        event, provisional = events[entry.uid], entry.deadline.certainty == "provisional"
        assert ("暂定" in event["summary"]) == provisional
        assert ("确定性：暂定" in event["description"]) == provisional


def test_alarms_at_nine() -> None:
    """An alarm rings at 09:00: a day before is -PT15H, a week before -P6DT15H, the day itself PT9H."""
    lines = unfolded(ics(one_deadline("2028-02-20"), days=(7, 1)))
    triggers = [line for line in lines if line.startswith("TRIGGER")]
    assert triggers == ["TRIGGER:-PT15H", "TRIGGER:-P6DT15H", "TRIGGER:PT9H"]
    (event,) = events_of(ics(one_deadline("2028-02-20"), days=(7, 1)))
    rings = {event["dtstart"].dt - timedelta(days=n) for n in (7, 1, 0)}
    times = [alarm.trigger for alarm in event.alarms.times]
    assert {time.date() for time in times} == rings
    assert {(time.hour, time.minute) for time in times} == {(9, 0)}


def test_alarms_come_last() -> None:
    """Within an event no property follows an alarm: the new Outlook would not read it."""
    inside = False
    for line in unfolded(ics(report_of(), "alarms")):
        if line == "END:VALARM":
            inside = True
        elif inside:
            assert line in AFTER_AN_ALARM
            inside = False


def test_no_invitation_no_repetition() -> None:
    """The calendar has a name and tells how often to look again; no METHOD, no RRULE, no VTODO."""
    lines = unfolded(ics(report_of(), passed=True))
    names = {re.split("[:;]", line)[0] for line in lines}
    assert not names & {"METHOD", "RRULE", "RDATE", "ATTENDEE", "ORGANIZER"}
    assert "BEGIN:VTODO" not in lines
    assert "NAME:经营许可证期限 京ICP证130204号" in lines
    assert "X-WR-CALNAME:经营许可证期限 京ICP证130204号" in lines
    assert "REFRESH-INTERVAL;VALUE=DURATION:P1D" in lines
    assert "X-PUBLISHED-TTL:P1D" in lines


def test_a_calendar_is_never_empty() -> None:
    """Where nothing is to be done, one entry on the day of writing says so, under one UID for ever."""
    found = []
    for as_of in ("2027-01-01", "2027-01-02"):
        report = report_of(as_of=as_of)._replace(deadlines=())
        (event,) = events_of(written((), report))
        found.append(event)
        assert event["dtstart"].dt == d(as_of)
        assert as_of in event["summary"]
        assert event.subcomponents == []
    assert found[0]["uid"] == found[1]["uid"]
    assert found[0]["sequence"] < found[1]["sequence"]


def test_what_is_late_says_so() -> None:
    """After the day to file by, an entry says that it may still be done, and until when; after the
    last day, that it is overdue. On the day itself it says what it always said."""
    titles = {}
    for as_of in ("2028-03-30", "2028-03-31", "2028-04-01", "2028-04-02", "2028-04-03"):
        events = events_of(ics(one_deadline(as_of)))
        titles[as_of] = {(str(e["dtstart"].dt), str(e["summary"]).split("：")[0]) for e in events}
    may = "可能仍可办理，至 2028-04-02"
    assert titles == {
        "2028-03-30": {("2028-03-31", "最晚今天办理")},
        "2028-03-31": {("2028-03-31", "最晚今天办理")},
        "2028-04-01": {("2028-03-31", may), ("2028-04-01", may)},
        "2028-04-02": {("2028-03-31", may), ("2028-04-02", may)},
        "2028-04-03": {("2028-03-31", "已逾期"), ("2028-04-03", "已逾期")},
    }


def test_what_is_closed_is_cancelled() -> None:
    """What was filed, voided or waived after its day is cancelled, says so, and has no alarm."""
    license = license_with(rule("30 days after", id="once"))
    happened, recorded = it("2026-11-20"), d("2026-12-28")
    once = "once@2026-11-20"
    closed = {
        "已办理": Journal((happened,), (Filing(once, d("2026-12-17"), recorded),)),
        "暂缓提醒": Journal((happened,), (), (Waiver(once, d("2027-03-01"), "why", recorded),)),
        "已作废": Journal((happened._replace(void=True, undone=recorded),)),
    }
    for word, journal in closed.items():
        events = events_of(ics(report_of(license, as_of="2026-12-29", journal=journal)))
        assert events
        for event in events:
            assert event["status"] == "CANCELLED"
            assert str(event["summary"]).startswith(f"{word}：规则（事件 2026-11-20）")
            assert event.subcomponents == []
    (event,) = events_of(ics(report_of(license, events=[happened])))
    assert "status" not in event


def test_the_other_of_a_pair_says_so() -> None:
    """Of two alternatives the one that was filed says so; the other says that the other one was."""
    filing = Filing("renewal@2028", d("2027-12-01"), d("2027-12-02"))
    report = report_of(as_of="2027-12-03", journal=Journal((), (filing,)))
    titles = {
        str(event["summary"]).partition("（")[0]
        for event in events_of(ics(report))
        if event.get("status") == "CANCELLED"
    }
    assert titles == {"已办理：申请延续经营许可证", "已办理另一项：报告不再继续经营"}


def test_an_event_is_named_with_what_it_happened_to() -> None:
    """Where an event names one of several things, the title does."""
    report = report_of(license_with(rule("30 days after")), events=[it("2026-11-20")])
    (deadline,) = report.deadlines
    named = report._replace(deadlines=(deadline._replace(about="交易系统"),))
    events = events_of(ics(named))
    assert all("（事件 交易系统 2026-11-20）" in str(event["summary"]) for event in events)


def test_titles_name_the_company() -> None:
    """Every title ends with what the company is called: its short name, else the holder."""
    short = BUNDLED._replace(short_name="智明星通")
    for license, name in ((short, "智明星通"), (BUNDLED, BUNDLED.holder)):
        events = events_of(ics(report_of(license)))
        assert all(str(event["summary"]).endswith(f" {name}") for event in events)


def test_the_name_of_a_calendar() -> None:
    """A calendar of a few licenses names them, one of many says how many they are."""
    few = [BUNDLED._replace(file=str(n), number=f"{n}号") for n in range(3)]
    many = [BUNDLED._replace(file=str(n), number=f"{n}号") for n in range(4)]
    assert "NAME:经营许可证期限 0号 1号 2号" in unfolded(ics(report_of(*few)))
    assert "NAME:经营许可证期限 4 份许可证" in unfolded(ics(report_of(*many)))


def test_random_titles() -> None:
    """300 random titles come back as they went in; no line is longer than 75 octets, and none is
    cut inside a character or an escape."""
    # They are cut at 7,600 places: before signs of one to four octets and before escapes, and at each
    # width at which such a line can end (72 to 75).
    entries = random_entries(300, seed=4)
    data = written(entries)
    found = {str(event["uid"]): event for event in events_of(data)}
    assert len(found) == len(entries) == 300
    for entry in entries:
        title = one_line(entry.deadline.rule.title.zh)
        assert str(found[entry.uid]["summary"]) == f"最晚今天办理：{title}（暂定） {BUNDLED.holder}"
        assert f"\n{title} " in f"\n{found[entry.uid]['description']}"
        assert [str(alarm["description"]) for alarm in found[entry.uid].subcomponents] == [
            f"{f'还有 {days} 天' if days else '最晚今天办理'}：{title}（暂定） {BUNDLED.holder}"
            for days in entry.alarms
        ]
    check_lines(data)


def check_lines(data: bytes) -> None:
    """Each physical line: at most 75 octets, whole characters, no half escape, no control character."""
    assert data.endswith(b"\r\n")
    for line in data.split(b"\r\n"):
        assert len(line) <= 75
        text = line.decode()
        assert not re.search(r"[\x00-\x1f\x7f-\x9f]", text)
        assert len(re.search(r"\\*$", text)[0]) % 2 == 0


def test_an_alarm_says_how_long_there_is() -> None:
    """An alarm that rings days ahead says how many; only that of the day itself says today."""
    data = icp("remind", "-f", "ics", "--lang", "en").out
    (event, *_) = [one for one in events_of(data) if one.subcomponents]
    said = {
        one["trigger"].to_ical().decode(): str(one["description"]).partition(":")[0]
        for one in event.subcomponents
    }
    assert said == {
        "-PT15H": "In 1 day",
        "-P2DT15H": "In 3 days",
        "-P4DT15H": "In 5 days",
        "-P6DT15H": "In 7 days",
        "-P13DT15H": "In 14 days",
        "PT9H": "File by today",
    }


def test_longest_lines_are_full() -> None:
    """A line is cut as late as it may be: 75 octets where the text allows it."""
    entries = random_entries(50, seed=1)
    lines = written(entries).split(b"\r\n")
    assert max(map(len, lines)) == 75
    followed = pairwise(lines)
    assert all(len(line) >= 72 for line, after in followed if after.startswith(b" "))


# The same question, the same bytes


def test_bytes_are_the_same() -> None:
    """The same license on the same day gives the same bytes, whatever the seed of the hashes."""
    arguments = ("remind", "-f", "ics", "--lang", "zh")
    first = icp(*arguments).out
    for seed in ("1", "2"):
        assert icp_process(*arguments, PYTHONHASHSEED=seed, TZ="America/New_York").stdout == first
    check_lines(first)


def test_time_stamp() -> None:
    """DTSTAMP is the day that was asked for, or $SOURCE_DATE_EPOCH; a word that is no number is refused."""
    stamps = {str(event["dtstamp"].dt) for event in events_of(icp("remind", "-f", "ics").out)}
    assert stamps == {"2026-11-24 00:00:00+00:00"}
    out = icp("remind", "-f", "ics", SOURCE_DATE_EPOCH="1700000000").out
    stamps = {event["dtstamp"].dt for event in events_of(out)}
    assert stamps == {datetime.fromtimestamp(1700000000, UTC)}
    for text in ("soon", "-1", "1e9", "9" * 12):
        assert icp("remind", "-f", "ics", SOURCE_DATE_EPOCH=text).code == 3


# vobject


def test_vobject_reads_the_same() -> None:
    """vobject finds the same titles, days and alarms as were written, and calls each event valid."""
    report = report_of()
    calendar = vobject.readOne(ics(report).decode())
    read = {
        event.uid.value: (
            event.dtstart.value,
            event.dtend.value,
            tuple(alarm.trigger.value for alarm in getattr(event, "valarm_list", ())),
        )
        for event in calendar.vevent_list
    }
    nine = timedelta(hours=9)
    assert read == {
        entry.uid: (entry.on, entry.last + DAY, tuple(nine - n * DAY for n in entry.alarms))
        for entry in entries_of(report)
    }
    assert calendar.validate(raiseException=True)


def test_vobject_reads_random_titles() -> None:
    """vobject unfolds and unescapes 100 random titles to what they were."""
    entries = random_entries(100, seed=5)
    calendar = vobject.readOne(written(entries).decode())
    read = {event.uid.value: event.summary.value for event in calendar.vevent_list}
    assert read == {
        entry.uid: f"最晚今天办理：{one_line(entry.deadline.rule.title.zh)}（暂定） {BUNDLED.holder}"
        for entry in entries
    }


# khal


CONFIG = """
[calendars]
[[icp]]
path = {0}/calendar
[locale]
local_timezone = Asia/Shanghai
default_timezone = Asia/Shanghai
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
timeformat = %H:%M
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
[sqlite]
path = {0}/khal.db
"""


@pytest.fixture
def khal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """khal with a calendar of its own: import a calendar, list what there is."""
    (tmp_path / "calendar").mkdir()
    (tmp_path / "config").write_text(CONFIG.format(tmp_path), "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))

    def run(*arguments: str) -> str:
        with redirect_stdout(StringIO()) as out, pytest.raises(SystemExit) as left:
            main_khal(["-c", "config", *arguments])
        assert not left.value.code, out.getvalue()
        return out.getvalue()

    def imported(data: bytes) -> set[str]:
        (tmp_path / "new.ics").write_bytes(data)
        run("import", "--batch", "-a", "icp", "new.ics")
        shown = "{start-date} {uid} {title}{nl}"
        asked = ("--once", "--day-format", "", "--format", shown)
        listed = run("list", *asked, "2026-01-01", "1500d")
        lines = [line for line in listed.splitlines() if line]
        assert len(set(lines)) == len(lines)
        return set(lines)

    return imported


def held(data: bytes) -> set[str]:
    return {f"{e['dtstart'].dt} {e['uid']} {e['summary']}" for e in events_of(data)}


def test_khal_imports_twice(khal) -> None:
    """Imported twice, every event is there once."""
    data = ics(report_of())
    assert khal(data) == khal(data) == held(data)


def test_khal_moves_what_moved(khal) -> None:
    """Where the term ends on another day, the next import moves the same events to their new days."""
    before, after = ics(report_of()), ics(report_of(BUNDLED._replace(expires=d("2028-07-21"))))
    renewal = {
        entry.uid
        for entry in entries_of(report_of())
        if entry.deadline.rule.id == "renewal" and entry.moment is Moment.FILE_BY
    }
    first, second = khal(before), khal(after)
    assert second == held(after) != held(before)
    assert {line[:10] for line in first if line.split()[1] in renewal} == {"2028-03-31"}
    assert {line[:10] for line in second if line.split()[1] in renewal} == {"2028-04-21"}


def test_many_deadlines() -> None:
    """200 late deadlines are two events each, with a UID of their own."""
    events = events_of(ics(many(200), "none", ()))
    assert len({str(event["uid"]) for event in events}) == len(events) == 400
