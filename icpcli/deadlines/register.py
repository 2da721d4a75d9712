"""The rows of a ledger → their deadlines: rules once, licenses as rows.

A hundred thousand licenses share a few rules and a few thousand days: what follows from a rule and
a day is found once, by what answers license files, too, and looked up for each row.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import partial
from typing import Any, NamedTuple

from icpcli.calendar.workdays import WorkCalendar
from icpcli.deadlines import triggers
from icpcli.deadlines.report import DEFAULT_ALERT, compute, order_of, standing_deadlines
from icpcli.deadlines.select import is_shown
from icpcli.deadlines.triggers import Start
from icpcli.model.deadline import Deadline
from icpcli.model.journal import Journal
from icpcli.model.license import EXPIRES, ISSUED, Alert, License, Rule
from icpcli.model.problem import IcpError, Text
from icpcli.model.register import Found, LedgerRow, UnreadableRow, pack

_NOTHING = Journal()
_NEEDS_ISSUE = Text(
    "没有发证日期，这一条无法推算", "without a date of issue this one cannot be answered"
)
_ASKED = Text("取决于：{zh}（{flag}），尚未回答", "depends on: {en} ({flag}), not answered")


class Answered(NamedTuple):
    """What follows from the rows of a ledger; `answered` counts those that could be read."""

    found: list[Found]
    unreadable: list[UnreadableRow]
    answered: int


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
            _Set, calendar=calendar, as_of=as_of, alert=alert, within=within, passed=passed
        )
        self._sets: dict[int, _Set] = {}
        self._kinds: dict[str, _Set] = {}

    def of(self, row: LedgerRow) -> Sequence[Found]:
        """What is to be shown of a row. Raises `OutOfCalendarError` where a period leaves 2004–2099."""
        return self.way(row.kind, row.continuing).found(row.issued, row.expires)

    def recorded(self, license: License, journal: Journal, row: LedgerRow) -> Iterator[Found]:
        """What is to be shown of a row of which something is recorded."""
        report = compute(
            [license],
            self._calendar,
            self._as_of,
            journals={license.file: journal},
            alert=self._alert,
        )
        packed = pack(row)
        for one in report.deadlines:
            if is_shown(one, within=self._within, passed=self._passed):
                yield Found(one.rule, one, _unanswered(one.rule, license), [packed])

    def way(self, kind: str, continuing: bool | None) -> "_Way":
        """What holds for the licenses of a kind whose holder goes on, or not, or has not decided."""
        return (self._kinds.get(kind) or self._set_of(kind)).ways[continuing]

    def _set_of(self, kind: str) -> "_Set":
        """The rules of a kind. Kinds of one set share them: what follows is found for all at once."""
        license = self._license(kind)
        key = id(license.rules)
        if key not in self._sets:
            self._sets[key] = self._new_set(license)
        self._kinds[kind] = self._sets[key]
        return self._kinds[kind]


class _Set:
    """The rules of one set, and the deadlines that were found for it so far."""

    def __init__(
        self,
        license: License,
        calendar: WorkCalendar,
        as_of: date,
        alert: Alert,
        within: int | None,
        passed: bool,
    ) -> None:
        self.license = license
        self.as_of = as_of
        self._passed = passed
        self._deadlines = standing_deadlines(license, calendar, as_of, alert)
        self._within = within
        self._of_a_day: dict[tuple[str, date], tuple[Found, ...]] = {}
        self._too_far: dict[str, date] = {}
        """Of each rule the earliest day known from which it is to be filed later than is asked."""
        self.ways = {
            way: _Way(self, license._replace(continuing=way)) for way in (True, False, None)
        }

    def of_the_term(self, rule: Rule, trigger: str, day: date) -> tuple[Found, ...]:
        """What follows from a rule where the term begins, or ends, on a day.

        A later day never means an earlier day to file by: from the first that is too far on, none
        has to be counted.
        """
        name = f"{rule.id} {trigger}"
        if day >= self._too_far.get(name, date.max):
            return ()
        key = name, day
        if key not in self._of_a_day:
            license = self.license._replace(issued=day, expires=day)
            deadlines = [
                *self._deadlines(triggers.of_the_terms(rule, trigger, license, (), holds=True))
            ]
            if self._within is not None and any(
                one.days_left is not None and one.days_left > self._within for one in deadlines
            ):
                self._too_far[name] = day
            self._of_a_day[key] = self._to_show(deadlines)
        return self._of_a_day[key]

    def found(self, starts: Iterable[Start]) -> tuple[Found, ...]:
        """What of the deadlines of these clocks is to be shown."""
        return self._to_show(self._deadlines(starts))

    def _to_show(self, deadlines: Iterable[Deadline]) -> tuple[Found, ...]:
        return tuple(
            Found(one.rule, one, _unanswered(one.rule, self.license), [])
            for one in deadlines
            if is_shown(one, within=self._within, passed=self._passed)
        )


class _Way:
    """What holds for a license whose holder continues, or not, or has not decided; by its dates."""

    def __init__(self, of: _Set, license: License) -> None:
        self._set = of
        self._license = license
        self._rules = list(triggers.rules_that_hold(license, _NOTHING))
        self.needs_issue = any(ISSUED in rule.triggers for rule in self._rules)
        self.by_expiry = _Memo(partial(self._of_the_terms, EXPIRES))
        self.by_issue = _Memo(partial(self._of_the_terms, ISSUED))
        self.by_year = _Memo(self._of_years)

    def found(self, issued: date | None, expires: date | None) -> Sequence[Found]:
        """What is to be shown of a license with these days."""
        found = self.by_year[issued and issued.year, expires and expires.year]
        if expires and (ends := self.by_expiry[expires]):
            found = ends + found if found else ends
        return found + self.by_issue[issued] if self.needs_issue else found

    def _of_the_terms(self, trigger: str, day: date | None) -> tuple[Found, ...]:
        rules = [rule for rule in self._rules if trigger in rule.triggers]
        if day is None:
            return tuple(Found(rule, None, _NEEDS_ISSUE, []) for rule in rules)
        return tuple(one for rule in rules for one in self._set.of_the_term(rule, trigger, day))

    def _of_years(self, years: tuple[int | None, int | None]) -> tuple[Found, ...]:
        """What is due each year of a term, and once, whatever the term. Without a year of issue, as
        if that were last year: better one duty too many."""
        first, last = years
        license = self._license._replace(
            issued=date(first or min(self._set.as_of.year - 1, last or 9999), 1, 1),
            expires=date(last, 12, 31) if last else None,
        )
        starts = triggers.standing(license, _NOTHING, self._set.as_of)
        return self._set.found(it for it in starts if it.trigger not in (ISSUED, EXPIRES))


class _Memo(dict[Any, tuple[Found, ...]]):
    """What follows from a key, found when it is first asked for."""

    def __init__(self, find: Callable[[Any], tuple[Found, ...]]) -> None:
        self._find = find

    def __missing__(self, key: Any) -> tuple[Found, ...]:
        found = self[key] = self._find(key)
        return found


def answer(
    rows: Iterable[LedgerRow | UnreadableRow],
    rules: Rules,
    refused: Callable[[LedgerRow, Text], UnreadableRow],
    wanted: Callable[[LedgerRow], bool] | None = None,
) -> Answered:
    """The deadlines of the rows, sorted as a report sorts them, by the day to plan for.

    A row that leaves the calendar is `refused`. Only rows that are `wanted` are shown; all are
    answered.
    """
    with_rows: dict[int, Found] = {}
    unreadable: list[UnreadableRow] = []
    count, way = 0, rules.way
    for row in rows:
        if isinstance(row, UnreadableRow):
            unreadable.append(row)
            continue
        _, _, _, kind, issued, expires, continuing, _, _ = row
        try:
            found = way(kind, continuing).found(issued, expires)
        except IcpError as error:
            unreadable.append(refused(row, error.problems[0].message))
            continue
        count += 1
        if found and (wanted is None or wanted(row)):
            packed = pack(row)
            for one in found:
                one.rows.append(packed)
                with_rows[id(one)] = one
    return Answered(sorted(with_rows.values(), key=_order), unreadable, count)


def with_recorded(
    answered: Answered, recorded: Iterable[tuple[License, Journal, LedgerRow]], rules: Rules
) -> Answered:
    """The answer with the rows of which something is recorded.

    They are answered as license files are. Raises `OutOfCalendarError` where a period leaves
    2004–2099.
    """
    more = [one for it in recorded for one in rules.recorded(*it)]
    if not more:
        return answered
    return answered._replace(found=sorted([*answered.found, *more], key=_order))


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
