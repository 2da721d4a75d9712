"""The journal and what an entry changed, as JSON and as rows."""

from collections.abc import Sequence
from typing import Any

from icpcli.model.deadline import Change
from icpcli.model.journal import Record
from icpcli.render.answers.deadlines import RECORDED, deadline_object, recorded_cells
from icpcli.render.formats.json import dumps, iso
from icpcli.render.formats.rows import Row, Rows, cell
from icpcli.render.words import Lang, one_line, say


def effect_rows(effects: Sequence[Change], lang: Lang) -> Rows:
    """One row a deadline that an entry changed; `was` or `now` is empty where it does not run."""
    return Rows(
        ("id", "was", "now", "file_by", "due", *RECORDED, "title"),
        tuple(_effect_row(effect, lang) for effect in effects),
    )


def _effect_row(effect: Change, lang: Lang) -> Row:
    one = effect.after or effect.before
    assert one is not None
    return (
        one.id,
        effect.before.status if effect.before else "",
        effect.after.status if effect.after else "",
        cell(one.file_by),
        cell(one.due),
        *recorded_cells(one),
        say(one.rule.title, lang),
    )


def journal_rows(records: Sequence[Record]) -> Rows:
    """One row an entry of the journal."""
    return Rows(
        (
            "entry",
            "recorded",
            "act",
            "subject",
            "on",
            "changes_operator",
            "receipt",
            "note",
            "reason",
            "voided_by",
        ),
        tuple(map(_record_row, records)),
    )


def _record_row(record: Record) -> Row:
    answer = {True: "yes", False: "no", None: ""}[record.changes_operator]
    return (
        str(record.number),
        str(record.recorded),
        record.act,
        record.subject,
        cell(record.on),
        answer,
        one_line(record.receipt),
        one_line(record.note),
        one_line(record.reason),
        str(record.voided_by or ""),
    )


def journal_json(file: str, records: Sequence[Record]) -> str:
    """The entries of a journal."""
    return dumps({"journal": file, "entries": [_record(record) for record in records]})


def effects_json(file: str, record: Record, effects: Sequence[Change]) -> str:
    """The entry that was written, and each deadline that it changed; null where it does not run."""
    return dumps(
        {
            "journal": file,
            "entry": _record(record),
            "changes": [
                {
                    "before": effect.before and deadline_object(effect.before),
                    "after": effect.after and deadline_object(effect.after),
                }
                for effect in effects
            ],
        }
    )


def _record(record: Record) -> dict[str, Any]:
    return {
        "number": record.number,
        "recorded": str(record.recorded),
        "act": record.act,
        "subject": record.subject,
        "on": iso(record.on),
        "changes_operator": record.changes_operator,
        "receipt": record.receipt,
        "note": record.note,
        "reason": record.reason,
        "voided_by": record.voided_by,
    }
