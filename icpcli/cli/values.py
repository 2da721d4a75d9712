"""What the words of options and environment variables mean: a day, a format, a language."""

import os
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime, time
from typing import NoReturn, cast

from icpcli.calendar.workdays import FIRST_DAY, LAST_DAY
from icpcli.files import typed_words
from icpcli.files.typed_names import meant, possible, the_one
from icpcli.files.typed_words import moment_of, nearest, typed_day, unknown, within
from icpcli.model.journal import Event
from icpcli.model.license import CHINA, License
from icpcli.model.problem import Text, refusal
from icpcli.render.formats.table import CHECKS, GRIDS, REMINDERS, Formats
from icpcli.render.words import Lang

_MOST_DAYS = 99999
LANGUAGES = ("zh", "en")
COLORS = ("auto", "always", "never")


def named_day(as_of: str | None) -> date | None:
    """`--as-of`, else `$ICP_AS_OF`; None without them. Raises `IcpError` (`bad_date`)."""
    for name, text in (("--as-of", as_of), ("ICP_AS_OF", os.environ.get("ICP_AS_OF"))):
        if text is not None and (text or name == "--as-of"):
            return calendar_date(name, text, now().date())
    return None


def time_stamp(day: date) -> datetime:
    """`$SOURCE_DATE_EPOCH`, else the first moment of `day`, so that the same question is answered
    by the same bytes. Raises `IcpError` (`bad_usage`)."""
    text = os.environ.get("SOURCE_DATE_EPOCH")
    if not text:
        return datetime.combine(day, time(), UTC)
    if text.isascii() and text.isdigit() and len(text) <= 11:
        return datetime.fromtimestamp(int(text), UTC)
    words = Text(f"“{text}”不是秒数", f'"{text}" is not a number of seconds')
    raise refusal("bad_usage", "SOURCE_DATE_EPOCH", words)


def now() -> datetime:
    """This moment, whatever day is answered for."""
    return datetime.now(CHINA)


def calendar_date(name: str, text: str, today: date | None = None) -> date:
    """A date that was typed, in any spelling that can mean only one day.

    今天 and the like are told from `today`, else from the day that is answered for. Raises
    `IcpError` (`bad_date`) where it is none, or not in 2004–2099.
    """
    try:
        return _typed_day(text, today)
    except ValueError as error:
        raise refusal("bad_date", name, error.args[0]) from None


def moment(name: str, text: str, today: date | None = None) -> tuple[date, time | None]:
    """A day that was typed, and the time of that day in China where it was typed, too.

    Raises `IcpError` (`bad_date`) as `calendar_date` does.
    """
    try:
        return moment_of("T".join(text.split()), lambda day: _typed_day(day, today))
    except ValueError as error:
        raise refusal("bad_date", name, error.args[0]) from None


def given_day(name: str, text: str | None, today: date) -> date:
    """A day that has to be given; 今天 is `today`. Raises `IcpError` (`bad_usage`, `bad_date`)."""
    if text is None:
        words = Text(
            f"哪一天？如 {name} 今天、{name} 2026-11-20",
            f"on which day? Such as {name} today, {name} 2026-11-20",
        )
        raise refusal("bad_usage", name, words)
    return calendar_date(name, text, today)


def given_moment(name: str, text: str | None, today: date) -> tuple[date, time | None]:
    """A day that has to be given, and the time in China where it is. Raises as `given_day` does."""
    if text is None:
        return given_day(name, text, today), None
    return moment(name, text, today)


def _typed_day(text: str, today: date | None) -> date:
    day = typed_day(text, lambda: today or named_day(None) or now().date())
    return within(day, FIRST_DAY, LAST_DAY)


def whole_number(name: str, text: str, low: int, high: int) -> int:
    """A number that was typed. Raises `IcpError` (`bad_usage`) outside `low` to `high`."""
    try:
        return typed_words.whole_number(text, low, high)
    except ValueError as error:
        raise refusal("bad_usage", name, error.args[0]) from None


def number_of_days(name: str, text: str) -> int:
    """A number of days that was typed: 30, 30天, 30 days. Raises `IcpError` (`bad_usage`) where it
    is none."""
    bare = re.sub(r"\s*(天|日|days?|d)$", "", text.strip())
    return whole_number(name, bare or text, 0, _MOST_DAYS)


