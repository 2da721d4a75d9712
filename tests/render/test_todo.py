"""Lists of things to do: the same deadline is the same task, however often it is written."""

import json
import os
import re
import shutil
import subprocess
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
    assert lines[-1] == (
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
    assert {LINE.fullmatch(line)["license"] for line in lines} == {"京_ICP：_1_号_2"}  # type: ignore[index]


@pytest.mark.skipif(not shutil.which("awk"), reason="no awk here")
def test_todotxt_recipe(tmp_path: Path) -> None:
    """The recipe of docs/reminders.md replaces what is open, and keeps what is done and what is not ours."""
    page = (ROOT / "docs" / "reminders.md").read_text("utf-8")
    (recipe,) = re.findall(r"^(awk '.*?) > todo\.new", page, re.MULTILINE | re.DOTALL)
    done = "x 2027-03-01 +icp Old due:2027-03-31 icp:annual-report@2027 license:京ICP证130204号"
    stale = "+icp Old due:2028-03-30 icp:renewal@2028 license:京ICP证130204号"
    new = icp("remind", "-f", "todotxt", "-o", tmp_path / "new.txt", "--lang", "zh")
    assert new.code == 0
    for old, kept in ((f"buy milk\n{done}\n{stale}\n", ["buy milk", done]), ("", [])):
        (tmp_path / "todo.txt").write_text(old, "utf-8")
        for _ in range(2):
            shown = subprocess.run(
                ["sh", "-c", recipe],
                cwd=tmp_path,
                capture_output=True,
                encoding="utf-8",
                check=True,
            ).stdout
            written = (tmp_path / "new.txt").read_text("utf-8").splitlines()
            assert shown.splitlines() == [*kept, *written[bool(kept) :]]
            (tmp_path / "todo.txt").write_text(shown, "utf-8")


# Taskwarrior


def test_taskwarrior() -> None:
    """A task has a UUID that is always the same, and ends with the day to plan for, in China."""
    read = json.loads(icp("remind", "-f", "taskwarrior").text)
    assert read[-1] == {
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
