"""A file as a whole: its bytes up to a limit, or new bytes in its place, all of them or none."""

import errno
import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from icpcli.model.problem import Text

MAX_BYTES = 1024 * 1024
"""The most that anything but a journal may hold: 1 MiB."""

YAML = (".yaml", ".yml")
"""What the names of YAML files end in."""
SHEETS = (".csv", ".xlsx", ".xls", ".ods")
"""What the names of ledgers end in."""

_REASONS = {
    errno.EACCES: Text("没有权限", "Permission denied"),
    errno.EPERM: Text("没有权限", "Operation not permitted"),
    errno.ENOENT: Text("没有这个文件或文件夹", "No such file or directory"),
    errno.ENOTDIR: Text("路径中有一段不是文件夹", "Not a directory"),
    errno.EISDIR: Text("这是一个文件夹", "Is a directory"),
    errno.ENOSPC: Text("磁盘已满", "No space left on device"),
    errno.EROFS: Text("文件系统是只读的", "Read-only file system"),
}


def reason(error: Exception) -> Text:
    """What the system says went wrong, for the people that `error` is told to."""
    words = str(getattr(error, "strerror", None) or error)
    return _REASONS.get(getattr(error, "errno", None) or 0, Text(words, words))


def read_whole(path: Path, most: int = MAX_BYTES) -> bytes:
    """The bytes of a file. Raises `ValueError(Text)` where it cannot be read, or holds more."""
    try:
        with path.open("rb") as file:
            return read_stream(file, most)
    except FileNotFoundError:
        message = Text("没有这个文件", "there is no such file")
    except IsADirectoryError:
        message = Text("这是一个文件夹，不是文件", "this is a folder, not a file")
    except (OSError, ValueError) as error:
        if error.args and isinstance(error.args[0], Text):
            raise
        words = reason(error)
        message = Text(f"无法读取：{words.zh}", f"cannot be read: {words.en}")
    raise ValueError(message)


def read_head(path: Path, size: int = 4096) -> bytes:
    """The first bytes of a file, to see what it is; none where it cannot be read."""
    with suppress(OSError, ValueError), path.open("rb") as file:
        return file.read(size)
    return b""


def real_path(path: Path) -> Path:
    """Where a file really lies, spelled as it was given where it is no symbolic link."""
    return Path(os.path.realpath(path)) if os.path.islink(path) else path


def read_stream(stream: BinaryIO, most: int = MAX_BYTES) -> bytes:
    """What is left in a stream. Raises `ValueError(Text)` where that is more than `most` bytes."""
    data = stream.read(most + 1)
    if len(data) <= most:
        return data
    size = most // MAX_BYTES
    raise ValueError(Text(f"文件超过 {size} MiB", f"the file is larger than {size} MiB"))


Data = bytes | Iterable[bytes]
"""What is written to a file: all at once, or piece by piece, where all at once is too much."""


def in_pieces(data: Data) -> Iterable[bytes]:
    """The pieces, of which there may be one only."""
    return (data,) if isinstance(data, bytes) else data


def replace_whole(path: Path, data: Data) -> None:
    """Write a file so that there is all of `data`, or what was there before; a link stays a link.

    A file that is replaced keeps its mode and, where the system lets us, its owner. The bytes are
    on the disk when this returns. Raises `OSError`.
    """
    # Not at the top: `tempfile` takes four milliseconds of every command that writes no file.
    from tempfile import mkstemp

    target = Path(os.path.realpath(path))
    descriptor, name = mkstemp(prefix=".icp-", dir=target.parent)
    try:
        with os.fdopen(descriptor, "wb") as beside:
            _take_after(target, descriptor)
            beside.writelines(in_pieces(data))
            beside.flush()
            flush(descriptor)
        os.replace(name, target)
    except BaseException:
        with suppress(OSError):
            os.unlink(name)
        raise
    flush_folder(target.parent)


def try_folder(folder: Path) -> None:
    """Raise `OSError` where no file can be made in a folder; nothing is left in it."""
    from tempfile import mkstemp

    descriptor, name = mkstemp(prefix=".icp-", dir=folder)
    os.close(descriptor)
    os.unlink(name)


def flush(descriptor: int) -> None:
    """Down to the disk. On macOS `fsync` stops at the drive's own cache; this does not."""
    if sys.platform == "darwin":
        import fcntl

        with suppress(OSError):  # not every file system has it
            fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
            return
    os.fsync(descriptor)


def flush_folder(folder: Path) -> None:
    """The name of a new file, too, must be on the disk. Windows sees to that by itself."""
    if sys.platform == "win32":
        return
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except PermissionError:  # one may write into a folder that one may not read
        return
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno != errno.EINVAL:  # not every file system can
            raise
    finally:
        os.close(descriptor)


def _take_after(target: Path, descriptor: int) -> None:
    """Give a new file the mode and the owner of the one that it replaces, else the usual mode."""
    if sys.platform == "win32":
        return
    try:
        old = target.stat()
    except FileNotFoundError:
        usual = os.umask(0)
        os.umask(usual)
        os.fchmod(descriptor, 0o666 & ~usual)
        return
    for owner, group in ((-1, old.st_gid), (old.st_uid, -1)):
        with suppress(PermissionError):  # only root gives files away
            os.fchown(descriptor, owner, group)
    os.fchmod(descriptor, old.st_mode & 0o7777)
