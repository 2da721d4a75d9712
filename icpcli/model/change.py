"""What became of a deadline when something became known: a notice, an event, a filing.

It stands apart from the deadline because `icp deadlines` starts faster without it.
"""

from typing import NamedTuple

from icpcli.model.deadline import Dates, Deadline


class Change(NamedTuple):
    """A deadline before and after something became known; None where it does not run."""

    before: Deadline | None
    after: Deadline | None


def moved_fields(change: Change) -> list[tuple[str, str, str]]:
    """What a notice moved: the name of each date, or `certainty`, then before and after."""
    before, after = ({} if one is None else _moving(one) for one in change)
    names = (*Dates._fields, "certainty")
    pairs = ((name, before.get(name, ""), after.get(name, "")) for name in names)
    return [(name, old, new) for name, old, new in pairs if old != new]


def _moving(deadline: Deadline) -> dict[str, str]:
    dates = {name: str(day or "") for name, day in deadline.dates._asdict().items()}
    return dates | {"certainty": deadline.certainty}


class LineChange(NamedTuple):
    """A line of a file that is changed, or new (`before` None), by its number in the new file."""

    line: int
    before: str | None
    after: str
