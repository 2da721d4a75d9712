"""A file that people bring, unpacked in a process of its own that has an end to its time and its memory.

The libraries that unpack a PDF or a picture trust it: a page of a thousand bytes that draws itself
again and again takes all memory, or goes on for ever, and nothing in this process could stop it.
"""

import json
import subprocess
import sys
from typing import TYPE_CHECKING

from icpcli.importers.scan.boxes import Box
from icpcli.model.problem import Text

if TYPE_CHECKING:
    from PIL.Image import Image

SECONDS = 20
"""A page takes less than one."""
_TOO_MUCH = Text(
    "读它要用太多时间或内存：请重新导出，或重新扫描",
    "it takes too much time or memory to read: export it again, or scan it",
)
_CHILD = (
    "import sys; sys.path[:] = sys.argv.pop().split('\\n'); "
    "from icpcli.importers.scan.task import main; main()"
)
"""It looks for modules where this process does, and nowhere else."""


def pages_of_pdf(data: bytes) -> list[tuple[Box, ...] | None]:
    """The pieces of text on each page of a PDF; None where the page is a picture.

    Raises `ValueError(Text)` where it is broken, encrypted, or takes too much to read.
    """
    pages = json.loads(_done("pages_of_pdf", data))
    return [None if page is None else tuple(Box(*it) for it in page) for page in pages]


def picture_of_pdf(data: bytes, page: int) -> "Image":
    """A page of a PDF as a picture. Raises `ValueError(Text)` as `pages_of_pdf` does."""
    return _picture(_done("picture_of_pdf", data, page))


def count_pictures(data: bytes) -> int:
    """How many pages a file of pictures has. Raises `ValueError(Text)` where it is broken or too large."""
    return int(_done("count_pictures", data))


def picture_at(data: bytes, page: int) -> "Image":
    """One page of such a file, as it is read. Raises `ValueError(Text)` as `count_pictures` does."""
    return _picture(_done("picture_at", data, page))


def _done(task: str, data: bytes, page: int = 0) -> bytes:
    """What a task makes of a file. Raises `ValueError(Text)` as the task does, or where it takes too much."""
    child = [sys.executable, "-c", _CHILD, task, str(page), "\n".join(sys.path)]
    try:
        answer = subprocess.check_output(
            child, input=data, stderr=subprocess.DEVNULL, timeout=SECONDS
        )
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError):
        # A library that gets no more memory ends the process with whatever code it likes.
        raise ValueError(_TOO_MUCH) from None
    how, answer = answer[:1], answer[1:]
    if how == b"?":
        raise ValueError(Text(*json.loads(answer)))
    if how != b"+":
        raise RuntimeError(answer.decode())
    return answer


def _picture(data: bytes) -> "Image":
    from PIL import Image

    width, height, pixels = data.split(b"\n", 2)
    return Image.frombytes("RGB", (int(width), int(height)), pixels)
