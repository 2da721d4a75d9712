"""Which days are off: what was published, what the law gives, what is open, what a user adds."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from unittest.mock import patch

import chinese_calendar
import holidays
import pytest
from effort import tries
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from lunar_python import Lunar, Solar
from places import TESTS

from icpcli.calendar.arranged import holidays_of
from icpcli.calendar.festivals import festivals
from icpcli.calendar.notice import Arrangement, Notice
from icpcli.calendar.published import load_calendar, read_notice
from icpcli.calendar.workdays import FIRST_DAY, LAST_DAY, Day, Span, WorkCalendar
from icpcli.model.problem import IcpError

NOTICES = TESTS / "calendar" / "notices"
DAY = timedelta(days=1)
THROUGH = 2026  # a newer `chinesecalendar` knows more, and changes nothing here
CALENDAR = load_calendar(published_through=THROUGH)
JUDGE = holidays.country_holidays("CN", years=range(2004, 2100), language="en_US")


def day(text: str) -> date:
    return date.fromisoformat(text)


def days(first: date, last: date) -> Iterator[date]:
    return (first + i * DAY for i in range((last - first).days + 1))


def states(calendar: WorkCalendar, first: str, last: str) -> list[Day]:
    return [calendar.day(d) for d in days(day(first), day(last))]


def notice(name: str) -> Notice:
    return read_notice(NOTICES / f"{name}.yaml")


# What was published


def test_published_days_are_those_of_chinesecalendar() -> None:
    """All published days are those of `chinesecalendar`, but for its one mistake."""
    for d in days(FIRST_DAY, date(2026, 12, 23)):
        expected = chinese_calendar.is_workday(d) or d == date(2005, 12, 31)
        assert CALENDAR.day(d) is (Day.WORK if expected else Day.OFF), d


def test_published_days_are_those_of_holidays() -> None:
    """`holidays`, which reads the same notices by itself, says the same of every published day."""
    differ = [
        d
        for d in days(FIRST_DAY, date(2026, 12, 23))
        if (CALENDAR.day(d) is Day.WORK) != JUDGE.is_working_day(d)
    ]
    assert differ == []


def test_the_notice_of_2026_in_words() -> None:
    """2026, as its notice reads: 1–3 January off, Sunday the 4th worked, and so on."""
    off = "01-01 01-02 02-16 02-17 02-18 02-19 02-20 02-23 04-06 05-01 05-04 05-05 06-19 09-25 "
    off += "10-01 10-02 10-05 10-06 10-07"
    worked = "01-04 02-14 02-28 05-09 09-20 10-10"
    found = dict(CALENDAR.swaps(date(2026, 1, 1), date(2026, 12, 23)))
    assert [f"{d:%m-%d}" for d, state in found.items() if state is Day.OFF] == off.split()
    assert [f"{d:%m-%d}" for d, state in found.items() if state is Day.WORK] == worked.split()


def test_published_through() -> None:
    """The last published year, and the calendar as it was known at the end of an earlier one."""
    assert CALENDAR.published_through == date(2026, 12, 31)
    assert load_calendar(published_through=2019).published_through == date(2019, 12, 31)
    assert load_calendar().published_through >= date(2026, 12, 31)


@pytest.mark.parametrize("year", [2003, 2099, 0, 9999])
def test_published_through_needs_a_notice(year: int) -> None:
    """The library's notices can only be cut at a year that has one."""
    with pytest.raises(IcpError, match=f"those for 2004 to 20.., not {year}") as raised:
        load_calendar(published_through=year)
    assert raised.value.code == "bad_usage"


def test_a_cut_forgets_what_the_next_notice_said_of_december() -> None:
    """At the end of 2017 nobody knew that 29 December 2018 would be worked and the 31st off."""
    december = "2018-12-28", "2018-12-31"
    assert states(CALENDAR, *december) == [Day.WORK, Day.WORK, Day.OFF, Day.OFF]
    then = load_calendar(published_through=2018)
    assert states(then, *december) == [Day.WORK, Day.UNKNOWN, Day.UNKNOWN, Day.UNKNOWN]


# What the law gives


@pytest.mark.parametrize("year", range(2004, 2100))
def test_festivals_fall_on_their_days(year: int) -> None:
    """The table of lunar festivals and of 清明 is that of `lunar_python`."""
    qingming = Solar.fromYmd(year, 4, 10).getLunar().getJieQiTable()["清明"]
    by_lunar = {
        "春节": Lunar.fromYmd(year, 1, 1).getSolar(),
        "清明节": qingming,
        "端午节": Lunar.fromYmd(year, 5, 5).getSolar(),
        "中秋节": Lunar.fromYmd(year, 8, 15).getSolar(),
    }
    named = {f.name: f.first for f in festivals(year)}
    if year in range(2008, 2014) or year >= 2025:
        named["春节"] += DAY  # the first day off is 除夕
    for name, solar in by_lunar.items():
        if name in named:
            assert named[name] == date(solar.getYear(), solar.getMonth(), solar.getDay()), name


