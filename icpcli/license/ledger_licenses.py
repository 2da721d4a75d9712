"""The rows of a ledger → licenses, as `icp init --kind` would have written a file for each (design § 9)."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import NamedTuple

from icpcli.files.sheets.sheet import Sheet
from icpcli.license.ledger_kinds import NO_PAPER, Kinds
from icpcli.model.license import LedgerFile, License
from icpcli.model.problem import UNREADABLE_ROW, IcpError, Problem
from icpcli.model.register import LedgerRow, UnreadableRow, cell_text


class Licenses(NamedTuple):
    """The licenses of a ledger, in the order of its rows, and an error for each unreadable row."""

    file: LedgerFile
    read: list[License]
    errors: list[IcpError]


def licenses_of(
    sheet: Sheet,
    ledger: Iterable[LedgerRow | UnreadableRow],
    kinds: Kinds,
    *,
    one_sheet: bool = False,
) -> Licenses:
    """Each of these rows of a ledger as a license. With `one_sheet` its journal may speak of others.

    Raises `IcpError` (`invalid_rule_set`) where the rules of a kind cannot be read.
    """
    rows = [*ledger]
    file = LedgerFile(sheet.file, _kinds_of(rows), one_sheet)
    of_its_kind = cache(lambda kind: _blank(kinds.license(kind), kind))
    good = [row for row in rows if isinstance(row, LedgerRow)]
    return Licenses(
        file,
        [_license(row, of_its_kind(row.kind), file, sheet) for row in good],
        [_error(row, sheet) for row in rows if isinstance(row, UnreadableRow)],
    )


def row_place(sheet: Sheet, row: int) -> str:
    """Where a row stands: `台账.csv:3`, `台账.xlsx:证照!A3`."""
    place = sheet.place(row, 0)
    return place.rpartition(":")[0] if sheet.is_text else place


def _kinds_of(rows: list[LedgerRow | UnreadableRow]) -> Mapping[str, frozenset[str]]:
    """The kinds of the rows of each number; of a row that could not be read the kind is empty."""
    found: dict[str, set[str]] = {}
    for row in rows:
        kind = row.kind if isinstance(row, LedgerRow) else ""
        found.setdefault(row.number.strip(), set()).add(kind)
    return {number: frozenset(kinds) for number, kinds in found.items()}


def _license(row: LedgerRow, kind: License, ledger: LedgerFile, sheet: Sheet) -> License:
    return kind._replace(
        file=row_place(sheet, row.row),
        number=row.number,
        holder=row.holder.strip(),
        owner=cell_text(row.owner).strip(),
        issued=row.issued,
        expires=row.expires,
        continuing=row.continuing,
        ledger=ledger,
        row=row.row,
    )


def _blank(paper: License, kind: str) -> License:
    """A license of a kind of which only the rules are known, the events that start them, and what
    the planned ones among these become."""
    used = {*(event for rule in paper.rules for event in (*rule.triggers, rule.closed_by))}
    used |= {event for plan in used for event in paper.plans.get(plan, ())}
    events = {id: title for id, title in paper.events.items() if id in used}
    return NO_PAPER._replace(
        events=events,
        rules=paper.rules,
        asks={id: other for id, other in paper.asks.items() if id in events},
        kind=kind,
        general=paper.general,
        questions=paper.questions,
        plans={id: becomes for id, becomes in paper.plans.items() if id in events},
    )


def _error(row: UnreadableRow, sheet: Sheet) -> IcpError:
    """Every problem of a row, each at its cell."""
    return IcpError(UNREADABLE_ROW, [*_problems(row, sheet)])


def _problems(row: UnreadableRow, sheet: Sheet) -> Iterator[Problem]:
    for place, why in row.problems:
        if sheet.is_text:
            file, line, column = place.rsplit(":", 2)
            yield Problem(file, int(line), int(column), "", why)
        else:
            yield Problem(place, 0, 0, "", why)
