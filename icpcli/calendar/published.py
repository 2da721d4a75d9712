"""Which days are off: the published notices, the user's own, and the law where neither is out yet.

Semantics § 3 and § 5. The State Council publishes each year's days off and make-up workdays late
in the year before. Published years come from `chinesecalendar`, and from notices that the user
adds. In what follows a notice's days belong to the year that it arranges, even where they lie in
the year beside it.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from itertools import pairwise
from pathlib import Path

from icpcli.calendar.festivals import FESTIVALS, Festival, festivals
from icpcli.calendar.notice import MAKE_UP_REACH, Arrangement, Notice, each_day
from icpcli.calendar.workdays import FIRST_DAY, OFF, UNKNOWN, WORK, WorkCalendar, late_december
from icpcli.model.problem import IcpError, Problem, Text, refusal

_NEW_YEAR = "元旦"
_WEEKS = bytes((WORK, WORK, WORK, WORK, WORK, OFF, OFF)) * 54
_Days = dict[date, tuple[int, tuple[str, ...]]]
"""The days that the notices of a year set, off or make-up, and the festivals they are set for."""


def load_calendar(
    *, published_through: int | None = None, notices: Iterable[Notice] = ()
) -> WorkCalendar:
    """The working-day calendar of 2004–2099.

    `published_through` leaves out what the library knows of the notices for later years, to ask
    what one would have answered then; `notices` are laid over what remains, and may extend it.
    Those of a region (`local`) only stop days from being certain working days, see
    `WorkCalendar.last_workday`. What a person should look at in `notices` is in the calendar's
    `notes`.
    Raises `IcpError`: `invalid_notice` with everything that is wrong in the years of `notices`,
    `bad_usage` for a `published_through` that the library does not hold.
    """
    years = _library_years(published_through)
    notices = [*notices]
    _lay_over(years, notices)
    local = (it for notice in notices if notice.local for it in notice.festivals)
    return WorkCalendar(
        *_states(years),
        local_days_off=[day for arranged in local for day in arranged.off],
        notes=dict.fromkeys(note for notice in notices for note in notice.notes),
    )


def read_notice(path: Path | str) -> Notice:
    """The notice in the YAML file `path` (semantics § 5).

    Raises `IcpError` (`invalid_notice`) with every problem of the file, sorted by place. What can
    only be judged of a whole year, such as its sum, `load_calendar` judges.
    """

    from icpcli.calendar import notice_file

    return notice_file.read_notice(path)


def holidays_of(year: int, notices: Iterable[Notice] = ()) -> tuple[Arrangement, ...]:
    """The days that are known of `year`, by festival, every notice laid over; empty where none are.

    Weekends between two days off of one festival belong to it. Raises as `load_calendar` does.
    """
    years = _library_years(None)
    _lay_over(years, notices)
    together: dict[str, tuple[str, ...]] = {}
    for _, names in years.get(year, {}).values():
        both = tuple(
            dict.fromkeys(other for name in names for other in together.get(name, (name,)))
        )
        together |= dict.fromkeys(both, both)
    found: dict[tuple[str, ...], dict[date, int]] = defaultdict(dict)
    for day, (state, names) in sorted(years.get(year, {}).items()):
        found[together[names[0]]][day] = state
    return tuple(_arranged(names, days) for names, days in found.items())


def statutory_holidays(year: int) -> tuple[Arrangement, ...]:
    """The days off that the law itself gives in `year`, by festival."""
    return tuple(
        Arrangement((festival.name,), (*each_day(festival.first, festival.last),), ())
        for festival in festivals(year)
    )


def _arranged(names: tuple[str, ...], days: dict[date, int]) -> Arrangement:
    off = [day for day, state in days.items() if state == OFF]
    for first, last in pairwise(tuple(off)):
        between = [*each_day(first, last)][1:-1]
        if all(day.weekday() >= 5 and day not in days for day in between):
            off += between
    work = (day for day, state in days.items() if state == WORK)
    return Arrangement(names, tuple(sorted(off)), tuple(work))


def _library_years(published_through: int | None) -> dict[int, _Days]:
    """What the library knows of each published year's notice, by that year."""
    from chinese_calendar.constants import holidays, workdays

    names = {known.english: (known.name,) for known in FESTIVALS.values()}
    years: dict[int, _Days] = defaultdict(dict)
    for table, state in ((holidays, OFF), (workdays, WORK)):
        for day, name in table.items():
            # Only New Year's Day reaches into December, and it is the next year's.
            years[day.year + (day.month == 12)][day] = state, names.get(name, (name,))
    # The table's one wrong day: a Saturday that was worked for 3 January 2006.
    years[2006][date(2005, 12, 31)] = WORK, (_NEW_YEAR,)
    first, last = min(years), max(years)
    through = last if published_through is None else published_through
    if not first <= through <= last:
        raise refusal(
            "bad_usage",
            "published_through",
            Text(
                f"内置的放假通知只有 {first} 至 {last} 年，没有 {through} 年",
                f"the built-in notices are those for {first} to {last}, not {through}",
            ),
        )
    return {year: days for year, days in years.items() if year <= through}


