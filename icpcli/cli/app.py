"""The commands by name. Each is imported only when it is asked for: start-up is what a user feels."""

from importlib import import_module
from keyword import iskeyword
from types import ModuleType
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from icpcli import __version__
from icpcli.render.formats.table import CHECKS, GRIDS, NONE, REMINDERS, Formats

COMMANDS: dict[str, Formats] = {
    "deadlines": GRIDS,
    "event": GRIDS,
    "explain": GRIDS,
    "duties": GRIDS,
    "rules": GRIDS,
    "page": NONE,
    "workdays": GRIDS,
    "check": CHECKS,
    "register": GRIDS,
    "next": NONE,
    "remind": REMINDERS,
    "record": GRIDS,
    "done": GRIDS,
    "waive": GRIDS,
    "undo": GRIDS,
    "renew": GRIDS,
    "journal": GRIDS,
    "history": GRIDS,
    "lint": GRIDS,
    "init": GRIDS,
    "import": NONE,
    "holidays": GRIDS,
    "validate": GRIDS,
    "schema": NONE,
}
"""The commands with their formats, in the order of the help: what a person asks for first."""


class _Commands(TyperGroup):
    """Finds a command in `COMMANDS`, by the module of its name in `icpcli.cli.commands`.

    Raises `IcpError` (`bad_usage`) for a name that is none.
    """

    def list_commands(self, ctx: Any) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        if cmd_name not in COMMANDS:
            from icpcli.cli.values import refuse_unknown
            from icpcli.model.problem import Text

            refuse_unknown("bad_usage", cmd_name, COMMANDS, Text("命令", "command"))
        module = import_module(f"icpcli.cli.commands.{_python_name(cmd_name)}")
        command = typer.main.get_command(getattr(module, "app", None) or _alone(module, cmd_name))
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


def _alone(module: ModuleType, name: str) -> typer.Typer:
    """The application of a command that has no commands below it."""
    app = typer.Typer(rich_markup_mode=None, add_completion=False)
    app.command()(getattr(module, _python_name(name)))
    return app


def _python_name(name: str) -> str:
    """A command's module and function: `import` is a word of Python, `import_` is not."""
    return f"{name}_" if iskeyword(name) else name


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
