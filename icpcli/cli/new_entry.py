"""A new entry of the journal: weighed against the others, written, and answered for."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

from icpcli.calendar.workdays import WorkCalendar
from icpcli.check.findings import lint
from icpcli.check.journal_findings import UNKNOWN_DEADLINE, WAIVED_PAST_DUE
from icpcli.cli.dialogue import pick, somebody_answers
from icpcli.cli.journal_files import path_to_write, waiting_for
from icpcli.cli.output import Output
from icpcli.cli.question import Question
from icpcli.cli.values import written_id
from icpcli.deadlines.closings import fits
from icpcli.deadlines.difference import changes
from icpcli.deadlines.report import clocks_of, compute
from icpcli.deadlines.select import only_events, outside_term
from icpcli.deadlines.triggers import Start
from icpcli.journal.file import append, read_journal, with_record
from icpcli.journal.named import with_ids
from icpcli.journal.on_day import journal_on
from icpcli.journal.owner import entries_of
from icpcli.journal.refusals import Case, admit, as_answer, as_event
from icpcli.journal.remarks import asides
from icpcli.model.deadline import Report
from icpcli.model.journal import Event
from icpcli.model.license import License
from icpcli.model.problem import IcpError, Problem, Text
from icpcli.model.record import Act, Record
from icpcli.render.answers.journal import Effects, SeveralEffects

# What an undo leaves behind, and what a waiver silences, is told in words of their own.
_TOLD = {Act.UNDO: UNKNOWN_DEADLINE, Act.WAIVE: WAIVED_PAST_DUE}


_OF_DEADLINES = (Act.DONE, Act.WAIVE)


class Place(NamedTuple):
    """Where an entry goes, and what it is about."""

    path: Path
    license: License
    calendar: WorkCalendar
    as_of: date
    moment: datetime | None = None
    """The moment of that day; None where a day was named."""

    def standing(self, records: Sequence[Record]) -> Report:
        """How it stands with these entries."""
        journal, _ = journal_on(records, self.as_of, self.license.plans)
        journals = {self.license.file: journal}
        report = compute(
            [self.license], self.calendar, self.as_of, journals=journals, now=self.moment
        )
        return report._replace(findings=lint(report, self.calendar, journals))

    def case(self, records: Sequence[Record], before: Report, fitting: Sequence[str] = ()) -> Case:
        """What a new entry is measured against; `before` is how it stands without it."""
        return Case(self.license, records, before, before.findings, fitting)

    def fits(self, record: Record, records: Sequence[Record]) -> tuple[Start, ...]:
        """The deadlines that the event of a new entry could close; none of any other entry."""
        closes = any(rule.closed_by == record.subject for rule in self.license.rules)
        if record.act is not Act.EVENT or record.on is None or not closes:
            return ()
        journal, _ = journal_on(records, self.as_of, self.license.plans)
        event = Event(record.subject, record.on, about=record.about)
        return fits(clocks_of(self.license, journal, event.on), journal, event)


def place_of(question: Question, license: License | None = None) -> Place:
    """The journal that the options name, or that of one of several licenses.

    Raises `IcpError` where it is none, or not just one.
    """
    license = license or question.one_license
    question.stop_for(license)
    found = path_to_write(license, question.options.journal)
    question.out.refuse_to_overwrite(found.path)
    return Place(found.path, license, question.calendars.of(license), question.day, question.moment)


class _Written(NamedTuple):
    """An entry and what it changed; `notes` are to be said of it."""

    record: Record
    place: Place
    before: Report
    after: Report
    notes: tuple[Text, ...]

    @property
    def effects(self) -> Effects:
        """The entry and its changes as an answer."""
        place = self.place
        found = changes(self.before, self.after)
        return Effects(str(place.path), place.license, place.as_of, self.record, found)


def write_entry(record: Record, place: Place, out: Output) -> None:
    """Write the entry where it can be true, then say what it changed.

    Raises `IcpError` with the reason where it cannot, or where the file cannot be written.
    """
    write_entries([(record, place)], out)


def write_entries(entries: Sequence[tuple[Record, Place]], out: Output) -> None:
    """Write several entries, all of them or none, then say what they changed.

    Raises `IcpError` as `write_entry` does; each is weighed before the first one is written.
    """
    if len(entries) == 1:
        ((record, place),) = entries
        if record.act is Act.EVENT and not record.closes and somebody_answers():
            entries = [(_asked_which(record, place, out), place)]
    else:
        _weigh_all(entries)
    out.check_place()
    written: list[_Written] = []
    for record, place in entries:
        with kept(written):
            written.append(_write(record, place, out))
    with kept(written):
        effects = [one.effects for one in written]
        out.write(effects[0] if len(effects) == 1 else SeveralEffects(effects))
    for note in dict.fromkeys(note for one in written for note in _notes_on(one)):
        out.note(note)


def _weigh_all(entries: Sequence[tuple[Record, Place]]) -> None:
    """Raise `IcpError` where one of the entries cannot be true, with those before it in place."""
    known: dict[tuple[Path, str], tuple[Record, ...]] = {}
    for record, place in entries:
        about = place.path, place.license.file
        records = known.get(about)
        if records is None:
            records = _records_of(place)
        known[about] = with_record(records, _weighed(record, place, records).record)


def _weighed(record: Record, place: Place, records: tuple[Record, ...]) -> _Written:
    """The entry as it will be written behind `records`. Raises `IcpError` where it cannot be true."""
    before = place.standing(records)
    typed = record._replace(
        subject=_written(record.subject, place) if record.act in _OF_DEADLINES else record.subject,
        closes=_written(record.closes, place),
    )
    named = with_ids(typed, place.case(records, before))
    meant = as_answer(named, records)
    fitting = [start.id for start in place.fits(meant, records)]
    if len(fitting) == 1 and not meant.closes:
        # Written down, so that it stays true whatever is recorded of other days later.
        meant = meant._replace(closes=fitting[0])
    admit(meant, place.case(records, before, fitting))
    meant = as_event(meant, before)
    after = place.standing(with_record(records, meant))
    return _Written(meant, place, before, after, (*asides(meant, records, before, after),))


def _written(id: str, place: Place) -> str:
    return written_id(id, [place.license]) if "@" in id else id


def _write(record: Record, place: Place, out: Output) -> _Written:
    found: list[_Written] = []

    def next_record(records: tuple[Record, ...]) -> Record:
        found.append(_weighed(record, place, records))
        return found[0].record

    path = place.path
    written = append(path, place.license, next_record, lambda: out.note(waiting_for(path)))
    return found[0]._replace(record=written)


def _notes_on(one: _Written) -> Iterator[Text]:
    """What to say of an entry: slips and next steps, then what it brought up."""
    yield from one.notes
    record = one.record
    if record.act is Act.EVENT:
        happened = [Event(record.subject, record.on or one.place.as_of)]
        yield from outside_term(only_events(one.after, happened))
    told = _TOLD.get(record.act)
    known = {it.message for it in one.before.findings}
    new = (it for it in one.after.findings if it.message not in known)
    yield from (it.message for it in new if it.code != told)


def _records_of(place: Place) -> tuple[Record, ...]:
    """The entries about a license so far; none where there is no journal."""
    if not os.path.lexists(place.path):
        return ()
    return entries_of(read_journal(place.path, place.license), place.license)


def _asked_which(record: Record, place: Place, out: Output) -> Record:
    """The entry with the deadline that a person says it closes, where it could close several."""
    fitting = place.fits(record, _records_of(place))
    if len(fitting) < 2:
        return record
    question = Text(f"{record.subject} 办结哪一项？", f"Which one does {record.subject} close?")
    choices = [(start.id, _what(start)) for start in fitting]
    return record._replace(closes=pick("--for", question, choices, out))


def _what(start: Start) -> Text:
    return Text(start.about, start.about) if start.about else start.step.why


@contextmanager
def kept(written: Sequence[_Written]) -> Iterator[None]:
    """Whatever fails in here, what is written is in a journal, and whoever reads of the failure reads
    that."""
    try:
        yield
    except IcpError as error:
        problems = [*error.problems]
        for record, place, *_ in written:
            words = Text(
                f"第 {record.number} 条仍已写入 {place.path}：不要再记一次",
                f"entry {record.number} is in {place.path} all the same: do not record it again",
            )
            problems.append(Problem("", 0, 0, "journal", words))
        raise IcpError(error.code, problems) from None
