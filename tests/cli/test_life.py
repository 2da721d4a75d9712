"""Commands over what recurs, is planned, or is counted in hours, on a license with law sets."""

import json
import re
from pathlib import Path

import pytest
from places import LICENSE
from terminal import icp
from typed import as_json, deadlines, entries, ok, refused

SETS = "rule_sets: [telecom-law, mlps]\nflags: {mlps-3: yes, mlps-4: no}\n"


@pytest.fixture(autouse=True)
def with_sets(home: Path) -> None:
    """The bundled license, with the law of telecom and of graded protection beside it."""
    text = LICENSE.read_text("utf-8")
    kept = [line for line in text.splitlines(keepends=True) if not line.startswith("rule_sets:")]
    Path("license.yaml").write_text(
        "".join(kept).replace("\nrules:\n", f"\n{SETS}rules:\n"), "utf-8"
    )


def codes(**environment: str) -> set[str]:
    return {one["code"] for one in as_json("lint", **environment)["findings"]}


def test_done_is_the_same_as_the_event() -> None:
    """Filing what recurs writes one entry, closes the one before and starts the next, with its receipt."""
    ok("record mlps-3-test-done --on 2025-12-01 --about OA")
    ok("record mlps-3-test-done --on 2026-03-02 --about", "CRM 系统")
    ok("done mlps/test-3@2025-12-01 --on 2026-11-20 --receipt T-9")
    assert entries()[-1] == (
        '- {recorded: 2026-11-24, event: mlps-3-test-done, on: 2026-11-20, about: "OA", '
        'receipt: "T-9"}'
    )
    found = deadlines()
    assert (
        found["mlps/test-3@2025-12-01"]["status"],
        found["mlps/test-3@2025-12-01"]["filed"],
    ) == (
        "filed",
        "2026-11-20",
    )
    assert found["mlps/test-3@2026-11-20"]["due"] == "2027-11-20"
    assert found["mlps/test-3@2026-03-02"]["status"] == "upcoming"
    assert "was closed by what happened on 2026-11-20" in refused(
        "done mlps/test-3@2025-12-01 --on 2026-11-21"
    )
    ok("undo 3 --reason x")
    assert deadlines()["mlps/test-3@2025-12-01"]["filed"] is None


def test_a_system_that_was_retired() -> None:
    """The last one closes what ran and starts nothing; what does not recur has no last one."""
    ok("record mlps-3-test-done --on 2025-12-01 --about OA")
    ok("record mlps-3-test-done --on 2026-11-20 --about OA --last")
    open_ones = [
        id for id, one in deadlines().items() if "test-3" in id and one["status"] != "filed"
    ]
    assert open_ones == []
    assert "never-done" not in codes()
    assert "the last one: nothing follows" in ok("journal").text
    assert refused("record capital-change --on 2026-11-20 --last") == (
        "icp: capital-change starts nothing that recurs: no --last"
    )


def test_one_test_is_recorded_once() -> None:
    """A second entry of one day would close what it starts: it is refused, but for another system."""
    ok("record mlps-3-test-done --on 2026-11-20 --about OA")
    assert "entry 1 says mlps-3-test-done@2026-11-20 already" in refused(
        "record mlps-3-test-done --on 2026-11-20 --about OA"
    )
    ok("record mlps-3-test-done --on 2026-11-20 --about ERP")


def test_hours_without_a_time_of_day() -> None:
    """Who records what hours run from without a time is told that they are counted from midnight."""
    said = "no time of day was given"
    assert said in ok("record illegal-content-found --on 2026-11-20").err
    assert said not in ok("record illegal-content-found --on 2026-11-21T20:00").err


def test_a_term_typed_too_early() -> None:
    """A next term in the file, while the renewal is neither filed nor due, is a warning: a mistyped year
    would silence the most important deadline."""
    ok("renew --issued 2028-06-01 --expires 2033-07-01")
    assert "followed-too-soon" in codes()
    assert "followed-too-soon" in codes(ICP_AS_OF="2028-04-02")
    assert "followed-too-soon" not in codes(ICP_AS_OF="2028-04-03")
    ok("done renewal@2028 --on 2026-11-20")
    assert "followed-too-soon" not in codes()


