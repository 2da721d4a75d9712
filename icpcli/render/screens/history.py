"""The screen of `icp history`: a row a deadline, what became of it, and its receipt."""

from collections import Counter
from collections.abc import Sequence

from rich.console import Group, RenderableType

from icpcli.model.deadline import Report
from icpcli.model.overview import Outcome, Result
from icpcli.model.problem import Text
from icpcli.render.history_words import result_in_words
from icpcli.render.screens.grid import Cell, Column, Line, grid, paragraph
from icpcli.render.words import (
    Lang,
    dated,
    happened,
    in_language,
    label,
    left_out,
    one_line,
    say,
    titled,
)

_DIM = "dim"
_COMPANY_BESIDE_FROM = 110
_STYLES = {
    Result.OVERDUE: "bold red",
    Result.LATE: "red",
    Result.NO_RECORD: _DIM,
    Result.WAIVED: _DIM,
}
_COUNTED = {
    Result.FILED: Text("{n} 项按时办理", "{n} filed in time"),
    Result.LATE: Text("{n} 项迟办", "{n} late"),
    Result.OVERDUE: Text("{n} 项已逾期", "{n} overdue"),
    Result.WAIVED: Text("{n} 项暂缓提醒", "{n} waived"),
    Result.NO_RECORD: Text("{n} 项无记录", "{n} without a record"),
    Result.OPEN: Text("{n} 项未到期", "{n} still open"),
}
_DOT = Text(" · ", "; ")
_AS_OF = Text("截至 {day}", "as of {day}")
_NO_RECORD = Text(
    "无记录：期限早于开始追踪的那天（tracked_from，否则办理台账的第一条），是否办理请查存档。",
    "no record: its day went by before it was tracked (tracked_from, else the first entry of the "
    "journal). Look in your archive whether it was filed.",
)
_IN_BRACKETS = Text("（{words}）", " ({words})")


def history_screen(
    report: Report, outcomes: Sequence[Outcome], title: str, lang: Lang, width: int
) -> RenderableType:
    """Whose it is, the period and the counts; the rows; what *no record* means, where it stands there."""
    licenses = [state.license for state in report.licenses]
    several = len(licenses) > 1
    counts = Counter(one.result for one in outcomes)
    said = [say(words, lang, n=counts[it]) for it, words in _COUNTED.items() if counts[it]]
    said.insert(0, say(_AS_OF, lang, day=dated(report.as_of, lang)))
    said += filter(None, [left_out(report.unread, lang)])
    parts: list[RenderableType] = [paragraph(title, width, "bold")]
    if not several:
        parts += [
            paragraph(f"{one_line(it.number)}  {one_line(it.holder)}", width) for it in licenses
        ]
    parts += [paragraph(in_language(_DOT, lang).join(said), width), ""]
    if not outcomes:
        return Group(*parts, paragraph(label("no_history", lang), width))
    # In less room the company stands below what was filed: beside it the rows would become cards.
    beside = several and width >= _COMPANY_BESIDE_FROM
    names = ("due", "filed_on", "result", "receipt", *(("company",) if beside else ()), "title")
    columns = [Column(label(name, lang)) for name in names]
    rows = [_row(one, lang, several=several, beside=beside) for one in outcomes]
    parts.append(grid(columns, rows, width))
    if counts[Result.NO_RECORD]:
        parts += ["", paragraph(say(_NO_RECORD, lang), width, _DIM)]
    return Group(*parts)


def _row(one: Outcome, lang: Lang, *, several: bool, beside: bool) -> list[Cell]:
    style = _STYLES.get(one.result, "")
    whose = one_line(one.license.company), one_line(one.license.number)
    below = [Line(" ".join(whose), _DIM)] if several and not beside else []
    return [
        [Line(str(one.due or "-"), style)],
        [Line(str(one.filed or "-"), style)],
        [Line(result_in_words(one, lang), style)],
        [Line(one_line(one.receipt) or "-")],
        *([[Line(whose[0]), Line(whose[1], _DIM)]] if beside else []),
        [*_what(one, lang), *below],
    ]


def _what(one: Outcome, lang: Lang) -> list[Line]:
    """What it was, and what started it; its id; the note of its filing, or why it was waived."""
    event = happened(one.deadline, lang) if one.deadline else ""
    title = say(one.title, lang) if one.title else one_line(one.id)
    title += in_language(_IN_BRACKETS, lang).format(words=event) if event else ""
    lines = [Line(title), Line(one_line(one.id), _DIM)]
    if one.remark:
        name = "because" if one.result is Result.WAIVED else "note"
        lines.append(Line(titled(name, one_line(one.remark), lang), _DIM))
    return lines
