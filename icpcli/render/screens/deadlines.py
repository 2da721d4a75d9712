"""The screen of `icp deadlines` and `icp event`: a row a deadline, two lines, or a card, by the width."""

from collections import Counter
from collections.abc import Iterable, Mapping

from rich.console import Group, RenderableType

from icpcli.model.deadline import By, Certainty, Deadline, LicenseState, Report, Status
from icpcli.model.problem import Text
from icpcli.model.told import Told, as_told, parted, worst_first
from icpcli.render.parts import DOT, counted, part_heading
from icpcli.render.screens.attention import elsewhere, is_breached
from icpcli.render.screens.deadline_rows import DIM, DeadlineRow, Part, drawn_rows
from icpcli.render.screens.grid import Line, paragraph
from icpcli.render.words import (
    NOTHING,
    PAUSE,
    Lang,
    clause_cell,
    dated,
    days_left,
    happened,
    how_far,
    if_today,
    in_language,
    label,
    left_out,
    listed,
    may_still,
    names_of,
    numbers_of,
    one_line,
    recorded,
    say,
    to_the_minute,
    told_title,
    waived_count,
)

STYLES = {Status.OVERDUE: "bold red", Status.CRITICAL: "red", Status.WARNING: "yellow"}
_SETTLED = (Status.FILED, Status.WAIVED, Status.PAST)

_CALM = Text("没有逾期", "nothing overdue")
_LICENSES = Text(
    "{companies} 家公司 · {licenses} 张许可证", "Companies: {companies}; licenses: {licenses}"
)
_AS_OF = Text("截至 {day}", "as of {day}")
_VALID = Text("有效期至 {expires}（{left}）", "Valid to {expires} ({left})")
_NO_END = Text("{issued} 起，长期有效", "Valid from {issued}, without an end")
_ENDLESS = Text("长期有效", "Valid without an end")
_EXPIRED = Text("许可证已过期（有效期至 {expires}，{left}）", "EXPIRED on {expires}, {left}")
_MORE_EXPIRED = Text(
    "另有 {n} 张许可证已过期（icp check 逐一列出）",
    "EXPIRED, too: {n} more (icp check lists each of them)",
)
_MOST_ALARMS = 5
"""So many expired licenses are named above the deadlines."""
_ENDED = Text("许可证已于 {day} 终止", "The license ended on {day}")
_DUE = Text("法定最后一日 {day}", "due {day}")
_DUE_BETWEEN = Text("法定最后一日 {day} 至 {latest}", "due {day} to {latest}")
_DUE_AT = Text("截止 {moment}", "by {moment}")
_OPENS = Text("{day} 起可办", "opens {day}")
_OR_ID = Text("或 {id}", "or {id}")
_IN_BRACKETS = Text("（{words}）", " ({words})")
_HOW_TO_GO_ON = Text(
    "办结：icp done 编号 · 依据：icp explain 编号 · 今天若出事：icp event",
    "File it: icp done ID; how it is counted: icp explain ID; if it happens today: icp event",
)
_PROVISIONAL = Text(
    "暂定：{years} 年的放假通知尚未公布，计划日只会推后，按它办理是稳妥的",
    "provisional: the holiday notice for {years} is not out yet; the file-by day is safe to plan for",
)


def deadlines_table(
    report: Report, lang: Lang, width: int, *, all_open: bool = True, by: By | None = None
) -> RenderableType:
    """Whose licenses and how they stand, the deadlines worst first, in parts where `by` names any, then
    what an event today would start. Only where they are all that is open is it said that nothing is
    overdue."""
    lines = [*headlines(report, lang, width, all_open), ""]
    names = _names(report, by)
    parts = _parts(report, names, by, lang)
    whose = ("license" if by == "company" else "company") if names else ""
    if parts:
        lines.append(drawn_rows(parts, lang, width, whose=whose))
    else:
        lines.append(paragraph(label("no_deadlines", lang), width))
    if report.if_today:
        heading = paragraph(if_today(report.as_of, lang), width, "bold")
        supposed = Part("", [_supposed(one, lang) for one in report.if_today])
        lines += ["", heading, drawn_rows([supposed], lang, width, headed=False)]
    return Group(*lines, *_legend(report, lang, width))


def _names(report: Report, by: By | None) -> dict[str, str]:
    """By file, whose a row is, where that is not plain: the company, or under its name the number of
    one of several licenses, and of one whose company nobody knows."""
    licenses = [state.license for state in report.licenses]
    if by != "company":
        return names_of(licenses) if len(licenses) > 1 else {}
    held = Counter(license.company for license in licenses)
    return numbers_of(
        [license for license in licenses if held[license.company] > 1 or not license.company]
    )


def _parts(report: Report, names: Mapping[str, str], by: By | None, lang: Lang) -> list[Part]:
    """The rows, worst first; in parts where that is asked for, each with how many they are."""
    told = worst_first(as_told(report.deadlines))
    parts = parted(told, by) if by else {"": told} if told else {}
    return [
        Part(
            part_heading(name, mine, by, lang) if by else "",
            [_row(one, lang, names) for one in mine],
        )
        for name, mine in parts.items()
    ]


