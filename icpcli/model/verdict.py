"""The nouns of `icp check`: how bad an item is, and the verdict on it all.

They stand apart from the other answers because `icp check` starts faster without those.
"""

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from icpcli.model.deadline import Deadline, Report
from icpcli.model.license import License
from icpcli.model.problem import Problem, Text


class Grade(StrEnum):
    """What `icp check` says of an item or of it all, mildest first. `unknown`: it could not tell."""

    OK = "ok"
    WARNING = "warning"
    CRITICAL = "critical"
    OVERDUE = "overdue"
    UNKNOWN = "unknown"


class Item(NamedTuple):
    """A deadline that was judged, or a finding: then `deadline` is None and `id` is its code.

    `line` is the rule's place in the license's file, 1 for a finding; its `file_by` is the first
    of its dates. `is_open`: there is a day to file by, and it is neither filed nor waived.
    """

    grade: Grade
    id: str
    license: License
    line: int
    file_by: date | None
    days_left: int | None
    title: Text
    deadline: Deadline | None
    is_open: bool
    noted: bool = False
    """Whether a check says a finding although it only informs."""
    reminded: bool = False
    """Whether reminders tell a finding although it only informs."""


class Unread(NamedTuple):
    """A file that could not be used: the code of the error, and every problem in it."""

    code: str
    problems: tuple[Problem, ...]


class Verdict(NamedTuple):
    """What `icp check` found. `items` are sorted, the worst first and then the nearest.

    `status` is the worst of all; only `exit_code` depends on what the check is to fail on. `places`
    are what a host calls the files, where that is not their own path.
    """

    report: Report
    items: tuple[Item, ...]
    unread: tuple[Unread, ...]
    counts: dict[Grade, int]
    status: Grade
    exit_code: int
    next: Deadline | None
    places: Mapping[str, str] = {}
    written: datetime | None = None
    """The moment at which it was reached, for formats that say so."""

    @property
    def alerts(self) -> tuple[Item, ...]:
        """The items at warning or worse."""
        return tuple(item for item in self.items if item.grade is not Grade.OK)

    @property
    def notes(self) -> tuple[Item, ...]:
        """The findings that only inform, and that a check says all the same."""
        return tuple(it for it in self.items if it.noted and it.grade is Grade.OK)

    @property
    def reminders(self) -> tuple[Item, ...]:
        """What a reminder tells besides the deadlines: what is to be mended, and what it is for."""
        told = (it for it in self.items if it.grade is not Grade.OK or it.reminded)
        return tuple(it for it in told if it.deadline is None)

    @property
    def findings(self) -> tuple[Item, ...]:
        """Of those, what is no deadline: it is told of every day until it is mended."""
        return tuple(item for item in self.alerts if item.deadline is None)
