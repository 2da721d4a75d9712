"""The screens of `icp holidays`: notices, the days that they set, and what changes by one."""

from collections.abc import Mapping, Sequence
from datetime import date

from rich.console import Group, RenderableType

from icpcli.model.calendar import DaysOff, HolidayYear
from icpcli.model.change import Change, moved_fields
from icpcli.model.days import runs
from icpcli.model.deadline import Deadline
from icpcli.model.problem import Text
from icpcli.render import words
from icpcli.render.labels import LABELS
from icpcli.render.screens.grid import Cell, Column, Line, grid, paragraph
from icpcli.render.words import (
    COLON,
    Lang,
    dated,
    in_language,
    label,
    listed,
    names_of,
    one_line,
    say,
)

Moved = tuple[str, str, str]
"""The name of a date, before and after."""

_DIM = "dim"
_MOST_NAMES = 3
_MORE = Text(" 等 {n} 份", " and others, {n} in all")


def moves_screen(
    year: HolidayYear,
    changes: Sequence[Change],
    if_today: Sequence[Change],
    as_of: date,
    lang: Lang,
    width: int,
) -> RenderableType:
    """The notice as it was read, and each deadline that moves, before and after.

    Those that an event today would start stand apart: they do not run.
    """
    parts: list[RenderableType] = [holidays_screen(year, (), lang, width), ""]
    if changes:
        parts += _changes(label("changes", lang), changes, lang, width)
    else:
        parts.append(paragraph(label("no_changes", lang), width))
    if if_today:
        parts += ["", *_changes(words.if_today(as_of, lang), if_today, lang, width)]
    return Group(*parts)


def _changes(
    heading: str, changes: Sequence[Change], lang: Lang, width: int
) -> list[RenderableType]:
    columns = [Column(label(name, lang)) for name in ("field", "before_and_after", "deadline")]
    licenses = {one.license.file: one.license for it in changes for one in it if one}
    names = names_of(licenses.values()) if len(licenses) > 1 else {}
    alike: dict[tuple[Text, tuple[Moved, ...]], list[Deadline]] = {}
    for change in changes:
        if one := change.after or change.before:
            alike.setdefault((one.rule.title, tuple(moved_fields(change))), []).append(one)
    rows = [_change(moved, same, names, lang) for (_, moved), same in alike.items()]
    return [paragraph(heading, width, "bold"), grid(columns, rows, width)]


def holidays_screen(
    year: HolidayYear, amendments: Sequence[HolidayYear], lang: Lang, width: int
) -> RenderableType:
    """Festival by festival the days off and the days worked for them.

    `amendments` are laid over it already: their titles stand below that of the year's own notice.
    So do the days of a region, which are laid over nothing.
    """
    columns = [Column(label(name, lang)) for name in ("days_off", "make_up", "festival")]
    return Group(
        paragraph(_heading(year, lang), width, "bold"),
        *(paragraph(f"      {_title(it, lang)}", width) for it in amendments),
        grid(columns, [_festival(festival, lang) for festival in year.festivals], width),
    )


def _heading(year: HolidayYear, lang: Lang) -> str:
    """The year, and where its days come from."""
    if not year.published:
        colon = in_language(COLON, lang)
        return f"{year.year}{colon}{label('statutory_only', lang)}"
    return f"{year.year}  {one_line(year.title) or label('built_in', lang)}"


def _title(year: HolidayYear, lang: Lang) -> str:
    """The title of a notice; a region's own days off have their region in front."""
    title = one_line(year.title)
    if not year.local:
        return title
    days = " ".join(_run for it in year.festivals for _run in _runs(it.off, lang))
    return f"{one_line(year.local)}  {title or days}"


def notices_screen(
    years: Sequence[HolidayYear], built_in: Sequence[int], lang: Lang, width: int
) -> RenderableType:
    """The years that are built in, then each notice with its file."""
    columns = [Column(label(name, lang)) for name in ("year", "issued", "notice")]
    rows: list[list[Cell]] = [
        [[Line(f"{built_in[0]}-{built_in[-1]}")], [Line("")], [Line(label("built_in", lang))]]
    ]
    for year in years:
        title = [Line(_title(year, lang)), Line(one_line(year.number), _DIM)]
        rows.append(
            [
                [Line(str(year.year))],
                [Line(str(year.issued or ""))],
                [*(line for line in title if line.text), Line(one_line(year.file), _DIM)],
            ]
        )
    return grid(columns, rows, width)


def _festival(festival: DaysOff, lang: Lang) -> list[Cell]:
    return [
        [Line(run) for run in _runs(festival.off, lang)],
        [Line(dated(day, lang)) for day in festival.work],
        [Line(one_line(festival.festival))],
    ]


def _change(
    moved: Sequence[Moved], alike: Sequence[Deadline], names: Mapping[str, str], lang: Lang
) -> list[Cell]:
    """What moves, and of which deadlines; those of several licenses that move alike are one row."""
    ids = listed(dict.fromkeys(one.id for one in alike), lang)
    what = [Line(say(alike[0].rule.title, lang)), Line(ids, _DIM)]
    whose = [*dict.fromkeys(names.get(one.license.file, "") for one in alike)]
    if any(whose):
        more = in_language(_MORE, lang).format(n=len(whose)) if len(whose) > _MOST_NAMES else ""
        what.append(Line(listed(whose[:_MOST_NAMES], lang) + more))
    return [
        [Line(label(name, lang)) for name, _, _ in moved],
        [Line(f"{_word(before, lang)} → {_word(after, lang)}") for _, before, after in moved],
        what,
    ]


def _word(value: str, lang: Lang) -> str:
    return label(value, lang) if value in LABELS else value or "-"


def _runs(days: Sequence[date], lang: Lang) -> list[str]:
    """Days that follow one another as `first to last`."""
    to = in_language(Text(" 至 ", " to "), lang)
    return [str(first) if first == last else f"{first}{to}{last}" for first, last in runs(days)]
