"""The text of a paper certificate (增值电信业务经营许可证) → what it says. Pure: text in, nouns out.

The text was typed, copied or scanned: lines broken anywhere, page headers in the middle of a
sentence, digits and brackets of any width. What cannot be read for certain is left empty, and
`doubts` says why. Nothing is guessed.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple, TypeVar

from icpcli.calendar.workdays import FIRST_DAY, LAST_DAY
from icpcli.files.chinese_print import YEAR, date_at, fold, plain, squeeze
from icpcli.importers.certificate.clauses import AT_THE_START, ORDINAL, Clause, clauses
from icpcli.importers.certificate.pages import (
    BARE_NUMBER,
    BARRIER,
    HEADER_LINE,
    LICENSE_NUMBER,
    NUMBERED_HEADER,
    PAGE_NUMBER,
    PROVISIONS,
    TITLE,
    kept_apart,
)
from icpcli.model.license import Website
from icpcli.model.problem import IcpError, Text, refusal

LABELS: dict[str, tuple[str, ...]] = {
    "number": ("经营许可证编号", "许可证编号"),
    "holder": ("公司名称", "单位名称"),
    "legal_representative": ("法定代表人",),
    "business": (
        "业务种类(服务项目)及业务覆盖范围",
        "业务种类(服务项目)及覆盖范围",
        "业务种类及业务覆盖范围",
        "业务种类及覆盖范围",
        "业务种类(服务项目)",
        "业务种类",
    ),
    "issuer": ("发证机关(盖章)", "发证机关"),
    "issued": ("发证日期", "颁证日期"),
    "expires": ("有效期至", "有效期限至"),
    "name": ("网站名称",),
    "domain": ("网站域名",),
    "server": ("服务器放置地点", "服务器放置地"),
    "access_provider": ("网站接入服务提供单位",),
    "other": ("注册资本", "公司住所", "注册地址", "业务覆盖范围", "统一社会信用代码"),
}
"""What is printed before each field of the license file, the longest first.

`other` is not kept; it ends what stands before it.
"""

FRONT = ("number", "holder", "legal_representative", "business", "issuer", "issued", "expires")
SITE = ("name", "domain", "server", "access_provider")
DATES = ("issued", "expires")
NOT_READ = Text("没有读出，请照纸质证书填写", "not read: fill it in from the paper")
_MIXED_UP = Text(
    "旁边有空着的日期，看不出这个日期属于哪一个；请照纸质证书填写",
    "a date beside it is blank, so nobody can tell whose date is printed: fill it in from the paper",
)
_REVERSED = Text(
    "发证日期不在有效期截止日之前；请照纸质证书填写",
    "the day of issue is not before the end of the term: fill it in from the paper",
)

_LONGEST_VALUE = 80
_LONGEST_NAME_OF_A_PERSON = 6

_CHINESE_DIGITS = "〇零O一二三四五六七八九"
_ZERO_AMONG_THEM = re.compile(f"(?<=[{_CHINESE_DIGITS}])0+(?=[{_CHINESE_DIGITS}年])")
_A_YEAR = re.compile(rf"(?:{YEAR})\n?(?:年|[-/.][0-9])")

_PROVISIONS_START = re.compile(
    rf"\n ?{PROVISIONS} ?(?=\n)|{PROVISIONS}(?=\s?[《<]?{PROVISIONS})"
    r"|(?:^|(?<=[\n。：:])) ?一\s?、\s?你\s?公\s?司"
)
_AFTER_THE_ANNEX = re.compile(rf"{PROVISIONS}|{AT_THE_START}{ORDINAL}\s?、")
_A_DOMAIN = re.compile(r"[\w-]+(?:\.[\w-]+)*\.[^\W\d_]{2,}")
_SPACED_OUT = re.compile("(?:[^ ] ){5}")
_EXCLUDED = re.compile("不含([^。;]*)")
_FORMALITY = re.compile("【[^】]*】")

_P = TypeVar("_P")
_T = TypeVar("_T")
_Doubts = dict[str, Text]


class Paper(NamedTuple):
    """The front page and the annex. What is not known is empty."""

    number: str = ""
    holder: str = ""
    legal_representative: str = ""
    business: str = ""
    excludes: str = ""
    issuer: str = ""
    issued: date | None = None
    expires: date | None = None
    websites: tuple[Website, ...] = ()


class Certificate(NamedTuple):
    """What was read; `doubts` says why a field of the paper was not, by the field's name."""

    paper: Paper
    clauses: tuple[Clause, ...]
    doubts: dict[str, Text]


