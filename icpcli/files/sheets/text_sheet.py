"""A table in a text file: UTF-8, GBK or UTF-16; comma, semicolon or tab; a row that is broken is told."""

import codecs
import csv
from collections.abc import Callable, Iterator, Sequence
from itertools import chain, count, islice
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from icpcli.files.sheets.sheet import MOST_BYTES, Cells, Damaged, refuse
from icpcli.model.problem import Text

if TYPE_CHECKING:
    from _csv import Reader as _Reader

_DELIMITERS = (",", ";", "\t")
_TRIED_ROWS = 50
_CHUNK = 1 << 15
"""What is read at a time: so little stays in the cache of a processor while it is taken apart."""
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)

_MIXED = Text(
    "这一行的编码和文件其余部分（{encoding}）不同：请整份另存为 UTF-8",
    "this line is encoded otherwise than the rest of the file ({encoding}): save it all as UTF-8",
)
_BINARY = Text(
    "这不是表格：请存成 CSV（UTF-8）或 xlsx",
    "this is no table: save it as CSV (UTF-8) or xlsx",
)
_SWALLOWED = Text(
    "引号没有成对：从这里起几行连成了一格，请改正引号",
    "a quotation mark without its pair: from here on, lines run together into one cell",
)
_BROKEN_QUOTES = Text(
    "引号用错了（{why}）：格内的引号要写成两个",
    "quotation marks are wrong here ({why}): inside a cell, write two for one",
)


class TextSheet:
    """The table in a text file. `resembles` says how many of the cells of a row are headings."""

    name = ""
    is_text = True

    def __init__(self, path: Path, resembles: Callable[[Sequence[str]], int]) -> None:
        """Raises `IcpError` (`invalid_ledger`) where the file is no text, `OSError` as opening does."""
        self._path = path
        self._damaged: set[int] = set()
        self._has_quotes = False
        self._encoding = self._found_encoding()
        self._delimiter = self._found_delimiter(resembles)

    @property
    def file(self) -> str:
        """The file, as it was named."""
        return str(self._path)

    def place(self, row: int, column: int) -> str:
        """Line and cell: `ledger.csv:17:4` is the fourth cell of what begins on line 17."""
        return f"{self._path}:{row}:{column + 1}"

    def rows(self) -> Iterator[tuple[int, Cells]]:
        """Each row with the line on which it begins; a blank line has no cells."""
        if not self._damaged and not self._has_quotes:
            return zip(count(1), chain.from_iterable(self._cut()), strict=False)
        csv.field_size_limit(MOST_BYTES - 1)  # Windows takes no more than 31 bits
        reader = csv.reader(self._lines(), delimiter=self._delimiter, strict=True)
        return self._counted(reader)

    def _cut(self) -> Iterator[list[list[str]]]:
        """Some rows at a time, of a text without a quotation mark: there every line is a row, and is
        cut wherever a delimiter stands. `csv.reader` finds the same in half as much time again."""
        delimiter, rest = self._delimiter, ""
        with self._path.open(encoding=self._encoding) as text:
            while piece := text.read(_CHUNK >> 2):
                lines = f"{rest}{piece}".split("\n")
                rest = lines.pop()
                yield [line.split(delimiter) if line else [] for line in lines]
        if rest:
            yield [rest.split(delimiter)]

    def _counted(self, reader: "_Reader") -> Iterator[tuple[int, Cells]]:
        """The rows where one may stand on several lines, or be broken."""
        done = 0
        while True:
            try:
                for cells in reader:
                    line = reader.line_num
                    if line - done > 1 or self._damaged:
                        yield done + 1, self._judged(cells, done + 1, line)
                    else:
                        yield line, cells
                    done = line
                return
            except csv.Error as error:
                if reader.line_num == done:  # or it would be told for ever
                    return
                unclosed = reader.line_num - done > 1 or "end of data" in str(error)
                words = _SWALLOWED if unclosed else _BROKEN_QUOTES.filled(why=error)
                yield done + 1, Damaged(words)
                done = reader.line_num

    def _judged(self, cells: list[str], first: int, last: int) -> Cells:
        """Cells that stand on several lines, unless these are rows of their own; none of a line in
        another encoding."""
        if self._damaged and not self._damaged.isdisjoint(range(first, last + 1)):
            return Damaged(_MIXED.filled(encoding=self._encoding))
        width = len(cells)
        for cell in cells:
            if "\n" in cell and any(
                line.count(self._delimiter) >= max(width - 1, 2) for line in cell.splitlines()
            ):
                return Damaged(_SWALLOWED)
        return cells

    def _lines(self) -> Iterator[str]:
        if not self._damaged:
            with self._path.open(encoding=self._encoding, newline="") as text:
                yield from text
            return
        with self._path.open("rb") as file:
            for line in file:
                yield line.decode(self._encoding, "replace")

    def _found_encoding(self) -> str:
        """UTF-16 by its mark; UTF-8 where all of it is that; else GBK, lines of the other one marked."""
        with self._path.open("rb") as file:
            head = file.read(4096)
            if head[:2] in _UTF_16 and self._is_all_in(file, "utf-16"):
                self._has_quotes = True
                return "utf-16"
            if b"\0" in head:
                raise refuse(self.file, _BINARY)
            if self._is_all_in(file, "utf-8"):
                return "utf-8-sig"
            self._has_quotes = True
            file.seek(0)
            lines = [(number, line) for number, line in enumerate(file, 1) if not line.isascii()]
        in_utf_8 = sum(_decodes(line, "utf-8") for _, line in lines)
        encoding = "utf-8-sig" if 2 * in_utf_8 > len(lines) else "gb18030"
        self._damaged = {number for number, line in lines if not _is_in(line, encoding)}
        return encoding

    def _is_all_in(self, file: BinaryIO, encoding: str) -> bool:
        """Whether all of it is in that encoding; and whether there is a quotation mark in it."""
        decoder = codecs.getincrementaldecoder(encoding)()
        file.seek(0)
        try:
            while chunk := file.read(_CHUNK):
                decoder.decode(chunk)
                self._has_quotes = self._has_quotes or b'"' in chunk
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
        return True

    def _found_delimiter(self, resembles: Callable[[Sequence[str]], int]) -> str:
        """The one with which a row looks most like a header."""
        head = list(islice(self._lines(), _TRIED_ROWS))

        def best(delimiter: str) -> tuple[int, int]:
            rows = csv.reader(head, delimiter=delimiter)
            return max(map(resembles, rows), default=0), sum(it.count(delimiter) for it in head)

        return max(_DELIMITERS, key=best)


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _is_in(line: bytes, encoding: str) -> bool:
    """Whether a line is in that encoding. Chinese in UTF-8 often passes for GBK, never the reverse."""
    if not _decodes(line, encoding):
        return False
    if encoding != "gb18030" or not _decodes(line, "utf-8"):
        return True
    return not any("\u4e00" <= sign <= "\u9fff" for sign in line.decode("utf-8"))
