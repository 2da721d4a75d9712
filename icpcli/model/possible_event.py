"""What can happen to a license, and by which day something would have to be filed."""

from datetime import date
from typing import NamedTuple

from icpcli.model.license import License, Rule
from icpcli.model.problem import Text


class PossibleEvent(NamedTuple):
    """An event, the rules that it starts, and the first day to file by if it happened today.

    Of a planned one, what must come before it is to be filed in time: `earliest_on` is the first
    day for which it can still be planned, and `file_by` is None.
    """

    license: License
    id: str
    title: Text
    rules: tuple[Rule, ...]
    file_by: date | None = None
    earliest_on: date | None = None
