"""What a holiday notice says, for each festival: its days off, its make-up workdays (semantics § 5)."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from icpcli.model.problem import Problem


class Arrangement(NamedTuple):
    """What a notice says of one festival, or of two that it arranges together.

    `names` are the law's; a day off that the law does not know (3 September 2015) has its own.
    """

    names: tuple[str, ...]
    off: tuple[date, ...]
    work: tuple[date, ...]


class Notice(NamedTuple):
    """A holiday notice of semantics § 5, and the `file` it was read from.

    `extra_days_off`: how many more days the notice gives than the law (2015: 1, 2020: 2).
    `local`: the region whose own days off these are (宁夏 gives 开斋节); empty for a notice of the
    State Council. `notes`: what is accepted, and still to be looked at by a person.
    """

    file: str
    year: int
    title: str
    number: str
    issued: date | None
    festivals: tuple[Arrangement, ...]
    amends: bool = False
    extra_days_off: int = 0
    local: str = ""
    notes: tuple[Problem, ...] = ()

    @property
    def content(self) -> "Notice":
        """What the notice says, wherever it is kept: two files with one content are one notice."""
        return self._replace(file="", notes=())


def each_day(first: date, last: date) -> Iterator[date]:
    """The days from `first` to `last`, both included."""
    return (first + timedelta(days=i) for i in range((last - first).days + 1))
