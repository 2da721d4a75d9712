"""What besides the deadlines wants attention: each lint, what makes it speak and what makes it stop."""

import json
from datetime import date
from pathlib import Path

import pytest
from places import LICENSE, ROOT
from samples import BUNDLED, calendar, d
from terminal import Answer, icp

from icpcli.check.findings import lint
from icpcli.deadlines.report import compute
from icpcli.journal.file import parse_journal
from icpcli.journal.on_day import journal_on
from icpcli.model.finding import Finding, Level
from icpcli.model.license import Ended, License

AS_OF = d("2026-11-24")
CERTIFICATE = ROOT / "examples" / "certificate.txt"
QUIET = BUNDLED._replace(issuer="工业和信息化部")


def found(
    *entries: str,
    license: License = QUIET,
    as_of: date = AS_OF,
    certificate: str = "",
    through: int = 2026,
) -> list[Finding]:
    """The findings with these entries: `event day`, or what else stands in the line of one."""
    fields = [
        entry if ":" in entry else "event: {}, on: {}".format(*entry.split()) for entry in entries
    ]
    lines = "".join(f"- {{recorded: 2026-11-24, {said}}}\n" for said in fields)
    records = parse_journal(lines.encode(), "j", license)
    journals = {license.file: journal_on(records, as_of)[0]}
    report = compute([license], calendar(through), as_of, journals=journals)
    return list(lint(report, calendar(through), journals, certificate))


def codes(*entries: str, **more: object) -> list[str]:
    return [one.code for one in found(*entries, **more)]


@pytest.mark.parametrize("rule", ["operator-change", "scope-change", "foreign-shareholder"])
@pytest.mark.parametrize(
    ("events", "breaches"),
    [
        (["approved 2026-10-20"], []),
        (["done 2026-10-20"], ["2026-10-20"]),
        (["approved 2026-10-20", "done 2026-10-20"], []),
        (["approved 2026-10-20", "done 2026-10-21"], []),
        (["done 2026-10-20", "approved 2026-10-21"], ["2026-10-20"]),
        (["done 2026-10-21", "approved 2026-10-20"], []),
        (["approved 2026-10-20", "done 2026-10-21", "done 2026-10-22"], ["2026-10-22"]),
        (["done 2026-10-20", "approved 2026-10-21", "done 2026-10-22"], ["2026-10-20"]),
        (["approved 2026-10-20", "approved 2026-10-20", "done 2026-10-21", "done 2026-10-22"], []),
    ],
)
def test_gates(rule: str, events: list[str], breaches: list[str]) -> None:
    """A change needs an approval of its own on that day or before; without one it is a breach."""
    said = found(*(f"{rule}-{event}" for event in events))
    assert [str(one.dates[0]) for one in said] == breaches
    for one in said:
        assert (one.code, one.level, one.clause) == ("gate-breached", Level.CRITICAL, "十一")
        assert one.waivable == f"{rule}-done@{one.dates[0]}"


@pytest.mark.parametrize(
    ("entries", "breaches"),
    [
        (["operator-change-approved 2024-03-01"], ["2026-10-20"]),
        (["operator-change-approved 2026-09-10"], []),
        (["operator-change-approved 2026-10-20"], []),
        (["operator-change-approved 2026-10-21"], ["2026-10-20"]),
    ],
)
def test_an_approval_from_before_the_decision(entries: list[str], breaches: list[str]) -> None:
    """An approval that is older than the decision was given for something else."""
    said = found("operator-change-decision 2026-09-10", "operator-change-done 2026-10-20", *entries)
    assert [str(one.dates[0]) for one in said if one.code == "gate-breached"] == breaches


def test_each_change_has_its_own_decision() -> None:
    """A later decision takes nothing from the approval of a change that was decided before it."""
    assert "gate-breached" not in codes(
        "operator-change-decision 2026-08-10",
        "operator-change-approved 2026-09-01",
        "operator-change-decision 2026-09-10",
        "operator-change-done 2026-09-21",
    )


def test_a_breach_tells_when_the_approval_came() -> None:
    """A breach names the day of the change, and that of the approval where one came later."""
    (late,) = found("scope-change-done 2026-10-20", "scope-change-approved 2026-10-21")
    assert late.dates == (d("2026-10-20"), d("2026-10-21"))
    assert "approved only on 2026-10-21" in late.message.en
    (never,) = found("scope-change-done 2026-10-20")
    assert "no approval is recorded" in never.message.en


