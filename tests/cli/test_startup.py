"""What the commands of every day do not wait for."""

import subprocess
import sys

import pytest
from places import LICENSE

PROBE = """
import atexit, gc, sys
from icpcli.cli import main

def told():
    print("collector", gc.isenabled(), gc.get_freeze_count() > 0, file=sys.stderr)
    print("loaded", *sys.modules, file=sys.stderr)

atexit.register(told)
main()
"""

LIBRARIES = (
    *("dateutil", "icalendar", "jinja2", "pydantic", "pypdfium2", "rich"),
    *("csv", "importlib.metadata", "tempfile"),
)
"""What only periods of months, calendars, the page, papers, the screen and other files need."""
ELSEWHERE = (
    "icpcli.calendar.arranged",  # notices of one's own
    "icpcli.calendar.notice",
    "icpcli.importers",
    "icpcli.journal.file",  # a journal
    "icpcli.model.calendar",
    "icpcli.model.change",
    "icpcli.model.record",
    "icpcli.model.register",
    "icpcli.render.formats.csv",
    "icpcli.render.formats.markdown",
    "icpcli.render.labels",
    "icpcli.render.page",
    "icpcli.render.remind",
    "icpcli.render.screens",
)
JUDGED = ("icpcli.check", "icpcli.model.finding", "icpcli.model.verdict")


@pytest.mark.parametrize(
    ("command", "unneeded"),
    [
        ("deadlines -f json", (*LIBRARIES, *ELSEWHERE, *JUDGED)),
        ("check -f json", (*LIBRARIES, *ELSEWHERE)),
    ],
)
def test_the_commands_of_every_day_load_what_they_need(
    command: str, unneeded: tuple[str, ...]
) -> None:
    """`deadlines` and `check` load no module that only another answer needs."""
    for module in loaded(command):
        assert not module.startswith(tuple(f"{name}." for name in unneeded)), module
        assert module not in unneeded


def test_nothing_is_collected() -> None:
    """The collector of garbage is off while a command runs, and is left nothing at its end."""
    assert "collector False True\n" in told("deadlines -f json")


def loaded(command: str) -> list[str]:
    """The modules that a command has loaded when it ends."""
    *_, line = told(command).splitlines()
    return line.split()[1:]


def told(command: str) -> str:
    """What the probe says of a command on stderr."""
    arguments = [*command.split(), "-l", str(LICENSE), "--as-of", "2026-11-24"]
    done = subprocess.run(
        [sys.executable, "-c", PROBE, *arguments], capture_output=True, text=True, check=False
    )
    assert done.returncode < 3, done.stderr
    return done.stderr
