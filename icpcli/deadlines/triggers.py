"""What starts a clock: the term and the years by themselves, and what happened."""

from collections import Counter, defaultdict, deque
from collections.abc import Container, Iterable, Iterator
from datetime import date, time
from typing import NamedTuple

from icpcli.deadlines.terms import anchors, report_of_the_end
from icpcli.model.deadline import Step
from icpcli.model.journal import Event, Filing, Journal
from icpcli.model.license import (
    AUTHORITY_SET,
    EACH_ODD_YEAR,
    EXPIRES,
    ISSUED,
    ONCE,
    YEAR,
    YEARLY,
    FixedDay,
    License,
    Override,
    Rule,
    Window,
    Yearly,
)
from icpcli.model.problem import Text

_ISSUED = Text("发证日期", "the license is issued")
_EXPIRES = Text("有效期届满日（当日仍有效）", "the last day of the term, itself included")
_ONCE = Text("规定的期限", "the day that the provision names")


class YearWindow(NamedTuple):
    """A window of one year, as the rule or an override has it; `due` None: not announced."""

    opens: date | None
    due: date | None
    source: str = ""
    """Where the authority said so, of a window that it moved or set."""
    moved: bool = False
    """Whether it is the authority that set it."""


class Start(NamedTuple):
    """A clock that runs: what started which rule, and the id of the deadline that follows."""

    rule: Rule
    trigger: str
    step: Step
    id: str
    see_also: tuple[str, ...] = ()
    undone: date | None = None
    """The day on which it was undone, of a clock that runs no more."""
    about: str = ""
    """Which of several things the event happened to."""
    window: YearWindow | None = None
    """The window, of a rule that runs by the year."""
    at: time | None = None
    """The time of day of the event, where it was given."""
    followed: date | None = None
    """The day on which another term followed the one that started it."""
    recorded: date | None = None
    """The day on which the event was recorded."""
    last: bool = False
    """Whether it only ends what recurs: no deadline follows."""

    @property
    def runs(self) -> bool:
        """Whether a deadline follows: not from what was undone, nor from the last of what recurs."""
        return not self.undone and not self.last


def standing(license: License, journal: Journal, as_of: date) -> Iterator[Start]:
    """The clocks that run by themselves: from the terms, in each year, and on a fixed day."""
    years = Years(license, journal, as_of)
    holding = {rule.id for rule in rules_that_hold(license, journal)}
    filed = {one.deadline for one in journal.filings}
    for rule in license.rules:
        holds = rule.id in holding
        for trigger in rule.triggers:
            if trigger in YEARLY and holds:
                yield from yearly(rule, trigger, years)
            elif trigger == ONCE and holds and isinstance(rule.due, FixedDay):
                day = rule.due.day
                yield _start(rule, ONCE, Step(day, _ONCE), f"{rule.id}@{day.year}")
            elif trigger in (ISSUED, EXPIRES):
                yield from of_the_terms(rule, trigger, license, filed, holds=holds)


class Years:
    """The years in which what is due each year is asked for."""

    def __init__(self, license: License, journal: Journal, as_of: date) -> None:
        since = license.tracked_from or journal.since or as_of
        began, last = license.terms[0].issued, license.expires
        # Where nobody knows when it began: better one duty too many.
        first = began.year + 1 if began else min(since.year, as_of.year)
        self._tracked = range(since.year, as_of.year + 2)
        self._paper = range(first, last.year + 1 if last else as_of.year + 2)
        self._as_of = as_of
        self._began = began

    def first_told(self, rule: Rule) -> int | None:
        """The first year of a rule, where it may have asked before, too: of what a law asks, the first
        that anybody tracked; of a paper of which nobody knows when it began, this one."""
        if rule.due == AUTHORITY_SET or not (rule.rule_set or self._began is None):
            return None
        first = (self._tracked if rule.rule_set else self._paper).start
        since = rule.in_force.since
        return first if since is None or since.year < first else None

    def of(self, rule: Rule) -> Iterable[int]:
        """The years of a rule: those of the terms, or of the company for what a law asks of it.

        A window that only the authority sets is asked about in this year and the next, and stands
        in the others where it was named.
        """
        years = self._tracked if rule.rule_set else self._paper
        if rule.due != AUTHORITY_SET:
            return years
        named = {one.year for one in rule.overrides}
        return [year for year in years if year in named or 0 <= year - self._as_of.year <= 1]


def yearly(rule: Rule, trigger: str, years: Years) -> Iterator[Start]:
    """The clock of each window of a rule that runs by the year."""
    for year in years.of(rule):
        if trigger == EACH_ODD_YEAR and year % 2 == 0:
            continue
        step = Step(date(year, 1, 1), Text(f"{year} 年", f"the year {year}"))
        for id, window in windows_of(rule, year):
            yield _start(rule, YEAR, step, id)._replace(window=window)


def windows_of(rule: Rule, year: int) -> Iterator[tuple[str, YearWindow]]:
    """The windows of a rule in a year, and the id of each: by its month, where there are several."""
    id = f"{rule.id}@{year}"
    if not isinstance(rule.due, Yearly):
        yield id, _moved(None, year, _override(rule, year, None))
        return
    several = len(rule.due.windows) > 1
    for window in rule.due.windows:
        month = window.opens[0] if several else None
        override = _override(rule, year, month)
        yield f"{id}-{month:02}" if month else id, _moved(window, year, override)


def _override(rule: Rule, year: int, month: int | None) -> Override | None:
    return next((it for it in rule.overrides if (it.year, it.window) == (year, month)), None)


