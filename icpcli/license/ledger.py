"""A ledger → its licenses, row by row: each is read strictly, and one that cannot be read is told.

Nothing is kept but what a row is told apart by, so that memory does not grow with the ledger.
"""

import re
from array import array
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import dropwhile, islice
from operator import eq, itemgetter
from typing import Any, NamedTuple
from unicodedata import normalize

from icpcli.calendar.workdays import FIRST_DAY
from icpcli.files.sheets.sheet import Cell, Cells, Damaged, ErrorCell, Sheet
from icpcli.files.typed_words import nearest
from icpcli.license.ledger_dates import Earlier, Forever, Range, Reading, formula_failed, read_day
from icpcli.license.ledger_headings import (
    CONTINUING,
    EXPIRES,
    HOLDER,
    ISSUED,
    KIND,
    NAMES,
    NUMBER,
    OWNER,
    VALID_FROM,
    read_header,
)
from icpcli.license.ledger_kinds import Kinds
from icpcli.license.paper_kinds import ALL_KINDS, without_rules
from icpcli.model.problem import Text
from icpcli.model.register import Block, LedgerRow, UnreadableRow, cell_text

_WAYS: dict[str, bool | None] = {
    "": None,
    **dict.fromkeys(("是", "延续", "续期", "续展", "yes", "y", "true"), True),
    **dict.fromkeys(("否", "不延续", "不续期", "不续展", "no", "n", "false"), False),
    **dict.fromkeys(("未定", "待定", "未决定", "undecided"), None),
}
"""What people write under 是否延续."""
_ROUNDED = re.compile(r"\d(?:\.\d+)?E\+?1[5-9]|\d(?:\.\d+)?E\+?[2-9]\d", re.IGNORECASE)  # 1.1E+17
_AT_A_TIME = 128
_MOST_REMEMBERED = 50_000
"""Different cells of a column that are remembered at a time."""

_NO_NUMBER = Text("没有许可证编号", "there is no license number")
_DIGITS_LOST = Text(
    "超过 15 位的数字已被表格软件舍入：请按证照改成文本",
    "a number of more than 15 digits, which the spreadsheet has rounded: write it as text",
)
_EMPTY_EXPIRY = Text(
    "有效期至是空的（或单元格公式出错）：没有期限的写“长期”",
    "no expiry here (or a formula that failed): where there is none, write 长期",
)
_NEEDS_EXPIRY = Text(
    "“{kind}”的规则要从有效期届满日起算，不能是长期",
    'the rules of "{kind}" count from the expiry: it cannot have none',
)
_A_DAY = Text(
    "“{text}”：这里要的是一个日期（写法如 2023-07-01）",
    '"{text}": one day is needed here (write it like 2023-07-01)',
)
_ENDS_FIRST = Text(
    "有效期至 {expires}，早于起始日期 {begins}", "expires {expires}, before it began ({begins})"
)
_WITHOUT_KIND = Text("没有写证照类型，也没有 --kind", "the kind is empty, and there is no --kind")
_IS_IT = Text(f"（是不是 {{near}}？）{ALL_KINDS.zh}", f" (did you mean {{near}}?){ALL_KINDS.en}")
_KINDS_ARE = Text(
    "：写它的编号、代码或名称，如 icp、B25（icp rules 列出全部）",
    ": write its id, code or title, such as icp, B25 (icp rules lists them all)",
)
_UNCLEAR_WAY = Text(
    "“{text}”说不清是否延续（是、否，或留空）",
    '"{text}" says neither yes nor no (or leave it empty)',
)
_SHIFTED = Text(
    "这一行有 {found} 格，表头只有 {width} 列：多半是没有加引号的逗号使后面的格错位了",
    "{found} cells here, and {width} in the header: a comma without quotation marks around it has "
    "probably moved what follows",
)

