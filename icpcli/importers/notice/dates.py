"""Days in the words of a notice: `4月28日（周日）、5月5日（周日）上班` → which days, and what is said.

Every date is checked where it stands: whether there is such a day, and whether it falls on the day
of the week that is printed in brackets after it, or after the last of several.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from icpcli.calendar.notice import each_day
from icpcli.files.chinese_print import YEAR, number, year
from icpcli.importers.notice.page import CELL, Page

_DAY = re.compile(
    rf"(?:({YEAR})年)?(?:(?<![0-9])([0-9]{{1,2}}|[一二三四五六七八九十]{{1,2}})月)?"
    r"(?<![0-9])([0-9]{1,2}|[一二三四五六七八九十]{1,3})日(?:\(([^()]{0,40})\))?"
)
_TO = re.compile("[至到-]")
_AND = re.compile("[、和及与]")
_SENTENCE_END = re.compile(f"[。;{CELL}]|$")
_DAY_OF_WEEK = re.compile("(?:周|星期|礼拜)([一二三四五六日天])")
_WEEK = {"一": 0, "二": 1, "三": 2, "四": 3, "五": 4, "六": 5, "日": 6, "天": 6}
_LONGEST = timedelta(days=31)
_MOST_DAYS = 1000


class Phrase(NamedTuple):
    """Days that are named together, what is said before them and after them, and their place."""

    days: tuple[date, ...]
    before: str
    said: str
    at: int


def phrases(page: Page, start: int, end: int, near: date) -> Iterator[Phrase]:
    """The days that are named from `start` to `end`, in their order.

    A date without a month has that of the date before it; one without a year lies as close to
    `near` as it can.
    """
    reader = _Reader(page, end, near)
    done = start
    while match := _DAY.search(page.text, done, end):
        days, place = reader.together(match)
        following = _DAY.search(page.text, place, end)
        sentence = _SENTENCE_END.search(page.text, place, following.start() if following else end)
        if days and sentence:
            said = page.text[place : sentence.start()]
            yield Phrase(tuple(days), page.text[done : match.start()], said, match.start())
        done = place


class _Reader:
    """Reads dates one after another, and remembers the last for those that leave out the month."""

    def __init__(self, page: Page, end: int, near: date) -> None:
        self.page = page
        self.end = end
        self.near = near
        self.last: date | None = None
        self.number = 0
        self.unmarked: list[date] = []
        """The days named last together that have no day of the week of their own yet."""
        self.in_digits: set[bool] = set()
        """Whether the numbers of the days named together are in digits, or in Chinese numerals."""

    def together(self, match: re.Match[str] | None) -> tuple[list[date], int]:
        """The days that follow one another from a first one, and where they end."""
        days: list[date] = []
        place = 0
        self.unmarked.clear()
        self.in_digits.clear()
        while match:
            first, place = self.day(match), match.end()
            through = self._after(_TO, place)
            last = self.day(through) if through else first
            place = through.end() if through else place
            found = self._range(match.start(), first, last)
            self._check_number(place, max(len(found), 1))
            days += found
            match = self._after(_AND, place)
        return days, place

    def day(self, match: re.Match[str]) -> date | None:
        """The day that is written, checked; None where it cannot be one."""
        day = self._date(match)
        if day is None:
            return None
        self._check_weekdays(match, day)
        self.last = day
        return day

    def _check_weekdays(self, match: re.Match[str], day: date) -> None:
        """`8日、9日(周六、周日)`: as many days of the week as brackets hold are those named last."""
        self.unmarked.append(day)
        printed = _DAY_OF_WEEK.findall(match[4] or "")
        if not printed:
            return
        named = self.unmarked[-len(printed) :]
        if [it.weekday() for it in named] != [_WEEK[it] for it in printed]:
            weekdays = "、".join(list(_WEEK)[it.weekday()] for it in named)
            days, said = "、".join(map(str, named)), "、".join(printed)
            self.page.refuse(
                match.start(),
                f"{days} 是星期{weekdays}，通知写的是星期{said}",
                f"{days} is a 星期{weekdays}, but the notice says 星期{said}",
            )
        self.unmarked.clear()

    def _date(self, match: re.Match[str]) -> date | None:
        in_year, in_month, in_words = match.groups()[:3]
        self._check_numerals(match, in_month, in_words)
        month = number(in_month) if in_month else self.last and self.last.month
        if not month:
            return None
        if in_year:
            years = [year(in_year)]
        elif in_month or not self.last:
            years = [self.near.year + i for i in (-1, 0, 1)]
        else:
            years = [self.last.year]
        days = [it for it in (_date(y, month, number(in_words) or 0) for y in years) if it]
        if not days:
            words = match[0].partition("(")[0]
            self.page.refuse(match.start(), f"没有“{words}”这一天", f'there is no day "{words}"')
        return min(days, key=lambda day: abs(day - self.near), default=None)

    def _check_number(self, at: int, more: int) -> None:
        self.number += more
        if self.number > _MOST_DAYS:
            self.page.refuse(
                at,
                f"日期超过 {_MOST_DAYS} 个，不像放假通知：请只留通知的正文",
                f"more than {_MOST_DAYS} dates are no holiday notice: keep only its text",
            )
            self.page.stop()

    def _check_numerals(self, match: re.Match[str], *numbers: str | None) -> None:
        """`4月八日` is no way to write a date: one of its signs was read or typed wrong."""
        known = len(self.in_digits)
        self.in_digits |= {it.isascii() for it in numbers if it}
        if known < len(self.in_digits) == 2:
            words = match[0].partition("(")[0]
            self.page.refuse(
                match.start(),
                f"“{words}”：阿拉伯数字与汉字数字混用，请与通知原文核对",
                f'"{words}" mixes digits and Chinese numerals: compare with the notice',
            )

    def _after(self, sign: re.Pattern[str], place: int) -> re.Match[str] | None:
        found = sign.match(self.page.text, place, self.end)
        return _DAY.match(self.page.text, found.end(), self.end) if found else None

    def _range(self, at: int, first: date | None, last: date | None) -> list[date]:
        if not (first and last):
            return []
        if not first <= last <= first + _LONGEST:
            self.page.refuse(
                at, f"{first} 至 {last} 不是假期的起止", f"{first} to {last} is no holiday's range"
            )
            return []
        return [*each_day(first, last)]


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
