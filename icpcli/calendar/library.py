"""What `chinesecalendar` knows of the published notices."""

from collections import defaultdict
from datetime import date

from icpcli.calendar.festivals import FESTIVALS, NEW_YEAR
from icpcli.calendar.workdays import OFF, WORK
from icpcli.model.problem import Text, refusal

Days = dict[date, tuple[int, tuple[str, ...]]]
"""The days that the notices of a year set, off or make-up, and the festivals they are set for."""


def library_years(published_through: int | None = None) -> dict[int, Days]:
    """What the library knows of each published year's notice, by that year.

    Without those after `published_through`. Raises `IcpError` (`bad_usage`) for a year that the
    library does not hold.
    """
    from chinese_calendar.constants import holidays, workdays

    names = {known.english: (known.name,) for known in FESTIVALS.values()}
    years: dict[int, Days] = defaultdict(dict)
    for table, state in ((holidays, OFF), (workdays, WORK)):
        for day, name in table.items():
            # Only New Year's Day reaches into December, and it is the next year's.
            years[day.year + (day.month == 12)][day] = state, names.get(name, (name,))
    # The table's one wrong day: a Saturday that was worked for 3 January 2006.
    years[2006][date(2005, 12, 31)] = WORK, (NEW_YEAR,)
    first, last = min(years), max(years)
    through = last if published_through is None else published_through
    if not first <= through <= last:
        raise refusal(
            "bad_usage",
            "published_through",
            Text(
                f"内置的放假通知只有 {first} 至 {last} 年，没有 {through} 年",
                f"the built-in notices are those for {first} to {last}, not {through}",
            ),
        )
    return {year: days for year, days in years.items() if year <= through}
