"""The days of one festival in a notice: which are off, which are worked, and whether the words agree."""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

from icpcli.calendar.festivals import Festival
from icpcli.calendar.notice import Arrangement, each_day
from icpcli.files.chinese_print import NUMBER, number
from icpcli.importers.notice.dates import Phrase
from icpcli.importers.notice.headings import Item
from icpcli.importers.notice.page import Page
from icpcli.model.problem import Text

VERB = re.compile("放假|补休|上班")
RESUMED = re.compile("起(?:照常|正常|恢复)?上班")
"""`2月3日起正常上班`: people are back, on an ordinary day."""
_OFF = re.compile("(?:全国)?(?:调休|公休)?放假")
_MORE_OFF = re.compile("补休")
_WORK = re.compile("(?:[两三四五六]天|均|都|照常|正常|应)*上班")
_COUNT = re.compile(f"(?:共计?|放假)({NUMBER})天")
_RESTATED = (
    (re.compile(r"\|(?:[两三四五六]个)?公休日.{0,12}调至"), ("off", "work")),
    (re.compile(r"\|(?:为法定节假日|为公休日|照常公休|调休)"), ("off",)),
    (re.compile(r"调至\|"), ("off",)),
)
"""What is said of a day, after `|`, or before it: and which days it must then be among."""
_PLAINLY = re.compile("(?:^|[。;,:、(|]|其中|[于在自从即])$")
_TURNED = re.compile("[由改原非不除将把]$")
"""What stands before days that are off or worked: a pause, and not a word that turns the sense."""
_ENDED = re.compile(f"(?:调休|公休)?(?:{NUMBER}天)?(?:$|[,:()、和及|]|共|与周末)")
"""What may follow 放假, 补休 and 上班: `上班半天` is something else."""
_MOVED = re.compile("(?:[两三四五六]个)?公休日(?:分别)?调至")
"""`9月27日、28日两个公休日调至9月29日、30日`."""
_WEEKEND = (5, 6)
_ONE_DAY = timedelta(days=1)
_NO_REMEDY = Text("", "")


def arrangement_of(
    page: Page, item: Item, said: Sequence[Phrase], statutory: Sequence[Festival]
) -> Arrangement:
    """The days of one festival; problems where its own words do not agree with them."""
    runs: list[tuple[date, ...]] = []
    work: list[date] = []
    for phrase in said:
        off = _OFF.match(phrase.said) or _MORE_OFF.match(phrase.said)
        verb = off or _WORK.match(phrase.said)
        if verb and _ENDED.match(phrase.said, verb.end()):
            _check_before(page, phrase)
            if off:
                runs.append(_with_weekend(page, phrase))
            else:
                work += phrase.days
        elif VERB.search(phrase.said) and not RESUMED.match(phrase.said):
            refuse_phrase(page, phrase, "没有读懂", "not understood")
    if not work:
        work = _implied_work(said, {day for run in runs for day in run})
    arranged = Arrangement(
        item.names, tuple(sorted({day for run in runs for day in run})), tuple(sorted(work))
    )
    _check_restated(page, said, arranged)
    _check_range(page, item, arranged, statutory)
    _check_one_run(page, item, arranged)
    _check_counts(page, item, {len(arranged.off), *map(len, runs)})
    return arranged


def refuse_phrase(page: Page, phrase: Phrase, zh: str, en: str, remedy: Text = _NO_REMEDY) -> None:
    """Record that a phrase cannot stand as it does, and what to do about it."""
    day, words = phrase.days[0], phrase.said[:20]
    page.refuse(phrase.at, f"{zh}：{day} “{words}”{remedy.zh}", f'{en}: {day} "{words}"{remedy.en}')


def _implied_work(said: Sequence[Phrase], off: set[date]) -> list[date]:
    """The rest days that are moved to as many weekdays off, where nothing else says 上班 (2008)."""
    return [
        day
        for phrase, following in pairwise(said)
        if _MOVED.fullmatch(phrase.said)
        and len(phrase.days) == len(following.days)
        and off.issuperset(following.days)
        and all(it.weekday() not in _WEEKEND for it in following.days)
        for day in phrase.days
        if day.weekday() in _WEEKEND and day not in off
    ]


