"""`icp deadlines`: what must be filed, by which day."""

from typing import Annotated

import typer

from icpcli.cli.inputs import license_paths, open_calendar, read_licenses
from icpcli.cli.options import AsOf, Color, Format, Language, Licenses, Output
from icpcli.cli.output import open_output
from icpcli.cli.reports import write_report
from icpcli.cli.settings import day_to_answer_for, whole_number
from icpcli.engine import compute, select

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def deadlines(
    license: Licenses = None,
    within: Annotated[
        str | None,
        typer.Option(
            "--within",
            metavar="DAYS",
            help="Only what is to be filed within so many days, or late.",
            show_default=False,
        ),
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="With the recurring deadlines whose day has passed.")
    ] = False,
    as_of: AsOf = None,
    format: Format = None,
    output: Output = None,
    lang: Language = None,
    color: Color = None,
) -> None:
    """What must be filed, by which day; and what an event today would start."""
    out = open_output(format, output, lang, color)
    day = day_to_answer_for(as_of)
    days = None if within is None else whole_number("--within", within, 0, 99999)
    paths = license_paths(license, out.note)
    report = compute(read_licenses(paths), open_calendar(paths), day)
    write_report(select(report, within=days, passed=everything), out)
