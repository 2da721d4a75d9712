"""The screen of `icp workdays show`: twelve months, each kind of day with a sign of its own."""

from collections.abc import Sequence
from datetime import date

from rich.console import Group, RenderableType
from rich.text import Text as Styled

from icpcli.model.calendar import Mark, Year
from icpcli.render.screens.grid import paragraph
from icpcli.render.words import Lang, label

_SIGNS = {
    Mark.WORK: (" ", ""),
    Mark.OFF: (" ", "dim"),
    Mark.HOLIDAY: ("*", "green"),
    Mark.MAKE_UP: ("+", "bold red"),
    Mark.UNKNOWN: ("?", "cyan"),
}
_WEEK = {"zh": "一  二  三  四  五  六  日", "en": "Mo  Tu  We  Th  Fr  Sa  Su"}
_MONTH_WIDTH = 27
_GAP = 3

Month = list[tuple[date, Mark]]


def year_table(year: Year, lang: Lang, width: int) -> RenderableType:
    """The year with as many months side by side as fit, and what the signs mean."""
    state = label("published" if year.published else "unpublished", lang)
    months: list[Month] = [[] for _ in range(12)]
    for day, mark in year.marks:
        months[day.month - 1].append((day, mark))
    fitting = next(
        n for n in (6, 4, 3, 2, 1) if n == 1 or n * (_MONTH_WIDTH + _GAP) - _GAP <= width
    )
    parts: list[RenderableType] = [paragraph(f"{year.year}  {state}", width, "bold")]
    for first in range(0, 12, fitting):
        parts += ["", _side_by_side([_month(m, lang) for m in months[first : first + fitting]])]
    return Group(*parts, "", *_legend(lang, width))


def _month(month: Month, lang: Lang) -> list[Styled]:
    """The lines of one month: its name, the days of the week, the weeks."""
    first = month[0][0]
    lines = [Styled(f"{first:%Y-%m}".center(_MONTH_WIDTH), style="bold"), Styled(_WEEK[lang])]
    week = Styled("    " * first.weekday())
    for day, mark in month:
        sign, style = _SIGNS[mark]
        week.append(f"{day.day:2}{sign}", style=style)
        if day.weekday() == 6:
            lines.append(week)
            week = Styled()
        else:
            week.append(" ")
    return [*lines, week]


def _side_by_side(months: Sequence[list[Styled]]) -> Styled:
    lines = []
    for i in range(max(map(len, months))):
        line = Styled()
        for month in months:
            piece = month[i].copy() if i < len(month) else Styled()
            piece.pad_right(_MONTH_WIDTH + _GAP - piece.cell_len)
            line.append_text(piece)
        line.rstrip()
        lines.append(line)
    return Styled("\n").join(line for line in lines if line.plain)


def _legend(lang: Lang, width: int) -> list[Styled]:
    return [
        paragraph(f" {sign} {label(mark, lang)}", width, style)
        for mark, (sign, style) in _SIGNS.items()
        if sign.strip()
    ]
