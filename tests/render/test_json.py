"""The JSON contract of the design, § 4, written down a second time: exact keys, types and order."""

import json
import re
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hostile import hostile_license
from jsonschema import Draft202012Validator
from places import ROOT
from terminal import icp

import icpcli

pytestmark = pytest.mark.usefixtures("at_the_root")

Schema = dict[str, Any]


def exactly(**properties: Schema) -> Schema:
    """An object with these keys and no other."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def array(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def word(*words: str) -> Schema:
    return {"enum": list(words)}


STRING: Schema = {"type": "string"}
COUNT: Schema = {"type": "integer", "minimum": 0}
DATE: Schema = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
MOMENT: Schema = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}\+08:00$"}
BOTH = exactly(zh=STRING, en=STRING)
VERSION: Schema = {"const": 1}
CERTAINTY = word("final", "provisional")
REASONS = array({"type": "string", "pattern": r"^calendar:\d{4}$"})
STATUS = word("upcoming", "warning", "critical", "overdue", "filed", "waived", "past")


def nullable(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


LICENSE = exactly(
    number=STRING,
    holder=STRING,
    short_name=nullable(STRING),
    owner=nullable(STRING),
    kind=nullable(STRING),
    issued=DATE,
    expires=nullable(DATE),
    earlier_terms=array(exactly(issued=DATE, expires=nullable(DATE))),
    rule_sets=array(STRING),
    days_to_expiry=nullable({"type": "integer"}),
    ended=nullable(DATE),
    waived=COUNT,
    next=nullable(STRING),
    published_through=DATE,
    file=STRING,
)
LAW = {
    "law": nullable(STRING),
    "article": nullable(STRING),
    "order": nullable(STRING),
    "in_force": nullable(exactly(**{"from": nullable(DATE), "to": nullable(DATE)})),
    "source": nullable(word("P", "O", "S2")),
}
PROVISION = {
    "paraphrase": nullable(STRING),
    **LAW,
    "consequence": nullable(exactly(kind=STRING, zh=STRING, en=STRING)),
    "applies_if": nullable(STRING),
    "same_event_as": array(STRING),
}
DEADLINE = exactly(
    id={"type": "string", "pattern": r"^([a-z0-9-]+/)?[a-z0-9-]+@\d{4}(-\d{2}){0,2}(\.\d+)?$"},
    license=STRING,
    company=STRING,
    file=STRING,
    rule=STRING,
    rule_set=nullable(STRING),
    kind=word("before", "after", "window", "immediate", "gate", "fixed", "hours"),
    title=BOTH,
    clause=STRING,
    quote=STRING,
    **PROVISION,
    same_facts=array(exactly(rule=STRING, title=BOTH, events=array(STRING))),
    recipient=STRING,
    filing=BOTH,
    trigger=exactly(event=STRING, date=DATE),
    about=nullable(STRING),
    opens=nullable(DATE),
    prepare_from=nullable(DATE),
    due=nullable(DATE),
    due_latest=nullable(DATE),
    file_by=nullable(DATE),
    extended_to=nullable(DATE),
    due_at=nullable(MOMENT),
    certainty=CERTAINTY,
    reasons=REASONS,
    gate=nullable(BOTH),
    see_also=array(STRING),
    alternatives=array(STRING),
    status=STATUS,
    days_left=nullable({"type": "integer"}),
    filed=nullable(DATE),
    days_early=nullable({"type": "integer"}),
    minutes_early=nullable({"type": "integer"}),
    waived_until=nullable(DATE),
    steps={**array(exactly(date=DATE, why=BOTH)), "minItems": 1},
    notes=array(BOTH),
)
REPORT = exactly(
    schema_version=VERSION,
    generator={"const": f"icpcli {icpcli.__version__}"},
    as_of=DATE,
    calendar=exactly(published_through=DATE),
    licenses=array(LICENSE),
    deadlines=array(DEADLINE),
    if_today=array(DEADLINE),
)
DUTY = exactly(
    license=STRING,
    rule_set=nullable(STRING),
    clause=STRING,
    law=nullable(STRING),
    title=BOTH,
    quote=STRING,
    applies={"type": "boolean"},
    reason=nullable(BOTH),
)
DUTIES = exactly(schema_version=VERSION, duties=array(DUTY))
EVENT = exactly(
    license=STRING,
    id=STRING,
    title=BOTH,
    rules=array(STRING),
    planned={"type": "boolean"},
    file_by=nullable(DATE),
    earliest_on=nullable(DATE),
)
EVENTS = exactly(schema_version=VERSION, events=array(EVENT))
SPAN = exactly(
    schema_version=VERSION,
    start=DATE,
    n=COUNT,
    direction=word("after", "before"),
    earliest=DATE,
    latest=DATE,
    certainty=CERTAINTY,
    reasons=REASONS,
)
BETWEEN = exactly(
    schema_version=VERSION,
    first=DATE,
    last=DATE,
    at_least=COUNT,
    at_most=COUNT,
    certainty=CERTAINTY,
    reasons=REASONS,
)
MARK = word("work", "off", "holiday", "make-up", "unknown")
YEAR = exactly(
    schema_version=VERSION,
    year=COUNT,
    published={"type": "boolean"},
    days=array(exactly(date=DATE, mark=MARK)),
)
FILE = exactly(
    file=STRING,
    kind=word("license", "rule_set", "journal", "notice"),
    number=nullable(STRING),
    holder=nullable(STRING),
    rules=nullable(COUNT),
    duties=nullable(COUNT),
    entries=nullable(COUNT),
    year=nullable(COUNT),
    title=nullable(STRING),
    rule_set=nullable(STRING),
    rules_of_sets=nullable(COUNT),
)
RULE_SET = {
    "id": STRING,
    "kind": word("license", "law"),
    "title": BOTH,
    "authority": nullable(STRING),
    "term": nullable(STRING),
    "kinds": array(exactly(id=STRING, code=STRING, title=BOTH)),
    "own": {"type": "boolean"},
    "file": nullable(STRING),
}
HELD = exactly(
    set=nullable(STRING),
    rule=STRING,
    title=BOTH,
    due=array(STRING),
    source=nullable(STRING),
    note=nullable(STRING),
)
SOURCES = {"type": "object", "propertyNames": word("P", "O", "S2"), "additionalProperties": COUNT}
RULE_SETS = exactly(
    schema_version=VERSION,
    rule_sets=array(
        exactly(**RULE_SET, rules=COUNT, duties=COUNT, sources=SOURCES, named={"type": "boolean"})
    ),
    held=array(HELD),
)
RULE_OF_A_SET = exactly(
    id=STRING,
    title=BOTH,
    clause=STRING,
    quote=nullable(STRING),
    **PROVISION,
    trigger=array(STRING),
    due=array(STRING),
    period=BOTH,
    overrides=array(
        exactly(
            year=COUNT,
            due=DATE,
            opens=nullable(DATE),
            window=nullable(COUNT),
            source=nullable(STRING),
        )
    ),
    only_if=array(STRING),
    recipient=nullable(STRING),
    filing=BOTH,
    gate=nullable(BOTH),
    alternative=nullable(STRING),
    closed_by=nullable(STRING),
    see_also={"type": "object", "additionalProperties": array(STRING)},
    note=nullable(STRING),
)
DUTY_OF_A_SET = exactly(
    clause=STRING,
    title=BOTH,
    quote=nullable(STRING),
    **LAW,
    applies={"type": "boolean"},
    reason=nullable(BOTH),
)
FLAG = exactly(id=STRING, title=BOTH)
EVENT_OF_A_SET = exactly(
    id=STRING,
    title=BOTH,
    planned={"type": "boolean"},
    becomes=array(STRING),
    asks=nullable(STRING),
)
ONE_RULE_SET = exactly(
    schema_version=VERSION,
    rule_set=exactly(**RULE_SET, flags=array(FLAG), events=array(EVENT_OF_A_SET)),
    rules=array(RULE_OF_A_SET),
    duties=array(DUTY_OF_A_SET),
    held=array(HELD),
)
FILES = exactly(schema_version=VERSION, files=array(FILE))
ANSWERS = [
    (["deadlines"], REPORT),
    (["deadlines", "--all"], REPORT),
    (["deadlines", "--within", "0"], REPORT),
    (["deadlines", "--all", "--as-of", "2028-07-05"], REPORT),
    (["event", "illegal-content=2026-12-14", "shareholder-change=2026-09-25"], REPORT),
    (["event", "foreign-shareholder-change=2026-09-25"], REPORT),
    (["event", "illegal-content=2026-12-14", "illegal-content=2026-12-14"], REPORT),
    *([["explain", id], REPORT] for id in ("renewal", "annual-report@2024", "incident-report")),
    (["event"], EVENTS),
    (["duties"], DUTIES),
    (["workdays", "after", "2026-12-14", "10"], SPAN),
    (["workdays", "before", "2026-10-09", "1"], SPAN),
    (["workdays", "between", "2026-12-14", "2027-02-28"], BETWEEN),
    (["workdays", "show", "2027"], YEAR),
    (["validate"], FILES),
    (["rules"], RULE_SETS),
    *([["rules", id], ONE_RULE_SET] for id in ("telecom-law", "drug-sale", "trademark", "edi")),
]
REPORTS = [command for command, schema in ANSWERS if schema is REPORT]


def answer(*arguments: object, **environment: str) -> dict[str, Any]:
    done = icp(*arguments, "-f", "json", **{"ICP_LICENSE": "data/license.yaml", **environment})
    assert (done.code, done.err) == (0, "")
    assert done.text.endswith("}\n")
    said: dict[str, Any] = json.loads(done.text)
    return said


def deadlines(command: list[str]) -> list[dict[str, Any]]:
    said = answer(*command)
    return [*said["deadlines"], *said["if_today"]]


@pytest.mark.parametrize(("command", "schema"), ANSWERS, ids=lambda value: " ".join(value)[:60])
def test_contract(command: list[str], schema: Schema, tmp_path: Path) -> None:
    """An answer has exactly the keys of the contract, whatever the license's texts hold."""
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(answer(*command))
    hostile = hostile_license(ROOT / "data" / "license.yaml", tmp_path / "license.yaml")
    Draft202012Validator(schema).validate(answer(*command, ICP_LICENSE=str(hostile)))


