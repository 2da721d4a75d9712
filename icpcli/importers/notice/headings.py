"""Which part of a holiday notice arranges which festival: `一、元旦：` and what follows it."""

import re
from typing import NamedTuple

from icpcli.files.chinese_print import YEAR, number
from icpcli.importers.notice.dates import Page

FESTIVALS = {
    "元旦": "元旦|新年",
    "春节": "春节",
    "清明节": "清明节?",
    "劳动节": '"?五一"?(?:国际)?(?:劳动节)?|(?:国际)?劳动节',
    "端午节": "端午节?",
    "中秋节": "中秋节?",
    "国庆节": '国庆节?|"?十一"?',
}
"""How notices name the festivals of the law."""

_NAME = "|".join(FESTIVALS.values())
_NAMES = f"(?:{_NAME})(?:[、和与及](?:{_NAME})){{0,3}}"
_ORDINAL = "[一二三四五六七八九十]{1,2}|[0-9]{1,2}"
_ITEM = re.compile(
    rf"(?:\(?({_ORDINAL})(?:[、.]|\)[、.]?)?)?({_NAMES}):"
    rf"|\(({_ORDINAL})\)(?![、,])|({_ORDINAL})(?:、|\.(?![0-9]))"
)


class Item(NamedTuple):
    """The part of the text that arranges one festival, or two together; `names` none."""

    names: tuple[str, ...]
    start: int
    end: int


def items(page: Page, title: re.Match[str]) -> list[Item]:
    """Every part of the text after the title: what stands before the first heading, then each.

    A heading names a festival, or has the number that comes next: a line that happens to begin
    with a number (`农历腊月二` / `十八、周日`) is none.
    """
    found: list[tuple[tuple[str, ...], int]] = [((), title.end())]
    last = 0
    for match in _ITEM.finditer(page.text, title.end()):
        ordinal = match[1] or match[3] or match[4]
        at = number(ordinal) if ordinal else last + 1
        if page.begins(match.start()) and (match[2] or at == last + 1):
            found.append((_names(match[2]), match.start()))
            last = at or last
    ends = [*(start for _, start in found[1:]), len(page.text)]
    return [Item(names, start, end) for (names, start), end in zip(found, ends, strict=True)]


def subject(page: Page, title: re.Match[str]) -> Item:
    """The whole text, for the festival of its title, where no heading names one."""
    named = re.search(_NAME, title[1])
    own = re.sub(f"(?:{YEAR})年|调休|放假|安排|假期|调整|延长", "", title[1])
    return Item(_names(named[0]) if named else (own,), title.end(), len(page.text))


def _names(text: str | None) -> tuple[str, ...]:
    """The law's names of the festivals that a heading names."""
    return tuple(
        next(name for name, words in FESTIVALS.items() if re.fullmatch(words, part))
        for part in re.split("[、和与及]", text or "")
        if part
    )
