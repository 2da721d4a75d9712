"""Where things stand on a certificate: front page, annex and clauses, each value behind its label."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from icpcli.files.chinese_print import YEAR, fold, squeeze
from icpcli.importers.certificate.clauses import AT_THE_START, ORDINAL, any_of
from icpcli.importers.certificate.pages import Pages, pages_of
from icpcli.license.form import DATES, OTHER, SITE, TERM, Form

_A_DATE_ALONE = re.compile(
    rf"\n *(?:{YEAR}) *年[ 0-9〇一二三四五六七八九十]*月[^\n]{{0,9}}日 *(?=\n|$)"
)
"""2022年5月11日 on a line of its own"""
_BEFORE_A_DATE = r"(?=\s?(?:自|从|[0-9]|[一二][〇零O]))"

Labelled = tuple[str, str]
"""A field, and what is printed behind its label."""


class Layout(NamedTuple):
    """How a form is laid out; `clauses` is where its clauses begin, `no_annex` where no annex is."""

    pages: Pages
    clauses: re.Pattern[str]
    label: re.Pattern[str]
    no_annex: re.Pattern[str]

    def halves(self, text: str) -> Labelled:
        """The front page with its annex, and the clauses."""
        start = self.clauses.search(text)
        return (text[: start.start()], text[start.start() :]) if start else (text, "")

    def labelled(self, head: str) -> Iterator[Labelled]:
        """Each label's field, with what is printed after it up to the next label."""
        labels = list(self.label.finditer(fold(head)))
        ends = [*(label.start() for label in labels), len(head)]
        for label, end in zip(labels, ends[1:], strict=True):
            name, value = label.lastgroup or OTHER, head[label.end() : end]
            yield name, value if name in (*DATES, TERM) else _up_to_a_date(value)

    def annex_among(self, body: str) -> Iterator[Labelled]:
        """What is printed of websites below the heading of the clauses, or behind all of them."""
        for name, value in self.labelled(body):
            if name in SITE:
                end = self.no_annex.search(fold(value))
                yield name, value[: end.start()] if end else value

    def numbers_in_headers(self, body: str) -> Iterator[str]:
        """The license number in the page headers, but for one that goes on in the next line."""
        shown = fold(body)
        return (
            squeeze(match[1])
            for match in self.pages.numbered.finditer(shown)
            if match[1] and not re.compile(r"\s?[0-9]").match(shown, match.end(1))
        )


def _up_to_a_date(value: str) -> str:
    """The value without a date on a line of its own, which stands below the seal, and what follows."""
    date = _A_DATE_ALONE.search(fold(value))
    return value[: date.start()] if date else value


def layout_of(form: Form) -> Layout:
    """How the certificates of a form are laid out."""
    headings = f"(?:{'|'.join(map(re.escape, form.headings))})"
    return Layout(
        pages=pages_of(form),
        # 特别规定事项 on a line of its own, or before 《特别规定事项》; 一、你公司
        clauses=re.compile(
            rf"\n ?{headings} ?(?=\n)|{headings}(?=\s?[《<]?{headings})"
            rf"|(?:^|(?<=[\n。：:])) ?一\s?、\s?{any_of(form.addressees)}"
        ),
        # 公司名称：, or the label alone on its line
        label=re.compile(
            "|".join(
                rf"(?P<{name}>{words}\s?:|(?:^|(?<=\n)) ?{words}(?=\s|$)"
                rf"{f'|{words}{_BEFORE_A_DATE}' if name in (*DATES, TERM) else ''})"
                for name, labels in form.labels.items()
                for words in [any_of(labels)]
            )
        ),
        no_annex=re.compile(rf"{headings}|{AT_THE_START}{ORDINAL}\s?、"),
    )
