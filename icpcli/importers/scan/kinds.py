"""What a file is, told by its first bytes and never by its name."""

from enum import Enum

from icpcli.model.problem import Text

HEAD = 1024
"""So many bytes tell what a file is; a PDF may begin with others."""


class Kind(Enum):
    """What `icp import` can read."""

    TEXT = "text"
    PDF = "PDF"
    PICTURE = "picture"


_PICTURES = (
    b"\xff\xd8\xff",  # JPEG
    b"\x89PNG\r\n\x1a\n",
    b"II*\0",  # TIFF, in either order of its bytes
    b"MM\0*",
)
_HEIC = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")
_AS_JPEG = Text("请另存为 JPEG 或 PNG", "save it as JPEG or PNG")
_AS_PDF = Text("请导出为 PDF", "export it as PDF")
_OTHERS = (
    (b"GIF8", "GIF", _AS_JPEG),
    (b"BM", "BMP", _AS_JPEG),
    (b"II+\0", "BigTIFF", _AS_JPEG),
    (b"MM\0+", "BigTIFF", _AS_JPEG),
    (b"PK\x03\x04", "OFD/DOCX/ZIP", _AS_PDF),
    (b"\xd0\xcf\x11\xe0", "DOC/XLS", _AS_PDF),
    (b"{\\rtf", "RTF", _AS_PDF),
)


def kind_of(data: bytes) -> Kind:
    """What a file is. Raises `ValueError(Text)` where it is something that is known and not read."""
    head = data[:HEAD]
    if b"%PDF-" in head:
        return Kind.PDF
    if head.startswith(_PICTURES) or (head[:4] == b"RIFF" and head[8:12] == b"WEBP"):
        return Kind.PICTURE
    if head[4:8] == b"ftyp":
        name = "HEIC" if head[8:12] in _HEIC else "AVIF/MP4"
        raise _not_read(name, _AS_JPEG)
    for begins, name, instead in _OTHERS:
        if head.startswith(begins) and b"\0" in head:
            raise _not_read(name, instead)
    return Kind.TEXT


def _not_read(name: str, instead: Text) -> ValueError:
    return ValueError(
        Text(
            f"这是 {name} 文件，不能读取：{instead.zh}",
            f"this is {name}, which is not read: {instead.en}",
        )
    )
