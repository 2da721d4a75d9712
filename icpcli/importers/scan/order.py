"""The pages of one license in their order: by the numbers printed on them, else by their clauses."""

import re
from collections.abc import Callable, Sequence

from icpcli.files.chinese_print import fold, number, squeeze
from icpcli.importers.certificate.clauses import ORDINAL
from icpcli.importers.certificate.pages import BARE_NUMBER, PAGE_NUMBER
from icpcli.license.form import DATES, SITE, Form

_DIGITS = re.compile("[0-9]+")
_CLAUSE = re.compile(rf"(?:^|\n)\s*(?:({ORDINAL})\s?、|\(({ORDINAL})\))")
"""十二、 or （八）"""
_LAST_CLAUSE = 50


def in_order(texts: Sequence[str], form: Form) -> list[int]:
    """The places of the pages in the order in which they belong, the front page first.

    A number read from a picture may be another: of the orders by the numbers of pages, by clauses,
    and as they came, that one in which the clauses skip least.
    """
    orders = [
        sorted(range(len(texts)), key=_keys(texts, form, printed).__getitem__)
        for printed in (page_number, _first_clause)
        if _tell_apart([printed(text) for text in texts])
    ]
    orders.append(sorted(range(len(texts)), key=lambda i: not is_front(texts[i], form)))
    return min(orders, key=lambda order: _skips([texts[i] for i in order]))


def is_front(text: str, form: Form) -> bool:
    """Whether a page says who holds the license, and a day of its term."""
    said = squeeze(fold(text))
    return all(
        any(label in said for name in names for label in form.labels[name])
        for names in (("holder",), DATES)
    )


def _is_annex(text: str, form: Form) -> bool:
    """Whether a page lists websites."""
    said = squeeze(fold(text))
    return all(any(label in said for label in form.labels[name]) for name in SITE[:2])


def _first_clause(text: str) -> float | None:
    """The number of the first clause that begins on a page; None where none does.

    Items go on with a list that began on another page: that of the last clause.
    """
    found = _CLAUSE.search(fold(text))
    if not found:
        return None
    clause, item = (number(squeeze(it)) if it else None for it in found.groups())
    return clause or _LAST_CLAUSE + (item or 0) / 100


def _tell_apart(numbers: Sequence[float | None]) -> bool:
    known = [it for it in numbers if it]
    return len(known) > 1 and len(set(known)) == len(known)


def _skips(texts: Sequence[str]) -> int:
    """How often a clause or an item does not have the number behind that of the one before it."""
    skips = last = last_item = 0
    for found in _CLAUSE.finditer(fold("\n".join(texts))):
        clause, item = (number(squeeze(it)) or 0 if it else 0 for it in found.groups())
        skips += clause != last + 1 if clause else item != last_item + 1
        last, last_item = clause or last, item
    return skips


def page_number(text: str) -> int | None:
    """The number at the foot or the head of a page; None where there is none."""
    lines = [line for line in fold(text).split("\n") if line.strip()]
    for line in (*lines[-1:], *lines[:1]):
        if PAGE_NUMBER.fullmatch(line) or BARE_NUMBER.fullmatch(line):
            return int(_DIGITS.findall(line)[0])
    return None


def _keys(texts: Sequence[str], form: Form, printed: Callable[[str], float | None]) -> list[float]:
    """What to sort the pages by: one without a number stays behind the page before it."""
    keys: list[float] = []
    for text in texts:
        if is_front(text, form):
            keys.append(-1)
        elif _is_annex(text, form) and not printed(text):
            keys.append(-0.5)
        else:
            keys.append(printed(text) or (keys[-1] + 0.001 if keys else 0))
    return keys
