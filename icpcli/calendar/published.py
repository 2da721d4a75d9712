"""Which days are off: the published notices, the user's own, and the law where neither is out yet.

Semantics § 3 and § 5. The State Council publishes each year's days off and make-up workdays late
in the year before. Published years come from `chinesecalendar`, and from notices that the user
adds. In what follows a notice's days belong to the year that it arranges, even where they lie in
the year beside it.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from icpcli.calendar.festivals import FESTIVALS, MAKE_UP_REACH, NEW_YEAR, Festival, festivals
from icpcli.calendar.library import Days, library_years
from icpcli.calendar.workdays import FIRST_DAY, OFF, UNKNOWN, WORK, WorkCalendar, late_december

if TYPE_CHECKING:
    from icpcli.calendar.notice import Notice

_WEEKS = bytes((WORK, WORK, WORK, WORK, WORK, OFF, OFF)) * 54


def load_calendar(
    *, published_through: int | None = None, notices: "Iterable[Notice]" = ()
) -> WorkCalendar:
    """The working-day calendar of 2004–2099.

    `published_through` leaves out what the library knows of the notices for later years, to ask
    what one would have answered then; `notices` are laid over what remains, and may extend it.
    Those of a region (`local`) only stop days from being certain working days, see
    `WorkCalendar.last_workday`. What a person should look at in `notices` is in the calendar's
    `notes`.
    Raises `IcpError`: `invalid_notice` with everything that is wrong in the years of `notices`,
    `bad_usage` for a `published_through` that the library does not hold.
    """
    years = library_years(published_through)
    notices = [*notices]
    if notices:
        from icpcli.calendar.arranged import lay_over

        lay_over(years, notices)
    local = (it for notice in notices if notice.local for it in notice.festivals)
    return WorkCalendar(
        *_states(years),
        local_days_off=[day for arranged in local for day in arranged.off],
        notes=dict.fromkeys(note for notice in notices for note in notice.notes),
    )


def read_notice(path: Path | str) -> "Notice":
    """The notice in the YAML file `path` (semantics § 5).

    Raises `IcpError` (`invalid_notice`) with every problem of the file, sorted by place. What can
    only be judged of a whole year, such as its sum, `load_calendar` judges.
    """

    from icpcli.calendar import notice_file

    return notice_file.read_notice(path)


def _states(years: Mapping[int, Days]) -> tuple[Callable[[int], bytes], date]:
    """What makes a row of bytes for a year, and the last day of the last published one."""
    arranged: dict[int, dict[date, int]] = defaultdict(dict)
    for year in sorted(years):
        for day, (state, _) in years[year].items():
            arranged[day.year][day] = state

    def year_states(year: int) -> bytes:
        row = _undecided_year(year, year in years, year + 1 in years)
        new_year = date(year, 1, 1)
        for day, state in arranged.get(year, {}).items():
            row[(day - new_year).days] = state
        return bytes(row)

    through = FIRST_DAY.year
    while through + 1 in years:
        through += 1
    return year_states, date(through, 12, 31)


def _undecided_year(year: int, published: bool, next_published: bool) -> bytearray:
    """Weeks of five days, with what is open until the notices for `year` and the next are out."""
    first, next_first = date(year, 1, 1), date(year + 1, 1, 1)
    weeks = _WEEKS[first.weekday() :][: (next_first - first).days]
    row = bytearray(weeks)
    open_from = (late_december(year) - first).days if published else 0
    coming = () if published else festivals(year)
    next_new_year = () if next_published else (Festival(NEW_YEAR, next_first, next_first),)
    for name, first_off, last_off in coming + next_new_year:
        known = FESTIVALS[name]
        start, end = (first_off - first).days, (last_off - first).days
        reach = max(start - MAKE_UP_REACH, open_from), min(end + MAKE_UP_REACH + 1, len(row))
        for i in range(*reach):
            if weeks[i] == OFF or start - known.lead <= i <= end + known.trail:
                row[i] = UNKNOWN
    for _, first_off, last_off in coming:
        for i in range((first_off - first).days, (last_off - first).days + 1):
            row[i] = OFF
    return row
