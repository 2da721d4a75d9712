"""One license with all that can be known of it on a day: what the findings are found in."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from functools import cached_property

from icpcli.calendar.workdays import WorkCalendar
from icpcli.model.deadline import Deadline, LicenseState, Unclear
from icpcli.model.finding import Finding, Level
from icpcli.model.journal import Journal, Waiver
from icpcli.model.license import License, Rule
from icpcli.model.problem import Text


class Examined:
    """A license, its journal, and how its deadlines stand; `certificate` is the text of the paper."""

    def __init__(
        self,
        state: LicenseState,
        journal: Journal,
        deadlines: Iterable[Deadline],
        unclear: Iterable[Unclear],
        calendar: WorkCalendar,
        as_of: date,
        certificate: str = "",
    ) -> None:
        self.state = state
        self.license: License = state.license
        self.journal = journal
        self.deadlines = tuple(deadlines)
        self.unclear = tuple(unclear)
        self.calendar = calendar
        self.as_of = as_of
        self.certificate = certificate

    @cached_property
    def days(self) -> dict[str, list[date]]:
        """The days on which each event happened, in order; an event that did not is not there."""
        found: defaultdict[str, list[date]] = defaultdict(list)
        for one in sorted(self.journal.events, key=lambda event: event.on):
            if not one.void:
                found[one.id].append(one.on)
        return dict(found)

    @cached_property
    def waivers(self) -> dict[str, list[Waiver]]:
        """The waivers of each id, of a deadline or of a finding."""
        found: defaultdict[str, list[Waiver]] = defaultdict(list)
        for one in self.journal.waivers:
            found[one.deadline].append(one)
        return dict(found)

    @cached_property
    def started_by(self) -> dict[str, Rule]:
        """The first rule that each event starts."""
        return {event: rule for rule in reversed(self.license.rules) for event in rule.triggers}


def finding(
    code: str,
    license: License,
    message: Text,
    *dates: date,
    level: Level = Level.INFO,
    clause: str = "",
    line: int = 1,
) -> Finding:
    """A finding on a license; `line` is the place in its file that would mend it."""
    return Finding(code, level, license, clause, message, dates, line=license.row or line)
