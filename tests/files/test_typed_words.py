"""Days as people type them: any spelling that can mean only one day, and no other."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from icpcli.files.typed_words import typed_day

TODAY = date(2026, 11, 5)


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-05", "2026-11-5", "2026/11/5", "2026/11/05", "2026.11.05", "2026.11.5", "20261105",
        "2026年11月5日", "2026年11月05日", "今天", "today", "Today", " 2026-11-05 ",
        "２０２６-11-05", "２０２６／１１／０５",
    ],
)  # fmt: skip
def test_spellings_of_one_day(text: str) -> None:
    """What can mean only one day is that day."""
    assert typed_day(text, lambda: TODAY) == TODAY


@pytest.mark.parametrize(
    ("text", "days"),
    [("前天", -2), ("昨天", -1), ("yesterday", -1), ("明天", 1), ("tomorrow", 1), ("后天", 2)],
)
def test_the_days_beside_today(text: str, days: int) -> None:
    """Yesterday, tomorrow and the days beside them are told from the day that is answered for."""
    assert typed_day(text, lambda: TODAY) == TODAY + timedelta(days=days)


@pytest.mark.parametrize(
    "text",
    [
        "2026-W45-4", "2026W454", "2026-309", "26-11-05", "26/11/5", "5.11.2026", "05-11-2026",
        "11/5/2026", "11-05", "11月5日", "2026-11", "2026年11月", "2026-13-01", "2026-02-30",
        "2026-11/05", "2026.11-05", "2026-011-05", "2026-1-005", "", "下周", "2026年11月5号",
        "2026-11-05T20:00", "+2026-11-05", "2026--11-05",
    ],
)  # fmt: skip
def test_what_can_mean_another_day(text: str) -> None:
    """Week dates, two-digit years, the day or the month first, a missing year: refused."""
    with pytest.raises(ValueError):  # noqa: PT011 - the words are those of `parse_date`
        typed_day(text, lambda: TODAY)


@given(st.dates(date(2004, 1, 1), date(2099, 12, 31)), st.booleans(), st.sampled_from("-/."))
def test_every_day_in_every_spelling(day: date, padded: bool, sign: str) -> None:
    """Each day reads back as itself, with zeros in front or without."""
    month, number = (f"{n:02}" if padded else str(n) for n in (day.month, day.day))
    for text in (
        sign.join((str(day.year), month, number)),
        f"{day:%Y%m%d}",
        f"{day.year}年{month}月{number}日",
    ):
        assert typed_day(text, lambda: TODAY) == day
