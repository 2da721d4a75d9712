"""`icp check` tells nothing to do, soon, too late and "I could not tell" apart."""

import json
import os
import subprocess
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from licenses import FILE_BY, license_file, rule
from places import LICENSE
from samples import calendar, d, it, license_with
from samples import rule as sample_rule
from terminal import CLEAN, PROGRAM, Answer, icp

from icpcli.check.findings import lint
from icpcli.check.verdict import FAIL_ON, judge
from icpcli.deadlines.report import compute
from icpcli.model.deadline import Report, Status
from icpcli.model.finding import Finding, Level
from icpcli.model.license import Alert
from icpcli.model.problem import Text
from icpcli.model.verdict import Grade

pytestmark = pytest.mark.usefixtures("nowhere")

OK, WARNING, CRITICAL, OVERDUE, UNKNOWN = Grade
CANNOT_TELL = 3


def check(path: Path, days: int, *arguments: str) -> Answer:
    """The answer so many days before the day to file by."""
    return icp("check", "-l", path, "--as-of", FILE_BY - timedelta(days=days), *arguments)


def report(path: Path | str, *arguments: str) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(icp("check", "-fjson", "-l", path, *arguments).text)
    return answer


@pytest.mark.parametrize(
    ("arguments", "alert", "days", "grade"),
    [
        ([], None, 31, OK),
        ([], None, 30, WARNING),
        ([], None, 29, WARNING),
        ([], None, 8, WARNING),
        ([], None, 7, CRITICAL),
        ([], None, 6, CRITICAL),
        ([], None, 1, CRITICAL),
        ([], None, 0, CRITICAL),
        ([], None, -1, CRITICAL),  # the day on which it is due: in time by the license's own words
        ([], None, -2, OVERDUE),
        (["--warning", "60"], None, 61, OK),
        (["--warning", "60"], None, 60, WARNING),
        (["--critical", "14"], None, 15, WARNING),
        (["--critical", "14"], None, 14, CRITICAL),
        (["--warning", "7"], None, 8, OK),
        (["--warning", "7"], None, 7, CRITICAL),
        (["--warning", "0", "--critical", "0"], None, 1, OK),
        (["--warning", "0", "--critical", "0"], None, 0, CRITICAL),
        (["--warning", "0", "--critical", "0"], None, -2, OVERDUE),
        ([], (90, 30), 91, OK),
        ([], (90, 30), 90, WARNING),
        ([], (90, 30), 31, WARNING),
        ([], (90, 30), 30, CRITICAL),
        (["--warning", "200", "--critical", "100"], (90, 30), 91, OK),
        (["--warning", "1", "--critical", "1"], (90, 30), 30, CRITICAL),
    ],
)
def test_thresholds(
    tmp_path: Path, arguments: list[str], alert: tuple[int, int] | None, days: int, grade: Grade
) -> None:
    """It alerts *at* the number of days, 30 and 7 unless told; a rule's own `alert` is stronger."""
    own = {"alert": dict(zip(("warning", "critical"), alert, strict=True))} if alert else {}
    path = license_file(tmp_path / "license.yaml", rule(**own))
    answer = check(path, days, *arguments)
    assert answer.code == {OK: 0, WARNING: 1, CRITICAL: 2, OVERDUE: 2}[grade]
    found = json.loads(check(path, days, *arguments, "-f", "json").text)
    assert found["status"] == grade
    assert bool(answer.text) == (grade is not OK)


@pytest.mark.parametrize(
    ("due", "days", "grade"),
    [
        # 2026-09-24 to 2026-10-15 are 21 days: 11 and 6 are a half and a quarter of them.
        ("10 working days after", 12, OK),
        ("10 working days after", 11, WARNING),
        ("10 working days after", 7, WARNING),
        ("10 working days after", 6, CRITICAL),
        ("10 working days after", 0, CRITICAL),
        ("10 working days after", -1, OVERDUE),
        # To 2026-09-30 six: 3 and 2.
        ("6 days after", 4, OK),
        ("6 days after", 3, WARNING),
        ("6 days after", 2, CRITICAL),
        # To 2026-12-23 ninety: the half and the quarter are more than 30 and 7.
        ("90 days after", 31, OK),
        ("90 days after", 30, WARNING),
        ("90 days after", 8, WARNING),
        ("90 days after", 7, CRITICAL),
        ("immediately", 0, CRITICAL),
        ("immediately", -1, OVERDUE),
    ],
)
def test_short_periods(due: str, days: int, grade: Grade) -> None:
    """Of a short period, half is the warning and a quarter is critical, rounded up."""
    license = license_with(sample_rule(due))
    file_by = compute([license], calendar(), d("2026-09-24"), events=[it("2026-09-24")])
    (deadline,) = file_by.deadlines
    assert deadline.file_by
    day = deadline.file_by - timedelta(days=days)
    assert judge(compute([license], calendar(), day, events=[it("2026-09-24")])).status is grade


