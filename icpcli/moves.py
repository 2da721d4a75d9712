"""Which dates move, or become certain, when a calendar knows more than another."""

from collections.abc import Iterator, Sequence

from icpcli.model import Change, Deadline, Report


def moves(before: Report, after: Report) -> tuple[Change, ...]:
    """The deadlines of which a date or the certainty differs.

    Those that run, then those that an event today would start.
    """
    return (*_moved(before.deadlines, after.deadlines), *_moved(before.if_today, after.if_today))


def _moved(olds: Sequence[Deadline], news: Sequence[Deadline]) -> Iterator[Change]:
    by_id = {(old.license.file, old.id): old for old in olds}
    for new in news:
        old = by_id.get((new.license.file, new.id))
        if old is None or _dates(old) != _dates(new):
            yield Change(old, new)


def _dates(deadline: Deadline) -> tuple[object, ...]:
    return (
        deadline.opens,
        deadline.prepare_from,
        deadline.due,
        deadline.due_latest,
        deadline.file_by,
        deadline.extended_to,
        deadline.certainty,
    )
