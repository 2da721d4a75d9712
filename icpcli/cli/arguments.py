"""What a command line says as far as one can tell without the parser, which may have failed."""

import os
from collections.abc import Sequence

from icpcli.cli.values import language
from icpcli.model.problem import IcpError
from icpcli.render.words import Lang


def language_asked_for(arguments: Sequence[str]) -> Lang:
    """The language that was asked for, where that is what could be understood; else English."""
    named = last_value(arguments, "--lang", "--lang", os.environ.get("ICP_LANG", ""))
    try:
        return language(named or None)
    except IcpError:
        return "en"


def last_value(arguments: Sequence[str], short: str, long: str, default: str) -> str:
    """The value of an option, given by its short and its long name; `default` where it is not there."""
    found = default
    for argument, following in zip(arguments, [*arguments, ""][1:], strict=True):
        if argument in (short, long):
            found = following
        elif argument.startswith(f"{long}="):
            found = argument.partition("=")[2]
        elif argument.startswith(short) and not argument.startswith("--"):
            found = argument.removeprefix(short)
    return found
