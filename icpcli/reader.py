"""A YAML file read strictly: every scalar is text with its place, every problem is kept.

Built on the events of PyYAML's parser, in one pass and without recursion. Nothing is resolved, so
`no`, `0230001`, `12:30` and `2026-02-30` arrive as they were written, and depth, anchors, tags and
second documents are met one by one before they can do harm.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import yaml

from icpcli.errors import IcpError, Problem, Text

MAX_BYTES = 1024 * 1024
MAX_DEPTH = 20
MAX_PROBLEMS = 200

_LOADER: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_UNPRINTABLE = re.compile(
    "[^\x09\x0a\x0d\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
)
_FULL_WIDTH_COLON = re.compile(r"^[\s\-?]*[\w-]+：")
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_LOOSE_DATE = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?!\d)")
_COMPACT_DATE = re.compile(r"(\d{4})(\d{2})(\d{2})", re.ASCII)
_NULLS = frozenset({"~", "null", "Null", "NULL"})

Place = tuple[int, int]
T = TypeVar("T")


@dataclass(slots=True)
class Node:
    """A scalar (`text`), a sequence (`items`) or a mapping (`entries`), and where it begins."""

    at: Place
    text: str | None = None
    quoted: bool = False
    items: list[Node] | None = None
    entries: dict[str, tuple[Node, Node]] | None = None
    pending_key: Node | None = None

    @property
    def kind(self) -> Text:
        if self.entries is not None:
            return Text("一个映射", "a mapping")
        if self.items is not None:
            return Text("一个列表", "a list")
        return Text("一个值", "a single value")


@dataclass(slots=True)
class Problems:
    """Collects what is wrong in one file; gives up after `MAX_PROBLEMS`."""

    file: str
    code: str
    found: list[Problem] = field(default_factory=list)

    def add(self, at: Place, path: str, message: Text) -> None:
        self.found.append(Problem(self.file, *at, path, message))
        if len(self.found) >= MAX_PROBLEMS:
            self.found.append(
                Problem(
                    self.file,
                    at[0],
                    at[1],
                    "",
                    Text(
                        f"问题已达 {MAX_PROBLEMS} 个，其余不再列出",
                        f"{MAX_PROBLEMS} problems so far; the rest is not shown",
                    ),
                )
            )
            self.stop()

    def stop(self) -> None:
        """Raise `IcpError` with everything found so far, if anything was."""
        if self.found:
            raise IcpError(self.code, self.found)


@dataclass(frozen=True, slots=True)
class Item:
    """A value being read: its node, its path, and where its problems go.

    The readers below never raise for a bad value. They record the problem and return a harmless
    stand-in, which nobody sees: `Problems.stop` raises before the result is used.
    """

    node: Node
    path: str
    at: Place
    problems: Problems

    def refuse(self, zh: str, en: str) -> None:
        self.problems.add(self.at, self.path, Text(zh, en))

    def fields(self, known: Collection[str], required: Iterable[str] = ()) -> Fields:
        """The entries of a mapping; unknown and missing keys are problems."""
        fields = Fields()
        if self.node.entries is None:
            self._wrong_kind(Text("映射（键: 值）", "a mapping (key: value)"))
            return fields
        for name, item in self.entries().items():
            if name in known:
                fields[name] = item
            else:
                item.refuse(*_unknown_key(name, known))
        for name in required:
            if name not in fields:
                self.refuse(f"缺少“{name}”", f'"{name}" is missing')
        return fields

    def entries(self) -> Fields:
        """The entries of a mapping whose keys are the writer's own."""
        if self.node.entries is None:
            self._wrong_kind(Text("映射（键: 值）", "a mapping (key: value)"))
            return Fields()
        return Fields(
            (name, Item(value, self._join(name), key.at, self.problems))
            for name, (key, value) in self.node.entries.items()
        )

    def items(self) -> list[Item]:
        """The entries of a sequence."""
        if self.node.items is None:
            self._wrong_kind(Text("列表", "a list"))
            return []
        return [
            Item(node, f"{self.path}[{i}]", node.at, self.problems)
            for i, node in enumerate(self.node.items)
        ]

    def text(self) -> str:
        """Text as it was written, not empty."""
        text = self.blank_text()
        if self.node.text is not None and not text.strip():
            self.refuse("不能为空", "must not be empty")
        return text

    def blank_text(self) -> str:
        """Text as it was written, or nothing."""
        if self.node.text is None:
            self._wrong_kind(Text("文字", "text"))
            return ""
        if not self.node.quoted and self.node.text in _NULLS:
            self.refuse(
                f"“{self.node.text}”会被当作文字；要留空就什么也不写",
                f'"{self.node.text}" would be taken as a word; to leave it empty, write nothing',
            )
        return self.node.text

    def choice(self, options: Collection[str]) -> str:
        """One of a few words."""
        text = self.text()
        if text and text not in options:
            listed = " | ".join(options)
            self.refuse(f"“{text}”不在可选值中：{listed}", f'"{text}" is not one of: {listed}')
        return text

    def integer(self, low: int, high: int) -> int:
        """A whole number from `low` to `high`, in plain digits without leading zeros."""
        text = self.text()
        if re.fullmatch(r"0|[1-9]\d{0,8}", text, re.ASCII) and low <= int(text) <= high:
            return int(text)
        if text:
            self.refuse(
                f"“{text}”不是 {low} 到 {high} 的整数",
                f'"{text}" is not a whole number from {low} to {high}',
            )
        return low

    def date(self) -> date | None:
        """A date written `YYYY-MM-DD`, and no other way."""
        text = self.text()
        try:
            return parse_date(text) if text else None
        except ValueError as error:
            self.refuse(*error.args[0])
            return None

    def texts(self) -> Text:
        """A mapping with the words in both languages."""
        fields = self.fields(("zh", "en"), required=("zh", "en"))
        return Text(fields.read("zh", Item.text, ""), fields.read("en", Item.text, ""))

    def _join(self, name: str) -> str:
        return f"{self.path}.{name}" if self.path else name

    def _wrong_kind(self, wanted: Text) -> None:
        kind = self.node.kind
        empty = self.node.text == ""
        found = Text("什么也没有", "nothing") if empty else kind
        self.refuse(
            f"这里应当是{wanted.zh}，而不是{found.zh}",
            f"{wanted.en} is needed here, not {found.en}",
        )


