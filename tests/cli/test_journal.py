"""The commands of the journal as a person meets them: what they answer, write, and refuse."""

import csv
import json
import re
import shlex
from datetime import datetime, timedelta, timezone
from functools import cache
from io import StringIO
from pathlib import Path

import pytest
from places import LICENSE, ROOT
from terminal import Answer, icp, icp_on_terminal
from typed import as_json, entries, ok, refused

from icpcli.render.screens.message import commands_in

pytestmark = pytest.mark.usefixtures("home")

FORMATS = ("table", "json", "csv", "markdown", "plain")
SEPTEMBER = "registry-update@2026-09-25"
TEN_DAYS = "illegal-content-report@2026-11-20"


def statuses(line: str = "deadlines --all", **environment: str) -> dict[str, str]:
    return {one["id"]: one["status"] for one in as_json(line, **environment)["deadlines"]}


def changed(line: str, *words: str, **environment: str) -> dict[str, tuple[str | None, str | None]]:
    """What a command says that it changed: the status before and after, by id."""
    found = {}
    for change in as_json(line, *words, **environment)["changes"]:
        before, after = change["before"], change["after"]
        id = (after or before)["id"]
        found[id] = before and before["status"], after and after["status"]
    return found


def flat(text: str) -> str:
    """A screen on one line: where a cell is wrapped depends on what stands beside it."""
    return " ".join(text.split())


def test_a_whole_story() -> None:
    """Each command answers with the deadlines that it changed, and writes one line."""
    assert changed("record capital-change --on 2026-09-25") == {SEPTEMBER: (None, "overdue")}
    assert changed(f"done {SEPTEMBER} --on 2026-10-20", "--receipt", "A-17") == {
        SEPTEMBER: ("overdue", "filed")
    }
    assert changed("waive annual-report@2027 --until 2027-01-31", "--reason", "等通知") == {
        "annual-report@2027": ("upcoming", "waived")
    }
    assert changed("undo 2 --reason wrong") == {SEPTEMBER: ("filed", "overdue")}
    assert changed("undo 1 --reason wrong") == {SEPTEMBER: ("overdue", None)}
    assert changed("record operator-change-approved --on 2026-11-20", "--note", "a: {b}") == {}
    assert entries() == [
        "- {recorded: 2026-11-24, event: capital-change, on: 2026-09-25}",
        f'- {{recorded: 2026-11-24, done: {SEPTEMBER}, on: 2026-10-20, receipt: "A-17"}}',
        '- {recorded: 2026-11-24, waive: annual-report@2027, until: 2027-01-31, reason: "等通知"}',
        f'- {{recorded: 2026-11-24, undo: 2, of: {SEPTEMBER}, reason: "wrong"}}',
        '- {recorded: 2026-11-24, undo: 1, of: capital-change@2026-09-25, reason: "wrong"}',
        '- {recorded: 2026-11-24, event: operator-change-approved, on: 2026-11-20, note: "a: {b}"}',
    ]


def test_recorded_events_are_in_every_answer() -> None:
    """What is recorded is in deadlines, check, next, remind, explain and event, and filed leaves them."""
    commands = {
        "deadlines -f plain": "",
        "check": "",
        "next": "",
        "remind": "",
        "remind -f todotxt": "",
    }
    ok("record illegal-content --on 2026-11-20")
    for command in commands:
        assert TEN_DAYS in icp(*command.split(), ICP_AS_OF="2026-12-04").text, command
    assert "1 day late\n" in ok(f"explain {TEN_DAYS}", ICP_AS_OF="2026-12-05").text
    ok(f"done {TEN_DAYS} --on 2026-11-24")
    for command in commands:
        assert TEN_DAYS not in icp(*command.split(), ICP_AS_OF="2026-12-04").text, command
    assert "Filed 2026-11-24, 10 days early" in ok(f"explain {TEN_DAYS}").text
    said = ok("event illegal-content --on 2026-11-20").text
    assert "Filed 2026-11-24, 10 days early" in flat(said)
    assert "2026-11-24 办理，提前 10 天" in ok("deadlines --all --lang zh").text


@pytest.mark.parametrize(
    ("on", "words", "days"),
    [
        ("2026-10-24", "1 day early", 1),
        ("2026-10-25", "on the last day", 0),
        ("2026-10-26", "1 day late", -1),
        ("2026-11-24", "30 days late", -30),
    ],
)
def test_how_early_or_late(on: str, words: str, days: int) -> None:
    """A filing is `filed` whenever it was made; every format says how early or how late."""
    ok("record capital-change --on 2026-09-25")
    assert words in ok(f"done {SEPTEMBER} --on {on}").text
    assert f"Filed {on}, {words}" in flat(ok("deadlines --all").text)
    (one,) = [one for one in as_json("deadlines --all")["deadlines"] if one["id"] == SEPTEMBER]
    assert (one["status"], one["filed"], one["days_early"]) == ("filed", on, days)
    assert (one["waived_until"], icp("check").code) == (None, 0)
    rows = {
        row["id"]: row for row in csv.DictReader(ok("deadlines --all -f csv").text.splitlines())
    }
    assert (rows[SEPTEMBER]["filed"], rows[SEPTEMBER]["days_early"]) == (on, str(days))
    assert f"| {on} | {words} |" in ok("deadlines --all -f markdown").text


def test_history() -> None:
    """`icp history` shows what was filed when, with its receipt and how many days early, in the order of the
    last days; what went by without a record and what is late stand between."""
    for event, filed in (("2026-09-25", "2026-10-20"), ("2026-09-01", "2026-10-19")):
        ok(f"record capital-change --on {event}")
        ok(f"done registry-update@{event} --on {filed} --receipt R-{filed}")
    ok("record capital-change --on 2026-10-01")
    ok("done renewal@2028 --on 2026-11-23")
    found = [
        (one["id"], one["result"], one["filed"], one["days_early"], one["receipt"])
        for one in as_json("history --from 2026-03-01")["history"]
    ]
    assert found == [
        ("annual-report@2026", "no-record", None, None, None),
        ("registry-update@2026-09-01", "late", "2026-10-19", -18, "R-2026-10-19"),
        (SEPTEMBER, "filed", "2026-10-20", 5, "R-2026-10-20"),
        ("registry-update@2026-10-01", "overdue", None, None, None),
        ("renewal@2028", "filed", "2026-11-23", 496, None),
    ]
    for format in FORMATS:
        text = ok(f"history -f {format}").text
        words = format in ("table", "markdown")
        late, early = ("18 days late", "496 days early") if words else ("-18", "496")
        assert text.index(late) < text.index(early)
        assert all(receipt in text for receipt in ("R-2026-10-19", "R-2026-10-20"))


@pytest.mark.parametrize("way", ["renewal@2028", "non-renewal-report@2028"])
def test_one_filing_closes_both_ways(way: str) -> None:
    """While continuing is undecided, filing either way closes both, and neither can be filed again."""
    assert set(changed(f"done {way} --on 2026-11-24")) == {
        "renewal@2028",
        "non-renewal-report@2028",
        # The end was reported: what the law asks of an expired license runs.
        *(["telecom-law/licence-expired@2028"] if way == "non-renewal-report@2028" else []),
    }
    for id in ("renewal@2028", "non-renewal-report@2028"):
        said = f"icp: {id} is closed: {way} was filed on 2026-11-24 (entry 1)"
        assert refused(f"done {id} --on 2026-11-24") == said


