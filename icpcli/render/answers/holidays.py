"""Holiday notices, and what moves by one, as JSON and as rows."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from icpcli.model.calendar import HolidayYear
from icpcli.model.change import Change, moved_fields
from icpcli.render.answers.deadlines import moving_object
from icpcli.render.formats.json import both, iso
from icpcli.render.formats.rows import Page, Rows, cell
from icpcli.render.labels import LABELS
from icpcli.render.words import Lang, one_line

if TYPE_CHECKING:
    from rich.console import RenderableType


class NoticeMoves(NamedTuple):
    """A notice that was read, and the deadlines whose dates move or become final by it.

    Those of `if_today` do not run: an event today would start them.
    """

    year: HolidayYear
    changes: Sequence[Change]
    if_today: Sequence[Change]
    as_of: date

    def json(self) -> dict[str, Any]:
        """A notice that was read, and the deadlines whose dates move or become final by it.

        Those of `if_today` do not run: an event today would start them.
        """
        return {
            "notice": _holidays(self.year),
            "changes": [_change(change) for change in self.changes],
            "if_today": [_change(change) for change in self.if_today],
        }

    def rows(self, lang: Lang) -> Rows:
        """One row a date that moves, or a certainty that changes; `if_today` where it does not run."""
        moving = [one.after for one in (*self.changes, *self.if_today) if one.after]
        whose = {one.license.key: one.license for one in moving}
        provisional = any(one.notices for one in moving)
        return Rows(
            ("license", "id", "field", "before", "after", "if_today"),
            tuple(
                (one_line(change.after.license.number), change.after.id, *moved, supposed)
                for found, supposed in ((self.changes, "false"), (self.if_today, "true"))
                for change in found
                if change.after
                for moved in moved_fields(change)
            ),
            page=Page(LABELS["changes"], [*whose.values()], self.as_of, provisional=provisional),
        )

    def screen(self, lang: Lang, width: int) -> "RenderableType":
        """What a person reads, drawn for `width` columns."""
        from icpcli.render.screens.holidays import moves_screen

        return moves_screen(self.year, self.changes, self.if_today, self.as_of, lang, width)


class HolidaysOfYear(NamedTuple):
    """The days off and the make-up workdays of a year, `amendments` laid over them already."""

    year: HolidayYear
    amendments: Sequence[HolidayYear]

    def json(self) -> dict[str, Any]:
        """The days off and the make-up workdays of a year."""
        return _holidays(self.year)

    def rows(self, lang: Lang) -> Rows:
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
                for year in (self.year,)
                for festival in year.festivals
            ),
            page=Page(LABELS["days_off"]),
        )

    def screen(self, lang: Lang, width: int) -> "RenderableType":
        """What a person reads, drawn for `width` columns."""
        from icpcli.render.screens.holidays import holidays_screen

        return holidays_screen(self.year, self.amendments, lang, width)


class Notices(NamedTuple):
    """The notices that are known, and the years that are built in."""

    years: Sequence[HolidayYear]
    built_in: Sequence[int]

    def json(self) -> dict[str, Any]:
        """The notices that are known besides the years that are built in."""
        return {
            "built_in": list(self.built_in),
            "notices": [_holidays(year) for year in self.years],
        }

    def rows(self, lang: Lang) -> Rows:
        """One row a notice."""
        return Rows(
            ("year", "issued", "amends", "local", "number", "title", "file"),
            tuple(
                (
                    str(year.year),
                    cell(year.issued),
                    "true" if year.amends else "false",
                    one_line(year.local),
                    one_line(year.number),
                    one_line(year.title),
                    one_line(year.file),
                )
                for year in self.years
            ),
            page=Page(LABELS["notices"]),
        )

    def screen(self, lang: Lang, width: int) -> "RenderableType":
        """What a person reads, drawn for `width` columns."""
        from icpcli.render.screens.holidays import notices_screen

        return notices_screen(self.years, self.built_in, lang, width)


def _holidays(year: HolidayYear) -> dict[str, Any]:
    return {
        "year": year.year,
        "title": year.title,
        "number": year.number,
        "issued": iso(year.issued),
        "amends": year.amends,
        "local": year.local or None,
        "extra_days_off": year.extra_days_off,
        "file": year.file or None,
        "festivals": [
            {
                "name": festival.festival,
                "off": [str(day) for day in festival.off],
                "work": [str(day) for day in festival.work],
            }
            for festival in year.festivals
        ],
    }


def _change(change: Change) -> dict[str, Any]:
    one = change.after or change.before
    return {
        "license": one.license.number if one else None,
        "id": one.id if one else None,
        "title": both(one.rule.title) if one else None,
        "before": change.before and moving_object(change.before),
        "after": change.after and moving_object(change.after),
    }
