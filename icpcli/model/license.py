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

Unit = Literal["hours", "days", "working days", "weeks", "months", "years"]
Direction = Literal["before", "after"]

ISSUED = "issued"
EXPIRES = "expires"
EACH_YEAR = "each year"
EACH_ODD_YEAR = "each odd year"
YEARLY = (EACH_YEAR, EACH_ODD_YEAR)
YEAR = "year"
"""What a deadline of `each year` names as its trigger."""
ONCE = "once"
"""The trigger of a rule with one fixed day."""
BY_THEMSELVES = (ISSUED, EXPIRES, YEAR, ONCE)
"""The triggers of clocks that run by themselves; every other trigger is an event that happened."""


class Period(NamedTuple):
    """`90 days before`: `n` units, counted away from a date that is not counted itself."""

    n: int
    unit: Unit
    direction: Direction
    every: bool = False
    """`every 1 year after`: each event of the rule closes what the one before it started."""


class WindowBefore(NamedTuple):
    """`90 to 15 working days before`: a window that is counted back from a date.

    It opens `opens` units before that date and closes `closes` units before it: 0, on the date
    itself, for `within 30 days before`.
    """

    opens: int
    closes: int
    unit: Unit


class Window(NamedTuple):
    """`Q1` or `01-01 to 03-31`: (month, day) of the first and of the last day, in one year."""

    opens: tuple[int, int]
    closes: tuple[int, int]


class Yearly(NamedTuple):
    """The windows of a year, in their order; most rules have one."""

    windows: tuple[Window, ...]


class FixedDay(NamedTuple):
    """`by 2027-06-30`: the one day by which something is due, whatever happens."""

    day: date


IMMEDIATELY: Final = "immediately"
"""The text gives no number, so none is invented: due on the day itself."""
AUTHORITY_SET: Final = "authority-set"
"""A yearly window that only the authority sets: it has no date until an override names it."""

Due = Period | WindowBefore | Yearly | FixedDay | Literal["immediately", "authority-set"]


class Override(NamedTuple):
    """That an authority moved the window of one year, and where that was said (`source`).

    `window` is the month in which the window opens in the rule, where the rule has several.
    """

    year: int
    due: date
    opens: date | None = None
    window: int | None = None
    source: str = ""


class InForce(NamedTuple):
    """From which day, and to which, a provision is law; None: no such end is known."""

    since: date | None = None
    until: date | None = None

    def covers(self, day: date) -> bool:
        """Whether the provision is law on `day`, both ends included."""
        return (self.since or date.min) <= day <= (self.until or date.max)


class Consequence(NamedTuple):
    """What follows where a rule is not kept. `kind`: cliff, listing, fine, unlawful or suspend."""

    kind: str
    words: Text


class Condition(NamedTuple):
    """A flag that decides whether a rule applies, and the answer with which it does."""

    flag: str
    answer: bool


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
    rule_set: str = ""
    """The set that it was read from; its `id` then begins with it: `telecom-law/change-ahead`."""
    file: str = ""
    """Where it was read from, if not from the license's own file."""
    gates: str = ""
    """What the two events of its gate begin with, if not with its id (see `approved`)."""
    conditions: tuple[Condition, ...] = ()
    """The flags of `only_if`: all must hold."""
    law: str = ""
    article: str = ""
    order: str = ""
    """The decree that the law was issued by."""
    in_force: InForce = InForce()
    source: str = ""
    """How it was read: P primary text, O official copy, S2 two independent sources."""
    paraphrase: str = ""
    """What the text says, where its words were not read: never a quote."""
    applies_if: str = ""
    """When the event counts, in words: told beside the deadline, never asked."""
    note: str = ""
    consequence: Consequence | None = None
    same_event_as: tuple[str, ...] = ()
    """Rules that the same facts start through another event; they may stand in a set that is not
    loaded."""
    overrides: tuple[Override, ...] = ()

    @property
    def basis(self) -> str:
        """Where it stands: the clause of the paper (`十四`), else the law (`《电信条例》第十五条`)."""
        return self.clause or cited(self.law, self.article)

    @property
    def is_counted_back(self) -> bool:
        """Whether it is due before what starts it, or on that day at the latest."""
        back = isinstance(self.due, Period) and self.due.direction == "before"
        return back or isinstance(self.due, WindowBefore)

    @property
    def ahead_of_expiry(self) -> bool:
        """Whether it must be filed before the term ends: by its last day at the latest."""
        return EXPIRES in self.triggers and self.is_counted_back

    @property
    def recurs(self) -> bool:
        """Whether each of its events closes what the one before it started."""
        return isinstance(self.due, Period) and self.due.every

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
        """The event that its gate was passed: `operator-change-approved`."""
        return gate_events(self.gates or self.id)[0]

    @property
    def carried_out(self) -> str:
        """The event that what waits behind its gate was done."""
        return gate_events(self.gates or self.id)[1]