def test_tracking_begins_with_the_first_entry() -> None:
    """A yearly deadline that passes after the first entry stays overdue, until it is filed."""
    as_of = "2027-05-01"
    assert statuses(ICP_AS_OF=as_of)["annual-report@2027"] == "past"
    ok("record operator-change-approved --on 2026-11-20")
    assert statuses(ICP_AS_OF=as_of)["annual-report@2026"] == "past"
    assert statuses("deadlines", ICP_AS_OF=as_of)["annual-report@2027"] == "overdue"
    assert icp("check", ICP_AS_OF=as_of).code == 2
    assert "annual-report@2027" in icp("check", ICP_AS_OF="2031-05-01").text
    ok("done annual-report@2027 --on 2027-04-28", ICP_AS_OF=as_of)
    assert statuses(ICP_AS_OF=as_of)["annual-report@2027"] == "filed"
    assert icp("check", ICP_AS_OF=as_of).code == 0


def test_tracked_from() -> None:
    """`tracked_from` in the license file tracks from its day on, with a journal or without."""
    text = LICENSE.read_text("utf-8")
    Path("license.yaml").write_text(text.replace("  # tracked_from:", "  tracked_from:"), "utf-8")
    assert statuses("deadlines")["annual-report@2026"] == "overdue"
    assert "annual-report@2025" not in statuses("deadlines")


def test_undo_restores_every_answer() -> None:
    """After an undo every answer is, byte for byte, what it was before."""
    commands = ("deadlines -f json", "check -f json", "remind --all", "next", "lint -f json")
    days = ("2026-11-24", "2026-12-20", "2027-04-01")
    ok("record capital-change --on 2026-09-25")

    def answers() -> list[Answer]:
        return [icp(*line.split(), ICP_AS_OF=day) for line in commands for day in days]

    before = answers()
    for number, line in enumerate(
        (
            "record scope-change-done --on 2026-10-20",
            "record illegal-content-found --on 2026-11-20",
            f"done {SEPTEMBER} --on 2026-10-20",
            "waive annual-report@2027 --until 2027-03-30 --reason x",
        )
    ):
        ok(line)
        assert answers() != before
        ok(f"undo {2 * number + 2} --reason x")
        assert answers() == before


def test_nothing_is_recorded_before_the_journal_begins() -> None:
    """No entry is recorded on a day before the first: what is tracked would reach back to that day."""
    ok("record capital-change --on 2026-11-20")
    before = statuses()
    assert before["annual-report@2026"] == "past"
    line = "record address-change --on 2026-01-05 --as-of 2026-01-06"
    assert refused(line) == (
        "icp: the journal was begun on 2026-11-24, after 2026-01-06: leave --as-of out; "
        "--on says when it was"
    )
    assert "2026-11-24 才开始" in refused(line, "--lang", "zh")
    assert as_json(line)["error"]["code"] == "bad_entry"
    assert statuses() == before
    ok("record address-change --on 2026-01-05")
    ok("undo 2 --reason x --as-of 2026-01-06")
    assert statuses() == before
    # With nothing left that stands, the journal begins anew.
    ok("undo 1 --reason x --as-of 2026-01-06")
    ok(line)
    assert statuses()["annual-report@2026"] == "overdue"


def test_undoing_an_event_that_was_filed_for() -> None:
    """Who undoes an event is told which entries spoke of its deadlines, and how to repeat them."""
    ok("record illegal-content --on 2026-11-20")
    ok(f"waive {TEN_DAYS} --until 2026-12-01 --reason x")
    ok(f"done {TEN_DAYS} --on 2026-11-23 --receipt A-17")
    ok("record capital-change --on 2026-11-20")
    assert ok("undo 4 --reason x").err == ""
    assert ok("undo 1 --reason x").err.splitlines() == [
        f"entry {n} is about {TEN_DAYS}, which no longer runs: undo it, too; once the event is "
        f"recorded anew, icp {again}, with the new id"
        for n, again in (
            (2, "waive ID --until 2026-12-01 --reason TEXT"),
            (3, "done ID --on 2026-11-23"),
        )
    ]
    ok("undo 2 --reason x")
    ok("undo 3 --reason x")
    assert f"{TEN_DAYS}.2" in ok("record illegal-content --on 2026-11-20").text
    ok(f"done {TEN_DAYS}.2 --on 2026-11-23")
    assert ok("undo 9 --reason x --lang zh").err == (
        f"第 10 条说的是 {TEN_DAYS}.2，它已不再计算：请一并作废；重新记录事件之后，"
        "用新的编号再记：icp done 编号 --on 2026-11-23\n"
    )


def test_waived_before_the_day_to_file_by() -> None:
    """A waiver ends the day before the day to file by; a later day is refused, the last one named."""
    ok("record capital-change --on 2026-10-30")
    id = "registry-update@2026-10-30"  # to be filed by Friday 2026-11-27, due on Sunday the 29th
    for until in ("2026-11-27", "2026-11-29", "2026-12-31"):
        line = f"waive {id} --until {until} --reason x"
        assert refused(line) == (
            f"icp: {id} can be waived until 2026-11-26 at the latest: on 2026-11-27, the day to file "
            "by, it is asked about again"
        )
        assert refused(line, "--lang", "zh") == (
            f"icp: {id} 最晚只能暂缓提醒到 2026-11-26：到计划日 2026-11-27 要再提醒"
        )
    assert ok(f"waive {id} --until 2026-11-26 --reason x").err == ""


@pytest.mark.parametrize(
    ("event", "id", "as_of", "ways"),
    [
        ("capital-change --on 2026-10-30", "registry-update@2026-10-30", "2026-11-27", "undo N"),
        ("capital-change --on 2026-10-30", "registry-update@2026-10-30", "2026-11-29", "undo N"),
        ("security-incident --on 2026-11-24", "incident-report@2026-11-24", "2026-11-24", "undo N"),
        ("", "annual-report@2027", "2027-03-31", "icp done annual-report@2027"),
        ("", "renewal@2028", "2028-03-31", "set continuing in the license file"),
    ],
)
def test_what_is_left_where_nothing_can_be_waived(
    event: str, id: str, as_of: str, ways: str
) -> None:
    """From the day to file by up to the due day a waiver is refused, with the ways that are left."""
    if event:
        ok(f"record {event}")
    said = refused(f"waive {id} --until 2028-12-31 --reason x --as-of {as_of}")
    assert "until its due day has passed it can no longer be waived" in said
    assert f"icp done {id} --on DATE --note TEXT" in said
    assert ways in said


