"""What a holiday notice says (semantics § 5): for each festival, the days off and the make-up days."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

MAKE_UP_REACH = 11
"""A make-up workday is at most so many days from a statutory day of its festival."""

ENGLISH_NAMES = {
    "New Year's Day": "元旦",
    "Spring Festival": "春节",
    "Tomb-sweeping Day": "清明节",
    "Labour Day": "劳动节",
    "Dragon Boat Festival": "端午节",
    "Mid-autumn Festival": "中秋节",
    "National Day": "国庆节",
}
"""The festivals as `chinesecalendar` has them, and the law."""


class Arrangement(NamedTuple):
    """What a notice says of one festival, or of two that it arranges together.

    `names` are the law's; a day off that the law does not know (3 September 2015) has its own.
    """

    names: tuple[str, ...]
    off: tuple[date, ...]
    work: tuple[date, ...]


class Notice(NamedTuple):
    """A holiday notice of semantics § 5, and the `file` it was read from.

    `extra_days_off`: how many more days the notice gives than the law (2015: 1, 2020: 2).
    """

    file: str
    year: int
    title: str
    number: str
    issued: date | None
    festivals: tuple[Arrangement, ...]
    amends: bool = False
    extra_days_off: int = 0


def each_day(first: date, last: date) -> Iterator[date]:
    """The days from `first` to `last`, both included."""
    return (first + timedelta(days=i) for i in range((last - first).days + 1))
