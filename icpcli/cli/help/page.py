"""What `--help` shows of a command: examples, how it is typed, what it does, each option.

Typer's own help is English, counts a Chinese sign as one column, and ends in "...". This walks over
the same parameters.
"""

import re
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from icpcli.cli.command_list import GROUPS, LISTED, formats_of
from icpcli.cli.help.examples import EXAMPLES
from icpcli.model.problem import Text
from icpcli.render.screens.wrap import by_words, cells, to_copy, wrap
from icpcli.render.words import Lang, in_language, say

WIDEST = 100
"""Lines that are longer are hard to read, however wide the terminal is."""
_SIDE_BY_SIDE_FROM = 60
_LEAST_ROOM = 28
_WIDEST_TYPED = 32
_GAP = 2
_INDENT = 2

_EXAMPLES = Text("例如", "Examples")
_ARGUMENTS = Text("参数", "Arguments")
_OPTIONS = Text("选项", "Options")
_COMMANDS = Text("命令", "Commands")
_USAGE = Text("用法：{line}", "Usage: {line}")
_DEFAULT = Text("（默认 {value}）", " Default: {value}.")
_FORMATS = Text(
    "{names} 或 {last}。默认取 $ICP_FORMAT，再取 {first}",
    "{names} or {last}. Else $ICP_FORMAT, {first}.",
)
ALONE = Text("逾期的、紧急的、下一项，以及可以试的命令", "How it stands, and commands to try")
_MORE = Text(
    "一个命令的例子和选项：icp help 命令", "The examples and options of a command: icp help COMMAND"
)
_ICP = Text(
    "持有中国电信业务许可证的公司要办什么，最晚哪一天，依据是什么",
    "What the holder of a Chinese telecom license must file, by which day, and why",
)


class _Entry(NamedTuple):
    """A word or a few to type, and what it is."""

    typed: str
    told: str


def help_page(context: Any, lang: Lang, width: int) -> str:
    """The help of the command of a Click context, in lines of at most `width` columns."""
    width = min(width, WIDEST)
    path = path_of(context)
    parts = [_examples(path, lang, width), _about(context, path, lang, width)]
    if not path:
        parts += _groups(lang, width)
    elif commands := getattr(context.command, "commands", None):
        entries = [
            _Entry(name, summary(it, f"{path} {name}", lang)) for name, it in commands.items()
        ]
        parts.append(_section(_COMMANDS, entries, lang, width))
    parts += _parameters(context, path, lang, width)
    if not path:
        parts.append(wrap(say(_MORE, lang), width))
    return "\n\n".join("\n".join(lines) for lines in parts if lines) + "\n"


def path_of(context: Any) -> str:
    """The names behind `icp`: `workdays after`; nothing of `icp` itself."""
    names = []
    while context.parent is not None:
        names.append(context.info_name)
        context = context.parent
    return " ".join(reversed(names))


def summary(command: Any, path: str, lang: Lang) -> str:
    """What a command is for, in a line without a full stop."""
    if path in LISTED:
        return say(LISTED[path].summary, lang)
    first, _ = _paragraphs(command)
    return translated(first, lang).removesuffix(".")


def usage(context: Any, lang: Lang) -> str:
    """How a command is typed: `icp explain ID [OPTIONS]`."""
    path, is_group = path_of(context), hasattr(context.command, "commands")
    own = [argument_words(it, lang) for it in _arguments(context)]
    words = "[COMMAND] [OPTIONS]" if not path else "COMMAND" if is_group else "[OPTIONS]"
    return " ".join(filter(None, ("icp", path, *own, _filled_in(words, lang))))


def argument_words(argument: Any, lang: Lang) -> str:
    """What stands for an argument, in square brackets where there need not be one."""
    words = metavar(argument, lang)
    return words if argument.required or words.startswith("[") else f"[{words}]"


def metavar(parameter: Any, lang: Lang) -> str:
    """What stands for the value of an option or an argument; nothing of a switch."""
    if getattr(parameter, "is_flag", False):
        return ""
    return _filled_in(parameter.metavar or parameter.name.upper(), lang)


def told(parameter: Any, path: str, lang: Lang) -> str:
    """What an option or an argument means."""
    if parameter.name == "format":
        first, *_ = formats = [*formats_of(path)]
        *most, last = formats
        separator = in_language(Text("、", ", "), lang)
        return say(_FORMATS, lang, names=separator.join(most), last=last, first=first)
    words = translated(parameter.help or "", lang)
    shown = getattr(parameter, "show_default", False) and parameter.default
    if shown and not getattr(parameter, "is_flag", False):
        words += in_language(_DEFAULT, lang).format(value=parameter.default)
    return words


def translated(english: str, lang: Lang) -> str:
    """A sentence of the help in the language of the user."""
    english = " ".join(english.split())
    if lang == "en" or not english:
        return english
    from icpcli.cli.help.chinese import CHINESE

    return CHINESE[english]


