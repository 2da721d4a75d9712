"""The help: in the user's language, true to the options that there are, and fit for the terminal."""

import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from golden import Golden
from importers.scan.pdfs import pdf, sheets
from places import CERTIFICATE, LICENSE, ROOT, TESTS
from terminal import CLEAN, icp, icp_in_one
from typer import Context

from icpcli.cli.app import icp as icp_group
from icpcli.cli.command_list import COMMANDS, GROUPS, LISTED
from icpcli.cli.help.chinese import CHINESE, METAVARS
from icpcli.cli.help.examples import EXAMPLES
from icpcli.render.screens.wrap import cells

pytestmark = pytest.mark.usefixtures("nowhere")


def commands() -> Iterator[tuple[str, Any]]:
    """Every command of the program by what is typed behind `icp`, `icp` itself first."""
    group = icp_group()
    yield "", group
    for name in COMMANDS:
        command = group.get_command(Context(group), name)
        yield name, command
        for below, it in getattr(command, "commands", {}).items():
            yield f"{name} {below}", it


PATHS = [path for path, _ in commands()]


def said_in_english() -> Iterator[str]:
    """Every sentence that the English help takes from docstrings and options."""
    for path, command in commands():
        first, *others = (command.help or "").split("\n\n")
        if path not in ("", *LISTED):
            yield first
        if path:
            yield from others
        for parameter in command.get_params(Context(command)):
            if not parameter.hidden and parameter.name != "format":
                yield parameter.help or ""


def test_everything_is_said_in_chinese() -> None:
    """Each sentence of the help has its Chinese, and no Chinese is left of what is said no more."""
    english = {" ".join(text.split()) for text in said_in_english()} - {""}
    assert sorted(english - set(CHINESE)) == []
    assert sorted(set(CHINESE) - english) == []


def test_every_argument_and_option_is_explained() -> None:
    """No option and no argument is without a word on what it means."""
    mute = [
        f"{path} {parameter.name}"
        for path, command in commands()
        for parameter in command.params
        if not parameter.hidden and not parameter.help
    ]
    assert mute == []


def test_what_is_to_be_filled_in_is_chinese() -> None:
    """Each word that stands for a value has its Chinese, and each Chinese stands for one."""
    words = {"COMMAND", "OPTIONS"}
    for _, command in commands():
        for parameter in command.params:
            if parameter.metavar and not parameter.hidden:
                words |= set(re.findall("[A-Z]+(?:-[A-Z]+)*", parameter.metavar))
    assert words == set(METAVARS)


@pytest.mark.parametrize("path", PATHS)
def test_no_english_in_the_chinese_help(path: str) -> None:
    """A Chinese help has no English words in a row, but for what is typed and what is a name."""
    text = icp(*path.split(), "--help", ICP_LANG="zh", COLUMNS="100").text
    for name in ("GitHub Actions", "JSON Schema", "京ICP证"):
        text = text.replace(name, "")
    prose = [
        re.sub(r"icp [a-z-]+(?: [a-z-]+)?|--[a-z-]+", "", line)
        for line in text.splitlines()
        if not line.startswith("  icp ")
    ]
    assert [line for line in prose if re.search(r"[a-z]{2,} [a-z]{2,}", line)] == []


def test_the_summaries_are_the_docstrings() -> None:
    """What the list says of a command is the first line of its docstring."""
    for path, command in commands():
        if path in LISTED:
            assert command.help.split("\n\n")[0] == f"{LISTED[path].summary.en}."


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("path", PATHS)
def test_the_help_fits(path: str, lang: str) -> None:
    """No line of any help is wider than the terminal, from 28 columns on; a Chinese sign takes two."""
    for width in (28, 40, 60, 80, 100, 160):
        answer = icp(*path.split(), "--help", ICP_LANG=lang, COLUMNS=str(width))
        assert (answer.code, answer.err) == (0, "")
        too_wide = [it for it in answer.text.splitlines() if cells(it) > width]
        assert too_wide == [], f"{width} columns"


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("path", PATHS)
def test_the_help_begins_with_examples(path: str, lang: str) -> None:
    """The first lines of every help are examples, the next ones say how it is typed."""
    text = icp(*path.split(), "--help", ICP_LANG=lang, COLUMNS="200").text
    examples, usage, *_ = text.split("\n\n")
    heading, first, *_ = examples.splitlines()
    assert heading == ("例如" if lang == "zh" else "Examples")
    assert first.startswith(f"  icp {path}".rstrip())
    assert usage.startswith("用法：icp" if lang == "zh" else "Usage: icp")


def test_a_long_example_can_be_copied() -> None:
    """Where the terminal is too narrow for an example, a shell still takes it in one."""
    text = icp("init", "--help", COLUMNS="40").text
    shown = text.partition("answer one by one\n")[2].partition("    all at once")[0]
    assert shown.count("\n") > 2
    done = subprocess.run(["sh", "-c", f"printf '%s\\n' {shown}"], capture_output=True, check=True)
    assert done.stdout.decode().splitlines() == shlex.split(EXAMPLES["init"][1].line.en)


@pytest.fixture
def desk(nowhere: Path) -> Path:
    """A folder with what the examples speak of: a license with a journal, papers, a ledger, a notice."""
    (nowhere / "license.yaml").write_bytes(LICENSE.read_bytes())
    for name in ("company", "公司"):
        shutil.copytree(ROOT / "examples" / "company", nowhere / name)
    notice = TESTS / "importers" / "announcements" / "imagined-2027.txt"
    for source, *names in (
        (CERTIFICATE, "certificate.txt", "证书.txt"),
        (notice, "notice.txt", "通知.txt"),
    ):
        for name in names:
            shutil.copy(source, nowhere / name)
    ledger = (ROOT / "examples" / "ledger.csv").read_text("utf-8").splitlines(keepends=True)
    readable = "".join(line for line in ledger if "2028.10" not in line)
    for name in ("ledger.csv", "台账.csv"):
        (nowhere / name).write_text(readable, "utf-8")
    for name in ("certificate.pdf", "证书.pdf"):
        (nowhere / name).write_bytes(pdf(sheets()))
    assert icp("record", "capital-change", "--on", "2026-11-20").code == 0
    return nowhere


