"""Which rules and duties of the form a certificate has, each with the words printed there."""

import re
from collections.abc import Iterable, Sequence
from functools import partial
from typing import NamedTuple

from icpcli.files.chinese_print import fold
from icpcli.files.yaml_text import scalar
from icpcli.importers.certificate.pages import GAP
from icpcli.importers.certificate.quotes import Passage, Said, count_in, find
from icpcli.importers.certificate.read import Certificate
from icpcli.importers.certificate.remarks import (
    Remark,
    differs,
    gap_in,
    misread,
    names_more,
    not_named,
    not_understood,
    not_written,
    only_seen,
    title,
    trigger_not_seen,
)
from icpcli.importers.certificate.template import Entry, Section
from icpcli.license.form import Form
from icpcli.model.license import CLAUSE_NOT_READ, EXPIRES
from icpcli.model.problem import Text

_LONGEST_LEAD = 300
_SEPARATOR = re.compile("[、,;]|或者?|以?及")
"""住所、注册资本或者股东"""


class Rules(NamedTuple):
    """The rules that a certificate has, and what is to be said of them and of the others.

    `remarks` stand beside the period of a rule, by its id. `doubts` are for a person to see to,
    those on the end of the term first; `absent` are the rules of which the text says nothing. `quoted` are the places of the quotes:
    for each clause, by its place among all, where they stand in its text.
    """

    kept: list[Entry]
    remarks: dict[str, Remark]
    doubts: list[Text]
    absent: list[Entry]
    quoted: dict[int, list[tuple[int, int]]]


class _Found(NamedTuple):
    """A rule as the certificate has it, or None and why not; and where its words stand.

    `remark` is what is said beside its period, where that is not simply the form's.
    """

    entry: Entry | None
    passages: Sequence[Passage] = ()
    remark: Remark | None = None
    doubts: Sequence[Text] = ()


def rules_of(section: Section, certificate: Certificate, form: Form) -> Rules:
    """The rules of the form that the certificate has."""
    rules = Rules([], {}, [], [], {})
    at_the_end: list[Text] = []
    said = Said(certificate.clauses)
    for rule in section.entries:
        found = _rule(rule, said, form, certificate)
        doubts = at_the_end if EXPIRES in rule.triggers else rules.doubts
        doubts += found.doubts
        if found.entry:
            _keep(found.entry, found, rules)
        elif words := _word_of_duty(rule, said, form):
            doubts += [] if found.doubts else [not_written(rule, *words)]
        elif not found.doubts:
            rules.absent.append(rule)
    return rules._replace(doubts=[*at_the_end, *rules.doubts])


def _keep(rule: Entry, found: _Found, rules: Rules) -> None:
    rules.kept.append(rule)
    if found.remark:
        rules.remarks[rule.value("id")] = found.remark
    for passage in found.passages:
        clause, start, end = passage.place
        rules.quoted.setdefault(clause, []).append((start, end))


def duties_of(
    section: Section, certificate: Certificate, form: Form
) -> tuple[list[Entry], list[Entry]]:
    """The duties of the form that the certificate has, and those that it does not have."""
    found: list[Entry] = []
    lost: list[Entry] = []
    said = Said(certificate.clauses)
    for duty in section.entries:
        passages = _in_its_clause(duty, find(duty.value("quote"), said))
        if passages:
            found.append(_judged(_as_read(duty, passages), certificate, form))
        else:
            lost.append(duty)
    return found, lost


def _in_its_clause(entry: Entry, passages: list[Passage]) -> list[Passage]:
    """Those in the clause where the form has the words, if any are."""
    return [it for it in passages if it.behind == entry.value("clause")] or passages


def _as_read(entry: Entry, passages: Sequence[Passage], due: str = "") -> Entry:
    """The entry with the words printed in the certificate, and their clause where that is certain."""
    printed = entry.value("clause")
    clauses = {printed if it.behind == printed else it.clause for it in passages}
    clause = clauses.pop() if len(clauses) == 1 else ""
    read = entry.put("clause", scalar(clause or CLAUSE_NOT_READ))
    read = read.put("quote", scalar(passages[0].quote))
    return read.put("due", due) if due else read


def _rule(rule: Entry, text: Said, form: Form, certificate: Certificate) -> _Found:
    """A rule with the period that the certificate gives, and the triggers that it names."""
    passages = _in_its_clause(rule, find(rule.value("quote"), text))
    if not passages:
        return _Found(None)
    due = _due(rule, passages[0])
    if due is None or any(_due(rule, it) != due for it in passages):
        return _Found(None, doubts=[not_understood(rule, passages[0])])
    named = _named(rule, passages, form)
    read = _as_read(rule, passages, due)
    if doubt := _not_believed(rule, read, passages, named, certificate):
        return _Found(None, doubts=[doubt])
    doubts = [not_named(read, it, form, bool(named)) for it in rule.triggers if it not in named]
    if not named:
        return _Found(None, doubts=doubts)
    for trigger in rule.triggers:
        read = read if trigger in named else read.without_trigger(trigger)
    quotes = [it for it in passages if _named(read, [it], form)]
    more = [_more_than_the_form(rule, it, form, 1 - bool(doubts)) for it in quotes]
    doubts += [names_more(read, words) for words in dict.fromkeys(more) if words]
    quotes = [it for it, words in zip(quotes, more, strict=True) if not words]
    return _Found(read, quotes, _remark(rule, read, passages), doubts)


