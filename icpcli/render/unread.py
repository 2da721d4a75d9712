"""What could not be used, as a message names it: the bad rows of one ledger together, as one thing.

A ledger with twelve bad rows is one matter for whoever reads, and must not crowd out what is due.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from icpcli.model.problem import UNREADABLE_ROW, Problem, Text
from icpcli.model.verdict import Unread
from icpcli.render.words import Lang, first_of, listed, one_line, say

_MOST_PLACES = 3
_ROWS = Text("{n} 行读不出（{places}）：{first}", "{n} rows cannot be read ({places}): {first}")
_LINE = Text("第 {n} 行", "line {n}")
_AMONG_OTHERS = Text("{places} 等", "{places} and others")


class UnreadFile(NamedTuple):
    """A file that could not be used, or what could not be used of a ledger, each row of it as one."""

    unread: tuple[Unread, ...]

    @property
    def code(self) -> str:
        """The stable word for what is wrong, the same for all of it."""
        return self.unread[0].code

    @property
    def first(self) -> Problem:
        """The first of its problems."""
        return self.unread[0].problems[0]

    @property
    def file(self) -> str:
        """The file; of a cell of a workbook, the workbook that it stands in."""
        return _sheet_of(self.first).rpartition(":")[0] if _is_cell(self.first) else self.first.file

    def words(self, first: str, lang: Lang) -> str:
        """What is wrong, `first` being the words of the first problem: of several rows their number and
        the first places as well."""
        if len(self.unread) == 1:
            return first_of(first, len(self.unread[0].problems), lang)
        places = listed((_place(it.problems[0], lang) for it in self.unread[:_MOST_PLACES]), lang)
        if len(self.unread) > _MOST_PLACES:
            places = say(_AMONG_OTHERS, lang, places=places)
        return say(_ROWS, lang, n=len(self.unread), places=places, first=first)


def by_file(unread: Iterable[Unread]) -> Sequence[UnreadFile]:
    """The rows of one ledger together, everything else by itself, in the order in which it comes."""
    files: dict[tuple[str, ...], list[Unread]] = {}
    for i, one in enumerate(unread):
        sheet = _sheet_of(one.problems[0])
        files.setdefault((sheet,) if one.code == UNREADABLE_ROW else (sheet, str(i)), []).append(
            one
        )
    return [UnreadFile(tuple(rows)) for rows in files.values()]


def _is_cell(problem: Problem) -> bool:
    """Whether it stands in a cell of a workbook: `ledger.xlsx:Sheet1!D9`."""
    return not problem.line and "!" in problem.file


def _sheet_of(problem: Problem) -> str:
    return problem.file.rpartition("!")[0] if _is_cell(problem) else problem.file


def _place(problem: Problem, lang: Lang) -> str:
    if _is_cell(problem):
        return one_line(problem.file.rpartition("!")[2])
    return say(_LINE, lang, n=problem.line)
