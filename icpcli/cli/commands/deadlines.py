"""`icp deadlines`: what must be filed, by which day."""

from typing import Annotated

import typer

from icpcli.cli.journal_files import read_journals
from icpcli.cli.license_files import license_paths, open_calendar, read_licenses
from icpcli.cli.options import AsOf, Color, Format, JournalFile, Language, Licenses, Output
from icpcli.cli.output import open_output
from icpcli.cli.reports import write_history, write_report
from icpcli.cli.values import day_to_answer_for, whole_number
from icpcli.deadlines.report import compute
from icpcli.deadlines.select import history, select
from icpcli.model.problem import Text, refusal


def deadlines(
    license: Licenses = None,
    journal: JournalFile = None,
    within: Annotated[
        str | None,
        typer.Option(
            "--within",
            metavar="DAYS",
            help="Only what is to be filed within so many days, or is late.",
            show_default=False,
        ),
    ] = None,
    everything: Annotated[
        bool,
        typer.Option("--all", help="Also what was filed, and yearly ones whose day has passed."),
    ] = False,
    filed: Annotated[
        bool,
        typer.Option("--history", help="What was filed instead: when, and how many days early."),
    ] = False,
    as_of: AsOf = None,
    format: Format = None,
    output: Output = None,
    lang: Language = None,
    color: Color = None,
) -> None:
    """What must be filed, by which day.

    Then, for each event that can happen, what it would start if it happened today.
    """
    out = open_output(format, output, lang, color)
    day = day_to_answer_for(as_of)
    if filed and (within is not None or everything):
        words = Text("不能与 --within 或 --all 同用", "cannot be combined with --within or --all")
        raise refusal("bad_usage", "--history", words)
    days = None if within is None else whole_number("--within", within, 0, 99999)
    paths = license_paths(license, out.note)
    licenses = read_licenses(paths)
    journals = read_journals(licenses, journal, day, out.note)
    report = compute(licenses, open_calendar(paths), day, journals=journals)
    if filed:
        write_history(history(report, journals), out)
    else:
        write_report(select(report, within=days, passed=everything), out)
