"""Comma-separated values: field names in the first line, CRLF as RFC 4180 has it."""

import csv
import re
from collections.abc import Iterable, Iterator
from io import StringIO
from itertools import chain, islice

from icpcli.render.formats.rows import Row, Rows
from icpcli.render.words import Lang

_FORMULA = frozenset("=+-@\t")
_NUMBER = re.compile(r"-?\d+", re.ASCII)  # -441
_ROWS_AT_A_TIME = 500


def csv_text(rows: Rows, lang: Lang) -> str:
    """The rows with a header."""
    return "".join(csv_pieces(rows, lang))


def csv_pieces(rows: Rows, lang: Lang) -> Iterator[str]:
    """The text of `csv_text`, a few hundred rows at a time."""
    lines = chain([rows.columns], map(_as_text, rows.rows))
    while text := _written(islice(lines, _ROWS_AT_A_TIME)):
        yield text


def _written(lines: Iterable[Row]) -> str:
    out = StringIO(newline="")
    csv.writer(out).writerows(lines)
    return out.getvalue()


def _as_text(row: Row) -> Row:
    """Cells that no spreadsheet takes for a formula; numbers below zero stay what they are."""
    for cell in row:
        if cell[:1] in _FORMULA and not _NUMBER.fullmatch(cell):
            return tuple(map(_cell_as_text, row))
    return row


def _cell_as_text(cell: str) -> str:
    return f"'{cell}" if cell[:1] in _FORMULA and not _NUMBER.fullmatch(cell) else cell
