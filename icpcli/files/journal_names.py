"""How a journal is told from other files: by what it is called, and by its first line."""

from typing import Final

from icpcli.files.whole_file import YAML

OWNER: Final = "# journal of "
"""How the first line of a journal begins; the number of its license follows."""


def is_journal(name: str) -> bool:
    """Whether a file is called as a journal is: `journal.yaml`, `NAME.journal.yml`."""
    stem, _, _ = name.rpartition(".")
    return name.endswith(YAML) and (stem == "journal" or stem.endswith(".journal"))
