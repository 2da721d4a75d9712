"""The READMEs and the pages of `docs/` say what the program does: each of their commands is run."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from places import ROOT, TESTS

PAGES = [ROOT / "README.md", ROOT / "README.zh-CN.md", *sorted((ROOT / "docs").glob("*.md"))]
SESSION = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SCRIPT = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PYTHON = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PLACEHOLDER = re.compile("[A-Z…|\u4e00-\u9fff]|^icp init$|--repair$")
"""What a reader has to fill in; `icp init` asks for all of it, and a repair needs something broken."""
SHORTENED = "...\n"


@pytest.fixture
def run(tmp_path: Path):
    """Run a line of a shell on the day on which the pages were written.

    It runs in a folder that holds the example, the text of a certificate, and a holiday notice.
    """
    (tmp_path / "data").mkdir()
    shutil.copy(ROOT / "data" / "license.yaml", tmp_path / "data")
    shutil.copyfile(TESTS / "data" / "certificate.txt", tmp_path / "certificate.txt")
    shutil.copyfile(
        TESTS / "importers" / "announcements" / "imagined-2027.txt", tmp_path / "notice.txt"
    )

    def run_line(line: str, page: Path) -> subprocess.CompletedProcess[str]:
        environment = {
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
            "ICP_AS_OF": "2026-11-24",
            "ICP_LANG": "zh" if "zh-CN" in page.name else "en",
            "COLUMNS": "100",
            "LC_ALL": "C.UTF-8",
        }
        return subprocess.run(
            line,
            shell=True,
            stdin=subprocess.DEVNULL,
            cwd=tmp_path,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            timeout=60,
            check=False,
        )

    return run_line


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_sessions_show_what_is_printed(page, run, request):
    """A `console` block shows commands and, word for word, what they print (`...` shortens it)."""
    text = page.read_text(encoding="utf-8")

    def played(block: re.Match[str]) -> str:
        shown = []
        for command, expected in re.findall(
            r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", block[1], re.MULTILINE
        ):
            actual = run(command, page).stdout.rstrip("\n") + "\n"
            shown.append(f"$ {command}\n{_shortened(expected, actual)}")
        return f"```console\n{''.join(shown)}```"

    actual = SESSION.sub(played, text)
    if request.config.getoption("--update-golden"):
        page.write_text(actual, encoding="utf-8")
    assert page.read_text(encoding="utf-8") == actual


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_other_command_answers(page, run):
    """Each `icp` line of a `sh` block is a command that gives an answer (exit codes 0 to 2)."""
    for block in SCRIPT.findall(page.read_text(encoding="utf-8")):
        for line in block.replace("\\\n", " ").splitlines():
            if line.startswith("icp "):
                done = run(line, page)
                assert done.returncode in (0, 1, 2), f"{line}\n{done.stdout}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_commands_in_a_sentence(page, run):
    """An `icp` command in a sentence or a table is one that there is, with options it has; where its
    arguments are given, it gives an answer."""
    prose = re.sub(
        r"^```.*?^```$", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL
    )
    for command in sorted(set(re.findall(r"`(icp [^`]*)`", prose))):
        words = command.replace("\\|", "|").split()
        name = words[1:3] if words[1] in ("holidays", "workdays") else words[1:2]
        asked = run(shlex.join(["icp", *(word for word in name if word.islower()), "--help"]), page)
        assert asked.returncode == 0, f"{command}\n{asked.stdout}"
        if len(words) > 2 and not PLACEHOLDER.search(command):
            done = run(shlex.join(words), page)
            assert done.returncode in (0, 1, 2), f"{command}\n{done.stdout}"
        for option in (word for word in words if re.fullmatch("--?[a-z-]+", word)):
            assert re.search(rf"(?<![\w-]){option}(?![\w-])", asked.stdout), command


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_python_examples_hold(page):
    """The `python` blocks run, and every `>>>` line gives what stands below it."""
    import doctest

    for block in PYTHON.findall(page.read_text(encoding="utf-8")):
        test = doctest.DocTestParser().get_doctest(block, {}, page.name, page.name, 0)
        assert test.examples
        assert doctest.DocTestRunner(verbose=False).run(test).failed == 0


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
