"""`icp schema`: the JSON Schema of the license file, for editors."""

from icpcli.cli.documents import SCHEMA
from icpcli.cli.options import Output
from icpcli.cli.output import open_output


def schema(output: Output = None) -> None:
    """Print the JSON Schema of the license file."""
    open_output("json", output, None, None).text(SCHEMA.read_text(encoding="utf-8"))
