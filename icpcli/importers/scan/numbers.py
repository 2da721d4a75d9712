"""The license number on the pages of a license: printed on each of them, read from each by itself."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from icpcli.files.chinese_print import fold, squeeze
from icpcli.importers.scan.page_text import PageText
from icpcli.license.form import Form

_SLIP = 2
"""Two numbers that differ in so many signs may be one, misread; in more, they are two."""
_ICP = re.compile("(?<![A-Z])[1lI|][CG]P(?=证)")
"""京1CP证: no number has a digit before 证."""


class Reading(NamedTuple):
    """A number, and the page that it was read from."""

    number: str
    page: str


def numbers_on(pages: Sequence[PageText], form: Form) -> list[Reading]:
    """Every license number that stands behind its label."""
    return [Reading(it, page.name) for page in pages for it in _numbers(page.text, form)]


def elected(readings: Sequence[Reading]) -> tuple[str, list[Reading]]:
    """The number that most pages have, and the readings that differ; where there is none, all of them.

    What one page says more often than all the others together is believed; the others are slips.
    """
    counted = Counter(it.number for it in readings).most_common()
    if not counted:
        return "", []
    number, n = counted[0]
    others = [it for it in readings if it.number != number]
    return (number, others) if n > len(others) else ("", list(readings))


def far_apart(one: str, other: str) -> bool:
    """Whether two numbers are those of two licenses, and not one of them misread.

    A reader takes a sign for another, leaves one out, or sees one more.
    """
    return _changes(one, other) > _SLIP


def _changes(one: str, other: str) -> int:
    """How many signs must be put, taken or exchanged to make one number of the other."""
    row = list(range(len(other) + 1))
    for i, sign in enumerate(one, 1):
        above, row = row, [i]
        for j, its in enumerate(other, 1):
            row.append(min(above[j] + 1, row[-1] + 1, above[j - 1] + (sign != its)))
    return row[-1]


def _numbers(text: str, form: Form) -> Iterator[str]:
    label = "|".join(map(re.escape, form.labels["number"]))
    said = _ICP.sub("ICP", squeeze(fold(text)))
    for found in re.finditer(rf"(?<!原)(?:{label}):?({form.number})", said):
        yield found[1]
