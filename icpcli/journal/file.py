"""journal.yaml: what happened and what was filed, one entry a line; lines are only ever added."""

import codecs
import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import date, time
from pathlib import Path
from typing import NamedTuple

from icpcli.calendar.workdays import FIRST_DAY, LAST_DAY
from icpcli.files.append_only import held, last_line, read_settled
from icpcli.files.fields import Fields, Item, read_data
from icpcli.files.file_problems import Problems, bytes_of
from icpcli.files.journal_names import OWNER
from icpcli.files.typed_words import day_within, moment_of
from icpcli.files.whole_file import real_path
from icpcli.files.yaml_text import quoted
from icpcli.journal.owner import (
    CODE,
    check_owner,
    entries_of,
    gone_ledger,
    owner_line,
    owner_of,
    rows_named,
)
from icpcli.model.journal import NEVER_DONE
from icpcli.model.license import License
from icpcli.model.problem import IcpError, Problem, Text
from icpcli.model.record import Act, Record

MAX_BYTES = 64 * 1024 * 1024
YES_OR_NO = {"yes": True, "no": False}

_RULE = r"[a-z][a-z0-9-]*(/[a-z][a-z0-9-]*)?"  # renewal, telecom-law/change-ahead
# renewal@2028, renewal@2028.2, report@2026-10, telecom-law/change-ahead@2026-11-09
_DEADLINE = re.compile(rf"{_RULE}@\d{{4}}(-\d\d(-\d\d)?)?(\.[1-9]\d*)?", re.ASCII)
# never-done:mlps/assessment, which is no deadline and can be waived
_WAIVABLE = re.compile(rf"{_DEADLINE.pattern}|{NEVER_DONE}:{_RULE}", re.ASCII)
_NO_ENTRY = re.compile(rb"\s*(#.*)?|---\s*|%.*")
_DOCUMENT_END = re.compile(rb"^\.\.\.(\s|$)", re.MULTILINE)
MOST_ENTRIES = 9_999_999

UNDO_OF_UNDO = Text(
    "作废记录不能再作废；请重新记录", "an undo cannot be undone: record the thing again"
)


class _Form(NamedTuple):
    """The keys of an entry beside `recorded` and the one that says what it is."""

    required: tuple[str, ...]
    optional: tuple[str, ...] = ()


_FORMS = {
    Act.EVENT: _Form(("on",), ("about", "for", "answer", "last", "receipt", "note")),
    Act.DONE: _Form(("on",), ("receipt", "note")),
    Act.WAIVE: _Form(("until", "reason")),
    Act.ANSWER: _Form(("answer",), ("note",)),
    Act.UNDO: _Form(("reason",), ("of",)),
}
_ACTS = {str(act): act for act in Act}
_OF_A_ROW = ("number", "kind")
"""The keys that say which row of a ledger an entry is about."""
_ALLOWED = {
    act: frozenset({"recorded", str(act), *form.required, *form.optional, *_OF_A_ROW})
    for act, form in _FORMS.items()
}
_WORDS = ("receipt", "note", "reason")
_SELDOM = {name: name for name in ("answer", "about", "last", *_OF_A_ROW, *_WORDS)} | {
    "for": "closes"
}
"""The keys that most entries lack, and what a record calls them."""
_KEYS = ("recorded", *Act, "on", "until", "about", "for", "answer", "last", *_WORDS, "of")


def read_journal(path: Path, *licenses: License) -> tuple[Record, ...]:
    """The entries of the journal of `licenses` in `path`; several are rows of one ledger, whose
    journal has those of other rows, too (`entries_of`).

    Raises `IcpError` (`invalid_journal`) with every problem of the file, sorted by place; a last
    line that a power cut tore is one, and that it is the journal of another license.
    """
    content = bytes_of(path, Problems(str(path), CODE), MAX_BYTES)
    try:
        return parse_journal(content, str(path), *licenses)
    except IcpError:
        if not last_line(content):
            raise
    # Somebody may just be writing that line.
    with suppress(OSError):
        content = read_settled(path)
    return parse_journal(content, str(path), *licenses)


def parse_journal(content: bytes, file: str, *licenses: License) -> tuple[Record, ...]:
    """The entries in the bytes of a journal. Raises as `read_journal` does.

    Without a license, whatever it calls an event may be one.
    """
    if licenses:
        check_owner(content, file, licenses[0])
    torn = torn_line(content)
    if not torn:
        return _records(read_data(content, file, CODE), licenses)
    whole = content[: len(content) - len(torn)]
    problems = [_torn(file, whole)]
    try:
        parse_journal(whole, file, *licenses)
    except IcpError as error:
        problems += error.problems
    raise IcpError(CODE, problems)


