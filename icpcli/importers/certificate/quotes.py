"""Words that a form is known to say, found in a certificate, whatever period they give there."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from icpcli.calendar.period_words import MAX_COUNT
from icpcli.files.chinese_print import NUMERALS, fold, number
from icpcli.importers.certificate.clauses import Clause

_UNITS = {
    "个工作日": "working day",
    "工作日": "working day",
    "个月": "month",
    "日": "day",
    "天": "day",
    "年": "year",
}
MISREAD = {"O": "0", "o": "0", "l": "1", "I": "1", "|": "1", "丨": "1"}
"""Letters that a scan prints for a digit, and that can be no other digit."""
_SIGNS = NUMERALS + "".join(MISREAD)
_NUMBER = f"(?<![{_SIGNS}])[{_SIGNS}]{{1,9}}(?![{_SIGNS}])"
_PERIOD = rf"(?P<n>{_NUMBER})(?P<unit>{'|'.join(_UNITS)})"  # 90日, 10个工作日
_QUARTER = r"第(?P<quarter>[一二三四1234])季度"  # 第一季度
_COUNT = re.compile(f"{_PERIOD}|{_QUARTER}")
_FAR = 1000
_PUNCTUATION = ",.;:、。\"'《》<>【】()"
_ANY_PUNCTUATION = f"[{re.escape(_PUNCTUATION)}]?"
_ONE_BY_ONE = (
    {sign: str(n) for n, sign in enumerate("〇一二三四五六七八九")} | {"零": "0"} | MISREAD
)


class Passage(NamedTuple):
    """Words of the certificate, and the number of the clause that holds them.

    `clause` is empty where the number is not certain; `behind` is the last number printed before.
    `span` is the period or the quarter that they give, as the license file writes it but for the
    direction: `90 days`, `Q1`. Empty where they give none, or one that cannot be counted. `misread`
    is the number as it is printed, where a scan spoiled it: `9O`. `sentence` is the whole sentence,
    folded. `place` is the clause's among all, and where in its text the quote stands.
    """

    clause: str
    behind: str
    quote: str
    span: str
    misread: str
    sentence: str
    place: tuple[int, int, int]


class Said:
    """All the clauses as one folded text, to be searched once for each thing that may be in it."""

    def __init__(self, clauses: Sequence[Clause]) -> None:
        self.clauses = clauses
        self.text = "\n".join(clause.shown for clause in clauses)
        self._starts = [0, *accumulate(len(clause.shown) + 1 for clause in clauses)]

    def place(self, at: int) -> tuple[int, int]:
        """The clause among all that holds a place of the text, and the place in it."""
        i = bisect_right(self._starts, at) - 1
        return i, at - self._starts[i]


def find(words: str, said: Said) -> list[Passage]:
    """Everywhere the clauses say `words`.

    `words` may hold one period (`提前90日`) or quarter; the certificate's own may be any other.
    Punctuation need not be the same.
    """
    return [_passage(said, match) for match in re.finditer(_pattern(fold(words)), said.text)]


def sentence_at(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the sentence begins and ends that holds a piece of a folded text.

    Of an endless one only what stands near is taken.
    """
    first = text.rfind("。", max(start - _FAR, 0), start)
    stop = text.find("。", end, end + _FAR)
    return (
        first + 1 if first >= 0 else max(start - _FAR, 0),
        stop if stop >= 0 else min(end + _FAR, len(text)),
    )


def count_in(words: str) -> str:
    """The period or the quarter in `words`, as it is printed; empty where there is none."""
    found = _COUNT.search(fold(words))
    return found[0] if found else ""


def digits_of(printed: str) -> tuple[int, bool]:
    """The value of a number as it is printed, and whether signs in it had to be put right.

    `9O` and `9〇` are 90, `三〇` is 30. 0 where it is none for certain.
    """
    value = number(printed)
    if value is not None:
        return value, False
    digits = "".join(_ONE_BY_ONE.get(sign, sign) for sign in printed)
    spoiled = any(sign in MISREAD or sign in "〇零" for sign in printed)
    return (int(digits), True) if spoiled and digits.isascii() and digits.isdigit() else (0, False)


def _passage(said: Said, match: re.Match[str]) -> Passage:
    i, start = said.place(match.start())
    clause, end = said.clauses[i], start + len(match[0])
    quote = clause.text[start:end].strip(_PUNCTUATION + "，；：（")
    first, last = sentence_at(clause.shown, start, end)
    span, misread = _span(match.groupdict())
    sentence = clause.shown[first:last]
    number = clause.number_at(start)
    return Passage(number, clause.number, quote, span, misread, sentence, (i, start, end))


def _pattern(words: str) -> str:
    count = _COUNT.search(words)
    if not count:
        return _literally(words)
    kind = _PERIOD if count["n"] else _QUARTER
    return f"{_literally(words[: count.start()])}{kind}{_literally(words[count.end() :])}"


def _literally(words: str) -> str:
    return "".join(_ANY_PUNCTUATION if sign in _PUNCTUATION else re.escape(sign) for sign in words)


def _span(found: dict[str, str | None]) -> tuple[str, str]:
    if quarter := found.get("quarter"):
        return f"Q{number(quarter)}", ""
    printed = found.get("n") or ""
    n, misread = digits_of(printed)
    if not 0 < n <= MAX_COUNT:
        return "", ""
    span = f"{n} {_UNITS[found.get('unit') or '']}{'s' if n > 1 else ''}"
    return span, printed if misread else ""
