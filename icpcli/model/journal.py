"""What happened to a license and what was filed: entries of a journal, and what they amount to."""

from datetime import date, time, timedelta
from typing import NamedTuple

LONGEST_WAIVER_OF_A_GATE = timedelta(days=30)
"""A change carried out before its approval is a breach: it may be kept quiet for so long at a time."""
LONGEST_WAIVER_OF_A_BEGINNING = timedelta(days=90)
"""What recurs and never began may be kept quiet for so long at a time: a system not yet due."""
NEAR = timedelta(days=180)
"""How far apart two events may lie and still be of the same facts."""
NEVER_DONE = "never-done"
"""What never began, as a finding; with `:RULE` behind it, what is waived of it."""


class Event(NamedTuple):
    """Something that happened, and the day on which it did.

    A `void` one was recorded by mistake: it starts nothing, but keeps its number.
    """

    id: str
    on: date
    void: bool = False
    answer: bool | None = None
    """Whether the event that this one asks about came before it; None: nobody has said."""
    undone: date | None = None
    """Of a void one: the day on which the undo was recorded."""
    about: str = ""
    """Which of several things it happened to, such as a website; only among those does it close one."""
    closes: str = ""
    """The id of the deadline that it closes, where somebody has said which."""
    recorded: date | None = None
    number: int = 0
    """Its entry in the journal; 0 of one that is only supposed."""
    at: time | None = None
    """The time of day in China, where it was given."""
    last: bool = False
    """Whether it ends what recurs: nothing follows from it (a system retired)."""
    receipt: str = ""
    """Its number, or where it lies, where the event is a filing as well."""
    note: str = ""


class Filing(NamedTuple):
    """That the filing of the deadline with the id `deadline` was made, and when."""

    deadline: str
    on: date
    recorded: date | None = None
    at: time | None = None
    """The time of day in China, where it was given."""
    receipt: str = ""
    note: str = ""


class Waiver(NamedTuple):
    """That nobody wants to be asked about a deadline up to and including `until`, and why."""

    deadline: str
    until: date
    reason: str
    recorded: date | None = None

    def last_day(self, file_by: date | None, due: date | None) -> date | None:
        """The last day on which a deadline with these dates is not spoken of; None: it never is not.

        Nobody can waive the law: what was waived while it could still be filed in time speaks again
        from its day to file by, whatever `until` says (semantics § 6). What was too late already
        may be waived to any day.
        """
        if file_by is None or due is None:
            return None
        recorded = self.recorded or date.min
        if recorded > due:
            return self.until
        last = min(self.until, file_by - timedelta(days=1))
        return last if recorded <= last else None

    @property
    def last_day_of_a_finding(self) -> date:
        """The last day on which a finding is not spoken of: a gate that was not waited for, or what
        recurs and never began."""
        beginning = self.deadline.startswith(f"{NEVER_DONE}:")
        longest = LONGEST_WAIVER_OF_A_BEGINNING if beginning else LONGEST_WAIVER_OF_A_GATE
        if self.recorded is None or self.until - self.recorded <= longest:
            return self.until
        return self.recorded + longest


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


def is_long_ago(on: date, recorded: date) -> bool:
    """Whether a day lies more than a year before another: the year may be a slip."""
    return (on.year + 1, on.month, on.day) < (recorded.year, recorded.month, recorded.day)
