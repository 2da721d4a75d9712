"""Which files are read: the licenses, and the holiday notices beside them."""

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from icpcli.errors import IcpError, Problem, Text
from icpcli.model import License
from icpcli.workdays import WorkCalendar

_HERE = Path(__file__).resolve().parent.parent
BUNDLED = (_HERE / "data" / "license.yaml", _HERE.parent / "data" / "license.yaml")
"""The example, as the wheel carries it and as a checkout has it."""

_T = TypeVar("_T")
_EXAMPLE = Text(
    "没有找到许可证文件，这里用的是自带的示例（用 -l 指定你的文件）",
    "no license file here: this is the bundled example (name yours with -l)",
)


def license_paths(named: Sequence[Path] | None, note: Callable[[Text], None]) -> list[Path]:
    """`-l`, else `$ICP_LICENSE`, `./license.yaml`, `./data/license.yaml`, the bundled example.

    `note` is told where it is the example.
    """
    if found := own_license_paths(named):
        return found
    note(_EXAMPLE)
    return [next((path for path in BUNDLED if path.exists()), BUNDLED[0])]


def own_license_paths(named: Sequence[Path] | None) -> list[Path]:
    """The same without the example: empty where no license is at hand."""
    if named:
        return list(dict.fromkeys(named))
    if path := os.environ.get("ICP_LICENSE"):
        return [Path(path)]
    usual = (Path("license.yaml"), Path("data") / "license.yaml")
    return [path for path in usual if path.exists()][:1]


def read_licenses(paths: Sequence[Path]) -> list[License]:
    """The licenses in `paths`. Raises `IcpError` with the problems of all of them."""
    from icpcli.license import read_license

    return _read_all(paths, read_license)


def open_calendar(paths: Sequence[Path]) -> WorkCalendar:
    """The calendar with the notices of `$ICP_HOLIDAYS`, else of `holidays/` beside each license.

    Raises `IcpError` with the problems of all of them.
    """
    from icpcli.holidays import load_calendar, read_notice

    return load_calendar(notices=_read_all(_notice_paths(paths), read_notice))


def _notice_paths(paths: Sequence[Path]) -> list[Path]:
    if named := os.environ.get("ICP_HOLIDAYS"):
        folders = [Path(named)]
    else:
        folders = [path.parent / "holidays" for path in paths]
    return [path for folder in dict.fromkeys(folders) for path in sorted(folder.glob("*.yaml"))]


def _read_all(paths: Sequence[Path], read: Callable[[Path], _T]) -> list[_T]:
    found: list[_T] = []
    problems: list[Problem] = []
    code = ""
    for path in paths:
        try:
            found.append(read(path))
        except IcpError as error:
            code = error.code
            problems += error.problems
    if problems:
        raise IcpError(code, problems)
    return found
