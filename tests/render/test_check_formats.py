"""Each format of `icp check` is read by a parser that is not ours, whatever a file's texts hold."""

import json
import re
import shutil
import subprocess
from collections import Counter
from datetime import datetime, timedelta, timezone
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from golden import Golden
from hostile import WORDS
from junitparser import Error, Failure, JUnitXml, Skipped
from ledgers import HEADER, text_ledger, workbook
from licenses import FILE_BY, license_file, rule
from markdown_it import MarkdownIt
from nagiosplugin import Range
from places import LICENSE, ROOT, TESTS
from prometheus_client.parser import text_string_to_metric_families
from samples import calendar, d, license_with
from samples import rule as sample_rule
from terminal import Answer, icp
from xmlschema import XMLSchema

import icpcli
from icpcli.check.findings import lint
from icpcli.check.verdict import judge
from icpcli.deadlines.report import compute
from icpcli.model.deadline import Report, Status
from icpcli.model.finding import Finding, Level
from icpcli.model.problem import Text
from icpcli.model.verdict import Verdict
from icpcli.render.check.github import check_github
from icpcli.render.check.junit import check_junit
from icpcli.render.check.prometheus import HELP, check_prometheus

pytestmark = pytest.mark.usefixtures("nowhere")

FORMATS = ("text", "json", "github", "junit", "nagios", "prometheus", "markdown")
JUNIT = XMLSchema(TESTS / "render" / "check" / "junit.xsd")
CHINA = timezone(timedelta(hours=8))
HARMFUL = "[\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]"
INJECTIONS = (
    "line\nbreak\r\nand\rmore",
    "a%0Ab%25c",
    "::error file=x::not one of ours",
    "x\n::error::not one of ours\n",
    "x\n##[error]not one of ours",
    "a|b | 'renewal@2026'=0;1;2",
    "a 'quoted' \"text\" = \\ \\n",
    "]]><failure/><!-- & &amp; <b> -->",
    "# a\n| b | c |\n| - | - |\n[x](y) `z` **w** <script>",
    "\x1b[31mred\x1b]0;title\x07 \ufffe\uffff \u2028",
    *WORDS,
)


def check(format: str, path: Path | str, days: int, *arguments: object) -> Answer:
    """The answer so many days before the day to file by."""
    as_of = FILE_BY - timedelta(days=days)
    return icp("check", "-f", format, "-l", path, "--as-of", as_of, *arguments)


def with_status(*statuses: Status) -> Report:
    """A report with a deadline for each status."""
    rules = (sample_rule("90 days before", "expires", id=f"rule-{n}") for n in range(len(statuses)))
    report = compute([license_with(*rules)], calendar(), d("2028-02-01"))
    pairs = zip(report.deadlines, statuses, strict=True)
    return report._replace(deadlines=tuple(one._replace(status=status) for one, status in pairs))


def with_findings(level: Level, *codes: str) -> Report:
    """A report without a deadline, and with these findings."""
    report = compute([license_with()], calendar(), d("2026-11-24"))
    (state,) = report.licenses
    return report._replace(
        findings=tuple(
            Finding(code, level, state.license, "", Text("话", "Words")) for code in codes
        )
    )


# GitHub Actions


def commands(text: str) -> list[dict[str, str]]:
    """Workflow commands as the runner reads them: split at LF, then unescaped, `%25` last."""
    found = []
    for line in text.removesuffix("\n").split("\n") if text else ():
        shape = re.fullmatch(r"::(error|warning|notice) ((?:\w+=[^:,\r]*,?)+)::([^\r]*)", line)
        assert shape, line
        kind, properties, message = shape.groups()
        assert "\r" not in line
        command = dict(one.split("=", 1) for one in properties.split(","))
        command = {
            name: value.replace("%0D", "\r").replace("%0A", "\n").replace("%3A", ":")
            .replace("%2C", ",").replace("%25", "%")
            for name, value in command.items()
        }  # fmt: skip
        message = message.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%")
        found.append({"kind": kind, "message": message, **command})
    return found