def _moved(window: Window | None, year: int, override: Override | None) -> YearWindow:
    """The window in a year; where the authority moved it, that one."""
    if override:
        return YearWindow(override.opens, override.due, override.source, moved=True)
    if window is None:
        return YearWindow(None, None)
    return YearWindow(date(year, *window.opens), date(year, *window.closes))


def of_the_terms(
    rule: Rule, trigger: str, license: License, filed: Container[str], *, holds: bool
) -> Iterator[Start]:
    """A clock for each term. One that another followed was continued: it counts as such, and of
    what only the end asks for there is what was filed; the rest was undone when the next term began.
    """
    for day, key, followed in anchors(license, trigger):
        if fits_flags(rule, license) if followed else holds:
            start = of_a_term(rule, trigger, day, key)
            ends = rule.continuing is False and start.id not in filed
            yield start._replace(followed=followed, undone=followed if ends else None)


def of_a_term(rule: Rule, trigger: str, day: date, key: object) -> Start:
    """The clock of a term that begins, or ends, on a day; `key` stands behind the @ of its id."""
    why = _ISSUED if trigger == ISSUED else _EXPIRES
    return _start(rule, trigger, Step(day, why), f"{rule.id}@{key}")


def started(license: License, journal: Journal, events: Iterable[Event]) -> Iterator[Start]:
    """The clocks that `events` start; a second one of a rule on one day is numbered `.2`.

    Those of void events are among them, as `undone`: they count in the numbers, so that an id never
    comes to mean another deadline. A filing of what recurs is as good as the event (semantics § 2).
    """
    clocks = _Clocks(license, journal)
    filings: defaultdict[str, list[Filing]] = defaultdict(list)
    if any(rule.recurs for rule in license.rules):
        for filing in journal.filings:
            filings[filing.deadline].append(filing)
    waiting = deque(start for event in events for start in clocks.of(event))
    while waiting:
        start = waiting.popleft()
        yield start
        if start.rule.recurs and start.runs:
            for one in filings.pop(start.id, ()):
                event = Event(start.trigger, one.on, about=start.about, recorded=one.recorded)
                waiting.extend(clocks.of(event))


class _Clocks:
    """What each event of a license starts, with ids that tell those of one day apart."""

    def __init__(self, license: License, journal: Journal) -> None:
        self._titles = license.events
        self._seen: Counter[str] = Counter()
        self._rules: defaultdict[str, list[Rule]] = defaultdict(list)
        for rule in rules_that_hold(license, journal):
            for trigger in rule.triggers:
                self._rules[trigger].append(rule)

    def of(self, event: Event) -> Iterator[Start]:
        """The clocks that an event starts; none of an event that the license does not declare."""
        title = self._titles.get(event.id)
        for rule in self._rules[event.id] if title else ():
            assert title
            id = f"{rule.id}@{event.on}"
            self._seen[id] += 1
            if self._seen[id] > 1:
                id = f"{id}.{self._seen[id]}"
            yield Start(
                rule,
                event.id,
                Step(event.on, title),
                id,
                see_also=rule.see_also.get(event.id, ()),
                undone=(event.undone or event.on) if event.void else None,
                about=event.about,
                at=event.at,
                recorded=event.recorded,
                last=event.last and rule.recurs,
            )


def started_today(license: License, as_of: date) -> Iterator[Start]:
    """For each rule that an event starts, its clock if the first such event happened today.

    A planned one is left out: nobody plans for today.
    """
    for rule in rules_that_hold(license, Journal()):
        event = rule.triggers[0]
        if event in license.events and event not in license.plans:
            step = Step(as_of, license.events[event])
            yield _start(rule, event, step, f"{rule.id}@{as_of}")


def supposed(license: License, rule_id: str, day: date) -> Iterator[Start]:
    """The clock of a rule if something that starts it happened on `day`: nobody says what."""
    for rule in rules_that_hold(license, Journal()):
        events = [license.events[event] for event in rule.triggers if event in license.events]
        if rule.id == rule_id and events:
            others = dict.fromkeys(other for ids in rule.see_also.values() for other in ids)
            why = Text(" 或 ".join(one.zh for one in events), " or ".join(one.en for one in events))
            step = Step(day, why)
            yield Start(rule, rule.triggers[0], step, f"{rule_id}@{day}", (*others,))


def rules_that_hold(license: License, journal: Journal) -> Iterator[Rule]:
    """The rules that hold for a license: not those for the way that its holder did not take, and
    not those that its flags exclude.

    While that is undecided, a rule for who does not continue holds where another one is its
    alternative, so that the two are told as one; and all of them once the end was reported. While a
    flag is not answered, what it decides holds.
    """
    reported = report_of_the_end(license, journal)
    by_id = {rule.id: rule for rule in license.rules}
    for rule in license.rules:
        other = by_id.get(rule.alternative)
        if license.continuing is not None:
            holds = rule.continuing in (None, license.continuing)
        else:
            pair = other is not None and rule.is_paired_with(other)
            holds = rule.continuing is not False or pair or reported is not None
        if holds and fits_flags(rule, license):
            yield rule


def fits_flags(rule: Rule, license: License) -> bool:
    """Whether no answer to a flag excludes the rule: one that is not answered does not."""
    flags = license.flags
    return all(flags.get(it.flag, it.answer) is it.answer for it in rule.conditions)


def _start(rule: Rule, trigger: str, step: Step, id: str) -> Start:
    return Start(rule, trigger, step, id, rule.see_also.get(trigger, ()))
