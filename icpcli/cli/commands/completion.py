"""`icp completion`: the script with which a shell completes commands; and what it asks at each Tab."""

import re
from pathlib import Path
from typing import Annotated

import typer

from icpcli.cli.options import Options, takes
from icpcli.files.typed_words import quote

SCRIPTS = Path(__file__).parent.parent / "completion_scripts"
SHELLS = ("bash", "zsh", "fish")

Shell = Annotated[
    str,
    typer.Argument(metavar="|".join(SHELLS), help="The shell.", show_default=False),
]
Line = Annotated[str | None, typer.Option("--line", hidden=True)]
Words = Annotated[list[str] | None, typer.Argument(hidden=True)]


@takes("output", "lang")
def completion(options: Options, shell: Shell, words: Words = None, line: Line = None) -> None:
    """The script with which a shell completes commands.

    With Tab it completes commands, options and their values, and the ids of the events, rules and
    deadlines of your own license.
    """
    from icpcli.cli.output import open_output
    from icpcli.cli.values import chosen

    out = open_output(output=options.output, lang=options.lang)
    chosen("", shell, SHELLS)
    if line is None and not words:
        out.text((SCRIPTS / f"icp.{shell}").read_text("utf-8"))
        return
    out.text(_asked(shell, words or [], line))


def _asked(shell: str, words: list[str], line: str | None) -> str:
    """What a script asked for: a candidate a line, and in zsh and fish what it is behind a tab."""
    from icpcli.cli.app import icp
    from icpcli.cli.completions import completions, words_of

    found = completions(icp(), words if line is None else words_of(line))
    if shell == "bash":
        return "".join(f"{_quoted(value)}\n" for value, _ in found)
    return "".join(f"{value}\t{told}".rstrip("\t") + "\n" for value, told in found)


def _quoted(word: str) -> str:
    """A word as bash takes it: with signs that mean something to a shell, in quotes; Chinese is none."""
    return quote(word) if re.search(r"[\s!-$&-*;-?\[-^`{-~]", word) else word
