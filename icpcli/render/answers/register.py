"""What follows from a ledger, as JSON and as rows."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from icpcli import __version__
from icpcli.model.deadline import Deadline
from icpcli.model.license import Rule
from icpcli.model.problem import Text
from icpcli.model.register import (
    Found,
    LedgerRow,
    Register,
    UnreadableRow,
    cell_text,
    pack,
    unpack,
)
from icpcli.render.formats.json import both, iso
from icpcli.render.formats.rows import Packed, Page, Row, Rows, cell
from icpcli.render.labels import LABELS
from icpcli.render.words import Lang, one_line, plural, say

if TYPE_CHECKING:
    from rich.console import RenderableType

UNREADABLE = "unreadable"
"""The status of a row that could not be read."""
_COLUMNS = (
    "row",
    "number",
    "holder",
    "kind",
    "rule",
    "id",
    "title",
    "due",
    "file_by",
    "days_left",
    "status",
    "certainty",
    "problem",
)
_MAIN = (
    "file_by",
    "due",
    "days_left",
    "status",
    "certainty",
    "title",
    "number",
    "holder",
    "problem",
)
_COUNTS = Text(
    "{file}：读了 {read} 行 = 推算 {answered} 行 + 读不出 {unreadable} 行（截至 {day}）",
    "{file}: {read} {rows} read = {answered} answered + {unreadable} unreadable (as of {day})",
)
_OF_THE_LEDGER = Text("{name}（台账）", "{name} (ledger)")


class RegisterAnswer(NamedTuple):
    """The deadlines of a ledger, and its rows that could not be read."""

    register: Register

    def json(self) -> dict[str, Any]:
        """Both, with how many rows were read, answered and unreadable."""
        register = self.register
        return {
            "generator": f"icpcli {__version__}",
            "as_of": str(register.as_of),
            "calendar": {"published_through": str(register.published_through)},
            "ledger": {"file": register.file, "sheet": register.sheet or None},
            "rows": {
                "read": register.read,
                "answered": register.answered,
                UNREADABLE: len(register.unreadable),
            },
            "expired": register.expired,
            "deadlines": [one for found in register.found for one in _objects(found, register)],
            UNREADABLE: [_unreadable_object(row, register.columns) for row in register.unreadable],
        }

    def rows(self, lang: Lang) -> Rows:
        """One row a deadline, then one for each row of the ledger that could not be read."""
        register = self.register
        names = [one_line(name) for name in register.columns]
        own = [say(_OF_THE_LEDGER, lang, name=it) if it in _COLUMNS else it for it in names]
        page = Page(LABELS["register"], as_of=register.as_of)
        # One at a time: a hundred thousand licenses have a million deadlines.
        lines = (row for block in self._packed(lang) for row in block.rows())
        packed = self._packed(lang)
        return Rows((*_COLUMNS, *own), lines, _MAIN, page=page, own=tuple(own), packed=packed)

    def _packed(self, lang: Lang) -> Iterator[Packed]:
        """The rows of each deadline, then those that could not be read."""
        for found in self.register.found:
            yield _of_found(found, lang)
        for row in self.register.unreadable:
            yield _of_unreadable(row, lang)

    def screen(self, lang: Lang, width: int) -> "RenderableType":
        """What a person reads, drawn for `width` columns."""
        from icpcli.render.screens.register import register_screen

        return register_screen(self.register, lang, width)


class LedgerTemplate:
    """An empty ledger: its columns, under the names that people usually give them."""

    def json(self) -> dict[str, Any]:
        """The names of the columns, by what they hold."""
        return {"columns": {name: both(words) for name, words in TEMPLATE.items()}}

    def rows(self, lang: Lang) -> Rows:
        """A header, and no row."""
        columns = tuple(say(words, lang) for words in TEMPLATE.values())
        return Rows(columns, (), own=columns)

    def screen(self, lang: Lang, width: int) -> "RenderableType":
        """The header of a CSV file, to be kept in one."""
        from icpcli.render.screens.register import template_screen

        return template_screen(self.rows(lang).columns)


class LedgerLicenses(NamedTuple):
    """The rows of a ledger themselves, with ISO dates and the ids of their kinds, for a database."""

    licenses: Sequence[LedgerRow]

    def json(self) -> dict[str, Any]:
        """The rows under the names of their columns."""
        rows = self.rows("en")
        return {"licenses": [dict(zip(rows.columns, row, strict=True)) for row in rows.rows]}

    def rows(self, lang: Lang) -> Rows:
        """A row for each license; the same in every language."""
        return Rows(_LICENSE, tuple(map(_license_row, self.licenses)), own=_LICENSE)

    def screen(self, lang: Lang, width: int) -> "RenderableType":
        """Its columns: the rows are for a database."""
        from icpcli.render.screens.register import template_screen

        return template_screen(_LICENSE)


_LICENSE = ("number", "kind", "issued", "expires", "continuing")


def _license_row(row: LedgerRow) -> Row:
    term = cell(row.issued), cell(row.expires)
    return one_line(row.number), row.kind, *term, _CONTINUING[row.continuing]


class DeadlineTable(NamedTuple):
    """What each day starts, for a database; `deadlines` may be walked over once only."""

    kind: str
    deadlines: Iterable[Deadline]

    def json(self) -> dict[str, Any]:
        """The rows under the names of their columns."""
        rows = self.rows("en")
        return {"deadlines": [dict(zip(rows.columns, row, strict=True)) for row in rows.rows]}

    def rows(self, lang: Lang) -> Rows:
        """A row for each rule and each day that can start it; the same in every language."""
        return Rows(_TABLE, (_table_row(one, self.kind) for one in self.deadlines), own=_TABLE)

    def screen(self, lang: Lang, width: int) -> "RenderableType":
        """Its columns: the rows are for a database."""
        from icpcli.render.screens.register import template_screen

        return template_screen(_TABLE)


_TABLE = (
    "rule",
    "trigger_date",
    "id",
    "opens",
    "due",
    "due_latest",
    "file_by",
    "certainty",
    "anchor",
    "continuing",
    "kind",
)
_CONTINUING = {True: "yes", False: "no", None: ""}


def _table_row(deadline: Deadline, kind: str) -> Row:
    dates, rule = deadline.dates, deadline.rule
    return (
        rule.id,
        str(deadline.trigger_date),
        deadline.id,
        *map(cell, (dates.opens, dates.due, dates.due_latest, dates.file_by)),
        deadline.certainty,
        deadline.trigger,
        _CONTINUING[rule.continuing],
        kind,
    )


TEMPLATE = {
    "number": Text("许可证编号", "number"),
    "holder": Text("公司名称", "holder"),
    "kind": Text("证照类型", "kind"),
    "issued": Text("发证日期", "issued"),
    "expires": Text("有效期至", "expires"),
    "continuing": Text("是否延续", "continuing"),
    "owner": Text("负责人", "owner"),
}
"""The columns of an empty ledger, by the field that each holds."""


def _of_found(found: Found, lang: Lang) -> Packed:
    """A row for each license that has this deadline."""
    problem = say(found.problem, lang) if found.problem else ""
    common = (*_facts(found.rule, found.deadline, lang), problem)
    if "".join(found.rows).isprintable():
        return Packed(found.rows, common)
    return Packed([_harmless(*unpack(row)) for row in found.rows], common)


def _harmless(own: Iterable[str], others: Iterable[str]) -> str:
    return pack(tuple(map(one_line, own)), tuple(map(one_line, others)))


def _facts(rule: Rule, deadline: Deadline | None, lang: Lang) -> Row:
    """The cells that depend on the deadline alone."""
    title = say(rule.title, lang)
    if deadline is None:
        return (rule.id, "", title, "", "", "", "", "")
    days = "" if deadline.days_left is None else str(deadline.days_left)
    dates = cell(deadline.due), cell(deadline.file_by)
    return (rule.id, deadline.id, title, *dates, days, deadline.status, deadline.certainty)


def _of_unreadable(row: UnreadableRow, lang: Lang) -> Packed:
    own = (str(row.row), row.number, row.holder, row.kind)
    common = (*[""] * 6, UNREADABLE, "", problems_in_words(row, lang))
    return Packed([_harmless(own, map(cell_text, row.other))], common)


def counts_line(register: Register, lang: Lang) -> str:
    """How many rows were read, and what became of them."""
    return say(
        _COUNTS,
        lang,
        file=register.file,
        read=register.read,
        rows=plural("row", register.read),
        answered=register.answered,
        unreadable=len(register.unreadable),
        day=register.as_of,
    )


def problems_in_words(row: UnreadableRow, lang: Lang) -> str:
    """Everything that is wrong with a row, each with its place in front."""
    return "; ".join(f"{one_line(place)}: {say(why, lang)}" for place, why in row.problems)


def _objects(found: Found, register: Register) -> Iterator[dict[str, Any]]:
    rule, deadline, problem, rows = found
    for (row, number, holder, kind), others in map(unpack, rows):
        yield {
            "row": int(row),
            "number": number,
            "holder": holder,
            "kind": kind,
            "rule": rule.id,
            "id": deadline.id if deadline else None,
            "title": both(rule.title),
            "due": iso(deadline.due) if deadline else None,
            "file_by": iso(deadline.file_by) if deadline else None,
            "days_left": deadline.days_left if deadline else None,
            "status": deadline.status if deadline else None,
            "certainty": deadline.certainty if deadline else None,
            "problem": both(problem) if problem else None,
            "other": _other(others, register.columns),
        }


def _unreadable_object(row: UnreadableRow, columns: Sequence[str]) -> dict[str, Any]:
    return {
        "row": row.row,
        "number": row.number,
        "holder": row.holder,
        "kind": row.kind,
        "status": UNREADABLE,
        "problems": [{"place": place, "message": both(why)} for place, why in row.problems],
        "other": _other(row.other, columns),
    }


def _other(cells: Sequence[object], columns: Sequence[str]) -> dict[str, str]:
    """The other columns of the ledger, by their own names."""
    return dict(zip(columns, map(cell_text, cells), strict=False))
