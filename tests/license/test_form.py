"""What one form of certificate prints is data, and read as strictly as a license."""

import re
from pathlib import Path

import pytest
from places import LICENSE, ROOT
from terminal import icp

from icpcli.cli import documents
from icpcli.license.file import read_license
from icpcli.license.form import FRONT, SITE, Form, read_form
from icpcli.model.problem import IcpError

FILE = ROOT / "data" / "forms" / "telecom.yaml"
SOURCE = FILE.read_text("utf-8")
FORM = read_form(FILE)
BUNDLED = read_license(LICENSE)


def test_every_field_has_its_label() -> None:
    """Each field of the paper and of its annex is known by a label, the longest first."""
    for name in (*FRONT, *SITE):
        labels = FORM.labels[name]
        assert labels == tuple(sorted(labels, key=len, reverse=True)) != ()


def test_every_trigger_has_its_words() -> None:
    """Every trigger of the bundled license is known by words, so that a sentence can be checked."""
    assert {
        name for rule in BUNDLED.rules for name in rule.triggers if not rule.rule_set
    } <= FORM.triggers.keys()


@pytest.mark.parametrize(
    ("number", "is_one"),
    [
        ("京ICP证130204号", True), ("京ICP证130204", True), ("粤B2-20220123", True),
        ("B1.B2-20190001", True), ("苏B2-20220457-1", True), ("京ICP备130204号", False),
        ("粤B2-2022", False), ("JY1", False),
    ],
)  # fmt: skip
def test_license_numbers(number: str, is_one: bool) -> None:
    """The shapes of the form are those of a license number, and of nothing like it."""
    assert bool(re.fullmatch(FORM.number, number)) == is_one


def read(tmp_path: Path, text: str) -> Form:
    path = tmp_path / "form.yaml"
    path.write_text(text, "utf-8")
    return read_form(path)


BROKEN = {
    "an unknown label": ("  holder:", "  holer:", 'unknown key (did you mean "holder"?)'),
    "no expression": ("'[一-鿿]{0,4}ICP", "'(ICP", "is no regular expression"),
    "no title": ("  title: 增值电信业务经营许可证\n", "", '"title" is missing'),
    "no list": ("[违法信息]", "违法信息", "a list is needed here"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_form(case: str, tmp_path: Path) -> None:
    """A form that cannot be used is refused with its place, like any file that people write."""
    old, new, said = BROKEN[case]
    assert old in SOURCE
    with pytest.raises(IcpError) as caught:
        read(tmp_path, SOURCE.replace(old, new, 1))
    assert caught.value.code == "invalid_form"
    assert any(said in problem.message.en and problem.line for problem in caught.value.problems)


@pytest.mark.parametrize("name", ["FORM", "BUNDLED"])
def test_a_file_of_the_program_that_is_gone(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the installed form or example is missing, one line says to install icpcli again."""
    monkeypatch.setattr(documents, name, (tmp_path / "gone.yaml",))
    answer = icp("import", ROOT / "examples" / "certificate.txt")
    assert (answer.code, answer.text) == (3, "")
    assert answer.err == f"icp: {tmp_path / 'gone.yaml'}: is missing: install icpcli again\n"
