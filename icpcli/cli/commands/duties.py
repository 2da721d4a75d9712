"""`icp duties`: the duties that have no date."""

from icpcli.cli.options import SCREEN, WHOSE, asks
from icpcli.cli.question import Question
from icpcli.model.problem import Text
from icpcli.render.answers.license import Duties

_ONLY_DATED = Text(
    "台账的各行只推算有期限的事；没有期限的义务写在许可证文件里（icp init --kind）",
    "the rows of a ledger have only what has a date; duties without one stand in a license file "
    "(icp init --kind)",
)


@asks("license", *WHOSE, *SCREEN, example=True)
def duties(question: Question) -> None:
    """The duties that have no date.

    With those that do not apply to this license, and why they do not.
    """
    question.write(Duties(question.licenses))
    if any(one.ledger for one in question.licenses):
        question.out.note(_ONLY_DATED)
