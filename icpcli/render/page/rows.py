"""A deadline as a row of the page's table, with everything that its derivation says."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from icpcli.model.deadline import Deadline, Status
from icpcli.model.overview import Overview
from icpcli.model.told import Told
from icpcli.render.page.words import word
from icpcli.render.words import (
    Lang,
    above_its_words,
    clause_cell,
    dates_in_words,
    happened,
    how_far,
    in_its_words,
    label,
    listed,
    one_line,
    provision,
    recorded,
    say,
    told_id,
    told_title,
    weekday,
)


class Fact(NamedTuple):
    """A line of a derivation: a word, and what it is here."""

    name: str
    value: str
    code: bool = False


class DeadlineRow(NamedTuple):
    """One row: what is seen at once, then what opens."""

    id: str
    css: str
    status: str
    file_by: date | None
    weekday: str
    days_left: str
    title: str
    event: str
    provisional: bool
    due: date | None
    """Only where it differs from the day to plan for."""
    due_weekday: str
    company: str
    number: str
    company_no: int
    license_no: int
    basis: str
    quote: str
    above_quote: str
    steps: Sequence[tuple[date, str, str]]
    facts: Sequence[Fact]
    notes: Sequence[str]
    to: str
    filing: str


def rows_of(shown: Overview, lang: Lang) -> list[DeadlineRow]:
    """The rows of the table, in its order."""
    licenses = [state.license for state in shown.report.licenses]
    numbers = {license.key: n for n, license in enumerate(licenses)}
    companies: dict[str, int] = {}
    for license in licenses:
        companies.setdefault(license.company, len(companies))
    return [
        _row(told, f"d{n}", shown.report.as_of, lang, companies, numbers[told.license.key])
        for n, told in enumerate(shown.told, 1)
    ]


def _row(
    told: Told, id: str, as_of: date, lang: Lang, companies: Mapping[str, int], license_no: int
) -> DeadlineRow:
    one, license = told.deadline, told.license
    rule, dates = one.rule, one.dates
    basis, (_, words) = clause_cell(rule.basis, lang), in_its_words(rule)
    differs = dates.due is not None and dates.due != dates.file_by
    return DeadlineRow(
        id=id,
        css=css_of(one),
        status=status_word(one, lang),
        file_by=dates.file_by,
        weekday=weekday(dates.file_by, lang) if dates.file_by else "",
        days_left=how_far(one, lang),
        title=title_of(told, lang),
        event=_event(one, lang),
        provisional=bool(one.notices),
        due=dates.due if differs else None,
        due_weekday=weekday(dates.due, lang) if dates.due else "",
        company=one_line(license.company),
        number=one_line(license.number),
        company_no=companies[license.company],
        license_no=license_no,
        basis=basis,
        quote=words,
        above_quote=above_its_words(rule, basis, lang),
        steps=[(step.date, weekday(step.date, lang), say(step.why, lang)) for step in one.steps],
        facts=[*_facts(told, lang)],
        notes=_notes(told, lang),
        to=one_line(rule.recipient),
        filing=say(rule.filing, lang),
    )


def css_of(deadline: Deadline) -> str:
    """The class that gives a row its colour and its mark."""
    if deadline.file_by is None and deadline.status is Status.UPCOMING:
        return "undated"
    return deadline.status


def status_word(deadline: Deadline, lang: Lang) -> str:
    """How it stands, in a word; of what has no date, that it has none."""
    if deadline.awaits_date:
        return word("not_announced", lang)
    if css_of(deadline) == "undated":
        return word("no_date", lang)
    return label(deadline.status, lang)


def _event(deadline: Deadline, lang: Lang) -> str:
    """What started it, and the approval that it waits for."""
    gate = say(deadline.rule.gate, lang) if deadline.rule.gate else ""
    return " · ".join(filter(None, (happened(deadline, lang), gate)))


def title_of(told: Told, lang: Lang) -> str:
    """What to do; of a pair both, as one."""
    return say(told_title(told.deadline) if told.other else told.deadline.rule.title, lang)


def _facts(told: Told, lang: Lang) -> Iterator[Fact]:
    one, rule = told.deadline, told.deadline.rule
    words = {
        **dates_in_words(one, lang),
        "recipient": one_line(rule.recipient),
        "filing": say(rule.filing, lang),
        "started_by": happened(one, lang),
        "record": recorded(one, lang),
        "owner": one_line(one.license.owner),
        **provision(rule, lang),
        "see_also": listed(one.see_also, lang),
        "alternatives": "" if told.other else listed(one.alternatives, lang),
    }
    for name, value in words.items():
        if value:
            yield Fact(word(name, lang), value)
    yield Fact(word("id", lang), told_id(one, lang) if told.other else one.id, code=True)


def _notes(told: Told, lang: Lang) -> list[str]:
    """The notes of a deadline, of a pair those of both, each once."""
    both = (told.deadline, told.other) if told.other else (told.deadline,)
    said = [say(note, lang) for one in both for note in one.notes]
    return [*dict.fromkeys(filter(None, (*said, one_line(told.deadline.rule.note))))]
