"""Which file is the journal of which license (design § 2); nothing that was recorded drops out of sight.

The journal of `license.yaml` is `journal.yaml` beside it, that of any other `NAME.yaml` is
`NAME.journal.yaml`; a `journal.yaml` that names a license in its first line is that one's. Where a
journal lies there that nobody would read, or two that somebody should, that is an error, with the
command that puts it right.
"""

import os
import re
from collections.abc import Iterator
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from icpcli.files.fields import Fields, read_data
from icpcli.files.journal_names import OWNER, is_journal
from icpcli.files.typed_words import quote
from icpcli.files.whole_file import SHEETS, YAML, read_head, read_whole, real_path, reason
from icpcli.journal.owner import (
    CODE,
    name_of_ledger,
    names_a_ledger,
    numbers_of,
    owner_of,
    printed,
)
from icpcli.model.license import License
from icpcli.model.problem import IcpError, Problem, Text

USUAL = "journal.yaml"
SUFFIX = ".journal.yaml"

_LICENSE_LINE = rb"(?m)^[ \t{\"']*licen[cs]e[\"']?[ \t]*:"  # license:


class Found(NamedTuple):
    """The journal of a license: where it is, or will be; and what to say of it, if anything."""

    path: Path
    note: Text | None = None


class Lookup:
    """Finds the journals of any number of licenses; looks into each folder once."""

    def __init__(self) -> None:
        self._folders: dict[str, _Folder] = {}

    def journal_of(self, license: License) -> Found:
        """The journal of a license. Raises `IcpError` where entries could drop out of sight."""
        path = real_path(Path(license.path))
        if license.ledger:
            return Found(self.of_ledger(path))
        return _found(license, path, self._folder(path.parent))

    def of_ledger(self, ledger: Path) -> Path:
        """The journal of a ledger: the one of its name.

        Raises `IcpError` for one under another name, and for that of a ledger that is not there any
        more: it may be this one, renamed.
        """
        path = real_path(ledger)
        found = path.with_name(f"{path.stem}{SUFFIX}")
        folder = self._folder(path.parent)
        for name in folder.named_by.get(name_of_ledger(path), ()):
            if name != found.name:
                raise _misnamed(path.parent / name, found)
        for name, gone in folder.of_gone_ledgers.items():
            raise _of_a_gone_ledger(path.parent / name, gone, path, found)
        return found

    def unclaimed(self, license: License) -> Path:
        """The journal that `license` may claim: its own by name, else a `journal.yaml` of nobody.

        Raises `IcpError` where that of a ledger has another name.
        """
        path = real_path(Path(license.path))
        if license.ledger:
            called = path.with_name(f"{path.stem}{SUFFIX}")
            return called if os.path.lexists(called) else self.of_ledger(path)
        owners = self._folder(path.parent).owners
        usual = usual_name(path)
        name = USUAL if usual not in owners and owners.get(USUAL, "") is None else usual
        return path.parent / name

    def _folder(self, path: Path) -> "_Folder":
        key = os.path.realpath(path)
        if key not in self._folders:
            self._folders[key] = _Folder(path)
        return self._folders[key]


def usual_name(license: Path) -> str:
    """The name of the journal of a license file."""
    return USUAL if license.stem == "license" else f"{license.stem}{SUFFIX}"


