"""Where things stand on a certificate: front page, annex and clauses, each value behind its label."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from icpcli.files.chinese_print import YEAR, fold, squeeze
from icpcli.importers.certificate.clauses import AT_THE_START, ORDINAL, any_of, spaced
from icpcli.importers.certificate.pages import Pages, heading, heading_line, pages_of
from icpcli.license.form import DATES, FRONT, TERM, Form

_A_DATE_ALONE = re.compile(
    rf"\n *(?:{YEAR}) *年[ 0-9〇一二三四五六七八九十]*月[^\n]{{0,9}}日 *(?:\n|\Z)"
)
"""2022年5月11日 on a line of its own"""
_DATES_SIGNS = re.compile(r"[\s0-9年月日./:~〇零一二三四五六七八九十OoIl|自从至到起止-]*")
"""All of 2022年5月11日至2027年5月10日, and of what a scan makes of it."""

Labelled = tuple[str, str]
"""A field, and what is printed behind its label."""


class _Label(NamedTuple):
    """A label: its field, and where it begins and ends."""

    name: str
    start: int
    end: int


class Layout(NamedTuple):
    """How a form is laid out.

    `clauses` is where its clauses begin; or with the `first` line behind the labels that looks like
    one, where that comes before. `no_annex` is where no annex is any more. `label`
    is any of the labels, whose fields stand in `fields`.
    """

    pages: Pages
    clauses: re.Pattern[str]
    first: re.Pattern[str]
    no_annex: re.Pattern[str]
    label: re.Pattern[str]
    fields: dict[str, str]

    def halves(self, text: str) -> Labelled:
        """The front page with its annex, and the clauses."""
        shown = fold(text)
        heading = self.clauses.search(shown)
        end = heading.start() if heading else len(text)
        ends = (it.end for it in self._labels(shown) if it.name in FRONT[1:] and it.end <= end)
        # A heading that was spoiled on the first page is printed again on the next ones.
        start = self.first.search(shown, max(ends, default=0), end) or heading
        return (text[: start.start()], text[start.start() :]) if start else (text, "")

    def _labels(self, shown: str) -> Iterator[_Label]:
        """The labels of a folded text: with a colon, alone on a line, or straight before a date."""
        for found in self.label.finditer(shown):
            start, end = found.start(), found.end()
            name = self.fields["".join(found["words"].split())]
            line = shown[max(start - 2, 0) : start]
            first = not line.strip(" ") or line.rstrip(" ").endswith("\n")
            alone = first and not shown[end : end + 1].strip()
            if found["colon"] or alone or (found["date"] and name in (*DATES, TERM)):
                yield _Label(name, start, end)

    def labelled(self, head: str) -> Iterator[Labelled]:
        """Each label's field, with what is printed after it up to the next label."""
        shown = fold(head)
        labels = list(self._labels(shown))
        ends = [*(label.start for label in labels), len(head)]
        for (name, _, start), end in zip(labels, ends[1:], strict=True):
            if name not in (*DATES, TERM) and (date := _A_DATE_ALONE.search(shown, start, end)):
                end = date.start()  # A date on a line of its own stands below the seal.
            yield name, head[start:end]

    def without_dates(self, head: str) -> str:
        """The front page with a full stop for what is printed behind the labels of its dates."""
        shown = fold(head)
        parts, last = [], 0
        for name, _, end in self._labels(shown):
            if name in (*DATES, TERM) and (dates := _DATES_SIGNS.match(shown, end)):
                parts += [head[last:end], "。"]
                last = dates.end()
        return "".join([*parts, head[last:]])

    def labelled_among(self, body: str) -> Iterator[Labelled]:
        """What is labelled below the heading of the clauses, or behind all of them."""
        for name, value in self.labelled(body):
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
    headings, holder = heading(form), any_of(form.addressees)
    words = sorted((it for labels in form.labels.values() for it in labels), key=len, reverse=True)
    return Layout(
        pages=pages_of(form),
        # 特别规定事项 on a line of its own, or before 《特别规定事项》; 一、你公司
        clauses=re.compile(
            rf"\n ?{heading_line(form)} ?(?=\n)|{headings}(?=\s?[《<]?{headings})"
            rf"|(?:^|(?<=[\n。:])) ?一\s?、\s?{holder}"
        ),
        # 第一条 你公司应当, 你公司应当; not 准许 / 你公司按照本经营许可证
        first=re.compile(
            rf"\n ?(?:[第(]? ?(?:{ORDINAL}|[0-9]{{1,2}}) ?[条)]? ?[、.,:]? ?)?{holder}(?!按照本)"
        ),
        no_annex=re.compile(rf"{headings}|{AT_THE_START}{ORDINAL}\s?、"),
        # 公司名称：, 公司名称 before a blank, 有效期自2022年
        label=re.compile(
            rf"(?P<words>{'|'.join(map(spaced, words))})"
            r"(?:\s?(?P<colon>:)|(?=\s?(?P<date>自|从|[0-9]|[一二][〇零O]))|(?=\s|$))"
        ),
        fields={word: name for name, labels in form.labels.items() for word in labels},
    )
