"""What rules and rule sets still wait for: an answer, the authority, an event of the same facts."""

from collections.abc import Sequence

import pytest
from samples import calendar, d, license_with, rule

from icpcli.check.findings import lint
from icpcli.check.verdict import judge
from icpcli.deadlines.report import compute
from icpcli.model.deadline import Report
from icpcli.model.finding import Finding, Level
from icpcli.model.journal import Event, Filing, Journal
from icpcli.model.license import Condition, Ended, License, Override
from icpcli.model.problem import Text
from icpcli.model.verdict import Grade

HANDLED, FOUND = Text("处置完毕", "Handled"), Text("发现", "Found")
FACTS = license_with(
    rule("10 working days after", "handled", id="report", same_event_as=("law/police",)),
    rule("24 hours after", "found", id="law/police", rule_set="law"),
    rule("immediately", "found", id="law/stop", rule_set="law", same_event_as=("telecom/report",)),
    rule("90 days before", "planned", id="law/ahead", rule_set="law", same_event_as=("report",)),
    events={"handled": HANDLED, "found": FOUND, "planned": Text("计划", "Planned")},
    plans={"planned": ("handled",)},
)


def asked(licenses: Sequence[License], as_of: str, journal: Journal | None = None) -> Report:
    journals = {licenses[0].file: journal or Journal()}
    report = compute(licenses, calendar(), d(as_of), journals=journals)
    return report._replace(findings=lint(report, calendar(), journals))


def found(code: str, license: License, as_of: str = "2026-11-24", *events: Event) -> list[Finding]:
    report = asked([license], as_of, Journal(events))
    return [one for one in report.findings if one.code == code]


def handled(on: str = "2026-11-23") -> Event:
    return Event("handled", d(on), recorded=d(on), number=1)


def test_what_the_same_facts_start() -> None:
    """The other event of the same facts is told with what it starts, the shortest period first."""
    facts = found("same-facts", FACTS, "2026-11-24", handled())
    assert [one.message.en for one in facts] == [
        'The same facts may start "Rule" (90 days before), too: icp record planned --on DATE',
        (
            'The same facts may start "Rule" (at once), "Rule" (within 24 hours), too: '
            "icp record found --on 2026-11-23"
        ),
    ]
    assert {one.level for one in facts} == {Level.INFO}
    assert "（24小时内）" in facts[1].message.zh


def test_the_day_of_a_plan_is_no_day_of_a_decision() -> None:
    """What a plan is about may have been decided on another day: the command leaves that day open."""
    planned = Event("planned", d("2027-03-01"), recorded=d("2026-11-23"), number=1)
    (one,) = found("same-facts", FACTS, "2026-11-24", planned)
    assert "icp record handled --on DATE" in one.message.en
    assert "icp record handled --on 日期" in one.message.zh


@pytest.mark.parametrize(
    ("as_of", "events", "told"),
    [
        ("2026-11-24", [handled()], 2),
        # the other event is recorded: within half a year it is the same facts
        ("2026-11-24", [handled(), Event("found", d("2026-11-20"))], 1),
        ("2026-11-24", [handled(), Event("found", d("2026-05-27"))], 1),
        ("2026-11-24", [handled(), Event("found", d("2026-05-26"))], 2),
        ("2026-11-24", [handled(), Event("found", d("2026-11-20"), void=True)], 2),
        # what is nearer to another one of its kind is of the facts of that; the middle is the earlier's
        ("2026-11-24", [handled(), handled("2026-06-01"), Event("found", d("2026-06-01"))], 2),
        ("2026-11-24", [handled(), handled("2026-11-19"), Event("found", d("2026-11-21"))], 2),
        ("2026-11-24", [handled(), handled("2026-11-19"), Event("found", d("2026-11-22"))], 1),
        ("2026-11-30", [handled(), handled("2026-11-27"), Event("found", d("2026-11-25"))], 1),
        ("2026-11-30", [handled(), handled("2026-11-27"), Event("found", d("2026-11-26"))], 2),
        ("2026-11-24", [handled(), handled(), Event("found", d("2026-11-22"))], 1),
        # nothing is told of what nobody recorded, or recorded by mistake
        ("2026-11-24", [], 0),
        ("2026-11-24", [handled()._replace(void=True)], 0),
    ],
)
def test_until_the_other_event_is_recorded(as_of: str, events: list[Event], told: int) -> None:
    """It is told until the other event is on record near the day; one of another year is another one."""
    facts = found("same-facts", FACTS, as_of, *events)
    assert len([one for one in facts if one.dates == (d("2026-11-23"),)]) == told


def test_while_it_is_open() -> None:
    """Once the deadline is filed, nobody is asked about the same facts any more."""
    day = d("2026-11-24")
    kept = Journal((handled(),), (Filing("report@2026-11-23", day, day),), since=day, entries=2)
    report = asked([FACTS], "2026-11-25", kept)
    assert "same-facts" not in {one.code for one in report.findings}


