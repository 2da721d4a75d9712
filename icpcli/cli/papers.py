"""The papers that `icp import` is given, text, PDF or pictures, read into the text of one certificate."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from icpcli.cli.documents import decoded, read_bytes
from icpcli.cli.output import Output
from icpcli.files.whole_file import MAX_BYTES
from icpcli.importers.scan.kinds import Kind, kind_of
from icpcli.license.form import Form
from icpcli.model.problem import Text, refusal

_MOST_BYTES = 64 * MAX_BYTES


class Papers(NamedTuple):
    """The text of a certificate, and the name that its problems get.

    `notes` are what a person must know of its pages, `counted` says how many there were and how
    they were read; nothing where the papers were a text.
    """

    text: str
    name: str
    notes: tuple[Text, ...] = ()
    counted: tuple[Text, ...] = ()


def read_papers(paths: Sequence[Path], form: Form, out: Output) -> Papers:
    """What stands on the papers; of none, on stdin.

    Raises `IcpError` (`bad_usage`, `invalid_certificate`) where one cannot be read.
    """
    files = [read_bytes(path, out.lang, _MOST_BYTES) for path in paths or (None,)]
    kinds = [_kind(*file) for file in files]
    name = files[0][1]
    if all(kind is Kind.TEXT for kind in kinds):
        return Papers("\n".join(_text(*file) for file in files), name)
    # Not at the top: a text needs no reader of PDFs.
    from icpcli.importers.scan.read import File, read_files

    found = [
        File(kind, _text(data, name).encode() if kind is Kind.TEXT else data, name)
        for kind, (data, name) in zip(kinds, files, strict=True)
    ]
    pages = read_files(found, form, out.note)
    return Papers(pages.text, name, pages.notes, (pages.counted,))


def _kind(data: bytes, name: str) -> Kind:
    try:
        return kind_of(data)
    except ValueError as error:
        raise refusal("invalid_certificate", name, error.args[0]) from None


def _text(data: bytes, name: str) -> str:
    if len(data) > MAX_BYTES:
        raise refusal("bad_usage", name, Text("文件超过 1 MiB", "the file is larger than 1 MiB"))
    return decoded(data, name)
