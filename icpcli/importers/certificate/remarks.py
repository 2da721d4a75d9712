"""What is said of a rule or a duty that a certificate has otherwise than the form, or not at all.

Numbers and words named are those of the certificate, never the form's.
"""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from icpcli.importers.certificate.quotes import Passage, count_in
from icpcli.importers.certificate.template import Entry
from icpcli.importers.certificate.values import read_as
from icpcli.license.form import Form
from icpcli.model.license import CLAUSE_NOT_READ, EXPIRES
from icpcli.model.problem import Text

_TITLE = re.compile(r"\{zh: (.*), en: (.*)\}")
"""{zh: 申请延续, en: Apply to renew}"""


class Remark(NamedTuple):
    """What is said of a rule's period: beside it in the file, and of itself."""

    in_file: Text
    told: Text


def title(entry: Entry) -> Text:
    """The title of a rule or a duty, in both languages."""
    match = _TITLE.fullmatch(entry.value("title"))
    return Text(match[1], match[2]) if match else Text(entry.value("id"), entry.value("id"))


def _numbered(clause: str) -> Text:
    return Text(clause or "条号没有读出", clause or "a clause without its number")


def _at(entry: Entry) -> Text:
    clause = entry.value("clause")
    return _numbered("" if clause == CLAUSE_NOT_READ else clause)


def no_rules(form: Form) -> Text:
    """A text without one sentence that gives a rule."""
    heading = form.headings[0]
    return Text(
        f"没有读出任何有期限的条款：文字里要有证书的《{heading}》；也可用 icp init 起草",
        f"no clause with a date was read: the text must hold the provisions ({heading}); "
        "`icp init` starts without them",
    )


def no_end_of_term(absent: Sequence[Entry]) -> list[Text]:
    """A doubt for each rule on the end of the term that no text may be silent about."""
    return [
        Text(
            f"没有写规则 {rule.value('id')}（{title(rule).zh}）：文字里没有说到它；请看纸质证书上有没有",
            f"no rule {rule.value('id')} ({title(rule).en}): the text says nothing of it; "
            "look for it on the paper",
        )
        for rule in absent
        if EXPIRES in rule.triggers
    ]


def not_written(rule: Entry, word: str, clause: str) -> Text:
    """A rule of which only a word stands in the text, in this clause."""
    id, (zh, en) = rule.value("id"), title(rule)
    at = _numbered(clause)
    return Text(
        f"没有写规则 {id}（{zh}）：文字里有“{word}”（{at.zh}），但没有读懂；请照纸质证书补写",
        f'no rule {id} ({en}): the text says "{word}" ({at.en}), but in words that were not '
        "understood: write it from the paper",
    )


def not_understood(rule: Entry, passage: Passage) -> Text:
    """A rule whose period cannot be counted, or is given twice."""
    at, id, (zh, en) = _numbered(passage.clause), rule.value("id"), title(rule)
    return Text(
        f"{at.zh}：期限没有读懂（“{passage.quote}”），没有写规则 {id}（{zh}）；请照纸质证书补写",
        f'{at.en}: the period in "{passage.quote}" was not understood, so there is no rule {id} '
        f"({en}): write it from the paper",
    )


def not_named(rule: Entry, trigger: str, form: Form, kept: bool) -> Text:
    """A trigger that the sentence does not name; `kept` where the rule has others."""
    at, id, words = _at(rule), rule.value("id"), form.triggers[trigger][0]
    if kept:
        return Text(
            f"{at.zh}：这一条没有写“{words}”，规则 {id} 里没有写 {trigger}；请照纸质证书核对",
            f'{at.en}: this clause does not say "{words}", so the rule {id} has no trigger '
            f"{trigger}: compare it with the paper",
        )
    return Text(
        f"{at.zh}：这一条没有写“{words}”，没有写规则 {id}；请照纸质证书核对",
        f'{at.en}: this clause does not say "{words}", so there is no rule {id}: '
        "compare it with the paper",
    )


def gap_in(read: Entry) -> Text:
    """A rule in whose sentence a line may be missing."""
    at, id = _at(read), read.value("id")
    return Text(
        f"{at.zh}：这一句中间可能缺行，没有写规则 {id}；请照纸质证书补写，或重拍这一页",
        f"{at.en}: a line of this sentence may be missing, so there is no rule {id}: write it from "
        "the paper, or photograph the page again",
    )


def only_seen(rule: Entry, read: Entry) -> Text:
    """A rule whose period in a picture is another than the form's."""
    at, id, said = _at(read), read.value("id"), read.value("due")
    known = rule.value("due")
    return Text(
        f"{at.zh}：图片上读作 {said}，格式文本是 {known}，没有写规则 {id}；"
        f'纸质证书上确是这样，就加 --accept "{id}={said}"',
        f"{at.en}: read from the picture as {said}, in the form {known}, so there is no rule {id}; "
        f'if the paper says so: --accept "{id}={said}"',
    )


