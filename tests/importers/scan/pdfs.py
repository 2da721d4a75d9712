"""A certificate set as pages, and pages written as a PDF in one of three fonts, byte by byte."""

import re
import zlib
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from certificates import SEED


class Word(NamedTuple):
    """A text on a page: where its baseline begins, y growing upwards, and its size in points."""

    x: float
    y: float
    size: float
    text: str


Sheet = list[Word]
HEADING = "特别规定事项"
_SIGNS_A_LINE = 37


def sheets(text: str = SEED) -> list[Sheet]:
    """The front page, the annex and the provisions, with a header and a number on all but the first."""
    front, _, rest = text.partition("\n经营许可证编号：\n")
    number, _, rest = rest.partition("\n")
    annex, _, provisions = rest.partition(f"\n{HEADING}\n")
    return [_front(front), *_inner(number, [("", annex), (HEADING, provisions)])]


def _front(text: str) -> Sheet:
    """Labels on the left, values beside them; that of three lines in the middle of its own."""
    business = text.partition("及覆盖范围:\n")[2].partition("\n\n")[0].split("\n")
    lines = [line for line in text.split("\n") if line.strip()]
    sheet = [Word(150, 760 - 30 * i, 20, it) for i, it in enumerate(lines[0].split())]
    y = 690.0
    for line in lines[1:]:
        label, colon, value = line.partition(": ")
        if line in business:
            continue
        if label.startswith("根据"):
            sheet += [Word(70, y - 20 * i, 13, it) for i, it in enumerate(_broken(line, 33))]
            y -= 70
        elif label in ("业务种类", "(服务项目)"):
            sheet.append(Word(70, y - 7, 13, line))
            y -= 20
        elif label == "及覆盖范围:":
            sheet.append(Word(70, y - 7, 13, line))
            sheet += [Word(190, y + 40 - 19 * i, 13, it) for i, it in enumerate(business)]
            y -= 60
        else:
            sheet += [
                Word(70, y, 13, label + colon.strip()),
                *([Word(190, y, 13, value)] * bool(value)),
            ]
            y -= 34
    return sheet


def _inner(number: str, parts: Iterable[tuple[str, str]]) -> Iterable[Sheet]:
    page = 0
    for heading, text in parts:
        lines = [it for line in text.split("\n") if line.strip() for it in _broken(_indented(line))]
        for i in range(0, len(lines), 30):
            page += 1
            yield [
                Word(70, 800, 11, f"经营许可证编号：{number}"),
                *([Word(240, 770, 16, heading)] if heading else []),
                *(Word(70, 730 - 21 * n, 12, it) for n, it in enumerate(lines[i : i + 30])),
                Word(285, 40, 9, f"- {page} -"),
            ]


def _indented(line: str) -> str:
    return f"\u3000\u3000{line.strip()}"


def _broken(line: str, width: int = _SIGNS_A_LINE) -> list[str]:
    return [line[i : i + width] for i in range(0, len(line), width)]


class Font(NamedTuple):
    """How a PDF writes signs: the dictionary of its font, and the bytes of a text."""

    dictionary: str
    encoded: Callable[[str], bytes]


def _of(name: str, encoding: str) -> str:
    return (
        f"<< /Type /Font /Subtype /Type0 /BaseFont /{name} /Encoding /{encoding} "
        f"/DescendantFonts [<< /Type /Font /Subtype /CIDFontType0 /BaseFont /{name} /DW 1000 "
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> "
        f"/FontDescriptor << /Type /FontDescriptor /FontName /{name} /Flags 4 /Ascent 880 "
        "/Descent -120 /CapHeight 880 /ItalicAngle 0 /StemV 80 /FontBBox [0 -120 1000 880] >> >>]"
    )


def _scrambled(text: str) -> bytes:
    """The signs by numbers of their own, as in a font of which only the signs used are embedded."""
    return b"".join((ord(sign) ^ 0x1234).to_bytes(2, "big") for sign in text)


def _to_unicode(signs: Iterable[str]) -> str:
    pairs = [f"<{ord(it) ^ 0x1234:04x}> <{ord(it):04x}>" for it in sorted(set(signs))]
    blocks = [pairs[i : i + 100] for i in range(0, len(pairs), 100)]
    said = "\n".join(f"{len(it)} beginbfchar\n" + "\n".join(it) + "\nendbfchar" for it in blocks)
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def\n"
        f"1 begincodespacerange <0000> <ffff> endcodespacerange\n{said}\nendcmap end end"
    )


FONTS = {
    "song": Font(f"{_of('STSong-Light', 'UniGB-UCS2-H')} >>", lambda it: it.encode("utf-16-be")),
    "hei": Font(f"{_of('STHeiti-Regular', 'GBK-EUC-H')} >>", lambda it: it.encode("gbk")),
    "embedded": Font(f"{_of('ABCDEF+Kai', 'Identity-H')} /ToUnicode 4 0 R >>", _scrambled),
}


def pdf(pages: Sequence[Sheet], font: str = "song", before: str = "") -> bytes:
    """The pages as a PDF. `before` are operators that stand before the text of each page."""
    used = FONTS[font]
    signs = "".join(word.text for page in pages for word in page)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids [{_kids(len(pages))}] >>".encode(),
        used.dictionary.encode(),
        _stream(_to_unicode(signs).encode()),
    ]
    for i, page in enumerate(pages):
        content = before.encode() + b"\n" + b"\n".join(_shown(word, used) for word in page)
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {6 + 2 * i} 0 R "
            "/Resources << /Font << /F 3 0 R >> >> >>".encode()
        )
        objects.append(_stream(content))
    return written(objects)


def _kids(n: int) -> str:
    return " ".join(f"{5 + 2 * i} 0 R" for i in range(n))


def _shown(word: Word, font: Font) -> bytes:
    return f"BT /F {word.size} Tf {word.x} {word.y} Td <{font.encoded(word.text).hex()}> Tj ET".encode()


def _stream(data: bytes, more: str = "/Filter /FlateDecode") -> bytes:
    packed = zlib.compress(data) if more else data
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(packed), more.encode(), packed)


def drawn(content: bytes, resources: str = "<< >>", more: Sequence[bytes] = ()) -> bytes:
    """A PDF of one page with this content; `more` are its objects from the fifth on."""
    page = f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources {resources} >>"
    pages = b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>"
    catalog = b"<< /Type /Catalog /Pages 2 0 R >>"
    return written([catalog, pages, page.encode(), _stream(content), *more])


def drawn_again(content: bytes, resources: str = "<< >>") -> bytes:
    """What a page can draw by its name, as often as it likes."""
    head = f"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources {resources}"
    return _stream(content, f"{head} /Filter /FlateDecode")


def written(objects: Sequence[bytes], trailer: str = "") -> bytes:
    """A PDF of these objects; the first is its catalog."""
    out, places = bytearray(b"%PDF-1.5\n"), []
    for i, it in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (i, it)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % it for it in places)
    out += f"trailer << /Size {len(objects) + 1} /Root 1 0 R {trailer} >>\n".encode()
    return bytes(out) + b"startxref\n%d\n%%%%EOF\n" % start


def without_number(sheet: Sheet) -> Sheet:
    """A page without the number at its foot."""
    return [word for word in sheet if not re.fullmatch("- [0-9]+ -", word.text)]
