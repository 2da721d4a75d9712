"""Which journal belongs to which license, and what it says on a day."""

import os
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from icpcli.cli.license_files import BUNDLED, NO_LICENSE, all_at_once, own_license_paths
from icpcli.model.journal import Journal
from icpcli.model.license import License
from icpcli.model.problem import IcpError, Text, refusal

NAME = "journal.yaml"

Note = Callable[[Text], None]


def read_journals(
    licenses: Sequence[License], named: Path | None, as_of: date, note: Note
) -> dict[str, Journal]:
    """What is recorded of each license, by its `file`: from `--journal`, else `$ICP_JOURNAL`, else
    `journal.yaml` beside it; nothing where none is there.

    `note` is told of entries later than `as_of`. Raises `IcpError` with the problems of all.
    """
    journals, errors = read_possible_journals(licenses, named, as_of, note)
    if errors:
        raise all_at_once(errors)
    return journals


def read_possible_journals(
    licenses: Sequence[License], named: Path | None, as_of: date, note: Note
) -> tuple[dict[str, Journal], list[IcpError]]:
    """The same, and what is wrong with each journal that cannot be used.

    Of a license without a usable journal, or which would share one, nothing is recorded.
    """
    journals: dict[str, Journal] = {}
    paths, errors = _paths(licenses, named)
    for license, path in paths:
        from icpcli.journal.file import journal_on, read_journal

        try:
            records = read_journal(path, license)
        except IcpError as error:
            errors.append(error)
            continue
        journals[license.file], later = journal_on(records, as_of)
        if later:
            note(_later(path, later, as_of))
    return journals, errors


def journal_path(license: Path, named: Path | None) -> Path:
    """Where the journal of one license is, or will be."""
    return named_journal(named) or license.parent / NAME


def path_to_write(license: Path, named: Path | None) -> Path:
    """The same; never beside the bundled example, which is nobody's license."""
    example = any(path.exists() and path.samefile(license) for path in BUNDLED if license.exists())
    if example and not named_journal(named):
        words = Text(
            "这是自带的示例，不为它写台账：请复制一份作为你的许可证，或用 --journal 指定文件",
            "this is the bundled example, for which no journal is kept: copy it to be your "
            "license, or name a file with --journal",
        )
        raise refusal("no_license", "", words)
    return journal_path(license, named)


def one_license(named: Sequence[Path] | None) -> Path:
    """The license whose journal is meant. Raises `IcpError` where it is none, or not just one."""
    paths = own_license_paths(named)
    if not paths:
        raise refusal("no_license", "", NO_LICENSE)
    if len(paths) > 1:
        words = Text("一次只能指定一份许可证", "name one license at a time")
        raise refusal("bad_usage", "--license", words)
    return paths[0]


def named_journal(named: Path | None) -> Path | None:
    """`--journal`, else `$ICP_JOURNAL`."""
    variable = os.environ.get("ICP_JOURNAL")
    return named or (Path(variable) if variable else None)


def _paths(
    licenses: Sequence[License], named: Path | None
) -> tuple[list[tuple[License, Path]], list[IcpError]]:
    """The journal of each license that has one of its own, and a refusal of each that is shared."""
    if path := named_journal(named):
        if len(licenses) < 2:
            return [(license, path) for license in licenses], []
        words = Text(
            f"一份台账只属于一份许可证，这里有 {len(licenses)} 份",
            f"a journal belongs to one license, and here are {len(licenses)}",
        )
        return [], [refusal("bad_usage", "--journal" if named else "ICP_JOURNAL", words)]
    shared: dict[str, list[tuple[License, Path]]] = {}
    for license in licenses:
        path = Path(license.file).parent / NAME
        if os.path.lexists(path):
            shared.setdefault(os.path.realpath(path), []).append((license, path))
    own = [found[0] for found in shared.values() if len(found) == 1]
    errors = [
        _shared([license.file for license, _ in found])
        for found in shared.values()
        if len(found) > 1
    ]
    return own, errors


def _shared(files: Sequence[str]) -> IcpError:
    words = Text(
        f"{'、'.join(files)} 不能共用一份 {NAME}：请各放一个文件夹",
        f"{', '.join(files[:-1])} and {files[-1]} would share one {NAME}: "
        "give each a folder of its own",
    )
    return refusal("bad_usage", "--license", words)


def _later(path: Path, count: int, as_of: date) -> Text:
    return Text(
        f"{path} 中有 {count} 条晚于 {as_of}，这次不计",
        f"{path}: {count} {'entry is' if count == 1 else 'entries are'} later than {as_of} "
        "and left out here",
    )