def test_waived_after_the_due_day() -> None:
    """What is overdue may be waived to any day, and one is told that it is still to be filed."""
    ok("record capital-change --on 2026-10-20")
    id = "registry-update@2026-10-20"
    said = ok(f"waive {id} --until 2027-12-31 --reason x").err
    assert said.startswith(f"{id} is 5 days overdue: nobody is asked about it until 2027-12-31")
    assert "1 waived" in icp("check").err
    assert "1 项暂缓提醒" in icp("deadlines", "--lang", "zh").text
    for command in ("check", "lint"):
        answer = icp(command, "-f", "json", ICP_AS_OF="2026-11-30")
        assert answer.code == 0
        assert "waived-past-due" in [one["code"] for one in json.loads(answer.text)["findings"]]


@pytest.mark.parametrize(("id", "doubted"), [("renewal@2028", True), ("annual-report@2027", False)])
def test_a_filing_long_before_its_day(id: str, doubted: bool) -> None:
    """Where something is filed more than a year before its day, another year's may have been meant."""
    day = "2026-11-24" if doubted else "2027-01-05"
    said = ok(f"done {id} --on {day} --as-of {day}").err
    assert ("is the year right?" in said) == doubted
    assert not doubted or f"{id} is to be filed by 2028-03-31, 493 days after this filing" in said


def test_a_breach_is_waived_for_a_month() -> None:
    """A gate that was not waited for is kept quiet for 30 days at most, and then again."""
    ok("record scope-change-done --on 2026-11-20")
    id = "scope-change-done@2026-11-20"
    said = f"icp: {id} can be waived until 2026-12-24 at the latest: this may be silent for 30 days at a time"
    assert refused(f"waive {id} --until 2026-12-25 --reason x") == said
    ok(f"waive {id} --until 2026-12-24 --reason x")
    assert icp("check", ICP_AS_OF="2026-12-24").code == 0
    assert icp("check", ICP_AS_OF="2026-12-25").code == 2
    ok(f"waive {id} --until 2027-01-20 --reason x --as-of 2026-12-25")


def test_a_deadline_without_a_date_is_not_waived() -> None:
    """Nobody is ever asked about what has no date, so that it cannot be waived either."""
    ok("record foreign-shareholder-change --on 2026-11-20")
    said = refused("waive foreign-shareholder@2026-11-20 --until 2026-12-01 --reason x")
    assert "has no date: nobody is asked about it" in said


def test_what_comes_after_a_gate() -> None:
    """Whoever records a step of a change that needs an approval is told the next one."""
    decided = ok("record operator-change-decision --on 2026-11-20").err
    assert "Once it is approved: icp record operator-change-approved --on DATE" in decided
    filed = ok("done operator-change@2026-11-20 --on 2026-11-23").err
    assert "Once it is approved: icp record operator-change-approved --on DATE" in filed
    approved = ok("record operator-change-approved --on 2026-11-23").err
    assert "icp record operator-change-done --on DATE" in approved
    done = ok("record operator-change-done --on 2026-11-24").err
    assert "icp record address-change --on DATE or icp record capital-change --on DATE or " in done
    assert (
        "实施之后：icp record scope-change-done"
        in ok("event scope-change-approved --on 2026-11-20 --lang zh").err
    )
    listed = [one["id"] for one in as_json("event")["events"]]
    assert {"operator-change-approved", "foreign-shareholder-done"} <= set(listed)
    assert "scope-change-done" in ok("event").text


FOUND = "illegal-content-handling@2026-11-20"


def test_an_event_that_closes() -> None:
    """What was found is closed by the record that it was handled, which starts a clock of its own."""
    said = ok("record illegal-content-found --on 2026-11-20").err
    assert f"icp record illegal-content --on DATE (which closes {FOUND})" in said
    assert changed("record illegal-content --on 2026-11-21") == {
        FOUND: ("overdue", "filed"),
        "illegal-content-report@2026-11-21": (None, "upcoming"),
    }
    assert entries()[-1] == (
        f"- {{recorded: 2026-11-24, event: illegal-content, on: 2026-11-21, for: {FOUND}}}"
    )
    assert "was closed by what happened on 2026-11-21" in refused(f"done {FOUND} --on 2026-11-22")
    assert [one["id"] for one in as_json("history")["history"] if one["filed"]] == [FOUND]
    # Found on the day before, and recorded late: what was said of the other one stays true.
    ok("record illegal-content-found --on 2026-11-19")
    assert statuses()[FOUND] == "filed"


def test_which_one_an_event_closes() -> None:
    """With several open, --for or --about says which; else the answer is 3, and names them."""
    ok("record illegal-content-found --on 2026-11-20 --about 337.com")
    ok("record illegal-content-found --on 2026-11-20 --about elex-tech.com")
    said = refused("record illegal-content --on 2026-11-21")
    assert said == (
        f"icp: illegal-content closes one of several, say which with --for: {FOUND}, {FOUND}.2"
    )
    zh = refused("record illegal-content --on 2026-11-21 --lang zh")
    assert f"请写 --for：{FOUND}、{FOUND}.2" in zh
    assert changed("record illegal-content --on 2026-11-21 --about elex-tech.com") == {
        f"{FOUND}.2": ("overdue", "filed"),
        "illegal-content-report@2026-11-21": (None, "upcoming"),
    }
    assert changed("record illegal-content --on 2026-11-22", "--for", FOUND) == {
        FOUND: ("overdue", "filed"),
        "illegal-content-report@2026-11-22": (None, "upcoming"),
    }


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (f"illegal-content --on 2026-11-19 --for {FOUND}", "runs from 2026-11-20 and was not open"),
        (f"illegal-content --on 2026-11-21 --for {FOUND} --about x", 'is not about "x"'),
        ("illegal-content --on 2026-11-21 --for illegal-content-handling@2026-11-2", "no deadline"),
        ("illegal-content --on 2026-11-21 --for annual-report@2027", "does not close annual-report@2027, but: illegal-content-handling"),
        (f"capital-change --on 2026-11-21 --for {FOUND}", f"capital-change does not close {FOUND}"),
    ],
)  # fmt: skip
def test_what_an_event_cannot_close(line: str, reason: str) -> None:
    """An event closes only what says that it does, what was open on its day, and what it is about."""
    ok("record illegal-content-found --on 2026-11-20")
    assert reason in refused(f"record {line}")


def test_an_event_that_closes_nothing() -> None:
    """An event that is about something else closes nothing, and one is told what is open."""
    ok("record illegal-content-found --on 2026-11-20 --about 337.com")
    said = f"this closes no deadline; open are {FOUND}: are the day and --about right?"
    assert said in ok("record illegal-content --on 2026-11-21 --about elex-tech.com").err
    assert said in ok("record illegal-content --on 2026-11-19").err
    assert "closes no deadline" not in ok("record illegal-content --on 2026-11-21").err
    assert "closes no deadline" not in ok("record illegal-content --on 2026-11-22").err


