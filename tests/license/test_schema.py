"""The JSON Schema and the loader give the same verdict, whichever parser an editor uses.

Every verdict is taken three times: by the loader, by the schema after a YAML 1.2 parser that
makes numbers and truth values (as editors do), and by the schema after one that makes text only.
"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator
from places import ROOT, TESTS
from ruamel.yaml import YAML
from ruamel.yaml.constructor import SafeConstructor
from ruamel.yaml.error import YAMLError

from icpcli.files.rule_set_files import set_files
from icpcli.license.duties import DUTY, UNREAD
from icpcli.license.events import EVENT
from icpcli.license.file import DOCUMENT, LICENSE, WEBSITE, parse_license
from icpcli.license.overrides import OVERRIDE, OVERRIDE_OF_A_SET
from icpcli.license.provision import CONSEQUENCE, IN_FORCE
from icpcli.license.rule_sets import DOCUMENT as SET_DOCUMENT
from icpcli.license.rule_sets import HELD, RULE_SET, read_rule_set
from icpcli.license.rules import RULE
from icpcli.license.term import ENDED, TERM
from icpcli.model.problem import IcpError

BROKEN = sorted((TESTS / "license" / "broken").glob("*.yaml"))
BROKEN_SETS = sorted((TESTS / "license" / "broken" / "rule_sets").glob("*.yaml"))
BUNDLED = ROOT / "data" / "license.yaml"
SCHEMA = json.loads((ROOT / "icpcli" / "schema.json").read_text("utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA)

UNSEEN = {
    "duplicate-key": "a parser that keeps the last of two keys hides the first",
    "duplicate-section": "the same, for a whole section",
    "duplicate-rule-id": "a schema cannot compare one entry of a list with another",
    "anchor-and-alias": "a parser resolves anchors before the schema looks",
    "merge-key": "YAML 1.2 has no merge key, but the parsers of editors know it",
    "tag": "a parser applies tags before the schema looks",
    "event-undeclared": "a schema cannot look up one section's names in another",
    "anchor-undeclared": "the same: what is neither issued nor expires may be an event",
    "see-also": "the same, for rules",
    "only-if": "the same, for flags",
    "kind-unknown": "the same, for kinds of license",
    "set-broken": "what is wrong stands in another file",
    "expires-before-issued": "a schema cannot compare two values",
    "period-too-long": "a schema cannot count days",
    "prepare-too-long": "a schema cannot count days",
}
"""Broken files that the schema lets pass after at least one parser, and why."""

FULL = """\
license:
  number: 京ICP证000001号
  kind: icp
  holder: 示例公司
  short_name: 示例
  owner: 法务部
  legal_representative: 某人
  business: 信息服务业务
  excludes: 信息搜索查询服务
  issuer: 某局
  issued: 2023-07-01
  expires: 2028-07-01
  continuing: undecided
  earlier_terms:
    - issued: 2018-07-01
      expires: 2023-06-30
  earlier_numbers: [京ICP证1号]
  reissued: [2024-01-15]
  no_renewal: 到期另行申请
  ended: {on: 2027-03-31, why: 已注销}
  tracked_from: 2026-01-01
  websites:
    - name: 示例
      domain: example.com
      server: 北京
      access_provider: 某公司
rule_sets: [mlps, business]
flags:
  mlps-3: yes
  mlps-4: undecided
events:
  address-change: {zh: 住所变更, en: Address changed, asks: capital-change}
  move-planned:
    zh: 拟迁址
    planned: true
    becomes: address-change
  capital-change:
    zh: 注册资本变更
    en: Capital changed
  cleared: {zh: 办结}