@pytest.mark.parametrize("year", range(2004, 2100))
def test_every_statutory_day_is_a_holiday_of_holidays(year: int) -> None:
    """`holidays`, which computes the festivals by itself, gives every statutory day off."""
    for festival in festivals(year):
        for d in days(festival.first, festival.last):
            assert d in JUDGE, (festival.name, d)


@pytest.mark.parametrize(
    ("year", "expected"),
    [
        (2004, "元旦 01-01; 春节 01-22 01-24; 劳动节 05-01 05-03; 国庆节 10-01 10-03"),
        (2007, "元旦 01-01; 春节 02-18 02-20; 劳动节 05-01 05-03; 国庆节 10-01 10-03"),
        # 国令513号: 除夕 to 初二, three festivals more, one 1 May less two.
        (
            2008,
            (
                "元旦 01-01; 春节 02-06 02-08; 清明节 04-04; 劳动节 05-01; 端午节 06-08; "
                "中秋节 09-14; 国庆节 10-01 10-03"
            ),
        ),
        (
            2013,
            (
                "元旦 01-01; 春节 02-09 02-11; 清明节 04-04; 劳动节 05-01; 端午节 06-12; "
                "中秋节 09-19; 国庆节 10-01 10-03"
            ),
        ),
        # 国令644号: 初一 to 初三 again.
        (
            2014,
            (
                "元旦 01-01; 春节 01-31 02-02; 清明节 04-05; 劳动节 05-01; 端午节 06-02; "
                "中秋节 09-08; 国庆节 10-01 10-03"
            ),
        ),
        (
            2024,
            (
                "元旦 01-01; 春节 02-10 02-12; 清明节 04-04; 劳动节 05-01; 端午节 06-10; "
                "中秋节 09-17; 国庆节 10-01 10-03"
            ),
        ),
        # 国令795号: 除夕 to 初三, and 2 May.
        (
            2025,
            (
                "元旦 01-01; 春节 01-28 01-31; 清明节 04-04; 劳动节 05-01 05-02; 端午节 05-31; "
                "中秋节 10-06; 国庆节 10-01 10-03"
            ),
        ),
    ],
)
def test_the_law_in_force(year: int, expected: str) -> None:
    """The statutory days of the first and the last year of each version of the law."""
    found = [f"{f.name} {f.first:%m-%d} {f.last:%m-%d}" for f in festivals(year)]
    assert found == [
        f"{name} {first} {(*last, first)[0]}"
        for name, first, *last in (words.split() for words in expected.split("; "))
    ]


@pytest.mark.parametrize(
    ("years", "number"),
    [(range(2004, 2008), 10), (range(2008, 2025), 11), (range(2025, 2100), 13)],
)
def test_statutory_days_of_a_year(years: range, number: int) -> None:
    """Ten days off in a year to 2007, eleven to 2024, thirteen from 2025."""
    for year in years:
        assert sum((f.last - f.first).days + 1 for f in festivals(year)) == number


# What is open


@pytest.mark.parametrize(
    ("festival", "statutory", "unknown", "work"),
    [
        ("元旦", "2028-01-01", "2027-12-30 2028-01-04", "2027-12-29 2028-01-05"),
        ("春节", "2033-01-30 2033-02-02", "2033-01-28 2033-02-07", "2033-01-27 2033-02-08"),
        ("清明节", "2030-04-05", "2030-04-02 2030-04-08", "2030-04-01 2030-04-09"),
        ("劳动节", "2037-05-01 2037-05-02", "2037-04-28 2037-05-07", "2037-04-27 2037-05-08"),
        ("端午节", "2028-05-28", "2028-05-25 2028-05-31", "2028-05-24 2028-06-01"),
        ("中秋节", "2028-10-03", "2028-09-27 2028-10-11", "2028-09-26 2028-10-12"),
        ("国庆节", "2035-10-01 2035-10-03", "2035-09-28 2035-10-09", "2035-09-27 2035-10-10"),
    ],
)
def test_weekdays_near_a_festival(festival: str, statutory: str, unknown: str, work: str) -> None:
    """Statutory days are off; weekdays are open just as far as notices ever reached and one more."""
    for listed, state in ((statutory, Day.OFF), (unknown, Day.UNKNOWN), (work, Day.WORK)):
        for text in listed.split():
            assert CALENDAR.day(day(text)) is state, (festival, text)


@pytest.mark.parametrize(
    ("weekend_day", "state"),
    [
        ("2030-03-23", Day.UNKNOWN),  # 13 days before 清明
        ("2031-03-22", Day.OFF),  # 14
        ("2035-01-14", Day.UNKNOWN),  # 13 days after New Year's Day
        ("2033-01-15", Day.OFF),  # 14
        ("2027-12-19", Day.UNKNOWN),  # 13 days before the next New Year's Day
        ("2027-12-18", Day.OFF),  # 14
        ("2032-10-16", Day.UNKNOWN),  # 13 days after 国庆
        ("2032-10-17", Day.OFF),  # 14
        ("2029-09-09", Day.UNKNOWN),  # 13 days before 中秋
        ("2029-09-08", Day.OFF),  # 14
        ("2027-07-18", Day.OFF),  # far from every festival
    ],
)
def test_weekends_near_a_festival(weekend_day: str, state: Day) -> None:
    """A weekend day may become a make-up workday up to 13 days from a statutory day, no further."""
    assert CALENDAR.day(day(weekend_day)) is state


