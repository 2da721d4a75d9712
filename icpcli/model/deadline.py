"""A deadline with its dates and its derivation, and the report of them all."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol, Self, TypeVar

from icpcli.model.journal import Event
from icpcli.model.license import BY_THEMSELVES, EXPIRES, Alert, License, Rule
from icpcli.model.problem import Text

By = Literal["company", "month"]
BY: tuple[By, ...] = ("company", "month")
"""What a list of deadlines is parted by."""


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
    FIXED = "fixed"
    HOURS = "hours"


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

    @classmethod
    def until(cls, notices: Sequence[int]) -> Self:
        """The certainty of what waits for the holiday notices of these years."""
        return cls("provisional" if notices else "final")


class Dates(NamedTuple):
    """The dates of a deadline that can be computed (semantics § 1), and the only list of them.

    JSON, rows, screens and what compares two answers walk over its fields, so that a new one shows
    in all of them. Every one is None for a gate.
    """

    opens: date | None = None
    """The first day of a window; None where there is no window."""
    prepare_from: date | None = None
    """The holder's own lead time, which is not law."""
    due: date | None = None
    """The last day in time under the license's own words."""
    due_latest: date | None = None
    """Where working days through undecided days end at the latest; else `due`."""
    file_by: date | None = None
    """The day to plan for: certainly a working day, and in time under every way to count; before
    `due` for what is counted back from a date."""
    extended_to: date | None = None
    """The next working day after a forward period that ends on a day off: information only."""


class Deadline(NamedTuple):
    """One filing with its dates; every field is defined in semantics § 1.

    `trigger` is `issued`, `expires`, `year` or an event id. `days_left` is None for a gate.
    `alternatives` are the deadlines of which only one is due (renew, or report that you do not).
    """

    id: str
    license: License
    rule: Rule
    kind: Kind
    trigger: str
    trigger_date: date
    dates: Dates
    notices: tuple[int, ...]
    """The years whose holiday notices can still move a date; empty where all is final."""
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
    minutes_early: int | None = None
    """Of a period of hours, from the moment of its filing to `due_at`, where that was recorded."""
    waived_until: date | None = None
    """The last day on which nobody wants to be asked about it."""
    closed_on: date | None = None
    """The day on which the entry was recorded that closed it: its filing or its alternative's, a
    waiver after `due`, the undo of its event, the term that followed; None while it is open."""
    filed_as: str = ""
    """The id under which it was filed: its own, or that of its alternative."""
    beside: tuple[Rule, ...] = ()
    """The rules that the same facts start through another event that nobody has recorded, the
    shortest period first."""
    about: str = ""
    """Which of several things the event that started it happened to, such as a website."""
    due_at: datetime | None = None
    """The moment at which a period of hours ends, in China."""
    supposed: bool = False
    """Whether nothing is recorded that would start it: what would follow if it happened."""
    opens_earliest: date | None = None
    """The earlier reading of `opens`, where undecided days leave two."""

    @property
    def file_by(self) -> date | None:
        """The day to plan for."""
        return self.dates.file_by

    @property
    def due(self) -> date | None:
        """The last day in time."""
        return self.dates.due

    @property
    def certainty(self) -> Certainty:
        """Provisional exactly where a notice can still move a date."""
        return Certainty.until(self.notices)

    @property
    def awaits_date(self) -> bool:
        """Whether it is a window of which the authority has not said when it closes."""
        return self.kind is Kind.WINDOW and self.due is None

    @property
    def by_event(self) -> bool:
        """Whether something that happened started it, and not the term or the year."""
        return self.trigger not in BY_THEMSELVES

    @property
    def of_an_earlier_term(self) -> bool:
        """Whether it follows from the end of a term that another one followed."""
        return self.trigger == EXPIRES and self.trigger_date != self.license.expires

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to act by a day: not filed, waived or passed, and no mere gate."""
        return self.file_by is not None and self.status in OPEN


class LicenseState(NamedTuple):
    """A license on the day of the report. `next` is the open deadline to act on first.

    `entries` is how many entries its journal has: a number that only grows. `published_through` is
    the last day of the years whose holiday notices it is answered with. `ended` is its last day,
    where it came to its end and nobody needs to be alarmed of that (semantics § 6).
    """

    license: License
    days_to_expiry: int | None
    next: Deadline | None
    entries: int = 0
    published_through: date = date.max
    ended: date | None = None
    waived: int = 0
    """How many deadlines nobody is asked about for a time."""
    holding: tuple[Rule, ...] = ()
    """The rules that hold for it: by the way that its holder goes on, and by its flags, where what a
    flag decides holds until somebody has answered."""


class Unclear(NamedTuple):
    """An event of a journal that closes nothing although it is meant to.

    `fits` are deadlines that it could close, three at most; none where it names one that it cannot
    close.
    """

    license: License
    event: Event
    fits: tuple[str, ...]


class Copy(NamedTuple):
    """A file that says once more, word for word, what `license` says: answered once for both."""

    license: License
    file: str


class Report(NamedTuple):
    """Everything an output needs, sorted; nothing is left to compute.

    `if_today` holds one deadline for each rule that an event starts, as if it happened on `as_of`;
    `voided` those of events that were recorded by mistake: calendars that hold them must let them go.
    `unread` counts the files that could not be used, so that no answer calls itself whole.
    """

    as_of: date
    published_through: date
    licenses: tuple[LicenseState, ...]
    deadlines: tuple[Deadline, ...]
    if_today: tuple[Deadline, ...] = ()
    findings: tuple["Finding", ...] = ()
    voided: tuple[Deadline, ...] = ()
    unclear: tuple[Unclear, ...] = ()
    copies: tuple[Copy, ...] = ()
    unread: int = 0


if TYPE_CHECKING:
    from icpcli.model.finding import Finding

    class _Owned(Protocol):
        """Whatever belongs to a license: a deadline, a finding, an item of a verdict."""

        @property
        def license(self) -> License: ...


_T = TypeVar("_T", bound="_Owned")


def by_license(found: Iterable[_T]) -> dict[tuple[str, str], list[_T]]:
    """What belongs to each license, by the license's `key`, in the order in which it comes.

    Whoever walks over licenses and what belongs to them groups it once: 5,000 licenses with
    10 deadlines each are 250 million comparisons otherwise.
    """
    groups: dict[tuple[str, str], list[_T]] = {}
    for one in found:
        groups.setdefault(one.license.key, []).append(one)
    return groups
