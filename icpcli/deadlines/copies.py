"""Two files with the same license: answered once, or the holder is told to keep one (semantics § 6)."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from icpcli.model.deadline import Copy
from icpcli.model.journal import Journal
from icpcli.model.license import License


def without_copies(
    licenses: Sequence[License], journals: Mapping[str, Journal]
) -> tuple[list[License], list[Copy]]:
    """The licenses without those that say, word for word, what another one says; and those.

    Of two that differ only in that one of them has a journal, that one is kept. Where both have a
    journal, and not the same, both are: what is recorded in one must not drop out of sight.
    """
    by_number: defaultdict[str, list[License]] = defaultdict(list)
    for license in licenses:
        by_number[license.number].append(license)
    copies = [
        copy
        for several in by_number.values()
        if len(several) > 1
        for copy in _copies(several, journals)
    ]
    dropped = {copy.file for copy in copies}
    return [license for license in licenses if license.file not in dropped], copies


def _copies(licenses: Sequence[License], journals: Mapping[str, Journal]) -> list[Copy]:
    """The copies among licenses of one number."""
    alike: defaultdict[str, list[License]] = defaultdict(list)
    for license in licenses:
        alike[said_by(license)].append(license)
    found = []
    for several in alike.values():
        kept: dict[str, License] = {}
        for license in several:
            journal = journals.get(license.file, Journal())
            kept.setdefault(repr(journal) if journal.entries else "", license)
        if len(kept) > 1:
            kept.pop("", None)
        first = next(iter(kept.values()))
        staying = {license.file for license in kept.values()}
        found += [Copy(first, it.file) for it in several if it.file not in staying]
    return found


def said_by(license: License) -> str:
    """All that a file says, whatever its name and the lines on which it says it."""
    return repr(
        license._replace(
            file="",
            options="",
            ledger=None,
            row=0,
            rules=tuple(rule._replace(line=0, file="") for rule in license.rules),
            unread=tuple(one._replace(line=0) for one in license.unread),
        )
    )
