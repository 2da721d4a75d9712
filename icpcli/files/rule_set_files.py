"""Where the rule sets lie: those that ship, and the user's own in `rule_sets/` beside the license."""

from functools import cache
from pathlib import Path
from typing import Final

from icpcli.files.whole_file import YAML, real_path

SHIPPED: Final = Path(__file__).resolve().parent.parent / "rule_sets"
FOLDER: Final = "rule_sets"


def set_files(license: Path | None = None) -> dict[str, Path]:
    """The file of each set by its id: those that ship, and those beside the license."""
    return that_ship() | (own_sets(license) if license else {})


@cache
def that_ship() -> dict[str, Path]:
    """The file of each set that ships, by its id."""
    return _files(SHIPPED)


def own_sets(license: Path) -> dict[str, Path]:
    """The file of each of the user's own sets beside the license, by its id."""
    return _files(real_path(license).parent / FOLDER)


def _files(folder: Path) -> dict[str, Path]:
    try:
        paths = sorted(folder.iterdir(), key=lambda path: path.stem)
    except OSError:
        return {}
    return {it.stem: it for it in paths if it.suffix in YAML and not it.stem.startswith("_")}
