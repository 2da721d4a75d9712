"""What of a copied text is the notice: title, number, where it arranges days, signature (semantics § 5).

Before the first numbered item or festival heading nothing arranges a day (a news lede, the site's
own table, a preamble), and nothing does after the signature.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from icpcli.calendar.workdays import FIRST_DAY, LAST_DAY
from icpcli.files.chinese_print import YEAR, date_at, year
from icpcli.importers.notice.headings import first_heading
from icpcli.importers.notice.page import CELL, Page
from icpcli.model.problem import Text

_TITLE = re.compile(
    r"(国务院(?:办公厅)?)"
    r"(?:(?:[今昨近]日|日前|(?:[0-9]{4}年)?[0-9]{1,2}月[0-9]{1,2}日)?(?:发布|公布|印发|下发|发出)了?)?"
    r"[《\"'<]?关于([^。:;《]{2,80}?)的通知"
)
"""`国务院办公厅关于2027年部分节假日安排的通知`, `国务院办公厅11月12日发布关于2025年…的通知`."""
_OF_HOLIDAYS = re.compile("节假日安排|延长|调整|放假")
_OF_A_YEAR = re.compile("节假日(?:放假|调休)*安排")
_AMENDS = re.compile("延长|调整")
_QUOTES = "《\"'<「"
_NUMBER = re.compile(rf"(国[办发函][\u4e00-\u9fff]{{0,4}})\[({YEAR})\]([0-9]{{1,3}})号")
"""`国办发明电〔2026〕9号`."""
_NUMBER_LABEL = "发文字号:"
_SIGNED_BY = re.compile("国务院(?:办公厅)?")
_BEFORE_DATE = re.compile(r"[,、:(|]*")
_WRITTEN_ON = re.compile(r"成文日期:\|*")
_TABLE = 1000
"""So many signs before the title may hold the site's own table of the notice."""
_ANNOUNCED = re.compile("(?:通知|全文)如下[:。,]?|直属机构:")
_ANNOUNCING = re.compile("安排(?:通知)?如下|通知如下")
_YEAR_OF = re.compile(f"({YEAR})年(?:部分节假日|节假日|元旦|春节|清明|劳动|端午|中秋|国庆)")
ARRANGED = re.compile(
    "[0-9一二三四五六七八九十]月[0-9一二三四五六七八九十]{1,3}日[^。;]{0,40}?(?:放假|补休|上班)"
    "|延长[^。;]{0,30}[至到]"
)
"""`5月8日（周六）上班`, `延长2020年春节假期至`: a day is arranged."""
_NO_TITLE = Text(
    "没有放假通知的标题：请把标题（如：国务院办公厅关于2027年部分节假日安排的通知）放在第一行",
    "no title of a holiday notice: put its title (such as 国务院办公厅关于2027年部分节假日安排的通知) "
    "on the first line",
)
_LOCAL = re.compile("人民政府(?:办公厅|办公室)?关于[^。:;《]{2,60}放假[^。:;《]{0,20}通知")
_WRITE_LOCAL_FILE = Text(
    "这是地方的放假通知：请手工写成 holidays/YEAR-local.yaml，写明 year、local: 地名和 festivals",
    "this is a region's notice: write it by hand as holidays/YEAR-local.yaml, with year, "
    "local: NAME and festivals",
)


class Frame(NamedTuple):
    """The notice in a copied text.

    `opening` is where its title ends, `announced` where the sentence …通知如下 does; from `start`
    to `end` it arranges days. `rest` are the
    titles behind it that arrange days, too, each with the place where its own part ends.
    """

    title: str
    of: str
    """What it is about, in the words of the title: `2027年部分节假日安排`."""
    at: int
    opening: int
    announced: int
    start: int
    end: int
    year: int
    amends: bool
    number: str
    issued: date | None
    signed: bool
    rest: tuple[tuple[int, int], ...] = ()