_SEVERAL_BEGINS = Text(
    "{n} 行的发证日期和有效期起不同，以较早的为准：第 {places} 行",
    "date of issue and first day differ, and the earlier one counts: {rows} {places}",
)
_ODD_RANGE = Text(
    "{n} 行的有效期写成起止，起始日和发证日期、有效期起都不同，只取了止日：第 {places} 行",
    "a term whose first day is neither that of issue nor 有效期起, of which the last day was taken: "
    "{rows} {places}",
)
_TWICE = Text(
    "{n} 行的许可证编号和证照类型前面已经有过：第 {places} 行",
    "a number and a kind that stood before: {rows} {places}",
)
_NO_ISSUE = Text(
    "{n} 行没有发证日期，每年的义务按往年就已发证推算：第 {places} 行",
    "no date of issue, so yearly duties are answered as if it were years ago: {rows} {places}",
)
_BEFORE_THE_CALENDAR = Text(
    f"{{n}} 行在 {FIRST_DAY.year} 年以前就已发证，每年的义务按往年就已发证推算：第 {{places}} 行",
    f"issued before {FIRST_DAY.year}, so yearly duties are answered as if it were years ago: "
    "{rows} {places}",
)
_NO_HOLDER = Text("{n} 行没有公司名称：第 {places} 行", "no company: {rows} {places}")
_MOST_PLACES = 5


Wrong = tuple[str, Text]
"""A field of a row, and what is wrong with it."""


