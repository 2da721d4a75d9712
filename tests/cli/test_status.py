"""`icp` alone, with a license at hand: how it stands, and three commands that can be copied."""

import shlex
import shutil
from pathlib import Path

import pytest
from golden import Golden
from places import LICENSE, ROOT, TESTS
from terminal import icp

from icpcli.render.screens.wrap import cells

SCREENS = TESTS / "cli" / "screens"


def two_companies(folder: Path) -> None:
    """Two licenses of two companies, one with something overdue and something critical."""
    text = LICENSE.read_text("utf-8")
    (folder / "late.yaml").write_text(text.replace("京ICP证130204号", "沪B2-20220457"), "utf-8")
    shutil.copy(ROOT / "examples" / "company" / "icp.yaml", folder / "calm.yaml")
    for event, day in (
        ("capital-change", "2026-10-08"),
        ("operator-change-decision", "2026-11-01"),
    ):
        assert icp("record", event, "--on", day, "-l", folder / "late.yaml").code == 0


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("width", [40, 80, 120])
def test_screens(lang: str, width: int, nowhere: Path, golden: Golden) -> None:
    """The status of one license, of one with something late, and of several, as in its file."""
    said = []
    (nowhere / "license.yaml").write_bytes(LICENSE.read_bytes())
    two_companies(nowhere)
    for line in ("icp", "icp -l late.yaml", "icp -l .", "icp --as-of 2028-08-01"):
        answer = icp(*shlex.split(line)[1:], ICP_LANG=lang, COLUMNS=str(width))
        assert answer.code == 0
        assert max(map(cells, answer.text.splitlines())) <= width
        said.append(f"$ {line}\n{answer.text}{answer.err}")
    golden(SCREENS / f"status-{width}-{lang}.txt", "\n".join(said))


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    "line",
    [
        "icp",
        "icp -l late.yaml",
        "icp -l .",
        "icp -l late.yaml -l calm.yaml",
        "icp --company 示例电商 -l .",
        "icp --as-of 2028-08-01",
        "icp -l late.yaml --journal other.yaml",
        "icp --number 沪B2 -l .",
    ],
)
def test_the_commands_work_when_copied(lang: str, line: str, nowhere: Path) -> None:
    """Each of the three commands gives an answer as it stands, whatever was asked about; where there
    is something to mind, `check` is a fourth."""
    (nowhere / "license.yaml").write_bytes(LICENSE.read_bytes())
    two_companies(nowhere)
    (nowhere / "late.journal.yaml").rename(nowhere / "other.yaml") if "other" in line else None
    text = icp(*shlex.split(line)[1:], ICP_LANG=lang, COLUMNS="200").text
    commands = [it[it.index("icp ") :] for it in text.splitlines() if "  icp " in it]
    to_mind = "要注意的事项：" in text or "To mind besides:" in text
    assert sum(command.startswith("icp check") for command in commands) == to_mind
    assert len(commands) == 3 + to_mind
    for command in commands:
        answer = icp(*shlex.split(command)[1:], ICP_LANG=lang)
        assert answer.code in (range(3) if "check" in command else [0]), f"{command}\n{answer.err}"


def test_what_is_late_comes_first(nowhere: Path) -> None:
    """Overdue and critical ones are told with what, by when and how late; nothing else beside them."""
    two_companies(nowhere)
    text = icp("-l", "late.yaml", ICP_LANG="zh", COLUMNS="120").text
    assert (
        "已逾期：更新企业登记信息（注册资本变更 2026-10-08），法定最后一日 2026-11-07 周六（已逾期 17 天）"
        in text
    )
    assert "紧急：申请变更经营主体（" in text
    assert "下一项" not in text
    assert "icp done -l late.yaml registry-update@2026-10-08 --on 今天" in text


@pytest.mark.usefixtures("home")
def test_what_has_hours_is_told_to_the_minute() -> None:
    """Of a period in hours the moment is told at which it ends."""
    assert icp("record", "illegal-content-found", "--on", "2026-11-24T08:00").code == 0
    text = icp(ICP_LANG="zh", COLUMNS="200").text
    assert (
        "24小时内向公安机关报告（发现违法信息 2026-11-24），2026-11-24 周二（今天，截止 2026-11-25 08:00）"
        in text
    )


