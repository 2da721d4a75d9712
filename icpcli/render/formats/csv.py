"""Comma-separated values: field names in the first line, CRLF as RFC 4180 has it."""

import csv
import re
from collections.abc import Iterable, Iterator
from io import StringIO
from itertools import chain, islice

from icpcli.model.register import BETWEEN, GAP
from icpcli.render.formats.rows import Packed, Row, Rows
from icpcli.render.words import Lang

_FORMULA = frozenset("=+-@\t")
_NUMBER = re.compile(r"-?\d+", re.ASCII)  # -441
_QUOTED = '",\r\n'
_FORMULA_CELL = re.compile(rf"{BETWEEN}(?:[=+@\t]|-(?!\d+{BETWEEN}))", re.ASCII)  # =1+1, not -441
_ROWS_AT_A_TIME = 500


def csv_text(rows: Rows, lang: Lang) -> str:
    """The rows with a header."""
    return "".join(csv_pieces(rows, lang))


def csv_pieces(rows: Rows, lang: Lang) -> Iterator[str]:
    """The text of `csv_text`, a few hundred rows at a time."""
    if rows.packed is not None:
        yield _written([rows.columns])
        yield from map(_of_packed, rows.packed)
        return
    lines = chain([rows.columns], map(_as_text, rows.rows))
    while text := _written(islice(lines, _ROWS_AT_A_TIME)):
        yield text


def _of_packed(block: Packed) -> str:
    """The text of rows with common cells: these are written once, and the rows are put around them
    as they stand, unless something in them is to be quoted."""
    flat = BETWEEN.join(("", *block.lines, ""))
    if _FORMULA_CELL.search(flat) or any(sign in flat for sign in _QUOTED):
        return _written(map(_as_text, block.rows()))
    common = _written([_as_text(block.common)]).removesuffix("\r\n")
    return "\r\n".join((*block.lines, "")).replace(BETWEEN, ",").replace(GAP, common)


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