def _states(years: Mapping[int, _Days]) -> tuple[Callable[[int], bytes], date]:
    """What makes a row of bytes for a year, and the last day of the last published one."""
    arranged: dict[int, dict[date, int]] = defaultdict(dict)
    for year in sorted(years):
        for day, (state, _) in years[year].items():
            arranged[day.year][day] = state

    def year_states(year: int) -> bytes:
        row = _undecided_year(year, year in years, year + 1 in years)
        new_year = date(year, 1, 1)
        for day, state in arranged.get(year, {}).items():
            row[(day - new_year).days] = state
        return bytes(row)

    through = FIRST_DAY.year
    while through + 1 in years:
        through += 1
    return year_states, date(through, 12, 31)


def _undecided_year(year: int, published: bool, next_published: bool) -> bytearray:
    """Weeks of five days, with what is open until the notices for `year` and the next are out."""
    first, next_first = date(year, 1, 1), date(year + 1, 1, 1)
    weeks = _WEEKS[first.weekday() :][: (next_first - first).days]
    row = bytearray(weeks)
    open_from = (late_december(year) - first).days if published else 0
    coming = () if published else festivals(year)
    next_new_year = () if next_published else (Festival(_NEW_YEAR, next_first, next_first),)
    for name, first_off, last_off in coming + next_new_year:
        known = FESTIVALS[name]
        start, end = (first_off - first).days, (last_off - first).days
        reach = max(start - MAKE_UP_REACH, open_from), min(end + MAKE_UP_REACH + 1, len(row))
        for i in range(*reach):
            if weeks[i] == OFF or start - known.lead <= i <= end + known.trail:
                row[i] = UNKNOWN
    for _, first_off, last_off in coming:
        for i in range((first_off - first).days, (last_off - first).days + 1):
            row[i] = OFF
    return row


def _lay_over(years: dict[int, _Days], notices: Iterable[Notice]) -> None:
    """Put the user's notices in the place of the library's years, or over them, and judge them."""
    by_year: dict[int, list[Notice]] = defaultdict(list)
    national = [notice for notice in notices if not notice.local]
    # Two with the same content are one, whatever their files.
    for notice in {notice.content: notice for notice in reversed(national)}.values():
        by_year[notice.year].insert(0, notice)
    problems: list[Problem] = []
    for year, found in by_year.items():
        bases = [notice for notice in found if not notice.amends]
        amendments = [notice for notice in found if notice.amends]
        amendments.sort(key=lambda notice: (notice.issued or FIRST_DAY, notice.file))
        if bases:
            years[year] = _days_of(bases[0].festivals)
        elif year in years:
            # The library's table leaves out some weekends, and files a shared day under one name.
            years[year] = _laid_over(years[year], _days_of(statutory_holidays(year)))
        misplaced = [*_second_bases(bases), *_without_base(amendments, years)]
        problems += misplaced
        if not misplaced:
            for amendment in amendments:
                years[year] = _laid_over(years[year], _days_of(amendment.festivals))
            problems += _check_year(year, years[year], bases + amendments)
    if problems:
        raise IcpError("invalid_notice", problems)


