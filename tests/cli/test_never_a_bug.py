"""What a user or a machine does wrong is told in one line; "this is a bug" is kept for bugs."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from places import LICENSE
from terminal import CLEAN, PROGRAM, icp, icp_in_one, icp_process

from icpcli.cli import INTERRUPTED
from icpcli.cli.app import COMMANDS

pytestmark = [
    pytest.mark.usefixtures("home"),
    pytest.mark.skipif(sys.platform == "win32", reason="needs a POSIX shell"),
]


def shell(tail: str, *arguments: str, folder: Path | None = None) -> "tuple[int, str, str]":
    """Run `icp ARGUMENTS TAIL` in a shell, where the tail redirects its streams."""
    words = ["sh", "-c", f'"$@" {tail}', "sh", *PROGRAM, *arguments]
    done = subprocess.run(
        words, env=CLEAN, capture_output=True, check=False, timeout=60, cwd=folder
    )
    return done.returncode, done.stdout.decode(), done.stderr.decode()


@pytest.mark.parametrize("line", ["import", "import -", "holidays add", "init"])
@pytest.mark.parametrize("tail", ["<&-", "<bytes", "</dev/null"])
def test_a_stdin_from_which_nothing_can_be_read(line: str, tail: str, home: Path) -> None:
    """A stdin that is closed, empty, a folder, or no text: the answer is a line, never a bug."""
    (home / "bytes").write_bytes(b"\xff\xfe\xff" * 999 + b"\x81")
    arguments = line.split() + (["-o", "new.yaml"] if line == "init" else [])
    code, _, err = shell(tail, *arguments)
    assert code in (0, 3)
    assert "bug" not in err
    assert "Traceback" not in err
    if tail == "<&-":
        assert "stdin is closed" in err or "nobody answered" in err or "nor answered" in err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has /dev/full")
@pytest.mark.parametrize("line", ["--help", "deadlines --help", "--version", "", "deadlines"])
def test_a_full_disk(line: str) -> None:
    """Where stdout takes nothing more, that is said: of the help, too."""
    code, _, err = shell(">/dev/full", *line.split())
    assert code == 3
    assert err.count("\n") == 1
    assert "No space left on device" in err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has /dev/full")
def test_an_entry_before_a_full_disk(home: Path) -> None:
    """An entry whose answer found no room is in the journal, and the error says so."""
    code, _, err = shell(">/dev/full", "record", "capital-change", "--on", "2026-11-20")
    assert code == 3
    assert "entry 1 is in journal.yaml all the same" in err
    code, _, err = shell(">&-", "record", "capital-change", "--on", "2026-11-20")
    assert (code, err) == (3, "icp: cannot write stdout: closed\n")
    assert (home / "journal.yaml").read_text("utf-8").count("event:") == 1


@pytest.mark.parametrize(
    "line",
    [
        *COMMANDS,
        "workdays after 2026-11-24 1",
        "holidays list",
        "record x --on 2026-11-01",
        "explain x",
    ],
)
def test_a_working_folder_that_is_gone(
    line: str, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a folder that was deleted a command answers, or says so in one line."""
    (home / "gone").mkdir()
    monkeypatch.chdir(home / "gone")
    (home / "gone").rmdir()
    relative = line in ("deadlines", "check", "remind")
    answer = icp_in_one(*line.split(), *(["-l", "license.yaml"] if relative else []))
    assert answer.code in (0, 3)
    assert "bug" not in answer.text
    assert "Traceback" not in answer.text
    if relative:
        assert "the working folder is gone" in answer.text


def test_a_program_in_a_working_folder_that_is_gone(home: Path) -> None:
    """The program starts there, too."""
    (home / "gone").mkdir()
    words = ["sh", "-c", 'cd gone; rmdir ../gone; "$@"', "sh", *PROGRAM]
    done = subprocess.run(
        [*words, "deadlines", "-l", "license.yaml"], env=CLEAN, capture_output=True, check=False
    )
    assert (done.returncode, done.stdout) == (3, b"")
    assert b"the working folder is gone" in done.stderr


@pytest.mark.skipif(sys.platform == "darwin", reason="file names are UTF-8 there")
@pytest.mark.parametrize(
    "line",
    [
        *(f"deadlines -f {name}" for name in ("table", "json", "csv", "markdown", "plain")),
        *(
            f"check -f {name}"
            for name in ("text", "json", "github", "junit", "nagios", "prometheus", "markdown")
        ),
        *(f"remind --all -f {name}" for name in ("text", "ics", "wecom", "todotxt", "taskwarrior")),
        "record capital-change --on 2026-11-20 -f json",
        "record capital-change --on 2026-11-20",
        *("journal", "validate", "validate -f csv", "duties", "event", "lint", "next"),
    ],
)
def test_file_names_that_are_not_utf8(line: str, home: Path) -> None:
    """A file whose name is no UTF-8 is read, written beside and spoken of; what is printed is UTF-8."""
    name = os.fsdecode(b"a\xff\xfe.yaml")
    (home / "license.yaml").rename(name)
    answer = icp(*line.split(), "-l", name)
    assert answer.code == 0, answer.err
    if "-f json" in line:
        json.loads(answer.text)
    (home / name).write_text("license: {}\n")
    answer = icp(*line.split(), "-l", name)
    assert answer.code == 3
    answer.out.decode()
    assert "bug" not in answer.err


