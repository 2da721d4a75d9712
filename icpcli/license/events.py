"""What can happen and start a clock, and the questions that decide whether a rule applies."""

from collections.abc import Collection, Mapping

from icpcli.files.fields import Item
from icpcli.license.names import Known, check_id, one_or_more, read_id
from icpcli.model.problem import Text
from icpcli.model.rule_set import Events

EVENT = ("zh", "en", "planned", "becomes", "asks")
FLAG = ("zh", "en")
ANSWERS = {"yes": True, "no": False, "undecided": None}

FLAG_WORDS = Text("标志", "flag")
EVENT_WORDS = Text("事件", "event")

_OF_GATES = ("-done", "-approved")
"""How the events of a gate end: those of another license or set are not known here."""


def read_events(item: Item, others: Collection[str] = (), partial: bool = False) -> Events:
    """The events of a file. They may name `others`, those of the sets that it names.

    Where some of these could not be read (`partial`), any name may be one of theirs.
    """
    titles: dict[str, Text] = {}
    asks: dict[str, str] = {}
    plans: dict[str, tuple[str, ...]] = {}
    declared = item.entries()
    known = Known(dict.fromkeys((*declared, *others)), partial)
    for name, entry in declared.items():
        check_id(entry, name)
        fields = entry.fields(EVENT, required=("zh",))
        titles[name] = fields.text()
        if "asks" in fields:
            asks[name] = known.other(fields["asks"], name, EVENT_WORDS)
        if fields.read("planned", Item.flag, False):
            plans[name] = _becomes(fields["becomes"], name, known) if "becomes" in fields else ()
        elif "becomes" in fields:
            fields["becomes"].refuse(
                "只有“planned: true”的事件才写“becomes”",
                '"becomes" belongs to an event with "planned: true"',
            )
    return Events(titles, asks, plans)


def _becomes(item: Item, name: str, known: Known) -> tuple[str, ...]:
    """The events that a plan becomes; one of them may be that what a gate held back was done."""
    found = []
    for entry in one_or_more(item):
        event = entry.node.text or ""
        if event.endswith(_OF_GATES) and event not in known.names:
            found.append(read_id(entry))
        else:
            found.append(known.other(entry, name, EVENT_WORDS))
    return tuple(filter(None, found))


def merged_events(own: Events, others: Collection[Events]) -> Events:
    """The events of a license and of its sets: one id is one event, and its own title of it wins."""
    titles, asks, plans = dict(own.titles), dict(own.asks), dict(own.plans)
    for events in others:
        titles |= {name: title for name, title in events.titles.items() if name not in titles}
        asks |= {name: asked for name, asked in events.asks.items() if name not in asks}
        for name, becomes in events.plans.items():
            plans[name] = tuple(dict.fromkeys((*plans.get(name, ()), *becomes)))
    return Events(titles, asks, plans)


def read_flags(item: Item) -> dict[str, Text]:
    """The flags that a set declares, and what a yes to each says."""
    flags: dict[str, Text] = {}
    for name, entry in item.entries().items():
        check_id(entry, name)
        flags[name] = entry.fields(FLAG, required=("zh",)).text()
    return flags


def read_answers(
    item: Item, asked: Mapping[str, Text], used: Collection[str], *, partial: bool = False
) -> dict[str, bool | None]:
    """What the holder answered of each flag; None: not yet.

    `asked` are those that the sets declare (`partial`: some could not be read), `used` those of
    `only_if` in the rules of the file.
    """
    known = Known(dict.fromkeys((*asked, *used)), partial)
    answers = {}
    for name, entry in item.entries().items():
        known.check(entry, name, FLAG_WORDS)
        answers[name] = ANSWERS.get(entry.choice(ANSWERS))
    return answers
