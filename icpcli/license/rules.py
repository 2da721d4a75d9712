"""The rules of a license file or a rule set."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import Literal, NamedTuple, TypedDict

from icpcli.files.fields import Fields, Item
from icpcli.license.due import anchors, check_due, check_reach, read_due, read_prepare
from icpcli.license.events import EVENT_WORDS, FLAG_WORDS
from icpcli.license.names import Known, is_in_a_set, one_or_more, read_id, undeclared
from icpcli.license.provision import PROVISION, check_basis, read_consequence, read_provision
from icpcli.model.license import (
    EACH_ODD_YEAR,
    EACH_YEAR,
    EXPIRES,
    ISSUED,
    ONCE,
    Alert,
    Condition,
    Consequence,
    Due,
    Override,
    Period,
    Rule,
)
from icpcli.model.problem import Text
from icpcli.model.rule_set import Events

RULE = (
    "id",
    "title",
    "clause",
    "quote",
    "paraphrase",
    *PROVISION,
    "trigger",
    "due",
    "overrides",
    "prepare",
    "only_if",
    "applies_if",
    "alternative",
    "recipient",
    "filing",
    "gate",
    "closed_by",
    "consequence",
    "alert",
    "see_also",
    "same_event_as",
    "note",
)
CONTINUING = ("continuing", "not continuing")

_REQUIRED = ("id", "title", "trigger")
_OF_A_PAPER = (*_REQUIRED, "recipient", "filing")
_BY_THEMSELVES = (ISSUED, EXPIRES, EACH_YEAR, EACH_ODD_YEAR, ONCE)
_TEXTS: tuple[Literal["paraphrase", "applies_if", "note"], ...] = (
    "paraphrase",
    "applies_if",
    "note",
)
_NO_WORDS = Text("", "")
_RULE = Text("规则", "rule")


class Scope(NamedTuple):
    """What the rules of a file may name and count from.

    `flags` are those that may stand in `only_if`. `partial`: a set could not be read, so that any
    name may be one of its. Of a license, `issued` and `expires` are its days, `endless` whether it
    has no expiry at all, and `gates` the set from whose rules `icp init` wrote its own.
    """

    events: Events
    flags: Collection[str]
    partial: bool = False
    issued: date | None = None
    expires: date | None = None
    endless: bool = False
    gates: str = ""
    rule_set: str = ""
    file: str = ""


class _Besides(TypedDict, total=False):
    paraphrase: str
    applies_if: str
    note: str
    consequence: Consequence
    same_event_as: tuple[str, ...]


def read_rules(lists: Sequence[Item], scope: Scope) -> tuple[Rule, ...]:
    """The rules of one file, which may stand in several lists."""
    for item in lists:
        if item.node.items == []:
            item.refuse("至少要有一条规则", "at least one rule is needed")
    entries = [entry for item in lists for entry in item.items()]
    rules = tuple(_rule(entry, scope) for entry in entries)
    lines = _lines_by_id(entries, rules)
    for entry, rule in zip(entries, rules, strict=True):
        _check_others(entry, rule, lines)
    return rules


def _lines_by_id(entries: Iterable[Item], rules: Iterable[Rule]) -> dict[str, int]:
    lines: dict[str, int] = {}
    for entry, rule in zip(entries, rules, strict=True):
        if rule.id in lines:
            entry.entries()["id"].refuse(
                f"规则“{rule.id}”重复（第一次在第 {lines[rule.id]} 行）",
                f'duplicate rule id "{rule.id}" (first on line {lines[rule.id]})',
            )
        elif rule.id:
            lines[rule.id] = entry.entries()["id"].at[0]
    return lines


def _check_others(entry: Item, rule: Rule, known: Collection[str]) -> None:
    """Refuse to name a rule that is neither in the file nor written as one of a set."""
    for trigger, others in rule.see_also.items():
        for other in others:
            if other not in known and not is_in_a_set(other):
                named = entry.entries()["see_also"].entries()[trigger]
                named.refuse(*undeclared(*_RULE, other, known))
    for other in rule.same_event_as:
        if other not in known and not is_in_a_set(other):
            entry.entries()["same_event_as"].refuse(*undeclared(*_RULE, other, known))


def _rule(item: Item, scope: Scope) -> Rule:
    fields = item.fields(RULE, _REQUIRED if scope.rule_set else _OF_A_PAPER)
    check_basis(item, fields, in_a_set=bool(scope.rule_set))
    id = fields.read("id", read_id, "")
    title = fields.read("title", Item.texts, _NO_WORDS)
    gate = fields.read("gate", Item.texts, None)
    triggers, due, prepare = _counted(item, fields, scope)
    continuing, conditions = fields.read("only_if", lambda it: _only_if(it, scope), (None, ()))
    _check_alternative(item, fields, continuing)
    law, article, order, in_force, source = read_provision(fields)
    return Rule(
        id=id,
        title=title,
        clause=fields.read("clause", Item.text, ""),
        quote=fields.read("quote", Item.blank_text, ""),
        triggers=triggers,
        due=due,
        prepare=prepare,
        continuing=continuing,
        recipient=fields.read("recipient", Item.blank_text, ""),
        filing=fields.read("filing", Item.texts, title),
        gate=gate,
        alternative=fields.read("alternative", read_id, ""),
        closed_by=fields.read("closed_by", lambda it: _closed_by(it, triggers, scope), ""),
        alert=fields.read("alert", _alert, None),
        see_also=fields.read("see_also", lambda it: _see_also(it, triggers), {}),
        line=item.at[0],
        file=scope.file,
        gates=f"{scope.gates}-{id}" if gate and scope.gates else "",
        conditions=conditions,
        law=law,
        article=article,
        order=order,
        in_force=in_force,
        source=source,
        overrides=fields.read("overrides", lambda it: _overrides(it, triggers, due), ()),
        **_said_besides(fields),
    )


def _said_besides(fields: Fields) -> _Besides:
    """What few rules have: only what stands there is read."""
    found = _Besides()
    for name in _TEXTS:
        if name in fields:
            found[name] = fields[name].text()
    if "consequence" in fields:
        found["consequence"] = read_consequence(fields["consequence"])
    if "same_event_as" in fields:
        names = (entry.text() for entry in one_or_more(fields["same_event_as"]))
        found["same_event_as"] = tuple(filter(None, names))
    return found


def _counted(
    item: Item, fields: Fields, scope: Scope
) -> tuple[tuple[str, ...], Due | None, Period | None]:
    """What starts a rule, its period and the holder's lead time, each held against the others."""
    triggers, declared = fields.read("trigger", lambda it: _triggers(it, scope), ((), False))
    due = fields.read("due", read_due, None)
    prepare = fields.read("prepare", read_prepare, None)
    if EXPIRES in triggers and scope.endless:
        fields["trigger"].refuse(
            "许可证没有写“expires”（有效期至），这条规则无从起算",
            '"expires" is missing in the license, and this rule is counted from it',
        )
    check_due(item, fields, triggers if declared else (), due, scope.events)
    days = tuple(anchors(triggers, due, scope.issued, scope.expires))
    for name, period in (("due", due), ("prepare", prepare)):
        if period:
            check_reach(fields[name], period, days)
    return triggers, due, prepare


