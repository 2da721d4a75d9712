"""What to say of a new entry of the journal besides what it changed."""

from collections.abc import Iterator, Sequence

from icpcli.model.deadline import Report
from icpcli.model.journal import Act, Record
from icpcli.model.problem import Text

_FILE_BY = Text("计划日", "file-by day")
_DUE = Text("期限", "due day")


def asides(
    record: Record, records: Sequence[Record], before: Report, after: Report
) -> Iterator[Text]:
    """What whoever writes `record` after `records` should know; the reports are those around it."""
    match record.act:
        case Act.EVENT:
            yield from _second(record, records)
        case Act.WAIVE:
            yield from _unasked(record, after)
        case Act.UNDO:
            yield from _left_behind(records, before, after)


def _second(record: Record, records: Sequence[Record]) -> Iterator[Text]:
    """The same thing is on record for that day: that may be a slip."""
    for one in records:
        if one.act is Act.EVENT and one.about == record.about and one.voided_by is None:
            yield Text(
                f"{one.about} 已有第 {one.number} 条，这次另算一次；若是重复记录，请撤销",
                f"{one.about} is entry {one.number} already: this is one more; undo it if it is not",
            )
            return


def _unasked(record: Record, after: Report) -> Iterator[Text]:
    """A day on which it should be filed, or was due, is one of those of peace."""
    for one in after.deadlines:
        if one.id != record.subject:
            continue
        for day, (zh, en) in ((one.file_by, _FILE_BY), (one.due, _DUE)):
            if day and record.recorded <= day <= record.day:
                yield Text(
                    f"{one.id}：{zh} {day} 将在暂缓提醒期间过去",
                    f"{one.id}: its {en} {day} passes while nobody is asked about it",
                )
                return


def _left_behind(records: Sequence[Record], before: Report, after: Report) -> Iterator[Text]:
    """Entries about a deadline that no longer runs: a new event starts one with a new id."""
    gone = {one.id for one in before.deadlines} - {one.id for one in after.deadlines}
    for one in records:
        if one.subject not in gone or one.voided_by is not None:
            continue
        zh, en = (
            (f"icp done 编号 --on {one.on}", f"icp done ID --on {one.on}")
            if one.act is Act.DONE
            else (
                f"icp waive 编号 --until {one.on} --reason 原因",
                f"icp waive ID --until {one.on} --reason TEXT",
            )
        )
        yield Text(
            f"第 {one.number} 条说的是 {one.subject}，它已不再计算：请一并撤销；"
            f"重新记录事件之后，用新的编号再记：{zh}",
            f"entry {one.number} is about {one.subject}, which no longer runs: undo it, too; "
            f"once the event is recorded anew, {en}, with the new id",
        )
