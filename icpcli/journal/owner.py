"""Whose journal it is: its first line names the license (`# journal of 京ICP证130204号`).

The journal of a ledger belongs to all of its rows: its first line names the ledger's file
(`# journal of 台账.xlsx`), and each of its entries the number of a license.
"""

import os
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from icpcli.files.journal_names import OWNER
from icpcli.files.whole_file import SHEETS, real_path
from icpcli.model.license import LedgerFile, License
from icpcli.model.problem import IcpError, Problem, Text

if TYPE_CHECKING:
    from icpcli.model.record import Record

CODE = "invalid_journal"
_OF_ANOTHER = Text(
    "这是 {number} 的办理台账，不是 {mine} 的：请移到那份许可证旁边；"
    f"如果就是同一份许可证，请把第一行改为“{OWNER}{{mine}}”",
    "this is the journal of {number}, not of {mine}: move it beside that license; if the two are one "
    f'license, change the first line to "{OWNER}{{mine}}"',
)
_OF_ANOTHER_THAN_THE_LEDGER = Text(
    "这是 {number} 的办理台账，不是 {mine} 的：只有扩展名不同的两份文件会共用一份办理台账，请给 {mine} 换个名字；"
    f"如果 {{mine}} 就是用来代替 {{number}} 的，请把第一行改为“{OWNER}{{mine}}”",
    "this is the journal of {number}, not of {mine}: files whose names differ in the ending alone "
    "would share one journal, so give {mine} another name; if {mine} has taken the place of "
    f'{{number}}, change the first line to "{OWNER}{{mine}}"',
)
_OF_NO_LEDGER = Text(
    f"没有写明是哪份证照台账的：第一行请写“{OWNER}{{mine}}”（icp journal --claim 会写上）",
    f'does not say whose it is: let it begin with the line "{OWNER}{{mine}}" (icp journal --claim '
    "writes it)",
)
_NO_SUCH_ROW = Text(
    "第 {n} 条说的是 {row}，{ledger} 里没有这一行，所以没有计入：把这一行写回去，或删去这一条",
    "entry {n} is about {row}, of which {ledger} has no row, and is left out: put the row back, or "
    "delete the entry",
)
_WHICH_KIND = Text(
    "第 {n} 条说的 {number} 有几行（{kinds}），没有计入：请在这一条里加上 kind",
    "entry {n} is about {number}, which stands in several rows ({kinds}), and is left out: add its "
    "kind to the entry",
)
_OWNER_LINE = rb"(?:\xef\xbb\xbf)?" + OWNER.encode() + rb"(.*)\r?\n"


def owner_of(content: bytes) -> str | None:
    """The number of the license that a journal says it belongs to, in its first line."""
    line = re.match(_OWNER_LINE, content)
    return printed(line[1].decode(errors="replace")) if line else None


def numbers_of(license: License) -> tuple[str, ...]:
    """The numbers under which a journal may belong to the license, as its first line has them: its
    own, then those that it had before; the name of the ledger in which it is a row."""
    if license.ledger:
        return (name_of_ledger(Path(license.ledger.path)),)
    return (printed(license.number), *map(printed, license.earlier_numbers))


def name_of_ledger(ledger: Path) -> str:
    """What the journal of a ledger says that it belongs to: the name of the file itself, whatever a
    link to it is called."""
    return printed(real_path(ledger).name)


def names_a_ledger(owner: str | None) -> bool:
    """Whether what a journal's first line names is the file of a ledger, and no license's number."""
    return owner is not None and owner.lower().endswith(SHEETS) and "/" not in owner


def gone_ledger(content: bytes, folder: Path) -> str | None:
    """The ledger that a journal names in its first line where `folder` has no such file: it was
    renamed, or moved. None for every other journal."""
    owner = owner_of(content)
    if owner is None or not names_a_ledger(owner) or (folder / owner).exists():
        return None
    return None if owner in map(printed, os.listdir(folder)) else owner


