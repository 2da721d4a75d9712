"""What is said of several deadlines at once: how many they are, and how many are late or near."""

from collections import Counter
from collections.abc import Iterable, Sequence

from icpcli.model.deadline import By, Status
from icpcli.model.problem import Text
from icpcli.model.told import Told
from icpcli.render.words import Lang, in_language, label, one_line, plural, say

DOT = Text(" · ", "; ")
_COUNTED = {
    Status.OVERDUE: Text("{n} 项已逾期", "{n} overdue"),
    Status.CRITICAL: Text("{n} 项紧急", "{n} critical"),
    Status.WARNING: Text("{n} 项预警", "{n} soon"),
}
_ALL = Text("{n} 项", "{n} {unit}")

_NO_NAME: dict[By, str] = {"company": "no_company", "month": "no_date"}
"""What the part is called that has no name."""


def counted(told: Iterable[Told], lang: Lang) -> list[str]:
    """How many are overdue, critical, or to be filed soon; of what there is none nothing is said."""
    counts = Counter(one.deadline.status for one in told)
    return [say(words, lang, n=counts[it]) for it, words in _COUNTED.items() if counts[it]]


def part_heading(name: str, told: Sequence[Told], by: By, lang: Lang) -> str:
    """The name of a part of a list (`parted`), and how many rows it has."""
    count = say(_ALL, lang, n=len(told), unit=plural("deadline", len(told)))
    words = in_language(DOT, lang).join([count, *counted(told, lang)])
    return f"{one_line(name) or label(_NO_NAME[by], lang)}  {words}"
