"""`icp init`: a few answers make a license file that shows its deadlines at once."""

import json
import re
import sys
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from places import ROOT
from ruamel.yaml import YAML
from terminal import Answer, icp

from icpcli.files.chinese_print import squeeze
from icpcli.license.file import read_license
from icpcli.license.form import read_form

pytestmark = pytest.mark.usefixtures("nowhere")

FORM = read_form(ROOT / "data" / "forms" / "telecom.yaml")
KINDS = FORM.kinds
CERTIFICATE = squeeze((ROOT / "tests" / "data" / "certificate.txt").read_text("utf-8"))
OPTIONS = (
    *("--number", "京ICP证240001号"),
    *("--holder", "示例: 甲公司 #1"),
    *("--issued", "2024-01-15", "--expires", "2029-01-15"),
)


@pytest.fixture
def answering(monkeypatch: pytest.MonkeyPatch) -> "Answering":
    return Answering(monkeypatch)


class Answering:
    """`icp init` with a person who types these lines."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.monkeypatch = monkeypatch

    def init(self, *arguments: object, lines: str = "") -> Answer:
        stdin = TextIOWrapper(BytesIO(lines.encode()), encoding="utf-8")
        self.monkeypatch.setattr(sys, "stdin", stdin)
        return icp("init", *arguments)


@pytest.mark.parametrize("kind", KINDS)
def test_scripts_need_no_answers(kind: str, answering: Answering, nowhere: Path) -> None:
    """With every option given nothing is asked: the file is written, its deadlines are shown."""
    answer = answering.init("--kind", kind, *OPTIONS)
    assert (answer.code, answer.err.count("\n")) == (0, 1)
    assert "annual-report@2027" in answer.text
    license = read_license(nowhere / "license.yaml")
    assert (license.number, license.holder) == ("京ICP证240001号", "示例: 甲公司 #1")
    assert (str(license.issued), str(license.expires)) == ("2024-01-15", "2029-01-15")
    assert license.business == KINDS[kind].business.zh


def test_only_the_clauses_of_every_form(answering: Answering, nowhere: Path) -> None:
    """The rule set is clauses 九 and 十一 to 十四, in the form's own words, each to be compared."""
    answering.init(*OPTIONS)
    license = read_license(nowhere / "license.yaml")
    entries = (*license.rules, *license.duties)
    assert {entry.clause for entry in entries} == set(FORM.clauses)
    assert all(squeeze(entry.quote) in CERTIFICATE for entry in entries)
    assert {rule.id for rule in license.rules} == {
        *("renewal", "non-renewal-report", "annual-report", "operator-change", "scope-change"),
        *("foreign-shareholder", "registry-update", "provincial-license"),
        *("illegal-content-report", "illegal-content-handling"),
    }
    text = (nowhere / "license.yaml").read_text("utf-8")
    assert len(re.findall(r"# Compare with your paper: .*\n  - ", text)) == len(entries)


def test_the_file_is_for_an_editor_too(answering: Answering, nowhere: Path) -> None:
    """The modeline names the schema, which is laid beside the file and accepts it."""
    answering.init(*OPTIONS)
    text = (nowhere / "license.yaml").read_text("utf-8")
    assert text.startswith("# yaml-language-server: $schema=license.schema.json\n")
    schema = json.loads((nowhere / "license.schema.json").read_text("utf-8"))
    assert schema == json.loads(icp("schema").text)
    parser = YAML(typ="safe", pure=True)
    document = json.loads(json.dumps(parser.load(text), default=str))
    assert [it.message for it in Draft202012Validator(schema).iter_errors(document)] == []


def test_questions(answering: Answering, nowhere: Path) -> None:
    """What is not given is asked for, checked at once, and asked again until it is right."""
    lines = "ibc IDC _ B1-20240001 甲公司 24-01-15 2024年1月15日 2023-12-31 _ 2029-01-15"
    answer = answering.init(lines=lines.replace("_", "").replace(" ", "\n"))
    assert answer.code == 0
    assert read_license(nowhere / "license.yaml").business == "互联网数据中心业务"
    for said in (
        'there is no "ibc" (known: icp, edi, isp, idc)',
        "must not be empty",
        '"24-01-15" is not a date',
        "expires 2023-12-31, before it was issued (2024-01-15)",
    ):
        assert answer.err.count(said) == 1
    assert answer.text.startswith("B1-20240001  甲公司\n")


