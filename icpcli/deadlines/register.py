"""The rows of a ledger → their deadlines: rules once, licenses as rows.

A hundred thousand licenses share a few rules and a few thousand days: what follows from a rule and
a day is found once, by what answers license files, too, and looked up for each row.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import partial
from operator import add, attrgetter, getitem
from typing import Any, NamedTuple

from icpcli.calendar.workdays import WorkCalendar
from icpcli.deadlines import triggers
from icpcli.deadlines.dates import Derivations
from icpcli.deadlines.report import DEFAULT_ALERT, compute, order_of, standing_deadlines
from icpcli.deadlines.select import is_shown
from icpcli.deadlines.terms import end_of
from icpcli.deadlines.triggers import Start
from icpcli.model.deadline import Deadline
from icpcli.model.journal import Journal
from icpcli.model.license import EXPIRES, ISSUED, Alert, License, Rule
from icpcli.model.problem import IcpError, Text
from icpcli.model.register import Block, Found, LedgerRow, UnreadableRow

_NOTHING = Journal()
_YEAR = attrgetter("year")
_BY_YEARS, _BY_ISSUE = attrgetter("by_years"), attrgetter("by_issue")
_NEEDS_ISSUE = Text(
    "没有发证日期，这一条无法推算", "without a date of issue this one cannot be answered"
)
_ASKED = Text("取决于：{zh}（{flag}），尚未回答", "depends on: {en} ({flag}), not answered")


class Answered(NamedTuple):
    """What follows from the rows of a ledger; `answered` counts those that could be read, `expired`
    those of them that are asked about and whose term is over."""

    found: list[Found]
    unreadable: list[UnreadableRow]
    answered: int
    expired: int = 0


class Recorded(NamedTuple):
    """A row of which something is recorded: as a license, and as an answer has it (`packed`)."""

    license: License
    journal: Journal
    row: LedgerRow
    packed: str


class Rules:
    """The rules of the kinds of a ledger, and what follows from them on each day.

    `license` gives a license of a kind: what counts are its rules, events and flags. `within` and
    `passed` are those of `select`.
    """

    def __init__(
        self,
        license: Callable[[str], License],
        calendar: WorkCalendar,
        as_of: date,
        *,
        alert: Alert = DEFAULT_ALERT,
        within: int | None = None,
        passed: bool = False,
    ) -> None:
        self._license = license
        self._calendar, self._as_of, self._alert = calendar, as_of, alert
        self._within, self._passed = within, passed
        self._new_set = partial(
            _Set,
            derived=Derivations(calendar),
            as_of=as_of,
            alert=alert,
            within=within,
            passed=passed,
        )
        self._sets: dict[int, _Set] = {}
        self._ways = _Memo(self._ways_of)
        self._needs_issue = False

    def of(self, row: LedgerRow) -> Sequence[Found]:
        """What is to be shown of a row. Raises `OutOfCalendarError` where a period leaves 2004–2099."""
        return self.way(row.kind, row.continuing).found(row.issued, row.expires)

    def expired(self, block: Block, wanted: Callable[[LedgerRow], bool] | None) -> int:
        """How many of the rows of a block have a term that is over."""
        over = [at for at, day in enumerate(block.expires) if day and day < self._as_of]
        return len(over) if wanted is None else sum(wanted(block.row(at)) for at in over)

    def is_expired(self, of: Recorded) -> bool:
        """Whether the term of a row of which something is recorded is over, and no report of its end
        was filed."""
        day = of.license.expires
        over = day is not None and day < self._as_of
        return over and end_of(of.license, of.journal, self._as_of) is None

    def recorded(self, of: Recorded) -> Iterator[Found]:
        """What is to be shown of a row of which something is recorded. Raises as `of` does."""
        license = of.license
        report = compute(
            [license],
            self._calendar,
            self._as_of,
            journals={license.file: of.journal},
            alert=self._alert,
        )
        for one in report.deadlines:
            if is_shown(one, within=self._within, passed=self._passed):
                yield Found(one.rule, one, _unanswered(one.rule, license), [of.packed])

    def way(self, kind: str, continuing: bool | None) -> "_Way":
        """What holds for the licenses of a kind whose holder goes on, or not, or has not decided."""
        way: _Way = self._ways[kind][continuing]
        return way

    def of_block(self, block: Block) -> list[tuple[Found, ...]]:
        """What is to be shown of each row of a block. Raises as `of` does."""
        kinds = map(self._ways.__getitem__, block.kinds)
        ways = [*map(getitem, kinds, block.continuing)]
        by_years = map(getitem, map(_BY_YEARS, ways), _years(block))
        found = map(add, map(getitem, ways, block.expires), by_years)
        if self._needs_issue:
            found = map(add, found, map(getitem, map(_BY_ISSUE, ways), block.issued))
        return [*found]

    def _ways_of(self, kind: str) -> dict[bool | None, "_Way"]:
        """The rules of a kind. Kinds of one set share them: what follows is found for all at once."""
        license = self._license(kind)
        key = id(license.rules)
        if key not in self._sets:
            self._sets[key] = self._new_set(license)
            self._needs_issue |= any(ISSUED in rule.triggers for rule in license.rules)
        return self._sets[key].ways


class _Set:
    """The rules of one set, and the deadlines that were found for it so far."""

    def __init__(
        self,
        license: License,
        derived: Derivations,
        as_of: date,
        alert: Alert,
        within: int | None,
        passed: bool,
    ) -> None:
        self.license = license
        self.as_of = as_of
        self._passed = passed
        self._deadlines = standing_deadlines(license, derived, as_of, alert)
        self._within = within
        self._clocks: dict[tuple[str, str], _Clock] = {}
        self.ways = {
            way: _Way(self, license._replace(continuing=way)) for way in (True, False, None)
        }

    def clock(self, rule: Rule, trigger: str) -> "_Clock":
        """The clock that the beginning, or the end, of a term starts by a rule."""
        key = rule.id, trigger
        if key not in self._clocks:
            self._clocks[key] = _Clock(self, rule, trigger)
        return self._clocks[key]

    def is_too_far(self, deadline: Deadline) -> bool:
        """Whether a deadline is to be filed later than is asked."""
        return bool(self._within is not None and (deadline.days_left or 0) > self._within)

    def deadlines(self, starts: Iterable[Start]) -> list[Deadline]:
        """The deadlines of these clocks."""
        return [*self._deadlines(starts)]

    def to_show(self, deadlines: Iterable[Deadline]) -> tuple[Found, ...]:
        """What of these is to be shown."""
        return tuple(
            Found(one.rule, one, _unanswered(one.rule, self.license), [])
            for one in deadlines
            if is_shown(one, within=self._within, passed=self._passed)
        )


class _Clock(dict[date, tuple[Found, ...]]):
    """What follows from a rule where the term begins, or ends, on a day.

    A later day never means an earlier day to file by: from the first that is too far on, none has
    to be counted.
    """

    def __init__(self, of: _Set, rule: Rule, trigger: str) -> None:
        self._set, self._rule, self._trigger = of, rule, trigger
        self._too_far = date.max

    def __missing__(self, day: date) -> tuple[Found, ...]:
        if day >= self._too_far:
            return ()
        start = triggers.of_a_term(self._rule, self._trigger, day, day.year)
        deadlines = self._set.deadlines((start,))
        if any(map(self._set.is_too_far, deadlines)):
            self._too_far = day
        found = self[day] = self._set.to_show(deadlines)
        return found


class _Way(dict["date | None", tuple[Found, ...]]):
    """What holds for a license whose holder continues, or not, or has not decided: by the last day
    of its term what follows from that, and beside it what follows from the first, and each year."""

    def __init__(self, of: _Set, license: License) -> None:
        self._set = of
        self._license = license
        rules = [*triggers.rules_that_hold(license, _NOTHING)]
        self._ends = [of.clock(rule, EXPIRES) for rule in rules if EXPIRES in rule.triggers]
        self._begins = [of.clock(rule, ISSUED) for rule in rules if ISSUED in rule.triggers]
        self._unknown = tuple(
            Found(rule, None, _NEEDS_ISSUE, []) for rule in rules if ISSUED in rule.triggers
        )
        self.by_issue = _Memo(self._of_the_first_day)
        self.by_years = _Memo(self._of_years)

    def __missing__(self, day: date | None) -> tuple[Found, ...]:
        found = self[day] = tuple(one for clock in self._ends for one in clock[day]) if day else ()
        return found

    def found(self, issued: date | None, expires: date | None) -> Sequence[Found]:
        """What is to be shown of a license with these days."""
        years = issued and issued.year, expires and expires.year
        its_own: tuple[Found, ...] = self[expires] + self.by_years[years] + self.by_issue[issued]
        return its_own

    def _of_the_first_day(self, day: date | None) -> tuple[Found, ...]:
        if day is None:
            return self._unknown
        return tuple(one for clock in self._begins for one in clock[day])

    def _of_years(self, years: tuple[int | None, int | None]) -> tuple[Found, ...]:
        """What is due each year of a term, and once, whatever the term. Without a year of issue, as
        if that were last year: better one duty too many."""
        first, last = years
        license = self._license._replace(
            issued=date(first or min(self._set.as_of.year - 1, last or 9999), 1, 1),
            expires=date(last, 12, 31) if last else None,
        )
        starts = triggers.standing(license, _NOTHING, self._set.as_of)
        own = (it for it in starts if it.trigger not in (ISSUED, EXPIRES))
        return self._set.to_show(self._set.deadlines(own))


class _Memo(dict[Any, Any]):
    """What follows from a key, found when it is first asked for."""

    def __init__(self, find: Callable[[Any], Any]) -> None:
        self._find = find

    def __missing__(self, key: Any) -> Any:
        found = self[key] = self._find(key)
        return found


def answer(
    blocks: Iterable[Block],
    rules: Rules,
    refused: Callable[[LedgerRow, Text], UnreadableRow],
    wanted: Callable[[LedgerRow], bool] | None = None,
) -> Answered:
    """The deadlines of the rows, sorted as a report sorts them, by the day to plan for.

    A row that leaves the calendar is `refused`. Only rows that are `wanted` are shown; all are
    answered.
    """
    shown: list[Found] = []
    unreadable: list[UnreadableRow] = []
    count = expired = 0
    for block in blocks:
        unreadable += block.unreadable
        try:
            found = rules.of_block(block)
        except IcpError:
            block, outside = _within_the_calendar(block, rules, refused)
            unreadable += outside
            found = rules.of_block(block)
        count += len(found)
        expired += rules.expired(block, wanted)
        if wanted is not None:
            found = [it if it and wanted(block.row(at)) else () for at, it in enumerate(found)]
        for row, its_own in zip(block.packed(found), filter(None, found), strict=True):
            for one in its_own:
                if not one.rows:
                    shown.append(one)
                one.rows.append(row)
    return Answered(sorted(shown, key=_order), unreadable, count, expired)


def _years(block: Block) -> list[tuple[int | None, int | None]]:
    """The years in which the terms begin and end."""
    try:
        return [*zip(map(_YEAR, block.issued), map(_YEAR, block.expires), strict=True)]
    except AttributeError:  # a term of which one is not known
        first, last = (
            [day.year if day else None for day in it] for it in (block.issued, block.expires)
        )
        return [*zip(first, last, strict=True)]


def _within_the_calendar(
    block: Block, rules: Rules, refused: Callable[[LedgerRow, Text], UnreadableRow]
) -> tuple[Block, list[UnreadableRow]]:
    """The rows of a block that can be answered, and those from which a period leaves the calendar."""
    stays, outside = [], []
    for row in map(block.row, range(len(block.rows))):
        try:
            rules.of(row)
        except IcpError as error:
            outside.append(refused(row, error.problems[0].message))
            stays.append(False)
        else:
            stays.append(True)
    return block.only(stays), outside


def with_recorded(
    answered: Answered,
    recorded: Iterable[Recorded],
    rules: Rules,
    refused: Callable[[LedgerRow, Text], UnreadableRow],
    wanted: Callable[[LedgerRow], bool] | None = None,
) -> Answered:
    """The answer with the rows of which something is recorded.

    They are answered as license files are. One from which a period leaves the calendar is `refused`;
    only those that are `wanted` are shown.
    """
    more: list[Found] = []
    outside: list[UnreadableRow] = []
    count, expired = answered.answered, answered.expired
    for one in recorded:
        try:
            found = [*rules.recorded(one)]
        except IcpError as error:
            outside.append(refused(one.row, error.problems[0].message))
            continue
        count += 1
        if wanted is None or wanted(one.row):
            more += found
            expired += rules.is_expired(one)
    listed = sorted([*answered.found, *more], key=_order)
    return Answered(listed, [*answered.unreadable, *outside], count, expired)


def _unanswered(rule: Rule, license: License) -> Text | None:
    """The question on which a rule depends, where nobody has answered it."""
    for condition in rule.conditions:
        if condition.flag not in license.flags:
            zh, en = license.questions.get(condition.flag, Text(condition.flag, condition.flag))
            return Text(
                _ASKED.zh.format(zh=zh, flag=condition.flag),
                _ASKED.en.format(en=en, flag=condition.flag),
            )
    return None


def _order(found: Found) -> tuple[date, date, bool, str]:
    rule = found.rule
    if found.deadline:
        return order_of(found.deadline)
    return date.max, date.max, rule.continuing is False, rule.id
