"""The State Council's holiday notice as it is published → `Notice`, or the line that does not agree.

Reads the wording of 2007 to today's. Of each festival it takes the days before 放假, 补休 and 上班;
what else the text says of a day is read only to be checked: its day of the week in brackets,
共N天, 不调休. Where the notice begins and ends in a copied text, `frame` says; what holds for every
notice, typed or published, is checked with the calendar (`draft.checked`).
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise, repeat
from typing import NamedTuple

from icpcli.calendar.festivals import Festival, festivals
from icpcli.calendar.notice import Arrangement, Notice, each_day
from icpcli.files.chinese_print import NUMBER, number
from icpcli.importers.notice.dates import Phrase, phrases
from icpcli.importers.notice.frame import ARRANGED, Frame, read_frame
from icpcli.importers.notice.headings import Item, items, subject
from icpcli.importers.notice.page import Page
from icpcli.model.problem import IcpError, Text

_OFF = re.compile("(?:全国)?(?:调休|公休)?放假")
_MORE_OFF = re.compile("补休")
_WORK = re.compile("(?:[两三四五六]天|均|都|照常|正常|应)*上班")
_RESUMED = re.compile("起(?:照常|正常|恢复)?上班")
_VERB = re.compile("放假|补休|上班")
_COUNT = re.compile(f"(?:共计?|放假)({NUMBER})天")
_LONGER = re.compile(f"(?:共计?|放假|延长)({NUMBER})天")
_ALL_CHINA = re.compile(f"全国放假({NUMBER})天")
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
_UNDONE = re.compile("取消|撤[销消]|作废|废止|不再|原定|原安排|改[为至到在]")
_CANCELLED = re.compile(
    "(?:取消|撤[销消]|不再|原定|原安排)[^。;]{0,30}(?:上班|放假)|[0-9]日[^。;]{0,30}(?:取消|撤[销消])"
)
"""`取消5月8日（周六）上班`, `5月8日上班的安排取消`."""
_EXTENDS = re.compile("延长[^。;]{0,30}[至到]$")
_WEEKEND = (5, 6)
_ONE_DAY = timedelta(days=1)
_LONGEST_EXTENSION = timedelta(days=31)
_MOVED = re.compile("(?:[两三四五六]个)?公休日(?:分别)?调至")
"""`9月27日、28日两个公休日调至9月29日、30日`."""
_MOST_REPEATED = 10
_MOST_PARTS = 40
_NO_REMEDY = Text("", "")


class Announcement(NamedTuple):
    """A notice as far as its own words go.

    `lines`: the line of the text on which each of its festivals stands. `until`: the notice
    extends its festival to this day, from wherever it ended; it has no days of its own then.
    `counts`: each number of days that an extension gives, and the line on which it does.
    """

    notice: Notice
    lines: tuple[int, ...]
    until: date | None = None
    counts: tuple[tuple[int | None, int], ...] = ()


def read_announcement(text: str, file: str = "") -> Announcement:
    """The notice that the text is, in whatever form it was copied (semantics § 5).

    Raises `IcpError` (`invalid_notice`) with every line that cannot be read or does not agree.
    """
    page = Page(text, file)
    frame = read_frame(page, 0, len(page.text))
    found = _read(page, frame)
    _check_repeated(page, frame, found)
    page.stop()
    return found


def _read(page: Page, frame: Frame) -> Announcement:
    parts = _parts(page, frame)
    statutory = {it.name: it for it in festivals(frame.year)}
    law = [[statutory[name] for name in part.names if name in statutory] for part in parts]
    said = [
        list(phrases(page, part.body, part.end, own[0].first if own else date(frame.year, 7, 1)))
        for part, own in zip(parts, law, strict=True)
    ]
    if "延长" in frame.of:
        return _extension(page, _notice(page, frame, []), parts, said[0], law[0])
    arranged = list(map(_arrangement, repeat(page), parts, said, law))
    kept = _each_once(page, parts, arranged)
    notice = _notice(page, frame, [arranged[i] for i in kept])
    if notice.amends and not all(law):
        notice = notice._replace(extra_days_off=_extra(page, frame, notice.festivals))
    _ask_for_signature(page, frame, parts[-1])
    page.stop()
    return Announcement(notice, tuple(page.line(parts[i].start) for i in kept))


def _ask_for_signature(page: Page, frame: Frame, last: Item) -> None:
    """Where the last festival cannot be read, what stands behind an unsigned notice may be why."""
    first_line, at = page.line(last.start), max(frame.end - 1, 0)
    more = not frame.signed and page.line(at) > first_line
    if more and any(it.line >= first_line for it in page.problems):
        page.refuse(
            at,
            "没有读出落款（国务院办公厅）：正文之后若还有别的文字，请删去",
            "no signature (国务院办公厅) was read: delete what stands behind the notice, if anything does",
        )


def _notice(page: Page, frame: Frame, arranged: Sequence[Arrangement]) -> Notice:
    if frame.amends and not frame.issued:
        page.refuse(
            max(frame.end - 1, 0),
            "没有读出修改通知的日期：请在正文之后把它单独写成一行（如 2019年3月22日）",
            "no date of issue was read: put it behind the text, on a line of its own "
            "(such as 2019年3月22日)",
        )
    return Notice(
        file=page.file,
        year=frame.year,
        title=frame.title,
        number=frame.number,
        issued=frame.issued,
        festivals=tuple(arranged),
        amends=frame.amends,
    )


def _check_repeated(page: Page, frame: Frame, first: Announcement) -> None:
    """What stands behind the notice under another title must be the notice once more."""
    body = page.text[frame.at : frame.end]
    others = [it for it in frame.rest if not page.text.startswith(body, it[0])]
    for i, (start, end) in enumerate(others):
        aside = page.aside()
        try:
            other = _read(aside, read_frame(aside, start, end)) if i < _MOST_REPEATED else None
        except IcpError:
            other = None
        if not other or _answer(other) != _answer(first):
            page.refuse(
                start,
                "从这一行起是另一份通知：请只留一份，另一份单独导入",
                "another notice begins on this line: keep one of the two, and add the other by itself",
            )
            return


def _answer(found: Announcement) -> tuple[object, ...]:
    notice = found.notice
    return notice.year, notice.amends, notice.festivals, found.until


def _parts(page: Page, frame: Frame) -> list[Item]:
    """The festivals, each with its part of the text; without headings, the title's has all of it.

    Nothing is arranged outside of them, and nothing is undone.
    """
    found = items(page, frame.start, frame.end)
    parts = [it for it in found if it.names]
    if not parts and not frame.amends:
        page.refuse(
            frame.at,
            "标题之后没有读出任何节日（如“一、元旦：”）：请把通知的正文一并放进来",
            "no festival was read after the title (such as 一、元旦：): the text of the notice belongs "
            "here, too",
        )
        page.stop()
    if len(parts) > _MOST_PARTS:
        page.refuse(
            parts[_MOST_PARTS].start,
            "节日的标题太多，不像一份通知：请只留通知的正文",
            "too many headings for one notice: keep only its text",
        )
        page.stop()
    for part in (it for it in found if parts and not it.names):
        first = parts[0] if part.start < parts[0].start else None
        for phrase in phrases(page, part.body, part.end, date(frame.year, 7, 1)):
            if _VERB.search(phrase.said):
                _refuse_homeless(page, phrase, first)
    _check_passed_over(page, frame)
    for undone in (*_UNDONE.finditer(page.text, frame.start, frame.end), *_cancelled(page, frame)):
        page.refuse(
            undone.start(),
            f"“{undone[0]}”：取消或改动的日子读不了，请手工写 YAML",
            f"{undone[0]}: days that are withdrawn or moved cannot be read, write the YAML by hand",
        )
    return parts or [subject(frame.of, frame.start, frame.end)]


def _refuse_homeless(page: Page, phrase: Phrase, following: Item | None) -> None:
    zh = en = ""
    if following:
        heading = page.text[following.start : following.body]
        zh = f"（请删去“{heading}”之前的文字）"
        en = f" (delete what stands before {heading})"
    _refuse_phrase(page, phrase, "不在任何节日的标题之下", "stands under no festival", Text(zh, en))


def _check_passed_over(page: Page, frame: Frame) -> None:
    """An amendment may lack any festival: an item that lost its heading would be missed by nobody."""
    start = frame.start if frame.amends else frame.announced
    lost = ARRANGED.search(page.text, frame.announced, start)
    if lost:
        page.refuse(
            lost.start(),
            f"“{lost[0]}”在第一项之前，没有读进去：请补上它的序号（如“一、”），与安排无关的请删去",
            f'"{lost[0]}" stands before the first item and was not read: put back its number (such '
            "as 一、), or delete what arranges nothing",
        )


def _cancelled(page: Page, frame: Frame) -> Iterator[re.Match[str]]:
    """What an amendment cancels before its first item: it would be passed over unseen."""
    return _CANCELLED.finditer(page.text, frame.opening, frame.start) if frame.amends else iter(())


def _each_once(page: Page, parts: Sequence[Item], arranged: Sequence[Arrangement]) -> list[int]:
    """Which arrangements to keep where a festival is named again, as by a summary: the fuller."""
    kept: dict[frozenset[str], int] = {}
    for i, one in enumerate(arranged):
        first = arranged[kept.setdefault(frozenset(one.names), i)]
        if one.off != first.off or (one.work and first.work and one.work != first.work):
            page.refuse(
                parts[i].start,
                f"{'、'.join(one.names)}前面已经安排过，日期不同：请只留通知的正文（删去“一、”之前和落款之后的文字）",
                f"{'、'.join(one.names)} is arranged above already, with other days: keep only the "
                "notice (delete what stands before 一、 and behind the signature)",
            )
        if one.work:
            kept[frozenset(one.names)] = i
    return sorted(kept.values())


def _arrangement(
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
        elif _VERB.search(phrase.said) and not _RESUMED.match(phrase.said):
            _refuse_phrase(page, phrase, "没有读懂", "not understood")
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


def _refuse_phrase(page: Page, phrase: Phrase, zh: str, en: str, remedy: Text = _NO_REMEDY) -> None:
    day, words = phrase.days[0], phrase.said[:20]
    page.refuse(phrase.at, f"{zh}：{day} “{words}”{remedy.zh}", f'{en}: {day} "{words}"{remedy.en}')


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


def _extension(
    page: Page, notice: Notice, parts: list[Item], said: list[Phrase], law: list[Festival]
) -> Announcement:
    """A holiday that is made longer, with the day to which, and the numbers of days it gives."""
    until, line = _until(page, parts, said, law)
    part = parts[0]
    counts = tuple(
        (number(it[1]), page.line(it.start()))
        for it in _LONGER.finditer(page.text, part.start, part.end)
    )
    page.stop()
    notice = notice._replace(festivals=(Arrangement(part.names, (), ()),))
    return Announcement(notice, (line,), until, counts)


def _until(
    page: Page, parts: list[Item], said: list[Phrase], law: list[Festival]
) -> tuple[date, int]:
    """The last day of an extension, and its line; people work again from the day after.

    Nothing else may be off or worked by it: the days of the notice are those up to its last.
    """
    until = [it for it in said if _EXTENDS.search(it.before) and len(it.days) == 1]
    resumed = [it for it in said if _RESUMED.match(it.said)]
    for phrase in said:
        meant = {"放假"} if phrase in until else set()
        if phrase not in resumed and set(_VERB.findall(phrase.said)) - meant:
            _refuse_phrase(page, phrase, "延长通知里读不了", "cannot be read in an extension")
    known = len(parts) == len(law) == len(until) == 1
    if (
        not known
        or not law[0].last < until[0].days[0] <= law[0].last + _LONGEST_EXTENSION
        or any(it.days != (until[0].days[0] + _ONE_DAY,) for it in resumed)
    ):
        page.refuse(
            parts[0].start,
            "没有读出哪个假期延长到哪一天，或者与“起正常上班”的日期不符",
            "which holiday is extended to which day was not read, or the day of return does not "
            "follow",
        )
        page.stop()
    return until[0].days[0], page.line(until[0].at)


def _extra(page: Page, frame: Frame, arranged: Sequence[Arrangement]) -> int:
    """How many days a one-off holiday gives; its own words must say so."""
    given = sum(day.weekday() < 5 for it in arranged for day in it.off)
    given -= sum(len(it.work) for it in arranged)
    said = _ALL_CHINA.search(page.text, frame.opening, frame.end)
    if not said or number(said[1]) != given:
        page.refuse(
            said.start() if said else frame.start,
            f"放假减去调休上班得 {given} 天，与“全国放假……天”不符",
            f"days off less make-up workdays give {given}, and 全国放假…天 does not say so",
        )
    return max(given, 0)
