"""What may have been missed on the pages of a license, each with its page."""

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from icpcli.files.chinese_print import fold, squeeze
from icpcli.files.chinese_print import number as value_of
from icpcli.importers.certificate.clauses import ORDINAL, in_chinese
from icpcli.importers.certificate.pages import GAP
from icpcli.importers.scan.numbers import far_apart, numbers_on
from icpcli.importers.scan.order import page_number
from icpcli.importers.scan.page_text import PageText
from icpcli.license.form import Form
from icpcli.model.problem import Text

_MARK = re.compile(
    rf"^[\s{GAP}]*(?:(?P<clause>{ORDINAL})\s?[、.,:;。·](?![0-9])|\((?P<item>{ORDINAL})\))",
    re.MULTILINE,
)
"""十二、 or （八）"""
_WORDS = 12


def of_two_licenses(pages: Sequence[PageText], form: Form) -> Text | None:
    """What is said of the pages of two licenses; of pictures only where it cannot be a slip."""
    sure = {page.name for page in pages if not page.picture}
    first = {it.number: it for it in reversed(numbers_on(pages, form))}
    for one, other in combinations(reversed(first.values()), 2):
        if far_apart(one.number, other.number) or {one.page, other.page} <= sure:
            (a, page), (b, page_2) = one, other
            return Text(
                f"这里有不止一张许可证：{a}（{page}）、{b}（{page_2}）；请分开导入",
                f"more than one license: {a} ({page}), {b} ({page_2}); import each by itself",
            )
    return None


def missing(pages: Sequence[PageText], form: Form) -> Iterator[Text]:
    """Empty pages, pages of something else, holes in a page, pages and clauses that were skipped."""
    marks = _Marks()
    for page in pages:
        if not page.text.strip():
            yield _of(page, Text("这一页是空的", "this page is empty"))
            continue
        if not _belongs(page, form):
            words = Text("这一页不像许可证的一页", "this page seems to be none of the license")
            yield _of(page, words)
        yield from (_of(page, words) for words in _holes(page))
        skipped = list(marks.skipped(page))
        yield from (_of(page, words) for words in skipped if page.picture)


class _Marks:
    """The numbers of pages, clauses and items, as far as they were read."""

    def __init__(self) -> None:
        self._page = self._clause = self._item = 0

    def skipped(self, page: PageText) -> Iterator[Text]:
        """What must stand between the numbers on this page and those before them."""
        number = page_number(page.text) or 0
        if self._page and number > self._page + 1:
            yield _pages_skipped(self._page + 1, number - 1)
        self._page = number or self._page
        for found in _MARK.finditer(fold(page.text)):
            n = value_of(squeeze(found["clause"] or found["item"])) or 0
            last = self._clause if found["clause"] else self._item
            if n > last + 1:
                yield _skipped(last + 1, n - 1, item=bool(found["item"]))
            if found["clause"]:
                self._clause, self._item = max(n, last), 0
            else:
                self._item = n


def _of(page: PageText, words: Text) -> Text:
    return Text(f"{page.name}：{words.zh}", f"{page.name}: {words.en}")


def _belongs(page: PageText, form: Form) -> bool:
    """Whether anything on a page is what a license says."""
    said = squeeze(fold(page.text))
    words = [
        *form.addressees,
        *form.headings,
        *(it for names in form.labels.values() for it in names),
    ]
    return any(word in said for word in words) or bool(_MARK.search(fold(page.text)))


def _holes(page: PageText) -> Iterator[Text]:
    """What may be missing on a page, each place once."""
    told, before = set(), ""
    for line in page.lines:
        words = (line.partition(GAP)[0] or before)[-_WORDS:]
        if GAP in line and words not in told:
            told.add(words)
            yield Text(
                f"“…{words}”后面可能缺字或缺行，请与纸质证书核对",
                f'a line or a part of it may be missing behind "…{words}": compare with the paper',
            )
        before = line if line.strip(GAP) else before


def _pages_skipped(first: int, last: int) -> Text:
    pages = f"{first}-{last}" if last > first else str(first)
    return Text(
        f"前面少了印着第 {pages} 页的那一页",
        f"the page that is numbered {pages} is missing before it",
    )


def _skipped(first: int, last: int, item: bool) -> Text:
    numbers = [in_chinese(n) for n in range(first, last + 1)]
    if item:
        numbers = [f"（{it}）" for it in numbers]
    return Text(
        f"没有读出条号{'、'.join(numbers)}：可能缺行或缺页",
        f"the number of clause {', '.join(numbers)} was not read: a line or a page may be missing",
    )
