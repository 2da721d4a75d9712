"""Nothing that was confirmed is lost: many writers, sudden death, full disks, torn lines."""

import errno
import fcntl
import os
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from places import LICENSE, ROOT
from samples import BUNDLED, d
from terminal import CLEAN, PROGRAM, as_nobody, icp

from icpcli.files import append_only
from icpcli.journal.file import append, claim, read_journal, repair
from icpcli.model.problem import IcpError
from icpcli.model.record import Act, Record

AS_OF = d("2026-11-24")
DEATHS = 80
DEATHS_A_FILE = 20
"""Each child dies after it confirmed none to three entries, and some milliseconds into the next."""

# What the processes of these tests run: entries whose notes say who wrote them, and which one it is.
WRITER = textwrap.dedent(
    f"""
    import os, sys
    from pathlib import Path
    from icpcli.journal.file import append
    from icpcli.license.file import read_license
    from icpcli.model.record import Act, Record
    from datetime import date

    license = read_license(Path({str(LICENSE)!r}))

    def write(path, note):
        record = Record(0, date(2026, 11, 24), Act.EVENT, "capital-change", date(2026, 11, 1), note=note)
        return append(Path(path), license, lambda records: record)
    """
)


def event(note: str = "") -> Record:
    return Record(0, AS_OF, Act.EVENT, "capital-change", d("2026-11-01"), note=note)


def written(path: Path, *notes: str) -> Path:
    for note in notes:
        append(path, BUNDLED, lambda _, note=note: event(note))
    return path


def notes(path: Path) -> list[str]:
    return [record.note for record in read_journal(path, BUNDLED)]


def python(code: str, *arguments: object, **options: object) -> "subprocess.Popen[str]":
    command = [sys.executable, "-c", WRITER + textwrap.dedent(code), *map(str, arguments)]
    return subprocess.Popen(command, text=True, cwd=ROOT, **options)


def started_together(code: str, path: Path, authors: int) -> "list[subprocess.Popen[str]]":
    """Processes that run `code`, begun when all of them are ready: they meet, however slow each starts."""
    ready = "print('ready', flush=True)\nsys.stdin.readline()\n"
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    found = [python(ready + textwrap.dedent(code), path, n, **pipes) for n in range(authors)]
    for one in found:
        assert one.stdout is not None
        assert one.stdout.readline() == "ready\n"
    for one in found:
        assert one.stdin is not None
        one.stdin.write("\n")
        one.stdin.flush()
    return found


def test_many_writers_at_once(tmp_path: Path) -> None:
    """Four processes that append fifteen entries each leave 60, each whole, each author's in order."""
    path = tmp_path / "journal.yaml"
    code = """
    for i in range(15):
        write(sys.argv[1], f"{sys.argv[2]} {i}")
    """
    writers = started_together(code, path, 4)
    assert [writer.wait(60) for writer in writers] == [0] * 4
    found = notes(path)
    assert len(found) == 60
    for author in range(4):
        mine = [note for note in found if note.startswith(f"{author} ")]
        assert mine == [f"{author} {i}" for i in range(15)]


def test_nobody_writes_in_between(tmp_path: Path) -> None:
    """From reading the entries to writing the next one, everybody else has to wait."""
    path = written(tmp_path / "journal.yaml", "first")
    code = """
    print("ready", flush=True)
    write(sys.argv[1], "third")
    """
    others: list[subprocess.Popen[str]] = []

    def slow(records: tuple[Record, ...]) -> Record:
        other = python(code, path, stdout=subprocess.PIPE)
        others.append(other)
        assert other.stdout is not None
        assert other.stdout.readline() == "ready\n"
        with path.open("ab") as file, pytest.raises(BlockingIOError):
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return event("second")

    append(path, BUNDLED, slow)
    others[0].communicate(timeout=60)
    assert notes(path) == ["first", "second", "third"]


