"""A command line that Typer refuses, in words of ours: what is wrong, and what was probably meant.

Typer's own sentences are English, and change from release to release; newer ones carry Click inside.
What is wrong is told by the class of the error and by what it knows, never by its text.
"""

import shlex
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from icpcli.cli import everyday_words
from icpcli.cli.command_list import LISTED, formats_of
from icpcli.cli.help.page import (
    ALONE,
    example_of,
    metavar,
    path_of,
    summary,
    told,
    usage,
)
from icpcli.files.typed_words import closest
from icpcli.files.whole_file import SHEETS, YAML
from icpcli.model.problem import IcpError, Text, refusal
from icpcli.render.words import LIST, Lang, in_language

_MOST = 3
_NO_COMMAND = Text("没有命令“{name}”", 'no command "{name}"')
_NO_OPTION = Text("没有选项 {name}", "no option {name}")
_MEANT = Text("：是不是 {words}？", ": did you mean {words}?")
_ALL_COMMANDS = Text("（{line} 列出全部命令）", " ({line} lists the commands)")
_ALL_OPTIONS = Text("（{line} 列出全部选项）", " ({line} lists the options)")
_TITLED = Text("{name}（{title}）", "{name} ({title})")
_NO_VALUE = Text("{name} 的值没有写（{value}）：{told}", "{name} needs a value ({value}): {told}")
_SWITCH = Text("{name} 是开关，后面不写值：{told}", "{name} is a switch and takes no value: {told}")
_MISSING = Text("缺少{value}：{told}", "{value} is missing: {told}")
_SUCH_AS = Text("。例如：{line}", ". For example: {line}")
_TOO_MANY = Text("多出了 {words}。用法：{line}", "more than expected: {words}. Usage: {line}")
_A_FILE = Text(
    "多出了 {words}。许可证文件、台账用 -l 指定：{line}",
    "more than expected: {words}. A license file or a ledger is named with -l: {line}",
)
_BEHIND = Text("{name} 写在命令后面：{line}", "{name} goes behind the command: {line}")
_UNCLEAR = Text("看不懂这条命令。用法：{line}", "this cannot be understood. Usage: {line}")
_UNUSABLE = Text("这个值不能用", "this value cannot be used")


def in_words(error: Any, context: Any) -> IcpError:
    """What Typer's error about the command of a context says, in both languages."""
    parameter = getattr(error, "param", None)
    name = parameter.opts[0] if parameter and parameter.opts else ""
    match type(error).__name__:
        case "NoSuchOption":
            return _both(lambda lang: _no_option(context, error.option_name, lang))
        case "BadOptionUsage":
            return _both(lambda lang: _no_value(context, error.option_name, lang))
        case "MissingParameter":
            return _both(lambda lang: _missing(context, parameter, lang))
        case "UnusableValue":
            return refusal("bad_usage", name, error.words)
        case "BadParameter":
            return refusal("bad_usage", name, _UNUSABLE)
        case _:
            return _both(lambda lang: _filled(_UNCLEAR, lang, line=usage(context, lang)))


def no_command(context: Any, name: str) -> IcpError:
    """What is raised for a name that is none of the commands of a context's group."""
    commands = [*context.command.list_commands(context)]
    return _both(lambda lang: _no_command(context, name, commands, lang))


def too_many(context: Any, words: Sequence[str]) -> IcpError:
    """What is raised for words that a command has no place for.

    Where an option took the next one for its value (`--within --all 30`), that is what is told.
    """
    names = {name for it in _options(context) for name in it.opts}
    taken = [it for it in _options(context) if _value(context, it) in names]
    if taken:
        return _both(lambda lang: _no_value(context, taken[0].opts[0], lang))
    typed = shlex.join(words)
    file = next((it for it in words if it.lower().endswith((*SHEETS, *YAML))), "")
    if file and any("--license" in it.opts for it in _options(context)):
        line = f"icp {path_of(context)} -l {shlex.quote(file)}"
        return _both(lambda lang: _filled(_A_FILE, lang, words=typed, line=line))
    return _both(lambda lang: _filled(_TOO_MANY, lang, words=typed, line=usage(context, lang)))


def option_before_command(context: Any) -> IcpError:
    """What is raised for an option in front of a command, where it would say nothing."""
    arguments = [*context.obj]
    start = 0
    for name in path_of(context).split():
        start = arguments.index(name, start) + 1
    end = arguments.index(context.invoked_subcommand, start)
    line = shlex.join(["icp", *arguments[:start], *arguments[end:], *arguments[start:end]])
    return _both(lambda lang: _filled(_BEHIND, lang, name=arguments[start], line=line))


