"""What several notices arrange together: laid over one another, and judged (semantics § 5).

It stands apart from the calendar because most licenses have no notices of their own.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import pairwise

from icpcli.calendar.festivals import festivals
from icpcli.calendar.library import Days, library_years
from icpcli.calendar.notice import Arrangement, Notice, each_day
from icpcli.calendar.workdays import FIRST_DAY, OFF, WORK
from icpcli.model.problem import IcpError, Problem, Text


def holidays_of(year: int, notices: Iterable[Notice] = ()) -> tuple[Arrangement, ...]:
    """The days that are known of `year`, by festival, every notice laid over; empty where none are.

    Weekends between two days off of one festival belong to it. Raises as `load_calendar` does.
    """
    years = library_years()
    lay_over(years, notices)
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


def lay_over(years: dict[int, Days], notices: Iterable[Notice]) -> None:
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


def _without_base(amendments: list[Notice], years: Mapping[int, Days]) -> Iterator[Problem]:
    for amendment in amendments:
        if amendment.year not in years:
            yield _of_file(
                amendment.file,
                f"修改的是 {amendment.year} 年的通知，但没有那份通知：请先加入那一份",
                f"amends the notice for {amendment.year}, but there is none: add that one first",
            )


def _days_of(arranged: Iterable[Arrangement]) -> Days:
    """The days that a notice sets; a day of two festivals belongs to both."""
    days: Days = {}
    for festival in arranged:
        off = dict.fromkeys(festival.off, (OFF, festival.names))
        days = _laid_over(days, off | dict.fromkeys(festival.work, (WORK, festival.names)))
    return days


def _laid_over(days: Days, over: Days) -> Days:
    """`days` with those of a later notice; a day that both set belongs to the festivals of both."""
    laid = dict(days)
    for day, (state, names) in over.items():
        _, others = laid.get(day, (state, ()))
        laid[day] = state, tuple(dict.fromkeys(others + names))
    return laid


def _check_year(year: int, days: Days, notices: list[Notice]) -> Iterator[Problem]:
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


def _check_sum(year: int, days: Days, notices: list[Notice]) -> Iterator[Problem]:
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