@pytest.mark.skipif(sys.platform == "darwin", reason="file names are UTF-8 there")
def test_a_program_with_a_file_name_that_is_not_utf8(home: Path) -> None:
    """The name comes through the command line of a program as well, in any locale."""
    name = os.fsdecode(b"a\xff\xfe.yaml")
    (home / "license.yaml").rename(name)
    for locale in ("C", "C.UTF-8"):
        done = icp_process("check", "-f", "json", "-l", name, LC_ALL=locale)
        assert done.returncode == 0, done.stderr
        json.loads(done.stdout)


LATE = """
import sys
class Late:
    def find_spec(self, name, *rest):
        if name == {module!r}:
            raise KeyboardInterrupt
sys.meta_path.insert(0, Late())
from icpcli.cli import main
main()
"""


@pytest.mark.parametrize(
    "module",
    ["icpcli.cli.run", "typer", "icpcli.cli.commands.deadlines", "yaml", "rich.console"],
)
def test_interrupted_while_modules_load(module: str) -> None:
    """Ctrl-C at any moment, also while the modules load, is one line and exit code 130."""
    done = subprocess.run(
        [sys.executable, "-c", LATE.format(module=module), "deadlines"],
        env=CLEAN,
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (INTERRUPTED, b"icp: interrupted\n")
    assert INTERRUPTED == 130


def test_an_error_is_where_the_answer_was_expected(home: Path) -> None:
    """With -f json -o FILE an error is in FILE, and stdout stays empty."""
    for spelling in (["-f", "json", "-o", "x.json"], ["-fjson", "--output=x.json"]):
        (home / "x.json").unlink(missing_ok=True)
        answer = icp("explain", "nothing", *spelling)
        assert (answer.code, answer.out) == (3, b"")
        said = json.loads((home / "x.json").read_text("utf-8"))
        assert said["error"]["code"] == "unknown_id"
    assert icp("deadlines", "-f", "json", "-o", "x.json").code == 0
    assert "deadlines" in json.loads((home / "x.json").read_text("utf-8"))
    answer = icp("deadlines", "--nothing", "-f", "json", "-o", "missing/x.json")
    assert "error" in json.loads(answer.text)
    icp("deadlines", "--nothing", "-f", "json", "-o", "x.json")
    assert "error" in json.loads((home / "x.json").read_text("utf-8"))


@pytest.mark.parametrize(
    "line",
    [
        "deadlines -l broken.yaml -f json -o broken.yaml",
        "deadlines -l broken.yaml -f json -o journal.yaml",
        "deadlines --nothing -f json -o license.yaml",
        "init --number x -f json -o license.yaml",
        "init --number x -f json -o new.yaml",
    ],
)
def test_an_error_never_goes_over_a_file(line: str, home: Path) -> None:
    """Only an earlier answer is replaced by an error: where anything else lies, it is on stdout."""
    (home / "broken.yaml").write_text("license: 1\n")
    (home / "journal.yaml").write_text("# by hand\n")
    before = {path: path.read_bytes() for path in home.iterdir()}
    done = subprocess.run(
        [*PROGRAM, *line.split()],
        env=CLEAN,
        capture_output=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )
    assert done.returncode == 3
    assert "error" in json.loads(done.stdout)
    assert {path: path.read_bytes() for path in home.iterdir()} == before


HARMFUL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
SHOWN = (
    *(f"deadlines -f {name}" for name in ("table", "json", "csv", "markdown", "plain")),
    *(
        f"check -f {name}"
        for name in ("text", "json", "github", "junit", "nagios", "prometheus", "markdown")
    ),
    *(f"remind --all -f {name}" for name in ("text", "wecom", "todotxt", "taskwarrior")),
    *(f"validate -f {name}" for name in ("table", "json", "csv", "markdown", "plain")),
    *("journal", "lint", "event", "duties", "record capital-change --on 2026-11-20"),
)


@pytest.mark.parametrize("line", SHOWN)
@pytest.mark.parametrize("content", ["", "license: {}\n"])
def test_file_names_that_would_steer_a_terminal(line: str, content: str, home: Path) -> None:
    """Escape sequences and marks of direction in a file's name reach no terminal, log or page."""
    name = "a\x1b[31m\u202e\u2066\x85%b,c:d\x07.yaml"
    (home / name).write_text(content or LICENSE.read_text("utf-8"), "utf-8")
    answer = icp(*line.split(), "-l", name, "-l", "license.yaml", "--as-of", "2027-03-30")
    if "record" in line or line == "journal":
        answer = icp(*line.split(), "-l", name)
    assert not HARMFUL.search(answer.text.replace("\r\n", "\n"))
    assert not HARMFUL.search(answer.err)
