"""Which part of a holiday notice arranges which festival: `一、元旦：` and what follows it."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from icpcli.calendar.festivals import FESTIVALS
from icpcli.files.chinese_print import YEAR, number

if TYPE_CHECKING:
    from icpcli.importers.notice.page import Page

NAME = "|".join(known.printed for known in FESTIVALS.values())
_NAMES = f"(?:{NAME})(?:[、和与及](?:{NAME})){{0,3}}"
_ORDINAL = "[一二三四五六七八九十]{1,2}|[0-9]{1,2}"
_DAY_FOLLOWS = f"(?=(?:(?:{YEAR})年)?[0-9一二三四五六七八九十]{{1,3}}[月日])"
NAMED = (
    rf"(?:[第(]?({_ORDINAL})(?:[)、.,:|]{{1,2}})?)?(?:(?:{YEAR})年)?({_NAMES})"
    rf"(?:假期|放假|安排){{0,2}}(:|[|,]?{_DAY_FOLLOWS})"
)
"""`一、元旦：`, `(2)春节、清明节:`, `3.2018年劳动节假期:`, `元旦|1月1日`."""
_NUMBERED = rf"\(({_ORDINAL})\)(?![、,])|第?({_ORDINAL})(?:、|\.(?![0-9]))"
"""`二、`, `2.`, `(2)`."""
HEADING = re.compile(f"{NAMED}|{_NUMBERED}")


class Item(NamedTuple):
    """The part of the text that arranges one festival, or two together; `names` none.

    Its heading stands from `start` to `body`.
    """

    names: tuple[str, ...]
    start: int
    body: int
    end: int


def items(page: "Page", start: int, end: int) -> list[Item]:
    """Each heading from `start` to `end`, with what it arranges.

    A heading names a festival, or has the number that comes next: a line that happens to begin
    with a number (`农历腊月二` / `十八、周日`) is none. Without a colon it has a number, or is a
    cell or a piece of its own, and a day follows.
    """
    found = [*_headings(page, start, end)]
    ends = [*(it.start() for it in found), end][1:]
    return [
        Item(_names(match[2]), match.start(), match.end(), stop)
        for match, stop in zip(found, ends, strict=True)
    ]


def first_heading(page: "Page", start: int, end: int, *, of_festival: bool = False) -> int | None:
    """Where the first heading stands, or the first that names a festival."""
    found = _headings(page, start, end)
    return next((it.start() for it in found if it[2] or not of_festival), None)


def _headings(page: "Page", start: int, end: int) -> Iterator[re.Match[str]]:
    last = 0
    first, behind = (bisect_left(page.headings, at, key=re.Match.start) for at in (start, end))
    for match in islice(page.headings, first, behind):
        ordinal = match[1] or match[4] or match[5]
        at = number(ordinal) if ordinal else last + 1
        closed = match[3] in (":", "|") or ordinal or page.starts_piece(match.end(2))
        if match[2] and not closed:
            continue
        if match[2] or at == last + 1:
            yield match
            last = at or last


def subject(title: str, start: int, end: int) -> Item:
    """The whole text, for the festival of its title, where no heading names one."""
    named = re.search(NAME, title)
    own = re.sub(f"(?:{YEAR})年|调休|放假|安排|假期|调整|延长", "", title)
    return Item(_names(named[0]) if named else (own,), start, start, end)


def _names(text: str | None) -> tuple[str, ...]:
    """The law's names of the festivals that a heading names."""
    return tuple(
        next(it.name for it in FESTIVALS.values() if re.fullmatch(it.printed, part))
        for part in re.split("[、和与及]", text or "")
        if part
    )
