"""A holiday that is made longer (2020): to which day, and by how many."""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from icpcli.calendar.festivals import Festival
from icpcli.files.chinese_print import NUMBER, number
from icpcli.importers.notice.arrangement import RESUMED, VERB, refuse_phrase
from icpcli.importers.notice.dates import Phrase
from icpcli.importers.notice.headings import Item
from icpcli.importers.notice.page import Page

_LONGER = re.compile(f"(?:共计?|放假|延长)({NUMBER})天")
_EXTENDS = re.compile("延长[^。;]{0,30}[至到]$")
"""`延长2020年春节假期至`."""
_ONE_DAY = timedelta(days=1)
_LONGEST_EXTENSION = timedelta(days=31)


class Extension(NamedTuple):
    """The holiday that is made longer, and its last day, with the line on which that stands.

    `counts`: each number of days that the notice gives, and the line on which it does.
    """

    names: tuple[str, ...]
    until: date
    line: int
    counts: tuple[tuple[int | None, int], ...]


def read_extension(
    page: Page, parts: Sequence[Item], said: Sequence[Phrase], law: Sequence[Festival]
) -> Extension:
    """The extension that the only part arranges. Raises `IcpError` where it arranges none."""
    until, line = _until(page, parts, said, law)
    part = parts[0]
    counts = tuple(
        (number(it[1]), page.line(it.start()))
        for it in _LONGER.finditer(page.text, part.start, part.end)
    )
    page.stop()
    return Extension(part.names, until, line, counts)


def _until(
    page: Page, parts: Sequence[Item], said: Sequence[Phrase], law: Sequence[Festival]
) -> tuple[date, int]:
    """The last day of an extension, and its line; people work again from the day after.

    Nothing else may be off or worked by it: the days of the notice are those up to its last.
    """
    until = [it for it in said if _EXTENDS.search(it.before) and len(it.days) == 1]
    resumed = [it for it in said if RESUMED.match(it.said)]
    for phrase in said:
        meant = {"放假"} if phrase in until else set()
        if phrase not in resumed and set(VERB.findall(phrase.said)) - meant:
            refuse_phrase(page, phrase, "延长通知里读不了", "cannot be read in an extension")
    known = len(parts) == len(law) == len(until) == 1
    if (
        not known
        or not law[0].last < until[0].days[0] <= law[0].last + _LONGEST_EXTENSION
        or any(it.days != (until[0].days[0] + _ONE_DAY,) for it in resumed)
    ):
        page.refuse(
            parts[0].start,
            "没有读出哪个假期延长到哪一天，或者与“起正常上班”的日期不符",
            "which holiday is extended to which day was not read, or the day of return does not "
            "follow",
        )
        page.stop()
    return until[0].days[0], page.line(until[0].at)
