"""Comma-separated values: field names in the first line, CRLF as RFC 4180 has it."""

import csv
from io import StringIO

from icpcli.render.formats.rows import Rows
from icpcli.render.words import Lang


def csv_text(rows: Rows, lang: Lang) -> str:
    """The rows with a header."""
    out = StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(rows.columns)
    writer.writerows(rows.rows)
    return out.getvalue()
