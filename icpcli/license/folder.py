"""The license files of a folder: every one below it, and what else lies there (design § 2)."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from icpcli.files.file_kinds import FileKind, kind_of, looks_like
from icpcli.files.journal_names import is_journal
from icpcli.files.whole_file import SHEETS, YAML, reason
from icpcli.model.problem import IcpError, Problem, Text

CODE = "invalid_license"

_OF_OTHERS = ("holidays", "rule_sets")
"""Folders beside a license whose files are no licenses."""


class Content(NamedTuple):
    """The license files below a folder, sorted; and the files that may have been meant as some."""

    licenses: tuple[Path, ...]
    others: tuple[Path, ...]


def licenses_below(folder: Path) -> Content:
    """Every license file below `folder`; a broken one is among them, so that somebody sees it.

    Hidden folders, `holidays/`, `rule_sets/` and journals are left out. `others` are other YAML
    files, and spreadsheets. Raises `IcpError` (`invalid_license`) where a folder cannot be listed.
    """
    licenses: list[Path] = []
    others: list[Path] = []
    for path in _files(folder):
        if path.suffix.lower() in SHEETS:
            others.append(path)
        elif path.suffix in YAML and not is_journal(path.name):
            kind = _kind(path)
            if kind is FileKind.LICENSE:
                licenses.append(path)
            elif kind is not FileKind.JOURNAL:
                others.append(path)
    return Content(tuple(licenses), tuple(others))


def licenses_in(folder: Path) -> list[Path]:
    """The license files that lie in a folder itself; none where it cannot be listed."""
    try:
        paths = sorted(folder.iterdir())
    except OSError:
        return []
    named = [it for it in paths if it.suffix in YAML and it.name[0] not in ".~"]
    return [it for it in named if not is_journal(it.name) and _kind(it) is FileKind.LICENSE]


def no_license_in(folder: Path) -> IcpError:
    """Why a folder was no answer: none of its files is a license, or it cannot be opened."""
    try:
        licenses_below(folder)
    except IcpError as error:
        return error
    words = Text("这个文件夹里没有许可证文件", "there is no license file in this folder")
    return IcpError(CODE, [Problem(str(folder), 1, 1, "", words)])


def _files(folder: Path) -> Iterator[Path]:
    for here, folders, names in os.walk(folder, onerror=_refuse):
        folders[:] = sorted(it for it in folders if it[0] != "." and it not in _OF_OTHERS)
        yield from (Path(here, name) for name in sorted(names) if name[0] not in ".~")


def _refuse(error: OSError) -> None:
    zh, en = reason(error)
    words = Text(
        f"这个文件夹打不开（{zh}），里面有没有许可证就不知道",
        f"this folder cannot be opened ({en}), so that nobody knows what licenses are in it",
    )
    raise IcpError(CODE, [Problem(str(error.filename), 1, 1, "", words)]) from None


def _kind(path: Path) -> FileKind:
    """What a file is. One that cannot be read at all may be a license: whoever reads it says so."""
    if not os.access(path, os.R_OK):
        return FileKind.LICENSE
    found = looks_like(path)
    return kind_of(path) if found is FileKind.OTHER else found
