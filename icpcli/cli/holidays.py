"""`icp holidays`: the State Council's notices that are known, and a new one added."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from typing import Annotated

import typer

from icpcli.answers import Change, DaysOff, HolidayYear
from icpcli.cli.documents import make_folder, read_document, refuse_to_overwrite
from icpcli.cli.inputs import (
    NO_LICENSE,
    notice_folders,
    own_license_paths,
    read_licenses,
    read_notices,
)
from icpcli.cli.journals import read_journals
from icpcli.cli.options import AsOf, Color, Force, Format, Language, OwnLicenses
from icpcli.cli.output import Output, open_output
from icpcli.cli.settings import day_to_answer_for, whole_number
from icpcli.engine import compute
from icpcli.errors import IcpError, Text, refusal
from icpcli.festivals import Festival, festivals
from icpcli.holidays import holidays_of, load_calendar
from icpcli.moves import moves
from icpcli.notice_reader import parse_notice
from icpcli.notices import Arrangement, Notice
from icpcli.paper.announcement import Announcement, read_announcement
from icpcli.paper.notice_drafts import extended, notice_yaml, unusual
from icpcli.workdays import FIRST_DAY, LAST_DAY, WorkCalendar

app = typer.Typer(
    rich_markup_mode=None,
    add_completion=False,
    no_args_is_help=True,
    help="Holiday notices: add a new one, see those that are known.",
)


@app.command()
def add(
    notice: Annotated[
        Path | None,
        typer.Argument(
            metavar="[NOTICE]",
            help="The text as it was published; stdin without one, or for -.",
            show_default=False,
        ),
    ] = None,
    license: OwnLicenses = None,
    force: Force = False,
    as_of: AsOf = None,
    format: Format = None,
    lang: Language = None,
    color: Color = None,
) -> None:
    """Read a published notice into holidays/YEAR.yaml beside the license.

    First shows each deadline whose dates move or become final. Where a number of days, a day of
    the week or the sum of the year does not agree, nothing is written.
    """
    out = open_output(format, None, lang, color)
    day = day_to_answer_for(as_of)
    paths = own_license_paths(license)
    folder = _folder(paths)
    known = read_notices(paths)
    announcement = read_announcement(*read_document(notice, out.lang))
    replaced, others = _split(known, announcement.notice)
    new, calendar = _checked(announcement, others)
    there = replaced is not None and replaced._replace(file=new.file) == new
    if replaced and not there:
        refuse_to_overwrite(Path(replaced.file), force)
    licenses = read_licenses(paths)
    journals = read_journals(licenses, None, day, out.note)
    before = compute(licenses, load_calendar(notices=known), day, journals=journals)
    after = compute(licenses, calendar, day, journals=journals)
    _show_changes(new, moves(before, after), out)
    for doubt in unusual(new):
        out.note(doubt)
    path = Path(replaced.file) if replaced else _free_path(folder, new)
    if there:
        out.note(Text(f"{path} 里已经是这份通知", f"{path} holds this notice already"))
        return
    make_folder(folder)
    out._replace(path=path).text(notice_yaml(new))
    out.note(Text(f"已写入 {path}", f"wrote {path}"))


@app.command("list")
def list_(
    license: OwnLicenses = None,
    format: Format = None,
    lang: Language = None,
    color: Color = None,
) -> None:
    """The notices beside the license, and the years that are built in."""
    out = open_output(format, None, lang, color)
    known = sorted(read_notices(own_license_paths(license)), key=lambda it: (it.year, it.amends))
    years = [_year_of(it, it.festivals) for it in known]
    built_in = range(FIRST_DAY.year, load_calendar().published_through.year + 1)
    match out.format:
        case "json":
            from icpcli.render.json import holidays_json

            out.text(holidays_json(years, built_in))
        case "table":
            from icpcli.render.holidays import notices_screen

            out.screen(lambda width: notices_screen(years, built_in, out.lang, width))
        case _:
            from icpcli.render.rows import notice_rows

            out.rows(notice_rows(years))


@app.command()
def show(
    year: Annotated[str, typer.Argument(metavar="YEAR", show_default=False)],
    license: OwnLicenses = None,
    format: Format = None,
    lang: Language = None,
    color: Color = None,
) -> None:
    """A year's days off and make-up workdays, by festival."""
    out = open_output(format, None, lang, color)
    of = whole_number("YEAR", year, FIRST_DAY.year, LAST_DAY.year)
    known = read_notices(own_license_paths(license))
    arranged = holidays_of(of, known)
    if not arranged:
        arranged = tuple(Arrangement((it.name,), tuple(_days(it)), ()) for it in festivals(of))
        out.note(
            Text(
                f"{of} 年的放假通知还没有：这里只有法定节日",
                f"the holiday notice for {of} is not known: these are only the days of the law",
            )
        )
    notices = [it for it in known if it.year == of]
    answer = _year_of(notices[0] if notices else Notice("", of, "", "", None, ()), arranged)
    match out.format:
        case "json":
            from icpcli.render.json import holiday_year_json

            out.text(holiday_year_json(answer))
        case "table":
            from icpcli.render.holidays import holidays_screen

            out.screen(lambda width: holidays_screen(answer, out.lang, width))
        case _:
            from icpcli.render.rows import holiday_rows

            out.rows(holiday_rows([answer]))


