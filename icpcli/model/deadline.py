"""A deadline with its dates and its derivation, a finding, and the report of them all."""

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from icpcli.model.license import Alert, License, Rule
from icpcli.model.problem import Text


class Step(NamedTuple):
    """One link of the derivation: the date reached, and why. It starts where the last one ended."""

    date: date
    why: Text


class Kind(StrEnum):
    """How a deadline is counted."""

    BEFORE = "before"
    AFTER = "after"
    WINDOW = "window"
    IMMEDIATE = "immediate"
    GATE = "gate"


class Status(StrEnum):
    """How a deadline stands. `past`: a recurring one whose day went by, nobody knows how."""

    UPCOMING = "upcoming"
    WARNING = "warning"
    CRITICAL = "critical"
    OVERDUE = "overdue"
    FILED = "filed"
    WAIVED = "waived"
    PAST = "past"


OPEN = (Status.OVERDUE, Status.CRITICAL, Status.WARNING, Status.UPCOMING)
"""Somebody has to act on these; the worst first."""


class Certainty(StrEnum):
    """`provisional`: a holiday notice that is not out yet may still move a date."""

    FINAL = "final"
    PROVISIONAL = "provisional"


class Deadline(NamedTuple):
    """One filing with its dates; every field is defined in semantics § 1.

    `trigger` is `issued`, `expires`, `year` or an event id. All dates but the trigger's, and
    `days_left`, are None for a gate. `alternatives` are the deadlines of which only one is due
    (renew, or report that you do not).
    """

    id: str
    license: License
    rule: Rule
    kind: Kind
    trigger: str
    trigger_date: date
    opens: date | None
    prepare_from: date | None
    due: date | None
    due_latest: date | None
    file_by: date | None
    extended_to: date | None
    certainty: Certainty
    reasons: tuple[str, ...]
    see_also: tuple[str, ...]
    alternatives: tuple[str, ...]
    status: Status
    days_left: int | None
    alert: Alert | None
    """The thresholds that decided `status`, in days before `file_by`; None for a gate."""
    steps: tuple[Step, ...]
    notes: tuple[Text, ...]
    """What a person should know besides: other ways to count, what a missing notice can change."""
    filed: date | None = None
    """The day on which it, or its alternative, was filed."""
    days_early: int | None = None
    """From that day to `due`; negative where it was late."""
    waived_until: date | None = None
    """The last day on which nobody wants to be asked about it."""
    closed_on: date | None = None
    """The day on which the entry was recorded that closed it: its filing or its alternative's, a
    waiver after `due`, the undo of its event; None while it is open."""
    strictest: date | None = None
    """Where a period can be counted in several ways: in time under each on this day; else None."""

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to act by a day: not filed, waived or passed, and no mere gate."""
        return self.file_by is not None and self.status in OPEN


class Level(StrEnum):
    """How much a finding matters: `info` and `warning` advise, `critical` is a breach."""

    INFO = "info"
    WARNING = "warning"
    CRITICAL = "critical"


class Finding(NamedTuple):
    """Something besides a deadline that wants attention; `code` is a stable word for scripts."""

    code: str
    level: Level
    license: License
    clause: str
    message: Text
    dates: tuple[date, ...] = ()
    waivable: str = ""
    """The id under which it can be waived for a time; empty where it cannot."""


class LicenseState(NamedTuple):
    """A license on the day of the report. `next` is the open deadline to act on first.

    `entries` is how many entries its journal has: a number that only grows. `published_through` is
    the last day of the years whose holiday notices it is answered with.
    """

    license: License
    days_to_expiry: int
    next: Deadline | None
    entries: int = 0
    published_through: date = date.max


class Report(NamedTuple):
    """Everything an output needs, sorted; nothing is left to compute.

    `if_today` holds one deadline for each rule that an event starts, as if it happened on `as_of`;
    `voided` those of events that were recorded by mistake: calendars that hold them must let them go.
    """

    as_of: date
    published_through: date
    licenses: tuple[LicenseState, ...]
    deadlines: tuple[Deadline, ...]
    if_today: tuple[Deadline, ...] = ()
    findings: tuple[Finding, ...] = ()
    voided: tuple[Deadline, ...] = ()


class Change(NamedTuple):
    """A deadline before and after something became known; None where it does not run."""

    before: Deadline | None
    after: Deadline | None


MOVING_FIELDS = (
    "file_by",
    "due",
    "due_latest",
    "opens",
    "prepare_from",
    "extended_to",
    "certainty",
)
"""What of a deadline can move when a notice comes out."""


def moved_fields(change: Change) -> list[tuple[str, str, str]]:
    """The fields that differ: name, before, after."""
    pairs = (
        (name, *(str(getattr(one, name, None) or "") for one in change)) for name in MOVING_FIELDS
    )
    return [(name, before, after) for name, before, after in pairs if before != after]
