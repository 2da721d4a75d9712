"""The text of a paper certificate (增值电信业务经营许可证) → what it says. Pure: text in, nouns out.

The text was typed, copied or scanned: lines broken anywhere, page headers in the middle of a
sentence, digits and brackets of any width. What cannot be read for certain is left empty, and
`doubts` says why. Nothing is guessed.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import NamedTuple, TypeVar

from icpcli.files.chinese_print import fold, plain, squeeze
from icpcli.importers.certificate.clauses import AT_THE_START, ORDINAL, Clause, clauses
from icpcli.importers.certificate.pages import (
    NUMBERED_HEADER,
    PROVISIONS,
    TITLE,
    kept_apart,
)
from icpcli.importers.certificate.term import read_term
from icpcli.importers.certificate.values import (
    DATES,
    NOT_READ,
    Doubts,
    business,
    company,
    domain,
    excludes,
    license_number,
    person,
    short,
    the_one,
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

_PROVISIONS_START = re.compile(
    rf"\n ?{PROVISIONS} ?(?=\n)|{PROVISIONS}(?=\s?[《<]?{PROVISIONS})"
    r"|(?:^|(?<=[\n。：:])) ?一\s?、\s?你\s?公\s?司"
)
_AFTER_THE_ANNEX = re.compile(rf"{PROVISIONS}|{AT_THE_START}{ORDINAL}\s?、")
_SPACED_OUT = re.compile("(?:[^ ] ){5}")

_T = TypeVar("_T")


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
    doubts: Doubts = {}
    issued, expires = read_term([(name, value) for name, value in printed if name in DATES], doubts)

    def one(
        name: str, read: Callable[[str], _T | Text | None], more: Iterable[str] = ()
    ) -> _T | None:
        return the_one(name, [*front[name], *more], read, doubts)

    paper = Paper(
        number=one("number", license_number, _headers(body)) or "",
        holder=one("holder", company) or "",
        legal_representative=one("legal_representative", person) or "",
        business=one("business", business) or "",
        excludes=the_one("excludes", front["business"], excludes, {}) or "",
        issuer=one("issuer", short) or "",
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


def _websites(annex: Iterable[tuple[str, str]], doubts: Doubts) -> Iterator[Website]:
    """The websites in their order.

    Each begins where a field comes that the last one has, or that stands before its last field.
    """
    sites: list[dict[str, str]] = []
    for name, value in annex:
        if name in SITE:
            last = next(reversed(sites[-1])) if sites else name
            if SITE.index(name) <= SITE.index(last):
                sites.append({})
            said = _SITE_READERS.get(name, short)(value)
            sites[-1][name] = said if isinstance(said, str) else ""
    if not sites:
        doubts["websites"] = NOT_READ
    for i, site in enumerate(sites):
        for name in SITE:
            if not site.get(name):
                doubts[f"websites[{i}].{name}"] = NOT_READ
        yield Website(*(site.get(name, "") for name in SITE))


_SITE_READERS = {"access_provider": company, "domain": domain}
