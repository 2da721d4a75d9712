"""`icp explain`: how a deadline was found, and what could still change it."""

from contextlib import suppress
from datetime import date
from typing import Annotated

import typer

from icpcli.cli.options import ALL, WHOSE, asks
from icpcli.cli.question import Question
from icpcli.cli.values import calendar_date, refuse_unknown
from icpcli.deadlines.force import not_in_force
from icpcli.deadlines.select import look_up
from icpcli.model.problem import IcpError, Text, refusal
from icpcli.render.answers.deadlines import Explanation

Id = Annotated[
    str,
    typer.Argument(
        metavar="ID", help="A deadline (renewal@2028), or a rule (renewal).", show_default=False
    ),
]


@asks(*ALL, *WHOSE, example=True)
def explain(question: Question, id: Id) -> None:
    """How a deadline was found, and what could still change it.

    The clause's own words, then each step to the date with its reason.
    """
    report = question.report(supposed=_rule_and_day(id), if_today=True)
    found = look_up(report, id)
    if not found.deadlines:
        rule, _, _ = id.partition("@")
        for why in not_in_force(question.licenses, rule):
            raise refusal("unknown_id", id, why)
        names = [name for one in report.deadlines for name in (one.id, one.rule.id)]
        names += [one.rule.id for one in report.if_today]
        refuse_unknown("unknown_id", id, names, Text("期限或规则", "deadline or rule"))
    question.write(Explanation(found))


def _rule_and_day(id: str) -> tuple[str, date] | None:
    """The parts of an id that an event would give; None where what follows the `@` is no day."""
    rule, _, day = id.partition("@")
    with suppress(IcpError):
        found = calendar_date("ID", day)
        return (rule, found) if str(found) == day else None
    return None
