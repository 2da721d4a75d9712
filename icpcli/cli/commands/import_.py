"""`icp import`: from the papers of a certificate to a license file."""

from pathlib import Path
from shlex import quote
from typing import Annotated

import typer

from icpcli.cli.documents import form, refuse_to_overwrite, template
from icpcli.cli.options import Force, asks
from icpcli.cli.output import write_file
from icpcli.cli.question import Question
from icpcli.model.problem import IcpError, Problem
from icpcli.render.formats.table import NONE


@asks("output", "lang", formats=NONE)
def import_(
    question: Question,
    certificate: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[CERTIFICATE]...",
            help="A certificate: a PDF, or its text; stdin without one, or for -.",
            show_default=False,
        ),
    ] = None,
    text: Annotated[
        Path | None,
        typer.Option(
            "--text",
            metavar="FILE",
            help="Keep the text that was read, to correct it and import that.",
            show_default=False,
        ),
    ] = None,
    force: Force = False,
) -> None:
    """Read a certificate into a license file.

    A PDF is read by its text layer. A text may be typed, copied or scanned; UTF-8, GBK or UTF-16.
    What could not be read is left empty, and named on stderr.
    """
    from icpcli.cli.papers import read_papers
    from icpcli.importers.certificate.draft import draft_from_certificate
    from icpcli.importers.certificate.read import read_certificate
    from icpcli.importers.certificate.summary import summary

    out = question.out
    for place in (out, out._replace(path=text)):
        place.refuse_to_overwrite(*(certificate or []))
        refuse_to_overwrite(place.path, force)
    known = form()
    papers = read_papers(certificate or [], known, out)
    draft = draft_from_certificate(
        read_certificate(papers.text, known, papers.name), template(), known
    )
    if text:
        write_file(text, papers.text.encode())
    if out.path:
        write_file(out.path, draft.text.encode())
    else:
        out.text(draft.text)
    problems = _still_wrong(draft.text, str(out.path or "license.yaml"))
    for line in (
        *papers.notes,
        *summary(draft, problems, quote(str(out.path)) if out.path else ""),
        *papers.counted,
    ):
        out.note(line)


def _still_wrong(text: str, file: str) -> tuple[Problem, ...]:
    """What must be filled in before the file is valid."""
    from icpcli.license.file import parse_license

    try:
        parse_license(text, file)
    except IcpError as error:
        return error.problems
    return ()
