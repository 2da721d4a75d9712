"""The terms of a license: when each began and ended, and what became of the paper in between."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from icpcli.calendar.periods import CALENDAR
from icpcli.files.fields import Fields, Item
from icpcli.model.license import Ended, Term

TERM = ("issued", "expires")
ENDED = ("on", "why")


class Life(NamedTuple):
    """The days of a license as its file states them; None where one is missing or wrong."""

    issued: date | None
    expires: date | None
    earlier_terms: tuple[Term, ...]
    earlier_numbers: tuple[str, ...]
    reissued: tuple[date, ...]
    ended: Ended | None


def read_life(paper: Fields) -> Life:
    """What the mapping `license:` says of the terms."""
    issued, expires = _term(paper)
    earlier = paper.read("earlier_terms", _terms, ())
    _check_order(paper, earlier, issued, expires)
    began = earlier[0].issued if earlier else issued
    return Life(
        issued=issued,
        expires=expires,
        earlier_terms=earlier,
        earlier_numbers=paper.read("earlier_numbers", lambda item: _numbers(item, paper), ()),
        reissued=paper.read("reissued", lambda item: _days(item, began, expires), ()),
        ended=paper.read("ended", lambda item: _ended(item, began), None),
    )


def calendar_date(item: Item) -> date | None:
    """A day of the years that can be counted in."""
    return item.date_within(*CALENDAR)


def _term(fields: Fields) -> tuple[date | None, date | None]:
    issued = fields.read("issued", calendar_date, None)
    expires = fields.read("expires", calendar_date, None)
    if issued and expires and expires < issued:
        fields["expires"].refuse(
            f"有效期至 {expires}，早于发证日期 {issued}",
            f"expires {expires}, before it was issued ({issued})",
        )
    return issued, expires


def _terms(item: Item) -> tuple[Term, ...]:
    terms = []
    for entry in item.items():
        issued, expires = _term(entry.fields(TERM, required=TERM))
        if issued and expires:
            terms.append(Term(issued, expires))
    return tuple(terms)


def _check_order(
    paper: Fields, earlier: Iterable[Term], issued: date | None, expires: date | None
) -> None:
    """Refuse a term that does not begin and end after the one before it; they may overlap."""
    before: Term | None = None
    now = (Term(issued, expires),) if issued else ()
    for term in (*earlier, *now):
        if before and before.expires and not _follows(term, before):
            paper["earlier_terms"].refuse(
                f"各期须按先后排列，后一期的起止都晚于前一期："
                f"{term.issued} 至 {term.expires} 不接在 {before.issued} 至 {before.expires} 之后",
                "the terms stand in their order, each beginning and ending after the one before: "
                f"{term.issued} to {term.expires} does not follow "
                f"{before.issued} to {before.expires}",
            )
        before = term


def _follows(term: Term, before: Term) -> bool:
    later_end = term.expires is None or before.expires is None or term.expires > before.expires
    return term.begins > before.begins and later_end


def _numbers(item: Item, paper: Fields) -> tuple[str, ...]:
    numbers: dict[str, None] = {}
    present = paper["number"].node.text if "number" in paper else None
    for entry in item.items():
        number = entry.text()
        if number and number == present:
            entry.refuse("这是现在的编号", "this is the present number")
        elif number in numbers:
            entry.refuse(f"“{number}”重复", f'"{number}" stands here twice')
        numbers[number] = None
    return tuple(filter(None, numbers))


def _days(item: Item, first: date | None, last: date | None) -> tuple[date, ...]:
    days = []
    for entry in item.items():
        day = calendar_date(entry)
        if day and ((first and day < first) or (last and day > last)):
            entry.refuse(
                f"{day} 不在有效期 {first} 至 {last or '长期'} 之内",
                f"{day} does not lie in the term of {first} to {last or 'no end'}",
            )
        days += [day] if day else []
    return tuple(days)


def _ended(item: Item, began: date | None) -> Ended | None:
    fields = item.fields(ENDED, required=ENDED)
    on = fields.read("on", calendar_date, None)
    why = fields.read("why", Item.text, "")
    if on and began and on < began:
        fields["on"].refuse(
            f"{on} 早于发证日期 {began}", f"{on} lies before the license was issued ({began})"
        )
    return Ended(on, why) if on else None
