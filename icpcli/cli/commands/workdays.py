"""`icp workdays`: questions to the working-day calendar of mainland China."""

from typing import Annotated

import typer

from icpcli.calendar.counts import nth_working_day, working_days_between, year_of
from icpcli.calendar.published import load_calendar
from icpcli.calendar.workdays import FIRST_DAY, LAST_DAY, WorkCalendar
from icpcli.cli.command_classes import Command, Group, help_alone
from icpcli.cli.options import SCREEN, Options, asks, takes
from icpcli.cli.question import Question
from icpcli.cli.values import calendar_date, whole_number
from icpcli.model.license import Direction
from icpcli.model.problem import Text, refusal
from icpcli.render.answers.workdays import HowMany, NthDay, YearOfDays

app = typer.Typer(
    cls=Group, rich_markup_mode=None, add_completion=False, invoke_without_command=True
)

_YMD = "As YYYY-MM-DD."

Day = Annotated[str, typer.Argument(metavar="DATE", help=_YMD, show_default=False)]
First = Annotated[str, typer.Argument(metavar="FIRST", help=_YMD, show_default=False)]
Last = Annotated[str, typer.Argument(metavar="LAST", help=_YMD, show_default=False)]
Number = Annotated[
    str, typer.Argument(metavar="DAYS", help="How many working days.", show_default=False)
]


@app.callback()
@takes("lang")
def workdays(options: Options, context: typer.Context) -> None:
    """Count working days; see a year's days off.

    The notices known here are joined by those in $ICP_HOLIDAYS, else in holidays/ beside the
    license. Dates that still wait for a notice are given with both ends.
    """
    help_alone(context, *options)


@app.command(cls=Command)
@asks("license", *SCREEN)
def after(
    question: Question,
    date: Day,
    n: Number,
) -> None:
    """The N-th working day strictly after DATE."""
    _count(question, date, n, "after")


@app.command(cls=Command)
@asks("license", *SCREEN)
def before(
    question: Question,
    date: Day,
    n: Number,
) -> None:
    """The N-th working day strictly before DATE."""
    _count(question, date, n, "before")


@app.command(cls=Command)
@asks("license", *SCREEN)
def between(
    question: Question,
    first: First,
    last: Last,
) -> None:
    """How many working days lie after FIRST, up to LAST.

    FIRST is not counted, LAST is.
    """
    start, end = calendar_date("FIRST", first), calendar_date("LAST", last)
    if end < start:
        words = Text(f"{end} 早于 {start}", f"{end} is before {start}")
        raise refusal("bad_date", "LAST", words)
    question.out.write(HowMany(working_days_between(_calendar(question), start, end)))


@app.command(cls=Command)
@asks("license", *SCREEN)
def show(
    question: Question,
    year: Annotated[
        str, typer.Argument(metavar="YEAR", help="From 2004 to 2099.", show_default=False)
    ],
) -> None:
    """A year's days off, make-up and undecided days.

    Twelve months; each kind of day has a sign of its own.
    """
    number = whole_number("YEAR", year, FIRST_DAY.year, LAST_DAY.year)
    question.out.write(YearOfDays(year_of(_calendar(question), number)))


def _count(question: Question, date: str, n: str, direction: Direction) -> None:
    start, number = calendar_date("DATE", date), whole_number("DAYS", n, 1, 9999)
    found = nth_working_day(_calendar(question), start, number, direction)
    question.out.write(NthDay(found))


def _calendar(question: Question) -> WorkCalendar:
    """With the notices beside the holder's own licenses: there need not be any."""
    return load_calendar(notices=question.notices)
