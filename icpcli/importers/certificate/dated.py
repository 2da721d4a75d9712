"""Every sentence of the clauses that names a period or a recurring date (semantics § 7).

Better one sentence too many than one too few: what is found here and is no rule's quote is shown to
a person, and nothing else would tell of it.
"""

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from icpcli.files.chinese_print import NUMERALS
from icpcli.importers.certificate.clauses import Clause
from icpcli.importers.certificate.pages import BARRIER, GAP

_SIGN = rf"[{NUMERALS}OoQlI|丨ZSBDg壹贰叁肆伍陆柒捌玖拾佰廿卅半数几干\u2460-\u249b{BARRIER}□*?_]"
"""What a number may look like, however badly it was scanned or left to be filled in."""
_LENGTH = "个?(?:工作[日曰目]|自然[日曰]|日历[日曰]|[日曰天周年月]|星期|礼拜|季度|小时|分钟)"
_DATED = (
    rf"(?<!{_SIGN}){_SIGN}++\)?\s?{_LENGTH}",  # 30日, 九十个工作日, 9O日, 一年, 12月
    r"[0-9OoIl|]{1,2}\s?时(?![间候期代])",  # 18时前
    r"(?:[日曰天周月年时]|季度|小时|工作.)(?:之|以)?内(?![容部地网控存资设涵外])",  # 日内
    r"工作[日曰]|个工作|小时",
    r"提前|之?前(?=[^,。;]{0,6}(?:报|提交|完成|办理))",  # 提前90日, 12月31日前报送
    r"每(?:个|一|两|二|三|四|[0-9])?(?:半?年|半?月|季|周|星期|[日曰天]|工作)",  # 每年, 每季度, 每两年
    r"季度|半年|[年月周季][底末终初]|[上中下]旬|月份",
    r"[当次本翌隔同即][日曰天月季年周](?!程)|[上前]一?[年月季]度?",  # 次月, 上一年度
    r"[按逐][日曰天周月季年]",  # 按季报送
)
"""Ways to name a period, or a date that comes again. 30日内 is two of them, and one sentence."""
_ABOUT_A_DATE = r"年度|年报|年检|年审|届满|期满|到期|延续|续期|换证|之[日曰]起"
"""Words of duties with a date: enough where nothing in their sentence is a rule's quote."""
_MENTION = re.compile(f"(?P<sure>{'|'.join(_DATED)})|{_ABOUT_A_DATE}")
_YEAR = r"(?<![0-9])(?:19|20)[0-9]{2}|[一二][〇零九][〇零一二三四五六七八九]{2}"
_NOT_DATED = re.compile(
    r"《[^《》。内前应须]{1,60}》"  # 《互联网信息服务管理办法》
    rf"|(?<![于在至到])(?:{_YEAR})年(?:{_SIGN}{{1,3}}月(?:{_SIGN}{{1,3}}日)?)?"  # 2017年6月1日
    r"(?!(?:之|以)?[前内]|[底末止]|起(?!施行|实施|执行|生效))"
    r"|7\s?[*xX×]\s?24\s?小时"
    r"|第一时间|[统唯单逐同任之万]一[年月日天周]"  # 统一年报
)
_BREAK = re.compile("[。;!?]")
_OBLIGES = re.compile("应当|必须|提前|[届期]满|报[送告备]|上报|提[出交]|办理|申请|完成")
_LONGEST = 600
_AROUND = 100


class Dated(NamedTuple):
    """A sentence that names a period, and the number of its clause; empty where that was lost.

    `place` is the clause's among all, and where in its text the sentence stands; `mentions` are
    the places of the words that name the period, and `sure` those that do so by themselves.
    """

    clause: str
    text: str
    place: tuple[int, int, int]
    mentions: tuple[tuple[int, int], ...]
    sure: tuple[tuple[int, int], ...]

    def is_quoted_by(self, quotes: "Quotes") -> bool:
        """Whether rules quote every period in it. `quotes` stand in the text of its clause."""
        return all(map(quotes.hold, self.sure)) and any(map(quotes.hold, self.mentions))


class Quotes:
    """Where the quotes of rules stand in the text of one clause."""

    def __init__(self, places: Iterable[tuple[int, int]]) -> None:
        places = sorted(places)
        self._starts = [start for start, _ in places]
        self._ends = list(accumulate((end for _, end in places), max))

    def hold(self, mention: tuple[int, int]) -> bool:
        """Whether one of them holds the words at a place."""
        before = bisect_right(self._starts, mention[0])
        return bool(before) and mention[1] <= self._ends[before - 1]


def dated_sentences(clauses: Sequence[Clause], names: Collection[str] = ()) -> Iterator[Dated]:
    """The sentences with a period; one ends at a full stop or a semicolon.

    `names` are words that name no period whatever is in them, such as the holder's name.
    """
    for i, clause in enumerate(clauses):
        if not _MENTION.search(clause.shown):
            continue
        masked = _masked(clause.shown, names)
        start = 0
        for end in [*(it.start() for it in _BREAK.finditer(masked)), len(masked)]:
            found = list(_MENTION.finditer(masked, start, end))
            if found:
                yield _dated(clause, (i, start, end), found)
            start = end + 1


def obliges(text: str, addressees: Collection[str]) -> bool:
    """Whether a sentence that stands outside the clauses asks something of the holder."""
    return _OBLIGES.search(text) is not None or any(name in text for name in addressees)


def _dated(clause: Clause, place: tuple[int, int, int], found: Sequence[re.Match[str]]) -> Dated:
    _, start, end = place
    mentions = tuple(it.span() for it in found)
    sure = tuple(it.span() for it in found if it["sure"])
    text = _shortened(clause.text, start, end, mentions)
    return Dated(clause.printed_before(start), text, place, mentions, sure)


def _masked(shown: str, names: Collection[str]) -> str:
    """The text as long as before, with nothing in it that looks like a period and is none."""
    for name in filter(None, names):
        shown = shown.replace(name, "＿" * len(name))
    return _NOT_DATED.sub(lambda found: "＿" * len(found[0]), shown)


def _shortened(text: str, start: int, end: int, mentions: Iterable[tuple[int, int]]) -> str:
    """The sentence; of an endless one what stands around each period."""
    if end - start > _LONGEST:
        pieces: list[list[int]] = []
        for first, last in mentions:
            if pieces and first - _AROUND <= pieces[-1][1]:
                pieces[-1][1] = min(last + _AROUND, end)
            else:
                pieces.append([max(first - _AROUND, start), min(last + _AROUND, end)])
        text = "…".join(text[first:last] for first, last in pieces)
    else:
        text = text[start:end]
    return text.replace(BARRIER, " ").replace(GAP, "…").strip(" ，,；;、")
