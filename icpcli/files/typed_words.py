"""What people type: a date, a number, and the word that was probably meant."""

import re
from collections.abc import Callable, Iterable
from datetime import date, time, timedelta
from itertools import islice, pairwise
from unicodedata import normalize

from icpcli.model.license import License
from icpcli.model.problem import Text

_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)  # 2026-03-31
_MOMENT = r"(.+)T((?:[01][0-9]|2[0-3]):[0-5][0-9])"  # 2026-11-26T20:00
# 2026-11-26 20:00, 2026-11-26T20:00:30
_NEARLY = r"(\d{4}-\d{2}-\d{2})[T ](?:((?:[01]\d|2[0-3]):[0-5]\d)|.*:)"
_WHOLE = re.compile(r"0|[1-9]\d{0,8}", re.ASCII)  # 30, and not 030
_SPELLINGS = (
    r"(?P<y>\d{4})(?P<sep>[-/.])(?P<m>\d{1,2})(?P=sep)(?P<d>\d{1,2})",  # 2026-11-5, 2026/11/5
    r"(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})",  # 20261105
    r"(?P<y>\d{4})年(?P<m>\d{1,2})月(?P<d>\d{1,2})日",  # 2026年11月5日
)
_DAYS_AWAY = {"前天": -2, "昨天": -1, "今天": 0, "明天": 1, "后天": 2} | {
    "yesterday": -1,
    "today": 0,
    "tomorrow": 1,
}
_LONGEST_NAME = 80
_MOST_CANDIDATES, _MOST_COMPARED = 500, 30


