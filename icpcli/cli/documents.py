"""Texts that people bring, in whatever encoding, and files that are only written where none is."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from icpcli.cli.license_files import BUNDLED, FORM
from icpcli.cli.output import write_stderr
from icpcli.files.whole_file import MAX_BYTES, read_stream, read_whole, reason
from icpcli.model.problem import Text, refusal
from icpcli.render.words import Lang, say

if TYPE_CHECKING:
    from icpcli.license.form import Form

SCHEMA = Path(__file__).resolve().parents[1] / "schema.json"
"""The JSON Schema of the license file."""

_ENCODINGS = ("utf-8-sig", "gb18030")
_PASTE = Text(
    "请粘贴文字，最后另起一行按 Ctrl-D：", "Paste the text, then Ctrl-D on a line of its own:"
)


class Document(NamedTuple):
    """A text, and the name that its problems get."""

    text: str
    name: str


def read_document(path: Path | None, lang: Lang) -> Document:
    """The text of a file, or of stdin for `-` and for none.

    UTF-8, GBK, or UTF-16 with its mark. Raises `IcpError` (`bad_usage`) where it cannot be read.
    """
    data, name = read_bytes(path, lang)
    return Document(decoded(data, name), name)


def read_bytes(path: Path | None, lang: Lang, most: int = MAX_BYTES) -> tuple[bytes, str]:
    """The bytes of a file, or of stdin for `-` and for none, and the name that its problems get.

    Raises `IcpError` (`bad_usage`) where it cannot be read, or holds more than `most` bytes.
    """
    name = "stdin" if path in (None, Path("-")) else str(path)
    try:
        data = (
            _read_stdin(lang, most) if path is None or name == "stdin" else read_whole(path, most)
        )
    except ValueError as error:
        raise refusal("bad_usage", name, error.args[0]) from None
    return data, name


def _read_stdin(lang: Lang, most: int) -> bytes:
    """What is on stdin. Raises `ValueError(Text)` where nothing can be read from it."""
    if sys.stdin is None:
        raise ValueError(Text("标准输入是关闭的：请给出文件", "stdin is closed: name a file"))
    try:
        if sys.stdin.isatty():
            write_stderr(say(_PASTE, lang))
        return read_stream(sys.stdin.buffer, most)
    except OSError as error:
        zh, en = reason(error)
        raise ValueError(Text(f"无法读取：{zh}", f"cannot be read: {en}")) from None


def decoded(data: bytes, name: str) -> str:
    """The text in UTF-8, GBK, or UTF-16 with its mark. Raises `IcpError` (`bad_usage`) for any other."""
    encodings = ("utf-16",) if data[:2] in (b"\xff\xfe", b"\xfe\xff") else _ENCODINGS
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise refusal(
        "bad_usage",
        name,
        Text("既不是 UTF-8，也不是 GBK 或 UTF-16", "neither UTF-8 nor GBK nor UTF-16"),
    )


def refuse_to_overwrite(path: Path | None, force: bool) -> None:
    """Raise `IcpError` (`cannot_write`) where a file is in the way."""
    if path and path.is_file() and not force:
        words = Text(
            "已经有这个文件；加 --force 才会覆盖", "is there already: --force overwrites it"
        )
        raise refusal("cannot_write", str(path), words)


def make_folder(folder: Path) -> None:
    """Make a folder where there is none. Raises `IcpError` (`cannot_write`) where that fails."""
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        zh, en = reason(error)
        words = Text(f"无法建立文件夹：{zh}", f"the folder cannot be made: {en}")
        raise refusal("cannot_write", str(folder), words) from None


def template() -> str:
    """The text of the bundled license file, from which others are drafted."""
    return _carried(BUNDLED).read_text("utf-8")


def form() -> "Form":
    """The form of certificate that is known: its labels, words and kinds of business."""
    from icpcli.license.form import read_form

    return read_form(_carried(FORM))


def _carried(places: Sequence[Path]) -> Path:
    """A file that the program brings along, where it is. Raises `IcpError` (`broken_install`)."""
    for path in places:
        if path.exists():
            return path
    words = Text("缺少程序自带的文件：请重新安装 icpcli", "is missing: install icpcli again")
    raise refusal("broken_install", str(places[0]), words)