@pytest.mark.parametrize(
    ("as_of", "level"), [("2026-11-30", Level.INFO), ("2026-12-01", Level.CRITICAL)]
)
def test_a_breach_can_be_waived(as_of: str, level: Level) -> None:
    """A breach cannot be undone; who knows of it can have peace up to a day, with a reason."""
    waiver = "waive: scope-change-done@2026-10-20, until: 2026-11-30, reason: told the authority"
    said = found("scope-change-done 2026-10-20", waiver, as_of=d(as_of))
    assert [(one.code, one.level) for one in said] == [("gate-breached", level)]
    assert ("waived until 2026-11-30" in said[0].message.en) == (level is Level.INFO)


@pytest.mark.parametrize(
    ("as_of", "level"), [("2026-12-24", Level.INFO), ("2026-12-25", Level.CRITICAL)]
)
def test_a_breach_is_not_waived_for_long(as_of: str, level: Level) -> None:
    """A waiver of a breach that was written by hand lasts 30 days as well, whatever day it names."""
    waiver = "waive: scope-change-done@2026-10-20, until: 2027-10-31, reason: x"
    said = found("scope-change-done 2026-10-20", waiver, as_of=d(as_of))
    assert [one.level for one in said if one.code == "gate-breached"] == [level]


@pytest.mark.parametrize(
    ("entries", "asked"),
    [
        (["shareholder-change 2026-10-20"], ["2026-10-20"]),
        (["capital-change 2026-10-20"], []),
        (["event: shareholder-change, on: 2026-10-20, answer: no"], []),
        (["event: shareholder-change, on: 2026-10-20, answer: yes"], ["2026-10-20"]),
        (
            [
                "event: shareholder-change, on: 2026-10-20, answer: yes",
                "operator-change-decision 2026-09-10",
            ],
            [],
        ),
        (["shareholder-change 2026-10-20", "operator-change-decision 2026-09-10"], []),
        (["shareholder-change 2026-10-20", "operator-change-decision 2026-11-10"], []),
        (["shareholder-change 2026-10-20", "answers: 1, answer: no"], []),
        (
            ["shareholder-change 2026-10-20", "answers: 1, answer: no", "undo: 2, reason: x"],
            ["2026-10-20"],
        ),
        (["shareholder-change 2026-10-20", "undo: 1, reason: x"], []),
        (
            [
                "shareholder-change 2024-10-21",
                "shareholder-change 2026-10-20",
                "operator-change-decision 2026-09-10",
            ],
            ["2024-10-21"],
        ),
        (["operator-change-decision 2024-01-08", "shareholder-change 2026-10-20"], ["2026-10-20"]),
        (["operator-change-decision 2026-04-22", "shareholder-change 2026-10-20"], ["2026-10-20"]),
        (["operator-change-decision 2026-04-23", "shareholder-change 2026-10-20"], []),
        (["shareholder-change 2026-04-23", "operator-change-decision 2026-10-20"], []),
        (["shareholder-change 2026-04-22", "operator-change-decision 2026-10-20"], ["2026-04-22"]),
        (
            [
                "operator-change-decision 2024-01-08",
                "event: shareholder-change, on: 2026-10-20, answer: yes",
            ],
            [],
        ),
        (
            [
                "operator-change-decision 2024-01-08",
                "operator-change-decision 2026-09-10",
                "event: shareholder-change, on: 2026-09-24, answer: yes",
                "shareholder-change 2026-10-20",
            ],
            ["2026-10-20"],
        ),
    ],
)  # fmt: skip
def test_operator_question(entries: list[str], asked: list[str]) -> None:
    """Each change of shareholders needs an answer: no, or a decision of its own on record, not far off."""
    besides = ("event-long-ago", "same-facts")
    said = [one for one in found(*entries) if one.code not in besides]
    assert [str(one.dates[0]) for one in said] == asked
    for one in said:
        assert (one.code, one.level, one.clause) == ("open-question", Level.WARNING, "十一")


FOUND = "illegal-content-found 2026-10-20"


