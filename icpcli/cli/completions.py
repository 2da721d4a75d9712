"""What can stand where the cursor is: commands, options, and what an option or an argument takes."""

import shlex
from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import Any, NamedTuple

import typer

from icpcli.cli.arguments import language_asked_for
from icpcli.cli.command_list import LISTED
from icpcli.cli.completion_values import FILES, Offered, offered
from icpcli.cli.help.page import summary, told
from icpcli.model.problem import IcpError, Text
from icpcli.render.words import Lang, say

_HELP = Text("一个命令的例子和选项", "the examples and options of a command")


class _Place(NamedTuple):
    """The command that the cursor is behind, and what was typed of it.

    `waiting` is the option whose value comes next, `words` are those that are no option.
    """

    context: Any
    path: str
    used: list[Any]
    words: list[str]
    waiting: Any = None
    only_words: bool = False


def completions(group: Any, words: Sequence[str]) -> list[tuple[str, str]]:
    """What can stand for the last of `words`, with what it is; `FILES` alone where it is a path."""
    lang = language_asked_for(words)
    *before, current = words or [""]
    asks_help = before[:1] == ["help"]
    try:
        place = _place(group, [it for it in before if it != "help"] if asks_help else before)
    except IcpError:  # behind a command that there is not
        return []
    if asks_help:
        found = _commands(place, lang)
    elif place.waiting is not None:
        found = offered(place.waiting, place.path, before)
    elif current.startswith("-") and not place.only_words:
        found = _behind_equals(place, current, before) or _options(place, lang)
    else:
        found = _commands(place, lang) or _arguments(place, before, lang)
    if FILES in found:
        return [(FILES.value, "")]
    # Two licenses may have a deadline of one id.
    listed = {it.value: say(it.told, lang) for it in reversed(found)}
    return [it for it in reversed(listed.items()) if it[0].startswith(current)]


def words_of(line: str) -> list[str]:
    """The words of a line of bash behind `icp`, the last one being typed; it may stand in quotes."""
    for closing in ("", "'", '"'):
        with suppress(ValueError):
            words = shlex.split(line + closing)
            return words[1:] + ([""] if not closing and line[-1:].isspace() else [])
    return [""]


def _place(group: Any, before: Iterable[str]) -> _Place:
    """Where one is behind these words. Raises `IcpError` (`bad_usage`) for a command that is none."""
    place = _Place(typer.Context(group, info_name="icp"), "", [], [])
    for word in before:
        context = place.context
        if place.waiting is not None:
            place = place._replace(waiting=None)
        elif place.only_words or not word.startswith("-"):
            if _is_group(place):
                command = context.command.get_command(context, word)
                below = typer.Context(command, parent=context, info_name=word)
                place = _Place(below, f"{place.path} {word}".strip(), [], [])
            else:
                place.words.append(word)
        elif word == "--":
            place = place._replace(only_words=True)
        elif option := _option(place, word.partition("=")[0]):
            place.used.append(option)
            takes_next = not getattr(option, "is_flag", False) and "=" not in word
            place = place._replace(waiting=option if takes_next else None)
    return place


def _is_group(place: _Place) -> bool:
    return hasattr(place.context.command, "list_commands")


def _parameters(place: _Place, kind: str) -> list[Any]:
    params = place.context.command.get_params(place.context)
    return [it for it in params if it.param_type_name == kind and not it.hidden]


def _option(place: _Place, name: str) -> Any:
    """The option of that name; `-lPATH` is one with its value, and waits for none."""
    return next((it for it in _parameters(place, "option") if name in it.opts), None)


def _commands(place: _Place, lang: Lang) -> list[Offered]:
    if not _is_group(place):
        return []
    if not place.path:
        commands = [Offered(name, one.summary) for name, one in LISTED.items()]
        return [*commands, Offered("help", _HELP)]
    commands = place.context.command.commands
    return [
        Offered(name, Text(*[summary(it, f"{place.path} {name}", lang)] * 2))
        for name, it in commands.items()
    ]


def _options(place: _Place, lang: Lang) -> list[Offered]:
    """The options that were not given yet, or may be given again, each by its long name."""
    found = []
    for option in _parameters(place, "option"):
        if option not in place.used or getattr(option, "multiple", False):
            name = next((it for it in option.opts if it.startswith("--")), option.opts[0])
            words = told(option, place.path, lang)
            found.append(Offered(name, Text(words, words)))
    return found


def _behind_equals(place: _Place, current: str, before: Sequence[str]) -> list[Offered]:
    """What can stand behind `--format=`."""
    name, equals, _ = current.partition("=")
    option = _option(place, name) if equals else None
    if option is None:
        return []
    found = offered(option, place.path, before)
    return [it if it == FILES else it._replace(value=f"{name}={it.value}") for it in found]


def _arguments(place: _Place, before: Sequence[str], lang: Lang) -> list[Offered]:
    """What the next argument takes; the options, where none is left."""
    arguments = _parameters(place, "argument")
    left = arguments[len(place.words) :] or [it for it in arguments[-1:] if it.nargs == -1]
    if not left:
        return [] if place.only_words else _options(place, lang)
    found = offered(left[0], place.path, before)
    return [it for it in found if it.value not in place.words]