class Fields(dict[str, Item]):
    """The fields of a mapping by name."""

    def read(self, name: str, how: Callable[[Item], T], default: T) -> T:
        """The field read by `how`, or `default` where it is not there."""
        return how(self[name]) if name in self else default


def read_file(path: Path, code: str) -> Item:
    """The root of the YAML document in `path`.

    Raises `IcpError(code)` where the file cannot be read or is not one plain YAML document.
    """
    problems = Problems(str(path), code)
    text = _decode(_read_bytes(path, problems), problems)
    bad = _UNPRINTABLE.search(text)
    if bad:
        at = text.count("\n", 0, bad.start()) + 1, bad.start() - text.rfind("\n", 0, bad.start())
        sign = f"U+{ord(bad.group()):04X}"
        problems.add(
            at,
            "",
            Text(
                f"文件里有控制字符 {sign}，请删除",
                f"the file holds the control character {sign}: delete it",
            ),
        )
        problems.stop()
    try:
        root = _compose(text, problems)
    except yaml.YAMLError as error:
        _syntax_problem(error, text, problems)
        root = None
    problems.stop()
    if root is None or root.text == "":
        problems.add((1, 1), "", Text("文件是空的", "the file is empty"))
    elif root.text is not None and _FULL_WIDTH_COLON.match(root.text):
        problems.add(*_colon_problem(1, 1))
    problems.stop()
    assert root is not None
    return Item(root, "", (1, 1), problems)


