"""Files that people bring → the text of one certificate, and what a person must know of the pages."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from icpcli.files.chinese_print import fold, squeeze
from icpcli.importers.scan.boxes import Page
from icpcli.importers.scan.kinds import Kind
from icpcli.importers.scan.order import in_order
from icpcli.importers.scan.page_text import page_text
from icpcli.license.form import Form
from icpcli.model.problem import Text, refusal


class File(NamedTuple):
    """A file with what it is, and what messages call it."""

    kind: Kind
    data: bytes
    name: str


class Pages(NamedTuple):
    """What stands on the pages, in their order.

    `layers` and `pictures` count the pages with a text layer and those read from a picture;
    `notes` are what a person must know, page by page.
    """

    text: str
    layers: int
    pictures: int
    notes: tuple[Text, ...] = ()

    @property
    def counted(self) -> Text:
        """How many pages there were, and how they were read."""
        pages = self.layers + self.pictures
        return Text(
            f"共 {pages} 页：有文字层 {self.layers} 页，图片 {self.pictures} 页",
            f"{pages} pages: {self.layers} with a text layer, {self.pictures} read from pictures",
        )


def read_files(files: Sequence[File], form: Form, tell: Callable[[Text], None]) -> Pages:
    """The text of all the pages of a license; `tell` is told how far the reading is.

    Raises `IcpError` (`invalid_certificate`) with the name of the file that cannot be read.
    """
    pages = [page for file in files for page in _pages(file)]
    texts = [page_text(page, form) for page in pages]
    if not any(texts):
        words = Text("各页上什么也没有", "nothing stands on its pages")
        raise refusal("invalid_certificate", files[0].name, words)
    order = in_order(texts, form)
    _refuse_two([pages[i].name for i in order], [texts[i] for i in order], form)
    return Pages("\n".join(texts[i] for i in order), len(pages), 0)


def _pages(file: File) -> Iterator[Page]:
    """The pages of a file."""
    # Not at the top: a picture needs no reader of PDFs.
    from icpcli.importers.scan.pdf import read_pdf

    try:
        for i, page in enumerate(read_pdf(file.data), 1):
            if page.picture:
                raise ValueError(_is_picture(i))
            yield Page(f"{file.name}:{i}", page.boxes)
    except ValueError as error:
        raise refusal("invalid_certificate", file.name, error.args[0]) from None


def _is_picture(page: int) -> Text:
    return Text(
        f"第 {page} 页是图片，没有文字层，不能读取",
        f"page {page} is a picture without a text layer, which is not read",
    )


def _refuse_two(names: Sequence[str], texts: Sequence[str], form: Form) -> None:
    """Raise `IcpError` (`invalid_certificate`) where the pages are those of two licenses."""
    found: dict[str, str] = {}
    for name, text in zip(names, texts, strict=True):
        for number in _numbers(text, form):
            found.setdefault(number, name)
    if len(found) > 1:
        zh = "、".join(f"{number}（{name}）" for number, name in found.items())
        en = ", ".join(f"{number} ({name})" for number, name in found.items())
        words = Text(
            f"这里有不止一张许可证：{zh}；请分开导入",
            f"more than one license: {en}; import each by itself",
        )
        raise refusal("invalid_certificate", "", words)


def _numbers(text: str, form: Form) -> Iterator[str]:
    """The license numbers behind their label on a page."""
    label = "|".join(map(re.escape, form.labels["number"]))
    for found in re.finditer(rf"(?<!原)(?:{label}):?({form.number})", squeeze(fold(text))):
        yield found[1]
