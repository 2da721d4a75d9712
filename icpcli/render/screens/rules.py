"""The screens of `icp rules`: the rule sets that there are, or one of them in full."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from rich.console import Group, RenderableType

from icpcli.model.license import EACH_ODD_YEAR, EACH_YEAR, EXPIRES, ISSUED, ONCE, Duty, Rule
from icpcli.model.problem import Text
from icpcli.model.rule_set import DueWords, Held, RuleSet
from icpcli.render.labels import KINDS, SOURCES
from icpcli.render.screens.explanation import fact_lines
from icpcli.render.screens.grid import Cell, Column, Line, grid, paragraph
from icpcli.render.words import (
    PAUSE,
    STOP,
    Lang,
    in_its_words,
    in_language,
    label,
    listed,
    one_line,
    provision,
    say,
    sources_read,
)

_TERMS = {
    "none": Text("没有期限", "none"),
    "as printed": Text("以证照所载为准", "as printed"),
    "5y": Text("5 年", "5 years"),
}
_OWN = Text("自建", "your own")
_NAMED = Text("许可证文件已写明", "named by your license")
_DUTIES = Text("{n} 项义务", "duties: {n}")
_HELD = Text(
    "未经核对，不作规则（以主管机关的答复为准）",
    "Not confirmed, so no rules (ask the authority)",
)
_MORE = Text("看其中一个的全部内容：icp rules 规则集", "One of them in full: icp rules SET")
_TRIGGERS = {
    ISSUED: Text("发证日期", "the day of issue"),
    EXPIRES: Text("有效期届满日", "the last day of the term"),
    EACH_YEAR: Text("每年", "each year"),
    EACH_ODD_YEAR: Text("每逢单数年份", "each odd year"),
    ONCE: Text("一次性", "once"),
}
_CONTINUING = {
    True: Text("期满后继续经营", "the holder continues after the term"),
    False: Text("期满后不再继续经营", "the holder does not continue after the term"),
}
_ANSWER = {
    True: Text("仅当“{flag}”答 yes 时适用", 'applies only where the answer to "{flag}" is yes'),
    False: Text("仅当“{flag}”答 no 时适用", 'applies only where the answer to "{flag}" is no'),
}
_EVENT = Text("{title}（{id}）", "{title} ({id})")
_PLANNED = Text("{title}（{id}，预定）", "{title} ({id}, planned)")


def sets_screen(
    sets: Sequence[RuleSet], held: Sequence[Held], named: Collection[str], lang: Lang, width: int
) -> RenderableType:
    """One row a set: how many rules, how they were read, of what, and whether a license names it."""
    columns = [
        Column(label("rule_set", lang), leads=True),
        Column(label("kind", lang)),
        Column(label("rules", lang), number=True),
        Column(label("title", lang)),
    ]
    return Group(
        grid(columns, [_set(one, named, lang) for one in sets], width),
        *_not_confirmed(held, lang, width),
        "",
        paragraph(say(_MORE, lang), width, "dim"),
    )


def set_screen(one: RuleSet, due: Mapping[str, DueWords], lang: Lang, width: int) -> RenderableType:
    """What the set is, then each rule with its law, its period and what follows, and the rest."""
    kinds = (f"{one_line(kind.code)} {id}" for id, kind in one.kinds.items())
    facts = {
        "kind": _kind(one, lang),
        "authority": one_line(one.authority),
        "term": say(_TERMS[one.term], lang) if one.term in _TERMS else one_line(one.term),
        "kinds": listed(kinds, lang),
        "flags": _joined(
            (say(_EVENT, lang, title=say(title, lang), id=id) for id, title in one.flags.items()),
            lang,
        ),
    }
    parts: list[RenderableType] = [
        paragraph(f"{say(one.title, lang)}  {one.id}", width, "bold"),
        *fact_lines(facts, lang, width),
    ]
    for rule in one.rules:
        parts += ["", *_rule(rule, one, due[rule.id], lang, width)]
    if one.duties:
        parts += ["", paragraph(label("without_date", lang), width, "bold")]
        parts += [line for duty in one.duties for line in _duty(duty, lang, width)]
    return Group(*parts, *_not_confirmed(one.held, lang, width))


def _set(one: RuleSet, named: Collection[str], lang: Lang) -> list[Cell]:
    read = [sources_read(one.sources, lang)]
    read += [say(_DUTIES, lang, n=len(one.duties))] if one.duties else []
    pause = in_language(PAUSE, lang)
    at_hand = say(_NAMED, lang) if one.id in named else ""
    besides = filter(None, (at_hand, pause.join(filter(None, read)), one_line(one.authority)))
    text = [Line(say(one.title, lang)), Line(in_language(STOP, lang).join(besides), "dim")]
    return [[Line(one.id)], [Line(_kind(one, lang))], [Line(str(len(one.rules)))], text]


def _kind(one: RuleSet, lang: Lang) -> str:
    words = [say(KINDS[one.kind], lang), *([say(_OWN, lang)] if one.own else [])]
    return in_language(PAUSE, lang).join(words)


def _rule(rule: Rule, one: RuleSet, due: DueWords, lang: Lang, width: int) -> list[RenderableType]:
    name, words = in_its_words(rule)
    facts = {
        "trigger": _joined((_trigger(name, one, lang) for name in rule.triggers), lang),
        "period": say(due.said, lang),
        "gate": say(rule.gate, lang) if rule.gate else "",
        "only_if": _joined(_conditions(rule, one, lang), lang),
        "recipient": one_line(rule.recipient),
        "filing": say(rule.filing, lang),
        **provision(rule, lang),
        name: words,
        "see_also": listed(rule.same_event_as, lang),
        "note": one_line(rule.note),
    }
    return [
        paragraph(f"{say(rule.title, lang)}  {rule.id}", width, "bold"),
        *fact_lines(facts, lang, width),
    ]


def _trigger(name: str, one: RuleSet, lang: Lang) -> str:
    if name in _TRIGGERS:
        return say(_TRIGGERS[name], lang)
    words = _PLANNED if name in one.events.plans else _EVENT
    return say(words, lang, title=say(one.events.titles[name], lang), id=name)


def _conditions(rule: Rule, one: RuleSet, lang: Lang) -> list[str]:
    words = [] if rule.continuing is None else [say(_CONTINUING[rule.continuing], lang)]
    for flag, answer in rule.conditions:
        words.append(say(_ANSWER[answer], lang, flag=say(one.flags[flag], lang)))
    return words


def _duty(duty: Duty, lang: Lang, width: int) -> list[RenderableType]:
    source = SOURCES.get(duty.source)
    facts = {
        "law": in_language(PAUSE, lang).join(
            one_line(it) for it in (duty.law, duty.order, duty.article) if it
        ),
        "source": say(source, lang) if source else "",
        "quote": one_line(duty.quote),
    }
    return ["", paragraph(say(duty.title, lang), width), *fact_lines(facts, lang, width)]


def _not_confirmed(held: Sequence[Held], lang: Lang, width: int) -> list[RenderableType]:
    if not held:
        return []
    lines = [paragraph(f"- {_held(one, lang)}", width, hang=2) for one in held]
    return ["", paragraph(say(_HELD, lang), width, "bold"), *lines]


def _held(one: Held, lang: Lang) -> str:
    id = f"{one.rule_set}/{one.rule}" if one.rule_set else one.rule
    words = (say(one.title, lang), id, say(one.due.said, lang), one_line(one.note))
    return in_language(PAUSE, lang).join(filter(None, words))


def _joined(words: Iterable[str], lang: Lang) -> str:
    return in_language(STOP, lang).join(words)