@pytest.mark.parametrize("command", REPORTS, ids=" ".join)
def test_days_left(command: list[str]) -> None:
    """`days_left` is `file_by` minus `as_of`, 0 is today; a gate has neither, nor any other date."""
    as_of = date.fromisoformat(answer(*command)["as_of"])
    for one in deadlines(command):
        if one["kind"] == "gate":
            names = ("due", "due_latest", "file_by", "opens", "prepare_from", "extended_to")
            assert {one[name] for name in (*names, "days_left")} == {None}
        else:
            assert one["days_left"] == (date.fromisoformat(one["file_by"]) - as_of).days


@pytest.mark.parametrize("command", REPORTS, ids=" ".join)
def test_steps(command: list[str]) -> None:
    """The steps start at the trigger; the last two dates are `due` and `file_by`."""
    for one in deadlines(command):
        days = [step["date"] for step in one["steps"]]
        assert days[0] == one["trigger"]["date"]
        assert one["kind"] == "gate" or days[-2:] == [one["due"], one["file_by"]]


@pytest.mark.parametrize("command", REPORTS, ids=" ".join)
def test_order(command: list[str]) -> None:
    """Deadlines are sorted by `file_by`, then `due`, then `id`; renewal comes before the report of the
    end, and what has no date last."""
    said = answer(*command)
    for deadlines in (said["deadlines"], said["if_today"]):
        keys = [
            (
                one["file_by"] or "9",
                one["due"] or "9",
                one["rule"] == "non-renewal-report",
                one["id"],
            )
            for one in deadlines
        ]
        assert all(earlier <= later for earlier, later in pairwise(keys))


