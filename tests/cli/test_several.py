"""Several licenses at once: one that is broken silences no other, and each has its own notices."""

import json
import shutil
from contextlib import chdir
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from places import LICENSE, TESTS
from terminal import Answer, as_nobody, icp

NOTICE = TESTS / "importers" / "announcements" / "imagined-2027.txt"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home folder with a group of two companies, where commands are run."""
    monkeypatch.chdir(tmp_path)
    for name, number in (("a", "京ICP证130204号"), ("b", "沪ICP证000001号")):
        (tmp_path / name).mkdir()
        text = LICENSE.read_text("utf-8").replace("京ICP证130204号", number)
        (tmp_path / name / "license.yaml").write_text(text, "utf-8")
    return tmp_path


def ask(line: str, *named: str, home: Path | None = None) -> Answer:
    words = [word for name in named for word in ("-l", f"{name}/license.yaml")]
    return icp(*line.split(), *words, HOME=str(home or Path.cwd()))


def as_json(line: str, *named: str) -> dict[str, Any]:
    said: dict[str, Any] = json.loads(ask(f"{line} -f json", *named).text)
    return said


BREAK = {
    "license": lambda: Path("b/license.yaml").write_text("license: {}\n"),
    "no license": lambda: Path("b/license.yaml").unlink(),
    "journal": lambda: Path("b/journal.yaml").write_text("- 3\n"),
    "journal of another": lambda: Path("b/journal.yaml").write_text("# journal of 1\n"),
    "notice": lambda: (
        Path("b/holidays").mkdir(),
        Path("b/holidays/2027.yaml").write_text("x: 1\n"),
    ),
    "holidays": lambda: Path("b/holidays").write_text(""),
}
ALL = (
    "deadlines",
    "deadlines --all -f csv",
    "event",
    "event capital-change=2026-11-20",
    "explain annual-report@2027",
    "duties",
    "lint",
    "history --to 2027-12-31",
    "page",
    "next",
    "validate",
    "check --as-of 2027-03-30",
    "remind --as-of 2027-03-30",
    "remind --as-of 2027-03-30 -f ics",
    "remind --as-of 2027-03-30 -f todotxt",
)
ONLY_LICENSES = ("duties", "validate")


@cache
def said_of_one(line: str) -> str:
    """What a command says of a license that stands alone."""
    return ask(line, "a").text


@pytest.mark.parametrize("line", ALL)
@pytest.mark.parametrize("what", BREAK)
def test_one_that_is_broken(line: str, what: str, home: Path) -> None:
    """Each command answers for the other license as ever, names what is broken, and exits 3."""
    alone = said_of_one(line)
    BREAK[what]()
    both = ask(line, "a", "b")
    of_a_journal = line == "event" and what.startswith("journal")
    if of_a_journal or (line in ONLY_LICENSES and "license" not in what):
        assert both.code == 0
        return
    assert both.code == 3
    assert "b/" in both.err
    assert "bug" not in both.err
    for word in ("annual-report@2027", "京ICP证130204号", "capital-change"):
        assert (word in both.text) >= (word in alone)
    assert both.text


@pytest.mark.parametrize(
    "line", ["deadlines", "event", "duties", "lint", "explain renewal", "validate"]
)
def test_json_of_several(line: str) -> None:
    """In JSON the envelope holds the good ones, and under `errors` why the others are not there."""
    whole = as_json(line, "a")
    BREAK["license"]()
    said = as_json(line, "a", "b")
    errors = said.pop("errors")
    assert said == whole
    assert [one["code"] for one in errors] == ["invalid_license"]
    assert {one["file"] for one in errors[0]["problems"]} == {"b/license.yaml"}
    # Of one license alone, and where none is good, there is nothing but the error.
    assert as_json(line, "b")["error"]["code"] == "invalid_license"
    Path("a/license.yaml").unlink()
    assert "error" in as_json(line, "a", "b")


@pytest.mark.parametrize("command", ["remind", "lint", "validate", "check", "next", "journal"])
def test_never_the_example(command: str, home: Path) -> None:
    """What acts on somebody's behalf never answers from the bundled example."""
    (home / "empty").mkdir()
    for name in ("a", "b"):
        shutil.rmtree(home / name)
    answer = icp(command, HOME=str(home))
    assert answer.code == 3
    assert "no license file" in answer.err
    assert "京ICP证130204号" not in answer.text + answer.err


