"""Duties without a date, and sentences with a period that nobody has made a rule of yet."""

from icpcli.files.fields import Item
from icpcli.license.provision import PROVISION, check_basis, read_provision
from icpcli.model.license import Duty, Unread
from icpcli.model.problem import Text

DUTY = ("clause", "title", "quote", "applies", "reason", *PROVISION)
UNREAD = ("clause", "text")

_NO_WORDS = Text("", "")


def read_duties(item: Item, rule_set: str = "") -> tuple[Duty, ...]:
    """The duties of a license, or of a rule set."""
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