def read_certificate(text: str, file: str = "") -> Certificate:
    """What the text says.

    Raises `IcpError` (`invalid_certificate`), with what was looked for, where it is no certificate.
    """
    text = _closed_up(plain(text))
    head, body = _halves(text)
    printed = list(_labelled(head))
    front = {field: [value for name, value in printed if name == field] for field in LABELS}
    doubts: _Doubts = {}
    issued, expires = _term([(name, value) for name, value in printed if name in DATES], doubts)

    def one(
        name: str, read: Callable[[str], _T | Text | None], more: Iterable[str] = ()
    ) -> _T | None:
        return _one(name, [*front[name], *more], read, doubts)

    paper = Paper(
        number=one("number", _license_number, _headers(body)) or "",
        holder=one("holder", _company) or "",
        legal_representative=one("legal_representative", _person) or "",
        business=one("business", _business) or "",
        excludes=_one("excludes", front["business"], _excludes, {}) or "",
        issuer=one("issuer", _short) or "",
        issued=issued,
        expires=expires,
        websites=tuple(_websites([*printed, *_annex_after(body)], doubts)),
    )
    if "电信" not in fold(text) or not (paper.number or paper.holder or paper.expires):
        raise _no_certificate(file)
    return Certificate(paper, tuple(clauses(body)), doubts)


def _no_certificate(file: str) -> IcpError:
    labels = [LABELS[name][0] for name in FRONT if name != "legal_representative"]
    return refusal(
        "invalid_certificate",
        file,
        Text(
            f"这不是{TITLE}的文字。要找的是：{'、'.join(labels)}（后接冒号），以及条款“一、…”至“十五、…”",
            f"this is not the text of a {TITLE}. Looked for: {', '.join(labels)} (a colon after "
            "each), and the clauses 一、 to 十五、",
        ),
    )


def _closed_up(text: str) -> str:
    """The text with those lines squeezed that are printed with a blank after every sign."""
    return "\n".join(
        squeeze(kept_apart(line)) if _SPACED_OUT.search(line) else line for line in text.split("\n")
    )


def _halves(text: str) -> tuple[str, str]:
    """The front page with its annex, and the special provisions."""
    start = _PROVISIONS_START.search(text)
    return (text[: start.start()], text[start.start() :]) if start else (text, "")


def _spaced(words: str) -> str:
    return r"\s?".join(map(re.escape, words))


_LABEL = re.compile(
    "|".join(
        rf"(?P<{name}>(?:{words})\s?:|(?:^|(?<=\n)) ?(?:{words})(?=\s|$))"
        for name, labels in LABELS.items()
        for words in ["|".join(map(_spaced, labels))]
    )
)


def _labelled(head: str) -> Iterator[tuple[str, str]]:
    """Each label's field, with what is printed after it up to the next label."""
    labels = list(_LABEL.finditer(fold(head)))
    ends = [*(label.start() for label in labels), len(head)]
    for label, end in zip(labels, ends[1:], strict=True):
        yield label.lastgroup or "other", head[label.end() : end]


def _annex_after(body: str) -> Iterator[tuple[str, str]]:
    """What is printed of websites behind the heading of the provisions, or behind all of them."""
    for name, value in _labelled(body):
        if name in SITE:
            end = _AFTER_THE_ANNEX.search(fold(value))
            yield name, value[: end.start()] if end else value


def _headers(body: str) -> Iterator[str]:
    """The license number in the page headers, but for one that goes on in the next line."""
    shown = fold(body)
    return (
        squeeze(match[1])
        for match in NUMBERED_HEADER.finditer(shown)
        if match[1] and not re.compile(r"\s?[0-9]").match(shown, match.end(1))
    )


