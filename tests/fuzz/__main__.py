"""`make fuzz`: damage texts with new seeds and see what becomes of them; then try the properties anew.

Each find becomes a file in `found/`, which `make test` judges from then on. FUZZ_SECONDS (60) bounds
the search, FUZZ_SEED repeats one.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from hashlib import sha256
from itertools import count
from pathlib import Path
from random import Random, SystemRandom
from time import time
from traceback import extract_tb
from types import FrameType

from fuzz.cases import FOUND, case_name
from fuzz.mutations import mutated
from fuzz.subjects import SUBJECTS, Subject

SECONDS = float(os.environ.get("FUZZ_SECONDS", "60"))
SEED = int(os.environ.get("FUZZ_SEED") or SystemRandom().randrange(10**9))
HANG = 20.0
"""Seconds of computing after which a reader is stopped."""
EFFORT = "5"
"""How many times as many examples as `make test` a property is tried with."""


class HangError(Exception):
    """A reader that would not come to an end."""


def main() -> int:
    """Search for half of the time among damaged texts, and for the rest among the properties."""
    print(f"fuzz: {SECONDS:g} s, FUZZ_SEED={SEED}", flush=True)
    until = time() + SECONDS
    signal.signal(signal.SIGVTALRM, _stop)
    finds = search(time() + SECONDS / 2)
    failed = properties(until)
    print(
        f"fuzz: {finds} new {'case' if finds == 1 else 'cases'} in {FOUND}"
        if finds
        else "fuzz: no new case"
    )
    return int(bool(finds or failed))


def search(until: float) -> int:
    """Damage texts until that moment. Returns how many new ways to fail were found."""
    known: set[str] = set()
    tried = 0
    for seeds, name, base in tries():
        if time() > until:
            break
        tried += 1
        subject = SUBJECTS[name]
        why = failure(subject, base, seeds)
        if why and f"{name} {why[0]}" not in known:
            known.add(f"{name} {why[0]}")
            report(name, base, shortest(subject, base, seeds, why[0]), why)
    print(f"fuzz: {tried} damaged texts", flush=True)
    return len(known)


def tries() -> Iterator[tuple[tuple[int, ...], str, str]]:
    """Seeds of one to four mutations, a subject, and one of its texts: the same ones for one seed."""
    for n in count():
        chance = Random(f"{SEED} {n}")
        name = [*SUBJECTS][n % len(SUBJECTS)]
        base = chance.choice([*SUBJECTS[name].bases])
        many = chance.choice((1, 1, 1, 2, 2, 4))
        yield tuple(chance.randrange(10**9) for _ in range(many)), name, base


def failure(subject: Subject, base: str, seeds: tuple[int, ...]) -> tuple[str, str] | None:
    """Where a damaged text fails, in words that are the same for the same fault, and how."""
    content = subject.bases[base]
    signal.setitimer(signal.ITIMER_VIRTUAL, HANG)
    try:
        subject.judge(content, mutated(seeds, content))
    except Exception as error:  # noqa: BLE001 - whatever no reader may raise is a find
        place = extract_tb(error.__traceback__)[-1]
        kind = type(error).__name__
        return f"{kind} in {Path(place.filename).name}:{place.lineno}", f"{kind}: {error}"
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return None


def shortest(subject: Subject, base: str, seeds: tuple[int, ...], where: str) -> tuple[int, ...]:
    """The seeds without those that the fault does not need."""
    for seed in seeds:
        fewer = tuple(one for one in seeds if one != seed)
        again = failure(subject, base, fewer) if fewer else None
        if again and again[0] == where:
            seeds = fewer
    return seeds


def report(name: str, base: str, seeds: tuple[int, ...], why: tuple[str, str]) -> None:
    """Write the damaged text as a case, and say what is wrong with it."""
    content = mutated(seeds, SUBJECTS[name].bases[base])
    FOUND.mkdir(exist_ok=True)
    path = FOUND / case_name(name, base, sha256(content).hexdigest()[:8])
    path.write_bytes(content)
    print(f"\n{path}\n  {why[0]}\n  {why[1][:1000]}", flush=True)


def properties(until: float) -> bool:
    """Whether a property test fails with new examples; the last one begins before that moment."""
    environment = os.environ | {
        "FUZZ_EFFORT": EFFORT,
        "FUZZ_UNTIL": str(until),
        "FUZZ_SEED": str(SEED),
    }
    command = [
        "-m",
        "pytest",
        "-q",
        "-m",
        "hypothesis",
        "-p",
        "fuzz.properties",
        "-p",
        "no:cacheprovider",
    ]
    command += ["--hypothesis-profile=fuzz", f"--hypothesis-seed={SEED}"]
    return subprocess.run([sys.executable, *command], env=environment, check=False).returncode != 0


def _stop(signum: int, frame: FrameType | None) -> None:
    raise HangError(f"no end after {HANG:g} s of computing")


if __name__ == "__main__":
    sys.exit(main())
