"""Days in a row."""

from collections.abc import Iterator, Sequence
from datetime import date


def runs(days: Sequence[date]) -> Iterator[tuple[date, date]]:
    """The first and the last of the days that follow one another, of ascending `days`."""
    first = 0
    for i in range(1, len(days) + 1):
        if i == len(days) or (days[i] - days[i - 1]).days != 1:
            yield days[first], days[i - 1]
            first = i
