"""How the work grows with the number of license files: CPU time for 1,000 of them beside that for 100.

Both are run in turn, A B A B, as processes of their own; what they print goes to a file. Figures are
printed, never asserted. `--large` adds 5,000 files beside 1,000.
"""

import argparse
import compileall
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from statistics import median

ROOT = Path(__file__).parents[1]
ICP = Path(sys.executable).with_name("icp")
LICENSE = ROOT / "data" / "license.yaml"
JOBS = ("check -f json", "deadlines -f json", "remind -f ics")
PAGE = ("page", "deadlines -f json")
PAGE_BUDGET = 3.0
"""The most that the page of a hundred licenses may cost, beside their deadlines as JSON."""
BUDGET = {100: 11.0, 1000: 5.5}
"""The most that ten, and five, times the files may cost (design: speed)."""


def written(folder: Path, count: int) -> list[Path]:
    """So many license files, each in a folder of its own, with a number of its own."""
    text = LICENSE.read_text("utf-8")
    number = "京ICP证130204号"
    assert text.count(number) == 1
    paths = [folder / f"{n:05}" / "license.yaml" for n in range(count)]
    for n, path in enumerate(paths):
        path.parent.mkdir()
        path.write_text(text.replace(number, f"京ICP证{n:06}号"), "utf-8")
    return paths


def cpu_seconds(job: str, paths: Sequence[Path]) -> float:
    """User and system time of one run. The exit code of `check` is its answer."""
    named = [word for path in paths for word in ("-l", str(path))]
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("ICP_", "PYTHON"))}
    command = [sys.executable, str(ICP), *job.split(), *named]
    before = getrusage(RUSAGE_CHILDREN)
    done = subprocess.run(
        command,
        check=False,
        env=clean | {"ICP_AS_OF": "2026-11-24"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    after = getrusage(RUSAGE_CHILDREN)
    if done.returncode not in (0, 1, 2):
        sys.exit(done.stderr.decode(errors="replace"))
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def main() -> None:
    """Measure each job in pairs and print the ratio of their medians."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--runs", type=int, default=3, help="runs of each (default 3)")
    parser.add_argument("--large", action="store_true", help="5,000 files beside 1,000, too")
    options = parser.parse_args()

    compileall.compile_dir(ROOT / "icpcli", quiet=1)
    print("\nGrowth: CPU time with the number of license files")
    print(f"{platform.platform()}, {os.cpu_count()} CPUs, Python {platform.python_version()}")
    print(f"medians of {options.runs} interleaved runs\n")
    print(f"{'job':22}{'files':>16}{'CPU':>22}{'ratio':>8}{'budget':>9}{'a license':>12}")
    steps = [(100, 1000), *([(1000, 5000)] if options.large else [])]
    with tempfile.TemporaryDirectory() as folder:
        paths = written(Path(folder), steps[-1][1])
        for few, many in steps:
            for job in JOBS:
                pairs = [
                    [cpu_seconds(job, paths[:n]) for n in (few, many)] for _ in range(options.runs)
                ]
                a, b = (median(times) for times in zip(*pairs, strict=True))
                print(
                    f"{job:22}{few:>8} → {many:>5}{a:9.2f} s → {b:7.2f} s{b / a:8.1f}"
                    f"{BUDGET[few]:9.1f}{1000 * b / many:9.1f} ms"
                )
        page, yardstick = (
            median(cpu_seconds(job, paths[:100]) for _ in range(options.runs)) for job in PAGE
        )
    print(
        f"\npage of 100 licenses: {page:.2f} s, {PAGE[1]}: {yardstick:.2f} s, "
        f"ratio {page / yardstick:.1f}, budget {PAGE_BUDGET}"
    )


if __name__ == "__main__":
    main()
