"""Rule sets: what a law or a kind of license asks, written once for every license that names it."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from icpcli.model.license import EXPIRES, ISSUED, Duty, Rule
from icpcli.model.problem import Text

SOURCES = ("P", "O", "S2")
"""How a provision was read: primary text, an official copy, two independent sources."""

NOTHING: Mapping[str, str] = MappingProxyType({})


class Kind(NamedTuple):
    """A kind of business, and its code in the ministry's catalogue (`B25`)."""

    code: str
    business: Text


class DueWords(NamedTuple):
    """A period as a file writes it (a list of windows one by one), and as a person says it."""

    written: tuple[str, ...]
    said: Text


class Held(NamedTuple):
    """A period that was not confirmed: no rule is made of it, it is only named.

    `due` is the period that was told of it, as a file writes one. `rule_set` is empty where it
    stands in that set's file.
    """

    rule: str
    title: Text
    due: DueWords = DueWords((), Text("", ""))
    source: str = ""
    note: str = ""
    rule_set: str = ""


class Events(NamedTuple):
    """What can happen: the title of each event, which other one it asks about, which are planned."""

    titles: Mapping[str, Text] = MappingProxyType({})
    asks: Mapping[str, str] = NOTHING
    plans: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    """Each planned event, and the events that it becomes when it happens."""


class RuleSet(NamedTuple):
    """A set by its `id`: of a `license` (the rules of such a paper) or of a `law` beside it.

    Its rules have the ids that they have in a license that names it: `telecom-law/change-ahead`.
    `own` marks one of the user's, which did not ship.
    """

    id: str
    kind: str
    title: Text
    file: str
    authority: str = ""
    term: str = ""
    """How long such a license runs, in words: `5y`, `none`, `as printed`."""
    beside: tuple[str, ...] = ()
    """Of a law: the sets of licenses whose holders it binds; empty where it may bind anybody."""
    laws: tuple[str, ...] = ()
    """Of a license: the sets of laws that a new file of it names."""
    general: bool = False
    """Of a license: whether its rules are for any that has none of its own."""
    form: str = ""
    """The form of certificate that `icp import` reads it from."""
    kinds: Mapping[str, Kind] = MappingProxyType({})
    example: str = ""
    """The kind that the bundled license is of: what `icp init` starts is written after that."""
    numbers: Mapping[str, str] = NOTHING
    """Of a rule of the draft: how the numbers begin that it is for, as a regular expression."""
    flags: Mapping[str, Text] = MappingProxyType({})
    """What may decide whether a rule applies, and what a yes says."""
    events: Events = Events()
    rules: tuple[Rule, ...] = ()
    duties: tuple[Duty, ...] = ()
    draft: tuple[Rule, ...] = ()
    """What `icp init` writes besides for a kind of which no certificate was read; bare ids."""
    held: tuple[Held, ...] = ()
    own: bool = False

    def on_paper(self) -> tuple[Rule, ...]:
        """Its rules as they stand in a license of this kind: with ids of their own (`renewal`)."""
        return tuple(_on_paper(rule) for rule in self.rules)

    @property
    def papers(self) -> Mapping[str, Kind]:
        """The kinds of paper that it is for, by the word that names each: its kinds, else, of a set
        of licenses, itself."""
        alone = {self.id: Kind("", self.title)} if self.kind == "license" else {}
        return self.kinds or alone

    @property
    def sources(self) -> dict[str, int]:
        """How many of its rules and duties were read in which way: `{"P": 9, "S2": 2}`."""
        read = [rule.source for rule in self.rules] + [duty.source for duty in self.duties]
        return {source: read.count(source) for source in SOURCES if source in read}

    @property
    def of_the_term(self) -> tuple[Rule, ...]:
        """Its rules that are counted from the days of a paper."""
        return tuple(rule for rule in self.rules if {EXPIRES, ISSUED} & set(rule.triggers))


def _on_paper(rule: Rule) -> Rule:
    prefix = f"{rule.rule_set}/"
    return rule._replace(
        id=rule.id.removeprefix(prefix),
        rule_set="",
        file="",
        gates=rule.id.replace("/", "-") if rule.gate else "",
        alternative=rule.alternative.removeprefix(prefix),
        see_also={
            trigger: tuple(other.removeprefix(prefix) for other in others)
            for trigger, others in rule.see_also.items()
        },
    )


class Sets(NamedTuple):
    """The sets that a license names; `partial` where one of them could not be read."""

    read: tuple[RuleSet, ...]
    partial: bool

    @property
    def events(self) -> dict[str, None]:
        """The ids of what can happen by these sets."""
        return {name: None for one in self.read for name in one.events.titles}


NO_SETS = Sets((), partial=False)
