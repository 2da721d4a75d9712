"""The numbered clauses and items of a certificate, each number kept only where it can be told."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from icpcli.files.chinese_print import fold, number, squeeze
from icpcli.importers.certificate.pages import Pages, kept_apart, without_headers

ORDINAL = r"[一二三四五六七八九十](?:\s?[一二三四五六七八九十]){0,2}"
AT_THE_START = r"(?:^|(?<=[\n。:;]))\s?"
_MARKS = {
    "comma": rf"(?P<comma>{ORDINAL})\s?、",  # 十二、
    "article": rf"第\s?(?P<article>{ORDINAL}|[0-9]{{1,2}})\s?条[、.,:]?",  # 第十二条
    "point": rf"(?P<point>{ORDINAL})\s?[.,:;。·](?![0-9])",  # 十二.
    "bracket": rf"\(\s?(?P<bracket>{ORDINAL})\s?\)",  # （十二）
    "arabic": r"(?P<arabic>[0-9]{1,2})\s?[、.,)](?![0-9])",  # 12.
    "small": r"\(\s?(?P<small>[0-9]{1,2})\s?\)",  # (12)
    "bare": rf"(?P<bare>{ORDINAL})",  # 十二 straight before 你公司
}
"""How a clause or an item may begin, by a name for each way."""
_OF_ITEMS = ("bracket", "arabic", "small")
_FIRST_ARTICLE = re.compile(rf"{AT_THE_START}第\s?[一1]\s?条\s")
"""第一条 with a blank behind it: so are the others printed; else 第十五条所列 may begin a line, too."""
_LEADS_IN = re.compile("[^。]*(?::|(?:下列|如下|以下)[^。]*)")
"""应当遵守下列规定："""
_END = re.compile(r"[。!?]")


class Clause(NamedTuple):
    """A numbered clause, or one item of it: `十二`, `十五（八）`.

    The number is empty before the first one, and where it cannot be told for certain. It is `sure`
    where the following one comes next, and `last` where none comes; else a clause that lost its
    number may stand in the text, as a rule from the place `doubtful_from` on. `shown` is the text
    folded.
    """

    number: str
    text: str
    sure: bool
    last: bool
    doubtful_from: int
    shown: str

    def number_at(self, place: int) -> str:
        """The number of what stands at a place in the text; empty where it may be another's."""
        return self.printed_before(place) if self.sure or self.last else ""

    def printed_before(self, place: int) -> str:
        """The number that is printed before the sentence at a place, whatever may be lost in it."""
        return self.number if self.sure or place < self.doubtful_from else ""


def clauses(body: str, pages: Pages, addressees: Sequence[str]) -> Iterator[Clause]:
    """The clauses and items, each by its number; page headers in them are taken out.

    `addressees` are what the clauses call the holder (你公司).
    """
    body = kept_apart(without_headers(body, pages))
    shown = fold(body)
    marks = _marks(shown, addressees)
    places = [_BEFORE_ALL, *_places(marks, shown, addressees), _BEFORE_ALL]
    on_lines = all(mark.begins_a_line(shown) for mark in marks)
    starts = [0, *(mark.at.end() for mark in marks)]
    ends = [*(mark.at.start() for mark in marks), len(body)]
    pieces = [_squeezed(body[start:end], on_lines) for start, end in zip(starts, ends, strict=True)]
    folded = fold("\n".join(text for text, _ in pieces)).split("\n")
    for i, (text, doubtful) in enumerate(pieces):
        sure = _follows(places[i + 1], places[i])
        yield Clause(places[i].name, text, sure, i == len(marks), doubtful, folded[i])


def spaced(words: str) -> str:
    """What `words` look like where blanks or line ends may stand between their signs."""
    return r"\s?".join(map(re.escape, words))


def any_of(words: Sequence[str]) -> str:
    """A pattern of any of `words`, blanks and line ends between their signs."""
    return f"(?:{'|'.join(map(spaced, words))})"


def in_chinese(n: int) -> str:
    """A number from 1 to 99 as clauses have it: 十二."""
    tens, ones = divmod(n, 10)
    digits = "〇一二三四五六七八九"
    return (digits[tens] if tens > 1 else "") + "十" * bool(tens) + digits[ones] * bool(ones)


_LINE_END = re.compile(r" *\n")  # what is left of a line behind its last sentence


def _squeezed(raw: str, on_lines: bool) -> tuple[str, int]:
    """The text, and the place from which a clause without its number might begin.

    That is behind the first sentence; where clauses begin on lines of their own, behind the first
    one that ends a line.
    """
    for end in _END.finditer(raw):
        if not on_lines or _LINE_END.match(raw, end.end()):
            first, more = squeeze(raw[: end.end()]), squeeze(raw[end.end() :].lstrip())
            return first + more, len(first)
    text = squeeze(raw)
    return text, len(text)


class _Mark(NamedTuple):
    """What may begin a clause or an item: the way it is printed, its number, and where."""

    way: str
    n: int
    at: re.Match[str]

    def begins_a_line(self, shown: str) -> bool:
        """Whether nothing stands before it on its line."""
        start = self.at.start()
        return not start or "\n" in shown[start - 1 : self.at.end()]


