"""The screen of `icp explain`: the clause's words, the steps, and what may still change."""

from collections.abc import Mapping

from rich.console import Group, RenderableType

from icpcli.model.deadline import Certainty, Deadline, Report, Status
from icpcli.model.problem import Text
from icpcli.render.screens.deadlines import STYLES
from icpcli.render.screens.grid import fact, paragraph
from icpcli.render.screens.wrap import cells
from icpcli.render.words import (
    PAUSE,
    Lang,
    above_its_words,
    clause_named,
    dated,
    dates_in_words,
    how_far,
    in_its_words,
    in_language,
    label,
    may_still,
    one_line,
    provision,
    recorded,
    say,
    titled,
)

NO_STYLES: Mapping[str, str] = {}


_SAME_FACTS = Text(
    "同一件事，法律或证书还从别的事件起算（先到期的在前）",
    "The same facts start, through other events (what is due first comes first)",
)
_STARTED = Text("{title}，{id}，事件 {events}", "{title}, {id}, event {events}")


def explanation(report: Report, lang: Lang, width: int) -> RenderableType:
    """For each deadline its clause, its dates, how they were counted, and what to know besides."""
    parts: list[RenderableType] = []
    void = {(one.license.key, one.id) for one in report.voided}
    for deadline in report.deadlines:
        undone = (deadline.license.key, deadline.id) in void
        parts += ["", *_explained(deadline, undone, lang, width)]
    return Group(*parts[1:])


def _explained(deadline: Deadline, undone: bool, lang: Lang, width: int) -> list[RenderableType]:
    rule, license = deadline.rule, deadline.license
    return [
        paragraph(f"{say(rule.title, lang)}  {deadline.id}", width, "bold"),
        paragraph(f"{one_line(license.number)}  {one_line(license.holder)}", width),
        paragraph(_clause(deadline, lang), width),
        "",
        *_facts(deadline, undone, lang, width),
        "",
        paragraph(label("steps", lang), width, "bold"),
        *(
            paragraph(f"{dated(step.date, lang)}  {say(step.why, lang)}", width, hang=_hang(width))
            for step in deadline.steps
        ),
        *_same_facts(deadline, lang, width),
        *_notes(deadline, lang, width),
    ]


def _clause(deadline: Deadline, lang: Lang) -> str:
    rule = deadline.rule
    number, (name, words) = clause_named(rule.basis, lang), in_its_words(rule)
    if not number:
        return titled(name, words, lang) if name == "paraphrase" else words
    number = above_its_words(rule, number[0].upper() + number[1:], lang)
    return in_language(Text(f"{number}：{words}", f"{number}: {words}"), lang)


def _facts(deadline: Deadline, undone: bool, lang: Lang, width: int) -> list[RenderableType]:
    rule = deadline.rule
    # What recurs and was never recorded, and what was undone, is no date to plan for.
    idle = "undone" if undone and deadline.supposed else ""
    if deadline.supposed and rule.recurs and not undone:
        idle = "nothing_recorded"
    facts = {
        **dates_in_words(deadline, lang),
        "status": label(idle, lang) if idle else _status(deadline, lang),
        "certainty": label(deadline.certainty, lang) if deadline.due else "",
        "recipient": one_line(rule.recipient),
        "filing": say(rule.filing, lang),
        **provision(rule, lang),
    }
    style = "" if idle else STYLES.get(deadline.status, "")
    return fact_lines(facts, lang, width, dict.fromkeys(("file_by", "status"), style))


def fact_lines(
    facts: Mapping[str, str], lang: Lang, width: int, styles: Mapping[str, str] = NO_STYLES
) -> list[RenderableType]:
    """A line for each fact that says something, by the name of its label."""
    said = {name: text for name, text in facts.items() if text}
    indent = max((cells(label(name, lang)) for name in said), default=0) + 2
    return [
        fact(label(name, lang), text, indent, width, styles.get(name, ""))
        for name, text in said.items()
    ]


def _status(deadline: Deadline, lang: Lang) -> str:
    if said := recorded(deadline, lang):
        return said
    if deadline.due is None:
        return label("not_announced" if deadline.awaits_date else "no_date", lang)
    if deadline.status is Status.OVERDUE:
        return how_far(deadline, lang)
    words = [how_far(deadline, lang), label(deadline.status, lang), may_still(deadline, lang)]
    return in_language(PAUSE, lang).join(filter(None, words))


def _same_facts(deadline: Deadline, lang: Lang, width: int) -> list[RenderableType]:
    """What the same facts start through other events, the shortest period first."""
    if not deadline.beside:
        return []
    rows = [
        say(_STARTED, lang, title=say(rule.title, lang), id=rule.id, events=" ".join(rule.triggers))
        for rule in deadline.beside
    ]
    heading = paragraph(say(_SAME_FACTS, lang), width, "bold")
    return ["", heading, *(paragraph(f"- {row}", width, hang=2) for row in rows)]


def _notes(deadline: Deadline, lang: Lang, width: int) -> list[RenderableType]:
    if not deadline.notes:
        return []
    color = "cyan" if deadline.certainty is Certainty.PROVISIONAL else ""
    return [
        "",
        paragraph(label("notes", lang), width, "bold"),
        *(
            paragraph(f"- {say(note, lang)}", width, color if i == 0 else "", hang=2)
            for i, note in enumerate(deadline.notes)
        ),
    ]


def _hang(width: int) -> int:
    """Under the reason where there is room for it, else a little."""
    return len("2028-04-02 Sun  ") if width >= 60 else 2
