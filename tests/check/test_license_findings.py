"""A license that cannot be right says so: in `lint`, `check`, `remind`, and as a note in `validate`."""

import json
from pathlib import Path

import pytest
from places import LICENSE
from samples import BUNDLED, calendar, d, license_with, rule
from terminal import icp

from icpcli.check.findings import lint
from icpcli.deadlines.report import compute
from icpcli.model.finding import Finding, Level
from icpcli.model.journal import Event, Filing, Journal
from icpcli.model.license import Ended, License, Unread

QUIET = BUNDLED._replace(issuer="工业和信息化部")
RENEWED = (Filing("renewal@2028", d("2028-03-01"), d("2028-03-01")),)


def found(*licenses: License, as_of: str = "2026-11-24", **journals: Journal) -> list[Finding]:
    """The findings on licenses; `journals` by the name of the license's file, without its ending."""
    by_file = {f"{name}.yaml": journal for name, journal in journals.items()}
    report = compute(licenses, calendar(), d(as_of), journals=by_file)
    return list(lint(report, calendar(), by_file))


def codes(*licenses: License, **more: object) -> list[str]:
    return [one.code for one in found(*licenses, **more)]


def without(*ids: str) -> License:
    """The bundled license without some of its rules."""
    return QUIET._replace(rules=tuple(one for one in QUIET.rules if one.id not in ids))


@pytest.mark.parametrize(
    ("due", "trigger", "continuing", "missing"),
    [
        ("90 days before", "expires", True, False),
        ("90 days before", "expires", None, False),
        ("3 months before", "expires", None, False),
        ("90 days before", "expires", False, True),
        ("30 days after", "expires", None, True),
        ("immediately", "expires", None, True),
        ("90 days after", "issued", None, True),
        ("Q1", "each year", None, True),
        ("30 days after", "it", None, True),
    ],
)
def test_no_renewal_rule(due: str, trigger: str, continuing: bool | None, missing: bool) -> None:
    """A license with a term needs a rule that counts back from its end for a holder who continues."""
    license = license_with(rule(due, trigger, continuing=continuing), issuer="x")
    said = found(license)
    assert [(one.code, one.level) for one in said] == [("no-renewal-rule", Level.WARNING)] * missing
    assert codes(license._replace(no_renewal="由总公司统一办理")) == []
    assert codes(license._replace(ended=Ended(d("2026-10-01"), "已注销"))) == []


@pytest.mark.parametrize("lost", ["renewal", "non-renewal-report"])
def test_half_a_pair(lost: str) -> None:
    """Where a scan lost one of the two alternatives, the other one says so, with its line and clause."""
    said = [one for one in found(without(lost)) if one.code == "half-pair"]
    assert [(one.level, one.clause) for one in said] == [(Level.WARNING, "十二")]
    assert f"names {lost} as its alternative, and the file has no such rule" in said[0].message.en
    (left,) = [one for one in without(lost).rules if one.alternative == lost]
    assert said[0].line == left.line


def test_an_alternative_that_does_not_answer() -> None:
    """Two rules are a pair where each names the other, one for each way; else it is half a pair."""
    renewal = rule("90 days before", "expires", id="a", continuing=True, alternative="b")
    for other in (
        rule("90 days before", "expires", id="b", continuing=False),
        rule("90 days before", "expires", id="b", continuing=True, alternative="a"),
    ):
        assert "half-pair" in codes(license_with(renewal, other))
    right = rule("90 days before", "expires", id="b", continuing=False, alternative="a")
    assert "half-pair" not in codes(license_with(renewal, right))


def test_unread_sentences() -> None:
    """Each sentence that import made no rule of is told, with its own words, clause and line."""
    license = QUIET._replace(
        unread=(Unread("七", "应当在三十日内报备", 88), Unread("未读出", "每年报告", 89))
    )
    said = found(license)
    assert [(one.code, one.level, one.clause, one.line) for one in said] == [
        ("unread-sentence", Level.WARNING, "七", 88),
        ("unread-sentence", Level.WARNING, "未读出", 89),
    ]
    assert "应当在三十日内报备" in said[0].message.zh


A, B = (QUIET._replace(file=f"{name}.yaml") for name in "ab")
MOVED = Journal((Event("capital-change", d("2026-11-20")),), entries=1)
OTHER = Journal((Event("capital-change", d("2026-11-19")),), entries=1)


