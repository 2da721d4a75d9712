"""`icp history`: what was due and what was filed, for an auditor."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Annotated

import typer

from icpcli.calendar.workdays import FIRST_DAY
from icpcli.cli.options import ALL, WHOSE, asks
from icpcli.cli.question import Question
from icpcli.cli.values import calendar_date
from icpcli.deadlines.outcomes import NotTold, not_told, outcomes
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
    for words in _left_out(not_told(report, question.journals, first)):
        question.out.note(words)
    question.write(History(report, found, first, last))


def _left_out(licenses: Iterable[NotTold]) -> Iterator[Text]:
    """What is not in the history, of which licenses, and how to have it there."""
    numbers: defaultdict[tuple[bool, int], list[str]] = defaultdict(list)
    for one in licenses:
        numbers[one.of_a_law, one.year].append(one.license.number)
    for (of_a_law, year), mine in numbers.items():
        words = _LAWS_FROM if of_a_law else _PAPERS_FROM
        shown = ", ".join(mine[:_NAMED])
        if (more := len(mine) - _NAMED) > 0:
            shown += f", … (+{more})"
        yield words.filled(year=year, numbers=shown)


_NAMED = 5
_LAWS_FROM = Text(
    "法律规定的每年义务只从 {year} 年列起（{numbers}）：要更早的，在许可证文件里写上 tracked_from",
    "what laws ask each year is listed from {year} on ({numbers}); for earlier years write "
    "tracked_from into the license file",
)
_PAPERS_FROM = Text(
    f"没有写何时发证，或写的早于 {FIRST_DAY.year} 年，每年的义务只从 {{year}} 年列起（{{numbers}}）："
    "没有写的，在台账里填上发证日期或有效期起，就列出更早的",
    f"with no date of issue, or one before {FIRST_DAY.year}, yearly duties are listed from {{year}} "
    "on ({numbers}); where there is none, fill in the date of issue (发证日期) or the first day "
    "(有效期起) for earlier years",
)


def _period(since: str | None, until: str | None, day: date) -> tuple[date | None, date]:
    """The days that were asked for. Raises `IcpError` (`bad_date`)."""
    first = None if since is None else calendar_date("--from", since)
    last = day if until is None else calendar_date("--to", until)
    if first and last < first:
        raise refusal("bad_date", "--to", Text(f"{last} 早于 {first}", f"{last} is before {first}"))
    return first, last
