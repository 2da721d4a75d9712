"""The screens of `duties`, `event`, `validate` and of a single count: short lists for people."""

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.text import Text as Styled

from icpcli.model.calendar import Between, Count
from icpcli.model.deadline import Certainty
from icpcli.model.license import Duty, License, cited
from icpcli.model.possible_event import PossibleEvent
from icpcli.model.problem import Text
from icpcli.render.answers.license import ValidFile
from icpcli.render.screens.grid import Cell, Column, Line, grid, paragraph
from icpcli.render.words import (
    Lang,
    clause_cell,
    dated,
    in_language,
    label,
    listed,
    one_line,
    say,
    titled,
)

_DIM = "dim"


def duties_list(licenses: Sequence[License], lang: Lang, width: int) -> RenderableType:
    """Every duty without a date, with its words and whether it applies."""
    columns = [Column(label(name, lang)) for name in ("clause", "applies", "duty")]
    rows = [
        _duty(duty, _whose(license, licenses), lang)
        for license in licenses
        for duty in license.duties
    ]
    return grid(columns, rows, width)


def _whose(license: License, licenses: Sequence[License]) -> Cell:
    """The number of a license, where there are several."""
    return [Line(one_line(license.number), _DIM)] if len(licenses) > 1 else []


def _duty(duty: Duty, whose: Cell, lang: Lang) -> list[Cell]:
    text = [Line(say(duty.title, lang), "bold"), Line(one_line(duty.quote))]
    if duty.reason:
        text.append(Line(say(duty.reason, lang), "" if duty.applies else "yellow"))
    if duty.law:  # below, for beside its article it would leave no room for the words
        text.append(Line(one_line(cited(duty.law, "")), _DIM))
    applies = label("true" if duty.applies else "false", lang)
    number = clause_cell(duty.article or duty.clause, lang)
    return [[Line(number)], [Line(applies)], [*(line for line in text if line.text), *whose]]


def events_list(events: Sequence[PossibleEvent], lang: Lang, width: int) -> RenderableType:
    """What can happen, by which day to file if it happened today, and the rules that it starts."""
    columns = [Column(label(name, lang)) for name in ("event", "if_today", "title")]
    licenses = list({one.license.key: one.license for one in events}.values())
    rows: list[list[Cell]] = []
    for one in events:
        rules = listed((say(rule.title, lang) for rule in one.rules), lang)
        starts = [Line(titled("starts", rules, lang), _DIM)] if rules else []
        text = [Line(say(one.title, lang)), *starts, *_whose(one.license, licenses)]
        rows.append([[Line(one.id)], [Line(_if_today(one, lang))], text])
    return grid(columns, rows, width)


def _if_today(event: PossibleEvent, lang: Lang) -> str:
    if event.earliest_on:
        return say(_EARLIEST, lang, day=event.earliest_on)
    return say(_FILE_BY, lang, day=event.file_by) if event.file_by else ""


_EARLIEST = Text("最早 {day} 发生", "on {day} at the earliest")
_FILE_BY = Text("计划日 {day}", "file by {day}")

_VALID = {
    "license": Text(
        "{file}：有效（{number} {holder}，{rules} 条规则，{duties} 项义务）",
        "{file}: valid ({number} {holder}, {rules} rules, {duties} duties)",
    ),
    "with sets": Text(
        "{file}：有效（{number} {holder}，{rules} 条规则，其中 {rules_of_sets} 条来自规则集，{duties} 项义务）",
        "{file}: valid ({number} {holder}, {rules} rules, {rules_of_sets} of them of rule sets, "
        "{duties} duties)",
    ),
    "rule_set": Text(
        "{file}：有效（规则集 {rule_set}，{rules} 条规则，{duties} 项义务）",
        "{file}: valid (rule set {rule_set}, {rules} rules, {duties} duties)",
    ),
    "journal": Text(
        "{file}：有效（办理台账，{number}，{entries} 条）",
        "{file}: valid (journal of {number}, entries: {entries})",
    ),
    "ledger": Text(
        "{file}：有效（证照台账，{entries} 行）", "{file}: valid (ledger, {entries} rows)"
    ),
    "notice": Text(
        "{file}：有效（放假通知，{year} 年）", "{file}: valid (holiday notice for {year})"
    ),
}
_NOBODY = Text("没有写明属于哪份许可证", "a license that is not named")


def files_list(files: Sequence[ValidFile], lang: Lang, width: int) -> RenderableType:
    """The files that were read without a problem, with what was found in each."""
    lines = []
    for file in files:
        facts = {name: one_line(str(value)) for name, value in file._asdict().items()}
        facts["number"] = one_line(file.number or say(_NOBODY, lang))
        words = _VALID["with sets" if file.rules_of_sets else file.kind]
        lines.append(paragraph(say(words, lang, **facts), width))
    return Group(*lines)


def count_line(count: Count, lang: Lang, width: int) -> RenderableType:
    """The n-th working day; two dates where it is not decided."""
    if count.certainty is Certainty.FINAL:
        return paragraph(dated(count.earliest, lang), width)
    span = _span(dated(count.earliest, lang), dated(count.latest, lang), lang)
    return Group(paragraph(span, width), _waits_for(count.notices, lang, width))


def between_line(between: Between, lang: Lang, width: int) -> RenderableType:
    """How many working days; two numbers where it is not decided."""
    if between.certainty is Certainty.FINAL:
        return Styled(str(between.at_least))
    span = _span(str(between.at_least), str(between.at_most), lang)
    return Group(Styled(span), _waits_for(between.notices, lang, width))


def _span(first: str, last: str, lang: Lang) -> str:
    if first == last:
        return first
    return in_language(Text(f"{first} 至 {last}", f"{first} to {last}"), lang)


def _waits_for(notices: Sequence[int], lang: Lang, width: int) -> Styled:
    years = listed(map(str, notices), lang)
    text = in_language(
        Text(
            f"暂定：有待 {years} 年的放假通知公布",
            f"provisional: waits for the holiday notice for {years}",
        ),
        lang,
    )
    return paragraph(text, width, "cyan")
