"""Whether a new entry may be written into a journal: refused, with the reason, where it cannot be true."""

from collections.abc import Callable, Sequence
from typing import NamedTuple, NoReturn

from icpcli.files.typed_words import unknown
from icpcli.model.deadline import Deadline, Finding, Report
from icpcli.model.journal import Act, Record
from icpcli.model.license import SHAREHOLDERS, License
from icpcli.model.problem import Text, refusal


class Case(NamedTuple):
    """What a new entry is measured against: the entries so far, and how it stands without it."""

    license: License
    records: Sequence[Record]
    report: Report
    findings: Sequence[Finding]


def as_answer(record: Record, records: Sequence[Record]) -> Record:
    """The entry as the answer that it is, where a change is on record and its question is open.

    Only the first such change of that day: the next one, if it is another, then needs its own.
    """
    answered = {one.subject for one in records if one.act is Act.ANSWER and one.voided_by is None}
    for one in records if record.changes_operator is not None else ():
        open_ = one.changes_operator is None and str(one.number) not in answered
        if one.act is Act.EVENT and one.about == record.about and one.voided_by is None and open_:
            return record._replace(act=Act.ANSWER, subject=str(one.number), on=None)
    return record


def admit(record: Record, case: Case) -> None:
    """Raise `IcpError` where the entry cannot be written: `bad_entry`, `unknown_id`, ..."""
    _check_words(record)
    if record.act in (Act.EVENT, Act.DONE) and record.day > record.recorded:
        refuse(
            f"{record.day} 还没到（截至 {record.recorded}）：只记录已经发生的事",
            f"{record.day} has not come yet (as of {record.recorded}): record what has happened",
        )
    _CHECKS[record.act](record, case)
    _check_begun(record, case.records)


def refuse(zh: str, en: str, code: str = "bad_entry") -> NoReturn:
    """Raise `IcpError`."""
    raise refusal(code, "", Text(zh, en))


def _check_words(record: Record) -> None:
    for name in ("receipt", "note", "reason"):
        words = getattr(record, name)
        if any("\ud800" <= sign <= "\udfff" for sign in words):
            raise refusal("bad_usage", f"--{name}", Text("不是有效的文字", "this is not text"))
    if record.act in (Act.WAIVE, Act.UNDO) and not record.reason.strip():
        words = Text("为什么？请写明原因", "why? Give a reason")
        raise refusal("bad_usage", "--reason", words)


def _check_begun(record: Record, records: Sequence[Record]) -> None:
    """Refuse an entry from before the first: what is tracked would reach back to it for good.

    That would outlast an undo, for what is tracked never drops off.
    """
    dated = [one for one in records if one.on]
    if record.on is None or all(one.voided_by for one in dated):
        return
    begun = min(one.recorded for one in dated)
    if record.recorded < begun:
        refuse(
            f"台账 {begun} 才开始，晚于 {record.recorded}：不要写 --as-of；"
            "事情发生在哪天，由 --on 说明",
            f"the journal was begun on {begun}, after {record.recorded}: leave --as-of out; "
            "--on says when it was",
        )


def _check_event(record: Record, case: Case) -> None:
    known = case.license.recordable
    if record.subject not in known:
        message = unknown(record.subject, known, Text("事件", "event"))
        refuse(*message, code="unknown_event")
    if record.changes_operator is not None and record.subject != SHAREHOLDERS:
        refuse(
            f"只有 {SHAREHOLDERS} 才问是否变更经营主体",
            f"only of {SHAREHOLDERS} it is asked whether it changes the operator",
        )


def _check_filing(record: Record, case: Case) -> None:
    one, day = _deadline(record, case), record.day
    _check_open(one, case.records)
    if (opens := one.dates.opens) and day < opens:
        refuse(
            f"{one.id} 的窗口 {opens} 才开启，{day} 不能办理",
            f"the window of {one.id} opens on {opens}: it cannot have been filed on {day}",
        )
    begins = one.trigger_date if one.by_event else one.license.issued
    if day < begins:
        refuse(
            f"{one.id} 从 {begins} 起算（{_trigger(one).zh}），不能在 {day} 办理",
            f"{one.id} runs from {begins} ({_trigger(one).en}): "
            f"it cannot have been filed on {day}, before that",
        )


def _check_waiver(record: Record, case: Case) -> None:
    until = record.day
    if until < record.recorded:
        refuse(
            f"{until} 已经过去（截至 {record.recorded}）",
            f"{until} is past (as of {record.recorded})",
        )
    if any(record.subject == finding.waivable for finding in case.findings):
        return
    _check_open(_deadline(record, case), case.records)


def _check_reference(record: Record, case: Case) -> None:
    n = int(record.subject)
    if not 0 < n <= len(case.records):
        there = len(case.records)
        refuse(
            f"没有第 {n} 条（共 {there} 条；icp journal 可以列出）",
            f"there is no entry {n} (there are {there}; icp journal lists them)",
            code="unknown_id",
        )
    target = case.records[n - 1]
    if target.voided_by is not None:
        refuse(
            f"第 {n} 条已被第 {target.voided_by} 条撤销",
            f"entry {n} was undone already, by entry {target.voided_by}",
        )
    if target.act is Act.UNDO:
        refuse(
            f"第 {n} 条本身是撤销，不能再撤销；请重新记录那件事",
            f"entry {n} is an undo, which cannot be undone: record the thing again",
        )


_CHECKS: dict[Act, Callable[[Record, Case], None]] = {
    Act.EVENT: _check_event,
    Act.DONE: _check_filing,
    Act.WAIVE: _check_waiver,
    Act.ANSWER: _check_reference,
    Act.UNDO: _check_reference,
}


def _deadline(record: Record, case: Case) -> Deadline:
    found = {one.id: one for one in case.report.deadlines}
    if record.subject not in found:
        names = [*found, *(one.waivable for one in case.findings if record.act is Act.WAIVE)]
        message = unknown(record.subject, filter(None, names), Text("期限", "deadline"))
        refuse(*message, code="unknown_id")
    return found[record.subject]


def _check_open(one: Deadline, records: Sequence[Record]) -> None:
    """Refuse what is filed, or its alternative; also by an entry later than the day of the report."""
    for record in records:
        ids = (one.id, *one.alternatives)
        if record.act is Act.DONE and record.subject in ids and record.voided_by is None:
            refuse(
                f"{one.id} 已经办结：第 {record.number} 条，{record.subject} 于 {record.on} 办理",
                f"{one.id} is closed: {record.subject} was filed on {record.on} "
                f"(entry {record.number})",
            )


def _trigger(one: Deadline) -> Text:
    if one.by_event:
        return one.license.events[one.trigger]
    return Text("发证日期", "the license was issued")
