"""What `icp renew` wrote into a license file, and what is due from then on."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from icpcli.model.change import Change, LineChange
from icpcli.model.license import License
from icpcli.render.answers.journal import change_object
from icpcli.render.formats.json import iso
from icpcli.render.formats.rows import Page, Rows
from icpcli.render.labels import LABELS
from icpcli.render.words import Lang, one_line

if TYPE_CHECKING:
    from rich.console import RenderableType


class Renewal(NamedTuple):
    """The lines of `file` that changed with the new term, and the deadlines that follow."""

    file: str
    before: License
    after: License
    as_of: date
    lines: Sequence[LineChange]
    changes: Sequence[Change]

    def json(self) -> dict[str, Any]:
        """The term before and after, the lines of the file, each deadline that changed."""
        return {
            "file": self.file,
            "before": _term(self.before),
            "after": _term(self.after),
            "lines": [
                {"line": one.line, "before": one.before, "after": one.after} for one in self.lines
            ],
            "changes": [change_object(change) for change in self.changes],
        }

    def rows(self, lang: Lang) -> Rows:
        """One row a line of the file."""
        return Rows(
            ("line", "was", "now"),
            tuple(
                (str(one.line), one_line(one.before or ""), one_line(one.after))
                for one in self.lines
            ),
            page=Page(LABELS["renewed"], [self.after], self.as_of),
        )

    def screen(self, lang: Lang, width: int) -> "RenderableType":
        """What a person reads, drawn for `width` columns."""
        from icpcli.render.screens.renewal import renewal_screen

        return renewal_screen(self.file, self.lines, self.changes, lang, width)


def _term(license: License) -> dict[str, Any]:
    return {
        "number": license.number,
        "issued": str(license.issued),
        "expires": iso(license.expires),
    }
