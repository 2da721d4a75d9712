"""What besides the deadlines wants attention: gates that were not waited for, questions left open. Pure.

A breached gate is critical, a question or a handling that is missing a warning; all else informs.
The ids are those of the bundled license. What a license does not declare is not asked for.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from icpcli.calendar.workdays import Day, WorkCalendar
from icpcli.model.deadline import Deadline, Finding, Level, Report, Status, by_license
from icpcli.model.journal import Event, Journal
from icpcli.model.license import SHAREHOLDERS, Duty, License, Rule
from icpcli.model.problem import Text

OPERATOR_CHANGE = "operator-change"
ILLEGAL_CONTENT_FOUND = "illegal-content-found"
ILLEGAL_CONTENT_HANDLED = "illegal-content"
UNKNOWN_DEADLINE = "unknown-deadline"
DECISION_NEAR = timedelta(days=180)
"""How far from a change of shareholders a decision may lie and still be taken for the one behind it."""
LAST_NOTICE = (12, 15)
"""Those for 2008 to 2026 came out between 25 October and 16 December of the year before."""
NO_CALENDARS: Mapping[str, WorkCalendar] = {}


class _Case(NamedTuple):
    """One license, with all that can be known of it on a day."""

    license: License
    journal: Journal
    deadlines: Sequence[Deadline]
    calendar: WorkCalendar
    as_of: date
    certificate: str

    def days_of(self, event: str) -> list[date]:
        """The days on which it happened, in order."""
        return sorted(one.on for one in self.journal.events if one.id == event and not one.void)

    def rule(self, id: str) -> Rule | None:
        return next((rule for rule in self.license.rules if rule.id == id), None)

    def find(
        self, code: str, clause: str, zh: str, en: str, *dates: date, level: Level = Level.INFO
    ) -> Finding:
        return Finding(code, level, self.license, clause, Text(zh, en), dates)


def lint(
    report: Report,
    calendar: WorkCalendar,
    journals: Mapping[str, Journal],
    certificate: str = "",
    calendars: Mapping[str, WorkCalendar] = NO_CALENDARS,
) -> tuple[Finding, ...]:
    """The findings on each license of `report`, the worst first.

    `journals` are by the license's `file`, and so are `calendars`, those of licenses that have
    notices of their own; `certificate` is the text of the paper, if there is one.
    """
    deadlines = by_license(report.deadlines)
    cases = (
        _Case(
            license=license,
            journal=journals.get(license.file, Journal()),
            deadlines=deadlines.get(license.key, ()),
            calendar=calendars.get(license.file, calendar),
            as_of=report.as_of,
            certificate=certificate,
        )
        for license, *_ in report.licenses
    )
    found = (finding for case in cases for check in _CHECKS for finding in check(case))
    return tuple(sorted(found, key=lambda finding: _WORST_FIRST.index(finding.level)))


_WORST_FIRST = (Level.CRITICAL, Level.WARNING, Level.INFO)


def _gates(case: _Case) -> Iterator[Finding]:
    """A change that was carried out needs an approval of its own, on that day or before.

    Not one from before its decision: that was given for something else.
    """
    for rule in case.license.rules:
        if not rule.gate:
            continue
        approvals = case.days_of(rule.approved)
        decisions = sorted(day for event in rule.triggers for day in case.days_of(event))
        for day in case.days_of(rule.carried_out):
            decided = decisions.pop(0) if decisions and decisions[0] <= day else date.min
            own = [approval for approval in approvals if approval >= decided]
            if own and own[0] <= day:
                approvals.remove(own[0])
            else:
                yield _breach(case, rule, day, own[:1])


def _breach(case: _Case, rule: Rule, day: date, approval: list[date]) -> Finding:
    """A gate that was not waited for. As long as that is waived, it only informs."""
    later = f"；{approval[0]} 才获批准" if approval else "；没有批准的记录"
    after = f"; approved only on {approval[0]}" if approval else "; no approval is recorded"
    id = f"{rule.carried_out}@{day}"
    waived = max((one.until for one in case.journal.waivers if one.deadline == id), default=None)
    quiet = bool(waived and case.as_of <= waived)
    zh = f"{rule.title.zh}（{rule.id}）：{day} 已实施，而须先获批准{later}"
    en = f"{rule.id} was carried out on {day}, before its approval{after}"
    if quiet:
        zh, en = f"{zh}（暂缓提醒至 {waived}）", f"{en} (waived until {waived})"
    level = Level.INFO if quiet else Level.CRITICAL
    finding = case.find("gate-breached", rule.clause, zh, en, day, *approval, level=level)
    return finding._replace(waivable=id)


def _operator_question(case: _Case) -> Iterator[Finding]:
    """A change of shareholders is in the open until one knows whether clause 11 runs, too."""
    rule = case.rule(OPERATOR_CHANGE)
    if rule is None:
        return
    open_ = [
        one
        for one in case.journal.events
        if one.id == SHAREHOLDERS and not one.void and one.changes_operator is not False
    ]
    for change in _without_decision(open_, case.days_of(rule.triggers[0])):
        day = change.on
        if change.changes_operator:
            zh = f"{day} 的股东变更涉及经营主体变更，但没有记录作出决定的日期：icp record {rule.triggers[0]} --on 日期"
            en = (
                f"The shareholder change of {day} changes the operator, and the day of the decision "
                f"is not recorded: icp record {rule.triggers[0]} --on DATE"
            )
        else:
            zh = f"{day} 的股东变更是否变更经营主体？请答：icp record {SHAREHOLDERS} --on {day} --changes-operator yes|no"
            en = (
                f"Does the shareholder change of {day} change the operator? Answer with "
                f"icp record {SHAREHOLDERS} --on {day} --changes-operator yes|no"
            )
        yield case.find("operator-question", rule.clause, zh, en, day, level=Level.WARNING)


def _without_decision(changes: list[Event], decisions: list[date]) -> list[Event]:
    """The changes that no decision explains: each decision explains the nearest one.

    One that lies far off may be about something else: it explains only a change of which somebody
    has said that it changes the operator.
    """
    left = sorted(changes, key=lambda one: one.on)
    far = []
    for decision in decisions:
        near = [one for one in left if abs(one.on - decision) <= DECISION_NEAR]
        if near:
            left.remove(_nearest(near, decision))
        else:
            far.append(decision)
    for decision in far:
        if said := [one for one in left if one.changes_operator]:
            left.remove(_nearest(said, decision))
    return left


def _nearest(changes: list[Event], decision: date) -> Event:
    return min(changes, key=lambda one: abs(one.on - decision))


def _handling(case: _Case) -> Iterator[Finding]:
    """What was found must be handled: a filing says so, or the event from which 10 days run."""
    handled = case.days_of(ILLEGAL_CONTENT_HANDLED)
    for one in sorted(case.deadlines, key=lambda one: (one.trigger_date, one.id)):
        if one.trigger != ILLEGAL_CONTENT_FOUND or one.status in (Status.FILED, Status.WAIVED):
            continue
        found = one.trigger_date
        later = [day for day in handled if day >= found]
        if later:
            handled.remove(later[0])
            zh = f"{found} 发现的违法信息已于 {later[0]} 处置，但 {one.id} 未办结：icp done {one.id} --on {later[0]}"
            en = (
                f"The illegal content found on {found} was handled on {later[0]}, and {one.id} is "
                f"still open: icp done {one.id} --on {later[0]}"
            )
            yield case.find("handling-not-closed", one.rule.clause, zh, en, found, later[0])
            continue
        zh = f"{found} 发现的违法信息没有处置记录：icp record {ILLEGAL_CONTENT_HANDLED} --on 日期"
        en = (
            f"No handling is recorded of the illegal content found on {found}: "
            f"icp record {ILLEGAL_CONTENT_HANDLED} --on DATE"
        )
        yield case.find("handling-missing", one.rule.clause, zh, en, found, level=Level.WARNING)


def _waived(case: _Case) -> Iterator[Finding]:
    """What was due while nobody wanted to be asked about it is still not filed."""
    for one in case.deadlines:
        if one.status is Status.WAIVED and one.due and one.waived_until and case.as_of > one.due:
            zh = f"{one.id} 的期限 {one.due} 已过，暂缓提醒至 {one.waived_until}"
            en = f"{one.id} was due on {one.due}, and is waived until {one.waived_until}"
            yield case.find("waived-past-due", one.rule.clause, zh, en, one.due, one.waived_until)


def _days_off(case: _Case) -> Iterator[Finding]:
    """An event on a day off may be a slip of the pen."""
    for one in case.journal.events:
        if not one.void and case.calendar.day(one.on) is Day.OFF:
            clauses = (rule.clause for rule in case.license.rules if one.id in rule.triggers)
            zh = f"{one.id} 记录在 {one.on}，这天是休息日：日期对吗？"
            en = f"{one.id} is recorded on {one.on}, a day off: is that the day?"
            yield case.find("event-on-day-off", next(clauses, ""), zh, en, one.on)


def _references(case: _Case) -> Iterator[Finding]:
    """A filing of a deadline that there is not, and two of one."""
    journal = case.journal
    known = {one.id for one in case.deadlines}
    gates = [rule for rule in case.license.rules if rule.gate]
    known |= {
        f"{rule.carried_out}@{day}" for rule in gates for day in case.days_of(rule.carried_out)
    }
    filed = Counter(one.deadline for one in journal.filings)
    for id in dict.fromkeys([*filed, *(one.deadline for one in journal.waivers)]):
        if id not in known:
            zh = f"台账里写着 {id}，但没有这项期限（许可证或事件变了？）"
            en = f"The journal speaks of {id}, and there is no such deadline"
            yield case.find(UNKNOWN_DEADLINE, "", zh, en)
        elif filed[id] > 1:
            days = sorted(one.on for one in journal.filings if one.deadline == id)
            zh = f"{id} 记录了 {filed[id]} 次办理，以最早的 {days[0]} 为准"
            en = f"{id} is recorded as filed {filed[id]} times; the first, {days[0]}, counts"
            yield case.find("filed-twice", "", zh, en, *days)


def _paper(case: _Case) -> Iterator[Finding]:
    """What the certificate should say and does not."""
    license = case.license
    if not license.issuer.strip():
        zh = "发证机关空白：递交材料前请确认“原发证机关”是谁"
        en = "The issuer is blank: find out who 原发证机关 is before something must go there"
        yield case.find("issuer-empty", "", zh, en)
    if not _whole_years(license.issued, license.expires):
        zh = f"有效期 {license.issued} 至 {license.expires} 不是整年：日期抄对了吗？"
        en = (
            f"The term, {license.issued} to {license.expires}, is not a whole number of years: "
            "are the dates those of the paper?"
        )
        yield case.find("term-not-whole-years", "", zh, en, license.issued, license.expires)


def _whole_years(issued: date, expires: date) -> bool:
    """Whether the term ends on the day of its issue, or on the day before that, some years later."""
    day = timedelta(days=1)
    ends = (expires, expires + day) if expires < date.max else (expires,)
    leap_day = (issued.month, issued.day) == (2, 29)
    starts = {(issued.month, issued.day), (2, 28) if leap_day else (issued.month, issued.day)}
    if leap_day:
        starts.add((3, 1))
    return any((end.month, end.day) in starts and end.year > issued.year for end in ends)


def _notice(case: _Case) -> Iterator[Finding]:
    """Next year's days off are usually published by now."""
    year = case.as_of.year
    since = date(year, *LAST_NOTICE)
    if case.as_of > since and case.calendar.published_through.year <= year:
        zh = f"{year + 1} 年的放假通知还没有：公布后请放进 holidays/{year + 1}.yaml"
        en = (
            f"The holiday notice for {year + 1} is still missing: when it is out, put it into "
            f"holidays/{year + 1}.yaml"
        )
        yield case.find("notice-missing", "", zh, en, since)


def _quotes(case: _Case) -> Iterator[Finding]:
    """A quote is the certificate's own words, whatever their blanks, line ends and width."""
    if not case.certificate:
        return
    from icpcli.files.chinese_print import fold

    def squeezed(text: str) -> str:
        return "".join(fold(text).split())

    printed = squeezed(case.certificate)
    quoted: list[Rule | Duty] = [*case.license.rules, *case.license.duties]
    for one in quoted:
        if squeezed(one.quote) not in printed:
            zh = f"证书的文字里没有这句话：{one.quote}（{one.title.zh}）"
            en = f"Not in the text of the certificate: {one.quote} ({one.title.en})"
            yield case.find("quote-not-found", one.clause, zh, en)


_CHECKS: tuple[Callable[[_Case], Iterator[Finding]], ...] = (
    _gates,
    _operator_question,
    _handling,
    _waived,
    _days_off,
    _references,
    _paper,
    _notice,
    _quotes,
)
