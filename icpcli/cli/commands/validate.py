"""`icp validate`: whether license files are right, and what is not."""

from pathlib import Path
from typing import Annotated

import typer

from icpcli.cli.options import SCREEN, asks
from icpcli.cli.question import Question
from icpcli.render.answers.license import Files

Paths = Annotated[
    list[Path] | None,
    typer.Argument(metavar="[FILE]...", help="License files.", show_default=False),
]


@asks("license", *SCREEN, example=True)
def validate(question: Question, files: Paths = None) -> None:
    """Check license files.

    Every problem of every file is told with its line and column; the exit code is then 3.
    """
    question.name_licenses(files or ())
    question.out.write(Files(question.licenses))
