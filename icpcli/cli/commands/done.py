"""`icp done`: write down that a filing was made."""

from typing import Annotated

import typer

from icpcli.cli.new_entry import day_of, place_of, write_entry
from icpcli.cli.options import AsOf, Color, Format, JournalFile, Language, Output, OwnLicenses
from icpcli.cli.output import open_output
from icpcli.cli.values import day_to_answer_for
from icpcli.model.journal import Act, Record


def done(
    id: Annotated[
        str,
        typer.Argument(metavar="ID", help="A deadline (annual-report@2027).", show_default=False),
    ],
    on: Annotated[
        str | None,
        typer.Option("--on", metavar="YYYY-MM-DD", help="The day of filing.", show_default=False),
    ] = None,
    receipt: Annotated[
        str,
        typer.Option("--receipt", metavar="TEXT", help="Its number, or where it lies."),
    ] = "",
    note: Annotated[
        str, typer.Option("--note", metavar="TEXT", help="Words of your own.", show_default=False)
    ] = "",
    license: OwnLicenses = None,
    journal: JournalFile = None,
    as_of: AsOf = None,
    format: Format = None,
    output: Output = None,
    lang: Language = None,
    color: Color = None,
) -> None:
    """Write into the journal that a filing was made.

    The answer is what that closes, and how early or late it was.
    """
    out = open_output(format, output, lang, color)
    day = day_to_answer_for(as_of)
    filed = Record(
        number=0,
        recorded=day,
        act=Act.DONE,
        subject=id,
        on=day_of("--on", on),
        receipt=receipt,
        note=note,
    )
    write_entry(filed, place_of(license, journal, day), out)
