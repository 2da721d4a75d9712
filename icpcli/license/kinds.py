"""The kinds of business that a form of certificate licenses, as its data file lists them."""

from icpcli.files.fields import Item
from icpcli.license.names import check_id
from icpcli.model.problem import Text
from icpcli.model.rule_set import Kind


def read_kinds(item: Item) -> dict[str, Kind]:
    """The kinds by the word that `icp init --kind` takes, the usual one first."""
    return {name: _kind(entry, name) for name, entry in item.entries().items()}


def _kind(item: Item, name: str) -> Kind:
    check_id(item, name)
    names = ("code", "zh", "en")
    fields = item.fields(names, required=names)
    code, zh, en = (fields.read(name, Item.text, "") for name in names)
    return Kind(code, Text(zh, en))
