"""What a cell of a row says where people read it: codes as words, days as how far away they are."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from icpcli.model.deadline import Certainty, Status
from icpcli.model.license import InForce
from icpcli.model.problem import Text
from icpcli.render.labels import ACTS, KINDS, SOURCES
from icpcli.render.words import (
    Lang,
    clause_cell,
    days_early,
    days_left,
    in_force,
    label,
    listed,
    overdue_by,
    say,
    sources_read,
)

_NOTICES = Text("{years} 年的放假通知", "the holiday notice for {years}")


def _notices(cell: str, lang: Lang) -> str:
    """`calendar:2027 calendar:2028`, in words."""
    years = (it.removeprefix("calendar:") for it in cell.split())
    return say(_NOTICES, lang, years=listed(years, lang))


def _in_force(cell: str, lang: Lang) -> str:
    """`2022-03-01/`, in words."""
    days = (date.fromisoformat(it) if it else None for it in cell.split("/"))
    return in_force(InForce(*days), lang)


def _sources(cell: str, lang: Lang) -> str:
    """`P:4 S2:1`, in words."""
    return sources_read(dict(it.split(":") for it in cell.split()), lang)


def _days_left(cell: str, lang: Lang) -> str:
    """A number of days, in words; words that are there already, as they are."""
    return days_left(int(cell), lang) if cell.removeprefix("-").isdecimal() else cell


_DIRECTIONS = {"after": Text("往后", "after"), "before": Text("往前", "before")}
_CODES = {*Status, *Certainty}


def _code(cell: str, lang: Lang) -> str:
    """A status or a certainty as a word; a date or a line of a file, which may stand there, too, as it is."""
    return label(cell, lang) if cell in _CODES else cell


_WORDS = {
    *(
        "applies",
        "certainty",
        "field",
        "if_today",
        "level",
        "mark",
        "named",
        "own",
        "result",
        "status",
    ),
    "what",
}
"""Columns of which every cell is a word that has a label."""
_SAID: Mapping[str, Callable[[str, Lang], str]] = {
    "act": lambda cell, lang: say(ACTS[cell], lang),
    "after": _code,
    "before": _code,
    "clause": clause_cell,
    "days_early": lambda cell, lang: days_early(int(cell), lang),
    "days_left": _days_left,
    "direction": lambda cell, lang: say(_DIRECTIONS[cell], lang),
    "in_force": _in_force,
    "kind": lambda cell, lang: say(KINDS[cell], lang) if cell in KINDS else cell,
    "now": _code,
    "reasons": _notices,
    "source": lambda cell, lang: say(SOURCES[cell], lang) if cell in SOURCES else cell,
    "sources": _sources,
    "was": _code,
}
"""What people read in words, and scripts as it stands."""


def row_in_words(columns: Sequence[str], row: Sequence[str], lang: Lang) -> list[str]:
    """A row as people read it: of what is overdue the days are counted from the last legal day."""
    said = [in_words(column, cell, lang) for column, cell in zip(columns, row, strict=True)]
    cells = dict(zip(columns, row, strict=True))
    days = [cells.get(name, "") for name in ("due", "file_by", "days_left")]
    if cells.get("status") == Status.OVERDUE and all(days):
        between = date.fromisoformat(days[0]) - date.fromisoformat(days[1])
        said[columns.index("days_left")] = overdue_by(between, int(days[2]), lang)
    return said


def in_words(column: str, cell: str, lang: Lang) -> str:
    """A cell as people read it."""
    if not cell:
        return ""
    if column in _WORDS:
        return label(cell, lang)
    return _SAID[column](cell, lang) if column in _SAID else cell