@pytest.mark.parametrize(
    ("through", "open_days", "settled"),
    [
        (2026, "2026-12-26 2026-12-27 2026-12-30 2026-12-31", "2026-12-24 2026-12-25 2026-12-29"),
        (2023, "2023-12-24 2023-12-31", "2023-12-23 2023-12-25"),  # Sunday 24, Saturday 23
        (2018, "2018-12-29 2018-12-31", "2018-12-22 2018-12-23 2018-12-28"),
    ],
)
def test_late_december(through: int, open_days: str, settled: str) -> None:
    """From 24 December on, the last published year waits for the next notice; before, it does not."""
    calendar = load_calendar(published_through=through)
    assert {calendar.day(day(text)) for text in open_days.split()} == {Day.UNKNOWN}
    assert Day.UNKNOWN not in {calendar.day(day(text)) for text in settled.split()}


LEAD_AND_TRAIL = {
    "元旦": (2, 3),
    "春节": (2, 5),
    "清明节": (3, 3),
    "劳动节": (3, 5),
    "端午节": (3, 3),
    "中秋节": (6, 8),
    "国庆节": (3, 6),
}


@pytest.mark.parametrize(
    ("festival", "in_the_library"),
    [
        ("元旦", "New Year's Day"),
        ("春节", "Spring Festival"),
        ("清明节", "Tomb-sweeping Day"),
        ("劳动节", "Labour Day"),
        ("端午节", "Dragon Boat Festival"),
        # Not 中秋: where it meets 国庆 their days are one holiday (5 days before it in 2025, 7 after in 2020).
        ("国庆节", "National Day"),
    ],
)
def test_margins_are_one_more_than_ever_seen(festival: str, in_the_library: str) -> None:
    """The furthest weekday that a notice for 2008–2026 gave off, before and after, and one day more."""
    leads, trails = [0], [0]
    for d, name in chinese_calendar.holidays.items():
        if (
            name == in_the_library
            and d.weekday() < 5
            and date(2007, 12, 1) <= d < date(2026, 12, 1)
        ):
            year = d.year + (d.month == 12)
            (own,) = (f for f in festivals(year) if f.name == festival)
            leads.append((own.first - d).days)
            trails.append((d - own.last).days)
    assert LEAD_AND_TRAIL[festival] == (max(leads) + 1, max(trails) + 1)


@cache
def by_the_rule(d: date) -> Day:
    """Semantics § 3 for an unpublished day, read out day by day."""
    coming = [f for year in {d.year, min(d.year + 1, 2099)} for f in festivals(year)]
    near = {f: max((f.first - d).days, (d - f.last).days, 0) for f in coming}
    before = {f: d < f.first for f in coming}
    if 0 in near.values():
        return Day.OFF
    weekend = d.weekday() >= 5
    for f, distance in near.items():
        if distance <= (13 if weekend else LEAD_AND_TRAIL[f.name][not before[f]]):
            return Day.UNKNOWN
    return Day.OFF if weekend else Day.WORK


@pytest.mark.parametrize("through", [2004, 2007, 2012, 2024, 2026])
def test_unpublished_days_follow_the_rule(through: int) -> None:
    """Every unpublished day, from 24 December of the last published year on, is as the rule says."""
    calendar = load_calendar(published_through=through)
    for d in days(date(through, 12, 24), date(2099, 12, 18)):
        assert calendar.day(d) is by_the_rule(d), d


def test_the_last_december() -> None:
    """The calendar ends in 2099, but New Year's Day of 2100 still throws its shadow."""
    last = states(CALENDAR, "2099-12-25", str(LAST_DAY))
    assert last == [Day.WORK, *[Day.UNKNOWN] * 2, *[Day.WORK] * 2, *[Day.UNKNOWN] * 2]


# What a user adds


@pytest.mark.parametrize("year", [2023, 2026])
def test_a_notice_written_down_gives_the_published_days(year: int) -> None:
    """A notice copied into YAML says of its year, and of the days before it, what the library says."""
    written = load_calendar(published_through=year - 1, notices=[notice(str(year))])
    assert written.published_through == date(year, 12, 31)
    for d in days(date(year - 1, 12, 1), date(year, 12, 23)):
        assert written.day(d) is CALENDAR.day(d), d


@pytest.mark.parametrize("year", [2015, 2019, 2020])
def test_an_amendment_is_laid_over_its_base(year: int) -> None:
    """Victory day 2015, 1–4 May 2019 and the longer 春节 of 2020: base and amendment give the year."""
    base, amendment = notice(str(year)), notice(f"{year}-2")
    for notices in ([base, amendment], [amendment, base]):
        amended = load_calendar(published_through=year - 1, notices=notices)
        for d in days(date(year - 1, 12, 1), date(year, 12, 23)):
            assert amended.day(d) is CALENDAR.day(d), d