def test_never_done_is_told_and_waived() -> None:
    """A test that nobody recorded is a warning until it is recorded, or waived for 90 days at most."""
    assert "never-done" in codes()
    assert icp("check").code == 1
    assert "icp record mlps-3-test-done --on DATE" in icp("remind").text
    waive = "waive never-done:mlps/test-3 --reason x --until"
    assert refused(f"{waive} 2027-02-23") == (
        "icp: never-done:mlps/test-3 can be waived until 2027-02-22 at the latest: this may be "
        "silent for 90 days at a time"
    )
    ok(f"{waive} 2027-02-22")
    assert icp("check").code == 0
    assert icp("check", ICP_AS_OF="2027-02-23").code != 0
    assert "unknown-deadline" not in codes()
    ok("record mlps-3-test-done --on 2026-11-20")
    assert "never-done" not in codes(ICP_AS_OF="2027-06-01")


def test_a_flag_without_an_answer_is_asked() -> None:
    """What, why, and what to write where: in lint, check and remind, until the file answers."""
    path = Path("license.yaml")
    path.write_text(
        path.read_text("utf-8").replace("flags: {mlps-3: yes, mlps-4: no}\n", ""), "utf-8"
    )
    asked = [one for one in as_json("lint")["findings"] if one["code"] == "flag-unanswered"]
    assert ["flags: {mlps-3: yes}" in asked[0]["message"]["zh"], asked[0]["level"]] == [
        True,
        "warning",
    ]
    assert icp("check").code == 1
    assert "flags: {mlps-3: yes}" in icp("remind").text


def test_a_plan() -> None:
    """A change planned ahead: filed before it, asked about once its day passed, moved by undo."""
    ok("record domain-change-planned --on 2027-02-01 --about 337.com")
    assert deadlines()["telecom-law/domain-change@2027-02-01"]["due"] == "2027-01-02"
    ok("done telecom-law/domain-change@2027-02-01 --on 2026-11-24")
    assert "planned-passed" not in codes(ICP_AS_OF="2027-02-01")
    assert "planned-passed" in codes(ICP_AS_OF="2027-02-02")
    assert icp("check", ICP_AS_OF="2027-02-02").code == 1
    assert (
        "icp record domain-change --on 2027-02-01 --about 337.com"
        in icp("remind", ICP_AS_OF="2027-02-02").text
    )
    ok("record domain-change --on 2027-02-01 --about 337.com", ICP_AS_OF="2027-02-02")
    assert "planned-passed" not in codes(ICP_AS_OF="2027-02-02")


def test_what_may_not_lie_ahead_or_behind() -> None:
    """A plan in the past, and anything else in the future, is refused in one line."""
    assert refused("record domain-change-planned --on 2026-11-23") == (
        "icp: domain-change-planned is about a day to come, and 2026-11-23 is past (as of "
        "2026-11-24); if it has happened: icp record domain-change --on 2026-11-23"
    )
    assert "has not come yet" in refused("record domain-change --on 2026-11-25")


def test_hours() -> None:
    """A period of hours runs from a moment; a filing with its time is told by hours, else by the day."""
    ok("record system-case-found --on 2026-11-23T20:00")
    id = "telecom-law/system-case-police@2026-11-23"
    assert deadlines()[id]["due_at"] == "2026-11-24T20:00+08:00"
    assert refused(f"done {id} --on 2026-11-23T19:59") == (
        f"icp: {id} runs from 20:00: it cannot have been filed at 2026-11-23T19:59"
    )
    assert "it cannot have been filed" in refused(f"done {id} --on 2026-11-22")
    assert "2026-11-24, 1 h 30 min early" in ok(f"done {id} --on 2026-11-24T18:30").text
    assert deadlines()[id]["minutes_early"] == 90
    ok("undo 2 --reason x")
    late = ok(f"done {id} --on 2026-11-24T21:05")
    assert "1 h 5 min late" in late.text
    assert "迟 1 小时 5 分" in ok("history", "--lang", "zh").text
    ok("undo 4 --reason x")
    assert "on the last day" in ok(f"done {id} --on 2026-11-24").text
    assert (
        entries()[0] == "- {recorded: 2026-11-24, event: system-case-found, on: 2026-11-23T20:00}"
    )


@pytest.mark.parametrize("on", ["2026-11-23T8:00", "2026-11-23T24:00", "2026-11-23T20:00:00"])
def test_what_is_no_moment(on: str) -> None:
    """Hours and minutes of China; anything else is refused with what to write."""
    assert "is not a moment (write 2026-11-23T20:00" in refused(
        f"record system-case-found --on {on}"
    )


def test_what_cannot_be_waived_names_the_ways_left() -> None:
    """What is due at once or within hours cannot be waived: what to do instead is named."""
    ok("record pi-leak --on 2026-11-24")
    ok("record system-case-found --on 2026-11-24T20:00")
    for id in ("telecom-law/pi-leak@2026-11-24", "telecom-law/system-case-police@2026-11-24"):
        said = refused(f"waive {id} --until 2026-11-24 --reason x")
        assert f"icp done {id} --on DATE --note TEXT" in said
        assert "icp undo N --reason TEXT" in said


