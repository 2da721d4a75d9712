"""Workflow commands of GitHub Actions, which it shows beside the line of the license file.

It keeps ten annotations of a kind from one step and drops the rest without a word, so the tenth
says how many there are besides. What is due stands before what could not be read, and is never
folded away behind it: the bad rows of a ledger are one annotation.
"""

from collections.abc import Iterator, Mapping
from pathlib import PurePath
from typing import NamedTuple

from icpcli.model.problem import Text
from icpcli.model.verdict import Grade, Item, Verdict
from icpcli.render.check.words import GRADES, joined, when
from icpcli.render.unread import UnreadFile, by_file
from icpcli.render.words import Lang, in_language, names_of, one_line, say

KINDS = {
    Grade.OVERDUE: "error",
    Grade.CRITICAL: "error",
    Grade.WARNING: "warning",
    Grade.OK: "notice",
}
_AT_MOST = 9
_NOTE = Text("提示", "note")

_IN_A_MESSAGE = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_IN_A_PROPERTY = _IN_A_MESSAGE | {":": "%3A", ",": "%2C"}


class _Annotation(NamedTuple):
    kind: str
    file: str
    line: int
    title: str
    message: str
    unread: bool = False


def check_github(verdict: Verdict, lang: Lang) -> str:
    """The worst first, then what could not be read; of each kind nine, then one line for the rest."""
    licenses = [state.license for state in verdict.report.licenses]
    names = names_of(licenses) if len(licenses) > 1 else {}
    annotations = [
        *(
            _annotation(item, verdict.places, names, lang)
            for item in verdict.items
            if _is_said(item)
        ),
        *(_unread(unread, verdict.places, lang) for unread in by_file(verdict.unread)),
    ]
    return "".join(
        line
        for kind in dict.fromkeys(KINDS.values())
        for line in _lines([one for one in annotations if one.kind == kind], lang)
    )


def _is_said(item: Item) -> bool:
    """Whether it is at warning or worse, or a finding that only informs."""
    return item.grade is not Grade.OK or item.deadline is None


def _lines(annotations: list[_Annotation], lang: Lang) -> Iterator[str]:
    shown = _shown(annotations)
    for one in shown:
        line = f"line={one.line}," if one.line else ""  # the host counts from 1
        place = f"file={_property(PurePath(one.file).as_posix())},{line}"
        yield f"::{one.kind} {place if one.file else ''}{_titled(one.title, one.message)}"
    if more := len(annotations) - len(shown):
        words = in_language(Text(f"另有 {more} 项", f"and {more} more"), lang)
        yield f"::{annotations[0].kind} {_titled('icp check', words)}"


def _shown(annotations: list[_Annotation]) -> list[_Annotation]:
    """As many as the host keeps. One of them says what could not be read, if anything could not: an
    answer that is not whole says so."""
    unread = [one for one in annotations if one.unread]
    if len(annotations) <= _AT_MOST or not unread:
        return annotations[:_AT_MOST]
    due = [one for one in annotations if not one.unread][: _AT_MOST - 1]
    return [*due, *unread][:_AT_MOST]


def _titled(title: str, message: str) -> str:
    return f"title={_property(title)}::{_escaped(message, _IN_A_MESSAGE)}\n"


def _annotation(
    item: Item, places: Mapping[str, str], names: Mapping[str, str], lang: Lang
) -> _Annotation:
    """What an item is and when; of several licenses, whose it is as well."""
    file = item.license.path
    return _Annotation(
        kind=KINDS[item.grade],
        file=places.get(file, file),
        line=item.line,
        title=joined(
            [say(_NOTE if item.grade is Grade.OK else GRADES[item.grade], lang), item.id], lang
        ),
        message=joined(
            [names.get(item.license.file, ""), when(item, lang), say(item.title, lang)], lang
        ),
    )


def _unread(unread: UnreadFile, places: Mapping[str, str], lang: Lang) -> _Annotation:
    """The first problem of a file, or of the rows of a ledger; all of them are on stderr."""
    return _Annotation(
        kind=KINDS[Grade.OVERDUE],
        file=places.get(unread.file, unread.file),
        line=unread.first.line,
        title=joined([say(GRADES[Grade.UNKNOWN], lang), unread.code], lang),
        message=unread.words(say(unread.first.message, lang), lang),
        unread=True,
    )


def _property(text: str) -> str:
    return _escaped(one_line(text), _IN_A_PROPERTY)


def _escaped(text: str, signs: dict[str, str]) -> str:
    return "".join(signs.get(sign, sign) for sign in text)
