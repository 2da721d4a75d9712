"""The entry of a calendar or of a list of things to do, and what its day stands for."""

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from icpcli.model.deadline import Deadline


class Moment(StrEnum):
    """What a day in somebody's calendar stands for. `today`: the day to file by has passed, and it
    is still to be done."""

    FILE_BY = "file-by"
    OPENS = "opens"
    PREPARE_FROM = "prepare-from"
    AHEAD = "ahead"
    TODAY = "today"


class Closing(StrEnum):
    """Why nothing is to be done any more. `void`: its event was recorded by mistake."""

    FILED = "filed"
    WAIVED = "waived"
    VOID = "void"


Group = tuple[Deadline, ...]
"""A deadline, or two of which only one is needed, to be told as one: renewal first."""

_FIRST_EDITION = date(2020, 1, 1)


def edition(as_of: date) -> int:
    """The number of a calendar that is written on a day: it grows from day to day.

    The days since 2020: of milliseconds Google says that the number is too long.
    """
    return max(0, (as_of - _FIRST_EDITION).days)


class Entry(NamedTuple):
    """An all-day entry of a calendar: what of which deadline, and on which day.

    `uid` says for good which entry this is, wherever it moves; of two editions of it, the one with
    the higher `sequence` holds. One that reminds on a day off begins on the last working day before
    it, and lasts `through` that day. `alarms` ring so many days before the entry, the one to keep
    first. One that is `closed` cancels what calendars hold.
    """

    deadline: Deadline
    moment: Moment
    on: date
    uid: str
    sequence: int = 0
    through: date | None = None
    alarms: tuple[int, ...] = ()
    closed: Closing | None = None

    @property
    def last(self) -> date:
        """Its last day."""
        return self.through or self.on