def torn_line(content: bytes) -> bytes:
    """The last line, where it is not YAML because writing it was cut short; else nothing.

    One that a person typed and did not end is whole if it can be read.
    """
    line = last_line(content)
    if b"\0" in line or line.strip() == b"-" or line.startswith(OWNER.encode()):
        return line
    if not line.strip():
        return b""
    for data in (content, line):
        with suppress(IcpError):
            read_data(data, "", CODE)
            return b""
    return line


def append(
    path: Path,
    license: License,
    next_record: Callable[[tuple[Record, ...]], Record],
    waiting: Callable[[], None] = lambda: None,
) -> Record:
    """Add what `next_record` makes of the entries so far, and return it with its number.

    Those of other rows of a ledger are not among them. A new journal begins with whose it is. All of it happens under a lock, so that
    nobody can write in between; `waiting` is called where somebody else holds it for long. Raises
    `IcpError` (`cannot_write`) where the file cannot be written, and what `next_record` raises; the
    file is then as it was.
    """
    with held(path, waiting) as file:
        records = parse_journal(file.content, str(path), license)
        mine = entries_of(records, license)
        record = _named(next_record(mine), license)._replace(number=len(records) + 1)
        line = _line(record, records).encode()
        if not file.content:
            line = owner_line(license) + line
        elif not file.content.endswith(b"\n"):
            line = b"\n" + line
        _check_fits(file.content, line, path)
        file.append(line)
    return record


def _named(record: Record, license: License) -> Record:
    """The entry with the row of the ledger that it is about, if it is about one."""
    if license.ledger is None:
        return record
    several = len(license.ledger.kinds[license.number]) > 1
    return record._replace(license=license.number, kind=license.kind if several else "")


def claim(path: Path, license: License, waiting: Callable[[], None] = lambda: None) -> bool:
    """Write the number of the license in front of a journal that names none; that of a ledger also
    where it names one that is not there, for a ledger that was renamed.

    False where it named this license, or its ledger, already. Raises `IcpError`: as `read_journal` does, and
    `cannot_write`; the file is then as it was.
    """
    bytes_of(path, Problems(str(path), CODE), MAX_BYTES)  # what is not there is not to be created
    with held(path, waiting) as file:
        gone = _is_of_a_renamed_ledger(path, file.content, license)
        named = owner_of(file.content) is not None and not gone
        # The journal of a ledger that does not name it is refused everywhere but here.
        licenses = (license,) if named or not license.ledger else ()
        parse_journal(file.content, str(path), *licenses)
        if named:
            return False
        content = file.content.partition(b"\n")[2] if gone else file.content
        file.replace(owner_line(license) + content.removeprefix(codecs.BOM_UTF8))
    return True


def _is_of_a_renamed_ledger(path: Path, content: bytes, license: License) -> bool:
    """Whether a journal beside a ledger names another one, and that is not there."""
    beside = license.ledger is not None and real_path(Path(license.path)).parent
    return path.parent == beside and gone_ledger(content, path.parent) is not None


def repair(path: Path, waiting: Callable[[], None] = lambda: None) -> Path | None:
    """Cut off a torn last line, and keep its bytes in the new file that is returned.

    None where no line is torn: nothing is done then. Raises `IcpError` (`cannot_write`).
    """
    bytes_of(path, Problems(str(path), CODE), MAX_BYTES)  # what is not there is not to be created
    with held(path, waiting) as file:
        torn = torn_line(file.content)
        if not torn:
            return None
        size = len(file.content) - len(torn)
        return file.set_aside(size, path.with_name(f"{path.name}.torn"))


def _torn(file: str, whole: bytes) -> Problem:
    words = Text(
        "最后一行不完整（写入时断电？）：请补全，或用 icp journal --repair 把它移到旁边的文件里",
        "the last line is torn (a power cut?): complete it by hand, or let icp journal --repair "
        "move it to a file beside",
    )
    return Problem(file, whole.count(b"\n") + 1, 1, "", words)


