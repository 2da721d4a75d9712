"""From an announcement to a file of `holidays/`: judged beside the known notices, written as YAML."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import count

from icpcli.calendar.arranged import holidays_of
from icpcli.calendar.festivals import festivals
from icpcli.calendar.notice import Arrangement, Notice, each_day
from icpcli.calendar.notice_file import parse_notice
from icpcli.calendar.published import load_calendar
from icpcli.calendar.workdays import FIRST_DAY, Day, late_december
from icpcli.files.yaml_text import scalar
from icpcli.importers.notice.read import Announcement
from icpcli.model.days import runs
from icpcli.model.problem import IcpError, Problem, Text

_WEEKEND = (5, 6)
_ONE_DAY = timedelta(days=1)


def split(known: Iterable[Notice], new: Notice) -> tuple[Notice | None, list[Notice]]:
    """The notice that `new` replaces, and the others: a year has one base, a title one amendment."""
    replaced = None
    others = []
    for notice in known:
        same = (notice.year, notice.amends, notice.local) == (new.year, new.amends, new.local)
        if same and (notice.title == new.title or not new.amends):
            replaced = notice
        else:
            others.append(notice)
    return replaced, others


def file_name(notice: Notice, taken: Collection[str]) -> str:
    """The name of a notice's file in a folder: a year has one base, and numbered amendments."""
    if not notice.amends:
        return f"{notice.year}.yaml"
    names = (f"{notice.year}-{i}.yaml" for i in count(2))
    return next(name for name in names if name not in taken)


def checked(announcement: Announcement, others: Sequence[Notice]) -> Notice:
    """The whole notice as the loader reads it, and accepts it beside `others`.

    Its `notes`, like the problems of the `IcpError` (`invalid_notice`) that is raised, have the
    lines of the announcement.
    """
    name = announcement.notice.file
    notice = announcement.notice
    _check_complete(announcement)
    if announcement.until:
        notice = _extended(announcement, announcement.until, others)
    try:
        notice = parse_notice(notice_yaml(notice), name)
        _check_withdrawals(notice.year, [*others, notice])
        load_calendar(notices=[*others, notice])
    except IcpError as error:
        problems = [_in_text(announcement, it) for it in error.problems]
        raise IcpError(error.code, problems) from None
    return notice._replace(notes=tuple(_in_text(announcement, it) for it in notice.notes))


def doubts(notice: Notice) -> list[Problem]:
    """The notes of a notice as reasons not to write it down without being told to."""
    return [
        note._replace(
            message=Text(
                f"{note.message.zh}（核对无误的，加 --force 照写）",
                f"{note.message.en} (--force takes it as it is)",
            )
        )
        for note in notice.notes
    ]


def remarks(announcement: Announcement, notice: Notice) -> list[Problem]:
    """Make-up days that are not on the weekend next to their festival, as all of 2007–2026 are.

    A damaged date that fell on the same day of the week looks like this, and nothing else tells.
    Those that are too far in any case are in the notice's `notes`.
    """
    taken = {day for festival in notice.festivals for day in festival.off}
    far = {note.message for note in notice.notes}
    found = []
    for i, festival in enumerate(notice.festivals):
        near = [
            *_weekend_beside(festival.off[0], -_ONE_DAY, taken),
            *_weekend_beside(festival.off[-1], _ONE_DAY, taken),
        ]
        found += [
            _problem(
                announcement,
                announcement.lines[i],
                f"{day} 上班：不是{'、'.join(festival.names)}前后最近的周末，请与通知原文核对",
                f"{day} is worked, but is not on the weekend next to {'、'.join(festival.names)}: "
                "compare with the notice",
            )
            for day in festival.work
            if day not in near and not any(it.zh.startswith(str(day)) for it in far)
        ]
    return found


def _check_complete(announcement: Announcement) -> None:
    """A year's notice arranges each of its festivals; one that lacks some is a part of it."""
    notice = announcement.notice
    named = {name for festival in notice.festivals for name in festival.names}
    missing = "、".join(it.name for it in festivals(notice.year) if it.name not in named)
    if missing and not notice.amends:
        words = (
            f"{notice.year} 年的通知里没有读出{missing}：请把整份通知都放进来",
            f"the notice for {notice.year} lacks {missing}: the whole notice is needed",
        )
        raise IcpError("invalid_notice", [_problem(announcement, announcement.lines[0], *words)])


def _in_text(announcement: Announcement, problem: Problem) -> Problem:
    """A problem of the file made from the announcement, on the line of its text."""
    if problem.file != announcement.notice.file:
        return problem
    return problem._replace(line=_line(announcement, problem), column=1, path="")


def notice_yaml(notice: Notice) -> str:
    """The notice as a file of `holidays/`."""
    lines = [
        "# 由 icp holidays add 从通知原文读出。Read by `icp holidays add` from the notice's text.",
        f"year: {notice.year}",
        f"title: {scalar(notice.title)}",
        *([f"number: {scalar(notice.number)}"] if notice.number else []),
        *([f"issued: {notice.issued}"] if notice.issued else []),
        *(["amends: true"] if notice.amends else []),
        *([f"extra_days_off: {notice.extra_days_off}"] if notice.extra_days_off else []),
        "festivals:",
    ]
    for festival in notice.festivals:
        lines.append(f"  - name: {scalar('、'.join(festival.names))}")
        for key, days in (("off", festival.off), ("work", festival.work)):
            lines += [f"    {key}: [{', '.join(_spelled(days))}]"] if days else []
    return "\n".join(lines) + "\n"


