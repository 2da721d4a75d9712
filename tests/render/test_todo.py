"""Lists of things to do: the same deadline is the same task, however often it is written."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from uuid import UUID

import pytest
from calendars import one_deadline, report_of, titled, titles
from places import ROOT
from samples import BUNDLED
from terminal import icp

from icpcli.deadlines.reminders import tasks
from icpcli.model.deadline import Report
from icpcli.model.reminder import Entry
from icpcli.render.remind.todo import taskwarrior, todotxt
from icpcli.render.words import one_line

pytestmark = pytest.mark.usefixtures("at_the_root")

LINE = re.compile(
    r"\+icp (?P<title>[^:+@]*) due:(?P<due>\d{4}-\d\d-\d\d)(?: t:(?P<start>\d{4}-\d\d-\d\d))?"
    r" icp:(?P<id>[^: ]+) license:(?P<license>[^: ]+)"
)


def random_tasks(n: int) -> list[Entry]:
    report = one_deadline("2028-03-20")
    (deadline,) = report.deadlines
    renamed = tuple(titled(deadline, title, f"rule@{i}") for i, title in enumerate(titles(n, 7)))
    return list(tasks(report._replace(deadlines=renamed)))


def late() -> Report:
    return report_of(as_of="2028-04-10")


# todo.txt


def test_todotxt() -> None:
    """A line has the day to plan for, the first day of work, the deadline's id and its license."""
    lines = icp("remind", "-f", "todotxt").text.splitlines()
    assert lines[-2] == (
        "+icp Apply to renew the license (provisional, one of two) 北京智明星通科技股份有限公司 "
        "due:2028-03-31 t:2028-01-03 "
        "icp:renewal@2028 license:京ICP证130204号"
    )
    assert len(lines) == 4


def test_titles_are_no_syntax() -> None:
    """No title is a project, a context, a key, a priority or a done mark."""
    for task, line in zip(
        random_tasks(500), todotxt(random_tasks(500), "zh").splitlines(), strict=True
    ):
        read = LINE.fullmatch(line)
        assert read
        assert read["id"] == task.deadline.id


def test_todotxt_does_not_depend_on_the_day() -> None:
    """What is open on two days is written alike on both."""
    first = icp("remind", "-f", "todotxt").text
    assert icp("remind", "-f", "todotxt", "--as-of", "2027-02-01").text == first


def test_late_is_still_to_do() -> None:
    """A late deadline stays on the list until it is filed."""
    assert "icp:renewal@2028" in todotxt(tasks(late()), "zh")
    assert "renewal@2028" in taskwarrior(tasks(late()), "zh")


def test_a_number_with_spaces() -> None:
    """A license number is one word, whatever it looks like."""
    odd = BUNDLED._replace(number="京 ICP: 1 号\n2")
    lines = todotxt(tasks(report_of(odd)), "zh").splitlines()
    assert {LINE.fullmatch(line)["license"] for line in lines} == {"京_ICP：_1_号_2"}


def recipe(first_words: str) -> str:
    """The recipe of docs/reminders.md that begins so."""
    page = (ROOT / "docs" / "reminders.md").read_text("utf-8")
    (found,) = re.findall(f"^```sh\n({first_words}.*?)^```", page, re.MULTILINE | re.DOTALL)
    return found


def programs(folder: Path, **more: str) -> dict[str, str]:
    """An environment in which `icp` and stand-ins are found."""
    icp = f'#!/bin/sh\nexec "{sys.executable}" -c "from icpcli.cli import main; main()" "$@"\n'
    (folder / "bin").mkdir(exist_ok=True)
    for name, text in {"icp": icp, **more}.items():
        (folder / "bin" / name).write_text(text, "utf-8")
        (folder / "bin" / name).chmod(0o755)
    return {
        **os.environ,
        "PATH": f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "ICP_AS_OF": "2026-11-24",
        "ICP_LANG": "zh",
    }


def run(line: str, folder: Path, **environment: str) -> None:
    subprocess.run(
        ["sh", "-c", line], cwd=folder, env={**programs(folder), **environment}, check=True
    )


LICENSE = "license:京ICP证130204号"
NEW = "icp:renewal@2028 " + LICENSE
MINE = "(A) 2026-01-02 +icp 续期！ @office 先问律师 due:2028-03-30 t:2028-01-01 " + NEW + " note:x"


