"""`icp validate`: whether license files, journals and holiday notices are right, and what is not."""

from pathlib import Path
from typing import Annotated

import typer

from icpcli.cli.license_files import all_at_once
from icpcli.cli.options import SCREEN, asks
from icpcli.cli.question import Question
from icpcli.cli.valid_files import validated
from icpcli.files.file_kinds import FileKind, kind_of
from icpcli.model.problem import IcpError
from icpcli.render.answers.license import Files

Paths = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar="[FILE]...", help="License files, journals, holiday notices.", show_default=False
    ),
]
SkipOthers = Annotated[
    bool, typer.Option("--skip-others", help="Pass over files that are none of these.")
]


@asks("license", *SCREEN)
def validate(question: Question, files: Paths = None, skip_others: SkipOthers = False) -> None:
    """Check license files, journals and holiday notices.

    What a file is, its content tells. Every problem of every file is told with its line and
    column; the exit code is then 3.
    """
    question.also_about(files or ())
    question.refuse_without_license()
    found = []
    for path in question.paths:
        kind = kind_of(path)
        if kind is FileKind.OTHER and skip_others:
            continue
        try:
            found.append(validated(path, kind, question.out))
        except IcpError as error:
            question.errors.append(error)
    if question.errors and not found:
        raise all_at_once(question.errors)
    question.write(Files(found))
