"""`icp record`: write down that something happened."""

from typing import Annotated

import typer

from icpcli.cli.new_entry import day_of, place_of, write_entry
from icpcli.cli.options import AsOf, Color, Format, JournalFile, Language, Output, OwnLicenses
from icpcli.cli.output import open_output
from icpcli.cli.values import chosen, day_to_answer_for
from icpcli.journal.file import YES_OR_NO
from icpcli.model.journal import Act, Record


def record(
    event: Annotated[
        str, typer.Argument(metavar="EVENT", help="What happened.", show_default=False)
    ],
    on: Annotated[
        str | None,
        typer.Option(
            "--on", metavar="YYYY-MM-DD", help="The day it happened on.", show_default=False
        ),
    ] = None,
    changes_operator: Annotated[
        str | None,
        typer.Option(
            "--changes-operator",
            metavar="yes|no",
            help="Of a shareholder-change: whether it changes the operator, too.",
            show_default=False,
        ),
    ] = None,
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
    """Write into the journal that something happened.

    The answer is what that starts. EVENT is one of `icp event`, or of a change that waits for an
    approval: operator-change-approved, operator-change-done, and the same for the other gates.
    """
    out = open_output(format, output, lang, color)
    day = day_to_answer_for(as_of)
    answer = None
    if changes_operator is not None:
        answer = YES_OR_NO[chosen("--changes-operator", changes_operator, tuple(YES_OR_NO))]
    happened = Record(
        number=0,
        recorded=day,
        act=Act.EVENT,
        subject=event,
        on=day_of("--on", on),
        changes_operator=answer,
        note=note,
    )
    write_entry(happened, place_of(license, journal, day), out)
