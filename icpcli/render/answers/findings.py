"""Findings as JSON and as rows."""

from typing import Any

from icpcli.model.deadline import Finding, Report
from icpcli.render.formats.json import both, dumps
from icpcli.render.formats.rows import Row, Rows
from icpcli.render.words import Lang, one_line, say


def finding_rows(report: Report, lang: Lang) -> Rows:
    """One row a finding."""
    return Rows(
        ("level", "code", "license", "clause", "dates", "message"),
        tuple(_finding_row(finding, lang) for finding in report.findings),
    )


def _finding_row(finding: Finding, lang: Lang) -> Row:
    return (
        finding.level,
        finding.code,
        one_line(finding.license.number),
        one_line(finding.clause),
        " ".join(map(str, finding.dates)),
        say(finding.message, lang),
    )


def findings_json(report: Report) -> str:
    """What besides the deadlines wants attention."""
    return dumps(
        {
            "as_of": str(report.as_of),
            "findings": [finding_object(finding) for finding in report.findings],
        }
    )


def finding_object(finding: Finding) -> dict[str, Any]:
    """A finding as JSON has it."""
    return {
        "code": finding.code,
        "level": finding.level,
        "license": finding.license.number,
        "clause": finding.clause,
        "message": both(finding.message),
        "dates": [str(day) for day in finding.dates],
    }