def _check_before(page: Page, phrase: Phrase) -> None:
    """`取消5月8日上班` is not worked: before the days stands nothing that could turn the sense."""
    plainly = _PLAINLY.search(phrase.before) or page.begins(phrase.at)
    if not plainly or _TURNED.search(phrase.before):
        words = f"{re.split('[。;,:、]', phrase.before)[-1][-8:]}{phrase.days[0]}"
        page.refuse(
            phrase.at,
            f"没有读懂日子前面的话：“{words}”",
            f'the words before the days are not understood: "{words}"',
        )


def _check_restated(page: Page, said: Sequence[Phrase], arranged: Arrangement) -> None:
    """What the words say once more of a day must be so, and days that stand together ascend."""
    for phrase in said:
        allowed = next(
            (
                [day for name in names for day in getattr(arranged, name)]
                for pattern, names in _RESTATED
                if pattern.search(f"{phrase.before[-2:]}|{phrase.said}")
            ),
            phrase.days,
        )
        for day in (it for it in phrase.days if it not in allowed):
            page.refuse(
                phrase.at,
                f"{day} “{phrase.said[:20]}”，与同一节日读出的日子不符",
                f'{day} "{phrase.said[:20]}" does not agree with the other days of its festival',
            )
        if list(phrase.days) != sorted(set(phrase.days)):
            page.refuse(
                phrase.at,
                f"{phrase.days[0]} 起的几个日子不是先后相接的顺序",
                f"the days from {phrase.days[0]} on do not follow one another",
            )


def _check_range(
    page: Page, item: Item, arranged: Arrangement, statutory: Sequence[Festival]
) -> None:
    name = "、".join(item.names)
    if not arranged.off:
        page.refuse(
            item.start,
            f"{name}没有读出放假的日子（如“1月1日至3日放假”）",
            f"{name}: no day off was read (such as 1月1日至3日放假)",
        )
    for festival in statutory:
        ends = arranged.off and (arranged.off[0], arranged.off[-1])
        if ends and not ends[0] <= festival.first <= festival.last <= ends[1]:
            page.refuse(
                item.start,
                f"{festival.name}的法定假日 {festival.first} 不在读出的放假日期里",
                f"{festival.first}, a statutory day of {festival.name}, is not among the days off",
            )
    if arranged.work and "不调休" in page.text[item.start : item.end]:
        page.refuse(
            item.start, f"{name}写着“不调休”，却有上班日", f"{name}: 不调休, but days are worked"
        )


def _check_one_run(page: Page, item: Item, arranged: Arrangement) -> None:
    """The days off of a festival follow one another; only weekends may lie between them."""
    for before, after in pairwise(arranged.off):
        if any(day.weekday() not in _WEEKEND for day in [*each_day(before, after)][1:-1]):
            name = "、".join(item.names)
            page.refuse(
                item.start,
                f"{name}的放假日期不相连：{before} 之后是 {after}",
                f"{name}: the days off are not one run, {after} follows {before}",
            )


def _check_counts(page: Page, item: Item, sums: set[int]) -> None:
    """Every 共N天 is the number of days off of the festival, or of one range of it."""
    for count in _COUNT.finditer(page.text, item.start, item.end):
        if number(count[1]) not in sums:
            counted = max(sums)
            page.refuse(
                count.start(),
                f"{'、'.join(item.names)}写的是“{count[0]}”，读出的日子是 {counted} 天",
                f"{'、'.join(item.names)}: the notice says {count[0]}, its dates are {counted} days",
            )


def _with_weekend(page: Page, phrase: Phrase) -> tuple[date, ...]:
    """The days off of a phrase; 与周末连休 adds the weekend before, or after, or around them."""
    days = set(phrase.days)
    if "与周末连休" in phrase.said:
        for day, step in ((min(days), -_ONE_DAY), (max(days), _ONE_DAY)):
            while (day + step).weekday() in _WEEKEND:
                day += step
                days.add(day)
        if not any(day.weekday() in _WEEKEND for day in days):
            page.refuse(
                phrase.at,
                f"{phrase.days[0]} 不与周末相连，却写着“与周末连休”",
                f"与周末连休, but {phrase.days[0]} is not next to a weekend",
            )
    return tuple(sorted(days))