@pytest.mark.parametrize(
    ("year", "changed"),
    [
        (2015, "2015-09-03 2015-09-04 2015-09-06"),
        (2019, "2019-04-28 2019-05-02 2019-05-03 2019-05-05"),
        (2020, "2020-01-31 2020-02-01"),
    ],
)
def test_a_base_without_its_amendment(year: int, changed: str) -> None:
    """The base alone is a complete year too: the days that the amendment changed, unchanged."""
    base = load_calendar(published_through=year - 1, notices=[notice(str(year))])
    found = [
        str(d)
        for d in days(date(year, 1, 1), date(year, 12, 23))
        if base.day(d) is not CALENDAR.day(d)
    ]
    assert found == changed.split()


@pytest.mark.parametrize("year", [2015, 2019, 2020])
def test_an_amendment_over_the_library(year: int) -> None:
    """An amendment can be laid over the library's own year; here it says what that knows already."""
    amended = load_calendar(published_through=THROUGH, notices=[notice(f"{year}-2")])
    for d in days(date(year, 1, 1), date(year, 12, 31)):
        assert amended.day(d) is CALENDAR.day(d), d


def test_amendments_are_laid_in_the_order_of_issue(tmp_path: Path) -> None:
    """Of two amendments that set one day, the one issued later counts, in whatever order they come."""
    earlier = tmp_path / "b.yaml"
    earlier.write_text(
        "year: 2019\nissued: 2019-03-01\namends: true\nfestivals:\n"
        "  - name: 劳动节\n    off: [2019-05-01 to 2019-05-03]\n    work: [2019-05-04, 2019-05-12]\n",
        "utf-8",
    )
    later = tmp_path / "a.yaml"
    later.write_text(
        "year: 2019\nissued: 2019-04-01\namends: true\nfestivals:\n"
        "  - name: 劳动节\n    off: [2019-05-04]\n    work: [2019-05-05]\n",
        "utf-8",
    )
    both = [read_notice(earlier), read_notice(later)]
    for notices in (both, both[::-1]):
        calendar = load_calendar(published_through=2018, notices=[notice("2019"), *notices])
        found = calendar.swaps(day("2019-05-01"), day("2019-05-12"))
        assert {f"{d:%m-%d}": state for d, state in found} == {
            "05-01": Day.OFF,
            "05-02": Day.OFF,
            "05-03": Day.OFF,
            "05-05": Day.WORK,
            "05-12": Day.WORK,
        }
        assert calendar.day(day("2019-05-04")) is Day.OFF


def with_festival(name: str, off: str, work: str = "", extra: int = 0) -> Notice:
    """The imagined notice for 2027 with other days for one festival."""
    base = notice("imagined-2027")
    arranged = Arrangement((name,), (*map(day, off.split()),), (*map(day, work.split()),))
    festivals = tuple(arranged if it.names == (name,) else it for it in base.festivals)
    return base._replace(festivals=festivals, extra_days_off=extra)


@pytest.mark.parametrize(
    ("off", "work", "extra", "whole"),
    [
        # 端午 2027 is Wednesday 9 June.
        ("06-09", "", 0, "06-09"),
        ("06-09 06-10 06-11 06-13", "", 2, "06-09 06-10 06-11 06-12 06-13"),
        ("06-09 06-10 06-11 06-14", "", 3, "06-09 06-10 06-11 06-12 06-13 06-14"),
        # A worked Saturday is no part of it, nor is the Sunday behind it, nor a weekday between.
        ("06-09 06-10 06-11 06-14", "06-12", 2, "06-09 06-10 06-11 06-14"),
        ("06-09 06-10 06-11 06-15", "", 3, "06-09 06-10 06-11 06-15"),
        ("06-09 06-10 06-12", "", 1, "06-09 06-10 06-12"),
        ("06-05 06-09", "", 0, "06-05 06-09"),
        # Weekends before the first and after the last day off are everybody's.
        ("06-07 06-08 06-09 06-10 06-11", "", 4, "06-07 06-08 06-09 06-10 06-11"),
    ],
)
def test_which_weekends_belong_to_a_festival(off: str, work: str, extra: int, whole: str) -> None:
    """Those between two days off of a festival, where nothing but days off lies in between."""
    dated = (
        " ".join(f"2027-{it}" for it in off.split()),
        " ".join(f"2027-{it}" for it in work.split()),
    )
    found = {it.names: it for it in holidays_of(2027, [with_festival("端午节", *dated, extra)])}
    arranged = found["端午节",]
    assert " ".join(f"{it:%m-%d}" for it in arranged.off) == whole
    assert " ".join(f"{it:%m-%d}" for it in arranged.work) == work


@pytest.mark.parametrize(
    ("year", "festival", "off", "work"),
    [
        (2014, "清明节", "04-05 04-06 04-07", ""),  # 5 and 7 April are named: the Sunday is between
        (2015, "端午节", "06-20 06-21 06-22", ""),
        (2026, "元旦", "01-01 01-02 01-03", "01-04"),
        (2020, "春节", "01-24 01-25 01-26 01-27 01-28 01-29 01-30 01-31 02-01 02-02", "01-19"),
    ],
)
def test_holidays_of_a_built_in_year(year: int, festival: str, off: str, work: str) -> None:
    """A festival of the library's own years, with its weekends, as its notice names them."""
    found = {name: it for it in holidays_of(year) for name in it.names}
    assert " ".join(f"{it:%m-%d}" for it in found[festival].off) == off
    assert " ".join(f"{it:%m-%d}" for it in found[festival].work) == work


