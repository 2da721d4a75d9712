"""What Typer makes of a function here: a command with help of ours, and refusals in words of ours."""

from typing import Any, cast

import typer
from typer.core import TyperCommand, TyperGroup, TyperOption

from icpcli.cli.arguments import language_asked_for

HELP = ("-h", "--help")

# Typer vendors Click from 0.26 on, so Click's base class of what is raised for bad usage is reached
# from a name that Typer exports.
_UsageError = cast("type[typer.BadParameter]", typer.BadParameter.__mro__[1])


def show_help(context: Any) -> None:
    """Print the help of a command, in the language and for the width of the user."""
    # Not at the top: most commands are not asked for their help.
    from icpcli.cli.help.page import help_page
    from icpcli.cli.output import open_output

    out = open_output(lang=language_asked_for(context.obj or ()))
    out.lines(help_page(context, out.lang, out.width()))


def _help_option() -> TyperOption:
    def shown(context: Any, parameter: Any, value: bool) -> None:
        if value and not context.resilient_parsing:
            show_help(context)
            raise typer.Exit

    return TyperOption(
        param_decls=[*HELP],
        is_flag=True,
        expose_value=False,
        is_eager=True,
        callback=shown,
        help="Show this page.",
    )


class Command(TyperCommand):
    """A command without others below it. Raises `IcpError` (`bad_usage`) for what it cannot take."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._help = _help_option()

    def get_help_option(self, ctx: Any) -> Any:
        """The option that shows the help."""
        return self._help

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Take the arguments apart; what is too many is refused here, for Typer has no class for it."""
        ctx.allow_extra_args = True
        try:
            rest = super().parse_args(ctx, args)
        except _UsageError as error:
            raise _in_words(error, ctx) from None
        if rest and not ctx.resilient_parsing:
            from icpcli.cli.usage_errors import too_many

            raise too_many(ctx, rest)
        return rest


class Group(TyperGroup):
    """A command with others below it. Raises `IcpError` (`bad_usage`) for what it cannot take."""

    command_class = Command

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._help = _help_option()

    def get_help_option(self, ctx: Any) -> Any:
        """The option that shows the help."""
        return self._help

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Take the arguments apart, up to the name of the command below."""
        try:
            return super().parse_args(ctx, args)
        except _UsageError as error:
            raise _in_words(error, ctx) from None

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command of that name."""
        if found := super().get_command(ctx, cmd_name):
            return found
        from icpcli.cli.usage_errors import no_command

        raise no_command(ctx, cmd_name)


def _in_words(error: Any, context: Any) -> Exception:
    from icpcli.cli.usage_errors import in_words

    return in_words(error, context)


def help_alone(context: Any, *given: object) -> None:
    """What a group does by itself: it shows its help. Raises `IcpError` for an option in front of a command."""
    if context.invoked_subcommand is None:
        show_help(context)
    elif any(given):
        from icpcli.cli.usage_errors import option_before_command

        raise option_before_command(context)
