"""A YAML file → a tree of nodes with their places, every problem kept.

Built on the events of PyYAML's parser, in one pass and without recursion. Nothing is resolved, so
`no`, `0230001`, `12:30` and `2026-02-30` arrive as they were written, and depth, anchors, tags and
second documents are met one by one before they can do harm.
"""

import re
from codecs import BOM_UTF8
from collections.abc import Sequence
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from yaml.reader import Reader

from icpcli.files.file_problems import WHOLE_FILE, Place, Problems, bytes_of, join
from icpcli.files.yaml_node import COLON, Node, has_full_width_colon
from icpcli.model.problem import IcpError, Text

MAX_DEPTH = 20
_LOADER: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# By names of this module: they are asked for at every value of a long journal.
_SCALAR, _SEQUENCE, _MAPPING = yaml.ScalarEvent, yaml.SequenceStartEvent, yaml.MappingStartEvent
_ENDS = yaml.SequenceEndEvent, yaml.MappingEndEvent
_TAG_LINE = r"(?m)^%TAG\b"  # `%TAG ! tag:example.com,2026:`
_FREE_NODES, _BYTES_A_NODE = 1000, 5
"""So many values a file may hold, and one more for each few bytes: words take more than that."""
_TOP_KEY = re.compile(r"^[a-z_]+:(?=\s)", re.MULTILINE)  # `rules:`, not indented
_DOCUMENT_ENDS = re.compile(r"^(?:---|\.\.\.|%)", re.MULTILINE)
_PARTS_KEPT = 16
_LONGEST_PART = 1 << 16
_SURROGATE = "[\ud800-\udfff]"


def read_tree(path: Path, problems: Problems) -> Node:
    """The root of the one YAML document in `path`.

    Raises `IcpError` where the file cannot be read or is not YAML. What else is wrong in it (a key
    that stands twice, an anchor) is added to `problems`.
    """
    root = tree_of(bytes_of(path, problems), problems)
    if root is None or root.text == "":
        raise problems.refuse(WHOLE_FILE, "", Text("文件是空的", "the file is empty"))
    return root


def tree_of(data: bytes, problems: Problems) -> Node | None:
    """The root of the YAML document in `data`; None where it holds nothing but comments.

    Raises `IcpError` as `read_tree` does.
    """
    text = _decode(data, problems)
    bad = Reader.NON_PRINTABLE.search(text)
    if bad:
        sign = f"U+{ord(bad.group()):04X}"
        message = Text(
            f"文件里有控制字符 {sign}，请删除",
            f"the file holds the control character {sign}: delete it",
        )
        raise problems.refuse(_place_of(bad.start(), text), "", message)
    # libyaml compares each such line with all before it.
    if "%TAG" in text and (tags := re.search(_TAG_LINE, text)):
        raise problems.refuse(_place_of(tags.start(), text), "", _TAGS)
    most = _FREE_NODES + len(data) // _BYTES_A_NODE
    return _of_two_parts(text, most) or _compose(text, _Composer(problems, most), problems)


def _of_two_parts(text: str, most: int) -> Node | None:
    """The tree of a file whose second half was met before: a thousand licenses of one kind have the
    same rules, and only what stands above them is their own.

    None where that is not so, or where anything at all is wrong: it is then told of the whole.
    """
    keys = islice(_TOP_KEY.finditer(text), 2)
    at = max((key.start() for key in keys), default=0)
    if not at or len(text) - at > _LONGEST_PART or _DOCUMENT_ENDS.search(text):
        return None
    head = _part(text[:at], 0)
    rest = _part_met_before(text[at:], text.count("\n", 0, at)) if head else None
    if not head or not rest or head.nodes + rest.nodes > most:
        return None
    if head.entries.keys() & rest.entries.keys():
        return None
    return Node(head.at, entries=head.entries | rest.entries)


class _Part(NamedTuple):
    """Some keys of the uppermost mapping of a file, and the number of nodes in them."""

    at: Place
    entries: "dict[str, tuple[Node, Node]]"
    nodes: int


@lru_cache(_PARTS_KEPT)
def _part_met_before(text: str, line: int) -> _Part | None:
    return _part(text, line)


def _part(text: str, line: int) -> _Part | None:
    """The keys in a part of a file, behind so many lines; None where it is not such keys alone."""
    problems = Problems("", "")
    composer = _Composer(problems, len(text), line)
    try:
        root = _compose(text, composer, problems)
    except IcpError:
        return None
    if problems.found or root is None or not root.entries:
        return None
    first, _ = next(iter(root.entries.values()))
    # In braces, the mapping begins before its first key.
    is_a_block = root.at == first.at and root.at[1] == 1
    return _Part(root.at, root.entries, composer.nodes) if is_a_block else None


def _decode(data: bytes, problems: Problems) -> str:
    try:
        return data.removeprefix(BOM_UTF8).decode()
    except UnicodeDecodeError as error:
        guess = _guess_encoding(data)
        byte = error.start + 1
        message = Text(
            f"不是 UTF-8（第 {byte} 字节起）{guess.zh}", f"not UTF-8 (byte {byte}){guess.en}"
        )
        raise problems.refuse(WHOLE_FILE, "", message) from None


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


