"""What a YAML file is, by its content: a hook sees every file of a repository, and speaks of ours."""

from pathlib import Path

import pytest
from places import LICENSE, TESTS

from icpcli.files.file_kinds import FileKind, kind_of

OURS = {
    FileKind.LICENSE: (
        "license: {}\n",
        "license:\n",
        "license:\n  number: 1\nrules: []\n",
        "licence:\n  number: 1\n",
        "rules:\n  - {id: a, trigger: expires, due: 90 days before}\n",
        "rule_sets: [telecom-law]\n",
        "# a word\nlicense:\n  holder: [\n",
        "license：\n  holder: 示例\n",
        "license: {number: 1\n",
    ),
    FileKind.RULE_SET: (
        "rule_set: {id: a, kind: law}\n",
        "rule_set:\n  id: a\nrules:\n  - {id: a, trigger: expires, due: 90 days before}\n",
        "rule_set:\n  id: [\n",
    ),
    FileKind.JOURNAL: (
        "# journal of 京ICP证1号\n",
        "\ufeff# journal of 京ICP证1号\n- {\n",
        "- {recorded: 2026-11-24, event: capital-change, on: 2026-11-20}\n",
        "# by hand\n- recorded: 2026-11-24\n  done: renewal@2028\n  on: 2026-11-20\n",
        "- {recorded: 2026-11-24, event: capital-change, on: 2026-11-20}\n- {recor",
    ),
    FileKind.NOTICE: ("year: 2027\nfestivals: []\n", "festivals:\n  - {name\n"),
}
OTHERS = (
    "",
    "# nothing\n",
    "a: b\n",
    "license: MIT\n",
    "license: [GPL-3.0-or-later]\nname: a\n",
    "license: MIT\nname: [\n",
    "rule_set: strict\n",
    "silence:\n  matchers: []\n",
    "rules:\n  no-var: error\n",
    "apiVersion: v1\nrules:\n  - {apiGroups: [''], resources: [pods], verbs: [get]}\n",
    "- hosts: all\n",
    "- {recorded: yes, title: a film}\n",
    "a: 1\n---\nlicensee: {number: 2}\n",
    "{{ template }}: [\n",
    "\x01",
    "just words",
)


@pytest.mark.parametrize(
    ("kind", "text"),
    [(kind, text) for kind, texts in OURS.items() for text in texts]
    + [(FileKind.OTHER, text) for text in OTHERS],
)
def test_kind(kind: FileKind, text: str, tmp_path: Path) -> None:
    """A file is told by what is in it, also where it is broken; other programs' files are not ours."""
    path = tmp_path / "any.yaml"
    path.write_text(text, "utf-8")
    assert kind_of(path) is kind


def test_every_broken_license_is_one() -> None:
    """Each broken license file of the tests is told to be one, unless nothing in it says so."""
    files = [LICENSE, *(TESTS / "license" / "broken").glob("*.yaml")]
    others = {path.stem for path in files if kind_of(path) is not FileKind.LICENSE}
    assert others == {"a-list", "a-word", "empty", "only-comments"}


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-be", "gb18030"])
def test_what_no_utf_8_looks_like(encoding: str, tmp_path: Path) -> None:
    """A license saved in another encoding is one that cannot be read, and is not left out of a folder."""
    path = tmp_path / "any.yaml"
    path.write_bytes("license:\r\n  holder: [示例公司\r\n".encode(encoding))
    assert kind_of(path) is FileKind.LICENSE
    path.write_bytes("license: MIT\r\nname: [示例\r\n".encode(encoding))
    assert kind_of(path) is FileKind.OTHER


def test_what_is_no_file(tmp_path: Path) -> None:
    """A folder, and a file that is not there, are nothing of ours."""
    assert kind_of(tmp_path) is FileKind.OTHER
    assert kind_of(tmp_path / "missing.yaml") is FileKind.OTHER
