"""The screen of `icp explain`: the clause's words, the steps, and what may still change."""

from rich.console import Group, RenderableType

from icpcli.model.deadline import Certainty, Deadline, Report
from icpcli.model.problem import Text
from icpcli.render.screens.deadlines import STYLES
from icpcli.render.screens.grid import paragraph
from icpcli.render.screens.wrap import cells
from icpcli.render.words import (
    PAUSE,
    Lang,
    clause_named,
    dated,
    dates_in_words,
    days_left,
    in_language,
    label,
    one_line,
    recorded,
    say,
)


def explanation(report: Report, lang: Lang, width: int) -> RenderableType:
    """For each deadline its clause, its dates, how they were counted, and what to know besides."""
    parts: list[RenderableType] = []
    for deadline in report.deadlines:
        parts += ["", *_explained(deadline, lang, width)]
    return Group(*parts[1:])


def _explained(deadline: Deadline, lang: Lang, width: int) -> list[RenderableType]:
    rule, license = deadline.rule, deadline.license
    return [
        paragraph(f"{say(rule.title, lang)}  {deadline.id}", width, "bold"),
        paragraph(f"{one_line(license.number)}  {one_line(license.holder)}", width),
        paragraph(_clause(deadline, lang), width),
        "",
        *_facts(deadline, lang, width),
        "",
        paragraph(label("steps", lang), width, "bold"),
        *(
            paragraph(f"{dated(step.date, lang)}  {say(step.why, lang)}", width, hang=_hang(width))
            for step in deadline.steps
        ),
        *_notes(deadline, lang, width),
    ]


def _clause(deadline: Deadline, lang: Lang) -> str:
    number, quote = clause_named(deadline.rule.clause, lang), one_line(deadline.rule.quote)
    if not number:
        return quote
    number = number[0].upper() + number[1:]
    return in_language(Text(f"{number}：{quote}", f"{number}: {quote}"), lang)


def _facts(deadline: Deadline, lang: Lang, width: int) -> list[RenderableType]:
    rule = deadline.rule
    facts = {
        **dates_in_words(deadline, lang),
        "status": _status(deadline, lang),
        "certainty": label(deadline.certainty, lang) if deadline.due else "",
        "recipient": one_line(rule.recipient),
        "filing": say(rule.filing, lang),
    }
    indent = max(cells(label(name, lang)) for name, fact in facts.items() if fact) + 2
    lines: list[RenderableType] = []
    for name, fact in facts.items():
        if fact:
            heading = label(name, lang)
            heading += " " * (indent - cells(heading))
            style = STYLES.get(deadline.status, "") if name in ("file_by", "status") else ""
            lines.append(paragraph(heading + fact, width, style, hang=indent))
    return lines


def _status(deadline: Deadline, lang: Lang) -> str:
    if said := recorded(deadline, lang):
        return said
    if deadline.due is None:
        return label("no_date", lang)
    words = [days_left(deadline.days_left, lang), label(deadline.status, lang)]
    return in_language(PAUSE, lang).join(words)


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
