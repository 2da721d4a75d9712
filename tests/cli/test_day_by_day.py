"""Day by day, from 120 days before a deadline to ten after it: nothing open is ever out of sight."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from calendars import entries_of, report_of, spoken_of
from licenses import FILE_BY, license_file
from samples import DAY, calendar, d, it, license_with, rule
from terminal import icp

from icpcli.calendar.workdays import Day
from icpcli.check.verdict import judge
from icpcli.deadlines.reminders import DAYS
from icpcli.model.deadline import Deadline, Report
from icpcli.model.license import Alert, License
from icpcli.model.reminder import Moment

JOBS = {
    "the yearly report": (license_with(rule("Q1", "each year")), (), "2027-03-31"),
    "a window that ends on a Sunday": (license_with(rule("Q1", "each year")), (), "2024-03-29"),
    "a window in the Spring Festival": (
        license_with(rule("01-01 to 02-15", "each year")), (), "2027-02-15",
    ),
    "renewal, through days nobody knows": (
        license_with(rule("90 days before", "expires")), (), "2028-03-31",
    ),
    "renewal with thresholds of its own": (
        license_with(rule("90 days before", "expires", alert=Alert(90, 30))), (), "2028-03-31",
    ),
    "renewal after National Day": (
        license_with(rule("90 days before", "expires"), expires=d("2026-12-31")), (), "2026-09-30",
    ),
    "30 days after": (license_with(rule("30 days after")), (it("2026-09-10"),), "2026-10-10"),
    "ten working days after": (
        license_with(rule("10 working days after")), (it("2026-09-24"),), "2026-10-15",
    ),
    "at once": (license_with(rule("immediately")), (it("2026-10-02"),), "2026-10-02"),
    "150 days after": (license_with(rule("150 days after")), (it("2026-09-10"),), "2027-02-02"),
}  # fmt: skip
"""A license with one rule, what happened, and the day to file by."""


def at_work(day: date) -> bool:
    return calendar().day(day) is Day.WORK


def asked_for(file_by: date, day: date) -> bool:
    """Whether the list of steps names a working day, or the days off right behind it."""
    steps = {file_by - n * DAY for n in (*DAYS, 0)}
    while day not in steps:
        day += DAY
        if day > file_by or at_work(day):
            return False
    return True


def days(license: License, happened: tuple, file_by: date) -> Iterator[tuple[Report, Deadline]]:
    """Each day's report, and the deadline in it."""
    first = max([file_by - 120 * DAY, *(event.on for event in happened)])
    day = first
    while day <= file_by + 20 * DAY:
        report = report_of(license, as_of=day, events=happened)
        (one,) = [one for one in report.deadlines if one.file_by == file_by]
        if day <= one.due + 10 * DAY:
            yield report._replace(deadlines=(one,)), one
        day += DAY


@pytest.mark.parametrize(("license", "happened", "file_by"), JOBS.values(), ids=JOBS)
def test_every_day(license: License, happened: tuple, file_by: str) -> None:
    """On every working day that the list of steps names, and on every day from the day to file by on, a
    message speaks and a calendar reminds; while it is open the calendar holds it, and from its warning
    period on `check` does not exit with 0."""
    seen = 0
    for report, one in days(license, happened, d(file_by)):
        day = report.as_of
        if not one.is_open:
            assert day > one.due
            continue
        seen += 1
        late = day > d(file_by)
        named = at_work(day) and asked_for(d(file_by), day)
        assert not (named or late) or spoken_of(report), day
        for style in ("auto", "events", "alarms"):
            found = entries_of(report, style)
            mine = [entry for entry in found if entry.moment is Moment.FILE_BY]
            assert [(entry.on, entry.closed) for entry in mine] == [(d(file_by), None)], day
            shown = any(entry.on <= day <= entry.last for entry in found)
            rings = any(entry.on - n * DAY == day for entry in found for n in entry.alarms)
            assert not (named or late) or shown or rings, (day, style)
            assert not late or any(entry.on == day for entry in found), (day, style)
        if one.days_left <= one.alert.warning:
            assert judge(report).exit_code > 0, day
    assert seen


def test_the_commands_day_by_day(tmp_path: Path) -> None:
    """What the functions promise, the commands do: for a file on disk, to the last day and after it."""
    path = license_file(tmp_path / "license.yaml")
    silent = []
    for left in range(35, -11, -1):
        day = FILE_BY - left * DAY
        said = icp("remind", "-l", path, ICP_AS_OF=str(day))
        written = icp("remind", "-f", "ics", "-l", path, ICP_AS_OF=str(day))
        checked = icp("check", "-l", path, ICP_AS_OF=str(day))
        assert (said.code, written.code) == (0, 0)
        assert b"BEGIN:VEVENT" in written.out
        assert b"STATUS:CANCELLED" not in written.out
        assert bool(checked.code) == (left <= 30)
        if not said.out:
            silent.append(left)
    # FILE_BY is a Wednesday: 30 days before is a Monday, 3 a Sunday, and 5 the Friday before it.
    assert silent == [35, 34, 33, 32, 31, *range(29, 14, -1), *range(13, 7, -1), 6, 4, 2]