@pytest.mark.parametrize(
    ("as_of", "grade"),
    [
        ("2026-06-12", CRITICAL),  # a Friday, the day to file by
        ("2026-06-13", CRITICAL),
        ("2026-06-14", CRITICAL),  # a Sunday, the last day that is in time
        ("2026-06-15", OVERDUE),
    ],
)
def test_between_file_by_and_due(tmp_path: Path, as_of: str, grade: Grade) -> None:
    """After the day to file by a deadline stays critical; it is overdue only after its due day."""
    path = license_file(tmp_path / "license.yaml", file_by=date(2026, 6, 13))
    assert report(path, "--as-of", as_of)["status"] == grade


@pytest.mark.parametrize(
    ("grade", "codes"),
    # For each --fail-on: warning, critical, overdue, never.
    [
        (OK, (0, 0, 0, 0)),
        (WARNING, (1, 0, 0, 0)),
        (CRITICAL, (2, 2, 0, 0)),
        (OVERDUE, (2, 2, 2, 0)),
        (UNKNOWN, (3, 3, 3, 3)),
    ],
)
def test_fail_on(tmp_path: Path, grade: Grade, codes: tuple[int, ...]) -> None:
    """--fail-on turns what is milder into 0 and changes no word of the rest; a 3 stays a 3."""
    path = license_file(tmp_path / "license.yaml")
    days = {OK: 31, WARNING: 30, CRITICAL: 7, OVERDUE: -2, UNKNOWN: 31}[grade]
    bad = ["-l", "missing.yaml"] if grade is UNKNOWN else []
    answers = [check(path, days, *bad, "--fail-on", level) for level in FAIL_ON]
    assert tuple(FAIL_ON) == ("warning", "critical", "overdue", "never")
    assert tuple(answer.code for answer in answers) == codes
    assert len({(answer.out, answer.err) for answer in answers}) == 1
    for level, code in zip(FAIL_ON, codes, strict=True):
        found = json.loads(check(path, days, *bad, "--fail-on", level, "-fjson").text)
        assert (found["status"], found["exit_code"]) == (grade, code)
    assert check(path, days, *bad).code == codes[0]


@pytest.mark.parametrize(
    ("files", "code", "status", "counts"),
    [
        (["good"], 0, "ok", (1, 0, 0, 0, 0)),
        (["soon"], 1, "warning", (0, 1, 0, 0, 0)),
        (["good", "soon"], 1, "warning", (1, 1, 0, 0, 0)),
        (["late", "soon"], 2, "overdue", (0, 1, 0, 1, 0)),
        (["soon", "near"], 2, "critical", (0, 1, 1, 0, 0)),
        (["good", "soon", "near", "late"], 2, "overdue", (1, 1, 1, 1, 0)),
        (["good", "bad"], 3, "unknown", (1, 0, 0, 0, 1)),
        (["bad", "good"], 3, "unknown", (1, 0, 0, 0, 1)),
        (["late", "bad"], 3, "unknown", (0, 0, 0, 1, 1)),
        (["missing", "soon", "bad"], 3, "unknown", (0, 1, 0, 0, 2)),
        (["folder", "soon"], 3, "unknown", (0, 1, 0, 0, 1)),
        (["late", "late"], 2, "overdue", (0, 0, 0, 1, 0)),
    ],
)
def test_several_files(
    tmp_path: Path, files: list[str], code: int, status: str, counts: tuple[int, ...]
) -> None:
    """The worst item over all files decides, and a file that cannot be used is worse than any."""
    for name, days in {"good": 100, "soon": 20, "near": 5, "late": -3}.items():
        license_file(tmp_path / name, file_by=d("2026-06-08") + timedelta(days=days), number=name)
    (tmp_path / "bad").write_text("license: {number: 1}\nrules: []\n")
    (tmp_path / "folder").mkdir()
    named = [word for name in files for word in ("-l", name)]
    text = icp("check", *named, "--as-of", "2026-06-08")
    answer = icp("check", *named, "--as-of", "2026-06-08", "-f", "json")
    found = json.loads(answer.text)
    assert (text.code, answer.code, found["exit_code"]) == (code, code, code)
    assert found["status"] == status
    assert tuple(found["counts"].values()) == counts
    readable = dict.fromkeys(name for name in files if name in {"good", "soon", "near", "late"})
    assert [one["file"] for one in found["licenses"]] == [*readable]
    assert len(text.text.splitlines()) == sum(counts[1:4])
    assert len(found["errors"]) == counts[4]
    for error in found["errors"]:
        assert error["code"] == "invalid_license"
        for problem in error["problems"]:
            assert f"{problem['file']}:{problem['line']}:{problem['column']}: " in text.err


