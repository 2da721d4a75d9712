"""Rule sets: those that ship, and the user's own in `rule_sets/` beside the license (design § 2).

A set is read when a license names it, and once for all the licenses that do.
"""

from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Final

from icpcli.files.fields import Fields, Item, read_data, read_file
from icpcli.files.file_problems import Problems, bytes_of
from icpcli.files.rule_set_files import SHIPPED, set_files, that_ship
from icpcli.files.typed_names import Named, possible
from icpcli.files.typed_words import nearest, pattern
from icpcli.license.due import read_due
from icpcli.license.duties import read_duties
from icpcli.license.events import read_events, read_flags
from icpcli.license.names import Known, one_or_more, read_id
from icpcli.license.rules import Scope, in_their_set, read_rules
from icpcli.model.license import Rule
from icpcli.model.problem import IcpError, Problem, Text
from icpcli.model.rule_set import Events, Held, Kind, RuleSet, Sets

CODE: Final = "invalid_rule_set"
DOCUMENT = ("rule_set", "flags", "events", "rules", "draft", "duties")
RULE_SET = (
    *("id", "kind", "title", "authority", "term", "general", "beside", "laws"),
    *("kinds", "example", "form", "numbers", "held"),
)
KINDS = ("license", "law")
HELD = ("set", "rule", "zh", "en", "due", "source", "note")

_KIND = Text("许可证类型", "kind of license")
_DRAFTED = Text("草稿规则", "rule of the draft")
_REQUIRED = ("id", "kind", "title")
_SETS_KEPT = 256
"""So many sets are kept once they were read: more than ship, fewer than a folder of folders has."""
_HELD_WITHOUT_SET = SHIPPED / "_held.yaml"


def named_sets(item: Item, license: Path) -> Sets:
    """The sets that a license names. What is wrong, in the list or in a set, is recorded."""
    found: dict[str, RuleSet | None] = {}
    for entry in item.items():
        id = entry.text()
        if id in found:
            entry.refuse(f"“{id}”重复", f'"{id}" stands here twice')
        elif id:
            found[id] = _named(entry, id, license)
    return Sets(tuple(one for one in found.values() if one), partial=None in found.values())


def read_rule_set(path: Path) -> RuleSet:
    """The rule set in the YAML file `path`.

    Raises `IcpError` (`invalid_rule_set`) with every problem of the file, sorted by place.
    """
    problems = Problems(str(path), CODE)
    read = _parsed(bytes_of(path, problems), str(path))
    if isinstance(read, IcpError):
        raise read
    return read


def held_without_set() -> tuple[Held, ...]:
    """The periods that were not confirmed, of licenses that have no set."""
    root = read_file(_HELD_WITHOUT_SET, CODE)
    held = root.fields(("held",)).read("held", _held, ())
    root.problems.stop()
    return held


def _named(item: Item, id: str, license: Path) -> RuleSet | None:
    """The set of that id: the user's own, else the one that ships."""
    files = set_files(license)
    if id not in files:
        item.refuse(*_no_set(id, files))
        return None
    try:
        return read_rule_set(files[id])
    except IcpError as error:
        item.problems.found += error.problems
        return None


def _no_set(id: str, files: Mapping[str, Path]) -> Text:
    """What to say of a name that is no set's: the id of the one that has it in its title, else the
    nearest."""
    known = [*files]
    titled = possible(id, _titles(files))
    near = next(iter(titled)) if len(titled) == 1 else nearest(id, known)
    return Text(
        f"没有规则集“{id}”（{f'是不是 {near}？' if near else ''}已有：{'、'.join(known)}）",
        f'no rule set "{id}" ({f"did you mean {near}? " if near else ""}known: {", ".join(known)})',
    )


def _titles(files: Mapping[str, Path]) -> Iterator[Named]:
    """The title of each set that can be read."""
    for id, path in files.items():
        with suppress(IcpError):  # the one that is broken is told where it is named
            yield id, read_rule_set(path).title