def _check_fits(content: bytes, line: bytes, path: Path) -> None:
    """Refuse a line after which the file would no longer be read."""
    lines = content.removeprefix(codecs.BOM_UTF8).splitlines()
    first = next((one for one in lines if not _NO_ENTRY.fullmatch(one)), b"- ")
    if len(content) + len(line) > MAX_BYTES:
        words = Text("办理台账已满（64 MiB）", "the journal is full (64 MiB)")
    elif not first.startswith(b"- ") or _DOCUMENT_END.search(content):
        words = Text(
            "无法在末尾添加：各条必须从行首的“- ”开始，末尾不能有“...”",
            'nothing can be added: each entry must begin with "- " in the first column, and '
            'no "..." may follow',
        )
    else:
        return
    raise Problems(str(path), "cannot_write").refuse((len(lines), 1), "", words)


def _line(record: Record, records: Sequence[Record]) -> str:
    """An entry as it is written."""
    entry = {"recorded": str(record.recorded)}
    if record.license:
        entry["number"] = quoted(record.license)
    if record.kind:
        entry["kind"] = record.kind
    entry[str(record.act)] = record.subject
    if record.act is Act.UNDO:
        # So that an undo cannot come to void another entry when lines are moved by hand.
        entry["of"] = records[int(record.subject) - 1].reference
    if record.on:
        entry["until" if record.act is Act.WAIVE else "on"] = record.moment
    if record.about:
        entry["about"] = quoted(record.about)
    if record.closes:
        entry["for"] = record.closes
    if record.answer is not None:
        entry["answer"] = "yes" if record.answer else "no"
    if record.last:
        entry["last"] = "true"
    for name in _WORDS:
        if words := getattr(record, name):
            entry[name] = quoted(words)
    return "- {" + ", ".join(f"{key}: {value}" for key, value in entry.items()) + "}\n"


def _records(root: Item | None, licenses: Sequence[License]) -> tuple[Record, ...]:
    if root is None or root.node.text == "":
        return ()
    items = root.items()
    of_a_ledger = any(one.ledger for one in licenses)
    keys = (*_KEYS, *_OF_A_ROW) if of_a_ledger or not licenses else _KEYS
    required = ("recorded", "number") if of_a_ledger else ("recorded",)
    records = [_record(item, n, keys, required) for n, item in enumerate(items, 1)]
    linked = _linked(items, records)
    _check_events(items, linked, licenses)
    root.problems.stop()
    return tuple(linked)


def _check_events(
    items: Iterable[Item], records: Iterable[Record], licenses: Sequence[License]
) -> None:
    """Refuse each event that the license which an entry is about does not declare; not one that was undone."""
    rows = {row: one for one in licenses if one.ledger for row in rows_named(one)}
    declared: dict[str, Collection[str]] = {}
    for item, record in zip(items, records, strict=True):
        of = rows.get((record.license, record.kind)) if rows else next(iter(licenses), None)
        if of is None or record.act is not Act.EVENT or not record.subject or record.voided_by:
            continue
        if of.file not in declared:
            declared[of.file] = of.recordable
        if record.subject not in declared[of.file]:
            from icpcli.journal.undeclared import (
                undeclared,  # it reads the sets, and is rarely needed
            )

            item.entries()[Act.EVENT].refuse(*undeclared(record.subject, of))


def _record(item: Item, number: int, keys: Sequence[str], required: Sequence[str]) -> Record:
    fields = item.fields(keys, required=required)
    act = _act(item, fields)
    on, at = _moment(fields, act)
    record = Record(
        number=number,
        recorded=fields.read("recorded", _calendar_date, None) or FIRST_DAY,
        act=act,
        subject=_subject(fields[act], act) if act in fields else "",
        on=on,
        at=at,
    )
    more = {_SELDOM[name]: value for name, value in fields.items() if name in _SELDOM}
    return _with(record, more) if more else record


def _with(record: Record, more: Mapping[str, Item]) -> Record:
    """The entry with what only some entries have."""
    fields = Fields(more)
    return record._replace(
        answer=YES_OR_NO.get(fields.read("answer", lambda value: value.choice(YES_OR_NO), "")),
        about=fields.read("about", Item.text, ""),
        closes=fields.read("closes", _deadline_id, ""),
        last=fields.read("last", Item.flag, False),
        license=fields.read("number", Item.text, ""),
        kind=fields.read("kind", Item.text, ""),
        receipt=fields.read("receipt", Item.blank_text, ""),
        note=fields.read("note", Item.blank_text, ""),
        reason=fields.read("reason", Item.text, ""),
    )


