"""Completion: what is offered where the cursor is, and that bash, zsh and fish take it."""

import os
import pty
import re
import select
import shlex
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from places import LICENSE, ROOT
from terminal import CLEAN, icp
from typer import Context

from icpcli.cli.app import icp as icp_group
from icpcli.cli.command_list import COMMANDS
from icpcli.cli.commands.completion import SCRIPTS, SHELLS
from icpcli.cli.completions import words_of
from icpcli.files.rule_set_files import set_files
from icpcli.license.paper_kinds import paper_kinds


def offered(line: str, **environment: str) -> list[str]:
    """What bash is offered for a line behind `icp`."""
    answer = icp("completion", "bash", "--line", f"icp {line}", **environment)
    assert (answer.code, answer.err) == (0, "")
    return answer.text.splitlines()


def described(*words: str, shell: str = "fish", **environment: str) -> dict[str, str]:
    """What zsh and fish are offered for words behind `icp`, with what it is."""
    answer = icp("completion", shell, "--", *words, **environment)
    assert (answer.code, answer.err) == (0, "")
    return dict((*line.split("\t"), "")[:2] for line in answer.text.splitlines())


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("", [*COMMANDS, "help"]),
        ("re", ["remind", "record", "renew", "register"]),
        ("help dea", ["deadlines"]),
        ("workdays ", ["after", "before", "between", "show"]),
        ("holidays a", ["add"]),
        ("deadlines --wi", ["--within"]),
        ("deadlines --within 30 --wi", []),
        ("deadlines -l license.yaml --lic", ["--license"]),
        ("deadlines -f ", ["table", "json", "csv", "markdown", "plain", "xlsx"]),
        ("deadlines --format=j", ["--format=json"]),
        ("check --format j", ["json", "junit"]),
        ("check --fail-on ", ["warning", "critical", "overdue", "never"]),
        ("deadlines --lang ", ["zh", "en"]),
        ("deadlines --color a", ["auto", "always"]),
        ("next --value d", ["days", "date"]),
        ("remind --reminders ", ["auto", "events", "alarms", "none"]),
        ("record capital-change --answer ", ["yes", "no"]),
        ("completion ", [*SHELLS]),
        ("record capital", ["capital-change"]),
        ("event address", ["address-change"]),
        ("explain annual-report@", ["annual-report@2027", "annual-report@2028"]),
        ("explain annual", ["annual-report@2027", "annual-report@2028", "annual-report"]),
        ("done annual-report@2027 annual", ["annual-report@2028"]),
        ("waive annual-report@2027 --until ", ["2026-11-24", "2026-11-23"]),
        ("workdays after 2026-11", ["2026-11-24", "2026-11-23"]),
        ("workdays after 2026-11-24 ", []),
        ("waive annual-report@2027 --u", ["--until"]),
        ("deadlines --company ", ["北京智明星通科技股份有限公司"]),
        ("deadlines --number ", ["京ICP证130204号"]),
        ("deadlines --number '京", ["京ICP证130204号"]),
        ("deadlines -l ", [":files"]),
        ("deadlines --license=", [":files"]),
        ("import ", [":files"]),
        ("register -- -", [":files"]),
        ("deadlines --within ", []),
        ("nothing ", []),
    ],
)  # fmt: skip
def test_what_is_offered(line: str, words: list[str]) -> None:
    """Commands, options that were not given yet, their values, and ids of the license at hand."""
    assert offered(line) == words


@pytest.mark.usefixtures("home")
def test_options_where_nothing_else_can_follow() -> None:
    """Where no argument is left to be typed, the options are offered; behind an unknown one, too."""
    for line in ("deadlines ", "waive annual-report@2027 ", "deadlines --nothing "):
        assert offered(line)[-1] == "--help"


@pytest.mark.usefixtures("home")
def test_every_option_is_offered() -> None:
    """Behind a dash every option of every command is offered, with what it means."""
    group = icp_group()
    for name in COMMANDS:
        command = group.get_command(Context(group), name)
        for path, leaf in getattr(command, "commands", {"": command}).items():
            options = {
                it.opts[0] for it in leaf.params if "option" in it.param_type_name and not it.hidden
            }
            found = described(*filter(None, (name, path)), "--")
            assert set(found) == {*options, "--help"}
            assert all(found.values())


