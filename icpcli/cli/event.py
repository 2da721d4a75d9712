"""`icp event`: what follows if something happened on a day."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated

import typer

from icpcli.cli.inputs import license_paths, open_calendar, read_licenses
from icpcli.cli.options import AsOf, Color, Format, Language, Licenses, Output
from icpcli.cli.output import Output as Out
from icpcli.cli.output import open_output
from icpcli.cli.reports import write_report
from icpcli.cli.settings import calendar_date, day_to_answer_for, refuse_unknown
from icpcli.engine import compute, only_events, outside_term
from icpcli.errors import Text, refusal
from icpcli.model import Event, License

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def event(
    events: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[EVENT[=DATE]]...",
            help="What happened; without one, the events are listed.",
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
    as_of: AsOf = None,
    format: Format = None,
    output: Output = None,
    lang: Language = None,
    color: Color = None,
) -> None:
    """What an event starts: what to file, by which day. Without EVENT, the events by name."""
    out = open_output(format, output, lang, color)
    day = day_to_answer_for(as_of)
    default = None if on is None else calendar_date("--on", on)
    paths = license_paths(license, out.note)
    licenses = read_licenses(paths)
    if not events:
        _list(licenses, out)
        return
    happened = [_event(text, default, licenses) for text in events]
    report = only_events(compute(licenses, open_calendar(paths), day, events=happened))
    for note in outside_term(report):
        out.note(note)
    write_report(report, out)


def _event(text: str, default: date | None, licenses: Sequence[License]) -> Event:
    name, equals, typed = text.partition("=")
    events = dict.fromkeys(event for license in licenses for event in license.events)
    if name not in events:
        refuse_unknown("unknown_event", name, events, Text("事件", "event"))
    day = calendar_date(name, typed) if equals else default
    if day is None:
        raise refusal(
            "bad_usage",
            name,
            Text(
                "哪一天发生的？请加 --on YYYY-MM-DD，或写成 事件=日期",
                "on which day? Add --on YYYY-MM-DD, or write EVENT=DATE",
            ),
        )
    return Event(name, day)


def _list(licenses: Sequence[License], out: Out) -> None:
    match out.format:
        case "json":
            from icpcli.render.json import events_json

            out.text(events_json(licenses))
        case "table":
            from icpcli.render.lists import events_list

            out.screen(lambda width: events_list(licenses, out.lang, width))
        case _:
            from icpcli.render.rows import event_rows

            out.rows(event_rows(licenses, out.lang))