rules:
  - id: registry-update
    title:
      zh: 更新信息
      en: Update the registry
    clause: 十二
    quote: 应当在变更之日起30日内
    paraphrase: 变更后30日内更新
    law: 某办法
    article: 第二十八条
    order: 令第42号
    in_force:
      from: 2017-09-01
      to: 2150-12-31
    source: S2
    trigger:
      - address-change
      - capital-change
    due: 30 days after
    prepare: 10 working days after
    only_if: continuing
    applies_if: 在本市的
    alternative: annual-report
    recipient: 信息管理系统
    filing: {zh: 信息更新, en: Registry update}
    gate: {zh: 先批后做, en: Approval first}
    closed_by: cleared
    consequence:
      kind: fine
      zh: 罚款
      en: A fine
    alert:
      warning: 90
      critical: 30
    see_also:
      address-change: annual-report
    same_event_as: business/registration-change
    note: 以当地为准
  - id: annual-report
    title: {zh: 年报, en: Annual report}
    clause: 十四
    quote: 应当在每年第一季度
    trigger: each year
    due: Q1
    overrides:
      - year: 2027
        window: 01
        opens: 2027-01-15
        due: 2027-04-15
        source: 某公告
    recipient:
    filing: {zh: 年报, en: Annual report}
duties:
  - clause: 十
    title: {zh: 技术支持, en: Technical support}
    quote: 提供技术支持和协助
    applies: true
    reason: {zh: 始终, en: Always}
overrides:
  - rule: business/annual
    year: 2027
    due: 2027-07-15
unread:
  - clause: 七
    text: 应当在每年12月31日前报送
"""
FULL_SET = """\
rule_set:
  id: house
  kind: law
  title: {zh: 内部规定, en: House rules}
  authority: 法务部
  term: 5y
  general: true
  form: telecom
  example: shop
  kinds:
    shop:
      code: H1
      zh: 门店
      en: A shop
  numbers:
    paper: '[AB][0-9]'
  held:
    - set: house
      rule: later
      zh: 未经核对
      en: Not confirmed
      due: within 30 days before
      source: S1
      note: 请核对
flags:
  large:
    zh: 大企业
    en: A large company
events:
  found: {zh: 发现, en: Found}
rules:
  - id: report
    title: {zh: 报告}
    article: 第一条
    trigger: found
    due: 24 hours after
    only_if: [large]
draft:
  - id: paper
    title: {zh: 证上的}
    clause: 一
    trigger: found
    due: immediately
duties:
  - article: 第二条
    title: {zh: 留存}
    applies: true
