"""`icp waive`: not to be asked about a deadline for a time."""

from typing import Annotated

import typer

from icpcli.cli.new_entry import place_of, write_entry
from icpcli.cli.options import ALL, WHICH, DeadlineId, Reason, asks
from icpcli.cli.question import Question
from icpcli.cli.values import given_day
from icpcli.cli.whose_entry import license_of_deadlines
from icpcli.model.record import Act, Record

Until = Annotated[
    str | None,
    typer.Option(
        "--until",
        metavar="YYYY-MM-DD",
        help="Stay silent up to and including this day.",
        show_default=False,
    ),
]


@asks(*ALL, *WHICH)
def waive(question: Question, id: DeadlineId, until: Until = None, reason: Reason = "") -> None:
    """Ask no more about a deadline until a day.

    That changes no duty: from the day to file by on it is asked about again. A change that did
    not wait for its approval can be waived by its event, too, for 30 days (RULE-done@DATE).
    """
    waived = Record(
        number=0,
        recorded=question.day,
        act=Act.WAIVE,
        subject=id,
        on=given_day("--until", until, question.day),
        reason=reason.strip(),
    )
    write_entry(waived, place_of(question, license_of_deadlines([id], question)), question.out)
