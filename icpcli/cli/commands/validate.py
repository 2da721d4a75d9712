"""`icp validate`: whether license files, rule sets, journals and notices are right, and what is not."""

from pathlib import Path
from typing import Annotated

import typer

from icpcli.cli.license_files import all_at_once
from icpcli.cli.options import SCREEN, asks, named_path
from icpcli.cli.question import Question
from icpcli.cli.valid_files import notes_on, validated
from icpcli.files.file_kinds import FileKind, kind_of
from icpcli.model.license import License
from icpcli.model.problem import IcpError
from icpcli.render.answers.license import Files, ValidFile

Paths = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar="[FILE]...",
        parser=named_path,
        help="License files, rule sets, journals, holiday notices.",
        show_default=False,
    ),
]
SkipOthers = Annotated[
    bool, typer.Option("--skip-others", help="Pass over files that are none of these.")
]


@asks("license", *SCREEN)
def validate(question: Question, files: Paths = None, skip_others: SkipOthers = False) -> None:
    """Check license files, rule sets, journals and holiday notices.

    What a file is, its content tells. Every problem of every file is told with its line and
    column; the exit code is then 3. What is well formed and cannot be right (no rule on renewal)
    is noted, without a change of the exit code.
    """
    question.also_about(files or ())
    question.refuse_without_license()
    found: list[ValidFile] = []
    licenses: list[License] = []
    for path in question.paths:
        kind = kind_of(path)
        if kind is FileKind.OTHER and skip_others:
            continue
        try:
            file, license = validated(path, kind, question.out)
            found.append(file)
            licenses += [license] if license else []
        except IcpError as error:
            question.errors.append(error)
    if question.errors and not found:
        raise all_at_once(question.errors)
    question.write(Files(found))
    for note in notes_on(licenses):
        question.out.note(note)