def parse_date(text: str) -> date:
    """`YYYY-MM-DD` → date. Raises `ValueError(Text)`, with what to write instead where it is clear."""
    if _ISO_DATE.fullmatch(text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            raise ValueError(Text(f"没有“{text}”这一天", f'there is no day "{text}"')) from None
    hint = _meant_date(text)
    raise ValueError(
        Text(
            f"“{text}”不是日期（请写成 {hint or 'YYYY-MM-DD，如 2026-03-31'}）",
            f'"{text}" is not a date (write {hint or "YYYY-MM-DD, such as 2026-03-31"})',
        )
    )


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known word that `name` was probably meant to be."""
    from difflib import get_close_matches

    return next(iter(get_close_matches(name[:80], list(known), 1)), None)


def _meant_date(text: str) -> str | None:
    match = _LOOSE_DATE.match(text.strip()) or _COMPACT_DATE.fullmatch(text.strip())
    try:
        return str(date(*map(int, match.groups()))) if match else None
    except ValueError:
        return None


def _unknown_key(name: str, known: Collection[str]) -> Text:
    near = nearest(name, known)
    if near:
        return Text(f"不认识的键（是不是“{near}”？）", f'unknown key (did you mean "{near}"?)')
    listed = ", ".join(known)
    return Text(f"不认识的键（可用：{listed}）", f"unknown key (known: {listed})")


def _read_bytes(path: Path, problems: Problems) -> bytes:
    data = b""
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        problems.add((1, 1), "", Text("没有这个文件", "there is no such file"))
    except IsADirectoryError:
        problems.add((1, 1), "", Text("这是一个文件夹，不是文件", "this is a folder, not a file"))
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        problems.add((1, 1), "", Text(f"无法读取：{reason}", f"cannot be read: {reason}"))
    if len(data) > MAX_BYTES:
        problems.add((1, 1), "", Text("文件超过 1 MiB", "the file is larger than 1 MiB"))
    problems.stop()
    return data


def _decode(data: bytes, problems: Problems) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        guess = _guess_encoding(data)
        problems.add(
            (1, 1),
            "",
            Text(
                f"不是 UTF-8（第 {error.start + 1} 字节起）{guess.zh}",
                f"not UTF-8 (from byte {error.start + 1} on){guess.en}",
            ),
        )
        problems.stop()
        raise


def _guess_encoding(data: bytes) -> Text:
    names = ("UTF-16",) if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("GBK",)
    for name in names:
        try:
            data.decode(name)
        except UnicodeDecodeError:
            continue
        return Text(
            f"，看来是 {name}：请另存为 UTF-8（iconv -f {name} -t UTF-8）",
            f"; it looks like {name}: save it as UTF-8 (iconv -f {name} -t UTF-8)",
        )
    return Text("：请另存为 UTF-8", ": save it as UTF-8")


def _compose(text: str, problems: Problems) -> Node | None:
    root: Node | None = None
    open_nodes: list[Node] = []
    documents = 0
    for event in yaml.parse(text, Loader=_LOADER):
        at = event.start_mark.line + 1, event.start_mark.column + 1
        if isinstance(event, yaml.NodeEvent):
            _refuse_references(event, at, open_nodes, problems)
            node = _node(event, at)
            if open_nodes:
                _attach(node, open_nodes, problems)
            else:
                root = node
            if node.text is None:
                open_nodes.append(node)
            if len(open_nodes) > MAX_DEPTH:
                en = f"nested more than {MAX_DEPTH} levels deep"
                problems.add(at, "", Text(f"嵌套超过 {MAX_DEPTH} 层", en))
                problems.stop()
        elif isinstance(event, yaml.CollectionEndEvent):
            open_nodes.pop()
        elif isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                zh = "一个文件只能有一份文档（请删去第二个“---”及其后的内容）"
                en = 'a file holds one document (remove the second "---" and what follows)'
                problems.add(at, "", Text(zh, en))
                problems.stop()
    return root


def _node(event: Any, at: Place) -> Node:
    if isinstance(event, yaml.ScalarEvent):
        return Node(at, text=event.value, quoted=event.style not in (None, ""))
    if isinstance(event, yaml.SequenceStartEvent):
        return Node(at, items=[])
    if isinstance(event, yaml.MappingStartEvent):
        return Node(at, entries={})
    return Node(at, text="", quoted=True)


def _refuse_references(event: Any, at: Place, open_nodes: list[Node], problems: Problems) -> None:
    path = _path(open_nodes) if event.anchor or getattr(event, "tag", None) else ""
    if isinstance(event, yaml.AliasEvent):
        text = Text(
            f"不支持别名“*{event.anchor}”，请写出来", f"alias *{event.anchor}: write it out"
        )
        problems.add(at, path, text)
        return
    if event.anchor:
        text = Text(f"不支持锚点“&{event.anchor}”，请删去", f"anchor &{event.anchor}: remove it")
        problems.add(at, path, text)
    if event.tag:
        text = Text(f"不支持标签“{event.tag}”，请删去", f"tag {event.tag}: remove it")
        problems.add(at, path, text)


def _attach(node: Node, open_nodes: list[Node], problems: Problems) -> None:
    parent = open_nodes[-1]
    if parent.items is not None:
        parent.items.append(node)
        return
    assert parent.entries is not None
    if parent.pending_key is None:
        parent.pending_key = node
        return
    key = parent.pending_key
    problem = _key_problem(key, parent.entries)
    if problem:
        problems.add(key.at, _path(open_nodes), problem)
    else:
        parent.entries[key.text or ""] = key, node
    parent.pending_key = None


def _key_problem(key: Node, entries: dict[str, tuple[Node, Node]]) -> Text | None:
    if key.text is None:
        return Text("键必须是一个词", "a key must be a single word")
    if key.text == "<<" and not key.quoted:
        return Text("不支持合并键“<<”，请写出来", "merge key <<: write the keys out")
    if key.text in entries:
        line = entries[key.text][0].at[0]
        return Text(f"重复的键（第一次在第 {line} 行）", f"duplicate key (first on line {line})")
    return None


def _path(open_nodes: list[Node]) -> str:
    path = ""
    for node in open_nodes:
        if node.items is not None:
            path += f"[{len(node.items)}]"
        elif node.pending_key is not None and node.pending_key.text:
            path += ("." if path else "") + node.pending_key.text
    return path


def _syntax_problem(error: yaml.YAMLError, text: str, problems: Problems) -> None:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    lines = text.splitlines()
    for suspect in (line - 1, line):
        if 0 < suspect <= len(lines) and _FULL_WIDTH_COLON.match(lines[suspect - 1]):
            problems.add(*_colon_problem(suspect, lines[suspect - 1].index("：") + 1))
            return
    parts = (getattr(error, "context", None), getattr(error, "problem", None))
    detail = " ".join(part for part in parts if part) or str(error)
    problems.add((line, column), "", Text(f"YAML 语法错误：{detail}", f"not valid YAML: {detail}"))


def _colon_problem(line: int, column: int) -> tuple[Place, str, Text]:
    return (
        (line, column),
        "",
        Text(
            "这里是全角冒号“：”，请写成半角冒号加空格“: ”",
            'full-width colon "：": write ": " (half-width, then a space)',
        ),
    )
