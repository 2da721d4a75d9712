"""`icp done`: write down that a filing was made."""

from typing import Annotated

import typer

from icpcli.cli.new_entry import place_of, write_entries
from icpcli.cli.options import ALL, WHICH, Note, asks
from icpcli.cli.question import Question
from icpcli.cli.values import given_moment
from icpcli.cli.whose_entry import license_of_deadlines
from icpcli.model.record import Act, Record

Ids = Annotated[
    list[str],
    typer.Argument(metavar="ID...", help="Deadlines (annual-report@2027).", show_default=False),
]
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
    question: Question, ids: Ids, on: On = None, receipt: Receipt = "", note: Note = ""
) -> None:
    """Write into the journal that a filing was made.

    Several that were made on one day go into one command. The answer is what that closes, and how
    early or late it was. Of what recurs it is the event that starts the next period, too. Where a
    period is in hours, --on YYYY-MM-DDTHH:MM, in China.
    """
    day, at = given_moment("--on", on, question.day)
    filed = Record(
        number=0,
        recorded=question.day,
        act=Act.DONE,
        subject="",
        on=day,
        at=at,
        receipt=receipt,
        note=note,
    )
    place = place_of(question, license_of_deadlines(ids, question))
    each = [filed._replace(subject=id) for id in dict.fromkeys(ids)]
    write_entries([(one, place) for one in each], question.out)