@pytest.mark.usefixtures("home")
def test_titles_stand_beside_ids() -> None:
    """In zsh and fish an id has its title and its day beside it, in the language of the user."""
    for shell in ("zsh", "fish"):
        found = described("done", "", shell=shell, ICP_LANG="zh")
        assert found["annual-report@2027"] == "2027-03-31 经营许可证年报"
        assert (
            described("record", "", shell=shell)["address-change"] == "Registered address changed"
        )
        assert described("dead", shell=shell, ICP_LANG="zh") == {
            "deadlines": "要办什么，最晚哪一天"
        }


def test_kinds_and_rule_sets(nowhere: Path) -> None:
    """Kinds of license and rule sets are offered without a license, too."""
    assert list(described("init", "--kind", "")) == [one.id for one in paper_kinds()]
    assert set(described("rules", "")) == set(set_files(nowhere / "license.yaml"))


def test_the_last_entry_is_offered_first(home: Path) -> None:
    """`icp undo` is offered the numbers of the journal, the last one first, with what each is."""
    for day in ("2026-11-19", "2026-11-20"):
        icp("record", "capital-change", "--on", day)
    assert described("undo", "") == {
        "2": "event capital-change 2026-11-20",
        "1": "event capital-change 2026-11-19",
    }


def test_nothing_at_hand(nowhere: Path) -> None:
    """Without a license, or with a broken one, nothing is offered and nothing is said."""
    for line in ("done ", "explain ", "record ", "undo ", "deadlines --company "):
        assert offered(line) == []
    (nowhere / "license.yaml").write_text("license: {number: 1}\n")
    for line in ("done ", "explain ", "record ", "undo ", "deadlines --company "):
        assert offered(line) == []


def test_the_license_that_is_named(nowhere: Path) -> None:
    """What is offered is of the license, and as of the day, that the line names."""
    shutil.copytree(ROOT / "examples" / "company", nowhere / "company")
    assert "example-b" not in offered("done ")
    ids = offered("done -l company/icp.yaml ")
    assert "algorithm/filing@2026-11-20" in ids
    assert offered("deadlines -l company --company ") == ["示例电商"]
    assert "annual-report@2026" in offered(f"done -l {LICENSE} --as-of 2025-03-02 annual")


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("icp ", [""]),
        ("icp dead", ["dead"]),
        ("icp done 'a b", ["done", "a b"]),
        ('icp done "a b" ', ["done", "a b", ""]),
        ("icp done a\\ b", ["done", "a b"]),
        ("icp done --note 'it'\"'\"'s ", ["done", "--note", "it's "]),
    ],
)
def test_words_of_a_line(line: str, words: list[str]) -> None:
    """A line of bash is taken apart as bash would, also inside quotes that are still open."""
    assert words_of(line) == words


def test_completion_is_quick(home: Path) -> None:
    """The ids of deadlines are found without Rich, Jinja2 and what else only an answer needs."""
    code = (
        "import sys; from icpcli.cli.run import run; run(sys.argv[1:]); "
        "print(*[it for it in ('rich', 'jinja2', 'icalendar', 'icpcli.render.screens.deadlines') "
        "if it in sys.modules], file=sys.stderr)"
    )
    words = [sys.executable, "-c", code, "completion", "bash", "--line", "icp done "]
    done = subprocess.run(words, env=CLEAN, capture_output=True, check=True)
    assert done.stdout.decode().splitlines()[0] == "annual-report@2027"
    assert done.stderr == b"\n"


def test_scripts_are_printed() -> None:
    """`icp completion SHELL` prints the script as it is; a shell that there is not is refused."""
    for shell in SHELLS:
        assert icp("completion", shell).out == (SCRIPTS / f"icp.{shell}").read_bytes()
    assert "bash, zsh, fish" in icp("completion", "tcsh").err


def test_the_script_of_bash_is_sound() -> None:
    """shellcheck finds nothing to say of the script of bash."""
    checked = subprocess.run(
        [Path(sys.executable).parent / "shellcheck", "--shell=bash", SCRIPTS / "icp.bash"],
        capture_output=True,
        check=False,
    )
    assert checked.stdout.decode() == ""


