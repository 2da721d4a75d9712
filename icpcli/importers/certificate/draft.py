"""A license file drafted from what a certificate says, or from a few answers.

The bundled license file is the template: titles, filings, lead times, alerts and comments are
copied from it line by line, and stand nowhere else. Of its rules and duties a draft keeps those
whose words the certificate says, with the clause, the words and the period found there.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from icpcli.files.chinese_print import fold
from icpcli.files.yaml_text import comment, scalar
from icpcli.importers.certificate.quotes import Passage, find, holds_a_count
from icpcli.importers.certificate.read import Certificate, Paper
from icpcli.importers.certificate.template import Entry, Section, read_template, under_headings
from icpcli.license.form import SITE, Form
from icpcli.model.problem import Text

SCHEMA_FILE = "license.schema.json"
"""Where an editor looks for the schema, beside the license file."""

_MODELINE = f"# yaml-language-server: $schema={SCHEMA_FILE}"
_READ = Text(
    "由 icp import 从证书的文字读出；请与纸质证书逐条核对。",
    "Read by `icp import` from the text of a certificate: compare it with the paper.",
)
_COMPARE = Text(
    "请与你的纸质证书核对：条号、原文、期限。",
    "Compare with your paper: the number of the clause, its words, the period.",
)
_BUSINESS = Text("照纸质证书核对。", "Compare with your paper.")
_FROM_THE_PAPER = Text("照纸质证书填写，可以留空。", "From the paper; may stay empty.")
_NUMBER_NOT_READ = "未读出"
_CLAUSE = re.compile("第([一二三四五六七八九十]{1,3})条")
_COUNT = re.compile(r"\d ?(?:个工作日|日|天)")
_TITLE = re.compile(r"\{zh: (.*), en: (.*)\}")


class Draft(NamedTuple):
    """The text of a license file, what in it a person must still see to, and how much was found."""

    text: str
    doubts: tuple[Text, ...]
    rules: int
    duties: int


class _Content(NamedTuple):
    """What goes into the template: the paper with remarks on its fields, and the entries kept.

    `missing` says which rules of the template are not among them.
    """

    origin: Text
    paper: Paper
    remarks: Mapping[str, Text]
    rules: Sequence[Entry]
    duties: Sequence[Entry]
    missing: Sequence[Text] = ()


def draft_from_certificate(certificate: Certificate, template: str, form: Form) -> Draft:
    """The license file of a certificate. `template` is the text of the bundled license file."""
    sections = read_template(template)
    rules, no_rules = _found(sections["rules"], certificate)
    duties, no_duties = _found(sections["duties"], certificate)
    rules, unnamed = _named(rules, certificate, form)
    missing = [_no_rule(entry, certificate) for entry in no_rules]
    missing += unnamed
    missing += [_no_duties(no_duties)] if no_duties else []
    missing += [] if rules else [_no_rules(form)]
    missing += _no_numbers([*rules, *duties])
    judged = [_judged(entry, certificate, form) for entry in duties]
    paper, doubts = certificate.paper, certificate.doubts
    text = _text(sections, _Content(_READ, paper, doubts, rules, judged, missing))
    unread = [Text(f"{name}：{zh}", f"{name}: {en}") for name, (zh, en) in doubts.items()]
    return Draft(text, (*unread, *missing), len(rules), len(duties))


def draft_from_answers(paper: Paper, template: str, form: Form) -> Draft:
    """A license file with what the form says for every kind, each clause to be compared."""
    sections = read_template(template)
    rules, duties = (
        [
            entry._replace(lines=(*comment(_COMPARE), *entry.lines))
            for entry in sections[name].entries
            if entry.value("clause") in form.clauses
        ]
        for name in ("rules", "duties")
    )
    remarks = {
        "legal_representative": _FROM_THE_PAPER,
        "business": _BUSINESS,
        "issuer": _FROM_THE_PAPER,
    }
    text = _text(sections, _Content(_started(form), paper, remarks, rules, duties))
    return Draft(text, (), len(rules), len(duties))


def _started(form: Form) -> Text:
    clauses = form.clauses
    return Text(
        f"由 icp init 起草：只有同一主管部门的证书格式里{'、'.join(f'第{it}条' for it in clauses)}的内容。",
        f"Started by `icp init`: only what clauses {', '.join(clauses)} of the same ministry's form say.",
    )


def _no_rules(form: Form) -> Text:
    heading = form.headings[0]
    return Text(
        f"没有读出任何有期限的条款：文字里要有证书的《{heading}》；也可用 icp init 起草",
        f"no clause with a date was read: the text must hold the provisions ({heading}); "
        "`icp init` starts without them",
    )


def _found(section: Section, certificate: Certificate) -> tuple[list[Entry], list[Entry]]:
    """The entries that the certificate has, as it has them; and those that it does not have."""
    found: list[Entry] = []
    lost: list[Entry] = []
    for entry in section.entries:
        passage = _passage(entry, certificate)
        if passage:
            found.append(_as_read(entry, passage))
        else:
            lost.append(entry)
    return found, lost


def _passage(entry: Entry, certificate: Certificate) -> Passage | None:
    """The words of an entry in the certificate; None where they say two things, or cannot be counted."""
    quote = entry.value("quote")
    passages = find(quote, certificate.clauses)
    passages = [it for it in passages if it.clause == entry.value("clause")] or passages
    counted = holds_a_count(quote)
    if not passages or (counted and (len(passages) > 1 or not passages[0].span)):
        return None
    passage = passages[0]
    alone = len({it.clause for it in passages}) == 1
    certain = passage.clause == entry.value("clause") or (alone and passage.sure)
    return passage if certain else passage._replace(clause="")


def _named(
    rules: Sequence[Entry], certificate: Certificate, form: Form
) -> tuple[list[Entry], list[Text]]:
    """The rules with the triggers that the sentence of their words names; why others are gone."""
    kept: list[Entry] = []
    doubts: list[Text] = []
    for rule in rules:
        passages = find(rule.value("quote"), certificate.clauses)
        passages = [it for it in passages if it.clause == rule.value("clause")] or passages
        words = "\n".join(it.sentence for it in passages)
        unnamed = [trigger for trigger in rule.triggers if form.triggers[trigger] not in words]
        gone = len(unnamed) == len(rule.triggers)
        doubts += [_not_named(rule, trigger, form.triggers[trigger], gone) for trigger in unnamed]
        if not gone:
            for trigger in unnamed:
                rule = rule.without_trigger(trigger)
            kept.append(rule)
    return kept, doubts


def _not_named(rule: Entry, trigger: str, words: str, gone: bool) -> Text:
    clause, id = rule.value("clause"), rule.value("id")
    if gone:
        return Text(
            f"{clause}：这一条没有写“{words}”，没有写规则 {id}；请照纸质证书核对",
            f'{clause}: this clause does not say "{words}", so there is no rule {id}: '
            "compare it with the paper",
        )
    return Text(
        f"{clause}：这一条没有写“{words}”，规则 {id} 里没有写 {trigger}；请照纸质证书核对",
        f'{clause}: this clause does not say "{words}", so the rule {id} has no trigger {trigger}: '
        "compare it with the paper",
    )


def _no_numbers(entries: Sequence[Entry]) -> list[Text]:
    """A doubt for each rule and each duty that stands in the file without its clause's number."""
    unread = [entry for entry in entries if entry.value("clause") == _NUMBER_NOT_READ]
    quotes = dict.fromkeys(entry.value("quote") for entry in unread)
    return [
        Text(
            f"条号没有读出，请照纸质证书填写：“{quote}”",
            f'the number of the clause was not read, fill it in from the paper: "{quote}"',
        )
        for quote in quotes
    ]


