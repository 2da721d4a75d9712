"""`icp validate` takes files of every kind, and tells by their content what they are."""

import json
from pathlib import Path

import pytest
from places import LICENSE, TESTS
from terminal import icp

HOUSE = """\
rule_set:
  id: house
  kind: law
  title: {zh: 公司内部规定}
rules:
  - {id: audit, article: 三, trigger: each year, due: Q1, title: {zh: 内部审计}}
"""
NOTICE = TESTS / "importers" / "announcements" / "imagined-2027.txt"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a license, its journal, a notice and files of other programs."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "license.yaml").write_bytes(LICENSE.read_bytes())
    assert icp("record", "capital-change", "--on", "2026-11-20").code == 0
    assert icp("holidays", "add", NOTICE, "--as-of", "2026-12-01").code == 0
    (tmp_path / "mkdocs.yml").write_text("site_name: x\nlicense: MIT\n")
    (tmp_path / "role.yaml").write_text("rules:\n  - {apiGroups: [''], verbs: [get]}\n")
    (tmp_path / "chart.yaml").write_text("a: {{ .Values }}\n")
    return tmp_path


def every_file() -> list[str]:
    return sorted(str(path) for path in Path().rglob("*.y*ml"))


def test_every_kind() -> None:
    """A license, a journal and a notice are valid, each with what was found in it."""
    answer = icp("validate", "license.yaml", "journal.yaml", "holidays/2027.yaml")
    assert (answer.code, answer.err) == (0, "")
    assert answer.text.splitlines() == [
        (
            "license.yaml: valid (京ICP证130204号 北京智明星通科技股份有限公司, 23 rules, "
            "11 of them of rule sets, 27 duties)"
        ),
        "journal.yaml: valid (journal of 京ICP证130204号, entries: 1)",
        "holidays/2027.yaml: valid (holiday notice for 2027)",
    ]
    said = json.loads(icp("validate", *every_file(), "--skip-others", "-f", "json").text)["files"]
    assert [(one["file"], one["kind"]) for one in said] == [
        ("holidays/2027.yaml", "notice"),
        ("journal.yaml", "journal"),
        ("license.yaml", "license"),
    ]


def test_rule_sets() -> None:
    """A rule set of one's own is valid by itself, and is read with each license that names it."""
    Path("rule_sets").mkdir()
    own = Path("rule_sets", "house.yaml")
    own.write_text(HOUSE, "utf-8")
    answer = icp("validate", own)
    assert (answer.text, answer.err) == (f"{own}: valid (rule set house, 1 rules, 0 duties)\n", "")
    naming("house")
    assert "13 rules" in icp("validate", "license.yaml").text


def test_a_broken_rule_set() -> None:
    """A fault in a rule set is told with its file, line and column, once for all that name it."""
    Path("rule_sets").mkdir()
    Path("rule_sets", "house.yaml").write_text(HOUSE.replace("Q1", "Q7"), "utf-8")
    naming("house")
    for files in (["license.yaml"], ["license.yaml", "rule_sets/house.yaml"]):
        answer = icp("validate", *files, ICP_LANG="en")
        assert (answer.code, answer.out) == (3, b"")
        [line] = answer.err.splitlines()
        assert line.startswith('rule_sets/house.yaml:6:49: rules[0].due: "Q7" is not a period')


def naming(rule_set: str) -> None:
    """Let the license name a rule set."""
    license = Path("license.yaml")
    text = license.read_text("utf-8")
    license.write_text(text.replace("[telecom-law]", f"[{rule_set}]", 1), "utf-8")


def test_skip_others() -> None:
    """--skip-others passes over the YAML of other programs; without it, that is no license."""
    assert icp("validate", "--skip-others", *every_file()).code == 0
    assert icp("validate", "--skip-others", "mkdocs.yml").text == ""
    for file in ("mkdocs.yml", "role.yaml", "chart.yaml"):
        answer = icp("validate", file)
        assert (answer.code, answer.out) == (3, b"")
        assert answer.err.startswith(f"{file}:1:")


@pytest.mark.parametrize(
    ("file", "text", "problem"),
    [
        ("license.yaml", "license: {number: 1}\n", '"rules" is missing'),
        (
            "journal.yaml",
            "# journal of 京ICP证130204号\n- {recorded: 2026-11-24, event: capitol-change, on: 2026-11-20}\n",
            'the license declares no event "capitol-change"',
        ),
        (
            "journal.yaml",
            "# journal of 京ICP证130204号\n- {recorded: 2026-11-24, event: capital-change, on: 2026-11-31}\n",
            'there is no day "2026-11-31"',
        ),
        ("journal.yaml", "# journal of 京ICP证9号\n", "a number that no license here has"),
        ("journal.yaml", "# journal of 京ICP证130204号\n- {", "torn"),
        ("a.journal.yaml", "- {recorded: 2026-11-24, event: x, on: 2026-11-31}\n", "no day"),
        ("holidays/2027.yaml", "year: 2027\nfestivals: []\n", "statutory day"),
        ("holidays/2028.yaml", "year: 28\nfestivals: []\n", "is not a whole number"),
    ],
)
def test_what_is_wrong(file: str, text: str, problem: str) -> None:
    """What is wrong with a file of ours is told with its line, also where others are passed over."""
    Path(file).write_text(text, "utf-8")
    for words in ([file], ["--skip-others", *every_file()]):
        answer = icp("validate", *words)
        assert answer.code == 3
        assert problem in answer.err
        assert {line.split(":")[0] for line in answer.err.splitlines()} == {file}


def test_a_journal_without_its_license(home: Path) -> None:
    """A journal whose license is not beside it is judged by its form: any event may be one."""
    (home / "license.yaml").unlink()
    text = "# journal of 1\n- {recorded: 2026-11-24, event: anything, on: 2026-11-20}\n"
    (home / "journal.yaml").write_text(text)
    assert (
        icp("validate", "journal.yaml").text == "journal.yaml: valid (journal of 1, entries: 1)\n"
    )
    (home / "journal.yaml").write_text(text.partition("\n")[2])
    assert "a license that is not named" in icp("validate", "journal.yaml").text


def test_an_amendment_needs_its_notice(home: Path) -> None:
    """A notice is judged with the others of its folder, and is told of its own mistakes only."""
    path = home / "holidays" / "2027-2.yaml"
    path.write_text(
        "year: 2027\nissued: 2027-01-04\namends: true\nfestivals: [{name: 元旦, off: [2027-01-05]}]\n"
    )
    answer = icp("validate", "holidays/2027.yaml", "holidays/2027-2.yaml")
    assert answer.code == 3
    assert answer.err.startswith("holidays/2027-2.yaml:1:1: 2027: weekdays off less make-up")
    assert answer.text == "holidays/2027.yaml: valid (holiday notice for 2027)\n"
    (home / "holidays" / "2027.yaml").unlink()
    assert "amends the notice for 2027, but there is none" in icp("validate", path).err