class Ledger:
    """The licenses of a table. Iterating gives each row that is not blank, in order."""

    def __init__(self, sheet: Sheet, kinds: Kinds, default_kind: str = "") -> None:
        """`default_kind` is the id of the rule set of rows that name none.

        Raises `IcpError` (`invalid_ledger`) where the table has no header, or one that does not say
        what holds the number, the expiry and the kind.
        """
        self._sheet = sheet
        self._kinds = kinds
        self._header = read_header(sheet, needs_kind=not default_kind)
        where = self._header.columns
        # One more cell, empty, stands behind each row for the fields that have no column.
        self._column = {field: where.get(field, self._header.width) for field in NAMES}
        self._fields: Callable[[Cells], tuple[Any, ...]] = itemgetter(*self._column.values())
        shown = {where.get(field) for field in (NUMBER, HOLDER, KIND)}
        self._carried = [i for i in range(self._header.width) if i not in shown]
        self._other: Callable[[Cells], tuple[Any, ...]] = _getter(self._carried)
        self._days = _Memo(read_day)
        self._kind_ids = _Memo(lambda cell: self._kind(cell_text(cell), default_kind))
        self._ways = _Memo(_continuing)
        self._keys = array("q")
        """Of each row its number and kind, by their hash: the numbers themselves would be most of
        the memory."""
        self._rows = array("q")
        self._noted: dict[Text, list[int]] = {}
        self._unreadable_rows = 0

    @property
    def columns(self) -> tuple[str, ...]:
        """The headers of the columns that are carried through, in their own words."""
        return tuple(self._header.names[i] or f"[{i + 1}]" for i in self._carried)

    @property
    def read(self) -> int:
        """How many rows were read so far; blank ones do not count."""
        return len(self._rows) + self._unreadable_rows

    def notes(self) -> list[Text]:
        """What was accepted in the rows read so far, and should be looked at by a person."""
        noted = {**self._noted, _TWICE: self._twice()}
        return [
            words.filled(n=len(rows), rows=_rows(rows), places=_places(rows))
            for words, rows in noted.items()
            if rows
        ]

    def __iter__(self) -> Iterator[LedgerRow | UnreadableRow]:
        """Each row below the header, one by one."""
        for block in self.blocks():
            every: list[LedgerRow | UnreadableRow] = [*block.unreadable]
            every += map(block.row, range(len(block.rows)))
            yield from sorted(every, key=_number_of)

    def blocks(self) -> Iterator[Block]:
        """The rows below the header, some hundreds at a time: a hundred thousand are most of the
        work, and what is odd in one of them is looked at apart."""
        first = self._header.row
        below = dropwhile(lambda it: it[0] <= first, self._sheet.rows())
        while some := [*islice(below, _AT_A_TIME)]:
            rows, cells = zip(*some, strict=True)
            yield self._block(rows, cells)

    def _block(self, rows: Sequence[int], given: Sequence[Cells]) -> Block:
        width, column = self._header.width, self._column
        cells = given
        if {*map(len, given)} != {width}:
            cells = [it if len(it) == width else self._cut(it) for it in given]
        # One more column, empty, stands for the fields that have none.
        every = [*zip(*cells, strict=True), ("",) * len(rows)]
        facts = _Facts(
            every[column[NUMBER]],
            every[column[HOLDER]],
            [*map(self._kind_ids.__getitem__, every[column[KIND]])],
            [*map(self._days.__getitem__, every[column[ISSUED]])],
            [*map(self._days.__getitem__, every[column[VALID_FROM]])],
            [*map(self._days.__getitem__, every[column[EXPIRES]])],
            [*map(self._ways.__getitem__, every[column[CONTINUING]])],
        )
        number, holder, kind, issued, _, expires, way = facts
        owner = every[column[OWNER]]
        columns: list[Any] = [rows, number, holder, kind, issued, expires, way, owner, cells]
        unreadable: list[UnreadableRow] = []
        if odd := _odd(facts, HOLDER in self._header.columns):
            columns, unreadable = self._mended(columns, odd, given)
        self._keys.extend(map(hash, zip(columns[1], columns[3], strict=True)))
        self._rows.extend(columns[0])
        return Block._make((*columns, unreadable, self._other))

    def _cut(self, cells: Cells) -> Cells:
        """The cells below the header. Of a text other than it is wide, none: there is something odd."""
        width = self._header.width
        below = () if self._sheet.is_text else cells[:width]
        return [*below, *[""] * (width - len(below))]

    def _mended(
        self, columns: Sequence[Sequence[Any]], odd: Sequence[int], given: Sequence[Cells]
    ) -> tuple[list[Any], list[UnreadableRow]]:
        """The columns with what is read, cell by cell, of the odd rows; those that cannot be read and
        blank ones are not in them."""
        mended = [*map(list, columns)]
        rows = [self._fitted(columns[0][at], given[at]) for at in odd]
        for at, row in reversed([*zip(odd, rows, strict=True)]):
            if isinstance(row, LedgerRow):
                for column, value in zip(mended, row, strict=True):
                    column[at] = value
            else:
                for column in mended:
                    del column[at]
        return mended, [row for row in rows if isinstance(row, UnreadableRow)]

    def _fitted(self, row: int, cells: Cells) -> LedgerRow | UnreadableRow | None:
        """A row with more cells than the header has, or with fewer; or one that is damaged."""
        if isinstance(cells, Damaged):
            return self._unreadable(row, (), [(NUMBER, cells.why)])
        width = self._header.width
        fitted = (*cells[:width], *[""] * (width + 1 - min(len(cells), width)))
        if self._sheet.is_text and any(map(_is_filled, cells[width:])):
            words = _SHIFTED.filled(found=len(cells), width=width)
            return self._unreadable(row, fitted, [(NUMBER, words)])
        return self._read(row, fitted)

    def _read(self, row: int, cells: Cells) -> LedgerRow | UnreadableRow | None:
        """The license of a row, everything that is wrong with it, or None where it is blank."""
        number, holder, kind, issued, valid_from, expires, continuing, owner = self._fields(cells)
        if not any(map(_is_filled, cells)):
            return None
        wrong: list[Wrong] = []
        name = cell_text(number).strip()
        wrong += _wrong_number(number)
        kind_id = self._kind_ids[kind]
        if type(kind_id) is not str:
            wrong.append((KIND, kind_id))
        begins = self._begins(row, issued, valid_from, wrong)
        last = self._ends(
            row, self._days[expires], begins, kind_id if type(kind_id) is str else "", wrong
        )
        if begins and begins < FIRST_DAY:
            self._note(_BEFORE_THE_CALENDAR, row)
            begins = None
        goes_on = self._ways[continuing]
        if type(goes_on) is Text:
            wrong.append((CONTINUING, goes_on))
        if wrong:
            return self._unreadable(row, cells, wrong)
        company = cell_text(holder)
        if HOLDER in self._header.columns and not company.strip():
            self._note(_NO_HOLDER, row)
        return LedgerRow(row, name, company, kind_id, begins, last, goes_on, owner, cells)

    def _begins(
        self, row: int, issued_cell: object, from_cell: object, wrong: list[Wrong]
    ) -> date | None:
        """The day on which the term began, also before the calendar: of two days the earlier one."""
        issued, valid_from = self._days[issued_cell], self._days[from_cell]
        if type(issued) is date and (valid_from == issued or valid_from is None):
            return issued
        days: list[date] = []
        for field, cell, reading in (
            (ISSUED, issued_cell, issued),
            (VALID_FROM, from_cell, valid_from),
        ):
            if type(reading) is date:
                days.append(reading)
            elif type(reading) is Earlier:
                days.append(reading.day)
            elif type(reading) is Text:
                wrong.append((field, reading))
            elif reading is not None:
                wrong.append((field, _A_DAY.filled(text=cell_text(cell)[:80])))
        return self._first(row, days, nothing=not wrong)

    def _first(self, row: int, days: Sequence[date], *, nothing: bool) -> date | None:
        """The earlier of the days on which a term began; None where none is known. What is odd about
        them is noted."""
        if len({*days}) > 1:
            self._note(_SEVERAL_BEGINS, row)
        if not days:
            if nothing:
                self._note(_NO_ISSUE, row)
            return None
        return min(days)

    def _ends(
        self, row: int, expires: Reading, begins: date | None, kind: str, wrong: list[Wrong]
    ) -> date | None:
        """The last day of the term; None where there is no end to it."""
        match expires:
            case None:
                wrong.append((EXPIRES, _EMPTY_EXPIRY))
            case Text():
                wrong.append((EXPIRES, expires))
            case Earlier():
                wrong.append((EXPIRES, expires.refused))
            case Forever():
                if kind and self._kinds.needs_expiry(kind):
                    wrong.append((EXPIRES, _NEEDS_EXPIRY.filled(kind=kind)))
            case Range(first, last):
                if first != begins:
                    self._note(_ODD_RANGE, row)
                return self._in_order(begins, last, wrong)
            case _:
                return self._in_order(begins, expires, wrong)
        return None

    def _in_order(self, begins: date | None, ends: date, wrong: list[Wrong]) -> date:
        if begins is not None and ends < begins:
            wrong.append((EXPIRES, _ENDS_FIRST.filled(expires=ends, begins=begins)))
        return ends

    def _kind(self, name: str, default: str) -> str | Text:
        """The rule set of a kind; words where it is none."""
        if not name.strip():
            return default or _WITHOUT_KIND
        if found := self._kinds.id_of(name):
            return found
        if words := without_rules(name.strip()):
            return words
        near = nearest(name.lower(), self._kinds.names)
        hint = _IS_IT.filled(near=near) if near else _KINDS_ARE
        return Text(f"没有证照类型“{name}”{hint.zh}", f'no kind "{name}"{hint.en}')

    def _unreadable(self, row: int, cells: Cells, wrong: list[Wrong]) -> UnreadableRow:
        """A row that is not answered, with the place of each thing that is wrong with it."""
        self._unreadable_rows += 1
        number, holder, kind = map(cell_text, self._fields(cells)[:3]) if cells else ("", "", "")
        placed = []
        for field, words in wrong:
            column = self._column[field] if cells else 0
            known = column < self._header.width
            placed.append((self._sheet.place(row, column if known else 0), words))
        other = self._other(cells) if cells else ()
        return UnreadableRow(row, number, holder, kind, tuple(placed), other)

    def _twice(self) -> list[int]:
        """The rows with a number and a kind that stood in a row before."""
        known = sorted(self._keys)  # half the memory of a set
        if not any(map(eq, known, islice(known, 1, None))):
            return []
        first: dict[int, int] = {}
        pairs = zip(self._keys, self._rows, strict=True)
        return [row for key, row in pairs if first.setdefault(key, row) != row]

    def refused(self, row: LedgerRow, why: Text) -> UnreadableRow:
        """A row that was read, and that the rules cannot answer: from its expiry they count."""
        place = self._sheet.place(row.row, self._column[EXPIRES])
        other = self._other(row.cells)
        return UnreadableRow(row.row, row.number, row.holder, row.kind, ((place, why),), other)

    def _note(self, words: Text, row: int) -> None:
        self._noted.setdefault(words, []).append(row)