def _as_read(entry: Entry, passage: Passage) -> Entry:
    due = entry.value("due")
    if passage.span and due != "immediately":
        direction = due.rpartition(" ")[2]
        due = passage.span if passage.span.startswith("Q") else f"{passage.span} {direction}"
    clause = scalar(passage.clause or _NUMBER_NOT_READ)
    return entry.put("clause", clause).put("quote", scalar(passage.quote)).put("due", due)


def _judged(duty: Entry, certificate: Certificate, form: Form) -> Entry:
    """The duty with what this certificate's scope, and its print, say about it."""
    clause = duty.value("clause")
    words = fold(next((it.text for it in certificate.clauses if it.number == clause), ""))
    for remark, right in form.misprints:
        if remark in "".join(duty.lines) and right in words:
            return duty.without("reason").with_comments(partial(_does_not_say, remark))
    title = _TITLE.fullmatch(duty.value("title"))
    said = duty.value("applies")
    printed = re.search(rf"\({re.escape(form.applies_to)}([^)]*)\)", words)
    service = printed[1] if printed else title[1] if title and said == "false" else ""
    excluded = bool(service) and service in fold(certificate.paper.excludes)
    if not title or excluded == (said == "false"):
        return duty
    zh, en = (
        (f"许可的业务范围不含{service}", f"The licensed scope excludes it: {title[2]}")
        if excluded
        else (f"提供{service}时", f"Where the holder offers it: {title[2]}")
    )
    reason = ("    reason:", f"      zh: {scalar(zh)}", f"      en: {scalar(en)}")
    judged = duty.without("reason").put("applies", "false" if excluded else "true")
    return judged._replace(lines=(*judged.lines, *reason))