def test_festivals_that_share_days_are_one_holiday() -> None:
    """Where two notices, or one, give a day for two festivals, their days stand together."""
    (shared,) = [it for it in holidays_of(2028, [notice("imagined-2028")]) if len(it.names) > 1]
    assert set(shared.names) == {"国庆节", "中秋节"}
    base = notice("imagined-2027")
    autumn = Arrangement(("中秋节", "国庆节"), (day("2027-10-08"),), (day("2027-10-16"),))
    amendment = Notice("2", 2027, "", "", day("2027-08-01"), (autumn,), amends=True)
    *others, last = holidays_of(2027, [base, amendment])
    assert set(last.names) == {"中秋节", "国庆节"}
    assert not {name for it in others for name in it.names} & set(last.names)
    assert [f"{it:%m-%d}" for it in (*last.off[:2], last.off[-1])] == ["09-15", "10-01", "10-08"]
    assert [f"{it:%m-%d}" for it in last.work] == ["09-25", "10-09", "10-16"]


def test_three_festivals_that_share_days_are_one_holiday() -> None:
    """Where one shares a day with a second, and that with a third, all three stand together."""
    amendments = [
        Notice(
            str(i), 2027, "", "", day(f"2027-07-0{i}"),
            (Arrangement(names, (day(off),), (day(work),)),), amends=True,
        )
        for i, (names, off, work) in enumerate([
            (("端午节", "中秋节"), "2027-09-16", "2027-09-18"),
            (("中秋节", "国庆节"), "2027-10-08", "2027-10-16"),
        ], start=1)
    ]  # fmt: skip
    found = [it.names for it in holidays_of(2027, [notice("imagined-2027"), *amendments])]
    assert [sorted(it) for it in found if len(it) > 1] == [sorted(("端午节", "中秋节", "国庆节"))]
    assert len(found) == 5


def problem_files(*notices: Notice) -> list[str]:
    """The notices that are told of what is wrong."""
    with pytest.raises(IcpError) as raised:
        load_calendar(published_through=2018, notices=notices)
    return [problem.file for problem in raised.value.problems]


def test_which_notice_a_problem_is_told_of() -> None:
    """What is wrong with a year is told of the notice that was laid last; it made it wrong."""
    base, amendment = notice("2019"), notice("2019-2")
    lacking = base._replace(file="base", festivals=base.festivals[1:])
    assert problem_files(lacking) == ["base", "base"]  # a statutory day, and the sum
    more = amendment.festivals[0]._replace(work=())
    wrong = amendment._replace(file="amendment", festivals=(more,))
    for order in ((base, wrong), (wrong, base)):
        assert problem_files(*order) == ["amendment"]
    on_labour_day = more._replace(off=(), work=(day("2019-05-01"),))
    taken_back = amendment._replace(file="amendment", festivals=(on_labour_day,))
    assert problem_files(base, taken_back) == ["amendment", "amendment"]
    later = wrong._replace(file="a", issued=day("2019-04-02"))
    earlier = wrong._replace(file="b", issued=day("2019-04-01"))
    assert problem_files(base, later, earlier) == ["a"]


def test_amendments_of_one_day_are_laid_by_the_name_of_their_file() -> None:
    """Two amendments issued on one day: the order of their files decides, whoever reads them."""
    base, amendment = notice("2019"), notice("2019-2")
    (labour_day,) = amendment.festivals
    fewer = amendment._replace(file="b", festivals=(labour_day._replace(work=labour_day.work[:1]),))
    worked = Notice(
        "c", 2019, "", "", amendment.issued,
        (Arrangement(("劳动节",), (), labour_day.work[1:]),), amends=True,
    )  # fmt: skip
    for order in ((base, worked, fewer), (base, fewer, worked)):
        load_calendar(published_through=2018, notices=order)
    assert problem_files(base, fewer, worked._replace(festivals=fewer.festivals)) == ["c"]
    assert problem_files(base, worked._replace(festivals=fewer.festivals), fewer) == ["c"]


def test_a_second_base_is_told_of_the_second() -> None:
    """Of three bases for one year, the second and the third are too many, and the first is named."""
    base = notice("2019")
    bases = [base._replace(file=name, title=name) for name in ("a", "b", "c")]
    with pytest.raises(IcpError) as raised:
        load_calendar(published_through=2018, notices=bases)
    told = [(it.file, it.message.en) for it in raised.value.problems]
    assert [file for file, _ in told] == ["b", "c"]
    assert all(words.startswith("a is already the notice for 2019") for _, words in told)


