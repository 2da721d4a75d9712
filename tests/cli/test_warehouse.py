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
        base.execute(f"CREATE TABLE {name} ({', '.join(header)})")
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
    licenses = []
    for n in range(300):
        kind = chance.choice(KINDS)
        issued = date(2019, 1, 1) + timedelta(chance.randrange(2500))
        expires = issued + timedelta(chance.randrange(1, 2500))
        last = "" if kind == "business" and chance.random() < 0.5 else str(expires)
        licenses.append((f"{n}号", kind, str(issued), last, chance.choice(("yes", "no", ""))))
    header = ("number", "kind", "issued", "expires", "continuing")
    pieces = [icp("register", "--deadline-table", "2019..2033", "--kind", it).text for it in KINDS]
    table = folder / "deadline_table.csv"
    table.write_text(pieces[0] + pieces[1].partition("\r\n")[2], "utf-8", newline="")
    return {
        "deadline_table": table,
        "licenses": text_ledger(folder / "licenses.csv", header, *licenses),
    }


def by_register(tables: dict[str, Path], folder: Path) -> Rows:
    """What `icp register --all` answers, where no expiry is written as 长期."""
    rows = list(csv.reader(tables["licenses"].open(encoding="utf-8", newline="")))
    rows = [[cell or ("长期" if i == 3 else "") for i, cell in enumerate(row)] for row in rows]
    done = icp("register", text_ledger(folder / "ledger.csv", *rows), "--all", "-f", "csv")
    assert done.code == 0
    names = ("number", "kind", "rule", "id", "due", "file_by", "certainty")
    found = csv.DictReader(StringIO(done.text, newline=""))
    return {tuple(row[name] for name in names) for row in found}


@pytest.mark.parametrize("engine", [on_sqlite, on_duckdb])
def test_every_deadline(
    engine: Callable[[dict[str, Path], str], Rows], tables: dict[str, Path], tmp_path: Path
) -> None:
    """Joined by equality, the table has for each license the deadlines that the register has; of
    licenses without an expiry it has those of years that went by, too."""
    found, known = engine(tables, STATEMENTS[0]), by_register(tables, tmp_path)
    assert known <= found
    endless = {
        row[0] for row in csv.reader(tables["licenses"].open(encoding="utf-8")) if not row[3]
    }
    assert {row for row in found - known if row[0] not in endless} == set()
    assert all(row[3] < "annual@2026" for row in found - known)


@pytest.mark.parametrize("engine", [on_sqlite, on_duckdb])
def test_what_is_to_be_filed(
    engine: Callable[[dict[str, Path], str], Rows], tables: dict[str, Path], tmp_path: Path
) -> None:
    """What is due in the next 90 days, but for what was filed, is a join by number and id."""
    inside = STATEMENTS[0].replace("WITH ", "WITH ", 1)
    view = f"WITH deadlines AS ({inside}) {STATEMENTS[1]}"
    everything = engine(
        {**tables, "filed": text_ledger(tmp_path / "f.csv", ("number", "id"), ("", ""))}, view
    )
    assert everything
    number, id, *_ = min(everything)
    filed = text_ledger(tmp_path / "filed.csv", ("number", "id"), (number, id))
    assert engine({**tables, "filed": filed}, view) == {
        row for row in everything if row[:2] != (number, id)
    }


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
