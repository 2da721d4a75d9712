"""What is printed behind one label → its value, or a doubt. What is not certain is not read.

Each reader takes a value without the heads and feet of pages in it, and gives None for a blank,
and a `Text` for what it cannot read.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from icpcli.files.chinese_print import fold, squeeze
from icpcli.importers.certificate.pages import BARE_NUMBER
from icpcli.importers.certificate.quotes import MISREAD
from icpcli.license.form import DATES
from icpcli.model.problem import Text

NOT_READ = Text("没有读出，请照纸质证书填写", "not read: fill it in from the paper")
_LONGEST_VALUE = 80
_LONGEST_NAME_OF_A_PERSON = 6
_A_DOMAIN = re.compile(r"[\w-]+(?:\.[\w-]+)*\.[^\W\d_]{2,}")
_FORMALITY = re.compile("【[^】]*】")
_A_LETTER_IN_A_NUMBER = re.compile(rf"(?<=[-0-9证])[{re.escape(''.join(MISREAD))}]+(?=[0-9]|$)")
"""The O of B2-2O220458"""
_P = TypeVar("_P")
_T = TypeVar("_T")
Doubts = dict[str, Text]


def the_one(
    name: str, printed: Iterable[_P], read: Callable[[_P], _T | Text | None], doubts: Doubts
) -> _T | None:
    """The one reading of everything that is printed for a field; a doubt where there is none.

    `read` gives None for a blank, which is no doubt where the label is printed, and a `Text` for
    what it cannot read.
    """
    printed = list(printed)
    readings = [
        NOT_READ if isinstance(reading, str) and _is_bare(reading) else reading
        for reading in map(read, printed)
        if reading is not None
    ]
    known = list(dict.fromkeys(reading for reading in readings if not isinstance(reading, Text)))
    if len(known) == 1 and not (name in DATES and len(known) < len(set(readings))):
        return known[0]
    if len(known) > 1:
        zh, en = ("、".join(map(str, known)), ", ".join(map(str, known)))
        doubts[name] = Text(
            f"印有不同的写法：{zh}；请照纸质证书填写",
            f"printed in different ways ({en}): fill it in from the paper",
        )
    elif readings or not printed or name in ("number", "holder", *DATES):
        doubts[name] = next((it for it in readings if isinstance(it, Text)), NOT_READ)
    return None


def read_as(printed: str, value: object) -> Text:
    """What is said of a value that a scan had spoiled."""
    return Text(
        f"“{printed}”按 {value} 读；请与纸质证书核对",
        f'"{printed}" read as {value}: compare with the paper',
    )


def license_number(value: str, shape: str) -> str | Text | None:
    """The number, which looks like the regular expression `shape`, or all that its line says."""
    shown = fold(squeeze(value[:_LONGEST_VALUE]))
    match = re.match(shape, shown) or re.match(shape, _put_right(shown))
    if match:
        return match.group()
    line = squeeze(fold(value.partition("\n")[0]))
    return line if re.search("[0-9]", line) and len(line) <= _LONGEST_VALUE // 2 else None


def _put_right(number: str) -> str:
    """A license number with digits for the letters that a scan made of them."""
    return _A_LETTER_IN_A_NUMBER.sub(lambda it: "".join(MISREAD[sign] for sign in it[0]), number)


def company(value: str) -> str | Text | None:
    """A company's name: its line, and those that follow until it ends as such names do."""
    name = ""
    for line in _lines(value):
        name = squeeze(f"{name}\n{line}")
        if _is_bare(line) or len(name) > _LONGEST_VALUE:
            return NOT_READ
        if name.endswith(("公司", "公司)", "公司）")) and _is_closed(name):
            return name
    return _first_line(value)


def person(value: str) -> str | Text | None:
    """A person's name: all of it, or its first line where that is no name."""
    whole = _whole(value)
    if isinstance(whole, str) and len(whole) > _LONGEST_NAME_OF_A_PERSON:
        return _first_line(value)
    return whole


def short(value: str) -> str | Text | None:
    """A value of one line, or of a few that belong together."""
    whole = _whole(value)
    return (
        whole if not isinstance(whole, str) or len(whole) <= _LONGEST_VALUE else _first_line(value)
    )


def _whole(value: str) -> str | Text | None:
    """All the lines; not where one of several is a number alone, which may be a page's."""
    lines = list(_lines(value))
    if len(lines) > 1 and any(map(_is_bare, lines)):
        return NOT_READ
    return squeeze("\n".join(lines)) or None


def _first_line(value: str) -> str | Text | None:
    """The first line, and those that follow until its brackets are closed."""
    said = ""
    for line in _lines(value):
        said = squeeze(f"{said}\n{line}")
        if _is_bare(line) or len(said) > _LONGEST_VALUE:
            return NOT_READ
        if _is_closed(said):
            return said
    return NOT_READ if said else None


def _lines(value: str) -> Iterator[str]:
    return (line for line in value.split("\n") if line.strip())


def _is_bare(line: str) -> bool:
    return BARE_NUMBER.fullmatch(fold(line)) is not None


def _is_closed(words: str) -> bool:
    shown = fold(words)
    return shown.count("(") <= shown.count(")")


def business(value: str, excluding: str) -> str | Text | None:
    """The kind of business up to what it excludes, or all of it where that stands in brackets.

    `excluding` is the word before what it excludes (不含).
    """
    whole = _whole(value)
    if not isinstance(whole, str):
        return whole
    scope = _FORMALITY.sub("", whole)
    excluded = _excluded(scope, excluding)
    if excluded:
        before = scope[: excluded.start()]
        if fold(before).count("(") == fold(before).count(")"):
            scope = before
    return scope.rstrip("。，,；;、") or None


def excludes(value: str, excluding: str) -> str | Text | None:
    """What the kind of business leaves out, without the word `excluding`."""
    whole = _whole(value)
    scope = _FORMALITY.sub("", whole) if isinstance(whole, str) else ""
    excluded = _excluded(scope, excluding)
    if not excluded:
        return None
    words = scope[slice(*excluded.span(1))]
    closing = next((i for i, depth in _depths(words) if depth < 0), len(words))
    return words[:closing].rstrip("，,、") or None


def _excluded(scope: str, excluding: str) -> re.Match[str] | None:
    return re.search(f"{re.escape(excluding)}([^。;:]*)", fold(scope))


def _depths(words: str) -> Iterator[tuple[int, int]]:
    depth = 0
    for i, sign in enumerate(fold(words)):
        depth += (sign == "(") - (sign == ")")
        yield i, depth


def domain(value: str) -> str | Text | None:
    """A domain that may be printed wide or broken; several, with 、 between them."""
    if _whole(value) is NOT_READ:
        return NOT_READ
    parts = [part for part in re.split("[\\s、,;]+", fold("\n".join(_lines(value)))) if part]
    if len(parts) > 1 and all(map(_A_DOMAIN.fullmatch, parts)):
        return "、".join(parts)
    whole = "".join(parts)
    if len(whole) > _LONGEST_VALUE or (len(parts) > 1 and not _A_DOMAIN.fullmatch(whole)):
        return NOT_READ
    return whole or None
