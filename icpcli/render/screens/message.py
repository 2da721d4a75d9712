"""A message on a terminal: in lines that fit, with dates, ids and paths whole, and a command to copy
on a line of its own where it does not fit behind the words before it.
"""

import os
import re
from collections.abc import Iterator

from icpcli.render.screens.wrap import cells, wrap

_GOES_ON = "" if os.name == "nt" else " \\"
"""What a shell takes for the end of a line within a command; those of Windows do not agree on one."""
_HANG = 2
_STOPS = "，；。、,;."
_OPENING, _CLOSING = ("（", "("), ("）", ")")

_SIGN = r"[^\s，；。、：（）()“”\"]"
_QUOTED = r"'[^']*'"  # 'my folder/license.yaml'
_PATH = (
    rf"{_SIGN}*(?:[/\\]|\.[a-z]{{2,5}}\b)(?:{_SIGN}*[^\s，；。、：（）()“”\",;:.])?"  # a/示例.yaml
)
_FORMAL = (
    r"[!-~]*[A-Z0-9@=_|][!-~]*?(?=[,;:.)!?]*(?:\s|$|[^!-~]))"  # renewal@2028, FILE; no English word
)
_TO_FILL_IN = "日期|编号|起始日|届满日|文件夹|标识|原因"
_WHOLE = re.compile(
    # icp record address-change --on 2026-10-08 -l a.yaml, mv a.yaml b.yaml
    r"(?P<command>(?:icp [a-z]+|mv|pip install)"
    rf"(?: (?:{_QUOTED}|-[a-z-]+|[a-z][a-z-]*(?= -)|{_PATH}|{_FORMAL}|{_TO_FILL_IN}))+)"
    rf"|(?<![^\s（(：“\"]){_PATH}"
)


def message_lines(text: str, width: int) -> list[str]:
    """A message in lines of at most `width` columns, those after the first indented.

    A path, an id or a word of a command that is wider than that alone stays whole: cut, it could not
    be copied.
    """
    return [text] if cells(text) <= width else [*_lines(text, width)]


def commands_in(text: str) -> Iterator[tuple[int, int]]:
    """Where the commands to copy begin and end in a message."""
    for found in _WHOLE.finditer(text):
        if found["command"] and _stands_alone(text[: found.start()], text[found.end() :]):
            yield found.span()


def _lines(text: str, width: int) -> Iterator[str]:
    """The words before the first command that does not fit behind them, the command, and the rest."""
    for found in _WHOLE.finditer(text):
        command, before, behind = found["command"], text[: found.start()], text[found.end() :]
        if not command or not _stands_alone(before, behind):
            continue
        if _fits(before, command + behind[:1].strip(), width):
            continue
        if before.endswith(_OPENING) and behind.startswith(_CLOSING):
            before, behind = before[:-1], behind[1:]
        if before.strip():
            yield from wrap(before.rstrip(), width, _HANG, _WHOLE)
        yield from command_lines(command, width)
        if rest := behind.lstrip(_STOPS).strip():
            yield from _lines(" " * _HANG + rest, width)
        return
    yield from wrap(text, width, _HANG, _WHOLE)


def _fits(before: str, command: str, width: int) -> bool:
    return cells(wrap(before, width, _HANG, _WHOLE)[-1] + " " + command) <= width


def _stands_alone(before: str, behind: str) -> bool:
    """Whether a command is there to be copied, and is no word of a sentence."""
    opened = before.removesuffix(_OPENING[0]).removesuffix(_OPENING[1])
    follows = opened != before or not opened.strip() or opened[-1] in f" {_STOPS}：:"
    return follows and (not behind or behind.lstrip()[0] in (*_STOPS, *_OPENING, *_CLOSING))


def command_lines(command: str, width: int) -> list[str]:
    """A command on a line of its own; one that is too wide goes on behind a backslash, as in a shell."""
    indent = " " * _HANG
    if cells(indent + command) <= width or not _GOES_ON:
        return [indent + command]
    first, *parts = re.findall(rf"(?:-\S+ (?!-))?(?:{_QUOTED}|\S+)", command)
    lines = [indent + first]
    for part in parts:
        longer = f"{lines[-1]} {part}"
        if cells(longer + _GOES_ON) <= width:
            lines[-1] = longer
        else:
            lines[-1] += _GOES_ON
            lines.append(2 * indent + part)
    return lines
