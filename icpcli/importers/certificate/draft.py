"""A license file drafted from what a certificate says, or from a few answers.

The bundled license file is the template: titles, filings, lead times, alerts and comments are
copied from it line by line, and stand nowhere else. Of its rules and duties a draft keeps those
whose words the certificate says, with the clause, the words and the period found there.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from icpcli.files.yaml_text import comment, scalar
from icpcli.importers.certificate.dated import Dated, Quotes, dated_sentences
from icpcli.importers.certificate.entries import (
    duties_of,
    rules_of,
)
from icpcli.importers.certificate.read import Certificate, Paper
from icpcli.importers.certificate.remarks import (
    duties_not_read,
    no_end_of_term,
    no_rules,
    on_fields,
    on_periods,
    rules_not_said,
    so_many_duties_not_read,
    so_many_without_numbers,
    without_numbers,
)
from icpcli.importers.certificate.template import Entry, Section, read_template, under_headings
from icpcli.license.form import SITE, Form
from icpcli.model.license import CLAUSE_NOT_READ, EXPIRES, Unread
from icpcli.model.problem import Text

SCHEMA_FILE = "license.schema.json"
"""Where an editor looks for the schema, beside the license file."""

_MODELINE = f"# yaml-language-server: $schema={SCHEMA_FILE}"
_READ = Text(
    "由 icp import 从证书的文字读出；请与纸质证书逐条核对。",
    "Read by `icp import` from the text of a certificate: compare it with the paper.",
)
_STARTED = Text(
    "由 icp init 起草：规则和义务照一份同类证书（{number}）写成，请与纸质证书逐条核对。",
    "Started by `icp init` after one certificate of this kind ({number}): compare each with yours.",
)
_COMPARE = Text(
    "请与你的纸质证书核对：条号、原文、期限。",
    "Compare with your paper: the number of the clause, its words, the period.",
)
_BUSINESS = Text("照纸质证书核对。", "Compare with your paper.")
_FROM_THE_PAPER = Text("照纸质证书填写，可以留空。", "From the paper; may stay empty.")
_UNREAD = Text(
    "有期限而没有写成规则的句子：照纸质证书写成规则（rules）或义务（duties），再从这里删去。",
    "Sentences with a period that no rule was made of: write each as a rule or a duty, from the "
    "paper, then delete it here.",
)
_NO_QUOTES = Quotes(())
_CLAUSE = re.compile("第([一二三四五六七八九十]{1,3})条")
_COUNT = re.compile(r"\d ?(?:个工作日|日|天)")


class Draft(NamedTuple):
    """The text of a license file, and what a person must know of it.

    `unread` are the sentences with a period that no rule quotes, those on renewal first, `dated` is
    the number of all that have one. `doubts` are to be seen to; `absent` is what this certificate
    need not have. `rules` and `duties` count what was read.
    """

    text: str
    unread: tuple[Unread, ...] = ()
    doubts: tuple[Text, ...] = ()
    absent: tuple[Text, ...] = ()
    dated: int = 0
    rules: int = 0
    duties: int = 0


class _Content(NamedTuple):
    """What goes into the template: the paper with remarks on its fields, and the entries kept.

    `missing` says which rules of the template are not among them, `periods` what is to be said of
    a rule's period, by its id.
    """

    origin: Text
    paper: Paper
    remarks: Mapping[str, Text]
    rules: Sequence[Entry]
    duties: Sequence[Entry]
    missing: Sequence[Text] = ()
    periods: Mapping[str, Text] = MappingProxyType({})
    unread: Sequence[Dated] = ()
    kind: str = ""


def draft_from_certificate(certificate: Certificate, template: str, form: Form) -> Draft:
    """The license file of a certificate. `template` is the text of the bundled license file."""
    sections = read_template(template)
    rules = rules_of(sections["rules"], certificate, form)
    duties, no_duties = duties_of(sections["duties"], certificate, form)
    dated = list(dated_sentences(certificate.clauses, [certificate.paper.holder]))
    quotes = {clause: Quotes(places) for clause, places in rules.quoted.items()}
    unread = [it for it in dated if not it.is_quoted_by(quotes.get(it.place[0], _NO_QUOTES))]
    doubts = [
        *no_end_of_term(rules.absent),
        *rules.doubts,
        *without_numbers(rules.kept),
        *([] if rules.kept or dated else [no_rules(form)]),
    ]
    absent = rules_not_said(rules.absent)
    text = _text(
        sections,
        _Content(
            origin=_READ,
            paper=certificate.paper,
            remarks=certificate.doubts,
            rules=rules.kept,
            duties=duties,
            missing=[*doubts, *absent, *duties_not_read(no_duties)],
            periods={id: remark.in_file for id, remark in rules.remarks.items()},
            unread=unread,
        ),
    )
    return Draft(
        text=text,
        unread=_renewal_first(_with_lines(unread, text), sections["rules"], form),
        doubts=(*on_periods(rules.remarks), *on_fields(certificate.doubts), *doubts),
        absent=(*absent, *so_many_duties_not_read(no_duties), *so_many_without_numbers(duties)),
        dated=len(dated),
        rules=len(rules.kept),
        duties=len(duties),
    )


def _with_lines(unread: Sequence[Dated], text: str) -> list[Unread]:
    """The entries under `unread:`, each with its line."""
    lines = text.splitlines()
    first = lines.index("unread:") + 2 if unread else 0
    return [
        Unread(it.clause or CLAUSE_NOT_READ, it.text, first + 2 * i) for i, it in enumerate(unread)
    ]


def _renewal_first(unread: Sequence[Unread], rules: Section, form: Form) -> tuple[Unread, ...]:
    """The sentences on what comes before the end of the term, then the others, each in order."""
    at_the_end = [rule.value("id") for rule in rules.entries if EXPIRES in rule.triggers]
    words = [word for id in at_the_end for word in form.words.get(id, ())]
    return tuple(sorted(unread, key=lambda it: not any(word in it.text for word in words)))


def draft_from_answers(paper: Paper, template: str, kind: str) -> Draft:
    """A license file with all that the one certificate of its `kind` says that was read, each entry
    to be compared."""
    sections = read_template(template)
    rules, duties = (
        [
            entry._replace(lines=(*comment(_COMPARE), *entry.lines))
            for entry in sections[name].entries
        ]
        for name in ("rules", "duties")
    )
    remarks = {
        "legal_representative": _FROM_THE_PAPER,
        "business": _BUSINESS,
        "issuer": _FROM_THE_PAPER,
    }
    (line,) = [line for line in sections["license"].body if line.startswith("  number: ")]
    origin = _STARTED.filled(number=line.partition(": ")[2])
    content = _Content(origin, paper, remarks, rules, duties, kind=kind)
    return Draft(_text(sections, content), rules=len(rules), duties=len(duties))


def _text(sections: Mapping[str, Section], content: _Content) -> str:
    keep = _comments_that_hold(sections, content)
    kept = {entry.value("id") for entry in content.rules}
    gone = {entry.value("id") for entry in sections["rules"].entries} - kept
    rules = [
        _remarked(rule.without_names(gone).with_comments(keep), content) for rule in content.rules
    ]
    duties = [entry.with_comments(keep) for entry in content.duties]
    used = {word for rule in rules for line in rule.lines for word in line.split()}
    events = [
        (entry if entry.value("asks") in used else entry.without("asks")).with_comments(keep)
        for entry in sections["events"].entries
        if entry.lines[0].partition(":")[0].strip() in used
    ]
    lead = sections["license"].lead
    lines = [
        *(_MODELINE, "", *comment(content.origin, 0), *lead[lead.index("#") :]),
        "license:",
        *([f"  kind: {content.kind}"] if content.kind else []),
        *_paper(sections["license"], content),
        *(*sections["rule_sets"].lead, f"rule_sets: {sections['rule_sets'].beside}"),
        *_section("events", sections["events"], events),
        *(*sections["rules"].lead, "rules:" if rules else "rules: []"),
        *(line for words in content.missing for line in ("", *comment(words))),
        *under_headings((rule.value("clause"), rule) for rule in rules),
        *_section("duties", sections["duties"], duties),
        *_unread(content.unread),
    ]
    return "\n".join(lines) + "\n"


def _remarked(rule: Entry, content: _Content) -> Entry:
    remark = content.periods.get(rule.value("id"))
    return rule.remarked("due", comment(remark, 4)) if remark else rule


def _unread(sentences: Sequence[Dated]) -> Iterator[str]:
    if sentences:
        yield from ("", *comment(_UNREAD, 0), "unread:")
    for sentence in sentences:
        yield f"  - clause: {scalar(sentence.clause or CLAUSE_NOT_READ)}"
        yield f"    text: {scalar(sentence.text)}"


def _section(name: str, section: Section, entries: Sequence[Entry]) -> Iterator[str]:
    if entries:
        yield from (*section.lead, f"{name}:")
        for entry in entries:
            yield from (*entry.lead, *entry.lines)


def _comments_that_hold(
    sections: Mapping[str, Section], content: _Content
) -> Callable[[str], bool]:
    """Which comments of the template are still true.

    Not those on a rule or a clause that is gone; on the number of any clause, where one has
    another; on a number of days, where one is another.
    """
    template = {rule.value("id"): rule for rule in sections["rules"].entries}
    gone = template.keys() - {rule.value("id") for rule in content.rules}
    changed = {
        key
        for rule in content.rules
        for key in ("clause", "due")
        if rule.value(key) != template[rule.value("id")].value(key)
    }
    clauses = {rule.value("clause").partition("（")[0] for rule in content.rules}

    def holds(run: str) -> bool:
        cited = _CLAUSE.findall(run)
        return not (
            any(id in run for id in gone)
            or ("clause" in changed and cited)
            or ("due" in changed and _COUNT.search(run))
            or (cited and not clauses.intersection(cited))
        )

    return holds


def _paper(section: Section, content: _Content) -> Iterator[str]:
    """The lines of `license:`, with the template's comments where they are true of this paper."""
    values = {
        name: str(value or "")
        for name, value in content.paper._asdict().items()
        if name != "websites"
    }
    lead: list[str] = []
    for line in section.body:
        key, colon, value = line.strip().partition(":")
        if not colon or not line.startswith("  ") or line[2] in " #-":
            lead.append(line)
            continue
        if key == "websites":
            yield from _websites(lead, content)
            return
        remark = content.remarks.get(key)
        if key == "issuer" and (values[key] or remark):
            lead = [""]
        yield from (*lead, *(comment(remark) if remark else ()))
        yield f"  {key}: {scalar(values.get(key, value.strip()))}".rstrip()
        lead = []


def _websites(lead: Sequence[str], content: _Content) -> Iterator[str]:
    remark = content.remarks.get("websites")
    remarks = comment(remark) if remark else []
    if content.paper.websites:
        yield from (*lead, *remarks, "  websites:")
    elif remark:
        yield from ("", *remarks)
    for i, site in enumerate(content.paper.websites):
        yield from [""] * bool(i)
        for name in SITE:
            if remark := content.remarks.get(f"websites[{i}].{name}"):
                yield from comment(remark, 4 if name == "name" else 6)
            mark = "    - " if name == "name" else "      "
            yield f"{mark}{name}: {scalar(getattr(site, name))}".rstrip()
