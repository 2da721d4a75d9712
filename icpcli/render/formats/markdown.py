"""GitHub-flavoured Markdown tables for people; text from a file stays text."""

import re
from collections.abc import Callable, Mapping

from icpcli.render.formats.rows import Rows
from icpcli.render.words import Lang, clause_cell, days_early, days_left, label

_SPECIAL = re.compile(r"([\\`*_\[\]<>|#~$&!])")
_WORDS = {"applies", "certainty", "direction", "level", "mark", "now", "status", "was"}
"""Columns of which every cell is a word that has a label."""
_SAID: Mapping[str, Callable[[str, Lang], str]] = {
    "days_left": lambda cell, lang: days_left(int(cell), lang),
    "days_early": lambda cell, lang: days_early(int(cell), lang),
    "clause": clause_cell,
}
"""What people read in words, and scripts as it stands."""


def markdown_table(rows: Rows, lang: Lang) -> str:
    """The main columns as a table, headings and statuses in words."""
    page = rows.for_a_page()
    lines = [
        [label(column, lang) for column in page.columns],
        ["---"] * len(page.columns),
        *(
            [_said(column, cell, lang) for column, cell in zip(page.columns, row, strict=True)]
            for row in page.rows
        ),
    ]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _said(column: str, cell: str, lang: Lang) -> str:
    """A cell as people read it."""
    if not cell:
        return ""
    if column in _WORDS:
        return label(cell, lang)
    said = _SAID[column](cell, lang) if column in _SAID else cell
    return markdown_escape(said)


def markdown_escape(text: str) -> str:
    """Text in which nothing is markup."""
    return _SPECIAL.sub(r"\\\1", text)
