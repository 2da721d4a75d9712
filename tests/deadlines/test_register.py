"""Rows of a ledger are answered as files are: the same dates, and the same urgency."""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pytest
from effort import tries
from places import LICENSE
from samples import DAY

from icpcli.calendar.published import load_calendar
from icpcli.deadlines.register import Rules, answer
from icpcli.deadlines.report import compute
from icpcli.deadlines.select import select
from icpcli.deadlines.table import deadline_table
from icpcli.license.ledger_kinds import Kinds
from icpcli.model.deadline import Deadline
from icpcli.model.problem import Text
from icpcli.model.register import Block, LedgerRow, UnreadableRow, unpack

AS_OF = date(2026, 11, 24)
KINDS = Kinds(Path("ledger.csv"), {"icp": LICENSE})


@cache
def every_kind() -> list[str]:
    return ["icp", *[one.id for one in KINDS.all]]


def random_rows(seed: int, count: int) -> list[LedgerRow]:
    chance = Random(seed)
    rows = []
    for n in range(count):
        kind = chance.choice(every_kind())
        issued = date(2010, 1, 1) + timedelta(chance.randrange(6000))
        expires = issued + timedelta(chance.randrange(1, 4000))
        endless = not KINDS.needs_expiry(kind) and chance.random() < 0.5
        continuing = chance.choice((True, False, None))
        last = None if endless else expires
        rows.append(LedgerRow(n, f"{n}号", "甲", kind, issued, last, continuing, "", ()))
    return rows


def facts(deadline: Deadline) -> tuple[Any, ...]:
    return (
        deadline.id,
        *deadline.dates,
        deadline.status,
        deadline.days_left,
        deadline.certainty,
        deadline.alert,
    )


def block(rows: Sequence[LedgerRow]) -> Block:
    return Block._make((*zip(*rows, strict=True), (), tuple))


def refused(row: LedgerRow, why: Text) -> UnreadableRow:
    return UnreadableRow(row.row, row.number, row.holder, row.kind, (("", why),), ())


def by_rows(rows: Sequence[LedgerRow], **asked: Any) -> dict[str, list[tuple[Any, ...]]]:
    rules = Rules(KINDS.license, load_calendar(), AS_OF, **asked)
    answered = answer([block(rows)], rules, refused)
    assert answered.unreadable == []
    found: dict[str, list[tuple[Any, ...]]] = {}
    for one in answered.found:
        for row in one.rows:
            assert one.deadline
            found.setdefault(unpack(row)[0][0], []).append(facts(one.deadline))
    return found


def by_files(rows: Sequence[LedgerRow], **asked: Any) -> dict[str, list[tuple[Any, ...]]]:
    found = {}
    for row in rows:
        assert row.issued
        license = KINDS.license(row.kind)._replace(
            file=str(row.row),
            number=row.number,
            issued=row.issued,
            expires=row.expires,
            continuing=row.continuing,
        )
        report = select(compute([license], load_calendar(), AS_OF), **asked)
        if report.deadlines:
            found[str(row.row)] = [facts(one) for one in report.deadlines]
    return found


@pytest.mark.parametrize("asked", [{"passed": True}, {"within": 90}, {"within": 400}, {}], ids=str)
def test_rows_are_answered_as_files_are(asked: dict[str, Any]) -> None:
    """Random rows of every kind have the deadlines, the dates and the status that files have."""
    rows = random_rows(1, tries(100))
    assert by_rows(rows, **asked) == by_files(rows, **asked)


def test_all_that_is_just_near_enough_is_shown() -> None:
    """Terms that end on a Friday to Monday may have one day to file by: none is passed over because
    another one was just near enough."""
    rows = [
        LedgerRow(
            n, f"{n}号", "甲", "icp", date(2023, 7, 1), date(2028, 6, 1) + n * DAY, None, "", ()
        )
        for n in range(30)
    ]
    for within in range(466, 474):
        asked = {"within": within}
        assert by_rows(rows, **asked) == by_files(rows, **asked)


