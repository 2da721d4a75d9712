"""Which files are read: the licenses, and the holiday notices beside them."""

import os
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from icpcli.calendar.notice_folder import NAME, beside, notice_files, notice_folder
from icpcli.calendar.workdays import WorkCalendar
from icpcli.cli.output import Output
from icpcli.files.typed_words import quote
from icpcli.files.whole_file import SHEETS, real_path
from icpcli.model.license import License
from icpcli.model.problem import IcpError, Text, refusal

if TYPE_CHECKING:
    from icpcli.calendar.notice import Notice
    from icpcli.license.ledger_licenses import Licenses

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
    if found := own_license_paths(named, note):
        return found
    note(_EXAMPLE)
    return [next((path for path in BUNDLED if path.exists()), BUNDLED[0])]


def own_license_paths(named: Sequence[Path] | None, note: Callable[[Text], None]) -> list[Path]:
    """The files that `license_places` names; of a folder, every license below it.

    `note` is told what else lies in such a folder. One without any stays as it is: whoever reads it
    says so, and the others are answered.
    """
    return _once([path for place in license_places(named) for path in _files_of(place, note)])


def license_places(named: Sequence[Path] | None) -> list[Path]:
    """`-l`, else `$ICP_LICENSE`, `./license.yaml`, `./data/license.yaml`; empty where none is at hand.

    Each is a file or a folder; the variable may name several, as `$PATH` does.
    """
    usual = (Path("license.yaml"), Path("data") / "license.yaml")
    return _named(named) or [path for path in usual if path.exists()][:1]


def _named(named: Sequence[Path] | None) -> list[Path]:
    """`-l`, else `$ICP_LICENSE`."""
    paths = os.environ.get("ICP_LICENSE", "").split(os.pathsep)
    return list(named or [Path(path) for path in paths if path])


def is_bundled(path: Path) -> bool:
    """Whether it is the license file that the program brings along."""
    return path.exists() and any(one.exists() and one.samefile(path) for one in BUNDLED)


def said_of(paths: Sequence[Path], named: Sequence[Path] | None) -> Text | None:
    """What is to be said of license files that nobody named, where one is the example: in a checkout
    of this program `./data/license.yaml` is."""
    found = next(filter(is_bundled, () if _named(named) else paths), None)
    if found is None:
        return None
    return Text(
        f"{found} 是自带的示例，不是你的许可证（用 -l 指定你的文件）",
        f"{found} is the bundled example, no license of yours (name yours with -l)",
    )


def _files_of(place: Path, note: Callable[[Text], None]) -> Sequence[Path]:
    if not os.path.isdir(place):
        return [place]
    from icpcli.license.folder import licenses_below

    try:
        found = licenses_below(place)
    except IcpError:
        return [place]
    if found.others:
        names = [str(path) for path in found.others]
        note(
            Text(
                f"不是许可证文件，没有计入：{'、'.join(names)}",
                f"not license files, left out: {', '.join(names)}",
            )
        )
    if ledgers := [path for path in found.others if is_ledger(path)]:
        ways = [f"-l {quote(str(path))}" for path in ledgers]
        note(
            Text(
                f"台账要单独指定：{'、'.join(ways)}",
                f"a ledger is asked about by its own name: {', '.join(ways)}",
            )
        )
    return found.licenses or [place]


def is_ledger(path: Path) -> bool:
    """Whether a path that was named is that of a ledger: its name ends as a spreadsheet's does."""
    return path.suffix.lower() in SHEETS and not os.path.isdir(path)


def read_possible_licenses(
    paths: Sequence[Path], read_ledger: "Callable[[Path], Licenses] | None" = None
) -> tuple[list[License], list[IcpError]]:
    """The licenses in those of `paths` that hold one, and what is wrong with each of the others.

    `read_ledger` gives those of a ledger; without it ledgers are passed over.
    """
    from icpcli.license.file import read_license

    found: list[License] = []
    errors: list[IcpError] = []
    for path in paths:
        try:
            if os.path.isdir(path):
                from icpcli.license.folder import no_license_in

                raise no_license_in(path)
            if not is_ledger(path):
                found.append(read_license(path))
            elif read_ledger:
                rows = read_ledger(path)
                found += rows.read
                errors += rows.errors
        except IcpError as error:
            errors.append(error)
    return found, errors


class Calendars(NamedTuple):
    """The calendars of licenses with notices of their own, by their file, and that of the others."""

    own: dict[str, WorkCalendar]
    usual: WorkCalendar

    def of(self, license: License) -> WorkCalendar:
        """The calendar that a license is answered with."""
        return self.own.get(license.path, self.usual)

    def each(self, licenses: Iterable[License]) -> list[WorkCalendar]:
        """Every calendar that one of the licenses is answered with, once."""
        found = {id(one): one for one in map(self.of, licenses)}
        return [*found.values()] or [self.usual]


