"""`icp event`: what follows if something happened on a day."""

from collections.abc import Iterator, Sequence
from typing import Annotated

import typer

from icpcli.check.same_facts import other_starts, question_of
from icpcli.cli.options import ALL, WHOSE, HappenedOn, asks
from icpcli.cli.question import Question
from icpcli.cli.values import event_named, moment
from icpcli.deadlines.possible import possible_events
from icpcli.deadlines.select import only_events, outside_term
from icpcli.journal.remarks import after_a_gate
from icpcli.model.deadline import Report
from icpcli.model.journal import Event
from icpcli.model.problem import Text, refusal
from icpcli.render.answers.deadlines import Deadlines
from icpcli.render.answers.license import Events

_NOT_RECORDED = Text(
    "仅试算，没有记录；确实发生了就用 icp record 记下来",
    "Worked out, not recorded: if it did happen, icp record keeps it",
)

Happened = Annotated[
    list[str] | None,
    typer.Argument(metavar="[EVENT[=DATE]]...", help="What happened.", show_default=False),
]


@asks(*ALL, *WHOSE, example=True)
def event(question: Question, events: Happened = None, on: HappenedOn = None) -> None:
    """What an event starts: what to file, by which day.

    Each EVENT happened on its own DATE (EVENT=DATE), or on that of --on. Without EVENT, the
    events are listed.
    """
    out = question.out
    default = None if on is None else moment("--on", on, question.day)
    licenses = question.licenses
    if not events:
        if default:
            words = Text("发生了什么？请写事件名", "what happened? Name the event")
            raise refusal("bad_usage", "--on", words)
        found = possible_events(licenses, question.calendars.of, question.day)
        question.write(Events(tuple(found), question.day))
        return
    happened = [event_named(text, default, licenses, question.day, "--on") for text in events]
    report = only_events(question.report(events=happened), happened)
    gates = (note for one in happened for it in licenses for note in after_a_gate(one.id, it))
    for note in (*outside_term(report), *gates):
        out.note(note)
    if out.format != "json":
        for words in _beside(report, happened):
            out.note(words)
    question.write(Deadlines(report, all_open=False))
    if out.format == "table":
        out.note(_NOT_RECORDED)


def _beside(report: Report, happened: Sequence[Event]) -> Iterator[Text]:
    """What the same facts start through other events, and what the events ask."""
    yield from (words for _, words in other_starts(report.deadlines))
    for id in dict.fromkeys(one.id for one in happened):
        asked = (words for it in report.licenses for words in question_of(id, it.license))
        yield from dict.fromkeys(asked)