@pytest.mark.parametrize("command", REPORTS, ids=" ".join)
def test_certainty(command: list[str]) -> None:
    """A deadline is provisional exactly when it names the notices that will settle it."""
    for one in deadlines(command):
        assert (one["certainty"] == "provisional") == bool(one["reasons"])
        assert one["due"] is None or one["file_by"] <= one["due"] <= one["due_latest"]
        assert one["kind"] != "before" or one["file_by"] < one["due"]


def test_if_today() -> None:
    """`if_today` holds one entry for each rule that an event starts, but a plan; only `deadlines`
    fills it."""
    said = answer("deadlines")
    events = [event for event in answer("event")["events"] if not event["planned"]]
    started = {rule for event in events for rule in event["rules"]}
    assert sorted(one["rule"] for one in said["if_today"]) == sorted(started)
    assert {one["trigger"]["date"] for one in said["if_today"]} == {said["as_of"]}
    assert answer("explain", "renewal")["if_today"] == []
    assert answer("event", "address-change=2026-11-24")["if_today"] == []


def test_within_and_all() -> None:
    """--within keeps what is to be filed in so many days; --all brings back what has passed."""
    everything = answer("deadlines", "--all")["deadlines"]
    assert [one["status"] for one in everything if one["days_left"] < 0] == ["past"] * 3
    usual = answer("deadlines")["deadlines"]
    assert usual == [one for one in everything if one["status"] != "past"]
    for days in (0, 126, 127, 99999):
        kept = answer("deadlines", "--within", days)["deadlines"]
        assert kept == [one for one in usual if one["days_left"] <= days]


def test_next() -> None:
    """`next` is the id of the open deadline to act on first; null where there is none."""
    assert answer("deadlines")["licenses"][0]["next"] == "annual-report@2027"
    assert answer("deadlines", "--within", "0")["licenses"][0]["next"] == "annual-report@2027"


def test_language_changes_nothing() -> None:
    """An answer in JSON holds both languages, and is the same in either."""
    for command, _ in ANSWERS:
        assert answer(*command, "--lang", "zh") == answer(*command, "--lang", "en")


def test_no_raw_control_characters(tmp_path: Path) -> None:
    """Control, format and direction characters are escaped in JSON, and come back as they were."""
    hostile = hostile_license(ROOT / "data" / "license.yaml", tmp_path / "license.yaml")
    harmful = "[\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]"
    for command, _ in ANSWERS:
        text = icp(*command, "-f", "json", ICP_LICENSE=str(hostile)).text
        assert not re.search(harmful, text)
    texts = [
        text
        for one in answer("duties", ICP_LICENSE=str(hostile))["duties"]
        for text in one["title"].values()
    ]
    assert any("\u202eright to left" in text for text in texts)
    assert any("\x1b[31mred" in text for text in texts)


def test_lines_stay_lines(tmp_path: Path) -> None:
    """An error with a control character in it is JSON too, with the character escaped."""
    done = icp("explain", "a\x1b\u202e\n", "-f", "json")
    assert done.code == 3
    assert not re.search("[\x1b\u202e]", done.text)
    assert "a\x1b\u202e\n" in json.loads(done.text)["error"]["problems"][0]["message"]