def trigger_not_seen(read: Entry, trigger: str) -> Text:
    """A rule of which a picture does not show one of the form's triggers."""
    at, id = _at(read), read.value("id")
    return Text(
        f"{at.zh}：图片上没有读出 {trigger}，没有写规则 {id}；请照纸质证书补写",
        f"{at.en}: {trigger} was not read from the picture, so there is no rule {id}: write it from "
        "the paper",
    )


def names_more(rule: Entry, words: str) -> Text:
    """What a sentence lists, and the form does not."""
    at, id = _at(rule), rule.value("id")
    return Text(
        f"{at.zh}：这一句还写到“{words}”，规则 {id} 没有这样的事件；句子写在 unread 里，请照纸质证书补上",
        f'{at.en}: this sentence also names "{words}", for which the rule {id} has no event: it '
        "stands under unread, add it from the paper",
    )


def misread(passage: Passage, read: Entry) -> Remark:
    """A period in which a scan had spoiled the number."""
    n, printed, at = passage.span.partition(" ")[0], passage.misread, _at(read)
    zh, en = read_as(printed, n)
    in_file = Text(zh, f"read as {n}: compare with the paper")
    return Remark(in_file, Text(f"{at.zh}：{zh}", f"{at.en}: {en}"))


def differs(rule: Entry, read: Entry) -> Remark | None:
    """What is said of a period that is another than the form's."""
    said, known, at = read.value("due"), rule.value("due"), _at(read)
    if said == known:
        return None
    n, _, unit = known.partition(" ")
    in_form = n if said.partition(" ")[2].rstrip("s") == unit.rstrip("s") else known
    zh = (count_in(read.value("quote")), count_in(rule.value("quote")))
    words = Text(
        f"{at.zh}：这份文字是{zh[0]}，格式文本是{zh[1]}；请与纸质证书核对",
        f"{at.en}: this text says {said}, the form {in_form}: compare with the paper",
    )
    return Remark(words, words)


def on_periods(remarks: Mapping[str, Remark]) -> list[Text]:
    """What is said of the periods, each once, with the rules that it is said of."""
    found: dict[Text, list[str]] = {}
    for id, remark in remarks.items():
        found.setdefault(remark.told, []).append(id)
    return [
        Text(f"{zh}（{'、'.join(ids)}）", f"{en} ({', '.join(ids)})")
        for (zh, en), ids in found.items()
    ]


def on_fields(doubts: Mapping[str, Text]) -> list[Text]:
    """What is said of the fields of the paper, each once, with the fields that it is said of."""
    found: dict[Text, list[str]] = {}
    for name, words in doubts.items():
        found.setdefault(words, []).append(name)
    return [
        Text(f"{'、'.join(names)}：{zh}", f"{', '.join(names)}: {en}")
        for (zh, en), names in found.items()
    ]


def without_numbers(entries: Sequence[Entry]) -> list[Text]:
    """A doubt for each rule that stands in the file without its clause's number."""
    unread = [entry for entry in entries if entry.value("clause") == CLAUSE_NOT_READ]
    quotes = dict.fromkeys(entry.value("quote") for entry in unread)
    return [
        Text(
            f"条号没有读出，请照纸质证书填写：“{quote}”",
            f'the number of the clause was not read, fill it in from the paper: "{quote}"',
        )
        for quote in quotes
    ]


def rules_not_said(absent: Sequence[Entry]) -> list[Text]:
    """The other rules of which the text says nothing."""
    rules = [rule for rule in absent if EXPIRES not in rule.triggers]
    return _listed(
        Text("文字里没有说到、所以没有写的规则", "rules of the form that the text says nothing of"),
        rules,
    )


def duties_not_read(duties: Sequence[Entry]) -> list[Text]:
    """The duties of the form that were not found, each by its title."""
    return _listed(
        Text(
            "格式文本里的这些义务（没有期限）没有读出",
            "duties of the form, without a date, that were not read",
        ),
        duties,
    )


def so_many_duties_not_read(duties: Sequence[Entry]) -> list[Text]:
    """How many they are."""
    n = len(duties)
    words = Text(
        f"格式文本里有 {n} 项义务（没有期限）没有读出，名称写在文件里",
        f"{n} duties of the form, without a date, were not read: the file names them",
    )
    return [words] if duties else []


def so_many_without_numbers(duties: Sequence[Entry]) -> list[Text]:
    """How many duties stand in the file without the number of their clause."""
    n = sum(duty.value("clause") == CLAUSE_NOT_READ for duty in duties)
    words = Text(
        f"{n} 项义务的条号没有读出，请照纸质证书填写",
        f"the number of the clause of {n} duties was not read: fill it in from the paper",
    )
    return [words] if n else []


def _listed(words: Text, entries: Sequence[Entry]) -> list[Text]:
    titles = [title(entry) for entry in entries]
    zh, en = "、".join(it.zh for it in titles), "; ".join(it.en for it in titles)
    return [Text(f"{words.zh}：{zh}", f"{words.en}: {en}")] if titles else []