def test_asked_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a terminal one is asked which of several an event closes, until one names one of them."""
    for name in ("337.com", "elex-tech.com"):
        ok(f"record illegal-content-found --on 2026-11-20 --about {name}")
    monkeypatch.setattr("icpcli.cli.new_entry.somebody_answers", lambda: True)
    monkeypatch.setattr("sys.stdin", StringIO("3\n\n2\n"))
    said = ok("record illegal-content --on 2026-11-21")
    assert said.err.splitlines()[:4] == [
        "Which one does illegal-content close?",
        f"  1  {FOUND}  337.com",
        f"  2  {FOUND}.2  elex-tech.com",
        "1-2:",
    ]
    assert statuses()[f"{FOUND}.2"] == "filed"
    ok("record illegal-content-found --on 2026-11-21")
    monkeypatch.setattr("sys.stdin", StringIO(""))
    assert "nobody answered" in icp("record", "illegal-content", "--on", "2026-11-21").err


def test_undoing_what_closed() -> None:
    """Undoing the event that closed a deadline opens it again; undoing its own event names the entry."""
    ok("record illegal-content-found --on 2026-11-20")
    ok("record illegal-content --on 2026-11-21")
    assert changed("undo 2 --reason x") == {
        FOUND: ("filed", "overdue"),
        "illegal-content-report@2026-11-21": ("upcoming", None),
    }
    ok("record illegal-content --on 2026-11-21")
    said = ok("undo 1 --reason x").err
    assert f"entry 4 (illegal-content@2026-11-21) closed {FOUND}, which no longer runs" in said
    assert icp("check").code == 1


def test_an_answer_to_the_operator_question() -> None:
    """Whether a change of shareholders changes the operator is asked until it is answered."""
    asked = ok("record shareholder-change --on 2026-11-20").err
    assert (
        'Does shareholder-change on 2026-11-20 go with "Decided on a change of operator"?' in asked
    )
    assert icp("check").code == 1
    said = ok("record shareholder-change --on 2026-11-20 --answer no")
    assert said.text == "Entry 2 in journal.yaml: answer entry 1\nNo deadline changes\n"
    assert entries()[1] == "- {recorded: 2026-11-24, answers: 1, answer: no}"
    assert icp("check").code == 0
    # Answered, the next one of that day is another change, and starts a clock of its own.
    ok("record shareholder-change --on 2026-11-20 --answer no")
    assert "registry-update@2026-11-20.2" in statuses()
    yes = ok("record shareholder-change --on 2026-11-19 --answer yes").err
    assert "icp record operator-change-decision" in yes
    assert icp("check").code == 1
    ok("record operator-change-decision --on 2026-11-10")
    assert icp("check").code == 0


def test_the_other_answer() -> None:
    """Whoever answers the other way is told what to undo first; nothing starts a second time."""
    ok("record shareholder-change --on 2026-11-20")
    ok("record shareholder-change --on 2026-11-20 --answer yes")
    said = refused("record shareholder-change --on 2026-11-20 --answer no")
    assert "entry 2 answers yes for shareholder-change@2026-11-20" in said
    assert "icp undo 2 --reason TEXT" in said
    assert "icp undo 2 --reason 原因" in refused(
        "record shareholder-change --on 2026-11-20 --answer no --lang zh"
    )
    ok("undo 2 --reason slip")
    ok("record shareholder-change --on 2026-11-20 --answer no")
    assert "registry-update@2026-11-20.2" not in statuses()
    assert icp("check").code == 0
    # An event that brought its answer along is undone itself.
    ok("record shareholder-change --on 2026-11-19 --answer no")
    said = refused("record shareholder-change --on 2026-11-19 --answer yes")
    assert "entry 5 answers no" in said


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("command", ["lint", "check", "remind -f text", "remind -f wecom-text"])
def test_an_offered_command_is_safe_to_paste(command: str, lang: str) -> None:
    """No command that is offered has a sign of the shell in it: pasted, `yes|no` would record a yes."""
    ok("record shareholder-change --on 2026-11-20")
    said = ok("record operator-change-approved --on 2026-11-23").err
    said += icp("record", "operator-change-done", "--on", "2026-11-24", "--lang", lang).err
    said += (answer := icp(*command.split(), "--lang", lang)).text + answer.err
    offered = [said[start:end] for start, end in commands_in(said)]
    for event in ("address-change", "shareholder-change"):
        assert any(f"icp record {event} --on" in one for one in offered)
    assert not set("|<>&") & set(said)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_question_can_be_left_open(lang: str) -> None:
    """The question is asked with a command for each answer, and may wait for one."""
    said = icp("record", "shareholder-change", "--on", "2026-11-20", "--lang", lang).err
    offered = [said[start:end] for start, end in commands_in(said)]
    for answer in ("yes", "no"):
        assert f"icp record shareholder-change --on 2026-11-20 --answer {answer}" in offered
    assert ("还不清楚就先不答" if lang == "zh" else "leave it open") in said


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_question_about_one_of_several_changes(lang: str) -> None:
    """The commands of a question name what the change is about: pasted, they answer that one."""
    about = "甲 (上海) 的股权"
    line = ["record", "shareholder-change", "--on", "2026-11-20", "--about", about]
    said = icp(*line, "--lang", lang).err
    (no,) = (
        said[start:end]
        for start, end in commands_in(said)
        if said[start:end].endswith("--answer no")
    )
    assert icp(*shlex.split(no)[1:]).code == 0
    assert entries()[1:] == ["- {recorded: 2026-11-24, answers: 1, answer: no}"]
    assert icp("check").code == 0


def test_an_event_that_asks_says_what() -> None:
    """Whoever tries an event out is told of the question that it asks, and what would run from that."""
    said = ok("event shareholder-change --on 2026-11-20").err
    assert (
        '"Shareholders or equity changed" asks whether it goes with "Decided on a change of' in said
    )
    assert '"Apply to change the operator" (within 30 days)' in said
    assert "icp record operator-change-decision --on DATE" in said
    zh = ok("event shareholder-change --on 2026-11-20 --lang zh").err
    assert "是否涉及“决定变更经营主体”" in zh
    assert "asks whether" not in ok("event capital-change --on 2026-11-20").err


@pytest.mark.parametrize(
    ("lang", "event", "filing"),
    [
        ("zh", "注册资本变更", "更新企业登记信息"),
        ("en", "Registered capital changed", "Update the company's registered details"),
    ],
)
def test_an_entry_is_told_by_its_title(lang: str, event: str, filing: str) -> None:
    """What was written, and what is listed, has the title of the event or of the filing beside its id."""
    before, behind = ("（", "）") if lang == "zh" else (" (", ")")
    said = ok("record capital-change --on 2026-09-25", "--lang", lang).text
    assert f"capital-change 2026-09-25{before}{event}{behind}" in said
    said = ok(f"done {SEPTEMBER} --on 2026-10-20", "--lang", lang).text
    assert f"{SEPTEMBER} 2026-10-20{before}{filing}{behind}" in said
    ok("undo 2 --reason x")
    told = [line.strip() for line in ok("journal", "--lang", lang).text.splitlines()]
    assert (event in told, filing in told) == (True, True)


def test_an_event_that_was_undone_is_not_explained_as_if_it_ran() -> None:
    """The id of what was undone is explained as such, with the id that runs in its place."""
    ok("record capital-change --on 2026-11-20")
    ok("undo 1 --reason slip")
    gone = ok("explain registry-update@2026-11-20")
    assert gone.err == "the event of registry-update@2026-11-20 (entry 1) was undone\n"
    assert "Status     not running: undone" in gone.text
    ok("record capital-change --on 2026-11-20")
    again = ok("explain registry-update@2026-11-20")
    assert "(entry 1) was undone; what runs now is registry-update@2026-11-20.2" in again.err
    assert "- the event of registry-update@2026-11-20" in again.text
    assert "upcoming" not in again.text
    runs = ok("explain registry-update@2026-11-20.2")
    assert (runs.err, "in 24 days, upcoming" in runs.text) == ("", True)
    assert "undone" not in ok("explain registry-update@2026-11-19").text


def test_the_second_of_a_day_is_explained_when_it_was_undone() -> None:
    """Also the id of a second event of a day is known after that was undone."""
    ok("record capital-change --on 2026-11-20")
    ok("record capital-change --on 2026-11-20")
    ok("undo 2 --reason twice")
    told = ok("explain registry-update@2026-11-20.2")
    assert told.err == (
        "the event of registry-update@2026-11-20.2 (entry 2) was undone; what runs now is "
        "registry-update@2026-11-20\n"
    )
    assert "not running: undone" in told.text
    assert "no deadline" in refused("explain registry-update@2026-11-20.3")


def test_a_question_is_no_deadline() -> None:
    """Whoever would waive a question is told that it is none to be waived, and what can be done."""
    ok("record shareholder-change --on 2026-11-20")
    said = refused("waive open-question --until 2026-12-01 --reason x")
    assert '"open-question" is no deadline' in said
    assert "leave it open" in said
    assert "--answer yes" in said


def test_a_second_one_of_a_day() -> None:
    """The same event once more on that day is a second one, and one is told that it is."""
    ok("record capital-change --on 2026-11-20")
    said = ok("record capital-change --on 2026-11-20").err
    assert "entry 1 already" in said
    assert "undo it if it is not: icp undo 2 --reason twice" in said
    assert {"registry-update@2026-11-20", "registry-update@2026-11-20.2"} <= set(statuses())
    ok("undo 1 --reason twice")
    assert "registry-update@2026-11-20" not in statuses()
    assert "registry-update@2026-11-20.2" in statuses()
    assert "already" not in ok("record capital-change --on 2026-11-19").err


def test_hours_are_late_to_the_minute_where_they_are_recorded(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """An entry is answered for at the moment at which every other answer is."""
    late = datetime(2026, 11, 27, 23, 37, tzinfo=timezone(timedelta(hours=8)))
    for module in ("question", "values"):
        monkeypatch.setattr(f"icpcli.cli.{module}.now", lambda: late)
    police = "telecom-law/illegal-content-police@2026-11-26"
    recorded = changed("record illegal-content-found --on 2026-11-26T20:00", ICP_AS_OF="")
    assert recorded[police] == (None, "overdue")
    assert statuses(ICP_AS_OF="")[police] == "overdue"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_other_of_a_pair_is_closed_and_not_filed(lang: str) -> None:
    """Of two of which one is to be filed, the other was closed by it: nobody filed that."""
    said = ok("done renewal@2028 --on 2026-11-20", "--lang", lang).text
    told = " ".join(said.split())
    closed = {
        "zh": "2026-11-20 因办理 renewal@2028 而办结",
        "en": "Closed by renewal@2028, filed 2026-11-20",
    }[lang]
    filed = {"zh": "2026-11-20 办理", "en": "Filed 2026-11-20"}[lang]
    assert (told.count(closed), told.count(filed)) == (1, 1)
    assert closed in " ".join(ok("explain non-renewal-report@2028", "--lang", lang).text.split())


def test_a_waiver_of_one_of_a_pair() -> None:
    """Whoever waives one of the two is told that the other is still asked about, and how to waive it."""
    until = "--until 2028-01-31 --reason x"
    said = ok(f"waive renewal@2028 {until}").err
    offered = "icp waive non-renewal-report@2028 --until 2028-01-31 --reason"
    assert f"{offered} TEXT" in said
    assert "icp waive" not in ok(f"waive non-renewal-report@2028 {until}").err
    assert "icp waive" not in ok("waive annual-report@2027 --until 2027-01-31 --reason x").err


def test_outside_the_term() -> None:
    """An event outside the license's term is recorded, and one is told."""
    assert "lies outside the term" in ok("record capital-change --on 2023-06-30").err


