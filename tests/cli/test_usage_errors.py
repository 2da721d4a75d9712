"""What is typed wrong: one line, in the user's language, with the word that was meant and what it is."""

import re
import shlex
from pathlib import Path

import pytest
from terminal import icp
from typed import refused

from icpcli.cli import everyday_words
from icpcli.cli.command_list import COMMANDS

pytestmark = pytest.mark.usefixtures("home")

TOLD = [
    (
        "deadline",
        "没有命令“deadline”：是不是 deadlines（要办什么，最晚哪一天）？",
        'no command "deadline": did you mean deadlines (What must be filed, by which day)?',
    ),
    (
        "frobnicate",
        "没有命令“frobnicate”（icp help 列出全部命令）",
        'no command "frobnicate" (icp help lists the commands)',
    ),
    (
        "workdays aftr",
        "没有命令“aftr”：是不是 after（某天之后的第几个工作日（不含当天））？",
        'no command "aftr": did you mean after (The N-th working day strictly after DATE)?',
    ),
    (
        "workdays xyz",
        "没有命令“xyz”（icp help workdays 列出全部命令）",
        'no command "xyz" (icp help workdays lists the commands)',
    ),
    (
        "deadlines --withn 30",
        "没有选项 --withn：是不是 --within（只看这么多天内要办的，以及已逾期的）？",
        "no option --withn: did you mean --within (Only what is to be filed within so many days, or is late)?",
    ),
    (
        "期限",
        "没有命令“期限”：是不是 deadlines（要办什么，最晚哪一天）？",
        'no command "期限": did you mean deadlines (What must be filed, by which day)?',
    ),
    (
        "due",
        "没有命令“due”：是不是 deadlines（要办什么，最晚哪一天）？",
        'no command "due": did you mean deadlines (What must be filed, by which day)?',
    ),
    (
        "status",
        "没有命令“status”：是不是 icp（逾期的、紧急的、下一项，以及可以试的命令）、deadlines（要办什么，最晚哪一天）？",
        (
            'no command "status": did you mean icp (How it stands, and commands to try), '
            "deadlines (What must be filed, by which day)?"
        ),
    ),
    (
        "deadlines --in 30",
        "没有选项 --in：是不是 --within（只看这么多天内要办的，以及已逾期的）？",
        "no option --in: did you mean --within (Only what is to be filed within so many days, or is late)?",
    ),
    (
        "deadlines --json",
        "没有选项 --json：是不是 -f json（脚本）？",
        "no option --json: did you mean -f json (scripts)?",
    ),
    (
        "deadlines --frobnicate",
        "没有选项 --frobnicate（icp deadlines --help 列出全部选项）",
        "no option --frobnicate (icp deadlines --help lists the options)",
    ),
    (
        "deadlines -x",
        "没有选项 -x（icp deadlines --help 列出全部选项）",
        "no option -x (icp deadlines --help lists the options)",
    ),
    (
        "--frobnicate",
        "没有选项 --frobnicate（icp --help 列出全部选项）",
        "no option --frobnicate (icp --help lists the options)",
    ),
    (
        "explain",
        "缺少编号：期限（renewal@2028）或规则（renewal）的编号、名称，或其中一部分。例如：icp explain renewal",
        (
            "ID is missing: A deadline (renewal@2028) or a rule (renewal), by id, title or a part of either. "
            "For example: icp explain renewal"
        ),
    ),
    (
        "workdays after 2026-09-24",
        "缺少天数：第几个工作日。例如：icp workdays after 2026-09-24 10",
        "DAYS is missing: How many working days. For example: icp workdays after 2026-09-24 10",
    ),
    (
        "deadlines --within",
        "--within 的值没有写（天数）：只看这么多天内要办的，以及已逾期的。例如：icp deadlines --within 30",
        (
            "--within needs a value (DAYS): Only what is to be filed within so many days, or is late. "
            "For example: icp deadlines --within 30"
        ),
    ),
    (
        "deadlines --within --all 30",
        "--within 的值没有写（天数）：只看这么多天内要办的，以及已逾期的。例如：icp deadlines --within 30",
        (
            "--within needs a value (DAYS): Only what is to be filed within so many days, or is late. "
            "For example: icp deadlines --within 30"
        ),
    ),
    (
        "deadlines --all=yes",
        "--all 是开关，后面不写值：连同已办的和已经过去的年度事项",
        "--all is a switch and takes no value: Also what was filed, and yearly ones whose day has passed",
    ),
    (
        "duties x y",
        "多出了 x y。用法：icp duties [选项]",
        "more than expected: x y. Usage: icp duties [OPTIONS]",
    ),
    (
        "check ledger.csv",
        "多出了 ledger.csv。许可证文件、台账用 -l 指定：icp check -l ledger.csv",
        "more than expected: ledger.csv. A license file or a ledger is named with -l: icp check -l ledger.csv",
    ),
    (
        "--as-of 2026-11-24 deadlines --all",
        "--as-of 写在命令后面：icp deadlines --all --as-of 2026-11-24",
        "--as-of goes behind the command: icp deadlines --all --as-of 2026-11-24",
    ),
    (
        "workdays --lang zh after 2026-09-24 10",
        "--lang 写在命令后面：icp workdays after 2026-09-24 10 --lang zh",
        None,
    ),
    (
        "workdays after 2026-09-24 ten",
        "天数: “ten”不是 1 到 9999 的整数",
        'DAYS: "ten" is not a whole number from 1 to 9999',
    ),
    (
        "done renewal@2028",
        "--on: 哪一天？如 --on 今天、--on 2026-11-20",
        "--on: on which day? Such as --on today, --on 2026-11-20",
    ),
    (
        "deadlines --color alwys",
        "--color: 没有“alwys”：是不是 always？（可用：auto、always、never）",
        '--color: there is no "alwys": did you mean always? (known: auto, always, never)',
    ),
    (
        "check -f nagos",
        (
            "--format: 没有格式“nagos”：是不是 nagios？（可用：text（屏幕、运行记录）、json（脚本）、"
            "github（GitHub Actions）、junit（GitLab、Jenkins 的测试报告）、nagios（Nagios、Icinga）、"
            "prometheus（Prometheus 的 textfile 采集）、markdown（CI 任务摘要））"
        ),
        None,
    ),
    (
        "hol",
        "没有命令“hol”：是不是 holidays（放假通知：加入新的，查看已有的）？",
        'no command "hol": did you mean holidays (Holiday notices: add a new one, see those that are known)?',
    ),
    (
        "completion tcsh",
        "没有“tcsh”（可用：bash、zsh、fish）",
        'there is no "tcsh" (known: bash, zsh, fish)',
    ),
    (
        "deadlines --color green",
        "--color: 没有“green”（可用：auto、always、never）",
        '--color: there is no "green" (known: auto, always, never)',
    ),
]


