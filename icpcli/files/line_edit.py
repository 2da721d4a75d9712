"""A few values of a YAML file that a person wrote, changed in place; every other byte stays.

Comments, blanks, line ends, quotation marks and the order of the keys are the writer's. What is
changed is found by the place of its node in the tree, never by looking for words.
"""

import codecs
import re
from collections.abc import Mapping

from icpcli.files.fields import Item
from icpcli.files.yaml_text import quoted
from icpcli.model.change import LineChange

_BREAK = r"\r\n|[\n\r\x85\u2028\u2029]"  # what YAML ends a line with
_WORD = r"[\w/.()（）〔〕-]+"  # 京ICP证130204号: safe in braces, too
_DASH = r"[ ]*-[ ]+"  # `  - ` before an entry of a list


class NotEditableError(Exception):
    """A value is written in a way that cannot be changed in place, such as over several lines."""


class LineEdit:
    """The text of a YAML file, and what is to stand in it instead."""

    def __init__(self, data: bytes) -> None:
        self._mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
        self._text = data[len(self._mark) :].decode()
        self._starts = [0, *(match.end() for match in re.finditer(_BREAK, self._text))]
        self._edits: list[tuple[int, str, str]] = []

    def replace(self, item: Item, text: str) -> None:
        """Write `text` in place of a scalar, with its quotation marks, if it has any."""
        start, end = self._span(item)
        old = self._text[start:end]
        new = _in_quotes(text, old[0]) if item.node.quoted else _plain(text)
        self._edits.append((start, old, new))

    def append(self, mapping: Item, after: str, key: str, entry: Mapping[str, str] | str) -> None:
        """Add an entry to the list under `key`, which is made behind the key `after` where it is not
        there. The entry is a word, or a mapping of words that stands on one line."""
        fields = mapping.entries()
        if key in fields:
            self._append_to(fields[key], entry)
        elif self._at(mapping) == "{":
            self._insert_key(fields[after], mapping, after, key, entry)
        else:
            self._insert_lines(fields[after], mapping, after, key, entry)

    def data(self) -> bytes:
        """The bytes of the file with what was changed."""
        return self._mark + self._edited().encode()

    def changes(self) -> list[LineChange]:
        """The lines that differ, in their order."""
        # Not at the top: only who edits a file waits for it.
        from difflib import SequenceMatcher

        old, new = (_lines(text) for text in (self._text, self._edited()))
        found: list[LineChange] = []
        for what, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
            if what != "equal":
                were: list[str | None] = [*old[i:j], *[None] * (m - k - (j - i))]
                found += [
                    LineChange(k + n + 1, before, after)
                    for n, (before, after) in enumerate(zip(were, new[k:m], strict=False))
                ]
        return found

    def _edited(self) -> str:
        text = self._text
        for start, old, new in sorted(self._edits, reverse=True):
            text = text[:start] + new + text[start + len(old) :]
        return text

    def _index(self, item: Item) -> int:
        line, column = item.node.at
        return self._starts[line - 1] + column - 1

    def _at(self, item: Item) -> str:
        return self._text[self._index(item) : self._index(item) + 1]

    def _span(self, item: Item) -> tuple[int, int]:
        """Where a scalar begins and ends, its quotation marks included.

        Raises `NotEditableError` where it is not written on one line.
        """
        start, text = self._index(item), item.node.text
        if text is None:
            raise NotEditableError
        pattern = _QUOTED.get(self._at(item), "") if item.node.quoted else re.escape(text)
        match = re.compile(pattern).match(self._text, start)
        if not match or not match[0] or re.search(_BREAK, match[0]):
            raise NotEditableError
        return match.span()

    def _append_to(self, list_: Item, entry: Mapping[str, str] | str) -> None:
        items = list_.items()
        last = items[-1] if items else None
        if self._at(list_) == "[":
            begin = self._index(list_) + 1
            start = self._end(last) if last else begin
            self._insert(start, f"{', ' if last else ''}{_written(entry, self._mark_of(last))}")
        elif last:
            self._append_line(last, entry)
        else:
            raise NotEditableError

    def _append_line(self, last: Item, entry: Mapping[str, str] | str) -> None:
        begin = self._line_start(self._index(last))
        dash = re.compile(_DASH).match(self._text, begin)
        if not dash or dash.end() != self._index(last):
            raise NotEditableError
        line = f"{dash[0]}{_written(entry, self._mark_of(last))}"
        end = self._line_end(self._end(last))
        self._insert(end, f"{self._line_break()}{line}")

    def _insert_key(
        self, behind: Item, mapping: Item, after: str, key: str, entry: Mapping[str, str] | str
    ) -> None:
        """A new key between braces, behind the value of another one."""
        mark = '"' if self._is_quoted_key(mapping, after) else ""
        words = f"{mark}{key}{mark}: [{_written(entry, mark)}]"
        self._insert(self._span(behind)[1], f", {words}")

    def _insert_lines(
        self, behind: Item, mapping: Item, after: str, key: str, entry: Mapping[str, str] | str
    ) -> None:
        """A new key on lines of its own, behind the line of another one."""
        assert mapping.node.entries
        name, _ = mapping.node.entries[after]
        indent = " " * (name.at[1] - 1)
        mark = '"' if name.quoted else ""
        end, nl = self._line_end(self._span(behind)[1]), self._line_break()
        entry_line = f"{indent}  - {_written(entry, mark)}"
        self._insert(end, f"{nl}{indent}{mark}{key}{mark}:{nl}{entry_line}")

    def _end(self, item: Item) -> int:
        """The end of a scalar, or of a mapping of scalars."""
        if item.node.text is not None:
            return self._span(item)[1]
        end = max((self._span(value)[1] for value in item.entries().values()), default=0)
        if self._at(item) != "{":
            return end
        closing = re.compile(r"(?:\s|#.*)*,?(?:\s|#.*)*\}").match(self._text, end)
        if not end or not closing:
            raise NotEditableError
        return closing.end()

    def _mark_of(self, item: Item | None) -> str:
        """The quotation mark that the keys of an entry, or the entry itself, have."""
        if item is None:
            return ""
        if item.node.entries:
            return '"' if any(key.quoted for key, _ in item.node.entries.values()) else ""
        return '"' if item.node.quoted else ""

    def _is_quoted_key(self, mapping: Item, name: str) -> bool:
        assert mapping.node.entries
        return mapping.node.entries[name][0].quoted

    def _insert(self, index: int, text: str) -> None:
        self._edits.append((index, "", text))

    def _line_start(self, index: int) -> int:
        return max(start for start in self._starts if start <= index)

    def _line_end(self, index: int) -> int:
        """The end of the line on which `index` lies, before its line break."""
        found = re.compile(_BREAK).search(self._text, index)
        return found.start() if found else len(self._text)

    def _line_break(self) -> str:
        found = re.search(_BREAK, self._text)
        return found[0] if found else "\n"


_QUOTED = {'"': r'"(?:[^"\\]|\\.)*"', "'": r"'(?:[^']|'')*'"}


def _lines(text: str) -> list[str]:
    return re.split(_BREAK, text)


def _in_quotes(text: str, mark: str) -> str:
    return quoted(text) if mark == '"' else "'" + text.replace("'", "''") + "'"


def _plain(text: str) -> str:
    return text if re.fullmatch(_WORD, text) else quoted(text)


def _written(entry: Mapping[str, str] | str, mark: str) -> str:
    """An entry of a list, on one line; with `mark`, every word in quotation marks."""
    if isinstance(entry, str):
        return quoted(entry) if mark else _plain(entry)
    pairs = ((f"{mark}{key}{mark}", _written(value, mark)) for key, value in entry.items())
    return "{" + ", ".join(f"{key}: {value}" for key, value in pairs) + "}"
