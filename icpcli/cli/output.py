"""Where an answer goes: bytes to stdout or to a file, words about it to stderr."""

import codecs
import os
import stat
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TextIO

from icpcli.cli.values import COLORS, chosen, format_named, language
from icpcli.files.whole_file import Data, in_pieces, reason, replace_whole, try_folder
from icpcli.model.problem import IcpError, Problem, Text, refusal
from icpcli.render.formats.table import NONE, Formats
from icpcli.render.words import Lang, say

if TYPE_CHECKING:
    from rich.console import RenderableType

    from icpcli.render.answers.answer import Answer

_MISSING_EXTRA = Text(
    "{name} 需要附加组件：pip install 'icpcli[xlsx]'（csv 不需要）",
    "{name} is written with an extra: pip install 'icpcli[xlsx]' (csv needs none)",
)
_NO_FILE = Text(
    "{name} 不能显示在终端里：加上 -o 文件.{name}",
    "{name} is nothing for a terminal: add -o FILE.{name}",
)
PIPED_WIDTH = 120
_UNKNOWN_TERMINAL = 80
_NO_PAGES = 1000


class Output(NamedTuple):
    """The format, the language and the place of one answer."""

    format: str
    formats: Formats
    lang: Lang
    path: Path | None
    color: str

    def text(self, text: str) -> None:
        """Write a machine's format: UTF-8 bytes, whatever the locale."""
        # A file name that is no UTF-8 is shown with escapes.
        self.bytes(text.encode(errors="backslashreplace"))

    def bytes(self, data: Data) -> None:
        """Write bytes as they are; of a file that was written, say so on stderr."""
        self._refuse_ours()
        if self.path is None:
            write_stdout(data)
        elif write_file(self.path, data):
            self.note(Text(f"已写入 {self.path}", f"wrote {self.path}"))

    def preferring(self, format: str) -> "Output":
        """This place with that format where none was asked for: the screen is the usual one."""
        return self._replace(format=format) if self.format == "table" else self

    def check_place(self) -> None:
        """Raise `IcpError` (`cannot_write`) where the answer could not be written in the end."""
        self._refuse_ours()
        if self.path is not None:
            _try_file(self.path)
        elif sys.stdout is None:
            raise _cannot_write("stdout", OSError("closed"))

    def refuse_to_overwrite(self, *sources: Path) -> None:
        """Raise `IcpError` (`cannot_write`) where the answer would go over what it is read from."""
        for source in sources:
            if self.path is not None and _is_one_file(self.path, source):
                words = Text(
                    f"{source} 是这个答案的来源，不能被它覆盖：请换一个文件名",
                    f"{source} is what the answer is read from, and is not overwritten: "
                    "name another file",
                )
                raise refusal("cannot_write", "--output", words)

    def _refuse_ours(self) -> None:
        """Raise `IcpError` (`cannot_write`) where a license, rule set, journal or notice would be lost."""
        if self.path is None or not self.path.is_file():
            return
        # Not at the top: most answers go to stdout, and this reads YAML.
        from icpcli.files.file_kinds import FileKind, looks_like

        if looks_like(self.path) is not FileKind.OTHER:
            words = Text(
                f"{self.path} 是许可证、规则集、办理台账、证照台账或放假通知，不能被它覆盖：请换一个文件名",
                f"{self.path} is a license, rule set, journal or notice, and is not overwritten: "
                "name another file",
            )
            raise refusal("cannot_write", "--output", words)

    def lines(self, text: str) -> None:
        """Write plain text for people, in the encoding of their terminal."""
        self.bytes(text.encode(self._encoding(), "icp-cells"))

    def write(self, answer: "Answer") -> None:
        """Write an answer in the format that was asked for."""
        match self.format:
            case "table":
                self.screen(lambda width: answer.screen(self.lang, width))
            case "json":
                from icpcli.render.formats.json import dumps

                self.text(dumps(answer.json()))
            case _:
                self.rendered(answer.rows(self.lang), self.lang)

    def rendered(self, *what: Any, **how: Any) -> None:
        """Write what the renderer of the format makes of its arguments."""
        format = self.formats[self.format]
        made = format.load()(*what, **how)
        if isinstance(made, bytes):
            self.bytes(made)
            return
        pieces = [made] if isinstance(made, str) else made
        if format.marked and self.path is not None:
            pieces = chain(["\ufeff"], pieces)
        if format.for_people:
            self.lines(self._fitting("".join(pieces)))
        else:
            self.bytes(piece.encode(errors="backslashreplace") for piece in pieces)

    def _fitting(self, text: str) -> str:
        """Text in lines that fit the terminal that shows it; for `grep` and in a mail as it stands."""
        if not self._on_terminal():
            return text
        from icpcli.render.screens.message import message_lines

        width = self.width()
        lines = (line for said in text.splitlines() for line in message_lines(said, width))
        return "".join(f"{line}\n" for line in lines)

    def screen(self, draw: "Callable[[int], RenderableType]") -> None:
        """Write what people read, drawn for the width of the terminal and its encoding."""
        from io import StringIO

        from rich.console import Console

        width, colored = self.width(), self._colored()
        drawn = StringIO()
        console = Console(
            file=drawn,
            width=width,
            height=_NO_PAGES,
            color_system="standard" if colored else None,
            force_terminal=colored,
            no_color=not colored,
            legacy_windows=False,
            markup=False,
            highlight=False,
            emoji=False,
        )
        console.print(draw(width))
        text = "".join(f"{line.rstrip()}\n" for line in drawn.getvalue().splitlines())
        self.bytes(text.encode(self._encoding(), "icp-cells"))

    def note(self, text: Text) -> None:
        """Say something about the answer on stderr."""
        write_stderr(say(text, self.lang))

    def notes(self, problems: Iterable[Problem]) -> None:
        """Say on stderr what was accepted and should be looked at, each with its place."""
        for problem in problems:
            self.note(problem.placed)

    def _on_terminal(self) -> bool:
        return self.path is None and sys.stdout is not None and sys.stdout.isatty()

    def width(self) -> int:
        """The columns of the terminal; of another place, those of a page."""
        width = terminal_width(sys.stdout if self.path is None else None)
        return width or (_UNKNOWN_TERMINAL if self._on_terminal() else PIPED_WIDTH)

    def _encoding(self) -> str:
        stdout = sys.stdout if self.path is None else None
        return stdout.encoding if stdout else "utf-8"

    def _colored(self) -> bool:
        if self.color != "auto":
            return self.color == "always"
        if os.environ.get("NO_COLOR"):
            return False
        if os.environ.get("FORCE_COLOR"):
            return True
        return self._on_terminal() and os.environ.get("TERM") != "dumb"


