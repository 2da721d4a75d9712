"""`icp init`: a few answers make a license file that shows its deadlines at once."""

import json
import re
import sys
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from places import LICENSE, ROOT
from ruamel.yaml import YAML
from terminal import Answer, icp

from icpcli.files.chinese_print import squeeze
from icpcli.license.file import read_license
from icpcli.license.paper_kinds import paper_kinds

pytestmark = pytest.mark.usefixtures("nowhere")

KINDS = paper_kinds()
TELECOM = [one.id for one in KINDS if one.code]
OTHERS = [one.id for one in KINDS if not one.code]
CERTIFICATE = squeeze((ROOT / "examples" / "certificate.txt").read_text("utf-8"))
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


@pytest.mark.parametrize("kind", TELECOM)
def test_scripts_need_no_answers(kind: str, answering: Answering, nowhere: Path) -> None:
    """With every option given nothing is asked: the file is written, its deadlines are shown."""
    answer = answering.init("--kind", kind, *OPTIONS)
    assert (answer.code, answer.err.count("\n")) == (0, 2)
    assert "annual-report@2027" in answer.text
    license = read_license(nowhere / "license.yaml")
    assert (license.number, license.holder) == ("京ICP证240001号", "示例: 甲公司 #1")
    assert (str(license.issued), str(license.expires)) == ("2024-01-15", "2029-01-15")
    assert license.business.endswith("业务")
    assert (license.kind, license.rule_sets) == (kind, ("telecom-law",))


def own_rules(path: Path) -> set[str]:
    return {rule.id for rule in read_license(path).rules if not rule.rule_set}


def test_the_one_paper_that_was_read(answering: Answering, nowhere: Path) -> None:
    """Of the kind icp all that the one certificate says is written, in its words, to be compared."""
    answering.init(*OPTIONS)
    license = read_license(nowhere / "license.yaml")
    assert own_rules(nowhere / "license.yaml") == own_rules(LICENSE)
    entries = [it for it in (*license.rules, *license.duties) if not it.rule_set]
    assert all(squeeze(entry.quote) in CERTIFICATE for entry in entries)
    text = (nowhere / "license.yaml").read_text("utf-8")
    assert len(re.findall(r"# Compare with your paper: .*\n  - ", text)) == len(entries)


@pytest.mark.parametrize(
    ("number", "there"),
    [("B1-20240001", True), ("A2.B1-20240001", True), ("京B2-20240001", False)],
)
def test_what_only_the_ministry_grants(
    number: str, there: bool, answering: Answering, nowhere: Path
) -> None:
    """Clause 十三 is written for a license of the ministry only; no words of a paper that was not
    read are quoted."""
    answering.init("--kind", "edi", *OPTIONS, "--number", number)
    license = read_license(nowhere / "license.yaml")
    assert ("provincial-license" in own_rules(nowhere / "license.yaml")) is there
    own = {rule.id: rule for rule in license.rules if not rule.rule_set}
    assert {id for id, rule in own.items() if rule.quote} == {"annual-report"}
    assert own.keys() >= {"renewal", "non-renewal-report", "registry-update", "operator-change"}


@pytest.mark.parametrize("kind", OTHERS)
def test_every_kind_of_paper(kind: str, answering: Answering, nowhere: Path) -> None:
    """A file of any kind holds the rules of its set, under ids of their own, and names no law set."""
    found = next(one for one in KINDS if one.id == kind)
    ends = bool(found.rules.of_the_term)
    expires = "2029-01-15" if ends else ""
    answer = answering.init("--kind", kind, *OPTIONS, "--expires", expires)
    assert answer.code == 0
    license = read_license(nowhere / "license.yaml")
    assert [rule.id for rule in license.rules] == [rule.id for rule in found.rules.on_paper()]
    assert len(license.duties) == len(found.rules.duties)
    assert (license.kind, license.rule_sets, bool(license.expires)) == (kind, (), ends)


def test_what_its_rules_ask(answering: Answering, nowhere: Path) -> None:
    """A flag that decides on a rule of the new file is asked in words, not by its id."""
    answering.init("--kind", "business", *OPTIONS, "--expires", "")
    said = icp("check", "-l", "license.yaml", "--lang", "zh").text
    assert "“公司2024-06-30前设立，且出资期限超过5年”还没有回答" in said


@pytest.mark.parametrize("expires", ["", "长期", "永久有效", "9999-12-31"])
def test_a_license_without_an_end(expires: str, answering: Answering, nowhere: Path) -> None:
    """A paper that does not end is started with 长期, or with nothing; a telecom license needs a day."""
    assert answering.init("--kind", "business", *OPTIONS, "--expires", expires).code == 0
    assert read_license(nowhere / "license.yaml").expires is None
    assert answering.init("--kind", "edi", *OPTIONS, "--expires", expires, "--force").code == 3


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("B21", "edi"), ("b25", "icp"), ("EDI", "edi"), ("网络出版服务许可证", "publish"),
        ("呼叫中心", "call-center"), ("营业执照", "business"), ("default", "default"),
    ],
)  # fmt: skip
def test_how_a_kind_is_named(typed: str, kind: str, answering: Answering, nowhere: Path) -> None:
    """A kind is named by its id, its code or its title, or by a part of the title that is its own."""
    assert answering.init("--kind", typed, *OPTIONS).code == 0
    assert read_license(nowhere / "license.yaml").kind == kind


def test_the_laws_that_go_with_it(answering: Answering) -> None:
    """What else may bind the company is named: nothing that binds only holders of another license."""
    telecom = answering.init("--kind", "edi", *OPTIONS).err.splitlines()[-1]
    other = answering.init("--kind", "publish", *OPTIONS, "--force").err.splitlines()[-1]
    assert "mlps " in telecom
    assert "m11 " in telecom
    assert "telecom-law" not in telecom
    assert "mlps " in other
    assert "m11 " not in other


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
        'no kind of license "ibc" (known: icp (Value-added telecom license',
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
    asked = [line for line in answer.err.splitlines() if line.endswith(":")]
    assert [line.split()[0] for line in asked] == ["Kind", "Valid"]
    assert "  edi             B21  Value-added telecom license: online data" in answer.err


def test_nobody_answers(answering: Answering, nowhere: Path) -> None:
    """Where a script forgot an option, its name is said, and nothing is written."""
    answer = answering.init(*OPTIONS[:4])
    assert (answer.code, answer.text) == (3, "")
    assert answer.err.endswith("icp: --issued: neither given nor answered\n")
    assert list(nowhere.iterdir()) == []


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        ("--kind", "b99", 'no kind of license "b99"'),
        ("--kind", "b99", "; icp rules lists them all"),
        ("--kind", "食品经营许可证", 'for "食品经营许可证" no rules are confirmed'),
        ("--kind", "食品经营许可证", "meanwhile, name the kind default (--kind default)"),
        ("--kind", "其他行政许可", 'no kind of license "其他行政许可"'),
        ("--kind", "出版", "more than one kind of license, say which: publication (Publications business license), publish"),
        ("--expires", "", "is not a date"),
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