def test_each_with_its_own_notices(home: Path) -> None:
    """A notice beside one license settles its dates, and those of no other."""
    answer = ask(f"holidays add {NOTICE} --as-of 2026-12-01", "a")
    assert answer.code == 0, answer.err
    assert (home / "a" / "holidays" / "2027.yaml").exists()
    said = as_json("event illegal-content=2026-12-14", "a", "b")
    assert [one["published_through"] for one in said["licenses"]] == ["2027-12-31", "2026-12-31"]
    assert said["calendar"]["published_through"] == "2026-12-31"
    found = {one["license"]: one for one in said["deadlines"]}
    assert found["京ICP证130204号"]["certainty"] == "final"
    assert found["沪ICP证000001号"]["certainty"] == "provisional"
    # The same as of each alone.
    for name, number in (("a", "京ICP证130204号"), ("b", "沪ICP证000001号")):
        (alone,) = as_json("event illegal-content=2026-12-14", name)["deadlines"]
        assert alone == found[number]
    assert ask("deadlines", "a").err == ""


def test_a_notice_for_a_group(home: Path) -> None:
    """A `holidays/` above the licenses serves all of them, is named, and takes the next notice."""
    (home / "holidays").mkdir()
    (home / "holidays" / "2026.yml").write_bytes(b"")
    (home / "holidays" / "2026.yml").unlink()
    answer = ask(f"holidays add {NOTICE} --as-of 2026-12-01", "a")
    assert answer.code == 0
    (home / "a" / "holidays" / "2027.yaml").rename(home / "holidays" / "2027.yaml")
    (home / "a" / "holidays").rmdir()
    both = ask("deadlines", "a", "b")
    assert both.err == "holiday notices: those in holidays\n"
    said = as_json("deadlines", "a", "b")
    assert [one["published_through"] for one in said["licenses"]] == ["2027-12-31"] * 2
    assert as_json("deadlines", "b")["calendar"]["published_through"] == "2027-12-31"
    assert "holidays/2027.yaml holds this notice already" in ask(f"holidays add {NOTICE}", "b").err
    # A folder that is the home is asked, one above it is not.
    assert as_json("deadlines", "a")["calendar"]["published_through"] == "2027-12-31"
    answer = ask("deadlines -f json", "a", home=home / "a")
    assert json.loads(answer.text)["calendar"]["published_through"] == "2026-12-31"


def test_named_notices_replace_all(home: Path) -> None:
    """$ICP_HOLIDAYS stands for the notices of every license."""
    ask(f"holidays add {NOTICE} --as-of 2026-12-01", "a")
    (home / "none").mkdir()
    words = ["deadlines", "-f", "json", "-l", "a/license.yaml", "-l", "b/license.yaml"]
    said = json.loads(icp(*words, ICP_HOLIDAYS="none").text)
    assert [one["published_through"] for one in said["licenses"]] == ["2026-12-31"] * 2
    said = json.loads(icp(*words, ICP_HOLIDAYS="a/holidays").text)
    assert [one["published_through"] for one in said["licenses"]] == ["2027-12-31"] * 2


LOCKED = {
    "a folder that may not be entered": ("b", 0o000, "b/license.yaml:1:1: cannot be read"),
    "a folder that may not be listed": ("b", 0o111, "b:1:1: this folder cannot be listed"),
    "notices that may not be listed": ("b/holidays", 0o000, "b/holidays:1:1: this folder cannot"),
    "a license that may not be read": (
        "b/license.yaml",
        0o000,
        "b/license.yaml:1:1: cannot be read",
    ),
    "a journal that may not be read": (
        "b/journal.yaml",
        0o000,
        "b/journal.yaml:1:1: cannot be read",
    ),
}