def _both(said: Callable[[Lang], str]) -> IcpError:
    return refusal("bad_usage", "", Text(said("zh"), said("en")))


def _no_command(context: Any, name: str, commands: Sequence[str], lang: Lang) -> str:
    path = path_of(context)
    in_title = (it for it in commands if not path and name in LISTED[it].summary.zh)
    everyday = everyday_words.COMMANDS.get(name.lower(), ()) if not path else ()
    near = everyday or _near(name, commands) or [*in_title][:_MOST]
    words = _filled(_NO_COMMAND, lang, name=name)
    if not near:
        return words + _filled(_ALL_COMMANDS, lang, line=" ".join(filter(None, ("icp help", path))))
    titles = ((it, _summary(context, path, it, lang)) for it in near)
    return words + _filled(_MEANT, lang, words=_listed(titles, lang))


def _summary(context: Any, path: str, name: str, lang: Lang) -> str:
    if name == everyday_words.ALONE:
        return in_language(ALONE, lang)
    commands = getattr(context.command, "commands", {})
    return summary(commands.get(name), " ".join(filter(None, (path, name))), lang)


def _near(name: str, known: Iterable[str]) -> list[str]:
    """The known words that were begun, or that are like it; a letter alone begins too many."""
    names = [*known]
    begun = [it for it in names if len(name) > 1 and it.startswith(name)]
    return (begun or closest(name, names, _MOST))[:_MOST]


def _no_option(context: Any, name: str, lang: Lang) -> str:
    path, words = path_of(context), _filled(_NO_OPTION, lang, name=name)
    known = {opt.lstrip("-"): (opt, it) for it in _options(context) for opt in it.opts}
    formats = formats_of(path)
    if (format := name.lstrip("-")) in formats:
        meant = [(f"-f {format}", in_language(formats[format].purpose, lang))]
    else:
        everyday = [it for it in everyday_words.OPTIONS.get(format, ()) if it in known]
        near = (known[it] for it in (everyday or _near(format, known))[:1])
        meant = [(opt, _told(it, path, lang)) for opt, it in near]
    if meant:
        return words + _filled(_MEANT, lang, words=_listed(meant, lang))
    line = " ".join(filter(None, ("icp", path, "--help")))
    return words + _filled(_ALL_OPTIONS, lang, line=line)


def _no_value(context: Any, name: str, lang: Lang) -> str:
    """Of an option without its value, or of a switch with one."""
    path = path_of(context)
    option = next(it for it in _options(context) if name in it.opts)
    words = _told(option, path, lang)
    if getattr(option, "is_flag", False):
        return _filled(_SWITCH, lang, name=name, told=words)
    example = next(filter(None, (example_of(path, it) for it in option.opts)), None)
    told = _filled(_NO_VALUE, lang, name=name, value=metavar(option, lang), told=words)
    return told + _such_as(example, lang)


def _missing(context: Any, parameter: Any, lang: Lang) -> str:
    path = path_of(context)
    value, words = metavar(parameter, lang).removesuffix("..."), _told(parameter, path, lang)
    value = f" {value}" if lang == "zh" and value.isascii() else value
    told = _filled(_MISSING, lang, value=value, told=words)
    return told + _such_as(example_of(path), lang)


def _such_as(line: Text | None, lang: Lang) -> str:
    return _filled(_SUCH_AS, lang, line=in_language(line, lang)) if line else ""


def _value(context: Any, option: Any) -> str:
    """What an option was given, the last of several."""
    value = context.params.get(option.name)
    return str(value[-1] if isinstance(value, list) and value else value)


def _options(context: Any) -> Iterable[Any]:
    params = context.command.get_params(context)
    return (it for it in params if it.param_type_name == "option" and not it.hidden)


def _told(parameter: Any, path: str, lang: Lang) -> str:
    """What a parameter means, as it stands in brackets."""
    return told(parameter, path, lang).removesuffix(".")


def _listed(titles: Iterable[tuple[str, str]], lang: Lang) -> str:
    named = (_filled(_TITLED, lang, name=name, title=title) for name, title in titles)
    return in_language(LIST, lang).join(named)


def _filled(text: Text, lang: Lang, **values: object) -> str:
    return in_language(text, lang).format(**values)
