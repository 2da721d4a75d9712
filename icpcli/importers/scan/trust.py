"""What of a certificate is believed where it was read from pictures.

The number where the pages agree on it; a period where it is the form's; a date never, on the
machine's word alone. What is printed once, and can be checked against nothing, is written and named.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date

from icpcli.files.chinese_print import YEAR, fold, squeeze
from icpcli.importers.certificate.pages import GAP
from icpcli.importers.certificate.read import Certificate
from icpcli.importers.certificate.values import NOT_READ
from icpcli.importers.scan.numbers import Reading, elected, numbers_on
from icpcli.importers.scan.page_text import PageText
from icpcli.license.form import DATES, TERM, Form
from icpcli.model.problem import Text

_NAMES = ("legal_representative", "business", "websites")
_SEEN = Text(
    "从图片读出，可能有错字：请与纸质证书核对",
    "read from a picture, a sign may be wrong: compare with the paper",
)
_A_DAY = re.compile(rf"(?:{YEAR})\s*[年./-].*?(?:日|(?=\s\s|$))", re.MULTILINE)


def believed(certificate: Certificate, pages: Sequence[PageText], form: Form) -> Certificate:
    """The certificate as pictures show it: without dates, with what is doubtful about the others."""
    paper = certificate.paper
    doubts = {
        name: doubt
        for name, doubt in certificate.doubts.items()
        if name not in (*DATES, TERM, "number")
    }
    for name in _NAMES:
        if getattr(paper, name):
            doubts.setdefault(name, _SEEN)
    number, others = elected(readings := numbers_on(pages, form))
    if others or len(readings) < 2:
        doubts["number"] = _number_doubt(number, others)
    if paper.holder and not _stands_elsewhere(paper.holder, pages):
        doubts["holder"] = Text(
            f"别的页上没有“{paper.holder}”：请与纸质证书核对",
            f'"{paper.holder}" stands on one page only: compare with the paper',
        )
    if paper.issuer:
        doubts["issuer"] = NOT_READ
    return certificate._replace(
        paper=paper._replace(number=number, issuer="", issued=None, expires=None),
        doubts=doubts,
        picture=True,
    )


def with_dates(
    certificate: Certificate,
    days: Mapping[str, date | None],
    remarks: Mapping[str, Text],
    not_whole: Text | None,
) -> Certificate:
    """The certificate with the dates that a person gave, and what is said of them."""
    doubts = {name: it for name, it in certificate.doubts.items() if name not in (*DATES, TERM)}
    doubts |= remarks
    if not_whole:
        doubts[TERM] = not_whole
    paper = certificate.paper._replace(issued=days["issued"], expires=days["expires"])
    return certificate._replace(paper=paper, doubts=doubts)


def text_to_keep(pages: Sequence[PageText], form: Form) -> str:
    """What stands on the pages, for a person to correct; without the dates that only a machine read.

    A text is believed, and so would be a wrong date in it.
    """
    labels = [label for name in (*DATES, TERM) for label in form.labels[name]]
    return "\n".join(
        _without_days(page.text)
        if page.picture and any(it in squeeze(fold(page.text)) for it in labels)
        else page.text
        for page in pages
    )


def _without_days(text: str) -> str:
    kept, end = [], 0
    for found in _A_DAY.finditer(fold(text)):
        kept += [text[end : found.start()], GAP]
        end = found.end()
    return "".join([*kept, text[end:]])


def place_of(name: str, pages: Sequence[PageText], form: Form) -> str:
    """The page on which a date is printed, and its line; empty where its label was not read."""
    for page in pages:
        for line in page.lines:
            if any(label in squeeze(fold(line)) for label in form.labels[name]):
                return f"{page.name}: {line.strip()}"
    return ""


def _number_doubt(number: str, others: Sequence[Reading]) -> Text:
    if not others:
        return _SEEN if number else NOT_READ
    zh = "、".join(f"{it.number}（{it.page}）" for it in others)
    en = ", ".join(f"{it.number} ({it.page})" for it in others)
    if number:
        return Text(
            f"有的页读作 {zh}：请与纸质证书核对", f"also read as {en}: compare with the paper"
        )
    return Text(
        f"各页读得不一样：{zh}；请照纸质证书填写",
        f"the pages differ: {en}; fill it in from the paper",
    )


def _stands_elsewhere(holder: str, pages: Sequence[PageText]) -> bool:
    return sum(fold(holder) in squeeze(fold(page.text)) for page in pages) > 1
