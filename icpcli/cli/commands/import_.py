"""`icp import`: from the text of a certificate to a license file."""

from pathlib import Path
from typing import Annotated

import typer

from icpcli.cli.documents import form, read_document, refuse_to_overwrite, template
from icpcli.cli.options import Force, Language, Output
from icpcli.cli.output import open_output, write_file
from icpcli.model.problem import IcpError, Text
from icpcli.render.words import problem_line


def import_(
    certificate: Annotated[
        Path | None,
        typer.Argument(
            metavar="[CERTIFICATE]",
            help="The text of a certificate; stdin without one, or for -.",
            show_default=False,
        ),
    ] = None,
    output: Output = None,
    force: Force = False,
    lang: Language = None,
) -> None:
    """Read a certificate's text into a license file.

    The text may be typed, copied or scanned; UTF-8, GBK or UTF-16. What could not be read is left
    empty, and named on stderr.
    """
    from icpcli.importers.certificate.draft import draft_from_certificate
    from icpcli.importers.certificate.read import read_certificate

    out = open_output("yaml", output, lang, None, ("yaml",))
    refuse_to_overwrite(out.path, force)
    text, name = read_document(certificate, out.lang)
    known = form()
    draft = draft_from_certificate(read_certificate(text, known, name), template(), known)
    if out.path:
        write_file(out.path, draft.text.encode())
    else:
        out.text(draft.text)
    for note in (*draft.doubts, *_still_wrong(draft.text, str(out.path or "license.yaml"))):
        out.note(note)
    out.note(
        Text(
            f"读出 {draft.rules} 条规则（有期限）、{draft.duties} 项义务（无期限）；请与纸质证书核对",
            f"read {draft.rules} rules (with a date) and {draft.duties} duties (without one): "
            "compare them with the paper",
        )
    )
    if out.path:
        out.note(
            Text(
                f"已写入 {out.path}；下一步：icp deadlines -l {out.path}",
                f"wrote {out.path}; next: icp deadlines -l {out.path}",
            )
        )


def _still_wrong(text: str, file: str) -> list[Text]:
    """What must be filled in before the file is valid."""
    from icpcli.license.file import parse_license

    try:
        parse_license(text, file)
    except IcpError as error:
        return [Text(problem_line(it, "zh"), problem_line(it, "en")) for it in error.problems]
    return []
