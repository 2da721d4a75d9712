"""What is wrong, where it stands, and what to write instead."""

from collections.abc import Iterable
from typing import Final, NamedTuple

UNREADABLE_ROW: Final = "unreadable_row"
"""The code of what is wrong with a row of a ledger; nothing else waits for it."""


class Text(NamedTuple):
    """Words in both languages of the program."""

    zh: str
    en: str

    def filled(self, **values: object) -> "Text":
        """These words, with values in place of the names in braces."""
        return Text(self.zh.format(**values), self.en.format(**values))


class Problem(NamedTuple):
    """One thing that is wrong.

    `file`, `line` and `column` (both counted from 1) say where; they are empty where the
    problem is not in a file. `line` is 0 where `file` names a cell of a sheet, or the
    message says which entry it is about. `path` names the field (`rules[3].due`) or the option (`--as-of`).
    """

    file: str
    line: int
    column: int
    path: str
    message: Text

    @property
    def placed(self) -> Text:
        """The message, its place in front: `license.yaml:12:5: rules[3].due: …`."""
        at = f":{self.line}:{self.column}" if self.line else ""
        place = f"{self.file}{at}: " if self.file else ""
        path = f"{self.path}: " if self.path else ""
        return Text(f"{place}{path}{self.message.zh}", f"{place}{path}{self.message.en}")


class IcpError(ValueError):
    """The question cannot be answered; `problems` says why, all of it at once.

    As a string it has a line for each of them, in English, with its place.

    `code` is a stable word for scripts: `invalid_license`, `invalid_notice`, `invalid_journal`,
    `invalid_certificate`, `no_license`, `bad_usage`, `bad_date`, `bad_entry`, `unknown_id`,
    `unknown_event`, `out_of_calendar`, `cannot_write`, `invalid_ledger`, `missing_extra`.
    """

    def __init__(self, code: str, problems: Iterable[Problem]) -> None:
        self.code = code
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(problem.placed.en for problem in self.problems))


def refusal(code: str, path: str, message: Text) -> IcpError:
    """An error that stands in no file: an option, an argument, a date out of range."""
    return IcpError(code, [Problem("", 0, 0, path, message)])
