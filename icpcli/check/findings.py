"""What besides the deadlines wants attention: gates that were not waited for, questions left open. Pure.

A breached gate is critical, a question or a license that cannot be right a warning; all else
informs. Findings speak of what a license file declares, and of nothing that it does not.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from datetime import date

from icpcli.calendar.workdays import WorkCalendar
from icpcli.check.examined import Examined, finding
from icpcli.check.file_findings import on_files, on_paper, on_quotes
from icpcli.check.journal_findings import (
    gates,
    questions,
    references,
    slips,
    unclear,
    waived,
)
from icpcli.check.set_findings import (
    general_set,
    named_twice,
    never_done,
    not_announced,
    planned,
    same_facts,
    unanswered,
)
from icpcli.check.term_findings import on_term
from icpcli.model.deadline import Deadline, Report, Unclear
from icpcli.model.finding import Finding, Level
from icpcli.model.journal import Journal
from icpcli.model.problem import Text

LAST_NOTICE = (12, 15)
"""Those for 2008 to 2026 came out between 25 October and 16 December of the year before."""
NO_CALENDARS: Mapping[str, WorkCalendar] = {}

_WORST_FIRST = (Level.CRITICAL, Level.WARNING, Level.INFO)


def lint(
    report: Report,
    calendar: WorkCalendar,
    journals: Mapping[str, Journal],
    certificate: str = "",
    calendars: Mapping[str, WorkCalendar] = NO_CALENDARS,
) -> tuple[Finding, ...]:
    """The findings on each license of `report`, the worst first.

    `journals` are by the license's `file`; `calendars`, those of licenses that have notices of
    their own, by its `path`; `certificate` is the text of the paper, if there is one.
    """
    deadlines: defaultdict[str, list[Deadline]] = defaultdict(list)
    for one in report.deadlines:
        deadlines[one.license.file].append(one)
    open_entries: defaultdict[str, list[Unclear]] = defaultdict(list)
    for entry in report.unclear:
        open_entries[entry.license.file].append(entry)
    licenses = [state.license for state in report.licenses]
    found = [*on_files(licenses, report.copies), *named_twice(licenses)]
    for state in report.licenses:
        file = state.license.file
        seen = Examined(
            state=state,
            journal=journals.get(file, Journal()),
            deadlines=deadlines[file],
            unclear=open_entries[file],
            calendar=calendars.get(state.license.path, calendar),
            as_of=report.as_of,
            certificate=certificate,
        )
        found += (it for look in _CHECKS for it in look(seen))
    return tuple(sorted(found, key=lambda it: _WORST_FIRST.index(it.level)))


def _paper(seen: Examined) -> Iterator[Finding]:
    yield from on_paper(seen.license)


def _quotes(seen: Examined) -> Iterator[Finding]:
    yield from on_quotes(seen.license, seen.certificate)


def _notice(seen: Examined) -> Iterator[Finding]:
    """Next year's days off are usually published by now."""
    year = seen.as_of.year
    since = date(year, *LAST_NOTICE)
    if seen.as_of > since and seen.calendar.published_through.year <= year:
        words = Text(
            f"{year + 1} 年的放假通知还没有：公布后请放进 holidays/{year + 1}.yaml",
            f"The holiday notice for {year + 1} is still missing: when it is out, put it into "
            f"holidays/{year + 1}.yaml",
        )
        yield finding("notice-missing", seen.license, words, since)


_CHECKS: tuple[Callable[[Examined], Iterator[Finding]], ...] = (
    on_term,
    gates,
    questions,
    unanswered,
    never_done,
    planned,
    same_facts,
    not_announced,
    general_set,
    unclear,
    waived,
    slips,
    references,
    _paper,
    _notice,
    _quotes,
)
