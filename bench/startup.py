"""How long `icp` takes to answer, beside the smallest Typer program that reads the same file.

Both are started in turn, A B A B, by the same interpreter, with compiled `.pyc` files and with
stdout on a pipe. Figures are printed, never asserted: a machine's mood is not a fault of the code.
"""

import argparse
import compileall
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from statistics import median

ROOT = Path(__file__).parents[1]
ICP = Path(sys.executable).with_name("icp")
LICENSE = ROOT / "data" / "license.yaml"

# What a console script does: a launcher of two lines, and a module that comes from its .pyc.
LAUNCHER = "import sys\nfrom {module} import app\nsys.exit(app())\n"
ONE_LINE = f"""
import typer
import yaml

app = typer.Typer(add_completion=False, rich_markup_mode=None)

@app.command()
def main() -> None:
    with open({str(LICENSE)!r}, encoding="utf-8") as file:
        node = yaml.compose(file, Loader=yaml.CSafeLoader)
{{answer}}
"""
PRINT_A_LINE = """
    print(len(node.value), "sections")
"""
PRINT_A_TABLE = """
    from rich.console import Console
    from rich.table import Table

    table = Table("办理 File by", "到期 Due", "状态 Status", "事项 What", "条款 Clause")
    for month in range(1, 11):
        due = f"2027-{month:02}-01"
        table.add_row(due, due, "upcoming", "申请延续经营许可证", "十二")
    Console(width=120, height=50).print(table)
"""
JOBS = (
    ("icp deadlines -f json", PRINT_A_LINE, 1.30),
    ("icp check -f json", PRINT_A_LINE, 1.30),
    ("icp deadlines", PRINT_A_TABLE, 1.25),
)

Command = Sequence[str | Path]


def milliseconds(command: Command) -> float:
    """CPU time of one run, from start to exit: what else the machine does is not in it."""
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("ICP_", "PYTHON"))}
    before = getrusage(RUSAGE_CHILDREN)
    done = subprocess.run(
        command,
        check=False,
        cwd=ROOT,
        env=clean | {"ICP_AS_OF": "2026-11-24"},
        capture_output=True,
    )
    after = getrusage(RUSAGE_CHILDREN)
    if done.returncode:
        sys.exit(done.stderr.decode(errors="replace"))
    return 1000 * (after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime)


def yardstick(folder: Path, number: int, answer: str) -> Path:
    """Write the program to compare with, compile it, and return its launcher."""
    module = folder / f"yardstick_{number}.py"
    module.write_text(ONE_LINE.format(answer=answer), "utf-8")
    compileall.compile_file(module, quiet=1)
    launcher = folder / f"launch_{number}"
    launcher.write_text(LAUNCHER.format(module=module.stem), "utf-8")
    return launcher


def main() -> None:
    """Measure each job and print their ratios with the raw medians."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--runs", type=int, default=21, help="runs of each program (default 21)")
    runs = parser.parse_args().runs

    compileall.compile_dir(ROOT / "icpcli", quiet=1)
    print("Start-up: icp, and a one-command Typer program that composes the same YAML file")
    print(f"{platform.platform()}, {os.cpu_count()} CPUs, Python {platform.python_version()}")
    print(", ".join(f"{name} {version(name)}" for name in ("icpcli", "typer", "rich", "PyYAML")))
    print(f"medians of the CPU time of {runs} interleaved runs, stdout on a pipe, .pyc compiled\n")
    print(f"{'job':24}{'icp':>10}{'yardstick':>12}{'ratio':>8}{'pairwise':>10}{'budget':>9}")
    with tempfile.TemporaryDirectory() as folder:
        for number, (job, answer, budget) in enumerate(JOBS):
            ours: Command = (sys.executable, ICP, *job.split()[1:])
            theirs: Command = (sys.executable, yardstick(Path(folder), number, answer))
            pairs = [(milliseconds(ours), milliseconds(theirs)) for _ in range(runs + 2)][2:]
            a, b = (median(times) for times in zip(*pairs, strict=True))
            pairwise = median(a / b for a, b in pairs)
            print(f"{job:24}{a:7.1f} ms{b:9.1f} ms{a / b:8.2f}{pairwise:10.2f}{budget:9.2f}")


if __name__ == "__main__":
    main()
