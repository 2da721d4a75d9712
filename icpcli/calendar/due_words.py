"""The period of a rule in words: as a file writes it, and as a person says it."""

from icpcli.calendar.periods import due_in_words, every, window_in_words
from icpcli.model.license import Due, FixedDay, Period, Window, WindowBefore, Yearly
from icpcli.model.problem import Text
from icpcli.model.rule_set import DueWords

_BY_AUTHORITY = Text("由主管机关公布", "announced by the authority")


def due_words(due: Due | None) -> DueWords:
    """A period in words; nothing where a rule has none."""
    return DueWords(written(due), _said(due))


def written(due: Due | None) -> tuple[str, ...]:
    """What `due` of a file says: the windows of a list one by one, nothing where there is none."""
    match due:
        case None:
            return ()
        case Period(n, unit, direction, recurs):
            return (f"{'every ' if recurs else ''}{n} {_unit(unit, n)} {direction}",)
        case WindowBefore(opens, 0, unit):
            return (f"within {opens} {_unit(unit, opens)} before",)
        case WindowBefore(opens, closes, unit):
            return (f"{opens} to {closes} {_unit(unit, closes)} before",)
        case Yearly(windows):
            return tuple(f"{opens} to {closes}" for opens, closes in map(_days, windows))
        case FixedDay(day):
            return (f"by {day}",)
        case str():
            return (due,)


def _said(due: Due | None) -> Text:
    match due:
        case Period(every=True):
            return every(due)
        case WindowBefore():
            return window_in_words(due)
        case Yearly(windows):
            return Text(
                "、".join(" 至 ".join(_days(window)) for window in windows),
                ", ".join(" to ".join(_days(window)) for window in windows),
            )
        case FixedDay(day):
            return Text(f"{day} 前", f"by {day}")
        case "authority-set":
            return _BY_AUTHORITY
        case _:
            return due_in_words(due)


def _unit(unit: str, n: int) -> str:
    """`1 day`, `2 days`."""
    return unit.removesuffix("s") if n == 1 else unit


def _days(window: Window) -> tuple[str, str]:
    opens, closes = ("{:02}-{:02}".format(*day) for day in window)
    return opens, closes