def _days(festival: Festival) -> Iterator[date]:
    for i in range((festival.last - festival.first).days + 1):
        yield festival.first + timedelta(days=i)


def _folder(paths: Sequence[Path]) -> Path:
    """Where a notice goes. Raises `IcpError` where that is no one place."""
    if not paths:
        raise refusal("no_license", "", NO_LICENSE)
    folders = notice_folders(paths)
    if len(folders) > 1:
        words = Text(
            "几份许可证不在同一个文件夹：请用 -l 只指定一份",
            "the licenses lie in several folders: name one of them with -l",
        )
        raise refusal("bad_usage", "--license", words)
    return folders[0]


def _split(known: Iterable[Notice], new: Notice) -> tuple[Notice | None, list[Notice]]:
    """The notice that `new` replaces, and the others: a year has one base, a title one amendment."""
    replaced = None
    others = []
    for notice in known:
        same = notice.year == new.year and notice.amends == new.amends
        if same and (notice.title == new.title or not new.amends):
            replaced = notice
        else:
            others.append(notice)
    return replaced, others


def _checked(announcement: Announcement, others: Sequence[Notice]) -> tuple[Notice, WorkCalendar]:
    """The whole notice as the loader reads it, and the calendar with it.

    Raises `IcpError` (`invalid_notice`), with the lines of the announcement.
    """
    name, year = announcement.notice.file, announcement.notice.year
    explained = sum(notice.extra_days_off for notice in others if notice.year == year)
    try:
        notice = announcement.notice
        if announcement.until:
            notice = extended(announcement, load_calendar(notices=others), explained)
        notice = parse_notice(notice_yaml(notice), name)
        return notice, load_calendar(notices=[*others, notice])
    except IcpError as error:
        raise IcpError(
            error.code,
            [
                it._replace(line=_line(announcement, it.path, it.message.zh), column=1, path="")
                if it.file == name
                else it
                for it in error.problems
            ],
        ) from None


def _line(announcement: Announcement, path: str, message: str) -> int:
    """The line of the announcement that a problem of the file made from it is about."""
    entry = re.match(r"festivals\[(\d+)\]", path)
    if entry:
        return announcement.lines[int(entry[1])]
    named = zip(announcement.notice.festivals, announcement.lines, strict=True)
    return next((line for it, line in named if message.startswith(it.names)), 1)


def _free_path(folder: Path, notice: Notice) -> Path:
    if not notice.amends:
        path = folder / f"{notice.year}.yaml"
        refuse_to_overwrite(path, force=False)
        return path
    paths = (folder / f"{notice.year}-{i}.yaml" for i in count(2))
    return next(path for path in paths if not path.exists())


def _show_changes(notice: Notice, changes: Sequence[Change], out: Output) -> None:
    year = _year_of(notice, notice.festivals)
    match out.format:
        case "json":
            from icpcli.render.json import moves_json

            out.text(moves_json(year, changes))
        case "table":
            from icpcli.render.holidays import moves_screen

            out.screen(lambda width: moves_screen(year, changes, out.lang, width))
        case _:
            from icpcli.render.rows import move_rows

            out.rows(move_rows(changes))


def _year_of(notice: Notice, arranged: Iterable[Arrangement]) -> HolidayYear:
    return HolidayYear(
        year=notice.year,
        title=notice.title,
        number=notice.number,
        issued=notice.issued,
        amends=notice.amends,
        extra_days_off=notice.extra_days_off,
        file=notice.file,
        festivals=tuple(DaysOff("、".join(it.names), it.off, it.work) for it in arranged),
    )