def read_frame(page: Page, start: int, end: int) -> Frame:
    """The first notice from `start` to `end` that arranges days.

    Raises `IcpError` (`invalid_notice`) where there is none, or it names no year.
    """
    titles = [it for it in _TITLE.finditer(page.text, start, end) if _OF_HOLIDAYS.search(it[2])]
    own = [it for it in titles if page.text[it.start() - 1 : it.start()] not in tuple(_QUOTES)]
    heading = first_heading(page, start, end)
    if not own or (heading is not None and own[0].start() > heading):
        own = titles
    if not own:
        local = _LOCAL.search(page.text, start, end)
        page.refuse(local.start() if local else start, *(_WRITE_LOCAL_FILE if local else _NO_TITLE))
        page.stop()
    parts = [*zip(own, [*(it.start() for it in own[1:]), end], strict=True)]
    arranging = [(it, stop) for it, stop in parts if _arranges(page, it, stop)]
    title, stop = arranging[0] if arranging else (own[0], end)
    rest = tuple((it.start(), stop) for it, stop in arranging[1:] if _is_whole(page, it, stop))
    return _frame(page, title, stop)._replace(rest=rest)


def _arranges(page: Page, title: re.Match[str], end: int) -> bool:
    """Whether days are arranged under a title; those of a whole year, under headings."""
    if not ARRANGED.search(page.text, title.end(), end):
        return False
    return not _is_base(title) or (
        first_heading(page, title.end(), end, of_festival=True) is not None
    )


def _is_whole(page: Page, title: re.Match[str], end: int) -> bool:
    """Whether a title behind the notice begins another, and is no link with dates behind it."""
    if first_heading(page, title.end(), end) is not None:
        return True
    signature, _ = _signature(page.aside(), title.start(), title.end(), end)
    return signature is not None


def _is_base(title: re.Match[str]) -> bool:
    return bool(_OF_A_YEAR.search(title[2])) and not _AMENDS.search(title[2])


def _frame(page: Page, title: re.Match[str], stop: int) -> Frame:
    amends = not _is_base(title)
    announced, start = _beginning(page, title, stop)
    signature, issued = _signature(page, title.start(), start, stop)
    number = _number(page, title, start)
    frame = Frame(
        title=f"{title[1]}关于{title[2]}的通知",
        of=title[2],
        at=title.start(),
        opening=title.end(),
        announced=announced,
        start=start,
        end=stop if signature is None else signature,
        signed=signature is not None,
        year=_year(page, title, stop),
        amends=amends,
        number=f"{number[1]}〔{number[2]}〕{number[3]}号" if number else "",
        issued=issued,
    )
    _check_years(page, frame, number)
    return frame


def _beginning(page: Page, title: re.Match[str], stop: int) -> tuple[int, int]:
    """Where the sentence …通知如下 ends, and where the notice begins to arrange days.

    It does at its first heading; at the end of that sentence where it has none, or is over before:
    one holiday, arranged in a sentence (2015).
    """
    opening, heading = title.end(), first_heading(page, title.end(), stop)
    until = stop if heading is None else heading
    signature, _ = _signature(page.aside(), title.start(), opening, until)
    if (
        signature is not None
        and not _is_base(title)
        and ARRANGED.search(page.text, opening, signature)
    ):
        heading, until = None, signature
    said = [it.end() for it in _ANNOUNCED.finditer(page.text, opening, until)]
    announced = max(said, default=opening)
    return announced, announced if heading is None else heading


def _year(page: Page, title: re.Match[str], stop: int) -> int:
    """The year in the title; the notice of 2015 for one day has it only in its first sentence."""
    found = re.search(f"({YEAR})年", title[2]) or re.compile(f"({YEAR})年(?=[0-9])").search(
        page.text, title.end(), stop
    )
    of = year(found[1]) if found else 0
    if not FIRST_DAY.year <= of <= LAST_DAY.year:
        page.refuse(
            title.start(),
            f"标题里没有 {FIRST_DAY.year} 至 {LAST_DAY.year} 的年份",
            f"the title names no year from {FIRST_DAY.year} to {LAST_DAY.year}",
        )
        page.stop()
    return of


