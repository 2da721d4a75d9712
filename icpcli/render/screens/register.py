"""The screen of `icp register`: the counts, what is nearest, and what could not be read."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import islice

from rich.console import Group, RenderableType
from rich.text import Text as Styled

from icpcli.model.deadline import OPEN, Certainty, Status
from icpcli.model.license import EXPIRES
from icpcli.model.problem import Text
from icpcli.model.register import Found, Register, UnreadableRow, unpack
from icpcli.render.answers.register import counts_line, problems_in_words
from icpcli.render.screens.deadlines import STYLES
from icpcli.render.screens.grid import Cell, Column, Line, grid, paragraph
from icpcli.render.screens.wrap import cells
from icpcli.render.words import (
    PAUSE,
    Lang,
    days_left,
    how_far,
    in_language,
    label,
    one_line,
    plural,
    say,
    weekday,
)

_MOST_LINES = 20
_MOST_OVERDUE = 10
_DIM = "dim"

_FOUND = Text("{n} 项期限：{counts}", "{n} {unit}: {counts}")
_ONE_COUNT = Text("{word} {n}", "{n} {word}")
_EXPIRED = Text("{n} 份许可证已过有效期", "{n} {unit} expired")
_EXPIRED_ON = Text("有效期已于 {day} 届满", "expired on {day}")
_OVERDUE = Text("已逾期 {n} 项，最近的 {shown} 项", "{n} overdue, the latest {shown}")
_NEAREST = Text("最近的 {n} 项", "The {n} nearest")
_MORE = Text(
    "另有 {n} 项没有列出：用 -f csv 或 -f xlsx -o 文件 取全部",
    "{n} more are not listed: -f csv, or -f xlsx -o FILE, has them all",
)
_UNREADABLE = Text("读不出的 {n} 行", "{n} {unit} that could not be read")
_MORE_ROWS = Text(
    "另有 {n} 行没有列出：-f csv 有全部", "{n} more are not listed: -f csv has them all"
)


def register_screen(register: Register, lang: Lang, width: int) -> RenderableType:
    """The counts by status, the twenty nearest deadlines, and the rows that could not be read."""
    parts: list[RenderableType] = [paragraph(counts_line(register, lang), width, "bold")]
    if register.expired:
        words = say(_EXPIRED, lang, n=register.expired, unit=plural("license", register.expired))
        parts.append(paragraph(words, width, "bold red"))
    parts += _found(register, lang, width)
    parts += _unreadable(register.unreadable, lang, width)
    return Group(*parts)


def template_screen(columns: Sequence[str]) -> RenderableType:
    """The header of an empty ledger, as a CSV file begins with it."""
    return Styled(",".join(columns))


def _found(register: Register, lang: Lang, width: int) -> list[RenderableType]:
    counts: Counter[str] = Counter()
    for found in register.found:
        counts[_status(found)] += len(found.rows)
    if not counts:
        return [paragraph(label("no_deadlines", lang), width)]
    words = [
        say(_ONE_COUNT, lang, word=label(status, lang), n=counts[status])
        for status in (*OPEN, *(it for it in Status if it not in OPEN), "problem")
        if counts[status]
    ]
    listed = in_language(PAUSE, lang).join(words)
    total = counts.total()
    parts: list[RenderableType] = [
        paragraph(say(_FOUND, lang, n=total, unit=plural("deadline", total), counts=listed), width)
    ]
    late = [one for one in register.found if _status(one) == Status.OVERDUE]
    others = [one for one in register.found if _status(one) != Status.OVERDUE]
    latest = [*_first(reversed(late), _MOST_OVERDUE)]
    nearest = [*_first(others, _MOST_LINES)]
    if latest:
        heading = say(_OVERDUE, lang, n=counts[Status.OVERDUE], shown=len(latest))
        parts += ["", paragraph(heading, width, "bold"), _grid(latest, register.as_of, lang, width)]
    if nearest:
        heading = say(_NEAREST, lang, n=len(nearest))
        parts += [
            "",
            paragraph(heading, width, "bold"),
            _grid(nearest, register.as_of, lang, width),
        ]
    if more := total - len(latest) - len(nearest):
        parts += ["", paragraph(say(_MORE, lang, n=more), width, _DIM)]
    return parts


def _status(found: Found) -> str:
    return found.deadline.status if found.deadline else "problem"


def _first(found: Iterable[Found], most: int) -> Iterator[tuple[Found, str]]:
    """The first lines, each a deadline and one of its rows."""
    return islice(((one, row) for one in found for row in one.rows), most)


def _grid(
    lines: Sequence[tuple[Found, str]], as_of: date, lang: Lang, width: int
) -> RenderableType:
    words = (*Status, Certainty.PROVISIONAL)
    columns = [
        Column(label("file_by", lang)),
        Column(label("due", lang)),
        Column(label("days_left", lang), least=cells(days_left(-365, lang))),
        Column(label("status", lang), least=max(cells(label(word, lang)) for word in words)),
        Column(label("title", lang)),
    ]
    rows = [_row(found, unpack(row)[0], as_of, lang) for found, row in lines]
    return grid(columns, rows, width)


def _row(found: Found, own: Sequence[str], as_of: date, lang: Lang) -> list[Cell]:
    rule, deadline, problem, _ = found
    _, number, holder, _ = own
    style = STYLES.get(deadline.status, "") if deadline else ""
    text = [
        Line(say(rule.title, lang)),
        Line(one_line(f"{holder} {number}"), _DIM),
    ]
    if deadline and deadline.trigger == EXPIRES and deadline.trigger_date < as_of:
        text.append(Line(say(_EXPIRED_ON, lang, day=deadline.trigger_date), "red"))
    if problem:
        text.append(Line(say(problem, lang), "yellow"))
    if deadline is None:
        return [[Line("")], [Line("")], [Line("")], [Line(label("problem", lang))], text]
    status = [Line(label(deadline.status, lang), style)]
    if deadline.certainty is Certainty.PROVISIONAL:
        status.append(Line(label("provisional", lang), "cyan"))
    days = [
        [Line(str(day), style), Line(weekday(day, lang), _DIM)] if day else [Line("")]
        for day in (deadline.file_by, deadline.due)
    ]
    return [*days, [Line(how_far(deadline, lang), style)], status, text]


def _unreadable(rows: Sequence[UnreadableRow], lang: Lang, width: int) -> list[RenderableType]:
    if not rows:
        return []
    parts: list[RenderableType] = [
        "",
        paragraph(
            say(_UNREADABLE, lang, n=len(rows), unit=plural("row", len(rows))), width, "bold red"
        ),
    ]
    for row in rows[:_MOST_LINES]:
        whose = one_line(" ".join(filter(None, (row.holder, row.number))))
        words = problems_in_words(row, lang)
        parts.append(paragraph(f"{words} ({whose})" if whose else words, width, hang=2))
    if len(rows) > _MOST_LINES:
        parts.append(paragraph(say(_MORE_ROWS, lang, n=len(rows) - _MOST_LINES), width, _DIM))
    return parts
