"""A file of any kind, read as strictly as an answer would read it."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from icpcli.calendar.notice import Notice
from icpcli.calendar.published import load_calendar, read_notice
from icpcli.cli.ledger_files import read_ledger
from icpcli.cli.license_files import all_at_once, is_ledger
from icpcli.cli.output import Output
from icpcli.files.file_kinds import FileKind, kind_of
from icpcli.files.whole_file import YAML, read_head, read_whole
from icpcli.journal.file import MAX_BYTES, parse_journal, read_journal
from icpcli.journal.lookup import SUFFIX, Lookup
from icpcli.journal.owner import CODE, gone_ledger, owner_of, strays
from icpcli.license.file import read_license
from icpcli.model.license import License
from icpcli.model.problem import IcpError, Problem, Text
from icpcli.render.answers.license import ValidFile

_GONE = Text(
    "这是 {ledger} 的办理台账，而这里没有 {ledger}：请把它放回来；如果改了名，"
    "icp journal --claim -l 新文件名 会说明要改什么",
    "this is the journal of {ledger}, which is not here: put that back beside it; if it has a new "
    "name, icp journal --claim -l NEW_NAME says what to change",
)


def validated(path: Path, kind: FileKind, out: Output) -> tuple[ValidFile, License | None]:
    """What is in a file, and the license that it is, if it is one.

    Raises `IcpError` with everything that is wrong with it.
    """
    if is_ledger(path):
        return _ledger(path, out), None
    match kind:
        case FileKind.JOURNAL:
            return _journal(path, out), None
        case FileKind.NOTICE:
            return _notice(path, out), None
        case FileKind.RULE_SET:
            return _rule_set(path), None
        case _:
            license = read_license(path)
            return _license(license), license


def notes_on(licenses: Sequence[License]) -> Iterator[Text]:
    """What is well formed in license files and cannot be right all the same, each with its place."""
    from icpcli.check.file_findings import on_files
    from icpcli.deadlines.copies import without_copies

    for one in on_files(*without_copies(licenses, {})):
        place = f"{one.license.file}:{one.line}: "
        yield Text(f"{place}{one.message.zh}", f"{place}{one.message.en}")


def _license(license: License) -> ValidFile:
    return ValidFile(
        file=license.file,
        kind="license",
        number=license.number,
        holder=license.holder,
        rules=len(license.rules),
        duties=len(license.duties),
        rules_of_sets=sum(bool(rule.rule_set) for rule in license.rules),
    )


def _ledger(path: Path, out: Output) -> ValidFile:
    found = read_ledger(path, None, out.note)
    if found.errors:
        raise all_at_once(found.errors)
    return ValidFile(file=str(path), kind="ledger", entries=len(found.read))


def _rule_set(path: Path) -> ValidFile:
    from icpcli.license.rule_sets import read_rule_set

    found = read_rule_set(path)
    return ValidFile(
        file=str(path),
        kind="rule_set",
        rules=len(found.rules),
        duties=len(found.duties),
        title=found.title.zh,
        rule_set=found.id,
    )


def _journal(path: Path, out: Output) -> ValidFile:
    """A journal, read beside its license where that can be found: else any event may be one."""
    license = _license_of(path)
    if license:
        records = read_journal(path, license)
    elif ledger := _ledger_of(path):
        return _of_a_ledger(path, ledger, out)
    elif gone := gone_ledger(read_head(path), path.parent):
        raise IcpError(CODE, [Problem(str(path), 1, 1, "", _GONE.filled(ledger=gone))])
    else:
        try:
            content = read_whole(path, MAX_BYTES)
        except ValueError as error:
            raise IcpError(CODE, [Problem(str(path), 1, 1, "", error.args[0])]) from None
        records = parse_journal(content, str(path))
        number = owner_of(content)
    return ValidFile(
        file=str(path),
        kind="journal",
        number=license.number if license else number,
        holder=license.holder if license else None,
        entries=len(records),
    )


def _ledger_of(journal: Path) -> Path | None:
    """The ledger beside a journal that its first line names."""
    ledger = journal.with_name(owner_of(read_head(journal)) or journal.name)
    return ledger if is_ledger(ledger) and ledger.exists() else None


def _of_a_ledger(path: Path, ledger: Path, out: Output) -> ValidFile:
    """The journal of a ledger, each entry held to the row that it names."""
    found = read_ledger(ledger, None, out.note)
    records = read_journal(path, *found.read)
    if problems := strays(records, found.file, str(path)):
        raise IcpError(CODE, problems)
    return ValidFile(file=str(path), kind="journal", number=ledger.name, entries=len(records))


def _license_of(journal: Path) -> License | None:
    """The license in the folder of a journal to which it belongs.

    Raises `IcpError` where nobody can tell which that is.
    """
    named = journal.name.removesuffix(SUFFIX) if journal.name.endswith(SUFFIX) else "license"
    beside = [path for path in sorted(journal.parent.iterdir()) if path.suffix in YAML]
    beside.sort(key=lambda path: path.stem != named)
    lookup = Lookup()
    unclear: list[IcpError] = []
    for path in beside:
        license = _readable_license(path)
        try:
            if license and _is_one(lookup.journal_of(license).path, journal):
                return license
        except IcpError as error:
            unclear.append(error)
    if unclear:
        raise unclear[0]
    return None


def _readable_license(path: Path) -> License | None:
    with suppress(IcpError):
        return read_license(path) if kind_of(path) is FileKind.LICENSE else None
    return None


def _is_one(one: Path, other: Path) -> bool:
    return one.exists() and one.samefile(other)


def _notice(path: Path, out: Output) -> ValidFile:
    """A notice, and the year that it arranges together with the other notices of its folder."""
    notice = read_notice(path)
    notices = [notice, *_others(path)]
    try:
        load_calendar(notices=notices)
    except IcpError as error:
        mine = [problem for problem in error.problems if problem.file == str(path)]
        if mine:
            raise IcpError(error.code, mine) from None
    out.notes(notice.notes)
    return ValidFile(file=str(path), kind="notice", year=notice.year, title=notice.title)


def _others(path: Path) -> list[Notice]:
    found = []
    for other in sorted(path.parent.iterdir()):
        if other.suffix in YAML and other != path and kind_of(other) is FileKind.NOTICE:
            with suppress(IcpError):
                found.append(read_notice(other))
    return found
