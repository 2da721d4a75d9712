"""What license files say: events, duties, the files themselves, as JSON and as rows."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from icpcli.model.license import Duty, License
from icpcli.model.possible_event import PossibleEvent
from icpcli.render.formats.json import both, iso
from icpcli.render.formats.rows import Page, Row, Rows, cell
from icpcli.render.labels import LABELS
from icpcli.render.words import Lang, one_line, say

if TYPE_CHECKING:
    from rich.console import RenderableType


class Events(NamedTuple):
    """What can happen, the rules that it starts, and by which day to file if it happened today."""

    events: Sequence[PossibleEvent]
    as_of: date

    def json(self) -> dict[str, Any]:
        """What can happen, and which rules it starts."""
        return {
            "events": [
                {
                    "license": one.license.number,
                    "id": one.id,
                    "title": both(one.title),
                    "rules": [rule.id for rule in one.rules],
                    "planned": one.id in one.license.plans,
                    "file_by": iso(one.file_by),
                    "earliest_on": iso(one.earliest_on),
                }
                for one in self.events
            ]
        }

    def rows(self, lang: Lang) -> Rows:
        """One row an event, with the rules that it starts."""
        return Rows(
            ("license", "event", "title", "rules", "file_by", "earliest_on"),
            tuple(
                (
                    one_line(one.license.number),
                    one.id,
                    say(one.title, lang),
                    " ".join(rule.id for rule in one.rules),
                    cell(one.file_by),
                    cell(one.earliest_on),
                )
                for one in self.events
            ),
            page=Page(
                LABELS["events"],
                [*{one.license.key: one.license for one in self.events}.values()],
                self.as_of,
            ),
        )

    def screen(self, lang: Lang, width: int) -> "RenderableType":
        """What a person reads, drawn for `width` columns."""
        from icpcli.render.screens.lists import events_list

        return events_list(self.events, lang, width)


class Duties(NamedTuple):
    """The duties without a date, those that do not apply included."""

    licenses: Sequence[License]

    def json(self) -> dict[str, Any]:
        """The duties without a date, those that do not apply included."""
        return {
            "duties": [_duty(license, duty) for license in self.licenses for duty in license.duties]
        }

    def rows(self, lang: Lang) -> Rows:
        """One row a duty without a date."""
        return Rows(
            ("license", "clause", "applies", "title", "quote", "reason"),
            tuple(
                _duty_row(license, duty, lang)
                for license in self.licenses
                for duty in license.duties
            ),
            page=Page(LABELS["without_date"], self.licenses),
        )

    def screen(self, lang: Lang, width: int) -> "RenderableType":
        """What a person reads, drawn for `width` columns."""
        from icpcli.render.screens.lists import duties_list

        return duties_list(self.licenses, lang, width)


class ValidFile(NamedTuple):
    """A file that was read without a problem; None is what its kind does not have.

    `rules_of_sets` are those of the rules that the sets of a license bring. `kind` is license,
    rule_set, journal or notice; `number` is that of the license to which a journal belongs.
    """

    file: str
    kind: str
    number: str | None = None
    holder: str | None = None
    rules: int | None = None
    duties: int | None = None
    entries: int | None = None
    year: int | None = None
    title: str | None = None
    rule_set: str | None = None
    rules_of_sets: int | None = None


class Files(NamedTuple):
    """The files that were read without a problem."""

    files: Sequence[ValidFile]

    def json(self) -> dict[str, Any]:
        """The files, and what was found in each."""
        return {"files": [file._asdict() for file in self.files]}

    def rows(self, lang: Lang) -> Rows:
        """One row a file."""
        return Rows(
            ValidFile._fields,
            tuple(
                tuple("" if value is None else one_line(str(value)) for value in file)
                for file in self.files
            ),
            page=Page(LABELS["files"]),
        )

    def screen(self, lang: Lang, width: int) -> "RenderableType":
        """What a person reads, drawn for `width` columns."""
        from icpcli.render.screens.lists import files_list

        return files_list(self.files, lang, width)


def _duty_row(license: License, duty: Duty, lang: Lang) -> Row:
    return (
        one_line(license.number),
        one_line(duty.basis),
        "true" if duty.applies else "false",
        say(duty.title, lang),
        one_line(duty.quote),
        say(duty.reason, lang) if duty.reason else "",
    )


def _duty(license: License, duty: Duty) -> dict[str, Any]:
    return {
        "license": license.number,
        "rule_set": duty.rule_set or None,
        "clause": duty.clause or duty.article,
        "law": duty.law or None,
        "title": both(duty.title),
        "quote": duty.quote,
        "applies": duty.applies,
        "reason": both(duty.reason) if duty.reason else None,
    }
