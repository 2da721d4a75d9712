"""`icp next`: the next open deadline, for shell scripts."""

from typing import Annotated

import typer

from icpcli.cli.inputs import NO_LICENSE, open_calendar, own_license_paths, read_licenses
from icpcli.cli.journals import read_journals
from icpcli.cli.options import AsOf, JournalFile, Language, OwnLicenses
from icpcli.cli.output import open_output
from icpcli.cli.settings import chosen, day_to_answer_for
from icpcli.engine import compute
from icpcli.errors import refusal
from icpcli.render.labels import LABELS, say
from icpcli.verdict import next_open

app = typer.Typer(rich_markup_mode=None, add_completion=False)

VALUES = ("days", "date", "id", "json")


@app.command()
def next(
    license: OwnLicenses = None,
    journal: JournalFile = None,
    value: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="Only its days left, its date to file by, its id; or all of it as json.",
            show_default=False,
        ),
    ] = None,
    as_of: AsOf = None,
    lang: Language = None,
) -> None:
    """The next deadline that is open, on one line.

    Its id, the day to file by, the days left and the title; or one --value of days, date, id,
    json. Nothing on stdout where none is open.
    """
    out = open_output("plain", None, lang, None)
    if value is not None:
        chosen("--value", value, VALUES)
    day = day_to_answer_for(as_of)
    paths = own_license_paths(license)
    if not paths:
        raise refusal("no_license", "", NO_LICENSE)
    licenses = read_licenses(paths)
    journals = read_journals(licenses, journal, day, out.note)
    deadline = next_open(compute(licenses, open_calendar(paths), day, journals=journals))
    if deadline is None:
        out.note(LABELS["no_next"])
    if value == "json":
        from icpcli.render.json import next_json

        out.text(next_json(deadline))
    elif deadline:
        values = {
            "id": deadline.id,
            "date": str(deadline.file_by),
            "days": str(deadline.days_left),
        }
        line = "  ".join([*values.values(), say(deadline.rule.title, out.lang)])
        out.lines(f"{values.get(value or '', line)}\n")
