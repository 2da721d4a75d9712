"""Whether a new entry may be written into a journal: refused, with the reason, where it cannot be true."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple, NoReturn

from icpcli.files.typed_words import to_decide, to_record, to_write, unknown
from icpcli.model.deadline import Deadline, Report, Status
from icpcli.model.finding import Finding
from icpcli.model.journal import Waiver
from icpcli.model.license import EXPIRES, License
from icpcli.model.problem import Text, refusal
from icpcli.model.record import Act, Record

_BEFORE = Text("到计划日 {day} 要再提醒", "on {day}, the day to file by, it is asked about again")
_FOR_DAYS = Text("这一项一次至多 {days} 天", "this may be silent for {days} days at a time")


class Case(NamedTuple):
    """What a new entry is measured against: the entries so far, and how it stands without it.

    `fits` are the deadlines that an event closes, by their ids: more than one, and it must say which.
    """

    license: License
    records: Sequence[Record]
    report: Report
    findings: Sequence[Finding]
    fits: Sequence[str] = ()


def as_answer(record: Record, records: Sequence[Record]) -> Record:
    """The entry as the answer that it is, where a change is on record and its question is open.

    Only the first such change of that day: the next one, if it is another, then needs its own.
    """
    if record.act is not Act.EVENT or record.answer is None or record.closes:
        return record
    for one, answer in _answered(record, records):
        if answer is None:
            return record._replace(act=Act.ANSWER, subject=str(one.number), on=None, about="")
    return record


def _answered(record: Record, records: Sequence[Record]) -> list[tuple[Record, Record | None]]:
    """The events of that day that `record` repeats, each with the entry that answers its question:
    the last of them, or itself; None where nobody did."""
    answers = {it.subject: it for it in records if it.act is Act.ANSWER and it.voided_by is None}
    return [
        (one, answers.get(str(one.number), one if one.answer is not None else None))
        for one in records
        if is_same(one, record) and one.voided_by is None
    ]


def is_recorded(record: Record, records: Sequence[Record]) -> bool:
    """Whether an event is among the entries, and where `record` answers its question, that answer."""
    return any(
        record.answer is None or (answer is not None and answer.answer is record.answer)
        for _, answer in _answered(record, records)
    )


def as_event(record: Record, report: Report) -> Record:
    """The entry as the event that it is, where the filing of a deadline starts the next one.

    `icp done` of what recurs (`every 1 year after`) is the same as recording the event.
    """
    if record.act is not Act.DONE:
        return record
    for one in report.deadlines:
        if one.id == record.subject and one.rule.recurs:
            return record._replace(act=Act.EVENT, subject=one.trigger, about=one.about)
    return record


def is_same(one: Record, other: Record) -> bool:
    """Whether both say that one thing happened on one day."""
    return (one.act, one.reference, one.about) == (Act.EVENT, other.reference, other.about)


def admit(record: Record, case: Case) -> None:
    """Raise `IcpError` where the entry cannot be written: `bad_entry`, `unknown_id`, ..."""
    _check_words(record)
    if record.act is Act.EVENT and record.subject in case.license.plans:
        _check_plan(record, case)
    elif record.act in (Act.EVENT, Act.DONE) and record.day > record.recorded:
        refuse(
            f"{record.day} 还没到（截至 {record.recorded}）：只记录已经发生的事",
            f"{record.day} has not come yet (as of {record.recorded}): record what has happened",
        )
    _CHECKS[record.act](record, case)
    _check_begun(record, case.records)


def _check_plan(record: Record, case: Case) -> None:
    """Refuse a plan for a day that is over: what happened is recorded as what it is."""
    if record.day >= record.recorded:
        return
    becomes = case.license.plans[record.subject]
    instead = to_record(case.license, becomes, Text(str(record.day), str(record.day)))
    refuse(
        f"{record.subject} 说的是将来的事，{record.day} 已经过去（截至 {record.recorded}）"
        + (f"；已经发生的，请记 {instead.zh}" if becomes else ""),
        f"{record.subject} is about a day to come, and {record.day} is past (as of "
        f"{record.recorded})" + (f"; if it has happened: {instead.en}" if becomes else ""),
    )


def refuse(zh: str, en: str, code: str = "bad_entry") -> NoReturn:
    """Raise `IcpError`."""
    raise refusal(code, "", Text(zh, en))


def _check_words(record: Record) -> None:
    for name in ("receipt", "note", "reason", "about"):
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
            f"办理台账 {begun} 才开始，晚于 {record.recorded}：不要写 --as-of；"
            "事情发生在哪天，由 --on 说明",
            f"the journal was begun on {begun}, after {record.recorded}: leave --as-of out; "
            "--on says when it was",
        )


def _check_event(record: Record, case: Case) -> None:
    known = case.license.recordable
    if record.subject not in known:
        message = unknown(record.subject, known, Text("事件", "event"))
        refuse(*message, code="unknown_event")
    if record.answer is not None and record.subject not in case.license.asks:
        refuse(f"{record.subject} 没有要回答的问题", f"{record.subject} asks nothing: no --answer")
    if record.last and not any(
        rule.recurs and record.subject in rule.triggers for rule in case.license.rules
    ):
        refuse(
            f"{record.subject} 不引起周期性的义务，没有“最后一次”",
            f"{record.subject} starts nothing that recurs: no --last",
        )
    _check_repeated(record, case)
    _check_answer(record, case)
    if record.closes:
        _check_closes(record, case)
    elif len(case.fits) > 1:
        refuse(
            f"{record.subject} 可以办结其中一项，是哪一项？请写 --for：{'、'.join(case.fits)}",
            f"{record.subject} closes one of several, say which with --for: {', '.join(case.fits)}",
        )


def _check_repeated(record: Record, case: Case) -> None:
    """Refuse a second entry of one day for what recurs: it would close what it starts."""
    if not any(rule.recurs and record.subject in rule.triggers for rule in case.license.rules):
        return
    for one in case.records:
        if is_same(one, record) and one.at == record.at and one.voided_by is None:
            refuse(
                f"第 {one.number} 条已经记了 {one.reference}；是另一个对象的，用 --about 写明",
                f"entry {one.number} says {one.reference} already; of another thing, name it with "
                "--about",
            )


def _check_answer(record: Record, case: Case) -> None:
    """Refuse the other answer to a question that was answered: it would be an event of its own."""
    if record.answer is None:
        return
    answers = [answer for _, answer in _answered(record, case.records) if answer]
    if not answers or any(one.answer is record.answer for one in answers):
        return
    last, undo = answers[-1], f"{case.license.command('undo')} {answers[-1].number} --reason"
    word = "yes" if last.answer else "no"
    refuse(
        f"第 {last.number} 条对 {record.reference} 答的是 {word}：答错了，先作废它：{undo} 原因；再重新回答。"
        "同一天另有一次变更的，用 --about 写明是哪一次",
        f"entry {last.number} answers {word} for {record.reference}: if that is wrong, first "
        f"{undo} TEXT, then answer again; another change of that day is named with --about",
    )


def _check_closes(record: Record, case: Case) -> None:
    """Refuse an event that closes what it cannot."""
    one = _deadline(record.closes, case)
    if one.id in case.fits:
        return
    if one.rule.closed_by != record.subject:
        closable = [rule for rule in case.license.rules if rule.closed_by == record.subject]
        zh, en = (sep.join(rule.id for rule in closable) for sep in ("、", ", "))
        refuse(
            f"{record.subject} 不办结 {one.id}" + (f"，只办结：{zh}" if closable else ""),
            f"{record.subject} does not close {one.id}" + (f", but: {en}" if closable else ""),
        )
    if record.about and record.about != one.about:
        refuse(
            f"{one.id} 说的不是“{record.about}”",
            f'{one.id} is not about "{record.about}"',
        )
    _check_open(one, case.records)
    refuse(
        f"{one.id} 从 {one.trigger_date} 起算，在 {record.day} 不是待办的",
        f"{one.id} runs from {one.trigger_date} and was not open on {record.day}",
    )


def _check_filing(record: Record, case: Case) -> None:
    one, day = _deadline(record.subject, case), record.day
    _check_open(one, case.records)
    if (opens := one.opens_earliest or one.dates.opens) and day < opens:
        refuse(
            f"{one.id} 的窗口 {opens} 才开启，{day} 不能办理",
            f"the window of {one.id} opens on {opens}: it cannot have been filed on {day}",
        )
    begins = _begins(one)
    _check_moment(record, one, case.records)
    if begins and day < begins:
        refuse(
            f"{one.id} 从 {begins} 起算（{_trigger(one).zh}），不能在 {day} 办理",
            f"{one.id} runs from {begins} ({_trigger(one).en}): "
            f"it cannot have been filed on {day}, before that",
        )


def _check_moment(record: Record, one: Deadline, records: Iterable[Record]) -> None:
    """Refuse a filing on the day of the event, at a time before it."""
    if not record.at or record.day != one.trigger_date or not one.by_event:
        return
    begun = [
        event
        for event in records
        if (event.act, event.subject, event.on) == (Act.EVENT, one.trigger, record.on)
        and (event.about, event.voided_by) == (one.about, None)
    ]
    first = min((event.at for event in begun if event.at), default=None)
    if first and record.at < first:
        refuse(
            f"{one.id} 从 {first:%H:%M} 起算，不能在 {record.moment} 办理",
            f"{one.id} runs from {first:%H:%M}: it cannot have been filed at {record.moment}",
        )


def _begins(one: Deadline) -> date | None:
    """The first day on which a filing can be that of a deadline, but for its window; None: any day.

    What is counted back from an event is filed before it, and what a law asks for by the year
    belongs to the company, whatever the term.
    """
    if one.by_event:
        return None if one.rule.is_counted_back else one.trigger_date
    if one.trigger == EXPIRES:
        of_the_term = [
            term.issued for term in one.license.terms if term.expires == one.trigger_date
        ]
        return of_the_term[0] if of_the_term else None
    return None if one.rule.rule_set else one.license.terms[0].issued


def _check_waiver(record: Record, case: Case) -> None:
    until = record.day
    if until < record.recorded:
        refuse(
            f"{until} 已经过去（截至 {record.recorded}）",
            f"{until} is past (as of {record.recorded})",
        )
    waiver = Waiver(record.subject, until, record.reason, record.recorded)
    if any(record.subject == finding.waivable for finding in case.findings):
        longest = waiver.last_day_of_a_finding
        days = (longest - record.recorded).days
        _check_length(record.subject, until, longest, _FOR_DAYS.filled(days=days))
        return
    one = _deadline(record.subject, case, (finding.waivable for finding in case.findings))
    _check_open(one, case.records)
    if one.due is None:
        refuse(
            f"{one.id} 没有期限，本来就不提醒", f"{one.id} has no date: nobody is asked about it"
        )
    last = waiver.last_day(one.file_by, one.due)
    if last is None:
        refuse(*_ways_left(one))
    _check_length(one.id, until, last, _BEFORE.filled(day=one.file_by))


def _check_length(id: str, until: date, last: date, why: Text) -> None:
    if until > last:
        refuse(
            f"{id} 最晚只能暂缓提醒到 {last}：{why.zh}",
            f"{id} can be waived until {last} at the latest: {why.en}",
        )


def _ways_left(one: Deadline) -> Text:
    """What can be done about a deadline that is due and cannot be waived."""
    ways = [*_ways(one)]
    zh, en = ("；".join(way.zh for way in ways), "; ".join(way.en for way in ways))
    return Text(
        f"{one.id} 须在 {one.file_by} 办理，期限过去之前已不能暂缓提醒。{zh}",
        f"{one.id} is to be filed by {one.file_by}: until its due day has passed it can no longer be "
        f"waived. {en[0].upper()}{en[1:]}",
    )


def _ways(one: Deadline) -> Iterator[Text]:
    done, undo = one.license.command("done"), one.license.command("undo")
    yield Text(
        f"已经办理：{done} {one.id} --on 日期 --note 说明",
        f"it was filed: {done} {one.id} --on DATE --note TEXT",
    )
    if one.trigger == EXPIRES and one.rule.continuing is not None:
        how = to_decide(one.license, "")
        yield Text(
            f"已经决定是否延续：{how.zh}",
            f"it is decided whether to continue: {how.en}",
        )
    elif one.by_event:
        yield Text(
            f"事件记错了：{undo} 序号 --reason 原因",
            f"the event was a mistake: {undo} N --reason TEXT",
        )
    if one.rule.conditions:
        flags = ", ".join(
            f"{it.flag}: {'no' if it.answer else 'yes'}" for it in one.rule.conditions
        )
        how = to_write(one.license, f"flags: {{{flags}}}")
        yield Text(f"不适用的，{how.zh}", f"it does not apply: {how.en}")


def _check_reference(record: Record, case: Case) -> None:
    n = int(record.subject)
    by_number = {one.number: one for one in case.records}
    if n not in by_number:
        there, journal = len(case.records), case.license.command("journal")
        refuse(
            f"没有第 {n} 条（共 {there} 条；{journal} 可以列出）",
            f"there is no entry {n} (there are {there}; {journal} lists them)",
            code="unknown_id",
        )
    target = by_number[n]
    if target.voided_by is not None:
        refuse(
            f"第 {n} 条已作废（第 {target.voided_by} 条）",
            f"entry {n} was undone already, by entry {target.voided_by}",
        )
    if target.act is Act.UNDO:
        refuse(
            f"第 {n} 条是作废记录，不能再作废；请重新记录那件事",
            f"entry {n} is an undo, which cannot be undone: record the thing again",
        )


_CHECKS: dict[Act, Callable[[Record, Case], None]] = {
    Act.EVENT: _check_event,
    Act.DONE: _check_filing,
    Act.WAIVE: _check_waiver,
    Act.ANSWER: _check_reference,
    Act.UNDO: _check_reference,
}


def _deadline(id: str, case: Case, others: Iterable[str] = ()) -> Deadline:
    """The deadline of that id; `others` are further names that would do."""
    found = {one.id: one for one in case.report.deadlines}
    if id not in found:
        message = unknown(id, filter(None, (*found, *others)), Text("期限", "deadline"))
        refuse(*message, code="unknown_id")
    return found[id]


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
    if one.status is Status.FILED:
        refuse(
            f"{one.id} 已于 {one.filed} 办结",
            f"{one.id} was closed by what happened on {one.filed}",
        )


def _trigger(one: Deadline) -> Text:
    if one.by_event:
        return one.license.events[one.trigger]
    return Text("发证日期", "the license was issued")
