"""Which journal belongs to which license, and what it says on a day."""

import os
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from icpcli.cli.license_files import is_bundled
from icpcli.cli.output import Output
from icpcli.journal.lookup import Found, Lookup
from icpcli.model.journal import Journal
from icpcli.model.license import License
from icpcli.model.problem import IcpError, Text, refusal


def read_possible_journals(
    licenses: Sequence[License], named: Path | None, as_of: date, out: Output
) -> tuple[dict[str, Journal], list[IcpError]]:
    """What is recorded of each license, by its `file`: in `--journal`, else `$ICP_JOURNAL`, else in
    the journal beside it; nothing where none is there, and of one that cannot be used what is wrong.

    What is to be said of one goes to stderr. Raises `IcpError` (`cannot_write`) where the answer
    would go over a journal.
    """
    journals: dict[str, Journal] = {}
    errors: list[IcpError] = []
    lookup = Lookup()
    try:
        named = _named_for_one(licenses, named)
    except IcpError as error:
        return {}, [error]
    for of_one_file in by_file(licenses):
        try:
            found = Found(named) if named else lookup.journal_of(of_one_file[0])
            out.refuse_to_overwrite(found.path)
            if named or os.path.lexists(found.path):
                journals |= _read(of_one_file, found, as_of, out, errors)
        except IcpError as error:
            errors.append(error)
    return journals, errors


def by_file(licenses: Sequence[License]) -> list[list[License]]:
    """The licenses by the file that they stand in: several are rows of one ledger."""
    found: dict[str, list[License]] = {}
    for one in licenses:
        found.setdefault(one.path, []).append(one)
    return [*found.values()]


def journal_of(license: License, named: Path | None) -> Found:
    """Where the journal of one license is, or will be. Raises `IcpError` where nobody can tell."""
    path = named_journal(named)
    return Found(path) if path else Lookup().journal_of(license)


def journal_of_ledger(ledger: Path) -> Path:
    """Where the journal of a ledger is, or will be: `$ICP_JOURNAL`, else beside it.

    Raises `IcpError` where nobody would read it.
    """
    return named_journal(None) or Lookup().of_ledger(ledger)


def unclaimed_journal(license: License, named: Path | None) -> Path:
    """The journal that a license may claim."""
    return named_journal(named) or Lookup().unclaimed(license)


def path_to_write(license: License, named: Path | None) -> Found:
    """Where the journal of one license is, or will be; never beside the bundled example."""
    if is_example(license) and not named_journal(named):
        words = Text(
            "这是自带的示例，不为它写办理台账：请复制一份作为你的许可证，或用 --journal 指定文件",
            "this is the bundled example, for which no journal is kept: copy it to be your "
            "license, or name a file with --journal",
        )
        raise refusal("no_license", "", words)
    return journal_of(license, named)


def is_example(license: License) -> bool:
    """Whether it is the license that the program brings along."""
    return is_bundled(Path(license.path))


def refuse_example(license: License) -> None:
    """Raise `IcpError` (`no_license`) for the bundled example: it is nobody's to be changed."""
    if is_example(license):
        words = Text(
            "这是自带的示例，不能改动：请复制一份作为你的许可证",
            "this is the bundled example, which is not to be changed: copy it to be your license",
        )
        raise refusal("no_license", "", words)


def named_journal(named: Path | None) -> Path | None:
    """`--journal`, else `$ICP_JOURNAL`."""
    variable = os.environ.get("ICP_JOURNAL")
    return named or (Path(variable) if variable else None)


def _named_for_one(licenses: Sequence[License], named: Path | None) -> Path | None:
    """The journal that was named. Raises `IcpError` where it would be that of several licenses."""
    path = named_journal(named)
    if path and len(by_file(licenses)) > 1:
        words = Text(
            f"一份办理台账只属于一份许可证，这里有 {len(licenses)} 份",
            f"a journal belongs to one license, and here are {len(licenses)}",
        )
        raise refusal("bad_usage", "--journal" if named else "ICP_JOURNAL", words)
    return path


def _read(
    licenses: Sequence[License], found: Found, as_of: date, out: Output, errors: list[IcpError]
) -> dict[str, Journal]:
    """What is recorded of the licenses of one file, by their `file`.

    `errors` gets the entries of a ledger's journal that nobody can tell the row of.
    """
    from icpcli.journal.file import read_journal
    from icpcli.journal.on_day import journal_on
    from icpcli.journal.owner import CODE, by_license, strays

    records = read_journal(found.path, *licenses)
    if ledger := licenses[0].ledger:
        problems = strays(records, ledger, str(found.path))
        errors += [IcpError(CODE, problems)] if problems else []
    journals: dict[str, Journal] = {}
    later = 0
    for license, mine in by_license(records, licenses):
        journals[license.file], left_out = journal_on(mine, as_of, license.plans)
        later += left_out
    for words in (found.note, _later(found.path, later, as_of) if later else None):
        if words:
            out.note(words)
    return journals


def waiting_for(path: Path) -> Text:
    """What is said while somebody else holds a journal."""
    from icpcli.files.append_only import PATIENCE

    return Text(
        f"另一个程序正在写 {path}，最多等 {PATIENCE} 秒……",
        f"another program is writing {path}: waiting for it, {PATIENCE} seconds at most ...",
    )


def _later(path: Path, count: int, as_of: date) -> Text:
    return Text(
        f"{path} 中有 {count} 条晚于 {as_of}，这次不计",
        f"{path}: {count} {'entry is' if count == 1 else 'entries are'} later than {as_of} "
        "and left out here",
    )