def test_github_points_at_the_rule() -> None:
    """An annotation stands at the rule's line in the license file, the worst first."""
    path = str(LICENSE)
    found = commands(icp("check", "-f", "github", "-l", path, "--as-of", "2028-03-01").text)[:3]
    assert [(one["kind"], one["title"]) for one in found] == [
        ("error", "critical: renewal@2028"),
        ("error", "critical: non-renewal-report@2028"),
        ("warning", "warning: annual-report@2028"),
    ]
    lines = LICENSE.read_text("utf-8").splitlines()
    for one in found:
        assert one["file"] == path
        assert lines[int(one["line"]) - 1].strip() == f"- id: {one['title'].split()[1][:-5]}"
    assert found[0]["message"] == "file by 2028-03-31 (30 days): Apply to renew the license"


def test_github_says_nothing_on_a_quiet_day(tmp_path: Path) -> None:
    """Where nothing is due, nothing is on stdout."""
    assert check("github", license_file(tmp_path / "license.yaml"), 31).text == ""


@pytest.mark.parametrize(("critical", "warnings"), [(50, 0), (0, 50), (25, 25), (9, 9), (10, 11)])
def test_github_limits(tmp_path: Path, critical: int, warnings: int) -> None:
    """At most ten of a kind, of which the tenth counts the rest: GitHub drops the eleventh."""
    loud, soft = {"warning": 90, "critical": 30}, {"warning": 90, "critical": 1}
    path = license_file(
        tmp_path / "license.yaml",
        *(rule(f"loud-{n}", alert=loud) for n in range(critical)),
        *(rule(f"soft-{n}", alert=soft) for n in range(warnings)),
    )
    found = commands(check("github", path, 20).text)
    kinds = Counter(one["kind"] for one in found)
    assert max(kinds.values()) <= 10
    assert [one["kind"] for one in found] == ["error"] * kinds["error"] + ["warning"] * kinds[
        "warning"
    ]
    for kind, total in (("error", critical), ("warning", warnings)):
        mine = [one for one in found if one["kind"] == kind]
        assert len(mine) == min(total, 10)
        if total > 9:
            assert mine[9]["message"] == f"and {total - 9} more"
            assert "file" not in mine[9]


def test_github_notices_inform() -> None:
    """A finding that only informs is a notice, and no more of them than of the others."""
    verdict = judge(with_findings(Level.INFO, *(f"code-{n}" for n in range(12))))
    found = commands(check_github(verdict, "en"))
    assert [one["kind"] for one in found] == ["notice"] * 10
    assert found[0]["title"] == "note: code-0"


def test_github_names_what_cannot_be_read(tmp_path: Path) -> None:
    """A file that cannot be used is an error at its first problem, behind what is due."""
    path = license_file(tmp_path / "license.yaml")
    (tmp_path / "a,b:c%.yaml").write_text("license: {number: 1}\nrules: []\n")
    found = commands(check("github", path, 7, "-l", "a,b:c%.yaml").text)
    assert [one["title"] for one in found] == ["critical: renewal@2026", "unknown: invalid_license"]
    assert (found[1]["file"], found[1]["line"]) == ("a,b:c%.yaml", "1")
    assert found[1]["message"].endswith(" (and 2 more)")


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_github_folds_unread_rows_behind_what_is_overdue(tmp_path: Path, suffix: str) -> None:
    """Twelve bad rows of a ledger are one annotation with their count, behind what is overdue."""
    bad = [(f"京ICP证{n}号", "甲", "icp", "2021-03-02", "2026.1") for n in range(3, 15)]
    overdue = ("京ICP证2号", "甲", "icp", "2021-03-02", "2026-03-01")
    rows = [HEADER, *bad, overdue]
    path = tmp_path / f"台账.{suffix}"
    text_ledger(path, *rows) if suffix == "csv" else workbook(path, rows)
    answer = icp("check", "-f", "github", "-l", path, "--as-of", "2026-02-27", "--lang", "zh")
    errors = [one for one in commands(answer.text) if one["kind"] == "error"]
    assert [one["title"].split("：")[0] for one in errors] == ["已逾期", "已逾期", "无法判断"]
    places = {"csv": "第 2 行、第 3 行、第 4 行", "xlsx": "E2、E3、E4"}[suffix]
    assert errors[-1]["message"].startswith(f"12 行读不出（{places} 等）：“2026.1”")
    assert errors[-1]["file"] == str(path)
    assert answer.code == 3


