"""What a cell of a ledger says about a day, in every spelling that can mean only one (design § 9)."""

import re
from datetime import date, datetime, time, timedelta
from math import isnan
from typing import NamedTuple
from unicodedata import normalize

from icpcli.calendar.workdays import FIRST_DAY, LAST_DAY
from icpcli.files.sheets.sheet import Cell, ErrorCell
from icpcli.model.problem import Text


class Range(NamedTuple):
    """Both days of a term in one cell: 2023-07-01 至 2028-07-01."""

    first: date
    last: date


class Earlier(NamedTuple):
    """A day before the calendar: a term may have begun on it, and nothing can be counted from it."""

    day: date

    @property
    def refused(self) -> Text:
        """What is wrong with it where a day is counted from."""
        return _OUTSIDE.filled(day=self.day, first=FIRST_DAY, last=LAST_DAY)


class Forever(NamedTuple):
    """That a license has no expiry: 长期."""


FOREVER = Forever()
Reading = date | Range | Earlier | Forever | Text | None
"""What a cell says: a day, a term, no end, nothing at all; or why it cannot be read."""

WITHOUT_END = ("长期", "永久", "无期限", "长期有效", "永久有效", "无固定期限", "9999-12-31")
"""How people write that a license has no expiry."""
_LAST_OF_ALL = date(9999, 12, 31)

_DAY = (
    r"(?:\d{4}-\d{1,2}-\d{1,2}|\d{4}/\d{1,2}/\d{1,2}|\d{4}\.\d{1,2}\.\d{1,2}"
    r"|\d{4}年\d{1,2}月\d{1,2}日|\d{8})"
)
"""2028-7-1, 2028/07/01, 2028.7.1, 2028年7月1日, 20280701."""
_ONE = re.compile(rf"(?:有效期)?[至到]?({_DAY})止?", re.ASCII)  # 有效期至2028年7月1日
_TWO = re.compile(rf"[自从]?({_DAY})起?(?:至|到|[-~—–]{{1,2}})({_DAY})止?", re.ASCII)
"""自2023年7月1日起至2028年7月1日止, 2023.7.1-2028.7.1"""
_TIMED = re.compile(
    r"(?P<day>.*\d日?)(?:\s+|T)(?P<time>\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?)\s*(?P<rest>\S*)", re.ASCII
)  # 2028-07-01 00:00:00, 2028-07-01T16:00Z
_MIDNIGHT = re.compile(r"0?0:00(?::00(?:\.0+)?)?")  # 0:00:00
_PARTS = re.compile(r"\d+", re.ASCII)
_NO_DAY = re.compile(r"\d{4}(?:[-/.]\d{1,2}|年\d{1,2}月)", re.ASCII)  # 2028.10, 2028年10月
_SHORT = re.compile(r"\d{1,2}[-/.年]\d{1,2}[-/.月]\d{1,4}日?", re.ASCII)  # 07/01/28
_SERIAL = re.compile(r"\d{5}(?:\.0+)?", re.ASCII)  # 46935
_FIRST_SERIAL = date(1899, 12, 30)

_NO_DATE = Text(
    "“{text}”不是日期（写法如 2028-07-01）", '"{text}" is no date (write it like 2028-07-01)'
)
_NOT_A_DAY = Text("没有“{text}”这一天", 'there is no day "{text}"')
_OUTSIDE = Text(
    "{day} 超出 {first} 至 {last} 的日历范围",
    "{day} lies outside the calendar of {first} to {last}",
)
_WITHOUT_DAY = Text(
    "“{text}”只有年月，没有日（写法如 2028-07-01）",
    '"{text}" names no day of the month (write it like 2028-07-01)',
)
_A_NUMBER = Text(
    "“{text}”是数字：十月还是一月？也没有日（写法如 2028-07-01）",
    '"{text}" is a number: October or January? And which day (write it like 2028-07-01)?',
)
_A_SERIAL = Text(
    "“{text}”是没有日期格式的数字；当作日期会是 {day}：请核对，并写成日期",
    '"{text}" is a number without a date format; as a date it would be {day}: check it and write '
    "a date",
)
_A_TIME = Text("“{text}”带有时刻：请只写日期", '"{text}" has a time of day: write the day alone')
_ANY_ORDER = Text(
    "“{text}”的年、月、日说不清（写法如 2028-07-01）",
    '"{text}" does not say which is the year, the month and the day (write it like 2028-07-01)',
)
_AN_ERROR = Text("公式出错（{text}）", "a formula failed here ({text})")
_BACKWARD = Text("起止颠倒：{first} 至 {last}", "the term ends before it begins: {first} to {last}")


