"""A report, written in the format that was asked for."""

from icpcli.cli.output import Output
from icpcli.model.deadline import Report


def write_report(report: Report, out: Output) -> None:
    """The deadlines of a report: for people with the headline, for machines as rows or JSON."""
    match out.format:
        case "json":
            from icpcli.render.answers.deadlines import report_json

            out.text(report_json(report))
        case "table":
            from icpcli.render.screens.deadlines import deadlines_table

            out.screen(lambda width: deadlines_table(report, out.lang, width))
        case _:
            from icpcli.render.answers.deadlines import deadline_rows

            out.rows(deadline_rows(report, out.lang))


def write_history(report: Report, out: Output) -> None:
    """What was filed and when; the same rows and JSON as of any deadline."""
    if out.format == "table":
        from icpcli.render.screens.journal import history_screen

        out.screen(lambda width: history_screen(report, out.lang, width))
    else:
        write_report(report, out)


def write_findings(report: Report, out: Output) -> None:
    """What besides the deadlines wants attention."""
    match out.format:
        case "json":
            from icpcli.render.answers.findings import findings_json

            out.text(findings_json(report))
        case "table":
            from icpcli.render.screens.journal import findings_screen

            out.screen(lambda width: findings_screen(report, out.lang, width))
        case _:
            from icpcli.render.answers.findings import finding_rows

            out.rows(finding_rows(report, out.lang))


def write_explanation(report: Report, out: Output) -> None:
    """How each deadline of a report was found."""
    match out.format:
        case "json":
            from icpcli.render.answers.deadlines import report_json

            out.text(report_json(report))
        case "table":
            from icpcli.render.screens.explanation import explanation

            out.screen(lambda width: explanation(report, out.lang, width))
        case _:
            from icpcli.render.answers.deadlines import step_rows

            out.rows(step_rows(report, out.lang))
