"""The day of issue and the last day of the term, as a certificate prints them."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from icpcli.calendar.workdays import FIRST_DAY, LAST_DAY
from icpcli.files.chinese_print import YEAR, date_at, fold, squeeze
from icpcli.importers.certificate.pages import BARE_NUMBER, BARRIER, PAGE_NUMBER
from icpcli.importers.certificate.quotes import MISREAD
from icpcli.importers.certificate.values import Doubts, read_as, the_one
from icpcli.license.form import DATES, TERM
from icpcli.model.problem import Text

_MIXED_UP = Text(
    "旁边有空着的日期，看不出这个日期属于哪一个；请照纸质证书填写",
    "a date beside it is blank, so nobody can tell whose date is printed: fill it in from the paper",
)
_REVERSED = Text(
    "发证日期不在有效期截止日之前；请照纸质证书填写",
    "the day of issue is not before the end of the term: fill it in from the paper",
)
_LONGEST = 500
_CHINESE_DIGITS = "〇零O一二三四五六七八九"
_ZERO_AMONG_THEM = re.compile(f"(?<=[{_CHINESE_DIGITS}])0+(?=[{_CHINESE_DIGITS}年])")
"""二0二三年"""
_A_YEAR = re.compile(rf"(?:{YEAR})\n?(?:年|[-/.][0-9])")
_LETTERS = "".join(MISREAD)
_A_LETTER_AMONG_DIGITS = re.compile(
    rf"(?<=[0-9年月./-])[{re.escape(_LETTERS)}]+(?=[0-9年月日./-])"
    rf"|^[{re.escape(_LETTERS)}]+(?=[0-9])|(?<=[0-9])[{re.escape(_LETTERS)}]+$"
)
"""The O of 3O日, the l of l1月."""
_BEFORE_A_TERM = re.compile("(?:[0-9一二三四五六七八九十]{1,3}年[,(]?)?(?:自|从|为)?")
"""5年(自2022年5月11日…"""
_TO = re.compile("起?(?:至|到|--?|~)")
"""起至"""
_UNTIL = re.compile("(?:截)?(?:至|止|到)")
"""截至"""

Printed = tuple[str, str]
"""A field, and what is printed behind its label."""


class _Day(NamedTuple):
    """A date, and how it is printed where a scan had spoiled it."""

    day: date
    misread: str = ""


_Reading = _Day | Text | None


def read_term(
    printed: Sequence[Printed], years: int, doubts: Doubts
) -> tuple[date | None, date | None]:
    """The day of issue and the last day, by the labels in their order.

    Where columns are torn apart, a label stands blank and its date behind another: no date is read
    behind a blank label, nor before one, but on its own label's line. A term of other than `years`
    years is read, and told of.
    """
    blanks = [i for i, (_, value) in enumerate(printed) if not value.strip()]
    found: dict[str, list[_Reading]] = {name: [] for name in (*DATES, "begins")}
    for i, (name, value) in enumerate(printed):
        own_line = bool(value.partition("\n")[0].strip())
        torn = any(blank < i or not own_line for blank in blanks) and bool(value.strip())
        _read(name, _MIXED_UP if torn else value, found)
    issued, expires = _the_days(found, doubts)
    if issued and expires and issued >= expires:
        doubts.update(dict.fromkeys(DATES, _REVERSED))
        return None, None
    if issued and expires and not _is_whole(issued, expires, years):
        doubts[TERM] = _not_whole(issued, expires, years)
    return issued, expires


def days_printed(printed: Sequence[Printed]) -> dict[str, tuple[date, ...]]:
    """Every day that stands behind the labels of the day of issue and of the last day."""
    found: dict[str, list[_Reading]] = {name: [] for name in (*DATES, "begins")}
    for name, value in printed:
        _read(name, value, found)
    days = {
        name: tuple(dict.fromkeys(it.day for it in found[name] if isinstance(it, _Day)))
        for name in found
    }
    return {"issued": days["issued"] or days["begins"], "expires": days["expires"]}


def not_whole(issued: date, expires: date, years: int) -> Text | None:
    """What is said of a term of other than `years` years, or of one that ends before it begins."""
    if issued >= expires:
        return _REVERSED
    return None if _is_whole(issued, expires, years) else _not_whole(issued, expires, years)


def _read(name: str, value: Text | str, found: dict[str, list[_Reading]]) -> None:
    """What one label says, put where it belongs: a term says when it begins, and when it ends."""
    if name != TERM:
        found[name].append(value if isinstance(value, Text) else _day(value))
    elif isinstance(value, Text):
        found["expires"].append(value)
    else:
        begins, ends = _range(value)
        found["begins"].append(begins)
        found["expires"].append(ends)


def _the_days(found: dict[str, list[_Reading]], doubts: Doubts) -> tuple[date | None, date | None]:
    """The one day of issue and the one last day; the term begins on the earlier of two days."""
    begins = list(dict.fromkeys(it.day for it in found["begins"] if isinstance(it, _Day)))
    if len(begins) > 1 or not any(found["issued"]):
        found["issued"] += found["begins"]
    issued, expires = (_the_day(name, found[name], doubts) for name in DATES)
    if issued and begins and begins[0] != issued:
        doubts["issued"] = _two_beginnings(issued, begins[0])
        issued = min(issued, begins[0])
    return issued, expires


def _the_day(name: str, readings: Sequence[_Reading], doubts: Doubts) -> date | None:
    days = [it.day if isinstance(it, _Day) else it for it in readings]
    day = the_one(name, days, lambda it: it, doubts)
    misread = [it.misread for it in readings if isinstance(it, _Day) and it.misread]
    if day and misread:
        doubts[name] = read_as(misread[0], day)
    return day


def _is_whole(issued: date, expires: date, years: int) -> bool:
    """Whether a term ends on the corresponding day, or on the day before it."""
    try:
        end = issued.replace(year=issued.year + years)
    except ValueError:
        end = issued.replace(year=issued.year + years, day=28)
    return (end - expires).days in (0, 1)


def _not_whole(issued: date, expires: date, years: int) -> Text:
    return Text(
        f"{issued} 至 {expires} 不是 {years} 年；请与纸质证书核对",
        f"{issued} to {expires} is not {years} years: compare with the paper",
    )


def _two_beginnings(issued: date, begins: date) -> Text:
    return Text(
        f"发证日期 {issued}，有效期自 {begins} 起：取较早的一天；请与纸质证书核对",
        f"the day of issue is {issued}, the term begins on {begins}: the earlier is taken, compare "
        "with the paper",
    )


def _range(value: str) -> tuple[_Reading, _Reading]:
    """When a term begins and ends; where one day stands alone, it is the last one."""
    lines = list(_date_lines(value))
    shown, misread = _put_right("".join(lines))
    start = _BEFORE_A_TERM.match(shown)
    begins, end = date_at(shown, start.end() if start else 0)
    to = _TO.match(shown, end) if begins else None
    if not (begins and to):
        until = _UNTIL.match(shown)
        return None, _day(value, until.end() if until else 0)
    expires, end = date_at(shown, to.end())
    if not expires or _is_off(begins) or _is_off(expires) or _runs_on(lines, end):
        return None, _no_date(shown[: end + 12])
    printed = "".join(lines)[:end] if misread else ""
    return _Day(begins, printed), _Day(expires, printed)


def _day(value: str, start: int = 0) -> _Reading:
    """The date that a value begins with, behind `start` signs; it must be the only one."""
    lines = list(_date_lines(value))
    if not lines:
        return None
    shown, misread = _put_right("".join(lines))
    day, end = date_at(shown, start)
    if "年" not in shown[:end]:
        first, misread = _put_right(lines[0])
        day, end = date_at(first, start)
    if day and not _is_off(day) and not _runs_on(lines, end):
        return _Day(day, "".join(lines)[start:end] if misread else "")
    return _no_date(shown[: end or 12] if day is None else shown[:24])


def _put_right(printed: str) -> tuple[str, bool]:
    """The text with digits for the letters that a scan made of them, and whether there were any."""
    shown = _A_LETTER_AMONG_DIGITS.sub(
        lambda found: "".join(MISREAD[sign] for sign in found[0]), printed
    )
    return shown, shown != printed


def _is_off(day: date) -> bool:
    return not FIRST_DAY <= day <= LAST_DAY


def _no_date(shown: str) -> Text:
    word = shown.replace(BARRIER, " ")
    return Text(
        f"“{word}”不是 {FIRST_DAY.year} 至 {LAST_DAY.year} 年的日期；请照纸质证书填写",
        f'"{word}" is no date of {FIRST_DAY.year} to {LAST_DAY.year}: fill it in from the paper',
    )


def _date_lines(value: str) -> Iterator[str]:
    """The lines of a date, folded and squeezed.

    A barrier for a number that may be a page's; none is, on the label's own line.
    """
    for i, line in enumerate(fold(value[:_LONGEST]).split("\n")):
        if PAGE_NUMBER.fullmatch(line) or (i and BARE_NUMBER.fullmatch(line)):
            yield BARRIER
        elif line.strip():
            yield _ZERO_AMONG_THEM.sub(lambda zeros: "〇" * len(zeros[0]), squeeze(line).strip())


def _runs_on(lines: Sequence[str], end: int) -> bool:
    """Whether more digits follow a date of `end` signs that may be its own, or another date."""
    text = "\n".join(lines)
    rest = re.sub(rf"^(?:\n?[^\n]){{{end}}}", "", text)
    date = text[: len(text) - len(rest)]
    if re.match(r"[-/.]?[0-9]", rest) or _A_YEAR.search(rest):
        return True
    one_digit = not date.endswith("日") and not date[-2].isdigit()
    return one_digit and re.match(rf"\n[0-9{BARRIER}]", rest) is not None
