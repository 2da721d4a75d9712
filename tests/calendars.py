"""Reports and random titles for the tests of reminders, and what a calendar must hold of them."""

import random
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime

from samples import BUNDLED, calendar, d, license_with, rule

from icpcli.check.verdict import judge
from icpcli.deadlines.reminders import DAYS, STYLES, calendar_entries, due_today
from icpcli.deadlines.report import compute
from icpcli.model.deadline import Deadline, Report
from icpcli.model.journal import Event, Journal
from icpcli.model.license import License
from icpcli.model.problem import Text
from icpcli.model.reminder import Entry
from icpcli.render.remind.ics import calendar_ics

STAMP = datetime(2026, 11, 24, tzinfo=UTC)
SIGNS = (
    "经营许可证年报办理期限，。；：“”（）",
    "😀🏳️‍🌈👨‍👩‍👧🇨🇳✅⚠️",
    ",;:\\\"'|<>[]{}()*_`~#@+=%&/-",
    "nNrRtTxX0123456789 abcABC",
    "\n\r\t\v\f\x00\x07\x1b\x7f\x85\xa0\u200b\u200d\u2028\u2029\u202e\ufeff\ud800",
    "éüßñ\u0301\U0001fae8\U0010ffff\uffff\ue000",
)


def report_of(
    *licenses: License,
    as_of: str | date = "2026-11-24",
    events: Sequence[Event] = (),
    journal: Journal | None = None,
) -> Report:
    """The report on `licenses`, each with the same `journal`, or on the bundled one."""
    day = d(as_of) if isinstance(as_of, str) else as_of
    found = licenses or (BUNDLED,)
    journals = {license.file: journal for license in found} if journal else {}
    return compute(found, calendar(), day, events=events, journals=journals)


def one_deadline(as_of: str, due: str = "90 days before", **changes: object) -> Report:
    """A report of one rule that counts from the end of the term, 2028-07-01."""
    return report_of(license_with(rule(due, "expires", **changes)), as_of=as_of)


def many(n: int, as_of: str = "2026-11-24") -> Report:
    """A report of `n` deadlines, all of them to speak of: every event is two months old."""
    happened = [Event("it", date.fromordinal(d(as_of).toordinal() - 60 - i % 7)) for i in range(n)]
    return report_of(license_with(rule("30 days after")), as_of=as_of, events=happened)


def titles(n: int, seed: int) -> Iterator[str]:
    """Random titles out of all that a calendar, a chat or a list could stumble over."""
    chance = random.Random(seed)
    signs = "".join(SIGNS)
    for _ in range(n):
        length = chance.choice((1, 5, 20, 80, 300))
        mixed = [chance.choice((*SIGNS, signs)) for _ in range(length)]
        yield "x" + "".join(map(chance.choice, mixed))


def titled(deadline: Deadline, title: str, id: str | None = None) -> Deadline:
    renamed = deadline.rule._replace(title=Text(title, title))
    return deadline._replace(rule=renamed, id=id or deadline.id)


def random_entries(n: int, seed: int) -> list[Entry]:
    """`n` entries with alarms and titles at random."""
    report = one_deadline("2028-03-20")
    (deadline,) = report.deadlines
    renamed = tuple(titled(deadline, title, f"rule@{i}") for i, title in enumerate(titles(n, seed)))
    shown = report._replace(deadlines=renamed)
    return list(entries_of(shown, days=(7,)))


def last_workday(license: License, day: date) -> date:
    """The last certain working day, as it is published; every license has this calendar."""
    return calendar().last_workday(day)


def entries_of(
    report: Report, style: str = "auto", days: Sequence[int] = DAYS, **options: bool
) -> tuple[Entry, ...]:
    """What a calendar holds of a report, with the working days that are published."""
    return calendar_entries(report, STYLES[style], days, last_workday, **options)


def spoken_of(report: Report, days: Sequence[int] = DAYS, **options: bool) -> tuple[Deadline, ...]:
    """The deadlines of which somebody hears on the day of the report."""
    groups = due_today(report, days, last_workday, **options)
    return tuple(one for group in groups for one in group)


def written(entries: Sequence[Entry], report: Report | None = None) -> bytes:
    """A calendar with these entries, in Chinese."""
    return calendar_ics(judge(report or report_of()), entries, STAMP, "zh")


def ics(report: Report, style: str = "auto", days: Sequence[int] = DAYS, **options: bool) -> bytes:
    """The calendar of a report, in Chinese."""
    return written(entries_of(report, style, days, **options), report)
