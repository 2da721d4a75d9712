"""What besides a deadline wants attention.

It stands apart from the report because `icp deadlines` starts faster without it.
"""

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from icpcli.model.license import License
from icpcli.model.problem import Text


class Level(StrEnum):
    """How much a finding matters: `info` and `warning` advise, `critical` is a breach."""

    INFO = "info"
    WARNING = "warning"
    CRITICAL = "critical"


class Finding(NamedTuple):
    """Something besides a deadline that wants attention; `code` is a stable word for scripts."""

    code: str
    level: Level
    license: License
    clause: str
    message: Text
    dates: tuple[date, ...] = ()
    waivable: str = ""
    """The id under which it can be waived for a time; empty where it cannot."""
    line: int = 1
    """The line of the license file that would mend it."""
    noted: bool = False
    """Whether a check says it although it only informs."""
    reminded: bool = False
    """Whether reminders tell it although it only informs."""
