"""An independent count of every date, written from the law alone: slow, naive, one day at a time.

It shares no code with `icpcli`: published days from `chinese_calendar`'s tables, lunar days from
`lunar_python`, periods as a person would count them on a wall calendar.
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any

from chinese_calendar.constants import holidays as published_off
from chinese_calendar.constants import workdays as published_work
from lunar_python import Lunar

WORK, OFF, UNKNOWN = "work", "off", "unknown"
FIRST, LAST = date(2004, 1, 1), date(2099, 12, 31)
DAY = timedelta(days=1)

LEAD_AND_TRAIL = {
    "元旦": (2, 3),
    "春节": (2, 5),
    "清明": (3, 3),
    "劳动节": (3, 5),
    "端午": (3, 3),
    "中秋": (6, 8),
    "国庆": (3, 6),
}


class OutsideError(Exception):
    """A date, or the end of a count, outside 2004–2099."""


def lunar(year: int, month: int, day: int) -> date:
    solar = Lunar.fromYmd(year, month, day).getSolar()
    return date(solar.getYear(), solar.getMonth(), solar.getDay())


@cache
def statutory_days(year: int) -> dict[str, list[date]]:
    """Each festival's days off by the law in force in `year`."""
    spring = lunar(year, 1, 1)
    qingming = Lunar.fromYmd(year, 1, 1).getJieQiTable()["清明"]
    first_of_may = date(year, 5, 1)
    days = {
        "元旦": [date(year, 1, 1)],
        "国庆": [date(year, 10, 1), date(year, 10, 2), date(year, 10, 3)],
    }
    if year <= 2007:
        days["春节"] = [spring, spring + DAY, spring + 2 * DAY]
        days["劳动节"] = [first_of_may, first_of_may + DAY, first_of_may + 2 * DAY]
        return days
    days["清明"] = [date(qingming.getYear(), qingming.getMonth(), qingming.getDay())]
    days["端午"] = [lunar(year, 5, 5)]
    days["中秋"] = [lunar(year, 8, 15)]
    days["劳动节"] = [first_of_may]
    if year <= 2013:
        days["春节"] = [spring - DAY, spring, spring + DAY]
    elif year <= 2024:
        days["春节"] = [spring, spring + DAY, spring + 2 * DAY]
    else:
        days["春节"] = [spring - DAY, spring, spring + DAY, spring + 2 * DAY]
        days["劳动节"] = [first_of_may, first_of_may + DAY]
    return days


class Calendar:
    """WORK, OFF or UNKNOWN for each day, where the notices up to one year are known."""

    def __init__(self, published_through: int) -> None:
        self.last_sure_day = date(published_through, 12, 23)
        self.known: dict[date, str] = {}

    def day(self, day: date) -> str:
        if not FIRST <= day <= LAST:
            raise OutsideError
        if day not in self.known:
            self.known[day] = self._published(day) if day <= self.last_sure_day else _expected(day)
        return self.known[day]

    def _published(self, day: date) -> str:
        if day in published_work or day == date(2005, 12, 31):
            return WORK
        if day in published_off:
            return OFF
        return WORK if day.weekday() < 5 else OFF

    def unknown(self, days: list[date]) -> list[date]:
        return [day for day in days if self.day(day) == UNKNOWN]


def _expected(day: date) -> str:
    """What the law alone says of a day whose notice is not out."""
    near = [
        (name, days)
        for year in (day.year - 1, day.year, day.year + 1)
        for name, days in statutory_days(year).items()
    ]
    if any(day in days for _, days in near):
        return OFF
    if day.weekday() < 5:
        for name, days in near:
            lead, trail = LEAD_AND_TRAIL[name]
            if days[0] - lead * DAY <= day <= days[-1] + trail * DAY:
                return UNKNOWN
        return WORK
    close = any(abs((day - off).days) <= 13 for _, days in near for off in days)
    return UNKNOWN if close else OFF


