"""The READMEs and the pages of `docs/` say what the program does: each of their commands is run."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from places import CERTIFICATE, LICENSE, ROOT, TESTS
from terminal import CLEAN, Answer, icp_in_one

PAGES = [ROOT / "README.md", ROOT / "README.zh-CN.md", *sorted((ROOT / "docs").glob("*.md"))]
SESSION = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SCRIPT = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PYTHON = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PLACEHOLDER = re.compile("[A-Z…|\u4e00-\u9fff]|^icp init$|--(repair|claim)$")
"""What a reader has to fill in; `icp init` asks for all of it, a repair needs something broken, a claim
a journal that names nobody."""
PAIRS = [(page, page.with_suffix(".zh-CN.md")) for page in PAGES if "zh-CN" not in page.name]
CODE = re.compile(r"^```((?:sh|shell|sql|yaml|ini)\n.*?)^```$", re.MULTILINE | re.DOTALL)
IN_ITS_LANGUAGE = re.compile(r"(^|\s+)(# |\|\| echo ).*", re.MULTILINE)
"""What a block of code says to its reader, such as `  # the script above`."""
NEEDS_A_SHELL = re.compile(r"[|<>;&$`*~]")
"""Signs of a line that only a shell can run, such as `icp remind | mail`."""
SHORTENED = "...\n"

Run = Callable[[str, Path], Answer]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a line of a shell on the day on which the pages were written.

    It runs in a folder that holds the example, the text of a certificate, a holiday notice, a ledger, a company.
    A line that needs no shell is run inside the test: starting a program takes longer than the answer.
    """
    (tmp_path / "data").mkdir()
    shutil.copy(LICENSE, tmp_path / "data")
    shutil.copyfile(CERTIFICATE, tmp_path / "certificate.txt")
    shutil.copyfile(
        TESTS / "importers" / "announcements" / "imagined-2027.txt", tmp_path / "notice.txt"
    )
    shutil.copy(ROOT / "examples" / "ledger.csv", tmp_path)
    shutil.copytree(ROOT / "examples" / "company", tmp_path / "company")
    monkeypatch.chdir(tmp_path)

    def run_line(line: str, page: Path) -> Answer:
        lang = "zh" if "zh-CN" in page.name else "en"
        words = shlex.split(line, comments=True)
        if words[0] == "icp" and not NEEDS_A_SHELL.search(line):
            return icp_in_one(*words[1:], ICP_LANG=lang, COLUMNS="100", LC_ALL="C.UTF-8")
        return in_a_shell(line, lang)

    return run_line


def in_a_shell(line: str, lang: str) -> Answer:
    """Run a line as a reader would who copies it."""
    environment = {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "ICP_AS_OF": CLEAN["ICP_AS_OF"],
        "ICP_LANG": lang,
        "COLUMNS": "100",
        "LC_ALL": "C.UTF-8",
    }
    done = subprocess.run(
        line,
        shell=True,
        stdin=subprocess.DEVNULL,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    return Answer(done.returncode, done.stdout, "")


def test_without_a_shell_it_is_the_same(run: Run) -> None:
    """What is run inside the test prints, in the same order, what a shell shows of the same line."""
    for line in ("icp deadlines", "icp import certificate.txt", "icp check --as-of x"):
        assert run(line, PAGES[0]) == in_a_shell(line, "en")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_sessions_show_what_is_printed(
    page: Path, run: Run, request: pytest.FixtureRequest
) -> None:
    """A `console` block shows commands and, word for word, what they print (`...` shortens it)."""
    text = page.read_text(encoding="utf-8")

    def played(block: re.Match[str]) -> str:
        shown = []
        for command, expected in re.findall(
            r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", block[1], re.MULTILINE
        ):
            actual = run(command, page).text.rstrip("\n") + "\n"
            shown.append(f"$ {command}\n{_shortened(expected, actual)}")
        return f"```console\n{''.join(shown)}```"

    actual = SESSION.sub(played, text)
    if request.config.getoption("--update-golden"):
        page.write_text(actual, encoding="utf-8")
    assert page.read_text(encoding="utf-8") == actual


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_other_command_answers(page: Path, run: Run) -> None:
    """Each `icp` line of a `sh` block is a command that gives an answer (exit codes 0 to 2)."""
    for block in SCRIPT.findall(page.read_text(encoding="utf-8")):
        for line in block.replace("\\\n", " ").splitlines():
            if line.startswith("icp "):
                done = run(line, page)
                assert done.code in (0, 1, 2), f"{line}\n{done.text}"


def prose(page: Path) -> str:
    """A page without its blocks of code."""
    return re.sub(
        r"^```.*?^```", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL
    )


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_commands_in_a_sentence(page: Path, run: Run) -> None:
    """An `icp` command in a sentence or a table is one that there is, with options it has; where its
    arguments are given, it gives an answer."""
    for command in sorted(set(re.findall(r"`(icp [^`]*)`", prose(page)))):
        words = command.replace("\\|", "|").split()
        name = words[1:3] if words[1] in ("holidays", "workdays") else words[1:2]
        asked = run(shlex.join(["icp", *(word for word in name if word.islower()), "--help"]), page)
        assert asked.code == 0, f"{command}\n{asked.text}"
        if len(words) > 2 and not PLACEHOLDER.search(command):
            done = run(shlex.join(words), page)
            assert done.code in (0, 1, 2), f"{command}\n{done.text}"
        for option in (word for word in words if re.fullmatch("--?[a-z-]+", word)):
            assert re.search(rf"(?<![\w-]){option}(?![\w-])", asked.text), command


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_python_examples_hold(page):
    """The `python` blocks run, and every `>>>` line gives what stands below it."""
    import doctest

    for block in PYTHON.findall(page.read_text(encoding="utf-8")):
        test = doctest.DocTestParser().get_doctest(block, {}, page.name, page.name, 0)
        assert test.examples
        assert doctest.DocTestRunner(verbose=False).run(test).failed == 0


@pytest.mark.parametrize("pages", PAIRS, ids=lambda pages: pages[0].name)
def test_both_languages_have_the_same_code(pages: tuple[Path, Path]) -> None:
    """Each page is there in both languages, leads to the other one at its top, and shows the same scripts,
    queries and settings, in whatever order: what is tried of one page holds for the other."""
    shown = []
    for page, other in (pages, pages[::-1]):
        text = page.read_text(encoding="utf-8")
        assert f"]({other.name})" in "".join(text.splitlines(keepends=True)[:3])
        shown.append(sorted(IN_ITS_LANGUAGE.sub("", code) for code in CODE.findall(text)))
    assert shown[0] == shown[1]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_what_is_bold_is_shown_bold(page: Path) -> None:
    """`**…。**…` is shown with its asterisks: bold words end before a mark that a word follows at once."""
    assert re.findall(r"\*\*[^*\n]*[^\w\s*`]\*\*\w+", prose(page)) == []


def _shortened(expected: str, actual: str) -> str:
    """`actual`, cut where `expected` has a line `...` and the lines before and after it are there."""
    head, dots, tail = expected.partition(SHORTENED)
    if (
        dots
        and actual.startswith(head)
        and actual.endswith(tail)
        and len(actual) > len(head + tail)
    ):
        return expected
    if dots:
        lines = actual.splitlines(keepends=True)
        first, last = len(head.splitlines()), len(tail.splitlines())
        return "".join([*lines[:first], SHORTENED, *(lines[-last:] if last else [])])
    return actual
