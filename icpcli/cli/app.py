"""The commands by name. Each is imported only when it is asked for: start-up is what a user feels."""

from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from icpcli import __version__

COMMANDS = {
    "deadlines": "icpcli.cli.deadlines",
    "event": "icpcli.cli.event",
    "explain": "icpcli.cli.explain",
    "duties": "icpcli.cli.duties",
    "workdays": "icpcli.cli.workdays",
    "check": "icpcli.cli.check",
    "next": "icpcli.cli.next",
    "remind": "icpcli.cli.remind",
    "record": "icpcli.cli.record",
    "done": "icpcli.cli.done",
    "waive": "icpcli.cli.waive",
    "undo": "icpcli.cli.undo",
    "journal": "icpcli.cli.journal",
    "lint": "icpcli.cli.lint",
    "init": "icpcli.cli.init",
    "import": "icpcli.cli.import_",
    "holidays": "icpcli.cli.holidays",
    "validate": "icpcli.cli.validate",
    "schema": "icpcli.cli.schema",
}
"""In the order of the help: what a person asks for first."""


class _Commands(TyperGroup):
    """Finds a command in `COMMANDS`; its module holds it as `app`.

    Raises `IcpError` (`bad_usage`) for a name that is none.
    """

    def list_commands(self, ctx: Any) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        if cmd_name not in COMMANDS:
            from icpcli.cli.settings import refuse_unknown
            from icpcli.errors import Text

            refuse_unknown("bad_usage", cmd_name, COMMANDS, Text("命令", "command"))
        command = typer.main.get_command(import_module(COMMANDS[cmd_name]).app)
        command.name = cmd_name
        return command


def icp() -> Any:
    """The command group `icp`."""
    app = typer.Typer(
        cls=_Commands,
        rich_markup_mode=None,
        add_completion=False,
        invoke_without_command=True,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(_icp)
    return typer.main.get_command(app)


def _icp(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Print the version and exit.")] = False,
) -> None:
    """What the holder of a Chinese telecom license must file, by which day, and why."""
    if version:
        typer.echo(f"icp {__version__}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())
