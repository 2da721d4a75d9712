"""A text that was set in columns, put back into the order in which it is read.

Two columns of clauses that were copied line by line; a label of several lines in the middle beside
its value, as in the cells of a table.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple
from unicodedata import east_asian_width

from icpcli.files.chinese_print import fold
from icpcli.importers.certificate.clauses import spaced
from icpcli.importers.certificate.pages import Pages, pages_of
from icpcli.license.form import Form

_LINE_END = re.compile(r"\r\n?|[\n\f\v\x85\u2028\u2029]")
_GAP = re.compile(r"(?<=\S)(?:[ \u3000]{3,}|[ \u3000]*\t[ \t\u3000]*)(?=\S)")
"""What stands between two columns: three blanks or more, or a tab."""
_INDENTED = re.compile(r"(?:[ \u3000]{4,}|\t+\s*)\S")
_LEAST_LINES = 4
_LEAST_SIGNS = 6
_MOST_BETWEEN = 2
_LONGEST_BLOCK = 8
_SHORTEST_LABEL = 6
_MOST_LABELS = 1000
_SAME_COLUMN = 4


def in_reading_order(text: str, form: Form) -> str:
    """The text with its columns one after the other, and each label before its whole value."""
    lines = _LINE_END.split(text)
    if len(_GAP.findall(text)) >= _LEAST_LINES:
        lines = list(_columns_apart(lines, form))
    return "\n".join(_labels_together(lines, form))


def _columns_apart(lines: Sequence[str], form: Form) -> Iterator[str]:
    """The lines; of clauses in two columns first all on the left, then all on the right.

    Where one page is in two columns, the few lines of a later one are, too.
    """
    pages = pages_of(form)
    start, known = 0, False
    while start < len(lines):
        end = _end_of_columns(lines, start, pages)
        sides = [_sides(line) for line in lines[start:end]]
        known = known or _is_two_columns(sides, form)
        labels = any(fold(left).endswith(":") for left, _ in sides)
        if known and any(map(all, sides)) and not labels:
            yield from (left for left, _ in sides if left)
            yield from (right for _, right in sides if right)
        else:
            yield from lines[start:end]
        start = end


def _end_of_columns(lines: Sequence[str], start: int, pages: Pages) -> int:
    """Where a block ends that may be two columns of one page; at least one line is taken."""
    widest = column = 0
    for i in range(start, len(lines)):
        line = lines[i]
        left, right = _sides(line)
        at = _columns(line, len(line.rstrip()) - len(right))
        if pages.is_printed_on_each(" ".join(fold(line).split())):
            return max(i, start + 1)
        if left and right:
            widest, column = max(widest, len(left)), column or at
        elif left or right:
            fits = len(left) <= widest + 2 if left else abs(at - column) <= _SAME_COLUMN
            if not (column and fits):
                return max(i, start + 1)
    return len(lines)


def _sides(line: str) -> tuple[str, str]:
    """What stands on the left and on the right; all of it on one side where there is no gap."""
    gap = _GAP.search(line)
    if gap:
        return line[: gap.start()].strip(), line[gap.end() :].strip()
    return ("", line.strip()) if _INDENTED.match(line) else (line.strip(), "")


def _is_two_columns(sides: Sequence[tuple[str, str]], form: Form) -> bool:
    """Whether the lines of a block are clauses on both sides, and no labels beside their values."""
    both = [it for it in sides if all(it)]
    if len(both) < _LEAST_LINES:
        return False
    for i in (0, 1):
        said = "".join("".join(it[i] for it in sides).split())
        wide = sum(len(it[i]) for it in both) >= _LEAST_SIGNS * len(both)
        if not (wide and any(name in said for name in form.addressees)):
            return False
    return True


class _Spread(NamedTuple):
    """A label over several lines: where it ends, at which column its value stands, and the value."""

    label: str
    end: int
    column: int
    value: list[str]


def _labels_together(lines: list[str], form: Form) -> Iterator[str]:
    """The lines, with each label that stands in pieces beside its value put before all of it."""
    labels = [it for words in form.labels.values() for it in words if len(it) >= _SHORTEST_LABEL]
    labels.sort(key=len, reverse=True)
    shown = fold("\n".join(lines)).split("\n")
    heads = tuple({label[0] for label in labels})
    begin = [i for i, line in enumerate(shown) if line.lstrip().startswith(heads)]
    done = 0
    for i in begin[:_MOST_LABELS]:
        spread = (_spread(lines, shown, i, it) for it in labels if i >= done)
        if found := next(filter(None, spread), None):
            above = _above(lines[max(done, i - _LONGEST_BLOCK) : i], found.column)
            yield from lines[done : i - above]
            yield from (f"{found.label}:", *lines[i - above : i], *found.value)
            done = found.end
    yield from lines[done:]


def _spread(lines: Sequence[str], shown: Sequence[str], start: int, label: str) -> _Spread | None:
    """The label in pieces from a line on, where a piece has some of the value beside it."""
    rest, value, between, column = label, list[str](), 0, 0
    for i in range(start, min(start + _LONGEST_BLOCK, len(lines))):
        line = lines[i]
        if piece := _end_of_piece(shown[i], rest):
            rest, said = rest[piece[0] :], line[piece[1] :]
            if not rest:
                return _Spread(label, i + 1, column, [*value, said]) if column else None
            if said.strip():
                column = column or _columns(line, len(line) - len(said.lstrip()))
        elif value and between < _MOST_BETWEEN:
            said, between = line, between + bool(line.strip())
        else:
            return None
        value.append(said)
    return None


def _end_of_piece(shown: str, label: str) -> tuple[int, int] | None:
    """How much of a label a folded line begins with, and where on the line that ends."""
    if shown.lstrip()[:1] != label[0]:
        return None
    found = _beginning(label).match(shown)
    return (min(len("".join(found[0].split())), len(label)), found.end()) if found else None


@lru_cache
def _beginning(label: str) -> re.Pattern[str]:
    """The whole of a label with its colon, or two signs of it at least and then a blank."""
    signs = [re.escape(sign) for sign in label]
    some = "".join(f"(?:\\s?{sign}" for sign in signs[2:-1]) + ")?" * len(signs[2:-1])
    begins = r"\s?".join(signs[:2])
    return re.compile(rf"\s*(?:{spaced(label)}(?:\s*:|(?=\s|$))|{begins}{some}(?=\s|$))")


def _above(lines: Sequence[str], column: int) -> int:
    """How many of the last lines are the value's, too: those that begin where it does."""
    n = 0
    for line in reversed(lines):
        indent = len(line) - len(line.lstrip())
        if not line.strip() or not indent or abs(_columns(line, indent) - column) > _SAME_COLUMN:
            break
        n += 1
    return n


def _columns(line: str, end: int) -> int:
    """How many columns of a screen the first signs of a line take up."""
    return sum(2 if east_asian_width(sign) in "WF" else 1 for sign in line[:end])
