"""A file of lines that only grows: nothing in it is lost, whoever else writes, whenever power fails.

It is written under a lock, with one write, and flushed to the disk before anybody is told.
"""

import errno
import os
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import sleep

from icpcli.files.whole_file import flush, flush_folder, reason, replace_whole
from icpcli.model.problem import IcpError, Problem, Text

PATIENCE = 10
"""Seconds for which a file that somebody else holds is waited for."""

_PAUSE = 0.02
_BEFORE_A_WORD = 0.5
_BUSY = (errno.EACCES, errno.EDEADLK) if sys.platform == "win32" else (errno.EAGAIN,)
_BINARY = getattr(os, "O_BINARY", 0)
_CHUNK = 1 << 20
_LOCKED_BYTE = 1 << 30
_MOST_TORN_FILES = 1000


class HeldByAnotherError(Exception):
    """Somebody else holds the file, and did so for `PATIENCE` seconds."""


class Held:
    """An open file that nobody else can write to for now."""

    def __init__(self, path: Path, descriptor: int, *, created: bool) -> None:
        self.path = path
        self._descriptor = descriptor
        self.content = _read_all(descriptor)
        # Between creating and locking it another may have written: then it is not ours to remove.
        self.created = created and not self.content

    def append(self, data: bytes) -> None:
        """Add `data` at the end, down to the disk. Where that fails the file is as it was."""
        try:
            if os.write(self._descriptor, data) < len(data):
                raise OSError(28, "No space left on device")
            flush(self._descriptor)
            if not self.content:
                flush_folder(self.path.parent)
        except BaseException:
            with suppress(OSError):
                self._cut(len(self.content))
            raise
        self.content += data
        self.created = False

    def set_aside(self, size: int, named: Path) -> Path:
        """Cut the file to its first `size` bytes; the rest is kept in a new file, `named` or the like.

        Returns the new file. It is on the disk before anything is cut.
        """
        rest = self.content[size:]
        for n in range(1, _MOST_TORN_FILES):
            beside = named if n == 1 else named.with_name(f"{named.name}.{n}")
            with suppress(FileExistsError), beside.open("xb") as kept:
                kept.write(rest)
                kept.flush()
                flush(kept.fileno())
                break
        else:
            raise FileExistsError(17, f"{named} to {beside} exist")
        flush_folder(beside.parent)
        self._cut(size)
        self.content = self.content[:size]
        return beside

    def replace(self, data: bytes) -> None:
        """Put a file with `data` in the place of this one.

        Whoever waits for this one then takes the new one; there is no moment without either.
        """
        replace_whole(self.path, data)

    def _cut(self, size: int) -> None:
        os.ftruncate(self._descriptor, size)
        flush(self._descriptor)


def read_settled(path: Path) -> bytes:
    """The bytes of the file when nobody is in the middle of a write to it."""
    descriptor = os.open(path, os.O_RDONLY | _BINARY)
    try:
        if sys.platform != "win32":
            with suppress(HeldByAnotherError):
                _lock(descriptor, shared=True)
        return _read_all(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def held(path: Path, waiting: Callable[[], None] = lambda: None) -> Iterator[Held]:
    """The file at `path` under a lock, created where it is not there; a link to it stays a link.

    Where somebody else holds it, `waiting` is called after half a second. A file that was created
    and got nothing is removed again. Raises `IcpError` (`cannot_write`) where the file cannot be
    written, or stays held for `PATIENCE` seconds.
    """
    try:
        target = Path(os.path.realpath(path))
        descriptor, created = _open_locked(target, waiting)
        try:
            file = Held(target, descriptor, created=created)
            try:
                yield file
            finally:
                if file.created:
                    with suppress(OSError):
                        target.unlink()
        finally:
            os.close(descriptor)
    except HeldByAnotherError:
        raise _cannot_write(path, _HELD) from None
    except OSError as error:
        zh, en = reason(error)
        raise _cannot_write(path, Text(f"无法写入：{zh}", f"cannot be written: {en}")) from None


_HELD = Text(
    f"另一个程序占用它已超过 {PATIENCE} 秒，这次没有写入；请稍后再试",
    f"another program has held it for {PATIENCE} seconds, and nothing was written: try again later",
)


def _cannot_write(path: Path, words: Text) -> IcpError:
    return IcpError("cannot_write", [Problem(str(path), 1, 1, "", words)])


def last_line(content: bytes) -> bytes:
    """The last line where it may be torn: it has no end, or holds a NUL, as after a power cut."""
    start = content.rstrip(b"\r\n").rfind(b"\n") + 1
    line = content[start:]
    return line if b"\0" in line or not line.endswith(b"\n") else b""


def _open_locked(target: Path, waiting: Callable[[], None]) -> tuple[int, bool]:
    """The descriptor of the locked file, and whether it had to be created.

    While one waits for the lock, the file may have been replaced or removed: then once more.
    """
    while True:
        descriptor, created = _open(target)
        try:
            _lock(descriptor, waiting)
            if _is_still(target, descriptor):
                return descriptor, created
        except OSError:
            # There are no locks here, so nobody else can have begun to write.
            if created and not os.fstat(descriptor).st_size:
                target.unlink(missing_ok=True)
            os.close(descriptor)
            raise
        except BaseException:
            os.close(descriptor)
            raise
        os.close(descriptor)


def _open(target: Path) -> tuple[int, bool]:
    flags = os.O_RDWR | os.O_APPEND | _BINARY
    while True:
        try:
            descriptor = os.open(target, flags)
        except FileNotFoundError:
            with suppress(FileExistsError):
                return os.open(target, flags | os.O_CREAT | os.O_EXCL, 0o666), True
        else:
            if stat.S_ISREG(os.fstat(descriptor).st_mode):
                return descriptor, False
            os.close(descriptor)
            raise OSError(22, "not a file")


def _is_still(target: Path, descriptor: int) -> bool:
    try:
        return os.path.samestat(target.stat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False


def _lock(
    descriptor: int, waiting: Callable[[], None] = lambda: None, *, shared: bool = False
) -> None:
    """Wait until nobody else holds the file; it is let go when the file is closed.

    Raises `HeldByAnotherError` after `PATIENCE` seconds, and `OSError` where there are no locks.
    """
    waited = 0.0
    told = False
    while not _try_lock(descriptor, shared=shared):
        if waited >= PATIENCE:
            raise HeldByAnotherError
        if waited >= _BEFORE_A_WORD and not told:
            told = True
            waiting()
        sleep(_PAUSE)
        waited += _PAUSE


def _try_lock(descriptor: int, *, shared: bool) -> bool:
    """Take the lock where nobody else has it. Raises `OSError` where there are no locks."""
    try:
        if sys.platform == "win32":
            import msvcrt

            # A lock there also keeps others from reading: so on a byte that no file ever has.
            os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_NB | (fcntl.LOCK_SH if shared else fcntl.LOCK_EX))
    except OSError as error:
        if error.errno in _BUSY:
            return False
        raise
    return True


def _read_all(descriptor: int) -> bytes:
    os.lseek(descriptor, 0, os.SEEK_SET)
    return b"".join(iter(lambda: os.read(descriptor, _CHUNK), b""))