class _Facts(NamedTuple):
    """What the cells of some rows say, each field a column."""

    numbers: Sequence[Cell]
    holders: Sequence[Cell]
    kinds: Sequence[str | Text]
    issued: Sequence[Reading]
    valid_from: Sequence[Reading]
    expires: Sequence[Reading]
    ways: Sequence[bool | Text | None]


def _odd(facts: _Facts, names_holders: bool) -> list[int]:
    """Which rows are not as nearly all are: those have to be looked at cell by cell. Without a column
    for the companies no row is odd for having none."""
    return [
        at
        for at, (number, holder, kind, begins, also, ends, way) in enumerate(
            zip(*facts, strict=True)
        )
        if not (
            type(begins) is type(ends) is date
            and begins <= ends
            and (also is None or also == begins)
            and type(kind) is str
            and type(way) is not Text
            and type(number) is type(holder) is str
            and number
            and number == number.strip()
            and "+" not in number
            and (holder.strip() or not names_holders)
        )
    ]


class _Memo(dict[Any, Any]):
    """What a cell says, found once: a hundred thousand rows name a few thousand days."""

    def __init__(self, read: Callable[[Any], Any]) -> None:
        self._read = read

    def __missing__(self, cell: Any) -> Any:
        if len(self) > _MOST_REMEMBERED:
            self.clear()
        found = self[cell] = self._read(cell)
        return found


