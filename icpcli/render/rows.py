"""Answers as rows of text under stable column names, for every format that is a grid."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from icpcli.model import Between, Count, Deadline, Duty, License, Report, Year
from icpcli.render.labels import Lang, one_line, say

Row = tuple[str, ...]


class Rows(NamedTuple):
    """Rows of text; `columns` are the field names of the JSON contract, the same in every language."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]

    def only(self, *columns: str) -> "Rows":
        """The same rows with fewer columns, in another order."""
        places = [self.columns.index(column) for column in columns]
        return Rows(columns, tuple(tuple(row[i] for i in places) for row in self.rows))


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
    )
    return Rows(columns, tuple(_deadline(deadline, lang) for deadline in report.deadlines))


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


def _date(day: date | None) -> str:
    return str(day) if day else ""