def test_the_sum_names_the_festivals_of_the_base_only() -> None:
    """A sum that is wrong lists each festival of the year's own notice that is, and no amendment's."""
    base, amendment = notice("2019"), notice("2019-2")
    (labour_day,) = amendment.festivals
    wrong = amendment._replace(festivals=(labour_day._replace(work=labour_day.work[:1]),))
    with pytest.raises(IcpError) as raised:
        load_calendar(published_through=2018, notices=[base, wrong])
    (problem,) = raised.value.problems
    assert problem.message.en == "2019: weekdays off less make-up workdays give 12, the law 11"


def test_reasons_for_extra_days_add_up() -> None:
    """Two amendments that each give a day more than the law give two: 2015 and 2020 did, in one."""
    base = notice("2019")
    days_more = [
        Notice(
            str(on), 2019, "", "", day(f"2019-06-{on}"),
            (Arrangement((f"纪念日{on}",), (day(f"2019-06-{on}"),), ()),),
            amends=True, extra_days_off=1,
        )
        for on in (17, 18)
    ]  # fmt: skip
    calendar = load_calendar(published_through=2018, notices=[base, *days_more])
    assert calendar.day(day("2019-06-17")) is calendar.day(day("2019-06-18")) is Day.OFF
    assert problem_files(base, days_more[0], days_more[1]._replace(extra_days_off=0)) == ["18"]


def test_a_base_replaces_the_library_s_year() -> None:
    """A base file stands in the place of the library's year, not on top of it."""
    moved = notice("2026")
    new_year = moved.festivals[0]
    off = (*new_year.off[:2], day("2025-12-31"))
    one_day_more = type(new_year)(new_year.names, off, (*new_year.work, day("2026-01-10")))
    moved = Notice("moved", 2026, "", "", None, (one_day_more, *moved.festivals[1:]))
    calendar = load_calendar(published_through=THROUGH, notices=[moved])
    assert calendar.day(day("2025-12-31")) is Day.OFF
    assert calendar.day(day("2026-01-10")) is Day.WORK
    without_work = type(new_year)(new_year.names, new_year.off[:1], ())
    moved = Notice("moved", 2026, "", "", None, (without_work, *moved.festivals[1:]))
    calendar = load_calendar(published_through=THROUGH, notices=[moved])
    assert states(calendar, "2026-01-01", "2026-01-04") == [Day.OFF, Day.WORK, Day.OFF, Day.OFF]


def test_the_next_notice_settles_late_december() -> None:
    """With the notice for 2027, nothing of 2026 is open any more, and the end of 2027 is."""
    calendar = load_calendar(published_through=THROUGH, notices=[notice("imagined-2027")])
    assert calendar.published_through == date(2027, 12, 31)
    open_days = calendar.unknown_days(date(2026, 1, 1), date(2027, 12, 31))
    assert [str(d) for d in open_days] == ["2027-12-25", "2027-12-26", "2027-12-30", "2027-12-31"]


def test_a_notice_with_a_gap_before_it() -> None:
    """A notice for 2028 without one for 2027 counts for its own days, and the end of 2027 is settled."""
    calendar = load_calendar(published_through=THROUGH, notices=[notice("imagined-2028")])
    assert calendar.published_through == date(2026, 12, 31)
    assert states(calendar, "2027-12-24", "2027-12-31") == [
        *(Day.WORK, Day.OFF, Day.OFF, Day.WORK, Day.WORK, Day.WORK, Day.WORK),
        Day.OFF,  # Friday 31 December is off by the notice for 2028
    ]
    assert calendar.day(day("2027-05-06")) is Day.UNKNOWN
    assert calendar.unknown_days(date(2028, 1, 1), date(2028, 12, 23)) == ()
    assert calendar.day(day("2028-10-08")) is Day.WORK


def test_a_notice_sets_days_of_the_year_before() -> None:
    """Of two notices that set one day, that of the later year counts: a Saturday off, then worked."""
    saturday = date(2027, 12, 25)
    before, after = notice("imagined-2027").festivals, notice("imagined-2028").festivals
    national_day = Arrangement(before[-1].names, (*before[-1].off, saturday), before[-1].work)
    new_year = Arrangement(after[0].names, (*after[0].off, date(2028, 1, 3)), (saturday,))
    notices = [
        Notice("2028", 2028, "", "", None, (new_year, *after[1:])),
        Notice("2027", 2027, "", "", None, (*before[:-1], national_day)),
    ]
    for order in (notices, notices[::-1]):
        calendar = load_calendar(published_through=THROUGH, notices=order)
        assert calendar.published_through == date(2028, 12, 31)
        assert calendar.day(saturday) is Day.WORK
        assert calendar.day(date(2027, 12, 31)) is Day.OFF


def test_the_same_notice_twice() -> None:
    """Two base files with the same content are one notice: two licenses may share a folder."""
    twice = [notice("2026"), notice("2026")]
    assert twice[0] == twice[1]
    assert (
        load_calendar(published_through=THROUGH, notices=twice).day(day("2026-01-04")) is Day.WORK
    )