@pytest.mark.parametrize(
    ("entries", "said"),
    [
        ([FOUND], None),
        ([FOUND, "illegal-content 2026-10-20"], None),
        ([FOUND, "illegal-content 2026-10-19"], None),
        (
            [FOUND, "illegal-content-found 2026-10-21", "illegal-content 2026-10-22"],
            (
                "Entry 3 (illegal-content 2026-10-22) could close any of "
                "illegal-content-handling@2026-10-20, illegal-content-handling@2026-10-21, and so closes "
                "none: icp undo 3 --reason TEXT, then record it again with --for"
            ),
        ),
        (
            [FOUND, FOUND, FOUND, FOUND, "illegal-content 2026-10-22"],
            (
                "Entry 5 (illegal-content 2026-10-22) could close any of "
                "illegal-content-handling@2026-10-20, illegal-content-handling@2026-10-20.2, "
                "illegal-content-handling@2026-10-20.3, and so closes none: icp undo 5 --reason TEXT, then record it "
                "again with --for"
            ),
        ),
        (
            [
                FOUND,
                "event: illegal-content, on: 2026-10-19, for: illegal-content-handling@2026-10-20",
            ],
            (
                "Entry 2 (illegal-content 2026-10-19) is for illegal-content-handling@2026-10-20, which "
                "was not open on that day: icp undo 2 --reason TEXT, then record it again"
            ),
        ),
        (
            [
                FOUND,
                "event: illegal-content, on: 2026-10-21, for: illegal-content-handling@2026-10-20",
                "undo: 1, reason: x",
            ],
            (
                "Entry 2 (illegal-content 2026-10-21) is for illegal-content-handling@2026-10-20, which "
                "was not open on that day: icp undo 2 --reason TEXT, then record it again"
            ),
        ),
    ],
)
def test_unclear_closings(entries: list[str], said: str | None) -> None:
    """An entry that fits several deadlines, or none although it names one, is told by its number."""
    findings = [one for one in found(*entries) if one.code != "same-facts"]
    assert [one.message.en for one in findings] == ([said] if said else [])
    for one in findings:
        assert (one.code, one.level, one.clause) == ("unclear-closing", Level.WARNING, "九")


@pytest.mark.parametrize(
    ("day", "said"),
    [("2025-11-24", []), ("2025-11-23", ["event-on-day-off", "event-long-ago"]), ("2025-11-21", ["event-long-ago"])],
)  # fmt: skip
def test_an_event_of_long_ago(day: str, said: list[str]) -> None:
    """An event dated more than a year before it was recorded may be a slip: told, without any alarm."""
    findings = found(f"capital-change {day}")
    assert [one.code for one in findings] == said
    assert {one.level for one in findings} <= {Level.INFO}
    # It is measured from the day on which it was recorded: nothing grows old in the journal.
    assert codes(f"capital-change {day}", as_of=d("2028-06-01")) == said


def test_nothing_starts_after_the_end() -> None:
    """An event after the license came to its end starts nothing, and one is told."""
    ended = QUIET._replace(ended=Ended(d("2026-10-19"), "注销"))
    assert codes("capital-change 2026-10-20", license=ended) == ["event-after-end"]
    assert codes("capital-change 2026-10-19", license=ended) == []


@pytest.mark.parametrize(
    ("day", "off"),
    [
        ("2026-10-01", True),
        ("2026-10-10", False),
        ("2026-10-17", True),
        ("2026-10-20", False),
        ("2026-02-14", False),
    ],
)
def test_event_on_a_day_off(day: str, off: bool) -> None:
    """An event on a day off may be a slip; a make-up workday is none."""
    said = found(f"capital-change {day}")
    assert [(one.code, one.level, one.clause) for one in said] == [
        ("event-on-day-off", Level.INFO, "十二")
    ] * off


def test_no_word_of_a_day_that_is_not_decided() -> None:
    """Of a day that a notice may still make a working day nothing is said."""
    assert codes("capital-change 2027-02-03", as_of=d("2027-03-01")) == []


def test_issuer_empty() -> None:
    """A blank issuer is told, and is as the certificate has it."""
    (one,) = found(license=BUNDLED)
    assert (one.code, one.level) == ("issuer-empty", Level.INFO)
    assert codes(license=QUIET) == []


