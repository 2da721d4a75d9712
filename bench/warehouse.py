"""The deadline table joined in a database, 1,000,000 licenses: DuckDB, and Spark where it is there.

The SQL is that of docs/warehouse.md. Both answers must be equal row for row, and a sample equal to
`icp register`. What is missing is named and skipped; figures are printed, never asserted.
"""

import argparse
import csv
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path
from time import perf_counter
from typing import Any

ROOT = Path(__file__).parents[1]
ICP = [sys.executable, "-c", "from icpcli.cli import main; main()"]
STATEMENT = re.findall(
    r"```sql\n(.*?)```", (ROOT / "docs" / "warehouse.md").read_text("utf-8"), re.DOTALL
)[0]
TABLES = ("deadline_table", "licenses")
COLUMNS = "number, kind, rule, id, due, file_by, certainty"
LICENSES = """
COPY (
    SELECT '京ICP证' || n || '号' AS number, 'icp' AS kind,
           CAST(DATE '2019-01-01' + CAST(hash(n) % 2000 AS INTEGER) AS VARCHAR) AS issued,
           CAST(DATE '2019-01-01' + CAST(hash(n) % 2000 + 1 + hash(n, 1) % 2000 AS INTEGER) AS VARCHAR)
               AS expires,
           CASE hash(n, 2) % 3 WHEN 0 THEN 'yes' WHEN 1 THEN 'no' ELSE '' END AS continuing
    FROM range({count}) numbers(n)
) TO '{path}' (HEADER)
"""


def icp(*arguments: str) -> bytes:
    """What `icp` prints, on a fixed day."""
    environment = {**os.environ, "ICP_AS_OF": "2026-11-24"}
    return subprocess.run([*ICP, *arguments], env=environment, stdout=-1, check=True).stdout


def on_duckdb(base: Any, folder: Path) -> float:
    """Answer in DuckDB; the seconds it took, with reading the tables."""
    start = perf_counter()
    for name in TABLES:
        base.execute(
            f"CREATE TABLE {name} AS SELECT * FROM read_csv('{folder / name}.csv', all_varchar=true)"
        )
    base.execute(f"CREATE TABLE by_duckdb AS SELECT {COLUMNS} FROM ({STATEMENT})")
    return perf_counter() - start


def on_spark(folder: Path) -> float:
    """Answer in Spark, on two cores of this machine; the seconds it took, with its start."""
    from pyspark.sql import SparkSession

    start = perf_counter()
    spark = (
        SparkSession.builder.master("local[2]")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.ui.enabled", "false")
        .config("spark.ui.showConsoleProgress", "false")
        .getOrCreate()
    )
    spark.sparkContext.setLogLevel("ERROR")
    for name in TABLES:
        spark.read.csv(str(folder / f"{name}.csv"), header=True).createOrReplaceTempView(name)
    answer = spark.sql(f"SELECT {COLUMNS} FROM ({STATEMENT})")
    answer.write.parquet(str(folder / "by_spark"))
    spark.stop()
    return perf_counter() - start


def difference(base: Any, one: str, other: str) -> int:
    """How many rows of either are not in the other, each as often as it stands there."""
    found = base.execute(
        f"SELECT (SELECT count(*) FROM (FROM {one} EXCEPT ALL FROM {other}))"
        f" + (SELECT count(*) FROM (FROM {other} EXCEPT ALL FROM {one}))"
    ).fetchone()
    return int(found[0])


def of_register(base: Any, folder: Path, sample: int) -> int:
    """How many rows of a sample differ from those of `icp register`."""
    ledger, answer = folder / "ledger.csv", folder / "answer.csv"
    with (folder / "licenses.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for _, row in zip(range(sample + 1), csv.reader(file), strict=False)]
    with ledger.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    answer.write_bytes(icp("register", str(ledger), "--all", "-f", "csv"))
    base.execute(
        f"CREATE TABLE by_register AS SELECT {COLUMNS} FROM read_csv('{answer}', all_varchar=true)"
    )
    base.execute(
        "CREATE TABLE of_sample AS SELECT * FROM by_duckdb WHERE number IN"
        f" (SELECT number FROM read_csv('{ledger}', all_varchar=true))"
    )
    return difference(base, "of_sample", "by_register")


def main() -> None:
    """Answer in each engine that is there, and compare."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--licenses", type=int, default=1_000_000)
    parser.add_argument("--sample", type=int, default=2_000)
    options = parser.parse_args()
    if not find_spec("duckdb"):
        sys.exit("skipped: DuckDB is not here (pip install duckdb)")
    import duckdb

    print("Warehouse: the deadline table joined in a database, the SQL of docs/warehouse.md")
    print(f"{platform.platform()}, {os.cpu_count()} CPUs, Python {platform.python_version()}\n")
    with tempfile.TemporaryDirectory() as name:
        folder, base = Path(name), duckdb.connect()
        table = icp("register", "--deadline-table", "2019..2033", "--kind", "icp")
        (folder / "deadline_table.csv").write_bytes(table)
        path = folder / "licenses.csv"
        base.execute(LICENSES.format(count=options.licenses, path=path))
        seconds = on_duckdb(base, folder)
        (count,) = base.execute("SELECT count(*) FROM by_duckdb").fetchone() or (0,)
        print(
            f"DuckDB {duckdb.__version__:24}{options.licenses:>10} licenses{count:>11} rows{seconds:8.2f} s"
        )
        print(f"rows of {options.sample} licenses that differ from icp register: ", end="")
        print(of_register(base, folder, options.sample))
        if not find_spec("pyspark") or not shutil.which("java"):
            print("skipped: Spark (it needs pyspark and a Java: default-jre-headless)")
            return
        seconds = on_spark(folder)
        base.execute(f"CREATE VIEW by_spark AS FROM read_parquet('{folder}/by_spark/*.parquet')")
        print(f"Spark, local[2]{options.licenses:>26} licenses{count:>11} rows{seconds:8.2f} s")
        print(f"rows that differ between the two: {difference(base, 'by_duckdb', 'by_spark')}")


if __name__ == "__main__":
    main()
