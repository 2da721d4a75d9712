"""`icp remind`: what to say today, and what to put into a calendar. Nothing is ever sent."""

from collections.abc import Sequence
from typing import Annotated

import typer

from icpcli.check.findings import lint
from icpcli.check.verdict import judge
from icpcli.cli.journal_files import read_journals
from icpcli.cli.license_files import license_paths, open_calendar, read_licenses
from icpcli.cli.options import AsOf, JournalFile, Language, Licenses, Output
from icpcli.cli.output import Output as Out
from icpcli.cli.output import open_output
from icpcli.cli.values import (
    REMINDERS,
    chosen,
    day_to_answer_for,
    event_named,
    now,
    time_stamp,
    whole_number,
)
from icpcli.deadlines.reminders import (
    DAYS,
    STYLES,
    calendar_entries,
    due_today,
    tasks,
)
from icpcli.deadlines.report import compute
from icpcli.deadlines.select import only_events, outside_term
from icpcli.model.problem import Text, refusal
from icpcli.model.reminder import Entry, Group
from icpcli.model.verdict import Verdict
from icpcli.render.words import one_line

KEYWORD = "ICP合规提醒"
LONGEST_KEYWORD = 50
_AHEAD_OF_TIME = Text(
    "这份日历是按将来的日子写的，不要导入：以后写的日历改不动它",
    "this calendar is written as of a day to come: do not import it, for later ones could not "
    "change it",
)


def remind(
    license: Licenses = None,
    journal: JournalFile = None,
    event: Annotated[
        list[str] | None,
        typer.Option(
            "--event",
            metavar="EVENT=DATE",
            help="Something that happened, besides what is recorded; repeatable.",
            show_default=False,
        ),
    ] = None,
    days: Annotated[
        str,
        typer.Option("--days", metavar="N,N", help="How many days ahead to remind."),
    ] = ",".join(map(str, DAYS)),
    reminders: Annotated[
        str,
        typer.Option(
            "--reminders",
            metavar="STYLE",
            help="In a calendar: auto (alarms up to 28 days ahead, entries of their own beyond), "
            "events, alarms or none.",
        ),
    ] = "auto",
    keyword: Annotated[
        str, typer.Option("--keyword", metavar="WORDS", help="The first words of a reminder.")
    ] = KEYWORD,
    everything: Annotated[
        bool,
        typer.Option("--all", help="Also what is not due for a reminder; in a calendar, the past."),
    ] = False,
    split: Annotated[
        bool,
        typer.Option(
            "--split",
            help="In chat: what does not fit into one message goes into further ones, one a line.",
        ),
    ] = False,
    as_of: AsOf = None,
    format: Annotated[
        str | None,
        typer.Option(
            "--format",
            "-f",
            metavar="NAME",
            help="text, markdown, ics, feishu, dingtalk, wecom, wecom-text, todotxt or taskwarrior. "
            "Else $ICP_FORMAT where it is one of these, text.",
            show_default=False,
        ),
    ] = None,
    output: Output = None,
    lang: Language = None,
) -> None:
    """What to be reminded of: text, chat, calendar, to-do.

    Text, Markdown and chat messages are printed on the days of --days before the file-by day, on
    that day and after it; on other days nothing is. A calendar (ics) and a list of things to do
    (todotxt, taskwarrior) hold all that is open. Nothing is sent.
    """
    out = open_output(format, output, lang, None, REMINDERS)
    day = day_to_answer_for(as_of)
    style = STYLES[chosen("--reminders", reminders, tuple(STYLES))]
    ahead, first_words = _days(days), _keyword(keyword)
    paths = license_paths(license, out.note)
    licenses = read_licenses(paths)
    happened = [event_named(text, None, licenses) for text in event or ()]
    journals = read_journals(licenses, journal, day, out.note)
    calendar = open_calendar(paths)
    report = compute(licenses, calendar, day, events=happened, journals=journals)
    verdict = judge(report._replace(findings=lint(report, calendar, journals)))
    for note in outside_term(only_events(report, happened)):
        out.note(note)
    match out.format:
        case "ics":
            entries = calendar_entries(
                report, style, ahead, calendar.last_workday, passed=everything
            )
            _write_calendar(verdict, entries, out)
        case "todotxt" | "taskwarrior":
            from icpcli.render.remind.todo import LISTS

            out.text(LISTS[out.format](tasks(report), out.lang))
        case _:
            found = due_today(report, ahead, calendar.last_workday, everything=everything)
            _write_message(verdict, found, first_words, out, split=split)


def _write_calendar(verdict: Verdict, entries: Sequence[Entry], out: Out) -> None:
    from icpcli.render.remind.ics import calendar_ics

    as_of = verdict.report.as_of
    if as_of > now().date():
        out.note(_AHEAD_OF_TIME)
    out.bytes(calendar_ics(verdict, entries, time_stamp(as_of), out.lang))


def _write_message(
    verdict: Verdict, groups: Sequence[Group], keyword: str, out: Out, *, split: bool
) -> None:
    """What there is to say: as text, as Markdown or as what a robot takes; else nothing."""
    match out.format:
        case "text":
            from icpcli.render.remind.text import reminder_text

            out.lines(reminder_text(verdict, groups, keyword, out.lang))
        case "markdown":
            from icpcli.render.remind.text import reminder_markdown

            out.text(reminder_markdown(verdict, groups, keyword, out.lang))
        case _:
            from icpcli.render.remind.chat import ROBOTS, chat_payloads

            robot = ROBOTS[out.format]
            out.text(chat_payloads(verdict, groups, robot, keyword, out.lang, split=split))


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
