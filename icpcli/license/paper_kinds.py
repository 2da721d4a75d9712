"""The kinds of paper that `icp init --kind` can start, as the rule sets of licenses list them."""

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from icpcli.files.rule_set_files import set_files
from icpcli.license.rule_sets import read_rule_set
from icpcli.model.problem import Text
from icpcli.model.rule_set import RuleSet

FALLBACK: Final = "default"
"""The set for a license with no renewal date of its own: taken only where it is typed."""

_BUSINESS = re.compile(r"（[A-Z]\d\d ([^：）]+)")  # 增值电信业务经营许可证（B25 信息服务：ICP、SP）


class PaperKind(NamedTuple):
    """A kind of paper: the word that `--kind` takes, its code (`B25`), its title, its rule set."""

    id: str
    code: str
    title: Text
    rules: RuleSet

    @property
    def business(self) -> str:
        """The business that a paper of this kind names (信息服务业务); empty where it names none."""
        found = _BUSINESS.search(self.title.zh)
        return f"{found[1]}业务" if found else ""


def paper_kinds() -> list[PaperKind]:
    """Every kind of paper that ships, those of telecom licenses first, `icp` before all."""
    found = list(_kinds())
    return sorted(found, key=lambda it: (it.id != "icp", not it.code, it.code))


def _kinds() -> Iterator[PaperKind]:
    for path in set_files().values():
        one = read_rule_set(path)
        for id, kind in one.papers.items():
            yield PaperKind(id, kind.code, kind.business, one)


def law_sets() -> list[RuleSet]:
    """The sets of laws that ship, for holders of any license or beside some only."""
    found = (read_rule_set(path) for path in set_files().values())
    return [one for one in found if one.kind == "law"]


def named(text: str, kinds: Sequence[PaperKind]) -> list[PaperKind]:
    """The kinds that a person may mean: by id, code or title, else by a part of the title."""
    word = text.strip().lower()
    exact = [it for it in kinds if word in (it.id, it.code.lower(), *map(str.lower, it.title))]
    return exact or [
        it
        for it in kinds
        if word and it.id != FALLBACK and any(word in title.lower() for title in it.title)
    ]
