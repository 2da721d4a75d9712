"""The cases that a search wrote: a damaged text a file, whose name says of what."""

from pathlib import Path
from typing import NamedTuple

FOUND = Path(__file__).parent / "found"


class Case(NamedTuple):
    """A damaged text: the subject, the text that it was, and what it is now."""

    subject: str
    base: str
    content: bytes


def case_name(subject: str, base: str, mark: str) -> str:
    """The file of a case: `notice.2019-2.1a2b3c4d`"""
    return f"{subject}.{base}.{mark}"


def read_case(path: Path) -> Case:
    """The case in a file of `found/`."""
    subject, base, _ = path.name.split(".")
    return Case(subject, base, path.read_bytes())
