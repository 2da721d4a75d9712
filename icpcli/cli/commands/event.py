"""`icp event`: what follows if something happened on a day."""

from collections.abc import Sequence
from typing import Annotated

import typer

from icpcli.cli.journal_files import read_journals
from icpcli.cli.license_files import license_paths, open_calendar, read_licenses
from icpcli.cli.options import AsOf, Color, Format, JournalFile, Language, Licenses, Output
from icpcli.cli.output import Output as Out
from icpcli.cli.output import open_output
from icpcli.cli.reports import write_report
from icpcli.cli.values import calendar_date, day_to_answer_for, event_named
from icpcli.deadlines.report import compute
from icpcli.deadlines.select import only_events, outside_term
from icpcli.model.license import License
from icpcli.model.problem import Text, refusal

_NOT_RECORDED = Text(
    "仅试算，没有记录；确实发生了就用 icp record 记下来",
    "Worked out, not recorded: if it did happen, icp record keeps it",
)


def event(
    events: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[EVENT[=DATE]]...",
            help="What happened.",
            show_default=False,
        ),
    ] = None,
    on: Annotated[
        str | None,
        typer.Option(
            "--on", metavar="YYYY-MM-DD", help="The day it happened on.", show_default=False
        ),
    ] = None,
    license: Licenses = None,
    journal: JournalFile = None,
    as_of: AsOf = None,
    format: Format = None,
    output: Output = None,
    lang: Language = None,
    color: Color = None,
) -> None:
    """What an event starts: what to file, by which day.

    Each EVENT happened on its own DATE (EVENT=DATE), or on that of --on. Without EVENT, the
    events are listed.
    """
    out = open_output(format, output, lang, color)
    day = day_to_answer_for(as_of)
    default = None if on is None else calendar_date("--on", on)
    paths = license_paths(license, out.note)
    licenses = read_licenses(paths)
    if not events:
        if default:
            words = Text("发生了什么？请写事件名", "what happened? Name the event")
            raise refusal("bad_usage", "--on", words)
        _list(licenses, out)
        return
    happened = [event_named(text, default, licenses) for text in events]
    journals = read_journals(licenses, journal, day, out.note)
    report = compute(licenses, open_calendar(paths), day, events=happened, journals=journals)
    report = only_events(report, happened)
    for note in outside_term(report):
        out.note(note)
    write_report(report, out)
    if out.format == "table":
        out.note(_NOT_RECORDED)


def _list(licenses: Sequence[License], out: Out) -> None:
    match out.format:
        case "json":
            from icpcli.render.answers.license import events_json

            out.text(events_json(licenses))
        case "table":
            from icpcli.render.screens.lists import events_list

            out.screen(lambda width: events_list(licenses, out.lang, width))
        case _:
            from icpcli.render.answers.license import event_rows

            out.rows(event_rows(licenses, out.lang))