def test_no_file_can_be_used(tmp_path: Path) -> None:
    """Where no file is good, JSON is the error of every other command, with all problems."""
    (tmp_path / "bad.yaml").write_text("license: {number: 1}\nrules: []\n")
    answer = icp("check", "-l", "bad.yaml", "-l", "missing.yaml", "-f", "json")
    error = json.loads(answer.text)["error"]
    assert (answer.code, error["code"]) == (CANNOT_TELL, "invalid_license")
    assert {problem["file"] for problem in error["problems"]} == {"bad.yaml", "missing.yaml"}
    text = icp("check", "-l", "bad.yaml", "-l", "missing.yaml")
    assert (text.code, text.text) == (CANNOT_TELL, "")
    assert text.err.splitlines()[-1].startswith("2 unknown; bad.yaml:1:")


def test_a_notice_that_cannot_be_used(tmp_path: Path) -> None:
    """A bad holiday notice gives 3 after the deadlines, which are then counted without any notice."""
    license_file(tmp_path / "license.yaml")
    (tmp_path / "holidays").mkdir()
    (tmp_path / "holidays" / "2027.yaml").write_text("year: 2027\n")
    answer = icp("check", "--as-of", "2026-06-10")
    assert answer.code == CANNOT_TELL
    assert answer.text.startswith("renewal@2026  2026-06-10  today  ")
    assert "holidays/2027.yaml:1:1: " in answer.err
    found = json.loads(icp("check", "--as-of", "2026-06-10", "-fjson").text)
    assert [error["code"] for error in found["errors"]] == ["invalid_notice"]


def test_a_license_that_cannot_be_computed(tmp_path: Path) -> None:
    """An event whose period leaves the calendar gives 3 after the deadlines of the other licenses."""
    good = license_file(tmp_path / "good.yaml", file_by=date(2099, 12, 10))
    started = rule("report", trigger="it", due="20 working days after")
    bad = license_file(tmp_path / "bad" / "license.yaml", started, file_by=date(2099, 11, 25))
    events = '{"events": {"it": {"zh": "It happened", "en": "It happened"}},'
    bad.write_text(bad.read_text().replace("{", events, 1))
    (tmp_path / "bad" / "journal.yaml").write_text(
        "- {recorded: 2099-12-05, event: it, on: 2099-12-05}\n"
    )
    for files in ([good, bad], [bad, good]):
        named = [word for path in files for word in ("-l", path)]
        answer = icp("check", *named, "--as-of", "2099-12-09")
        assert (answer.code, answer.text) == (
            CANNOT_TELL,
            "renewal@2099  2099-12-10  in 1 day  Renew  持证人\n",
        )
        assert answer.err.splitlines()[-1].startswith("1 unknown, 1 critical; ")
        found = json.loads(icp("check", *named, "--as-of", "2099-12-09", "-fjson").text)
        assert [one["file"] for one in found["licenses"]] == [str(good)]
        assert [one["code"] for one in found["errors"]] == ["out_of_calendar"]
    alone = json.loads(icp("check", "-l", bad, "--as-of", "2099-12-09", "-fjson").text)
    assert alone["error"]["code"] == "out_of_calendar"


