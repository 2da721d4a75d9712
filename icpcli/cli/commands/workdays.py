"""`icp workdays`: questions to the working-day calendar of mainland China."""

from typing import Annotated

import typer

from icpcli.calendar.counts import nth_working_day, working_days_between, year_of
from icpcli.calendar.workdays import FIRST_DAY, LAST_DAY
from icpcli.cli.license_files import open_calendar, own_license_paths
from icpcli.cli.options import Color, Format, Language, Licenses, Output
from icpcli.cli.output import Output as Out
from icpcli.cli.output import open_output
from icpcli.cli.values import calendar_date, whole_number
from icpcli.model.license import Direction
from icpcli.model.problem import Text, refusal

app = typer.Typer(rich_markup_mode=None, add_completion=False, invoke_without_command=True)

_YMD = "As YYYY-MM-DD."

Day = Annotated[str, typer.Argument(metavar="DATE", help=_YMD, show_default=False)]
First = Annotated[str, typer.Argument(metavar="FIRST", help=_YMD, show_default=False)]
Last = Annotated[str, typer.Argument(metavar="LAST", help=_YMD, show_default=False)]
Number = Annotated[
    str, typer.Argument(metavar="N", help="How many working days.", show_default=False)
]


@app.callback()
def workdays(context: typer.Context) -> None:
    """Count working days; see a year's days off.

    The notices known here are joined by those in $ICP_HOLIDAYS, else in holidays/ beside the
    license. Dates that still wait for a notice are given with both ends.
    """
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


@app.command()
def after(
    date: Day,
    n: Number,
    license: Licenses = None,
    format: Format = None,
    output: Output = None,
    lang: Language = None,
    color: Color = None,
) -> None:
    """The N-th working day strictly after DATE."""
    _count(date, n, "after", license, open_output(format, output, lang, color))


@app.command()
def before(
    date: Day,
    n: Number,
    license: Licenses = None,
    format: Format = None,
    output: Output = None,
    lang: Language = None,
    color: Color = None,
) -> None:
    """The N-th working day strictly before DATE."""
    _count(date, n, "before", license, open_output(format, output, lang, color))


@app.command()
def between(
    first: First,
    last: Last,
    license: Licenses = None,
    format: Format = None,
    output: Output = None,
    lang: Language = None,
    color: Color = None,
) -> None:
    """How many working days lie after FIRST, up to LAST.

    FIRST is not counted, LAST is.
    """
    out = open_output(format, output, lang, color)
    start, end = calendar_date("FIRST", first), calendar_date("LAST", last)
    if end < start:
        words = Text(f"{end} 早于 {start}", f"{end} is before {start}")
        raise refusal("bad_date", "LAST", words)
    answer = working_days_between(open_calendar(own_license_paths(license)), start, end)
    match out.format:
        case "json":
            from icpcli.render.answers.workdays import between_json

            out.text(between_json(answer))
        case "table":
            from icpcli.render.screens.lists import between_line

            out.screen(lambda width: between_line(answer, out.lang, width))
        case _:
            from icpcli.render.answers.workdays import between_rows

            out.rows(between_rows(answer))


@app.command()
def show(
    year: Annotated[
        str, typer.Argument(metavar="YEAR", help="From 2004 to 2099.", show_default=False)
    ],
    license: Licenses = None,
    format: Format = None,
    output: Output = None,
    lang: Language = None,
    color: Color = None,
) -> None:
    """A year's days off, make-up and undecided days.

    Twelve months; each kind of day has a sign of its own.
    """
    out = open_output(format, output, lang, color)
    number = whole_number("YEAR", year, FIRST_DAY.year, LAST_DAY.year)
    answer = year_of(open_calendar(own_license_paths(license)), number)
    match out.format:
        case "json":
            from icpcli.render.answers.workdays import year_json

            out.text(year_json(answer))
        case "table":
            from icpcli.render.screens.year import year_table

            out.screen(lambda width: year_table(answer, out.lang, width))
        case _:
            from icpcli.render.answers.workdays import year_rows

            out.rows(year_rows(answer))


def _count(date: str, n: str, direction: Direction, license: Licenses, out: Out) -> None:
    start, number = calendar_date("DATE", date), whole_number("N", n, 1, 9999)
    answer = nth_working_day(open_calendar(own_license_paths(license)), start, number, direction)
    match out.format:
        case "json":
            from icpcli.render.answers.workdays import count_json

            out.text(count_json(answer))
        case "table":
            from icpcli.render.screens.lists import count_line

            out.screen(lambda width: count_line(answer, out.lang, width))
        case _:
            from icpcli.render.answers.workdays import count_rows

            out.rows(count_rows(answer))
