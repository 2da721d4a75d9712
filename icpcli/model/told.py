"""How deadlines are told to a person: two alternatives as one, and the worst first."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from icpcli.model.deadline import By, Deadline, Status
from icpcli.model.license import License

_FIRST = (Status.OVERDUE, Status.CRITICAL)


class Told(NamedTuple):
    """A deadline as a list tells it: of two alternatives with the very same days, both as one."""

    deadline: Deadline
    other: Deadline | None = None

    @property
    def license(self) -> License:
        """Whose it is."""
        return self.deadline.license


def as_told(deadlines: Iterable[Deadline]) -> Iterator[Told]:
    """The deadlines; two alternatives with the very same days as one, the renewal in front.

    Where their days differ each tells its own: the day of one is no answer for the other.
    """
    listed = [*deadlines]
    known = {(one.license.key, one.id): one for one in listed if one.alternatives}
    for one in listed:
        others = (known.get((one.license.key, id)) for id in one.alternatives)
        other = next((it for it in others if it and _is_alike(it, one)), None)
        if other is None:
            yield Told(one)
        elif one.rule.continuing:
            yield Told(one, other)


def worst_first(told: Iterable[Told]) -> list[Told]:
    """Overdue, then critical, then the rest, each in the order of the report (design § 4)."""
    return sorted(told, key=_rank)


def parted(told: Iterable[Told], by: By) -> dict[str, list[Told]]:
    """A list in parts, by their names: the companies in the order in which the list names them first;
    the months of the days to plan for (`2027-03`), what has no day last, under no name."""
    parts: dict[str, list[Told]] = {}
    for one in told:
        parts.setdefault(_part(one, by), []).append(one)
    if by == "company":
        return parts
    return {month: parts[month] for month in sorted(parts, key=lambda it: (not it, it))}


def _part(told: Told, by: By) -> str:
    if by == "company":
        return told.license.company
    day = told.deadline.file_by
    return f"{day:%Y-%m}" if day else ""


def _is_alike(one: Deadline, other: Deadline) -> bool:
    """Whether two can be told as one: the holder's own lead time may differ, the days of the law not."""
    days = [it.dates._replace(prepare_from=None) for it in (one, other)]
    return days[0] == days[1] and one.status is other.status


def _rank(told: Told) -> int:
    status = told.deadline.status
    return _FIRST.index(status) if status in _FIRST else len(_FIRST)