def _triggers(item: Item, scope: Scope) -> tuple[tuple[str, ...], bool]:
    """What starts a rule, and whether all of it is known."""
    alone = () if item.node.items is not None else _BY_THEMSELVES
    known = Known(dict.fromkeys((*alone, *scope.events.titles)), scope.partial)
    names: dict[str, None] = {}
    declared = True
    for entry in one_or_more(item):
        name = entry.text()
        if name in names:
            entry.refuse(f"“{name}”重复", f'"{name}" stands here twice')
        elif name:
            declared &= known.check(entry, name, EVENT_WORDS)
        names[name] = None
    return tuple(filter(None, names)), declared


def _only_if(item: Item, scope: Scope) -> tuple[bool | None, tuple[Condition, ...]]:
    """On what a rule depends: whether the holder continues, and the answers of flags."""
    continuing: bool | None = None
    flags: dict[str, bool] = {}
    known = Known((*CONTINUING, *scope.flags), scope.partial)
    for entry in one_or_more(item):
        words = entry.text()
        name = words.removeprefix("not ")
        answer = name == words
        if name == "continuing":
            twice = continuing is not None
            continuing = answer
        else:
            twice = name in flags
            if name and known.check(entry, name, FLAG_WORDS):
                flags[name] = answer
        if twice:
            entry.refuse(f"“{name}”重复", f'"{name}" stands here twice')
    return continuing, tuple(Condition(*one) for one in flags.items())


def _overrides(item: Item, triggers: tuple[str, ...], due: Due | None) -> tuple[Override, ...]:
    from icpcli.license.overrides import read_overrides  # few files have any

    return read_overrides(item, triggers, due)


def _check_alternative(item: Item, fields: Fields, continuing: bool | None) -> None:
    """Refuse an alternative where nothing says which of the two ways this rule is.

    That the other rule is not in the file is no mistake of form, but a finding (semantics § 6).
    """
    if "alternative" not in fields:
        return
    if "only_if" not in fields and item.node.complete:
        item.refuse("写了“alternative”，就须写“only_if”", '"alternative" needs "only_if" beside it')
    named = fields["alternative"].node.text
    if named and "id" in fields and named == fields["id"].node.text:
        fields["alternative"].refuse(f"“{named}”不能指向自己", f'"{named}" cannot name itself')


def _closed_by(item: Item, triggers: tuple[str, ...], scope: Scope) -> str:
    """The event that closes a deadline of the rule; one that starts it cannot."""
    name = item.text()
    if name and name in triggers:
        item.refuse(
            f"“{name}”触发本规则，不能同时办结它",
            f'"{name}" starts this rule and cannot close it as well',
        )
    elif name:
        Known(scope.events.titles, scope.partial).check(item, name, EVENT_WORDS)
    return name


def _alert(item: Item) -> Alert | None:
    fields = item.fields(("warning", "critical"), required=("warning", "critical"))
    if len(fields) < 2:
        return None
    alert = Alert(fields["warning"].integer(0, 9999), fields["critical"].integer(0, 9999))
    if alert.critical > alert.warning:
        fields["critical"].refuse(
            "critical 的天数不能多于 warning", "critical must not be more days than warning"
        )
    return alert


def _see_also(item: Item, triggers: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    others = {}
    for trigger, names in item.entries().items():
        if trigger not in triggers:
            names.refuse(*undeclared("本规则的触发事件", "trigger of this rule", trigger, triggers))
        others[trigger] = tuple(filter(None, (entry.text() for entry in one_or_more(names))))
    return others


def in_their_set(rules: Sequence[Rule], id: str) -> tuple[Rule, ...]:
    """The rules with the ids that they have in a license: `telecom-law/change-ahead`."""

    def named(other: str) -> str:
        return f"{id}/{other}" if other and "/" not in other else other

    return tuple(
        rule._replace(
            id=named(rule.id),
            rule_set=id,
            alternative=named(rule.alternative),
            see_also={
                trigger: tuple(map(named, others)) for trigger, others in rule.see_also.items()
            },
            same_event_as=tuple(map(named, rule.same_event_as)),
        )
        for rule in rules
    )
