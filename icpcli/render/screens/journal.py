"""The screens of the journal: its entries, what one of them changed, what was filed, what to mind."""

from collections.abc import Sequence

from rich.console import Group, RenderableType

from icpcli.model.change import Change
from icpcli.model.deadline import Deadline, Report
from icpcli.model.finding import Finding, Level
from icpcli.model.license import License
from icpcli.model.problem import Text
from icpcli.model.record import Act, Record
from icpcli.render.labels import ACTS
from icpcli.render.screens.deadlines import STYLES
from icpcli.render.screens.grid import Cell, Column, Line, grid, paragraph
from icpcli.render.words import (
    Lang,
    clause_cell,
    in_language,
    label,
    one_line,
    recorded,
    say,
    titled,
)

_LAST = Text("最后一次，此后不再起算", "the last one: nothing follows")
_UNTIL = Text("至", "until")
_LEVELS = {Level.CRITICAL: "red", Level.WARNING: "yellow"}
_ANSWERS = {True: "yes", False: "no"}
_DIM = "dim"


def journal_screen(
    records: Sequence[Record], titles: Sequence[Text], lang: Lang, width: int
) -> RenderableType:
    """The entries with their numbers and their titles, those that were undone marked."""
    if not records:
        return paragraph(label("no_entries", lang), width)
    columns = [Column(label("entry", lang), number=True, leads=True)]
    columns += [Column(label(name, lang)) for name in ("recorded", "act", "subject")]
    rows = [_entry(*one, lang) for one in zip(records, titles, strict=True)]
    return grid(columns, rows, width)


def _entry(record: Record, title: Text, lang: Lang) -> list[Cell]:
    style = _DIM if record.voided_by else ""
    return [
        [Line(str(record.number), style)],
        [Line(str(record.recorded), style)],
        [Line(say(ACTS[record.act], lang), style)],
        _about(record, title, lang),
    ]


def _about(record: Record, title: Text, lang: Lang) -> Cell:
    style = _DIM if record.voided_by else ""
    words = {
        "receipt": one_line(record.receipt),
        "note": one_line(record.note),
        "because": one_line(record.reason),
    }
    if record.answer is not None:
        words = {"answer": _ANSWERS[record.answer]} | words
    words = {"about": one_line(record.about), "for": record.closes} | words
    whose = f"{one_line(record.license)} {record.kind}".strip()
    lines = [Line(whose, style)] if whose else []
    lines.append(Line(_what(record, lang), style))
    if title.zh:
        lines.append(Line(say(title, lang), style))
    lines += [Line(titled(name, said, lang), _DIM) for name, said in words.items() if said]
    if record.last:
        lines.append(Line(in_language(_LAST, lang), _DIM))
    if record.voided_by:
        zh, en = f"已作废（第 {record.voided_by} 条）", f"undone by entry {record.voided_by}"
        lines.append(Line(in_language(Text(zh, en), lang), "yellow"))
    return lines


def _what(record: Record, lang: Lang) -> str:
    """What an entry is about, and the day."""
    if record.act in (Act.UNDO, Act.ANSWER):
        return in_language(Text(f"第 {record.subject} 条", f"entry {record.subject}"), lang)
    if record.act is Act.WAIVE:
        return f"{record.subject} {in_language(_UNTIL, lang)} {record.on}"
    return f"{record.subject} {record.moment}"


def effects_screen(
    path: str, record: Record, title: Text, effects: Sequence[Change], lang: Lang, width: int
) -> RenderableType:
    """The entry that was written, then each deadline that it changed."""
    act, what = say(ACTS[record.act], lang), _what(record, lang)
    if title.zh:
        what += in_language(Text(f"（{say(title, lang)}）", f" ({say(title, lang)})"), lang)
    zh = f"已记入 {one_line(path)} 第 {record.number} 条：{act} {what}"
    en = f"Entry {record.number} in {one_line(path)}: {act} {what}"
    heading = paragraph(in_language(Text(zh, en), lang), width, "bold")
    blank = [""] if effects else []
    return Group(heading, *blank, changes_grid(effects, lang, width))


def several_effects_screen(
    screens: Sequence[tuple[License | None, RenderableType]], width: int
) -> RenderableType:
    """What several entries changed, one under the other; each below its license where that is given."""
    parts: list[RenderableType] = []
    for license, screen in screens:
        if license:
            name = f"{one_line(license.number)}  {one_line(license.company)}"
            parts.append(paragraph(name.rstrip(), width, "bold"))
        parts += [screen, ""]
    return Group(*parts)


def changes_grid(effects: Sequence[Change], lang: Lang, width: int) -> RenderableType:
    """Each deadline that changed, before and after; or that none did."""
    if not effects:
        return paragraph(label("no_effect", lang), width)
    columns = [Column(label(name, lang)) for name in ("was", "now", "file_by", "due", "title")]
    return grid(columns, [_effect(one, lang) for one in effects], width)


def _effect(effect: Change, lang: Lang) -> list[Cell]:
    one = effect.after or effect.before
    assert one is not None
    was = effect.before.status if effect.before else "not_running"
    now = effect.after.status if effect.after else "runs_no_more"
    style = STYLES.get(effect.after.status, "") if effect.after else ""
    return [
        [Line(label(was, lang), _DIM)],
        [Line(label(now, lang), style)],
        [Line(str(one.file_by or ""))],
        [Line(str(one.due or ""))],
        _deadline(one, recorded(effect.after, lang) if effect.after else "", lang),
    ]


def _deadline(one: Deadline, said: str, lang: Lang) -> Cell:
    lines = [Line(say(one.rule.title, lang)), Line(one.id, _DIM)]
    return [*lines, Line(said)] if said else lines


def findings_screen(report: Report, lang: Lang, width: int) -> RenderableType:
    """The findings, the worst first."""
    if not report.findings:
        return paragraph(label("no_findings", lang), width)
    several = len(report.licenses) > 1
    columns = [Column(label(name, lang)) for name in ("level", "clause", "message")]
    return grid(columns, [_finding(one, several, lang) for one in report.findings], width)


def _finding(finding: Finding, several: bool, lang: Lang) -> list[Cell]:
    code = finding.code + (f"  {one_line(finding.license.number)}" if several else "")
    return [
        [Line(label(finding.level, lang), _LEVELS.get(finding.level, ""))],
        [Line(clause_cell(finding.clause, lang))],
        [Line(say(finding.message, lang), copied=True), Line(code, _DIM)],
    ]
