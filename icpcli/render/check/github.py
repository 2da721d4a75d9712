"""Workflow commands of GitHub Actions, which it shows beside the line of the license file.

It keeps ten annotations of a kind from one step and drops the rest without a word, so the tenth
says how many there are besides.
"""

from collections.abc import Iterator, Mapping
from pathlib import PurePath
from typing import NamedTuple

from icpcli.model.problem import Text
from icpcli.model.verdict import Grade, Item, Unread, Verdict
from icpcli.render.check.words import GRADES, joined, when
from icpcli.render.words import Lang, first_of, in_language, one_line, say

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


def check_github(verdict: Verdict, lang: Lang) -> str:
    """The worst first; of each kind nine, then one line for the rest."""
    annotations = [
        *(_unread(unread, verdict.places, lang) for unread in verdict.unread),
        *(_annotation(item, verdict.places, lang) for item in verdict.items if _is_said(item)),
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
    for one in annotations[:_AT_MOST]:
        line = f"line={one.line}," if one.line else ""  # the host counts from 1
        place = f"file={_property(PurePath(one.file).as_posix())},{line}"
        yield f"::{one.kind} {place if one.file else ''}{_titled(one.title, one.message)}"
    if (more := len(annotations) - _AT_MOST) > 0:
        words = in_language(Text(f"另有 {more} 项", f"and {more} more"), lang)
        yield f"::{annotations[0].kind} {_titled('icp check', words)}"


def _titled(title: str, message: str) -> str:
    return f"title={_property(title)}::{_escaped(message, _IN_A_MESSAGE)}\n"


def _annotation(item: Item, places: Mapping[str, str], lang: Lang) -> _Annotation:
    file = item.license.path
    return _Annotation(
        kind=KINDS[item.grade],
        file=places.get(file, file),
        line=item.line,
        title=joined(
            [say(_NOTE if item.grade is Grade.OK else GRADES[item.grade], lang), item.id], lang
        ),
        message=joined([when(item, lang), say(item.title, lang)], lang),
    )


def _unread(unread: Unread, places: Mapping[str, str], lang: Lang) -> _Annotation:
    """The first problem of a file; all of them are on stderr."""
    problem = unread.problems[0]
    return _Annotation(
        kind="error",
        file=places.get(problem.file, problem.file),
        line=problem.line,
        title=joined([say(GRADES[Grade.UNKNOWN], lang), unread.code], lang),
        message=first_of(say(problem.message, lang), len(unread.problems), lang),
    )


def _property(text: str) -> str:
    return _escaped(one_line(text), _IN_A_PROPERTY)


def _escaped(text: str, signs: dict[str, str]) -> str:
    return "".join(signs.get(sign, sign) for sign in text)