def test_never_the_bundled_example() -> None:
    """No license at hand is 3 in every format, and never the example."""
    for format in ("text", "json", "github", "junit", "nagios", "prometheus", "markdown"):
        answer = icp("check", "-f", format)
        assert answer.code == CANNOT_TELL
        assert "no license file" in answer.err
        assert "130204" not in answer.text
    assert json.loads(icp("check", "-f", "json").text)["error"]["code"] == "no_license"
    assert icp("check", "-f", "nagios").text.startswith("ICP UNKNOWN - ")


def test_finds_the_usual_files(tmp_path: Path) -> None:
    """Without -l it takes $ICP_LICENSE, then ./license.yaml, then ./data/license.yaml."""
    for name in ("data/license.yaml", "license.yaml", "mine.yaml"):
        path = license_file(tmp_path / name, number=name)
        numbers = [one["number"] for one in json.loads(icp("check", "-fjson").text)["licenses"]]
        assert numbers == [name] or path.name == "mine.yaml"
    answer = icp("check", "-fjson", ICP_LICENSE="mine.yaml")
    assert json.loads(answer.text)["licenses"][0]["number"] == "mine.yaml"
    assert icp("check", ICP_LICENSE="missing.yaml").code == CANNOT_TELL


@pytest.mark.parametrize(
    "arguments",
    [
        ["--warning", "6"],
        ["--critical", "31"],
        ["--warning", "10", "--critical", "11"],
        ["--warning", "-1"],
        ["--warning", "1.5"],
        ["--critical", "soon"],
        ["--fail-on", "ok"],
        ["--fail-on", ""],
        ["--as-of", "2026-W24-3"],
        ["-f", "table"],
        ["--lang", "fr"],
        ["--no-such-option"],
        ["extra"],
    ],
    ids=" ".join,
)
def test_refuses(tmp_path: Path, arguments: list[str]) -> None:
    """What makes no sense is refused with 3, a `--warning` below `--critical` above all."""
    path = license_file(tmp_path / "license.yaml")
    answer = icp("check", "-l", path, *arguments)
    assert (answer.code, answer.text) == (CANNOT_TELL, "")
    assert answer.err
    shown = icp("check", "-l", path, *arguments, ICP_FORMAT="nagios")
    if arguments[0] != "-f":
        assert shown.text.startswith("ICP UNKNOWN - ")
        assert shown.text.count("\n") == 1


def test_equal_thresholds(tmp_path: Path) -> None:
    """--warning and --critical may be the same day."""
    path = license_file(tmp_path / "license.yaml")
    assert check(path, 9, "--warning", "9", "--critical", "9").code == 2


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["--as-of", "2026-11-24"], "no alert yet; next: annual-report@2027, file by 2027-03-31 (127 days)"),
        (["--as-of", "2027-03-01"], "1 warning; next: annual-report@2027, file by 2027-03-31 (30 days)"),
        (["--as-of", "2027-03-24"], "1 critical; next: annual-report@2027, file by 2027-03-31 (7 days)"),
        (["--as-of", "2027-03-30"], "1 critical; next: annual-report@2027, file by 2027-03-31 (1 day)"),
        (["--as-of", "2027-03-31"], "1 critical; next: annual-report@2027, file by 2027-03-31 (today)"),
        (["--as-of", "2027-04-01"], "no alert yet; next: annual-report@2028, file by 2028-03-31 (365 days)"),
        (["--as-of", "2028-01-01"], "2 warnings; next: annual-report@2028, file by 2028-03-31 (90 days)"),
        (["--as-of", "2028-03-01"], "2 critical, 1 warning; next: annual-report@2028, file by 2028-03-31 (30 days)"),
        (["--as-of", "2028-04-03"], "2 overdue; next: renewal@2028 or non-renewal-report@2028, was due on 2028-04-02 (1 day late)"),
        (["--as-of", "2028-07-02"], "2 overdue, 1 critical; next: renewal@2028 or non-renewal-report@2028, was due on 2028-04-02 (91 days late)"),
        (["--as-of", "2026-11-24", "--lang", "zh"], "暂无需要提醒的；下一项：annual-report@2027，计划日 2027-03-31（还有 127 天）"),
        (["--as-of", "2027-03-31", "--lang", "zh"], "1 项紧急；下一项：annual-report@2027，计划日 2027-03-31（今天）"),
        (["--as-of", "2028-07-02", "--lang", "zh"], "2 项已逾期，1 项紧急；下一项：renewal@2028 或 non-renewal-report@2028，法定最后一日 2028-04-02（已逾期 91 天）"),
        (["--as-of", "2027-03-24", "-l", "x.yaml"], "1 unknown, 1 critical; x.yaml:1:1: there is no such file; next: annual-report@2027, file by 2027-03-31 (7 days)"),
    ],
)  # fmt: skip
def test_last_line(arguments: list[str], line: str) -> None:
    """The last line on stderr counts, worst first, says why it cannot tell, names the nearest."""
    for format in ("text", "json", "github", "junit", "nagios", "prometheus", "markdown"):
        answer = icp("check", "-l", LICENSE, *arguments, "-f", format)
        assert answer.err.splitlines()[-1] == line
        assert len(answer.err.splitlines()) == (2 if "x.yaml" in line else 1)


