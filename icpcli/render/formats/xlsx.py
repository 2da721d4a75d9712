"""A workbook of one sheet for people: filtered, coloured by status, its dates real dates.

Text stays text: nothing that a file says becomes a formula, a link or a number.
"""

import re
from datetime import date, datetime, time
from io import BytesIO
from typing import TYPE_CHECKING, Any

from icpcli.model.problem import Text, refusal
from icpcli.render.formats.for_people import in_words
from icpcli.render.formats.rows import Row, Rows
from icpcli.render.words import Lang, heading, say

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_MOST_ROWS = 1_048_575
_MOST_SIGNS = 32_767
"""What a cell holds at most: longer text would silently be left out."""
_WIDEST = 60
_LOOKED_AT = 200
"""Rows that decide how wide a column is."""

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)  # 2028-07-01
_NUMBERS = {
    *("at_least", "at_most", "days_early", "days_left", "duties", "entries", "entry", "n", "row"),
    *("rules", "voided_by", "year"),
}
"""Columns of whole numbers, where they hold one."""
_STATUS = ("status", "level", "result")
"""The column that colours a row: the first of these that there is."""
_COLORS: dict[str, dict[str, object]] = {
    "overdue": {"bold": True, "font_color": "#9C0006", "bg_color": "#FFC7CE"},
    "critical": {"font_color": "#9C0006", "bg_color": "#FFDFD6"},
    "warning": {"font_color": "#7F6000", "bg_color": "#FFEB9C"},
    "unreadable": {"bold": True, "font_color": "#FFFFFF", "bg_color": "#7F7F7F"},
    "filed": {"font_color": "#006100", "bg_color": "#E2EFDA"},
    "late": {"font_color": "#9C0006", "bg_color": "#FFEB9C"},
    "waived": {"font_color": "#595959", "bg_color": "#EDEDED"},
    "past": {"font_color": "#808080"},
    "no-record": {"font_color": "#808080"},
}
"""How a row is coloured by its status; each is told in a word, too."""

_TOO_MANY = Text(
    "一张工作表最多 1048575 行：用 --within 缩小范围，或用 -f csv",
    "a sheet holds 1,048,575 rows at most: ask for fewer with --within, or use -f csv",
)


def xlsx_bytes(rows: Rows, lang: Lang) -> bytes:
    """The rows as a workbook. The same rows are the same bytes, whenever they are written."""
    from xlsxwriter import Workbook

    out = BytesIO()
    book = Workbook(
        out,
        {
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_numbers": False,
            "strings_to_urls": False,
        },
    )
    day = rows.page.as_of if rows.page and rows.page.as_of else date(2000, 1, 1)
    book.set_properties({"created": datetime.combine(day, time())})
    title = say(rows.page.title, lang) if rows.page else "icp"
    sheet = book.add_worksheet(re.sub(r"[\[\]:*?/\\']", " ", title)[:31] or "icp")
    _Writer(book, sheet, rows, lang).write()
    book.close()
    return out.getvalue()


class _Writer:
    """Writes the rows into a sheet, in the order in which they come."""

    def __init__(self, book: Any, sheet: "Worksheet", rows: Rows, lang: Lang) -> None:
        self._sheet, self._rows, self._lang = sheet, rows, lang
        self._formats: dict[tuple[str, bool], Format] = {}
        self._book = book
        self._status = next((rows.columns.index(it) for it in _STATUS if it in rows.columns), None)

    def write(self) -> None:
        """The header, which stays in sight and filters, and every row below it."""
        columns = self._rows.columns
        head = self._book.add_format({"bold": True, "bottom": 1, "valign": "top"})
        names = [heading(name, self._rows.own, self._lang) for name in columns]
        lines = iter(self._rows.rows)
        first = [line for _, line in zip(range(_LOOKED_AT), lines, strict=False)]
        for i, name in enumerate(names):
            widest = max((_width(row[i]) for row in first), default=0)
            self._sheet.set_column(i, i, min(_WIDEST, max(_width(name), widest) + 2))
        self._sheet.freeze_panes(1, 0)
        for i, name in enumerate(names):
            self._sheet.write_string(0, i, name, head)
        last = 0
        for line in first:
            last += 1
            self._row(last, line)
        for line in lines:
            last += 1
            self._row(last, line)
        if columns:
            self._sheet.autofilter(0, 0, last, len(columns) - 1)

    def _row(self, number: int, row: Row) -> None:
        if number > _MOST_ROWS:
            raise refusal("cannot_write", "xlsx", _TOO_MANY)
        status = row[self._status] if self._status is not None else ""
        for i, (column, cell) in enumerate(zip(self._rows.columns, row, strict=True)):
            self._cell(number, i, column, cell, status)

    def _cell(self, row: int, i: int, column: str, cell: str, status: str) -> None:
        theirs = column in self._rows.own
        if _DATE.fullmatch(cell) and (day := _day(cell)):
            self._sheet.write_datetime(row, i, day, self._format(status, is_date=True))
        elif column in _NUMBERS and not theirs and cell.lstrip("-").isdecimal():
            self._sheet.write_number(row, i, int(cell), self._format(status))
        else:
            text = cell if theirs else in_words(column, cell, self._lang)
            self._sheet.write_string(row, i, text[:_MOST_SIGNS], self._format(status))

    def _format(self, status: str, *, is_date: bool = False) -> "Format":
        key = status, is_date
        if key not in self._formats:
            looks = _COLORS.get(status, {})
            dated = {"num_format": "yyyy-mm-dd"} if is_date else {}
            self._formats[key] = self._book.add_format({**looks, **dated})
        return self._formats[key]


def _day(cell: str) -> date | None:
    """The day that a cell names; none where a sheet has no such day."""
    try:
        day = date.fromisoformat(cell)
    except ValueError:
        return None
    return day if day >= date(1900, 3, 1) else None


def _width(text: str) -> int:
    """How many columns a text takes: a Chinese sign two."""
    return sum(1 if ord(sign) < 0x1100 else 2 for sign in text[:_WIDEST])
