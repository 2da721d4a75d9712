"""`icp schema`: the JSON Schema of the license file, for editors."""

from pathlib import Path

import typer

from icpcli.cli.options import Output
from icpcli.cli.output import open_output

app = typer.Typer(rich_markup_mode=None, add_completion=False)

SCHEMA = Path(__file__).resolve().parent.parent / "schema.json"


@app.command()
def schema(output: Output = None) -> None:
    """Print the JSON Schema of the license file."""
    open_output("json", output, None, None).text(SCHEMA.read_text(encoding="utf-8"))
