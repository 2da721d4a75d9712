"""Report → Verdict: how bad it is, and with which exit code `icp check` says so. Pure."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from icpcli.model.deadline import Certainty, Deadline, Report, Status
from icpcli.model.finding import Finding, Level
from icpcli.model.problem import Text
from icpcli.model.verdict import Grade, Item, Unread, Verdict

FAIL_ON = {
    "warning": Grade.WARNING,
    "critical": Grade.CRITICAL,
    "overdue": Grade.OVERDUE,
    "never": Grade.UNKNOWN,
}
"""The mildest grade that is not exit code 0. Nothing hides a file that could not be read."""

_EXIT_CODES = {
    Grade.OK: 0,
    Grade.WARNING: 1,
    Grade.CRITICAL: 2,
    Grade.OVERDUE: 2,
    Grade.UNKNOWN: 3,
}
_RANK = {grade: rank for rank, grade in enumerate(Grade)}
_BY_STATUS = {
    Status.WARNING: Grade.WARNING,
    Status.CRITICAL: Grade.CRITICAL,
    Status.OVERDUE: Grade.OVERDUE,
}
_BY_LEVEL = {Level.WARNING: Grade.WARNING, Level.CRITICAL: Grade.CRITICAL}
_IN_ITS_WARNING_PERIOD = {Status.WARNING, Status.CRITICAL}


def judge(
    report: Report,
    *,
    fail_on: Grade = Grade.WARNING,
    require_final: bool = False,
    unread: Iterable[Unread] = (),
) -> Verdict:
    """The worst of all deadlines and findings, and of the files that could not be read.

    With `require_final`, a provisional date within its warning period is a warning of its own.
    """
    report = report._replace(
        deadlines=tuple(one for one in report.deadlines if one.status is not Status.PAST),
        if_today=(),
        findings=(
            *report.findings,
            *(_provisional(report) if require_final else ()),
        ),
    )
    items = sorted((*map(_deadline, report.deadlines), *_findings(report)), key=_order)
    unread = tuple(unread)
    # A finding that only informs is shown, but is no item that could be ok.
    judged = (item.grade for item in items if item.deadline or item.grade is not Grade.OK)
    grades = Counter([*judged, *(Grade.UNKNOWN for _ in unread)])
    status = max(grades, key=_RANK.__getitem__, default=Grade.OK)
    return Verdict(
        report=report,
        items=tuple(items),
        unread=unread,
        counts={grade: grades[grade] for grade in Grade},
        status=status,
        exit_code=_EXIT_CODES[status] if _RANK[status] >= _RANK[fail_on] else 0,
        next=next_open(report),
    )


def next_open(report: Report) -> Deadline | None:
    """The open deadline to act on first, over all licenses: the one with the earliest day to file by."""
    return next((one for one in report.deadlines if one.is_open), None)


def _deadline(deadline: Deadline) -> Item:
    return Item(
        grade=_BY_STATUS.get(deadline.status, Grade.OK),
        id=deadline.id,
        license=deadline.license,
        # A rule of a set stands in another file than the license's.
        line=deadline.license.row or (1 if deadline.rule.file else deadline.rule.line),
        file_by=deadline.file_by,
        days_left=deadline.days_left,
        title=deadline.rule.title,
        deadline=deadline,
        is_open=deadline.is_open,
    )


def _findings(report: Report) -> Iterator[Item]:
    for finding in report.findings:
        day = finding.dates[0] if finding.dates else None
        yield Item(
            grade=_BY_LEVEL.get(finding.level, Grade.OK),
            id=finding.code,
            license=finding.license,
            line=finding.line,
            file_by=day,
            days_left=(day - report.as_of).days if day else None,
            title=finding.message,
            deadline=None,
            is_open=False,
            noted=finding.noted,
            reminded=finding.reminded,
        )


def _provisional(report: Report) -> Iterator[Finding]:
    for one in report.deadlines:
        if one.certainty is Certainty.FINAL or one.status not in _IN_ITS_WARNING_PERIOD:
            continue
        years = [*map(str, one.notices)]
        words = Text(
            f"{one.id} 的日期是暂定的：{'、'.join(years)} 年的放假通知尚未公布",
            f"The date of {one.id} is provisional: the holiday notice for {' and '.join(years)} "
            "is not out yet",
        )
        dates = (one.file_by,) if one.file_by else ()
        yield Finding("provisional", Level.WARNING, one.license, one.rule.basis, words, dates)


def _order(item: Item) -> tuple[int, date, bool, str]:
    """The worst first, then the nearest; of the two ways at the end of a term renewal first."""
    ends = item.deadline is not None and item.deadline.rule.continuing is False
    return -_RANK[item.grade], item.file_by or date.max, ends, item.id
