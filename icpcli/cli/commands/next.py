"""`icp next`: the next open deadline, for shell scripts."""

from typing import Annotated

import typer

from icpcli.check.verdict import next_open
from icpcli.cli.journal_files import read_journals
from icpcli.cli.license_files import NO_LICENSE, open_calendar, own_license_paths, read_licenses
from icpcli.cli.options import AsOf, JournalFile, Language, OwnLicenses
from icpcli.cli.output import open_output
from icpcli.cli.values import chosen, day_to_answer_for
from icpcli.deadlines.report import compute
from icpcli.model.problem import refusal
from icpcli.render.words import LABELS, say

VALUES = ("days", "date", "id", "json")


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
        from icpcli.render.answers.deadlines import next_json

        out.text(next_json(deadline))
    elif deadline:
        values = {
            "id": deadline.id,
            "date": str(deadline.file_by),
            "days": str(deadline.days_left),
        }
        line = "  ".join([*values.values(), say(deadline.rule.title, out.lang)])
        out.lines(f"{values.get(value or '', line)}\n")