def _marks(shown: str, addressees: Sequence[str]) -> list[_Mark]:
    holder = rf"(?=\s?{any_of(addressees)})"
    article = rf"(?=\s|{any_of(addressees)})" if _FIRST_ARTICLE.search(shown) else holder
    behind = {"article": article, "bare": holder}
    ways = "|".join(way + behind.get(name, "") for name, way in _MARKS.items())
    return [
        _Mark(found.lastgroup or "", _value(found[found.lastgroup or ""]), found)
        for found in re.finditer(f"{AT_THE_START}(?:{ways})", shown)
    ]


def _value(printed: str) -> int:
    """The number of a mark, 0 where its signs make none."""
    name = squeeze(printed)
    return 0 if name.startswith("一十") else number(name) or 0


class _Place(NamedTuple):
    """A clause's number, and an item's in it; zeros where they are not known."""

    clause: int
    item: int
    way: str

    @property
    def name(self) -> str:
        """As the license file has it: 十二, 十五（八）, 十五（2）."""
        if not self.clause:
            return ""
        item = in_chinese(self.item) if self.way == "bracket" else str(self.item)
        return in_chinese(self.clause) + (f"（{item}）" if self.item else "")


_BEFORE_ALL = _Place(0, 0, "")


def _follows(place: _Place, before: _Place) -> bool:
    """Whether nothing can stand between the two but what belongs to the first."""
    next_item = (place.clause, place.item) == (before.clause, before.item + 1)
    return next_item or (not before.item and place[:2] == (before.clause + 1, 0))


def _places(marks: Sequence[_Mark], shown: str, addressees: Sequence[str]) -> list[_Place]:
    """The place of each mark: a clause's number must be above the last, an item's the next one.

    Any other is not known, nor are the items behind it; and where a number goes back to one that
    would fit in the last one's stead, the last is not known either.
    """
    usual = _usual_way(marks, shown, addressees)
    upcoming = _upcoming(marks, usual)
    found: list[_Place] = []
    now, begun, last, before_last, since = _BEFORE_ALL, 0, 0, 0, 0
    for mark, following in zip(marks, upcoming, strict=True):
        is_usual = mark.way == usual
        fits = now.clause == last == mark.n - 1 and not _is_item(mark, now)
        if mark.n > last if is_usual else fits and _stands_between(mark, following):
            before_last, last, begun, since = last, mark.n, mark.at.end(), len(found)
            now = _Place(mark.n, 0, "")
        elif _is_item(mark, now) and _may_begin(mark, shown, begun, addressees):
            now = _Place(now.clause, mark.n, mark.way)
        else:
            if is_usual and mark.n > before_last:
                found[since:] = [_BEFORE_ALL] * (len(found) - since)
                since = len(found)
            now = _BEFORE_ALL
        found.append(now)
        begun = begun if now.clause else -1
    return found


_ALIKE = ("comma", "point", "article")
"""Ways that a scan mistakes for one another, so that one may end a list of the other."""


def _stands_between(mark: _Mark, following: int) -> bool:
    """Whether a number printed in another way is certain by the next one in the usual way.

    At the end only where the two ways are alike.
    """
    return following == mark.n + 1 or (not following and mark.way in _ALIKE)


def _usual_way(marks: Sequence[_Mark], shown: str, addressees: Sequence[str]) -> str:
    """How this certificate prints the number of a clause: as the first one, if others do so too.

    Brackets and digits only where they begin with 1, before anything is asked of the holder: else
    they are the items of a clause whose number was lost.
    """
    ways = [mark.way for mark in marks]
    if not ways:
        return ""
    first = marks[0]
    from_the_start = first.n == 1 and not any(
        name in squeeze(shown[: first.at.start()]) for name in addressees
    )
    if from_the_start if first.way in _OF_ITEMS else ways.count(first.way) > 1:
        return first.way
    return next((way for way in _ALIKE if way in ways), "")


def _upcoming(marks: Sequence[_Mark], usual: str) -> list[int]:
    """For each mark the number of the next one that is printed in the usual way; 0 at the end."""
    found: list[int] = []
    following = 0
    for mark in reversed(marks):
        found.append(following)
        following = mark.n if mark.way == usual else following
    return found[::-1]


def _is_item(mark: _Mark, now: _Place) -> bool:
    """Whether a mark may be the next item of a list, or the first one of a list to begin."""
    way = not now.item or mark.way == now.way
    return bool(now.clause) and mark.way in _OF_ITEMS and way and mark.n == now.item + 1


def _may_begin(mark: _Mark, shown: str, begun: int, addressees: Sequence[str]) -> bool:
    """Whether a clause has items; the first must stand behind words that lead in to a list."""
    if mark.n > 1:
        return begun > 0
    end = mark.at.start()
    leads_in = begun >= 0 and _LEADS_IN.fullmatch(shown, begun, end) is not None
    said = squeeze(shown[max(begun, 0) : end])
    return leads_in and sum(map(said.count, addressees)) <= 1