REFUSED = [
    ("record capital-change --on 2026-11-25", "2026-11-25 has not come yet (as of 2026-11-24): record what has happened"),
    ("record capitol-change --on 2026-11-20", 'no event "capitol-change" (did you mean capital-change ('),
    ("record renewal-done --on 2026-11-20", 'no event "renewal-done"'),
    ("record capital-change", "--on: on which day?"),
    ("record capital-change --on 2026-13-01", 'there is no day "2026-13-01"'),
    ("record capital-change --on 2003-12-31", "lies outside the calendar"),
    ("record capital-change --on 2026-11-20 --answer no", "capital-change asks nothing"),
    ("record shareholder-change --on 2026-11-20 --answer maybe", 'no "maybe" (known: yes, no)'),
    ("done annual-report@2026", "--on: on which day?"),
    ("done annual-report@2026 --on 2026-11-25", "2026-11-25 has not come yet"),
    ("done anual-report@2026 --on 2026-03-01", "did you mean annual-report@2026 (Annual report"),
    ("done annual-report --on 2026-03-01", '"annual-report" can be more than one deadline, say which: annual-report@2024 ('),
    ("done annual-report@2027 --on 2026-11-24", "opens on 2027-01-01: it cannot have been filed on 2026-11-24"),
    ("done annual-report@2026 --on 2025-12-31", "opens on 2026-01-01"),
    (f"done {TEN_DAYS} --on 2026-11-19", "runs from 2026-11-20 (Illegal content was handled): it cannot"),
    ("done foreign-shareholder@2026-11-20 --on 2026-11-19", "runs from 2026-11-20"),
    ("done renewal@2028 --on 2023-06-30", "runs from 2023-07-01 (the license was issued)"),
    ("done annual-report@2025 --on 2025-03-02", "annual-report@2025 is closed: annual-report@2025 was filed on 2025-03-01 (entry 3)"),
    ("waive annual-report@2025 --until 2027-01-01 --reason x", "is closed"),
    ("waive annual-report@2027 --until 2026-11-23 --reason x", "2026-11-23 is past (as of 2026-11-24)"),
    ("waive annual-report@2027 --until 2027-01-31", "--reason: why? Give a reason"),
    ("waive annual-report@2027 --reason x", "--until: on which day?"),
    ("waive nothing@2027 --until 2027-01-31 --reason x", 'no deadline "nothing@2027"'),
    ("undo 4", "--reason: why? Give a reason"),
    ("undo 4 --reason x", "entry 4 is an undo, which cannot be undone: record the thing again"),
    ("undo 2 --reason x", "entry 2 was undone already, by entry 4"),
    ("undo 9 --reason x", "there is no entry 9 (there are 5; icp journal lists them)"),
    ("undo 0 --reason x", '"0" is not a whole number'),
    ("undo x --reason x", '"x" is not a whole number'),
    ("undo 100000000 --reason x", "is not a whole number"),
]  # fmt: skip


