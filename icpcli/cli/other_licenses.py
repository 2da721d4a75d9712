"""The other licenses of a holder: what happened to one of them may have happened to all."""

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from icpcli.cli.journal_files import by_file
from icpcli.cli.license_files import read_possible_licenses
from icpcli.cli.output import Output
from icpcli.cli.question import Question
from icpcli.files.typed_words import quote
from icpcli.files.whole_file import read_head, read_whole
from icpcli.journal.file import read_journal
from icpcli.journal.lookup import Lookup
from icpcli.journal.owner import by_license, check_owner
from icpcli.journal.refusals import is_recorded
from icpcli.license.folder import licenses_in
from icpcli.model.license import License
from icpcli.model.problem import IcpError, Text
from icpcli.model.record import Record


def not_yet_in(record: Record, licenses: list[License], question: Question) -> Iterator[Text]:
    """The other licenses of the holder that declare an event and have no such entry, each with the
    command to record it.

    Those that were given, and those that lie beside the ones that got the entry. Licenses of which
    nobody knows the holder are not of one.
    """
    done = {_place(one) for one in licenses}
    holders = {one.holder for one in licenses if one.holder}
    if not holders:
        return
    others = [
        other
        for other in _candidates(question, licenses)
        if other.holder in holders and record.subject in other.recordable
    ]
    there = _those_with(record._replace(answer=None), others)
    for other in others:
        if _place(other) in done or _place(other) in there:
            continue
        about = f" --about {quote(record.about)}" if record.about else ""
        where = other.options if other.ledger else f" -l {quote(other.file)}"
        command = f"icp record {record.subject} --on {record.moment}{about}{where}"
        yield Text(
            f"{other.holder} 的 {other.number} 也适用，还没有这条记录：{command}",
            f"{other.number} of {other.holder} knows this event, too, and has no such entry: {command}",
        )


def without_entry(record: Record, licenses: list[License], out: Output) -> list[License]:
    """Those of some licenses whose journal does not hold an event of that day, or not that answer to
    its question; the others are named."""
    there = _those_with(record, licenses)
    missing = [one for one in licenses if _place(one) not in there]
    for one in licenses:
        if missing and one not in missing:
            out.note(
                Text(
                    f"{one.number} 已有 {record.reference}：不再记",
                    f"{one.number} has {record.reference} already: not recorded again",
                )
            )
    return missing


def _candidates(question: Question, licenses: list[License]) -> list[License]:
    """The licenses that were given or lie beside, of one of these holders; quickly told by its name."""
    paths = {os.path.realpath(path): path for path in question.paths}
    for one in licenses:
        folder = Path(one.path).parent
        paths |= {os.path.realpath(path): path for path in licenses_in(folder)}
    names = {one.holder.encode() for one in licenses if one.holder}
    likely = [path for path in paths.values() if _names_one(path, names)]
    found, _ = read_possible_licenses(sorted(likely))
    return [*found, *(one for one in question.all_licenses if one.ledger)]


def _place(license: License) -> tuple[str, int]:
    """Where a license stands, however its file is spelled."""
    return os.path.realpath(license.path), license.row


def _names_one(path: Path, names: set[bytes]) -> bool:
    with suppress(ValueError):
        data = read_whole(path)
        return any(name in data for name in names)
    return False


def _those_with(record: Record, licenses: list[License]) -> set[tuple[str, int]]:
    """Where those of some licenses stand whose journal holds the event of that day and its answer; a
    broken one has nothing. The journal of a ledger is read once for all of its rows."""
    lookup = Lookup()
    found: set[tuple[str, int]] = set()
    for of_one_file in by_file(licenses):
        with suppress(IcpError):
            path = lookup.journal_of(of_one_file[0]).path
            if os.path.lexists(path):
                check_owner(read_head(path), str(path), of_one_file[0])
                each = by_license(read_journal(path), of_one_file)
                found |= {_place(one) for one, its_own in each if is_recorded(record, its_own)}
    return found