def test_text_lines(tmp_path: Path) -> None:
    """Text has a line an item, the worst first: id, day to file by, days left, title; no more."""
    path = license_file(
        tmp_path / "license.yaml",
        rule("near", title="Near  it", alert={"warning": 50, "critical": 20}),
        rule("soon"),
        rule("far", alert={"warning": 5, "critical": 5}),
    )
    assert check(path, 20).text == (
        "near@2026  2026-06-10  in 20 days  Near  it  持证人\n"
        "soon@2026  2026-06-10  in 20 days  Renew  持证人\n"
    )  # fmt: skip


def test_text_names_the_license(tmp_path: Path) -> None:
    """Each line ends with what its company is called, and the number where one holds several."""
    paths = [license_file(tmp_path / f"{n}.yaml", number=f"number {n}") for n in "ab"]
    paths.append(license_file(tmp_path / "c.yaml", number="c", short_name="其他"))
    more = [argument for path in paths[1:] for argument in ("-l", str(path))]
    lines = check(paths[0], 7, *more).text.splitlines()
    names = sorted(line.rpartition("  ")[2] for line in lines)
    assert names == ["其他", "持证人 number a", "持证人 number b"]


def test_next_is_the_one_of_icp_next(tmp_path: Path) -> None:
    """The last line, the JSON and `icp next` name the same deadline, be it one that is still quiet."""
    path = license_file(
        tmp_path / "license.yaml",
        rule("a-quiet-one", due="20 days before", alert={"warning": 1, "critical": 1}),
        rule("a-loud-one", alert={"warning": 90, "critical": 1}),
    )
    day = str(FILE_BY - timedelta(days=30))
    line = "1 warning; next: a-quiet-one@2026, file by 2026-05-29 (18 days)\n"
    assert check(path, 30).err == line
    assert report(path, "--as-of", day)["next"]["id"] == "a-quiet-one@2026"
    answer = icp("next", "-l", path, "--as-of", day, "--value", "id")
    assert answer.text == "a-quiet-one@2026\n"


@pytest.mark.parametrize(
    ("as_of", "findings", "code"),
    [("2028-07-01", 0, 0), ("2028-07-02", 1, 2), ("2029-01-01", 1, 2)],
)
def test_expired(as_of: str, findings: int, code: int) -> None:
    """An expired license is critical, even where no deadline is open; on its last day it is not."""
    license = license_with(sample_rule("Q1", "each year"), no_renewal="x", issuer="x")
    report = compute([license], calendar(), d(as_of))
    verdict = judge(report._replace(findings=lint(report, calendar(), {})))
    assert [one.code for one in verdict.report.findings] == ["expired"] * findings
    assert verdict.exit_code == code
    assert verdict.status is (CRITICAL if findings else OK)


def test_expired_is_said(tmp_path: Path) -> None:
    """A finding that is the worst has a line, and is named in the last one without its words, which may
    be long; a format of one line has them."""
    path = license_file(
        tmp_path / "license.yaml", rule(trigger="each year", due="Q1"), no_renewal="x"
    )
    answer = icp("check", "-l", path, "--as-of", "2026-06-22")
    assert answer.code == 2
    assert (
        answer.text == "expired  2026-06-21  1 day ago  The license expired on 2026-06-21  持证人\n"
    )
    assert answer.err == "1 critical; expired: 2026-06-21 (1 day ago)\n"
    nagios = icp("check", "-f", "nagios", "-l", path, "--as-of", "2026-06-22").text
    assert "1 critical; expired: The license expired on 2026-06-21" in nagios


