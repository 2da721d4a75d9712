"""A search: whatever a ledger holds, each of its rows is answered as a license file is, and none is lost."""

from datetime import date, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from effort import tries
from hypothesis import given, settings
from hypothesis.strategies import integers
from ledgers import text_ledger, workbook
from places import LICENSE

from icpcli.calendar.published import load_calendar
from icpcli.deadlines.register import Rules, answer
from icpcli.deadlines.report import compute
from icpcli.deadlines.select import select
from icpcli.files.sheets.opened import open_sheet
from icpcli.license.ledger import Ledger
from icpcli.license.ledger_headings import resembles
from icpcli.license.ledger_kinds import Kinds
from icpcli.model.deadline import Deadline
from icpcli.model.register import unpack

AS_OF = date(2026, 11, 24)
KINDS = Kinds(Path("ledger.csv"), {"icp": LICENSE})
CALENDAR = load_calendar()
HEADER = (
    "序号",
    "许可证号",
    "公司名称",
    "证照类型",
    "发证日期",
    "有效期起",
    "有效期至",
    "是否延续",
)
ROWS = 100
SPELLINGS = (
    *("{0}", "{0:%Y/%m/%d}", "{0.year}.{0.month}.{0.day}", "{0.year}年{0.month}月{0.day}日"),
    *("{0:%Y%m%d}", "{0} 00:00:00", " {0}", "有效期至{0}止"),
)
WAYS = {True: ("是", "延续", "YES"), False: ("否", "no"), None: ("", "待定")}
UNREADABLE = ("2028.10", "", "07/01/28", "46935", "2028-02-30", "#N/A", "1999-01-01")


class Made(NamedTuple):
    """A row that was made: its cells, and what they say; no kind where it cannot be read."""

    cells: tuple[str, ...]
    kind: str
    issued: date | None
    expires: date | None
    continuing: bool | None


def made(number: int, chance: Random) -> Made:
    kind = chance.choice([one.id for one in KINDS.all])
    issued: date | None = date(2010, 1, 1) + timedelta(chance.randrange(6000))
    assert issued
    expires: date | None = issued + timedelta(chance.randrange(1, 4000))
    way = chance.choice((True, False, None))

    def spelt(day: date | None) -> str:
        return chance.choice(SPELLINGS).format(day) if day else ""

    first, since, last = spelt(issued), "", spelt(expires)
    match chance.randrange(12):
        case 0:
            kind, last = "", chance.choice(UNREADABLE)
        case 1 if not KINDS.needs_expiry(kind):
            expires, last = None, chance.choice(("长期", "永久", "9999-12-31"))
        case 2:
            last = f"{spelt(issued).strip().removesuffix('止')} 至 {expires}".replace(
                "有效期至", ""
            )
            last = last.replace(" 00:00:00", "")
        case 3:
            since = spelt(issued - timedelta(9))
            issued -= timedelta(9)
        case 4:
            since = spelt(issued)
        case 5:
            first, since = "", spelt(issued)
    said = chance.choice(WAYS[way])
    name = chance.choice((kind, kind.upper(), f" {kind}")) if kind else "icp"
    cells = (str(number), f"{number}号", f"公司{number % 7}", name, first, since, last, said)
    return Made(cells, kind, issued, expires, way)


def facts(one: Deadline) -> tuple[Any, ...]:
    return one.id, *one.dates, one.status, one.days_left, one.certainty, one.alert


def by_files(rows: list[Made], **asked: Any) -> set[tuple[Any, ...]]:
    licenses = [
        KINDS.license(row.kind)._replace(
            file=row.cells[1],
            number=row.cells[1],
            issued=row.issued,
            expires=row.expires,
            continuing=row.continuing,
        )
        for row in rows
        if row.kind
    ]
    report = select(compute(licenses, CALENDAR, AS_OF), **asked)
    return {(one.license.number, *facts(one)) for one in report.deadlines}


def by_ledger(path: Path, rows: list[Made], **asked: Any) -> set[tuple[Any, ...]]:
    ledger = Ledger(open_sheet(path, None, resembles)[0], KINDS)
    found = answer(ledger.blocks(), Rules(KINDS.license, CALENDAR, AS_OF, **asked), ledger.refused)
    bad = [row.cells[1] for row in rows if not row.kind]
    assert [row.number for row in found.unreadable] == bad
    assert ledger.read == len(rows) == found.answered + len(bad)
    shown = [
        (unpack(row)[0][1], *facts(one.deadline))
        for one in found.found
        if one.deadline
        for row in one.rows
    ]
    assert len(shown) == len(set(shown))
    return {*shown}


@settings(max_examples=tries(20))
@given(integers(0, 2**32))
def test_each_row_is_answered_as_a_file_is(seed: int) -> None:
    """Rows of every kind and spelling, odd and unreadable ones among them, have in CSV and in xlsx the
    deadlines that files have: 2,000 rows in `make test`, 10,000 new ones in `make fuzz`."""
    chance = Random(seed)
    rows = [made(n, chance) for n in range(ROWS)]
    asked = chance.choice(({"passed": True}, {"within": 90}, {"within": 400}, {}))
    with TemporaryDirectory() as folder:
        cells = [HEADER, *(row.cells for row in rows)]
        text = text_ledger(Path(folder) / "a.csv", *cells, encoding=chance.choice(("utf-8", "gbk")))
        book = workbook(Path(folder) / "a.xlsx", cells)
        expected = by_files(rows, **asked)
        assert by_ledger(text, rows, **asked) == expected
        assert by_ledger(book, rows, **asked) == expected