def test_no_law_beside_the_paper() -> None:
    """A row is answered by the rules of its kind alone: those of a law have no deadline in it."""
    for kind in every_kind():
        assert not [rule.id for rule in KINDS.license(kind).rules if "/" in rule.id]


def test_the_nearest_comes_first() -> None:
    """Deadlines are sorted by the day to plan for, renewal before the report of the end."""
    rules = Rules(KINDS.license, load_calendar(), AS_OF)
    found = answer([block(random_rows(2, 200))], rules, refused).found
    dates = [one.deadline.dates for one in found if one.deadline]
    days = [(one.file_by or date.max, one.due or date.max) for one in dates]
    assert days == sorted(days)
    row = LedgerRow(1, "1", "甲", "icp", date(2023, 7, 1), date(2028, 7, 1), None, "", ())
    pair = answer([block([row])], rules, refused)
    ids = [one.rule.id for one in pair.found if one.deadline and one.deadline.trigger == "expires"]
    assert ids == ["renewal", "non-renewal-report"]


def test_without_a_date_of_issue_no_year_is_left_out() -> None:
    """Where nobody says when a license was issued, its yearly duties run from this year on."""
    row = LedgerRow(1, "1", "甲", "icp", None, date(2028, 7, 1), None, "", ())
    rules = Rules(KINDS.license, load_calendar(), AS_OF, passed=True)
    found = [one.deadline.id for one in rules.of(row) if one.deadline]
    years = [id for id in found if id.startswith("annual-report")]
    assert years == ["annual-report@2026", "annual-report@2027", "annual-report@2028"]


def test_an_unanswered_flag_is_asked() -> None:
    """A rule that depends on an answer which no ledger gives is listed with the question."""
    row = LedgerRow(1, "1", "甲", "business", date(2020, 1, 1), None, None, "", ())
    found = Rules(KINDS.license, load_calendar(), AS_OF).of(row)
    asked = {one.rule.id: one.problem for one in found}
    assert asked["annual"] is None
    assert asked["capital-adjust"] is not None
    assert "business-capital-adjust" in asked["capital-adjust"].en


def test_a_period_that_leaves_the_calendar() -> None:
    """A row whose renewal would be due before 2004 is unreadable, and the others are answered."""
    old = LedgerRow(1, "1", "甲", "icp", date(2004, 1, 1), date(2004, 1, 2), None, "", ())
    good = old._replace(row=2, expires=date(2028, 7, 1))
    rules = Rules(KINDS.license, load_calendar(), AS_OF)
    answered = answer([block([old, good])], rules, refused)
    assert [row.row for row in answered.unreadable] == [1]
    assert answered.answered == 1


@pytest.mark.parametrize(
    "cells", [("1", "a"), ("1", "a␟b"), ("␞",), ("1", 3.0), ("1", date(2028, 7, 1)), ("",), ()]
)
def test_a_packed_row(cells: tuple[Any, ...]) -> None:
    """A row that was packed has as many cells as before, whatever was in them."""
    row = LedgerRow(7, "1号", "甲␟ ", "icp", None, None, None, "", cells)
    (packed,) = block([row]).packed([True])
    own, others = unpack(packed)
    assert own == ["7", "1号", "甲 ", "icp"]
    assert len(others) == len(cells)


@pytest.mark.parametrize("kind", [one.id for one in KINDS.all])
def test_a_later_expiry_is_never_to_be_filed_earlier(kind: str) -> None:
    """Of two terms of one kind the one that ends later has no earlier day to file by: what is too far
    away need not be counted."""
    last: dict[str, date] = {}
    for one in deadline_table(KINDS.license(kind), load_calendar(), AS_OF, 2024, 2032):
        if one.trigger == "expires" and one.file_by:
            assert one.file_by >= last.get(one.rule.id, date.min)
            last[one.rule.id] = one.file_by
