"""The seven statutory festivals: what is known of each, the law, and the days, 2004–2099.

Law: 《全国年节及纪念日放假办法》 as amended. Lunar dates and 清明: GB/T 33661-2017, tabulated, because
a library that computes them takes 20 ms to import; the tests compare the table with two of them.
"""

from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

NEW_YEAR = "元旦"
MAKE_UP_REACH = 13
"""A make-up workday farther than so many days from a statutory day of its own festival is doubted.

Until 2023 the farthest was 9 days away, in 2024 one was 10, in 2026 one was 11 (semantics § 3)."""


class Known(NamedTuple):
    """What is known of a festival, whatever the year.

    `english` is its name in `chinesecalendar`, `printed` a regular expression for the names that
    notices give it. Weekdays up to `lead` days before its first statutory day, and up to `trail`
    days after its last, may be given off: the most seen in the notices for 2008–2026, and one day
    more (semantics § 3). `day` is its month and day as one number (501 is 1 May), 0 where it moves.
    """

    name: str
    english: str
    printed: str
    lead: int
    trail: int
    day: int = 0


_KNOWN = (
    Known(NEW_YEAR, "New Year's Day", "元旦节?|新年", 2, 3, 101),
    Known("春节", "Spring Festival", "春节", 2, 5),
    Known("清明节", "Tomb-sweeping Day", "清明节?", 3, 3),
    Known(
        "劳动节",
        "Labour Day",
        '"?五一"?(?:国际)?(?:劳动节)?|(?:国际)?劳动节',
        3,
        5,
        501,
    ),
    Known("端午节", "Dragon Boat Festival", "端午节?", 3, 3),
    Known("中秋节", "Mid-autumn Festival", "中秋节?", 6, 8),
    Known("国庆节", "National Day", '国庆节?|"?十一"?', 3, 6, 1001),
)
FESTIVALS = {known.name: known for known in _KNOWN}
"""The seven festivals by the name that the law gives them, in its order."""


class Festival(NamedTuple):
    """A festival in one year: its statutory days off, first to last."""

    name: str
    first: date
    last: date


class Law(NamedTuple):
    """A version of the law: for each festival, its days off counted from the day it is named for."""

    in_force_from: int
    decree: str
    days_off: dict[str, tuple[int, int]]


LAWS = (
    Law(
        2000,
        "国务院令第270号",
        {"元旦": (0, 0), "春节": (0, 2), "劳动节": (0, 2), "国庆节": (0, 2)},
    ),
    Law(
        2008,
        "国务院令第513号",
        {
            "元旦": (0, 0),
            "春节": (-1, 1),
            "清明节": (0, 0),
            "劳动节": (0, 0),
            "端午节": (0, 0),
            "中秋节": (0, 0),
            "国庆节": (0, 2),
        },
    ),
    Law(
        2014,
        "国务院令第644号",
        {
            "元旦": (0, 0),
            "春节": (0, 2),
            "清明节": (0, 0),
            "劳动节": (0, 0),
            "端午节": (0, 0),
            "中秋节": (0, 0),
            "国庆节": (0, 2),
        },
    ),
    Law(
        2025,
        "国务院令第795号",
        {
            "元旦": (0, 0),
            "春节": (-1, 2),
            "清明节": (0, 0),
            "劳动节": (0, 1),
            "端午节": (0, 0),
            "中秋节": (0, 0),
            "国庆节": (0, 2),
        },
    ),
)

_MOVING = tuple(known.name for known in _KNOWN if not known.day)
_FIXED_DAYS = {known.name: known.day for known in _KNOWN if known.day}

