"""`icp undo`: an entry of the journal was a mistake."""

from typing import Annotated

import typer

from icpcli.cli.new_entry import place_of, write_entry
from icpcli.cli.options import ALL, WHICH, Reason, asks
from icpcli.cli.question import Question
from icpcli.cli.values import whole_number
from icpcli.cli.whose_entry import license_of_entry
from icpcli.journal.file import MOST_ENTRIES
from icpcli.model.record import Act, Record

Number = Annotated[
    str,
    typer.Argument(metavar="N", help="The number that icp journal shows.", show_default=False),
]


@asks(*ALL, *WHICH)
def undo(question: Question, n: Number, reason: Reason = "") -> None:
    """Void an entry of the journal that was a mistake.

    The entry stays where it is and keeps its number; a new one voids it.
    """
    number = str(whole_number("N", n, 1, MOST_ENTRIES))
    undone = Record(
        number=0, recorded=question.day, act=Act.UNDO, subject=number, reason=reason.strip()
    )
    write_entry(undone, place_of(question, license_of_entry(int(number), question)), question.out)
