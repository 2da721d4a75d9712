"""An entry of a journal, as it was written down.

It stands apart from what the entries amount to because a license without a journal is answered
faster without it.
"""

from datetime import date, time
from enum import StrEnum
from typing import NamedTuple


class Act(StrEnum):
    """What an entry of a journal says: the key in it that names its subject."""

    EVENT = "event"
    DONE = "done"
    WAIVE = "waive"
    ANSWER = "answers"
    UNDO = "undo"


class Record(NamedTuple):
    """An entry of a journal. `number` is its position, from 1, and never changes.

    `subject` is the id of the event or of the deadline; of an answer and an undo the number of the
    entry that they are about. `on` is the day of the event or of the filing; of a waiver, the last.
    `answer`, `about` and `closes` are those of `Event`.
    """

    number: int
    recorded: date
    act: Act
    subject: str
    on: date | None = None
    answer: bool | None = None
    about: str = ""
    closes: str = ""
    receipt: str = ""
    note: str = ""
    reason: str = ""
    voided_by: int | None = None
    """The number of the undo, where the entry was a mistake."""
    at: time | None = None
    """The time of day, of an event or a filing that has one."""
    last: bool = False
    license: str = ""
    """Of an entry in the journal of a ledger: the number of the license that it is about."""
    kind: str = ""
    """Its kind, where several rows of the ledger have that number."""

    @property
    def day(self) -> date:
        """`on`, of an entry that has one."""
        assert self.on is not None
        return self.on

    @property
    def moment(self) -> str:
        """The day, with the time where it has one: `2026-11-26T20:00`."""
        return f"{self.on}T{self.at:%H:%M}" if self.at else str(self.on or "")

    @property
    def reference(self) -> str:
        """What it says, in one word: `capital-change@2026-09-25`, `annual-report@2027`, `3`."""
        return f"{self.subject}@{self.on}" if self.act is Act.EVENT else self.subject
