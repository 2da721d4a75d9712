"""A license file drafted from the rule set of its kind, where no certificate was read.

The rules are copied line by line from the set's own file: titles, periods, sources and comments
stand nowhere else.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from icpcli.files.yaml_text import comment, scalar
from icpcli.importers.certificate.draft import SCHEMA_FILE
from icpcli.importers.certificate.template import Entry, Section, read_template
from icpcli.model.problem import Text
from icpcli.model.rule_set import RuleSet

_ORIGIN = Text(
    "由 icp init 起草：规则取自规则集 {id}（{zh}）。请与证书逐条核对：期限、条号、报送机关。",
    "Started by `icp init`: the rules are those of the set {id} ({en}). Compare each with the paper.",
)
_DRAFT = Text(
    "以下照同类证书起草，没有读过这一类证书：证书上没有的删去，有的补上原话（quote）。",
    "Drafted after certificates of another kind: delete what is not on the paper, and add the words.",
)
_FROM_THE_PAPER = Text("照证书填写，可以留空。", "From the paper; may stay empty.")
_NO_END = Text(
    "长期有效的，不写 expires。有到期日的，写 expires: 日期。",
    "A license without an end has no `expires`; with one, write expires: DATE.",
)
_CONTINUING = Text(
    "期满后是否继续：yes | no | undecided", "Whether the holder will go on when the term ends."
)
_LAWS = Text(
    "证书以外也要守的法律：icp rules 列出自带的规则集。",
    "The laws beside the paper: `icp rules` lists the sets that ship.",
)
_FLAGS = Text(
    "决定某些规则是否适用：yes | no；undecided 时，规则照列，并一直询问。",
    "What decides whether some rules apply; while undecided they are shown, and it is asked.",
)


class Answers(NamedTuple):
    """What a person knows of a license; `expires` None where it does not end."""

    kind: str
    number: str
    holder: str
    issued: date
    expires: date | None
    business: str = ""


def draft_from_set(answers: Answers, found: RuleSet, text: str) -> str:
    """The text of a license file with the rules of `found`, whose file holds `text`."""
    sections = read_template(text)
    rules = sections["rules"].entries if "rules" in sections else []
    drafted = [
        entry
        for entry in (sections["draft"].entries if "draft" in sections else [])
        if re.match(found.numbers.get(entry.value("id"), ""), answers.number)
    ]
    origin = _ORIGIN.filled(id=found.id, zh=found.title.zh, en=found.title.en)
    lines = [
        f"# yaml-language-server: $schema={SCHEMA_FILE}",
        "",
        *comment(origin, 0),
        "",
        *_license(answers),
        *_laws(found.laws),
        *_flags(found.flags),
        *_events(sections, [*rules, *drafted]),
        *(["", "rules:"] if rules or drafted else []),
        *_entries(rules),
        *(["", *comment(_DRAFT)] if drafted else []),
        *_entries([entry.with_blank("quote", after="clause") for entry in drafted]),
        *(["", "duties:", *_entries(sections["duties"].entries)] if "duties" in sections else []),
    ]
    return "\n".join(lines) + "\n"


def _license(answers: Answers) -> Iterator[str]:
    yield from (
        "license:",
        f"  kind: {answers.kind}",
        f"  number: {scalar(answers.number)}",
        f"  holder: {scalar(answers.holder)}",
        "",
        *comment(_FROM_THE_PAPER),
        "  legal_representative:",
        f"  business: {scalar(answers.business)}".rstrip(),
        "  issuer:",
        "",
        f"  issued: {answers.issued}",
    )
    if answers.expires is None:
        yield from comment(_NO_END)
        return
    yield from (
        f"  expires: {answers.expires}",
        "",
        *comment(_CONTINUING),
        "  continuing: undecided",
    )


def _laws(laws: Sequence[str]) -> Iterator[str]:
    if laws:
        yield from ("", *comment(_LAWS, 0), f"rule_sets: [{', '.join(laws)}]")


def _flags(flags: Mapping[str, Text]) -> Iterator[str]:
    if flags:
        yield from ("", *comment(_FLAGS, 0), "flags:")
    for name, title in flags.items():
        yield from ("", *comment(title), f"  {name}: undecided")


def _events(sections: Mapping[str, Section], rules: Sequence[Entry]) -> Iterator[str]:
    """The events that the rules speak of, and those that these become."""
    if "events" not in sections:
        return
    entries = {it.lines[0].partition(":")[0].strip(): it for it in sections["events"].entries}
    used = {word.strip("[],") for rule in rules for line in rule.lines for word in line.split()}
    becomes = {
        word.strip("[],")
        for name in used & entries.keys()
        for line in entries[name].lines
        for word in line.split()
    }
    kept = [entry for name, entry in entries.items() if name in used | becomes]
    if kept:
        yield from ("", "events:")
        for entry in kept:
            yield from (*entry.lead, *entry.lines)


def _entries(entries: Sequence[Entry]) -> Iterator[str]:
    for entry in entries:
        yield from (*(entry.lead or [""]), *entry.lines)
