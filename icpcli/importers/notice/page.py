"""A copied notice as one line of text: one form for each sign, no blanks, tags, bullets or quote marks.

People copy a notice from a web page, a chat, a mail, a table, a word processor. What only lays it
out is taken away here; the line on which each sign stood is kept, for messages.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from copy import copy
from functools import cached_property
from itertools import accumulate, pairwise

from icpcli.files.chinese_print import fold
from icpcli.importers.notice.headings import HEADING, NAMED
from icpcli.model.problem import IcpError, Problem, Text

BREAK = "\v"
"""Where a piece ends that was no line of the file: a tag, an odd line end, a blank before a heading."""
CELL = "|"
"""Between two cells of a table."""

_TRADITIONAL = str.maketrans(
    "與專兩個豐爲為舉樂爭於產從衆眾優傳體兒黨關農決準減則別辦務動勵勞區華單衛衞廳歷曆參發號後員園國處學實對將"
    "屬峯帶並廣慶應廢開張強當戰報據斷時機來構歡遊狀現電確禮穩緊紀組織經結給綜羣職勝臘節營補規訂調費資較輸轄過運"
    "還這進連遲週採銀鋪銷錯長門間際順領",
    "与专两个丰为为举乐争于产从众众优传体儿党关农决准减则别办务动励劳区华单卫卫厅历历参发号后员园国处学实对将"
    "属峰带并广庆应废开张强当战报据断时机来构欢游状现电确礼稳紧纪组织经结给综群职胜腊节营补规订调费资较输辖过运"
    "还这进连迟周采银铺销错长门间际顺领",
)
"""The signs of the notices and of their titles that traditional characters write otherwise."""

_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Cn", "Mn", "Me"})
_KEPT = frozenset("\n" + BREAK)
_ALSO_ALIKE = str.maketrans("∶︰│┃", "::||")
_LINE_ENDS = re.compile("[\f\x1c-\x1e\x85\u2028\u2029]")
_ESCAPED = re.compile(r"\\[nrt]")
r"""A line end as JSON writes it: `\n`."""
_TAG = re.compile(r"<[!?/]?[A-Za-z][^<>]*>")
"""`<p class="x">`, `</p>`, `<br/>`, `<!DOCTYPE html>`; not `<全国年节及纪念日放假办法>`."""
_CELL_TAG = re.compile("</t[dh]", re.IGNORECASE)
_SCRIPT = re.compile(r"<(?:script|style)\b", re.IGNORECASE)
_SCRIPT_END = re.compile(r"</(?:script|style)\b", re.IGNORECASE)
_ENTITY = re.compile("&#?[0-9A-Za-z]{1,31};")
"""`&nbsp;`, `&#12288;`."""
_ROUNDS = 3
_BULLET = re.compile(
    rf"(?:^|(?<={BREAK}))"
    r"(?:[^\S\n\v]|[#>*•·|\u2190-\u23ff\u25a0-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff]|[-+][^\S\n\v]|-{2,}|={2,})+",
    re.MULTILINE,
)
"""`> > `, `## `, `* `, `- `, `● ` at the beginning of a line; not the `-3日` of a broken range."""
_BLANKS = re.compile(r"[^\S\n\v]+")
_BEFORE_HEADING = re.compile(f" (?={NAMED})")
_EMPHASIS = re.compile(r"(?<![0-9*])\*{1,2}|\*{1,2}(?![0-9*])|__|`")
"""`**一、元旦：**`; not the `**` of a damaged `1**1`."""
_CELLS = re.compile(r"\|{2,}")
_POINT = re.compile(r"(?<=[天班休假日)])\.")
"""A Western full stop after a sentence: `共3天.1月4日`."""
_PIECE = re.compile(rf"[^\n{BREAK}]+")
_MOST_PROBLEMS = 50
_OPEN_BRACKET = re.compile(r"\([^()。;]{0,40}$")
_PAUSES = "。;:!?" + CELL
_END_OF_TITLE = "的通知"
_BEFORE_SENTENCE = re.compile(f"[{_PAUSES}]|{_END_OF_TITLE}")


class Page:
    """The text of a notice in one line, with what is wrong in it.

    A place in it is still on a line of the original, and at the beginning of a piece or not.
    """

    def __init__(self, text: str, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self._laid_out = _plain(text)
        pieces = _PIECE.findall(self._laid_out)
        self.text = "".join(pieces)
        self._starts = [*accumulate(map(len, pieces), initial=0)][:-1]
        self._first_of_piece = frozenset(self._starts)

    def line(self, at: int) -> int:
        """The number of the line on which the sign at `at` stands."""
        piece = max(bisect_right(self._starts, at) - 1, 0)
        return self._laid_out.count("\n", 0, self._places[piece]) + 1 if self._places else 1

    @cached_property
    def _places(self) -> list[int]:
        """Where each piece stands among the lines; asked for only where something is to be told."""
        return [piece.start() for piece in _PIECE.finditer(self._laid_out)]

    def starts_piece(self, at: int) -> bool:
        """Whether a line, a paragraph or a cell begins at `at`, or the text ends there."""
        return at in self._first_of_piece or at >= len(self.text)

    def begins(self, at: int) -> bool:
        """Whether a piece or a sentence begins at `at`, and not within brackets."""
        if at == 0 or self.text[at - 1] in _PAUSES or self.text.endswith(_END_OF_TITLE, 0, at):
            return True
        return at in self._first_of_piece and not _OPEN_BRACKET.search(
            self.text[max(at - 42, 0) : at]
        )

    @cached_property
    def headings(self) -> list[re.Match[str]]:
        """What looks like a heading at the beginning of a piece or a sentence, in its order."""
        sentences = (before.end() for before in _BEFORE_SENTENCE.finditer(self.text))
        found: list[re.Match[str]] = []
        for at in sorted({*self._starts, *sentences}):
            match = HEADING.match(self.text, at)
            if match and self.begins(at) and not (found and found[-1].end() > at):
                found.append(match)
        return found

    def pieces(self, start: int, end: int) -> Iterator[tuple[int, str]]:
        """The pieces that begin from `start` on and before `end`, each with its place."""
        first, behind = bisect_left(self._starts, start), bisect_left(self._starts, end)
        for at, following in pairwise([*self._starts[first:behind], end]):
            yield at, self.text[at:following]

    def aside(self) -> "Page":
        """The page without its problems, to try how a part of it reads."""
        aside = copy(self)
        aside.problems = []
        return aside

    def refuse(self, at: int, zh: str, en: str) -> None:
        """Record what is wrong at a place; raise `IcpError` when there is too much of it."""
        self.problems.append(Problem(self.file, self.line(at), 1, "", Text(zh, en)))
        if len(self.problems) == _MOST_PROBLEMS:
            self.stop()

    def stop(self) -> None:
        """Raise `IcpError` (`invalid_notice`) with everything found so far, if anything was."""
        if self.problems:
            raise IcpError("invalid_notice", self.problems)


def _plain(text: str) -> str:
    """The text without what only lays it out; lines are still lines."""
    text = _LINE_ENDS.sub(BREAK, re.sub(r"\r\n?", "\n", text)).replace("\t", CELL)
    text = _ESCAPED.sub(BREAK, text)
    text = _without_tags(text)
    unseen = {
        ord(sign): None
        for sign in set(text)
        if unicodedata.category(sign) in _UNSEEN and sign not in _KEPT
    }
    text = fold(text.translate(unseen).translate(_TRADITIONAL)).translate(_ALSO_ALIKE)
    text = _BULLET.sub("", _EMPHASIS.sub("", text))
    text = _BEFORE_HEADING.sub(BREAK, _BLANKS.sub(" ", text)).replace(" ", "")
    return _CELLS.sub(CELL, _POINT.sub("。", text))


def _without_tags(text: str) -> str:
    """HTML, also as a feed quotes it (`&lt;p&gt;`): tags end a piece, entities are what they name."""
    for _ in range(_ROUNDS):
        if "<" in text:
            text = _without_scripts(_without_comments(text)).replace("<![CDATA[", BREAK)
            text = _TAG.sub(_for_tag, text).replace("]]>", BREAK)
        if not _ENTITY.search(text):
            break
        text = _ENTITY.sub(_for_entity, text)
    return text


def _for_tag(tag: re.Match[str]) -> str:
    sign = CELL if _CELL_TAG.match(tag[0]) else BREAK
    return sign + "\n" * tag[0].count("\n")


def _for_entity(entity: re.Match[str]) -> str:
    from html import unescape

    return re.sub("[\r\n]", BREAK, unescape(entity[0]))


def _without_comments(text: str) -> str:
    first, *rest = text.split("<!--")
    return first + "".join(_after(comment, comment.find("-->"), 3) for comment in rest)


def _without_scripts(text: str) -> str:
    first, *rest = _SCRIPT.split(text)
    ends = (_SCRIPT_END.search(script) for script in rest)
    return first + "".join(
        _after(script, end.start() if end else -1, 0)
        for script, end in zip(rest, ends, strict=True)
    )


def _after(text: str, end: int, length: int) -> str:
    """What follows the `end` of something passed over, its lines kept; all of it without an end."""
    return text if end < 0 else BREAK + "\n" * text.count("\n", 0, end) + text[end + length :]
