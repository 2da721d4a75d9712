"""The kinds of paper that rule sets are for: what each is called, and whose rules it has."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import NamedTuple
from unicodedata import normalize

from icpcli.files.rule_set_files import own_sets, set_files, that_ship
from icpcli.files.typed_names import meant, none, several
from icpcli.files.whole_file import read_whole
from icpcli.license.rule_sets import held_without_set, read_rule_set
from icpcli.model.problem import IcpError, Text, refusal
from icpcli.model.rule_set import RuleSet

_KIND = Text("证照类型", "kind of license")


class PaperKind(NamedTuple):
    """A kind of paper: the word that `--kind` takes, its code (`B25`), its title, its rule set."""

    id: str
    code: str
    title: Text
    rules: RuleSet

    @property
    def is_of_the_example(self) -> bool:
        """Whether the bundled license is of this kind."""
        return self.id == self.rules.example

    @property
    def business(self) -> str:
        """The business that a paper of this kind names (信息服务业务); empty where it names none."""
        return f"{self._inside.partition('：')[0]}业务" if self.code else ""

    @property
    def names(self) -> list[str]:
        """All that it is called, as `plain` has it: id, code, titles, and what a title says in brackets
        (增值电信业务经营许可证（B25 信息服务：ICP、SP）), whole and in parts."""
        inside = (self._inside, self._inside.partition("：")[0]) if self.code else ()
        whole = f"{self.code} {self._inside}" if inside else ""
        called = (self.id, self.code, *self.title, whole, *inside)
        return [plain(name) for name in called if name]

    @property
    def _inside(self) -> str:
        """信息服务：ICP、SP"""
        _, _, inside = self.title.zh.partition(f"（{self.code} ")
        return inside.removesuffix("）")


def plain(name: str) -> str:
    """A name as it is looked up: whatever its case, its width and its spaces."""
    return "".join(normalize("NFKC", name).lower().split())


def paper_kinds(license: Path | None = None) -> list[PaperKind]:
    """Every kind of paper of the sets that ship and of those beside the license that can be read.

    Those of telecom licenses are first, that of the bundled license before all.
    """
    found = (kind for one in _readable(license) for kind in kinds_of(one))
    return sorted(found, key=lambda it: (not it.is_of_the_example, not it.code, it.code))


def kinds_of(one: RuleSet) -> Iterator[PaperKind]:
    """The kinds of paper that a set is for."""
    for id, kind in one.papers.items():
        yield PaperKind(id, kind.code, kind.business, one)


def whole_set(one: RuleSet) -> PaperKind:
    """A set by its own name, whatever kinds it is for."""
    return PaperKind(one.id, "", one.title, one)


def law_sets() -> list[RuleSet]:
    """The sets of laws that ship, for holders of any license or beside some only."""
    return [one for one in _readable() if one.kind == "law"]


def the_one_called(text: str, kinds: Sequence[PaperKind], what: Text) -> PaperKind:
    """The only kind that a person can mean: by a name of it, else by a part of its id or title.

    Raises `ValueError(Text)` where several are meant, or none.
    """
    word, titles = plain(text), [(it.id, it.title) for it in kinds]
    found = {it.id: it.title for it in kinds if word in it.names} or meant(text, titles)
    if len(found) == 1:
        return next(it for it in kinds if it.id in found)
    raise ValueError(several(text, found, what) if found else none(text, titles, what))


def typed_kind(text: str, kinds: Sequence[PaperKind]) -> PaperKind:
    """The kind that `--kind` means. Raises `IcpError` (`bad_usage`).

    The general rules are never guessed: only their full name means them.
    """
    possible = [it for it in kinds if not it.rules.general or plain(text) in it.names]
    try:
        return the_one_called(text, possible, _KIND)
    except ValueError as error:
        words = without_rules(text) or Text(
            *(f"{it}{more}" for it, more in zip(error.args[0], ALL_KINDS, strict=True))
        )
        raise refusal("bad_usage", "--kind", words) from None


ALL_KINDS = Text("；icp rules 列出全部", "; icp rules lists them all")
_WITHOUT_RULES = Text(
    "“{name}”没有经过核对的规则（icp rules），期限以主管机关的答复为准；要先用一般规则，类型写 default（--kind default）",
    'for "{name}" no rules are confirmed (icp rules): ask the authority for its periods; for the '
    "general rules meanwhile, name the kind default (--kind default)",
)
_LEAST = 4
"""So long is the beginning of a title that names a paper: 许可证 alone begins none."""


_held = cache(held_without_set)


def without_rules(name: str) -> Text | None:
    """What to say of a paper whose periods were not confirmed, so that there is no kind of it; None
    of any other name."""
    word = plain(name)
    for one in _held():
        begins = len(word) >= _LEAST and plain(one.title.zh).startswith(word)
        if begins or word == one.rule_set:
            return _WITHOUT_RULES.filled(name=name)
    return None


def set_of_kind(kind: str, license: Path) -> str:
    """The set whose rules `icp init --kind` writes; empty for a kind that nobody knows."""
    own = own_sets(license)
    if kind in own or kind in that_ship():
        return kind
    for id, path in own.items():
        with suppress(IcpError):
            if kind in read_rule_set(path).kinds:
                return id
    return next((id for id, head in _heads().items() if kind in head.kinds), "")


def is_general(id: str, license: Path) -> bool:
    """Whether the set of that id is for any license that has no rules of its own."""
    if id in _heads():
        return _heads()[id].general
    with suppress(IcpError, KeyError):
        return read_rule_set(own_sets(license)[id]).general
    return False


def kind_of_the_example() -> str:
    """The kind that the bundled license is of."""
    return next(head.example for head in _heads().values() if head.example)


def flags_of(id: str, license: Path) -> Mapping[str, Text]:
    """What the set of that id asks; nothing where it cannot be read."""
    with suppress(IcpError, KeyError):
        return read_rule_set(set_files(license)[id]).flags
    return {}


def _readable(license: Path | None = None) -> Iterator[RuleSet]:
    for path in set_files(license).values():
        with suppress(IcpError):  # one of the user's own that is broken is told where it is named
            yield read_rule_set(path)


class _Head(NamedTuple):
    """What the head of a set says of kinds."""

    kinds: tuple[str, ...]
    general: bool
    example: str


@cache
def _heads() -> dict[str, _Head]:
    """The head of each set that ships, told by its lines, which is quick."""
    return {id: _head(read_whole(path).decode()) for id, path in that_ship().items()}


def _head(text: str) -> _Head:
    head = text.partition("\nrule_set:\n")[2].partition("\n\n")[0]
    values = dict(re.findall(r"^  (\w+): (.*)", head, re.MULTILINE))  # `  example: icp`
    listed = head.partition("\n  kinds:\n")[2]
    kinds = re.findall(r"^    ([a-z-]+):$", listed, re.MULTILINE)  # `    call-center:`
    return _Head(tuple(kinds), values.get("general") == "true", values.get("example", ""))
