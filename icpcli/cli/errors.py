"""What is said when there is no answer: words on stderr, and on stdout where a machine reads it."""

import os
import re
import traceback
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from icpcli.cli.arguments import language_asked_for, last_value
from icpcli.cli.command_list import COMMANDS
from icpcli.cli.output import write_file, write_stderr, write_stdout
from icpcli.files.whole_file import read_head
from icpcli.model.problem import IcpError, Problem, Text, refusal
from icpcli.render.formats.table import NONE
from icpcli.render.words import Lang, one_line, problem_line

_OUTPUT_IS_NO_ANSWER = ("init", "import")
_ANSWER = rb'\{\s*"schema_version"'  # what every JSON answer begins with


def report_failure(error: IcpError, arguments: Sequence[str]) -> None:
    """One line a problem on stderr; for machines the same where they look for the answer."""
    lang = language_asked_for(arguments)
    answer = ""
    match _format(arguments):
        case "json":
            from icpcli.render.formats.json import error_json

            answer = error_json(error.code, error.problems, lang)
        case "nagios":
            from icpcli.render.check.nagios import problem_nagios

            answer = problem_nagios(error.problems[0], lang)
    if answer:
        _write_answer(answer.encode(), _file_for(error, arguments))
    for problem in error.problems:
        write_stderr(problem_line(_named(problem, lang), lang))


def _named(problem: Problem, lang: Lang) -> Problem:
    """The problem with the name that the help gives to an argument: 日期 for DATE."""
    if lang == "en" or not problem.path.isupper():
        return problem
    from icpcli.cli.help.chinese import METAVARS

    return problem._replace(path=METAVARS.get(problem.path, problem.path))


def _write_answer(data: bytes, path: Path | None) -> None:
    """Write what a machine reads into a file, or to stdout where there is none, or none to be had."""
    if path is not None:
        with suppress(IcpError):
            write_file(path, data)
            return
    with suppress(IcpError):  # stdout may be what failed
        write_stdout(data)


def report_bug(error: Exception, arguments: Sequence[str]) -> None:
    """One line for an error that nobody foresaw; the traceback only with `ICP_DEBUG=1`."""
    if os.environ.get("ICP_DEBUG") == "1":
        traceback.print_exception(error)
    name = one_line(f"{type(error).__name__}: {error}")
    words = Text(
        f"icp 内部错误（{name}）。请带上这一行和所用命令报告给 icpcli 的维护者；ICP_DEBUG=1 显示详情",
        f"internal error ({name}). This is a bug: please report this line and the command to the "
        "maintainers of icpcli; ICP_DEBUG=1 shows the traceback",
    )
    report_failure(refusal("internal_error", "", words), arguments)


def _file_for(error: IcpError, arguments: Sequence[str]) -> Path | None:
    """The file of `-o` where JSON is expected in it; None for stdout.

    Never one in which anything else stands than an earlier answer: what the answer would have been
    read from may not even be known yet.
    """
    named = last_value(arguments, "-o", "--output", "")
    if _format(arguments) != "json" or named in ("", "-") or error.code == "cannot_write":
        return None
    if _command(arguments) in _OUTPUT_IS_NO_ANSWER:
        return None
    head = read_head(Path(named))
    return Path(named) if not head or re.match(_ANSWER, head) else None


def _command(arguments: Sequence[str]) -> str:
    return next((argument for argument in arguments if not argument.startswith("-")), "")


def _format(arguments: Sequence[str]) -> str:
    """The format that was asked for; `$ICP_FORMAT` asks only a command that has it."""
    command = _command(arguments)
    formats = COMMANDS.get(command, NONE)
    variable = os.environ.get("ICP_FORMAT", "")
    return last_value(arguments, "-f", "--format", variable if variable in formats else "")