def test_a_breach_is_told(nowhere: Path) -> None:
    """What `check` fails on without a deadline is told by the status and below the deadlines, with its
    count and the command that lists it; nothing is called fine beside it."""
    (nowhere / "license.yaml").write_bytes(LICENSE.read_bytes())
    on = ("--on", "2026-11-20", "--as-of", "2026-11-24")
    assert icp("record", "operator-change-done", *on).code == 0
    assert icp("record", "shareholder-change", *on).code == 0
    assert icp("check", "--as-of", "2026-11-24").code == 2
    text = icp("--as-of", "2026-11-24", ICP_LANG="zh", COLUMNS="120").text
    assert "要注意的事项：1 件紧急，1 件预警\n紧急：申请变更经营主体（" in text
    assert "预警：2026-11-20 的“股东股权变更”是否涉及" in text
    assert "要注意的事项  icp check --as-of 2026-11-24" in text
    listed = icp("deadlines", "--as-of", "2026-11-24", ICP_LANG="zh", COLUMNS="120").text
    assert "另有 2 件要注意的事项（1 件紧急，1 件预警）：icp check" in listed
    assert "没有逾期" not in text + listed


def test_a_renewal_that_nobody_answered_is_told(nowhere: Path) -> None:
    """With the renewal filed and days to go, the status does not end with nothing to do."""
    (nowhere / "license.yaml").write_bytes(LICENSE.read_bytes())
    icp("done", "renewal@2028", "--on", "2028-03-20", "--as-of", "2028-03-20")
    for day, level in (("2028-05-10", "预警"), ("2028-06-20", "紧急")):
        text = icp("--as-of", day, ICP_LANG="zh", COLUMNS="120").text
        assert f"\n{level}：2028-03-20 已办理“申请延续经营许可证”" in text
    assert "要注意的事项" not in icp("--as-of", "2028-04-20", ICP_LANG="zh").text


def test_only_the_worst_few_are_told(nowhere: Path) -> None:
    """Of many findings three have a line, the worst first; the rest is counted."""
    for n in range(5):
        text = LICENSE.read_text("utf-8").replace("京ICP证130204号", f"京ICP证{n}号")
        (nowhere / f"{n}.yaml").write_text(text, "utf-8")
        done = icp("record", "operator-change-done", "--on", "2026-11-20", "-l", f"{n}.yaml")
        assert done.code == 0, done.err
    text = icp("-l", ".", ICP_LANG="zh", COLUMNS="120").text
    assert "要注意的事项：5 件紧急" in text
    assert text.count("\n紧急：") == 3
    assert "\n另有 2 件，icp check 全部列出\n" in text


def test_a_license_that_cannot_be_read(nowhere: Path) -> None:
    """A broken license is named, the others are told of, exit code 3; nothing is called fine."""
    (nowhere / "license.yaml").write_bytes(LICENSE.read_bytes())
    (nowhere / "broken.yaml").write_text("license: {number: 1}\nrules: []\n")
    answer = icp("-l", ".", ICP_LANG="zh")
    assert answer.code == 3
    assert "broken.yaml:1:1: license:" in answer.err
    assert "读不出，没有计入" in answer.text
    assert "没有逾期" not in answer.text
    assert "下一项" in answer.text
    alone = icp("-l", "broken.yaml")
    assert (alone.code, alone.text) == (3, "")
    assert icp(ICP_LICENSE="gone.yaml").code == 3


def test_where_the_license_is_found(nowhere: Path) -> None:
    """./license.yaml, ./data/license.yaml, $ICP_LICENSE and -l are a license at hand; without one the
    help is shown, exit code 0, and never the example."""
    assert icp() == icp("--help")
    elsewhere = nowhere / "elsewhere.yaml"
    elsewhere.write_bytes(LICENSE.read_bytes())
    assert icp(ICP_LICENSE=str(elsewhere)).text.startswith("京ICP证130204号")
    assert icp("-l", elsewhere).text.startswith("京ICP证130204号")
    (nowhere / "data").mkdir()
    shutil.copy(LICENSE, nowhere / "data")
    assert icp().text.startswith("京ICP证130204号")


@pytest.mark.usefixtures("at_the_root")
def test_the_example_is_not_filed_for() -> None:
    """Of the bundled license no command is offered that would write a journal beside it."""
    text = icp("--as-of", "2028-08-01", COLUMNS="120").text
    assert "Overdue: " in text
    assert "icp done" not in text
    assert "icp event --as-of 2028-08-01" in text


@pytest.mark.usefixtures("home")
def test_options_of_the_status() -> None:
    """--as-of, --lang, --color and the options that say which license are taken by `icp` alone, too."""
    assert "截至 2027-01-02 周六" in icp("--as-of", "2027-01-02", "--lang", "zh").text
    assert b"\x1b[" in icp("--as-of", "2028-08-01", "--color", "always").out
    assert icp("--as-of", "2026-13-01").err == 'icp: --as-of: there is no day "2026-13-01"\n'
    assert icp("--company", "nobody").code == 3