@cache
def calendar(published_through: int = 2026) -> Calendar:
    return Calendar(published_through)


def span(first: date, last: date) -> list[date]:
    """Every day from `first` to `last`."""
    return [first + i * DAY for i in range((last - first).days + 1)]


def walk(start: date, step: int) -> Iterator[date]:
    """The days after `start`, or before it, as far as the calendar goes."""
    day = start
    while FIRST <= day + step * DAY <= LAST:
        day += step * DAY
        yield day
    raise OutsideError


def nth_working_day(cal: Calendar, start: date, n: int, step: int, as_work: set[str]) -> date:
    """The n-th day away from `start` that is in one of the states `as_work`."""
    for day in walk(start, step):
        n -= cal.day(day) in as_work
        if n == 0:
            return day
    raise OutsideError


def both_ends(cal: Calendar, start: date, n: int, step: int) -> tuple[date, date]:
    """The earlier and the later reading of the n-th working day."""
    ends = [nth_working_day(cal, start, n, step, {WORK, *also}) for also in ([UNKNOWN], [])]
    return min(ends), max(ends)


def corresponding_day(anchor: date, months: int) -> date:
    """The same day of another month, or that month's last day where there is none."""
    index = anchor.year * 12 + anchor.month - 1 + months
    year, month = index // 12, index % 12 + 1
    for day in range(anchor.day, 0, -1):
        try:
            return date(year, month, day)
        except ValueError:
            if not FIRST.year <= year <= LAST.year:
                raise OutsideError from None
    raise OutsideError


def ends_of(words: str, anchor: date, cal: Calendar) -> tuple[date, date]:
    """The earlier and the later end of a period such as `90 days before`."""
    number, *unit, direction = words.split()
    n, step = int(number), 1 if direction == "after" else -1
    match unit[-1].rstrip("s"), len(unit):
        case "day", 2:
            return both_ends(cal, anchor, n, step)
        case "day", 1:
            ordinal = anchor.toordinal() + step * n
            if not FIRST.toordinal() <= ordinal <= LAST.toordinal():
                raise OutsideError
            end = date.fromordinal(ordinal)
        case "week", 1:
            return ends_of(f"{7 * n} days {direction}", anchor, cal)
        case "month", 1:
            end = corresponding_day(anchor, step * n)
        case _:
            end = corresponding_day(anchor, step * n * 12)
    if not FIRST <= end <= LAST:
        raise OutsideError
    return end, end


def window_of(words: str, year: int) -> tuple[date, date]:
    if words.startswith("Q"):
        first_month = int(words[1]) * 3 - 2
        last_month = first_month + 2
        return date(year, first_month, 1), date(
            year, last_month, 31 if last_month in (3, 12) else 30
        )
    opens, closes = (date(year, int(end[:2]), int(end[3:])) for end in (words[:5], words[-5:]))
    return opens, closes


def moment_after(hours: int, day: date, at: time | None) -> datetime:
    """The end of so many hours; from a day without a time they run from 0:00, less a minute."""
    moment = datetime.combine(day, at or time())
    for _ in range(hours):
        moment += timedelta(hours=1)
    return moment if at else moment - timedelta(minutes=1)


def last_day_over_by(moment: datetime, first: date) -> date:
    """The last day whose last minute is reached by `moment`; `first` where there is none."""
    day = first
    while datetime.combine(day + DAY, time(23, 59)) <= moment:
        day += DAY
    return day