BIN = Path(sys.executable).parent
READY, DONE = "READY> ", "completed:"
ZSH = ["zsh", "-d", "-i"]
STARTED = {
    "bash": (
        ["bash", "--noprofile", "--rcfile", "rc", "-i"],
        "rc",
        'eval "$(icp completion bash)"',
    ),
    "zsh": (ZSH, ".zshrc", 'autoload -U compinit; compinit -u -D; eval "$(icp completion zsh)"'),
    "zsh, from a folder of $fpath": (
        ZSH,
        ".zshrc",
        "icp completion zsh > _icp; fpath=($PWD $fpath); autoload -U compinit; compinit -u -D",
    ),
}
TYPED = [
    ("icp expl\trenewal@\t", "icp explain renewal@2028"),
    ("icp explain renewal@2\t", "icp explain renewal@2028"),
    ("icp deadlines --format=j\t", "icp deadlines --format=json"),
    ("icp deadlines --within 30 --f\tpl\t", "icp deadlines --within 30 --format plain"),
    ("icp deadlines -l lic\t", "icp deadlines -l license.yaml"),
    ("icp deadlines --license=lic\t", "icp deadlines --license=license.yaml"),
    ("icp record add\t--on 2026-11-24\t", "icp record address-change --on 2026-11-24"),
    ("icp deadlines --company \t", "icp deadlines --company 北京智明星通科技股份有限公司"),
    ("icp workd\taf\t", "icp workdays after"),
    ("icp nothing \t", "icp nothing"),
    (f"{BIN}/icp expl\trenewal@\t", f"{BIN}/icp explain renewal@2028"),
    ("ICP_LANG=zh icp deadl\t--all", "ICP_LANG=zh icp deadlines --all"),
]


def environment(home: Path) -> dict[str, str]:
    """A shell that finds this `icp`, and nobody's own files."""
    paths = f"{BIN}{os.pathsep}{os.environ['PATH']}"
    folders = {name: str(home) for name in ("HOME", "ZDOTDIR", "XDG_CONFIG_HOME", "XDG_DATA_HOME")}
    return {**CLEAN, **folders, "PATH": paths, "TERM": "dumb", "LC_ALL": "C.UTF-8"}


def until(terminal: int, pattern: str, seconds: float = 60) -> str:
    """What a terminal shows until a pattern is met."""
    shown, end = b"", time.monotonic() + seconds
    while not re.search(pattern, shown.decode(errors="replace")):
        assert time.monotonic() < end, shown.decode(errors="replace")
        if select.select([terminal], [], [], 0.2)[0]:
            shown += os.read(terminal, 65536)
    return shown.decode(errors="replace")


@pytest.mark.parametrize("shell", STARTED)
def test_in_a_real_shell(shell: str, home: Path) -> None:
    """A person who types and presses Tab in bash or zsh gets the whole word: behind @ and =, too."""
    command, file, line = STARTED[shell]
    if shutil.which(command[0]) is None:
        pytest.skip(f"{command[0]} is not installed")
    # Seconds: each Tab starts the program once, and each line of TYPED is another rule of the shell's.
    (home / file).write_text(f"{line}; PS1='{READY}'\n")
    child, terminal = pty.fork()
    if child == 0:
        os.execvpe(command[0], command, environment(home))
    try:
        until(terminal, READY)
        for typed, expected in TYPED:
            # Behind the line the beginning of it is made a command that shows what stands there.
            os.write(terminal, f"{typed}\x01echo com''pleted: \x05\n".encode())
            shown = until(terminal, f"{DONE} [^\r\n]*[\r\n](?s:.*){READY}")
            found = re.findall(f"{DONE} ([^\r\n]*)", shown)
            assert found[-1].strip() == expected
    finally:
        os.close(terminal)
        os.waitpid(child, 0)


@pytest.mark.skipif(shutil.which("fish") is None, reason="fish is not installed")
def test_in_a_real_fish(home: Path) -> None:
    """fish, asked what it would offer, offers the same words with their titles."""
    (home / "fish").mkdir()
    (home / "fish" / "config.fish").write_text("icp completion fish | source\n")
    for typed, expected in (
        ("icp dead", "deadlines\tWhat must be filed, by which day"),
        ("icp explain renewal@", "renewal@2028\t2028-03-31 Apply to renew the license"),
        ("icp deadlines --format=j", "--format=json\tscripts"),
        ("icp deadlines -l lic", "license.yaml"),
        ("icp deadlines --license=lic", "--license=license.yaml"),
        (
            "icp deadlines --wi",
            "--within\tOnly what is to be filed within so many days, or is late.",
        ),
        ("icp nothing ", ""),
    ):
        done = subprocess.run(
            ["fish", "-c", f"complete -C {shlex.quote(typed)}"],
            env=environment(home),
            capture_output=True,
            check=True,
        )
        assert done.stdout.decode().rstrip() == expected
        assert done.stderr == b""
