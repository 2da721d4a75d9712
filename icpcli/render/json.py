"""The JSON contract of design § 4: it only grows, and `schema_version` counts what breaks it."""

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from icpcli import __version__
from icpcli.model import (
    Between,
    Count,
    Deadline,
    Duty,
    License,
    LicenseState,
    Problem,
    Report,
    Text,
    Year,
)
from icpcli.render.labels import Lang, is_harmful

SCHEMA_VERSION = 1


def report_json(report: Report) -> str:
    """The whole report."""
    return _dumps(
        {
            "generator": f"icpcli {__version__}",
            "as_of": str(report.as_of),
            "calendar": {"published_through": str(report.published_through)},
            "licenses": [_license(state) for state in report.licenses],
            "deadlines": [_deadline(deadline) for deadline in report.deadlines],
            "if_today": [_deadline(deadline) for deadline in report.if_today],
        }
    )


def events_json(licenses: Sequence[License]) -> str:
    """What can happen, and which rules it starts."""
    return _dumps(
        {
            "events": [
                {
                    "license": license.number,
                    "id": event,
                    "title": _text(title),
                    "rules": [rule.id for rule in license.rules if event in rule.triggers],
                }
                for license in licenses
                for event, title in license.events.items()
            ]
        }
    )


def duties_json(licenses: Sequence[License]) -> str:
    """The duties without a date, those that do not apply included."""
    return _dumps(
        {"duties": [_duty(license, duty) for license in licenses for duty in license.duties]}
    )


def count_json(count: Count) -> str:
    """The n-th working day, and its two readings."""
    return _dumps(
        {
            "start": str(count.start),
            "n": count.n,
            "direction": count.direction,
            "earliest": str(count.earliest),
            "latest": str(count.latest),
            "certainty": count.certainty,
            "reasons": count.reasons,
        }
    )


def between_json(between: Between) -> str:
    """How many working days, at least and at most."""
    return _dumps(
        {
            "first": str(between.first),
            "last": str(between.last),
            "at_least": between.at_least,
            "at_most": between.at_most,
            "certainty": between.certainty,
            "reasons": between.reasons,
        }
    )


def year_json(year: Year) -> str:
    """A year, each day with its mark."""
    return _dumps(
        {
            "year": year.year,
            "published": year.published,
            "days": [{"date": str(day), "mark": mark} for day, mark in year.marks],
        }
    )


def files_json(licenses: Sequence[License]) -> str:
    """The license files that were read without a problem."""
    return _dumps(
        {
            "files": [
                {
                    "file": license.file,
                    "number": license.number,
                    "holder": license.holder,
                    "rules": len(license.rules),
                    "duties": len(license.duties),
                }
                for license in licenses
            ]
        }
    )


def error_json(code: str, problems: Sequence[Problem], lang: Lang) -> str:
    """Why there is no answer."""
    return _dumps(
        {
            "error": {
                "code": code,
                "problems": [
                    {
                        "file": problem.file or None,
                        "line": problem.line or None,
                        "column": problem.column or None,
                        "path": problem.path,
                        "message": problem.message.zh if lang == "zh" else problem.message.en,
                    }
                    for problem in problems
                ],
            }
        }
    )


def _license(state: LicenseState) -> dict[str, Any]:
    license = state.license
    return {
        "number": license.number,
        "holder": license.holder,
        "issued": str(license.issued),
        "expires": str(license.expires),
        "days_to_expiry": state.days_to_expiry,
        "next": state.next.id if state.next else None,
        "file": license.file,
    }


def _deadline(deadline: Deadline) -> dict[str, Any]:
    rule = deadline.rule
    return {
        "id": deadline.id,
        "license": deadline.license.number,
        "rule": rule.id,
        "kind": deadline.kind,
        "title": _text(rule.title),
        "clause": rule.clause,
        "quote": rule.quote,
        "recipient": rule.recipient,
        "filing": _text(rule.filing),
        "trigger": {"event": deadline.trigger, "date": str(deadline.trigger_date)},
        "opens": _date(deadline.opens),
        "prepare_from": _date(deadline.prepare_from),
        "due": _date(deadline.due),
        "due_latest": _date(deadline.due_latest),
        "file_by": _date(deadline.file_by),
        "extended_to": _date(deadline.extended_to),
        "certainty": deadline.certainty,
        "reasons": deadline.reasons,
        "gate": _text(rule.gate) if rule.gate else None,
        "see_also": deadline.see_also,
        "alternatives": deadline.alternatives,
        "status": deadline.status,
        "days_left": deadline.days_left,
        "steps": [{"date": str(step.date), "why": _text(step.why)} for step in deadline.steps],
        "notes": [_text(note) for note in deadline.notes],
    }


def _duty(license: License, duty: Duty) -> dict[str, Any]:
    return {
        "license": license.number,
        "clause": duty.clause,
        "title": _text(duty.title),
        "quote": duty.quote,
        "applies": duty.applies,
        "reason": _text(duty.reason) if duty.reason else None,
    }


def _text(text: Text) -> dict[str, str]:
    return {"zh": text.zh, "en": text.en}


def _date(day: date | None) -> str | None:
    return str(day) if day else None


def _dumps(answer: dict[str, Any]) -> str:
    text = json.dumps({"schema_version": SCHEMA_VERSION, **answer}, ensure_ascii=False, indent=2)
    return "\n".join(map(_harmless, text.split("\n"))) + "\n"


def _harmless(line: str) -> str:
    """A line with escapes for what `json.dumps` lets through: DEL, C1, format characters."""
    if line.isprintable():
        return line
    return "".join(json.dumps(sign)[1:-1] if is_harmful(sign) else sign for sign in line)
