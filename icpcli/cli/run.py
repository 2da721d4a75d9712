"""From arguments to an exit code: 0 fine, 1 warning, 2 critical or overdue, 3 no answer, 130 interrupted."""

import os
from collections.abc import Sequence

import typer

from icpcli.cli import CANNOT_ANSWER, INTERRUPTED
from icpcli.cli.app import icp
from icpcli.cli.errors import report_bug, report_failure
from icpcli.files.whole_file import reason
from icpcli.model.problem import IcpError, Text, refusal


def run(arguments: Sequence[str]) -> int:
    """Run one command line and give back its exit code; what it prints is on stdout and stderr."""
    try:
        return _answer(arguments)
    except IcpError as error:
        report_failure(error, arguments)
    except (KeyboardInterrupt, typer.Abort):
        report_failure(refusal("interrupted", "", Text("已中断", "interrupted")), arguments)
        return INTERRUPTED
    except OSError as error:
        report_failure(_of_the_system(error), arguments)
    except Exception as error:  # noqa: BLE001 - the last door: a bug must still exit 3, in one line
        report_bug(error, arguments)
    return CANNOT_ANSWER


def _of_the_system(error: OSError) -> IcpError:
    """What the machine refuses is nobody's bug: a disk that is full, a folder that is gone."""
    zh, en = reason(error)
    try:
        os.getcwd()
    except OSError:
        return refusal("system", "", Text("当前文件夹已不存在", "the working folder is gone"))
    return refusal("system", str(error.filename or ""), Text(zh, en))


def _answer(arguments: Sequence[str]) -> int:
    """What Click's own `main` does, without the exit codes that it makes of a signal or a pipe."""
    group = icp()
    if [*arguments[:1]] == ["help"]:  # `icp help deadlines` is `icp deadlines --help`
        arguments = [*(it for it in arguments if it not in ("help", "icp")), "--help"]
    try:
        with group.make_context("icp", [*arguments], obj=arguments) as context:
            return group.invoke(context) or 0
    except typer.Exit as end:
        return end.exit_code
