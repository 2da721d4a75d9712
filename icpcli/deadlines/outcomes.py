"""What became of each deadline: the history that an auditor reads. Pure."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple

from icpcli.deadlines.triggers import Years, rules_that_hold
from icpcli.model.deadline import Deadline, Report, Status, by_license
from icpcli.model.journal import Event, Filing, Journal, Waiver
from icpcli.model.license import CHINA, YEARLY, License
from icpcli.model.overview import Outcome, Result

_RESULTS = {
    Status.OVERDUE: Result.OVERDUE,
    Status.FILED: Result.FILED,
    Status.WAIVED: Result.WAIVED,
    Status.PAST: Result.NO_RECORD,
}
"""What is none of these is still open."""


def outcomes(
    report: Report, journals: Mapping[str, Journal], first: date | None, last: date
) -> tuple[Outcome, ...]:
    """Every deadline that was due or filed from `first` to `last`, in the order of the days due.

    `first` None: from the beginning. `journals` are by the license's `file`. Every filing is in it,
    one by one, also where no deadline of its id is known any more: with an expiry that was put right,
    or a rule that was taken out of the file.
    """
    mine = by_license(report.deadlines)
    found = [
        outcome
        for state in report.licenses
        for outcome in _of_a_license(
            state.license,
            mine.get(state.license.key, ()),
            journals.get(state.license.file, Journal()),
        )
        if _falls_within(outcome, first or date.min, last)
    ]
    return tuple(sorted(found, key=_order))


class NotTold(NamedTuple):
    """A license with yearly duties that the history has from a year on only: those of a law, or those
    of a paper of which nobody knows when it began."""

    license: License
    year: int
    of_a_law: bool


def not_told(report: Report, journals: Mapping[str, Journal], first: date | None) -> list[NotTold]:
    """The licenses of which years from `first` on may be missing in the history (semantics § 2)."""
    found: list[NotTold] = []
    for license in (state.license for state in report.licenses):
        journal = journals.get(license.file, Journal())
        years = Years(license, journal, report.as_of)
        late: set[tuple[int, bool]] = set()
        for rule in rules_that_hold(license, journal):
            year = years.first_told(rule) if {*YEARLY}.intersection(rule.triggers) else None
            if year and (first or date.min) < date(year, 1, 1):
                late.add((year, bool(rule.rule_set)))
        found += [NotTold(license, year, of_a_law) for year, of_a_law in sorted(late)]
    return found


def _of_a_license(
    license: License, deadlines: Sequence[Deadline], journal: Journal
) -> Iterator[Outcome]:
    filings: defaultdict[str, list[Filing]] = defaultdict(list)
    for filing in journal.filings:
        filings[filing.deadline].append(filing)
    reasons = {one.deadline: one.reason for one in sorted(journal.waivers, key=_until)}
    by_id = {one.id: one for one in deadlines}
    happened: defaultdict[date, list[Event]] = defaultdict(list)
    for event in journal.events:
        happened[event.on].append(event)
    for deadline in deadlines:
        made = filings.pop(deadline.id, None) or [*_closed_by(deadline, happened)]
        for filing in made:
            yield _filed(deadline, filing)
        if not made and not _is_told_by_the_other(deadline, by_id):
            yield _stands(deadline, reasons)
    titles = {rule.id: rule.title for rule in license.rules}
    for id, made in filings.items():
        title = titles.get(id.partition("@")[0])
        for one in made:
            yield Outcome(
                license,
                id,
                title,
                None,
                one.on,
                Result.FILED,
                receipt=one.receipt,
                remark=one.note,
            )


def _closed_by(deadline: Deadline, happened: Mapping[date, Sequence[Event]]) -> Iterator[Filing]:
    """The event that closed a deadline, as its filing, with the receipt that was recorded with it."""
    day, rule = deadline.filed, deadline.rule
    closes = rule.triggers if rule.recurs else (rule.closed_by,)
    for one in happened.get(day, ()) if day and deadline.filed_as == deadline.id else ():
        meant = one.closes in ("", deadline.id) and one.about in ("", deadline.about)
        if one.id in closes and meant and not one.void:
            yield Filing(deadline.id, one.on, one.recorded, one.at, one.receipt, one.note)
            return


def _filed(deadline: Deadline, filing: Filing) -> Outcome:
    early = (deadline.due - filing.on).days if deadline.due else None
    return Outcome(
        deadline.license,
        deadline.id,
        deadline.rule.title,
        deadline.due,
        filing.on,
        Result.LATE if _is_late(deadline, filing) else Result.FILED,
        early,
        filing.receipt,
        filing.note,
        deadline,
    )


def _is_late(deadline: Deadline, filing: Filing) -> bool:
    """After the last day; of a period of hours after its last moment, where the time of day is known."""
    if deadline.due_at and filing.at:
        return datetime.combine(filing.on, filing.at, CHINA) > deadline.due_at
    return deadline.due is not None and filing.on > deadline.due


def _until(waiver: Waiver) -> date:
    return waiver.until


def _stands(deadline: Deadline, reasons: Mapping[str, str]) -> Outcome:
    """What became of a deadline that the journal holds no filing of: an event may have closed it."""
    late = deadline.filed is not None and (deadline.days_early or 0) < 0
    result = Result.LATE if late else _RESULTS.get(deadline.status, Result.OPEN)
    return Outcome(
        deadline.license,
        deadline.id,
        deadline.rule.title,
        deadline.due,
        deadline.filed,
        result,
        deadline.days_early,
        remark=reasons.get(deadline.id, "") if result is Result.WAIVED else "",
        deadline=deadline,
    )


def _is_told_by_the_other(deadline: Deadline, by_id: Mapping[str, Deadline]) -> bool:
    """Whether another line tells of it: that of its alternative, which was filed in its stead, or,
    while neither was, of renewal."""
    if deadline.filed_as and deadline.filed_as != deadline.id:
        return True
    others = [by_id[id] for id in deadline.alternatives if id in by_id]
    return deadline.rule.continuing is False and any(
        one.status is deadline.status and one.due == deadline.due for one in others
    )


def _falls_within(outcome: Outcome, first: date, last: date) -> bool:
    return any(day is not None and first <= day <= last for day in (outcome.due, outcome.filed))


def _order(outcome: Outcome) -> tuple[date, date, str, str]:
    """By the day due, else the day filed."""
    day = outcome.due or outcome.filed or date.max
    return day, outcome.filed or date.max, outcome.license.number, outcome.id
