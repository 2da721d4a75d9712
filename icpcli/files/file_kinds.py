"""What a YAML file is, told by its content: a license, a rule set, a journal, a holiday notice, or other."""

import codecs
import re
from collections.abc import Callable
from contextlib import suppress
from enum import StrEnum
from pathlib import Path

from icpcli.files.file_problems import Problems
from icpcli.files.journal_names import OWNER
from icpcli.files.typed_words import nearest
from icpcli.files.whole_file import read_head, read_whole
from icpcli.files.yaml_node import Node
from icpcli.model.problem import IcpError


class FileKind(StrEnum):
    """What a file is."""

    LICENSE = "license"
    RULE_SET = "rule_set"
    JOURNAL = "journal"
    NOTICE = "notice"
    OTHER = "other"


_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_PAPER = ("number", "holder", "issued", "expires")
_RULE = {"trigger", "due", "clause", "quote", "recipient"}
_ENTRY = {"event", "done", "waive", "answer", "undo", "on"}
_LINES = {
    # Of files that are no YAML: `license:`, `rule_set:`, `- {recorded: `, `festivals:` at the start
    # of a line.
    FileKind.LICENSE: re.compile(
        rb"^licen[cs]e[ \t]*(?::|\xef\xbc\x9a)[ \t]*(?:[#{]|\r?$)", re.MULTILINE
    ),
    FileKind.RULE_SET: re.compile(rb"^rule_set[ \t]*:[ \t]*(?:[#{]|\r?$)", re.MULTILINE),
    FileKind.JOURNAL: re.compile(rb"^-[ \t{]*recorded[ \t]*:", re.MULTILINE),
    FileKind.NOTICE: re.compile(rb"^festivals[ \t]*:", re.MULTILINE),
}


def kind_of(path: Path) -> FileKind:
    """What the file in `path` is; one that cannot be read, or is broken, by what its lines look like.

    `license: MIT` and the `rules:` of other programs make no license.
    """

    # Not at the top: it loads PyYAML.
    from icpcli.files.yaml_tree import tree_of

    def by_its_tree(data: bytes) -> FileKind:
        with suppress(IcpError):
            root = tree_of(data, Problems(str(path), "other"))
            return _kind(root) if root else FileKind.OTHER
        return _by_lines(data)

    return _told(path, by_its_tree)


def looks_like(path: Path) -> FileKind:
    """What a file looks like by its lines alone, which is quick; `OTHER` where it cannot be read."""
    return _told(path, _by_lines)


def _told(path: Path, of: Callable[[bytes], FileKind]) -> FileKind:
    """A journal by its first line, what cannot be read `OTHER`, everything else by its bytes."""
    if _names_an_owner(path):
        return FileKind.JOURNAL
    try:
        data = read_whole(path)
    except ValueError:
        return FileKind.OTHER
    return of(data)


def _names_an_owner(path: Path) -> bool:
    owner = OWNER.encode()
    head = read_head(path, len(owner) + len(codecs.BOM_UTF8))
    return head.removeprefix(codecs.BOM_UTF8).startswith(owner)


def _by_lines(data: bytes) -> FileKind:
    """By the lines of a file that may be no UTF-8: its mark, and every other byte of UTF-16, are not
    of a line."""
    for mark in _MARKS:
        data = data.removeprefix(mark)
    plain = data.replace(b"\0", b"")
    return next((kind for kind, line in _LINES.items() if line.search(plain)), FileKind.OTHER)


def _kind(root: Node) -> FileKind:
    if root.items is not None:
        listed = any(_is_entry(item) for item in root.items)
        return FileKind.JOURNAL if listed else FileKind.OTHER
    entries = root.entries or {}
    if any(_is_paper(name, value) for name, (_, value) in entries.items()):
        return FileKind.LICENSE
    if "rule_set" in entries and entries["rule_set"][1].entries is not None:
        return FileKind.RULE_SET
    if "rules" in entries and any(_is_rule(item) for item in entries["rules"][1].items or ()):
        return FileKind.LICENSE
    if "rule_sets" in entries:
        return FileKind.LICENSE
    return FileKind.NOTICE if "festivals" in entries else FileKind.OTHER


def _is_paper(name: str, value: Node) -> bool:
    """`license:`, or a key near it, with what a certificate says below."""
    if name == "license":
        return value.entries is not None or value.text == ""
    return nearest(name, ("license",)) is not None and any(
        key in (value.entries or ()) for key in _PAPER
    )


def _is_rule(item: Node) -> bool:
    return len(_RULE & (item.entries or {}).keys()) > 1


def _is_entry(item: Node) -> bool:
    entries = (item.entries or {}).keys()
    return "recorded" in entries and bool(_ENTRY & entries)
