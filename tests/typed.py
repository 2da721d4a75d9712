"""A command as it is typed, in the folder of the test, and what it must answer."""

import json
from pathlib import Path
from typing import Any

from terminal import Answer, icp


def ok(line: str, *words: str, **environment: str) -> Answer:
    """The answer of a command that ends well."""
    answer = icp(*line.split(), *words, **environment)
    assert answer.code == 0, answer.err
    return answer


def refused(line: str, *words: str, **environment: str) -> str:
    """The one line on stderr of a command that writes nothing, and gives no answer."""
    before = {path: path.read_bytes() for path in Path().rglob("*") if path.is_file()}
    answer = icp(*line.split(), *words, **environment)
    assert (answer.code, answer.out) == (3, b""), answer.err
    assert answer.err.count("\n") == 1, answer.err
    assert {path: path.read_bytes() for path in Path().rglob("*") if path.is_file()} == before
    return answer.err.rstrip("\n")


def as_json(line: str, *words: str, **environment: str) -> dict[str, Any]:
    """The answer of a command in JSON, whatever its exit code."""
    answer: dict[str, Any] = json.loads(
        icp(*line.split(), *words, "-f", "json", **environment).text
    )
    return answer


def deadlines(**environment: str) -> dict[str, dict[str, Any]]:
    """Every deadline as JSON has it, by its id."""
    return {one["id"]: one for one in as_json("deadlines --all", **environment)["deadlines"]}


def entries() -> list[str]:
    """The lines of the journal but for the first, which says whose it is."""
    first, *lines = Path("journal.yaml").read_text("utf-8").splitlines()
    assert first == "# journal of 京ICP证130204号"
    return lines
