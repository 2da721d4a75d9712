"""GitHub-flavoured Markdown tables for people; text from a file stays text."""

import re

from icpcli.render.formats.rows import Rows
from icpcli.render.words import Lang, label

_SPECIAL = re.compile(r"([\\`*_\[\]<>|#~$&!])")
_WORDS = {"applies", "certainty", "direction", "level", "mark", "now", "status", "was"}
"""Columns of which every cell is a word that has a label."""


def markdown_table(rows: Rows, lang: Lang) -> str:
    """The main columns as a table, headings and statuses in words."""
    page = rows.for_a_page()
    lines = [
        [label(column, lang) for column in page.columns],
        ["---"] * len(page.columns),
        *(
            [
                label(cell, lang) if column in _WORDS and cell else markdown_escape(cell)
                for column, cell in zip(page.columns, row, strict=True)
            ]
            for row in page.rows
        ),
    ]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def markdown_escape(text: str) -> str:
    """Text in which nothing is markup."""
    return _SPECIAL.sub(r"\\\1", text)
