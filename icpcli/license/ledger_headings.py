"""Which column of a ledger holds what: by the names that people give them (design § 9)."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple
from unicodedata import normalize

from icpcli.files.sheets.sheet import Cell, Cells, Sheet, refuse
from icpcli.model.problem import Text

NUMBER, HOLDER, KIND = "number", "holder", "kind"
ISSUED, VALID_FROM, EXPIRES = "issued", "valid_from", "expires"
CONTINUING, OWNER = "continuing", "owner"

NAMES: dict[str, tuple[str, ...]] = {
    NUMBER: (
        *("许可证号", "许可证编号", "证照编号", "证书编号", "许可编号", "编号", "证照号", "证书号"),
        *("经营许可证编号", "许可证号码", "证照号码", "许可证书编号"),
        *(
            "number",
            "license number",
            "licence number",
            "license no",
            "licence no",
            "permit number",
        ),
    ),
    HOLDER: (
        *(
            "公司名称",
            "企业名称",
            "单位名称",
            "持证单位",
            "持有人",
            "行政相对人名称",
            "公司",
            "持证人",
        ),
        *("持证主体", "持有单位", "企业", "单位"),
        *("holder", "company", "company name", "licensee", "license holder", "licence holder"),
    ),
    KIND: (
        *("证照类型", "许可证类型", "证书类别", "业务种类", "证照名称", "证照种类", "许可证种类"),
        *("证书类型", "证照类别", "许可证类别", "许可证名称", "证书名称"),
        *("kind", "type", "license type", "licence type", "license kind", "licence kind"),
    ),
    ISSUED: (
        *("发证日期", "颁发日期", "发证日", "颁证日期", "核发日期", "签发日期"),
        *("issued", "issued on", "issue date", "date of issue", "date issued"),
    ),
    VALID_FROM: (
        *(
            "有效期起",
            "有效期自",
            "有效期起始",
            "有效期起始日期",
            "有效期开始",
            "起始日期",
            "生效日期",
        ),
        *("有效期起始日", "有效期始"),
        *("valid_from", "valid from", "start date", "effective date", "effective from"),
    ),
    EXPIRES: (
        *(
            "有效期至",
            "有效期止",
            "有效期",
            "有效期限",
            "到期日",
            "到期日期",
            "终止日期",
            "截止日期",
        ),
        *("有效期截止", "证照有效期", "有效期截止日期", "有效期截至", "有效期终止日期", "失效日期"),
        *("届满日期", "有效期到", "有效期结束", "有效期止日", "有效期届满日"),
        *("expires", "expires on", "expiry", "expiry date", "expiration", "expiration date"),
        *("valid until", "valid to", "valid through", "end date"),
    ),
    CONTINUING: ("是否延续", "是否续期", "是否续展", "continuing", "renew", "to be renewed"),
    OWNER: (
        *("负责人", "经办人", "责任人", "责任部门", "owner", "responsible", "person in charge"),
    ),
}
"""The names of each field; the first one is what `--template` prints."""

_FIELDS = {name: field for field, names in NAMES.items() for name in names}
_WEAK = {"编号", "公司", "企业", "单位", "有效期", "type", "负责人", "number", "company"}
"""Names that give way where another column is called what can mean nothing else: 编号 beside 许可证号
is a running number."""
_PARENTHESIS = re.compile(r"\([^()]*\)")  # (年/月/日)
_SPACE = re.compile(r"[\s_]+")
_HEADER_ROWS = 50
"""A header that lies deeper is not looked for."""

_MISSING_COLUMN = Text(
    "没有列名像“{names}”：{what}不知道在哪一列（icp register --template 给出空台账）",
    'no column is called anything like "{names}": which one holds the {what}? '
    "(icp register --template prints an empty ledger)",
)
_NO_HEADER = Text(
    "前 50 行里没有表头：需要“许可证编号”“有效期至”等列名（icp register --template 给出空台账）",
    "no header in the first 50 rows: columns such as 许可证编号 and 有效期至 (number, expires) are "
    "needed (icp register --template prints an empty ledger)",
)
_NO_KIND = Text(
    "没有“证照类型”这一列：加上它，或用 --kind 指定（icp rules 列出种类）",
    "no column says the kind (证照类型): add one, or name it with --kind (icp rules lists them)",
)
_TWICE = Text(
    "“{first}”（{there}）和“{second}”（{here}）都像是{what}：请改掉一个列名",
    '"{first}" ({there}) and "{second}" ({here}) both seem to be the {what}: rename one of them',
)
_FIELD_WORDS = {
    NUMBER: Text("许可证编号", "license number"),
    HOLDER: Text("公司名称", "company"),
    KIND: Text("证照类型", "kind"),
    ISSUED: Text("发证日期", "date of issue"),
    VALID_FROM: Text("有效期起", "first day of the term"),
    EXPIRES: Text("有效期至", "last day of the term"),
    CONTINUING: Text("是否延续", "whether it is to be renewed"),
    OWNER: Text("负责人", "person in charge"),
}


class Header(NamedTuple):
    """The row of names: where it stands, which column holds which field, and what each is called."""

    row: int
    columns: dict[str, int]
    names: tuple[str, ...]

    @property
    def width(self) -> int:
        """How many columns it has."""
        return len(self.names)


def resembles(cells: Sequence[Cell]) -> int:
    """How many fields of a license are named by the cells of a row: what makes it a header."""
    found = {field_of(cell) for cell in cells if isinstance(cell, str)}
    return len(found - {None})


def field_of(name: str) -> str | None:
    """The field that a column of this name holds; None for any other column."""
    plain = _plain(name)
    return _FIELDS.get(plain) if len(plain) < 40 else None


def read_header(sheet: Sheet, *, needs_kind: bool) -> Header:
    """The header of a table.

    Raises `IcpError` (`invalid_ledger`) where it has none, or one that says twice, or does not say,
    what holds the number, the expiry and, if it is needed, the kind.
    """
    found = _header_row(sheet.rows())
    if found is None:
        raise refuse(sheet.file, _NO_HEADER)
    header = _header(sheet, *found)
    for field in (NUMBER, EXPIRES):
        if field not in header.columns:
            raise refuse(sheet.file, _missing(field))
    if needs_kind and KIND not in header.columns:
        raise refuse(sheet.file, _NO_KIND)
    return header


def _header_row(rows: Iterator[tuple[int, Cells]]) -> tuple[int, Cells] | None:
    """The first row that names several things that a license has.

    Reads on to the row behind it at most. Of a header on two rows (有效期 above 起 and 止) the one
    that names more is taken.
    """
    best: tuple[int, int, Cells] | None = None
    for _, (row, cells) in zip(range(_HEADER_ROWS), rows, strict=False):
        named = resembles(cells)
        if best and named <= best[0]:
            break
        if named >= 2:
            best = named, row, cells
            if named >= len(NAMES) - 1 or _is_whole(cells):
                break
    return best[1:] if best else None


def _is_whole(cells: Cells) -> bool:
    """Whether a row names what every ledger must: no second row of headings is needed."""
    return {NUMBER, EXPIRES} <= {field_of(cell) for cell in cells if isinstance(cell, str)}


def _header(sheet: Sheet, row: int, cells: Cells) -> Header:
    names = tuple(cell.strip() if isinstance(cell, str) else str(cell) for cell in cells)
    while names and not names[-1]:
        names = names[:-1]
    columns: dict[str, int] = {}
    for column, name in enumerate(names):
        field = field_of(name)
        if field is None:
            continue
        other = columns.get(field)
        if other is None or (_is_weak(names[other]) and not _is_weak(name)):
            columns[field] = column
        elif _is_weak(names[other]) or not _is_weak(name):
            places = sheet.place(row, other), sheet.place(row, column)
            raise refuse(sheet.file, _twice(field, (names[other], name), places))
    return Header(row, columns, names)


def _is_weak(name: str) -> bool:
    return _plain(name) in _WEAK


def _plain(name: str) -> str:
    """A name without what people decorate it with: 有效期至（年月日）*, LICENSE NO."""
    plain = _PARENTHESIS.sub("", normalize("NFKC", name).lower())
    return _SPACE.sub(" " if plain.isascii() else "", plain.strip(" *:.#\t\r\n"))


def _twice(field: str, names: tuple[str, str], places: tuple[str, str]) -> Text:
    """What to say of two columns for one field, each with its place."""
    what = _FIELD_WORDS[field]
    values = dict(zip(("first", "second", "there", "here"), (*names, *places), strict=True))
    return Text(_TWICE.zh.format(what=what.zh, **values), _TWICE.en.format(what=what.en, **values))


def _missing(field: str) -> Text:
    what, names = _FIELD_WORDS[field], NAMES[field][:3]
    return Text(
        _MISSING_COLUMN.zh.format(names="、".join(names), what=what.zh),
        _MISSING_COLUMN.en.format(names=", ".join(names), what=what.en),
    )
