"""`icp lint`: what besides the deadlines wants attention."""

from pathlib import Path
from typing import Annotated

import typer

from icpcli.cli.options import ALL, WHOSE, asks
from icpcli.cli.question import Question
from icpcli.render.answers.findings import Findings

Certificate = Annotated[
    Path | None,
    typer.Option(
        "--certificate",
        metavar="FILE",
        help="The text of the certificate: each quote must be in it.",
        show_default=False,
    ),
]


@asks(*ALL, *WHOSE)
def lint(question: Question, certificate: Certificate = None) -> None:
    """Gates not waited for, open questions, likely slips.

    Those that matter most come first. The exit code is 0 whatever is found: icp check is the
    command that judges.
    """
    printed = ""
    if certificate:
        question.out.refuse_to_overwrite(certificate)
        from icpcli.cli.documents import read_document

        printed = read_document(certificate, question.out.lang).text
    report = question.report()
    found = question.findings(report, printed)
    question.write(Findings(report._replace(findings=found)))
