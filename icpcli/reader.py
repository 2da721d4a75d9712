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
from itertools import islice
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
_SURROGATE = re.compile("[\ud800-\udfff]")
_FULL_WIDTH_COLON = re.compile(r"[\s\-?{]*[\w-]+：")
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_LOOSE_DATE = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?!\d)")
_COMPACT_DATE = re.compile(r"(\d{4})(\d{2})(\d{2})", re.ASCII)
_NULLS = frozenset({"~", "null", "Null", "NULL"})
_LONGEST_NAME = 80
_LONGEST_MESSAGE = 400
_MOST_CANDIDATES = 500

Place = tuple[int, int]
T = TypeVar("T")

_WHOLE_FILE: Place = (1, 1)
_COLON = Text(
    "这里是全角冒号“：”，请写成半角冒号加空格“: ”",
    'full-width colon "：": write ": " (half-width, then a space)',
)
_A_MAPPING = Text("映射（键: 值）", "a mapping (key: value)")


@dataclass(slots=True)
class Node:
    """A scalar (`text`), a sequence (`items`) or a mapping (`entries`), and where it begins.

    None of the three: an alias, already refused. `partial` marks a mapping that lost a key that
    was refused, so that nobody looks for what it may have held.
    """

    at: Place
    text: str | None = None
    quoted: bool = False
    items: list[Node] | None = None
    entries: dict[str, tuple[Node, Node]] | None = None
    partial: bool = False

    @property
    def complete(self) -> bool:
        """Whether this is a mapping of which every key was read."""
        return self.entries is not None and not self.partial

    @property
    def kind(self) -> Text | None:
        """What this is, for a person who expected something else."""
        if self.entries is not None:
            return Text("一个映射", "a mapping")
        if self.items is not None:
            return Text("一个列表", "a list")
        if self.text is not None:
            return Text("一个值", "a single value")
        return None


