"""Where holiday notices are looked for: from the folder of the license upward, and how far."""

import os
from pathlib import Path

import pytest

from icpcli.calendar.notice_folder import notice_folder
from icpcli.model.problem import IcpError


def notices(folder: Path, name: str = "2027.yaml") -> Path:
    """A `holidays/` in this folder, with a file in it."""
    there = folder / "holidays"
    there.mkdir(parents=True, exist_ok=True)
    (there / name).write_text("year: 2027\n")
    return there


@pytest.fixture
def deep(tmp_path: Path) -> Path:
    """A license four folders below the one that is made a home or a checkout."""
    folder = tmp_path / "top" / "group" / "company" / "paper"
    folder.mkdir(parents=True)
    (folder / "license.yaml").write_text("")
    return folder / "license.yaml"


def test_the_nearest_is_taken(deep: Path, tmp_path: Path) -> None:
    """Of several folders the nearest one that holds a notice is taken; an empty one is passed over."""
    assert notice_folder(deep, tmp_path) is None
    for depth in (3, 2, 1, 0):
        found = notices(deep.parents[depth])
        assert notice_folder(deep, tmp_path) == found
    (deep.parent / "holidays" / "2027.yaml").rename(deep.parent / "holidays" / "2027.txt")
    assert notice_folder(deep, tmp_path) == deep.parents[1] / "holidays"
    notices(deep.parent, "2027.yml")
    assert notice_folder(deep, tmp_path) == deep.parent / "holidays"


def test_not_above_the_home(deep: Path, tmp_path: Path) -> None:
    """Nothing above the home folder is asked, and the home folder itself is."""
    top = deep.parents[3]
    found = notices(tmp_path)
    assert notice_folder(deep, top) is None
    assert notice_folder(deep, deep.parent) is None
    assert notice_folder(deep, tmp_path) == found
    assert notice_folder(deep, tmp_path / "elsewhere") == found
    assert notice_folder(deep, None) == found


def test_not_above_a_checkout(deep: Path, tmp_path: Path) -> None:
    """Nothing above a folder that holds .git is asked, be it a folder or the file of a worktree."""
    notices(tmp_path)
    git = deep.parents[2] / ".git"
    git.mkdir()
    assert notice_folder(deep, None) is None
    git.rmdir()
    git.write_text("gitdir: elsewhere\n")
    assert notice_folder(deep, None) is None
    nearer = notices(deep.parents[2])
    assert notice_folder(deep, None) == nearer


def test_how_it_is_spelled(deep: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder is spelled as the license is: by a relative path where that one is relative."""
    notices(deep.parents[1])
    monkeypatch.chdir(deep.parents[2])
    assert notice_folder(Path("company/paper/license.yaml"), tmp_path) == Path("company/holidays")
    monkeypatch.chdir(deep.parent)
    assert notice_folder(Path("license.yaml"), tmp_path) == Path("../holidays")
    notices(deep.parent)
    assert notice_folder(Path("license.yaml"), tmp_path) == Path("holidays")


def test_a_link_to_a_license(deep: Path, tmp_path: Path) -> None:
    """A license that is reached by a symbolic link has the notices of the folder where it lies."""
    notices(tmp_path)
    mine = notices(deep.parent)
    link = tmp_path / "link.yaml"
    link.symlink_to(deep)
    assert notice_folder(link, tmp_path) == mine


def test_what_is_no_folder(deep: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A `holidays` that is a file, a broken link, or may not be entered is a problem with its name."""
    there = deep.parents[1] / "holidays"
    there.write_text("")
    with pytest.raises(
        IcpError, match=r"company/holidays:1:1: this folder cannot be opened: Not a"
    ):
        notice_folder(deep, tmp_path)
    there.unlink()
    there.symlink_to("nowhere")
    with pytest.raises(IcpError, match="No such file"):
        notice_folder(deep, tmp_path)
    there.unlink()
    notices(deep.parents[1])

    def forbidden(folder: Path) -> list[str]:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "listdir", forbidden)
    with pytest.raises(IcpError, match="Permission denied") as caught:
        notice_folder(deep, tmp_path)
    assert caught.value.code == "invalid_notice"
