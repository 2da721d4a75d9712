"""A row of a ledger is answered as the file that `icp init --kind` writes for the same license."""

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ledgers import HEADER, text_ledger
from terminal import icp

from icpcli.cli.ledger_files import read_ledger
from icpcli.license.file import read_license
from icpcli.license.paper_kinds import paper_kinds
from icpcli.model.license import License

KINDS = [kind.id for kind in paper_kinds()]
LEDGER, FILE = Path("台账.csv"), Path("license.yaml")
FIELDS = ("id", "opens", "prepare_from", "due", "due_latest", "file_by", "status", "certainty")


@pytest.fixture(autouse=True)
def _in_a_folder(nowhere: Path) -> None:
    """Each test in an empty folder."""


def both(kind: str, issued: date, expires: date) -> tuple[License, License]:
    """One license as a file that `icp init` writes, and as a row."""
    days = ("--issued", str(issued), "--expires", str(expires))
    named = ("--kind", kind, "--number", "京B-1", "--holder", "甲")
    FILE.unlink(missing_ok=True)
    assert icp("init", *named, *days, "-o", FILE).code == 0
    text_ledger(LEDGER, HEADER, ("京B-1", "甲", kind, str(issued), str(expires)))
    (row,) = read_ledger(LEDGER, None, lambda _: None).read
    return read_license(FILE), row


def on_paper(place: Path, as_of: date) -> list[tuple[Any, ...]]:
    """The deadlines of the paper itself, without those of the laws beside it."""
    said = json.loads(icp("deadlines", "--all", "-f", "json", "-l", place, "--as-of", as_of).text)
    found = [one for one in said["deadlines"] if not one["rule_set"]]
    return [tuple(one[it] for it in FIELDS) for one in found]


@settings(max_examples=40)
@given(
    kind=st.sampled_from(KINDS),
    issued=st.dates(date(2010, 1, 1), date(2030, 12, 31)),
    days=st.integers(0, 3000),
    as_of=st.dates(date(2020, 1, 1), date(2032, 12, 31)),
)
def test_the_deadlines(kind: str, issued: date, days: int, as_of: date) -> None:
    """The same ids, days and states, whatever the kind, the term and the day."""
    both(kind, issued, issued + timedelta(days))
    assert on_paper(LEDGER, as_of) == on_paper(FILE, as_of)


@pytest.mark.parametrize("kind", KINDS)
def test_what_can_happen(kind: str) -> None:
    """A row knows the events of its rules as the file does: their gates, which are planned and what
    they become, and what they ask."""
    file, row = both(kind, date(2023, 7, 1), date(2028, 7, 1))
    used = {it for rule in row.rules for it in rule.triggers if it in file.recordable}
    plans = {it: becomes for it, becomes in file.plans.items() if it in used}
    assert dict(row.plans) == plans
    assert {it for becomes in plans.values() for it in becomes} <= row.recordable.keys()
    assert dict(row.asks) == {it: other for it, other in file.asks.items() if it in used}
    gates = {rule.approved for rule in file.rules if rule.gate and not rule.rule_set}
    assert {rule.approved for rule in row.rules if rule.gate} == gates
