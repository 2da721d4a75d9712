"""iCalendar (RFC 5545, 7986): one all-day event an entry, the same bytes for the same question.

The library knows the components and the value types. Text is escaped and lines are folded here:
icalendar 7.3 turns the two characters `\\N` of a text into a newline, and folds between the two
backslashes of an escape.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

from icalendar import Alarm, Calendar, Event
from icalendar.prop import vDuration, vText

from icpcli.model.deadline import Deadline, Status
from icpcli.model.license import License
from icpcli.model.problem import Text
from icpcli.model.reminder import Closing, Entry, Moment, edition
from icpcli.model.verdict import Verdict
from icpcli.render.remind.text import remarked, unread
from icpcli.render.words import (
    Lang,
    clause_cell,
    dated,
    dates_in_words,
    days_left,
    in_its_words,
    label,
    names_of,
    one_line,
    say,
    titled,
    to_the_minute,
)

_SUMMARIES = {
    Moment.FILE_BY: Text("最晚今天办理：{title}", "File by today: {title}"),
    Moment.OPENS: Text("今天起可以办理：{title}", "Opens today: {title}"),
    Moment.PREPARE_FROM: Text("今天开始准备：{title}", "Start preparing: {title}"),
    Moment.AHEAD: Text("最晚 {file_by} 办理：{title}", "File by {file_by}: {title}"),
}
_AHEAD = Text("{ahead}：{title}", "{ahead}: {title}")
_MAYBE_STILL = Text("可能仍可办理，至 {due}：{title}", "May still be filed, until {due}: {title}")
_OVERDUE = Text("已逾期：{title}", "Overdue: {title}")
_CLOSED = {
    Closing.FILED: Text("已办理：{title}", "Filed: {title}"),
    Closing.WAIVED: Text("暂缓提醒：{title}", "Waived: {title}"),
    Closing.VOID: Text("已作废：{title}", "Void: {title}"),
}
_OTHER_FILED = Text("已办理另一项：{title}", "Filed the other one: {title}")
_NAME = Text("经营许可证期限", "License deadlines")
_SEVERAL = Text("{n} 份许可证", "{n} licenses")
_NOTHING = Text("截至 {day} 没有待办的期限", "Nothing to file as of {day}")
_TO_MEND = Text("需要处理：{}", "To be mended: {}")
_MOST_NAMES = 3
_ALARM_HOUR = timedelta(hours=9)
_REFRESH = timedelta(days=1)
_MOST_OCTETS = 75
_ESCAPES = str.maketrans({"\\": r"\\", ";": r"\;", ",": r"\,", "\n": r"\n"})
_UNIT = re.compile(r"\\.|.", re.DOTALL)


class _Words(vText):
    """TEXT in which only what RFC 5545 § 3.3.11 names is escaped."""

    def to_ical(self) -> bytes:
        return self.translate(_ESCAPES).encode()


def calendar_ics(verdict: Verdict, entries: Sequence[Entry], stamp: datetime, lang: Lang) -> bytes:
    """The calendar of the licenses; `stamp` is the moment (in UTC) that it gives itself.

    What besides the deadlines wants attention stands on the day of the report, and so does what could
    not be read. Where there is nothing to write, an entry says so, because a calendar without any is
    none (RFC 5545 § 3.6). It has no METHOD: it is a file to import or to subscribe to, not an
    invitation.
    """
    licenses = [state.license for state in verdict.report.licenses]
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//icpcli//icp remind//EN")
    calendar.add("calscale", "GREGORIAN")
    for key in ("name", "x-wr-calname"):
        calendar[key] = _Words(f"{say(_NAME, lang)} {_which(licenses, lang)}".strip())
    calendar.add("refresh-interval", vDuration(_REFRESH), {"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(_REFRESH))
    names = names_of(licenses)
    events = [_event(entry, stamp, lang, names) for entry in entries]
    events += _to_mend(verdict, stamp, lang, names)
    for event in events or [_nothing(licenses, verdict.report.as_of, stamp, lang)]:
        calendar.add_component(event)
    # Unsorted: the order in which they were added, so that alarms follow the event's own lines.
    lines = calendar.content_lines(sorted=False)
    return b"".join(_folded(line) + b"\r\n" for line in lines if line)


def _which(licenses: Sequence[License], lang: Lang) -> str:
    """The numbers of a few licenses, how many they are of more."""
    numbers = list(dict.fromkeys(one_line(license.number) for license in licenses))
    if len(numbers) > _MOST_NAMES:
        return say(_SEVERAL, lang).format(n=len(numbers))
    return " ".join(numbers)


def _nothing(licenses: Sequence[License], as_of: date, stamp: datetime, lang: Lang) -> Event:
    numbers = "\n".join(sorted(license.number for license in licenses))
    words = say(_NOTHING, lang).format(day=as_of)
    return _all_day(_uid(numbers), edition(as_of), (as_of, as_of), stamp, words)


def _to_mend(
    verdict: Verdict, stamp: datetime, lang: Lang, names: Mapping[str, str]
) -> Iterator[Event]:
    """An entry on the day of the report for each finding, and each file that cannot be used."""
    day = verdict.report.as_of
    words = [
        (
            f"{item.license.file}\n{item.id}\n{item.file_by}",
            f"{say(item.title, lang)} {names[item.license.file]}",
        )
        for item in verdict.findings
    ]
    words += [(f"{one.code}\n{one.problems[0].file}", unread(one, lang)) for one in verdict.unread]
    seen: Counter[str] = Counter()
    for key, text in words:
        seen[key] += 1
        summary = say(_TO_MEND, lang).format(text)
        yield _all_day(_uid(f"{key}\n{seen[key]}"), edition(day), (day, day), stamp, summary)


def _uid(name: str) -> str:
    return str(uuid5(NAMESPACE_URL, name))


def _all_day(
    uid: str, sequence: int, days: tuple[date, date], stamp: datetime, summary: str
) -> Event:
    """An event from the first to the last of `days`."""
    first, last = days
    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", stamp)
    event.add("last-modified", stamp)
    event.add("sequence", sequence)
    event.add("dtstart", first)
    event.add("dtend", last + timedelta(days=1))
    event["summary"] = _Words(summary)
    event.add("transp", "TRANSPARENT")
    return event


def _event(entry: Entry, stamp: datetime, lang: Lang, names: Mapping[str, str]) -> Event:
    title = f"{remarked(entry.deadline, lang)} {names[entry.deadline.license.file]}"
    span, summary = (entry.on, entry.last), _summary(entry, title, lang)
    event = _all_day(entry.uid, entry.sequence, span, stamp, summary)
    event["description"] = _Words("\n".join(_description(entry.deadline, lang)))
    if entry.closed:
        event.add("status", "CANCELLED")
    for days in entry.alarms:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("trigger", _ALARM_HOUR - timedelta(days=days))
        alarm["description"] = _Words(_alarm_text(entry, days, title, lang))
        event.add_component(alarm)
    return event


def _summary(entry: Entry, title: str, lang: Lang) -> str:
    words = _closed_title(entry) if entry.closed else _open_title(entry)
    deadline = entry.deadline
    due = to_the_minute(deadline.due_at) or deadline.due
    return say(words, lang).format(title=title, due=due, file_by=deadline.file_by)


def _closed_title(entry: Entry) -> Text:
    """Why there is nothing to do any more."""
    assert entry.closed
    deadline = entry.deadline
    by_other = entry.closed is Closing.FILED and deadline.filed_as not in ("", deadline.id)
    return _OTHER_FILED if by_other else _CLOSED[entry.closed]


def _open_title(entry: Entry) -> Text:
    """What its day says, as long as there is something to do."""
    deadline = entry.deadline
    if entry.moment not in (Moment.FILE_BY, Moment.TODAY):
        return _SUMMARIES[entry.moment]
    if deadline.status is Status.OVERDUE:
        return _OVERDUE
    late = deadline.status is not Status.PAST and (deadline.days_left or 0) < 0
    return _MAYBE_STILL if late else _SUMMARIES[Moment.FILE_BY]


def _alarm_text(entry: Entry, days: int, title: str, lang: Lang) -> str:
    """What an alarm says when it rings, so many days before the entry's own."""
    if not days:
        return _summary(entry, title, lang)
    ahead = days_left(days, lang)
    return say(_AHEAD, lang).format(title=title, ahead=ahead[0].upper() + ahead[1:])