@pytest.mark.parametrize("what", LOCKED)
@pytest.mark.parametrize("line", ["deadlines", "check", "remind --all", "lint", "next"])
def test_what_may_not_be_read(line: str, what: str) -> None:
    """What may not be entered or read is named, is no bug, and is not taken for: nothing there."""
    name, mode, said = LOCKED[what]
    with TemporaryDirectory() as top, chdir(top):
        Path(top).chmod(0o755)
        for folder in ("a", "b"):
            (Path(folder) / "holidays").mkdir(parents=True)
            shutil.copy(LICENSE, Path(folder) / "license.yaml")
            (Path(folder) / "journal.yaml").write_text("# journal of 京ICP证130204号\n", "utf-8")
        ask(line, "a", "b")  # what it needs is loaded by one who may
        Path(name).chmod(mode)
        with as_nobody():
            both, alone = ask(line, "a", "b"), ask(line, "b")
        Path(name).chmod(0o755)
    assert (both.code, alone.code) == (3, 3)
    for answer in (both, alone):
        assert said in answer.err
        assert "Permission denied" in answer.err
    assert "annual-report@2027" in both.text or line in ("check", "lint")


SOURCES = [
    ("deadlines", "license.yaml"),
    ("deadlines", "./../a/license.yaml"),
    ("deadlines", "link.yaml"),
    ("deadlines", "hard.yaml"),
    ("deadlines", "journal.yaml"),
    ("deadlines", "holidays/2027.yaml"),
    ("check", "journal.yaml"),
    ("remind -f ics", "license.yaml"),
    ("remind --all", "holidays/2027.yaml"),
    ("duties", "license.yaml"),
    ("event", "license.yaml"),
    ("event capital-change=2026-11-20", "journal.yaml"),
    ("explain renewal", "journal.yaml"),
    ("lint", "journal.yaml"),
    ("lint --certificate paper.txt", "paper.txt"),
    ("validate", "license.yaml"),
    ("validate journal.yaml", "journal.yaml"),
    ("duties", "journal.yaml"),
    ("event", "holidays/2027.yaml"),
    ("journal", "journal.yaml"),
    ("journal", "license.yaml"),
    ("record capital-change --on 2026-11-20", "journal.yaml"),
    ("record capital-change --on 2026-11-20", "license.yaml"),
    ("done renewal@2028 --on 2026-11-20", "holidays/2027.yaml"),
    ("workdays after 2026-11-24 1", "holidays/2027.yaml"),
    ("import paper.txt --force", "paper.txt"),
]


@pytest.mark.parametrize(("line", "file"), SOURCES)
def test_what_was_read_is_never_written_over(
    line: str, file: str, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing that -o names may be a file that the answer is read from: license, journal, notice, paper."""
    ask(f"holidays add {NOTICE} --as-of 2026-12-01", "a")
    assert ask("record address-change --on 2026-11-20", "a").code == 0
    monkeypatch.chdir(home / "a")
    (home / "a" / "link.yaml").symlink_to("license.yaml")
    (home / "a" / "hard.yaml").hardlink_to("license.yaml")
    (home / "a" / "paper.txt").write_text("paper")
    before = {path: path.read_bytes() for path in home.rglob("*") if path.is_file()}
    for lang, words in (("en", "is not overwritten"), ("zh", "不能被它覆盖")):
        only_one = any(word in line for word in ("-f", "import", "remind"))
        formats = [[]] if only_one else [["-f", "json"], []]
        for format in formats:
            answer = icp(*line.split(), "-o", file, "--lang", lang, *format)
            assert answer.code == 3
            assert words in answer.err
    assert {path: path.read_bytes() for path in home.rglob("*") if path.is_file()} == before


def test_a_journal_that_is_not_there_yet(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the journal of a license would be, no answer is written: it would be read as one."""
    monkeypatch.chdir(home / "a")
    answer = icp("deadlines", "-o", "journal.yaml")
    assert (answer.code, (home / "a" / "journal.yaml").exists()) == (3, False)


@pytest.mark.parametrize("line", ["schema", "duties -l b/license.yaml", "next"])
def test_no_file_of_ours_is_written_over(line: str, home: Path) -> None:
    """Not even an answer that has nothing to do with it takes the place of a license."""
    path = home / "a" / "license.yaml"
    before = path.read_bytes()
    answer = icp(*line.split(), "-o", path)
    assert answer.code == 3
    assert path.read_bytes() == before
