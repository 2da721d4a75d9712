"""A message on a terminal: in lines that fit, with dates, ids and paths whole, and a command to copy
on a line of its own where it does not fit behind the words before it.
"""

import re
from collections.abc import Iterator

from icpcli.render.screens.wrap import QUOTED, cells, to_copy, wrap

_HANG = 2
_STOPS = "，；。、,;."
_OR = (" 或 ", " or ")
_OPENING, _CLOSING = ("（", "("), ("）", ")")

_SIGN = r"[^\s，；。、：（）()“”\"]"
_PATH = (
    rf"{_SIGN}*(?:[/\\]|\.[a-z]{{2,5}}\b)(?:{_SIGN}*[^\s，；。、：（）()“”\",;:.])?"  # a/示例.yaml
)
_FORMAL = (
    r"[!-~]*[A-Z0-9@=_][!-~]*?(?=[,;:.)!?]*(?:\s|$|[^!-~]))"  # renewal@2028, FILE; no English word
)
_TO_FILL_IN = "日期|编号|起始日|届满日|文件夹|标识|原因"
_WHOLE = re.compile(
    # icp record address-change --on 2026-10-08 -l a.yaml, mv a.yaml b.yaml
    r"(?P<command>(?:icp [a-z]+|mv|pip install)"
    rf"(?: (?:{QUOTED}|--answer (?:yes|no)\b|-[a-z-]+|[a-z][a-z-]*(?= -)|{_PATH}|{_FORMAL}|{_TO_FILL_IN}))+)"
    rf"|(?<![^\s（(：“\"]){_PATH}"
)


def message_lines(text: str, width: int) -> list[str]:
    """A message in lines of at most `width` columns, those after the first indented.

    A path, an id or a word of a command that is wider than that alone stays whole: cut, it could not
    be copied.
    """
    return [text] if cells(text) <= width else [*_lines(text, width)]


def commands_in(text: str) -> Iterator[tuple[int, int]]:
    """Where the commands to copy begin and end in a message: those that are no words of a sentence."""
    for found in _WHOLE.finditer(text):
        start, end = found.span()
        if found["command"] and _stands_alone(text[max(start - 2, 0) : start], text[end : end + 4]):
            yield start, end


def _stands_alone(before: str, behind: str) -> bool:
    """Whether the signs on each side part a command from the words: stops, or the word for *or*."""
    opened = before.removesuffix(_OPENING[0]).removesuffix(_OPENING[1])
    follows = opened != before or not opened.strip() or opened[-1] in f" {_STOPS}：:"
    parts = (*_STOPS, *_OPENING, *_CLOSING)
    return follows and (not behind or behind.lstrip()[:1] in parts or behind.startswith(_OR))


def _lines(text: str, width: int) -> Iterator[str]:
    """The words before each command that does not fit behind them, the command, and what follows."""
    line, told = "", 0
    for start, end in commands_in(text):
        before, command = line + text[told:start], text[start:end]
        *done, line = wrap(before, width, _HANG, _WHOLE) if before.strip() else [before]
        yield from done
        told = end
        space = " " if before.endswith(" ") and line.strip() else ""
        if cells(line + space + command + text[end : end + 1].strip()) <= width:
            line += space + command
            continue
        if line.endswith(_OPENING) and text[end : end + 1] in _CLOSING:
            line, told = line[:-1], told + 1
        yield from filter(str.strip, [line])
        yield from (" " * _HANG + it for it in to_copy(command, width - _HANG))
        line = " " * _HANG
        told = next((i for i in range(told, len(text)) if text[i] not in f"{_STOPS} "), len(text))
    if rest := (line + text[told:]).rstrip():
        yield from wrap(rest, width, _HANG, _WHOLE)
