"""A rule by which nothing runs is no unknown one: `icp explain` says why it is silent."""

from datetime import date

import pytest
from samples import license_with, rule

from icpcli.deadlines.silent import why_silent
from icpcli.model.license import Condition, InForce, License

TODAY = date(2026, 11, 24)
LARGE = (Condition("large", answer=True), Condition("listed", answer=False))


def said(license: License, *days: date) -> list[str]:
    return [words.en for words in why_silent([license], "rule", days or [TODAY])]


@pytest.mark.parametrize(
    ("flags", "named"),
    [
        ({"large": False}, "large"),
        ({"large": True, "listed": True}, "listed"),
        ({"large": False, "listed": True}, "large, listed"),
    ],
)
def test_an_answer_excludes_it(flags: dict[str, bool], named: str) -> None:
    """A rule whose flag was answered otherwise does not apply; the flags that exclude it are named."""
    (words,) = said(license_with(rule("30 days after", conditions=LARGE), flags=flags))
    assert f"({named}) exclude it" in words


@pytest.mark.parametrize("flags", [{}, {"large": True}, {"listed": False}])
def test_no_answer_excludes_nothing(flags: dict[str, bool]) -> None:
    """A flag that is not answered, or answered as the rule wants it, is no reason for silence."""
    assert said(license_with(rule("30 days after", conditions=LARGE), flags=flags)) == []


def test_a_plan_that_is_not_recorded() -> None:
    """What is counted back from a plan waits for its day: the command that tries one is named."""
    (words,) = said(license_with(rule("30 days before", "it"), plans={"it": ()}))
    assert words.endswith("icp event it --on DATE")


@pytest.mark.parametrize(("day", "reasons"), [("2024-12-31", 1), ("2025-01-01", 0)])
def test_before_it_was_law(day: str, reasons: int) -> None:
    """On a day before its first in force a rule is silent for that reason, and says since when it is law."""
    one = rule("30 days after", in_force=InForce(since=date(2025, 1, 1)))
    found = said(license_with(one), date.fromisoformat(day))
    assert len(found) == reasons
    assert all("2025-01-01" in words for words in found)


def test_a_rule_that_is_not_there() -> None:
    """Of a rule that no license has, nothing is said here."""
    assert [*why_silent([license_with(rule("30 days after"))], "other", [TODAY])] == []