def test_github_says_that_something_was_unread_however_much_is_due(tmp_path: Path) -> None:
    """Where more is due than the host shows, one of the nine still says what could not be read."""
    path = license_file(tmp_path / "license.yaml", *(rule(f"loud-{n}") for n in range(30)))
    (tmp_path / "bad.yaml").write_text("license: {number: 1}\nrules: []\n")
    found = commands(check("github", path, 1, "-l", tmp_path / "bad.yaml").text)
    titles = [one["title"].split(":")[0] for one in found]
    assert titles == ["critical"] * 8 + ["unknown", "icp check"]
    assert found[-1]["message"] == "and 22 more"


def test_github_knows_paths_from_its_workspace(tmp_path: Path) -> None:
    """A file is named by its path from `$GITHUB_WORKSPACE`, wherever the command runs and however the
    file was named; one that lies outside keeps its own path."""
    (tmp_path / "repo" / "sub").mkdir(parents=True)
    inside = license_file(tmp_path / "repo" / "sub" / "license.yaml")
    outside = license_file(tmp_path / "other.yaml", number="2")
    (tmp_path / "link.yaml").symlink_to(inside)
    for name in (inside, "repo/sub/license.yaml", "link.yaml"):
        answer = icp(
            *("check", "-f", "github", "-l", name, "-l", outside, "-l", "repo/none.yaml"),
            *("--as-of", FILE_BY),
            GITHUB_WORKSPACE=str(tmp_path / "repo"),
        )
        files = {one["file"] for one in commands(answer.text)}
        assert files == {"sub/license.yaml", "none.yaml", str(outside)}


@pytest.mark.parametrize("sign", ["\x1b", "\u202e", "\u2066", "\u200b", "\u2028", "\x85", "\n"])
def test_paths_are_harmless(tmp_path: Path, sign: str) -> None:
    """Whatever a path holds, no format lets a sign through that moves, hides or turns what is shown."""
    good = license_file(tmp_path / f"a{sign}b" / f"c{sign}d.yaml")
    bad = tmp_path / f"e{sign}f.yaml"
    bad.write_text("license: 1\n", "utf-8")
    for format in FORMATS:
        answer = check(format, good, 7, "-l", bad)
        said = answer.text + answer.err
        assert not re.search(f"{HARMFUL}|\n\n\n", said), format
        if sign == "\n":
            assert not re.search("^(b|d|f)", said, re.MULTILINE), format


# JUnit


def junit(text: str) -> JUnitXml:
    JUNIT.validate(text)
    return JUnitXml.fromstring(text.encode())


@pytest.mark.parametrize(
    ("status", "result"),
    [
        (Status.UPCOMING, None),
        (Status.WARNING, None),
        (Status.CRITICAL, Failure),
        (Status.OVERDUE, Failure),
        (Status.FILED, None),
        (Status.WAIVED, Skipped),
    ],
)
def test_junit_results(status: Status, result: type | None) -> None:
    """A critical or overdue deadline is a failure, a waived one skipped, any other has passed."""
    (suite,) = junit(check_junit(judge(with_status(status)), "en"))
    (case,) = suite
    assert [type(one) for one in case.result] == ([result] if result else [])
    assert (suite.tests, suite.failures) == (1, int(result is Failure))
    assert case.classname == "京ICP证130204号"
    assert case.name.startswith("rule-0@2028 ")
    if result is Failure:
        assert case.result[0].type == status
        words = "was due on 2028-04-02 (" if status == "overdue" else "file by 2028-03-31 (59 days)"
        assert words in case.result[0].message


def test_junit_counts(tmp_path: Path) -> None:
    """A suite a license, with true totals; files that cannot be read are errors of their own."""
    license_file(tmp_path / "a.yaml", rule("one"), rule("two", alert={"warning": 1, "critical": 1}))
    license_file(tmp_path / "b.yaml", number="2")
    xml = junit(check("junit", "a.yaml", 7, "-l", "b.yaml", "-l", "missing.yaml").text)
    assert [(s.tests, s.failures, s.errors) for s in xml] == [(2, 1, 0), (1, 1, 0), (1, 0, 1)]
    assert (xml.tests, xml.failures, xml.errors) == (4, 2, 1)
    ((error,),) = (case.result for case in [*xml][2])
    assert isinstance(error, Error)
    assert error.message == "missing.yaml:1:1: there is no such file"


