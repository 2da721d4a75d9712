"""Answers as rows of text under stable column names, for every format that is a grid."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from icpcli.answers import Between, Change, Count, HolidayYear, Record, Year
from icpcli.model import Deadline, Duty, Finding, License, Report
from icpcli.render.labels import Lang, one_line, say

Row = tuple[str, ...]

MOVING_FIELDS = (
    "file_by",
    "due",
    "due_latest",
    "opens",
    "prepare_from",
    "extended_to",
    "certainty",
)
"""What of a deadline can move when a notice comes out."""


class Rows(NamedTuple):
    """Rows of text; `columns` are the field names of the JSON contract, the same in every language.

    `main` are the columns that fit a page; empty where all do.
    """

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    main: tuple[str, ...] = ()

    def for_a_page(self) -> "Rows":
        """The same rows with their main columns only."""
        if not self.main:
            return self
        places = [self.columns.index(column) for column in self.main]
        return Rows(self.main, tuple(tuple(row[i] for i in places) for row in self.rows))


def deadline_rows(report: Report, lang: Lang) -> Rows:
    """One row a deadline."""
    columns = (
        "id",
        "license",
        "rule",
        "status",
        "certainty",
        "file_by",
        "due",
        "due_latest",
        "days_left",
        "opens",
        "prepare_from",
        "extended_to",
        "trigger",
        "trigger_date",
        "title",
        "clause",
        "quote",
        "recipient",
        "filing",
        "reasons",
        *_RECORDED,
    )
    several = len(report.licenses) > 1
    main: tuple[str, ...] = (
        "file_by",
        "due",
        "due_latest",
        "days_left",
        "status",
        "certainty",
        "title",
        "clause",
        "id",
        *(["license"] if several else []),
    )
    if any(one.filed or one.waived_until for one in report.deadlines):
        main += _RECORDED
    return Rows(columns, tuple(_deadline(deadline, lang) for deadline in report.deadlines), main)


def _deadline(deadline: Deadline, lang: Lang) -> Row:
    rule = deadline.rule
    return (
        deadline.id,
        one_line(deadline.license.number),
        rule.id,
        deadline.status,
        deadline.certainty,
        _date(deadline.file_by),
        _date(deadline.due),
        _date(deadline.due_latest),
        "" if deadline.days_left is None else str(deadline.days_left),
        _date(deadline.opens),
        _date(deadline.prepare_from),
        _date(deadline.extended_to),
        deadline.trigger,
        str(deadline.trigger_date),
        say(rule.title, lang),
        one_line(rule.clause),
        one_line(rule.quote),
        one_line(rule.recipient),
        say(rule.filing, lang),
        " ".join(deadline.reasons),
        *_recorded(deadline),
    )


_RECORDED = ("filed", "days_early", "waived_until")


def _recorded(deadline: Deadline) -> Row:
    """What the journal says of it."""
    early = "" if deadline.days_early is None else str(deadline.days_early)
    return _date(deadline.filed), early, _date(deadline.waived_until)


def effect_rows(effects: Sequence[Change], lang: Lang) -> Rows:
    """One row a deadline that an entry changed; `was` or `now` is empty where it does not run."""
    return Rows(
        ("id", "was", "now", "file_by", "due", *_RECORDED, "title"),
        tuple(_effect(effect, lang) for effect in effects),
    )


def _effect(effect: Change, lang: Lang) -> Row:
    one = effect.after or effect.before
    assert one is not None
    return (
        one.id,
        effect.before.status if effect.before else "",
        effect.after.status if effect.after else "",
        _date(one.file_by),
        _date(one.due),
        *_recorded(one),
        say(one.rule.title, lang),
    )


def journal_rows(records: Sequence[Record]) -> Rows:
    """One row an entry of the journal."""
    return Rows(
        (
            "entry",
            "recorded",
            "act",
            "subject",
            "on",
            "changes_operator",
            "receipt",
            "note",
            "reason",
            "voided_by",
        ),
        tuple(map(_record, records)),
    )


def _record(record: Record) -> Row:
    answer = {True: "yes", False: "no", None: ""}[record.changes_operator]
    return (
        str(record.number),
        str(record.recorded),
        record.act,
        record.subject,
        _date(record.on),
        answer,
        one_line(record.receipt),
        one_line(record.note),
        one_line(record.reason),
        str(record.voided_by or ""),
    )


def finding_rows(report: Report, lang: Lang) -> Rows:
    """One row a finding."""
    return Rows(
        ("level", "code", "license", "clause", "dates", "message"),
        tuple(_finding(finding, lang) for finding in report.findings),
    )


def _finding(finding: Finding, lang: Lang) -> Row:
    return (
        finding.level,
        finding.code,
        one_line(finding.license.number),
        one_line(finding.clause),
        " ".join(map(str, finding.dates)),
        say(finding.message, lang),
    )


def step_rows(report: Report, lang: Lang) -> Rows:
    """One row a step of each deadline."""
    return Rows(
        ("id", "date", "why"),
        tuple(
            (deadline.id, str(step.date), say(step.why, lang))
            for deadline in report.deadlines
            for step in deadline.steps
        ),
    )


def event_rows(licenses: Sequence[License], lang: Lang) -> Rows:
    """One row an event, with the rules that it starts."""
    return Rows(
        ("license", "event", "title", "rules"),
        tuple(
            (
                one_line(license.number),
                event,
                say(title, lang),
                " ".join(rule.id for rule in license.rules if event in rule.triggers),
            )
            for license in licenses
            for event, title in license.events.items()
        ),
    )


def duty_rows(licenses: Sequence[License], lang: Lang) -> Rows:
    """One row a duty without a date."""
    return Rows(
        ("license", "clause", "applies", "title", "quote", "reason"),
        tuple(_duty(license, duty, lang) for license in licenses for duty in license.duties),
    )


def _duty(license: License, duty: Duty, lang: Lang) -> Row:
    return (
        one_line(license.number),
        one_line(duty.clause),
        "true" if duty.applies else "false",
        say(duty.title, lang),
        one_line(duty.quote),
        say(duty.reason, lang) if duty.reason else "",
    )


def count_rows(count: Count) -> Rows:
    """One row: the n-th working day, and its two readings."""
    return Rows(
        ("start", "n", "direction", "earliest", "latest", "certainty", "reasons"),
        (
            (
                str(count.start),
                str(count.n),
                count.direction,
                str(count.earliest),
                str(count.latest),
                count.certainty,
                " ".join(count.reasons),
            ),
        ),
    )


def between_rows(between: Between) -> Rows:
    """One row: how many working days, at least and at most."""
    return Rows(
        ("first", "last", "at_least", "at_most", "certainty", "reasons"),
        (
            (
                str(between.first),
                str(between.last),
                str(between.at_least),
                str(between.at_most),
                between.certainty,
                " ".join(between.reasons),
            ),
        ),
    )


def year_rows(year: Year) -> Rows:
    """One row a day of the year."""
    return Rows(("date", "mark"), tuple((str(day), mark) for day, mark in year.marks))


def license_rows(licenses: Sequence[License]) -> Rows:
    """One row a license file that was read."""
    return Rows(
        ("file", "number", "holder", "rules", "duties"),
        tuple(
            (
                one_line(license.file),
                one_line(license.number),
                one_line(license.holder),
                str(len(license.rules)),
                str(len(license.duties)),
            )
            for license in licenses
        ),
    )


def move_rows(changes: Sequence[Change], if_today: Sequence[Change]) -> Rows:
    """One row a date that moves, or a certainty that changes; `if_today` where it does not run."""
    return Rows(
        ("license", "id", "field", "before", "after", "if_today"),
        tuple(
            (one_line(change.after.license.number), change.after.id, *moved, supposed)
            for found, supposed in ((changes, "false"), (if_today, "true"))
            for change in found
            if change.after
            for moved in moved_fields(change)
        ),
    )


def moved_fields(change: Change) -> list[tuple[str, str, str]]:
    """The fields that differ: name, before, after."""
    pairs = (
        (name, *(str(getattr(one, name, None) or "") for one in change)) for name in MOVING_FIELDS
    )
    return [(name, before, after) for name, before, after in pairs if before != after]


def holiday_rows(years: Sequence[HolidayYear]) -> Rows:
    """One row a festival of a year: its days off and make-up workdays, separated by blanks."""
    return Rows(
        ("year", "festival", "days_off", "make_up", "title", "file"),
        tuple(
            (
                str(year.year),
                one_line(festival.festival),
                " ".join(map(str, festival.off)),
                " ".join(map(str, festival.work)),
                one_line(year.title),
                one_line(year.file),
            )
            for year in years
            for festival in year.festivals
        ),
    )


def notice_rows(years: Sequence[HolidayYear]) -> Rows:
    """One row a notice."""
    return Rows(
        ("year", "issued", "amends", "number", "title", "file"),
        tuple(
            (
                str(year.year),
                _date(year.issued),
                "true" if year.amends else "false",
                one_line(year.number),
                one_line(year.title),
                one_line(year.file),
            )
            for year in years
        ),
    )


def _date(day: date | None) -> str:
    return str(day) if day else ""