def test_what_was_never_done_does_not_run() -> None:
    """What recurs and was never recorded is explained, and not as if it were due a year from today."""
    said = icp("explain", "mlps/test-3").text
    assert "not running: nothing is recorded" in said
    assert "upcoming" not in said
    ok("record mlps-3-test-done --on 2026-03-02")
    assert "upcoming" in icp("explain", "mlps/test-3").text


def test_the_same_facts() -> None:
    """Who records what was handled is told of the 24 hours of the police, with the command."""
    for line in ("event illegal-content --on 2026-11-23", "record illegal-content --on 2026-11-23"):
        said = ok(line).err
        assert "within 24 hours" in said
        assert said.count("icp record illegal-content-found --on 2026-11-23") == 1
    assert "icp record illegal-content-found --on 2026-11-23" in icp("remind").text
    assert "icp record illegal-content-found --on 2026-11-23" in icp("check").err
    ok("record illegal-content-found --on 2026-11-23")
    assert "The same facts" not in icp("remind").text


def other(path: str, number: str, **changes: str) -> None:
    """Another license of the same holder."""
    text = Path("license.yaml").read_text("utf-8").replace("京ICP证130204号", number)
    for old, new in changes.items():
        text = text.replace(old, new)
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(text, "utf-8")


def test_the_other_licenses_of_the_holder_are_named() -> None:
    """What happened to the company happened to each of its licenses: those without the entry are named."""
    other("b.yaml", "京B2-1号")
    other("c.yaml", "京C-1号", 北京智明星通科技股份有限公司="另一家公司")
    said = ok("record address-change --on 2026-11-20 -l license.yaml").err
    assert "icp record address-change --on 2026-11-20 -l b.yaml" in said
    assert "c.yaml" not in said
    ok("record address-change --on 2026-11-20 -l b.yaml")
    ok("undo 1 --reason x -l license.yaml")
    again = ok("record address-change --on 2026-11-20 -l license.yaml").err
    assert "-l b.yaml" not in again
    other("d/license.yaml", "京D-1号")
    given = ok("record capital-change --on 2026-11-20 -l . --number 京B2-1号").err
    assert "-l d/license.yaml" in given
    assert "-l license.yaml" in given


def test_one_entry_into_each() -> None:
    """With --company one entry goes into each license that knows the event, or into none of them."""
    other("b.yaml", "京B2-1号")
    company = "-l . --company 智明星通"
    ok("record address-change --on 2026-11-20 -l b.yaml")
    answer = ok(f"record address-change --on 2026-11-20 {company}")
    assert "京B2-1号 has address-change@2026-11-20 already" in answer.err
    both = json.loads(icp(*f"record capital-change --on 2026-11-20 {company} -f json".split()).text)
    assert [one["journal"] for one in both["entries"]] == ["b.journal.yaml", "journal.yaml"]
    assert {change["after"]["id"] for one in both["entries"] for change in one["changes"]} == {
        "registry-update@2026-11-20.2"
    }
    assert (
        len(ok(f"record shareholder-change --on 2026-11-20 {company} -f csv").text.splitlines())
        == 3
    )
    assert "each license has this entry already" in refused(
        f"record shareholder-change --on 2026-11-20 {company}"
    )
    assert "has not come yet" in refused(f"record capital-change --on 2026-11-30 {company}")
    assert 'no event "x-change"' in refused(f"record x-change --on 2026-11-20 {company}")
    assert "--for: goes with one license" in refused(
        f"record illegal-content --on 2026-11-20 --for x@2026 {company}"
    )


def test_one_answer_for_each() -> None:
    """With --company each license gets the answer that its entry waits for; the other answer to one
    is refused for all."""
    other("b.yaml", "京B2-1号")
    event = "record shareholder-change --on 2026-11-20 -l . --company 智明星通"
    ok(event)
    ok(f"{event} --answer no")
    for journal in ("b.journal.yaml", "journal.yaml"):
        assert "answers: 1, answer: no" in Path(journal).read_text("utf-8").splitlines()[-1]
    assert "each license has this entry already" in refused(f"{event} --answer no")
    assert "each license has this entry already" in refused(event)
    ok("undo 2 --reason slip -l license.yaml")
    before = Path("journal.yaml").read_bytes()
    said = refused(f"{event} --answer yes")
    assert "entry 2 answers no" in said
    assert "icp undo -l b.yaml 2 --reason TEXT" in said
    assert Path("journal.yaml").read_bytes() == before
    answer = ok(f"{event} --answer no")
    assert "京B2-1号 has shareholder-change@2026-11-20 already" in answer.err


