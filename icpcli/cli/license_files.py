"""Which files are read: the licenses, and the holiday notices beside them."""

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from icpcli.calendar.workdays import WorkCalendar
from icpcli.model.license import License
from icpcli.model.problem import IcpError, Text, refusal

if TYPE_CHECKING:
    from icpcli.calendar.notice import Notice

_HERE = Path(__file__).resolve().parent.parent
_DATA = (_HERE / "data", _HERE.parent / "data")
"""The folder of data, as the wheel carries it and as a checkout has it."""
BUNDLED = tuple(folder / "license.yaml" for folder in _DATA)
"""The example."""
FORM = tuple(folder / "forms" / "telecom.yaml" for folder in _DATA)
"""The form of certificate that `icp import` and `icp init` know."""

NO_LICENSE = Text(
    "没有许可证文件：用 -l FILE 指定，或把它放在 ./license.yaml",
    "no license file: name yours with -l FILE, or put it at ./license.yaml",
)

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
        return _once(named)
    if path := os.environ.get("ICP_LICENSE"):
        return [Path(path)]
    usual = (Path("license.yaml"), Path("data") / "license.yaml")
    return [path for path in usual if path.exists()][:1]


def read_licenses(paths: Sequence[Path]) -> list[License]:
    """The licenses in `paths`. Raises `IcpError` with the problems of all of them."""
    from icpcli.license.file import read_license

    return _read_all(paths, read_license)


def read_possible_licenses(paths: Sequence[Path]) -> tuple[list[License], list[IcpError]]:
    """The licenses in those of `paths` that hold one, and what is wrong with each of the others."""
    from icpcli.license.file import read_license

    return _read_each(paths, read_license)


def open_calendar(paths: Sequence[Path]) -> WorkCalendar:
    """The calendar with the notices of `$ICP_HOLIDAYS`, else of `holidays/` beside each license.

    Raises `IcpError` with the problems of all of them.
    """
    from icpcli.calendar.published import load_calendar

    return load_calendar(notices=read_notices(paths))


def read_notices(paths: Sequence[Path]) -> "list[Notice]":
    """The notices themselves. Raises as `open_calendar` does."""
    from icpcli.calendar.published import read_notice

    return _read_all(_notice_paths(paths), read_notice)


def open_possible_calendar(paths: Sequence[Path]) -> tuple[WorkCalendar, list[IcpError]]:
    """The same; where a notice cannot be used, the calendar without any, and what is wrong."""
    from icpcli.calendar.published import load_calendar

    try:
        return open_calendar(paths), []
    except IcpError as error:
        return load_calendar(), [error]


def notice_folders(paths: Sequence[Path]) -> list[Path]:
    """`$ICP_HOLIDAYS`, else `holidays/` beside each license. Raises `IcpError` without the former."""
    folders = [path.parent / "holidays" for path in paths]
    if named := os.environ.get("ICP_HOLIDAYS"):
        folders = [Path(named)]
        if not folders[0].is_dir():
            # Beside a license the folder may be missing; one that was named may not.
            words = Text(f"没有文件夹“{named}”", f'there is no folder "{named}"')
            raise refusal("invalid_notice", "ICP_HOLIDAYS", words)
    return _once(folders)


def _notice_paths(paths: Sequence[Path]) -> list[Path]:
    return [
        path
        for folder in notice_folders(paths)
        for path in sorted(folder.glob("*.y*ml"))
        if path.suffix in (".yaml", ".yml")
    ]


def _once(paths: Sequence[Path]) -> list[Path]:
    """Each file or folder once, as it is spelled first."""
    spelled: dict[str, Path] = {}
    for path in paths:
        spelled.setdefault(os.path.realpath(path), path)
    return list(spelled.values())


def _read_all(paths: Sequence[Path], read: Callable[[Path], _T]) -> list[_T]:
    found, errors = _read_each(paths, read)
    if errors:
        raise all_at_once(errors)
    return found


def _read_each(
    paths: Sequence[Path], read: Callable[[Path], _T]
) -> tuple[list[_T], list[IcpError]]:
    found: list[_T] = []
    errors: list[IcpError] = []
    for path in paths:
        try:
            found.append(read(path))
        except IcpError as error:
            errors.append(error)
    return found, errors


def all_at_once(errors: Sequence[IcpError]) -> IcpError:
    """One error with the problems of several, and the code of the first."""
    return IcpError(errors[0].code, [problem for error in errors for problem in error.problems])
