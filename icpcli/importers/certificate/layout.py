"""Where things stand on a certificate: front page, annex and clauses, each value behind its label."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from icpcli.files.chinese_print import fold, squeeze
from icpcli.importers.certificate.clauses import AT_THE_START, ORDINAL, spaced
from icpcli.importers.certificate.pages import Pages, pages_of
from icpcli.license.form import OTHER, SITE, Form

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
            yield label.lastgroup or OTHER, head[label.end() : end]

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


def layout_of(form: Form) -> Layout:
    """How the certificates of a form are laid out."""
    headings = f"(?:{'|'.join(map(re.escape, form.headings))})"
    return Layout(
        pages=pages_of(form),
        # 特别规定事项 on a line of its own, or before 《特别规定事项》; 一、你公司
        clauses=re.compile(
            rf"\n ?{headings} ?(?=\n)|{headings}(?=\s?[《<]?{headings})"
            rf"|(?:^|(?<=[\n。：:])) ?一\s?、\s?{spaced(form.addressee)}"
        ),
        # 公司名称：, or the label alone on its line
        label=re.compile(
            "|".join(
                rf"(?P<{name}>(?:{words})\s?:|(?:^|(?<=\n)) ?(?:{words})(?=\s|$))"
                for name, labels in form.labels.items()
                for words in ["|".join(map(spaced, labels))]
            )
        ),
        no_annex=re.compile(rf"{headings}|{AT_THE_START}{ORDINAL}\s?、"),
    )
