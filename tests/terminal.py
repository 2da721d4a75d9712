"""`icp` run inside the test: a clean environment, and a stdout of its own, a pipe or a terminal."""

import fcntl
import os
import pty
import struct
import sys
import termios
import tty
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from io import BufferedWriter, BytesIO, RawIOBase, TextIOWrapper
from subprocess import CompletedProcess
from subprocess import run as run_program
from threading import Thread
from unittest import mock

from icpcli.cli.run import run

CLEAN = {"ICP_AS_OF": "2026-11-24", "ICP_LANG": "en"}
GRIDS = [
    ["deadlines", "--all"],
    ["event"],
    ["event", "illegal-content=2026-12-14", "foreign-shareholder-change=2026-09-25"],
    ["explain", "renewal"],
    ["duties"],
    ["history", "--from", "2023-01-01"],
    ["workdays", "after", "2026-12-14", "10"],
    ["workdays", "between", "2026-12-14", "2027-02-28"],
    ["workdays", "show", "2027"],
    ["validate"],
    ["rules"],
    ["rules", "telecom-law"],
]
"""Commands whose answer is a grid, in every format of one."""
PROGRAM = [sys.executable, "-c", "from icpcli.cli import main; main()"]


@dataclass(frozen=True)
class Answer:
    """What a run printed, and its exit code."""

    code: int
    out: bytes
    err: str

    @property
    def text(self) -> str:
        return self.out.decode()


def icp(*arguments: object, encoding: str = "utf-8", **environment: str) -> Answer:
    """Run `icp` with stdout a pipe of this encoding."""
    out, err = TextIOWrapper(BytesIO(), encoding=encoding), _stderr(encoding)
    code = _run(arguments, {**CLEAN, **environment}, out, err)
    return Answer(code, _said(out), _said(err).decode(encoding))


def icp_on_terminal(*arguments: object, columns: int, **environment: str) -> Answer:
    """Run `icp` with stdout a terminal that is so many columns wide."""
    err = _stderr("utf-8")
    with _terminal(columns) as (out, shown):
        code = _run(arguments, {**CLEAN, "TERM": "xterm", **environment}, out, err)
    return Answer(code, b"".join(shown), _said(err).decode())


def icp_told_on_terminal(*arguments: object, columns: int, **environment: str) -> Answer:
    """Run `icp` with stdout a pipe and stderr a terminal that is so many columns wide."""
    out = TextIOWrapper(BytesIO(), encoding="utf-8")
    with _terminal(columns) as (err, shown):
        code = _run(arguments, {**CLEAN, "TERM": "xterm", **environment}, out, err)
    return Answer(code, _said(out), b"".join(shown).decode())


def icp_in_one(*arguments: object, **environment: str) -> Answer:
    """Run `icp` as a shell does with `</dev/null 2>&1`: both streams in one, in the order of writing."""
    both = _Both()
    out = TextIOWrapper(BufferedWriter(both), encoding="utf-8")
    err = TextIOWrapper(BufferedWriter(both), encoding="utf-8", line_buffering=True)
    with open(os.devnull) as nothing, mock.patch.object(sys, "stdin", nothing):
        code = _run(arguments, {**CLEAN, **environment}, out, err)
    return Answer(code, bytes(both.written), "")


class _Both(RawIOBase):
    """Where two streams end."""

    def __init__(self) -> None:
        self.written = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: bytes) -> int:
        self.written += data
        return len(data)


def icp_process(*arguments: object, **environment: str) -> "CompletedProcess[bytes]":
    """Run `icp` as a program of its own."""
    command = [*PROGRAM, *map(str, arguments)]
    return run_program(command, env={**CLEAN, **environment}, capture_output=True, check=False)


@contextmanager
def as_nobody() -> Iterator[None]:
    """Root may write everywhere, so that it must be somebody else for a while."""
    if os.geteuid():
        yield
        return
    os.setegid(65534)
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)
        os.setegid(0)


def _run(
    arguments: tuple[object, ...],
    environment: Mapping[str, str],
    out: TextIOWrapper,
    err: TextIOWrapper,
) -> int:
    with (
        mock.patch.dict(os.environ, environment, clear=True),
        mock.patch.object(sys, "stdout", out),
        mock.patch.object(sys, "stderr", err),
    ):
        code = run([*map(str, arguments)])
        out.flush()
        err.flush()
    return code


def _stderr(encoding: str) -> TextIOWrapper:
    return TextIOWrapper(BytesIO(), encoding=encoding, errors="backslashreplace")


def _said(stream: TextIOWrapper) -> bytes:
    return stream.buffer.getvalue()


@contextmanager
def _terminal(columns: int) -> Iterator[tuple[TextIOWrapper, list[bytes]]]:
    """A terminal to write to, and what was shown on it; read at its other end all the while."""
    master, slave = pty.openpty()
    tty.setraw(slave)
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    shown: list[bytes] = []

    def read() -> None:
        with suppress(OSError):  # what Linux says when the other end was closed
            while piece := os.read(master, 65536):
                shown.append(piece)

    reader = Thread(target=read)
    reader.start()
    try:
        with open(slave, "w", encoding="utf-8") as out:
            yield out, shown
    finally:
        reader.join(10)
        os.close(master)