@pytest.mark.parametrize(("line", "zh", "en"), TOLD, ids=[line for line, *_ in TOLD])
def test_what_is_typed_wrong(line: str, zh: str, en: str | None) -> None:
    """Each slip is told in one line that says what is wrong, what was meant and what that is."""
    assert refused(line, ICP_LANG="zh") == f"icp: {zh}"
    if en:
        assert refused(line, ICP_LANG="en") == f"icp: {en}"


def test_an_empty_path() -> None:
    """A path that is empty, for a variable is, is told so in both languages."""
    assert (
        refused("deadlines -l", "", ICP_LANG="zh") == "icp: --license: 路径是空的（变量没有值？）"
    )
    assert "a path is missing" in refused("validate", "", ICP_LANG="en")


def test_a_command_named_in_chinese() -> None:
    """A Chinese word for a command leads to those that are described with it, three at most."""
    told = refused("台账", ICP_LANG="zh")
    assert "是不是 journal（" in told
    assert told.count("（") < 6


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize(
    "tail", ["--nope", "--lang", "a b c d e f", "--help=x", "-l", "--as-of", "-f"]
)
def test_no_english_is_shown_to_a_chinese_reader(name: str, tail: str) -> None:
    """Whatever is typed behind a command, a refusal in Chinese holds no English sentence, and is never
    called a bug."""
    answer = icp(name, *tail.split(), ICP_LANG="zh")
    typed = re.sub(
        r"icp [a-z]+.*|--?[a-z-]+(?:=x)?|a b c d e f", "", answer.err.removeprefix("icp: ")
    )
    assert "内部错误" not in answer.err
    assert not re.search(r"[A-Za-z]{3,} [a-z]{2,} [a-z]{2,}", typed), answer.err
    assert answer.code in (0, 1, 2, 3)


def test_everyday_words_mean_what_there_is() -> None:
    """What an everyday word stands for is a command, or an option of one; no command is called so."""
    meant = {name for names in everyday_words.COMMANDS.values() for name in names}
    assert meant - {everyday_words.ALONE} <= set(COMMANDS)
    assert not set(COMMANDS) & set(everyday_words.COMMANDS)
    helps = "".join(icp(name, "--help").text for name in COMMANDS)
    for name in {name for names in everyday_words.OPTIONS.values() for name in names}:
        assert re.search(rf"--{name}\b", helps), name


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("deadlines --within 30天", "deadlines --within 30"),
        ("deadlines --within '30 days'", "deadlines --within 30"),
        ("check --warning 60d", "check --warning 60"),
        ("deadlines --by 公司", "deadlines --by company"),
        ("deadlines --by 月份", "deadlines --by month"),
        ("event address-change --on ２０２６-11-20", "event address-change --on 2026-11-20"),
    ],
)
def test_what_can_mean_only_one_thing_is_taken(line: str, meant: str) -> None:
    """A number with its unit, a word for a choice, full-width digits: the answer is that of the usual spelling."""
    assert icp(*shlex.split(line)) == icp(*shlex.split(meant))
    assert icp(*shlex.split(line)).code == 0


def test_the_help_of_icp_itself() -> None:
    """`icp help` lists `icp` among the commands: its help is the same page."""
    assert icp("help", "icp") == icp("help")


def test_what_an_example_offers_is_copied(home: Path) -> None:
    """The command at the end of a refusal is one that works when it is copied."""
    for line in (
        "explain",
        "workdays between 2026-09-24",
        "deadlines --within",
        "--as-of 2026-11-24 duties",
    ):
        told = refused(line, ICP_LANG="en")
        command = told.rpartition(": icp ")[2]
        if line.endswith("duties"):
            assert command == "duties --as-of 2026-11-24"
        else:
            assert icp(*command.split()).code == 0
