"""The kinds of business that a form of certificate licenses, as its data file lists them."""

from typing import NamedTuple

from icpcli.files.fields import Item
from icpcli.model.problem import Text


class Kind(NamedTuple):
    """A kind of business, and its code in the ministry's catalogue (`B25`)."""

    code: str
    business: Text


def read_kinds(item: Item) -> dict[str, Kind]:
    """The kinds by the word that `icp init --kind` takes, the usual one first."""
    return {name: _kind(entry) for name, entry in item.entries().items()}


def _kind(item: Item) -> Kind:
    names = ("code", "zh", "en")
    fields = item.fields(names, required=names)
    code, zh, en = (fields.read(name, Item.text, "") for name in names)
    return Kind(code, Text(zh, en))
