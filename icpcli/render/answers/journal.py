"""The journal and what an entry changed, as JSON and as rows."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from icpcli.model.change import Change
from icpcli.model.journal import NEVER_DONE
from icpcli.model.license import License
from icpcli.model.problem import Text
from icpcli.model.record import Act, Record
from icpcli.render.answers.deadlines import RECORDED, deadline_object, recorded_cells
from icpcli.render.formats.json import iso
from icpcli.render.formats.rows import Page, Row, Rows, cell
from icpcli.render.labels import LABELS
from icpcli.render.words import Lang, one_line, say

if TYPE_CHECKING:
    from rich.console import RenderableType


NOTHING = Text("", "")


class Titles:
    """What entries of a journal are about, in words."""

    def __init__(self, license: License) -> None:
        self._events = license.recordable
        self._rules = {rule.id: rule.title for rule in license.rules}

    def of(self, record: Record) -> Text:
        """The title of the event or of the filing; nothing of an entry about another one."""
        name = record.subject.removeprefix(f"{NEVER_DONE}:").partition("@")[0]
        if record.act in (Act.DONE, Act.WAIVE) and name in self._rules:
            return self._rules[name]
        return NOTHING if record.act in (Act.ANSWER, Act.UNDO) else self._events.get(name, NOTHING)


class Entries(NamedTuple):
    """The entries of the journals `files` of some licenses; of several journals, each entry names its
    license."""

    files: Sequence[str]
    licenses: Sequence[License]
    records: Sequence[Record]

    def json(self) -> dict[str, Any]:
        """The entries, and the journal that they stand in, or all of the journals."""
        one = {"journal": self.files[0]} if len(self.files) == 1 else {"journals": self.files}
        return {**one, "entries": [_record(record) for record in self.records]}

    def rows(self, lang: Lang) -> Rows:
        """One row an entry of the journal."""
        return Rows(
            (
                "entry",
                "recorded",
                "license",
                "kind",
                "act",
                "subject",
                "on",
                "about",
                "for",
                "answer",
                "receipt",
                "note",
                "reason",
                "voided_by",
            ),
            tuple(map(_record_row, self.records)),
            page=Page(LABELS["journal"], self.licenses),
        )

    def screen(self, lang: Lang, width: int) -> "RenderableType":
        """What a person reads, drawn for `width` columns."""
        from icpcli.render.screens.journal import journal_screen

        return journal_screen(self.records, self._titles(), lang, width)

    def _titles(self) -> list[Text]:
        """What each entry is about, in words; nothing where no license of its number is known."""
        by_number = {one.number: Titles(one) for one in self.licenses}
        alone = Titles(self.licenses[0]) if len(self.licenses) == 1 else None
        titles = (alone or by_number.get(record.license) for record in self.records)
        return [
            it.of(record) if it else NOTHING
            for it, record in zip(titles, self.records, strict=True)
        ]


class Effects(NamedTuple):
    """An entry that was written into the journal `file`, and each deadline that it changed."""

    file: str
    license: License
    as_of: date
    record: Record
    changes: Sequence[Change]

    def json(self) -> dict[str, Any]:
        """The entry that was written, and each deadline that it changed; null where it does not run."""
        return {
            "journal": self.file,
            "entry": _record(self.record),
            "changes": [change_object(effect) for effect in self.changes],
        }

    def rows(self, lang: Lang) -> Rows:
        """One row a deadline that an entry changed; `was` or `now` is empty where it does not run."""
        return Rows(
            ("id", "was", "now", "file_by", "due", *RECORDED, "title"),
            tuple(_effect_row(effect, lang) for effect in self.changes),
            page=Page(
                LABELS["changes"],
                [self.license],
                self.as_of,
                provisional=any(one.after and one.after.notices for one in self.changes),
            ),
        )

    def screen(self, lang: Lang, width: int) -> "RenderableType":
        """What a person reads, drawn for `width` columns."""
        from icpcli.render.screens.journal import effects_screen

        title = Titles(self.license).of(self.record)
        return effects_screen(self.file, self.record, title, self.changes, lang, width)


class SeveralEffects(NamedTuple):
    """Several entries that were written at once, and what each of them changed."""

    entries: Sequence[Effects]

    def json(self) -> dict[str, Any]:
        """Each entry with its journal and its changes."""
        return {"entries": [one.json() for one in self.entries]}

    def rows(self, lang: Lang) -> Rows:
        """One row a deadline that an entry changed, with the journal of that entry; and with the
        license, where the entries are about several."""
        parts = [(one, one.rows(lang)) for one in self.entries]
        names = ("journal", "license") if self._of_several else ("journal",)
        return Rows(
            (*names, *parts[0][1].columns),
            tuple(
                (*(one_line(one.file), one_line(one.license.number))[: len(names)], *row)
                for one, part in parts
                for row in part.rows
            ),
            page=Page(
                LABELS["changes"],
                [one.license for one in self.entries],
                self.entries[0].as_of,
                provisional=any(part.page and part.page.provisional for _, part in parts),
            ),
        )

    def screen(self, lang: Lang, width: int) -> "RenderableType":
        """What a person reads, drawn for `width` columns."""
        from icpcli.render.screens.journal import several_effects_screen

        whose = [one.license if self._of_several else None for one in self.entries]
        screens = [one.screen(lang, width) for one in self.entries]
        return several_effects_screen([*zip(whose, screens, strict=True)], width)

    @property
    def _of_several(self) -> bool:
        """Whether the entries are about several licenses."""
        return len({one.license.key for one in self.entries}) > 1


def change_object(effect: Change) -> dict[str, Any]:
    """A deadline before and after, as JSON has it; null where it does not run."""
    return {
        "before": effect.before and deadline_object(effect.before),
        "after": effect.after and deadline_object(effect.after),
    }


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


def _record_row(record: Record) -> Row:
    answer = {True: "yes", False: "no", None: ""}[record.answer]
    return (
        str(record.number),
        str(record.recorded),
        one_line(record.license),
        record.kind,
        record.act,
        record.subject,
        record.moment,
        one_line(record.about),
        record.closes,
        answer,
        one_line(record.receipt),
        one_line(record.note),
        one_line(record.reason),
        str(record.voided_by or ""),
    )


def _record(record: Record) -> dict[str, Any]:
    return {
        "number": record.number,
        "recorded": str(record.recorded),
        "license": record.license or None,
        "kind": record.kind or None,
        "act": record.act,
        "subject": record.subject,
        "on": iso(record.on),
        "at": f"{record.at:%H:%M}" if record.at else None,
        "last": record.last,
        "about": record.about,
        "for": record.closes,
        "answer": record.answer,
        "receipt": record.receipt,
        "note": record.note,
        "reason": record.reason,
        "voided_by": record.voided_by,
    }
