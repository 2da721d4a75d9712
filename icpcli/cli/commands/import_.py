"""`icp import`: from the papers of a certificate to a license file."""

from pathlib import Path
from shlex import quote
from typing import Annotated

import typer

from icpcli.cli.documents import form, refuse_to_overwrite, template
from icpcli.cli.options import Force, asks
from icpcli.cli.output import write_file
from icpcli.cli.question import Question
from icpcli.model.problem import IcpError, Problem, Text
from icpcli.render.formats.table import NONE

_DATE = "as printed on the paper; compared with what was read."

Certificates = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar="[CERTIFICATE]...",
        help="The pages in order: PDF, JPEG, PNG, TIFF, WebP, or text; stdin without one, or for -.",
        show_default=False,
    ),
]
KeepText = Annotated[
    Path | None,
    typer.Option(
        "--text",
        metavar="FILE",
        help="Keep the text that was read, to correct it and import that.",
        show_default=False,
    ),
]
Issued = Annotated[
    str | None,
    typer.Option(metavar="YYYY-MM-DD", help=f"发证日期 {_DATE}", show_default=False),
]
Expires = Annotated[
    str | None,
    typer.Option(metavar="YYYY-MM-DD", help=f"有效期至 {_DATE}", show_default=False),
]
Accept = Annotated[
    list[str] | None,
    typer.Option(
        metavar="RULE=PERIOD",
        help="Believe a period that is not the form's, or expires=DATE against what was read; repeatable.",
        show_default=False,
    ),
]


@asks("output", "lang", formats=NONE)
def import_(
    question: Question,
    certificate: Certificates = None,
    text: KeepText = None,
    issued: Issued = None,
    expires: Expires = None,
    accept: Accept = None,
    force: Force = False,
) -> None:
    """Read a certificate (PDF, scan, photos, text) into a file.

    What could not be read is left empty, and named on stderr. A date in a picture is never believed
    on the machine's word: you are asked to type it from the paper. Pictures need `icpcli[scan]`.
    """
    from icpcli.cli.papers import (
        certificate_of,
        kept_text,
        read_papers,
        refuse_unread,
        word_of,
    )
    from icpcli.importers.certificate.draft import draft_from_certificate
    from icpcli.importers.certificate.summary import summary

    out = question.out
    for place in (out, out._replace(path=text)):
        place.refuse_to_overwrite(*(certificate or []))
        refuse_to_overwrite(place.path, force)
    known, bundled = form(), template()
    word = word_of(issued, expires, accept or [], bundled)
    papers = read_papers(certificate or [], known, out)
    read = certificate_of(papers, word, known, out)
    draft = draft_from_certificate(read, bundled, known)
    refuse_unread(word, draft.text)
    if text:
        write_file(text, kept_text(papers, known).encode())
    if out.path:
        write_file(out.path, draft.text.encode())
    else:
        out.text(draft.text)
    problems = _still_wrong(draft.text, str(out.path or "license.yaml"))
    *before, last = summary(draft, problems, quote(str(out.path)) if out.path else "")
    laws = [_laws()] if out.path else []
    for line in (*papers.notes, *before, *laws, last, *papers.counted):
        out.note(line)


def _laws() -> Text:
    """The laws besides the paper, which is of the kind that the form is for."""
    from icpcli.cli.other_laws import other_laws
    from icpcli.license.paper_kinds import paper_kinds

    return other_laws(next(it for it in paper_kinds() if it.is_of_the_example))


def _still_wrong(text: str, file: str) -> tuple[Problem, ...]:
    """What must be filled in before the file is valid."""
    from icpcli.license.file import parse_license

    try:
        parse_license(text, file)
    except IcpError as error:
        return error.problems
    return ()
