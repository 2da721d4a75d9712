"""A PDF that would unpack to more than any license is refused before anything unpacks it."""

import re
import zlib
from base64 import a85decode
from collections.abc import Iterator
from contextlib import suppress

from icpcli.model.problem import Text

MOST_BYTES = 64 * 1024 * 1024
MOST_PIXELS = 60_000_000
"""A4 at 800 dpi has fewer."""
_STREAM = re.compile(rb">>\s*stream\r?\n")
_LONGEST_DICTIONARY = 4000
_FLATE = re.compile(rb"/Fl(?:ateDecode)?\b")
_LETTERS = re.compile(rb"/(?:ASCII85Decode|A85)\b")
_BEST_PACKING = 1032
_SIDES = re.compile(rb"/(?:Width|Height|W|H)\s+(\d+)")
_MOST_UNPACKED = 160 * 1024 * 1024
_MOST_CONTENT = 32 * 1024 * 1024


def refuse_bombs(data: bytes) -> None:
    """Raise `ValueError(Text)` where a part of a PDF unpacks to more than any page of a license."""
    if len(data) > MOST_BYTES:
        raise too_large(f"{MOST_BYTES // 1024 // 1024} MiB")
    content = 0
    for dictionary, begins in _streams(data):
        picture = b"/Image" in dictionary
        sides = [int(it) for it in _SIDES.findall(dictionary)]
        if picture and len(sides) > 1 and sides[0] * sides[1] > MOST_PIXELS:
            raise too_large(f"{sides[0]} × {sides[1]}")
        most = _MOST_UNPACKED if picture else _MOST_CONTENT - content
        packed = _packed(data, dictionary, begins, most)
        size = _unpacked(packed, most, len(_FLATE.findall(dictionary)))
        if size > most:
            raise too_large(f"{most // 1024 // 1024} MiB")
        content += 0 if picture else size


def too_large(size: str) -> ValueError:
    """What is raised of a file that would take so much."""
    return ValueError(
        Text(
            f"展开后太大（超过 {size}）：请重新导出，或按 300 dpi 扫描",
            f"too large when unpacked (more than {size}): export it again, or scan at 300 dpi",
        )
    )


def _streams(data: bytes) -> Iterator[tuple[bytes, int]]:
    """The dictionary of each stream, and where its bytes begin.

    Looked for from its end: from each `<<` on it would take hours where there is little else.
    """
    last = 0
    for found in _STREAM.finditer(data):
        before = data[max(last, found.start() - _LONGEST_DICTIONARY) : found.start()]
        _, opened, dictionary = before.rpartition(b"endobj")[2].partition(b"<<")
        if opened:
            yield dictionary, found.end()
            last = found.end()


def _packed(data: bytes, dictionary: bytes, begins: int, most: int) -> memoryview:
    """A stream, without the letters that some writers put its bytes in.

    Where even the best packing could not hold too much, nothing is to be unpacked.
    """
    if not _LETTERS.search(dictionary):
        return memoryview(data)[begins:]
    end = data.find(b"~>", begins)
    if end < 0 or end - begins < most // _BEST_PACKING:
        return memoryview(b"")
    with suppress(ValueError):
        return memoryview(a85decode(data[begins:end]))
    return memoryview(b"")


def _unpacked(data: memoryview, most: int, times: int) -> int:
    """How many bytes a stream unpacks to, as far as `most`; 0 where it is not packed that way."""
    if not times:
        return 0
    unpackers = [zlib.decompressobj() for _ in range(min(times, 2))]
    size, step = 0, 1 << 16
    try:
        for at in range(0, len(data), step):
            piece = bytes(data[at : at + step])
            while piece and not unpackers[0].eof:
                part = unpackers[0].decompress(piece, step)
                piece = unpackers[0].unconsumed_tail
                for unpacker in unpackers[1:]:
                    part = unpacker.decompress(part, most + 1)
                size += len(part)
                if size > most:
                    return size
            if unpackers[0].eof:
                break
    except zlib.error:
        return size
    return size
