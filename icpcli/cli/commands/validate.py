"""`icp validate`: whether license files are right, and what is not."""

from pathlib import Path
from typing import Annotated

import typer

from icpcli.cli.license_files import license_paths, read_licenses
from icpcli.cli.options import Color, Format, Language, Licenses, Output
from icpcli.cli.output import open_output


def validate(
    files: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[FILE]...", help="License files.", show_default=False),
    ] = None,
    license: Licenses = None,
    format: Format = None,
    output: Output = None,
    lang: Language = None,
    color: Color = None,
) -> None:
    """Check license files.

    Every problem of every file is told with its line and column; the exit code is then 3.
    """
    out = open_output(format, output, lang, color)
    licenses = read_licenses(license_paths([*(files or ()), *(license or ())], out.note))
    match out.format:
        case "json":
            from icpcli.render.answers.license import files_json

            out.text(files_json(licenses))
        case "table":
            from icpcli.render.screens.lists import files_list

            out.screen(lambda width: files_list(licenses, out.lang, width))
        case _:
            from icpcli.render.answers.license import license_rows

            out.rows(license_rows(licenses))