def test_two_of_a_kind_at_once(tmp_path: Path) -> None:
    """Of many processes that file the same deadline at the same time, one does; the others are told."""
    path = tmp_path / "journal.yaml"
    command = [*PROGRAM, "done", "annual-report@2026", "--on", "2026-03-01", "--journal", path]
    runs = [
        subprocess.Popen(
            [*map(str, command), "-l", str(LICENSE)],
            env=CLEAN,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for _ in range(4)
    ]
    assert sorted(run.wait(60) for run in runs) == [0, 3, 3, 3]
    assert len(read_journal(path, BUNDLED)) == 1


def test_what_another_wrote_first_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that one process creates and another fills first is not removed when the one is refused."""
    path, lock = tmp_path / "journal.yaml", append_only._lock

    def late(descriptor: int, *rest: Any) -> None:
        monkeypatch.setattr(append_only, "_lock", lock)
        with append_only.held(path) as other:
            other.append(b"- confirmed\n")
        lock(descriptor)

    monkeypatch.setattr(append_only, "_lock", late)
    with pytest.raises(LookupError), append_only.held(path):
        raise LookupError("refused")
    assert path.read_bytes() == b"- confirmed\n"


# The mother forks children that write for all they are worth and say on a pipe what is confirmed.
# She kills each one, at a moment of its own, prints what it had confirmed, and sees that the file
# loads, or names its torn line.
MOTHER = """
import random, signal, time
from icpcli.model.problem import IcpError
from icpcli.journal.file import read_journal, repair

path, first, deaths = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
for death in range(first, first + deaths):
    chance = random.Random(death)
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        i = 0
        while True:
            write(path, f"{death} {i} " + "x" * chance.choice((0, 100, 5000)))
            os.write(writing, f"{death} {i}\\n".encode())
            i += 1
    os.close(writing)
    with os.fdopen(reading) as confirmed:
        for _ in range(chance.choice((0, 1, 2, 3))):
            sys.stdout.write(confirmed.readline())
        time.sleep(chance.uniform(0, 0.02))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        sys.stdout.write(confirmed.read())
    # A kill in the middle of a long line leaves a part of it, which would stop all who come after.
    try:
        if os.path.exists(path):
            read_journal(Path(path), license)
    except IcpError as error:
        assert "torn" in str(error), error
        assert repair(Path(path))
"""


def test_sudden_death(tmp_path: Path) -> None:
    """Of 80 processes killed while they write, no confirmed entry is lost, and the file loads."""
    paths = [tmp_path / f"{n}.yaml" for n in range(DEATHS // DEATHS_A_FILE)]
    confirmed: dict[Path, list[str]] = {}
    for some in (paths[i : i + 2] for i in range(0, len(paths), 2)):
        mothers = {
            path: python(
                MOTHER, path, paths.index(path) * DEATHS_A_FILE, DEATHS_A_FILE, stdout=subprocess.PIPE
            )
            for path in some
        }  # fmt: skip
        for path, mother in mothers.items():
            confirmed[path] = mother.communicate(timeout=120)[0].splitlines()
            assert mother.returncode == 0
    assert sum(map(len, confirmed.values())) > DEATHS
    for path, said in confirmed.items():
        there = [" ".join(note.split()[:2]) for note in notes(path)]
        assert [one for one in there if one in set(said)] == said
        # At most the one entry that was written and not yet confirmed comes on top.
        assert len(there) - len(said) <= DEATHS_A_FILE
        assert written(path, "after")
        assert notes(path)[-1] == "after"


@pytest.mark.skipif(sys.platform == "win32", reason="there is no RLIMIT_FSIZE")
def test_a_full_disk_by_limit(tmp_path: Path) -> None:
    """Where only a part of the entry finds room, the error is clear and the file is as it was."""
    path = written(tmp_path / "journal.yaml", "first")
    before = path.read_bytes()
    code = """
    import resource
    for room in range(0, 90):
        size = os.path.getsize(sys.argv[1])
        resource.setrlimit(resource.RLIMIT_FSIZE, (size + room, resource.RLIM_INFINITY))
        try:
            write(sys.argv[1], "x" * 100)
        except Exception as error:
            print(room, error)
    """
    out, _ = python(code, path, stdout=subprocess.PIPE).communicate(timeout=60)
    assert [line.split()[0] for line in out.splitlines()] == [str(room) for room in range(90)]
    assert "large" in out or "space" in out
    assert path.read_bytes() == before
    assert notes(written(path, "second")) == ["first", "second"]


@pytest.mark.skipif(sys.platform == "win32", reason="there is no RLIMIT_FSIZE")
def test_a_new_journal_on_a_full_disk(tmp_path: Path) -> None:
    """A journal that could not be begun is not there afterwards."""
    path = tmp_path / "journal.yaml"
    code = """
    import resource
    resource.setrlimit(resource.RLIMIT_FSIZE, (20, resource.RLIM_INFINITY))
    try:
        write(sys.argv[1], "")
    except Exception as error:
        print(error.code)
    """
    out, _ = python(code, path, stdout=subprocess.PIPE).communicate(timeout=60)
    assert out == "cannot_write\n"
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of its own with room for little."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=16k", "tmpfs", str(folder)]
    try:
        done = subprocess.run(mount, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        pytest.skip("there is no mount")
    if done.returncode:
        pytest.skip(f"a tmpfs cannot be mounted here: {done.stderr.strip()}")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk(small_disk: Path) -> None:
    """On a disk that is full an entry is refused with exit code 3, and the others stay."""
    path = written(small_disk / "journal.yaml", "first")
    with suppress(OSError), (small_disk / "filler").open("wb", buffering=0) as filler:
        while True:
            filler.write(bytes(512))
    before = path.read_bytes()
    arguments = ["record", "capital-change", "--on", "2026-11-01", "--note", "x" * 5000]
    answer = icp(*arguments, "-l", LICENSE, "--journal", path)
    assert (answer.code, answer.out) == (3, b"")
    assert "No space left on device" in answer.err
    assert path.read_bytes() == before
    (small_disk / "filler").unlink()
    assert notes(written(path, "second")) == ["first", "second"]


def test_a_short_write_is_taken_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A write that takes only a part, or a flush that fails, leaves the file as it was."""
    path = written(tmp_path / "journal.yaml", "first")
    before = path.read_bytes()
    write = os.write

    def short(descriptor: int, data: bytes) -> int:
        return write(descriptor, data[:7])

    def failing(descriptor: int) -> None:
        raise OSError(errno.EIO, "Input/output error")

    for name, double in (("write", short), ("fsync", failing)):
        with monkeypatch.context() as patch:
            patch.setattr(append_only.os, name, double)
            with pytest.raises(IcpError, match=r"cannot be written: (No space|Input)") as caught:
                written(path, "second")
        assert caught.value.code == "cannot_write"
        assert path.read_bytes() == before


def test_down_to_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An entry is one write, then flushed; of a new file the folder is flushed as well."""
    calls: list[str] = []
    write, fsync = os.write, os.fsync

    def counted(descriptor: int, data: bytes) -> int:
        calls.append("write")
        return write(descriptor, data)

    def flushed(descriptor: int) -> None:
        calls.append("folder" if os.path.isdir(f"/proc/self/fd/{descriptor}") else "file")
        fsync(descriptor)

    monkeypatch.setattr(append_only.os, "write", counted)
    monkeypatch.setattr(append_only.os, "fsync", flushed)
    path = tmp_path / "journal.yaml"
    written(path, "first")
    assert calls[:2] == ["write", "file"]
    assert len(calls) == 3
    calls.clear()
    written(path, "second")
    assert calls == ["write", "file"]


def test_torn_at_any_place(tmp_path: Path) -> None:
    """A last line that was cut anywhere is named with its place, or is whole; repair keeps the rest."""
    path = written(tmp_path / "journal.yaml", "first", "第二条 · 2")
    whole = path.read_bytes()
    start = whole.index(b"\n", whole.index(b"\n") + 1) + 1
    for size in range(start + 1, len(whole)):
        path.write_bytes(whole[:size])
        if size == len(whole) - 1:
            # Only the newline is missing.
            assert notes(path) == ["first", "第二条 · 2"]
            continue
        with pytest.raises(IcpError) as caught:
            read_journal(path, BUNDLED)
        (problem,) = caught.value.problems
        assert (problem.line, problem.column) == (3, 1)
        assert "torn" in problem.message.en
        with pytest.raises(IcpError, match="torn"):
            written(path, "third")
        assert path.read_bytes() == whole[:size]
        kept = repair(path)
        assert kept is not None
        assert kept.read_bytes() == whole[start:size]
        assert path.read_bytes() == whole[:start]
        kept.unlink()
    assert [one.name for one in tmp_path.iterdir()] == ["journal.yaml"]


@pytest.mark.parametrize(
    "tail", [b"\0\0\0\0", b"- {recorded: 2026\0\0\0\0}\n", b"\0\0\n", b"-", b"- "]
)
def test_torn_in_other_ways(tail: bytes, tmp_path: Path) -> None:
    """Zeros, as some file systems leave them, and the mere beginning of an entry are torn lines."""
    path = written(tmp_path / "journal.yaml", "first")
    before = path.read_bytes()
    path.write_bytes(before + tail)
    with pytest.raises(IcpError, match="torn"):
        read_journal(path, BUNDLED)
    assert repair(path) == tmp_path / "journal.yaml.torn"
    assert path.read_bytes() == before
    assert (tmp_path / "journal.yaml.torn").read_bytes() == tail


@pytest.mark.parametrize(
    "tail",
    [
        "- {recorded: 2026-11-24, event: capital-change, on: 2026-11-31}",
        "- {recorded: 2026-11-24, event: capitol-change, on: 2026-11-01}",
        "- {recorded: 2026-11-24, event: capital-change, on: 2026-11-01}",
        "- recorded: 2026-11-24\n  event: capital-change\n  on: 2026-11-01",
        "- {recorded: 2026-11-24, event: capital-change,\n   on: 2026-11-01}",
        "   ",
        "# a word",
        "- {recorded: 2026-11-24, event: capital-change\n",
    ],
)
def test_not_torn(tail: str, tmp_path: Path) -> None:
    """What a person typed is never cut off, be it right or wrong, ended or not."""
    path = written(tmp_path / "journal.yaml", "first")
    whole = path.read_bytes() + tail.encode()
    path.write_bytes(whole)
    assert repair(path) is None
    assert path.read_bytes() == whole
    with suppress(IcpError):
        read_journal(path, BUNDLED)


def test_repair_never_overwrites(tmp_path: Path) -> None:
    """What an earlier repair kept stays: the next one gets a name of its own."""
    path = written(tmp_path / "journal.yaml", "first")
    before = path.read_bytes()
    for n in (1, 2, 3):
        path.write_bytes(before + f"- {{torn {n}".encode())
        assert repair(path)
    kept = {one.name: one.read_text() for one in tmp_path.glob("*.torn*")}
    assert kept == {
        "journal.yaml.torn": "- {torn 1",
        "journal.yaml.torn.2": "- {torn 2",
        "journal.yaml.torn.3": "- {torn 3",
    }


def test_repair_keeps_before_it_cuts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the torn bytes cannot be kept, nothing is cut."""
    path = written(tmp_path / "journal.yaml", "first")
    with path.open("ab") as file:
        file.write(b"- {torn")
    before = path.read_bytes()

    def failing(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(append_only.os, "fsync", failing)
    with pytest.raises(IcpError, match="No space"):
        repair(path)
    assert path.read_bytes() == before


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    """A journal that is a symbolic link is written where it points, also if nothing is there yet."""
    (tmp_path / "elsewhere").mkdir()
    real, link = tmp_path / "elsewhere" / "real.yaml", tmp_path / "journal.yaml"
    link.symlink_to(Path("elsewhere") / "real.yaml")
    written(link, "first", "second")
    assert link.is_symlink()
    assert notes(real) == notes(link) == ["first", "second"]
    with real.open("ab") as file:
        file.write(b"- {torn")
    assert repair(link) == tmp_path / "journal.yaml.torn"
    assert link.is_symlink()
    assert notes(link) == ["first", "second"]


def test_a_file_keeps_its_mode(tmp_path: Path) -> None:
    """Appending changes neither the mode of the file nor the file itself."""
    path = written(tmp_path / "journal.yaml", "first")
    path.chmod(0o640)
    inode = path.stat().st_ino
    written(path, "second")
    assert (path.stat().st_mode & 0o777, path.stat().st_ino) == (0o640, inode)


@pytest.mark.parametrize("place", ["missing/journal.yaml", "file/journal.yaml", "folder", "fifo"])
def test_nowhere_to_write(place: str, tmp_path: Path) -> None:
    """Where a journal cannot be, the error says so with its name, and nothing is left behind."""
    (tmp_path / "file").write_text("")
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "fifo")
    names = sorted(one.name for one in tmp_path.iterdir())
    with pytest.raises(IcpError, match="cannot be written") as caught:
        written(tmp_path / place, "first")
    assert caught.value.problems[0].file == str(tmp_path / place)
    assert sorted(one.name for one in tmp_path.iterdir()) == names


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="needs users")
def test_read_only() -> None:
    """A folder or a file that may not be written: one clear line, exit code 3, nothing changed."""
    with TemporaryDirectory() as name:
        top, folder, license = Path(name), Path(name) / "locked", Path(name) / "license.yaml"
        license.write_bytes(LICENSE.read_bytes())
        folder.mkdir()
        arguments = ["record", "capital-change", "--on", "2026-11-01", "-l", license, "--journal"]
        kept = top / "journal.yaml"
        assert icp(*arguments, kept).code == 0
        before = kept.read_bytes()
        for path, mode in ((kept, 0o444), (license, 0o444), (folder, 0o555), (top, 0o555)):
            path.chmod(mode)
        with as_nobody():
            answers = {path: icp(*arguments, path) for path in (kept, folder / "journal.yaml")}
            assert icp("journal", "-l", license, "--journal", kept).code == 0
        top.chmod(0o755)
        for path, answer in answers.items():
            assert (answer.code, answer.out) == (3, b"")
            assert answer.err == f"{path}:1:1: cannot be written: Permission denied\n"
        assert kept.read_bytes() == before
        assert list(folder.iterdir()) == []


