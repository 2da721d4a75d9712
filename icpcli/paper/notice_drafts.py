"""From an announcement to a file of `holidays/`: what an extension adds, what is odd, the YAML."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from icpcli.errors import Text
from icpcli.festivals import festivals
from icpcli.notices import Arrangement, Notice
from icpcli.paper.announcement import Announcement
from icpcli.scalars import scalar
from icpcli.workdays import Day, WorkCalendar

_WEEKEND = (5, 6)
_ONE_DAY = timedelta(days=1)


def extended(announcement: Announcement, calendar: WorkCalendar, extra: int) -> Notice:
    """The notice of an extension with the days that it adds to what `calendar` knows.

    `extra` of the days off beyond the law are explained by other notices for that year.
    """
    notice, until = announcement.notice, announcement.until
    if until is None:
        return notice
    ((names, _, _),) = ((it.names, it.off, it.work) for it in notice.festivals)
    last = next(it.last for it in festivals(notice.year) if it.name == names[0])
    days = [last + i * _ONE_DAY for i in range(1, (until - last).days + 1)]
    added = [day for day in days if calendar.day(day) is Day.WORK]
    # The days of a year's notice: from 24 December on, they are the next one's.
    swaps = calendar.swaps(date(notice.year - 1, 12, 24), date(notice.year, 12, 23))
    given = sum(1 if state is Day.OFF else -1 for _, state in swaps) + len(added)
    law = sum((it.last - it.first).days + 1 for it in festivals(notice.year))
    own = tuple(day for day in days if not added or day >= added[0])
    return notice._replace(
        festivals=(Arrangement(names, own, ()),), extra_days_off=max(given - law - extra, 0)
    )


def unusual(notice: Notice) -> list[Text]:
    """Make-up days that are not on the weekend next to their festival, as all of 2007–2026 are.

    A damaged date that fell on the same day of the week looks like this, and nothing else tells.
    """
    taken = {day for festival in notice.festivals for day in festival.off}
    found = []
    for festival in notice.festivals:
        near = [
            *_weekend_beside(festival.off[0], -_ONE_DAY, taken),
            *_weekend_beside(festival.off[-1], _ONE_DAY, taken),
        ]
        found += [
            Text(
                f"{day} 上班：不是{'、'.join(festival.names)}前后最近的周末，请与通知原文核对",
                f"{day} is worked, but is not on the weekend next to {'、'.join(festival.names)}: "
                "compare with the notice",
            )
            for day in festival.work
            if day not in near
        ]
    return found


def notice_yaml(notice: Notice) -> str:
    """The notice as a file of `holidays/`."""
    lines = [
        "# 由 icp holidays add 从通知原文读出。Read by `icp holidays add` from the notice's text.",
        f"year: {notice.year}",
        f"title: {scalar(notice.title)}",
        *([f"number: {scalar(notice.number)}"] if notice.number else []),
        *([f"issued: {notice.issued}"] if notice.issued else []),
        *(["amends: true"] if notice.amends else []),
        *([f"extra_days_off: {notice.extra_days_off}"] if notice.extra_days_off else []),
        "festivals:",
    ]
    for festival in notice.festivals:
        lines.append(f"  - name: {scalar('、'.join(festival.names))}")
        for key, days in (("off", festival.off), ("work", festival.work)):
            lines += [f"    {key}: [{', '.join(_runs(days))}]"] if days else []
    return "\n".join(lines) + "\n"


def _weekend_beside(day: date, step: timedelta, taken: set[date]) -> list[date]:
    """The days of the first weekend from `day` on of which not all are days off."""
    found: list[date] = []
    for _ in range(4):
        day += step
        while day.weekday() not in _WEEKEND:
            if found:
                return found
            day += step
        if day not in taken:
            found.append(day)
    return found


def _runs(days: Sequence[date]) -> Iterator[str]:
    """The days as the file writes them, those that follow one another as `first to last`."""
    first = 0
    for i in range(1, len(days) + 1):
        if i == len(days) or days[i] - days[i - 1] != _ONE_DAY:
            yield f"{days[first]} to {days[i - 1]}" if i - first > 1 else str(days[first])
            first = i