def test_reminders_tell_it_and_the_exit_code_does_not() -> None:
    """A note is told by reminders while it is open, and changes no exit code."""
    report = asked([FACTS], "2026-11-24", Journal((handled(),), since=d("2026-11-23"), entries=1))
    verdict = judge(report)
    assert {item.id for item in verdict.reminders} >= {"same-facts"}
    assert "same-facts" not in {item.id for item in verdict.findings}
    assert [item.id for item in verdict.notes] == ["same-facts", "same-facts"]
    grades = {item.id: item.grade for item in verdict.items}
    assert grades["same-facts"] is Grade.OK


@pytest.mark.parametrize(
    ("flags", "conditions", "codes"),
    [
        ({}, [("a", True)], ["a"]),
        ({}, [("a", False)], ["a"]),
        ({"a": True}, [("a", True)], []),
        ({"a": False}, [("a", True)], []),
        ({"a": True}, [("a", True), ("b", True)], ["b"]),
        # an answer that excludes the rule leaves nothing to ask
        ({"a": False}, [("a", True), ("b", True)], []),
        ({}, [("a", True), ("b", False)], ["a", "b"]),
    ],
)
def test_a_flag_without_an_answer(
    flags: dict[str, bool], conditions: list[tuple[str, bool]], codes: list[str]
) -> None:
    """It is asked as long as an answer decides anything: what, why, and what to write where."""
    license = license_with(
        rule("30 days after", "it", conditions=tuple(Condition(*one) for one in conditions)),
        flags=flags,
        questions={"a": Text("有三级系统", "Has grade-3 systems"), "b": Text("乙", "B")},
    )
    asks = found("flag-unanswered", license)
    assert [one.message.zh.split("{")[1].split(":")[0] for one in asks] == codes
    assert {one.level for one in asks} <= {Level.WARNING}
    if codes == ["a"]:
        (one,) = asks
        assert one.message.en == (
            "Not answered: Has grade-3 systems. It decides whether this applies: Rule (rule). Say so "
            f"under flags in {license.file} (flags: {{a: yes}}, or no)"
        )


def test_nothing_is_asked_of_a_license_that_ended() -> None:
    """After the end no flag decides anything."""
    license = license_with(
        rule("30 days after", "it", conditions=(Condition("a", True),)),
        ended=Ended(d("2026-01-01"), "已注销"),
    )
    assert not found("flag-unanswered", license)


WINDOW = rule("authority-set", "each year", id="law/report", rule_set="law")


@pytest.mark.parametrize(
    ("as_of", "reminded"),
    [
        ("2026-11-02", True),  # the 1st is a Sunday
        ("2026-11-03", False),
        ("2026-11-01", False),
        ("2026-12-01", True),
        ("2026-12-02", False),
        ("2026-10-08", True),  # after the national holiday
        ("2026-10-09", False),
        ("2026-10-01", False),
    ],
)
def test_a_window_that_is_not_announced(as_of: str, reminded: bool) -> None:
    """It is a note of every check, and reminders tell it on the first working day of each month."""
    (one,) = found("not-announced", license_with(WINDOW), as_of)
    assert (one.level, one.reminded) == (Level.INFO, reminded)
    assert "2026, 2027" in one.message.en


def test_a_window_that_was_announced() -> None:
    """What an override names is announced; the other year is still waited for."""
    named = Override(2026, d("2026-12-20"), source="公告")
    (one,) = found("not-announced", license_with(WINDOW._replace(overrides=(named,))))
    assert "2027" in one.message.en
    assert "2026" not in one.message.en


@pytest.mark.parametrize(
    ("change", "told"),
    [({"general": "default"}, ["(default)"]), ({"kind": "default"}, []), ({}, [])],
)
def test_the_general_rules(change: dict[str, object], told: list[str]) -> None:
    """Who uses the general rules is asked to make sure that there are no special ones."""
    said = [one.message.en for one in found("general-rules", license_with(**change))]
    assert [word for one in said for word in one.split() if "(" in word] == told


def test_a_set_that_two_files_of_one_holder_name() -> None:
    """What a company files each year is asked for once: a set with such duties is named in one file."""
    yearly = license_with(
        rule("Q1", "each year", id="law/report", rule_set="law"), rule_sets=("law",)
    )
    events = license_with(rule("30 days after", "it", id="e/r", rule_set="e"), rule_sets=("e",))

    def told(first: License, second: License) -> list[str]:
        second = second._replace(file="second.yaml", number="2号")
        report = asked([first, second], "2026-11-24")
        return [one.license.file for one in report.findings if one.code == "set-named-twice"]

    assert told(yearly, yearly) == ["second.yaml"]
    assert told(events, events) == []
    assert told(yearly, yearly._replace(holder="另一家")) == []
