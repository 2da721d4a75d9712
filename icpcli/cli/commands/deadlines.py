"""`icp deadlines`: what must be filed, by which day."""

from typing import Annotated

import typer

from icpcli.cli.options import ALL, WHOSE, asks
from icpcli.cli.question import Question
from icpcli.cli.values import whole_number
from icpcli.deadlines.select import history, select
from icpcli.model.problem import Text, refusal
from icpcli.render.answers.deadlines import Deadlines, History

Within = Annotated[
    str | None,
    typer.Option(
        "--within",
        metavar="DAYS",
        help="Only what is to be filed within so many days, or is late.",
        show_default=False,
    ),
]
Everything = Annotated[
    bool, typer.Option("--all", help="Also what was filed, and yearly ones whose day has passed.")
]
Filed = Annotated[
    bool, typer.Option("--history", help="What was filed instead: when, and how many days early.")
]


@asks(*ALL, *WHOSE, example=True)
def deadlines(
    question: Question, within: Within = None, everything: Everything = False, filed: Filed = False
) -> None:
    """What must be filed, by which day.

    For one license, then, what each event that can happen would start if it happened today.
    """
    if filed and (within is not None or everything):
        words = Text("不能与 --within 或 --all 同用", "cannot be combined with --within or --all")
        raise refusal("bad_usage", "--history", words)
    days = None if within is None else whole_number("--within", within, 0, 99999)
    only_one = len(question.licenses) == 1
    report = question.report(if_today=only_one and days is None and not filed)
    if filed:
        question.write(History(history(report)))
    else:
        question.write(Deadlines(select(report, within=days, passed=everything)))
