"""`icp deadlines`: what must be filed, by which day."""

from typing import Annotated, cast

import typer

from icpcli.cli.options import ALL, WHOSE, Within, asks
from icpcli.cli.question import Question
from icpcli.cli.values import chosen, number_of_days
from icpcli.deadlines.select import select
from icpcli.model.deadline import BY, By
from icpcli.render.answers.deadlines import Deadlines

_BY_WORDS = {"公司": "company", "月份": "month", "月": "month"}

Everything = Annotated[
    bool, typer.Option("--all", help="Also what was filed, and yearly ones whose day has passed.")
]

Parted = Annotated[
    str | None,
    typer.Option(
        "--by",
        metavar="company|month",
        help="Part the list by company, or by the month to file in; worst first within each. Rows "
        "(csv, xlsx, plain) are sorted so, json is not.",
        show_default=False,
    ),
]


@asks(*ALL, *WHOSE, example=True)
def deadlines(
    question: Question,
    within: Within = None,
    everything: Everything = False,
    parted: Parted = None,
) -> None:
    """What must be filed, by which day.

    For one license, then, what each event that can happen would start if it happened today.
    """
    days = None if within is None else number_of_days("--within", within)
    by = None if parted is None else cast(By, chosen("--by", parted, BY, _BY_WORDS))
    only_one = len(question.licenses) == 1
    report = question.report(if_today=only_one and days is None)
    if question.out.format == "table":  # no other format says it, and looking takes its time
        report = report._replace(findings=question.findings(report))
    question.write(Deadlines(select(report, within=days, passed=everything), by=by))