MOVING_DAYS_BY_YEAR = {
    2004: (122, 404, 622, 928),
    2005: (209, 405, 611, 918),
    2006: (129, 405, 531, 1006),
    2007: (218, 405, 619, 925),
    2008: (207, 404, 608, 914),
    2009: (126, 404, 528, 1003),
    2010: (214, 405, 616, 922),
    2011: (203, 405, 606, 912),
    2012: (123, 404, 623, 930),
    2013: (210, 404, 612, 919),
    2014: (131, 405, 602, 908),
    2015: (219, 405, 620, 927),
    2016: (208, 404, 609, 915),
    2017: (128, 404, 530, 1004),
    2018: (216, 405, 618, 924),
    2019: (205, 405, 607, 913),
    2020: (125, 404, 625, 1001),
    2021: (212, 404, 614, 921),
    2022: (201, 405, 603, 910),
    2023: (122, 405, 622, 929),
    2024: (210, 404, 610, 917),
    2025: (129, 404, 531, 1006),
    2026: (217, 405, 619, 925),
    2027: (206, 405, 609, 915),
    2028: (126, 404, 528, 1003),
    2029: (213, 404, 616, 922),
    2030: (203, 405, 605, 912),
    2031: (123, 405, 624, 1001),
    2032: (211, 404, 612, 919),
    2033: (131, 404, 601, 908),
    2034: (219, 405, 620, 927),
    2035: (208, 405, 610, 916),
    2036: (128, 404, 530, 1004),
    2037: (215, 404, 618, 924),
    2038: (204, 405, 607, 913),
    2039: (124, 405, 527, 1002),
    2040: (212, 404, 614, 920),
    2041: (201, 404, 603, 910),
    2042: (122, 404, 622, 928),
    2043: (210, 405, 611, 917),
    2044: (130, 404, 531, 1005),
    2045: (217, 404, 619, 925),
    2046: (206, 404, 608, 915),
    2047: (126, 405, 529, 1004),
    2048: (214, 404, 615, 922),
    2049: (202, 404, 604, 911),
    2050: (123, 404, 623, 930),
    2051: (211, 405, 613, 919),
    2052: (201, 404, 601, 907),
    2053: (219, 404, 620, 926),
    2054: (208, 404, 610, 916),
    2055: (128, 405, 530, 1005),
    2056: (215, 404, 617, 924),
    2057: (204, 404, 606, 913),
    2058: (124, 404, 625, 1002),
    2059: (212, 405, 614, 921),
    2060: (202, 404, 603, 909),
    2061: (121, 404, 622, 928),
    2062: (209, 404, 611, 917),
    2063: (129, 405, 601, 1006),
    2064: (217, 404, 619, 925),
    2065: (205, 404, 608, 915),
    2066: (126, 404, 528, 1003),
    2067: (214, 405, 616, 923),
    2068: (203, 404, 604, 911),
    2069: (123, 404, 623, 929),
    2070: (211, 404, 613, 919),
    2071: (131, 405, 602, 908),
    2072: (219, 404, 620, 926),
    2073: (207, 404, 610, 916),
    2074: (127, 404, 530, 1005),
    2075: (215, 404, 617, 924),
    2076: (205, 404, 606, 912),
    2077: (124, 404, 624, 1001),
    2078: (212, 404, 614, 920),
    2079: (202, 404, 604, 910),
    2080: (122, 404, 622, 928),
    2081: (209, 404, 611, 917),
    2082: (129, 404, 601, 1006),
    2083: (217, 404, 619, 926),
    2084: (206, 404, 607, 914),
    2085: (126, 404, 527, 1003),
    2086: (214, 404, 615, 922),
    2087: (203, 404, 605, 911),
    2088: (124, 404, 623, 929),
    2089: (210, 404, 613, 918),
    2090: (130, 404, 602, 908),
    2091: (218, 404, 621, 927),
    2092: (207, 404, 609, 916),
    2093: (127, 404, 529, 1005),
    2094: (215, 404, 617, 924),
    2095: (205, 404, 606, 913),
    2096: (125, 404, 624, 930),
    2097: (212, 404, 614, 920),
    2098: (201, 404, 604, 909),
    2099: (121, 404, 623, 929),
}


def law_in_force(year: int) -> Law:
    """The version of the law that gives `year` its days off (2004–2099)."""
    return next(law for law in reversed(LAWS) if law.in_force_from <= year)


@cache
def festivals(year: int) -> tuple[Festival, ...]:
    """The statutory festivals of `year` (2004–2099) under the law in force, in the law's order."""
    named_days = _FIXED_DAYS | dict(zip(_MOVING, MOVING_DAYS_BY_YEAR[year], strict=True))
    return tuple(
        Festival(name, day + timedelta(days=first), day + timedelta(days=last))
        for name, (first, last) in law_in_force(year).days_off.items()
        for day in [date(year, *divmod(named_days[name], 100))]
    )