@pytest.mark.skipif(not shutil.which("awk"), reason="no awk here")
def test_todotxt_recipe(tmp_path: Path) -> None:
    """The recipe of docs/reminders.md adds what is new and moves what moved; priorities, tags and notes,
    what was ticked off or archived, and all other tasks stay as they are."""
    ticked = f"x 2027-01-01 +icp Old due:2027-03-31 icp:annual-report@2027 {LICENSE}"
    archived = f"x 2028-01-01 +icp Old due:2028-03-31 icp:annual-report@2028 {LICENSE}"
    other = "(B) buy milk due:2026-12-01 t:2026-11-30"
    mine = MINE.replace("2028-03-30", "2028-03-31").replace("t:2028-01-01", "t:2028-01-03")
    (tmp_path / "todo.txt").write_text(f"{other}\n{ticked}\n{MINE}\n", "utf-8")
    (tmp_path / "done.txt").write_text(f"{archived}\n", "utf-8")
    environment = {"ICP_LICENSE": str(ROOT / "data" / "license.yaml")}
    for _ in range(2):
        run(recipe("if icp remind -f todotxt"), tmp_path, **environment)
        *kept, new = (tmp_path / "todo.txt").read_text("utf-8").splitlines()
        assert kept == [other, ticked, mine]
        assert new.endswith(f"icp:non-renewal-report@2028 {LICENSE}")
    assert (tmp_path / "done.txt").read_text("utf-8") == f"{archived}\n"


@pytest.mark.skipif(not shutil.which("awk"), reason="no awk here")
def test_todotxt_recipe_ticks_off_and_takes_back(tmp_path: Path) -> None:
    """What was filed is ticked off, with all that stands in its line; where the filing is undone it is
    open again, also where it was archived in the meantime. What a person ticked off never is."""
    license = tmp_path / "license.yaml"
    license.write_text((ROOT / "data" / "license.yaml").read_text("utf-8"), "utf-8")
    environment = {"ICP_LICENSE": str(license)}
    todo, done = tmp_path / "todo.txt", tmp_path / "done.txt"
    todo.write_text(f"{MINE}\n", "utf-8")

    def renewals() -> list[str]:
        run(recipe("if icp remind -f todotxt"), tmp_path, **environment)
        lines = todo.read_text("utf-8").splitlines()
        return [line for line in lines if " icp:renewal@2028 " in line]

    (mine,) = renewals()
    run("icp done renewal@2028 --on 2026-11-24", tmp_path, **environment)
    assert renewals() == renewals() == [f"x {mine} by:icp"]
    run("icp undo 1 --reason wrong", tmp_path, **environment)
    assert renewals() == renewals() == [mine]
    run("icp done renewal@2028 --on 2026-11-24", tmp_path, **environment)
    (ticked,) = renewals()
    done.write_text(f"{ticked}\n", "utf-8")
    todo.write_text("", "utf-8")
    assert renewals() == []
    run("icp undo 3 --reason wrong", tmp_path, **environment)
    (back,) = renewals()
    assert back.startswith("+icp ")
    todo.write_text(f"x {back}\n", "utf-8")
    assert renewals() == [f"x {back}"]


@pytest.mark.skipif(not shutil.which("awk"), reason="no awk here")
def test_todotxt_recipe_where_icp_fails(tmp_path: Path) -> None:
    """Where the license cannot be read, nothing is ticked off and nothing is lost."""
    (tmp_path / "bad.yaml").write_text("license: 1\n", "utf-8")
    (tmp_path / "todo.txt").write_text(f"{MINE}\n", "utf-8")
    run(recipe("if icp remind -f todotxt"), tmp_path, ICP_LICENSE=str(tmp_path / "bad.yaml"))
    assert (tmp_path / "todo.txt").read_text("utf-8") == f"{MINE}\n"


# Taskwarrior


def test_taskwarrior() -> None:
    """A task has a UUID that is always the same, and ends with the day to plan for, in China."""
    read = json.loads(icp("remind", "-f", "taskwarrior").text)
    assert read[-2] == {
        "uuid": "a22210d9-681f-5ae8-bd64-09cb52c23d76",
        "description": "Apply to renew the license (provisional, one of two) "
        "北京智明星通科技股份有限公司 renewal@2028",
        "project": "icp",
        "scheduled": "20280102T160000Z",
        "due": "20280331T155959Z",
    }
    again = json.loads(icp("remind", "-f", "taskwarrior", "--as-of", "2027-02-01").text)
    assert again == read
    assert len({UUID(task["uuid"]) for task in read}) == 4


