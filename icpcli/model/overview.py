"""The nouns of the history and of the page: what became of each deadline, and all of it at one look."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from icpcli.model.calendar import Mark
from icpcli.model.deadline import Deadline, LicenseState, Report, Status
from icpcli.model.license import Duty, License
from icpcli.model.problem import Text
from icpcli.model.told import Told
from icpcli.model.verdict import Unread


class Result(StrEnum):
    """What became of a deadline. `no-record`: its day went by, and nothing is recorded of it."""

    OVERDUE = "overdue"
    LATE = "late"
    FILED = "filed"
    WAIVED = "waived"
    NO_RECORD = "no-record"
    OPEN = "open"


class Outcome(NamedTuple):
    """A deadline with what became of it; or a filing of the journal that no deadline is known to.

    `title` is None where neither a deadline nor a rule of that id is known any more. `remark` is
    the note of a filing, or the reason of a waiver.
    """

    license: License
    id: str
    title: Text | None
    due: date | None
    filed: date | None
    result: Result
    days_early: int | None = None
    """From the filing to `due`; negative where it was late."""
    receipt: str = ""
    remark: str = ""
    deadline: Deadline | None = None


class Lane(NamedTuple):
    """A license on the timeline, with what is open in the time that is shown."""

    state: LicenseState
    told: tuple[Told, ...]


class SharedDuty(NamedTuple):
    """A duty without a date, and every license that has it in the very same words."""

    duty: Duty
    licenses: tuple[License, ...]


class Overview(NamedTuple):
    """All that a page shows, complete and in its order.

    `told` is every deadline that is not filed and whose day has not gone by unknown, the worst
    first. `marks` says of each day of the months that are shown whether it is worked; a day on
    which the calendars of the licenses differ is marked undecided.
    """

    report: Report
    told: tuple[Told, ...]
    next: tuple[Told, ...]
    counts: Mapping[Status, int]
    first: date
    last: date
    """The days between which the timeline runs."""
    lanes: tuple[Lane, ...]
    marks: tuple[tuple[date, Mark], ...]
    outcomes: tuple[Outcome, ...]
    duties: tuple[SharedDuty, ...]
    unread: tuple[Unread, ...]
