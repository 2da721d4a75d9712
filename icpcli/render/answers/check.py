"""The verdict of `icp check` as JSON."""

from icpcli.model.verdict import Verdict
from icpcli.render.answers.deadlines import deadline_object, due_object, report_object
from icpcli.render.answers.findings import finding_object
from icpcli.render.formats.json import dumps, error_object
from icpcli.render.words import Lang


def check_json(verdict: Verdict, lang: Lang) -> str:
    """The report with what was made of it; `errors` are the files that could not be used."""
    report = verdict.report
    return dumps(
        {
            "status": verdict.status,
            "exit_code": verdict.exit_code,
            "counts": verdict.counts,
            "next": due_object(verdict.next) if verdict.next else None,
            **report_object(report),
            "deadlines": [
                {**deadline_object(deadline), "alert": deadline.alert and deadline.alert._asdict()}
                for deadline in report.deadlines
            ],
            "findings": [finding_object(finding) for finding in report.findings],
            "errors": [
                error_object(unread.code, unread.problems, lang) for unread in verdict.unread
            ],
        }
    )
