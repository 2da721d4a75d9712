"""Where an answer goes: bytes to stdout or to a file, words about it to stderr."""

import codecs
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from icpcli.cli.settings import COLORS, chosen, format_named, language
from icpcli.errors import Text, refusal
from icpcli.render.labels import Lang, say
from icpcli.render.wrap import cells

if TYPE_CHECKING:
    from rich.console import RenderableType

    from icpcli.render.rows import Rows

PIPED_WIDTH = 120
_NO_PAGES = 1000


class Output(NamedTuple):
    """The format, the language and the place of one answer."""

    format: str
    lang: Lang
    path: Path | None
    color: str

    def text(self, text: str) -> None:
        """Write a machine's format: UTF-8 bytes, whatever the locale."""
        self._bytes(text.encode())

    def rows(self, rows: "Rows") -> None:
        """Write rows in the format that was asked for: csv, markdown or plain."""
        match self.format:
            case "csv":
                from icpcli.render.csv import csv_text

                self.text(csv_text(rows))
            case "markdown":
                from icpcli.render.markdown import markdown_table

                self.text(markdown_table(rows, self.lang))
            case _:
                from icpcli.render.plain import plain_text

                self.text(plain_text(rows))

    def screen(self, draw: "Callable[[int], RenderableType]") -> None:
        """Write what people read, drawn for the width of the terminal and its encoding."""
        from io import StringIO

        from rich.console import Console

        width = _width()
        console = Console(
            file=StringIO(),
            width=width,
            height=_NO_PAGES,
            color_system="standard" if self._colored() else None,
            force_terminal=self._colored(),
            legacy_windows=False,
            markup=False,
            highlight=False,
            emoji=False,
        )
        console.print(draw(width))
        lines = console.file.getvalue().splitlines()  # type: ignore[attr-defined]
        text = "".join(f"{line.rstrip()}\n" for line in lines)
        self._bytes(text.encode("utf-8" if self.path else _encoding(), "icp-cells"))

    def note(self, text: Text) -> None:
        """Say something about the answer on stderr."""
        print(say(text, self.lang), file=sys.stderr)

    def _colored(self) -> bool:
        if self.color != "auto":
            return self.color == "always"
        if os.environ.get("NO_COLOR"):
            return False
        if os.environ.get("FORCE_COLOR"):
            return True
        return not self.path and sys.stdout.isatty() and os.environ.get("TERM") != "dumb"

    def _bytes(self, data: bytes) -> None:
        if self.path is None:
            sys.stdout.flush()
            sys.stdout.buffer.write(data)
            sys.stdout.buffer.flush()
        else:
            _replace(self.path, data)


def open_output(
    format: str | None, output: Path | None, lang: str | None, color: str | None
) -> Output:
    """The place that the options name. Raises `IcpError` (`bad_usage`) for a word that is none."""
    return Output(
        format=format_named(format),
        lang=language(lang),
        path=output,
        color=chosen("--color", color or "auto", COLORS),
    )


def _replace(path: Path, data: bytes) -> None:
    """Write a whole file or nothing: beside the target first, then renamed."""
    target = path.resolve()
    whole = target if _is_device(target) else target.with_name(f".{target.name}.{os.getpid()}")
    try:
        with whole.open("wb") as file:
            file.write(data)
        if whole is not target:
            if target.exists():
                shutil.copymode(target, whole)
            whole.replace(target)
    except OSError as error:
        if whole is not target:
            whole.unlink(missing_ok=True)
        reason = error.strerror or str(error)
        raise refusal(
            "cannot_write",
            "--output",
            Text(f"无法写入 {path}：{reason}", f"cannot write {path}: {reason}"),
        ) from None


def _is_device(path: Path) -> bool:
    """Whether `path` is there and nothing that could be replaced: a pipe, a device."""
    return path.exists() and not path.is_file() and not path.is_dir()


def _width() -> int:
    """The columns of the terminal; of anything else `$COLUMNS`, or a width that fits a page."""
    if not sys.stdout.isatty() and "COLUMNS" not in os.environ:
        return PIPED_WIDTH
    return max(shutil.get_terminal_size((PIPED_WIDTH, 24)).columns, 1)


def _encoding() -> str:
    return sys.stdout.encoding or "utf-8"


def _question_marks(error: UnicodeError) -> tuple[str, int]:
    """For what an encoding lacks, a `?` a column, so that the columns still stand."""
    assert isinstance(error, UnicodeEncodeError)
    return "?" * cells(error.object[error.start : error.end]), error.end


codecs.register_error("icp-cells", _question_marks)