def _not_believed(
    rule: Entry,
    read: Entry,
    passages: Sequence[Passage],
    named: Sequence[str],
    certificate: Certificate,
) -> Text | None:
    """Why no rule is made of a sentence: a line of it may be missing, or it is not what the form says.

    The latter only of a picture: what a machine reads otherwise may be its own slip.
    """
    if any(GAP in it.sentence for it in passages):
        return gap_in(read)
    if not certificate.picture:
        return None
    accepted = certificate.accepted.get(rule.value("id"))
    if differs(rule, read) and read.value("due") != accepted:
        return only_seen(rule, read)
    missing = [it for it in rule.triggers if it not in named]
    return trigger_not_seen(read, missing[0]) if missing else None


def _remark(rule: Entry, read: Entry, passages: Sequence[Passage]) -> Remark | None:
    spoiled = next((it for it in passages if it.misread), None)
    return misread(spoiled, read) if spoiled else differs(rule, read)


def _due(rule: Entry, passage: Passage) -> str | None:
    """The period of a passage as the license file has it; empty where its rule has no number.

    None where it cannot be counted, or was spoiled and is not the form's.
    """
    known = rule.value("due")
    if not count_in(rule.value("quote")):
        return ""
    if not passage.span:
        return None
    quarter = passage.span.startswith("Q")
    due = passage.span if quarter else f"{passage.span} {known.rpartition(' ')[2]}"
    return None if passage.misread and due != known else due


def _named(rule: Entry, passages: Iterable[Passage], form: Form) -> list[str]:
    """The triggers that the sentences of a rule's words name."""
    said = "\n".join(it.sentence for it in passages)
    return [it for it in rule.triggers if any(word in said for word in form.triggers[it])]


def _more_than_the_form(rule: Entry, passage: Passage, form: Form, most: int) -> str:
    """What the sentence lists before the words of a rule and the form does not, as 法定代表人.

    An item may have `most` signs that are not the form's: a scan spoils one without a loss.
    """
    known = fold(form.leads.get(rule.value("id"), ""))
    lead = passage.sentence.partition(fold(passage.quote))[0][-_LONGEST_LEAD:]
    return "、".join(it for it in _SEPARATOR.split(lead) if known and _new_signs(it, known) > most)


def _new_signs(words: str, known: str) -> int:
    """How many signs of `words` are left without the pieces that stand in `known`."""
    i = left = 0
    while i < len(words):
        n = next((n for n in range(len(words) - i, 1, -1) if words[i : i + n] in known), 1)
        left += n == 1
        i += n
    return left


def _word_of_duty(rule: Entry, said: Said, form: Form) -> tuple[str, str] | None:
    """A word of the text that names the duty of a rule, and the number of its clause."""
    for word in form.words.get(rule.value("id"), ()):
        at = said.text.find(word)
        if at >= 0:
            i, place = said.place(at)
            return word, said.clauses[i].printed_before(place)
    return None


def _judged(duty: Entry, certificate: Certificate, form: Form) -> Entry:
    """The duty with what this certificate's scope, and its print, say about it."""
    clause = duty.value("clause")
    words = next((it.shown for it in certificate.clauses if it.number == clause), "")
    for remark, right in form.misprints:
        if remark in "".join(duty.lines) and right in words:
            return duty.without("reason").with_comments(partial(_does_not_say, remark))
    printed = re.search(rf"\({re.escape(form.applies_to)}([^)]*)\)", words)
    said = duty.value("applies")
    service = printed[1] if printed else title(duty).zh if said == "false" else ""
    excluded = bool(service) and service in fold(certificate.paper.excludes)
    if excluded == (said == "false"):
        return duty
    zh, en = (
        (f"许可的业务范围不含{service}", f"The licensed scope excludes it: {title(duty).en}")
        if excluded
        else (f"提供{service}时", f"Where the holder offers it: {title(duty).en}")
    )
    reason = ("    reason:", f"      zh: {scalar(zh)}", f"      en: {scalar(en)}")
    judged = duty.without("reason").put("applies", "false" if excluded else "true")
    return judged._replace(lines=(*judged.lines, *reason))


def _does_not_say(remark: str, run: str) -> bool:
    return remark not in run