def test_replaced_while_waiting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An editor that replaces the file while one waits for the lock loses nobody's entry."""
    path = written(tmp_path / "journal.yaml", "first")
    lock = append_only._lock
    other = tmp_path / "edited"
    other.write_bytes(path.read_bytes() + b"# edited\n")

    def waited(descriptor: int, *rest: Any) -> None:
        lock(descriptor)
        if other.exists():
            other.replace(path)

    monkeypatch.setattr(append_only, "_lock", waited)
    written(path, "second")
    assert b"# edited" in path.read_bytes()
    assert notes(path) == ["first", "second"]


def test_removed_while_waiting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that is removed while one waits for the lock is begun anew."""
    path = written(tmp_path / "journal.yaml", "first")
    lock = append_only._lock
    removed: list[bool] = []

    def waited(descriptor: int, *rest: Any) -> None:
        lock(descriptor)
        if not removed:
            path.unlink()
            removed.append(True)

    monkeypatch.setattr(append_only, "_lock", waited)
    written(path, "second")
    assert notes(path) == ["second"]


HOLDER = """
import fcntl
file = open(sys.argv[1], "ab")
fcntl.flock(file, fcntl.LOCK_EX)
print("held", flush=True)
sys.stdin.readline()
"""


@contextmanager
def held_by_another(path: Path) -> Iterator[Callable[[], None]]:
    """Somebody else has the lock of a file, until they are told to let it go."""
    with python(HOLDER, path, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        yield other.kill
        other.kill()


def test_a_held_journal_is_waited_for(tmp_path: Path) -> None:
    """Who waits for another program is told so after half a second, once, and then goes on."""
    path = written(tmp_path / "journal.yaml", "first")
    said: list[str] = []

    with held_by_another(path) as let_go:

        def waiting() -> None:
            said.append("waiting")
            let_go()

        append(path, BUNDLED, lambda _: event("second"), waiting)
    assert said == ["waiting"]
    assert notes(path) == ["first", "second"]


def test_a_journal_that_stays_held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After ten seconds one gives up with a clear error, and nothing was written."""
    assert append_only.PATIENCE == 10
    monkeypatch.setattr(append_only, "PATIENCE", 0.2)
    path = written(tmp_path / "journal.yaml", "first")
    before = path.read_bytes()
    with held_by_another(path), pytest.raises(IcpError, match="another program") as caught:
        written(path, "second")
    assert caught.value.code == "cannot_write"
    assert path.read_bytes() == before