"""
"""A rule set with every key that a license has not."""

LINES = FULL.splitlines()
VALUED = [i for i, line in enumerate(LINES) if ": " in line or "recipient" in line]

VALUES = """\
337
3.14
-1
007
0
true
false
yes
no
null
~
[]
{}
[a, b]
{a: b}
""
" "
word
two words
中文
1.0
2026-03-31
2026-02-30
2026-13-01
2026-3-1
2103-01-01
1999-12-31
2026-03-31 12:30
2026/03/31
12:30
issued
expires
each year
address-change
[address-change]
[address-change, address-change]
[issued]
Address
address_change
-address
address-
90 days before
1 day before
3 months after
2 years before
10 working days after
10 workdays after
0 days after
010 days after
10000 days after
90 days
90  days before
Q1
Q5
q1
01-01 to 03-31
02-29 to 03-01
04-31 to 05-01
01-01 to 13-01
01-01-03-31
immediately
undecided
not continuing
{zh: 甲, en: a}
{zh: 甲}
{zh: 甲, en: }
{zh: 甲, en: a, fr: b}
{zh: 337, en: 337}
{warning: 30, critical: 7}
{warning: 30}
{warning: "30", critical: "7"}
{warning: -1, critical: -2}
{warning: 10000, critical: 7}
{address-change: annual-report}
{address-change: [annual-report]}
{address-change: []}
{Address: annual-report}
cleared
registry-update
annual-report
{on: 2026-03-31, why: word}
{on: 2026-03-31}
{on: 2026-03-31, why: }
{zh: 甲, asks: cleared}
{zh: 甲, asks: }
{zh: 甲, asks: Bad}""".splitlines()
VALUES.append("")
HERE_IT_GOES = "here-it-goes"
UNPARSABLE = object()

UNSEEN_FIELDS = {
    "warning": "a schema cannot compare two values, and 007 is the number 7 to an editor",
    "critical": "the same",
    "address-change": "a schema cannot look up the rule that see_also names",
    "only_if": "a schema cannot look up a flag",
    "rule_sets": "a schema cannot look up what rule sets there are",
    "kind": "a schema cannot look up what kinds there are",
    "- rule": "the same, for the rules of sets",
    "same_event_as": "the same",
    "becomes": "the same, for events",
    "- issued": "a schema cannot compare two days",
    "to": "the same",
    "opens": "the same",
    "- year": "the same, nor see in which year a day lies",
    "year": "the same",
    "window": "a schema cannot look up the windows of the rule, and 1.0 is the number 1 to an editor",
    "due": "a schema cannot look up whether an event is planned",
    "alternative": "a schema cannot compare a rule's alternative with its own id",
    "closed_by": "a schema cannot look up what starts the rule",
    "cleared": "a schema cannot compare an event's own id with what it asks",
    "- id": "the same, where the rule that is named is the one that changes",
}
"""Fields of which the loader knows more than the schema, and why."""


def plain(value: Any) -> Any:
    """The value as JSON has it: every key is text."""
    if isinstance(value, dict):
        return {str(key): plain(entry) for key, entry in value.items()}
    return [plain(entry) for entry in value] if isinstance(value, list) else value


class DatesAsText(SafeConstructor):
    """Dates stay text, as in JSON."""


DatesAsText.add_constructor("tag:yaml.org,2002:timestamp", SafeConstructor.construct_yaml_str)


def as_an_editor(text: str) -> Any:
    """YAML 1.2 with numbers, truth values and nulls."""
    parser = YAML(typ="safe", pure=True)
    parser.Constructor = DatesAsText
    return parser.load(text)


def as_text(text: str) -> Any:
    """Every scalar is text."""
    return yaml.load(text, Loader=yaml.BaseLoader)


PARSERS: dict[str, Callable[[str], Any]] = {"YAML 1.2": as_an_editor, "text only": as_text}


def parsed(parser: str, text: str) -> Any:
    """What a parser makes of a text; `UNPARSABLE`, which no schema accepts, where it refuses."""
    try:
        return plain(PARSERS[parser](text))
    except (YAMLError, yaml.YAMLError):
        return UNPARSABLE


def around(index: int) -> tuple[list[str], int]:
    """A license with no more than the section of a line needs, and where the line stands in it."""
    section = next(line for line in LINES[index::-1] if not line.startswith(" "))
    kept = [*LINES]
    if section not in ("events:", "rules:"):
        del kept[kept.index("events:") : kept.index("  - id: annual-report")]
        kept.insert(kept.index("  - id: annual-report"), "rules:")
    if section.startswith(("license:", "rule_sets:", "flags:", "events:", "rules:")):
        del kept[kept.index("duties:") :]
        return kept, index
    return kept, index - len(LINES) + len(kept)


PLAIN_TEXT = {
    name
    for definition in SCHEMA["$defs"].values()
    for name, field in definition.get("properties", {}).items()
    if field.get("$ref") in ("#/$defs/text", "#/$defs/blankText")
}


def values_for(key: str, index: int) -> list[tuple[int, str]]:
    """The values to try in a field, each with its number: all of them; but of the two dozen fields that
    take any text each tries a third, its own, which holds some of every kind."""
    numbered = [*enumerate(VALUES)]
    return numbered[index % 3 :: 3] if key.strip(" -") in PLAIN_TEXT else numbered


def part_to_fill(document: Any) -> tuple[Draft202012Validator, Any]:
    """The section that holds `HERE_IT_GOES`, of a list just that entry, and what holds it to the schema.

    The rest of the document is valid, and the schema cannot compare one part with another.
    """
    for name, section in document.items():
        if HERE_IT_GOES in str(section):
            properties = SCHEMA["$defs"]["licenseFile"]["properties"]
            schema = {**properties[name], "$defs": SCHEMA["$defs"]}
            if isinstance(section, list):
                section = [entry for entry in section if HERE_IT_GOES in str(entry)]
            return Draft202012Validator(schema), section
    raise LookupError(HERE_IT_GOES)


def with_value(document: Any, value: Any) -> Any:
    """The document with the value in place of `HERE_IT_GOES`."""
    if isinstance(document, dict):
        return {key: with_value(entry, value) for key, entry in document.items()}
    if isinstance(document, list):
        return [with_value(entry, value) for entry in document]
    return value if document == HERE_IT_GOES else document


def loader_accepts(text: str) -> bool:
    """Whether the loader has nothing to say."""
    try:
        parse_license(text, "license.yaml")
    except IcpError:
        return False
    return True


def test_the_schema_is_one() -> None:
    """The file is a JSON Schema of the 2020-12 dialect."""
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    Draft202012Validator.check_schema(SCHEMA)


def test_the_schema_knows_the_same_fields() -> None:
    """Loader and schema know the same fields, in the same order."""
    definitions = SCHEMA["$defs"]
    for name, fields in (
        ("licenseFile", DOCUMENT), ("ruleSetFile", SET_DOCUMENT), ("license", LICENSE),
        ("website", WEBSITE), ("rule", RULE), ("duty", DUTY), ("unread", UNREAD), ("event", EVENT),
        ("ended", ENDED), ("term", TERM), ("ruleSet", RULE_SET), ("held", HELD),
        ("inForce", IN_FORCE), ("consequence", CONSEQUENCE), ("override", OVERRIDE),
        ("overrideOfASet", OVERRIDE_OF_A_SET),
    ):  # fmt: skip
        assert tuple(definitions[name]["properties"]) == fields
        assert definitions[name]["additionalProperties"] is False


def test_the_schema_explains_every_field() -> None:
    """An editor can say what a field is for: each has a description, or its definition does."""
    for name, definition in SCHEMA["$defs"].items():
        assert definition.get("description"), name
        for field, entry in definition.get("properties", {}).items():
            target = SCHEMA["$defs"].get(entry.get("$ref", "").rpartition("/")[2], {})
            assert entry.get("description") or target.get("description"), (name, field)


PARSED_VALUES = {
    parser: [parsed(parser, f"value: {value}") for value in VALUES] for parser in PARSERS
}


@pytest.mark.parametrize("parser", PARSERS)
def test_good_files(parser: str) -> None:
    """The bundled license, and one that uses every field, pass the schema and the loader."""
    for text in (BUNDLED.read_text("utf-8"), FULL):
        document = parsed(parser, text)
        assert [error.message for error in VALIDATOR.iter_errors(document)] == []
        assert loader_accepts(text)


@pytest.mark.parametrize("file", BROKEN, ids=lambda file: file.stem)
def test_broken_files(file: Path) -> None:
    """What the loader refuses, parser or schema refuse too, but for a list with reasons."""
    text = file.read_text("utf-8")
    accepted = [parser for parser in PARSERS if VALIDATOR.is_valid(parsed(parser, text))]
    assert bool(accepted) == (file.stem in UNSEEN), accepted


def test_unseen_files_exist() -> None:
    """The list of what a schema cannot see names no file that is gone."""
    assert set(UNSEEN) <= {file.stem for file in BROKEN}


@pytest.mark.parametrize("index", VALUED, ids=lambda index: f"{index + 1}: {LINES[index].strip()}")
def test_any_value_anywhere(index: int) -> None:
    """Any value put in any field is accepted by all three, or refused by all three."""
    lines, index = around(index)
    key = lines[index].partition(":")[0]
    lines[index] = f"{key}: {HERE_IT_GOES}"
    parts = {parser: part_to_fill(parsed(parser, "\n".join(lines))) for parser in PARSERS}
    differ = []
    for i, value in values_for(key, index):
        lines[index] = f"{key}: {value}"
        loader = loader_accepts("\n".join(lines))
        for parser, (validator, part) in parts.items():
            read = PARSED_VALUES[parser][i]
            schema = read is not UNPARSABLE and validator.is_valid(with_value(part, read["value"]))
            if schema != loader and not (schema and key.strip() in UNSEEN_FIELDS):
                differ.append((value, parser, "schema" if schema else "loader", "accepts"))
    assert differ == []


@pytest.mark.parametrize("path", set_files().values(), ids=lambda path: path.stem)
def test_the_sets_that_ship(path: Path) -> None:
    """Each rule set that ships passes the schema and the loader."""
    read_rule_set(path)
    for parser in PARSERS:
        document = parsed(parser, path.read_text("utf-8"))
        assert [error.message for error in VALIDATOR.iter_errors(document)] == []


@pytest.mark.parametrize("path", BROKEN_SETS, ids=lambda path: path.stem)
def test_broken_sets(path: Path) -> None:
    """A rule set that the loader refuses is refused by parser or schema, but for two reasons."""
    with pytest.raises(IcpError):
        read_rule_set(path)
    text = path.read_text("utf-8")
    accepted = [parser for parser in PARSERS if VALIDATOR.is_valid(parsed(parser, text))]
    # A schema knows neither the name of the file nor which sets ship.
    assert bool(accepted) == (path.stem in ("misnamed", "minors")), accepted


SET_LINES = FULL_SET.splitlines()
SET_VALUED = [i for i, line in enumerate(SET_LINES) if ": " in line]
SET_UNSEEN = {
    "id": "a schema knows neither the name of the file, nor what names a rule",
    "- id": "the same",
    "example": "a schema cannot look up kinds",
    "found": "a schema cannot look up what is planned",
    "trigger": "a schema cannot look up events",
    "due": "the same",
    "only_if": "a schema cannot look up flags",
}


@pytest.mark.parametrize("index", SET_VALUED, ids=lambda index: SET_LINES[index].strip())
def test_any_value_in_a_set(index: int, tmp_path: Path) -> None:
    """Any value put in any field of a rule set is accepted by both, or refused by both."""
    lines = [*SET_LINES]
    key = lines[index].partition(":")[0]
    path = tmp_path / "house.yaml"
    differ = []
    for _, value in values_for(key, index):
        lines[index] = f"{key}: {value}"
        path.write_text("\n".join(lines), "utf-8")
        loader = set_is_accepted(path)
        for parser in PARSERS:
            document = parsed(parser, "\n".join(lines))
            schema = document is not UNPARSABLE and VALIDATOR.is_valid(document)
            if schema != loader and not (schema and key.strip() in SET_UNSEEN):
                differ.append((value, parser, "schema" if schema else "loader", "accepts"))
    assert differ == []


def set_is_accepted(path: Path) -> bool:
    """Whether the loader has nothing to say of a rule set."""
    try:
        read_rule_set(path)
    except IcpError:
        return False
    return True


def test_one_known_difference() -> None:
    """A name that is the word null in quotes is text to the loader, not to the schema."""
    text = FULL.replace("name: 示例", 'name: "null"')
    assert loader_accepts(text)
    assert not any(VALIDATOR.is_valid(parsed(parser, text)) for parser in PARSERS)


def conditions(node: Any, place: str = "") -> list[tuple[str, dict[str, Any]]]:
    """Each part of the schema that holds a text against a pattern, or forbids something."""
    if isinstance(node, list):
        return [found for i, part in enumerate(node) for found in conditions(part, f"{place}/{i}")]
    if not isinstance(node, dict):
        return []
    mine = (
        [(place, node)] if {"pattern", "not"} & node.keys() and not place.endswith("/not") else []
    )
    return mine + [
        found for name, part in node.items() for found in conditions(part, f"{place}/{name}")
    ]


def test_what_an_editor_says_is_a_sentence() -> None:
    """Where a value is wrong, an editor shows the schema's own sentence, and no regular expression."""
    found = conditions(SCHEMA)
    assert len(found) >= 8
    for place, part in found:
        message = part.get("errorMessage", "")
        assert message.endswith("."), f"{place} has no errorMessage"
        assert message[0].isupper(), place
        assert not set("^$\\[]{}|*") & set(message), place
