"""The text of a paper certificate (增值电信业务经营许可证) → what it says. Pure: text in, nouns out.

The text was typed, copied or scanned: lines broken anywhere, page headers in the middle of a
sentence, digits and brackets of any width. What cannot be read for certain is left empty, and
`doubts` says why. Nothing is guessed.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import NamedTuple, TypeVar

from icpcli.errors import IcpError, Text, refusal
from icpcli.model import Website
from icpcli.paper.printed import NUMERALS, date_at, fold, plain, squeeze
from icpcli.workdays import FIRST_DAY, LAST_DAY

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
NOT_READ = Text("没有读出，请照纸质证书填写", "not read: fill it in from the paper")

_TITLE = "增值电信业务经营许可证"
_PROVISIONS = "特别规定事项"
_BARRIER = "\N{OBJECT REPLACEMENT CHARACTER}"
_LONGEST_VALUE = 80
_LONGEST_NAME_OF_A_PERSON = 6

_LICENSE_NUMBER = (
    r"[\u4e00-\u9fff]{0,4}ICP证[A-Z\u4e00-\u9fff]{0,2}[0-9]{5,8}号?(?:-[0-9]{1,3})?"
    r"|[\u4e00-\u9fff]{0,2}[AB][0-9](?:[.、,][AB][0-9])*-[0-9]{8}(?:-[0-9]{1,3})?"
)
_NUMBERED_HEADER = re.compile(
    rf" ?经营许可证编号 ?:\s?({_LICENSE_NUMBER})(?: ?{_PROVISIONS}(?![》>]))?|(?<= ){_PROVISIONS}(?= )"
)
_PAGE_NUMBER = re.compile(
    r" ?(?:第 ?[0-9]{1,3} ?页 ?[,/]? ?(?:共 ?[0-9]{1,3} ?页)?|- ?[0-9]{1,3} ?-|[0-9]{1,3} ?/ ?[0-9]{1,3}) ?"
)
_HEADER_LINE = re.compile(
    rf" ?(?:{_PROVISIONS}|经营许可证编号 ?:?|{_LICENSE_NUMBER}"
    rf"|(?:中华人民共和国)? ?{_TITLE} ?(?:\( ?[正副附续]? ?[页本] ?\))?) ?"
)
_BARE_NUMBER = re.compile(r" ?[0-9]{1,3} ?")
_SIGN_OF_A_NUMBER = re.compile(f"[{NUMERALS}]")

_ORDINAL = r"[一二三四五六七八九十](?: ?[一二三四五六七八九十]){0,2}"
_CLAUSE_START = re.compile(
    rf"(?:^|(?<=[\n。:;]))\s?(?:({_ORDINAL})\s?、|\(\s?({_ORDINAL})\s?\))", re.MULTILINE
)
_PROVISIONS_START = re.compile(
    rf"\n ?{_PROVISIONS} ?(?=\n)|{_PROVISIONS}(?=\s?[《<]?{_PROVISIONS})|(?:^|(?<=[\n。：:])) ?一\s?、"
)
_SPACED_OUT = re.compile("(?:[^ ] ){5}")
_EXCLUDED = re.compile("不含([^。;]*)")
_FORMALITY = re.compile("【[^】]*】")

_T = TypeVar("_T")
_Doubts = dict[str, Text]


class Clause(NamedTuple):
    """A numbered clause, or one item of it: `十二`, `十五（八）`. Empty before the first number."""

    number: str
    text: str


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
    front: dict[str, list[str]] = {name: [] for name in LABELS}
    annex: list[tuple[str, str]] = []
    for name, value in _labelled(head):
        front[name].append(value)
        annex.append((name, value))
    doubts: _Doubts = {}

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
        issued=one("issued", _day),
        expires=one("expires", _day),
        websites=tuple(_websites(annex, doubts)),
    )
    if "电信" not in fold(text) or not (paper.number or paper.holder or paper.expires):
        raise _no_certificate(file)
    return Certificate(paper, tuple(_clauses(body)), doubts)


def _no_certificate(file: str) -> IcpError:
    labels = [LABELS[name][0] for name in FRONT if name != "legal_representative"]
    return refusal(
        "invalid_certificate",
        file,
        Text(
            f"这不是{_TITLE}的文字。要找的是：{'、'.join(labels)}（后接冒号），以及条款“一、…”至“十五、…”",
            f"this is not the text of a {_TITLE}. Looked for: {', '.join(labels)} (a colon after "
            "each), and the clauses 一、 to 十五、",
        ),
    )


def _closed_up(text: str) -> str:
    """The text with those lines squeezed that are printed with a blank after every sign."""
    return "\n".join(
        squeeze(line) if _SPACED_OUT.search(line) else line for line in text.split("\n")
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


def _headers(body: str) -> Iterator[str]:
    """The license number in the page headers."""
    return (match[1] for match in _NUMBERED_HEADER.finditer(fold(body)) if match[1])


def _one(
    name: str, printed: Iterable[str], read: Callable[[str], _T | Text | None], doubts: _Doubts
) -> _T | None:
    """The one reading of everything that is printed for a field; a doubt where there is none.

    `read` gives None for a blank, which is no doubt where the label is printed, and a `Text` for
    what it cannot read.
    """
    printed = list(printed)
    readings = [reading for reading in map(read, printed) if reading is not None]
    known = list(dict.fromkeys(reading for reading in readings if not isinstance(reading, Text)))
    if len(known) == 1:
        return known[0]
    if known:
        zh, en = ("、".join(map(str, known)), ", ".join(map(str, known)))
        doubts[name] = Text(
            f"印有不同的写法：{zh}；请照纸质证书填写",
            f"printed in different ways ({en}): fill it in from the paper",
        )
    elif readings or not printed or name in ("number", "holder", "issued", "expires"):
        doubts[name] = next((it for it in readings if isinstance(it, Text)), NOT_READ)
    return None


def _license_number(value: str) -> str | Text | None:
    shown = fold(squeeze(value[:_LONGEST_VALUE]))
    match = re.match(_LICENSE_NUMBER, shown)
    if match:
        return match.group()
    line = squeeze(fold(value.partition("\n")[0]))
    return line if re.search("[0-9]", line) and len(line) <= _LONGEST_VALUE // 2 else None


def _company(value: str) -> str | Text | None:
    """A company's name: its line, and those that follow until it ends as such names do."""
    name = ""
    for line in _lines(value):
        name = squeeze(f"{name}\n{line}")
        if name.endswith(("公司", "公司)", "公司）")):
            return name if len(name) <= _LONGEST_VALUE else NOT_READ
    return _first_line(value)


