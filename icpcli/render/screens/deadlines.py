"""The screen of `icp deadlines` and `icp event`: a Rich renderable, in columns or in cards."""

from collections.abc import Mapping, Sequence
from datetime import date

from rich.console import Group, RenderableType
from rich.text import Text as Styled

from icpcli.model.deadline import Certainty, Deadline, LicenseState, Report, Status
from icpcli.model.problem import Text
from icpcli.render.screens.grid import Cell, Column, Line, grid, paragraph
from icpcli.render.screens.wrap import cells
from icpcli.render.words import (
    Lang,
    clause_named,
    dates_in_words,
    days_left,
    happened,
    if_today,
    in_language,
    label,
    listed,
    names_of,
    one_line,
    recorded,
    say,
    titled,
    told_id,
    told_title,
    waived_count,
    weekday,
)

STYLES = {Status.OVERDUE: "bold red", Status.CRITICAL: "red", Status.WARNING: "yellow"}
_PROVISIONAL = "cyan"
_DIM = "dim"


def deadlines_table(report: Report, lang: Lang, width: int) -> RenderableType:
    """Each license with its next action, the deadlines, then what an event today would start."""
    parts: list[RenderableType] = []
    names = names_of([state.license for state in report.licenses])
    whose = names if len(names) > 1 else {}
    for state in report.licenses:
        parts += [*_headline(state, report.as_of, lang, width), ""]
    if report.deadlines:
        rows = [_row(one, lang, happened(one, lang), whose) for one in report.deadlines]
        parts.append(_deadlines(rows, lang, width))
    else:
        parts.append(paragraph(label("no_deadlines", lang), width))
    if report.if_today:
        heading = if_today(report.as_of, lang)
        rows = [_row(one, lang, "", whose) for one in report.if_today]
        parts += ["", paragraph(heading, width, "bold"), _deadlines(rows, lang, width)]
    return Group(*parts, *_legend(report, lang, width))


def _headline(state: LicenseState, as_of: date, lang: Lang, width: int) -> list[RenderableType]:
    """Whose license it is and how long it runs; that it expired before all else."""
    license = state.license
    alarming = (state.days_to_expiry or 0) < 0 and not state.ended
    day = in_language(Text(f"；截至 {as_of}", f"; as of {as_of}"), lang)
    term = paragraph(say(_term(state, lang), lang) + day, width, "bold red" if alarming else "")
    name = paragraph(f"{one_line(license.number)}  {one_line(license.holder)}", width, "bold")
    lines: list[RenderableType] = [*([term, name] if alarming else [name, term])]
    lines.append(_next(state.next, lang, width))
    if state.waived:
        lines.append(paragraph(waived_count(state.waived, lang), width))
    return lines


def _term(state: LicenseState, lang: Lang) -> Text:
    license, left = state.license, days_left(state.days_to_expiry, lang)
    if state.ended:
        return Text(f"许可证已于 {state.ended} 终止", f"The license ended on {state.ended}")
    if license.expires is None:
        return Text(
            f"{license.issued} 起，长期有效", f"Valid from {license.issued}, without an end"
        )
    if (state.days_to_expiry or 0) < 0:
        return Text(
            f"许可证已过期（有效期至 {license.expires}，{left}）",
            f"EXPIRED on {license.expires}, {left}",
        )
    return Text(
        f"有效期 {license.issued} 至 {license.expires}（{left}届满）",
        f"Valid {license.issued} to {license.expires} (expires {left})",
    )


def _next(deadline: Deadline | None, lang: Lang, width: int) -> Styled:
    if deadline is None:
        return paragraph(label("no_next", lang), width)
    what, when = say(told_title(deadline), lang), days_left(deadline.days_left, lang)
    id = told_id(deadline, lang)
    text = in_language(
        Text(
            f"下一项：{what}，计划日 {deadline.file_by}（{when}），{id}",
            f"Next: {what}, by {deadline.file_by} ({when}), {id}",
        ),
        lang,
    )
    return paragraph(text, width, STYLES.get(deadline.status, ""))


def _deadlines(rows: Sequence[Sequence[Cell]], lang: Lang, width: int) -> RenderableType:
    words = (*Status, Certainty.PROVISIONAL)
    columns = [
        Column(label("file_by", lang)),
        Column(label("due", lang)),
        Column(label("days_left", lang), least=cells(days_left(-365, lang))),
        Column(label("status", lang), least=max(cells(label(word, lang)) for word in words)),
        Column(label("title", lang)),
    ]
    return grid(columns, rows, width)


def _row(deadline: Deadline, lang: Lang, event: str, whose: Mapping[str, str]) -> list[Cell]:
    style = STYLES.get(deadline.status, "")
    gone = deadline.days_left is None or deadline.status is Status.FILED
    days = "" if gone else days_left(deadline.days_left, lang)
    closed = deadline.status in (Status.FILED, Status.WAIVED)
    word = deadline.status if deadline.due or closed else "no_date"
    status = [Line(label(word, lang), style)]
    if deadline.certainty is Certainty.PROVISIONAL:
        status.append(Line(label("provisional", lang), _PROVISIONAL))
    return [
        _day(deadline.file_by, lang, style),
        _day(deadline.due, lang),
        [Line(days, style)],
        status,
        _what(deadline, lang, event, whose.get(deadline.license.file, "")),
    ]


def _what(deadline: Deadline, lang: Lang, event: str, whose: str) -> Cell:
    lines = [
        Line(say(deadline.rule.title, lang)),
        Line(f"{clause_named(deadline.rule.basis, lang)} {deadline.id}".strip(), _DIM),
    ]
    lines += [Line(words, _DIM) for words in (whose, event) if words]
    days = dates_in_words(deadline, lang)
    lines += [
        Line(f"{label(name, lang)} {day}", _DIM)
        for name, day in days.items()
        if name not in ("file_by", "due")
    ]
    if said := recorded(deadline, lang):
        lines.append(Line(said))
    if deadline.rule.gate:
        lines.append(Line(say(deadline.rule.gate, lang), _DIM))
    others = {"alternatives": deadline.alternatives, "see_also": deadline.see_also}
    lines += [
        Line(titled(name, listed(ids, lang), lang), _DIM) for name, ids in others.items() if ids
    ]
    return lines


def _day(day: date | None, lang: Lang, style: str = "") -> Cell:
    return [Line(str(day), style), Line(weekday(day, lang), _DIM)] if day else [Line("")]


def _legend(report: Report, lang: Lang, width: int) -> list[RenderableType]:
    """What `provisional` means, where it stands on the screen."""
    notices = {year for one in (*report.deadlines, *report.if_today) for year in one.notices}
    if not notices:
        return []
    years = listed(map(str, sorted(notices)), lang)
    text = in_language(
        Text(
            f"暂定：{years} 年的放假通知尚未公布；按计划日办理是稳妥的。用 icp explain 编号 查看依据。",
            f"provisional: the holiday notice for {years} is not out yet; the file-by day is "
            "safe to plan for. icp explain ID tells why.",
        ),
        lang,
    )
    return ["", paragraph(text, width, _PROVISIONAL)]
