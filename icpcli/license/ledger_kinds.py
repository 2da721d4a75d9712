"""The kinds of licenses that a ledger may hold, by what people call them, each with its rules."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from functools import cached_property
from pathlib import Path

from icpcli.files.rule_set_files import set_files
from icpcli.license.file import read_license
from icpcli.license.paper_kinds import PaperKind, kinds_of, plain, set_of_kind, whole_set
from icpcli.license.rule_sets import read_rule_set
from icpcli.model.license import EXPIRES, License
from icpcli.model.problem import IcpError
from icpcli.model.rule_set import RuleSet

_OF_A_LICENSE = "license"
NO_PAPER = License(
    file="",
    number="",
    holder="",
    legal_representative="",
    business="",
    excludes="",
    issuer="",
    issued=None,
    expires=None,
    continuing=None,
    websites=(),
    events={},
    rules=(),
    duties=(),
)
"""A license of which nothing is known."""


class Kinds:
    """The kinds of the rule sets that ship, and of the user's own beside a ledger.

    A set is read when a row is of it; a name that is no id is looked up in all of them.
    """

    def __init__(self, ledger: Path, papers: Mapping[str, Path]) -> None:
        """`papers` are the license files whose rules stand for a kind: the paper that was read."""
        self._ledger = ledger
        self._papers = papers
        self._read: dict[Path, RuleSet] = {}
        self._licenses: dict[str, License] = {}

    def id_of(self, name: str) -> str | None:
        """The kind that is called so: by its id, its code (B25) or its title; None where none is."""
        word = plain(name)
        if word in self._papers:
            return word
        found = set_of_kind(word, self._ledger) if word.isascii() else ""
        if found and self._set(found).kind == _OF_A_LICENSE:
            return word
        return self._names.get(word)

    @property
    def names(self) -> list[str]:
        """Everything that a kind is called."""
        return list(self._names)

    def needs_expiry(self, kind: str) -> bool:
        """Whether a rule of that kind counts from the expiry, so that a license must have one."""
        return any(EXPIRES in rule.triggers for rule in self.license(kind).rules)

    def license(self, kind: str) -> License:
        """A license of that kind: its rules, events and flags are what counts. Raises `IcpError`
        where its rules cannot be read."""
        if kind not in self._licenses:
            paper = self._papers.get(kind)
            of_set = set_of_kind(kind, self._ledger)
            self._licenses[kind] = _of_paper(paper, of_set) if paper else self._of_its_set(of_set)
        return self._licenses[kind]

    def _of_its_set(self, id: str) -> License:
        if id not in self._licenses:
            self._licenses[id] = _blank(self._set(id))
        return self._licenses[id]

    def _set(self, id: str) -> RuleSet:
        path = set_files(self._ledger)[id]
        if path not in self._read:
            self._read[path] = read_rule_set(path)
        return self._read[path]

    @cached_property
    def all(self) -> list[PaperKind]:
        """Every kind, and every set of licenses by its own name."""
        found: dict[str, PaperKind] = {}
        for id in set_files(self._ledger):
            with suppress(IcpError):  # told where a row names it
                one = self._set(id)
                if one.kind == _OF_A_LICENSE:
                    found |= {kind.id: kind for kind in (whole_set(one), *kinds_of(one))}
        return [*found.values()]

    @cached_property
    def _names(self) -> dict[str, str]:
        """The id of a kind for everything that it is called."""
        return {name: kind.id for kind in reversed(self.all) for name in kind.names}


def _of_paper(path: Path, of_set: str) -> License:
    """The license in a file, without the rules of the laws that it names beside the paper; its gates
    are named after the set, as in a file that `icp init` writes."""
    license = read_license(path)
    own = (rule for rule in license.rules if not rule.rule_set)
    gated = (rule._replace(gates=f"{of_set}-{rule.id}") if rule.gate else rule for rule in own)
    return license._replace(rules=tuple(gated), rule_sets=())


def _blank(one: RuleSet) -> License:
    """A license with the rules of a set, as `icp init --kind` writes them."""
    return NO_PAPER._replace(
        file=one.file,
        issued=date.min,
        events=dict(one.events.titles),
        rules=(*one.on_paper(), *one.draft),
        asks=one.events.asks,
        plans=one.events.plans,
        general=one.id if one.general else "",
        questions=one.flags,
    )
