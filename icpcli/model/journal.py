"""What happened to a license and what was filed: entries of a journal, and what they amount to."""

from datetime import date
from enum import StrEnum
from typing import NamedTuple


class Event(NamedTuple):
    """Something that happened, and the day on which it did.

    A `void` one was recorded by mistake: it starts nothing, but keeps its number.
    """

    id: str
    on: date
    void: bool = False
    changes_operator: bool | None = None
    """Of a shareholder change: whether it changes the operator; None: nobody has said."""
    undone: date | None = None
    """Of a void one: the day on which the undo was recorded."""


class Filing(NamedTuple):
    """That the filing of the deadline with the id `deadline` was made, and when."""

    deadline: str
    on: date
    recorded: date | None = None


class Waiver(NamedTuple):
    """That nobody wants to be asked about a deadline up to and including `until`, and why."""

    deadline: str
    until: date
    reason: str
    recorded: date | None = None


class Journal(NamedTuple):
    """What happened to a license and what was filed.

    `since` is the day on which the first entry was recorded, `entries` how many there are in all:
    those of later days and those that were undone, too.
    """

    events: tuple[Event, ...] = ()
    filings: tuple[Filing, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    since: date | None = None
    entries: int = 0


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
