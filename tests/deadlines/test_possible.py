"""What can happen to a license: the day to file by if it did today, or the first day to plan it for."""

import pytest
from samples import calendar, d, license_with, rule

from icpcli.deadlines.possible import possible_events
from icpcli.model.license import InForce

TODAY = d("2026-11-24")
EVER = InForce()


@pytest.mark.parametrize(
    ("due", "in_force", "file_by"),
    [
        ("10 days after", EVER, "2026-12-04"),
        ("10 days after", InForce(until=TODAY), "2026-12-04"),
        ("10 days after", InForce(until=d("2026-11-23")), None),
        ("10 days after", InForce(since=d("2026-11-25")), None),
    ],
)
def test_if_it_happened_today(due: str, in_force: InForce, file_by: str | None) -> None:
    """A rule that is not law on that day starts nothing."""
    license = license_with(rule(due, in_force=in_force))
    (one,) = possible_events([license], lambda _: calendar(), TODAY)
    assert one.file_by == (file_by and d(file_by))


@pytest.mark.parametrize(
    ("in_force", "earliest"),
    [
        (EVER, "2026-12-05"),
        (InForce(until=d("2026-11-13")), "2026-11-24"),
        # of a change on 2026-11-30 it would have been due on the last day of the law
        (InForce(until=d("2026-11-20")), "2026-12-01"),
        (InForce(until=d("2026-11-24")), "2026-12-05"),
    ],
)
def test_the_first_day_to_plan_for(in_force: InForce, earliest: str) -> None:
    """What is counted back must still be possible, where its rule is law on either of its days."""
    license = license_with(rule("10 days before", in_force=in_force), plans={"it": ()})
    (one,) = possible_events([license], lambda _: calendar(), TODAY)
    assert one.file_by is None
    assert one.earliest_on == d(earliest)
