"""Answers of the working-day calendar as JSON and as rows."""

from typing import TYPE_CHECKING, Any, NamedTuple

from icpcli.model.calendar import Between, Count, Year
from icpcli.render.formats.rows import Page, Rows, reasons
from icpcli.render.labels import LABELS
from icpcli.render.words import Lang

if TYPE_CHECKING:
    from rich.console import RenderableType


class NthDay(NamedTuple):
    """The n-th working day before or after a day, and its two readings."""

    found: Count

    def json(self) -> dict[str, Any]:
        """The n-th working day, and its two readings."""
        return {
            "start": str(self.found.start),
            "n": self.found.n,
            "direction": self.found.direction,
            "earliest": str(self.found.earliest),
            "latest": str(self.found.latest),
            "certainty": self.found.certainty,
            "reasons": reasons(self.found.notices),
        }

    def rows(self, lang: Lang) -> Rows:
        """One row: the n-th working day, and its two readings."""
        return Rows(
            ("start", "n", "direction", "earliest", "latest", "certainty", "reasons"),
            (
                (
                    str(self.found.start),
                    str(self.found.n),
                    self.found.direction,
                    str(self.found.earliest),
                    str(self.found.latest),
                    self.found.certainty,
                    " ".join(reasons(self.found.notices)),
                ),
            ),
            page=Page(LABELS["working_days"]),
        )

    def screen(self, lang: Lang, width: int) -> "RenderableType":
        """What a person reads, drawn for `width` columns."""
        from icpcli.render.screens.lists import count_line

        return count_line(self.found, lang, width)


class HowMany(NamedTuple):
    """How many working days lie between two days, at least and at most."""

    between: Between

    def json(self) -> dict[str, Any]:
        """How many working days, at least and at most."""
        return {
            "first": str(self.between.first),
            "last": str(self.between.last),
            "at_least": self.between.at_least,
            "at_most": self.between.at_most,
            "certainty": self.between.certainty,
            "reasons": reasons(self.between.notices),
        }

    def rows(self, lang: Lang) -> Rows:
        """One row: how many working days, at least and at most."""
        return Rows(
            ("first", "last", "at_least", "at_most", "certainty", "reasons"),
            (
                (
                    str(self.between.first),
                    str(self.between.last),
                    str(self.between.at_least),
                    str(self.between.at_most),
                    self.between.certainty,
                    " ".join(reasons(self.between.notices)),
                ),
            ),
            page=Page(LABELS["working_days"]),
        )

    def screen(self, lang: Lang, width: int) -> "RenderableType":
        """What a person reads, drawn for `width` columns."""
        from icpcli.render.screens.lists import between_line

        return between_line(self.between, lang, width)


class YearOfDays(NamedTuple):
    """A year, each day with its mark."""

    year: Year

    def json(self) -> dict[str, Any]:
        """A year, each day with its mark."""
        return {
            "year": self.year.year,
            "published": self.year.published,
            "days": [{"date": str(day), "mark": mark} for day, mark in self.year.marks],
        }

    def rows(self, lang: Lang) -> Rows:
        """One row a day of the self.year."""
        return Rows(
            ("date", "mark"),
            tuple((str(day), mark) for day, mark in self.year.marks),
            page=Page(LABELS["working_days"]),
        )

    def screen(self, lang: Lang, width: int) -> "RenderableType":
        """What a person reads, drawn for `width` columns."""
        from icpcli.render.screens.year import year_table

        return year_table(self.year, lang, width)
