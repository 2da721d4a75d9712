"""The State Council's holiday notice as it is published → `Notice`, or the line that does not agree.

Reads the wording of 2007 to today's. Of each festival it takes the days before 放假, 补休 and 上班;
what else the text says of a day is read only to be checked: its day of the week in brackets,
共N天, 不调休. Where the notice begins and ends in a copied text, `frame` says; what holds for every
notice, typed or published, is checked with the calendar (`draft.checked`).
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import repeat
from typing import NamedTuple

from icpcli.calendar.festivals import festivals
from icpcli.calendar.notice import Arrangement, Notice
from icpcli.files.chinese_print import NUMBER, number
from icpcli.importers.notice.arrangement import VERB, arrangement_of, refuse_phrase
from icpcli.importers.notice.dates import Phrase, phrases
from icpcli.importers.notice.extension import Extension, read_extension
from icpcli.importers.notice.frame import ARRANGED, Frame, read_frame
from icpcli.importers.notice.headings import Item, items, subject
from icpcli.importers.notice.page import Page
from icpcli.model.problem import IcpError, Text

_ALL_CHINA = re.compile(f"全国放假({NUMBER})天")
_UNDONE = re.compile("取消|撤[销消]|作废|废止|不再|原定|原安排|改[为至到在]")
_CANCELLED = re.compile(
    "(?:取消|撤[销消]|不再|原定|原安排)[^。;]{0,30}(?:上班|放假)|[0-9]日[^。;]{0,30}(?:取消|撤[销消])"
)
"""`取消5月8日（周六）上班`, `5月8日上班的安排取消`."""
_MOST_REPEATED = 10
_MOST_PARTS = 40


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
        return _extended(page, frame, read_extension(page, parts, said[0], law[0]))
    arranged = list(map(arrangement_of, repeat(page), parts, said, law))
    kept = _each_once(page, parts, arranged)
    notice = _notice(page, frame, [arranged[i] for i in kept])
    if notice.amends and not all(law):
        notice = notice._replace(extra_days_off=_extra(page, frame, notice.festivals))
    _ask_for_signature(page, frame, parts[-1])
    page.stop()
    return Announcement(notice, tuple(page.line(parts[i].start) for i in kept))


def _extended(page: Page, frame: Frame, extension: Extension) -> Announcement:
    notice = _notice(page, frame, [Arrangement(extension.names, (), ())])
    page.stop()
    return Announcement(notice, (extension.line,), extension.until, extension.counts)


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
    _check_number_of_parts(page, frame, parts)
    for part in (it for it in found if parts and not it.names):
        first = parts[0] if part.start < parts[0].start else None
        for phrase in phrases(page, part.body, part.end, date(frame.year, 7, 1)):
            if VERB.search(phrase.said):
                _refuse_homeless(page, phrase, first)
    _check_passed_over(page, frame)
    for undone in (*_UNDONE.finditer(page.text, frame.start, frame.end), *_cancelled(page, frame)):
        page.refuse(
            undone.start(),
            f"“{undone[0]}”：取消或改动的日子读不了，请手工写 YAML",
            f"{undone[0]}: days that are withdrawn or moved cannot be read, write the YAML by hand",
        )
    return parts or [subject(frame.of, frame.start, frame.end)]


def _check_number_of_parts(page: Page, frame: Frame, parts: Sequence[Item]) -> None:
    """A year's notice has a heading for each festival; none at all, or fifty, are no notice."""
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


def _refuse_homeless(page: Page, phrase: Phrase, following: Item | None) -> None:
    zh = en = ""
    if following:
        heading = page.text[following.start : following.body]
        zh = f"（请删去“{heading}”之前的文字）"
        en = f" (delete what stands before {heading})"
    refuse_phrase(page, phrase, "不在任何节日的标题之下", "stands under no festival", Text(zh, en))


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
