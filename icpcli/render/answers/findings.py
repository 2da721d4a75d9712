"""Findings as JSON and as rows."""

from typing import TYPE_CHECKING, Any, NamedTuple

from icpcli.model.deadline import Report
from icpcli.model.finding import Finding
from icpcli.render.answers.deadlines import report_page
from icpcli.render.formats.json import both
from icpcli.render.formats.rows import Row, Rows
from icpcli.render.words import Lang, one_line, say

if TYPE_CHECKING:
    from rich.console import RenderableType


class Findings(NamedTuple):
    """What besides the deadlines wants attention."""

    report: Report

    def json(self) -> dict[str, Any]:
        """What besides the deadlines wants attention."""
        return {
            "as_of": str(self.report.as_of),
            "findings": [finding_object(finding) for finding in self.report.findings],
        }

    def rows(self, lang: Lang) -> Rows:
        """One row a finding."""
        from icpcli.render.labels import LABELS  # JSON has no need of it

        return Rows(
            ("level", "code", "license", "clause", "dates", "message"),
            tuple(_finding_row(finding, lang) for finding in self.report.findings),
            page=report_page(self.report, LABELS["findings"]),
        )

    def screen(self, lang: Lang, width: int) -> "RenderableType":
        """What a person reads, drawn for `width` columns."""
        from icpcli.render.screens.journal import findings_screen

        return findings_screen(self.report, lang, width)


def _finding_row(finding: Finding, lang: Lang) -> Row:
    return (
        finding.level,
        finding.code,
        one_line(finding.license.number),
        one_line(finding.clause),
        " ".join(map(str, finding.dates)),
        say(finding.message, lang),
    )


def finding_object(finding: Finding) -> dict[str, Any]:
    """A finding as JSON has it."""
    return {
        "code": finding.code,
        "level": finding.level,
        "license": finding.license.number,
        "file": finding.license.file,
        "clause": finding.clause,
        "message": both(finding.message),
        "dates": [str(day) for day in finding.dates],
    }
