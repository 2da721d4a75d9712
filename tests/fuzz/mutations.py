"""What can happen to a text between its author and its reader: each function does one such thing.

They know what a date, a number, a unit, a key and a line are, so that most of what comes out still
looks right to the eye.
"""

import re
from collections.abc import Callable
from random import Random

Mutation = Callable[[Random, str], str]

DATE = re.compile(r"\d{4}-\d\d-\d\d|\d{4}年\d{1,2}月\d{1,2}日|\d{1,2}月\d{1,2}日")
"""`2026-03-31`, `2026年3月31日`, `3月31日`"""
NUMBER = re.compile(r"\d+|[一二三四五六七八九十百]+")
"""`90`, `九十`"""
UNIT = re.compile(
    "working days|days|months|years|before|after|immediately|Q[1-4]|"
    "个工作日|日|天|个月|月|年|季度|前|后|内|起"
)
KEY = re.compile(r"[a-z_]+(?=:)")
"""`due` of `due: 90 days before`"""
WORD = re.compile(r"[A-Za-z][\w-]*|[\u4e00-\u9fff]{1,6}")

DATES = (
    *("2004-01-01", "2024-02-29", "2026-02-14", "2026-09-20", "2026-12-24", "2026-12-31"),
    *("2027-02-06", "2027-10-01", "2028-02-29", "2028-04-02", "2031-01-23", "2099-12-31"),
    *("2026-02-30", "2100-01-01", "1999-12-31", "0000-01-01", "20260331", "2026-W13-2"),
    *("2026年2月30日", "2月14日", "12月31日", "13月1日", "一月一日", "2026.3.31", "长期"),
)
"""Ends of months, leap days, festivals, make-up days, the edges of the calendar; and what is none."""
NUMBERS = (
    "0",
    "1",
    "2",
    "7",
    "10",
    "13",
    "29",
    "30",
    "31",
    "90",
    "365",
    "9999",
    "99999999999",
    "٣",
)
NUMBERS += ("-1", "3.5", "九十", "十", "百", "二十九", "3O", "l5", "〇", "①", "９０", "")
UNITS = ("days", "working days", "months", "years", "weeks", "hours", "before", "after", "Q1", "Q5")
UNITS += (
    "日",
    "天",
    "个工作日",
    "个月",
    "年",
    "季度",
    "小时",
    "前",
    "后",
    "内",
    "起",
    "之日起",
    "",
)
SIGNS = (
    "\0",
    "\x1b[31m",
    "\u202e",
    "\ufeff",
    "\u200b",
    "\xa0",
    "👩‍👩‍👧",
    "\t",
    "\x85",
    "\u2028",
    "𠮷",
)
SIGNS += (
    ":",
    "：",
    "#",
    "- ",
    "[",
    "]",
    "{",
    "}",
    '"',
    "'",
    "&a ",
    "*a",
    "!x ",
    "|",
    "%",
    "，",
    "\\",
)
ALIKE = {
    **dict(zip("0O1lI5S8B日曰", "O0lI1S5B8曰日", strict=True)),
    "，": ",", ",": "，", "：": ":", ":": "：", "（": "(", "。": ".", "一": "-", "-": "—", " ": "\u3000",
}  # fmt: skip
LINE_ENDS = ("\r\n", "\r", "\n\n", "\n ", " \n", "\u2028", "", " ")
ENCODINGS = ("gb18030", "utf-16", "utf-8-sig", "latin-1", "big5")
LARGEST = 1 << 16


def exchanged(pattern: re.Pattern[str], others: tuple[str, ...]) -> Mutation:
    """What the pattern finds becomes one of the others, or what stands elsewhere in its place."""

    def mutate(chance: Random, text: str) -> str:
        found = list(pattern.finditer(text))
        if not found:
            return text
        one = chance.choice(found)
        other = chance.choice([*others, *(it[0] for it in chance.choices(found, k=5))])
        return text[: one.start()] + other + text[one.end() :]

    return mutate


def another_digit(chance: Random, text: str) -> str:
    """One digit is another: what the sums and the days of the week have to notice."""
    digits = [i for i, sign in enumerate(text) if sign in "0123456789"]
    if not digits:
        return text
    i = chance.choice(digits)
    return text[:i] + chance.choice("0123456789") + text[i + 1 :]


def next_number(chance: Random, text: str) -> str:
    """A number is one more, or one less."""
    found = list(re.finditer("[0-9]+", text))
    if not found:
        return text
    one = chance.choice(found)
    number = str(int(one[0][:9]) + chance.choice((-1, 1))).zfill(len(one[0]))
    return text[: one.start()] + number + text[one.end() :]