def _description(deadline: Deadline, lang: Lang) -> list[str]:
    """The legal day, the clause's words, to whom, how it was counted, what to know besides."""
    rule, license = deadline.rule, deadline.license
    name, words = in_its_words(rule)
    facts = {
        **dates_in_words(deadline, lang),
        "certainty": label(deadline.certainty, lang),
        "recipient": one_line(rule.recipient),
        "filing": say(rule.filing, lang),
        "clause": clause_cell(rule.basis, lang),
        name: words,
        "owner": one_line(license.owner),
    }
    return [
        f"{say(rule.title, lang)} {deadline.id}",
        f"{one_line(license.number)} {one_line(license.holder)}",
        *(titled(name, fact, lang) for name, fact in facts.items() if fact),
        "",
        label("steps", lang),
        *(f"{dated(step.date, lang)} {say(step.why, lang)}" for step in deadline.steps),
        *(("", label("notes", lang)) if deadline.notes else ()),
        *(f"- {say(note, lang)}" for note in deadline.notes),
    ]


def _folded(line: str) -> bytes:
    """A line cut into at most 75 octets, never inside a UTF-8 character or an escape."""
    pieces: list[bytes] = []
    octets = 0
    for unit in _UNIT.findall(line):
        encoded = unit.encode()
        octets += len(encoded)
        if octets > _MOST_OCTETS:
            pieces.append(b"\r\n ")
            octets = 1 + len(encoded)
        pieces.append(encoded)
    return b"".join(pieces)
