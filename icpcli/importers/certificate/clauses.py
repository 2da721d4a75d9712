"""The numbered clauses and items of a certificate, each number kept only where it can be told."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from icpcli.files.chinese_print import fold, number, squeeze
from icpcli.importers.certificate.pages import Pages, kept_apart, without_headers

ORDINAL = r"[一二三四五六七八九十](?:\s?[一二三四五六七八九十]){0,2}"
AT_THE_START = r"(?:^|(?<=[\n。:;]))\s?"
_LEADS_IN = re.compile("[^。]*(?::|(?:下列|如下|以下)[^。]*)")


class Clause(NamedTuple):
    """A numbered clause, or one item of it: `十二`, `十五（八）`.

    The number is empty before the first one, and where it cannot be told for certain. It is `sure`
    where the following one comes next; else a clause that lost its number may stand in the text.
    """

    number: str
    text: str
    sure: bool = False


def clauses(body: str, pages: Pages, addressee: str) -> Iterator[Clause]:
    """The clauses and items, each by its number; page headers in them are taken out.

    `addressee` is what the clauses call the holder (你公司).
    """
    body = kept_apart(without_headers(body, pages))
    shown = fold(body)
    marks = list(_marks(shown, addressee))
    places = [_BEFORE_ALL, *_places(marks, shown, addressee), _BEFORE_ALL]
    starts = [0, *(mark.end() for mark in marks)]
    ends = [*(mark.start() for mark in marks), len(body)]
    for i, (start, end) in enumerate(zip(starts, ends, strict=True)):
        sure = _follows(places[i + 1], places[i])
        yield Clause(places[i].name, squeeze(body[start:end]), sure)


def spaced(words: str) -> str:
    """What `words` look like where blanks or line ends may stand between their signs."""
    return r"\s?".join(map(re.escape, words))


def _marks(shown: str, addressee: str) -> Iterator[re.Match[str]]:
    """What begins a clause or an item; without a group's name, what does so in no way that is known."""
    mark = re.compile(
        rf"{AT_THE_START}(?:(?P<clause>{ORDINAL})\s?、|\(\s?(?P<item>{ORDINAL})\s?\)"
        rf"|{ORDINAL}\s?[.,:;。·](?![0-9])|[0-9]{{1,2}}\s?[、.,)](?![0-9])|\(\s?[0-9]{{1,2}}\s?\)"
        rf"|第\s?(?:{ORDINAL}|[0-9]{{1,2}})\s?条[、.,:]?(?=\s?{spaced(addressee)}))",
        re.MULTILINE,
    )
    return mark.finditer(shown)


class _Place(NamedTuple):
    """A clause's number, and an item's in it; zeros where they are not known."""

    clause: int
    item: int
    name: str


_BEFORE_ALL = _Place(0, 0, "")


def _follows(place: _Place, before: _Place) -> bool:
    """Whether nothing can stand between the two but what belongs to the first."""
    next_item = (place.clause, place.item) == (before.clause, before.item + 1)
    return next_item or (not before.item and place[:2] == (before.clause + 1, 0))


def _places(marks: Iterable[re.Match[str]], shown: str, addressee: str) -> list[_Place]:
    """The place of each mark: a clause's number must be above the last, an item's the next one.

    Any other is not known, nor are the items behind it; and where a number goes back to one that
    would fit in the last one's stead, the last is not known either.
    """
    found: list[_Place] = []
    now, begun, last, before_last = _BEFORE_ALL, 0, 0, 0
    for mark in marks:
        name = squeeze(mark["clause"] or mark["item"] or "")
        n = 0 if name.startswith("一十") else number(name) or 0
        if mark["clause"] and n > last:
            before_last, last, begun = last, n, mark.end()
            now = _Place(n, 0, name)
        elif (
            mark["item"]
            and n == now.item + 1
            and _may_begin(n, shown, begun, mark.start(), addressee)
        ):
            now = _Place(now.clause, n, f"{now.name.partition('（')[0]}（{name}）")
        else:
            if mark["clause"] and n > before_last:
                found = [_BEFORE_ALL if it.clause == last else it for it in found]
            now = _BEFORE_ALL
        found.append(now)
        begun = begun if now.clause else -1
    return found


def _may_begin(item: int, shown: str, start: int, end: int, addressee: str) -> bool:
    """Whether a clause has items; the first must stand behind words that lead in to a list."""
    if item > 1 or start < 0:
        return start > 0
    leads_in = _LEADS_IN.fullmatch(shown, start, end) is not None
    return leads_in and squeeze(shown[start:end]).count(addressee) <= 1
