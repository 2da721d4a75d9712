"""Comma-separated values: field names in the first line, CRLF as RFC 4180 has it."""

import csv
import re
from io import StringIO

from icpcli.render.formats.rows import Rows
from icpcli.render.words import Lang

_FORMULA = re.compile(r"[=+\-@\t]")
_NUMBER = re.compile(r"-?\d+", re.ASCII)


def csv_text(rows: Rows, lang: Lang) -> str:
    """The rows with a header."""
    out = StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(rows.columns)
    writer.writerows([*map(_as_text, row)] for row in rows.rows)
    return out.getvalue()


def _as_text(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula; numbers below zero stay what they are."""
    return f"'{cell}" if _FORMULA.match(cell) and not _NUMBER.fullmatch(cell) else cell
