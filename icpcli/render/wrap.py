"""Lines that fit a terminal: Chinese breaks anywhere, a date or an id never does.

Rich breaks on spaces only, which cuts a date in two inside a Chinese sentence.
"""

import re
from unicodedata import east_asian_width

_TOKEN = re.compile(r"[!-~]+|[ ]+|.", re.DOTALL)
_NEVER_FIRST = "，。、；：！？）》】”’"
_NEVER_LAST = "（《【“‘"


def cells(text: str) -> int:
    """The columns that `text` takes; a character of ambiguous width counts as two."""
    return sum(2 if east_asian_width(sign) in "WFA" else 1 for sign in text)


def wrap(text: str, width: int, hang: int = 0) -> list[str]:
    """`text` in lines of at most `width` columns, those after the first indented by `hang`."""
    lines: list[str] = []
    line = ""
    for word in _words(text, width - hang):
        if cells(line + word.rstrip()) <= width:
            line += word
        else:
            lines.append(line.rstrip())
            line = " " * hang + word.lstrip()
    return [filled for filled in [*lines, line.rstrip()] if filled] or [""]


def _words(text: str, width: int) -> list[str]:
    """What must stay on one line: a Western word, a Chinese sign with its punctuation."""
    words: list[str] = []
    for token in _TOKEN.findall(text):
        glued = words and (token in _NEVER_FIRST or words[-1][-1] in _NEVER_LAST or token.isspace())
        if glued and cells(words[-1] + token.rstrip()) <= width:
            words[-1] += token
        else:
            words += _pieces(token, width)
    return words


def _pieces(token: str, width: int) -> list[str]:
    """A token that is wider than the line, cut: an id before its date and at hyphens, then anywhere."""
    if cells(token) <= width:
        return [token]
    pieces = re.findall(r"@?\d{4}-\d{2}-\d{2}(?:\.\d+)?|[^-@]+-?|@|-", token)
    return [piece[i : i + width] for piece in pieces for i in range(0, len(piece), max(width, 1))]