@cache
def begun() -> bytes:
    """A journal with an entry of each kind, as the commands write it beside a license."""
    for line in (
        "record illegal-content --on 2026-11-20",
        "record capital-change --on 2026-11-20",
        "done annual-report@2025 --on 2025-03-01",
        "undo 2 --reason x",
        "record foreign-shareholder-change --on 2026-11-20",
    ):
        ok(line)
    return Path("journal.yaml").read_bytes()


@pytest.mark.parametrize(("line", "reason"), REFUSED, ids=lambda text: text.replace(" ", "_"))
def test_refused(line: str, reason: str) -> None:
    """What cannot be true is refused with the reason, and nothing is written."""
    Path("journal.yaml").write_bytes(begun())
    assert reason in refused(line)


def test_refused_by_what_is_recorded_for_later() -> None:
    """A filing that an earlier --as-of does not show is there all the same: no second one."""
    ok("done annual-report@2026 --on 2026-03-20")
    assert "is closed" in refused("done annual-report@2026 --on 2026-03-01 --as-of 2026-03-02")


def test_refused_in_json() -> None:
    """With -f json the reason of a refusal is JSON, with a code for scripts."""
    for line, code in (
        ("record capital-change --on 2026-11-25", "bad_entry"),
        ("record nothing --on 2026-11-20", "unknown_event"),
        ("done nothing --on 2026-11-20", "unknown_id"),
        ("undo 1 --reason x", "unknown_id"),
        ("waive annual-report@2027 --until 2027-01-31", "bad_usage"),
    ):
        assert as_json(line)["error"]["code"] == code


def test_words_that_are_no_text() -> None:
    """Bytes that are no text in any encoding are not written."""
    line = "record capital-change --on 2026-11-20 --note"
    assert refused(line, "\udce9").startswith("icp: --note: this is not text")


def test_never_for_the_example(home: Path) -> None:
    """Nothing is written for the bundled example, be it found or named; a journal of one's own may be."""
    (home / "license.yaml").unlink()
    line = "record capital-change --on 2026-11-20"
    assert "no license file" in refused(line)
    assert "no license file" in refused("journal")
    assert "bundled example" in refused(line, "-l", str(LICENSE))
    beside = LICENSE.parent / "journal.yaml"
    assert not beside.exists()
    ok(line, "-l", str(LICENSE), "--journal", "mine.yaml")
    assert "registry-update@2026-11-20" in ok("deadlines --journal mine.yaml -f plain").text


def test_which_journal(home: Path) -> None:
    """--journal, else $ICP_JOURNAL, else journal.yaml beside the license: for each command the same."""
    other = home / "other"
    other.mkdir()
    (other / "license.yaml").write_bytes(LICENSE.read_bytes())
    ok("record capital-change --on 2026-11-20 -l other/license.yaml")
    assert (other / "journal.yaml").exists()
    ok("record capital-change --on 2026-11-19", ICP_JOURNAL="by-variable.yaml")
    ok("record capital-change --on 2026-11-18 --journal named.yaml", ICP_JOURNAL="by-variable.yaml")
    assert not (home / "journal.yaml").exists()

    def days(line: str, **environment: str) -> list[str]:
        ids = statuses(f"deadlines {line}", **environment)
        return [id.removeprefix("registry-update@2026-11-") for id in ids if id.startswith("reg")]

    assert days("") == []
    assert days("-l other/license.yaml") == ["20"]
    assert days("", ICP_JOURNAL="by-variable.yaml") == ["19"]
    assert days("--journal named.yaml", ICP_JOURNAL="by-variable.yaml") == ["18"]
    for command in ("check", "next", "remind", "explain renewal", "lint", "journal"):
        assert icp(*command.split(), "--journal", "named.yaml").code in (0, 1, 2)
        assert icp(*command.split(), "--journal", "missing.yaml").code == 3


def test_a_named_journal_must_be_there() -> None:
    """A journal that is named and not there is no empty journal: what it holds would be forgotten."""
    for line in ("deadlines", "next", "remind -f ics", "explain renewal", "lint", "journal", "event capital-change=2026-11-20"):  # fmt: skip
        said = "nowhere.yaml:1:1: there is no such file"
        assert refused(f"{line} --journal nowhere.yaml") == said
        assert refused(line, ICP_JOURNAL="nowhere.yaml") == said
    Path("journal.yaml").symlink_to("nowhere.yaml")
    assert icp("deadlines").code == 3


def test_several_licenses(home: Path) -> None:
    """Each license has the journal beside it; a journal that is named is that of one license."""
    for name in ("a", "b"):
        (home / name).mkdir()
        (home / name / "license.yaml").write_bytes(LICENSE.read_bytes())
    both = "-l a/license.yaml -l b/license.yaml"
    ok("record capital-change --on 2026-11-20 -l b/license.yaml")
    found = as_json(f"deadlines {both}")["deadlines"]
    assert [one["id"] for one in found].count("registry-update@2026-11-20") == 1
    said = "a journal belongs to one license, and here are 2"
    assert refused(f"deadlines {both} --journal b/journal.yaml") == f"icp: --journal: {said}"
    assert refused(f"deadlines {both}", ICP_JOURNAL="b/journal.yaml") == f"icp: ICP_JOURNAL: {said}"
    assert "which license?" in refused(f"record capital-change --on 2026-11-20 {both}")


def test_check_where_nobody_knows_whose_a_journal_is(home: Path) -> None:
    """`check` then judges those two as if nothing were recorded, all others as ever, and exits 3."""
    (home / "a").mkdir()
    other_license("a/license.yaml", "京ICP证000002号")
    other_license("second.yaml")
    for folder in (".", "a"):
        ok(f"record capital-change --on 2026-11-20 -l {folder}/license.yaml")
    Path("journal.yaml").write_text("\n".join(entries()) + "\n", "utf-8")
    all_of_them = "-l license.yaml -l a/license.yaml -l second.yaml"
    said = as_json(f"check {all_of_them}")
    assert (said["status"], said["exit_code"]) == ("unknown", 3)
    assert [one["code"] for one in said["errors"]] == ["invalid_journal"] * 2
    ids = [one["id"] for one in said["deadlines"]]
    assert (ids.count("renewal@2028"), ids.count("registry-update@2026-11-20")) == (3, 1)
    answer = icp("check", *all_of_them.split(), "--as-of", "2027-03-30")
    assert (answer.code, answer.text.count("annual-report@2027")) == (3, 3)
    assert "if of license.yaml, icp journal --claim -l license.yaml" in answer.err
    assert "if of second.yaml, mv journal.yaml second.journal.yaml" in answer.err


def other_license(path: str, number: str = "沪ICP证000001号") -> None:
    """The bundled license under a number of its own."""
    text = LICENSE.read_text("utf-8").replace("京ICP证130204号", number)
    Path(path).write_text(text, "utf-8")


