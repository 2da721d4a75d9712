"""`icp duties`: the duties that have no date."""

from icpcli.cli.options import SCREEN, WHOSE, asks
from icpcli.cli.question import Question
from icpcli.render.answers.license import Duties


@asks("license", *WHOSE, *SCREEN, example=True)
def duties(question: Question) -> None:
    """The duties that have no date.

    With those that do not apply to this license, and why they do not.
    """
    question.write(Duties(question.licenses))
