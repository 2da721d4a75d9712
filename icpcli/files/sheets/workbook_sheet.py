"""A table in a workbook (xlsx, xls, ods), read by python-calamine, its traps taken out.

An error cell arrives as an empty one, and a stray cell far away makes calamine lay out every cell
before it: both are looked for in the packed XML of an xlsx first, which is counted at the same time.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZipFile

from icpcli.files.sheets.open_document import Table, tables_of
from icpcli.files.sheets.sheet import (
    LARGER_THAN_THAT,
    LOCKED,
    MOST_BYTES,
    Cell,
    Cells,
    ErrorCell,
    refuse,
)
from icpcli.files.typed_words import unknown
from icpcli.files.whole_file import read_head
from icpcli.model.problem import IcpError, Text, refusal

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

_CHUNK = 1 << 20
_OVERLAP = 64
_MOST_CELLS = 64_000_000
"""More, a sheet is not laid out: two dozen columns in each of its 1,048,576 rows are less."""

_ERROR = re.compile(rb"""t=["']e["']""")  # <c r="D9" t="e"><v>#N/A</v></c>
_ERROR_CELL = re.compile(
    rb"""<c\b(?=[^>]*\bt=["']e["'])[^>]*\br=["']([A-Z]+)(\d+)["'][^>]*>.*?<v>([^<]*)</v>""",
    re.DOTALL,
)
_FAR_COLUMN = re.compile(rb"""<c r="([A-Z]{2,3})\d""")  # <c r="XFD1048576"
_LAST_ROW = re.compile(rb"""<row [^>]*?\br=["'](\d+)["']""")  # <row r="140001" spans="1:12">
_CONTENT = "content.xml"
"""The part of an .ods that holds its tables."""
_SHEET_PART = re.compile(r"xl/worksheets/[^/]+\.xml")

MISSING = Text(
    "读取 xlsx、xls、ods 需要附加组件：pip install 'icpcli[xlsx]'（CSV 不需要）",
    "xlsx, xls and ods are read with an extra: pip install 'icpcli[xlsx]' (CSV needs none)",
)
_BROKEN = Text(
    "工作簿读不出（{why}）：请用 Excel 或 WPS 打开后另存为 xlsx",
    "the workbook cannot be read ({why}): open it in Excel or WPS and save it as xlsx",
)
_TOO_WIDE = Text(
    "有内容的单元格一直到第 {columns} 列、第 {rows} 行，太大：请删去表格以外的行列",
    "cells reach to column {columns} and row {rows}, which is too much: delete what lies outside "
    "the table",
)
_NO_SHEET = Text("工作表", "sheet")


class WorkbookSheet:
    """A sheet of a workbook: the one that is named, else the first that is visible."""

    is_text = False

    def __init__(self, path: Path, named: str | None) -> None:
        """Raises `IcpError`: `invalid_ledger` where it cannot be read, `missing_extra` without
        python-calamine, `bad_usage` where no sheet is called that."""
        self._path = path
        has_errors = _scan(path)
        tables = {table.name: table for table in _tables(path)}
        workbook = _opened(path)
        self.name = _chosen(workbook, named, path)
        with _told(path):
            self._sheet = workbook.get_sheet_by_name(self.name)
            first = self._first_column = (self._sheet.start or (0, 0))[1]
            self._errors: dict[int, Sequence[tuple[int, str]]] = {}
            if has_errors:
                self._errors |= _error_cells(path, self.name)
        self._merged = _merged(self._sheet, first)
        if table := tables.get(self.name):
            self._errors |= table.errors
            self._merged |= {
                row: [(column - first, last) for column, last in cells]
                for row, cells in table.merged.items()
            }

    @property
    def file(self) -> str:
        """The file, as it was named."""
        return str(self._path)

    def place(self, row: int, column: int) -> str:
        """Sheet and cell: `ledger.xlsx:Sheet1!D9`."""
        return f"{self._path}:{self.name}!{_letters(column + self._first_column)}{row}"

    def rows(self) -> Iterator[tuple[int, Cells]]:
        """Each row with its number; hidden ones, too. Merged cells are filled down."""
        merged = self._merged
        if not merged and not self._errors:
            yield from enumerate(self._sheet.iter_rows(), 1)
            return
        carried: dict[int, tuple[int, Cell]] = {}
        for number, cells in enumerate(self._sheet.iter_rows(), 1):
            row: list[Cell] = list(cells)
            for column, code in self._errors.get(number, ()):
                row[column - self._first_column] = ErrorCell(code)
            for column, (last, value) in [*carried.items()]:
                if number > last:
                    del carried[column]
                else:
                    row[column] = value
            for column, last in merged.get(number, ()):
                carried[column] = last, row[column]
            yield number, row


def _opened(path: Path) -> "CalamineWorkbook":
    try:
        from python_calamine import CalamineWorkbook, PasswordError
    except ImportError:
        raise refusal("missing_extra", str(path), MISSING) from None
    # By its content: `from_path` believes the name.
    with _told(path), path.open("rb") as file:
        try:
            return CalamineWorkbook.from_filelike(file)
        except PasswordError:
            raise refuse(str(path), LOCKED) from None


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Raise `IcpError` for whatever a broken workbook makes of the libraries that read it."""
    try:
        yield
    except (IcpError, OSError, MemoryError, KeyboardInterrupt):
        raise
    except BaseException as error:  # noqa: BLE001 - a panic in Rust is no `Exception`
        raise refuse(str(path), _BROKEN.filled(why=error)) from None


def _chosen(workbook: "CalamineWorkbook", named: str | None, path: Path) -> str:
    """The sheet that is named, else the first that is visible, else the first."""
    from python_calamine import SheetVisibleEnum

    names = workbook.sheet_names
    if named is not None:
        if named not in names:
            raise refusal("bad_usage", "--sheet", unknown(named, names, _NO_SHEET))
        return named
    visible = [
        one.name for one in workbook.sheets_metadata if one.visible == SheetVisibleEnum.Visible
    ]
    for name in (*visible, *names):
        return name
    raise refuse(str(path), Text("没有工作表", "there is no sheet in it"))


def _merged(sheet: "CalamineSheet", first: int) -> dict[int, list[tuple[int, int]]]:
    """By the row in which it begins, the column and the last row of each cell merged downward."""
    found: dict[int, list[tuple[int, int]]] = {}
    width = sheet.width
    for (top, left), (bottom, _) in sheet.merged_cell_ranges or ():
        if bottom > top and 0 <= left - first < width:
            found.setdefault(top + 1, []).append((left - first, bottom + 1))
    return found


def _tables(path: Path) -> Sequence[Table]:
    """What an .ods holds of which calamine says nothing; nothing of any other workbook.

    Raises `IcpError` where laying out one of its tables would take more memory than there is.
    """
    if read_head(path, 2) != b"PK":
        return ()
    with _told(path), ZipFile(path) as archive:
        if _CONTENT not in archive.namelist():
            return ()
        with archive.open(_CONTENT) as content:
            found = tables_of(content, _MOST_CELLS)
    for table in found:
        rows, columns = table.size
        if rows * columns > _MOST_CELLS:
            raise refuse(str(path), _TOO_WIDE.filled(columns=columns, rows=rows))
    return found


def _scan(path: Path) -> bool:
    """Count what is packed, as it is and not as the file says, and look for traps on the way.

    Returns whether there may be error cells.
    """
    if read_head(path, 2) != b"PK":
        return False  # xls: it is not packed
    with _told(path), ZipFile(path) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > MOST_BYTES:
            raise refuse(str(path), LARGER_THAN_THAT)
        return _scan_entries(archive, path)


def _scan_entries(archive: ZipFile, path: Path) -> bool:
    has_errors, total = False, 0
    for entry in archive.infolist():
        is_sheet = bool(_SHEET_PART.fullmatch(entry.filename))
        columns: set[bytes] = set()
        tail = b""
        last_row = 0
        entry.file_size = 1 << 62  # or no more would be unpacked than the file admits
        with archive.open(entry) as packed:
            while chunk := packed.read(_CHUNK):
                total += len(chunk)
                if total > MOST_BYTES:
                    raise refuse(str(path), LARGER_THAN_THAT)
                if not is_sheet:
                    continue
                chunk, tail = tail + chunk, chunk[-_OVERLAP:]
                has_errors = has_errors or bool(_ERROR.search(chunk))
                if _FAR_COLUMN.search(chunk):
                    columns.update(_FAR_COLUMN.findall(chunk))
                at = chunk.rfind(b"<row ")
                if found := _LAST_ROW.match(chunk, at) if at >= 0 else None:
                    last_row = max(last_row, int(found[1]))
        most = max(map(_number, columns), default=26)
        if most * last_row > _MOST_CELLS:
            raise refuse(str(path), _TOO_WIDE.filled(columns=most, rows=last_row))
    return has_errors


def _error_cells(path: Path, name: str) -> dict[int, list[tuple[int, str]]]:
    """The error cells of a sheet of an xlsx, by row: column and code."""
    with ZipFile(path) as archive:
        part = _part(archive, name)
        data = archive.read(part) if part else b""
    found: dict[int, list[tuple[int, str]]] = {}
    for letters, row, code in _ERROR_CELL.findall(data):
        cell = _number(letters) - 1, code.decode(errors="replace")
        found.setdefault(int(row), []).append(cell)
    return found


def _part(archive: ZipFile, name: str) -> str:
    """The file of the archive that holds the sheet with that name; empty where none is found."""
    from posixpath import join, normpath
    from xml.etree import ElementTree

    relations = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    targets = {one.get("Id"): one.get("Target", "") for one in relations}
    for element in ElementTree.fromstring(archive.read("xl/workbook.xml")).iter():
        if element.tag.endswith("}sheet") and element.get("name") == name:
            ids = [value for key, value in element.attrib.items() if key.endswith("}id")]
            target = targets.get(ids[0], "") if ids else ""
            return normpath(join("xl", target)).lstrip("/") if target else ""
    return ""


def _letters(column: int) -> str:
    """The name of a column counted from 0: 0 is A, 27 is AB."""
    name = ""
    column += 1
    while column:
        column, digit = divmod(column - 1, 26)
        name = chr(65 + digit) + name
    return name


def _number(letters: bytes) -> int:
    """A column's number from 1: A is 1, AB is 28."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