def read_day(cell: Cell) -> Reading:
    """What a cell says about a day; None where it is empty. Words say what is wrong with any other."""
    match cell:
        case str():
            return _of_text(cell)
        case bool() | time() | timedelta():
            return _NO_DATE.filled(text=cell)
        case datetime():
            midnight = cell.time() == time() and cell.tzinfo is None
            return _within(cell.date()) if midnight else _A_TIME.filled(text=cell)
        case date():
            return _within(cell)
        case ErrorCell():
            return formula_failed(cell)
        case _:
            return _of_number(cell)


def formula_failed(cell: ErrorCell) -> Text:
    """What is wrong with a cell in which a formula failed."""
    return _AN_ERROR.filled(text=cell.code)


def _of_text(text: str) -> Reading:
    if one := _ONE.fullmatch(text):  # nearly every cell
        return _within(_day(one[1]), one[1])
    plain = normalize("NFKC", text).strip()
    if not plain:
        return None
    if timed := _TIMED.fullmatch(plain):
        if timed["rest"] or not _MIDNIGHT.fullmatch(timed["time"]):
            return _A_TIME.filled(text=plain)
        plain = timed["day"]
    plain = "".join(plain.split())
    if plain in WITHOUT_END:
        return FOREVER
    if one := _ONE.fullmatch(plain):
        return _within(_day(one[1]), one[1])
    if two := _TWO.fullmatch(plain):
        return _range(two[1], two[2])
    return _refused(plain)


def _range(first: str, last: str) -> Reading:
    begins, ends = _within(_day(first), first), _within(_day(last), last)
    first_day = begins.day if isinstance(begins, Earlier) else begins
    if not isinstance(first_day, date):
        return begins
    if not isinstance(ends, date):
        return ends
    if ends < first_day:
        return _BACKWARD.filled(first=first_day, last=ends)
    return Range(first_day, ends)


def _refused(plain: str) -> Text:
    """What is wrong with a text that is no day."""
    if _NO_DAY.fullmatch(plain):
        return _WITHOUT_DAY.filled(text=plain)
    if _SHORT.fullmatch(plain):
        return _ANY_ORDER.filled(text=plain)
    if _SERIAL.fullmatch(plain):
        return _of_serial(int(float(plain)))
    return _NO_DATE.filled(text=plain[:80])


def _of_number(number: float) -> Reading:
    """20280701 is a day; every other number only looks like one."""
    if isnan(number) or abs(number) > 1e15:
        return _NO_DATE.filled(text=number)
    whole = int(number)
    if whole != number:
        words = _A_NUMBER if 1900 < number < 2200 else _NO_DATE
        return words.filled(text=f"{number:g}" if words is _A_NUMBER else number)
    if 19000101 <= whole <= 99991231:
        return _of_text(str(whole))
    return _of_serial(whole)


def _of_serial(number: int) -> Text:
    if 1 <= number < 2958466:
        return _A_SERIAL.filled(text=number, day=_FIRST_SERIAL + timedelta(days=number))
    return _NO_DATE.filled(text=number)


def _day(text: str) -> date | None:
    """The day of a text that has the form of one; None where there is no such day."""
    parts = (text[:4], text[4:6], text[6:]) if text.isdigit() else _PARTS.findall(text)
    try:
        return date(int(parts[0]), int(parts[1]), int(parts[2]))
    except ValueError:
        return None


def _within(day: date | None, text: str = "") -> Reading:
    """A day of the calendar, or why it is none."""
    if day is None:
        return _NOT_A_DAY.filled(text=text)
    if day == _LAST_OF_ALL:
        return FOREVER
    if FIRST_DAY <= day <= LAST_DAY:
        return day
    if day < FIRST_DAY:
        return Earlier(day)
    return _OUTSIDE.filled(day=day, first=FIRST_DAY, last=LAST_DAY)
