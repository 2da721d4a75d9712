"""`make clients`: calendars read by the libraries that calendar programs are made of.

Each client prints what it read, and that must be what was to be written. A client that this machine
lacks is named and skipped; with `--all` that is a failure.
"""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from calendars import entries_of, many, one_deadline, random_entries, report_of, written
from npm import MissingError, installed
from samples import BUNDLED, DAY

from icpcli.model.reminder import Entry
from icpcli.render.words import one_line

HERE = Path(__file__).parent
BUILD = HERE.parents[1] / "build" / "clients"
ICAL_JS = "ical.js@2"


def calendars() -> Iterator[tuple[str, Sequence[Entry], bytes]]:
    """By name: what is to be written, and the calendar."""
    cases = {
        "auto": entries_of(report_of()),
        "events": entries_of(report_of(), "events"),
        "alarms": entries_of(report_of(), "alarms", passed=True),
        "overdue": entries_of(one_deadline("2028-05-01"), "none", ()),
        "many": entries_of(many(200), passed=True),
        "random-titles": random_entries(3000, seed=8),
    }
    for name, entries in cases.items():
        yield name, entries, written(entries)


def expected(entries: Sequence[Entry]) -> list[dict]:
    """What a client must find."""
    return [
        {
            "uid": entry.uid,
            "start": str(entry.on),
            "end": str(entry.last + DAY),
            "allDay": True,
            "triggers": [
                f"-P{n - 1}DT15H" if n > 1 else "-PT15H" if n else "PT9H" for n in entry.alarms
            ],
        }
        for entry in entries
    ]


def check(name: str, entries: Sequence[Entry], read: dict) -> None:
    assert read["name"] == f"经营许可证期限 {BUNDLED.number}"
    texts = [(event.pop("summary"), event.pop("description")) for event in read["events"]]
    assert read["events"] == expected(entries), name
    for entry, (summary, description) in zip(entries, texts, strict=True):
        title = one_line(entry.deadline.rule.title.zh)
        assert title in summary, (title, summary)
        assert description.startswith(f"{title} {entry.deadline.id}\n"), (title, description)


def output(*command: str | Path) -> bytes:
    done = subprocess.run(command, cwd=BUILD, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode(errors="replace")[-2000:]
    return done.stdout


def ical_js() -> tuple[str, Callable[[Path], dict]]:
    """ical.js, from npm."""
    package = installed(ICAL_JS, BUILD)
    script = shutil.copy(HERE / "icaljs.mjs", BUILD)
    version = json.loads((package / "package.json").read_text("utf-8"))["version"]
    return f"ical.js {version}", lambda path: json.loads(output("node", script, path))


def libical() -> tuple[str, Callable[[Path], dict]]:
    """libical, through ctypes: a crash of it is a failure of its own process."""
    script = HERE / "libical.py"
    load = "import runpy, sys; runpy.run_path(sys.argv[1])['load']()"
    loaded = subprocess.run([sys.executable, "-c", load, script], capture_output=True, check=False)
    if loaded.returncode:
        raise MissingError("no libical here (Debian: apt install libical3)")
    return "libical", lambda path: json.loads(output(sys.executable, script, path))


CLIENTS = {"ical.js": ical_js, "libical": libical}


def main() -> int:
    """Judge every calendar by every client; the exit code is 1 where one finds something wrong."""
    BUILD.mkdir(parents=True, exist_ok=True)
    bad = 0
    for client, find in CLIENTS.items():
        try:
            name, read = find()
        except MissingError as missing:
            print(f"skipped  {client}: {missing}")
            bad += "--all" in sys.argv
            continue
        for case, entries, data in calendars():
            path = BUILD / f"{case}.ics"
            path.write_bytes(data)
            try:
                check(case, entries, read(path))
            except AssertionError as error:
                bad += 1
                print(f"FAILED   {name}: {case}: {error}")
            else:
                print(f"ok       {name}: {case}, {len(entries)} events")
    return min(bad, 1)


if __name__ == "__main__":
    sys.exit(main())
