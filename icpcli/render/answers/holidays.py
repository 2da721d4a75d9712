"""Holiday notices, and what moves by one, as JSON and as rows."""

from collections.abc import Sequence
from typing import Any

from icpcli.model.calendar import HolidayYear
from icpcli.model.deadline import Change, Deadline, moved_fields
from icpcli.render.formats.json import both, dumps, iso
from icpcli.render.formats.rows import Rows, cell
from icpcli.render.words import one_line


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
                cell(year.issued),
                "true" if year.amends else "false",
                one_line(year.number),
                one_line(year.title),
                one_line(year.file),
            )
            for year in years
        ),
    )


def moves_json(year: HolidayYear, changes: Sequence[Change], if_today: Sequence[Change]) -> str:
    """A notice that was read, and the deadlines whose dates move or become final by it.

    Those of `if_today` do not run: an event today would start them.
    """
    return dumps(
        {
            "notice": _holidays(year),
            "changes": [_change(change) for change in changes],
            "if_today": [_change(change) for change in if_today],
        }
    )


def holiday_year_json(year: HolidayYear) -> str:
    """The days off and the make-up workdays of a year."""
    return dumps(_holidays(year))


def holidays_json(years: Sequence[HolidayYear], built_in: Sequence[int]) -> str:
    """The notices that are known besides the years that are built in."""
    return dumps(
        {"built_in": list(built_in), "notices": [_holidays(year) for year in years]},
    )


def _holidays(year: HolidayYear) -> dict[str, Any]:
    return {
        "year": year.year,
        "title": year.title,
        "number": year.number,
        "issued": iso(year.issued),
        "amends": year.amends,
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
        "before": _moving(change.before),
        "after": _moving(change.after),
    }


def _moving(deadline: Deadline | None) -> dict[str, Any] | None:
    return deadline and {
        "opens": iso(deadline.opens),
        "prepare_from": iso(deadline.prepare_from),
        "due": iso(deadline.due),
        "due_latest": iso(deadline.due_latest),
        "file_by": iso(deadline.file_by),
        "extended_to": iso(deadline.extended_to),
        "strictest": iso(deadline.strictest),
        "certainty": deadline.certainty,
        "reasons": deadline.reasons,
    }
