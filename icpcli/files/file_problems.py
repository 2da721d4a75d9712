"""What is wrong in one file: every problem with its place, up to so many."""

from pathlib import Path

from icpcli.files.whole_file import MAX_BYTES, read_whole
from icpcli.model.problem import IcpError, Problem, Text

MAX_PROBLEMS = 200
WHOLE_FILE = 1, 1

Place = tuple[int, int]

_LONGEST_NAME = 80
_LONGEST_MESSAGE = 400


class Problems:
    """Collects what is wrong in one file; gives up after `MAX_PROBLEMS`."""

    def __init__(self, file: str, code: str) -> None:
        self.file = file
        self.code = code
        self.found: list[Problem] = []

    def add(self, at: Place, path: str, message: Text) -> None:
        """Keep a problem; raise `IcpError` when there are too many."""
        if len(self.found) == MAX_PROBLEMS:
            at, path = WHOLE_FILE, ""
            message = Text(
                f"问题超过 {MAX_PROBLEMS} 个，只列出先发现的 {MAX_PROBLEMS} 个",
                f"more than {MAX_PROBLEMS} problems; those that were found first are shown",
            )
        short = Text(*(_cut(words, _LONGEST_MESSAGE) for words in message))
        self.found.append(Problem(self.file, *at, path, short))
        if len(self.found) > MAX_PROBLEMS:
            self.stop()

    def refuse(self, at: Place, path: str, message: Text) -> IcpError:
        """The error to raise where reading cannot go on."""
        self.add(at, path, message)
        return IcpError(self.code, self.found)

    def stop(self) -> None:
        """Raise `IcpError` with everything found so far, if anything was."""
        if self.found:
            raise IcpError(self.code, self.found)


def bytes_of(path: Path, problems: Problems, most: int = MAX_BYTES) -> bytes:
    """The bytes of a file of at most `most`. Raises `IcpError` where it cannot be read."""
    try:
        return read_whole(path, most)
    except ValueError as error:
        raise problems.refuse(WHOLE_FILE, "", error.args[0]) from None


def join(path: str, name: str) -> str:
    """The path of the field `name` inside `path`."""
    return f"{path}.{_cut(name, _LONGEST_NAME)}" if path else _cut(name, _LONGEST_NAME)


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1] + "…"