def gate_events(rule: str) -> tuple[str, str]:
    """The two events of the gate of a rule, by its id: `telecom-law-x-approved`, `telecom-law-x-done`."""
    name = rule.replace("/", "-")
    return f"{name}-approved", f"{name}-done"


class Duty(NamedTuple):
    """A duty without a date. `reason` says why it does not apply, or when it does."""

    clause: str
    title: Text
    quote: str
    applies: bool
    reason: Text | None
    rule_set: str = ""
    """The set that it was read from; empty for one of the license itself."""
    law: str = ""
    article: str = ""
    order: str = ""
    source: str = ""
    in_force: InForce = InForce()

    @property
    def basis(self) -> str:
        """Where it stands: the clause of the paper (`一`), else the law (`《…规定》第二十六条`)."""
        return self.clause or cited(self.law, self.article)


def cited(law: str, article: str) -> str:
    """An article as a sentence cites it: 《电信条例》第十五条; nothing where no law is named."""
    short = law.removeprefix("中华人民共和国")
    return f"《{short}》{article}" if short else article


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


class Term(NamedTuple):
    """From the day on which a term began to its last day; None where it does not end.

    `issued` is None where a ledger does not say when it began.
    """

    issued: date | None
    expires: date | None

    @property
    def begins(self) -> date:
        """Its first day; the earliest there is where nobody knows."""
        return self.issued or date.min


class LedgerFile(NamedTuple):
    """A ledger in which licenses are rows: its path, and the kinds of the rows of each number."""

    path: str
    kinds: Mapping[str, frozenset[str]]
    one_sheet: bool = False
    """Whether these are the rows of a sheet that was named: its journal may speak of others."""


class LeftOut(NamedTuple):
    """A rule of a set that this license cannot have, and why."""

    rule: str
    why: Text


class License(NamedTuple):
    """The certificate, its rules and duties. `continuing` None means undecided.

    `expires` is the last day of the term and belongs to it; None where the license does not end.
    `issued` is None only where a ledger does not say it.
    `events` are the things that can happen and start a clock. `file` is where it was read from.
    `rules`, `events` and `duties` hold those of the rule sets that it names, too.
    """

    file: str
    number: str
    holder: str
    legal_representative: str
    business: str
    excludes: str
    issuer: str
    issued: date | None
    expires: date | None
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
    kind: str = ""
    """The kind of license (`icp`, `business`), where `icp init` wrote it."""
    general: str = ""
    """The set of general rules that it is of, or names; empty where its rules are special."""
    rule_sets: tuple[str, ...] = ()
    """The sets that it names, by id."""
    flags: Mapping[str, bool] = MappingProxyType({})
    """What the holder answered of each flag; one that is not here is not answered."""
    questions: Mapping[str, Text] = MappingProxyType({})
    """The flags that its sets declare, and what a yes to each says."""
    plans: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    """Each planned event, and the events that it becomes when it happens."""
    earlier_terms: tuple[Term, ...] = ()
    """The terms that are over or were followed by another, in their order."""
    earlier_numbers: tuple[str, ...] = ()
    """The numbers that it had before, the oldest first."""
    reissued: tuple[date, ...] = ()
    """The days on which the paper was issued anew within its term: information only."""
    left_out: tuple[LeftOut, ...] = ()
    options: str = ""
    """What names it on a command line, behind a blank; empty where it is found without."""
    ledger: LedgerFile | None = None
    """The ledger in which it is a row; None where it has a file of its own."""
    row: int = 0
    """Which row of the ledger it is; 0 where it has a file of its own."""

    @property
    def term(self) -> Term:
        """The term that runs, or ran last."""
        return Term(self.issued, self.expires)

    @property
    def terms(self) -> tuple[Term, ...]:
        """Every term, the first one first."""
        return (*self.earlier_terms, self.term)

    @property
    def path(self) -> str:
        """The file that it stands in: its own, or the ledger."""
        return self.ledger.path if self.ledger else self.file

    @property
    def namesake(self) -> str:
        """What tells it from another of its number: its file; in a ledger its kind, for rows move."""
        return f"{self.ledger.path}\n{self.kind}" if self.ledger else self.file

    @property
    def company(self) -> str:
        """What screens, alerts and calendars call the holder: the short name, else the full one."""
        return self.short_name or self.holder

    def command(self, name: str) -> str:
        """How the command of that name is typed for this license: `icp done -l icp.yaml`."""
        return f"icp {name}{self.options}"

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
