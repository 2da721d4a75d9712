"""What can happen and start a clock, and the questions that decide whether a rule applies."""

from collections.abc import Collection, Mapping

from icpcli.files.fields import Item
from icpcli.files.typed_names import listed
from icpcli.license.names import Known, check_id, one_or_more, read_id, undeclared
from icpcli.model.problem import Text
from icpcli.model.rule_set import Events

EVENT = ("zh", "en", "planned", "becomes", "asks")
FLAG = ("zh", "en")
ANSWERS = {"yes": True, "no": False, "undecided": None}
_NEARLY = {
    **dict.fromkeys(("是", "有", "true", "y"), "yes"),
    **dict.fromkeys(("否", "不", "没有", "无", "false", "n"), "no"),
    **dict.fromkeys(("未定", "待定", "不确定", "unknown"), "undecided"),
}
"""What people write for one of the answers."""

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
    titles = {name: Text(name, name) for name in used} | dict(asked)
    answers = {}
    for name, entry in item.entries().items():
        if name not in titles and not partial:
            entry.refuse(*_no_flag(name, titles))
        answers[name] = read_answer(entry)
    return answers


def read_answer(item: Item) -> bool | None:
    """`yes`, `no` or `undecided`."""
    if meant := _NEARLY.get(item.node.text or ""):
        item.refuse(f"“{item.node.text}”请写成 {meant}", f'write {meant} for "{item.node.text}"')
        return None
    return ANSWERS.get(item.choice(ANSWERS))


def _no_flag(name: str, titles: Mapping[str, Text]) -> Text:
    """What to say of a flag that nobody asks for: all that are asked, with their questions.

    The nearest name would mislead: `mlps-2` is no slip for `mlps-4`.
    """
    if not titles:
        return undeclared(*FLAG_WORDS, name, ())
    known = listed(titles.items())
    return Text(
        f"没有声明过标志“{name}”（已有：{known.zh}）",
        f'no flag "{name}" is declared (declared: {known.en})',
    )