def headlines(report: Report, lang: Lang, width: int, all_open: bool) -> list[RenderableType]:
    """One license with its term, or how many there are; what is wrong with a term before all else."""
    said = counted(as_told(report.deadlines), lang)
    late = any(one.status is Status.OVERDUE for one in report.deadlines)
    if report.unread:
        said.append(left_out(report.unread, lang))
    elif all_open and not (late or is_breached(report) or any(map(_is_expired, report.licenses))):
        said.append(say(_CALM, lang))
    waived = sum(state.waived for state in report.licenses)
    said += [waived_count(waived, lang)] if waived else []
    day = say(_AS_OF, lang, day=dated(report.as_of, lang))
    if len(report.licenses) == 1:
        (state,) = report.licenses
        words = [_term(state, lang), day, *said]
        name = f"{one_line(state.license.number)}  {one_line(state.license.holder)}"
        lines = [paragraph(name, width, "bold")]
    else:
        companies = len({state.license.company for state in report.licenses})
        words = [say(_LICENSES, lang, companies=companies, licenses=len(report.licenses))]
        words += [day, *said]
        lines = [paragraph(it, width, "bold red") for it in _alarms(report.licenses, lang)]
    style = "bold red" if len(report.licenses) == 1 and _is_expired(report.licenses[0]) else ""
    summary = paragraph(in_language(DOT, lang).join(words), width, style)
    return [summary, *lines] if style else [*lines, summary]


def _is_expired(state: LicenseState) -> bool:
    return (state.days_to_expiry or 0) < 0 and not state.ended


def _alarms(states: Iterable[LicenseState], lang: Lang) -> Iterable[str]:
    """The licenses that expired, those that did so last in front, and how many more there are."""
    expired = sorted(filter(_is_expired, states), key=lambda it: -(it.days_to_expiry or 0))
    for state in expired[:_MOST_ALARMS]:
        license = state.license
        yield f"{one_line(license.number)} {one_line(license.company)}  {_term(state, lang)}"
    if (more := len(expired) - _MOST_ALARMS) > 0:
        yield say(_MORE_EXPIRED, lang, n=more)


def _term(state: LicenseState, lang: Lang) -> str:
    license, left = state.license, days_left(state.days_to_expiry, lang)
    if state.ended:
        return say(_ENDED, lang, day=state.ended)
    if license.expires is None:
        return say(_NO_END if license.issued else _ENDLESS, lang, issued=license.issued)
    words = _EXPIRED if _is_expired(state) else _VALID
    return say(words, lang, expires=license.expires, left=left)


def _row(told: Told, lang: Lang, names: Mapping[str, str]) -> DeadlineRow:
    deadline, other = told
    style = STYLES.get(deadline.status, DIM if deadline.status in _SETTLED else "")
    return DeadlineRow(
        how=Line(how_long(deadline, lang), style),
        day=Line(dated(deadline.file_by, lang), style),
        what=Line(_what(told, happened(deadline, lang), lang)),
        whose=names.get(deadline.license.file, ""),
        basis=clause_cell(deadline.rule.basis, lang),
        id=deadline.id,
        besides=say(_OR_ID, lang, id=other.id) if other else "",
    )


def _supposed(deadline: Deadline, lang: Lang) -> DeadlineRow:
    """What would follow from an event today: dim, for it did not happen."""
    return DeadlineRow(
        how=Line(days_left(deadline.days_left, lang) or label("no_date", lang), DIM),
        day=Line(dated(deadline.file_by, lang), DIM),
        what=Line(_with(say(deadline.rule.title, lang), [_gate(deadline, lang)], lang), DIM),
        whose="",
        basis=clause_cell(deadline.rule.basis, lang),
        id=deadline.trigger,
    )


def how_long(deadline: Deadline, lang: Lang) -> str:
    """How long there is; how late it is, counted from the last legal day; or why nobody waits for it."""
    if deadline.status in _SETTLED:
        return label(deadline.status, lang)
    if deadline.due is None:
        return label("not_announced" if deadline.awaits_date else "no_date", lang)
    return how_far(deadline, lang)


def _what(told: Told, event: str, lang: Lang) -> str:
    """What to do; in brackets what started it, the legal dates where they differ, and what it waits for."""
    deadline, other = told
    title = told_title(deadline) if other else deadline.rule.title
    dates = deadline.dates
    facts = [event]
    if deadline.alternatives and not other:
        facts.append(label("one_of_two", lang))
    if dates.opens and dates.opens != dates.file_by:
        facts.append(say(_OPENS, lang, day=dates.opens))
    if dates.due and dates.due_latest and dates.due_latest != dates.due:
        facts.append(say(_DUE_BETWEEN, lang, day=dates.due, latest=dates.due_latest))
    elif deadline.due_at:
        facts.append(say(_DUE_AT, lang, moment=to_the_minute(deadline.due_at)))
    elif dates.due and dates.due != dates.file_by:
        facts.append(may_still(deadline, lang) or say(_DUE, lang, day=dates.due))
    if deadline.certainty is Certainty.PROVISIONAL and deadline.status not in _SETTLED:
        facts.append(label("provisional", lang))
    facts += [_gate(deadline, lang), recorded(deadline, lang)]
    return _with(say(title, lang), facts, lang)


def _with(title: str, facts: Iterable[str], lang: Lang) -> str:
    said = in_language(PAUSE, lang).join(filter(None, facts))
    return title + (in_language(_IN_BRACKETS, lang).format(words=said) if said else "")


def _gate(deadline: Deadline, lang: Lang) -> str:
    gate = say(deadline.rule.gate or NOTHING, lang)
    return gate[:1].lower() + gate[1:]


def _legend(report: Report, lang: Lang, width: int) -> list[RenderableType]:
    """What `provisional` means where it stands on the screen, what is to be minded besides, and what to
    type next."""
    notices = {year for one in (*report.deadlines, *report.if_today) for year in one.notices}
    lines: list[RenderableType] = []
    if notices:
        years = listed(map(str, sorted(notices)), lang)
        lines.append(paragraph(say(_PROVISIONAL, lang, years=years), width, "cyan"))
    if besides := elsewhere(report, lang):
        lines.append(paragraph(besides, width, "red" if is_breached(report) else "yellow"))
    if report.deadlines:
        lines.append(paragraph(say(_HOW_TO_GO_ON, lang), width, DIM))
    return ["", *lines] if lines else []
