"""The screen of `icp` alone: how it stands, what comes first, and what to type next."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from rich.console import Group, RenderableType
from rich.text import Text as Styled

from icpcli.model.deadline import Report, Status
from icpcli.model.problem import Text
from icpcli.model.told import Told, as_told
from icpcli.render.screens.attention import told_first
from icpcli.render.screens.deadlines import STYLES, headlines, how_long
from icpcli.render.screens.grid import paragraph
from icpcli.render.screens.wrap import cells, to_copy
from icpcli.render.words import (
    PAUSE,
    Lang,
    dated,
    happened,
    in_language,
    label,
    may_still,
    names_of,
    say,
    to_the_minute,
    told_title,
)

_MOST = 5
"""So many of one status are told; `icp deadlines` has all of them."""

_GROUPS = {
    Status.OVERDUE: Text("已逾期", "Overdue"),
    Status.CRITICAL: Text("紧急", "Critical"),
    Status.WARNING: Text("预警", "Soon"),
}
_NEXT = Text("下一项", "Next")
_LATE = Text("法定最后一日 {day}（{how}）", "was due on {day} ({how})")
_OPEN = Text("{day}（{how}）", "by {day} ({how})")
_ENDS = Text("截止 {moment}", "ends {moment}")
_ITEM = Text("{whose}{what}，{when}", "{whose}{what}, {when}")
_WHOSE = Text("{name}：", "{name}: ")
_EVENT = Text("（{event}）", " ({event})")
_GROUP = Text("{group}：{item}", "{group}: {item}")
_MORE = Text("另有 {n} 项{group}", "and {n} more: {group}")


class Tried(NamedTuple):
    """A command that can be copied, and what it is for."""

    purpose: Text
    line: Text


def status_screen(report: Report, tried: Sequence[Tried], lang: Lang, width: int) -> RenderableType:
    """Whose licenses, the worst of what is open, what is to be minded besides, and a few commands."""
    licenses = [state.license for state in report.licenses]
    names = names_of(licenses) if len(licenses) > 1 else {}
    first = [line for group in foremost(report) for line in _told(*group, names, lang)]
    lines = [paragraph(text, width, style, hang=2) for text, style in first]
    besides = told_first(report, names, lang)
    column = max(cells(say(one.purpose, lang)) for one in tried)
    return Group(
        *headlines(report, lang, width, all_open=True),
        "",
        *(lines or [paragraph(label("no_next", lang), width)]),
        *([""] if besides else []),
        *(paragraph(text, width, style, hang=2) for text, style in besides),
        "",
        *(_command(one, column, lang, width) for one in tried),
    )


def foremost(report: Report) -> list[tuple[Status, list[Told]]]:
    """What is open and comes first, by status: overdue and critical; else what is near; else the next."""
    told = [*as_told(one for one in report.deadlines if one.is_open)]
    groups = {status: [it for it in told if it.deadline.status is status] for status in _GROUPS}
    worst = [(status, groups[status]) for status in _GROUPS if groups[status]]
    if any(groups[status] for status in (Status.OVERDUE, Status.CRITICAL)):
        return [group for group in worst if group[0] is not Status.WARNING]
    return worst or [(one.deadline.status, [one]) for one in told[:1]]


def _told(
    status: Status, group: Sequence[Told], names: Mapping[str, str], lang: Lang
) -> list[tuple[str, str]]:
    """The lines of a status, each with how it is drawn."""
    heading, style = say(_GROUPS.get(status, _NEXT), lang), STYLES.get(status, "")
    items = [_item(one, names, lang) for one in group[:_MOST]]
    lines = [(say(_GROUP, lang, group=heading, item=item), style) for item in items]
    if more := len(group) - len(items):
        lines.append((say(_MORE, lang, n=more, group=heading.lower()), style))
    return lines


def _item(told: Told, names: Mapping[str, str], lang: Lang) -> str:
    deadline = told.deadline
    late = deadline.status is Status.OVERDUE
    how = [*filter(None, [how_long(deadline, lang), may_still(deadline, lang)])]
    if deadline.due_at:
        how.append(say(_ENDS, lang, moment=to_the_minute(deadline.due_at)))
    when = say(
        _LATE if late else _OPEN,
        lang,
        day=dated(deadline.due if late else deadline.file_by, lang),
        how=in_language(PAUSE, lang).join(how),
    )
    name = names.get(deadline.license.file)
    whose = in_language(_WHOSE, lang).format(name=name) if name else ""
    title = say(told_title(deadline) if told.other else deadline.rule.title, lang)
    event = happened(deadline, lang)
    what = title + (in_language(_EVENT, lang).format(event=event) if event else "")
    return say(_ITEM, lang, whose=whose, what=what, when=when)


def _command(one: Tried, column: int, lang: Lang, width: int) -> RenderableType:
    purpose, line = say(one.purpose, lang), say(one.line, lang)
    gap = " " * (column - cells(purpose) + 2)
    if column + 2 + cells(line) <= width:
        return Styled(f"{purpose}{gap}{line}")
    return Styled("\n".join([purpose, *(f"  {it}" for it in to_copy(line, width - 2))]))