def test_two_licenses_in_one_folder(home: Path) -> None:
    """What is filed for one license closes nothing for the other one beside it."""
    (home / "license.yaml").rename("a.yaml")
    other_license("b.yaml")
    late = "--as-of 2027-04-01"
    ok(f"record capital-change --on 2026-10-20 -l a.yaml {late}")
    ok(f"record capital-change --on 2026-10-20 -l b.yaml {late}")
    assert icp("check", "-l", "b.yaml", *late.split()).code == 2
    for id in ("annual-report@2027", "registry-update@2026-10-20"):
        ok(f"done {id} --on 2027-03-01 -l a.yaml {late}")
    assert icp("check", "-l", "a.yaml", *late.split()).code == 0
    assert icp("check", "-l", "b.yaml", *late.split()).code == 2
    names = sorted(path.name for path in Path().iterdir())
    assert names == ["a.journal.yaml", "a.yaml", "b.journal.yaml", "b.yaml"]
    Path("a.journal.yaml").replace("b.journal.yaml")
    said = refused("deadlines -l b.yaml")
    assert "this is the journal of 京ICP证130204号, not of 沪ICP证000001号" in said
    assert "mv b.journal.yaml a.journal.yaml" in refused("deadlines -l a.yaml")


def test_a_license_by_two_names(home: Path) -> None:
    """A license that is reached by a symbolic link is the same license with the same journal."""
    (home / "real").mkdir()
    (home / "license.yaml").rename("real/license.yaml")
    Path("link.yaml").symlink_to("real/license.yaml")
    assert ok("record capital-change --on 2026-11-20 -l link.yaml").err == ""
    assert sorted(path.name for path in Path("real").iterdir()) == ["journal.yaml", "license.yaml"]
    for line in ("-l link.yaml", "-l real/license.yaml", "-l link.yaml -l real/license.yaml"):
        ids = [one["id"] for one in as_json(f"deadlines {line}")["deadlines"]]
        assert ids.count("registry-update@2026-11-20") == ids.count("renewal@2028") == 1


def test_claim(home: Path) -> None:
    """--claim writes the license's number into the first line of its journal, once."""
    path = home / "journal.yaml"
    path.write_text("- {recorded: 2026-11-24, event: capital-change, on: 2026-11-20}\n")
    said = ok("deadlines").err
    assert said == (
        "journal.yaml does not say whose it is: taken for that of license.yaml; "
        "icp journal --claim -l license.yaml writes it\n"
    )
    answer = ok("journal --claim")
    assert answer.err == "journal.yaml now begins with 京ICP证130204号\n"
    assert len(entries()) == 1
    assert ok("deadlines").err == ""
    assert "already" in ok("journal --claim").err
    path.unlink()
    assert "there is no such file" in refused("journal --claim")
    other_license("b.yaml")
    path.write_text("# by hand\n")
    assert "does not say" in refused("journal -l b.yaml")
    assert ok("journal --claim -l b.yaml").err == "journal.yaml now begins with 沪ICP证000001号\n"
    assert (
        "license.journal.yaml" in ok("record capital-change --on 2026-11-20 -l license.yaml").text
    )


def test_check_where_a_named_journal_is_for_several_licenses(home: Path) -> None:
    """`check` then judges all of them as if nothing were recorded, says why, and exits 3."""
    other_license("second.yaml")
    ok("record capital-change --on 2026-11-20 --journal mine.yaml")
    both = ("check", "-l", "license.yaml", "-l", "second.yaml", "--as-of", "2027-03-30")
    for answer in (icp(*both, "--journal", "mine.yaml"), icp(*both, ICP_JOURNAL="mine.yaml")):
        assert (answer.code, answer.text.count("annual-report@2027")) == (3, 2)
        assert "a journal belongs to one license, and here are 2" in answer.err


def test_later_entries_are_left_out_with_a_note() -> None:
    """A report for an earlier day leaves later entries out and says so on stderr, without an error."""
    ok("record capital-change --on 2026-11-20")
    ok("done registry-update@2026-11-20 --on 2026-11-24")
    for line in ("deadlines --all", "explain renewal", "remind --all", "next", "lint", "event capital-change=2026-09-25"):  # fmt: skip
        answer = ok(f"{line} --as-of 2026-11-23")
        assert answer.err.splitlines()[0] == (
            "journal.yaml: 1 entry is later than 2026-11-23 and left out here"
        ), line
    assert statuses("deadlines --as-of 2026-11-23")["registry-update@2026-11-20"] == "upcoming"
    answer = icp("check", "--as-of", "2026-11-19", "--lang", "zh")
    assert answer.code == 0
    assert "journal.yaml 中有 2 条晚于 2026-11-19，这次不计" in answer.err
    assert ok("deadlines").err == ""


def test_a_broken_journal_is_no_answer() -> None:
    """Every problem of the journal is told with its place, and nothing is answered in spite of it."""
    Path("journal.yaml").write_text(
        "- {recorded: soon, event: capital-change, on: 2026-09-25}\n- 3\n"
    )
    for line in ("deadlines", "explain renewal", "next", "lint", "journal", "undo 1 --reason x", "record capital-change --on 2026-11-20"):  # fmt: skip
        answer = icp(*line.split())
        assert (answer.code, answer.out) == (3, b"")
        assert [one.split(": ")[0] for one in answer.err.splitlines()] == [
            "journal.yaml:1:4",
            "journal.yaml:2:3",
        ]
    assert as_json("deadlines")["error"]["code"] == "invalid_journal"


def test_check_with_a_broken_journal() -> None:
    """`check` says that it cannot tell (3), and still shows what it knows."""
    Path("journal.yaml").write_text("- 3\n")
    said = as_json("check --as-of 2027-03-30")
    assert (said["status"], said["exit_code"]) == ("unknown", 3)
    assert said["errors"][0]["code"] == "invalid_journal"
    assert "annual-report@2027" in [one["id"] for one in said["deadlines"]]
    assert icp("check", "--as-of", "2027-03-30").code == 3


def test_a_torn_line() -> None:
    """A torn last line is named; --repair keeps its bytes beside the file, then all is as before."""
    ok("record capital-change --on 2026-11-20")
    path = Path("journal.yaml")
    whole = path.read_bytes()
    path.write_bytes(whole + b"- {recorded: 2026-11-24, done: regis")
    said = refused("deadlines")
    assert said.startswith("journal.yaml:3:1: the last line is torn")
    assert "icp journal --repair" in said
    assert refused("record capital-change --on 2026-11-20").startswith("journal.yaml:3:1: ")
    answer = ok("journal --repair -f plain")
    assert answer.err == "journal.yaml: the torn line was moved to journal.yaml.torn\n"
    assert len(answer.text.splitlines()) == 2
    assert path.read_bytes() == whole
    assert Path("journal.yaml.torn").read_bytes() == b"- {recorded: 2026-11-24, done: regis"
    assert "the last line is whole" in ok("journal --repair").err
    assert "no such file" in refused("journal --repair --journal nowhere.yaml")