LINES = [
    (lang, line)
    for lang, at in (("zh", 0), ("en", 1))
    for line in dict.fromkeys(one.line[at] for its in EXAMPLES.values() for one in its)
    if line.startswith("icp ") and "|" not in line
]


@pytest.mark.parametrize(("lang", "line"), LINES, ids=lambda it: it.replace(" ", "_"))
def test_every_example_works(lang: str, line: str, desk: Path) -> None:
    """A line that the help shows gives an answer; `icp init` alone asks for five."""
    if line.startswith(("icp import", "icp init")):  # by whoever has no license file yet
        (desk / "license.yaml").unlink()
    answer = icp_in_one(*shlex.split(line)[1:], ICP_LANG=lang)
    if line == "icp init":
        assert "没有给出" in answer.text or "neither given" in answer.text
    else:
        assert answer.code in (0, 1, 2), answer.text


@pytest.mark.parametrize("path", PATHS)
def test_ways_to_ask_for_help(path: str) -> None:
    """`icp help COMMAND`, `icp COMMAND --help` and `-h` are the same; `--lang` may stand with each."""
    words = path.split()
    asked = icp(*words, "--help")
    assert asked.code == 0
    assert icp(*words, "-h") == icp("help", *words) == asked
    chinese = icp(*words, "--help", ICP_LANG="zh")
    assert chinese != asked
    if path != "schema":
        assert icp(*words, "--help", "--lang", "zh") == icp("help", *words, "--lang=zh") == chinese


def test_a_group_alone_shows_its_help() -> None:
    """`icp` without a license at hand, `icp holidays` and `icp workdays` show the help, exit code 0."""
    for command in ([], ["holidays"], ["workdays"]):
        assert icp(*command) == icp(*command, "--help")


def test_the_language_of_the_help() -> None:
    """The help follows --lang, then $ICP_LANG, then the locale, as answers do; one that is none is
    no reason to show no help."""
    for environment, zh in (
        ({"ICP_LANG": "zh"}, True),
        ({"ICP_LANG": "", "LANG": "zh_CN.UTF-8"}, True),
        ({"ICP_LANG": "", "LANG": "en_US.UTF-8"}, False),
        ({"ICP_LANG": "fr"}, False),
    ):
        assert icp("--help", **environment).text.startswith("例如" if zh else "Examples")
    assert icp("--help", "--lang", "en", ICP_LANG="zh").text.startswith("Examples")


def test_the_groups_of_the_help() -> None:
    """The help names every command once, in its group, in the order of what one asks for first."""
    for lang, at in (("zh", 0), ("en", 1)):
        text = icp("--help", ICP_LANG=lang).text
        for heading, group in GROUPS.items():
            section = text.partition(f"\n{heading[at]}\n")[2].partition("\n\n")[0]
            names = re.findall(r"^  (\w+)  ", section, re.MULTILINE)
            assert [it for it in names if it != "icp"] == [*group]
    assert sum(map(len, GROUPS.values())) == len(COMMANDS)


def test_formats_in_the_help_are_those_of_the_table() -> None:
    """The help of --format names each format that the command has, and no other."""
    for name, formats in COMMANDS.items():
        text = " ".join(icp(name, "--help").text.split())
        named = re.search(r"--format NAME (.*?)\. Else \$ICP_FORMAT, (\w+)", text)
        assert bool(named) == bool(formats) or name in ("holidays", "workdays")
        if named:
            assert re.split(", | or ", named[1]) == [*formats]
            assert named[2] == next(iter(formats))


@pytest.mark.parametrize("encoding", ["ascii", "gbk"])
def test_the_help_on_an_old_console(encoding: str) -> None:
    """A console that lacks Chinese signs, or has other bytes for them, shows the help all the same."""
    answer = icp("deadlines", "--help", encoding=encoding, ICP_LANG="zh")
    assert answer.code == 0
    assert "--within" in answer.out.decode(encoding)


def test_the_help_waits_for_nothing() -> None:
    """No help, in either language, and no refusal loads YAML, Rich, the calendar's data or dateutil."""
    lines = [
        f"{path} --help --lang {lang}"
        for path in PATHS
        if path != "schema"
        for lang in ("zh", "en")
    ]
    code = (
        "import sys; from icpcli.cli.run import run\n"
        f"for line in {[*lines, 'help', 'schema -h', 'deadlines --nope', 'deadline', 'done']}: "
        "run(line.split())\n"
        "heavy = 'yaml', 'rich', 'chinese_calendar', 'dateutil'\n"
        "print(*[it for it in heavy if it in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], env=CLEAN, capture_output=True, check=True)
    assert b"Usage: icp workdays show" in done.stdout
    assert done.stderr.decode().splitlines()[-1] == ""


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    ("path", "width"), [("", 80), ("deadlines", 80), ("done", 60), ("done", 28)]
)
def test_pages_of_the_help(path: str, width: int, lang: str, golden: Golden) -> None:
    """A page of the help looks as it does in its file."""
    text = icp("help", *path.split(), ICP_LANG=lang, COLUMNS=str(width)).text
    golden(TESTS / "cli" / "help_pages" / f"{path or 'icp'}-{width}-{lang}.txt", text)
