"""Published notices for the tests, read as `icp holidays add` reads them, and the days that follow."""

from datetime import date, timedelta
from functools import cache

from places import TESTS

from icpcli.calendar.notice import Notice
from icpcli.calendar.published import load_calendar
from icpcli.calendar.workdays import Day
from icpcli.importers.notice.draft import checked, doubts
from icpcli.importers.notice.read import read_announcement
from icpcli.model.problem import IcpError

ANNOUNCEMENTS = TESTS / "importers" / "announcements"
TITLE_OF_2008 = "国务院办公厅关于2008年部分节假日安排的通知\n"
"""Not seen as published, as everything of that notice but its items."""
TEXTS = {path.stem: path.read_text("utf-8") for path in sorted(ANNOUNCEMENTS.glob("*.txt"))}
TEXTS["2008"] = TITLE_OF_2008 + TEXTS["2008"]
FULL = load_calendar(published_through=2026)

Days = tuple[Day, ...]


def complete(text: str, others: tuple[Notice, ...] = ()) -> Notice:
    """The notice as it would be written beside `others`, and read back."""
    notice = checked(read_announcement(text, "notice.txt"), others)
    if notice.notes:
        raise IcpError("invalid_notice", doubts(notice))
    return notice


def season(year: int) -> list[date]:
    """The days that a year's notice can set."""
    return [date(year - 1, 12, 24) + timedelta(days=i) for i in range(365)]


def days_of(notices: list[Notice]) -> Days:
    """What a year looks like with nothing but these notices: from the December before on."""
    year = notices[0].year
    calendar = load_calendar(published_through=year - 1, notices=notices)
    return tuple(map(calendar.day, season(year)))


@cache
def base_of(name: str) -> tuple[Notice, ...]:
    """What an amendment is laid over."""
    return (complete(TEXTS[name[:4]]),) if name.endswith("-2") else ()


@cache
def expected(name: str) -> tuple[Notice, Days]:
    """The undamaged notice, and the year with it."""
    notice = complete(TEXTS[name], base_of(name))
    return notice, days_of([*base_of(name), notice])