@lru_cache(_SETS_KEPT)
def _parsed(data: bytes, file: str) -> RuleSet | IcpError:
    """The set in these bytes, or what is wrong with them: read once for all licenses that name it."""
    try:
        root = read_data(data, file, CODE)
        if root is None:
            empty = Text("文件是空的", "the file is empty")
            return IcpError(CODE, [Problem(file, 1, 1, "", empty)])
        found = _rule_set(root, file)
        root.problems.stop()
    except IcpError as error:
        return error
    return found


def _rule_set(root: Item, file: str) -> RuleSet:
    document = root.fields(DOCUMENT, required=("rule_set",))
    if root.node.complete and not document.keys() & {"rules", "duties"}:
        root.refuse("缺少“rules”", '"rules" is missing')
    head = document.read("rule_set", lambda item: item.fields(RULE_SET, _REQUIRED), Fields())
    id = head.read("id", lambda item: _own_id(item, file), "")
    flags = document.read("flags", read_flags, {})
    events = document.read("events", read_events, Events())
    scope = Scope(events, flags, rule_set=id or "?", file=file)
    rules, draft = _rules(document, scope)
    kinds = head.read("kinds", _kinds, {})
    return RuleSet(
        id=id,
        kind=head.read("kind", lambda item: item.choice(KINDS), ""),
        title=head.read("title", Item.texts, Text("", "")),
        file=file,
        authority=head.read("authority", Item.text, ""),
        term=head.read("term", Item.text, ""),
        beside=head.read("beside", _names, ()),
        laws=head.read("laws", _names, ()),
        general=head.read("general", Item.flag, default=False),
        form=head.read("form", read_id, ""),
        kinds=kinds,
        example=head.read("example", lambda item: _known(item, kinds or (id,), _KIND), ""),
        numbers=head.read("numbers", lambda item: _numbers(item, draft), {}),
        flags=flags,
        events=events,
        rules=in_their_set(rules, id),
        duties=document.read("duties", lambda item: read_duties(item, id), ()),
        draft=draft,
        held=head.read("held", _held, ()),
        own=Path(file).parent != SHIPPED,
    )


def _names(item: Item) -> tuple[str, ...]:
    return tuple(entry.text() for entry in one_or_more(item))


def _rules(document: Fields, scope: Scope) -> tuple[tuple[Rule, ...], tuple[Rule, ...]]:
    """The rules of a set, and those of its draft; either may name the other."""
    lists = [document[name] for name in ("rules", "draft") if name in document]
    read = read_rules(lists, scope)
    here = len(document["rules"].node.items or ()) if "rules" in document else 0
    return read[:here], read[here:]


def _known(item: Item, names: Collection[str], what: Text) -> str:
    name = item.text()
    if name:
        Known(names).check(item, name, what)
    return name


def _numbers(item: Item, draft: Collection[Rule]) -> dict[str, str]:
    """How the numbers of the licenses begin that a rule of the draft is for."""
    rules = Known([rule.id for rule in draft])
    entries = item.entries()
    for id, entry in entries.items():
        rules.check(entry, id, _DRAFTED)
    return {id: entry.parsed(pattern, "") for id, entry in entries.items()}


def _own_id(item: Item, file: str) -> str:
    id = read_id(item)
    path = Path(file)
    if id and id != path.stem:
        item.refuse(
            f"标识须与文件名一致：{path.name} 里写了“{id}”",
            f'the id must be the name of the file: {path.name} holds "{id}"',
        )
    elif id and path.parent != SHIPPED and id in that_ship():
        item.refuse(
            f"“{id}”是自带的规则集，请换一个标识", f'"{id}" is a set that ships: choose another id'
        )
    return id


def _kinds(item: Item) -> dict[str, Kind]:
    from icpcli.license.kinds import read_kinds  # one set has them

    return read_kinds(item)


def _held(item: Item) -> tuple[Held, ...]:
    from icpcli.calendar.due_words import due_words

    return tuple(
        Held(
            rule=fields.read("rule", read_id, ""),
            title=fields.text(),
            due=due_words(fields.read("due", read_due, None)),
            source=fields.read("source", Item.text, ""),
            note=fields.read("note", Item.text, ""),
            rule_set=fields.read("set", read_id, ""),
        )
        for fields in (entry.fields(HELD, required=("rule", "zh")) for entry in item.items())
    )
