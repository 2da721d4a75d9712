"""`icp schema`: the JSON Schema of the license file, for editors."""

from icpcli.cli.documents import SCHEMA
from icpcli.cli.options import asks
from icpcli.cli.question import Question
from icpcli.render.formats.table import NONE


@asks("output", formats=NONE)
def schema(question: Question) -> None:
    """Print the JSON Schema of the license file."""
    question.out.text(SCHEMA.read_text(encoding="utf-8"))
