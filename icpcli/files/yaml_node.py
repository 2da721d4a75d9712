"""A node of a YAML file, and where it begins."""

import re

from icpcli.files.file_problems import Place
from icpcli.model.problem import Text

COLON = Text(
    "这里是全角冒号“：”，请写成半角冒号加空格“: ”",
    'full-width colon "：": write ": " (half-width, then a space)',
)
_FULL_WIDTH_COLON = r"[\s?{-]*+\w[\w-]*+："  # `  - holder：示例公司`


class Node:
    """A scalar (`text`), a sequence (`items`) or a mapping (`entries`), and where it begins.

    None of the three: an alias, already refused. `partial` marks a mapping that lost a key that
    was refused, so that nobody looks for what it may have held.
    """

    __slots__ = ("at", "entries", "items", "partial", "quoted", "text")

    def __init__(
        self,
        at: Place,
        text: str | None = None,
        quoted: bool = False,
        *,
        items: "list[Node] | None" = None,
        entries: "dict[str, tuple[Node, Node]] | None" = None,
    ) -> None:
        self.at = at
        self.text = text
        self.quoted = quoted
        self.items = items
        self.entries = entries
        self.partial = False

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


def has_full_width_colon(line: str) -> bool:
    """Whether a line of YAML begins with a key and the colon of a Chinese keyboard."""
    return re.match(_FULL_WIDTH_COLON, line) is not None
