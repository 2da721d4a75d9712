"""What besides the deadlines `icp check` would fail on, as the screens of deadlines tell it."""

from collections import Counter
from collections.abc import Mapping, Sequence

from icpcli.model.deadline import Report
from icpcli.model.finding import Finding, Level
from icpcli.model.problem import Text
from icpcli.render.words import COLON, PAUSE, Lang, in_language, label, plural, say

_SAID_ABOVE = "expired"
"""The first lines of a screen say it of every license."""
_STYLES = {Level.CRITICAL: "red", Level.WARNING: "yellow"}
_MOST = 3
_COUNTED = Text("要注意的事项：{counts}", "To mind besides: {counts}")
_COUNT = Text("{n} 件{level}", "{n} {level}")
_MORE = Text("另有 {n} 件，icp check 全部列出", "and {n} more: icp check lists them all")
_ELSEWHERE = Text(
    "另有 {n} 件要注意的事项（{counts}）：icp check",
    "Besides, {n} {things} to mind ({counts}): icp check",
)


def to_mind(report: Report) -> Sequence[Finding]:
    """The findings of warning or worse, but for what the screen says anyway; the worst first."""
    return [one for one in report.findings if one.level in _STYLES and one.code != _SAID_ABOVE]


def is_breached(report: Report) -> bool:
    """Whether something is critical that has no deadline: then nothing is called fine."""
    return any(one.level is Level.CRITICAL for one in to_mind(report))


def elsewhere(report: Report, lang: Lang) -> str:
    """On one line, how many they are and which command lists them; nothing where there is none."""
    found = to_mind(report)
    things = plural("thing", len(found))
    counts = _counts(found, lang)
    return say(_ELSEWHERE, lang, n=len(found), things=things, counts=counts) if found else ""


def told_first(report: Report, names: Mapping[str, str], lang: Lang) -> list[tuple[str, str]]:
    """How many they are and the worst few, a line each, with how it is drawn."""
    found = to_mind(report)
    if not found:
        return []
    lines = [(say(_COUNTED, lang, counts=_counts(found, lang)), "bold")]
    for one in found[:_MOST]:
        parts = [
            label(one.level, lang).capitalize(),
            names.get(one.license.file, ""),
            say(one.message, lang),
        ]
        lines.append((in_language(COLON, lang).join(filter(None, parts)), _STYLES[one.level]))
    if (more := len(found) - _MOST) > 0:
        lines.append((say(_MORE, lang, n=more), ""))
    return lines


def _counts(found: Sequence[Finding], lang: Lang) -> str:
    counts = Counter(one.level for one in found)
    said = (
        say(_COUNT, lang, n=counts[level], level=label(level, lang))
        for level in _STYLES
        if counts[level]
    )
    return in_language(PAUSE, lang).join(said)
