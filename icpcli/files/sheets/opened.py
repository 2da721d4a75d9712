"""A file → the table in it, whatever its name says: told by its first bytes."""

import os
import re
from collections.abc import Callable, Sequence
from pathlib import Path

from icpcli.files.sheets.sheet import LARGER_THAN_THAT, LOCKED, MOST_BYTES, Sheet, refuse
from icpcli.files.whole_file import read_head, reason
from icpcli.model.problem import Text

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_MARKUP = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*<(?:[!?]|html|table|head|meta)", re.IGNORECASE)
_OTHER = ((b"%PDF", "PDF"), (b"\xff\xd8\xff", "JPEG"), (b"\x89PNG", "PNG"))

_EMPTY = Text("文件是空的", "the file is empty")
_WEB_PAGE = Text(
    "这是网页或 XML，只是用了表格的文件名：请用 Excel 或 WPS 打开，另存为 xlsx",
    "this is a web page or XML under the name of a spreadsheet: open it in Excel or WPS and save "
    "it as xlsx",
)
_NO_TABLE = Text(
    "这是 {what}，不是表格（证书请用 icp import）",
    "this is a {what}, not a table (a certificate is for icp import)",
)
_OF_EXCEL = Text(
    "这是 Excel 打开 {name} 时的锁文件，不是台账：请给出 {name}",
    "this is what Excel keeps while {name} is open, not a ledger: name {name}",
)
_IS_OPEN = Text(
    "{path} 正开着（旁边有 {lock}）：读到的是上次保存的内容",
    "{path} is open in a spreadsheet ({lock} lies beside it): what was last saved is read",
)
_IS_A_WORKBOOK = Text("{path} 其实是工作簿（xlsx、xls 或 ods）", "{path} is really a workbook")
_IS_TEXT = Text("{path} 其实是 CSV 文本", "{path} is really CSV text")


def open_sheet(
    path: Path, named: str | None, resembles: Callable[[Sequence[str]], int]
) -> tuple[Sheet, list[Text]]:
    """The table in a file, and what to say of how it is read.

    `named` is the sheet of a workbook, else the first visible one. `resembles` says how many of the
    cells of a row are headings: it tells the delimiter of a text file. Raises `IcpError`
    (`invalid_ledger`, `missing_extra`, `bad_usage`) where there is no table to be read.
    """
    if path.name.startswith("~$"):
        raise refuse(str(path), _OF_EXCEL.filled(name=path.name.removeprefix("~$")))
    try:
        return _opened(path, named, resembles)
    except OSError as error:
        zh, en = reason(error)
        raise refuse(str(path), Text(f"无法读取：{zh}", f"cannot be read: {en}")) from None


def _opened(
    path: Path, named: str | None, resembles: Callable[[Sequence[str]], int]
) -> tuple[Sheet, list[Text]]:
    if os.path.getsize(path) > MOST_BYTES:
        raise refuse(str(path), LARGER_THAN_THAT)
    with path.open("rb"):
        pass  # whether it may be read at all
    head = read_head(path)
    notes = _locks(path)
    is_named_text = path.suffix.lower() in (".csv", ".tsv", ".txt")
    if head.startswith((_ZIP, _OLE)):
        # Not at the top: text needs neither calamine nor zipfile.
        from icpcli.files.sheets.workbook_sheet import WorkbookSheet

        if head.startswith(_OLE) and _LOCKED in _whole_directory(path):
            raise refuse(str(path), LOCKED)
        if is_named_text:
            notes.append(_IS_A_WORKBOOK.filled(path=path))
        return WorkbookSheet(path, named), notes
    _refuse_other(path, head)
    from icpcli.files.sheets.text_sheet import TextSheet

    if not is_named_text and path.suffix:
        notes.append(_IS_TEXT.filled(path=path))
    if named is not None:
        words = Text("文本文件没有工作表，不用 --sheet", "a text file has no sheets: leave --sheet")
        raise refuse(str(path), words, "bad_usage")
    return TextSheet(path, resembles), notes


def _refuse_other(path: Path, head: bytes) -> None:
    """Raise `IcpError` where the first bytes are those of no table."""
    if not head.strip(b"\xef\xbb\xbf \t\r\n"):
        raise refuse(str(path), _EMPTY)
    if _MARKUP.match(head):
        raise refuse(str(path), _WEB_PAGE)
    for magic, what in _OTHER:
        if head.startswith(magic):
            raise refuse(str(path), _NO_TABLE.filled(what=what))


def _whole_directory(path: Path) -> bytes:
    """Where an OLE file lists what is in it: within its first part, and its last."""
    with path.open("rb") as file:
        head = file.read(1 << 16)
        file.seek(max(0, os.path.getsize(path) - (1 << 16)))
        return head + file.read()


def _locks(path: Path) -> list[Text]:
    """That the file is open in Excel, WPS or LibreOffice, by the file that lies beside it then."""
    locks = (f"~${path.name}", f".~lock.{path.name}#", f"~${path.name[2:]}")
    for lock in locks:
        if path.with_name(lock).exists():
            return [_IS_OPEN.filled(path=path, lock=lock)]
    return []