@pytest.mark.parametrize(
    ("issued", "expires", "whole"),
    [
        ("2023-07-01", "2028-07-01", True),
        ("2023-07-01", "2028-06-30", True),
        ("2023-07-01", "2028-07-02", False),
        ("2023-07-01", "2028-06-29", False),
        ("2023-07-01", "2027-12-31", False),
        ("2023-07-01", "2023-07-01", False),
        ("2023-01-01", "2027-12-31", True),
        ("2024-02-29", "2029-02-28", True),
        ("2024-02-29", "2028-02-29", True),
        ("2024-02-29", "2029-03-01", True),
        ("2023-03-01", "2028-02-29", True),
        ("2023-03-01", "2028-02-28", False),
    ],
)
def test_whole_years(issued: str, expires: str, whole: bool) -> None:
    """A term ends on the day of the issue some years later, or the day before: else it is told."""
    license = QUIET._replace(issued=d(issued), expires=d(expires))
    told = [code for code in codes(license=license) if code != "expired"]
    assert told == ([] if whole else ["term-not-whole-years"])


@pytest.mark.parametrize(
    ("as_of", "through", "missing"),
    [
        ("2026-12-15", 2026, False),
        ("2026-12-16", 2026, True),
        ("2026-12-31", 2026, True),
        ("2026-12-31", 2025, True),
        ("2025-12-31", 2026, False),
        ("2027-01-01", 2026, False),
    ],
)
def test_notice_missing(as_of: str, through: int, missing: bool) -> None:
    """After 15 December the notice for the next year is missed."""
    said = found(as_of=d(as_of), through=through)
    assert [(one.code, one.level) for one in said] == [("notice-missing", Level.INFO)] * missing


def test_quotes() -> None:
    """Each quote must be in the certificate, whatever its blanks, line ends and width of signs."""
    text = CERTIFICATE.read_text("utf-8")
    assert codes(certificate=text) == []
    assert codes(certificate=text.replace("（", "(").replace("，", ",")) == []
    said = found(certificate=text.replace("参加电信主管部门组织", "参与电信主管部门组织"))
    assert [(one.code, one.level, one.clause) for one in said] == [
        ("quote-not-found", Level.INFO, "十四")
    ]


def test_what_the_journal_speaks_of() -> None:
    """A filing of what there is not, and a second one, are told."""
    said = found(
        "done: annual-report@2031, on: 2026-10-20",
        "waive: renewal@2029, until: 2027-01-01, reason: x",
        "done: annual-report@2026, on: 2026-03-20",
        "done: annual-report@2026, on: 2026-03-18",
    )
    assert [one.code for one in said] == ["unknown-deadline", "filed-twice", "unknown-deadline"]
    assert said[1].dates == (d("2026-03-18"), d("2026-03-20"))


@pytest.mark.parametrize(
    ("as_of", "said"),
    [
        ("2026-11-19", []),
        ("2026-11-24", ["waived-past-due"]),
        ("2026-12-10", ["waived-past-due"]),
        ("2026-12-11", []),
    ],
)
def test_waived_past_its_due_day(as_of: str, said: list[str]) -> None:
    """What was due while nobody wanted to be asked about it is still told, without any alarm."""
    waiver = "waive: registry-update@2026-10-20, until: 2026-12-10, reason: x"
    findings = found("capital-change 2026-10-20", waiver, as_of=d(as_of))
    assert [one.code for one in findings] == said
    for one in findings:
        assert (one.level, one.clause) == (Level.INFO, "十二")
        assert one.dates == (d("2026-11-19"), d("2026-12-10"))


def test_filed_is_not_waived_past_its_due_day() -> None:
    """Of what was filed nothing is told, although it was waived over its due day before."""
    waiver = "waive: registry-update@2026-10-20, until: 2026-12-10, reason: x"
    filing = "done: registry-update@2026-10-20, on: 2026-11-24"
    assert codes("capital-change 2026-10-20", waiver, filing, as_of=d("2026-11-26")) == []


def test_the_worst_comes_first() -> None:
    """Findings are sorted: breaches, then questions, then what only informs."""
    levels = [
        one.level
        for one in found(
            "shareholder-change 2026-10-17",
            "scope-change-done 2026-10-20",
            "illegal-content-found 2026-10-20",
            "illegal-content-found 2026-10-20",
            "illegal-content 2026-10-20",
            license=BUNDLED,
        )
    ]
    assert levels == ["critical", "warning", "warning", "info", "info"]


def test_later_events_say_nothing_yet() -> None:
    """What is recorded for a day after that of the report is no finding of it."""
    assert codes("scope-change-done 2026-10-20", as_of=d("2026-10-19")) == []


