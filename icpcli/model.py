"""The nouns: what a license says, what happened, what follows, and the report of it all.

They never change, so they are named tuples: a frozen dataclass takes seven times as long to define,
and two dozen of them would be the slowest thing that the program does at start-up.
"""

from datetime import date, timedelta, timezone
from enum import StrEnum
from typing import Final, Literal, NamedTuple

from icpcli.errors import Problem as Problem  # what a report says of a file that it cannot use
from icpcli.errors import Text as Text  # every noun has words in both languages

CHINA: Final = timezone(timedelta(hours=8))
"""A day is one in China, whatever the zone of the host (semantics § 2)."""

Unit = Literal["days", "working days", "months", "years"]
Direction = Literal["before", "after"]

ISSUED = "issued"
EXPIRES = "expires"
EACH_YEAR = "each year"
YEAR = "year"
"""What a deadline of `each year` names as its trigger."""
SHAREHOLDERS = "shareholder-change"
"""The event of which the holder must say whether it changes the operator, too (clause 十一)."""


class Period(NamedTuple):
    """`90 days before`: `n` units, counted away from a date that is not counted itself."""

    n: int
    unit: Unit
    direction: Direction


class Window(NamedTuple):
    """`Q1` or `01-01 to 03-31`: (month, day) of the first and of the last day, in one year."""

    opens: tuple[int, int]
    closes: tuple[int, int]


IMMEDIATELY: Final = "immediately"
"""The text gives no number, so none is invented: due on the day itself."""

Due = Period | Window | Literal["immediately"]


class Alert(NamedTuple):
    """Days before `file_by` on which a deadline becomes a warning, and critical."""

    warning: int
    critical: int


class Rule(NamedTuple):
    """One dated duty: what starts it (`triggers`), its period (`due`) and to whom it goes.

    `due` is None where the text only demands an approval first (`gate`). `see_also` names, for
    each trigger, the rules that the same facts may start. `line` is the rule's place in `file`.
    """

    id: str
    title: Text
    clause: str
    quote: str
    triggers: tuple[str, ...]
    due: Due | None
    prepare: Period | None
    continuing: bool | None
    """Whether the holder must continue (True) or not continue (False); None: either way."""
    recipient: str
    filing: Text
    gate: Text | None
    alert: Alert | None
    see_also: dict[str, tuple[str, ...]]
    line: int

    @property
    def approved(self) -> str:
        """The event that its gate was passed."""
        return f"{self.id}-approved"

    @property
    def carried_out(self) -> str:
        """The event that what waits behind its gate was done."""
        return f"{self.id}-done"


class Duty(NamedTuple):
    """A duty without a date. `reason` says why it does not apply, or when it does."""

    clause: str
    title: Text
    quote: str
    applies: bool
    reason: Text | None


class Website(NamedTuple):
    """A website of the certificate's annex."""

    name: str
    domain: str
    server: str
    access_provider: str


class License(NamedTuple):
    """The certificate, its rules and duties. `continuing` None means undecided.

    `expires` is the last day of the term and belongs to it. `events` are the things that can
    happen and start a clock. `file` is where it was read from.
    """

    file: str
    number: str
    holder: str
    legal_representative: str
    business: str
    excludes: str
    issuer: str
    issued: date
    expires: date
    continuing: bool | None
    websites: tuple[Website, ...]
    events: dict[str, Text]
    rules: tuple[Rule, ...]
    duties: tuple[Duty, ...]
    tracked_from: date | None = None
    """From this day on, a recurring deadline that passes without a filing is overdue."""

    @property
    def recordable(self) -> dict[str, Text]:
        """What can be recorded: its events, and the two of each rule with a gate."""
        gates = {}
        for rule in self.rules:
            if rule.gate:
                zh, en = rule.title
                gates[rule.approved] = Text(f"{zh}：已获批准", f"{en}: approved")
                gates[rule.carried_out] = Text(f"{zh}：已经实施", f"{en}: carried out")
        return gates | self.events


class Event(NamedTuple):
    """Something that happened, and the day on which it did.

    A `void` one was recorded by mistake: it starts nothing, but keeps its number.
    """

    id: str
    on: date
    void: bool = False
    changes_operator: bool | None = None
    """Of a shareholder change: whether it changes the operator; None: nobody has said."""


class Filing(NamedTuple):
    """That the filing of the deadline with the id `deadline` was made, and when."""

    deadline: str
    on: date


class Waiver(NamedTuple):
    """That nobody wants to be asked about a deadline up to and including `until`, and why."""

    deadline: str
    until: date
    reason: str


class Journal(NamedTuple):
    """What happened to a license and what was filed. `since`: the day the first entry was recorded."""

    events: tuple[Event, ...] = ()
    filings: tuple[Filing, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    since: date | None = None


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
    """A license on the day of the report. `next` is the open deadline to act on first."""

    license: License
    days_to_expiry: int
    next: Deadline | None


class Report(NamedTuple):
    """Everything an output needs, sorted; nothing is left to compute.

    `if_today` holds one deadline for each rule that an event starts, as if it happened on `as_of`.
    """

    as_of: date
    published_through: date
    licenses: tuple[LicenseState, ...]
    deadlines: tuple[Deadline, ...]
    if_today: tuple[Deadline, ...] = ()
    findings: tuple[Finding, ...] = ()
