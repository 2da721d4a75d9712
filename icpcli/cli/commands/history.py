"""`icp history`: what was due and what was filed, for an auditor."""

from datetime import date
from typing import Annotated

import typer

from icpcli.cli.options import ALL, WHOSE, asks
from icpcli.cli.question import Question
from icpcli.cli.values import calendar_date
from icpcli.deadlines.outcomes import outcomes
from icpcli.model.problem import Text, refusal
from icpcli.render.answers.history import History

First = Annotated[
    str | None,
    typer.Option(
        "--from",
        metavar="DATE",
        help="The first day of the period; else from the beginning.",
        show_default=False,
    ),
]
Last = Annotated[
    str | None,
    typer.Option(
        "--to",
        metavar="DATE",
        help="The last day of the period; else the day to answer for.",
        show_default=False,
    ),
]


@asks(*ALL, *WHOSE)
def history(question: Question, since: First = None, until: Last = None) -> None:
    """What was due and what was filed, with receipts.

    Every deadline whose last day lies in the period, and every filing made in it: in time, late,
    overdue, waived with its reason, or gone by without a record. For whoever checks the books.
    """
    first, last = _period(since, until, question.day)
    report = question.report()
    found = outcomes(report, question.journals, first, last)
    question.write(History(report, found, first, last))


def _period(since: str | None, until: str | None, day: date) -> tuple[date | None, date]:
    """The days that were asked for. Raises `IcpError` (`bad_date`)."""
    first = None if since is None else calendar_date("--from", since)
    last = day if until is None else calendar_date("--to", until)
    if first and last < first:
        raise refusal("bad_date", "--to", Text(f"{last} 早于 {first}", f"{last} is before {first}"))
    return first, last
