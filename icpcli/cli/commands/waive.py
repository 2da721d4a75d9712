"""`icp waive`: not to be asked about a deadline for a time."""

from typing import Annotated

import typer

from icpcli.cli.new_entry import day_of, place_of, write_entry
from icpcli.cli.options import AsOf, Color, Format, JournalFile, Language, Output, OwnLicenses
from icpcli.cli.output import open_output
from icpcli.cli.values import day_to_answer_for
from icpcli.model.journal import Act, Record


def waive(
    id: Annotated[
        str,
        typer.Argument(metavar="ID", help="A deadline (annual-report@2027).", show_default=False),
    ],
    until: Annotated[
        str | None,
        typer.Option(
            "--until", metavar="YYYY-MM-DD", help="The last day of peace.", show_default=False
        ),
    ] = None,
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
    """Ask no more about a deadline until a day.

    That changes no duty: after that day it stands as before. A gate that was not waited for can
    be waived by its event, too (operator-change-done@2026-05-01).
    """
    out = open_output(format, output, lang, color)
    day = day_to_answer_for(as_of)
    last = day_of("--until", until)
    waived = Record(
        number=0, recorded=day, act=Act.WAIVE, subject=id, on=last, reason=reason.strip()
    )
    write_entry(waived, place_of(license, journal, day), out)