@pytest.mark.parametrize(
    ("days", "certainty", "codes"),
    [
        (91, "provisional", []),
        (90, "provisional", ["provisional"]),
        (89, "provisional", ["provisional"]),
        (30, "provisional", ["provisional"]),
        (0, "provisional", ["provisional"]),
        (-2, "provisional", ["provisional"]),
        (-3, "provisional", []),
        (90, "final", []),
    ],
)
def test_require_final(tmp_path: Path, days: int, certainty: str, codes: list[str]) -> None:
    """With --require-final a provisional date is a warning of its own from its warning period on."""
    # 2028-03-31 is certain to be worked; the two days after it are not certain to be days off.
    day_before_due = date(2028, 4, 1) if certainty == "provisional" else date(2028, 3, 30)
    file_by = min(day_before_due, date(2028, 3, 31))
    path = license_file(
        tmp_path / "license.yaml",
        rule(alert={"warning": 90, "critical": 30}),
        file_by=day_before_due,
    )
    as_of = str(file_by - timedelta(days=days))
    found = report(path, "--as-of", as_of, "--require-final")
    without = report(path, "--as-of", as_of)
    (deadline,) = found["deadlines"]
    assert (deadline["file_by"], deadline["certainty"]) == (str(file_by), certainty)
    assert [one["code"] for one in found["findings"] if one["level"] == "warning"] == codes
    assert [one["code"] for one in without["findings"] if one["level"] == "warning"] == []
    assert found["counts"]["warning"] == without["counts"]["warning"] + len(codes)
    assert found["status"] == without["status"]


@pytest.mark.parametrize(
    ("level", "grade", "code"),
    [(Level.INFO, OK, 0), (Level.WARNING, WARNING, 1), (Level.CRITICAL, CRITICAL, 2)],
)
def test_findings(level: Level, grade: Grade, code: int) -> None:
    """A finding counts as its level; one that only informs counts as nothing."""
    license = license_with(sample_rule("Q1", "each year"))
    finding = Finding("code", level, license, "十一", Text("话", "Words"), (d("2026-11-20"),))
    verdict = judge(compute([license], calendar(), d("2026-11-24"))._replace(findings=(finding,)))
    assert (verdict.status, verdict.exit_code) == (grade, code)
    assert [(item.id, item.days_left) for item in verdict.alerts] == [("code", -4)][: code > 0]


def standing(status: Status) -> Report:
    """A report in which the only deadline has this status."""
    report = compute(
        [license_with(sample_rule("90 days before", "expires"))], calendar(), d("2028-06-01")
    )
    return report._replace(deadlines=tuple(one._replace(status=status) for one in report.deadlines))  # fmt: skip


@pytest.mark.parametrize(
    ("status", "grade", "open"),
    [
        (Status.UPCOMING, OK, True),
        (Status.WARNING, WARNING, True),
        (Status.CRITICAL, CRITICAL, True),
        (Status.OVERDUE, OVERDUE, True),
        (Status.FILED, OK, False),
        (Status.WAIVED, OK, False),
        (Status.PAST, OK, False),
    ],
)
def test_statuses(status: Status, grade: Grade, open: bool) -> None:
    """What is filed, waived or past never alerts and is never the next."""
    verdict = judge(standing(status), require_final=True)
    assert verdict.status is grade
    assert (verdict.next is not None) == open
    assert len(verdict.items) == (status is not Status.PAST) + len(verdict.report.findings)


def test_a_gate_never_alerts() -> None:
    """A rule without a date is no alert, however long ago its event was."""
    license = license_with(sample_rule(None, gate=Text("批准", "Approval")))
    verdict = judge(compute([license], calendar(), d("2026-11-24"), events=[it("2024-01-02")]))
    assert (verdict.status, verdict.next, len(verdict.items)) == (OK, None, 1)