def open_possible_calendars(paths: Sequence[Path], out: Output) -> tuple[Calendars, list[IcpError]]:
    """The calendar of each license, with the notices of `$ICP_HOLIDAYS`, else of its own folder.

    Without notices where they cannot be used; and what is wrong with them. A folder that does not
    lie beside the license is named on stderr. Raises `IcpError` (`cannot_write`) where the answer
    would go over a notice.
    """
    from icpcli.calendar.published import load_calendar

    own: dict[str, WorkCalendar] = {}
    opened: dict[Path, WorkCalendar] = {}
    errors: list[IcpError] = []
    for here, licenses in _by_folder(paths).items():
        try:
            folder = _named_folder() or notice_folder(licenses[0], _home())
            files = notice_files(folder) if folder else []
        except IcpError as error:
            errors.append(error)
            continue
        if folder is None:
            continue
        out.refuse_to_overwrite(*files)
        if folder not in opened:
            opened[folder], found = _calendar_with(files)
            errors += found
            out.notes(opened[folder].notes)
            if folder not in (here / NAME, _named_folder()):
                out.note(Text(f"放假通知取自 {folder}", f"holiday notices: those in {folder}"))
        own |= dict.fromkeys(map(str, licenses), opened[folder])
    all_have_one = paths and len(own) == len(paths)
    usual = next(iter(opened.values())) if all_have_one else load_calendar()
    return Calendars(own, usual), _each_once(errors)


def _calendar_with(files: Sequence[Path]) -> tuple[WorkCalendar, list[IcpError]]:
    """The calendar with these notices; without any of them where one is wrong, and what is."""
    from icpcli.calendar.published import load_calendar, read_notice

    try:
        return load_calendar(notices=_read_all(files, read_notice)), []
    except IcpError as error:
        return load_calendar(), [error]


def read_notices(paths: Sequence[Path], out: Output) -> "list[Notice]":
    """The notices of all the licenses. Raises `IcpError` with the problems of all of them."""
    from icpcli.calendar.published import read_notice

    folders = [folder for folder in notice_folders(paths) if os.path.lexists(folder)]
    files = [file for folder in folders for file in notice_files(folder)]
    out.refuse_to_overwrite(*files)
    notices = _read_all(files, read_notice)
    out.notes(note for notice in notices for note in notice.notes)
    return notices


def new_notice_folder(places: Sequence[Path], paths: Sequence[Path]) -> Path:
    """Where a new notice goes: `$ICP_HOLIDAYS`, `holidays/` of the one folder that was named, else
    the folder of the licenses' notices.

    Raises `IcpError` (`bad_usage`) where that is no one place.
    """
    if len(places) == 1 and os.path.isdir(places[0]) and not _named_folder():
        return places[0] / NAME
    folders = notice_folders(paths)
    if len(folders) > 1:
        words = Text(
            "几份许可证不在同一个文件夹：请用 -l 只指定一份，或指定它们所在的文件夹",
            "the licenses lie in several folders: name one of them with -l, or the folder that "
            "holds them",
        )
        raise refusal("bad_usage", "--license", words)
    return folders[0]


def notice_folders(paths: Sequence[Path]) -> list[Path]:
    """`$ICP_HOLIDAYS`, else the folder of each license's notices, or where they would be.

    Raises `IcpError` (`invalid_notice`).
    """
    if named := _named_folder():
        return [named]
    home = _home()
    return _once([notice_folder(path, home) or beside(path) for path in paths])


def _named_folder() -> Path | None:
    """`$ICP_HOLIDAYS`. Raises `IcpError` where it names no folder."""
    named = os.environ.get("ICP_HOLIDAYS")
    if not named:
        return None
    if not Path(named).is_dir():
        # Beside a license the folder may be missing; one that was named may not.
        words = Text(f"没有文件夹“{named}”", f'there is no folder "{named}"')
        raise refusal("invalid_notice", "ICP_HOLIDAYS", words)
    return Path(named)


def _home() -> Path | None:
    named = os.environ.get("USERPROFILE" if sys.platform == "win32" else "HOME")
    return Path(named) if named else None


def _by_folder(paths: Sequence[Path]) -> dict[Path, list[Path]]:
    """The licenses by the folder in which each really lies."""
    found: dict[Path, list[Path]] = {}
    for path in paths:
        found.setdefault(real_path(path).parent, []).append(path)
    return found


def _each_once(errors: Sequence[IcpError]) -> list[IcpError]:
    """The errors without those that say the same of the same file."""
    return list({error.problems: error for error in errors}.values())


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
    problems = dict.fromkeys(problem for error in errors for problem in error.problems)
    return IcpError(errors[0].code, problems)