def _person(value: str) -> str | Text | None:
    whole = squeeze("\n".join(_lines(value)))
    return whole if 0 < len(whole) <= _LONGEST_NAME_OF_A_PERSON else _first_line(value)


def _short(value: str) -> str | Text | None:
    whole = squeeze("\n".join(_lines(value)))
    return whole if 0 < len(whole) <= _LONGEST_VALUE else _first_line(value)


def _first_line(value: str) -> str | Text | None:
    line = next(_lines(value), "")
    return NOT_READ if len(line) > _LONGEST_VALUE else squeeze(line) or None


def _lines(value: str) -> Iterator[str]:
    """The lines that say something: no blanks, no page numbers."""
    return (
        line
        for line in value.split("\n")
        if line.strip() and not _PAGE_NUMBER.fullmatch(fold(line))
    )


def _scope(value: str) -> str:
    return _FORMALITY.sub("", squeeze("\n".join(_lines(value))))


def _business(value: str) -> str | Text | None:
    """The kind of business up to what it excludes, or all of it where that stands in brackets."""
    scope = _scope(value)
    excluded = _EXCLUDED.search(fold(scope))
    if excluded:
        before = scope[: excluded.start()]
        if fold(before).count("(") == fold(before).count(")"):
            scope = before
    return scope.rstrip("。，,；;、") or None


def _excludes(value: str) -> str | Text | None:
    scope = _scope(value)
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


def _day(value: str) -> date | Text | None:
    shown = fold(squeeze(value[:_LONGEST_VALUE]))
    if not shown:
        return None
    day, end = date_at(shown)
    if day and FIRST_DAY <= day <= LAST_DAY:
        return day
    word = shown[: end or 12]
    return Text(
        f"“{word}”不是 {FIRST_DAY.year} 至 {LAST_DAY.year} 年的日期；请照纸质证书填写",
        f'"{word}" is no date of {FIRST_DAY.year} to {LAST_DAY.year}: fill it in from the paper',
    )


def _websites(annex: Iterable[tuple[str, str]], doubts: _Doubts) -> Iterator[Website]:
    """The websites in their order; each begins where a field comes that the last one has."""
    sites: list[dict[str, str]] = []
    for name, value in annex:
        if name in SITE:
            if not sites or name in sites[-1]:
                sites.append({})
            said = _SITE_READERS.get(name, _short)(value)
            sites[-1][name] = said if isinstance(said, str) else ""
    for i, site in enumerate(sites):
        for name in SITE:
            if not site.get(name):
                doubts[f"websites[{i}].{name}"] = NOT_READ
        yield Website(*(site.get(name, "") for name in SITE))


def _domain(value: str) -> str | Text | None:
    said = _short(value)
    return fold(said).replace(" ", "") if isinstance(said, str) else said


_SITE_READERS = {"access_provider": _company, "domain": _domain}


def _clauses(body: str) -> Iterator[Clause]:
    """The clauses and items, each by its number; page headers in them are taken out."""
    body = _without_headers(body)
    clause, number, since = "", "", 0
    for start in _CLAUSE_START.finditer(fold(body)):
        yield Clause(number, squeeze(body[since : start.start()]))
        ordinal, item = (squeeze(found or "") for found in start.groups())
        clause = ordinal or clause
        number = f"{clause}（{item}）" if item and clause else clause
        since = start.end()
    yield Clause(number, squeeze(body[since:]))


def _without_headers(body: str) -> str:
    """The provisions without what is printed at the head and foot of each page.

    A number alone on a line is a page's, unless a number stands before or after it: then nobody
    can tell, and no period is read across it.
    """
    folded = fold(body)
    parts = []
    last = 0
    for match in _NUMBERED_HEADER.finditer(folded):
        parts += [body[last : match.start()], "\n"]
        last = match.end()
    kept: list[str] = []
    lines = "".join([*parts, body[last:]]).split("\n")
    for line, shown in zip(lines, fold("\n".join(lines)).split("\n"), strict=True):
        if _BARE_NUMBER.fullmatch(shown):
            kept.append(_BARRIER)
        elif not (_HEADER_LINE.fullmatch(shown) or _PAGE_NUMBER.fullmatch(shown)):
            kept.append(line)
    return re.sub(rf"(.)?\s?{_BARRIER}\s?(?=(.))", _page_or_barrier, "\n".join(kept))


def _page_or_barrier(match: re.Match[str]) -> str:
    around = fold("".join(filter(None, match.groups())))
    kept = match[1] or ""
    return f"{kept}{_BARRIER}" if _SIGN_OF_A_NUMBER.search(around) else f"{kept}\n"
