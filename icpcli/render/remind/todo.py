"""Lists of things to do: todo.txt and Taskwarrior. The same deadline is always the same task."""

import json
from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from typing import Any

from icpcli.model.deadline import Deadline
from icpcli.model.license import CHINA
from icpcli.model.reminder import Entry
from icpcli.render.remind.text import numbers, remarked
from icpcli.render.words import Lang, one_line

_SIGNS = str.maketrans(":+@", "：＋＠")  # due:, +project and @context mean something in todo.txt


def todotxt(tasks: Sequence[Entry], lang: Lang) -> str:
    """A line a task, known by its `icp:` and `license:`; nothing in it depends on the day."""
    return "".join(f"{_line(task.deadline, lang)}\n" for task in tasks)


def taskwarrior(tasks: Sequence[Entry], lang: Lang) -> str:
    """JSON for `task import`, which knows a task by its `uuid` and changes what it has."""
    several = len(numbers(task.deadline for task in tasks)) > 1
    found = [json.dumps(_task(task, several, lang), ensure_ascii=False) for task in tasks]
    return "[\n" + ",\n".join(found) + "\n]\n" if found else "[]\n"


LISTS = {"todotxt": todotxt, "taskwarrior": taskwarrior}


def _line(deadline: Deadline, lang: Lang) -> str:
    start = _start(deadline)
    words = [
        "+icp",  # first, so that no title can begin with `x`, a priority or a date
        remarked(deadline, lang).translate(_SIGNS),
        f"due:{deadline.file_by}",
        *([f"t:{start}"] if start else []),
        f"icp:{deadline.id}",
        "license:" + "_".join(one_line(deadline.license.number).translate(_SIGNS).split()),
    ]
    return " ".join(words)


def _task(task: Entry, several: bool, lang: Lang) -> dict[str, Any]:
    deadline, start = task.deadline, _start(task.deadline)
    words = [remarked(deadline, lang), deadline.id]
    if several:
        words.append(one_line(deadline.license.number))
    return {
        "uuid": task.uid,
        "description": " ".join(words),
        "project": "icp",
        **({"scheduled": _moment(start, time.min)} if start else {}),
        "due": _moment(task.on, time(23, 59, 59)),
    }


def _start(deadline: Deadline) -> date | None:
    """The first day on which there is something to do for it, where one is known."""
    return deadline.prepare_from or deadline.opens


def _moment(day: date, hour: time) -> str:
    """A time of day in China, as Taskwarrior writes it: in UTC."""
    return datetime.combine(day, hour, CHINA).astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
