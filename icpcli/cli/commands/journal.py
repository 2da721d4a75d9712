"""`icp journal`: what is recorded, entry by entry."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from icpcli.cli.journal_files import (
    journal_of,
    named_journal,
    one_license,
    unclaimed_journal,
    waiting_for,
)
from icpcli.cli.license_files import read_licenses
from icpcli.cli.options import Color, Format, JournalFile, Language, Output, OwnLicenses
from icpcli.cli.output import Output as Out
from icpcli.cli.output import open_output
from icpcli.journal.file import claim, read_journal, repair
from icpcli.model.journal import Record
from icpcli.model.license import License
from icpcli.model.problem import Text


def journal(
    license: OwnLicenses = None,
    journal: JournalFile = None,
    mend: Annotated[
        bool,
        typer.Option("--repair", help="Move a last line that a power cut tore to a file beside."),
    ] = False,
    own: Annotated[
        bool,
        typer.Option("--claim", help="Write the license's number into the journal's first line."),
    ] = False,
    format: Format = None,
    output: Output = None,
    lang: Language = None,
    color: Color = None,
) -> None:
    """What is recorded, with the number of each entry.

    An entry that was undone is shown as such. It is a plain file, journal.yaml beside the
    license: read it, edit it, keep it in git.
    """
    out = open_output(format, output, lang, color)
    (one,) = read_licenses([one_license(license)])
    if own:
        path = unclaimed_journal(one, journal)
        out.note(_claimed(path, one, new=claim(path, one, lambda: out.note(waiting_for(path)))))
    path = journal_of(one, journal).path
    if mend:
        out.note(_mended(path, repair(path, lambda: out.note(waiting_for(path)))))
    if os.path.lexists(path) or named_journal(journal):
        _list(path, read_journal(path, one), out)
    else:
        words = Text(f"还没有台账（{path}）", f"there is no journal yet ({path})")
        out.note(words)
        _list(path, (), out)


def _claimed(path: Path, license: License, *, new: bool) -> Text:
    if new:
        return Text(
            f"{path} 的第一行写上了 {license.number}", f"{path} now begins with {license.number}"
        )
    return Text(f"{path} 已写明是 {license.number} 的", f"{path} names {license.number} already")


def _mended(path: Path, kept: Path | None) -> Text:
    if kept is None:
        return Text(f"{path} 的最后一行是完整的", f"{path}: the last line is whole")
    return Text(f"{path} 的残行已移到 {kept}", f"{path}: the torn line was moved to {kept}")


def _list(path: Path, records: Sequence[Record], out: Out) -> None:
    match out.format:
        case "json":
            from icpcli.render.answers.journal import journal_json

            out.text(journal_json(str(path), records))
        case "table":
            from icpcli.render.screens.journal import journal_screen

            out.screen(lambda width: journal_screen(records, out.lang, width))
        case _:
            from icpcli.render.answers.journal import journal_rows

            out.rows(journal_rows(records))