def test_junit_fails_for_findings() -> None:
    """An expired license fails the report, though it is no deadline."""
    report = compute([license_with(no_renewal="x")], calendar(), d("2028-07-02"))
    report = report._replace(findings=lint(report, calendar(), {}))
    ((case,),) = junit(check_junit(judge(report), "zh"))
    assert case.result[0].message == (
        "紧急：expired 许可证已过期（有效期至 2028-07-01）：2028-07-01（1 天前）"
    )


def test_junit_names_are_unique(tmp_path: Path) -> None:
    """Where one number stands in two files, suites and cases say which file they are of."""
    for name in ("a.yaml", "b.yaml"):
        license_file(tmp_path / name, owner=name)
    xml = junit(check("junit", "a.yaml", 7, "-l", "b.yaml").text)
    assert [suite.name for suite in xml] == ["京ICP证1号 a.yaml 持证人", "京ICP证1号 b.yaml 持证人"]
    cases = [(case.classname, case.name) for suite in xml for case in suite]
    assert len(set(cases)) == len(cases) == 3  # with the finding that there are two


# Nagios


def nagios(text: str) -> tuple[str, str, dict[str, tuple[int, Range, Range]]]:
    """State, text and performance data of one line, as the guidelines for plugins have it."""
    assert text.endswith("\n")
    assert text.count("\n") == 1
    words, _, data = text.removesuffix("\n").partition(" | ")
    state, _, words = words.partition(" - ")
    assert "|" not in words + data
    metrics = {}
    pattern = r"'((?:[^'=]|'')+)'=(-?\d+);([^; ]+);([^; ]+);(?: |$)"
    assert re.fullmatch(f"(?:{pattern})*", data), data
    for label, value, warning, critical in re.findall(pattern, data):
        metrics[label] = (int(value), Range(warning), Range(critical))
    assert len(metrics) == len(re.findall(pattern, data))
    return state, words, metrics


@pytest.mark.parametrize(
    ("days", "fail_on", "state"),
    [
        (31, "warning", "ICP OK"),
        (30, "warning", "ICP WARNING"),
        (8, "warning", "ICP WARNING"),
        (7, "warning", "ICP CRITICAL"),
        (-1, "warning", "ICP CRITICAL"),
        (30, "critical", "ICP OK"),
        (7, "never", "ICP OK"),
    ],
)
def test_nagios_state(tmp_path: Path, days: int, fail_on: str, state: str) -> None:
    """The word is what the exit code means to Nagios, and its ranges alert where we do."""
    path = license_file(tmp_path / "license.yaml")
    answer = check("nagios", path, days, "--fail-on", fail_on)
    found, words, metrics = nagios(answer.text)
    assert found == state == ("ICP OK", "ICP WARNING", "ICP CRITICAL", "ICP UNKNOWN")[answer.code]
    assert words == answer.err.removesuffix("\n")
    (value, warning, critical) = metrics["renewal@2026"]
    assert value == days
    assert (not warning.match(value), not critical.match(value)) == (days <= 30, days <= 7)


def test_nagios_line() -> None:
    """The line is that of the guidelines: text, then label, value, warning and critical range."""
    answer = icp(*("check", "-f", "nagios", "-l", LICENSE), ICP_AS_OF="2026-11-24")
    assert answer.text.startswith("ICP OK - no alert yet; next: annual-report@2027, ")
    assert " 'non-renewal-report@2028'=493;@~:90;@~:30;\n" in answer.text
    assert set(nagios(answer.text)[2]) == {
        *("annual-report@2027", "annual-report@2028", "non-renewal-report@2028", "renewal@2028"),
    }


def test_nagios_labels_differ(tmp_path: Path) -> None:
    """With several licenses a label holds the number too, and the file where one stands in two,
    without a sign that would end it."""
    for name, number in {"a.yaml": "1", "b.yaml": "it's=2|3"}.items():
        license_file(tmp_path / name, number=number)
    license_file(tmp_path / "c.yaml", number="1", owner="c")
    answer = check("nagios", "a.yaml", 31, "-l", "b.yaml", "-l", "c.yaml")
    state, _, metrics = nagios(answer.text)
    labels = ["renewal@2026 1 a.yaml", "renewal@2026 it''s-2/3", "renewal@2026 1 c.yaml"]
    assert (state, sorted(metrics)) == ("ICP WARNING", sorted(labels))