@settings(max_examples=tries(20))
@given(st.permutations(["2026", "imagined-2027", "imagined-2028", "2019", "2019-2", "2020-2"]))
def test_the_order_of_files_does_not_matter(names: list[str]) -> None:
    """Whatever order the files are read in, the calendar is the same."""
    calendar, usual = (
        load_calendar(published_through=THROUGH, notices=map(notice, files))
        for files in (names, sorted(names))
    )
    for d in days(date(2018, 12, 1), date(2029, 12, 31)):
        assert calendar.day(d) is usual.day(d), d


@st.composite
def sound_notices(draw: st.DrawFn) -> Notice:
    """A notice for 2027 that adds up: each festival's own days, some more, and days worked for them."""
    arranged: list[Arrangement] = []
    taken = {d for f in festivals(2027) for d in days(f.first, f.last)}
    for f in festivals(2027):
        off = list(days(f.first, f.last))
        more = draw(st.integers(0, 3))
        while sum(d.weekday() < 5 for d in off) < (f.last - f.first).days + 1 + more:
            off.append(off[-1] + DAY)
        taken.update(off)
        reach = days(f.first - 13 * DAY, f.last + 13 * DAY)
        weekends = [d for d in reach if d.weekday() >= 5 and d not in taken]
        work = draw(st.permutations(weekends))[:more]
        assume(len(work) == more)  # 中秋 and 国庆 may want the same weekend
        taken.update(work)
        arranged.append(Arrangement((f.name,), tuple(off), tuple(sorted(work))))
    return Notice("drawn.yaml", 2027, "", "", None, tuple(arranged))


@given(sound_notices(), st.dates(date(2026, 12, 1), date(2027, 11, 1)), st.integers(1, 30))
def test_any_sound_notice_is_followed(drawn: Notice, start: date, n: int) -> None:
    """Every day is as the notice says, and counts agree with walking from day to day."""
    off = {d for f in drawn.festivals for d in f.off}
    work = {d for f in drawn.festivals for d in f.work}
    calendar = load_calendar(published_through=THROUGH, notices=[drawn])
    worked = [
        d
        for d in days(date(2026, 10, 1), date(2027, 12, 23))
        if d in work or (d not in off and calendar.day(d) is Day.WORK)
    ]
    for d in days(date(2027, 1, 1), date(2027, 12, 23)):
        assert (d in worked) == (d in work or (d.weekday() < 5 and d not in off))
    after = [d for d in worked if d > start][n - 1]
    before = [d for d in worked if d < start][-n]
    assert calendar.after(start, n) == Span(after, after)
    assert calendar.before(start, n) == Span(before, before)


def test_names_of_festivals(tmp_path: Path) -> None:
    """A festival may be written with or without 节, in English, and two with any of the usual marks."""
    written = (NOTICES / "imagined-2028.yaml").read_text("utf-8")
    for old, new in (
        ("清明节", "清明"),
        ("端午节", "Dragon Boat Festival"),
        ("国庆节、中秋节", "中秋和国庆节"),
    ):
        written = written.replace(old, new)
    path = tmp_path / "notice.yaml"
    path.write_text(written, "utf-8")
    names = [festival.names for festival in read_notice(path).festivals]
    assert names[2:] == [("清明节",), ("劳动节",), ("端午节",), ("中秋节", "国庆节")]


# What is wrong with a notice: each case is a sound notice, with words replaced

BROKEN: dict[str, list[tuple[str, str]]] = {
    "a make-up day on a weekday": [("2027-01-31,", "2027-02-01,")],
    "make-up days 13 days away": [
        ("2027-01-31, 2027-02-14", "2027-01-23, 2027-02-21"),
        ("2027-05-08", "2027-05-15"),
    ],
    "a make-up day 14 days away": [("2027-05-08", "2027-05-16")],
    "a make-up day near another festival only": [
        ("work: [2027-05-08]", "work: []"),
        ("off: [2027-06-09]", "off: [2027-06-09]\n    work: [2027-05-08]"),
    ],
    "a day both off and worked": [("2027-05-08", "2027-02-13")],
    "a make-up day too few": [(", 2027-02-14", "")],
    "a day off too many": [("off: [2027-06-09]", "off: [2027-06-09, 2027-06-10]")],
    "a statutory day not off": [("2027-05-01 to 2027-05-05", "2027-05-02 to 2027-05-05")],
    "a statutory day off for another festival": [
        ("off: [2027-09-15]", "off: [2027-09-16]"),
        ("2027-10-01 to 2027-10-07", "2027-09-15, 2027-10-01 to 2027-10-07"),
        ("2027-10-09]", "2027-10-09, 2027-10-10]"),
    ],
    "a festival missing": [("  - name: 端午节\n    off: [2027-06-09]\n", "")],
    "extra days off that explain": [
        ("issued:", "extra_days_off: 1\nissued:"),
        ("off: [2027-06-09]", "off: [2027-06-09, 2027-06-10]"),
    ],
    "extra days off that do not": [("issued:", "extra_days_off: 2\nissued:")],
    "a day off that the law does not know, and a make-up day far from it": [
        ("issued:", "extra_days_off: 1\nissued:"),
        (
            "  - name: 中秋节",
            "  - name: 纪念日\n    off: [2027-07-05, 2027-07-06]\n    work: [2027-07-18]\n  - name: 中秋节",
        ),
    ],
    "a day of the next year": [("2027-10-01 to", "2028-01-01, 2027-10-01 to")],
    "days far from the year": [
        ("2027-06-09", "2029-01-01"),
        ("2027-09-15", "2025-12-31 to 2027-09-15"),
    ],
    "a range that runs backwards": [("2027-10-01 to 2027-10-07", "2027-10-07 to 2027-10-01")],
    "dates in other forms": [
        ("2027-04-03 to 2027-04-05", "2027/4/3 to 2027-04-05"),
        ("2027-05-08", "2027-05-32"),
        ("[2027-06-09]", "2027-06-09"),
    ],
    "names that are not the law's": [("中秋节", "仲秋节"), ("劳动节", "Labor Day"), ("元旦", "''")],
    "a year that is none": [("year: 2027", "year: 27"), ("2027-01-31,", "2027-02-01,")],
    "unknown and missing keys": [
        ("year: 2027", "yaer: 2027"),
        ("name: 元旦", "nam: 元旦"),
        ("    off: [2027-06-09]\n", ""),
    ],
    "an amendment without a date": [("issued: 2026-11-10", "amends: true")],
    "an amendment without a base": [("issued:", "amends: true\nissued:")],
    "not a list of festivals": [("festivals:\n", "festivals: none\nrest:\n")],
}