def _second_bases(bases: list[Notice]) -> Iterator[Problem]:
    for other in bases[1:]:
        first, year = bases[0].file, other.year
        yield _of_file(
            other.file,
            f"{year} 年的通知已有 {first}，内容不同：请留一份，或写明 amends: true",
            f"{first} is already the notice for {year}, with other content: "
            "keep one, or write amends: true",
        )


def _without_base(amendments: list[Notice], years: Mapping[int, _Days]) -> Iterator[Problem]:
    for amendment in amendments:
        if amendment.year not in years:
            yield _of_file(
                amendment.file,
                f"修改的是 {amendment.year} 年的通知，但没有那份通知：请先加入那一份",
                f"amends the notice for {amendment.year}, but there is none: add that one first",
            )


def _days_of(arranged: Iterable[Arrangement]) -> _Days:
    """The days that a notice sets; a day of two festivals belongs to both."""
    days: _Days = {}
    for festival in arranged:
        off = dict.fromkeys(festival.off, (OFF, festival.names))
        days = _laid_over(days, off | dict.fromkeys(festival.work, (WORK, festival.names)))
    return days


def _laid_over(days: _Days, over: _Days) -> _Days:
    """`days` with those of a later notice; a day that both set belongs to the festivals of both."""
    laid = dict(days)
    for day, (state, names) in over.items():
        _, others = laid.get(day, (state, ()))
        laid[day] = state, tuple(dict.fromkeys(others + names))
    return laid


def _check_year(year: int, days: _Days, notices: list[Notice]) -> Iterator[Problem]:
    """What is wrong with a year, everything laid over it; told of the last notice laid."""
    for day, (_, owners) in _days_of(statutory_holidays(year)).items():
        state, names = days.get(day, (WORK, ()))
        for festival in owners:
            if state != OFF or festival not in names:
                yield _of_file(
                    notices[-1].file,
                    f"{festival}的法定假日 {day} 不在它自己的放假日期里",
                    f"{day} is a statutory day of {festival}, but not among its own days off",
                )
    yield from _check_sum(year, days, notices)


def _check_sum(year: int, days: _Days, notices: list[Notice]) -> Iterator[Problem]:
    """Weekdays off less make-up days are the statutory days of the year.

    Of the year, not of each festival: for Mid-Autumn 2015, a Sunday, a day was given in October.
    """
    by_law = {f.name: (f.last - f.first).days + 1 for f in festivals(year)}
    law, extra = sum(by_law.values()), sum(notice.extra_days_off for notice in notices)
    total = sum(-1 if state == WORK else day.weekday() < 5 for day, (state, _) in days.items())
    if total == law + extra:
        return
    zh = en = f" + extra_days_off {extra}" if extra else ""
    for festival in (f for notice in notices if not notice.amends for f in notice.festivals):
        given = sum(day.weekday() < 5 for day in festival.off) - len(festival.work)
        due = sum(by_law.get(name, 0) for name in festival.names)
        if given != due:
            name = "、".join(festival.names)
            zh += f"；{name}得 {given}，法定 {due}"
            en += f"; {name}: {given}, the law {due}"
    yield _of_file(
        notices[-1].file,
        f"{year} 年周一至周五放假减去调休上班得 {total} 天，法定 {law} 天{zh}",
        f"{year}: weekdays off less make-up workdays give {total}, the law {law}{en}",
    )


def _of_file(file: str, zh: str, en: str) -> Problem:
    return Problem(file, 1, 1, "", Text(zh, en))