def test_nagios_cannot_tell(tmp_path: Path) -> None:
    """UNKNOWN says which file and why, and keeps the data of those that could be read."""
    license_file(tmp_path / "license.yaml")
    answer = check("nagios", "license.yaml", 7, "-l", "no|thing.yaml")
    state, words, metrics = nagios(answer.text)
    assert (answer.code, state, [*metrics]) == (3, "ICP UNKNOWN", ["renewal@2026"])
    assert words.startswith("1 unknown, 1 critical; no/thing.yaml:1:1: there is no such file; ")


# Prometheus


def metrics(text: str) -> dict[str, list[tuple[dict[str, str], float]]]:
    """Every family by name: labels and value of each sample, none with a time of its own."""
    assert text.endswith("\n")
    assert "\r" not in text
    found: dict[str, list[tuple[dict[str, str], float]]] = {}
    for family in text_string_to_metric_families(text):
        assert (family.type, family.name in found) == ("gauge", False)
        assert family.documentation
        assert not any(sample.timestamp for sample in family.samples)
        found[family.name] = [(sample.labels, sample.value) for sample in family.samples]
        series = [tuple(sorted(labels.items())) for labels, _ in found[family.name]]
        assert len(set(series)) == len(series)
    return found


@pytest.mark.parametrize(("days", "severity"), [(31, 0), (30, 1), (8, 1), (7, 2), (0, 2), (-1, 2)])
def test_prometheus(tmp_path: Path, days: int, severity: int) -> None:
    """The end of the day in China, the severity; and when it was written, by which version."""
    path = license_file(tmp_path / "license.yaml")
    before = datetime.now(CHINA).timestamp()
    found = metrics(check("prometheus", path, days).text)
    after = datetime.now(CHINA).timestamp()
    whose = {"license": "京ICP证1号", "file": str(path)}
    labels = {"id": "renewal@2026", "rule": "renewal", **whose}
    end = datetime(2026, 6, 10, 23, 59, 59, tzinfo=CHINA).timestamp()
    assert found.pop("icp_deadline_timestamp_seconds") == [(labels, end)]
    assert found.pop("icp_deadline_severity") == [(labels, severity)]
    assert found.pop("icp_build_info") == [({"version": icpcli.__version__, **whose}, 1)]
    ((run, when),) = found.pop("icp_last_run_timestamp_seconds")
    assert run == whose
    assert int(before) <= when <= after
    assert sum(value for _, value in found.pop("icp_deadlines")) == 1
    assert found == {"icp_finding_severity": [], "icp_unreadable_files": []}


def test_prometheus_statuses() -> None:
    """Every status has a count, 0 too; only what is open has a series of its own."""
    statuses = [Status.FILED, Status.FILED, Status.WAIVED, Status.OVERDUE]
    found = metrics(check_prometheus(judge(with_status(*statuses)), "en"))
    for name in ("timestamp_seconds", "severity"):
        assert [labels["id"] for labels, _ in found[f"icp_deadline_{name}"]] == ["rule-3@2028"]
    counts = {labels["status"]: value for labels, value in found["icp_deadlines"]}
    assert counts == {
        "upcoming": 0,
        "warning": 0,
        "critical": 0,
        "overdue": 1,
        "filed": 2,
        "waived": 1,
    }


def test_prometheus_findings() -> None:
    """What is no deadline has a severity by its code; of two alike the worst is the one series."""
    mild, bad = (
        with_findings(level, "breach").findings for level in (Level.WARNING, Level.CRITICAL)
    )
    for findings in ((*mild, *bad), (*bad, *mild)):
        verdict = judge(with_findings(Level.INFO)._replace(findings=findings))
        found = metrics(check_prometheus(verdict, "en"))
        ((labels, severity),) = found["icp_finding_severity"]
        assert (labels["code"], severity) == ("breach", 2)


def test_prometheus_tells_files_apart(tmp_path: Path) -> None:
    """Two files of one license are series of their own, and so is each file that cannot be used."""
    license_file(tmp_path / "a.yaml", file_by=d("2026-09-23"))
    license_file(tmp_path / "b.yaml")
    answer = check("prometheus", "a.yaml", 7, "-l", "b.yaml", "-l", "missing.yaml")
    found = metrics(answer.text)
    severity = {labels["file"]: value for labels, value in found["icp_deadline_severity"]}
    assert severity == {"a.yaml": 0, "b.yaml": 2}
    assert found["icp_unreadable_files"] == [({"file": "missing.yaml"}, 1)]


