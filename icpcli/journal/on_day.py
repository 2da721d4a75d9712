"""What the entries of a journal say on a day."""

from collections.abc import Container, Iterator, Sequence
from datetime import date

from icpcli.model.journal import Event, Filing, Journal, Waiver
from icpcli.model.record import Act, Record


def journal_on(
    records: Sequence[Record], as_of: date, planned: Container[str] = ()
) -> tuple[Journal, int]:
    """What the entries say on a day, and how many were left out because they are later.

    Events and filings count from their own day on, waivers and `planned` events from the day on
    which they were recorded; an undo and an answer always do, because they say what was true all
    along.
    """
    dated = [one for one in records if one.on]
    live = [one for one in dated if one.voided_by is None]
    known = [one for one in live if _known_from(one, planned) <= as_of]
    journal = Journal(
        events=tuple(_events(records, as_of, planned)),
        filings=tuple(
            Filing(one.subject, one.day, one.recorded, one.at, one.receipt, one.note)
            for one in known
            if one.act is Act.DONE
        ),
        waivers=tuple(
            Waiver(one.subject, one.day, one.reason, one.recorded)
            for one in known
            if one.act is Act.WAIVE
        ),
        # An entry that was undone counts as long as another one stands: what is tracked must not
        # drop off because the first entry is put right.
        since=min(one.recorded for one in dated) if live else None,
        entries=len(records),
    )
    return journal, len(live) - len(known)


def _events(records: Sequence[Record], as_of: date, planned: Container[str]) -> Iterator[Event]:
    """The events up to a day, each with the last answer to the question that it asks."""
    answers = {
        one.subject: one.answer
        for one in records
        if one.act is Act.ANSWER and one.voided_by is None
    }
    recorded = {one.number: one.recorded for one in records}
    for one in records:
        if one.act is Act.EVENT and _known_from(one, planned) <= as_of:
            yield Event(
                one.subject,
                one.day,
                void=one.voided_by is not None,
                answer=answers.get(str(one.number), one.answer),
                undone=recorded[one.voided_by] if one.voided_by else None,
                about=one.about,
                closes=one.closes,
                recorded=one.recorded,
                number=one.number,
                at=one.at,
                last=one.last,
                receipt=one.receipt,
                note=one.note,
            )


def _known_from(record: Record, planned: Container[str]) -> date:
    ahead = record.act is Act.WAIVE or (record.act is Act.EVENT and record.subject in planned)
    return record.recorded if ahead else record.day