def open_output(
    formats: Formats = NONE,
    *,
    format: str | None = None,
    output: Path | None = None,
    lang: str | None = None,
    color: str | None = None,
) -> Output:
    """The place that the options name; `formats` are the command's, its default first.

    Raises `IcpError` (`bad_usage`) for a word that is none.
    """
    out = Output(
        format=format_named(format, formats),
        formats=formats,
        lang=language(lang),
        path=None if output == Path("-") else output,
        color=chosen("--color", "auto" if color is None else color, COLORS),
    )
    if formats:
        _refuse_unwritable(out)
    return out


def _refuse_unwritable(out: Output) -> None:
    """Raise `IcpError` where the format lacks its extra, or would fill a terminal with bytes: before
    anything is done that the answer is about."""
    format = out.formats[out.format]
    if format.needs:
        from importlib.util import find_spec

        if find_spec(format.needs) is None:
            words = _MISSING_EXTRA.filled(name=out.format)
            raise refusal("missing_extra", "--format", words)
    if format.binary and out.path is None and sys.stdout is not None and sys.stdout.isatty():
        words = _NO_FILE.filled(name=out.format)
        raise refusal("bad_usage", "--format", words)


def write_stdout(data: Data) -> None:
    """Write to stdout; a reader that had enough (`icp deadlines | head`) is no error.

    Raises `IcpError` (`cannot_write`) where stdout is closed, or its disk is full.
    """
    if sys.stdout is None:
        raise _cannot_write("stdout", OSError("closed"))
    try:
        sys.stdout.flush()
        sys.stdout.buffer.writelines(in_pieces(data))
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        abandon(sys.stdout)
    except OSError as error:
        abandon(sys.stdout)
        raise _cannot_write("stdout", error) from None


