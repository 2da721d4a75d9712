"""`icp remind`: what to say today, and what to put into a calendar. Nothing is ever sent."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated

import typer

from icpcli.check.verdict import judge
from icpcli.cli.options import WHOSE, asks
from icpcli.cli.output import Output
from icpcli.cli.question import Question
from icpcli.cli.values import (
    chosen,
    event_named,
    now,
    time_stamp,
    whole_number,
)
from icpcli.deadlines.reminders import DAYS, STYLES, calendar_entries, due_today, tasks
from icpcli.deadlines.select import only_events, outside_term
from icpcli.model.journal import Event
from icpcli.model.license import License
from icpcli.model.problem import IcpError, Text, refusal
from icpcli.model.reminder import Entry
from icpcli.model.verdict import Verdict
from icpcli.render.formats.table import REMINDERS
from icpcli.render.words import one_line

KEYWORD = "ICP合规提醒"
LONGEST_KEYWORD = 50
_ROBOTS = ("feishu", "dingtalk", "wecom", "wecom-text")
_MESSAGES = ("text", "markdown", *_ROBOTS)
_AHEAD_OF_TIME = Text(
    "这份日历是按将来的日子写的，不要导入：以后写的日历改不动它",
    "this calendar is written as of a day to come: do not import it, for later ones could not "
    "change it",
)
_AHEAD = ",".join(map(str, DAYS))


Events = Annotated[
    list[str] | None,
    typer.Option(
        "--event",
        metavar="EVENT=DATE",
        help="Something that happened, besides what is recorded; repeatable.",
        show_default=False,
    ),
]
Days = Annotated[
    str, typer.Option("--days", metavar="DAYS,DAYS", help="How many days ahead to remind.")
]
Reminders = Annotated[
    str,
    typer.Option(
        "--reminders",
        metavar="|".join(STYLES),
        help="In a calendar: auto (alarms up to 28 days ahead, entries of their own beyond), "
        "events, alarms or none.",
    ),
]
Keyword = Annotated[
    str, typer.Option("--keyword", metavar="WORDS", help="The first words of a reminder.")
]
Everything = Annotated[
    bool,
    typer.Option("--all", help="Also what is not due for a reminder; in a calendar, the past."),
]

Split = Annotated[
    bool,
    typer.Option(
        "--split",
        help="In chat: what does not fit into one message goes into further ones, one a line.",
    ),
]


@asks(
    "license",
    *WHOSE,
    "journal",
    "as_of",
    "format",
    "output",
    "lang",
    formats=REMINDERS,
    lenient=True,
)
def remind(
    question: Question,
    event: Events = None,
    days: Days = _AHEAD,
    reminders: Reminders = "auto",
    keyword: Keyword = KEYWORD,
    everything: Everything = False,
    split: Split = False,
) -> None:
    """What to be reminded of: text, chat, calendar, to-do.

    Text, Markdown and chat messages are printed on the days of --days before the file-by day, on
    that day and after it; on other days nothing is. A calendar (ics) and a list of things to do
    (todotxt, taskwarrior) hold all that is open. What `check` would fail on is told as well, and so
    is a file that cannot be used; then the exit code is 3. Nothing is sent.
    """
    out = question.out
    style = STYLES[chosen("--reminders", reminders, tuple(STYLES))]
    ahead, first_words = _days(days), _keyword(keyword)
    question.refuse_without_license()
    happened = _events(event or (), question)
    report = question.report(events=happened)
    report = report._replace(findings=question.findings(report))
    if out.format not in _MESSAGES and not (question.asks_several and report.licenses):
        # What was written before is worth more than a list that lacks entries.
        question.stop()
    verdict = judge(report, unread=question.unread())

    def last_workday(license: License, day: date) -> date:
        return question.calendars.of(license).last_workday(day)

    for note in outside_term(only_events(report, happened)):
        out.note(note)
    match out.format:
        case "ics":
            entries = calendar_entries(report, style, ahead, last_workday, passed=everything)
            _write_calendar(verdict, entries, out)
        case "todotxt" | "taskwarrior":
            out.rendered(tasks(report), out.lang)
        case _:
            groups = due_today(report, ahead, last_workday, everything=everything)
            how = {"split": split} if out.format in _ROBOTS else {}
            out.rendered(verdict, groups, first_words, out.lang, **how)


def _events(named: Sequence[str], question: Question) -> list[Event]:
    """What --event says. Raises `IcpError`, also for every file in which the event may stand."""
    try:
        return [event_named(text, None, question.licenses, question.day) for text in named]
    except IcpError:
        question.stop()
        raise


def _write_calendar(verdict: Verdict, entries: Sequence[Entry], out: Output) -> None:
    from icpcli.render.remind.ics import calendar_ics

    as_of = verdict.report.as_of
    if as_of > now().date():
        out.note(_AHEAD_OF_TIME)
    out.bytes(calendar_ics(verdict, entries, time_stamp(as_of), out.lang))


def _keyword(text: str) -> str:
    """The first words of a reminder. Raises `IcpError` (`bad_usage`) where they are none, or many."""
    words = one_line(text)
    if 0 < len(words) <= LONGEST_KEYWORD:
        return words
    raise refusal(
        "bad_usage",
        "--keyword",
        Text(
            f"关键词应有 1 到 {LONGEST_KEYWORD} 个字",
            f"the keyword has 1 to {LONGEST_KEYWORD} characters",
        ),
    )


def _days(text: str) -> tuple[int, ...]:
    """The numbers of `--days`, the longest first."""
    found = {whole_number("--days", part.strip(), 0, 9999) for part in text.split(",") if part}
    return tuple(sorted(found, reverse=True))
