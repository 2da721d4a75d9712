"""How fast the working-day calendar is, beside `holidays`, which walks from day to day.

The same questions are asked of both in turn, by the same interpreter. Figures are printed, never
asserted. Run with `python -P`: this file shares its name with a module of the standard library.
"""

import os
import platform
from collections.abc import Callable
from datetime import date, timedelta
from importlib.metadata import version
from statistics import median
from time import perf_counter

import holidays

from icpcli.calendar.published import load_calendar

ROUNDS = 21
PUBLISHED = [date(2024, 1, 1) + timedelta(days=3 * i) for i in range(300)]
UNPUBLISHED = [date(2027, 1, 1) + timedelta(days=3 * i) for i in range(300)]


def microseconds(job: Callable[[], object]) -> float:
    """Wall time of one run."""
    start = perf_counter()
    job()
    return 1_000_000 * (perf_counter() - start)


def each(count: Callable[[date, int], object], days: list[date], n: int) -> Callable[[], object]:
    """The job of counting `n` working days from each of `days`."""
    return lambda: [count(day, n) for day in days]


def main() -> None:
    """Measure in rounds, print medians for one call and their ratios."""
    ours = load_calendar().after
    theirs = holidays.country_holidays("CN").get_nth_working_day
    jobs: dict[str, tuple[Callable[[], object], int]] = {
        "holidays.CN, n=10": (each(theirs, PUBLISHED, 10), len(PUBLISHED)),
        "after, n=10": (each(ours, PUBLISHED, 10), len(PUBLISHED)),
        "after, n=250": (each(ours, PUBLISHED, 250), len(PUBLISHED)),
        "after, n=10, unpublished": (each(ours, UNPUBLISHED, 10), len(UNPUBLISHED)),
        "load_calendar": (load_calendar, 1),
    }
    rounds = [[microseconds(job) / n for job, n in jobs.values()] for _ in range(ROUNDS + 2)][2:]
    walk, short, long, open_years, build = (median(times) for times in zip(*rounds, strict=True))

    print("Calendar: working days counted from tables, and by walking from day to day")
    print(f"{platform.platform()}, {os.cpu_count()} CPUs, Python {platform.python_version()}")
    names = ("icpcli", "chinesecalendar", "holidays")
    print(", ".join(f"{name} {version(name)}" for name in names))
    print(f"medians of {ROUNDS} interleaved rounds, for one call\n")
    for name, taken in zip(jobs, (walk, short, long, open_years, build), strict=True):
        print(f"{name:40}{taken:9.2f} µs")
    print()
    print(f"{'holidays.CN / after, n=10':40}{walk / short:9.1f}    budget: at least 60")
    print(
        f"{'holidays.CN / after, n=10, unpublished':40}{walk / open_years:9.1f}    budget: at least 60"
    )
    print(f"{'after: n=250 / n=10':40}{long / short:9.2f}    budget: at most 1.3")
    print(f"{'building the calendar':40}{build / 1000:9.2f} ms budget: at most 3 ms")


if __name__ == "__main__":
    main()