def _one(
    name: str, printed: Iterable[_P], read: Callable[[_P], _T | Text | None], doubts: _Doubts
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


def _license_number(value: str) -> str | Text | None:
    shown = fold(squeeze(value[:_LONGEST_VALUE]))
    match = re.match(LICENSE_NUMBER, shown)
    if match:
        return match.group()
    line = squeeze(fold(value.partition("\n")[0]))
    return line if re.search("[0-9]", line) and len(line) <= _LONGEST_VALUE // 2 else None


def _company(value: str) -> str | Text | None:
    """A company's name: its line, and those that follow until it ends as such names do."""
    name = ""
    for line in _lines(value):
        name = squeeze(f"{name}\n{line}")
        if _is_bare(line) or len(name) > _LONGEST_VALUE:
            return NOT_READ
        if name.endswith(("公司", "公司)", "公司）")) and _is_closed(name):
            return name
    return _first_line(value)


def _person(value: str) -> str | Text | None:
    whole = _whole(value)
    if isinstance(whole, str) and len(whole) > _LONGEST_NAME_OF_A_PERSON:
        return _first_line(value)
    return whole


def _short(value: str) -> str | Text | None:
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
    """The lines that say something: no blanks, no page numbers, no page headers."""
    for line in value.split("\n"):
        shown = fold(line)
        if line.strip() and not (PAGE_NUMBER.fullmatch(shown) or HEADER_LINE.fullmatch(shown)):
            yield line


def _is_bare(line: str) -> bool:
    return BARE_NUMBER.fullmatch(fold(line)) is not None


def _is_closed(words: str) -> bool:
    shown = fold(words)
    return shown.count("(") <= shown.count(")")


def _business(value: str) -> str | Text | None:
    """The kind of business up to what it excludes, or all of it where that stands in brackets."""
    whole = _whole(value)
    if not isinstance(whole, str):
        return whole
    scope = _FORMALITY.sub("", whole)
    excluded = _EXCLUDED.search(fold(scope))
    if excluded:
        before = scope[: excluded.start()]
        if fold(before).count("(") == fold(before).count(")"):
            scope = before
    return scope.rstrip("。，,；;、") or None


def _excludes(value: str) -> str | Text | None:
    whole = _whole(value)
    scope = _FORMALITY.sub("", whole) if isinstance(whole, str) else ""
    excluded = _EXCLUDED.search(fold(scope))
    if not excluded:
        return None
    words = scope[slice(*excluded.span(1))]
    closing = next((i for i, depth in _depths(words) if depth < 0), len(words))
    return words[:closing].rstrip("，,、") or None


def _depths(words: str) -> Iterator[tuple[int, int]]:
    depth = 0
    for i, sign in enumerate(fold(words)):
        depth += (sign == "(") - (sign == ")")
        yield i, depth


def _term(printed: Sequence[tuple[str, str]], doubts: _Doubts) -> tuple[date | None, date | None]:
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

    issued, expires = (_one(name, found[name], read, doubts) for name in DATES)
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


def _websites(annex: Iterable[tuple[str, str]], doubts: _Doubts) -> Iterator[Website]:
    """The websites in their order.

    Each begins where a field comes that the last one has, or that stands before its last field.
    """
    sites: list[dict[str, str]] = []
    for name, value in annex:
        if name in SITE:
            last = next(reversed(sites[-1])) if sites else name
            if SITE.index(name) <= SITE.index(last):
                sites.append({})
            said = _SITE_READERS.get(name, _short)(value)
            sites[-1][name] = said if isinstance(said, str) else ""
    if not sites:
        doubts["websites"] = NOT_READ
    for i, site in enumerate(sites):
        for name in SITE:
            if not site.get(name):
                doubts[f"websites[{i}].{name}"] = NOT_READ
        yield Website(*(site.get(name, "") for name in SITE))


def _domain(value: str) -> str | Text | None:
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


_SITE_READERS = {"access_provider": _company, "domain": _domain}
