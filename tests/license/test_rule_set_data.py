"""The rule sets that ship, row by row beside the catalogue of the law that they were taken from.

`tests/data/catalogue.yaml` is the source: what was read, in which text and how. Both sides are read as
plain text, without a reader of ours. What may differ stands in the tables below.
"""

import re
from typing import Any

import pytest
import yaml
from places import ROOT

SETS = ROOT / "icpcli" / "rule_sets"
HELD_WITHOUT_SET = "_held"
"""The file of what was not confirmed and belongs to no set: it is no set itself."""


def load(path: Any) -> Any:
    """A YAML file, every scalar of it as text."""
    return yaml.load(path.read_text("utf-8"), yaml.BaseLoader)


CATALOGUE = load(ROOT / "tests" / "data" / "catalogue.yaml")
SOURCE = {entry["set"]: entry for entry in CATALOGUE["sets"]}
FILES = {path.stem: load(path) for path in sorted(SETS.glob("*.yaml"))}
HELD = FILES.pop(HELD_WITHOUT_SET)["held"]
BUNDLED = load(ROOT / "data" / "license.yaml")

# ── What may differ from the catalogue ───────────────────────────────────────────────────────────

OURS = ("filing", "alert", "prepare", "note")
"""Of a rule: not in the catalogue, or (`note`) written anew for the person who reads it."""

UNCHECKED = re.compile(r"\[M( number)?\]")
"""`第十一条[M number]`: a number given from memory. The mark goes, and the note says 未经核对."""

WORDS = {"，S2）": "）", "，P）": "）", "fine 十万": "罚款十万", "宽展期 6 months": "宽展期六个月"}
"""In the words of a consequence: how it was read is told by `source`; English becomes Chinese."""

HOUSE = {"licence": "license", "’": "'", "data centre": "data center", "call centre": "call center"}
"""The spelling of English words and of ids that no contract fixes."""

ALSO_BECOMES = {
    ("telecom-law", "change-planned"): ["telecom-operator-change-done", "telecom-scope-change-done"]
}
"""The gates of a license that `icp init` wrote carry the name of its set."""

TITLES = {
    "telecom": {"zh": "增值电信业务经营许可证"},
    "telecom-law": {"en": "Law beside the license of a telecom operator"},
}
"""The titles of sets that have none in the catalogue, or a longer one."""

OF_A_DUTY = ("article", "title", "quote", "law", "order", "in_force", "source", "applies")
"""All that is kept of a duty; the fine of drug-sale/filing is not for the filing itself."""

DRAFT = (
    "illegal-content-handling",
    "illegal-content-report",
    "registry-update",
    "provincial-license",
)
"""The rows of the B25 paper that `icp init` drafts for a certificate that nobody has read."""


def spelled(text: str) -> str:
    """The text in the spelling of the house."""
    for word, ours in HOUSE.items():
        text = text.replace(word, ours)
    return text


def listed(value: Any) -> Any:
    """A list that the catalogue wrote as text, as a list: '[01-01 to 01-31, 04-01 to 04-30]'."""
    if isinstance(value, str) and value.startswith("["):
        return [entry.strip() for entry in value[1:-1].split(",")]
    return value


def consequence(text: str) -> dict[str, str]:
    """`fine：第六十九条` as kind and words."""
    kind, words = text.split("：", 1)
    for mark, ours in WORDS.items():
        words = words.replace(mark, ours)
    return {"kind": kind, "zh": words}


def expected(row: dict[str, Any]) -> dict[str, Any]:
    """What a row of the catalogue is as a rule, but for the words in English."""
    rule = {
        key: listed(row[key])
        for key in (
            "quote", "paraphrase", "law", "source", "trigger", "due", "only_if", "alternative",
            "applies_if", "recipient", "gate", "closed_by", "same_event_as", "overrides",
        )
        if key in row
    }  # fmt: skip
    rule |= {key: UNCHECKED.sub("", row[key]) for key in ("article", "order") if key in row}
    rule |= {"id": row["rule"], "title": row["title"]["zh"]}
    if "in_force" in row:
        rule["in_force"] = {
            key: row["in_force"][key] for key in row["in_force"] if key != "as_read"
        }
    if "consequence" in row:
        rule["consequence"] = consequence(row["consequence"])
    return rule


def shipped(rule: dict[str, Any]) -> dict[str, Any]:
    """A rule of ours without what the catalogue does not know of it."""
    found = {key: value for key, value in rule.items() if key not in OURS}
    found["title"] = rule["title"]["zh"]
    if "consequence" in rule:
        found["consequence"] = {key: rule["consequence"][key] for key in ("kind", "zh")}
    return found


def is_duty(row: dict[str, Any]) -> bool:
    """Whether a row of the catalogue has no date at all."""
    return bool(row["trigger"] == "duty")


