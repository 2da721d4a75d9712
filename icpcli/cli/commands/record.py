"""`icp record`: write down that something happened."""

from collections import Counter
from collections.abc import Sequence
from typing import Annotated

import typer

from icpcli.cli.new_entry import place_of, write_entries
from icpcli.cli.options import ALL, WHICH, HappenedOn, Note, asks
from icpcli.cli.other_licenses import not_yet_in, without_entry
from icpcli.cli.question import Question, which_license
from icpcli.cli.values import chosen, event_id, given_moment
from icpcli.files.typed_words import quote
from icpcli.journal.file import YES_OR_NO
from icpcli.model.license import License
from icpcli.model.problem import Text, refusal
from icpcli.model.record import Act, Record

EventId = Annotated[str, typer.Argument(metavar="EVENT", help="What happened.", show_default=False)]
About = Annotated[
    str,
    typer.Option(
        "--about",
        metavar="NAME",
        help="Which of several things it happened to, such as a website.",
        show_default=False,
    ),
]
Closes = Annotated[
    str,
    typer.Option(
        "--for",
        metavar="ID",
        help="The deadline that it closes, where there are several.",
        show_default=False,
    ),
]
Reply = Annotated[
    str | None,
    typer.Option(
        "--answer",
        metavar="yes|no",
        help="To the question that the event asks.",
        show_default=False,
    ),
]


Last = Annotated[
    bool,
    typer.Option("--last", help="It was the last one: what recurs ends (a system retired)."),
]


@asks(*ALL, *WHICH)
def record(
    question: Question,
    event: EventId,
    on: HappenedOn = None,
    about: About = "",
    closes: Closes = "",
    answer: Reply = None,
    last: Last = False,
    note: Note = "",
) -> None:
    """Write into the journal that something happened.

    The answer is what that starts. EVENT is one of `icp event`, or of a change that waits for an
    approval: RULE-approved when it is given, RULE-done when the change is carried out. Only what
    is planned may lie ahead. A period in hours runs from --on YYYY-MM-DDTHH:MM, in China.
    """
    event = event_id(event, question.licenses)
    day, at = given_moment("--on", on, question.day)
    said = None if answer is None else YES_OR_NO[chosen("--answer", answer, tuple(YES_OR_NO))]
    happened = Record(
        number=0,
        recorded=question.day,
        act=Act.EVENT,
        subject=event,
        on=day,
        at=at,
        last=last,
        answer=said,
        about=about.strip(),
        closes=closes,
        note=note,
    )
    licenses = _meant(happened, question)
    places = [place_of(question, license) for license in licenses]
    write_entries([(happened, place) for place in places], question.out)
    for words in not_yet_in(happened, licenses, question):
        question.out.note(words)


def _meant(record: Record, question: Question) -> list[License]:
    """The licenses that get the entry: one, or with --company each that declares the event.

    Those that have such an entry already are left out, with a note.
    """
    if len(question.licenses) == 1:
        return question.licenses
    question.stop_writing()
    known = [it for it in question.licenses if record.subject in it.recordable]
    same = Counter((it.namesake, it.number) for it in known)
    if twice := [it for it in known if same[it.namesake, it.number] > 1]:
        raise which_license([it for it in twice if it.number == twice[0].number])
    if question.options.company is None:
        raise which_license(known, _each_of_a_company(known))
    _refuse_several_companies(question.options.company, known)
    _say_who_does_not_know(record.subject, question)
    if record.closes or question.options.journal:
        words = Text("一次只用于一份许可证", "goes with one license at a time")
        raise refusal("bad_usage", "--for" if record.closes else "--journal", words)
    missing = without_entry(record, known, question.out)
    if not missing:
        words = Text("每份许可证都已有这条记录", "each license has this entry already")
        raise refusal("bad_entry", record.reference, words)
    return missing


def _refuse_several_companies(name: str, licenses: Sequence[License]) -> None:
    """Raise `IcpError` (`bad_usage`) where a part of a name fits several companies: nobody meant to
    write for all of these."""
    if any(name in (one.short_name, one.holder) for one in licenses):
        return
    holders = list(dict.fromkeys(one.holder for one in licenses))
    if len(holders) > 1:
        words = _WHOLE_NAME.filled(
            name=name,
            zh="、".join(quote(it) for it in holders),
            en=", ".join(quote(it) for it in holders),
        )
        raise refusal("bad_usage", "--company", words)


def _say_who_does_not_know(event: str, question: Question) -> None:
    """Say of how many licenses of the company, and of which kinds, the event is none."""
    others = [one for one in question.licenses if event not in one.recordable]
    if others:
        kinds = Counter(one.kind or one.number for one in others)
        shown = ", ".join(f"{kind} ({n})" if n > 1 else kind for kind, n in kinds.items())
        question.out.note(_NOT_THEIRS.filled(event=event, n=len(others), kinds=shown))


_WHOLE_NAME = Text(
    "“{name}”是几家公司名称的一部分，记录要写明是哪一家：{zh}",
    '"{name}" is a part of the names of several companies; to record it, name one: {en}',
)
_NOT_THEIRS = Text(
    "{n} 份许可证的规则里没有 {event}，没有记：{kinds}",
    "licenses whose rules do not know {event}, left out: {n}, of {kinds}",
)


def _each_of_a_company(licenses: Sequence[License]) -> Text:
    """How to record it of each license that a company holds; nothing where none holds several."""
    counted = Counter(one.company for one in licenses)
    company, n = counted.most_common(1)[0]
    if n == 1:
        return Text("", "")
    option = f"--company {quote(company)}"
    return Text(
        f"；{company} 的 {n} 份都要记，就用 {option}",
        f"; for all {n} of {company}: {option}",
    )