def chosen(
    name: str, text: str, choices: Sequence[str], others: Mapping[str, str] | None = None
) -> str:
    """A word out of a few, or one of `others` that stand for them. Raises `IcpError` (`bad_usage`)."""
    text = (others or {}).get(text, text)
    if text in choices:
        return text
    zh, en = "、".join(choices), ", ".join(choices)
    meant = _meant(text, choices)
    words = Text(
        f"没有“{text}”{meant.zh}（可用：{zh}）", f'there is no "{text}"{meant.en} (known: {en})'
    )
    raise refusal("bad_usage", name, words)


def refuse_unknown(code: str, name: str, names: Iterable[str], what: Text) -> NoReturn:
    """Raise `IcpError` for a name that nobody knows, with what was probably meant."""
    raise refusal(code, "", unknown(name, names, what))


def event_id(text: str, licenses: Iterable[License], *, tried: bool = False) -> str:
    """The event of one of `licenses` that is meant by an id, a title or a unique part of either.

    One that is only `tried` out may also be the only possible one: nothing is written of it.
    Raises `IcpError` (`unknown_event`), with the nearest titles.
    """
    asked = [*licenses]
    known = [event for license in asked for event in license.recordable.items()]
    lists = asked[0].command("event") if len(asked) == 1 else "icp event"
    try:
        called = possible if tried else meant
        return the_one(text, known, Text("事件", "event"), lists, called)
    except ValueError as error:
        raise refusal("unknown_event", "", error.args[0]) from None


def written_id(text: str, licenses: Iterable[License]) -> str:
    """The id of a deadline or a rule, where its rule was typed as a title or a unique part (年报@2027),
    or its day in another spelling (registry-update@2026-9-25).

    As it was typed, where no rule or several are called so.
    """
    name, at, day = text.partition("@")
    rules = meant(name, ((rule.id, rule.title) for license in licenses for rule in license.rules))
    if len(rules) != 1:
        return text
    with suppress(ValueError):
        day = str(_typed_day(day, None)) if at else ""
    return f"{next(iter(rules))}{at}{day}"


def event_named(
    text: str,
    default: tuple[date, time | None] | None,
    licenses: Sequence[License],
    today: date | None = None,
    option: str = "",
) -> Event:
    """`EVENT=DATE`, or `EVENT` at the moment `default`, of an event that is tried out.

    `option` names that moment where there is such an option.

    Raises `IcpError` (`unknown_event`, `bad_date`; `bad_usage` without a day).
    """
    name, equals, typed = text.partition("=")
    name = event_id(name, licenses, tried=True)
    when = moment(name, typed, today) if equals else default
    if when is None:
        ways = [f"{option} {day}" if option else f"{name}={day}" for day in ("昨天", "yesterday")]
        words = Text(
            f"哪一天发生的？如 {ways[0]}，或写日期 2026-09-25",
            f"on which day? Such as {ways[1]}, or a date like 2026-09-25",
        )
        raise refusal("bad_usage", name, words)
    day, at = when
    return Event(name, day, at=at)


def format_named(format: str | None, formats: Formats) -> str:
    """`--format`, else `$ICP_FORMAT` where it is among `formats`, else the first of them.

    The variable is one for all commands: a format that only another one has is no mistake.
    Raises `IcpError` (`bad_usage`).
    """
    if not formats:
        return ""
    if format is not None:
        return _known_format("--format", format, formats)
    named = os.environ.get("ICP_FORMAT")
    if not named or (named not in formats and named in {*GRIDS, *REMINDERS, *CHECKS}):
        return next(iter(formats))
    return _known_format("ICP_FORMAT", named, formats)


def _known_format(option: str, name: str, formats: Formats) -> str:
    """The name of a format. Raises `IcpError` (`bad_usage`), with what each is for, for any other."""
    if name in formats:
        return name
    zh = "、".join(f"{known}（{format.purpose.zh}）" for known, format in formats.items())
    en = ", ".join(f"{known} ({format.purpose.en})" for known, format in formats.items())
    meant = _meant(name, formats)
    words = Text(
        f"没有格式“{name}”{meant.zh}（可用：{zh}）", f'no format "{name}"{meant.en} (known: {en})'
    )
    raise refusal("bad_usage", option, words)


def _meant(name: str, choices: Iterable[str]) -> Text:
    """Whether that was meant which is nearest; nothing where none is near."""
    near = nearest(name, choices)
    return Text(f"：是不是 {near}？", f": did you mean {near}?") if near else Text("", "")


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