def test_the_list() -> None:
    """`icp journal` lists every entry with its number in every format, and marks what was undone."""
    ok("record capital-change --on 2026-11-20 --note", "one\ttwo\x1b[31m\nthree |")
    ok("waive annual-report@2027 --until 2027-01-31 --reason x")
    ok("undo 1 --reason", "不是这天")
    said = as_json("journal")
    assert said["journal"] == "journal.yaml"
    assert [one["number"] for one in said["entries"]] == [1, 2, 3]
    assert said["entries"][0] == {
        "number": 1,
        "recorded": "2026-11-24",
        "license": None,
        "kind": None,
        "act": "event",
        "subject": "capital-change",
        "on": "2026-11-20",
        "at": None,
        "last": False,
        "about": "",
        "for": "",
        "answer": None,
        "receipt": "",
        "note": "one\ttwo\x1b[31m\nthree |",
        "reason": "",
        "voided_by": 3,
    }
    rows = list(csv.DictReader(ok("journal -f csv").text.splitlines()))
    assert [(row["entry"], row["act"], row["voided_by"]) for row in rows] == [
        ("1", "event", "3"),
        ("2", "waive", ""),
        ("3", "undo", ""),
    ]
    assert "undone by entry 3" in ok("journal").text
    assert "已作废（第 3 条）" in ok("journal --lang zh").text
    for format in FORMATS:
        text = ok(f"journal -f {format}").text
        assert "不是这天" in text
        assert "\x1b" not in text
    assert len(ok("journal -f plain").text.splitlines()) == 4
    assert all(len(line.split("\t")) == 14 for line in ok("journal -f plain").text.splitlines())


@pytest.mark.parametrize(("lang", "number"), [("en", "No."), ("zh", "序号")])
def test_the_list_on_a_narrow_terminal(lang: str, number: str) -> None:
    """Where there is no room for columns, each entry begins with the number by which it is undone."""
    ok("record capital-change --on 2026-11-20")
    ok("record capital-change --on 2026-11-19")
    shown = icp_on_terminal("journal", "--lang", lang, "--color", "never", columns=40).text
    first, second = (card.split() for card in shown.replace("\r", "").strip().split("\n\n"))
    assert first[:3] == [number, "1", "capital-change"]
    assert second[:3] == [number, "2", "capital-change"]


def test_chinese_words() -> None:
    """The journal is 办理台账 and the ledger 证照台账, for 日志 are the logs of clause 九; an entry has a
    序号; readers are 你."""
    pages = [ROOT / "README.zh-CN.md", LICENSE, *(ROOT / "docs").glob("*.md")]
    for path in (*pages, *(ROOT / "icpcli").rglob("*.py")):
        text = path.read_text("utf-8")
        for word in ("您", "条数", "第几条"):
            assert word not in text, path
        assert text.count("日志") == text.count("日志留存"), path
    for path in (ROOT / "icpcli" / "journal").glob("*.py"):
        assert not re.search(r"(?<!办理)(?<!证照)台账(?!\.)", path.read_text("utf-8")), path


def test_no_journal_yet() -> None:
    """Before the first entry the list is empty, and that is no error."""
    answer = ok("journal")
    assert answer.text == "The journal is empty\n"
    assert answer.err == "there is no journal yet (journal.yaml)\n"
    assert as_json("journal")["entries"] == []
    assert not Path("journal.yaml").exists()


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_answers_in_every_format(format: str, lang: str) -> None:
    """Each format of an answer names the deadline, how it stood and how it stands."""
    tail = f"-f {format} --lang {lang}"
    text = ok(f"record capital-change --on 2026-09-25 {tail}").text
    assert SEPTEMBER in text
    assert ("已逾期" in text) == (lang == "zh" and format in ("table", "markdown"))
    text = ok(f"done {SEPTEMBER} --on 2026-10-20 {tail}").text
    assert SEPTEMBER in text
    assert "2026-10-20" in text
    assert ok(f"undo 1 --reason x {tail}").text.count(SEPTEMBER) >= 1


def test_an_answer_into_a_file() -> None:
    """-o writes the answer into a file; the entry is in the journal."""
    answer = ok("record capital-change --on 2026-11-20 -o answer.txt")
    assert answer.out == b""
    assert answer.err == "wrote answer.txt\n"
    assert "registry-update@2026-11-20" in Path("answer.txt").read_text("utf-8")
    assert len(entries()) == 1


@pytest.mark.parametrize("place", ["missing/answer.txt", ".", "license.yaml/x"])
def test_nothing_is_written_where_the_answer_could_not_be(place: str) -> None:
    """Where -o leads nowhere, the entry is not written either: who repeats it makes no second one."""
    for line in (
        "record capital-change --on 2026-11-20",
        "waive annual-report@2027 --until 2026-12-01 --reason x",
    ):
        assert "cannot write" in refused(f"{line} -o {place}")


def test_an_answer_that_failed_after_the_entry(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the entry was written and the answer could not be, the error says that it is there."""

    def full(path: Path, data: bytes) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("icpcli.cli.output.replace_whole", full)
    answer = icp("record", "capital-change", "--on", "2026-11-20", "-o", "answer.txt")
    assert (answer.code, answer.out) == (3, b"")
    assert answer.err.splitlines() == [
        "icp: --output: cannot write answer.txt: No space left on device",
        "icp: journal: entry 1 is in journal.yaml all the same: do not record it again",
    ]
    assert len(entries()) == 1


def test_explaining_what_is_on_record() -> None:
    """`explain` knows a recorded deadline by its id, and one that is only supposed, too."""
    ok("record capital-change --on 2026-11-20")
    said = as_json("explain registry-update@2026-11-20")["deadlines"]
    assert [one["trigger"]["event"] for one in said] == ["capital-change"]
    (supposed,) = as_json("explain registry-update@2026-11-19")["deadlines"]
    assert supposed["id"] == "registry-update@2026-11-19"
    (next_one,) = as_json("explain registry-update")["deadlines"]
    assert next_one["id"] == "registry-update@2026-11-20"


def test_asking_about_an_event_shows_no_other() -> None:
    """`event` answers for what one asks, be it on record or not, and for nothing else on record."""
    ok("record capital-change --on 2026-11-20")
    found = as_json("event address-change --on 2026-11-20")["deadlines"]
    assert [one["id"] for one in found] == ["registry-update@2026-11-20.2"]
    found = as_json("event capital-change --on 2026-11-20")["deadlines"]
    assert [one["id"] for one in found] == ["registry-update@2026-11-20"]


def test_waived_is_shown_and_never_asked() -> None:
    """A waived deadline stays on the screen with its day, and is neither next nor an alert."""
    ok("record illegal-content --on 2026-11-06")
    id = "illegal-content-report@2026-11-06"  # due on 2026-11-20
    ok(f"waive {id} --until 2026-12-31 --reason x")
    assert "Waived until 2026-12-31" in flat(ok("deadlines").text)
    assert "暂缓提醒至 2026-12-31" in ok("deadlines --lang zh").text
    for day, code in (("2026-12-31", 0), ("2027-01-01", 2)):
        assert icp("check", ICP_AS_OF=day).code == code
        assert (id in icp("remind", ICP_AS_OF=day).text) == bool(code)
        assert (id in icp("next", ICP_AS_OF=day).text) == bool(code)


def test_a_deadline_without_a_date_is_closed() -> None:
    """What has no date, only an approval to wait for, can be closed as well."""
    ok("record foreign-shareholder-change --on 2026-11-20")
    id = "foreign-shareholder@2026-11-20"
    assert changed(f"done {id} --on 2026-11-24") == {id: ("upcoming", "filed")}
    assert id not in ok("deadlines -f plain").text
    assert "Filed 2026-11-24" in ok("deadlines --all").text
