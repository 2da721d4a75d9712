"""The months of the page: each day with its mark, and the deadlines on it."""

from calendar import monthrange
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from icpcli.model.calendar import Mark
from icpcli.model.overview import Overview
from icpcli.render.page.rows import DeadlineRow
from icpcli.render.page.words import WORDS, month_name, word
from icpcli.render.words import Lang, listed

_MOST_NAMES = 3
_MARKED = (Mark.HOLIDAY, Mark.MAKE_UP, Mark.UNKNOWN)


class DayCell(NamedTuple):
    """A day of a month. `mark` is the sign on it, `spoken` the words for it."""

    n: int
    css: str
    mark: str
    spoken: str
    today: bool
    rows: Sequence[DeadlineRow]


class Line(NamedTuple):
    """What is to be filed on a day, once for all licenses that file it then."""

    n: int
    row: DeadlineRow
    whose: str


class Month(NamedTuple):
    """A month in weeks from Monday to Sunday, and what is to be filed in it."""

    name: str
    weeks: Sequence[Sequence[DayCell | None]]
    lines: Sequence[Line]


def months_of(shown: Overview, rows: Sequence[DeadlineRow], lang: Lang) -> list[Month]:
    """Every month of which the marks are known."""
    on = defaultdict(list)
    for row in rows:
        if row.file_by:
            on[row.file_by].append(row)
    by_month: defaultdict[tuple[int, int], list[tuple[date, Mark]]] = defaultdict(list)
    for day, mark in shown.marks:
        by_month[day.year, day.month].append((day, mark))
    several = len(shown.lanes) > 1
    today = shown.report.as_of
    return [
        Month(
            month_name(year, month, lang),
            _weeks(year, month, [_cell(day, mark, on, today, lang) for day, mark in days]),
            [line for day, _ in days for line in _lines(day.day, on[day], several, lang)],
        )
        for (year, month), days in by_month.items()
    ]


def _cell(
    day: date, mark: Mark, on: Mapping[date, Sequence[DeadlineRow]], today: date, lang: Lang
) -> DayCell:
    marked = mark in _MARKED
    sign = word(f"{mark}_mark", lang) if f"{mark}_mark" in WORDS else ""
    spoken = word(mark, lang) if marked else ""
    return DayCell(day.day, mark, sign, spoken, day == today, on.get(day, ()))


def _weeks(year: int, month: int, cells: list[DayCell]) -> list[list[DayCell | None]]:
    before, _ = monthrange(year, month)
    padded: list[DayCell | None] = [*[None] * before, *cells]
    padded += [None] * (-len(padded) % 7)
    return [padded[i : i + 7] for i in range(0, len(padded), 7)]


def _lines(n: int, rows: Sequence[DeadlineRow], several: bool, lang: Lang) -> list[Line]:
    groups: defaultdict[tuple[str, str], list[DeadlineRow]] = defaultdict(list)
    for row in rows:
        groups[row.css, row.title].append(row)
    return [Line(n, group[0], _whose(group, lang) if several else "") for group in groups.values()]


def _whose(rows: Sequence[DeadlineRow], lang: Lang) -> str:
    names = [*dict.fromkeys(row.company for row in rows)]
    if len(names) > _MOST_NAMES:
        return word("licenses_count", lang, n=len(rows))
    return listed(names, lang)
