"""`--company` and `--owner`: only the licenses of one company, or of one person."""

import json
from pathlib import Path

import pytest
from licenses import FILE_BY, license_file
from terminal import Answer, icp

COMMANDS = (
    ["deadlines", "-f", "csv"],
    ["event", "-f", "csv"],
    ["duties", "-f", "json"],
    ["lint", "-f", "csv"],
    ["history", "-f", "csv"],
    ["page"],
    ["check", "-f", "prometheus"],
    ["next", "--value", "json"],
    ["remind", "--all"],
    ["remind", "-f", "ics"],
    ["explain", "renewal", "-f", "json"],
)


@pytest.fixture
def files(tmp_path: Path) -> list[object]:
    """Three licenses: two of 甲, looked after by two departments, one of 乙 without anybody."""
    options: list[object] = []
    for n, (name, fields) in enumerate(
        (
            ("示例甲股份有限公司", {"short_name": "甲", "owner": "法务部"}),
            ("示例甲股份有限公司", {"short_name": "甲", "owner": "运维部"}),
            ("示例乙有限公司", {}),
        )
    ):
        path = license_file(tmp_path / f"{n}.yaml", number=f"number-{n}", holder=name, **fields)
        options += ["-l", path]
    return options


def answer(files: list[object], *arguments: object) -> Answer:
    return icp(*arguments, *files, "--lang", "zh", ICP_AS_OF=str(FILE_BY))


def numbers(text: str) -> list[int]:
    return [n for n in range(3) if f"number-{n}" in text]


@pytest.mark.parametrize(
    ("option", "found"),
    [
        (("--company", "甲"), [0, 1]),
        (("--company", "示例乙有限公司"), [2]),
        (("--company", "示例"), [0, 1, 2]),
        (("--owner", "法务部"), [0]),
        (("--company", "甲", "--owner", "运维部"), [1]),
    ],
    ids=str,
)
def test_whose(files: list[object], option: tuple[str, ...], found: list[int]) -> None:
    """A company is named by its short name or by a part of its name, an owner likewise; both narrow
    the answer."""
    said = answer(files, "deadlines", "-f", "csv", *option)
    assert numbers(said.text) == found


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_that_answers_for_licenses(files: list[object], command: list[str]) -> None:
    """Every command that answers for licenses answers for those only."""
    said = answer(files, *command, "--owner", "运维部")
    assert said.code in (0, 1, 2), said.err
    assert numbers(said.text) in ([1], [])
    assert "法务部" not in said.text


def test_nobody_is_called_that(files: list[object]) -> None:
    """A name that nobody bears is refused with those that somebody does."""
    said = answer(files, "remind", "--company", "丙")
    assert (said.code, said.out) == (3, b"")
    assert (
        said.err == "icp: --company: 没有公司“丙”（已有：甲、示例乙有限公司、示例甲股份有限公司）\n"
    )
    said = answer(files, "check", "--owner", "法务", "--company", "示例乙有限公司")
    assert said.code == 3


def test_a_broken_file_is_still_told_of(files: list[object], tmp_path: Path) -> None:
    """What cannot be read may be anybody's: it is named whoever was asked for."""
    (tmp_path / "broken.yaml").write_text("license: 1\n", "utf-8")
    said = answer(
        [*files, "-l", tmp_path / "broken.yaml"], "check", "--owner", "法务部", "-f", "json"
    )
    assert said.code == 3
    assert len(json.loads(said.text)["errors"]) == 1
