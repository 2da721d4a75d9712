"""`icp journal`: what is recorded, entry by entry."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer

from icpcli.cli.journal_files import (
    by_file,
    journal_of,
    named_journal,
    unclaimed_journal,
    waiting_for,
)
from icpcli.cli.options import SCREEN, WHICH, asks
from icpcli.cli.question import Question, which_license
from icpcli.journal.file import claim, read_journal, repair
from icpcli.journal.owner import entries_of, numbers_of
from icpcli.model.license import License
from icpcli.model.problem import IcpError, Text
from icpcli.model.record import Record
from icpcli.render.answers.journal import Entries

Repair = Annotated[
    bool,
    typer.Option("--repair", help="Move a last line that a power cut tore to a file beside."),
]

Claim = Annotated[
    bool,
    typer.Option("--claim", help="Write the license's number into the journal's first line."),
]


@asks("license", "journal", *SCREEN, *WHICH)
def journal(question: Question, mend: Repair = False, own: Claim = False) -> None:
    """What is recorded, with the number of each entry.

    An entry that was undone is shown as such. It is a plain file, journal.yaml beside the
    license: read it, edit it, keep it in git.
    """
    out, named = question.out, question.options.journal
    if not own and not mend and len(by_file(question.licenses)) > 1:
        _list_several(question)
        return
    licenses = _of_one_journal(question)
    license = licenses[0]

    def waiting() -> None:
        out.note(waiting_for(path))

    if own or mend:
        # What cannot be read may be what is meant: nothing is written beside it.
        question.stop_writing()
    if own:
        path = unclaimed_journal(license, named)
        out.note(_claimed(path, license, new=claim(path, license, waiting)))
    path = journal_of(license, named).path
    out.refuse_to_overwrite(path)
    if mend:
        out.note(_mended(path, repair(path, waiting)))
    if os.path.lexists(path) or named_journal(named):
        records = read_journal(path, *licenses)
        if question.names_some:  # else all of it is shown, also of rows that cannot be read
            records = entries_of(records, *licenses)
    else:
        records = ()
        out.note(Text(f"还没有办理台账（{path}）", f"there is no journal yet ({path})"))
    out.write(Entries([str(path)], licenses, records))


def _list_several(question: Question) -> None:
    """Show the journals of several licenses as one list, each entry with the number of its license.

    One that cannot be read silences no other. Raises `IcpError` where `--journal` names one for all.
    """
    if named_journal(question.options.journal):
        raise which_license(question.licenses)
    files: list[str] = []
    records: list[Record] = []
    for of_one_file in by_file(question.licenses):
        try:
            path = journal_of(of_one_file[0], None).path
            question.out.refuse_to_overwrite(path)
            if os.path.lexists(path):
                found = read_journal(path, *of_one_file)
                files.append(str(path))
                records += _of_licenses(found, of_one_file)
        except IcpError as error:
            question.errors.append(error)
    question.write(Entries(files, question.licenses, records))


def _of_licenses(records: Sequence[Record], licenses: Sequence[License]) -> Iterator[Record]:
    """The entries about the licenses of one journal, each with the number of its license."""
    for record in entries_of(records, *licenses):
        yield record if record.license else record._replace(license=licenses[0].number)


def _of_one_journal(question: Question) -> list[License]:
    """The license that is meant, or the rows of the one ledger. Raises `IcpError` where it is none,
    or nobody can tell which."""
    ledgers = {one.path for one in question.licenses if one.ledger}
    if len(ledgers) == 1 and all(one.ledger for one in question.licenses):
        return question.licenses
    return [question.one_license]


def _claimed(path: Path, license: License, *, new: bool) -> Text:
    name = numbers_of(license)[0]
    if new:
        return Text(f"{path} 的第一行写上了 {name}", f"{path} now begins with {name}")
    return Text(f"{path} 已写明是 {name} 的", f"{path} names {name} already")


def _mended(path: Path, kept: Path | None) -> Text:
    if kept is None:
        return Text(f"{path} 的最后一行是完整的", f"{path}: the last line is whole")
    return Text(f"{path} 的残行已移到 {kept}", f"{path}: the torn line was moved to {kept}")
