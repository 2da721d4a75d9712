"""`icp next`: the next open deadline, for shell scripts."""

from typing import Annotated

import typer

from icpcli.check.verdict import next_open
from icpcli.cli.options import WHOSE, asks
from icpcli.cli.question import Question
from icpcli.cli.values import chosen
from icpcli.model.deadline import Deadline
from icpcli.render.formats.table import NONE
from icpcli.render.labels import LABELS
from icpcli.render.words import Lang, first_id, names_of, say, told_title

VALUES = ("days", "date", "id", "json")

Value = Annotated[
    str | None,
    typer.Option(
        metavar="|".join(VALUES),
        help="Only its days left, its date to file by, its id; or all of it as json.",
        show_default=False,
    ),
]


@asks("license", *WHOSE, "journal", "as_of", "lang", formats=NONE)
def next(question: Question, value: Value = None) -> None:
    """The next deadline that is open, on one line.

    Its id, the day to file by, the days left, the title and the company; or one --value of days, date, id,
    json. Nothing on stdout where none is open.
    """
    out = question.out
    if value is not None:
        chosen("--value", value, VALUES)
    question.refuse_without_license()
    report = question.report()
    deadline = next_open(report)
    if deadline is None:
        out.note(LABELS["no_next"])
    if value == "json":
        from icpcli.render.answers.deadlines import next_object

        question.write_json(next_object(deadline))
    elif deadline:
        whose = names_of([state.license for state in report.licenses])[deadline.license.file]
        out.lines(_line(deadline, whose, value, out.lang))


def _line(deadline: Deadline, whose: str, value: str | None, lang: Lang) -> str:
    values = {
        "id": first_id(deadline),
        "date": str(deadline.file_by),
        "days": str(deadline.days_left),
    }
    line = "  ".join([*values.values(), say(told_title(deadline), lang), whose])
    return f"{values.get(value or '', line)}\n"