def test_some_options_and_some_answers(answering: Answering) -> None:
    """Only what is missing is asked for; an empty answer to the kind means icp."""
    answer = answering.init(*OPTIONS[:6], lines="\n2029-01-15\n")
    assert answer.code == 0
    assert answer.err.count("\n") == 3


def test_nobody_answers(answering: Answering, nowhere: Path) -> None:
    """Where a script forgot an option, its name is said, and nothing is written."""
    answer = answering.init(*OPTIONS[:4])
    assert (answer.code, answer.text) == (3, "")
    assert answer.err.endswith("icp: --issued: neither given nor answered\n")
    assert list(nowhere.iterdir()) == []


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        ("--kind", "b25", 'there is no "b25"'),
        ("--number", " ", "--number: must not be empty"),
        ("--holder", "a\x1bb", "--holder: must be on one line"),
        ("--issued", "2024-1/15", 'write 2024-01-15'),
        ("--expires", "2023-01-15", "before it was issued"),
        ("--expires", "2103-01-15", "2004-01-01 to 2099-12-31"),
    ],
)  # fmt: skip
def test_wrong_options(
    option: str, value: str, said: str, answering: Answering, nowhere: Path
) -> None:
    """An option that is wrong is refused at once, and nothing is written."""
    answer = answering.init(*OPTIONS, option, value)
    assert (answer.code, answer.text) == (3, "")
    assert said in answer.err
    assert list(nowhere.iterdir()) == []


def test_a_term_that_the_rules_cannot_count(answering: Answering, nowhere: Path) -> None:
    """The loader's own checks hold before anything is written: here a renewal before 2004."""
    answer = answering.init(*OPTIONS, "--issued", "2004-01-01", "--expires", "2004-02-01")
    assert (answer.code, answer.text) == (3, "")
    assert "this leaves the calendar" in answer.err
    assert list(nowhere.iterdir()) == []


def test_nothing_is_overwritten(answering: Answering, nowhere: Path) -> None:
    """A license that is there is kept, unless --force is given; nothing is asked before that."""
    path = nowhere / "license.yaml"
    path.write_text("mine")
    assert answering.init().err == "icp: license.yaml: is there already: --force overwrites it\n"
    assert path.read_text() == "mine"
    assert answering.init(*OPTIONS, "--force").code == 0
    assert answering.init(*OPTIONS, "-o", "other.yaml").code == 0
    assert read_license(path)._replace(file="") == read_license(Path("other.yaml"))._replace(
        file=""
    )


def test_a_broken_calendar_is_found_first(answering: Answering, nowhere: Path) -> None:
    """Where the notices beside the license cannot be read, nothing is asked and nothing written."""
    path = nowhere / "license.yaml"
    path.write_text("mine")
    (nowhere / "holidays").mkdir()
    (nowhere / "holidays" / "2027.yaml").write_text("year: 2027\n")
    for arguments in (OPTIONS, ()):
        answer = answering.init(*arguments, "--force")
        assert (answer.code, answer.text) == (3, "")
        assert answer.err.startswith("holidays/2027.yaml:1:1: ")
    assert path.read_text() == "mine"
    assert not (nowhere / "license.schema.json").exists()


def test_where_it_cannot_go(answering: Answering, nowhere: Path) -> None:
    """A folder that is missing, or stands in the way, is named before anything is asked."""
    (nowhere / "there").mkdir()
    for path, said in (
        ("sub/x.yaml", 'there is no folder "sub"'), ("there", "there is a folder"),
    ):  # fmt: skip
        answer = answering.init("-o", path)
        assert (answer.code, answer.err) == (3, f"icp: --output: {said}\n")


def test_the_deadlines_in_any_format(answering: Answering) -> None:
    """The answer is that of `icp deadlines` on the new file, in the format that is asked for."""
    answer = answering.init(*OPTIONS, "-f", "json", "--as-of", "2028-01-01")
    assert json.loads(answer.text) == json.loads(
        icp("deadlines", "-f", "json", "--as-of", "2028-01-01").text
    )


def test_kinds_are_named_by_their_code() -> None:
    """Each kind has its code in the ministry's catalogue, and a name in both languages."""
    assert {key: kind.code for key, kind in KINDS.items()} == {
        "icp": "B25", "edi": "B21", "isp": "B14", "idc": "B11",
    }  # fmt: skip
    assert all(kind.business.zh and kind.business.en for kind in KINDS.values())
