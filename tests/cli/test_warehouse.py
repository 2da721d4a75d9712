"""The SQL of docs/warehouse.md, run word for word: it answers what `icp register` answers."""

import csv
import re
import sqlite3
from collections.abc import Callable
from datetime import date, timedelta
from io import StringIO
from pathlib import Path
from random import Random

import duckdb
import pytest
from ledgers import text_ledger
from places import ROOT
from terminal import icp

STATEMENTS = re.findall(
    r"```sql\n(.*?)```", (ROOT / "docs" / "warehouse.md").read_text("utf-8"), re.DOTALL
)
KINDS = ("icp", "business")
Rows = set[tuple[str, ...]]


def on_sqlite(tables: dict[str, Path], statement: str) -> Rows:
    base = sqlite3.connect(":memory:")
    for name, path in tables.items():
        header, *rows = csv.reader(path.open(encoding="utf-8", newline=""))
        columns = ", ".join(f'"{column}"' for column in header)
        base.execute(f"CREATE TABLE {name} ({columns})")
        base.executemany(f"INSERT INTO {name} VALUES ({', '.join('?' * len(header))})", rows)
    return set(base.execute(statement))


def on_duckdb(tables: dict[str, Path], statement: str) -> Rows:
    base = duckdb.connect()
    for name, path in tables.items():
        base.execute(f"CREATE TABLE {name} AS SELECT * FROM read_csv('{path}', all_varchar = true)")
    return set(base.execute(statement).fetchall())


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The deadline tables of two kinds, put together, and 300 random licenses of these kinds."""
    folder = tmp_path_factory.mktemp("warehouse")
    chance = Random(7)
    licenses = [("一号", "icp", "2022-03-17", "2027-03-17", "")]
    for n in range(300):
        kind = chance.choice(KINDS)
        issued = date(2019, 1, 1) + timedelta(chance.randrange(2500))
        expires = issued + timedelta(chance.randrange(1, 2500))
        last = "" if kind == "business" and chance.random() < 0.5 else str(expires)
        first = "" if chance.random() < 0.3 else str(issued)
        licenses.append((f"{n}号", kind, first, last, chance.choice(("yes", "no", ""))))
    header = ("number", "kind", "issued", "expires", "continuing")
    pieces = [icp("register", "--deadline-table", "2019..2033", "--kind", it).text for it in KINDS]
    table = folder / "deadline_table.csv"
    table.write_text(pieces[0] + pieces[1].partition("\r\n")[2], "utf-8", newline="")
    return {
        "deadline_table": table,
        "licenses": text_ledger(folder / "licenses.csv", header, *licenses),
    }


def ledger_rows(tables: dict[str, Path]) -> list[list[str]]:
    """The licenses as a ledger has them, where no expiry is written as 长期."""
    with tables["licenses"].open(encoding="utf-8", newline="") as file:
        rows = [*csv.reader(file)]
    return [[cell or ("长期" if i == 3 else "") for i, cell in enumerate(row)] for row in rows]


def by_register(tables: dict[str, Path], folder: Path) -> Rows:
    """What `icp register --all` answers."""
    rows = ledger_rows(tables)
    done = icp("register", text_ledger(folder / "ledger.csv", *rows), "--all", "-f", "csv")
    assert done.code == 0
    names = ("number", "kind", "rule", "id", "due", "file_by", "certainty")
    found = csv.DictReader(StringIO(done.text, newline=""))
    return {tuple(row[name] for name in names) for row in found}


@pytest.mark.parametrize("engine", [on_sqlite, on_duckdb])
def test_every_deadline(
    engine: Callable[[dict[str, Path], str], Rows], tables: dict[str, Path], tmp_path: Path
) -> None:
    """Joined by equality, the table has for each license the deadlines that the register has, also of
    one without an expiry, and of one without a date of issue."""
    found, known = engine(tables, STATEMENTS[0]), by_register(tables, tmp_path)
    rows = [*csv.reader(tables["licenses"].open(encoding="utf-8"))]
    assert any(not row[2] and not row[3] for row in rows)
    assert any(not row[2] and row[3] for row in rows)
    assert found == known


@pytest.mark.parametrize("engine", [on_sqlite, on_duckdb])
def test_what_is_to_be_filed(
    engine: Callable[[dict[str, Path], str], Rows], tables: dict[str, Path], tmp_path: Path
) -> None:
    """What is due in the next 90 days, but for what was filed, is a join with the journal: what was
    undone, or only waived, is still there; of two alternatives one filing closes both."""
    view = f"WITH deadlines AS ({STATEMENTS[0]}) {STATEMENTS[1]}"
    ledger = text_ledger(tmp_path / "ledger.csv", *ledger_rows(tables))
    journal = tmp_path / "ledger.journal.yaml"

    def to_file(*entries: str) -> Rows:
        lines = "".join(f"- {{recorded: 2026-11-24, {it}}}\n" for it in entries)
        journal.write_text(f"# journal of ledger.csv\n{lines}", "utf-8")
        told = tmp_path / "journal.csv"
        told.write_bytes(icp("journal", "-l", str(ledger), "-f", "csv").out)
        return engine({**tables, "journal": told}, view)

    everything = to_file()
    number, other, *_ = min(row for row in everything if row[1].startswith("non-renewal"))
    id = other.replace("non-renewal-report", "renewal")
    pair = {id, other}
    assert {row[1] for row in everything if row[0] == number} >= pair
    done = f"number: {number}, done: {id}, on: 2026-11-20"
    rest = {row for row in everything if row[0] != number or row[1] not in pair}
    assert to_file(done) == rest
    assert to_file(done, f"number: {number}, undo: 1, reason: 误记") == everything
    waived = f"number: {number}, waive: {id}, until: 2026-11-28, reason: 等材料"
    assert to_file(waived) == everything


def test_the_rows_of_a_ledger_for_a_database(tables: dict[str, Path], tmp_path: Path) -> None:
    """`register --licenses` gives the rows of a ledger back as the table of licenses, whatever its dates
    and kinds are written like; a row that cannot be read is named, exit code 3."""
    rows = ledger_rows(tables)
    told = icp("register", str(text_ledger(tmp_path / "l.csv", *rows)), "--licenses")
    assert told.code == 0
    with tables["licenses"].open(encoding="utf-8", newline="") as file:
        assert [*csv.reader(StringIO(told.text, newline=""))] == [*csv.reader(file)]
    odd = ("粤B-1", "B25", "2023年7月1日", "2028/7/1", "是")
    bad = ("粤B-2", "icp", "2023-07-01", "2028.10", "")
    told = icp("register", str(text_ledger(tmp_path / "o.csv", rows[0], odd, bad)), "--licenses")
    assert (told.code, "o.csv:3:4" in told.err) == (3, True)
    assert told.text.splitlines()[1:] == ["粤B-1,icp,2023-07-01,2028-07-01,yes"]
    told = icp("register", str(text_ledger(tmp_path / "m.csv", rows[0], *[bad] * 7)), "--licenses")
    assert "2 more rows could not be read, and are left out; without --licenses" in told.err


def test_a_table_without_a_kind_says_of_which_it_is() -> None:
    """Without --kind it is said whose days the table has."""
    assert "of icp alone" in icp("register", "--deadline-table", "2027..2027").err
    assert icp("register", "--deadline-table", "2027..2027", "--kind", "icp").err == ""


def test_the_table_has_every_day() -> None:
    """Every day of the years has a row of each rule that counts from the expiry, and every year one of
    each yearly rule."""
    text = icp("register", "--deadline-table", "2027..2028").text
    rows = list(csv.DictReader(StringIO(text, newline="")))
    days = [row["trigger_date"] for row in rows if row["rule"] == "renewal"]
    assert days == [str(date(2027, 1, 1) + timedelta(n)) for n in range(365 + 366)]
    years = [row["id"] for row in rows if row["anchor"] == "year"]
    assert years == ["annual-report@2027", "annual-report@2028"]


@pytest.mark.parametrize("years", ["2027", "2028..2027", "2003..2005", "2027..2100", "a..b", ".."])
def test_years_that_are_none(years: str) -> None:
    """A range of years that is none, or leaves the calendar, is refused."""
    done = icp("register", "--deadline-table", years)
    assert (done.code, done.text) == (3, "")
    assert "is no range of years" in done.err
