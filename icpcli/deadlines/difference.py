"""What differs between two reports: an entry in the journal, or a notice, came between them."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from icpcli.model.change import Change, moved_fields
from icpcli.model.deadline import Deadline, Report


def changes(before: Report, after: Report) -> tuple[Change, ...]:
    """The deadlines that run in one of the two reports only, or stand differently in them."""
    old, new = ({one.id: one for one in report.deadlines} for report in (before, after))
    return tuple(
        Change(old.get(id), new.get(id))
        for id in {**new, **old}
        if _stand(old.get(id)) != _stand(new.get(id))
    )


class Moves(NamedTuple):
    """What a notice moves: the deadlines that run, and those that an event today would start."""

    changes: tuple[Change, ...]
    if_today: tuple[Change, ...]


def moves(before: Report, after: Report) -> Moves:
    """The deadlines of which a date or the certainty differs; what runs is not supposed again."""
    running = {(one.license.file, one.id) for one in after.deadlines}
    supposed = [one for one in after.if_today if (one.license.file, one.id) not in running]
    return Moves(
        tuple(_moved(before.deadlines, after.deadlines)), tuple(_moved(before.if_today, supposed))
    )


def _moved(olds: Sequence[Deadline], news: Sequence[Deadline]) -> Iterator[Change]:
    by_id = {(old.license.file, old.id): old for old in olds}
    for new in news:
        change = Change(by_id.get((new.license.file, new.id)), new)
        if moved_fields(change):
            yield change


def _stand(deadline: Deadline | None) -> tuple[object, ...] | None:
    """What an entry can change of a deadline."""
    return deadline and (
        deadline.status,
        deadline.filed,
        deadline.waived_until,
        deadline.trigger,
        deadline.trigger_date,
    )
