"""What to say of a new entry of the journal besides what it changed: slips, and what comes next."""

from collections.abc import Collection, Iterator, Sequence

from icpcli.files.typed_words import to_record, to_renew
from icpcli.journal.refusals import is_same
from icpcli.model.deadline import Deadline, Kind, Report, Status
from icpcli.model.license import EXPIRES, License, Rule
from icpcli.model.problem import Text
from icpcli.model.record import Act, Record

_NAMED = 3
"""So many of the deadlines that could be meant are named."""
_A_YEAR = 366
"""Of one that is filed more days ahead, another year's may be meant."""


def asides(
    record: Record, records: Sequence[Record], before: Report, after: Report
) -> Iterator[Text]:
    """What whoever writes `record` after `records` should know; the reports are those around it."""
    known = {one.id for one in before.deadlines}
    match record.act:
        case Act.EVENT:
            yield from _second(record, records, after)
            yield from _closes_nothing(record, after)
            for state in after.licenses:
                yield from after_a_gate(record.subject, state.license)
            for one in after.deadlines:
                if one.id not in known:
                    yield from _next_step(one)
            if record.at is None:
                yield from _without_a_time(record, known, after)
        case Act.DONE:
            for one in after.deadlines:
                if one.id == record.subject:
                    yield from _approval(one)
                    yield from _new_paper(one)
                    yield from _perhaps_not_open(record, one)
                    yield from _far_ahead(record, one)
        case Act.WAIVE:
            yield from _silenced(record, after)
            yield from _other_of_the_pair(record, after)
        case Act.UNDO:
            yield from _left_behind(record, records, before, after)


def _perhaps_not_open(record: Record, one: Deadline) -> Iterator[Text]:
    """A filing between the two readings of the first day of a window."""
    opens = one.dates.opens
    if opens and record.day < opens:
        yield Text(
            f"窗口最早 {one.opens_earliest}、最迟 {opens} 开启，要看放假通知：{record.day} 办理时可能还没开",
            f"the window opens between {one.opens_earliest} and {opens}, by a notice that is not out "
            f"yet: on {record.day} it may not have been open",
        )


def _far_ahead(record: Record, one: Deadline) -> Iterator[Text]:
    """A filing so long before its day that another year's may be meant."""
    days = (one.file_by - record.day).days if one.file_by else 0
    if days > _A_YEAR:
        yield Text(
            f"{one.id} 的计划日是 {one.file_by}，比办理日晚 {days} 天：年份对吗？",
            f"{one.id} is to be filed by {one.file_by}, {days} days after this filing: is the year "
            "right?",
        )


def _new_paper(one: Deadline) -> Iterator[Text]:
    """A filed renewal is not yet a license: the new term must come into the file."""
    if one.trigger == EXPIRES and one.rule.renews and one.trigger_date == one.license.expires:
        renew = to_renew(one.license)
        yield Text(
            f"新证到手后：{renew.zh}；在那之前有效期仍到 {one.license.expires}",
            f"When the new paper comes: {renew.en}; until then the term ends on "
            f"{one.license.expires}",
        )


def not_filed(report: Report) -> Iterator[Text]:
    """Of a term that another followed: that no journal says when the renewal was filed."""
    for one in report.deadlines:
        of_before = one.trigger == EXPIRES and one.trigger_date != one.license.expires
        if of_before and one.rule.renews and one.status is Status.PAST:
            done = f"{one.license.command('done')} {one.id} --on"
            yield Text(
                f"没有 {one.id} 的办理记录；办理过的，补记：{done} 日期",
                f"nothing says when {one.id} was filed; if it was: {done} DATE",
            )


def _second(record: Record, records: Sequence[Record], after: Report) -> Iterator[Text]:
    """A note where the journal has this event on this day already: that may be a slip."""
    for one in records:
        if is_same(one, record) and one.voided_by is None:
            undo = _undo(records, after)
            yield Text(
                f"{one.reference} 已有第 {one.number} 条，这次另算一次；若是重复记录，请作废：{undo.zh}",
                f"{one.reference} is entry {one.number} already: this is one more; undo it if it is "
                f"not: {undo.en}",
            )
            return


def _undo(records: Sequence[Record], after: Report) -> Text:
    """The command that voids the entry that is being written behind these."""
    license = after.licenses[0].license
    command = license.command("undo")
    if license.ledger:  # its journal has entries of other rows between these
        return Text(f"{command} 序号 --reason 原因", f"{command} N --reason TEXT")
    number = 1 + max(one.number for one in records)
    return Text(f"{command} {number} --reason 重复", f"{command} {number} --reason twice")


def _closes_nothing(record: Record, after: Report) -> Iterator[Text]:
    """An event that could close something, and is about something else, or on another day."""
    left = [
        one.id for one in after.deadlines if one.rule.closed_by == record.subject and one.is_open
    ]
    if left and not record.closes:
        zh, en = "、".join(left[:_NAMED]), ", ".join(left[:_NAMED])
        yield Text(
            f"没有办结任何期限；待办的有 {zh}：日期和 --about 对吗？",
            f"this closes no deadline; open are {en}: are the day and --about right?",
        )


def _without_a_time(record: Record, known: Collection[str], after: Report) -> Iterator[Text]:
    """Where hours run from an event of which nobody has said at what time it happened."""
    if any(one.kind is Kind.HOURS and one.id not in known for one in after.deadlines):
        day = record.day
        yield Text(
            f"没有写时刻，小时数从 {day} 的 0 时起算：知道几点的，作废这一条，再记 --on {day}T20:00",
            f"no time of day was given, so that the hours run from 00:00 of {day}: where it is known, "
            f"undo this entry and record it with --on {day}T20:00",
        )