def _compose(text: str, composer: "_Composer", problems: Problems) -> Node | None:
    try:
        next_event = _LOADER(text).get_event
        while (event := next_event()) is not None:
            composer.meet(event)
    except yaml.YAMLError as error:
        raise problems.refuse(*_syntax_problem(error, text)) from None
    except IcpError:
        raise
    except (OverflowError, ValueError):
        # PyYAML without libyaml turns the escape "\UFFFFFFFF" into a number that chr() refuses.
        raise problems.refuse(WHOLE_FILE, "", _not_yaml(_BAD_ESCAPE)) from None
    return composer.root


class _Open:
    """A collection whose end has not come yet.

    In a mapping `key` is the one that waits for its value, `name` the last one that was met.
    """

    def __init__(self, node: Node) -> None:
        self.node = node
        self.key: Node | None = None
        self.name: str | None = None


class _Composer:
    """Builds the tree from the parser's events; records what a plain document does not hold."""

    def __init__(self, problems: Problems, most_nodes: int, line: int = 0) -> None:
        """`line` is how many lines stand before the text."""
        self.root: Node | None = None
        self.nodes = 0
        self._problems = problems
        self._most = most_nodes
        self._first = line + 1
        self._open: list[_Open] = []
        self._documents = 0

    def meet(self, event: Any) -> None:
        """Take the parser's next event. Raises `IcpError` where reading cannot go on."""
        kind = type(event)
        if kind in _ENDS:
            self._open.pop()
            return
        mark = event.start_mark
        at = mark.line + self._first, mark.column + 1
        if kind is _SCALAR:
            self._add(Node(at, event.value, bool(event.style)), event)
        elif kind is _SEQUENCE:
            self._open_collection(Node(at, items=[]), event)
        elif kind is _MAPPING:
            self._open_collection(Node(at, entries={}), event)
        elif kind is yaml.AliasEvent:
            self._add(Node(at), event)
        elif kind is yaml.DocumentStartEvent:
            self._documents += 1
            if self._documents > 1:
                raise self._problems.refuse(at, "", _SECOND_DOCUMENT)

    def _open_collection(self, node: Node, event: Any) -> None:
        self._add(node, event)
        self._open.append(_Open(node))
        if len(self._open) > MAX_DEPTH:
            raise self._problems.refuse(node.at, "", _TOO_DEEP)

    def _add(self, node: Node, event: Any) -> None:
        self.nodes += 1
        if self.nodes > self._most:
            raise self._problems.refuse(node.at, "", _TOO_MANY)
        parent = self._open[-1] if self._open else None
        if parent is None:
            self.root = node
        elif parent.node.items is not None:
            parent.node.items.append(node)
        elif parent.key is None:
            parent.key, parent.name = node, node.text
        else:
            self._add_entry(parent.node, parent.key, node)
            parent.key = None
        if event.anchor or node.quoted or event.tag:
            for message in _not_plain(event):
                self._problems.add(node.at, self._path(), message)

    def _add_entry(self, mapping: Node, key: Node, value: Node) -> None:
        assert mapping.entries is not None
        if message := _key_problem(key, mapping.entries):
            self._problems.add(key.at, self._path(), message)
        elif key.text is not None:
            mapping.entries[key.text] = key, value
            return
        mapping.partial = mapping.partial or key.text not in mapping.entries

    def _path(self) -> str:
        path = ""
        for part in self._open:
            if part.node.items is not None:
                path += f"[{len(part.node.items) - 1}]"
            elif part.name:
                path = join(path, part.name)
        return path


def _not_plain(event: Any) -> Sequence[Text]:
    """What a node has that a plain document does not: an anchor, a tag, a broken escape."""
    if isinstance(event, yaml.AliasEvent):
        zh, en = f"不支持别名“*{event.anchor}”，请写出来", f"alias *{event.anchor}: write it out"
        return (Text(zh, en),)
    found = []
    if event.anchor:
        found.append(
            Text(f"不支持锚点“&{event.anchor}”，请删去", f"anchor &{event.anchor}: remove it")
        )
    if event.tag:
        found.append(Text(f"不支持标签“{event.tag}”，请删去", f"tag {event.tag}: remove it"))
    if getattr(event, "style", None) == '"' and re.search(_SURROGATE, event.value):
        found.append(_BAD_ESCAPE)
    return found


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


_SECOND_DOCUMENT = Text(
    "一个文件只能有一份文档（请删去第二个“---”及其后的内容）",
    'a file holds one document (remove the second "---" and what follows)',
)
_TOO_MANY = Text("值太多，几乎都是空的", "too many values, nearly all of them empty")
_TAGS = Text("不支持 %TAG，请删去这一行", "%TAG: remove this line")
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
        r"expected (?:the )?node content",
        Text(
            "这里缺一个值（前面的括号没有关上？）",
            "a value is missing here (is a bracket before it never closed?)",
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
        if 0 < line <= len(lines) and has_full_width_colon(lines[line - 1]):
            return (line, lines[line - 1].index("：") + 1), "", COLON
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
    return (mark.line + 1, mark.column + 1) if mark else WHOLE_FILE


def _not_yaml(message: Text) -> Text:
    return Text(f"YAML 语法错误：{message.zh}", f"not valid YAML: {message.en}")