ROWS = [
    pytest.param(name, at, row, id=f"{name}/{row['rule']}")
    for name, entry in SOURCE.items()
    for at, row in enumerate(row for row in entry["rows"] if not is_duty(row))
]
RULES = {
    f"{name}/{rule['id']}": rule
    for name, file in FILES.items()
    for rule in [*file.get("rules", ()), *file.get("draft", ())]
}


def test_every_set_ships() -> None:
    """Each set of the catalogue is a file with its id, its kind, its title and who is in charge."""
    assert FILES.keys() == SOURCE.keys()
    for name, file in FILES.items():
        head, source = file["rule_set"], SOURCE[name]
        titles = source.get("title", {}) | TITLES.get(name, {})
        assert head["id"] == name
        assert head["title"]["zh"] == titles["zh"]
        assert head["title"]["en"] == spelled(titles.get("en", head["title"]["en"]))
        for key in ("kind", "authority", "term"):
            assert head[key] == source[key], name


def test_kinds_of_telecom_license() -> None:
    """The kinds B11 to B26 are those of the catalogue, and only their set is on a form."""
    for name, file in FILES.items():
        kinds = SOURCE[name].get("kinds", {})
        assert file["rule_set"].get("kinds", {}) == {
            kind: {key: spelled(text) for key, text in words.items()}
            for kind, words in kinds.items()
        }
        assert file["rule_set"].get("form", "") == ("telecom" if kinds else "")


@pytest.mark.parametrize(("name", "at", "row"), ROWS)
def test_row(name: str, at: int, row: dict[str, Any]) -> None:
    """A rule says what its row says: words, law, article, trigger, period, source, consequence."""
    rule = FILES[name]["rules"][at]
    want, found = expected(row), shipped(rule)
    if "recipient" not in row:
        who = found.pop("recipient", "")
        words = row.get("quote", "") + row.get("paraphrase", "")
        assert who in words or who == SOURCE[name]["authority"]
    assert found == want
    assert ("quote" in rule) == ("quote" in row)


@pytest.mark.parametrize("name", SOURCE)
def test_nothing_but_rows(name: str) -> None:
    """A set has the rules and the duties of its rows, in their order, and no more."""
    rows = SOURCE[name]["rows"]
    rules = [rule["id"] for rule in FILES[name].get("rules", ())]
    assert rules == [row["rule"] for row in rows if not is_duty(row)]
    duties = [
        {key: duty[key] if key != "title" else duty[key]["zh"] for key in duty}
        for duty in FILES[name].get("duties", ())
    ]
    assert duties == [
        {
            key: (expected(row) | {"applies": "true"})[key]
            for key in OF_A_DUTY
        }
        for row in rows
        if is_duty(row)
    ]  # fmt: skip


@pytest.mark.parametrize("name", SOURCE)
def test_events(name: str) -> None:
    """The events are those of the catalogue: title, question, whether planned, what it becomes."""
    wanted = dict(SOURCE[name].get("events", {}))
    if name == "telecom":
        wanted = {event: words for event, words in wanted.items() if event in started(name)}
    found = FILES[name].get("events", {})
    assert list(found) == list(wanted)
    for event, words in found.items():
        more = ALSO_BECOMES.get((name, event), [])
        want = wanted[event] | {"en": spelled(wanted[event]["en"])}
        if "becomes" in want:
            want["becomes"] = [*want["becomes"], *more]
        assert words == want


def started(name: str) -> set[str]:
    """The events that start or close a rule of a set, drafts included."""
    found: set[str] = set()
    for rule in [*FILES[name].get("rules", ()), *FILES[name].get("draft", ())]:
        trigger = rule["trigger"]
        found |= {trigger} if isinstance(trigger, str) else set(trigger)
        found |= {rule["closed_by"]} if "closed_by" in rule else set()
    return found


@pytest.mark.parametrize("name", SOURCE)
def test_flags(name: str) -> None:
    """A set declares the flags of the catalogue, and each rule that depends on one names it."""
    found = FILES[name].get("flags", {})
    assert {flag: words["zh"] for flag, words in found.items()} == {
        flag: words["zh"] for flag, words in SOURCE[name].get("flags", {}).items()
    }
    assert all(words["en"] for words in found.values())
    for row in SOURCE[name]["rows"]:
        if "flag" in row:
            assert row["flag"] in found
            assert RULES[f"{name}/{row['rule']}"]["only_if"] == row["flag"]


def test_same_flag_same_words() -> None:
    """A flag or an event that two sets declare is worded once: one answer counts for both."""
    for key in ("flags", "events"):
        words: dict[str, Any] = {}
        for file in FILES.values():
            for name, text in file.get(key, {}).items():
                pair = {"zh": text["zh"], "en": text["en"]}
                assert words.setdefault(name, pair) == pair


