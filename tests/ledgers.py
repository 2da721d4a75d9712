"""Ledgers made for a question: a workbook or a text with these rows."""

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import Workbook

HEADER = ("许可证号", "公司名称", "证照类型", "发证日期", "有效期至")
ROW = ("京ICP证1号", "甲", "icp", "2023-07-01", "2028-07-01")


def text_ledger(path: Path, *rows: Sequence[str], encoding: str = "utf-8", sep: str = ",") -> Path:
    """A text file with these rows, the header among them."""
    path.write_bytes("".join(f"{sep.join(row)}\r\n" for row in rows).encode(encoding))
    return path


def workbook(path: Path, rows: Iterable[Sequence[Any]], *, sheet: str = "证照") -> Path:
    """An xlsx with these rows in one sheet, the header among them; days are date cells."""
    book = Workbook()
    page = book.active
    assert page is not None
    page.title = sheet
    for row in rows:
        page.append(list(row))
    for cells in page.iter_rows():
        for cell in cells:
            if isinstance(cell.value, date):
                cell.number_format = "yyyy-mm-dd"
    book.save(path)
    return path
