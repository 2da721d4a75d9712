"""The timeline as geometry: lanes with bars, pins and labels, in the units of an SVG drawing."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple
from unicodedata import east_asian_width

from icpcli.model.deadline import Status
from icpcli.model.overview import Lane, Overview
from icpcli.model.told import Told
from icpcli.render.page.words import month_short, word
from icpcli.render.words import Lang, label, numbers_of, one_line, say, told_title

_MOST_LABELLED = 12
"""With more lanes than these the pins go without words: the table has them."""
_LETTER = 12
_NAME_LETTER = 14
"""The size of the name of a lane, as style.css has it."""
_GAP = 12
_LONGEST = 15
"""The longest label of a bar, in full-width signs."""


class Shape(NamedTuple):
    """How wide a drawing is, and where its lanes begin; `narrow` is the one for a phone."""

    name: str
    width: int
    left: int
    row: int
    heading: int
    """The height that a lane's name takes above its bars."""
    months_a_tick: int


WIDE = Shape("wide", 980, 150, 23, 0, 3)
MIDDLE = Shape("middle", 660, 124, 22, 0, 3)
NARROW = Shape("narrow", 312, 4, 22, 22, 6)


class Tick(NamedTuple):
    """The first day of a month on the axis."""

    x: float
    text: str
    year: bool


class Bar(NamedTuple):
    """A deadline on a lane: preparing from `soft` to `x`, open from `x` to `end`, its pin at `pin`."""

    css: str
    title: str
    y: float
    soft: float
    x: float
    end: float
    latest: float
    pin: float
    provisional: bool
    outside: str
    """`before` or `after`, where the day to plan for lies outside what is drawn."""
    text: str
    text_x: float
    anchor: str


class End(NamedTuple):
    """The last day of a license's term."""

    x: float
    text: str
    text_x: float
    text_y: float
    anchor: str
    title: str


class DrawnLane(NamedTuple):
    """A license with what is drawn of it, from `top` down to `bottom`."""

    name: str
    number: str
    top: float
    bottom: float
    name_y: float
    bars: tuple[Bar, ...]
    end: End | None


class Drawing(NamedTuple):
    """The whole timeline for one width."""

    name: str
    width: int
    height: float
    left: int
    today: float
    ticks: tuple[Tick, ...]
    lanes: tuple[DrawnLane, ...]
    labelled: bool


def drawn(shown: Overview, shape: Shape, lang: Lang) -> Drawing:
    """The timeline of an overview."""
    return _Pencil(shown, shape, lang).drawing()


class _Label(NamedTuple):
    text: str
    x: float
    anchor: str
    left: float
    right: float


