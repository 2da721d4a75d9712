"""What to say of words that are no period: what was meant, where only one thing can have been.

`30日前` and `前30日内` are one character apart and opposites (semantics § 2). So nothing is guessed:
what is not understood whole is answered with the forms that there are.
"""

import re
from collections.abc import Callable, Iterator
from unicodedata import normalize

from icpcli.files.chinese_print import NUMERALS, number
from icpcli.model.problem import Text

_LONGEST = 80
_N = r"0*([1-9]\d{0,3})"
_UNITS = {
    r"(?:working|work|business)[ -]?days?|个?工作日": "working day",
    r"(?:calendar )?days?|个?自然日|日|天": "day",
    r"weeks?|周|个?星期": "week",
    r"months?|个月": "month",
    r"years?|年": "year",
    r"hours?|个?小时": "hour",
}
_UNIT = f"({'|'.join(_UNITS)})"
_AMOUNT = f"{_N}[ -]?{_UNIT}"
_BACK = "(?:before|ahead|prior|prior to|earlier|in advance)(?: (?:the )?(?:expiry|expires|event))?"
_END = "(?:有效期|许可证|许可)?(?:届满|期满|到期)?"

_FORMS = (
    # 30 days prior; at least 30 days before expiry; 届满30日前; 提前30日; 至少提前30日
    (rf"(?:at least |no later than |not later than )?{_AMOUNT} {_BACK}", "{0} before"),
    (rf"(?:至少)?提前(?:至少)?{_AMOUNT}", "{0} before"),
    (rf"{_END}{_AMOUNT}(?:以|之)?前", "{0} before"),
    # within 30 days prior to expiry; 届满前30日内
    (rf"within {_AMOUNT} {_BACK}", "within {0} before"),
    (rf"{_END}前{_AMOUNT}(?:以|之)?内", "within {0} before"),
    # 90-15 working days before; 届满前90个工作日至15个工作日
    (rf"(?:between |within )?{_N} ?(?:to|and|-) ?{_AMOUNT} {_BACK}", "{0} to {1} before"),
    (rf"{_END}前{_N}{_UNIT}?(?:至|到|-){_AMOUNT}(?:以?内|之间)?", "{0} to {1} before"),
    # 30 Days After; within 30 days after; 之日起30日内; 后30日内
    (rf"(?:within |no later than |not later than )?{_AMOUNT} (?:after|later)", "{0} after"),
    (rf"(?:自?.{{0,4}}之日起|后){_AMOUNT}(?:以|之)?内", "{0} after"),
    # every 2 years; 每2年一次
    (rf"(?:every|each) {_AMOUNT}(?: after)?", "every {0} after"),
    (rf"每{_AMOUNT}(?:1次)?", "every {0} after"),
    # 24 hours; within 24 hours; 24小时内: hours are not counted back from anything
    (rf"(?:within )?{_N} ?(hours?|h|个?小时)(?:以|之)?内?", "{0} after"),
    # 10 work days: these are the words of somebody who tells what follows
    (rf"{_N} (work days?|business days?)", "{0} after"),
)
_EITHER = (
    # 30 days
    (_AMOUNT, ("{0} after", "{0} before")),
    # within 30 days; 30日内
    (rf"within {_AMOUNT}|{_AMOUNT}(?:以|之)?内", ("{0} after", "within {0} before")),
)
_WORDS = (
    ("immediate(?:ly)?|立即|第1时间", "immediately"),
    ("authority[ _-]?set", "authority-set"),
    ("q1|1季度|第1季度", "Q1"),
    ("q2|2季度|第2季度", "Q2"),
    ("q3|3季度|第3季度", "Q3"),
    ("q4|4季度|第4季度", "Q4"),
)
# 1-1 to 3-31; 01/01 to 03/31; 1月1日至3月31日
_ENDS = r"(\d{1,2})([-/.月])(\d{1,2})日? ?(?:to|-|至|到) ?(\d{1,2})\2(\d{1,2})日?"
_DATE = r"(?:by )?(\d{4})([-/.])(\d{1,2})\2(\d{1,2})"  # 2027-06-30; By 2027/6/30

