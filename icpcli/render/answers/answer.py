"""What every answer can do: write itself as JSON, as rows, and on a screen."""

from typing import TYPE_CHECKING, Any, Protocol

from icpcli.render.formats.rows import Rows
from icpcli.render.words import Lang

if TYPE_CHECKING:
    from rich.console import RenderableType


class Answer(Protocol):
    """An answer, complete: nothing is left to compute, only to be written."""

    def json(self) -> dict[str, Any]:
        """The JSON contract (design § 4), without its `schema_version`."""

    def rows(self, lang: Lang) -> Rows:
        """Rows for every format that is a grid."""

    def screen(self, lang: Lang, width: int) -> "RenderableType":
        """What a person reads, in lines of at most `width` columns."""