class _Folder:
    """What lies beside a license: journals, and what other licenses there are."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._asked: dict[str, bool] = {}
        try:
            self._names = sorted(os.listdir(path))
        except OSError as error:
            zh, en = reason(error)
            words = Text(
                f"无法列出这个文件夹（{zh}），所以不知道里面有没有办理台账：请用 --journal 指定",
                f"this folder cannot be listed ({en}), so that nobody knows what journals lie in "
                "it: name yours with --journal",
            )
            raise _refused(path, words) from None
        self.owners = {
            name: owner_of(read_head(path / name)) for name in self._names if is_journal(name)
        }
        """Each journal, with the number that its first line names; None where it names none."""

    @cached_property
    def named_by(self) -> dict[str, list[str]]:
        """The journals that name a number, by that number."""
        found: dict[str, list[str]] = {}
        for name, owner in self.owners.items():
            if owner is not None:
                found.setdefault(owner, []).append(name)
        return found

    @cached_property
    def of_gone_ledgers(self) -> dict[str, str]:
        """The journals that name a ledger of which there is no file here, with what they name."""
        here = {*map(printed, self._names)}
        return {
            name: owner
            for name, owner in self.owners.items()
            if owner and names_a_ledger(owner) and owner not in here
        }

    @cached_property
    def orphans(self) -> list[str]:
        """The journals that name nobody, and after which no license file is called."""
        return [
            name
            for name, owner in self.owners.items()
            if owner is None and name != USUAL and not self.twins(name)
        ]

    @cached_property
    def licenses(self) -> dict[str, bytes]:
        """The license files, roughly told by a line `license:`, with their bytes."""
        found = {}
        for name in self._names:
            if name.endswith(YAML) and not is_journal(name):
                with suppress(ValueError):
                    data = read_whole(self.path / name)
                    if re.search(_LICENSE_LINE, data):
                        found[name] = data
        return found

    def twins(self, journal: str) -> list[str]:
        """The files after which a journal is called: `a.yaml`, `a.yml` and `a.xlsx` of
        `a.journal.yaml`."""
        stem = journal.removesuffix(SUFFIX)
        return [f"{stem}{end}" for end in (*YAML, *SHEETS) if f"{stem}{end}" in self._names]

    def has_license(self, number: str) -> bool:
        """Whether a license here has this number, or had it."""
        if number not in self._asked:
            texts = self.licenses.values()
            self._asked[number] = any(_has_number(data, number) for data in texts)
        return self._asked[number]


def _found(license: License, path: Path, folder: _Folder) -> Found:
    usual = usual_name(path)
    mine = _mine(license, path, folder)
    if usual == USUAL and USUAL in folder.owners and USUAL not in mine:
        usual = f"{path.stem}{SUFFIX}"  # the usual one is another license's
    if len(mine) > 1:
        raise _two(*(path.parent / name for name in mine[:2]))
    name = mine[0] if mine else usual
    found = path.parent / name
    if name not in (USUAL, usual):
        raise _misnamed(found, path.parent / usual)
    nobody = name == USUAL and mine and folder.owners[USUAL] is None
    return Found(found, _of_nobody(found, path) if nobody else None)


def _mine(license: License, path: Path, folder: _Folder) -> list[str]:
    """The journals that are the license's by their name, by their first line, or as nobody else's."""
    called = f"{path.stem}{SUFFIX}"
    found = {}
    if called in folder.owners:
        _check_twins(path, called, folder)
        found[called] = True
    if USUAL in folder.owners and _has_usual(license, path, folder):
        found[USUAL] = True
    for number in numbers_of(license):
        for name in folder.named_by.get(number, ()):
            texts = (folder.licenses.get(one, b"") for one in folder.twins(name))
            if name == USUAL or not any(_has_number(data, number) for data in texts):
                found[name] = True
    return list(found) or folder.orphans


def _has_usual(license: License, path: Path, folder: _Folder) -> bool:
    """Whether `journal.yaml` is the license's. Raises `IcpError` where nobody can tell."""
    journal = path.parent / USUAL
    number = folder.owners[USUAL]
    if number is None:
        others = [name for name in folder.licenses if name != path.name]
        if others:
            raise _whose(journal, path, others[0])
        return True
    if number in numbers_of(license):
        return True
    if folder.has_license(number):
        return False
    raise _stray(journal, number, license)


def _check_twins(path: Path, called: str, folder: _Folder) -> None:
    """Raise `IcpError` where two license files would share a journal that names neither."""
    others = [name for name in folder.twins(called) if name != path.name]
    if others and folder.owners[called] is None and others[0] in folder.licenses:
        raise _whose(path.parent / called, path, others[0])


def _has_number(data: bytes, number: str) -> bool:
    """Whether the license in these bytes has this number.

    A look at the lines that hold it is nearly always enough; else the file is read, for in YAML a
    number can be written in many ways.
    """
    word = re.compile(rb"(?<![\w-])" + re.escape(number.encode()) + rb"(?![\w-])")
    lines = _without_comments(data) if number.encode() in data else []
    return any(b"number" in line and word.search(line) for line in lines) or number in _numbers(
        data
    )


def _without_comments(data: bytes) -> list[bytes]:
    return [line.partition(b" #")[0] for line in data.splitlines() if line.lstrip()[:1] != b"#"]


