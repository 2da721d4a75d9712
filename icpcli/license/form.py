"""What one form of certificate prints, read from its data file (`data/forms/`)."""

import re
from pathlib import Path
from typing import NamedTuple

from icpcli.files.fields import Fields, Item, read_file
from icpcli.files.typed_words import pattern

FRONT = ("number", "holder", "legal_representative", "business", "issuer", "issued", "expires")
"""What the front page of a certificate says."""
SITE = ("name", "domain", "server", "access_provider")
"""What its annex says of each website."""
DATES = ("issued", "expires")
TERM = "term"
"""The label before both days of a term."""
OTHER = "other"
"""A label whose value is not kept; it ends what stands before it."""

_DOCUMENT = ("form", "labels", "triggers", "words", "leads", "misprints")
_FORM = (
    "title",
    "says",
    "addressees",
    "excludes",
    "applies_to",
    "years",
    "headings",
    "numbers",
)
_MISPRINT = ("remark", "right")
_LABELS = (*FRONT, TERM, *SITE, OTHER)
_DIGITS = re.compile(r"<([0-9]{1,2})-([0-9]{1,2}) digits>")
"""`<5-8 digits>` in the shape of a number."""


class Misprint(NamedTuple):
    """Words that stand in a certificate printed `right`, and the `remark` on their absence."""

    remark: str
    right: str


class Form(NamedTuple):
    """The words of a form: its title, its labels by field, what its clauses call things.

    `numbers` are the shapes of a license number, as `_DIGITS` has them; `triggers` the words by
    which a sentence names each event, `words` those that name the duty of each rule; `leads` is
    what stands before the words of a rule.
    """

    title: str
    says: str
    addressees: tuple[str, ...]
    excludes: str
    applies_to: str
    years: int
    headings: tuple[str, ...]
    numbers: tuple[str, ...]
    labels: dict[str, tuple[str, ...]]
    triggers: dict[str, tuple[str, ...]]
    words: dict[str, tuple[str, ...]]
    leads: dict[str, str]
    misprints: tuple[Misprint, ...]

    @property
    def number(self) -> str:
        """What a license number looks like, as a regular expression: 京ICP证130204号."""
        return "|".join(_DIGITS.sub(r"[0-9]{\1,\2}", shape) for shape in self.numbers)

    @property
    def broken_number(self) -> str:
        """The number where lines may end between its digits."""
        return "|".join(_DIGITS.sub(_with_line_ends, shape) for shape in self.numbers)


def read_form(path: Path) -> Form:
    """The form in the YAML file `path`.

    Raises `IcpError` (`invalid_form`) with every problem of the file, sorted by place.
    """
    root = read_file(path, "invalid_form")
    document = root.fields(_DOCUMENT, _DOCUMENT)
    form = document.read("form", lambda item: item.fields(_FORM, _FORM), Fields())
    found = Form(
        title=form.read("title", Item.text, ""),
        says=form.read("says", Item.text, ""),
        addressees=form.read("addressees", _texts, ()),
        excludes=form.read("excludes", Item.text, ""),
        applies_to=form.read("applies_to", Item.text, ""),
        years=form.read("years", lambda item: item.integer(1, 99), 1),
        headings=form.read("headings", _texts, ()),
        numbers=form.read("numbers", _shapes, ()),
        labels=document.read("labels", _labels, {}),
        triggers=document.read("triggers", _words, {}),
        words=document.read("words", _words, {}),
        leads=document.read("leads", _leads, {}),
        misprints=document.read("misprints", _misprints, ()),
    )
    root.problems.stop()
    return found


def _with_line_ends(digits: re.Match[str]) -> str:
    least, most = map(int, digits.groups())
    return rf"[0-9](?:\n?[0-9]){{{least - 1},{most - 1}}}"


def _texts(item: Item) -> tuple[str, ...]:
    return tuple(entry.text() for entry in item.items())


def _words(item: Item) -> dict[str, tuple[str, ...]]:
    return {name: _texts(entry) for name, entry in item.entries().items()}


def _leads(item: Item) -> dict[str, str]:
    return {name: entry.text() for name, entry in item.entries().items()}


def _shapes(item: Item) -> tuple[str, ...]:
    return tuple(entry.parsed(_shape, "") for entry in item.items())


def _shape(text: str) -> str:
    pattern(_DIGITS.sub("", text))
    return text


def _labels(item: Item) -> dict[str, tuple[str, ...]]:
    fields = item.fields(_LABELS, _LABELS)
    return {
        name: tuple(sorted(_texts(item), key=len, reverse=True)) for name, item in fields.items()
    }


def _misprints(item: Item) -> tuple[Misprint, ...]:
    return tuple(
        Misprint(*(fields.read(name, Item.text, "") for name in _MISPRINT))
        for entry in item.items()
        for fields in [entry.fields(_MISPRINT, _MISPRINT)]
    )