def _next_step(one: Deadline) -> Iterator[Text]:
    """What will have to be recorded of a deadline that has just begun to run."""
    yield from _approval(one)
    if not one.rule.closed_by and one.kind in (Kind.IMMEDIATE, Kind.HOURS):
        done = f"{one.license.command('done')} {one.id} --on {one.trigger_date}"
        yield Text(
            f"已经办了“{one.rule.title.zh}”：{done}",
            f'If "{one.rule.title.en}" is done already: {done}',
        )
    if event := one.rule.closed_by:
        title = one.license.events[event]
        record = f"{one.license.command('record')} {event} --on"
        yield Text(
            f"{title.zh}之后：{record} 日期（同时办结 {one.id}）",
            f"Then, {title.en[:1].lower()}{title.en[1:]}: {record} DATE (which closes {one.id})",
        )


def _approval(one: Deadline) -> Iterator[Text]:
    """That what waits for an approval must not be done before it."""
    if gate := one.rule.gate:
        record = f"{one.license.command('record')} {one.rule.approved} --on"
        yield Text(
            f"{gate.zh}。获批准后：{record} 日期",
            f"{gate.en}. Once it is approved: {record} DATE",
        )


def after_a_gate(event: str, license: License) -> Iterator[Text]:
    """What follows an approval, and what follows a change that was carried out."""
    for rule in license.rules:
        if rule.gate and event == rule.approved:
            record = f"{license.command('record')} {rule.carried_out} --on"
            yield Text(
                f"实施之后：{record} 日期",
                f"Once it is carried out: {record} DATE",
            )
        elif rule.gate and event == rule.carried_out:
            yield from _carried_out(rule, license)


def _carried_out(rule: Rule, license: License) -> Iterator[Text]:
    """The clocks that the same facts may start, now that they are facts."""
    others = {id for ids in rule.see_also.values() for id in ids}
    for other in license.rules:
        events = [event for event in other.triggers if event in license.events]
        if other.id in others and events:
            record = to_record(license, events, Text("日期", "DATE"))
            yield Text(
                f"实施可能还触发“{other.title.zh}”：{record.zh}",
                f'This may start "{other.title.en}", too: {record.en}',
            )


def _silenced(record: Record, after: Report) -> Iterator[Text]:
    """What is overdue is not filed because nobody is asked about it."""
    for one in after.deadlines:
        if one.id == record.subject and one.due and record.recorded > one.due:
            days = (record.recorded - one.due).days
            late = "1 day" if days == 1 else f"{days} days"
            yield Text(
                f"{one.id} 已逾期 {days} 天；到 {record.day} 为止不再提醒，义务仍在",
                f"{one.id} is {late} overdue: nobody is asked about it until {record.day}, and it is "
                "still to be filed",
            )


def _other_of_the_pair(record: Record, after: Report) -> Iterator[Text]:
    """Of two of which one is to be filed, the other is asked about as before."""
    by_id = {one.id: one for one in after.deadlines}
    waived = by_id.get(record.subject)
    for id in waived.alternatives if waived else ():
        other = by_id.get(id)
        if other and other.is_open and other.status is not Status.WAIVED:
            waive = f"{other.license.command('waive')} {id} --until {record.on} --reason"
            yield Text(
                f"{id} 与它二选一，仍照常提醒；也要暂缓的：{waive} 原因",
                f"{id}, of which only one of the two is filed, is asked about as before; to waive it, "
                f"too: {waive} TEXT",
            )


def _left_behind(
    record: Record, records: Sequence[Record], before: Report, after: Report
) -> Iterator[Text]:
    """Entries about a deadline that no longer runs: a new event starts one with a new id."""
    gone = _ids(before) - _ids(after)
    for one in records:
        if one.voided_by is not None:
            continue
        if one.act is Act.ANSWER and one.subject == record.subject:
            yield Text(
                f"第 {one.number} 条是对它的回答，随之不再算数",
                f"entry {one.number} answers it, and counts no more",
            )
        elif one.closes in gone:
            yield Text(
                f"第 {one.number} 条（{one.reference}）办结的是 {one.closes}，它已不再计算：请一并作废，再重新记录",
                f"entry {one.number} ({one.reference}) closed {one.closes}, which no longer runs: "
                "undo it, too, and record it anew",
            )
        elif one.subject in gone:
            for state in after.licenses:
                yield _again(one, state.license)


def _again(one: Record, license: License) -> Text:
    """How to repeat an entry whose deadline is gone, once the event is recorded anew."""
    command = license.command(one.act)
    zh, en = (
        (f"{command} 编号 --on {one.on}", f"{command} ID --on {one.on}")
        if one.act is Act.DONE
        else (
            f"{command} 编号 --until {one.on} --reason 原因",
            f"{command} ID --until {one.on} --reason TEXT",
        )
    )
    return Text(
        f"第 {one.number} 条说的是 {one.subject}，它已不再计算：请一并作废；"
        f"重新记录事件之后，用新的编号再记：{zh}",
        f"entry {one.number} is about {one.subject}, which no longer runs: undo it, too; "
        f"once the event is recorded anew, {en}, with the new id",
    )


def _ids(report: Report) -> set[str]:
    """All that an entry can be about: deadlines, and breaches that can be waived."""
    return {one.id for one in report.deadlines} | {
        one.waivable for one in report.findings if one.waivable
    }
