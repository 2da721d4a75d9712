"""The page's lists besides the deadlines: licenses, history, duties, findings, what was unreadable."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from icpcli.model.deadline import LicenseState, Status
from icpcli.model.license import License
from icpcli.model.overview import Outcome, Overview, Result, SharedDuty
from icpcli.render.history_words import result_in_words
from icpcli.render.page.rows import DeadlineRow
from icpcli.render.page.words import word
from icpcli.render.words import (
    Lang,
    clause_cell,
    days_left,
    happened,
    label,
    listed,
    one_line,
    say,
)

_CSS = {
    Result.LATE: Status.CRITICAL,
    Result.NO_RECORD: Status.PAST,
    Result.OPEN: Status.UPCOMING,
}
"""The colour of what became of a deadline, where it is not that of its own name."""
_LEVELS = {"critical": "critical", "warning": "warning", "info": "upcoming"}


class LicenseLine(NamedTuple):
    """A license: whose it is, how long it runs, and what is next."""

    company: str
    holder: str
    number: str
    issued: str
    expires: str
    left: str
    told_left: str
    """The same where no heading says that it is about the end of the term."""
    alarming: bool
    waiting: int
    """How many deadlines are open."""
    next: DeadlineRow | None
    owner: str


class HistoryLine(NamedTuple):
    """What became of a deadline."""

    due: date | None
    filed: date | None
    css: str
    result: str
    title: str
    event: str
    company: str
    number: str
    receipt: str
    remark: str
    id: str


class DutyLine(NamedTuple):
    """A duty without a date."""

    clause: str
    title: str
    quote: str
    applies: bool
    reason: str
    whose: str


class FindingLine(NamedTuple):
    """A finding; or, with `place`, what is wrong in a file."""

    css: str
    level: str
    message: str
    whose: str
    clause: str
    place: str = ""


def license_lines(shown: Overview, rows: Sequence[DeadlineRow], lang: Lang) -> list[LicenseLine]:
    """Each license, in the order in which they were named."""
    by_license: dict[int, list[DeadlineRow]] = {}
    for row in rows:
        by_license.setdefault(row.license_no, []).append(row)
    return [_license(lane.state, by_license.get(n, []), lang) for n, lane in enumerate(shown.lanes)]


def _license(state: LicenseState, rows: Sequence[DeadlineRow], lang: Lang) -> LicenseLine:
    license = state.license
    dated = [row for row in rows if row.file_by and row.css != Status.WAIVED]
    left, alarming = _left(state, lang)
    return LicenseLine(
        company=one_line(license.company),
        holder=one_line(license.holder),
        number=one_line(license.number),
        issued=str(license.issued or "?"),
        expires=str(license.expires or word("unlimited", lang)),
        left=left,
        told_left=left
        if alarming or state.ended or not left
        else word("expires_in", lang, left=left),
        alarming=alarming,
        waiting=len(dated),
        next=dated[0] if dated else None,
        owner=one_line(license.owner),
    )


def _left(state: LicenseState, lang: Lang) -> tuple[str, bool]:
    """How far away the end of the term is, and whether that alarms."""
    if state.ended:
        return f"{word('ended', lang)} {state.ended}", False
    days = state.days_to_expiry
    if days is None:
        return "", False
    gone = days < 0
    said = days_left(days, lang)
    return (f"{word('expired', lang)} {said}" if gone else said), gone


def history_lines(outcomes: Sequence[Outcome], lang: Lang) -> list[HistoryLine]:
    """What became of each deadline, the newest first."""
    return [_outcome(one, lang) for one in reversed(outcomes)]


def _outcome(one: Outcome, lang: Lang) -> HistoryLine:
    deadline = one.deadline
    return HistoryLine(
        due=one.due,
        filed=one.filed,
        css=_CSS.get(one.result, one.result),
        result=result_in_words(one, lang),
        title=say(one.title, lang) if one.title else one_line(one.id),
        event=happened(deadline, lang) if deadline else "",
        company=one_line(one.license.company),
        number=one_line(one.license.number),
        receipt=one_line(one.receipt),
        remark=one_line(one.remark),
        id=one_line(one.id),
    )


def duty_lines(shown: Overview, lang: Lang) -> list[DutyLine]:
    """The duties without a date, with those that do not apply."""
    every = len(shown.lanes)
    return [_duty(one, every, lang) for one in shown.duties]


def _duty(shared: SharedDuty, every: int, lang: Lang) -> DutyLine:
    duty = shared.duty
    return DutyLine(
        clause=clause_cell(duty.basis, lang),
        title=say(duty.title, lang),
        quote=one_line(duty.quote),
        applies=duty.applies,
        reason=say(duty.reason, lang) if duty.reason else "",
        whose="" if every == 1 else _whose(shared.licenses, every, lang),
    )


def _whose(licenses: Sequence[License], every: int, lang: Lang) -> str:
    if len(licenses) == every:
        return ""
    return listed(dict.fromkeys(one_line(one.company) for one in licenses), lang)


def finding_lines(shown: Overview, lang: Lang) -> list[FindingLine]:
    """The findings, the worst first."""
    several = len(shown.lanes) > 1
    return [
        FindingLine(
            _LEVELS[one.level],
            label(one.level, lang),
            say(one.message, lang),
            f"{one_line(one.license.company)} {one_line(one.license.number)}" if several else "",
            clause_cell(one.clause, lang),
        )
        for one in shown.report.findings
    ]


def unread_lines(shown: Overview, lang: Lang) -> list[FindingLine]:
    """Every problem of every file that could not be used, with its place."""
    return [
        FindingLine(
            "overdue",
            "",
            say(problem.placed, lang),
            "",
            "",
            one_line(problem.file),
        )
        for unread in shown.unread
        for problem in unread.problems
    ]