def _number(page: Page, title: re.Match[str], start: int) -> re.Match[str] | None:
    """The notice's number: after its label, on a line of its own, or right behind the title."""
    for found in _NUMBER.finditer(page.text, max(title.start() - _TABLE, 0), start):
        before = page.text[max(found.start() - 10, 0) : found.start()]
        labelled = before.rstrip(CELL).endswith(_NUMBER_LABEL)
        alone = page.starts_piece(found.start()) and page.starts_piece(found.end())
        if labelled or found.start() == title.end() or (alone and found.start() > title.end()):
            return found
    return None


def _signature(page: Page, title: int, start: int, stop: int) -> tuple[int | None, date | None]:
    """Where the notice is signed, and the day on which it was issued.

    Who signed it stands on a line or in a sentence of its own, or has the date behind it.
    """
    for signed in _SIGNED_BY.finditer(page.text, start, stop):
        place = signed.end()
        opening = signed.start() - page.text.startswith("(", signed.start() - 1)
        if page.begins(opening) and not page.text.startswith("关于", place):
            dated = _BEFORE_DATE.match(page.text, place, stop)
            day = dated.end() if dated else place
            if date_at(page.text, day)[1] > day:
                return opening, _date(page, day)
            if page.begins(place) or place >= stop:
                return opening, _issued(page, title, start, opening)
    return None, _issued(page, title, start, stop)


def _issued(page: Page, title: int, start: int, end: int) -> date | None:
    """The date on a line of its own behind the last arranged day, or that of the site's table."""
    arranged = max((it.end() for it in ARRANGED.finditer(page.text, start, end)), default=start)
    for at, piece in page.pieces(arranged, end):
        if 0 < date_at(piece)[1] == len(piece):
            return _date(page, at)
    written = _WRITTEN_ON.search(page.text, max(title - _TABLE, 0), end)
    return date_at(page.text, written.end())[0] if written else None


def _date(page: Page, at: int) -> date | None:
    day, end = date_at(page.text, at)
    if not day:
        words = page.text[at:end]
        page.refuse(at, f"没有“{words}”这一天", f'there is no day "{words}"')
    return day


def _check_years(page: Page, frame: Frame, number: re.Match[str] | None) -> None:
    """The years that are printed must fit: of the headings, of the number, of the date.

    Of what stands before the headings only the sentence that announces them.
    """
    for match in _years_named(page, frame):
        if year(match[1]) != frame.year:
            page.refuse(
                match.start(),
                f"这里写的是 {match[1]} 年，标题是 {frame.year} 年",
                f"this says {match[1]}, and the title {frame.year}",
            )
    allowed = (frame.year - 1, frame.year) if frame.amends else (frame.year - 1,)
    years = [(year(number[2]), number.start())] if number else []
    years += [(frame.issued.year, max(frame.end - 1, 0))] if frame.issued else []
    for value, at in years:
        if value not in allowed or value != years[0][0]:
            page.refuse(
                at,
                f"{frame.year} 年的通知不会是 {value} 年发的，或者文号与日期的年份不同",
                f"a notice for {frame.year} is not issued in {value}, or number and date differ in "
                "the year",
            )


def _years_named(page: Page, frame: Frame) -> Iterator[re.Match[str]]:
    announcing: Sequence[re.Match[str]] = [
        *_ANNOUNCING.finditer(page.text, frame.opening, max(frame.start, frame.opening))
    ]
    if announcing:
        sentence = page.text.rfind("。", frame.opening, announcing[-1].start()) + 1
        yield from _YEAR_OF.finditer(
            page.text, max(sentence, frame.opening), announcing[-1].start()
        )
    yield from _YEAR_OF.finditer(page.text, frame.start, frame.end)
