"""`icp explain`: how a deadline was found, and what could still change it."""

from contextlib import suppress
from datetime import date
from typing import Annotated

import typer

from icpcli.cli.options import ALL, WHOSE, asks
from icpcli.cli.question import Question
from icpcli.cli.values import calendar_date, written_id
from icpcli.deadlines.report import with_note
from icpcli.deadlines.select import look_up
from icpcli.deadlines.silent import nothing_runs, undone, why_silent
from icpcli.files.typed_names import none, possible, several
from icpcli.model.deadline import Report
from icpcli.model.problem import IcpError, Text, refusal
from icpcli.render.answers.deadlines import Explanation

Id = Annotated[
    str,
    typer.Argument(
        metavar="ID",
        help="A deadline (renewal@2028) or a rule (renewal), by id, title or a part of either.",
        show_default=False,
    ),
]
_WHAT = Text("期限或规则", "deadline or rule")


@asks(*ALL, *WHOSE, example=True)
def explain(question: Question, id: Id) -> None:
    """How a deadline was found, and what could still change it.

    The clause's own words, then each step to the date with its reason.
    """
    id = written_id(id, question.licenses)
    report = question.report(supposed=_rule_and_day(id), if_today=True)
    found = look_up(report, id)
    if not found.deadlines:
        rule, _, when = id.partition("@")
        for why in why_silent(question.licenses, rule, _asked_about(when) or [question.day]):
            raise refusal("unknown_id", id, why)
        if any(one.id == id for license in question.licenses for one in license.rules):
            raise refusal("unknown_id", id, nothing_runs(id))
        found = look_up(report, _meant(id, report))
    question.write(Explanation(_with_undone(found, report, question)))


def _with_undone(found: Report, report: Report, question: Question) -> Report:
    """What was found, with a note on each deadline whose event was undone; that is told at once, too."""
    deadlines = []
    for one in found.deadlines:
        words = undone(one, report, question.journals)
        if words:
            question.out.note(words)
        deadlines.append(with_note(one, words) if words else one)
    return found._replace(deadlines=tuple(deadlines))


def _meant(text: str, report: Report) -> str:
    """The rule, else the deadline, that is meant by a title or a part of it or of the id.

    Raises `IcpError` (`unknown_id`) where there is none, or several, with the nearest titles.
    """
    rules = [(one.rule.id, one.rule.title) for one in (*report.deadlines, *report.if_today)]
    ids = [(one.id, one.rule.title) for one in report.deadlines]
    for things in (rules, ids):
        found = possible(text, things)
        if len(found) > 1:
            raise refusal("unknown_id", "", several(text, found, _WHAT))
        if found:
            return next(iter(found))
    raise refusal("unknown_id", "", none(text, [*rules, *ids], _WHAT, "icp deadlines --all"))


def _asked_about(when: str) -> list[date]:
    """The day behind the `@` of an id, or the first and the last day of the year there."""
    for days in ((when,), (f"{when}-01-01", f"{when}-12-31")):
        with suppress(IcpError):
            return [calendar_date("ID", day) for day in days]
    return []


def _rule_and_day(id: str) -> tuple[str, date] | None:
    """The parts of an id that an event would give; None where what follows the `@` is no day."""
    rule, _, day = id.partition("@")
    with suppress(IcpError):
        found = calendar_date("ID", day)
        return (rule, found) if str(found) == day else None
    return None