def dates(
    due_words: str,
    prepare: str | None,
    trigger: date,
    cal: Calendar,
    at: time | None = None,
    moved: tuple[date | None, date] | None = None,
) -> dict[str, Any]:
    """Every field of semantics § 1 for one rule and one trigger.

    `at` is the time of day of the trigger; `moved` the window of its year as the authority set it.
    """
    opens, extended, due_at = None, None, None
    words = due_words.removeprefix("every ")
    forward, back = words.endswith("after"), words.endswith("before")
    working = "working" in words
    opening: tuple[date, date] | None = None
    if words == "immediately":
        kind, due, latest, first = "immediate", trigger, trigger, trigger
    elif words.endswith(("hours after", "hour after")):
        due_at = moment_after(int(words.split()[0]), trigger, at)
        due = latest = due_at.date()
        kind, first, forward = "hours", trigger, False
        if not FIRST <= due <= LAST:
            raise OutsideError
    elif words.startswith("by "):
        due = latest = date.fromisoformat(words[3:])
        kind, first = "fixed", FIRST
    elif words.startswith("within "):
        kind, due, latest = "window", trigger, trigger
        opening = ends_of(words.removeprefix("within "), trigger, cal)
        first = opening[0]
    elif " to " in words and back:
        kind = "window"
        far, near = words.split(" to ")
        unit_and_way = near.split(" ", 1)[1]
        opening = ends_of(f"{far} {unit_and_way}", trigger, cal)
        due, latest = ends_of(near, trigger, cal)
        first = opening[0]
    elif forward or back:
        kind = "before" if back else "after"
        due, latest = ends_of(words, trigger, cal)
        first = FIRST if back else trigger + DAY
    else:
        kind = "window"
        opens, due = moved or window_of(words, trigger.year)
        first, latest = opens or trigger, due

    # 提前90日 is read in three ways, a day apart; by the strictest, the day before `due` is the last.
    last = due - DAY if back else due
    day = last
    while day >= first and cal.day(day) != WORK:
        day -= DAY
    in_time = day >= first
    file_by = day if in_time and kind != "immediate" else last
    if due_at:
        file_by = last_day_over_by(due_at, trigger)
    if opening:
        opens = opening[1] if opening[1] <= file_by else opening[0]

    if due_at:
        met = []
    elif working:
        met = span(trigger + DAY, latest) if forward else span(file_by, trigger)
        met = span(opening[0], trigger) if opening else met
    elif in_time:
        met = span(file_by, due)
    elif back:
        met = span(opens or due, due)
    else:
        met = span(opens or min(trigger, due), due)
    undecided = cal.unknown(met)

    if forward and not working and cal.day(due) == OFF:
        following = due
        while following < LAST and cal.day(following) == OFF:
            following += DAY
        extended = following if cal.day(following) == WORK else None

    begin = opens if moved else opens or trigger
    return {
        "kind": kind,
        "opens": opens,
        "prepare_from": ends_of(prepare, begin, cal)[0] if prepare and begin else None,
        "due": due,
        "due_latest": latest,
        "file_by": file_by,
        "extended_to": extended,
        "due_at": due_at,
        "undecided": undecided,
        "certainty": "provisional" if undecided else "final",
        "notices": notices(undecided),
        "chain": [trigger, *([opens] if opens else []), due, file_by],
    }


def notices(undecided: list[date]) -> list[int]:
    """The years of the notices that will settle these days, in their order."""
    years = [day.year + 1 if (day.month, day.day) >= (12, 24) else day.year for day in undecided]
    return sorted(set(years))


def status(
    as_of: date,
    trigger: str,
    start: date,
    wanted: dict[str, Any],
    warning: int,
    critical: int,
    now: datetime | None = None,
) -> str:
    """How urgent it is, where the rule has no thresholds of its own and nothing is recorded."""
    if wanted["kind"] in ("after", "hours"):
        total = (wanted["file_by"] - start).days
        warning = min(warning, total // 2 + total % 2)
        critical = min(critical, (total + 3) // 4)
    left = (wanted["file_by"] - as_of).days
    if as_of > wanted["due"] or (now and wanted["due_at"] and now >= wanted["due_at"]):
        return "past" if trigger == "year" else "overdue"
    if left <= critical:
        return "critical"
    return "warning" if left <= warning else "upcoming"