def another_sign(chance: Random, text: str) -> str:
    """A sign is one that looks like it, or is lost, or a strange one stands before it."""
    i = chance.randrange(len(text) + 1)
    sign = text[i : i + 1]
    put = chance.choice((ALIKE.get(sign, ""), "", chance.choice(SIGNS) + sign))
    return text[:i] + put + text[i + 1 :]


def look_alikes(chance: Random, text: str) -> str:
    """All signs of one kind in one line are others that look like them, as after a scan."""
    lines = text.splitlines(keepends=True) or [""]
    i = chance.randrange(len(lines))
    known = [sign for sign in lines[i] if sign in ALIKE]
    if known:
        sign = chance.choice(known)
        lines[i] = lines[i].replace(sign, ALIKE[sign])
    return "".join(lines)


def swapped(*ends: str) -> Mutation:
    """Two neighbours change places: lines, sentences, words."""

    def mutate(chance: Random, text: str) -> str:
        pieces = re.split(f"(?<=[{''.join(map(re.escape, ends))}])", text)
        if len(pieces) < 2:
            return text
        i = chance.randrange(len(pieces) - 1)
        pieces[i], pieces[i + 1] = pieces[i + 1], pieces[i]
        return "".join(pieces)

    return mutate


def of_lines(change: Callable[[Random, list[str]], list[str]]) -> Mutation:
    """A change of some lines that follow one another."""

    def mutate(chance: Random, text: str) -> str:
        lines = text.splitlines(keepends=True) or [""]
        start = chance.randrange(len(lines))
        end = min(len(lines), start + chance.choice((1, 1, 1, 2, 5, 12)))
        return "".join([*lines[:start], *change(chance, lines[start:end]), *lines[end:]])

    return mutate


def indented(chance: Random, lines: list[str]) -> list[str]:
    return [" " * chance.choice((1, 2, 4)) + line for line in lines]


def another_line_end(chance: Random, text: str) -> str:
    """One line ends in another way, or all do."""
    end = chance.choice(LINE_ENDS)
    if chance.random() < 0.3:
        return text.replace("\n", end)
    ends = [i for i, sign in enumerate(text) if sign == "\n"]
    i = chance.choice(ends) if ends else len(text)
    return text[:i] + end + text[i + 1 :]


def broken_line(chance: Random, text: str) -> str:
    """A line ends where none did, as in a narrow column."""
    i = chance.randrange(len(text) + 1)
    return text[:i] + chance.choice(("\n", "\n", "\r\n", "\n\n", " ")) + text[i:]


def truncated(chance: Random, text: str) -> str:
    """The end is missing, or the beginning."""
    i = chance.randrange(len(text) + 1)
    return text[:i] if chance.random() < 0.8 else text[i:]


def copied(chance: Random, text: str) -> str:
    """A piece stands in another place as well."""
    i, j = chance.randrange(len(text) + 1), chance.randrange(len(text) + 1)
    return text[:j] + text[i : i + chance.choice((1, 10, 60, 300))] + text[j:]


def repeated(chance: Random, text: str) -> str:
    """A piece stands there again and again."""
    i = chance.randrange(len(text) + 1)
    piece = text[i : i + chance.choice((1, 2, 10, 60))]
    return (text[:i] + piece * chance.choice((2, 9, 200, 5000)) + text[i:])[:LARGEST]


MUTATIONS: tuple[Mutation, ...] = (
    exchanged(DATE, DATES),
    exchanged(DATE, DATES),
    exchanged(NUMBER, NUMBERS),
    exchanged(UNIT, UNITS),
    exchanged(KEY, ("due", "trigger", "license", "rules", "on", "off", "work", "until", "x")),
    exchanged(WORD, ("expires", "issued", "each year", "yes", "no", "null", "延续", "报告")),
    another_digit,
    another_digit,
    next_number,
    another_sign,
    another_sign,
    look_alikes,
    swapped("\n"),
    swapped("，", "。", ","),
    of_lines(lambda _, lines: []),
    of_lines(lambda _, lines: lines * 2),
    of_lines(lambda chance, lines: chance.sample(lines, len(lines))),
    of_lines(indented),
    another_line_end,
    broken_line,
    truncated,
    copied,
    repeated,
)


def mutated(seeds: tuple[int, ...], content: bytes) -> bytes:
    """The content after one mutation for each seed, in their order."""
    text = content.decode()
    for seed in seeds:
        chance = Random(seed)
        text = chance.choice(MUTATIONS)(chance, text)[:LARGEST]
    chance = Random(sum(seeds))
    if chance.random() < 0.03:
        return text.encode(chance.choice(ENCODINGS), "replace")
    return text.encode("utf-8", "replace")
