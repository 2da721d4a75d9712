"""`icp explain`: how a deadline was found, and what could still change it."""

from contextlib import suppress
from datetime import date
from typing import Annotated

import typer

from icpcli.cli.journal_files import read_journals
from icpcli.cli.license_files import license_paths, open_calendar, read_licenses
from icpcli.cli.options import AsOf, Color, Format, JournalFile, Language, Licenses, Output
from icpcli.cli.output import open_output
from icpcli.cli.reports import write_explanation
from icpcli.cli.values import calendar_date, day_to_answer_for, refuse_unknown
from icpcli.deadlines.report import compute
from icpcli.deadlines.select import look_up
from icpcli.model.problem import IcpError, Text


def explain(
    id: Annotated[
        str,
        typer.Argument(
            metavar="ID", help="A deadline (renewal@2028), or a rule (renewal).", show_default=False
        ),
    ],
    license: Licenses = None,
    journal: JournalFile = None,
    as_of: AsOf = None,
    format: Format = None,
    output: Output = None,
    lang: Language = None,
    color: Color = None,
) -> None:
    """How a deadline was found, and what could still change it.

    The clause's own words, then each step to the date with its reason.
    """
    out = open_output(format, output, lang, color)
    day = day_to_answer_for(as_of)
    paths = license_paths(license, out.note)
    licenses = read_licenses(paths)
    journals = read_journals(licenses, journal, day, out.note)
    report = compute(
        licenses, open_calendar(paths), day, journals=journals, supposed=_rule_and_day(id)
    )
    found = look_up(report, id)
    if not found.deadlines:
        names = [name for one in report.deadlines for name in (one.id, one.rule.id)]
        names += [one.rule.id for one in report.if_today]
        refuse_unknown("unknown_id", id, names, Text("期限或规则", "deadline or rule"))
    write_explanation(found, out)


def _rule_and_day(id: str) -> tuple[str, date] | None:
    """The parts of an id that an event would give; None where what follows the `@` is no day."""
    rule, _, day = id.partition("@")
    with suppress(IcpError):
        return rule, calendar_date("ID", day)
    return None
