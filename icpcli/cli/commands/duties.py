"""`icp duties`: the duties that have no date."""

from icpcli.cli.options import SCREEN, asks
from icpcli.cli.question import Question
from icpcli.render.answers.license import Duties


@asks("license", *SCREEN, example=True)
def duties(question: Question) -> None:
    """The duties that have no date.

    With those that do not apply to this license, and why they do not.
    """
    question.out.write(Duties(question.licenses))
