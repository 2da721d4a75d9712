"""`icp undo`: an entry of the journal was a mistake."""

from typing import Annotated

import typer

from icpcli.cli.new_entry import place_of, write_entry
from icpcli.cli.options import AsOf, Color, Format, JournalFile, Language, Output, OwnLicenses
from icpcli.cli.output import open_output
from icpcli.cli.values import day_to_answer_for, whole_number
from icpcli.journal.file import MOST_ENTRIES
from icpcli.model.journal import Act, Record


def undo(
    n: Annotated[
        str,
        typer.Argument(metavar="N", help="The number that icp journal shows.", show_default=False),
    ],
    reason: Annotated[
        str, typer.Option("--reason", metavar="TEXT", help="Why.", show_default=False)
    ] = "",
    license: OwnLicenses = None,
    journal: JournalFile = None,
    as_of: AsOf = None,
    format: Format = None,
    output: Output = None,
    lang: Language = None,
    color: Color = None,
) -> None:
    """Void an entry of the journal that was a mistake.

    The entry stays where it is and keeps its number; a new one voids it.
    """
    out = open_output(format, output, lang, color)
    day = day_to_answer_for(as_of)
    number = str(whole_number("N", n, 1, MOST_ENTRIES))
    undone = Record(number=0, recorded=day, act=Act.UNDO, subject=number, reason=reason.strip())
    write_entry(undone, place_of(license, journal, day), out)
