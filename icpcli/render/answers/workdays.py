"""Answers of the working-day calendar as JSON and as rows."""

from icpcli.model.calendar import Between, Count, Year
from icpcli.render.formats.json import dumps
from icpcli.render.formats.rows import Rows


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


def count_json(count: Count) -> str:
    """The n-th working day, and its two readings."""
    return dumps(
        {
            "start": str(count.start),
            "n": count.n,
            "direction": count.direction,
            "earliest": str(count.earliest),
            "latest": str(count.latest),
            "certainty": count.certainty,
            "reasons": count.reasons,
        }
    )


def between_json(between: Between) -> str:
    """How many working days, at least and at most."""
    return dumps(
        {
            "first": str(between.first),
            "last": str(between.last),
            "at_least": between.at_least,
            "at_most": between.at_most,
            "certainty": between.certainty,
            "reasons": between.reasons,
        }
    )


def year_json(year: Year) -> str:
    """A year, each day with its mark."""
    return dumps(
        {
            "year": year.year,
            "published": year.published,
            "days": [{"date": str(day), "mark": mark} for day, mark in year.marks],
        }
    )
