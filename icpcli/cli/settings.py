"""What the words of options and environment variables mean: a day, a format, a language."""

import os
import sys
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta, timezone
from typing import NoReturn, cast

from icpcli.errors import Text, refusal
from icpcli.reader import nearest, parse_date
from icpcli.render.labels import Lang
from icpcli.workdays import FIRST_DAY, LAST_DAY

FORMATS = ("table", "json", "csv", "markdown", "plain")
LANGUAGES = ("zh", "en")
COLORS = ("auto", "always", "never")

# The date in China, whatever the zone of the host (semantics § 2).
_CHINA = timezone(timedelta(hours=8))


def day_to_answer_for(as_of: str | None) -> date:
    """`--as-of`, else `$ICP_AS_OF`, else today in China. Raises `IcpError` (`bad_date`)."""
    for name, text in (("--as-of", as_of), ("ICP_AS_OF", os.environ.get("ICP_AS_OF"))):
        if text is not None and (text or name == "--as-of"):
            return calendar_date(name, text)
    return datetime.now(_CHINA).date()


def calendar_date(name: str, text: str) -> date:
    """A date that was typed. Raises `IcpError` (`bad_date`) where it is none, or not in 2004–2099."""
    try:
        day = parse_date(text)
    except ValueError as error:
        raise refusal("bad_date", name, error.args[0]) from None
    if not FIRST_DAY <= day <= LAST_DAY:
        raise refusal(
            "bad_date",
            name,
            Text(
                f"{day} 超出 {FIRST_DAY} 至 {LAST_DAY} 的日历范围",
                f"{day} lies outside the calendar of {FIRST_DAY} to {LAST_DAY}",
            ),
        )
    return day


def whole_number(name: str, text: str, low: int, high: int) -> int:
    """A number that was typed. Raises `IcpError` (`bad_usage`) outside `low` to `high`."""
    if text.isascii() and text.isdigit() and len(text) <= 9 and low <= int(text) <= high:
        return int(text)
    raise refusal(
        "bad_usage",
        name,
        Text(
            f"“{text}”不是 {low} 到 {high} 的整数",
            f'"{text}" is not a whole number from {low} to {high}',
        ),
    )


def chosen(name: str, text: str, choices: Sequence[str]) -> str:
    """A word out of a few. Raises `IcpError` (`bad_usage`) for any other."""
    if text in choices:
        return text
    listed = ", ".join(choices)
    raise refusal(
        "bad_usage",
        name,
        Text(f"没有“{text}”（可用：{listed}）", f'there is no "{text}" (known: {listed})'),
    )


def refuse_unknown(code: str, name: str, names: Iterable[str], what: Text) -> NoReturn:
    """Raise `IcpError` for a name that nobody knows, with what was probably meant."""
    listed = list(dict.fromkeys(names))
    near = nearest(name, listed)
    raise refusal(
        code,
        "",
        Text(
            f"没有{what.zh}“{name}”（{f'是不是 {near}？' if near else '已有：' + '、'.join(listed)}）",
            f'no {what.en} "{name}" '
            f"({f'did you mean {near}?' if near else 'known: ' + ', '.join(listed)})",
        ),
    )


def format_named(format: str | None) -> str:
    """`--format`, else `$ICP_FORMAT`, else the table. Raises `IcpError` (`bad_usage`)."""
    if format is not None:
        return chosen("--format", format, FORMATS)
    return chosen("ICP_FORMAT", os.environ.get("ICP_FORMAT") or "table", FORMATS)


def language(lang: str | None) -> Lang:
    """`--lang`, else `$ICP_LANG`, else the locale's. Raises `IcpError` (`bad_usage`)."""
    if lang is not None:
        return cast(Lang, chosen("--lang", lang, LANGUAGES))
    if named := os.environ.get("ICP_LANG"):
        return cast(Lang, chosen("ICP_LANG", named, LANGUAGES))
    return "zh" if _locale().lower().startswith(("zh", "chinese")) else "en"


def _locale() -> str:
    """The name of the language that messages are wanted in, as POSIX has it."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return value
    if sys.platform == "win32":
        from locale import getlocale

        return getlocale()[0] or ""
    return ""
