"""What an option or an argument takes, where it can be listed: closed words, files, what is in one's own
license."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from icpcli.cli.command_list import formats_of
from icpcli.model.problem import IcpError, Text

if TYPE_CHECKING:
    from icpcli.cli.question import Question


class Offered(NamedTuple):
    """A word that can be typed, and what it is."""

    value: str
    told: Text


FILES = Offered(":files", Text("", ""))
"""The path of a file or a folder, which a shell knows better."""

_NOTHING = Text("", "")
_TODAY, _YESTERDAY = Text("今天", "today"), Text("昨天", "yesterday")
_WHICH = ("license", "journal", "company", "owner", "number", "kind", "as_of")
"""The options that say which licenses are meant."""


def offered(parameter: Any, path: str, typed: Sequence[str]) -> list[Offered]:
    """What a parameter of the command `path` takes; nothing where that cannot be said.

    `typed` are the words of the line: -l and the like say whose deadlines are meant.
    """
    metavar = _bare(parameter.metavar or "")
    if parameter.name == "format":
        return [Offered(name, it.purpose) for name, it in formats_of(path).items()]
    if "|" in metavar:
        return [Offered(word, _NOTHING) for word in metavar.split("|")]
    if metavar in _PATHS:
        return [FILES]
    kinds = (f"{path} {metavar}", f"{path} {parameter.name}", parameter.name, metavar)
    find = next((_FOUND[kind] for kind in kinds if kind in _FOUND), None)
    # A broken license is told of when the command is run, not while it is typed.
    with suppress(IcpError):
        return [*find(_question(typed))] if find else []
    return []


def _bare(metavar: str) -> str:
    """`EVENT` of `[EVENT[=DATE]]...`"""
    return re.sub(r"\[?=DATE\]?|[\[\]]|\.\.\.$", "", metavar)


def _question(typed: Sequence[str]) -> "Question":
    """What the line asks about, as far as it was typed."""
    from icpcli.cli.arguments import last_value
    from icpcli.cli.options import Options
    from icpcli.cli.question import Question
    from icpcli.render.formats.table import NONE

    given: dict[str, Any] = {}
    for name in _WHICH:
        option = f"--{name.replace('_', '-')}"
        if value := last_value(typed, "-l" if name == "license" else option, option, ""):
            given[name] = value
    if "license" in given:
        given["license"] = [Path(given["license"])]
    if "journal" in given:
        given["journal"] = Path(given["journal"])
    return Question(Options(**given), NONE, example=False, lenient=True)


def _deadlines(question: "Question") -> Iterable[Offered]:
    """What is open, the nearest first, with its day: zsh shows equal words on one line."""
    if question.own_paths:
        for one in question.report().deadlines:
            if one.is_open:
                zh, en = one.rule.title
                yield Offered(one.id, Text(f"{one.file_by} {zh}", f"{one.file_by} {en}"))


def _deadlines_and_rules(question: "Question") -> Iterable[Offered]:
    yield from _deadlines(question)
    yield from _once((rule.id, rule.title) for it in question.licenses for rule in it.rules)


def _events(question: "Question") -> Iterable[Offered]:
    return _once(event for it in question.licenses for event in it.recordable.items())


def _rule_sets(question: "Question") -> Iterable[Offered]:
    from icpcli.files.rule_set_files import set_files
    from icpcli.license.rule_sets import read_rule_set

    files: dict[str, Path] = {}
    for license in question.own_paths or [Path("license.yaml")]:
        files |= set_files(license)
    for path in files.values():
        with suppress(IcpError):
            one = read_rule_set(path)
            yield Offered(one.id, one.title)


def _kinds(question: "Question") -> Iterable[Offered]:
    from icpcli.license.paper_kinds import paper_kinds

    return (Offered(one.id, one.title) for one in paper_kinds())


def _days(question: "Question") -> Iterable[Offered]:
    yield Offered(str(question.day), _TODAY)
    yield Offered(str(question.day - timedelta(days=1)), _YESTERDAY)


def _entries(question: "Question") -> Iterable[Offered]:
    """The numbers in the journal, the last entry first: that is the one to be undone."""
    from icpcli.cli.journal_files import journal_of
    from icpcli.journal.file import read_journal

    if len(question.licenses) != 1:
        return
    license = question.licenses[0]
    records = read_journal(journal_of(license, question.options.journal).path, license)
    for one in reversed(records):
        words = f"{one.act} {one.subject} {one.on or ''}".strip()
        yield Offered(str(one.number), Text(words, words))


def _companies(question: "Question") -> Iterable[Offered]:
    return _once((it.company, Text(it.holder, it.holder)) for it in question.licenses)


def _owners(question: "Question") -> Iterable[Offered]:
    return _once((it.owner, _NOTHING) for it in question.licenses if it.owner)


def _numbers(question: "Question") -> Iterable[Offered]:
    return _once((it.number, Text(it.holder, it.holder)) for it in question.licenses)


def _once(named: Iterable[tuple[str, Text]]) -> Iterable[Offered]:
    return (Offered(*it) for it in dict(named).items())


_PATHS = ("CERTIFICATE", "FILE", "LEDGER", "NOTICE", "PATH")
_FOUND: Mapping[str, Callable[["Question"], Iterable[Offered]] | None] = {
    "DATE": _days,
    "EVENT": _events,
    "FIRST": _days,
    "ID": _deadlines,
    "KIND": _kinds,
    "LAST": _days,
    "SET": _rule_sets,
    "YYYY-MM-DD": _days,
    "company": _companies,
    "number": _numbers,
    "owner": _owners,
    "explain ID": _deadlines_and_rules,
    "init number": None,  # that of a license which is not there yet
    "undo N": _entries,
}
"""By the word that stands for the value, by the name of the option, or by either behind its command."""
