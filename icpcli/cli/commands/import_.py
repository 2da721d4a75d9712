"""`icp import`: from the text of a certificate to a license file."""

from pathlib import Path
from shlex import quote
from typing import Annotated

import typer

from icpcli.cli.documents import form, read_document, refuse_to_overwrite, template
from icpcli.cli.options import Force, asks
from icpcli.cli.output import write_file
from icpcli.cli.question import Question
from icpcli.model.problem import IcpError, Problem
from icpcli.render.formats.table import NONE


@asks("output", "lang", formats=NONE)
def import_(
    question: Question,
    certificate: Annotated[
        Path | None,
        typer.Argument(
            metavar="[CERTIFICATE]",
            help="The text of a certificate; stdin without one, or for -.",
            show_default=False,
        ),
    ] = None,
    force: Force = False,
) -> None:
    """Read a certificate's text into a license file.

    The text may be typed, copied or scanned; UTF-8, GBK or UTF-16. What could not be read is left
    empty, and named on stderr.
    """
    from icpcli.importers.certificate.draft import draft_from_certificate
    from icpcli.importers.certificate.read import read_certificate
    from icpcli.importers.certificate.summary import summary

    out = question.out
    if certificate:
        out.refuse_to_overwrite(certificate)
    refuse_to_overwrite(out.path, force)
    text, name = read_document(certificate, out.lang)
    known = form()
    draft = draft_from_certificate(read_certificate(text, known, name), template(), known)
    if out.path:
        write_file(out.path, draft.text.encode())
    else:
        out.text(draft.text)
    problems = _still_wrong(draft.text, str(out.path or "license.yaml"))
    for line in summary(draft, problems, quote(str(out.path)) if out.path else ""):
        out.note(line)


def _still_wrong(text: str, file: str) -> tuple[Problem, ...]:
    """What must be filled in before the file is valid."""
    from icpcli.license.file import parse_license

    try:
        parse_license(text, file)
    except IcpError as error:
        return error.problems
    return ()