def parse_date(text: str) -> date:
    """`YYYY-MM-DD` → date. Raises `ValueError(Text)`, with what to write instead where it is clear."""
    if _ISO_DATE.fullmatch(text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            raise ValueError(Text(f"没有“{text}”这一天", f'there is no day "{text}"')) from None
    hint = _meant_date(text)
    raise ValueError(
        Text(
            f"“{text}”不是日期（请写成 {hint or 'YYYY-MM-DD，如 2026-03-31'}）",
            f'"{text}" is not a date (write {hint or "YYYY-MM-DD, such as 2026-03-31"})',
        )
    )


def day_within(text: str, first: date, last: date) -> date:
    """`YYYY-MM-DD` → a date from `first` to `last`. Raises `ValueError(Text)`."""
    return within(parse_date(text), first, last)


def within(day: date, first: date, last: date) -> date:
    """A date that lies from `first` to `last`. Raises `ValueError(Text)` for another."""
    if first <= day <= last:
        return day
    raise ValueError(
        Text(
            f"{day} 超出 {first} 至 {last} 的日历范围",
            f"{day} lies outside the calendar of {first} to {last}",
        )
    )


def typed_day(text: str, today: Callable[[], date]) -> date:
    """A day in any spelling that can mean only one: `2026-11-5`, `2026/11/5`, `2026.11.05`,
    `20261105`, `2026年11月5日`, 今天 or `today`, and the days beside it; in full-width signs, too.

    Files are stricter (`parse_date`). Raises `ValueError(Text)`.
    """
    word = normalize("NFKC", text).strip().lower()
    if word in _DAYS_AWAY:
        return today() + timedelta(days=_DAYS_AWAY[word])
    match = next((it for form in _SPELLINGS if (it := re.fullmatch(form, word, re.ASCII))), None)
    if match is None:
        return parse_date(text)
    year, month, day = match["y"], match["m"], match["d"]
    return parse_date(f"{year}-{month:>02}-{day:>02}")


def moment_of(text: str, day: Callable[[str], date]) -> tuple[date, time | None]:
    """`YYYY-MM-DDTHH:MM`, in China, or a bare day → the day, and the time where one is given.

    `day` reads the day. Raises `ValueError(Text)`, and what `day` raises.
    """
    if match := re.fullmatch(_MOMENT, text):
        return day(match[1]), time.fromisoformat(match[2])
    if match := re.match(_NEARLY, text, re.ASCII):
        words = f"{match[1]}T{match[2] or '20:00'}"
        raise ValueError(
            Text(
                f"“{text}”不是时刻（请写成 {words}，北京时间，到分为止）",
                f'"{text}" is not a moment (write {words}: Beijing time, hours and minutes)',
            )
        )
    return day(text), None


def whole_number(text: str, low: int, high: int) -> int:
    """Plain digits without leading zeros → a number from `low` to `high`. Raises `ValueError(Text)`."""
    if _WHOLE.fullmatch(text) and low <= int(text) <= high:
        return int(text)
    raise ValueError(
        Text(
            f"“{text}”不是 {low} 到 {high} 的整数",
            f'"{text}" is not a whole number from {low} to {high}',
        )
    )


def quote(word: str) -> str:
    """A path, or any other word, as it is typed in a shell."""
    # Not at the top: it is rarely needed, and every command waits for what is there.
    import shlex

    return shlex.quote(word)


def to_renew(license: License) -> Text:
    """What is done when the new paper comes: the command, or for a row of a ledger what to change."""
    if license.ledger:
        where = license.file
        return Text(
            f"在台账里改 {where} 的有效期", f"change the dates of {where} in the spreadsheet"
        )
    command = f"icp renew -l {quote(license.file)} --issued"
    return Text(f"{command} 起始日 --expires 届满日", f"{command} DATE --expires DATE")


def to_write(license: License, fact: str) -> Text:
    """Where a person writes down a fact of a license that a spreadsheet has no column for."""
    if license.ledger:
        init = f"icp init --kind {license.kind}"
        return Text(
            f"台账里没有地方写：给它一个许可证文件（{init}），在里面写 {fact}",
            f"a ledger has no place for it: give it a license file ({init}) and write {fact} there",
        )
    return Text(f"在许可证文件里写 {fact}", f"write {fact} into the license file")


def to_decide(license: License, way: str) -> Text:
    """Where a person writes whether the holder will go on: `yes`, `no`, or nothing yet to be said."""
    if license.ledger:
        where = license.file
        return Text(f"填写 {where} 的“是否延续”列", f"fill in 是否延续 (continuing) of {where}")
    if not way:
        return Text("改许可证文件里的 continuing", "set continuing in the license file")
    return to_write(license, f"continuing: {way}")


def to_record(license: License, events: Iterable[str], day: Text) -> Text:
    """The commands that record one of some events of a license on a day."""
    commands = [f"{license.command('record')} {event} --on" for event in events]
    return Text(
        " 或 ".join(f"{it} {day.zh}" for it in commands),
        " or ".join(f"{it} {day.en}" for it in commands),
    )


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known word that `name` was probably meant to be."""
    return next(iter(closest(name, known, 1)), None)


def closest(name: str, known: Iterable[str], most: int = 3) -> list[str]:
    """The known words that `name` was probably meant to be, the likeliest first."""
    from difflib import get_close_matches

    short = name[:_LONGEST_NAME]
    candidates = list(islice(known, _MOST_CANDIDATES))
    if len(candidates) > _MOST_COMPARED:
        pairs = _pairs(short)
        candidates.sort(key=lambda word: len(pairs & _pairs(word)), reverse=True)
    return get_close_matches(short, candidates[:_MOST_COMPARED], most)


def _pairs(word: str) -> set[tuple[str, str]]:
    """The letters of a word that stand side by side: quickly counted, where comparing takes long."""
    return set(pairwise(word[:_LONGEST_NAME]))


def pattern(text: str) -> str:
    """A regular expression, as it was written. Raises `ValueError(Text)` where it is none."""
    try:
        re.compile(text)
    except (re.error, OverflowError, RecursionError) as error:
        wrong = Text(f"不是正则表达式：{error}", f"is no regular expression: {error}")
        raise ValueError(wrong) from None
    return text


def unknown(name: str, names: Iterable[str], what: Text) -> Text:
    """What to say of a name that nobody knows, with what was probably meant."""
    listed = list(dict.fromkeys(names))
    near = nearest(name, listed)
    return Text(
        f"没有{what.zh}“{name}”（{f'是不是 {near}？' if near else '已有：' + '、'.join(listed)}）",
        f'no {what.en} "{name}" '
        f"({f'did you mean {near}?' if near else 'known: ' + ', '.join(listed)})",
    )


def _meant_date(text: str) -> str | None:
    loose = r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?!\d)"
    compact = r"([0-9]{4})([0-9]{2})([0-9]{2})"
    match = re.match(loose, text.strip()) or re.fullmatch(compact, text.strip())
    try:
        return str(date(*map(int, match.groups()))) if match else None
    except ValueError:
        return None