def test_json_is_the_report(tmp_path: Path) -> None:
    """JSON is that of `deadlines`, with the verdict, and for each deadline its thresholds."""
    arguments = ["-l", LICENSE, "--as-of", "2028-03-01", "-f", "json"]
    found = json.loads(icp("check", *arguments).text)
    deadlines = json.loads(icp("deadlines", *arguments).text)
    alerts = {one["rule"]: one.pop("alert") for one in found["deadlines"]}
    assert alerts == {
        "annual-report": {"warning": 30, "critical": 7},
        "renewal": {"warning": 90, "critical": 30},
        "non-renewal-report": {"warning": 90, "critical": 30},
    }
    for name in ("schema_version", "generator", "as_of", "calendar", "licenses", "deadlines"):
        assert found.pop(name) == deadlines[name]
    assert {one["level"] for one in found.pop("findings")} <= {"info"}
    assert found == {
        "status": "critical",
        "exit_code": 2,
        "counts": {"ok": 0, "warning": 1, "critical": 2, "overdue": 0, "unknown": 0},
        "next": {
            "id": "annual-report@2028",
            "license": "京ICP证130204号",
            "file_by": "2028-03-31",
            "days_left": 30,
        },
        "if_today": [],
        "errors": [],
    }


def test_json_has_the_thresholds_that_were_used() -> None:
    """`alert` in JSON is what decided: a rule's own, else what was asked for, cut for a short period."""
    report = compute(
        [license_with(sample_rule("10 working days after"), sample_rule(None, id="gate"))],
        calendar(),
        d("2026-09-24"),
        events=[it("2026-09-24")],
        alert=Alert(9, 3),
    )
    from icpcli.render.answers.check import check_json

    found = json.loads(check_json(judge(report), "en"))
    assert [one["alert"] for one in found["deadlines"]] == [{"warning": 9, "critical": 3}, None]


def test_output_file(tmp_path: Path) -> None:
    """With -o the answer is in the file, whole, and nothing else is left beside it."""
    path = license_file(tmp_path / "license.yaml")
    (tmp_path / "out").mkdir()
    target = tmp_path / "out" / "icp.prom"
    target.write_text("old")
    answer = check(path, 7, "-f", "prometheus", "-o", str(target))
    assert (answer.code, answer.text) == (2, "")
    assert target.read_text().startswith("# HELP icp_deadline")
    assert [file.name for file in target.parent.iterdir()] == ["icp.prom"]
    assert check(path, 7, "-o", str(tmp_path / "none" / "x")).code == CANNOT_TELL


@pytest.mark.parametrize(
    ("format", "both", "days", "code"),
    [
        ("text", False, 31, 0), ("text", False, 30, 1), ("text", False, 7, 2),
        ("text", True, 31, 0), ("text", True, 7, 2),
        ("json", False, 31, 0), ("json", True, 7, 2), ("prometheus", False, 7, 2),
    ],
)  # fmt: skip
def test_a_closed_pipe_changes_no_exit_code(
    tmp_path: Path, format: str, both: bool, days: int, code: int
) -> None:
    """`icp check | head -0`: that nobody reads on does not make an alert a success."""
    path = license_file(tmp_path / "license.yaml")
    as_of = str(FILE_BY - timedelta(days=days))
    read, write = os.pipe()
    os.close(read)
    with open(write, "wb") as pipe:
        done = subprocess.run(
            [*PROGRAM, "check", "-l", path, "--as-of", as_of, "-f", format],
            env=CLEAN,
            stdout=pipe,
            stderr=pipe if both else subprocess.PIPE,
            check=False,
        )
    assert done.returncode == code
    if not both:
        assert done.stderr.count(b"\n") == 1


def test_stdin_is_never_read(tmp_path: Path) -> None:
    """A scheduler without a stdin, without a home and in the C locale gets the same answer."""
    path = license_file(tmp_path / "license.yaml", rule(title="延续"))
    done = subprocess.run(
        [*PROGRAM, "check", "-l", path, "--as-of", "2026-06-10"],
        env={"LC_ALL": "C", "ICP_LANG": "zh"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 2
    assert "延续".encode() in done.stdout
    assert "计划日 2026-06-10".encode() in done.stderr


def test_two_of_one_rule_are_told_apart(tmp_path: Path) -> None:
    """A line says which event started the deadline: two of one rule would read the same."""
    path = tmp_path / "license.yaml"
    path.write_bytes(LICENSE.read_bytes())
    for day in ("2026-11-02", "2026-11-03"):
        assert icp("record", "address-change", "--on", day, "-l", path).code == 0
    text = icp("check", "-l", path, "--as-of", "2026-11-24", "--lang", "zh").text
    told = [line.split("  ")[3] for line in text.splitlines() if "registry-update" in line]
    assert len(set(told)) == 2
    assert all("2026-11-0" in one for one in told)