_FAULTS = (
    # 4 hours before, within 4 hours before; 提前24小时
    (
        rf"(?:within |{_N} to )?{_N} hours? before|提前{_N}个?小时|{_N}个?小时前",
        Text(
            "小时只能从某个时刻往后数（N hours after）",
            "hours are only counted on from a moment (N hours after)",
        ),
    ),
    # 15 to 90 days before, 30 to 30 days before
    (
        rf"{_N} to {_AMOUNT} before",
        Text(
            "窗口的最后一日不晚于第一日：A to B 中 A 要大于 B",
            "the window closes before it opens: of A to B, A must be the larger",
        ),
    ),
)
_PERIODS = Text(
    "写法有：N days after（之日起N日内）、N days before（N日前、提前N日），"
    "单位有 days、working days、weeks、months、years",
    "write N days after, N days before; units: days, working days, weeks, months, years",
)
_WINDOWS = Text("写法有：Q1、01-01 to 03-31", "write Q1 or 01-01 to 03-31")
_DUES = Text(
    "写法有：N days after（之日起N日内）、N days before（N日前、提前N日）、within N days before（届满前N日内）、"
    "A to B days before（届满前A日至B日，A 大于 B）、every N days after（每N日），"
    "单位有 days、working days、weeks、months、years；N hours after、by 2027-06-30、Q1、"
    "01-01 to 03-31、immediately、authority-set",
    "write N days after, N days before, within N days before, A to B days before (A the larger), every N "
    "days after; units: days, working days, weeks, months, years; N hours after, by 2027-06-30, "
    "Q1, 01-01 to 03-31, immediately, authority-set",
)
_WAYS = {"parse_period": _PERIODS, "parse_window": _WINDOWS}


def refusal(text: str, parse: Callable[[str], object]) -> ValueError:
    """Why `parse` does not take `text`: with what was meant, else with all that it takes."""
    said = _folded(text)
    meant = [offer for offer in _meant(said) if offer != text and _takes(parse, offer)]
    if not meant:
        zh, en = _WAYS.get(parse.__name__) or _fault(said) or _DUES
        return ValueError(Text(f"“{text}”不是期间；{zh}", f'"{text}" is not a period; {en}'))
    zh, en = ("”，或“".join(meant), '" or "'.join(meant))
    if len(meant) > 1:
        zh, en = f"原文是哪一种？“{zh}”", f'which one does the text say? "{en}"'
    else:
        zh, en = f"试试“{zh}”", f'try "{en}"'
    return ValueError(Text(f"“{text}”不是期间（{zh}）", f'"{text}" is not a period ({en})'))


def _fault(said: str) -> Text | None:
    return next((words for sign, words in _FAULTS if re.fullmatch(sign, said)), None)


def _takes(parse: Callable[[str], object], text: str) -> bool:
    try:
        parse(text)
    except ValueError:
        return False
    return True


def _folded(text: str) -> str:
    """The text in one width and case, with one kind of dash and digits; nothing where it is long."""
    if len(text) > _LONGEST:
        return ""
    said = normalize("NFKC", text).lower().translate(dict.fromkeys(map(ord, "–—~～"), "-"))
    said = " ".join(said.split())
    if said.isascii():
        return said
    return re.sub(f"[{NUMERALS}]+", lambda it: str(number(it[0]) or it[0]), said.replace(" ", ""))


def _meant(said: str) -> Iterator[str]:
    """What that can only mean; two things where it can mean either; nothing where it is unclear."""
    for pattern, form in (*_WORDS, *_FORMS):
        if match := re.fullmatch(pattern, said):
            yield from _filled(form, match)
            return
    for pattern, forms in _EITHER:
        if match := re.fullmatch(pattern, said):
            for form in forms:
                yield from _filled(form, match)
            return
    yield from _calendar_days(said)


def _filled(form: str, match: re.Match[str]) -> Iterator[str]:
    """The form with the amounts that were read; none where two of them differ in unit."""
    parts = [part for part in match.groups() if part]
    numbers = [part for part in parts if part.isdigit()]
    units = {_named(part) for part in parts if not part.isdigit()}
    if len(units) > 1:
        return
    amounts = numbers[:-1] + [_amount(n, unit) for n in numbers[-1:] for unit in units]
    yield form.format(*amounts)


def _amount(n: str, unit: str) -> str:
    return f"{n} {unit}{'' if n == '1' else 's'}"


def _named(unit: str) -> str:
    if unit == "h":
        return "hour"
    return next(name for pattern, name in _UNITS.items() if re.fullmatch(pattern, unit))


def _calendar_days(said: str) -> Iterator[str]:
    if match := re.fullmatch(_ENDS, said):
        mark = match[2]
        numbers = [int(part) for part in match.groups() if part.isdigit()]
        # 1/4 to 5/6 is read in two ways
        if mark != "/" or max(numbers) > 12:
            yield "{:02}-{:02} to {:02}-{:02}".format(*numbers)
    if match := re.fullmatch(_DATE, said):
        year, month, day = (int(part) for part in match.group(1, 3, 4))
        yield f"by {year}-{month:02}-{day:02}"