def test_nothing_to_do_is_an_empty_list() -> None:
    """Where nothing is open, todo.txt gets no line and Taskwarrior an empty array."""
    done = report_of()._replace(deadlines=())
    assert todotxt(tasks(done), "zh") == ""
    assert json.loads(taskwarrior(tasks(done), "zh")) == []


def test_random_titles_are_json() -> None:
    """A task's description is its title, whatever signs are in it."""
    found = random_tasks(300)
    for task, read in zip(found, json.loads(taskwarrior(found, "zh")), strict=True):
        title = one_line(task.deadline.rule.title.zh)
        assert read["description"] == f"{title}（暂定） {BUNDLED.holder} {task.deadline.id}"


@pytest.mark.skipif(not shutil.which("task"), reason="Taskwarrior is not installed here")
def test_task_imports_twice(tmp_path: Path) -> None:
    """Taskwarrior itself has each task once after two imports, and a moved date moves it."""
    environment = os.environ | {"TASKDATA": str(tmp_path), "TASKRC": str(tmp_path / "rc")}
    (tmp_path / "rc").touch()

    def task(*arguments: str, given: str = "") -> str:
        return subprocess.run(
            ["task", "rc.confirmation=no", *arguments],
            env=environment, input=given, capture_output=True, encoding="utf-8", check=True,
        ).stdout  # fmt: skip

    new = icp("remind", "-f", "taskwarrior").text
    for written in (new, new, new.replace("20280331", "20280330")):
        task("import", given=written)
        read = {one["uuid"]: one for one in json.loads(task("export"))}
        assert {uuid: one["due"] for uuid, one in read.items()} == {
            one["uuid"]: one["due"] for one in json.loads(written)
        }


STAND_IN = """#!/usr/bin/env python3
import json, sys
from pathlib import Path

kept = Path(__file__).with_name("tasks.json")
tasks = {task["uuid"]: task for task in json.loads(kept.read_text()) if kept.exists()}
if "export" in sys.argv:
    print(json.dumps(list(tasks.values())))
else:
    for task in json.load(sys.stdin):
        tasks[task["uuid"]] = {"status": "pending", **task}
    kept.write_text(json.dumps(list(tasks.values())))
"""


def taskwarriors() -> list[str]:
    """The program itself, where it is there, and a stand-in that imports as it does."""
    return ["stand-in", *(["task"] if shutil.which("task") else [])]


@pytest.mark.parametrize("program", taskwarriors())
def test_taskwarrior_recipe(program: str, tmp_path: Path) -> None:
    """The recipe of docs/reminders.md imports what is new and moves what moved; priorities, tags, notes
    and what was completed stay as they are."""
    environment = {
        "ICP_LICENSE": str(ROOT / "data" / "license.yaml"),
        "TASKDATA": str(tmp_path),
        "TASKRC": str(tmp_path / "rc"),
    }
    (tmp_path / "rc").touch()
    (tmp_path / "bin").mkdir()
    if program == "stand-in":
        (tmp_path / "bin" / "tasks.json").write_text("[]")
        programs(tmp_path, task=STAND_IN)

    def tasks() -> dict[str, dict]:
        run(recipe("if icp remind -f taskwarrior"), tmp_path, **environment)
        run("task rc.confirmation=no export > shown.json", tmp_path, **environment)
        shown = json.loads((tmp_path / "shown.json").read_text("utf-8"))
        return {task["description"].split()[-1]: task for task in shown}

    def told(**changed: object) -> None:
        (tmp_path / "mine.json").write_text(json.dumps([changed]), "utf-8")
        run("task rc.confirmation=no import mine.json < mine.json", tmp_path, **environment)

    first = tasks()
    assert len(first) == 4
    mine = {**first["renewal@2028"], "priority": "H", "tags": ["lawyer"], "due": "20280330T155959Z"}
    told(**mine)
    ended = {"status": "completed", "end": "20270101T000000Z"}
    told(**{**first["annual-report@2027"], **ended})
    for _ in range(2):
        found = tasks()
        assert len(found) == 4
        assert found["annual-report@2027"]["status"] == "completed"
        renewal = found["renewal@2028"]
        assert (renewal["priority"], renewal["tags"]) == ("H", ["lawyer"])
        assert renewal["due"] == first["renewal@2028"]["due"] == "20280331T155959Z"
