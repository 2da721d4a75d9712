"""Words that a form is known to say, found in a certificate, whatever period they give there."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from icpcli.calendar.periods import MAX_COUNT
from icpcli.files.chinese_print import NUMBER, fold, number
from icpcli.importers.certificate.clauses import Clause

_UNITS = {
    "个工作日": "working day",
    "工作日": "working day",
    "个月": "month",
    "日": "day",
    "天": "day",
    "年": "year",
}
_PERIOD = rf"(?P<n>{NUMBER})(?P<unit>{'|'.join(_UNITS)})"
_QUARTER = r"第(?P<quarter>[一二三四1234])季度"
_COUNT = re.compile(f"{_PERIOD}|{_QUARTER}")
_PUNCTUATION = ",.;:、。\"'《》<>【】()"
_ANY_PUNCTUATION = f"[{re.escape(_PUNCTUATION)}]?"


class Passage(NamedTuple):
    """Words of the certificate, and the number of the clause that holds them.

    `span` is the period or the quarter that they give, as the license file writes it but for the
    direction: `90 days`, `Q1`. Empty where they give none, or one that cannot be counted.
    `sentence` is the whole sentence, folded; `sure`, whether the number is its own for certain.
    """

    clause: str
    quote: str
    span: str
    sentence: str
    sure: bool


def find(words: str, clauses: Sequence[Clause]) -> list[Passage]:
    """Where the clauses say `words`, each different reading once.

    `words` may hold one period (`提前90日`) or quarter; the certificate's own may be any other.
    Punctuation need not be the same.
    """
    pattern = re.compile(_pattern(fold(words)))
    found: dict[tuple[str, str], Passage] = {}
    for clause in clauses:
        if len(clause.text) < len(words) // 2:
            continue  # Too short for them, whatever the period and the punctuation.
        shown = fold(clause.text)
        for match in pattern.finditer(shown):
            quote = clause.text[slice(*match.span())].strip(_PUNCTUATION + "，；：（")
            sentence = _sentence(shown, *match.span())
            span = _span(match.groupdict())
            passage = Passage(clause.number, quote, span, sentence, clause.sure)
            found.setdefault((passage.clause, passage.span), passage)
    return list(found.values())


def _sentence(text: str, start: int, end: int) -> str:
    stop = text.find("。", end)
    return text[text.rfind("。", 0, start) + 1 : stop if stop >= 0 else len(text)]


def holds_a_count(words: str) -> bool:
    """Whether `words` hold a period or a quarter."""
    return _COUNT.search(fold(words)) is not None


def _pattern(words: str) -> str:
    count = _COUNT.search(words)
    if not count:
        return _literally(words)
    kind = _PERIOD if count["n"] else _QUARTER
    return f"{_literally(words[: count.start()])}{kind}{_literally(words[count.end() :])}"


def _literally(words: str) -> str:
    return "".join(_ANY_PUNCTUATION if sign in _PUNCTUATION else re.escape(sign) for sign in words)


def _span(found: dict[str, str | None]) -> str:
    if quarter := found.get("quarter"):
        return f"Q{number(quarter)}"
    n = number(found.get("n") or "") or 0
    if not 0 < n <= MAX_COUNT:
        return ""
    return f"{n} {_UNITS[found.get('unit') or '']}{'s' if n > 1 else ''}"
