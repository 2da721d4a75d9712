"""Which deadline a new entry is about, where a person named it by its title or a part of it."""

import re
from collections.abc import Iterable

from icpcli.files.typed_names import Named, meant, possible, several, the_one
from icpcli.journal.refusals import Case
from icpcli.model.deadline import Deadline, Status
from icpcli.model.license import YEARLY
from icpcli.model.problem import Text, refusal
from icpcli.model.record import Act, Record

_WHAT = Text("期限", "deadline")
_EARLIER = Text(
    "没有期限“{id}”：从 {first} 年起才跟踪；要补记更早的，先在 {file} 的 license 下写 tracked_from: {year}-01-01",
    'no deadline "{id}": they are tracked from {first} on; to record an earlier one, first write '
    "tracked_from: {year}-01-01 under license in {file}",
)


def with_ids(record: Record, case: Case) -> Record:
    """The entry with the ids of the deadlines that it names.

    One that is filed is meant only where no other is called so; one whose day went by without an
    entry may be the one, so that a name never files another year in its place. The id of a rule means
    its own deadlines, also where others are called something like it. Raises `IcpError` (`unknown_id`)
    with the nearest titles.
    """
    if record.act in (Act.DONE, Act.WAIVE):
        return record._replace(subject=_id(record.subject, case))
    if record.act is Act.EVENT and record.closes:
        return record._replace(closes=_id(record.closes, case))
    return record


def _id(text: str, case: Case) -> str:
    deadlines = case.report.deadlines
    if text in {*(one.id for one in deadlines), *(one.waivable for one in case.findings)}:
        return text
    deadlines = tuple(one for one in deadlines if one.rule.id == text) or deadlines
    _refuse_finding(text, case)
    not_filed = _named(one for one in deadlines if one.status is not Status.FILED)
    found = meant(text, not_filed)
    if len(found) == 1:
        return next(iter(found))
    found = possible(text, not_filed)
    if len(found) > 1:
        raise refusal("unknown_id", "", several(text, _told(found, deadlines), _WHAT))
    others = [(one.waivable, Text(*[one.waivable] * 2)) for one in case.findings if one.waivable]
    try:
        lists = f"{case.license.command('deadlines')} --all"
        return the_one(text, [*_named(deadlines), *others], _WHAT, lists)
    except ValueError as error:
        words = _before_it_was_tracked(text, case) or error.args[0]
        raise refusal("unknown_id", "", words) from None


def _refuse_finding(text: str, case: Case) -> None:
    """Raise `IcpError` (`unknown_id`) for the name of a finding that stays until it is mended."""
    code = text.partition("@")[0]
    for one in case.findings:
        if one.code == code and not one.waivable:
            zh = f"“{code}”不是期限，不能办结，也不能暂缓提醒：{one.message.zh}"
            en = f'"{code}" is no deadline, to be filed or waived: {one.message.en}'
            raise refusal("unknown_id", "", Text(zh, en))


def _before_it_was_tracked(id: str, case: Case) -> Text | None:
    """What to say of a year of a rule from before the first that is asked for (semantics § 2)."""
    rule, _, key = id.partition("@")
    years = [one.trigger_date.year for one in case.report.deadlines if one.rule.id == rule]
    if not re.match(r"20\d\d", key) or not years or case.license.ledger:
        return None
    year, license = int(key[:4]), case.license
    recurs = any(it.id == rule and it.triggers[0] in YEARLY for it in license.rules)
    began = license.terms[0].issued
    if not recurs or year >= min(years) or (began and year <= began.year):
        return None
    return _EARLIER.filled(id=id, first=min(years), year=year, file=license.file)


def _named(deadlines: Iterable[Deadline]) -> list[Named]:
    return [(one.id, one.rule.title) for one in deadlines]


def _told(found: Iterable[str], deadlines: Iterable[Deadline]) -> dict[str, Text]:
    """Deadlines to choose from: each with its title, and of an event which one, and its day."""
    by_id = {one.id: one for one in deadlines}
    return {id: _with_event(by_id[id]) for id in found}


def _with_event(one: Deadline) -> Text:
    title = one.rule.title
    if not one.by_event:
        return title
    event, day = (
        one.license.events.get(one.trigger, Text(one.trigger, one.trigger)),
        one.trigger_date,
    )
    about = f" {one.about}" if one.about else ""
    return Text(f"{title.zh}（{event.zh}{about} {day}）", f"{title.en}: {event.en}{about} {day}")