@pytest.mark.parametrize("there", [False, True])
def test_where_there_are_no_locks(
    there: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a file system without locks nothing is written, and nothing is left behind."""
    path = tmp_path / "journal.yaml"
    before = written(path, "first").read_bytes() if there else None

    def failing(descriptor: int, *, shared: bool) -> bool:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(append_only, "_try_lock", failing)
    with pytest.raises(IcpError, match="No locks available"):
        written(path, "second")
    assert [one.read_bytes() for one in tmp_path.iterdir()] == ([before] if there else [])


def test_claimed_while_others_write(tmp_path: Path) -> None:
    """While a journal is given its first line again and again, no entry of another is lost."""
    path = tmp_path / "journal.yaml"
    path.write_text("# by hand\n", "utf-8")
    code = """
    for i in range(10):
        write(sys.argv[1], f"{sys.argv[2]} {i}")
    """
    writers = started_together(code, path, 3)
    while any(writer.poll() is None for writer in writers):
        claim(path, BUNDLED)
        with append_only.held(path) as file:
            file.replace(file.content.partition(b"\n")[2])
    assert [writer.wait(60) for writer in writers] == [0] * 3
    assert len(notes(path)) == 30


def test_a_reader_waits_for_a_writer(tmp_path: Path) -> None:
    """A line that looks torn because somebody is writing it is read again, when it is whole."""
    path = written(tmp_path / "journal.yaml", "first")
    code = """
    import fcntl, time
    with open(sys.argv[1], "ab", buffering=0) as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        file.write(b"- {recorded: 2026-11-24, event: capi")
        print("half", flush=True)
        time.sleep(0.3)
        file.write(b"tal-change, on: 2026-11-01}\\n")
    """
    with python(code, path, stdout=subprocess.PIPE) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "half\n"
        assert len(read_journal(path, BUNDLED)) == 2


def test_nothing_is_written_when_the_entry_is_refused(tmp_path: Path) -> None:
    """A journal that was created for an entry that is then refused is not there afterwards."""
    path = tmp_path / "journal.yaml"

    def refused(records: tuple[Record, ...]) -> Record:
        raise IcpError("bad_entry", [])

    with pytest.raises(IcpError):
        append(path, BUNDLED, refused)
    assert not path.exists()
    before = written(path, "first").read_bytes()
    with pytest.raises(IcpError):
        append(path, BUNDLED, refused)
    assert path.read_bytes() == before


def test_the_modules_load_without_locks(tmp_path: Path) -> None:
    """Where `fcntl` does not exist, as on Windows, the modules of the journal still load."""
    code = "import sys; sys.modules['fcntl'] = None; import icpcli.journal.file, icpcli.cli.commands.journal"
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)