def write_stderr(line: str) -> None:
    """Say a line on stderr, where there is somebody to hear it: in lines that fit their terminal.

    In a log, and for `grep`, it stays one line.
    """
    if sys.stderr is None:
        return
    lines, width = [line], terminal_width(sys.stderr)
    if 0 < width < len(line) * (1 if line.isascii() else 2):
        from icpcli.render.screens.message import message_lines

        lines = message_lines(line, width)
    try:
        print(*lines, sep="\n", file=sys.stderr)
    except OSError:
        abandon(sys.stderr)


def terminal_width(stream: TextIO | None) -> int:
    """The columns of a terminal, or `$COLUMNS` where that is less; elsewhere `$COLUMNS`; 0 where
    nothing says."""
    named = os.environ.get("COLUMNS", "")
    widths = [int(named)] if named.isdecimal() and len(named) < 9 else []
    with suppress(OSError, ValueError):  # no terminal, or closed
        widths += [os.get_terminal_size(stream.fileno()).columns] if stream else []
    return min(filter(None, widths), default=0)


def abandon(stream: TextIO) -> None:
    """Let what is still buffered go nowhere, or the interpreter complains of it at its end, and
    changes the exit code."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def write_file(path: Path, data: Data) -> bool:
    """Write a whole file or nothing; False where it is a device or a pipe that was written to.

    Raises `IcpError` (`cannot_write`).
    """
    try:
        if path.exists():
            # Opened for what there is to learn: whether it is a folder, or may not be written.
            with path.open("ab") as there:
                if _stays(path, there.fileno()):
                    there.writelines(in_pieces(data))
                    return False
        replace_whole(path, data)
    except OSError as error:
        raise _cannot_write(str(path), error) from None
    return True


def _try_file(path: Path) -> None:
    """Raise `IcpError` (`cannot_write`) where a file could not be written to; nothing changes."""
    try:
        if path.exists():
            if path.is_fifo():  # opening one waits for a reader
                return
            with path.open("ab") as there:
                if _stays(path, there.fileno()):
                    return
        try_folder(Path(os.path.realpath(path)).parent)
    except OSError as error:
        raise _cannot_write(str(path), error) from None


def _is_one_file(one: Path, other: Path) -> bool:
    """Whether two paths lead to one file, be it there or not."""
    with suppress(OSError):
        return one.samefile(other)
    return os.path.realpath(one) == os.path.realpath(other)


def _stays(path: Path, descriptor: int) -> bool:
    """Whether a path is written to and never replaced: a pipe, a device, `/dev/stdout`."""
    return path.parent == Path("/dev") or not stat.S_ISREG(os.fstat(descriptor).st_mode)


def _cannot_write(place: str, error: OSError) -> IcpError:
    zh, en = reason(error)
    words = Text(f"无法写入 {place}：{zh}", f"cannot write {place}: {en}")
    return refusal("cannot_write", "--output" if place != "stdout" else "", words)


def _question_marks(error: UnicodeError) -> tuple[str, int]:
    """For what an encoding lacks, a `?` a column, so that the columns still stand."""
    from icpcli.render.screens.wrap import cells

    assert isinstance(error, UnicodeEncodeError)
    return "?" * cells(error.object[error.start : error.end]), error.end


codecs.register_error("icp-cells", _question_marks)
