"""The command line `icp`. Each command is imported only when it is asked for: start-up is what a user feels."""

from importlib import import_module
from keyword import iskeyword
from types import ModuleType
from typing import Annotated, Any

import typer

from icpcli import __version__
from icpcli.cli.command_classes import HELP, Command, Group, help_alone
from icpcli.cli.command_list import COMMANDS
from icpcli.cli.options import WHOSE, Options, takes


class _Commands(Group):
    """Finds a command of `COMMANDS` by the module of its name in `icpcli.cli.commands`."""

    def list_commands(self, ctx: Any) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        if cmd_name not in COMMANDS:
            return super().get_command(ctx, cmd_name)
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
        context_settings={"help_option_names": [*HELP]},
    )
    app.callback()(_icp)
    return typer.main.get_command(app)


def _alone(module: ModuleType, name: str) -> typer.Typer:
    """The application of a command that has no commands below it."""
    app = typer.Typer(rich_markup_mode=None, add_completion=False)
    app.command(cls=Command)(getattr(module, _python_name(name)))
    return app


def _python_name(name: str) -> str:
    """A command's module and function: `import` is a word of Python, `import_` is not."""
    return f"{name}_" if iskeyword(name) else name


@takes("license", "journal", "as_of", "lang", "color", *WHOSE)
def _icp(
    options: Options,
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Print the version and exit.")] = False,
) -> None:
    """What the holder of a Chinese telecom license must file, by which day, and why."""
    if version:
        # Not at the top: only words about the program itself are written here.
        from icpcli.cli.output import write_stdout

        write_stdout(f"icp {__version__}\n".encode())
        raise typer.Exit
    if context.invoked_subcommand is not None:
        help_alone(context, *options)
        return
    from icpcli.cli.status import show_status

    if code := show_status(context, options):
        raise typer.Exit(code)
