"""The JSON contract of design § 4: it only grows, and `schema_version` counts what breaks it."""

import json
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from icpcli.model.problem import Problem, Text
from icpcli.render.words import Lang, in_language, is_harmful

SCHEMA_VERSION = 1


def error_json(code: str, problems: Sequence[Problem], lang: Lang) -> str:
    """Why there is no answer."""
    return dumps({"error": error_object(code, problems, lang)})


def error_object(code: str, problems: Sequence[Problem], lang: Lang) -> dict[str, Any]:
    """An error as JSON has it, with a place for each problem."""
    return {
        "code": code,
        "problems": [
            {
                "file": problem.file or None,
                "line": problem.line or None,
                "column": problem.column or None,
                "path": problem.path,
                "message": in_language(Text(problem.message.zh, problem.message.en), lang),
            }
            for problem in problems
        ],
    }


def both(text: Text) -> dict[str, str]:
    """Words in both languages."""
    return {"zh": text.zh, "en": text.en}


def iso(day: date | None) -> str | None:
    """A date as `YYYY-MM-DD`; null where there is none."""
    return str(day) if day else None


def moment(at: datetime | None) -> str | None:
    """A moment as `YYYY-MM-DDTHH:MM+08:00`; null where there is none."""
    return at.isoformat(timespec="minutes") if at else None


def dumps(answer: dict[str, Any]) -> str:
    """The text of an answer, headed by its `schema_version`."""
    text = json.dumps({"schema_version": SCHEMA_VERSION, **answer}, ensure_ascii=False, indent=2)
    if not text.replace("\n", "").isprintable():
        text = "\n".join(map(_harmless, text.split("\n")))
    return f"{text}\n"


def _harmless(line: str) -> str:
    """A line with escapes for what `json.dumps` lets through: DEL, C1, format characters."""
    if line.isprintable():
        return line
    return "".join(json.dumps(sign)[1:-1] if is_harmful(sign) else sign for sign in line)