def _numbers(data: bytes) -> Iterator[str]:
    """The number of the license in these bytes and those that it had before, as the first line of a
    journal has them."""
    with suppress(IcpError):
        root = read_data(data, "", CODE)
        paper = root.entries().get("license") if root else None
        fields = paper.entries() if paper else Fields()
        items = [fields["number"]] if "number" in fields else []
        if "earlier_numbers" in fields:
            items += fields["earlier_numbers"].items()
        yield from (printed(item.node.text) for item in items if item.node.text is not None)


def _of_nobody(journal: Path, license: Path) -> Text:
    claim = f"icp journal --claim -l {quote(str(license))}"
    return Text(
        f"{journal} 没有写明属于哪份许可证，当作 {license} 的；{claim} 会写上",
        f"{journal} does not say whose it is: taken for that of {license}; {claim} writes it",
    )


def _two(first: Path, second: Path) -> IcpError:
    move = f"mv {quote(str(second))} {quote(f'{second}.old')}"
    return _refused(
        second,
        Text(
            f"同一份许可证有两份办理台账：请把各条都放进 {first}，然后 {move}",
            f"two journals of one license: put every entry into {first}, then {move}",
        ),
    )


def _misnamed(journal: Path, usual: Path) -> IcpError:
    move = f"mv {quote(str(journal))} {quote(str(usual))}"
    return _refused(
        journal,
        Text(
            f"这份办理台账叫这个名字就没有人读：如果是这份许可证的，{move}；不是就移走",
            f"under this name nobody reads this journal: if it is that of this license, {move}; "
            "else move it away",
        ),
    )


def _of_a_gone_ledger(journal: Path, gone: str, ledger: Path, usual: Path) -> IcpError:
    """The refusal of the journal of a ledger that is not there any more, with what to do where that
    is now `ledger`, whose journal is called `usual`."""
    claim = f"icp journal --claim -l {quote(str(ledger))}"
    way = Text(claim, claim)
    if journal != usual:
        move = f"mv {quote(str(journal))} {quote(str(usual))}"
        way = Text(f"{move}，然后 {claim}", f"{move}, then {claim}")
    if journal != usual and os.path.lexists(usual):
        old = f"mv {quote(str(journal))} {quote(f'{journal}.old')}"
        way = Text(f"把各条都放进 {usual}，然后 {old}", f"put every entry into {usual}, then {old}")
    return _refused(
        journal,
        Text(
            f"这是 {gone} 的办理台账，不是 {ledger.name} 的，而这里没有 {gone}：如果它改名成了 {ledger.name}，"
            f"{way.zh}（第一行会是“{OWNER}{ledger.name}”）；不是就把它移到 {gone} 旁边",
            f"this is the journal of {gone}, not of {ledger.name}, and {gone} is not here: if it is "
            f'now called {ledger.name}, {way.en} (the first line will be "{OWNER}{ledger.name}"); '
            f"else move it beside {gone}",
        ),
    )


def _whose(journal: Path, license: Path, other: str) -> IcpError:
    claim = f"icp journal --claim -l {quote(str(license))}"
    usual = license.with_name(usual_name(license))
    move = f"mv {quote(str(journal))} {quote(str(usual))}"
    way = claim if usual == journal else move
    return _refused(
        journal,
        Text(
            f"没有写明是 {license} 的还是 {other} 的：如果是 {license} 的，{way}",
            f"does not say whether it is that of {license} or of {other}: if of {license}, {way}",
        ),
    )


def _stray(journal: Path, number: str, license: License) -> IcpError:
    mine, *_ = numbers_of(license)
    return _refused(
        journal,
        Text(
            f"这是 {number} 的办理台账，而这个文件夹里没有这个编号的许可证：移到那份许可证旁边"
            f"（mv {quote(str(journal))} 文件夹）；如果就是 {mine}，把第一行改为“{OWNER}{mine}”",
            f"this is the journal of {number}, a number that no license here has: move it beside "
            f"that license (mv {quote(str(journal))} FOLDER); if that is now {mine}, change the "
            f'first line to "{OWNER}{mine}"',
        ),
    )


def _refused(path: Path, words: Text) -> IcpError:
    return IcpError(CODE, [Problem(str(path), 1, 1, "", words)])