def test_prometheus_in_two_text_files(tmp_path: Path) -> None:
    """No series stands in the text files of two licenses: the node exporter would drop one of them."""
    texts = []
    for name in ("a.yaml", "b.yaml", "missing.yaml", "gone.yaml"):
        if len(name) == len("a.yaml"):
            license_file(tmp_path / name)
        texts.append(check("prometheus", name, 7).text)
    series = [
        (name, *sorted(labels.items()))
        for text in texts
        for name, samples in metrics(text).items()
        for labels, _ in samples
    ]
    assert len(set(series)) == len(series)


UNITS = "seconds|minutes|hours|days|weeks|months|years|milliseconds|bits|kilobytes|percent"


def test_prometheus_names() -> None:
    """Names are those that `promtool check metrics` passes: base units only, no type in a name, help."""
    for name in HELP:
        found = re.findall(rf"_({UNITS})(?=_|$)", name)
        assert set(found) <= {"seconds"}, name
        assert not re.search("_(gauge|counter|total|count|sum|bucket)(_|$)", name)
        assert HELP[name]


@pytest.mark.skipif(not shutil.which("promtool"), reason="promtool is not installed here")
def test_promtool(tmp_path: Path) -> None:
    """promtool itself finds nothing to say of the metrics, nor of the alert rules of the examples."""
    text = check("prometheus", license_file(tmp_path / "license.yaml"), 7).text
    rules = ROOT / "examples" / "prometheus-rules.yml"
    for command, given in ((["metrics"], text), (["rules", str(rules)], "")):
        done = subprocess.run(
            ["promtool", "check", *command],
            input=given, capture_output=True, encoding="utf-8", check=False,
        )  # fmt: skip
        assert (done.returncode, done.stderr) == (0, "")


# Markdown


def cells(text: str) -> list[list[str]]:
    """The cells of the one table on a page, as a Markdown parser sees them."""
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    assert sum(token.type == "table_open" for token in tokens) <= 1
    rows: list[list[str]] = []
    for token, content in pairwise(tokens):
        if token.type == "tr_open":
            rows.append([])
        if token.type in {"td_open", "th_open"}:
            assert {child.type for child in content.children or ()} <= {"text", "text_special"}
            rows[-1].append("".join(child.content for child in content.children or ()))
    return rows


def test_markdown(tmp_path: Path) -> None:
    """A job's summary says how it stands, then has a row an item at warning or worse."""
    path = license_file(tmp_path / "license.yaml")
    text = check("markdown", path, 7).text
    assert text.startswith(
        "### icp check: critical\n\n京ICP证1号 持证人 · As of 2026-06-03 Wed\n\n"
        "1 critical; next: renewal@2026, file by "
    )
    assert cells(text)[1:] == [
        [
            *("critical", "2026-06-10", "2026-06-11", "in 7 days", "Renew"),
            *("renewal@2026", "京ICP证1号 持证人"),
        ]
    ]
    assert cells(check("markdown", path, 31).text) == []
    assert "- missing\\.yaml" not in text
    assert "\n- missing.yaml:1:1: there" in check("markdown", path, 7, "-l", "missing.yaml").text


# Every format


@pytest.mark.parametrize("words", INJECTIONS, ids=range(len(INJECTIONS)))
def test_texts_stay_texts(tmp_path: Path, words: str) -> None:
    """Whatever the holder, the number and the titles hold, no format takes it for its own signs."""
    path = license_file(
        tmp_path / "license.yaml",
        rule("one", title=words, clause=words, quote=words, recipient=words),
        rule("two", title=words),
        holder=words,
        number=words,
    )
    out = {name: check(name, path, 7) for name in FORMATS}
    for name, answer in out.items():
        assert (answer.code, answer.err.count("\n")) == (2, 1)
        assert not re.search(
            "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]", answer.text + answer.err
        ), name
    assert len(out["text"].text.splitlines()) == 2
    assert json.loads(out["json"].text)["licenses"][0]["holder"] == words
    assert [one["kind"] for one in commands(out["github"].text)] == ["error"] * 2
    assert [(len(suite), suite.failures) for suite in junit(out["junit"].text)] == [(2, 2)]
    assert set(nagios(out["nagios"].text)[2]) == {"one@2026", "two@2026"}
    found = metrics(out["prometheus"].text)["icp_deadline_severity"]
    assert [labels["id"] for labels, _ in found] == ["one@2026", "two@2026"]
    assert [len(row) for row in cells(out["markdown"].text)] == [7] * 3


