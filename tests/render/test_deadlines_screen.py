"""What a row of the deadlines tells besides its dates."""

from pathlib import Path

import pytest
from places import LICENSE
from terminal import icp

PAPER = LICENSE.read_text("utf-8")


@pytest.fixture
def written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Write a license file with some words replaced, in a folder of its own, and go there."""

    def write(name: str, **words: str) -> str:
        text = PAPER
        for old, new in words.items():
            assert old in text
            text = text.replace(old, new)
        (tmp_path / name).mkdir()
        (tmp_path / name / "license.yaml").write_text(text, "utf-8")
        monkeypatch.chdir(tmp_path)
        return f"{name}/license.yaml"

    return write


def test_several_licenses(written) -> None:
    """With several licenses each row names its own; with one, none does."""
    first, second = written("a"), written("b", 京ICP证130204号="沪ICP证000001号")
    both = icp("deadlines", "-l", first, "-l", second, "--lang", "en").text
    rows = [line.strip() for line in both.splitlines()]
    assert rows.count("京ICP证130204号") == rows.count("沪ICP证000001号") > 4
    one = icp("deadlines", "-l", first, "--lang", "en").text
    assert "京ICP证130204号" not in [line.strip() for line in one.splitlines()]


def test_what_started_the_clock(written) -> None:
    """Two events of one day start two deadlines of one rule; each row names its event."""
    file = written("a")
    for event in ("address-change", "capital-change"):
        icp("record", event, "--on", "2026-11-02", "-l", file)
    text = icp("deadlines", "-l", file, "--lang", "en").text
    assert "registry-update@2026-11-02\n" in text
    assert "registry-update@2026-11-02.2\n" in text
    assert "Registered address changed 2026-11-02\n" in text
    assert "Registered capital changed 2026-11-02\n" in text


@pytest.mark.parametrize(
    ("expires", "file_by", "due"),
    [
        ("2028-07-01", "2028-03-31", "2028-04-02"),  # due is a Sunday
        ("2029-03-15", "2028-12-14", "2028-12-15"),  # due is a working day: the day before it
        ("2029-03-19", "2028-12-18", "2028-12-19"),
    ],
)
def test_one_safe_day(written, expires: str, file_by: str, due: str) -> None:
    """提前90日 is read in three ways: the row names one day to plan for, in time under each."""
    file = written("a", **{"expires: 2028-07-01": f"expires: {expires}"})
    text = icp("deadlines", "-l", file, "--lang", "en").text
    assert text.count(f"\n{file_by}  {due}  ") == 2
    assert "Safest" not in text