def test_one_license_twice() -> None:
    """Two files that say the same are answered once, and one is told to keep one of them."""
    report = compute([A, B], calendar(), d("2026-11-24"))
    assert [state.license.file for state in report.licenses] == ["a.yaml"]
    (said,) = found(A, B)
    assert (said.code, said.level) == ("duplicate-license", Level.WARNING)
    assert "b.yaml is the license of a.yaml once more" in said.message.en
    moved = B._replace(rules=tuple(one._replace(line=one.line + 7) for one in B.rules))
    assert codes(A, moved) == ["duplicate-license"]
    assert codes(A, B, QUIET._replace(file="c.yaml")) == ["duplicate-license"] * 2


@pytest.mark.parametrize("journals", [{"a": MOVED}, {"b": MOVED}, {"a": MOVED, "b": MOVED}])
def test_the_file_with_the_journal_is_kept(journals: dict[str, Journal]) -> None:
    """Of two files that say the same the one with a journal answers: nothing recorded is lost."""
    by_file = {f"{name}.yaml": journal for name, journal in journals.items()}
    report = compute([A, B], calendar(), d("2026-11-24"), journals=by_file)
    assert len(report.licenses) == 1
    assert "registry-update@2026-11-20" in [one.id for one in report.deadlines]


def test_two_journals_of_one_license() -> None:
    """Where each of two files has a journal of its own, both are answered, and one is told."""
    (said,) = found(A, B, a=MOVED, b=OTHER)
    assert "have one number and differ in journal: both are answered" in said.message.en
    report = compute(
        [A, B], calendar(), d("2026-11-24"), journals={"a.yaml": MOVED, "b.yaml": OTHER}
    )
    assert [one.license.file for one in report.deadlines if one.rule.id == "registry-update"] == [
        "b.yaml",
        "a.yaml",
    ]


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"expires": d("2028-07-02")}, "expires"),
        ({"holder": "另一家", "continuing": True}, "holder, continuing"),
        ({"rules": QUIET.rules[1:]}, "rules.incident-report"),
        ({"unread": (Unread("七", "每年报告", 88),)}, "unread"),
        ({"holder": "x", "owner": "x", "issuer": "x", "excludes": "x"}, "holder, excludes, issuer"),
    ],
)
def test_two_files_that_differ(changes: dict[str, object], fields: str) -> None:
    """Two files of one number that differ are both answered, and the fields that differ are named."""
    other = B._replace(**changes)
    said = [one for one in found(A, other) if one.code == "duplicate-license"]
    assert [one.message.en for one in said] == [
        (
            f"b.yaml and a.yaml have one number and differ in {fields}: both are answered; keep the one "
            "that is right"
        )
    ]
    assert len(compute([A, other], calendar(), d("2026-11-24")).licenses) == 2


def test_two_licenses_of_one_company() -> None:
    """Two numbers are two licenses, however alike they are."""
    assert codes(A, B._replace(number="京ICP证130205号")) == []


@pytest.mark.parametrize(
    ("as_of", "level"),
    [
        ("2028-05-01", None),
        ("2028-05-02", Level.WARNING),
        ("2028-05-31", Level.WARNING),
        ("2028-06-01", Level.CRITICAL),
        ("2028-07-01", Level.CRITICAL),
        ("2028-07-02", Level.CRITICAL),
        ("2029-07-02", Level.CRITICAL),
    ],
)
@pytest.mark.parametrize("continuing", [None, True])
def test_a_renewal_without_an_answer(
    as_of: str, level: Level | None, continuing: bool | None
) -> None:
    """A filed renewal is not yet a license: a warning from 60 days before expiry, critical from 30."""
    license = A._replace(continuing=continuing)
    said = found(license, as_of=as_of, a=Journal(filings=RENEWED))
    told = {one.code: one.level for one in said if one.level is not Level.INFO}
    expired = {"expired": Level.CRITICAL} if as_of > "2028-07-01" else {}
    assert told == ({"renewal-unanswered": level} if level else {}) | expired
    for one in said:
        if one.code == "renewal-unanswered":
            assert ("第五十条" in one.message.zh) == (as_of > "2028-07-01")


@pytest.mark.parametrize(
    "license",
    [
        A._replace(expires=d("2033-07-01")),  # the new term
        A._replace(ended=Ended(d("2028-06-01"), "已注销")),
    ],
)
def test_an_answered_renewal(license: License) -> None:
    """Once the new term stands in the file, or the license came to its end, nobody asks any more."""
    assert "renewal-unanswered" not in codes(
        license, as_of="2028-07-02", a=Journal(filings=RENEWED)
    )


