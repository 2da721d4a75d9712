"""GitHub-flavoured Markdown tables; text from a file stays text."""

import re

from icpcli.render.labels import LABELS, Lang, label
from icpcli.render.rows import Rows

_SPECIAL = re.compile(r"([\\`*_\[\]<>|#~$&!])")


def markdown_table(rows: Rows, lang: Lang) -> str:
    """The rows as a table with headings in words."""
    lines = [
        [label(column, lang) if column in LABELS else column for column in rows.columns],
        ["---"] * len(rows.columns),
        *([markdown_escape(cell) for cell in row] for row in rows.rows),
    ]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def markdown_escape(text: str) -> str:
    """Text in which nothing is markup."""
    return _SPECIAL.sub(r"\\\1", text)