HELD_ROW = re.compile(
    r"(?P<set>[\w-]+)/(?P<rule>[\w-]+): (?P<zh>[^;]+?)(?: \((?P<due>[^)]+)\))"
    r"(?:, (?P<source>M|S1)|; .+2014.+2024-05-01)"
)
"""`code-number/renewal: 延续 (None), M`."""


def held_rows() -> list[dict[str, str]]:
    """The rows of the catalogue that were not confirmed."""
    found = []
    for text in CATALOGUE["held"]:
        match = HELD_ROW.fullmatch(text)
        assert match, text
        row = {key: spelled(value) for key, value in match.groupdict().items() if value}
        found.append({key: value for key, value in row.items() if value != "None"})
    return found


def test_held_rows_are_named() -> None:
    """What was not confirmed is named, in its set or apart, with how it was read; never a rule."""
    named = [
        {"set": name} | row
        for name, file in FILES.items()
        for row in file["rule_set"].get("held", ())
    ]
    for row in [*named, *HELD]:
        assert ("source" in row) != ("2014" in row.get("note", ""))
    without_note = [{k: row[k] for k in row if k != "note"} for row in [*named, *HELD]]
    assert sorted(without_note, key=str) == sorted(held_rows(), key=str)
    assert not {row["set"] for row in HELD} & FILES.keys()
    assert not {f"{row['set']}/{row['rule']}" for row in without_note} & RULES.keys()


@pytest.mark.parametrize("name", FILES)
def test_names_are_declared(name: str) -> None:
    """What a rule names is there: triggers, flags, its alternative, a rule on the same facts."""
    file = FILES[name]
    by_themselves = {"expires", "each year", "each odd year", "once"}
    assert started(name) - by_themselves <= file.get("events", {}).keys()
    for rule in file.get("rules", ()):
        ways = rule.get("only_if", [])
        flags = {way.removeprefix("not ") for way in ([ways] if isinstance(ways, str) else ways)}
        assert flags - {"continuing"} <= file.get("flags", {}).keys()
        assert f"{name}/{rule.get('alternative', rule['id'])}" in RULES
        assert rule.get("same_event_as", f"{name}/{rule['id']}") in RULES


@pytest.mark.parametrize(("name", "at", "row"), ROWS)
def test_words_for_people(name: str, at: int, row: dict[str, Any]) -> None:
    """A rule speaks both languages, and its note says what was not checked, in plain Chinese."""
    rule = FILES[name]["rules"][at]
    for key in ("title", "filing", "consequence", "gate"):
        if key in rule:
            assert rule[key]["en"].isascii()
            assert not re.search(r"[Ll]icence|[Cc]entre", rule[key]["en"])
    note = rule.get("note", "")
    from_memory = UNCHECKED.search(f"{row['article']}{row['order']}{row['in_force']}")
    assert not from_memory or "未经核对" in note
    assert not re.search(r"\bS[12]\b|\bM\b|ship|planned|trigger|[Ll]icen[cs]e", note)


PAPER = {row["rule"]: row for row in SOURCE["telecom"]["rows_of_the_b25_paper"]}
LATER = ("law", "source", "same_event_as", "consequence")
"""What the catalogue knows of the one paper beside its words."""


def test_bundled_license_has_the_rows_of_its_paper() -> None:
    """The bundled license has the rules of the B25 paper: words, clause, trigger and period."""
    rules = {rule["id"]: rule for rule in BUNDLED["rules"]}
    assert rules.keys() == PAPER.keys()
    for name, row in PAPER.items():
        want = {k: v for k, v in expected(row).items() if k not in LATER}
        want["clause"] = want.pop("article")
        want |= {"due": "Q1"} if want.get("due") == "01-01 to 03-31" else {}
        found = shipped(rules[name])
        assert {key: found.get(key) for key in want} == want


@pytest.mark.parametrize("name", DRAFT)
def test_draft(name: str) -> None:
    """A drafted rule counts as the paper's does, with its clause, and quotes and cites nothing."""
    rule = RULES[f"telecom/{name}"]
    row = {k: v for k, v in expected(PAPER[name]).items() if k not in ("quote", "law", "source")}
    row["clause"] = row.pop("article")
    found = {key: value for key, value in shipped(rule).items() if key in row}
    assert found == row
    assert not rule.keys() & {"quote", "paraphrase", "law", "order", "article", "source"}


def test_only_what_is_drafted() -> None:
    """Only the telecom set has a draft, of the clauses that other certificates have, too."""
    drafts = {
        name: [rule["id"] for rule in file["draft"]]
        for name, file in FILES.items()
        if "draft" in file
    }
    assert drafts == {"telecom": list(DRAFT)}