def _getter(columns: Sequence[int]) -> Callable[[Cells], tuple[Any, ...]]:
    """What takes these cells out of a row, as fast as can be."""
    if len(columns) > 1:
        return itemgetter(*columns)
    return lambda cells: tuple(cells[i] for i in columns)


def _number_of(row: LedgerRow | UnreadableRow) -> int:
    return row.row


def _is_filled(cell: object) -> bool:
    return bool(cell.strip()) if isinstance(cell, str) else True


def _wrong_number(cell: object) -> list[Wrong]:
    """What is wrong with a license number that is no plain text."""
    if isinstance(cell, ErrorCell):
        return [(NUMBER, formula_failed(cell))]
    text = cell_text(cell)
    if (isinstance(cell, float) and abs(cell) >= 1e15) or _ROUNDED.fullmatch(text):
        return [(NUMBER, _DIGITS_LOST)]
    return [] if text.strip() else [(NUMBER, _NO_NUMBER)]


def _continuing(cell: object) -> bool | Text | None:
    """Whether the holder goes on; None where that is open."""
    if isinstance(cell, bool):
        return cell
    text = cell_text(cell)
    way = _WAYS.get("".join(normalize("NFKC", text).lower().split()), ...)
    return _UNCLEAR_WAY.filled(text=text[:80]) if way is ... else way


def _rows(rows: Sequence[int]) -> str:
    return "row" if len(rows) == 1 else f"{len(rows)} rows,"


def _places(rows: Sequence[int]) -> str:
    shown = ", ".join(map(str, rows[:_MOST_PLACES]))
    return f"{shown} …" if len(rows) > _MOST_PLACES else shown
