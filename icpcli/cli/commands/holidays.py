"""`icp holidays`: the State Council's notices that are known, and a new one added."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated

import typer

from icpcli.calendar.arranged import holidays_of, statutory_holidays
from icpcli.calendar.notice import Arrangement, Notice
from icpcli.calendar.published import load_calendar
from icpcli.calendar.workdays import FIRST_DAY, LAST_DAY
from icpcli.cli.command_classes import Command, Group, help_alone
from icpcli.cli.documents import make_folder, read_document, refuse_to_overwrite
from icpcli.cli.license_files import NO_LICENSE, new_notice_folder
from icpcli.cli.options import SCREEN, Force, Options, asks, takes
from icpcli.cli.output import write_file
from icpcli.cli.question import Question
from icpcli.cli.values import whole_number
from icpcli.deadlines.difference import moves
from icpcli.deadlines.report import compute
from icpcli.importers.notice.draft import (
    checked,
    doubts,
    file_name,
    notice_yaml,
    remarks,
    split,
)
from icpcli.importers.notice.read import read_announcement
from icpcli.model.calendar import DaysOff, HolidayYear
from icpcli.model.deadline import Report
from icpcli.model.problem import IcpError, Text, refusal
from icpcli.render.answers.holidays import HolidaysOfYear, NoticeMoves, Notices

app = typer.Typer(
    cls=Group, rich_markup_mode=None, add_completion=False, invoke_without_command=True
)


@app.callback()
@takes("lang")
def holidays(options: Options, context: typer.Context) -> None:
    """Holiday notices: add a new one, see those that are known."""
    help_alone(context, *options)


@app.command(cls=Command)
@asks("license", "as_of", "format", "lang", "color")
def add(
    question: Question,
    notice: Annotated[
        Path | None,
        typer.Argument(
            metavar="[NOTICE]",
            help="The text as it was published; stdin without one, or for -.",
            show_default=False,
        ),
    ] = None,
    force: Force = False,
) -> None:
    """Read a published notice into holidays/YEAR.yaml beside the license.

    First shows each deadline whose dates move or become final. Where a number of days, a day of
    the week or the sum of the year does not agree, nothing is written. --force also takes make-up
    days that are more than 13 days from their festival.
    """
    out = question.out
    if not question.own_paths:
        raise refusal("no_license", "", NO_LICENSE)
    folder = new_notice_folder(question.places, question.own_paths)
    known = question.notices
    announcement = read_announcement(*read_document(notice, out.lang))
    replaced, others = split(known, announcement.notice)
    new = checked(announcement, others)
    there = replaced is not None and replaced.content == new.content
    taken = [it.name for it in folder.glob("*")]
    path = Path(replaced.file) if replaced else folder / file_name(new, taken)
    if not there:
        refuse_to_overwrite(path, force and replaced is not None)
    if new.notes and not (force or there):
        raise IcpError("invalid_notice", doubts(new))
    before, after = _report(question, known), _report(question, [*others, new])
    out.write(NoticeMoves(_year_of(new, new.festivals), *moves(before, after), question.day))
    for remark in (*new.notes, *remarks(announcement, new)):
        out.note(remark.placed)
    if there:
        out.note(Text(f"{path} 里已经是这份通知", f"{path} holds this notice already"))
        return
    make_folder(folder)
    write_file(path, notice_yaml(new).encode())
    out.note(Text(f"已写入 {path}", f"wrote {path}"))


def _report(question: Question, notices: Sequence[Notice]) -> Report:
    """Every deadline as it stands with these notices."""
    return compute(
        question.licenses,
        load_calendar(notices=notices),
        question.day,
        journals=question.journals,
        if_today=True,
    )


@app.command("list", cls=Command)
@asks("license", *SCREEN)
def list_(question: Question) -> None:
    """The notices beside the license, and the years that are built in."""
    out = question.out
    known = sorted(question.notices, key=lambda it: (it.year, bool(it.local), it.amends))
    years = [_year_of(it, it.festivals) for it in known]
    built_in = range(FIRST_DAY.year, load_calendar().published_through.year + 1)
    out.write(Notices(years, built_in))


@app.command(cls=Command)
@asks("license", *SCREEN)
def show(
    question: Question,
    year: Annotated[
        str, typer.Argument(metavar="YEAR", help="From 2004 to 2099.", show_default=False)
    ],
) -> None:
    """A year's days off and make-up workdays, by festival."""
    out = question.out
    of = whole_number("YEAR", year, FIRST_DAY.year, LAST_DAY.year)
    known = question.notices
    arranged = holidays_of(of, known)
    published = bool(arranged)
    if not published:
        arranged = statutory_holidays(of)
        out.note(
            Text(
                f"{of} 年的放假通知还没有：这里只有法定节日",
                f"the holiday notice for {of} is not known: these are only the days of the law",
            )
        )
    notices = [it for it in known if it.year == of]
    base = next(
        (it for it in notices if not (it.amends or it.local)), Notice("", of, "", "", None, ())
    )
    answer = _year_of(base, arranged)._replace(published=published)
    amendments = [_year_of(it, it.festivals) for it in notices if it.amends or it.local]
    out.write(HolidaysOfYear(answer, amendments))


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
        local=notice.local,
    )
