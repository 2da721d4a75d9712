"""Lines that fit a terminal: Chinese breaks anywhere, a date or an id never does.

Rich breaks on spaces only, which cuts a date in two inside a Chinese sentence.
"""

import os
import re
from collections.abc import Iterator
from functools import lru_cache
from unicodedata import east_asian_width

QUOTED = r"'[^']*'"
"""A word of a command with blanks in it: 'my folder/license.yaml'."""
_INDENT = "  "
_GOES_ON = "" if os.name == "nt" else " \\"
"""What a shell takes for the end of a line within a command; those of Windows do not agree on one."""
_TOKEN = re.compile(
    # icp event, 京ICP证130204号, 沪B2-20220457, 2026-11-06 周五, 2026-11-06 Fri
    r"\bicp [a-z]+|[\u4e00-\u9fff](?:ICP[证备]\d+号(?:-\d+)?|[A-Z]\d?-\d+号?)|\d{4}-\d{2}-\d{2} (?:周[一二三四五六日]|[A-Z][a-z]{2}\b)|[!-~]+|[ ]+|.",
    re.ASCII | re.DOTALL,
)
_PIECE = re.compile(r"@?\d{4}-\d{2}-\d{2}(?:\.\d+)?|@\d{4}|[^-@]+-?|@|-")
_SYMBOLS = "\u2600"
_NEVER_FIRST = "，。、；：！？）》】”’·"
_NEVER_FIRST_OF_A_WORD = ",;:.!?)]"
"""Of a Western word: behind a Chinese sign it would begin the next line."""
_NEVER_LAST = "（《【“‘("
_UNITS = "年月日天小个项条次份号"
"""What a number before it is read with."""


def cells(text: str) -> int:
    """The columns that `text` takes; where it is not certain, a character counts as two."""
    return len(text) if text.isascii() else sum(map(_columns, text))


def wrap(text: str, width: int, hang: int = 0, whole: re.Pattern[str] | None = None) -> list[str]:
    """`text` in lines of at most `width` columns, those after the first indented by `hang`.

    What matches `whole` is never cut but at its spaces, however narrow the lines are.
    """
    hang = min(hang, width // 2)
    lines: list[str] = []
    line, used = "", 0
    for word in _words(text, width - hang, whole):
        if used and used + cells(word.rstrip()) > width:
            lines.append(line.rstrip())
            line, used = " " * hang, hang
            word = word.lstrip()
        line += word
        used += cells(word)
    return [filled for filled in [*lines, line.rstrip()] if filled] or [""]


def to_copy(command: str, width: int) -> list[str]:
    """A command in lines of at most `width` columns; each but the last goes on behind a backslash, as
    in a shell, those after the first indented. A word that is wider stays whole."""
    if cells(command) <= width or not _GOES_ON:
        return [command]
    first, *parts = _of_a_command(command, width - len(_INDENT) - len(_GOES_ON))
    lines = [first]
    for part in parts:
        longer = f"{lines[-1]} {part}"
        if cells(longer + _GOES_ON) <= width:
            lines[-1] = longer
        else:
            lines[-1] += _GOES_ON
            lines.append(_INDENT + part if cells(_INDENT + part) <= width else part)
    return lines


def _of_a_command(command: str, width: int) -> Iterator[str]:
    """The words of a command, an option with its value where there is room for both."""
    for part in re.findall(rf"(?:-\S+ (?!-))?(?:{QUOTED}|\S+)", command):
        yield from [part] if cells(part) <= width else re.findall(rf"{QUOTED}|\S+", part)


def by_words(line: str, width: int) -> list[str]:
    """A line broken at its spaces only: what is typed is not cut."""
    lines: list[str] = []
    for word in line.split(" "):
        if lines and cells(f"{lines[-1]} {word}") <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def longest_word(text: str) -> int:
    """The columns of the widest word, date or id in a text, which a line should hold whole."""
    return max((cells(token) for token in _TOKEN.findall(text)), default=0)


def _words(text: str, width: int, whole: re.Pattern[str] | None) -> list[str]:
    """What must stay on one line: a Western word, a Chinese sign with its punctuation, what is whole."""
    words: list[str] = []
    for token, kept in _tokens(text, whole):
        glued = words and (_stays_behind(words[-1], token) or words[-1][-1] in _NEVER_LAST)
        if glued and cells(words[-1] + token.rstrip()) <= width:
            words[-1] += token
        elif kept:
            words += _parts(token, width)
        else:
            words += _pieces(token, width)
    return words


def _tokens(text: str, whole: re.Pattern[str] | None) -> Iterator[tuple[str, bool]]:
    """The smallest parts of a text, and whether each is one to be kept whole."""
    start = 0
    for found in whole.finditer(text) if whole else ():
        for token in _TOKEN.findall(text, start, found.start()):
            yield token, False
        yield found[0], True
        start = found.end()
    for token in _TOKEN.findall(text, start):
        yield token, False


def _stays_behind(word: str, token: str) -> bool:
    """Whether a token may not begin the line after a word."""
    mark = token in _NEVER_FIRST or token.isspace() or (token in _UNITS and word[-1].isdigit())
    return mark or (token[0] in _NEVER_FIRST_OF_A_WORD and not word[-1].isspace())


def _pieces(token: str, width: int) -> list[str]:
    """A token that is wider than the line, cut: an id before its `@` and at hyphens, then anywhere."""
    if cells(token) <= width:
        return [token]
    pieces = _PIECE.findall(token)
    return [piece[i : i + width] for piece in pieces for i in range(0, len(piece), max(width, 1))]


def _parts(token: str, width: int) -> list[str]:
    """What is kept whole; where it is wider than the line, its words."""
    return [token] if cells(token) <= width else re.findall(r"\S+ *", token)


@lru_cache(maxsize=4096)
def _columns(sign: str) -> int:
    """One or two. From U+2600 on, newer versions of Unicode widen what Python still calls narrow."""
    width = east_asian_width(sign)
    return 2 if width in "WFA" or (width == "N" and sign >= _SYMBOLS) else 1
