"""What `bounded` has done in a process of its own: a file on stdin, the answer on stdout.

An answer begins with `+`; with `?` where the file was refused, and why; with `!` where the program
has a fault.
"""

import json
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from icpcli.model.problem import Text

if TYPE_CHECKING:
    from PIL.Image import Image

_MOST_MEMORY = 1024 * 1024 * 1024


def main() -> None:
    """Do the task that the arguments name, on the page that they number."""
    _limit_memory()
    task, page = sys.argv[1:]
    sys.stdout.buffer.write(_answer(_TASKS[task], sys.stdin.buffer.read(), int(page)))


def _answer(task: Callable[[bytes, int], bytes], data: bytes, page: int) -> bytes:
    try:
        return b"+" + task(data, page)
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - whatever it is, the other process has to be told
        if error.args and isinstance(error.args[0], Text):
            return b"?" + json.dumps(error.args[0]).encode()
        return b"!" + repr(error).encode()


def _limit_memory() -> None:
    with suppress(ImportError, ValueError, OSError):  # Windows has no such limits, macOS keeps none
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))


# A task imports its library itself: no task needs that of another, and each takes its time to load.


def _pages_of_pdf(data: bytes, _: int) -> bytes:
    from icpcli.importers.scan.pdf import read_pdf

    return json.dumps(list(read_pdf(data))).encode()


def _picture_of_pdf(data: bytes, page: int) -> bytes:
    from icpcli.importers.scan.pdf import page_as_picture

    return _pixels(page_as_picture(data, page))


def _count_pictures(data: bytes, _: int) -> bytes:
    from icpcli.importers.scan.picture import count_pictures

    return str(count_pictures(data)).encode()


def _picture_at(data: bytes, page: int) -> bytes:
    from icpcli.importers.scan.picture import picture_at

    return _pixels(picture_at(data, page))


def _pixels(picture: "Image") -> bytes:
    return b"%d\n%d\n%s" % (*picture.size, picture.tobytes())


_TASKS: dict[str, Callable[[bytes, int], bytes]] = {
    "pages_of_pdf": _pages_of_pdf,
    "picture_of_pdf": _picture_of_pdf,
    "count_pictures": _count_pictures,
    "picture_at": _picture_at,
}
