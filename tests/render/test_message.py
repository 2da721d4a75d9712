"""What is said on stderr fits its terminal, and can be copied out of it."""

import re
from pathlib import Path
from shlex import split

import pytest
from effort import tries
from hypothesis import given, settings
from hypothesis import strategies as st
from places import LICENSE
from terminal import icp, icp_told_on_terminal

from icpcli.render.screens import wrap
from icpcli.render.screens.message import message_lines
from icpcli.render.screens.wrap import cells, to_copy

WIDTHS = (*range(28, 61), 80, 100, 120, 160)
DONE = "icp done telecom-law/pi-leak@2026-11-24 --on DATE --note TEXT"
CLAIM = "icp journal --claim -l license.yaml"
MOVE = "mv b/journal.yaml FOLDER"
SPACED = "icp journal --claim -l 'my folder/示例.yaml'"
WAIVED = (
    "icp: telecom-law/pi-leak@2026-11-24 is to be filed by 2026-11-24: until its due day has passed it can "
    f"no longer be waived. It was filed: {DONE}; the event was a mistake: icp undo N --reason TEXT"
)
STRAY = (
    "b/journal.yaml:1:1: 这是 京ICP证130204号 的台账，而这个文件夹里没有这个编号的许可证：移到那份许可证旁边"
    f"（{MOVE}）；如果就是 沪B2-20220457，把第一行改为“# journal of 沪B2-20220457”"
)
UNDONE = (
    "第 2 条说的是 registry-update@2026-09-25，它已不再计算：请一并作废；重新记录事件之后，用新的编号再记："
    "icp done 编号 --on 2026-10-20"
)
OWNED = f"journal.yaml 没有写明属于哪份许可证，当作 许可证/示例电商.yaml 的；{CLAIM} 会写上"
WHOSE = f"journal.yaml:1:1: does not say whether it is that of a.yaml or of b.yaml: if of b.yaml, {SPACED}"
PIECES = (
    *(DONE, CLAIM, MOVE, SPACED, "icp journal", "（", "）", "(", ")", "；", "，", ", ", "; ", ": "),
    *(
        "2026-11-24 周二",
        "2026-11-24 Fri",
        "京ICP证130204号",
        "a/b.yaml:1:1:",
        "许可证/示例.yaml",
        "'",
    ),
    *("到期", "not yet", "icp done ", " -l ", "24小时", "“", "”"),
)
SAID = {
    WAIVED: ("telecom-law/pi-leak@2026-11-24", "2026-11-24:", DONE),
    STRAY: ("b/journal.yaml:1:1:", "京ICP证130204号", "沪B2-20220457", MOVE),
    UNDONE: ("registry-update@2026-09-25", "icp done 编号 --on 2026-10-20"),
    OWNED: ("journal.yaml", "许可证/示例电商.yaml"),
    WHOSE: ("journal.yaml:1:1:", SPACED),
    "已写入 /tmp/期限/很长的名字的文件夹/11-24.html": ("/tmp/期限/很长的名字的文件夹/11-24.html",),
}
"""What is said, and what of it must stay whole."""


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(("text", "whole"), SAID.items(), ids=lambda it: it[:20])
def test_every_width(text: str, whole: tuple[str, ...], width: int) -> None:
    """No line is too wide, but for a path or an id that is wider alone; no date, id, path or command
    is cut, and nothing but a stop behind a command is lost."""
    lines = message_lines(text, width)
    for line in lines:
        assert cells(line) <= width or len(split(line.removesuffix(" \\"))) == 1, line
    for kept in whole:
        # A command goes on behind a backslash; a shell puts it together again.
        typed = [split(line) for line in "\n".join(lines).replace("\\\n", "").splitlines()]
        assert any(kept in line for line in lines) or split(kept) in typed
    for kept in re.findall(r"\S*\d{4}-\d{2}-\d{2}", text):
        assert any(kept in line for line in lines)
    assert letters("".join(lines)) == letters(text)


@settings(max_examples=tries(150))
@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=6), max_size=12), st.integers(28, 90))
def test_any_message(pieces: list[str], width: int) -> None:
    """Whatever is said, no letter of it is lost, and only what cannot be broken is wider than the
    terminal."""
    text = " ".join("".join(pieces).split())
    lines = message_lines(text, width)
    assert letters("".join(lines)) == letters(text)
    for line in lines:
        assert cells(line) <= width or not re.search(r"\S\s+\S", line.removesuffix(" \\")), line


def test_many_commands_take_no_longer_each() -> None:
    """A message of thousands of commands is broken in a time that grows with its length alone."""
    lines = message_lines(f"{DONE}；" * 3000, 70)
    assert [line.strip(" ；") for line in lines] == [DONE] * 3000


def letters(text: str) -> str:
    return re.sub(r"[\s\\；，;,（）()]", "", text)


def test_a_command_stands_alone() -> None:
    """A command that does not fit behind the words stands on a line of its own, without the stop or
    the brackets around it; what follows goes on below."""
    assert message_lines(WAIVED, 70) == [
        "icp: telecom-law/pi-leak@2026-11-24 is to be filed by 2026-11-24:",
        "  until its due day has passed it can no longer be waived. It was",
        "  filed:",
        f"  {DONE}",
        "  the event was a mistake: icp undo N --reason TEXT",
    ]
    assert message_lines(STRAY, 40) == [
        "b/journal.yaml:1:1: 这是 京ICP证130204号",
        "  的台账，而这个文件夹里没有这个编号的许",
        "  可证：移到那份许可证旁边",
        f"  {MOVE}",
        "  如果就是 沪B2-20220457，把第一行改为",
        "  “# journal of 沪B2-20220457”",
    ]


def test_a_command_that_is_too_wide(monkeypatch: pytest.MonkeyPatch) -> None:
    """A shell is told that the command goes on; Windows has no one sign for that, and breaks it itself."""
    assert to_copy(DONE, 48) == [
        "icp done telecom-law/pi-leak@2026-11-24 \\",
        "  --on DATE --note TEXT",
    ]
    monkeypatch.setattr(wrap, "_GOES_ON", "")
    assert to_copy(DONE, 48) == [DONE]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_only_where_somebody_reads_it(lang: str, tmp_path: Path) -> None:
    """On a terminal, or where COLUMNS says how wide it is, a note is broken; in a log it is one line."""
    command = ("event", "illegal-content=2026-12-14", "-l", LICENSE, "-o", tmp_path / "answer")
    told = icp(*command, ICP_LANG=lang).err
    assert max(map(cells, told.splitlines())) > 60
    narrow = icp(*command, ICP_LANG=lang, COLUMNS="60")
    assert narrow.err.splitlines() == [
        broken for line in told.splitlines() for broken in message_lines(line, 60)
    ]
    assert icp_told_on_terminal(*command, columns=60, ICP_LANG=lang).err == narrow.err
    assert icp_told_on_terminal(*command, columns=90, COLUMNS="60", ICP_LANG=lang).err == narrow.err


def test_errors_are_broken_too(tmp_path: Path) -> None:
    """Each problem of a file that cannot be read begins a line with its place."""
    path = tmp_path / "license.yaml"
    path.write_text("license: {number: 1, holder: 甲, issued: 2023/07/01, expires: 2028年7月1日}\n")
    told = icp_told_on_terminal("deadlines", "-l", path, columns=60)
    assert told.code == 3
    starts = [line for line in told.err.splitlines() if line[:1] != " "]
    assert starts
    assert all(line.startswith(f"{path}:") for line in starts)
    assert all(
        cells(line) <= 60 for line in told.err.splitlines() if not line.startswith(str(path))
    )
