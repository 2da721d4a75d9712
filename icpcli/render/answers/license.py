"""What license files say: events, duties, the files themselves, as JSON and as rows."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from icpcli.model.license import Duty, License
from icpcli.render.formats.json import both
from icpcli.render.formats.rows import Page, Row, Rows
from icpcli.render.words import LABELS, Lang, one_line, say

if TYPE_CHECKING:
    from rich.console import RenderableType


class Events(NamedTuple):
    """What can happen, and the rules that it starts."""

    licenses: Sequence[License]

    def json(self) -> dict[str, Any]:
        """What can happen, and which rules it starts."""
        return {
            "events": [
                {
                    "license": license.number,
                    "id": event,
                    "title": both(title),
                    "rules": [rule.id for rule in license.rules if event in rule.triggers],
                }
                for license in self.licenses
                for event, title in license.events.items()
            ]
        }

    def rows(self, lang: Lang) -> Rows:
        """One row an event, with the rules that it starts."""
        return Rows(
            ("license", "event", "title", "rules"),
            tuple(
                (
                    one_line(license.number),
                    event,
                    say(title, lang),
                    " ".join(rule.id for rule in license.rules if event in rule.triggers),
                )
                for license in self.licenses
                for event, title in license.events.items()
            ),
            page=Page(LABELS["events"], self.licenses),
        )

    def screen(self, lang: Lang, width: int) -> "RenderableType":
        """What a person reads, drawn for `width` columns."""
        from icpcli.render.screens.lists import events_list

        return events_list(self.licenses, lang, width)


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


class Files(NamedTuple):
    """The license files that were read without a problem."""

    licenses: Sequence[License]

    def json(self) -> dict[str, Any]:
        """The license files that were read without a problem."""
        return {
            "files": [
                {
                    "file": license.file,
                    "number": license.number,
                    "holder": license.holder,
                    "rules": len(license.rules),
                    "duties": len(license.duties),
                }
                for license in self.licenses
            ]
        }

    def rows(self, lang: Lang) -> Rows:
        """One row a license file that was read."""
        return Rows(
            ("file", "number", "holder", "rules", "duties"),
            tuple(
                (
                    one_line(license.file),
                    one_line(license.number),
                    one_line(license.holder),
                    str(len(license.rules)),
                    str(len(license.duties)),
                )
                for license in self.licenses
            ),
            page=Page(LABELS["files"]),
        )

    def screen(self, lang: Lang, width: int) -> "RenderableType":
        """What a person reads, drawn for `width` columns."""
        from icpcli.render.screens.lists import files_list

        return files_list(self.licenses, lang, width)


def _duty_row(license: License, duty: Duty, lang: Lang) -> Row:
    return (
        one_line(license.number),
        one_line(duty.clause),
        "true" if duty.applies else "false",
        say(duty.title, lang),
        one_line(duty.quote),
        say(duty.reason, lang) if duty.reason else "",
    )


def _duty(license: License, duty: Duty) -> dict[str, Any]:
    return {
        "license": license.number,
        "clause": duty.clause,
        "title": both(duty.title),
        "quote": duty.quote,
        "applies": duty.applies,
        "reason": both(duty.reason) if duty.reason else None,
    }
