"""Files that people bring → the text of one certificate, and what a person must know of the pages."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from importlib.util import find_spec
from typing import TYPE_CHECKING, NamedTuple

from icpcli.importers.scan.bounded import (
    count_pictures,
    pages_of_pdf,
    picture_at,
    picture_of_pdf,
)
from icpcli.importers.scan.boxes import Box, Page
from icpcli.importers.scan.doubts import missing, of_two_licenses
from icpcli.importers.scan.kinds import Kind
from icpcli.importers.scan.order import in_order
from icpcli.importers.scan.page_text import PageText, page_text, with_lost_edges
from icpcli.license.form import Form
from icpcli.model.problem import Text, refusal

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_PICTURES = 40
_LIBRARIES = ("rapidocr", "onnxruntime", "PIL", "numpy")


class File(NamedTuple):
    """A file with what it is, and what messages call it."""

    kind: Kind
    data: bytes
    name: str


class Papers(NamedTuple):
    """The pages of a license in their order, and what a person must know of them, page by page."""

    pages: tuple[PageText, ...]
    notes: tuple[Text, ...] = ()

    @property
    def text(self) -> str:
        """What stands on all the pages."""
        return "\n".join(page.text for page in self.pages)

    @property
    def pictures(self) -> int:
        """How many pages were read from a picture."""
        return sum(page.picture for page in self.pages)

    @property
    def counted(self) -> Text:
        """How many pages there were, and how they were read."""
        pages, pictures = len(self.pages), self.pictures
        return Text(
            f"共 {pages} 页：有文字层 {pages - pictures} 页，图片 {pictures} 页",
            f"{pages} pages: {pages - pictures} with a text layer, {pictures} read from pictures",
        )


Tell = Callable[[Text], None]


class Picture(NamedTuple):
    """A page that is to be read from a picture: what messages call it, and how to get the picture."""

    name: str
    load: "Callable[[], Image]"


def read_files(files: Sequence[File], form: Form, tell: Tell) -> Papers:
    """All the pages of a license; `tell` is told how far the reading is.

    Raises `IcpError` (`invalid_certificate`) with the name of the file that cannot be read.
    """
    found: list[Page | PageText | Picture] = []
    for file in files:
        with _told(file.name):
            found += _pages(file)
    pictures = [page for page in found if isinstance(page, Picture)]
    _refuse_unprepared(pictures)
    pages = []
    for page in found:
        if isinstance(page, Picture):
            tell(_progress(page, pictures.index(page) + 1, len(pictures)))
            with _told(page.name):
                page = Page(page.name, pieces_of(page, form), picture=True)
        pages.append(page)
    return papers_of(pages, form, files[0].name)


def pieces_of(page: Picture, form: Form) -> tuple[Box, ...]:
    """The pieces of text in a picture. Raises `ValueError(Text)` where it cannot be read."""
    # Not at the top: it brings a hundred megabytes of models along.
    from icpcli.importers.scan.engine import pieces

    return pieces(page.load(), form)


def papers_of(pages: Sequence[Page | PageText], form: Form, name: str) -> Papers:
    """The pages of one license, from the pieces that were read on each.

    Raises `IcpError` (`invalid_certificate`) where nothing stands on them, or those of two licenses.
    """
    texts = [it if isinstance(it, PageText) else page_text(it, form) for it in pages]
    if not any(page.text.strip() for page in texts):
        words = Text("各页上什么也没有", "nothing stands on its pages")
        raise refusal("invalid_certificate", name, words)
    order = in_order([page.text for page in texts], form)
    ordered = with_lost_edges([texts[i] for i in order])
    if two := of_two_licenses(ordered, form):
        raise refusal("invalid_certificate", "", two)
    return Papers(tuple(ordered), tuple(missing(ordered, form)))


@contextmanager
def _told(name: str) -> Iterator[None]:
    """Give what cannot be read the name of its file or page."""
    try:
        yield
    except ValueError as error:
        if not (error.args and isinstance(error.args[0], Text)):
            raise
        raise refusal("invalid_certificate", name, error.args[0]) from None


def _pages(file: File) -> Iterator[Page | PageText | Picture]:
    """The pages of a file, those that are pictures not yet read."""
    if file.kind is Kind.TEXT:
        yield PageText(file.name, tuple(file.data.decode().split("\n")))
    elif file.kind is Kind.PDF:
        for i, boxes in enumerate(pages_of_pdf(file.data)):
            name = f"{file.name}:{i + 1}"
            picture = Picture(name, partial(picture_of_pdf, file.data, i))
            yield picture if boxes is None else Page(name, boxes)
    else:
        yield from _pictures(file)


def _pictures(file: File) -> Iterator[Picture]:
    """The pictures of a file: decoded one by one, where there are several, when they are read."""
    _refuse_without_libraries(file.name)
    pages = count_pictures(file.data)
    for i in range(pages):
        name = f"{file.name}:{i + 1}" if pages > 1 else file.name
        yield Picture(name, partial(picture_at, file.data, i))


def _refuse_unprepared(pictures: Sequence[Picture]) -> None:
    """Raise `IcpError` (`invalid_certificate`) where what reads pictures is not there, or too many are."""
    if pictures:
        _refuse_without_libraries(pictures[0].name)
    if len(pictures) > MOST_PICTURES:
        words = Text(
            f"有 {len(pictures)} 页图片，最多读 {MOST_PICTURES} 页：请只留许可证的各页",
            f"{len(pictures)} pictures, {MOST_PICTURES} at most: keep only those of the license",
        )
        raise refusal("invalid_certificate", pictures[0].name, words)


def _refuse_without_libraries(name: str) -> None:
    if not all(find_spec(it) for it in _LIBRARIES):
        words = Text(
            "这一页是图片：先安装读图片的部分，pip install 'icpcli[scan]'",
            "this page is a picture: what reads pictures comes with pip install 'icpcli[scan]'",
        )
        raise refusal("invalid_certificate", name, words)


def _progress(page: Picture, n: int, pictures: int) -> Text:
    return Text(
        f"正在读图片 {n}/{pictures}：{page.name}（每页几秒）",
        f"reading picture {n} of {pictures}: {page.name} (some seconds each)",
    )
