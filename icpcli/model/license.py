"""The nouns: what a license says, what happened, what follows, and the report of it all.

They never change, so they are named tuples: a frozen dataclass takes seven times as long to define,
and two dozen of them would be the slowest thing that the program does at start-up.
"""

from collections.abc import Mapping
from datetime import date, timedelta, timezone
from types import MappingProxyType
from typing import Final, Literal, NamedTuple

from icpcli.model.problem import Text

CHINA: Final = timezone(timedelta(hours=8))
"""A day is one in China, whatever the zone of the host (semantics § 2)."""

Unit = Literal["days", "working days", "months", "years"]
Direction = Literal["before", "after"]

ISSUED = "issued"
EXPIRES = "expires"
EACH_YEAR = "each year"
YEAR = "year"
"""What a deadline of `each year` names as its trigger."""
BY_THEMSELVES = (ISSUED, EXPIRES, YEAR)
"""The triggers of clocks that run by themselves; every other trigger is an event that happened."""


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
    alternative: str = ""
    """The rule that is filed instead of this one; with that one naming this, the two are a pair."""
    closed_by: str = ""
    """The event that closes an open deadline of this rule, as a filing does."""

    @property
    def ahead_of_expiry(self) -> bool:
        """Whether it must be filed before the term ends: by its last day at the latest."""
        forward = isinstance(self.due, Period) and self.due.direction == "after"
        return EXPIRES in self.triggers and self.due not in (None, IMMEDIATELY) and not forward

    @property
    def renews(self) -> bool:
        """Whether filing it asks for a new term."""
        return self.ahead_of_expiry and self.continuing is not False

    @property
    def reports_end(self) -> bool:
        """Whether filing it says that the holder will not continue."""
        return self.ahead_of_expiry and self.continuing is False

    def is_paired_with(self, other: "Rule") -> bool:
        """Whether the two name each other as alternatives, one for each way to go on."""
        return (
            (self.alternative, self.id) == (other.id, other.alternative)
            and None not in (self.continuing, other.continuing)
            and self.continuing is not other.continuing
        )

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


CLAUSE_NOT_READ: Final = "未读出"
"""What stands in place of a clause number that was lost on the way from the paper."""


class Unread(NamedTuple):
    """A sentence of the certificate with a period in it that `icp import` made no rule of.

    `clause` is its own number, or `CLAUSE_NOT_READ`; `line` is its place in the file.
    """

    clause: str
    text: str
    line: int


class Website(NamedTuple):
    """A website of the certificate's annex."""

    name: str
    domain: str
    server: str
    access_provider: str


class Ended(NamedTuple):
    """The last day on which a license was one, where its expiry does not say so; and why."""

    on: date
    why: str


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
    unread: tuple[Unread, ...] = ()
    """What a person must still make rules or duties of (semantics § 7)."""
    short_name: str = ""
    owner: str = ""
    """Who looks after it; empty where the file does not say."""
    no_renewal: str = ""
    """Why there is no rule on renewal, where that is no mistake (semantics § 6)."""
    ended: Ended | None = None
    asks: Mapping[str, str] = MappingProxyType({})
    """Of an event: the other event of which one must say whether it came before (`asks`)."""

    @property
    def company(self) -> str:
        """What screens, alerts and calendars call the holder: the short name, else the full one."""
        return self.short_name or self.holder

    @property
    def key(self) -> tuple[str, str]:
        """What tells it from the others of an answer: its file, and its number within the file.

        Cheap to compare and to look up, where the whole license is neither.
        """
        return self.file, self.number

    @property
    def recordable(self) -> dict[str, Text]:
        """What can be recorded: its events, and the two of each rule with a gate."""
        gates = {}
        for rule in self.rules:
            if rule.gate:
                zh, en = rule.title
                gates[rule.approved] = Text(f"{zh}：已获批准", f"{en}: approved")
                gates[rule.carried_out] = Text(f"{zh}：已经实施", f"{en}: carried out")
        return self.events | {event: gates[event] for event in gates if event not in self.events}
