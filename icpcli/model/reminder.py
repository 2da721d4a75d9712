"""The entry of a calendar or of a list of things to do, and what its day stands for."""

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from icpcli.model.deadline import Deadline


class Moment(StrEnum):
    """What a day in somebody's calendar stands for."""

    FILE_BY = "file-by"
    OPENS = "opens"
    PREPARE_FROM = "prepare-from"
    AHEAD = "ahead"


class Entry(NamedTuple):
    """One all-day entry of a calendar: what of which deadline, and on which day.

    `uid` says for good which entry this is, wherever it moves. `ahead` is how many days it lies
    before `file_by`. `alarms` ring so many days before the entry, the one to keep first.
    """

    deadline: Deadline
    moment: Moment
    on: date
    uid: str
    ahead: int = 0
    alarms: tuple[int, ...] = ()
