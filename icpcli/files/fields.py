"""Fields read strictly from a tree: every scalar is text with its place, every problem is kept."""

import re
from collections.abc import Callable, Collection, Iterable
from datetime import date
from pathlib import Path
from typing import NamedTuple, TypeVar

from icpcli.files.file_problems import WHOLE_FILE, Place, Problems, join
from icpcli.files.typed_words import day_within, nearest, parse_date, whole_number
from icpcli.files.yaml_node import COLON, Node, has_full_width_colon
from icpcli.model.problem import Text

T = TypeVar("T")
D = TypeVar("D")
_Date = date  # `Item.date` hides the name

_NULLS = frozenset({"~", "null", "Null", "NULL"})
_A_MAPPING = Text("映射（键: 值）", "a mapping (key: value)")


class Item(NamedTuple):
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

    def fields(
        self, known: Collection[str], required: Iterable[str] = (), above: Collection[str] = ()
    ) -> "Fields":
        """The entries of a mapping; unknown and missing keys are problems.

        `above` are the keys of the whole file, which people indent by mistake.
        """
        fields = Fields()
        for name, item in self.entries().items():
            if name in known:
                fields[name] = item
            elif name in above:
                item.refuse(*_too_deep(name, self.path))
            else:
                item.refuse(*_unknown_key(name, item.node, known))
        if self.node.complete:
            for name in required:
                if name not in fields:
                    self.refuse(f"缺少“{name}”", f'"{name}" is missing')
        return fields

    def entries(self) -> "Fields":
        """The entries of a mapping whose keys are the writer's own."""
        if self.node.entries is None:
            self._wrong_kind(_A_MAPPING)
            return Fields()
        return Fields(
            (name, Item(value, join(self.path, name), key.at, self.problems))
            for name, (key, value) in self.node.entries.items()
        )

    def items(self) -> list["Item"]:
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
        return self.parsed(lambda text: whole_number(text, low, high), low)

    def date(self) -> _Date | None:
        """A date written `YYYY-MM-DD`, and no other way."""
        return self.parsed(parse_date, None)

    def date_within(self, first: _Date, last: _Date) -> _Date | None:
        """A date from `first` to `last`, written in that way."""
        return self.parsed(lambda text: day_within(text, first, last), None)

    def parsed(self, parse: Callable[[str], T], default: D) -> T | D:
        """What `parse` makes of the text; where it raises `ValueError(Text)`, `default`."""
        text = self.text()
        try:
            return parse(text) if text else default
        except ValueError as error:
            self.refuse(*error.args[0])
            return default

    def texts(self) -> Text:
        """A mapping with the words in Chinese and, if it has them, in English."""
        return self.fields(("zh", "en"), required=("zh",)).text()

    def _wrong_kind(self, wanted: Text) -> None:
        found = self.node.kind
        if found is None:
            return
        if wanted is _A_MAPPING and has_full_width_colon(self.node.text or ""):
            self.refuse(*COLON)
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

    def read(self, name: str, how: Callable[[Item], T], default: D) -> T | D:
        """The field read by `how`, or `default` where it is not there."""
        return how(self[name]) if name in self else default

    def text(self) -> Text:
        """The words under `zh` and `en`; the Chinese ones stand for both where there are no others."""
        zh = self.read("zh", Item.text, "")
        return Text(zh, self.read("en", Item.text, zh))


def read_data(data: bytes, file: str, code: str) -> Item | None:
    """The root of the YAML document in `data`, whose problems are told of `file`.

    None where it holds nothing but comments. Raises as `read_file` does.
    """
    # Not at the top, here and below: PyYAML takes 30 ms, and the help of no command waits for it.
    from icpcli.files.yaml_tree import tree_of

    problems = Problems(file, code)
    root = tree_of(data, problems)
    return Item(root, "", WHOLE_FILE, problems) if root else None


def read_file(path: Path, code: str) -> Item:
    """The root of the YAML document in `path`.

    Raises `IcpError(code)` where the file cannot be read or is not one plain YAML document.
    What is wrong inside a document (a key that stands twice, an anchor) waits in the item's
    `problems`: read the rest, then call `problems.stop()`.
    """
    from icpcli.files.yaml_tree import read_tree

    problems = Problems(str(path), code)
    return Item(read_tree(path, problems), "", WHOLE_FILE, problems)


def _too_deep(name: str, path: str) -> Text:
    """What to say of a key of the whole file that stands under another one."""
    return Text(
        f"“{name}:”是文件最外层的键：写在“{path}:”之外，顶格，与它并列",
        f'"{name}:" is a key of the top level: write it beside "{path}:", not indented',
    )


def _unknown_key(name: str, value: Node, known: Collection[str]) -> Text:
    if "：" in name:
        return COLON
    near = nearest(name, known)
    if near:
        return Text(f"不认识的键（是不是“{near}”？）", f'unknown key (did you mean "{near}"?)')
    listed = ", ".join(known)
    zh, en = f"不认识的键（可用：{listed}）", f"unknown key (known: {listed})"
    if value.text == "" and not re.fullmatch(r"[\w-]*", name, re.ASCII):
        zh += "；花括号里的文字若含逗号或冒号，须加引号"
        en += "; text with a comma or colon inside braces needs quotation marks"
    return Text(zh, en)
