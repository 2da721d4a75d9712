"""The text of a paper certificate → what it says. Pure: a text and its form in, nouns out.

The text was typed, copied or scanned: lines broken anywhere, page headers in the middle of a
sentence, digits and brackets of any width. What cannot be read for certain is left empty, and
`doubts` says why. Nothing is guessed.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from types import MappingProxyType
from typing import NamedTuple

from icpcli.files.chinese_print import fold, plain, squeeze
from icpcli.importers.certificate.clauses import Clause, clauses
from icpcli.importers.certificate.columns import in_reading_order
from icpcli.importers.certificate.dated import dated_sentences, obliges
from icpcli.importers.certificate.layout import Labelled, Layout, layout_of
from icpcli.importers.certificate.pages import kept_apart
from icpcli.importers.certificate.quotes import sentence_at
from icpcli.importers.certificate.term import days_printed, read_term
from icpcli.importers.certificate.values import (
    NOT_READ,
    Doubts,
    business,
    company,
    domain,
    excludes,
    license_number,
    person,
    read_as,
    short,
    the_one,
)
from icpcli.license.form import DATES, FRONT, SITE, TERM, Form
from icpcli.model.license import Website
from icpcli.model.problem import IcpError, Text, refusal

_MOST_LABELS = 1000
_SPACED_OUT = re.compile("(?:[^ ] ){5}")


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
    """What was read; `doubts` says why a field of the paper was not, by the field's name.

    `days` are those printed behind the labels of the dates, whether they were believed or not. Of a
    `picture` a rule is believed where it is the form's; any other period where it is `accepted`, by
    the rule's id.
    """

    paper: Paper
    clauses: tuple[Clause, ...]
    doubts: dict[str, Text]
    days: Mapping[str, tuple[date, ...]] = MappingProxyType({})
    picture: bool = False
    accepted: Mapping[str, str] = MappingProxyType({})


def read_certificate(text: str, form: Form, file: str = "") -> Certificate:
    """What the text says, read as a certificate of this form.

    Raises `IcpError` (`invalid_certificate`), with what was looked for, where it is no certificate.
    """
    text = _closed_up(plain(in_reading_order(text, form)))
    layout = layout_of(form)
    head, body = layout.halves(text)
    printed = _labelled(layout, head, body)
    doubts: Doubts = {}
    dates = [it for it in printed if it[0] in (*DATES, TERM)]
    issued, expires = read_term(dates, form.years, doubts)
    without_pages = [(name, layout.pages.without(value)) for name, value in printed]
    numbers = [*_said("number", printed), *layout.numbers_in_headers(body)]
    paper = _front(without_pages, numbers, form, doubts)._replace(
        issued=issued, expires=expires, websites=tuple(_websites(without_pages, doubts))
    )
    if form.says not in fold(text) or not (paper.number or paper.holder or paper.expires):
        raise _no_certificate(form, file)
    said = (*_outside(head, layout, form), *_clauses(body, layout, form))
    return Certificate(paper, said, doubts, days_printed(dates))


def _labelled(layout: Layout, head: str, body: str) -> list[Labelled]:
    """What stands behind the labels of the front page and the annex, wherever their pages are."""
    printed = list(layout.labelled(head))
    fields = {name for name, _ in printed}
    there = [it for it in layout.labelled_among(body) if it[0] != "number"]
    printed += (it for it in there if it[0] in SITE or it[0] not in fields)
    front = [it for it in printed if it[0] not in SITE]
    return [*front[:_MOST_LABELS], *(it for it in printed if it[0] in SITE)]


def _clauses(text: str, layout: Layout, form: Form) -> Iterator[Clause]:
    return clauses(text, layout.pages, form.addressees)


def _outside(head: str, layout: Layout, form: Form) -> Iterator[Clause]:
    """Sentences before the clauses that ask something by a day: a page may lie in the wrong place."""
    if not obliges(head, form.addressees):
        return
    pieces = list(_clauses(layout.without_dates(head), layout, form))
    whole: dict[tuple[int, int, int], None] = {}
    for sentence in dated_sentences(pieces):
        if sentence.sure and obliges(sentence.text, form.addressees):
            i, *place = sentence.place
            whole[i, *sentence_at(pieces[i].shown, *place)] = None
    for i, start, end in whole:
        text = pieces[i].text[start:end]
        yield Clause("", text, sure=False, last=False, doubtful_from=0, shown=fold(text))


def _said(name: str, printed: Iterable[Labelled]) -> list[str]:
    return [value for label, value in printed if label == name]


def _front(
    printed: Sequence[Labelled], numbers: Iterable[str], form: Form, doubts: Doubts
) -> Paper:
    """The fields of the front page but for its dates; empty where they are not known."""

    def one(name: str, read: Callable[[str], str | Text | None]) -> str:
        return the_one(name, _said(name, printed), read, doubts) or ""

    number = partial(license_number, shape=form.number)
    excluded = partial(excludes, excluding=form.excludes)
    numbers = list(numbers)
    known = the_one("number", numbers, number, doubts) or ""
    spoiled = [it.strip() for it in numbers if known not in "".join(fold(it).split())]
    if misread := next(filter(None, spoiled), ""):
        doubts["number"] = read_as(squeeze(misread.partition("\n")[0]), known)
    return Paper(
        number=known,
        holder=one("holder", company),
        legal_representative=one("legal_representative", person),
        business=one("business", partial(business, excluding=form.excludes)),
        excludes=the_one("excludes", _said("business", printed), excluded, {}) or "",
        issuer=one("issuer", short),
    )


def _no_certificate(form: Form, file: str) -> IcpError:
    labels = [form.labels[name][0] for name in FRONT if name != "legal_representative"]
    return refusal(
        "invalid_certificate",
        file,
        Text(
            f"这不是{form.title}的文字。要找的是：{'、'.join(labels)}（后接冒号），以及条款“一、…”至“十五、…”",
            f"this is not the text of a {form.title}. Looked for: {', '.join(labels)} (a colon after "
            "each), and the clauses 一、 to 十五、",
        ),
    )


def _closed_up(text: str) -> str:
    """The text with those lines squeezed that are printed with a blank after every sign."""
    return "\n".join(
        squeeze(kept_apart(line)) if _SPACED_OUT.search(line) else line for line in text.split("\n")
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