def check_owner(content: bytes, file: str, license: License) -> None:
    """Raise `IcpError` (`invalid_journal`) where this is the journal of another license, or one of a
    ledger that does not say so."""
    if license.ledger:
        check_owner_of_ledger(content, file, Path(license.ledger.path))
    elif (number := owner_of(content)) not in (None, *(numbers := numbers_of(license))):
        raise _refused(_OF_ANOTHER.filled(number=number, mine=numbers[0]), file)


def check_owner_of_ledger(content: bytes, file: str, ledger: Path) -> None:
    """Raise `IcpError` (`invalid_journal`) where this is not the journal of a ledger, or does not say
    so: its first line, unless it is empty."""
    number, mine = owner_of(content), name_of_ledger(ledger)
    if content and number != mine:
        words = _OF_NO_LEDGER if number is None else _OF_ANOTHER_THAN_THE_LEDGER
        raise _refused(words.filled(number=number, mine=mine), file)


def _refused(words: Text, file: str) -> IcpError:
    return IcpError(CODE, [Problem(file, 1, 1, "", words)])


def entries_of(records: "Iterable[Record]", *licenses: License) -> "tuple[Record, ...]":
    """The entries of a journal that are about one of the licenses: in that of a ledger those that
    name it, with its kind where several rows have its number."""
    if not any(one.ledger for one in licenses):
        return tuple(records)
    mine = {row for one in licenses for row in rows_named(one)}
    return tuple(one for one in records if (one.license, one.kind) in mine)


def by_license(
    records: "Iterable[Record]", licenses: Iterable[License]
) -> "Iterator[tuple[License, tuple[Record, ...]]]":
    """Each of the licenses of one journal with the entries that are about it (`entries_of`)."""
    about: defaultdict[str, list[Record]] = defaultdict(list)
    for record in records:
        about[record.license].append(record)
    for license in licenses:
        yield license, entries_of(about[license.number if license.ledger else ""], license)


def rows_named(license: License) -> set[tuple[str, str]]:
    """The number and the kind by which an entry of a ledger's journal names a row; the kind may be
    empty where the rows of its number are of no other."""
    known = license.ledger.kinds.get(license.number, frozenset()) if license.ledger else frozenset()
    alone = len(_readable(known)) < 2
    return {(license.number, kind) for kind in ((license.kind, "") if alone else (license.kind,))}


def _readable(kinds: frozenset[str]) -> list[str]:
    """The kinds of the rows of a number that could be read."""
    return sorted(filter(None, kinds))


def has_row(record: "Record", ledger: LedgerFile) -> bool:
    """Whether a ledger has a row of the number of an entry, and of its kind, where it names one; a row
    that could not be read may be of any."""
    kinds = ledger.kinds.get(record.license, frozenset())
    return bool(kinds) and (not record.kind or record.kind in kinds or "" in kinds)


def strays(records: "Iterable[Record]", ledger: LedgerFile, file: str) -> list[Problem]:
    """The entries of a ledger's journal of which nobody can tell the row: no answer has them."""
    return [*_strays(records, ledger, file)]


def _strays(records: "Iterable[Record]", ledger: LedgerFile, file: str) -> Iterator[Problem]:
    for one in records:
        known = _readable(ledger.kinds.get(one.license, frozenset()))
        if not has_row(one, ledger):
            if ledger.one_sheet:
                continue
            row = f"{one.license} {one.kind}".strip()
            words = _NO_SUCH_ROW.filled(n=one.number, row=row, ledger=ledger.path)
        elif not one.kind and len(known) > 1:
            words = _WHICH_KIND.filled(n=one.number, number=one.license, kinds=", ".join(known))
        else:
            continue
        yield Problem(file, 0, 0, "", words)


def owner_line(license: License) -> bytes:
    """The first line of a journal of this license."""
    return f"{OWNER}{numbers_of(license)[0]}\n".encode()


def printed(number: str) -> str:
    """A license's number on one line, whatever signs an escape in its file has put into it."""
    return " ".join("".join(it if it.isprintable() else " " for it in number).split())
