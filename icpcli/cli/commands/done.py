"""`icp done`: write down that a filing was made."""

from typing import Annotated

import typer

from icpcli.cli.new_entry import moment_of, place_of, write_entry
from icpcli.cli.options import ALL, WHICH, DeadlineId, Note, asks
from icpcli.cli.question import Question
from icpcli.model.record import Act, Record

On = Annotated[
    str | None,
    typer.Option("--on", metavar="YYYY-MM-DD", help="The day of filing.", show_default=False),
]
Receipt = Annotated[
    str,
    typer.Option(
        "--receipt", metavar="TEXT", help="Its number, or where it lies.", show_default=False
    ),
]


@asks(*ALL, *WHICH)
def done(
    question: Question, id: DeadlineId, on: On = None, receipt: Receipt = "", note: Note = ""
) -> None:
    """Write into the journal that a filing was made.

    The answer is what that closes, and how early or late it was. Of what recurs it is the event
    that starts the next period, too. Where a period is in hours, --on YYYY-MM-DDTHH:MM, in China.
    """
    day, at = moment_of("--on", on)
    filed = Record(
        number=0,
        recorded=question.day,
        act=Act.DONE,
        subject=id,
        on=day,
        at=at,
        receipt=receipt,
        note=note,
    )
    write_entry(filed, place_of(question), question.out)
