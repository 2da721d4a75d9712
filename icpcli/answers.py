"""The nouns of the answers besides the report: a reminder, an entry, a count, a year.

They stand apart from the model because `icp deadlines` starts faster without them.
"""

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from icpcli.model import Certainty, Deadline, Direction


class Change(NamedTuple):
    """A deadline before and after something became known; None where it does not run."""

    before: Deadline | None
    after: Deadline | None


class Act(StrEnum):
    """What an entry of a journal says: the key in it that names its subject."""

    EVENT = "event"
    DONE = "done"
    WAIVE = "waive"
    ANSWER = "answer"
    UNDO = "undo"


class Record(NamedTuple):
    """An entry of a journal. `number` is its position, from 1, and never changes.

    `subject` is the id of the event or of the deadline; of an answer and an undo the number of the
    entry that they are about. `on` is the day of the event or of the filing; of a waiver, the last.
    """

    number: int
    recorded: date
    act: Act
    subject: str
    on: date | None = None
    changes_operator: bool | None = None
    receipt: str = ""
    note: str = ""
    reason: str = ""
    voided_by: int | None = None
    """The number of the undo, where the entry was a mistake."""

    @property
    def day(self) -> date:
        """`on`, of an entry that has one."""
        assert self.on is not None
        return self.on

    @property
    def about(self) -> str:
        """What it is about, in one word: `capital-change@2026-09-25`, `annual-report@2027`, `3`."""
        return f"{self.subject}@{self.on}" if self.act is Act.EVENT else self.subject


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


class Count(NamedTuple):
    """An answer of the working-day calendar: the `n`-th working day before or after `start`."""

    start: date
    n: int
    direction: Direction
    earliest: date
    latest: date
    certainty: Certainty
    reasons: tuple[str, ...]


class Between(NamedTuple):
    """Working days after `first`, up to and including `last`: at least, and at most."""

    first: date
    last: date
    at_least: int
    at_most: int
    certainty: Certainty
    reasons: tuple[str, ...]


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
    published: bool = True
    """False where only the law is known: `festivals` are then the statutory days."""
