"""Deadlines as JSON and as rows."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from icpcli import __version__
from icpcli.model.deadline import Dates, Deadline, LicenseState, Report
from icpcli.model.license import InForce, Rule
from icpcli.model.problem import Text
from icpcli.render.formats.json import both, iso, moment
from icpcli.render.formats.rows import Page, Row, Rows, Section, cell, reasons
from icpcli.render.words import Lang, one_line, say

if TYPE_CHECKING:
    from rich.console import RenderableType

    from icpcli.model.deadline import By

RECORDED = ("filed", "days_early", "waived_until")
"""The columns of what the journal says of a deadline."""
_COLUMNS = (
    "id",
    "license",
    "company",
    "owner",
    "rule",
    "status",
    "certainty",
    *Dates._fields,
    "due_at",
    "days_left",
    "trigger",
    "trigger_date",
    "title",
    "clause",
    "quote",
    "paraphrase",
    "recipient",
    "filing",
    "reasons",
    *RECORDED,
)


class Deadlines:
    """The deadlines of a report, and for people what an event today would start.

    `all_open`: nothing that is open was left out, so that it may be said that nothing is overdue.
    `by`: what the screen and a page are parted by, and rows sorted; JSON keeps its order.
    """

    def __init__(self, report: Report, *, all_open: bool = True, by: "By | None" = None) -> None:
        self.report = report
        self._all_open = all_open
        self._by = by

    @property
    def title(self) -> Text:
        """What the answer is, in a word or two."""
        from icpcli.render.labels import LABELS  # JSON has no need of it

        return LABELS["deadlines"]

    def json(self) -> dict[str, Any]:
        """The whole report."""
        return report_object(self.report)

    def rows(self, lang: Lang) -> Rows:
        """One row a deadline."""
        listed, sections = self._in_parts(lang)
        return Rows(
            _COLUMNS,
            tuple(_deadline_row(deadline, lang) for deadline in listed),
            self._main(),
            page=report_page(self.report, self.title),
            sections=sections,
        )

    def _main(self) -> tuple[str, ...]:
        """The columns of a page, which holds less than a file."""
        deadlines = self.report.deadlines
        recorded = any(one.filed or one.waived_until for one in deadlines)
        return (
            "file_by",
            "due",
            "due_latest",
            *(["due_at"] if any(one.due_at for one in deadlines) else []),
            "days_left",
            "status",
            "certainty",
            "title",
            "clause",
            "id",
            *(["company", "license"] if len(self.report.licenses) > 1 else []),
            *(RECORDED if recorded else []),
        )

    def _in_parts(self, lang: Lang) -> tuple[Sequence[Deadline], tuple[Section, ...]]:
        """The deadlines by their days, of one part after the other; and how a page reads them: the
        worst first."""
        from icpcli.model.told import Told, as_told, parted, worst_first
        from icpcli.render.parts import part_heading

        told = worst_first(as_told(self.report.deadlines))
        parts = parted(told, self._by) if self._by else {"": told}
        order = {id(one): i for i, one in enumerate(self.report.deadlines)}
        listed: list[Deadline] = []
        sections: list[Section] = []
        for name, mine in parts.items():
            read = [one for pair in mine for one in pair if one]
            by_day = sorted(read, key=lambda one: order[id(one)])
            places = {id(one): i for i, one in enumerate(by_day, len(listed))}
            heading = part_heading(name, [*map(Told, read)], self._by, lang) if self._by else ""
            sections.append(Section(heading, [places[id(one)] for one in read]))
            listed += by_day
        return listed, tuple(sections)

    def screen(self, lang: Lang, width: int) -> "RenderableType":
        """What a person reads, drawn for `width` columns."""
        from icpcli.render.screens.deadlines import deadlines_table

        return deadlines_table(self.report, lang, width, all_open=self._all_open, by=self._by)


class Explanation:
    """How each deadline of a report was found, step by step."""

    def __init__(self, report: Report) -> None:
        self.report = report

    def json(self) -> dict[str, Any]:
        """The whole report."""
        return report_object(self.report)

    def rows(self, lang: Lang) -> Rows:
        """One row a step of each deadline."""
        return Rows(
            ("id", "date", "why"),
            tuple(
                (deadline.id, str(step.date), say(step.why, lang))
                for deadline in self.report.deadlines
                for step in deadline.steps
            ),
            page=report_page(self.report, self._title)._replace(provisional=self._provisional),
        )

    @property
    def _title(self) -> Text:
        """What is explained; several alike have one title."""
        from icpcli.render.labels import LABELS  # JSON has no need of it

        titles = {one.rule.title: None for one in self.report.deadlines}
        zh, en = "、".join(it.zh for it in titles), ", ".join(it.en for it in titles)
        return Text(f"{LABELS['steps'].zh}：{zh}", f"{LABELS['steps'].en}: {en}")

    @property
    def _provisional(self) -> bool:
        return any(one.notices for one in self.report.deadlines)

    def screen(self, lang: Lang, width: int) -> "RenderableType":
        """What a person reads, drawn for `width` columns."""
        from icpcli.render.screens.explanation import explanation

        return explanation(self.report, lang, width)


def report_page(report: Report, title: Text) -> Page:
    """What a page says above the rows of a report."""
    licenses = [state.license for state in report.licenses]
    return Page(title, licenses, report.as_of, report.unread)


def _deadline_row(deadline: Deadline, lang: Lang) -> Row:
    rule = deadline.rule
    return (
        deadline.id,
        one_line(deadline.license.number),
        one_line(deadline.license.company),
        one_line(deadline.license.owner),
        rule.id,
        deadline.status,
        deadline.certainty,
        *map(cell, deadline.dates),
        moment(deadline.due_at) or "",
        "" if deadline.days_left is None else str(deadline.days_left),
        deadline.trigger,
        str(deadline.trigger_date),
        say(rule.title, lang),
        one_line(rule.basis),
        one_line(rule.quote),
        one_line(rule.paraphrase),
        one_line(rule.recipient),
        say(rule.filing, lang),
        " ".join(reasons(deadline.notices)),
        *recorded_cells(deadline),
    )


def recorded_cells(deadline: Deadline) -> Row:
    """What the journal says of it."""
    early = "" if deadline.days_early is None else str(deadline.days_early)
    return cell(deadline.filed), early, cell(deadline.waived_until)


def report_object(report: Report) -> dict[str, Any]:
    """A report as JSON has it (design § 4)."""
    return {
        "generator": f"icpcli {__version__}",
        "as_of": str(report.as_of),
        "calendar": {"published_through": str(report.published_through)},
        "licenses": [_license(state) for state in report.licenses],
        "deadlines": [deadline_object(deadline) for deadline in report.deadlines],
        "if_today": [deadline_object(deadline) for deadline in report.if_today],
    }


def due_object(deadline: Deadline) -> dict[str, Any]:
    """Of a deadline its id, license and day to file by."""
    return {
        "id": deadline.id,
        "license": deadline.license.number,
        "file_by": iso(deadline.file_by),
        "days_left": deadline.days_left,
    }


def moving_object(deadline: Deadline) -> dict[str, Any]:
    """Of a deadline each date, its certainty, and what can still move it."""
    return {
        **{name: iso(day) for name, day in deadline.dates._asdict().items()},
        "certainty": deadline.certainty,
        "reasons": reasons(deadline.notices),
    }


def _license(state: LicenseState) -> dict[str, Any]:
    license = state.license
    return {
        "number": license.number,
        "holder": license.holder,
        "short_name": license.short_name or None,
        "owner": license.owner or None,
        "kind": license.kind or None,
        "issued": iso(license.issued),
        "expires": iso(license.expires),
        "earlier_terms": [
            {"issued": iso(it.issued), "expires": iso(it.expires)} for it in license.earlier_terms
        ],
        "rule_sets": license.rule_sets,
        "days_to_expiry": state.days_to_expiry,
        "ended": iso(state.ended),
        "waived": state.waived,
        "next": state.next.id if state.next else None,
        "published_through": str(state.published_through),
        "file": license.file,
    }


def deadline_object(deadline: Deadline) -> dict[str, Any]:
    """A deadline as JSON has it, with its rule's words."""
    rule = deadline.rule
    return {
        "id": deadline.id,
        "license": deadline.license.number,
        "company": deadline.license.company,
        "file": deadline.license.file,
        "rule": rule.id,
        "rule_set": rule.rule_set or None,
        "kind": deadline.kind,
        "title": both(rule.title),
        "clause": rule.clause or rule.article,
        "quote": rule.quote,
        **provision_object(rule),
        "recipient": rule.recipient,
        "filing": both(rule.filing),
        "trigger": {"event": deadline.trigger, "date": str(deadline.trigger_date)},
        "about": deadline.about or None,
        **moving_object(deadline),
        "due_at": moment(deadline.due_at),
        "gate": both(rule.gate) if rule.gate else None,
        "see_also": deadline.see_also,
        "same_facts": [
            {"rule": one.id, "title": both(one.title), "events": one.triggers}
            for one in deadline.beside
        ],
        "alternatives": deadline.alternatives,
        "status": deadline.status,
        "days_left": deadline.days_left,
        "filed": iso(deadline.filed),
        "days_early": deadline.days_early,
        "minutes_early": deadline.minutes_early,
        "waived_until": iso(deadline.waived_until),
        "steps": [{"date": str(step.date), "why": both(step.why)} for step in deadline.steps],
        "notes": [both(note) for note in deadline.notes],
    }


def provision_object(rule: Rule) -> dict[str, Any]:
    """What is known of the law behind a rule; nulls where it stands on a paper only."""
    fined = rule.consequence
    return {
        "paraphrase": rule.paraphrase or None,
        "law": rule.law or None,
        "article": rule.article or None,
        "order": rule.order or None,
        "in_force": in_force_object(rule.in_force),
        "source": rule.source or None,
        "consequence": {"kind": fined.kind, **both(fined.words)} if fined else None,
        "applies_if": rule.applies_if or None,
        "same_event_as": rule.same_event_as,
    }


def in_force_object(in_force: InForce) -> dict[str, str | None] | None:
    """From which day a provision is law, and to which; nothing where neither is known."""
    since, until = in_force
    return {"from": iso(since), "to": iso(until)} if since or until else None


def next_object(deadline: Deadline | None) -> dict[str, Any]:
    """One deadline, or nulls where none is open."""
    nothing = {"id": None, "license": None, "file_by": None, "days_left": None}
    return deadline_object(deadline) if deadline else nothing