def test_nothing_is_asked_of_other_licenses() -> None:
    """A license without these rules is asked none of these questions."""
    license = QUIET._replace(rules=tuple(one for one in QUIET.rules if one.clause == "十二"))
    assert codes("shareholder-change 2026-10-20", license=license) == []


@pytest.fixture
def license_file(tmp_path: Path) -> Path:
    path = tmp_path / "license.yaml"
    path.write_bytes(LICENSE.read_bytes())
    return path


def with_entries(license_file: Path, *events: str) -> None:
    for event in events:
        name, day = event.split()
        done = icp("record", name, "--on", day, "-l", license_file)
        assert done.code == 0, done.err


@pytest.mark.parametrize(
    ("events", "code", "status"),
    [
        ([], 0, "ok"),
        (["operator-change-approved 2026-10-17"], 0, "ok"),
        (["operator-change-done 2026-10-20"], 2, "critical"),
        (["shareholder-change 2026-11-24"], 1, "warning"),
        (["illegal-content-found 2026-11-24"], 2, "critical"),
    ],
)
def test_exit_codes(license_file: Path, events: list[str], code: int, status: str) -> None:
    """In `check` a breach is critical, a question a warning; `lint` itself always exits 0."""
    with_entries(license_file, *events)
    answer = icp("check", "-l", license_file, "-f", "json")
    said = json.loads(answer.text)
    assert (answer.code, said["status"]) == (code, status)
    assert icp("lint", "-l", license_file).code == 0
    lints = json.loads(icp("lint", "-l", license_file, "-f", "json").text)
    assert lints["findings"] == said["findings"]


def test_informing_changes_nothing(license_file: Path) -> None:
    """What only informs is in the JSON of `check`, and neither in its lines nor in its numbers."""
    with_entries(license_file, "operator-change-approved 2026-10-17")
    answer = icp("check", "-l", license_file, "-f", "json")
    said = json.loads(answer.text)
    assert [one["code"] for one in said["findings"]] == ["event-on-day-off", "issuer-empty"]
    assert said["counts"]["ok"] == len(said["deadlines"])
    assert icp("check", "-l", license_file).out == b""


FORMATS = ("table", "json", "csv", "markdown", "plain")


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_lint_in_every_format(license_file: Path, format: str, lang: str) -> None:
    """Each format names each finding's level, code, clause, day and words."""
    with_entries(license_file, "operator-change-done 2026-10-20", "shareholder-change 2026-10-20")
    answer = icp("lint", "-l", license_file, "-f", format, "--lang", lang)
    assert answer.code == 0
    for code in ("gate", "open-question", "issuer"):
        assert code in answer.text
    assert "十一" in answer.text
    assert ("已实施" in answer.text) == (lang == "zh" or format == "json")
    assert "2026-10-20" in answer.text.replace("\n", "")


def test_nothing_to_mind(license_file: Path) -> None:
    """Where nothing is found, people are told so, and machines get the names of the fields."""
    text = license_file.read_text("utf-8").replace("  issuer:\n", "  issuer: 工业和信息化部\n")
    license_file.write_text(text, "utf-8")
    assert icp("lint", "-l", license_file).text == "Nothing to mind\n"
    header = icp("lint", "-l", license_file, "-f", "plain").text
    assert header == "level\tcode\tlicense\tclause\tdates\tmessage\n"


def test_an_expired_license(license_file: Path) -> None:
    """That the license has expired is the first thing that lint says, as check does."""
    answer = icp("lint", "-l", license_file, "-f", "plain", "--as-of", "2028-07-02")
    assert answer.text.splitlines()[1].split("\t")[:2] == ["critical", "expired"]


def refusal(answer: Answer) -> str:
    assert (answer.code, answer.out) == (3, b"")
    return answer.err


def test_the_certificate_of_lint(license_file: Path, tmp_path: Path) -> None:
    """--certificate compares the quotes with a text; one that cannot be read is no answer."""
    arguments = ("lint", "-l", license_file, "-f", "plain", "--certificate")
    assert "quote-not-found" not in icp(*arguments, CERTIFICATE).text
    other = tmp_path / "other.txt"
    other.write_text("something else", "utf-8")
    assert icp(*arguments, other).text.count("quote-not-found") == len(
        [one for one in (*BUNDLED.rules, *BUNDLED.duties) if not one.rule_set]
    )
    assert "there is no such file" in refusal(icp(*arguments, tmp_path / "missing.txt"))
