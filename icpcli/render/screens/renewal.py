"""The screen of `icp renew`: each line of the license file before and after, and what follows."""

from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType

from icpcli.model.change import Change, LineChange
from icpcli.model.problem import Text
from icpcli.render.screens.grid import paragraph
from icpcli.render.screens.journal import changes_grid
from icpcli.render.words import Lang, one_line, say

_RENEWED = Text("已改写 {file}，只有这几行：", "Changed in {file}, and nothing else:")
_OLD, _NEW = "red", "green"


def renewal_screen(
    file: str, lines: Sequence[LineChange], changes: Sequence[Change], lang: Lang, width: int
) -> RenderableType:
    """The lines as they were (-) and as they are (+), then each deadline that changed."""
    heading = paragraph(say(_RENEWED, lang, file=one_line(file)), width, "bold")
    told = [paragraph(text, width, style) for text, style in _told(lines)]
    return Group(heading, "", *told, "", changes_grid(changes, lang, width))


def _told(lines: Sequence[LineChange]) -> Iterator[tuple[str, str]]:
    for one in lines:
        if one.before is not None:
            yield f"{one.line:4} - {one.before.strip()}", _OLD
        yield f"{one.line:4} + {one.after.strip()}", _NEW