def test_a_reported_end_waits_for_no_answer() -> None:
    """The report of the end closes the renewal, too, and nobody answers a report."""
    reported = Journal(filings=(Filing("non-renewal-report@2028", d("2028-03-01")),))
    said = codes(A, as_of="2028-07-02", a=reported)
    assert said == ["expired"]  # until the file says continuing: no
    assert codes(A._replace(continuing=False), as_of="2028-07-02", a=reported) == []
    ended = A._replace(ended=Ended(d("2028-07-01"), "已注销"))
    assert codes(ended, as_of="2028-07-02") == []


def test_two_copies_in_one_command(tmp_path: Path) -> None:
    """`check` answers two copies once and warns; where they differ, each id names its file."""
    a, b = tmp_path / "a.yaml", tmp_path / "b.yaml"
    for path in (a, b):
        path.write_bytes(LICENSE.read_bytes())
    both = ("check", "-l", a, "-l", b, "-f", "json")
    answer = icp(*both)
    said = json.loads(answer.text)
    assert (answer.code, [one["file"] for one in said["licenses"]]) == (1, [str(a)])
    b.write_text(LICENSE.read_text("utf-8").replace("expires: 2028-07-01", "expires: 2028-07-02"))
    said = json.loads(icp(*both).text)
    renewals = {one["file"]: one["due"] for one in said["deadlines"] if one["rule"] == "renewal"}
    assert renewals == {str(a): "2028-04-02", str(b): "2028-04-03"}
    (twice,) = [one for one in said["findings"] if one["code"] == "duplicate-license"]
    assert twice["message"]["zh"].endswith("expires 不同：两份都计算，请只保留对的一份")


def test_the_end_is_on_the_screen(tmp_path: Path) -> None:
    """An ended license says so in its headline, is quiet in `check`, and has no red line."""
    path = tmp_path / "license.yaml"
    ended = "  continuing: undecided\n  ended: {on: 2026-10-31, why: 已注销}\n"
    text = LICENSE.read_text("utf-8").replace("  continuing: undecided\n", ended)
    path.write_text(text, "utf-8")
    shown = icp("deadlines", "-l", path, "--lang", "zh", "--as-of", "2029-01-01").text
    assert "许可证已于 2026-10-31 终止" in shown
    assert icp("check", "-l", path, "--as-of", "2029-01-01").code == 0


@pytest.fixture
def no_renewal(tmp_path: Path) -> Path:
    """A license file from which a scan lost the rule on renewal."""
    text = LICENSE.read_text("utf-8")
    begin, end = text.index("  - id: renewal\n"), text.index("  - id: non-renewal-report\n")
    path = tmp_path / "license.yaml"
    path.write_text(text[:begin] + text[end:], "utf-8")
    return path


def test_every_command_says_so(no_renewal: Path) -> None:
    """`check` warns (exit 1), `lint` and `remind` say it, `validate` notes it with its place, exit 0."""
    answer = icp("check", "-l", no_renewal, "-f", "json")
    said = json.loads(answer.text)
    assert (answer.code, said["status"]) == (1, "warning")
    warned = [one["code"] for one in said["findings"] if one["level"] == "warning"]
    assert warned == ["no-renewal-rule", "half-pair"]
    lints = json.loads(icp("lint", "-l", no_renewal, "-f", "json").text)
    assert lints["findings"] == said["findings"]
    assert "no rule says how to renew it" in icp("remind", "-l", no_renewal).text
    valid = icp("validate", no_renewal)
    line = no_renewal.read_text("utf-8").splitlines().index("  - id: non-renewal-report") + 1
    assert valid.code == 0
    assert [line.partition(": ")[0] for line in valid.err.splitlines()] == [
        f"{no_renewal}:1",
        f"{no_renewal}:{line}",
    ]


def test_it_can_be_mended(no_renewal: Path) -> None:
    """`no_renewal: REASON` and a rule without the alternative put it right."""
    text = no_renewal.read_text("utf-8")
    text = text.replace("    alternative: renewal\n", "")
    text = text.replace(
        "  continuing: undecided\n", "  continuing: undecided\n  no_renewal: 总公司办理\n"
    )
    no_renewal.write_text(text, "utf-8")
    assert icp("check", "-l", no_renewal).code == 0
    assert icp("validate", no_renewal).err == ""
