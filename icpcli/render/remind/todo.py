"""Lists of things to do: todo.txt and Taskwarrior. The same deadline is always the same task."""

import json
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from typing import Any

from icpcli.model.deadline import Deadline
from icpcli.model.license import CHINA, License
from icpcli.model.reminder import Entry
from icpcli.render.remind.text import remarked
from icpcli.render.words import Lang, names_of, one_line

_SIGNS = str.maketrans(":+@", "：＋＠")  # due:, +project and @context mean something in todo.txt


def todotxt(tasks: Sequence[Entry], lang: Lang) -> str:
    """A line a task, known by its `icp:` and `license:`; nothing in it depends on the day."""
    licenses = _licenses(tasks)
    numbers = Counter(license.number for license in licenses)
    names = names_of(licenses)
    lines = []
    for task in tasks:
        license = task.deadline.license
        keys = [license.number, *([license.file] if numbers[license.number] > 1 else [])]
        lines.append(_line(task.deadline, names[license.file], " ".join(keys), lang))
    return "".join(f"{line}\n" for line in lines)


def taskwarrior(tasks: Sequence[Entry], lang: Lang) -> str:
    """JSON for `task import`, which knows a task by its `uuid` and changes what it has."""
    names = names_of(_licenses(tasks))
    found = [
        json.dumps(_task(task, names[task.deadline.license.file], lang), ensure_ascii=False)
        for task in tasks
    ]
    return "[\n" + ",\n".join(found) + "\n]\n" if found else "[]\n"


def _licenses(tasks: Sequence[Entry]) -> list[License]:
    return [*{task.deadline.license.file: task.deadline.license for task in tasks}.values()]


def _line(deadline: Deadline, name: str, license: str, lang: Lang) -> str:
    start = _start(deadline)
    words = [
        "+icp",  # first, so that no title can begin with `x`, a priority or a date
        f"{remarked(deadline, lang)} {name}".translate(_SIGNS),
        f"due:{deadline.file_by}",
        *([f"t:{start}"] if start else []),
        f"icp:{deadline.id}",
        "license:" + "_".join(one_line(license).translate(_SIGNS).split()),
    ]
    return " ".join(words)


def _task(task: Entry, name: str, lang: Lang) -> dict[str, Any]:
    deadline, start = task.deadline, _start(task.deadline)
    return {
        "uuid": task.uid,
        "description": f"{remarked(deadline, lang)} {name} {deadline.id}",
        "project": "icp",
        **({"scheduled": _moment(start, time.min)} if start else {}),
        "due": _moment(task.on, time(23, 59, 59)),
    }


def _start(deadline: Deadline) -> date | None:
    """The first day on which there is something to do for it, where one is known."""
    return deadline.dates.prepare_from or deadline.dates.opens


def _moment(day: date, hour: time) -> str:
    """A time of day in China, as Taskwarrior writes it: in UTC."""
    return datetime.combine(day, hour, CHINA).astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