class _Pencil:
    """Turns days into places."""

    def __init__(self, shown: Overview, shape: Shape, lang: Lang) -> None:
        self._shown, self._shape, self._lang = shown, shape, lang
        self._first = shown.first.toordinal()
        room = shape.width - shape.left - 6
        self._scale = room / (shown.last.toordinal() - self._first)
        self._labelled = len(shown.lanes) <= _MOST_LABELLED
        self._row = shape.row if self._labelled else shape.row * 0.6
        self._numbers = numbers_of([lane.state.license for lane in shown.lanes])

    def drawing(self) -> Drawing:
        """All of it, from top to bottom."""
        lanes = []
        top = 34.0
        for lane in self._shown.lanes:
            one = self._lane(lane, top)
            lanes.append(one)
            top = one.bottom
        return Drawing(
            self._shape.name,
            self._shape.width,
            round(top + 6, 1),
            self._shape.left,
            self._x(self._shown.report.as_of),
            tuple(self._ticks()),
            tuple(lanes),
            self._labelled,
        )

    def _x(self, day: date) -> float:
        """Where a day is; at the edge where it lies outside."""
        at = self._shape.left + (day.toordinal() - self._first) * self._scale
        return round(min(max(at, self._shape.left), self._shape.width - 6), 1)

    def _ticks(self) -> Iterator[Tick]:
        shown, every = self._shown, self._shape.months_a_tick
        for year in range(shown.first.year, shown.last.year + 1):
            for month in range(1, 13, every):
                day = date(year, month, 1)
                if shown.first < day < shown.last:
                    text = str(year) if month == 1 else month_short(month, self._lang)
                    x = self._x(day)
                    fits = x + 4 + _width(text) < self._shape.width
                    yield Tick(x, text if fits else "", month == 1)

    def _lane(self, lane: Lane, top: float) -> DrawnLane:
        license = lane.state.license
        rows: list[list[tuple[float, float]]] = []
        first_row = top + self._shape.heading + (10 if self._labelled else 8)
        end = self._end(license.expires, rows, first_row)
        told = sorted(lane.told, key=_by_day)
        bars = tuple(self._bar(one, rows, first_row) for one in told)
        least = 0 if self._shape.heading else (44 if self._labelled else 38)
        height = max(len(rows) * self._row, least - 10)
        number = self._numbers[license.file]
        return DrawnLane(
            self._name(one_line(license.company)),
            number,
            top,
            round(first_row + height + 8, 1),
            top + 18 if self._shape.heading else first_row + self._row / 2 + 4.5,
            bars,
            end,
        )

    def _name(self, company: str) -> str:
        """The name of a lane: beside its bars, only as much as ends before the first of them."""
        if self._shape.heading:
            return company
        return _cut(company, (self._shape.left - _GAP - _LETTER) * _LETTER / _NAME_LETTER)

    def _end(
        self, day: date | None, rows: list[list[tuple[float, float]]], first_row: float
    ) -> End | None:
        if day is None or not self._shown.first <= day < self._shown.last:
            return None
        x = self._x(day)
        words = f"{word('expires', self._lang)} {day.month}-{day.day}" if self._labelled else ""
        label = self._label(words, x, x)
        y = self._place(rows, label.left - 2, label.right, first_row) if words else first_row
        title = f"{word('expires', self._lang)} {day}"
        return End(x, label.text, label.x, y + 4, label.anchor, title)

    def _bar(self, told: Told, rows: list[list[tuple[float, float]]], first_row: float) -> Bar:
        one = told.deadline
        dates = one.dates
        assert dates.file_by is not None
        due = dates.due or dates.file_by
        opens = dates.opens or (
            one.trigger_date if one.by_event and not dates.prepare_from else None
        )
        begins = min(filter(None, (dates.prepare_from, opens, dates.file_by)))
        solid = self._x(opens or begins)
        pin = self._x(dates.file_by)
        end = self._x(due)
        soft = min(self._x(begins), solid)
        latest = self._x(dates.due_latest or due)
        outside = self._outside(dates.file_by)
        if outside == "before":
            soft = solid = end = latest = pin = pin + 12
        label = self._label(self._text(told), min(soft, pin), max(end, pin, latest))
        left, right = min(label.left, soft, pin - 6), max(label.right, latest, pin + 6)
        return Bar(
            one.status,
            f"{say(told_title(one) if told.other else one.rule.title, self._lang)} {dates.file_by}",
            self._place(rows, left, right, first_row),
            soft,
            solid,
            max(end, solid),
            max(latest, end),
            pin,
            bool(one.notices),
            outside,
            label.text,
            label.x,
            label.anchor,
        )

    def _text(self, told: Told) -> str:
        """What stands beside a pin: what is filed, and the day; the year where it lies outside."""
        if not self._labelled:
            return ""
        one = told.deadline
        day = one.file_by
        assert day is not None
        words = _cut(say(one.rule.filing, self._lang) or say(one.rule.title, self._lang))
        return f"{words} {day}" if self._outside(day) else f"{words} {day.month}-{day.day}"

    def _outside(self, day: date) -> str:
        if day < self._shown.first:
            return "before"
        return "" if day < self._shown.last else "after"

    def _label(self, text: str, left: float, right: float) -> _Label:
        """Right of the bar where there is room, else left of it, else nowhere."""
        width = _width(text)
        if not text:
            return _Label("", right, "start", left, right)
        if right + 10 + width <= self._shape.width:
            return _Label(text, right + 10, "start", left, right + 10 + width)
        if left - 10 - width >= self._shape.left:
            return _Label(text, left - 10, "end", left - 10 - width, right)
        return _Label("", right, "start", left, right)

    def _place(
        self, rows: list[list[tuple[float, float]]], left: float, right: float, first_row: float
    ) -> float:
        """The middle of the first row in which that much is free; it is taken from then on."""
        free = (
            number
            for number, row in enumerate(rows)
            if all(right + _GAP < taken or left > until + _GAP for taken, until in row)
        )
        number = next(free, len(rows))
        if number == len(rows):
            rows.append([])
        rows[number].append((left, right))
        return round(first_row + number * self._row + self._row / 2, 1)


def _by_day(told: Told) -> date:
    return told.deadline.file_by or date.max


def _width(text: str) -> float:
    return sum(_LETTER if east_asian_width(sign) in "WFA" else _LETTER * 0.58 for sign in text)


def _cut(text: str, room: float = _LONGEST * _LETTER) -> str:
    """A label that is not longer than there is room for."""
    if _width(text) <= room:
        return text
    kept = text
    while kept and _width(kept) > room - _LETTER:
        kept = kept[:-1]
    return f"{kept.rstrip()}…"


def statuses(shown: Overview, lang: Lang) -> list[tuple[str, str]]:
    """The statuses that stand on the timeline, the worst first, with their words."""
    order = (Status.OVERDUE, Status.CRITICAL, Status.WARNING, Status.UPCOMING, Status.WAIVED)
    found = {one.deadline.status for lane in shown.lanes for one in lane.told}
    return [(status, label(status, lang)) for status in order if status in found]
