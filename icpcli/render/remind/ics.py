"""iCalendar (RFC 5545, 7986): one all-day event an entry, the same bytes for the same question.

The library knows the components and the value types. Text is escaped and lines are folded here:
icalendar 7.3 turns the two characters `\\N` of a text into a newline, and folds between the two
backslashes of an escape.
"""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta

from icalendar import Alarm, Calendar, Event
from icalendar.prop import vDuration, vText

from icpcli.model.deadline import Deadline
from icpcli.model.license import License
from icpcli.model.problem import Text
from icpcli.model.reminder import Entry, Moment
from icpcli.render.remind.text import remarked
from icpcli.render.words import Lang, dated, days_left, label, one_line, own_day, say, titled

_SUMMARIES = {
    Moment.FILE_BY: Text("最晚今天办理：{}", "File by today: {}"),
    Moment.OPENS: Text("今天起可以办理：{}", "Opens today: {}"),
    Moment.PREPARE_FROM: Text("今天开始准备：{}", "Start preparing: {}"),
    Moment.AHEAD: Text("{1}：{0}", "{1}: {0}"),
}
_NAME = Text("经营许可证期限", "License deadlines")
_ALARM_HOUR = timedelta(hours=9)
_REFRESH = timedelta(days=1)
_MOST_OCTETS = 75
_ESCAPES = str.maketrans({"\\": r"\\", ";": r"\;", ",": r"\,", "\n": r"\n"})
_UNIT = re.compile(r"\\.|.", re.DOTALL)


class _Words(vText):
    """TEXT in which only what RFC 5545 § 3.3.11 names is escaped."""

    def to_ical(self) -> bytes:
        return self.translate(_ESCAPES).encode()


def calendar_ics(
    licenses: Sequence[License], entries: Sequence[Entry], stamp: datetime, lang: Lang
) -> bytes:
    """The calendar of `licenses`; `stamp` is the moment (in UTC) as of which it holds.

    It has no METHOD: it is a file to import or to subscribe to, not an invitation.
    """
    numbers = list(dict.fromkeys(one_line(license.number) for license in licenses))
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//icpcli//icp remind//EN")
    calendar.add("calscale", "GREGORIAN")
    for key in ("name", "x-wr-calname"):
        calendar[key] = _Words(" ".join((say(_NAME, lang), *numbers)))
    calendar.add("refresh-interval", vDuration(_REFRESH), {"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(_REFRESH))
    for entry in entries:
        calendar.add_component(_event(entry, stamp, lang, several=len(numbers) > 1))
    # Unsorted: the order in which they were added, so that alarms follow the event's own lines.
    lines = calendar.content_lines(sorted=False)
    return b"".join(_folded(line) + b"\r\n" for line in lines if line)


def _event(entry: Entry, stamp: datetime, lang: Lang, *, several: bool) -> Event:
    summary = _summary(entry, lang, several=several)
    event = Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", stamp)
    event.add("sequence", 0)
    event.add("dtstart", entry.on)
    event.add("dtend", entry.on + timedelta(days=1))
    event["summary"] = summary
    event["description"] = _Words("\n".join(_description(entry.deadline, lang)))
    event.add("transp", "TRANSPARENT")
    for days in entry.alarms:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("trigger", _ALARM_HOUR - timedelta(days=days))
        alarm["description"] = _alarm_text(entry, days, lang, several=several)
        event.add_component(alarm)
    return event


def _summary(entry: Entry, lang: Lang, *, several: bool) -> _Words:
    title = _title(entry.deadline, lang, several=several)
    return _Words(say(_SUMMARIES[entry.moment], lang).format(title, _ahead(entry.ahead, lang)))


def _alarm_text(entry: Entry, days: int, lang: Lang, *, several: bool) -> _Words:
    """What an alarm says when it rings, so many days before the entry's own."""
    words = _SUMMARIES[Moment.AHEAD if days else entry.moment]
    title = _title(entry.deadline, lang, several=several)
    return _Words(say(words, lang).format(title, _ahead(days, lang)))


def _ahead(days: int, lang: Lang) -> str:
    words = days_left(days, lang)
    return words[0].upper() + words[1:]


def _title(deadline: Deadline, lang: Lang, *, several: bool) -> str:
    title = remarked(deadline, lang)
    return f"{title} {one_line(deadline.license.number)}" if several else title


def _description(deadline: Deadline, lang: Lang) -> list[str]:
    """The legal day, the clause's words, to whom, how it was counted, what to know besides."""
    rule, license = deadline.rule, deadline.license
    latest = deadline.due_latest if deadline.due_latest != deadline.due else None
    facts = {
        "due": dated(deadline.due, lang),
        "due_latest": dated(latest, lang),
        "strictest": dated(deadline.strictest, lang),
        "file_by": dated(deadline.file_by, lang),
        "certainty": label(deadline.certainty, lang),
        "opens": dated(deadline.opens, lang),
        "prepare_from": own_day(deadline.prepare_from, lang),
        "recipient": one_line(rule.recipient),
        "filing": say(rule.filing, lang),
        "clause": f"{one_line(rule.clause)} {one_line(rule.quote)}",
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