def _does_not_say(remark: str, run: str) -> bool:
    return remark not in run


def _no_rule(entry: Entry, certificate: Certificate) -> Text:
    clause, id = entry.value("clause"), entry.value("id")
    if any(it.number == clause for it in certificate.clauses) or find(
        entry.value("quote"), certificate.clauses
    ):
        return Text(
            f"{clause}：这一条的文字没有读懂，没有写规则 {id}；请照纸质证书补上",
            f"{clause}: the words of this clause were not understood, so there is no rule {id}: "
            "add it from the paper",
        )
    return Text(
        f"{clause}：文字里没有这一条，没有写规则 {id}",
        f"{clause}: the text has no such clause, so there is no rule {id}",
    )


def _no_duties(entries: Sequence[Entry]) -> Text:
    unread = dict.fromkeys(entry.value("clause") for entry in entries)
    # The items of a clause that is not there at all need not be told one by one.
    clauses = [it for it in unread if it.partition("（")[0] not in unread or "（" not in it]
    return Text(
        f"没有读出的义务（没有期限）：{'、'.join(clauses)}",
        f"duties without a date that were not read: {', '.join(clauses)}",
    )


def _text(sections: Mapping[str, Section], content: _Content) -> str:
    keep = _comments_that_hold(sections, content)
    kept = {entry.value("id") for entry in content.rules}
    gone = {entry.value("id") for entry in sections["rules"].entries} - kept
    rules = [entry.without_names(gone).with_comments(keep) for entry in content.rules]
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
        *("license:", *_paper(sections["license"], content)),
        *_section("events", sections["events"], events),
        *(*sections["rules"].lead, "rules:" if rules else "rules: []"),
        *(line for words in content.missing for line in ("", *comment(words))),
        *under_headings((rule.value("clause"), rule) for rule in rules),
        *_section("duties", sections["duties"], duties),
    ]
    return "\n".join(lines) + "\n"


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
    if content.paper.websites:
        yield from (*lead, "  websites:")
    elif remark := content.remarks.get("websites"):
        yield from ("", *comment(remark))
    for i, site in enumerate(content.paper.websites):
        yield from [""] * bool(i)
        for name in SITE:
            if remark := content.remarks.get(f"websites[{i}].{name}"):
                yield from comment(remark, 4 if name == "name" else 6)
            mark = "    - " if name == "name" else "      "
            yield f"{mark}{name}: {scalar(getattr(site, name))}".rstrip()
