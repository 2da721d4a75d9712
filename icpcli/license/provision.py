"""The provision of law behind a rule or a duty, and how it was read."""

from datetime import date
from typing import NamedTuple

from icpcli.files.fields import Fields, Item
from icpcli.model.license import Consequence, InForce
from icpcli.model.rule_set import SOURCES

PROVISION = ("law", "article", "order", "in_force", "source")
IN_FORCE = ("from", "to")
CONSEQUENCE = ("kind", "zh", "en")
CONSEQUENCES = ("cliff", "listing", "fine", "unlawful", "suspend")


class Provision(NamedTuple):
    """Where a rule stands in the law, from when to when that is law, and how it was read."""

    law: str = ""
    article: str = ""
    order: str = ""
    in_force: InForce = InForce()
    source: str = ""


_NONE = Provision()


def read_provision(fields: Fields) -> Provision:
    """The provision that a rule or a duty names, if it names one."""
    if not fields.keys() & {*PROVISION}:
        return _NONE
    return Provision(
        law=fields.read("law", Item.text, ""),
        article=fields.read("article", Item.text, ""),
        order=fields.read("order", Item.text, ""),
        in_force=fields.read("in_force", _in_force, InForce()),
        source=fields.read("source", lambda item: item.choice(SOURCES), ""),
    )


def read_consequence(item: Item) -> Consequence:
    """What follows where a rule is not kept."""
    fields = item.fields(CONSEQUENCE, required=("kind", "zh"))
    kind = fields.read("kind", lambda value: value.choice(CONSEQUENCES), "")
    return Consequence(kind, fields.text())


def check_basis(item: Item, fields: Fields, *, in_a_set: bool) -> None:
    """Refuse what names no place in the paper or the law, or, in a license, none of its words."""
    if not item.node.complete:
        return
    if not fields.keys() & {"clause", "article"}:
        item.refuse(
            "缺少“clause”（法律规定的写“article”）",
            '"clause" is missing (or "article", for a provision of law)',
        )
    if not in_a_set and not fields.keys() & {"quote", "paraphrase", "article"}:
        item.refuse("缺少“quote”", '"quote" is missing')


def _in_force(item: Item) -> InForce:
    fields = item.fields(IN_FORCE)
    since: date | None = fields.read("from", Item.date, None)
    until: date | None = fields.read("to", Item.date, None)
    if item.node.entries == {}:
        item.refuse("不能为空", "must not be empty")
    if since and until and until < since:
        fields["to"].refuse(
            f"{until} 早于施行之日 {since}", f"{until} lies before the first day in force ({since})"
        )
    return InForce(since, until)