def test_which_of_several_gets_the_entry() -> None:
    """Those that know the event are named, and how to record it of each one that a company holds."""
    other("b.yaml", "京B2-1号")
    other("c.yaml", "京C-1号", 北京智明星通科技股份有限公司="另一家公司")
    text = Path("license.yaml").read_text("utf-8")
    Path("license.yaml").write_text(text.replace(SETS, "rule_sets: [telecom-law]\n"), "utf-8")
    ours = "北京智明星通科技股份有限公司"
    which = "icp: --license: which license? Name its number with --number:"
    assert refused("record capital-change --on 2026-11-20 -l .") == (
        f"{which} 京B2-1号 {ours}, 京C-1号 另一家公司, 京ICP证130204号 {ours}; "
        f"for all 2 of {ours}: --company '{ours}'"
    )
    said = refused("record mlps-3-test-done --on 2026-11-20 -l .")
    assert said == f"{which} 京B2-1号 {ours}, 京C-1号 另一家公司"


def test_several_filings_at_once() -> None:
    """Several deadlines filed on one day are one command: all of them are written, or none."""
    ok("record capital-change --on 2026-11-10")
    ok("record illegal-content --on 2026-11-10")
    both = "registry-update@2026-11-10 illegal-content-report@2026-11-10"
    assert "no deadline" in refused(f"done {both} renewal@2029 --on 2026-11-20")
    assert "is closed" in refused(
        f"done {both} renewal@2028 non-renewal-report@2028 --on 2026-11-20"
    )
    answer = ok(f"done {both} --on 2026-11-20 --receipt R-1")
    assert answer.text.count("R-1") == 0
    assert [one["status"] for id, one in deadlines().items() if id in both.split()] == ["filed"] * 2
    assert len(entries()) == 4


def test_what_is_done_at_once_is_offered() -> None:
    """Who records what is due at once, or within hours, is told the command for when it is done."""
    said = ok("record security-incident --on 2026-11-24").err
    assert "icp done incident-report@2026-11-24 --on 2026-11-24" in said


def test_an_event_at_a_moment() -> None:
    """`icp event` takes the time, too, with --on and with EVENT=DATE, in any spelling of the day."""
    for words in (
        ["system-case-found", "--on", "2026/11/23 20:00"],
        ["system-case-found=2026-11-23T20:00"],
    ):
        answer = icp("event", *words, "-f", "json")
        (one,) = json.loads(answer.text)["deadlines"]
        assert one["due_at"] == "2026-11-24T20:00+08:00"


def test_days_as_people_type_them() -> None:
    """What is typed may be spelled in any way that means one day; what is written is ISO."""
    ok("record capital-change --on 昨天")
    ok("record address-change --on", "2026年11月3日")
    ok("done registry-update@2026-11-03 --on 20261120")
    assert [line.split("on: ")[1].rstrip("}") for line in entries()] == [
        "2026-11-23",
        "2026-11-03",
        "2026-11-20",
    ]


def test_what_is_printed_can_be_typed() -> None:
    """Every command in an answer names the license, and the journal, that the answer is about."""
    setting = "-l p/license.yaml --journal kept.yaml"
    Path("p").mkdir()
    Path("license.yaml").rename("p/license.yaml")
    said = []
    for line in (
        "record domain-change-planned --on 2026-11-20 --as-of 2026-11-19",
        "record security-incident --on 2026-11-20",
        "record operator-change-approved --on 2026-11-20",
        "record operator-change-done --on 2026-11-20",
        "record illegal-content-found --on 2026-11-20",
        "record shareholder-change --on 2026-11-20",
        "done operator-change@2026-11-20 --on 2026-11-20",
        "undo 3 --reason x",
        "undo 99 --reason x",
        "lint -f plain",
        "check -f text",
        "remind",
    ):
        answer = icp(*f"{line} {setting}".split())
        for words in (answer.text, answer.err):
            said += re.findall(r"icp (?:record|done|waive|undo|journal) (?:(?!icp ).)*", words)
    assert {it.split()[1] for it in said} == {"record", "done", "waive", "undo", "journal"}
    assert all(it.split(" ", 2)[2].startswith(setting) for it in said), said
    first = next(it for it in said if it.startswith("icp done"))
    ok(first.removeprefix("icp "))
