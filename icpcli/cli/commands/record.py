"""`icp record`: write down that something happened."""

from typing import Annotated

import typer

from icpcli.cli.new_entry import moment_of, place_of, write_entry
from icpcli.cli.options import ALL, WHICH, HappenedOn, Note, asks
from icpcli.cli.question import Question
from icpcli.cli.values import chosen
from icpcli.journal.file import YES_OR_NO
from icpcli.model.record import Act, Record

EventId = Annotated[str, typer.Argument(metavar="EVENT", help="What happened.", show_default=False)]
About = Annotated[
    str,
    typer.Option(
        "--about",
        metavar="NAME",
        help="Which of several things it happened to, such as a website.",
        show_default=False,
    ),
]
Closes = Annotated[
    str,
    typer.Option(
        "--for",
        metavar="ID",
        help="The deadline that it closes, where there are several.",
        show_default=False,
    ),
]
Reply = Annotated[
    str | None,
    typer.Option(
        "--answer",
        metavar="yes|no",
        help="To the question that the event asks.",
        show_default=False,
    ),
]


Last = Annotated[
    bool,
    typer.Option("--last", help="It was the last one: what recurs ends (a system retired)."),
]


@asks(*ALL, *WHICH)
def record(
    question: Question,
    event: EventId,
    on: HappenedOn = None,
    about: About = "",
    closes: Closes = "",
    answer: Reply = None,
    last: Last = False,
    note: Note = "",
) -> None:
    """Write into the journal that something happened.

    The answer is what that starts. EVENT is one of `icp event`, or of a change that waits for an
    approval: RULE-approved when it is given, RULE-done when the change is carried out. Only what
    is planned may lie ahead. A period in hours runs from --on YYYY-MM-DDTHH:MM, in China.
    """
    day, at = moment_of("--on", on)
    said = None if answer is None else YES_OR_NO[chosen("--answer", answer, tuple(YES_OR_NO))]
    happened = Record(
        number=0,
        recorded=question.day,
        act=Act.EVENT,
        subject=event,
        on=day,
        at=at,
        last=last,
        answer=said,
        about=about.strip(),
        closes=closes,
        note=note,
    )
    write_entry(happened, place_of(question), question.out)
