"""Whose journal it is: its first line names the license (`# journal of 京ICP证130204号`)."""

import re

from icpcli.files.file_kinds import OWNER
from icpcli.model.license import License
from icpcli.model.problem import IcpError, Problem, Text

CODE = "invalid_journal"
_OWNER_LINE = rb"(?:\xef\xbb\xbf)?" + OWNER.encode() + rb"(.*)\r?\n"


def owner_of(content: bytes) -> str | None:
    """The number of the license that a journal says it belongs to, in its first line."""
    line = re.match(_OWNER_LINE, content)
    return printed(line[1].decode(errors="replace")) if line else None


def numbers_of(license: License) -> tuple[str, ...]:
    """The numbers under which a journal may belong to the license, as its first line has them: its
    own, then those that it had before."""
    return (printed(license.number), *map(printed, license.earlier_numbers))


def check_owner(content: bytes, file: str, license: License) -> None:
    """Raise `IcpError` (`invalid_journal`) where this is the journal of another license."""
    number = owner_of(content)
    mine, *_ = numbers = numbers_of(license)
    if number is None or number in numbers:
        return
    words = Text(
        f"这是 {number} 的台账，不是 {mine} 的：请移到那份许可证旁边；"
        f"如果就是同一份许可证，请把第一行改为“{OWNER}{mine}”",
        f"this is the journal of {number}, not of {mine}: move it beside that license; if the two "
        f'are one license, change the first line to "{OWNER}{mine}"',
    )
    raise IcpError(CODE, [Problem(file, 1, 1, "", words)])


def owner_line(license: License) -> bytes:
    """The first line of a journal of this license."""
    return f"{OWNER}{printed(license.number)}\n".encode()


def printed(number: str) -> str:
    """A license's number on one line, whatever signs an escape in its file has put into it."""
    return " ".join("".join(it if it.isprintable() else " " for it in number).split())
