"""The day of issue and the last day of the term, as a certificate prints them."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from icpcli.calendar.workdays import FIRST_DAY, LAST_DAY
from icpcli.files.chinese_print import YEAR, date_at, fold, squeeze
from icpcli.importers.certificate.pages import BARE_NUMBER, BARRIER, PAGE_NUMBER
from icpcli.importers.certificate.values import DATES, Doubts, the_one
from icpcli.model.problem import Text

_MIXED_UP = Text(
    "旁边有空着的日期，看不出这个日期属于哪一个；请照纸质证书填写",
    "a date beside it is blank, so nobody can tell whose date is printed: fill it in from the paper",
)
_REVERSED = Text(
    "发证日期不在有效期截止日之前；请照纸质证书填写",
    "the day of issue is not before the end of the term: fill it in from the paper",
)
_CHINESE_DIGITS = "〇零O一二三四五六七八九"
_ZERO_AMONG_THEM = re.compile(f"(?<=[{_CHINESE_DIGITS}])0+(?=[{_CHINESE_DIGITS}年])")
_A_YEAR = re.compile(rf"(?:{YEAR})\n?(?:年|[-/.][0-9])")


def read_term(
    printed: Sequence[tuple[str, str]], doubts: Doubts
) -> tuple[date | None, date | None]:
    """The day of issue and the last day, by the labels in their order.

    Where columns are torn apart, a label stands blank and its date behind another: no date is read
    behind a blank label, nor before one, but on its own label's line.
    """
    blanks = [i for i, (_, value) in enumerate(printed) if not value.strip()]
    found: dict[str, list[Text | str]] = {name: [] for name in DATES}
    for i, (name, value) in enumerate(printed):
        own_line = bool(value.partition("\n")[0].strip())
        torn = any(blank < i or not own_line for blank in blanks) and bool(value.strip())
        found[name].append(_MIXED_UP if torn else value)

    def read(value: Text | str) -> date | Text | None:
        return value if isinstance(value, Text) else _day(value)

    issued, expires = (the_one(name, found[name], read, doubts) for name in DATES)
    if issued and expires and issued >= expires:
        doubts.update(dict.fromkeys(DATES, _REVERSED))
        return None, None
    return issued, expires


def _day(value: str) -> date | Text | None:
    """The date that a value begins with; it must be the only one."""
    lines = list(_date_lines(value))
    if not lines:
        return None
    shown = "".join(lines)
    day, end = date_at(shown)
    if "年" not in shown[:end]:
        day, end = date_at(lines[0])
    if day and FIRST_DAY <= day <= LAST_DAY and not _runs_on(lines, end):
        return day
    word = (shown[: end or 12] if day is None else shown[:24]).replace(BARRIER, " ")
    return Text(
        f"“{word}”不是 {FIRST_DAY.year} 至 {LAST_DAY.year} 年的日期；请照纸质证书填写",
        f'"{word}" is no date of {FIRST_DAY.year} to {LAST_DAY.year}: fill it in from the paper',
    )


def _date_lines(value: str) -> Iterator[str]:
    """The lines of a date, folded and squeezed.

    A barrier for a number that may be a page's; none is, on the label's own line.
    """
    for i, line in enumerate(fold(value).split("\n")):
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