def told(folder: Path, changes: list[tuple[str, str]]) -> str:
    """What is said of the notice for 2027 after the changes, in both languages."""
    written = (NOTICES / "imagined-2027.yaml").read_text("utf-8")
    for old, new in changes:
        assert old in written
        written = written.replace(old, new, 1)
    path = folder / "2027.yaml"
    path.write_text(written, "utf-8")
    try:
        calendar = load_calendar(published_through=THROUGH, notices=[read_notice(path)])
    except IcpError as error:
        found, code = error.problems, error.code
    else:
        found, code = calendar.notes, "read, with a note"
    if not found:
        return "(nothing is wrong)"
    return "\n".join(
        f"{code}: {Path(p.file).name}:{p.line}:{p.column}: {p.path}: {words}"
        for p in found
        for words in (p.message.en, p.message.zh)
    )


def test_broken_notices(tmp_path: Path, golden: Callable[[Path, str], None]) -> None:
    """Every problem of a notice is told at once, with its place, what is wrong and both numbers."""
    cases = (f"# {name}\n{told(tmp_path, changes)}\n" for name, changes in BROKEN.items())
    golden(NOTICES / "broken.txt", "\n".join(cases))


def test_two_bases_for_a_year(tmp_path: Path) -> None:
    """Two base files for one year with different content: the error names both."""
    other = tmp_path / "other.yaml"
    other.write_text(
        (NOTICES / "2026.yaml").read_text("utf-8").replace("国务院办公厅", "办公厅"), "utf-8"
    )
    with pytest.raises(IcpError) as raised:
        load_calendar(published_through=THROUGH, notices=[notice("2026"), read_notice(other)])
    (problem,) = raised.value.problems
    assert problem.file == str(other)
    assert str(NOTICES / "2026.yaml") in problem.message.en
    assert str(NOTICES / "2026.yaml") in problem.message.zh


def test_an_amended_year_is_judged_as_a_whole() -> None:
    """The sum of base and amendment together must be the law's: 2020's longer 春节 needs its reason."""
    base, amendment = notice("2020"), notice("2020-2")
    unexplained = Notice("2020-2", 2020, "", "", amendment.issued, amendment.festivals, amends=True)
    with pytest.raises(IcpError) as raised:
        load_calendar(published_through=2019, notices=[base, unexplained])
    (problem,) = raised.value.problems
    assert problem.file == "2020-2"
    assert problem.message.en == "2020: weekdays off less make-up workdays give 13, the law 11"


def test_problems_of_several_years_at_once() -> None:
    """What is wrong in one year does not hide what is wrong in another."""
    halves = [
        Notice(f"{year}.yaml", year, "", "", None, notice(str(year)).festivals[1:])
        for year in (2023, 2026)
    ]
    with pytest.raises(IcpError) as raised:
        load_calendar(published_through=THROUGH, notices=halves)
    assert {problem.file for problem in raised.value.problems} == {"2023.yaml", "2026.yaml"}


def test_a_library_with_more_years() -> None:
    """A newer `chinesecalendar` with one more notice is used as it is, without a new release."""
    from chinese_calendar import constants

    last = load_calendar().published_through
    off = {last: "New Year's Day", last + DAY: "New Year's Day"}
    with (
        patch.dict(constants.holidays, off),
        patch.dict(constants.workdays, {last + 10 * DAY: "New Year's Day"}),
    ):
        calendar = load_calendar()
        cut = load_calendar(published_through=last.year)
    assert calendar.published_through == date(last.year + 1, 12, 31)
    assert calendar.day(last) is Day.OFF
    assert calendar.day(last + 10 * DAY) is Day.WORK
    assert cut.day(last) is Day.UNKNOWN