def _act(item: Item, fields: Fields) -> Act:
    """What the entry says; its other keys must go with that."""
    acts = [_ACTS[name] for name in fields if name in _ACTS]
    if len(acts) != 1:
        if item.node.complete:
            listed = ", ".join(Act)
            item.refuse(f"一条须恰有一个：{listed}", f"an entry has exactly one of: {listed}")
        return Act.UNDO
    (act,) = acts
    form = _FORMS[act]
    for name in form.required:
        if name not in fields and item.node.complete:
            item.refuse(f"缺少“{name}”", f'"{name}" is missing')
    for name in fields.keys() - _ALLOWED[act]:
        fields[name].refuse(f"不能与“{act}”同用", f'does not go with "{act}"')
    return act


def _calendar_date(item: Item) -> date | None:
    return item.date_within(FIRST_DAY, LAST_DAY)


def _moment(fields: Fields, act: Act) -> tuple[date | None, time | None]:
    """The day of an entry; of an event or a filing with the time, where it was given."""
    if act is Act.WAIVE or "on" not in fields:
        return fields.read("until", _calendar_date, None), None
    item = fields["on"]
    if ":" not in (item.node.text or ""):
        return _calendar_date(item), None
    return item.parsed(_moment_within_the_calendar, (None, None))


def _moment_within_the_calendar(text: str) -> tuple[date, time | None]:
    return moment_of(text, lambda day: day_within(day, FIRST_DAY, LAST_DAY))


def _subject(item: Item, act: Act) -> str:
    if act in (Act.UNDO, Act.ANSWER):
        return str(item.integer(1, MOST_ENTRIES))
    if act in (Act.DONE, Act.WAIVE):
        return _deadline_id(item, _WAIVABLE if act is Act.WAIVE else _DEADLINE)
    return item.text()


def _deadline_id(item: Item, form: re.Pattern[str] = _DEADLINE) -> str:
    name = item.text()
    if name and not form.fullmatch(name):
        item.refuse(
            f"“{name}”不是期限的编号（如 annual-report@2027）",
            f'"{name}" is not the id of a deadline (such as annual-report@2027)',
        )
    return name


def with_record(records: Sequence[Record], record: Record) -> tuple[Record, ...]:
    """The entries with one more, and what that one undoes marked so."""
    number = max((one.number for one in records), default=0) + 1
    undone = int(record.subject) if record.act is Act.UNDO else 0
    before = (one._replace(voided_by=number) if one.number == undone else one for one in records)
    return (*before, record._replace(number=number))


def _linked(items: Iterable[Item], records: Sequence[Record]) -> list[Record]:
    """The entries with those marked that a later one voids."""
    linked = list(records)
    for item, record in zip(items, records, strict=True):
        if record.act not in (Act.UNDO, Act.ANSWER) or item.node.entries is None:
            continue
        fields = item.entries()
        if record.act not in fields:
            continue
        n = int(record.subject or 0)
        target = linked[n - 1] if 0 < n < record.number else None
        if problem := _cannot_refer(record, target):
            fields[record.act].refuse(*problem)
        elif "of" in fields and target and fields["of"].text() != target.reference:
            fields["of"].refuse(
                f"第 {n} 条是 {target.reference}：条目的位置变了？",
                f"entry {n} is {target.reference}: were lines moved?",
            )
        else:
            assert target is not None
            # It is about the row that the other entry is about, also where it does not say so.
            linked[record.number - 1] = record._replace(kind=target.kind)
            if record.act is Act.UNDO:
                linked[n - 1] = linked[n - 1]._replace(voided_by=record.number)
    return linked


def _cannot_refer(record: Record, target: Record | None) -> Text | None:
    """Why an undo or an answer cannot be about that entry; None where it can."""
    n = record.subject
    if target is None:
        return Text(f"前面没有第 {n} 条", f"there is no entry {n} before this one")
    kinds = {record.kind, target.kind} - {""}
    if target.license != record.license or len(kinds) > 1:
        row = f"{target.license} {target.kind}".strip()
        return Text(f"第 {n} 条说的是 {row}", f"entry {n} is about {row}")
    if target.act is Act.UNDO and record.act is Act.UNDO:
        return UNDO_OF_UNDO
    if record.act is Act.ANSWER and target.act is not Act.EVENT:
        return Text(f"第 {n} 条不是事件", f"entry {n} is no event")
    return None
