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
PAGE_SIZE = 3
"""The most that it may hold, in MiB."""
BUDGET = {100: 11.0, 1000: 5.5}
"""The most that ten, and five, times the files may cost (design: speed)."""


def written(folder: Path, count: int) -> Path:
    """A folder with so many license files, each in a folder of its own, with a number of its own."""
    text = LICENSE.read_text("utf-8")
    number = "京ICP证130204号"
    assert text.count(number) == 1
    for n in range(count):
        path = folder / str(count) / f"{n:05}" / "license.yaml"
        path.parent.mkdir(parents=True)
        path.write_text(text.replace(number, f"京ICP证{n:06}号"), "utf-8")
    return folder / str(count)


def cpu_seconds(job: str, folder: Path) -> float:
    """User and system time of one run. The exit code of `check` is its answer."""
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("ICP_", "PYTHON"))}
    command = [sys.executable, str(ICP), *job.split(), "-l", str(folder)]
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
        folders = {n: written(Path(folder), n) for n in {n for step in steps for n in step}}
        for few, many in steps:
            for job in JOBS:
                pairs = [
                    [cpu_seconds(job, folders[n]) for n in (few, many)] for _ in range(options.runs)
                ]
                a, b = (median(times) for times in zip(*pairs, strict=True))
                print(
                    f"{job:22}{few:>8} → {many:>5}{a:9.2f} s → {b:7.2f} s{b / a:8.1f}"
                    f"{BUDGET[few]:9.1f}{1000 * b / many:9.1f} ms"
                )
        page, yardstick = (
            median(cpu_seconds(job, folders[100]) for _ in range(options.runs)) for job in PAGE
        )
        whole = Path(folder) / "page.html"
        cpu_seconds(f"page -o {whole}", folders[100])
        size = whole.stat().st_size / (1 << 20)
    print(
        f"\npage of 100 licenses: {page:.2f} s, {PAGE[1]}: {yardstick:.2f} s, "
        f"ratio {page / yardstick:.1f}, budget {PAGE_BUDGET}; {size:.1f} MiB, budget {PAGE_SIZE}"
    )


if __name__ == "__main__":
    main()
