"""Tab-separated lines under their field names, for `cut`, `grep` and `while read`."""

from icpcli.render.formats.rows import Rows
from icpcli.render.words import Lang


def plain_text(rows: Rows, lang: Lang) -> str:
    """One line a row, after one of the field names; no cell holds a tab or a newline."""
    return "".join("\t".join(row) + "\n" for row in (rows.columns, *rows.rows))
