"""The history of what was due and filed, as JSON and as rows."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from icpcli import __version__
from icpcli.model.deadline import Report
from icpcli.model.overview import Outcome
from icpcli.model.problem import Text
from icpcli.render.answers.deadlines import report_page
from icpcli.render.formats.json import both, iso
from icpcli.render.formats.rows import Row, Rows, cell
from icpcli.render.words import Lang, one_line, say

if TYPE_CHECKING:
    from rich.console import RenderableType

_TITLE = Text("办理记录（{first} 至 {last}）", "History, {first} to {last}")
_FROM_THE_START = Text("办理记录（至 {last}）", "History, to {last}")


class History(NamedTuple):
    """What became of every deadline from `first` (None: from the beginning) to `last`."""

    report: Report
    outcomes: Sequence[Outcome]
    first: date | None
    last: date

    def json(self) -> dict[str, Any]:
        """The period, the licenses, and each deadline that was due or filed in it."""
        return {
            "generator": f"icpcli {__version__}",
            "as_of": str(self.report.as_of),
            "from": iso(self.first),
            "to": str(self.last),
            "licenses": [
                {
                    "number": state.license.number,
                    "holder": state.license.holder,
                    "company": state.license.company,
                    "owner": state.license.owner or None,
                    "file": state.license.file,
                }
                for state in self.report.licenses
            ],
            "history": [_outcome(one) for one in self.outcomes],
        }

    def rows(self, lang: Lang) -> Rows:
        """One row a deadline; one a filing, where there are several."""
        main: tuple[str, ...] = ("due", "filed_on", "days_early", "result", "title")
        main += ("company", "license") if len(self.report.licenses) > 1 else ()
        main += ("receipt", *(("note",) if any(one.remark for one in self.outcomes) else ()), "id")
        return Rows(
            (
                *("due", "filed_on", "days_early", "result", "title"),
                *("company", "license", "owner", "clause", "receipt", "note"),
                *("waived_until", "about", "id"),
            ),
            tuple(_row(one, lang) for one in self.outcomes),
            main,
            page=report_page(self.report, self.title),
        )

    @property
    def title(self) -> Text:
        """What it is, with the period."""
        words = _TITLE if self.first else _FROM_THE_START
        return words.filled(first=self.first, last=self.last)

    def screen(self, lang: Lang, width: int) -> "RenderableType":
        """What a person reads, drawn for `width` columns."""
        from icpcli.render.screens.history import history_screen

        return history_screen(self.report, self.outcomes, say(self.title, lang), lang, width)


def _outcome(one: Outcome) -> dict[str, Any]:
    deadline = one.deadline
    return {
        "id": one.id,
        "license": one.license.number,
        "company": one.license.company,
        "file": one.license.file,
        "title": both(one.title) if one.title else None,
        "clause": deadline.rule.clause if deadline else None,
        "due": iso(one.due),
        "filed": iso(one.filed),
        "days_early": one.days_early,
        "result": one.result,
        "receipt": one.receipt or None,
        "note": one.remark or None,
        "waived_until": iso(deadline.waived_until) if deadline else None,
        "about": (deadline.about or None) if deadline else None,
    }


def _row(one: Outcome, lang: Lang) -> Row:
    deadline = one.deadline
    return (
        cell(one.due),
        cell(one.filed),
        "" if one.days_early is None else str(one.days_early),
        one.result,
        say(one.title, lang) if one.title else "",
        one_line(one.license.company),
        one_line(one.license.number),
        one_line(one.license.owner),
        one_line(deadline.rule.basis) if deadline else "",
        one_line(one.receipt),
        one_line(one.remark),
        cell(deadline.waived_until) if deadline else "",
        one_line(deadline.about) if deadline else "",
        one_line(one.id),
    )
