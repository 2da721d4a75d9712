"""Where the holiday notices of a license lie (design § 2): in the nearest `holidays/` above it."""

import os
from collections.abc import Iterator
from pathlib import Path

from icpcli.files.whole_file import YAML, real_path, reason
from icpcli.model.problem import IcpError, Problem, Text

CODE = "invalid_notice"
NAME = "holidays"


def notice_folder(license: Path, home: Path | None) -> Path | None:
    """The nearest `holidays/` with a YAML file in it, from the folder of the license upward.

    Up to a folder that holds `.git`, never above `home`; with neither above it, up to the root.
    None where there is none. Raises `IcpError` (`invalid_notice`) where one that is met cannot be
    looked into, or is no folder.
    """
    for folder in _upward(real_path(license), home):
        found = folder / NAME
        if os.path.lexists(found) and notice_files(found):
            return found
    return None


def beside(license: Path) -> Path:
    """The `holidays/` beside a license, where a first notice goes."""
    return real_path(license).parent / NAME


def notice_files(folder: Path) -> list[Path]:
    """The notices in a folder, by name. Raises `IcpError` (`invalid_notice`) where it is none."""
    try:
        names = sorted(os.listdir(folder))
    except OSError as error:
        zh, en = reason(error)
        words = Text(f"这个文件夹打不开：{zh}", f"this folder cannot be opened: {en}")
        raise IcpError(CODE, [Problem(str(folder), 1, 1, "", words)]) from None
    return [folder / name for name in names if name.endswith(YAML) and name[0] != "."]


def _upward(license: Path, home: Path | None) -> Iterator[Path]:
    """The folder of the license, spelled as it was given, and those above it that may be asked."""
    yield license.parent
    here = Path(os.path.realpath(license.parent))
    top = Path(os.path.realpath(home)) if home else None
    for folder, above in zip((here, *here.parents), here.parents, strict=False):
        if folder == top or os.path.lexists(folder / ".git"):
            return
        yield above if license.is_absolute() else Path(os.path.relpath(above))
