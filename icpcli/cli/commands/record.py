"""`icp record`: write down that something happened."""

from typing import Annotated

import typer

from icpcli.cli.new_entry import day_of, place_of, write_entry
from icpcli.cli.options import ALL, HappenedOn, Note, asks
from icpcli.cli.question import Question
from icpcli.cli.values import chosen
from icpcli.journal.file import YES_OR_NO
from icpcli.model.journal import Act, Record

EventId = Annotated[str, typer.Argument(metavar="EVENT", help="What happened.", show_default=False)]
ChangesOperator = Annotated[
    str | None,
    typer.Option(
        "--changes-operator",
        metavar="yes|no",
        help="Of a shareholder-change: whether it changes the operator, too.",
        show_default=False,
    ),
]


@asks(*ALL)
def record(
    question: Question,
    event: EventId,
    on: HappenedOn = None,
    changes_operator: ChangesOperator = None,
    note: Note = "",
) -> None:
    """Write into the journal that something happened.

    The answer is what that starts. EVENT is one of `icp event`, or of a change that waits for an
    approval: operator-change-approved, operator-change-done, and the same for the other gates.
    """
    answer = None
    if changes_operator is not None:
        answer = YES_OR_NO[chosen("--changes-operator", changes_operator, tuple(YES_OR_NO))]
    happened = Record(
        number=0,
        recorded=question.day,
        act=Act.EVENT,
        subject=event,
        on=day_of("--on", on),
        changes_operator=answer,
        note=note,
    )
    write_entry(happened, place_of(question), question.out)
