"""`icp lint`: what besides the deadlines wants attention."""

from pathlib import Path
from typing import Annotated

import typer

from icpcli.check.findings import lint as findings_on
from icpcli.check.verdict import expired
from icpcli.cli.journal_files import read_journals
from icpcli.cli.license_files import license_paths, open_calendar, read_licenses
from icpcli.cli.options import AsOf, Color, Format, JournalFile, Language, Licenses, Output
from icpcli.cli.output import open_output
from icpcli.cli.reports import write_findings
from icpcli.cli.values import day_to_answer_for
from icpcli.deadlines.report import compute


def lint(
    license: Licenses = None,
    journal: JournalFile = None,
    certificate: Annotated[
        Path | None,
        typer.Option(
            "--certificate",
            metavar="FILE",
            help="The text of the certificate: each quote must be in it.",
            show_default=False,
        ),
    ] = None,
    as_of: AsOf = None,
    format: Format = None,
    output: Output = None,
    lang: Language = None,
    color: Color = None,
) -> None:
    """Gates not waited for, open questions, likely slips.

    Those that matter most come first. The exit code is 0 whatever is found: icp check is the
    command that judges.
    """
    out = open_output(format, output, lang, color)
    day = day_to_answer_for(as_of)
    printed = ""
    if certificate:
        from icpcli.cli.documents import read_document

        printed = read_document(certificate, out.lang).text
    paths = license_paths(license, out.note)
    licenses = read_licenses(paths)
    calendar = open_calendar(paths)
    journals = read_journals(licenses, journal, day, out.note)
    report = compute(licenses, calendar, day, journals=journals)
    findings = (*expired(report), *findings_on(report, calendar, journals, printed))
    write_findings(report._replace(findings=findings), out)
