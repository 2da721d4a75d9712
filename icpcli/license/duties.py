"""Duties without a date, and sentences with a period that nobody has made a rule of yet."""

from functools import lru_cache

from icpcli.files.fields import Item
from icpcli.files.file_problems import Problems
from icpcli.files.yaml_node import Node
from icpcli.license.provision import PROVISION, check_basis, read_provision
from icpcli.model.license import Duty, Unread
from icpcli.model.problem import IcpError, Text

DUTY = ("clause", "title", "quote", "applies", "reason", *PROVISION)
UNREAD = ("clause", "text")

_LISTS_KEPT = 16
_NO_WORDS = Text("", "")


def read_duties(item: Item, rule_set: str = "") -> tuple[Duty, ...]:
    """The duties of a license, or of a rule set."""
    found = _met_before(item.node, rule_set)
    if found is None:
        found = _duties(item, rule_set)
    return found


@lru_cache(_LISTS_KEPT)
def _met_before(node: Node, rule_set: str) -> tuple[Duty, ...] | None:
    """The duties of a list: licenses of one kind share it, and its node. None where something is
    wrong, which every file is told for itself."""
    apart = Problems("", "")
    try:
        found = _duties(Item(node, "", node.at, apart), rule_set)
    except IcpError:
        return None
    return None if apart.found else found


def _duties(item: Item, rule_set: str) -> tuple[Duty, ...]:
    return tuple(_duty(entry, rule_set) for entry in item.items())


def read_unread(item: Item) -> tuple[Unread, ...]:
    """The sentences of the certificate that are not accounted for."""
    return tuple(_unread(entry) for entry in item.items())


def _duty(item: Item, rule_set: str) -> Duty:
    fields = item.fields(DUTY, required=("title", "applies"))
    check_basis(item, fields, in_a_set=bool(rule_set))
    applies = fields.read("applies", Item.flag, True)
    if item.node.complete and not applies and "reason" not in fields:
        item.refuse("不适用的义务须写明“reason”", 'a duty that does not apply needs a "reason"')
    provision = read_provision(fields)
    return Duty(
        clause=fields.read("clause", Item.text, ""),
        title=fields.read("title", Item.texts, _NO_WORDS),
        quote=fields.read("quote", Item.text, ""),
        applies=applies,
        reason=fields.read("reason", Item.texts, None),
        rule_set=rule_set,
        law=provision.law,
        article=provision.article,
        order=provision.order,
        source=provision.source,
        in_force=provision.in_force,
    )


def _unread(item: Item) -> Unread:
    fields = item.fields(UNREAD, required=UNREAD)
    return Unread(
        clause=fields.read("clause", Item.text, ""),
        text=fields.read("text", Item.text, ""),
        line=item.at[0],
    )
