"""Text as Chinese documents print it, and scans spoil it: one width, one kind of digit, real dates."""

import re
import unicodedata
from datetime import date
from functools import lru_cache

_ALIKE = {
    **dict.fromkeys("—–‐‑―─−～~〜", "-"),
    **dict.fromkeys("“”„‟＂〝〞″", '"'),
    **dict.fromkeys("‘’‚‛′", "'"),
    **dict.fromkeys("〈﹤", "<"),
    **dict.fromkeys("〉﹥", ">"),
    **dict.fromkeys("〔［﹝", "["),
    **dict.fromkeys("〕］﹞", "]"),
    **dict.fromkeys("○◯⭕", "〇"),
}
"""Signs that say the same and have no common form in Unicode's own tables."""

_MANY = 100
_DROPPED = frozenset({"Cc", "Cf", "Cs", "Cn"})
_DIGITS = {sign: value for value, sign in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_IN_ORDER = re.compile(
    "(?:[一二两三四五六七八九]千)?零?(?:[一二两三四五六七八九]百)?零?"
    "(?:[一二两三四五六七八九]?十)?[一二两三四五六七八九]?"
)

NUMERALS = "0-9〇零一二两三四五六七八九十百千"
"""The signs of numbers, for a character class."""
NUMBER = f"(?<![{NUMERALS}])[{NUMERALS}]{{1,9}}(?![{NUMERALS}])"
"""A whole number that was folded; `number` reads it."""
YEAR = r"(?<!\d)\d{4}|(?<![〇零一二三四五六七八九])[〇零O一二三四五六七八九]{4}"
_MONTH_OR_DAY = "[0-9]{1,2}|[一二三四五六七八九十]{1,3}"
_DATE = re.compile(
    rf"({YEAR})(?:年({_MONTH_OR_DAY})月({_MONTH_OR_DAY})日"
    r"|([-/.])([0-9]{1,2})\4([0-9]{1,2})(?![0-9]))"
)


def plain(text: str) -> str:
    """The text without signs that nobody sees; a run of blanks is one, and so is one of newlines."""
    text = re.sub(r"\r\n?|[\f\v\x85\u2028\u2029]", "\n", text)
    seen = {
        ord(sign): None
        for sign in set(text)
        if sign not in "\n\t" and unicodedata.category(sign) in _DROPPED
    }
    blanks = re.sub(r"[^\S\n]+", " ", text.translate(seen))
    return re.sub(r" ?\n[ \n]*", "\n", blanks).strip()


@lru_cache(maxsize=8)  # each reader of a page folds it anew
def fold(text: str) -> str:
    """The text with one form for each sign, as long as before, so that places are the same in both.

    Full-width letters, digits, colons and brackets become half-width ones.
    """
    forms = {sign: alike for sign in set(text) if (alike := _folded(sign)) != sign}
    if len(forms) > _MANY or forms.keys() & set(forms.values()):
        return text.translate({ord(sign): alike for sign, alike in forms.items()})
    for sign, alike in forms.items():  # a tenth of the time of `translate`
        text = text.replace(sign, alike)
    return text


def squeeze(text: str) -> str:
    """The text without blanks and line ends, but for one between two Western words."""
    closed = re.sub(r"(?<![A-Za-z0-9,.&])\s+|\s+(?![A-Za-z0-9&])|(?<=\d)\s+(?=\d)", "", text)
    return re.sub(r"\s+", " ", closed)


def number(text: str) -> int | None:
    """The value of a folded `NUMBER`: 90, or 九十. None where the signs make no number."""
    if text.isascii():
        return int(text) if text.isdigit() else None
    if not _IN_ORDER.fullmatch(text):
        return None
    total = digit = 0
    for sign in text:
        if sign in _UNITS:
            total += (digit or 1) * _UNITS[sign]
            digit = 0
        else:
            digit = _DIGITS[sign]
    return total + digit


def year(text: str) -> int:
    """The value of a folded `YEAR`: 2023, or 二〇二三; scans print its 〇 as an O, too."""
    signs = text.replace("O", "〇")
    return int("".join(str(_DIGITS.get(sign, sign)) for sign in signs))


def date_at(text: str, start: int = 0) -> tuple[date | None, int]:
    """The date that stands at `start` of a folded and squeezed text, and where it ends.

    The date is None where there is no such day; the end is `start` where no date stands.
    """
    match = _DATE.match(text, start)
    if not match:
        return None, start
    name, *month_and_day = match[1], match[2] or match[5], match[3] or match[6]
    month, day = (number(part) or 0 for part in month_and_day)
    try:
        return date(year(name), month, day), match.end()
    except ValueError:
        return None, match.end()


def _folded(sign: str) -> str:
    if sign in _ALIKE:
        return _ALIKE[sign]
    alike = unicodedata.normalize("NFKC", sign)
    return alike if len(alike) == 1 else sign
