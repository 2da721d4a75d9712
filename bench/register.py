"""How long `icp register` takes on a ledger, beside reading the file: its CPU time and its peak of memory.

Yardsticks: `csv.reader` on the same CSV, python-calamine on the same xlsx, all rows read and none kept.
Each pair is run in turn, A B A B, and from each the same program on a ledger of one row is taken off:
that is its start-up. Figures are printed, never asserted.
"""

import argparse
import compileall
import csv
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from importlib.metadata import version
from pathlib import Path
from random import Random
from statistics import median
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
ICP = Path(sys.executable).with_name("icp")
HEADER = (
    *("序号", "许可证编号", "公司名称", "证照类型", "发证日期", "有效期至"),
    *("是否延续", "负责人", "省份", "备注", "电话", "归档号"),
)
SPELLINGS = (
    "{0}",
    "{0:%Y/%m/%d}",
    "{0:%Y.%m.%d}",
    "{0:%Y}年{0.month}月{0.day}日",
    "{0:%Y%m%d}",
    "{0:%Y}-{0.month}-{0.day}",
)
BY_CSV = """
import csv, sys
with open(sys.argv[1], encoding="utf-8", newline="") as file:
    for row in csv.reader(file):
        pass
"""
BY_CALAMINE = """
import sys
from python_calamine import CalamineWorkbook
with open(sys.argv[1], "rb") as file:
    sheet = CalamineWorkbook.from_filelike(file).get_sheet_by_index(0)
for row in sheet.iter_rows():
    pass
"""
KINDS = {
    "running.csv": ("CSV, no term over", BY_CSV, "at most 4.0, 64 MiB"),
    "one.csv": ("CSV, four terms in ten over", BY_CSV, "at most 4.0, 64 MiB"),
    "mixed.csv": ("CSV, days spelt in six ways", BY_CSV, "at most 6.0, 64 MiB"),
    "one.xlsx": ("xlsx", BY_CALAMINE, "at most 1.5, yardstick + 32 MiB"),
}
"""Of each ledger what it is, what else reads it, and its budget."""


class Run(NamedTuple):
    """What one process took."""

    seconds: float
    peak: float
    """MiB."""


def licenses(count: int, since: date, days: int) -> Iterator[list[object]]:
    """Rows of five-year terms that began within so many days since that one."""
    chance = Random(7)
    for n in range(count):
        issued = since + timedelta(chance.randrange(days))
        yield [
            *(n + 1, f"京ICP证{n:06}号", f"北京某某{n}科技有限公司"),
            *(chance.choice(("icp", "edi", "business")), issued, issued + timedelta(1826)),
            *(chance.choice(("是", "否", "")), chance.choice(("法务部", "张三")), "北京", ""),
            *(f"010-{chance.randrange(10**8):08}", f"A-{n:07}"),
        ]


def write(folder: Path, count: int) -> None:
    """The ledgers, and beside each one of the same form with one row. In a process of its own: a
    process begins with the peak of the one that started it."""
    from xlsxwriter import Workbook

    chance = Random(8)
    for name, many in (("", count), ("short-", 1)):
        rows = [*licenses(many, date(2021, 12, 1), 1800)]
        with (folder / f"{name}running.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([HEADER, *rows])
        rows = [*licenses(many, date(2019, 1, 1), 2500)]
        with (folder / f"{name}one.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([HEADER, *rows])
        with (folder / f"{name}mixed.csv").open("w", encoding="utf-8", newline="") as file:
            mixed = ([_spelt(cell, chance) for cell in row] for row in rows)
            csv.writer(file).writerows([HEADER, *mixed])
        book = Workbook(folder / f"{name}one.xlsx", {"default_date_format": "yyyy-mm-dd"})
        sheet = book.add_worksheet()
        for number, row in enumerate([HEADER, *rows]):
            sheet.write_row(number, 0, row)
        book.close()


def _spelt(cell: object, chance: Random) -> object:
    return chance.choice(SPELLINGS).format(cell) if isinstance(cell, date) else cell


def run(command: Sequence[str | Path]) -> Run:
    """One process, to its end."""
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("ICP_", "PYTHON"))}
    process = subprocess.Popen(
        command,
        env=clean | {"ICP_AS_OF": "2026-11-24"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{command} failed: {process.returncode}")
    unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
    return Run(used.ru_utime + used.ru_stime, used.ru_maxrss / unit)


def pair(folder: Path, name: str, program: str) -> tuple[Run, Run]:
    """Ours and the yardstick on one ledger, without their start-up."""
    found = []
    for command, options in (
        ((sys.executable, ICP, "register"), ("--within", "90", "-f", "csv")),
        ((sys.executable, "-c", program), ()),
    ):
        long = run((*command, folder / name, *options))
        short = run((*command, folder / f"short-{name}", *options))
        found.append(Run(long.seconds - short.seconds, long.peak))
    return found[0], found[1]


def main() -> None:
    """Measure each ledger and print the ratios with the raw medians."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--runs", type=int, default=5, help="runs of each (default 5)")
    parser.add_argument("--rows", type=int, default=140_000, help="licenses (default 140,000)")
    parser.add_argument("--write", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.write:
        write(options.write, options.rows)
        return

    compileall.compile_dir(ROOT / "icpcli", quiet=1)
    print(
        f"\nRegister: icp register --within 90 -f csv, {options.rows:,} rows of {len(HEADER)} cells"
    )
    print(f"{platform.platform()}, {os.cpu_count()} CPUs, Python {platform.python_version()}")
    print(", ".join(f"{name} {version(name)}" for name in ("icpcli", "python-calamine")))
    print(f"medians of the CPU time of {options.runs} interleaved runs, without start-up\n")
    print(f"{'ledger':30}{'icp':>17}{'yardstick':>19}{'ratio':>7}  budget")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        # -P: the calendar beside this file must not be taken for that of the standard library.
        command = (sys.executable, "-P", __file__, "--write", name, "--rows", str(options.rows))
        subprocess.run(command, check=True)
        for ledger, (what, program, budget) in KINDS.items():
            pairs = [pair(folder, ledger, program) for _ in range(options.runs)]
            ours, theirs = zip(*pairs, strict=True)
            a, b = (Run(*map(median, zip(*runs, strict=True))) for runs in (ours, theirs))
            ratio = median(one.seconds / other.seconds for one, other in pairs)
            print(
                f"{what:30}{a.seconds:6.2f} s{a.peak:5.0f} MiB{b.seconds:8.2f} s{b.peak:5.0f} MiB"
                f"{ratio:7.1f}  {budget}"
            )


if __name__ == "__main__":
    main()