def test_plain_words_are_kept(tmp_path: Path) -> None:
    """Signs that mean something to a format are escaped, not dropped."""
    words = "a | b ' \" = \\ % %0A %25 : , <b> & ]]> ::error:: `c` [d](e)"
    path = license_file(tmp_path / "license.yaml", rule(title=words), number=words)
    assert commands(check("github", path, 7).text)[0]["message"].endswith(f": {words}")
    ((case,),) = junit(check("junit", path, 7).text)
    assert (case.name, case.classname) == (f"renewal@2026 {words}", words)
    found = metrics(check("prometheus", path, 7).text)["icp_deadline_severity"]
    assert found[0][0]["license"] == words
    assert cells(check("markdown", path, 7).text)[1][4] == words
    assert check("text", path, 7).text.endswith(f"  {words}  持证人\n")


def test_every_format_says_the_same(tmp_path: Path) -> None:
    """Every format has the same items at warning or worse."""
    path = license_file(
        tmp_path / "license.yaml",
        rule("a-warning", alert={"warning": 90, "critical": 1}),
        rule("a-critical", alert={"warning": 90, "critical": 30}),
        rule("a-quiet", alert={"warning": 1, "critical": 1}),
    )
    wanted = {"a-warning@2026": "warning", "a-critical@2026": "critical"}
    out = {name: check(name, path, 20).text for name in FORMATS}
    found: dict[str, Any] = json.loads(out["json"])
    by_json = {one["id"]: one["status"] for one in found["deadlines"]}
    assert by_json == wanted | {"a-quiet@2026": "upcoming"}
    assert {line.split()[0] for line in out["text"].splitlines()} == set(wanted)
    annotations = (one["title"].split(": ") for one in commands(out["github"]))
    assert {id: grade for grade, id in annotations} == wanted
    assert {row[5]: row[0] for row in cells(out["markdown"])[1:]} == wanted
    severities = metrics(out["prometheus"])["icp_deadline_severity"]
    assert {labels["id"]: value for labels, value in severities} == {
        "a-warning@2026": 1,
        "a-critical@2026": 2,
        "a-quiet@2026": 0,
    }
    (suite,) = junit(out["junit"])
    assert {case.name.split()[0] for case in suite if case.result} >= {"a-critical@2026"}
    assert len(nagios(out["nagios"])[2]) == 3


@pytest.mark.parametrize("format", FORMATS)
def test_two_languages(tmp_path: Path, format: str) -> None:
    """In Chinese nothing is left in English, but for names that machines read."""
    path = license_file(tmp_path / "license.yaml", rule(title="延续"))
    answer = check(format, path, 7, "--lang", "zh")
    assert answer.err == "1 项紧急；下一项：renewal@2026，计划日 2026-06-10（还有 7 天）\n"
    if format in {"text", "github", "markdown"}:
        words = set(re.findall(r"[A-Za-z]{4,}", answer.text.replace(str(path), "")))
        assert words <= {"error", "file", "line", "title", "check", "renewal"}


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("format", sorted({*FORMATS} - {"json"}))
def test_expected_output(
    monkeypatch: pytest.MonkeyPatch, golden: Golden, format: str, lang: str
) -> None:
    """For the bundled license on 2 July 2028 each format prints what its file in `check/` says."""
    monkeypatch.chdir(ROOT)
    day = ["--as-of", "2028-07-02", "--require-final", "--fail-on", "never"]
    text = icp("check", "-f", format, "--lang", lang, *day).text
    text = text.replace(icpcli.__version__, "VERSION")
    text = re.sub(r"(license.yaml(?:,line=|:))\d+", r"\1LINE", text)
    text = re.sub(r"(?m)^(icp_last_run_timestamp_seconds{.*}) \d+$", r"\1 NOW", text)
    golden(TESTS / "render" / "check" / f"{format}-{lang}.txt", text)


def test_verdict_is_not_drawn_from_the_clock() -> None:
    """A format is a function of the verdict: the same in, the same out."""
    moment = datetime(2026, 11, 24, tzinfo=CHINA)
    verdict: Verdict = judge(with_status(Status.CRITICAL))._replace(written=moment)
    assert check_prometheus(verdict, "en") == check_prometheus(verdict, "en")