def _weekend_beside(day: date, step: timedelta, taken: set[date]) -> list[date]:
    """The days of the first weekend from `day` on of which not all are days off."""
    found: list[date] = []
    for _ in range(4):
        day += step
        while day.weekday() not in _WEEKEND:
            if found:
                return found
            day += step
        if day not in taken:
            found.append(day)
    return found


def _spelled(days: Sequence[date]) -> Iterator[str]:
    """The days as the file writes them, those that follow one another as `first to last`."""
    for first, last in runs(days):
        yield str(first) if first == last else f"{first} to {last}"


def _extended(announcement: Announcement, until: date, others: Sequence[Notice]) -> Notice:
    """The notice of an extension with the days that it adds to what is known beside it."""
    notice = announcement.notice
    names, year = notice.festivals[0].names, notice.year
    calendar = load_calendar(notices=others)
    law = festivals(year)
    last = next(it.last for it in law if it.name == names[0])
    days = [*each_day(last + _ONE_DAY, until)]
    added = [day for day in days if calendar.day(day) is not Day.OFF]
    own = tuple(day for day in days if not added or day >= added[0])
    _check_extension(announcement, until, own, others)
    swaps = calendar.swaps(late_december(year - 1), late_december(year) - _ONE_DAY)
    given = sum(1 if state is Day.OFF else -1 for _, state in swaps)
    given += sum(calendar.day(day) is Day.WORK for day in added)
    given -= sum((it.last - it.first).days + 1 for it in law)
    given -= sum(it.extra_days_off for it in others if it.year == year)
    return notice._replace(festivals=(Arrangement(names, own, ()),), extra_days_off=max(given, 0))


def _check_extension(
    announcement: Announcement, until: date, own: Sequence[date], others: Sequence[Notice]
) -> None:
    """It ends later than the holiday did, and every number of days that it gives agrees.

    Not later, but on the same day, where the library holds the year with its extension.
    """
    (names, _, _), year = announcement.notice.festivals[0], announcement.notice.year
    known = [it for it in holidays_of(year, others) if names[0] in it.names and it.off]
    problems = []
    end = known[0].off[-1] if known else None
    built_in = not any(it.year == year for it in others)
    if end and not (end < until or (built_in and end == until)):
        problems.append(
            _problem(
                announcement,
                announcement.lines[0],
                f"{names[0]}本来就放假到 {end}，延长到 {until} 不会是真的",
                f"{names[0]}: {until} extends nothing, the days off last to {end} already",
            )
        )
    whole = (until - known[0].off[0]).days + 1 if known else 0
    problems += [
        _problem(
            announcement,
            line,
            f"天数与延长到 {until} 不符：连同原来的共 {whole} 天，延长的是 {len(own)} 天",
            f"the number of days does not agree with {until}: {whole} in all, {len(own)} more",
        )
        for said, line in announcement.counts
        if said not in (whole, len(own))
    ]
    if problems:
        raise IcpError("invalid_notice", problems)


def _check_withdrawals(year: int, notices: Iterable[Notice]) -> None:
    """An amendment that arranges a festival anew names all its days: nothing can be withdrawn.

    Raises `IcpError` (`invalid_notice`): laid over day by day, a day that is not named would stay
    as it was.
    """
    ordered = sorted(
        (it for it in notices if it.year == year),
        key=lambda it: (it.amends, it.issued or FIRST_DAY),
    )
    problems = [
        Problem(notice.file, 1, 1, "", text)
        for i, notice in enumerate(ordered)
        if notice.amends
        for arranged in notice.festivals
        for text in _withdrawn(year, arranged, ordered[:i])
    ]
    if problems:
        raise IcpError("invalid_notice", problems)


def _withdrawn(year: int, arranged: Arrangement, earlier: Sequence[Notice]) -> Iterator[Text]:
    """The days of `earlier` that are not as in a plain week, and of which `arranged` says nothing."""
    statutory = {it.name: {*each_day(it.first, it.last)} for it in festivals(year)}
    anew = [it for it in arranged.names if statutory.get(it, {None}) <= {*arranged.off}]
    for festival in holidays_of(year, earlier) if anew else ():
        if not {*anew} & {*festival.names}:
            continue
        set_before = (*(it for it in festival.off if it.weekday() not in _WEEKEND), *festival.work)
        for day in set_before:
            if day not in (*arranged.off, *arranged.work):
                zh, en = ("上班", "worked") if day in festival.work else ("放假", "off")
                name = "、".join(arranged.names)
                yield Text(
                    f"{name}：原来 {day} {zh}，这份通知没有提到；取消的日子读不了，"
                    "请手工改原来那份通知的文件",
                    f"{name}: {day} was {en} before, and this notice does not name it: a withdrawal "
                    "cannot be laid over, change the earlier notice's file by hand",
                )


def _problem(announcement: Announcement, line: int, zh: str, en: str) -> Problem:
    return Problem(announcement.notice.file, line, 1, "", Text(zh, en))


def _line(announcement: Announcement, problem: Problem) -> int:
    """The line of the announcement that a problem of the file made from it is about."""
    entry = re.match(r"festivals\[(\d+)\]", problem.path)
    if entry:
        return announcement.lines[int(entry[1])]
    named = zip(announcement.notice.festivals, announcement.lines, strict=True)
    return next((line for it, line in named if problem.message.zh.startswith(it.names)), 1)