def example_of(path: str, word: str = "") -> Text | None:
    """The first example of a command, or the first one with a word in it, if there is one."""
    lines = (one.line for one in EXAMPLES.get(path, ()))
    return next((it for it in lines if not word or word in it.en.split()), None)


def _filled_in(words: str, lang: Lang) -> str:
    if lang == "en":
        return words
    from icpcli.cli.help.chinese import METAVARS

    return re.sub("[A-Z]+(?:-[A-Z]+)*", lambda it: METAVARS[it[0]], words)  # YYYY-MM-DD


def _paragraphs(command: Any) -> tuple[str, list[str]]:
    first, *others = (command.help or "").split("\n\n")
    return first, others


def _examples(path: str, lang: Lang, width: int) -> list[str]:
    entries = [
        _Entry(in_language(one.line, lang), in_language(one.purpose, lang))
        for one in EXAMPLES.get(path, ())
    ]
    if not entries:
        return []
    return [say(_EXAMPLES, lang), *_listed(entries, width, to_copy)]


def _about(context: Any, path: str, lang: Lang, width: int) -> list[str]:
    """How it is typed, and what it does."""
    line = by_words(say(_USAGE, lang, line=usage(context, lang)), width)
    if not path:
        return [*line, *wrap(say(_ICP, lang), width)]
    _, others = _paragraphs(context.command)
    stop = in_language(Text("。", "."), lang)
    words = [summary(context.command, path, lang) + stop, *(translated(it, lang) for it in others)]
    return [*line, *(piece for it in words for piece in wrap(it, width))]


def _arguments(context: Any) -> list[Any]:
    params = context.command.params
    return [it for it in params if it.param_type_name == "argument" and not it.hidden]


def _groups(lang: Lang, width: int) -> list[list[str]]:
    """The commands, group by group, all in the same columns."""
    groups = {
        heading: [_Entry(name, say(one.summary, lang)) for name, one in group.items()]
        for heading, group in GROUPS.items()
    }
    first = next(iter(groups))
    groups[first].insert(0, _Entry("icp", say(ALONE, lang)))
    column = max(cells(it.typed) for entries in groups.values() for it in entries)
    return [_section(it, entries, lang, width, column) for it, entries in groups.items()]


def _parameters(context: Any, path: str, lang: Lang, width: int) -> list[list[str]]:
    """The arguments that need a word, and the options."""
    arguments = [
        _Entry(argument_words(it, lang), words)
        for it in _arguments(context)
        if (words := told(it, path, lang))
    ]
    options = [
        _Entry(_option(it, lang), told(it, path, lang))
        for it in context.command.get_params(context)
        if it.param_type_name == "option" and not it.hidden
    ]
    column = max(cells(it.typed) for it in (*arguments, *options))
    return [
        _section(_ARGUMENTS, arguments, lang, width, column),
        _section(_OPTIONS, options, lang, width, column),
    ]


def _option(option: Any, lang: Lang) -> str:
    """`-l, --license PATH`, its names below those of other options."""
    short = [it for it in option.opts if not it.startswith("--")]
    long = [it for it in option.opts if it.startswith("--")]
    names = ", ".join([*short, *long]) if short else f"    {long[0]}"
    return f"{names} {metavar(option, lang)}".rstrip()


def _section(
    heading: Text, entries: Sequence[_Entry], lang: Lang, width: int, column: int = 0
) -> list[str]:
    if not entries:
        return []
    return [say(heading, lang), *_listed(entries, width, column=column, widest=_WIDEST_TYPED)]


def _listed(
    entries: Sequence[_Entry],
    width: int,
    broken: Callable[[str, int], list[str]] = wrap,
    column: int = 0,
    widest: int = WIDEST,
) -> list[str]:
    """What is typed, and beside it, or below where there is no room, what it is."""
    most = min(widest, width - _INDENT - _GAP - _LEAST_ROOM)
    if width < _SIDE_BY_SIDE_FROM:
        most = 0
    widths = [cells(it.typed) for it in entries]
    column = max((it for it in (column, *widths) if it <= most), default=0)
    indent, lines = _INDENT + column + _GAP, list[str]()
    below = indent if broken is wrap else 2 * _INDENT  # what an example is for, on the left
    for one, used in zip(entries, widths, strict=True):
        if used <= column and one.told:
            first, *rest = wrap(one.told, width - indent)
            lines.append(f"  {one.typed}{' ' * (column - used + _GAP)}{first}")
            lines += (" " * indent + piece for piece in rest)
        else:
            typed = one.typed if column else one.typed.strip()
            lines += (f"  {piece}" for piece in broken(typed, width - _INDENT))
            lines += (" " * below + piece for piece in wrap(one.told, width - below) if piece)
    return lines
