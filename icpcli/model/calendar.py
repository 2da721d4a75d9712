"""The nouns of the answers besides the report: a reminder, an entry, a count, a year.

They stand apart from the model because `icp deadlines` starts faster without them.
"""

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from icpcli.model.deadline import Certainty
from icpcli.model.license import Direction


class Count(NamedTuple):
    """An answer of the working-day calendar: the `n`-th working day before or after `start`."""

    start: date
    n: int
    direction: Direction
    earliest: date
    latest: date
    notices: tuple[int, ...]
    """The years whose holiday notices can still move it."""

    @property
    def certainty(self) -> Certainty:
        """Provisional exactly where a notice can still move it."""
        return Certainty.until(self.notices)


class Between(NamedTuple):
    """Working days after `first`, up to and including `last`: at least, and at most."""

    first: date
    last: date
    at_least: int
    at_most: int
    notices: tuple[int, ...]
    """The years whose holiday notices decide between the two."""

    @property
    def certainty(self) -> Certainty:
        """Provisional exactly where a notice has to decide."""
        return Certainty.until(self.notices)


class Mark(StrEnum):
    """How a day is drawn in a year's calendar."""

    WORK = "work"
    OFF = "off"
    HOLIDAY = "holiday"
    MAKE_UP = "make-up"
    UNKNOWN = "unknown"


class Year(NamedTuple):
    """A year of marks, one a day from 1 January on."""

    year: int
    published: bool
    marks: tuple[tuple[date, Mark], ...]


class DaysOff(NamedTuple):
    """The days off and the make-up workdays of one festival, or of two arranged together."""

    festival: str
    off: tuple[date, ...]
    work: tuple[date, ...]


class HolidayYear(NamedTuple):
    """What is known of a year's holidays: from a notice in `file`, or, without one, built in."""

    year: int
    title: str
    number: str
    issued: date | None
    amends: bool
    extra_days_off: int
    file: str
    festivals: tuple[DaysOff, ...]
    local: str = ""
    """The region whose own days off these are; empty for the whole country's."""
    published: bool = True
    """False where only the law is known: `festivals` are then the statutory days."""