@dataclass(slots=True)
class Problems:
    """Collects what is wrong in one file; gives up after `MAX_PROBLEMS`."""

    file: str
    code: str
    found: list[Problem] = field(default_factory=list)

    def add(self, at: Place, path: str, message: Text) -> None:
        """Keep a problem; raise `IcpError` when there are too many."""
        if len(self.found) == MAX_PROBLEMS:
            at, path = _WHOLE_FILE, ""
            message = Text(
                f"问题超过 {MAX_PROBLEMS} 个，只列出先发现的 {MAX_PROBLEMS} 个",
                f"more than {MAX_PROBLEMS} problems; those that were found first are shown",
            )
        short = Text(*(_cut(words, _LONGEST_MESSAGE) for words in message))
        self.found.append(Problem(self.file, *at, path, short))
        if len(self.found) > MAX_PROBLEMS:
            self.stop()

    def refuse(self, at: Place, path: str, message: Text) -> IcpError:
        """The error to raise where reading cannot go on."""
        self.add(at, path, message)
        return IcpError(self.code, self.found)

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
        """Record what is wrong with this value."""
        self.problems.add(self.at, self.path, Text(zh, en))

    def fields(self, known: Collection[str], required: Iterable[str] = ()) -> Fields:
        """The entries of a mapping; unknown and missing keys are problems."""
        fields = Fields()
        for name, item in self.entries().items():
            if name in known:
                fields[name] = item
            else:
                item.refuse(*_unknown_key(name, item.node, known))
        if self.node.complete:
            for name in required:
                if name not in fields:
                    self.refuse(f"缺少“{name}”", f'"{name}" is missing')
        return fields

    def entries(self) -> Fields:
        """The entries of a mapping whose keys are the writer's own."""
        if self.node.entries is None:
            self._wrong_kind(_A_MAPPING)
            return Fields()
        return Fields(
            (name, Item(value, _join(self.path, name), key.at, self.problems))
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
        """Text as it was written, or nothing; a plain `null` or `~` is nothing too."""
        if self.node.text is None:
            self._wrong_kind(Text("文字", "text"))
            return ""
        return "" if self.node.text in _NULLS and not self.node.quoted else self.node.text

    def choice(self, options: Collection[str]) -> str:
        """One of a few words."""
        text = self.text()
        if text and text not in options:
            listed = " | ".join(options)
            self.refuse(f"“{text}”不在可选值中：{listed}", f'"{text}" is not one of: {listed}')
        return text

    def flag(self) -> bool:
        """`true` or `false`, in these letters."""
        return self.choice(("true", "false")) != "false"

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

    def _wrong_kind(self, wanted: Text) -> None:
        found = self.node.kind
        if found is None:
            return
        if wanted is _A_MAPPING and _FULL_WIDTH_COLON.match(self.node.text or ""):
            self.refuse(*_COLON)
        elif self.node.text == "":
            self.refuse(
                f"这里应当是{wanted.zh}，却什么也没有",
                f"{wanted.en} is needed here, and there is nothing",
            )
        else:
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
    What is wrong inside a document (a key that stands twice, an anchor) waits in the item's
    `problems`: read the rest, then call `problems.stop()`.
    """
    problems = Problems(str(path), code)
    text = _decode(_read_bytes(path, problems), problems)
    bad = _UNPRINTABLE.search(text)
    if bad:
        sign = f"U+{ord(bad.group()):04X}"
        message = Text(
            f"文件里有控制字符 {sign}，请删除",
            f"the file holds the control character {sign}: delete it",
        )
        raise problems.refuse(_place_of(bad.start(), text), "", message)
    root = _compose(text, problems)
    if root is None or root.text == "":
        raise problems.refuse(_WHOLE_FILE, "", Text("文件是空的", "the file is empty"))
    return Item(root, "", _WHOLE_FILE, problems)


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

    candidates = list(islice(known, _MOST_CANDIDATES))
    return next(iter(get_close_matches(name[:_LONGEST_NAME], candidates, 1)), None)


def _meant_date(text: str) -> str | None:
    match = _LOOSE_DATE.match(text.strip()) or _COMPACT_DATE.fullmatch(text.strip())
    try:
        return str(date(*map(int, match.groups()))) if match else None
    except ValueError:
        return None


def _unknown_key(name: str, value: Node, known: Collection[str]) -> Text:
    if "：" in name:
        return _COLON
    near = nearest(name, known)
    if near:
        return Text(f"不认识的键（是不是“{near}”？）", f'unknown key (did you mean "{near}"?)')
    listed = ", ".join(known)
    zh, en = f"不认识的键（可用：{listed}）", f"unknown key (known: {listed})"
    if value.text == "" and not re.fullmatch(r"[\w-]*", name, re.ASCII):
        zh += "；花括号里的文字若含逗号或冒号，须加引号"
        en += "; text with a comma or colon inside braces needs quotation marks"
    return Text(zh, en)


def _read_bytes(path: Path, problems: Problems) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        message = Text("没有这个文件", "there is no such file")
    except IsADirectoryError:
        message = Text("这是一个文件夹，不是文件", "this is a folder, not a file")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        message = Text(f"无法读取：{reason}", f"cannot be read: {reason}")
    else:
        if len(data) <= MAX_BYTES:
            return data
        message = Text("文件超过 1 MiB", "the file is larger than 1 MiB")
    raise problems.refuse(_WHOLE_FILE, "", message)


def _decode(data: bytes, problems: Problems) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        guess = _guess_encoding(data)
        byte = error.start + 1
        message = Text(
            f"不是 UTF-8（第 {byte} 字节起）{guess.zh}", f"not UTF-8 (byte {byte}){guess.en}"
        )
        raise problems.refuse(_WHOLE_FILE, "", message) from None


def _guess_encoding(data: bytes) -> Text:
    name = "UTF-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in data else "GBK"
    try:
        data.decode(name)
    except UnicodeDecodeError:
        return Text("：请另存为 UTF-8", ": save it as UTF-8")
    return Text(
        f"，看来是 {name}：请另存为 UTF-8（iconv -f {name} -t UTF-8）",
        f"; it looks like {name}: save it as UTF-8 (iconv -f {name} -t UTF-8)",
    )


def _place_of(index: int, text: str) -> Place:
    lines = (text[:index] + ".").splitlines()
    return len(lines), len(lines[-1])


def _compose(text: str, problems: Problems) -> Node | None:
    composer = _Composer(problems)
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            composer.meet(event)
    except yaml.YAMLError as error:
        raise problems.refuse(*_syntax_problem(error, text)) from None
    except IcpError:
        raise
    except (OverflowError, ValueError):
        # PyYAML without libyaml turns the escape "\UFFFFFFFF" into a number that chr() refuses.
        raise problems.refuse(_WHOLE_FILE, "", _not_yaml(_BAD_ESCAPE)) from None
    return composer.root


@dataclass(slots=True)
class _Open:
    """A collection whose end has not come yet; in a mapping, the key that waits or is being met."""

    node: Node
    key: Node | None = None


class _Composer:
    """Builds the tree from the parser's events; records what a plain document does not hold."""

    def __init__(self, problems: Problems) -> None:
        self.root: Node | None = None
        self._problems = problems
        self._open: list[_Open] = []
        self._documents = 0

    def meet(self, event: Any) -> None:
        at = event.start_mark.line + 1, event.start_mark.column + 1
        if isinstance(event, yaml.NodeEvent):
            self._begin(_node(event, at), event)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._end(self._open.pop().node)
        elif isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                zh = "一个文件只能有一份文档（请删去第二个“---”及其后的内容）"
                en = 'a file holds one document (remove the second "---" and what follows)'
                raise self._problems.refuse(at, "", Text(zh, en))

    def _begin(self, node: Node, event: Any) -> None:
        if self._open:
            self._attach(node, self._open[-1])
        else:
            self.root = node
        for message in _not_plain(event):
            self._problems.add(node.at, self._path(), message)
        if isinstance(event, yaml.CollectionStartEvent):
            self._open.append(_Open(node))
            if len(self._open) > MAX_DEPTH:
                raise self._problems.refuse(node.at, "", _TOO_DEEP)
        else:
            self._end(node)

    def _attach(self, node: Node, parent: _Open) -> None:
        if parent.node.items is not None:
            parent.node.items.append(node)
        elif parent.key is None:
            parent.key = node
        else:
            self._add_entry(parent.node, parent.key, node)

    def _add_entry(self, mapping: Node, key: Node, value: Node) -> None:
        assert mapping.entries is not None
        message = _key_problem(key, mapping.entries)
        if message:
            self._problems.add(key.at, self._path(), message)
        elif key.text is not None:
            mapping.entries[key.text] = key, value
        mapping.partial = mapping.partial or key.text not in mapping.entries

    def _end(self, node: Node) -> None:
        """A key now waits for its value; a value has done with its key."""
        if self._open and self._open[-1].key is not node:
            self._open[-1].key = None

    def _path(self) -> str:
        path = ""
        for part in self._open:
            if part.node.items is not None:
                path += f"[{len(part.node.items) - 1}]"
            elif part.key is not None and part.key.text:
                path = _join(path, part.key.text)
        return path


def _node(event: Any, at: Place) -> Node:
    if isinstance(event, yaml.ScalarEvent):
        return Node(at, text=event.value, quoted=event.style not in (None, ""))
    if isinstance(event, yaml.SequenceStartEvent):
        return Node(at, items=[])
    if isinstance(event, yaml.MappingStartEvent):
        return Node(at, entries={})
    return Node(at)


def _not_plain(event: Any) -> Iterable[Text]:
    if isinstance(event, yaml.AliasEvent):
        zh, en = f"不支持别名“*{event.anchor}”，请写出来", f"alias *{event.anchor}: write it out"
        yield Text(zh, en)
        return
    if event.anchor:
        yield Text(f"不支持锚点“&{event.anchor}”，请删去", f"anchor &{event.anchor}: remove it")
    if event.tag:
        yield Text(f"不支持标签“{event.tag}”，请删去", f"tag {event.tag}: remove it")
    if isinstance(event, yaml.ScalarEvent) and _SURROGATE.search(event.value):
        yield _BAD_ESCAPE


def _key_problem(key: Node, entries: dict[str, tuple[Node, Node]]) -> Text | None:
    if key.text is None:
        alias = key.items is None and key.entries is None
        return None if alias else Text("键必须是一个词", "a key must be a single word")
    if key.text == "<<" and not key.quoted:
        return Text("不支持合并键“<<”，请写出来", "merge key <<: write the keys out")
    if key.text in entries:
        line = entries[key.text][0].at[0]
        return Text(f"重复的键（第一次在第 {line} 行）", f"duplicate key (first on line {line})")
    return None


_TOO_DEEP = Text(f"嵌套超过 {MAX_DEPTH} 层", f"nested more than {MAX_DEPTH} levels deep")
_BAD_ESCAPE = Text("引号里的反斜杠转义无效", "a backslash in quotes that means nothing here")
_SYNTAX = (
    ("unexpected end of stream", Text("引号没有关上", "the quotation mark is never closed")),
    ("escape", _BAD_ESCAPE),
    (
        "could not find expected ':'",
        Text(
            "这一行不是“键: 值”（冒号后是否少了空格？）",
            'this line is not "key: value" (is the space after the colon missing?)',
        ),
    ),
    (
        "mapping values are not allowed",
        Text(
            "这里不该有冒号（检查缩进；上一行的冒号后是否少了空格；含“: ”的文字要加引号）",
            "no colon can stand here (look at the indentation, and for a space after the colon "
            'of the line before; text with ": " in it needs quotation marks)',
        ),
    ),
    (
        "',' or",
        Text(
            "这个括号没有关上，或者里面缺少半角逗号",
            "a bracket that is not closed, or lacks a half-width comma between two entries",
        ),
    ),
    (
        r"expected key|<block end>|'-' indicator",
        Text(
            "这一行的缩进与同级的行不一致，或者引号之后还有文字",
            "this line is not indented like its neighbours, or text follows a closing quotation mark",
        ),
    ),
    ("<document start>", Text("文档结束之后还有文字", "text follows the end of the document")),
    (
        "alphabetic or numeric",
        Text("以“*”或“&”开头的文字要加引号", "text that begins with * or & needs quotation marks"),
    ),
)
"""What PyYAML says, with and without libyaml, and what a person needs to hear."""


def _syntax_problem(error: yaml.YAMLError, text: str) -> tuple[Place, str, Text]:
    problem = str(getattr(error, "problem", None) or error)
    at = _syntax_place(error, problem)
    if "nesting depth" in problem:
        return at, "", _TOO_DEEP
    lines = text.splitlines()
    for line in (at[0] - 1, at[0]):
        if 0 < line <= len(lines) and _FULL_WIDTH_COLON.match(lines[line - 1]):
            return (line, lines[line - 1].index("：") + 1), "", _COLON
    sign = lines[at[0] - 1][at[1] - 1 : at[1]] if at[0] <= len(lines) else ""
    if sign == "\t":
        message = Text("缩进不能用制表符，请用空格", "a tab cannot indent: use spaces")
    elif "cannot start any token" in problem:
        message = Text(
            f"以“{sign}”开头的文字要加引号", f"text that begins with {sign} needs quotation marks"
        )
    else:
        known = (said for pattern, said in _SYNTAX if re.search(pattern, problem))
        message = next(known, Text(problem, problem))
    return at, "", _not_yaml(message)


def _syntax_place(error: yaml.YAMLError, problem: str) -> Place:
    """Where PyYAML met the problem, or where the thing that it could not finish begins."""
    mark, start = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
    unfinished = ("end of stream", "could not find expected ':'", "',' or")
    if start and mark and mark.line > start.line and any(words in problem for words in unfinished):
        mark = start
    return (mark.line + 1, mark.column + 1) if mark else _WHOLE_FILE


def _not_yaml(message: Text) -> Text:
    return Text(f"YAML 语法错误：{message.zh}", f"not valid YAML: {message.en}")


def _join(path: str, name: str) -> str:
    return f"{path}.{_cut(name, _LONGEST_NAME)}" if path else _cut(name, _LONGEST_NAME)


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1] + "…"
