"""The JSON contract of design § 4: it only grows, and `schema_version` counts what breaks it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from icpcli import __version__
from icpcli.model import Deadline, Duty, Finding, License, LicenseState, Problem, Report, Text
from icpcli.render.labels import Lang, is_harmful

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from icpcli.answers import Between, Change, Count, HolidayYear, Record, Year
    from icpcli.grades import Verdict

SCHEMA_VERSION = 1


def report_json(report: Report) -> str:
    """The whole report."""
    return _dumps(_report(report))


def check_json(verdict: Verdict, lang: Lang) -> str:
    """The report with what was made of it; `errors` are the files that could not be used."""
    report = verdict.report
    return _dumps(
        {
            "status": verdict.status,
            "exit_code": verdict.exit_code,
            "counts": verdict.counts,
            "next": _due(verdict.next) if verdict.next else None,
            **_report(report),
            "deadlines": [
                {**_deadline(deadline), "alert": deadline.alert and deadline.alert._asdict()}
                for deadline in report.deadlines
            ],
            "findings": [_finding(finding) for finding in report.findings],
            "errors": [_error(unread.code, unread.problems, lang) for unread in verdict.unread],
        }
    )


def findings_json(report: Report) -> str:
    """What besides the deadlines wants attention."""
    return _dumps(
        {
            "as_of": str(report.as_of),
            "findings": [_finding(finding) for finding in report.findings],
        }
    )


def journal_json(file: str, records: Sequence[Record]) -> str:
    """The entries of a journal."""
    return _dumps({"journal": file, "entries": [_record(record) for record in records]})


def effects_json(file: str, record: Record, effects: Sequence[Change]) -> str:
    """The entry that was written, and each deadline that it changed; null where it does not run."""
    return _dumps(
        {
            "journal": file,
            "entry": _record(record),
            "changes": [
                {
                    "before": effect.before and _deadline(effect.before),
                    "after": effect.after and _deadline(effect.after),
                }
                for effect in effects
            ],
        }
    )


def next_json(deadline: Deadline | None) -> str:
    """One deadline, or nulls where none is open."""
    nothing = {"id": None, "license": None, "file_by": None, "days_left": None}
    return _dumps(_deadline(deadline) if deadline else nothing)


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


def moves_json(year: HolidayYear, changes: Sequence[Change], if_today: Sequence[Change]) -> str:
    """A notice that was read, and the deadlines whose dates move or become final by it.

    Those of `if_today` do not run: an event today would start them.
    """
    return _dumps(
        {
            "notice": _holidays(year),
            "changes": [_change(change) for change in changes],
            "if_today": [_change(change) for change in if_today],
        }
    )


def holiday_year_json(year: HolidayYear) -> str:
    """The days off and the make-up workdays of a year."""
    return _dumps(_holidays(year))


def holidays_json(years: Sequence[HolidayYear], built_in: Sequence[int]) -> str:
    """The notices that are known besides the years that are built in."""
    return _dumps(
        {"built_in": list(built_in), "notices": [_holidays(year) for year in years]},
    )


def error_json(code: str, problems: Sequence[Problem], lang: Lang) -> str:
    """Why there is no answer."""
    return _dumps({"error": _error(code, problems, lang)})


def _report(report: Report) -> dict[str, Any]:
    return {
        "generator": f"icpcli {__version__}",
        "as_of": str(report.as_of),
        "calendar": {"published_through": str(report.published_through)},
        "licenses": [_license(state) for state in report.licenses],
        "deadlines": [_deadline(deadline) for deadline in report.deadlines],
        "if_today": [_deadline(deadline) for deadline in report.if_today],
    }


def _error(code: str, problems: Sequence[Problem], lang: Lang) -> dict[str, Any]:
    return {
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


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "level": finding.level,
        "license": finding.license.number,
        "clause": finding.clause,
        "message": _text(finding.message),
        "dates": [str(day) for day in finding.dates],
    }


def _record(record: Record) -> dict[str, Any]:
    return {
        "number": record.number,
        "recorded": str(record.recorded),
        "act": record.act,
        "subject": record.subject,
        "on": _date(record.on),
        "changes_operator": record.changes_operator,
        "receipt": record.receipt,
        "note": record.note,
        "reason": record.reason,
        "voided_by": record.voided_by,
    }


def _due(deadline: Deadline) -> dict[str, Any]:
    return {
        "id": deadline.id,
        "license": deadline.license.number,
        "file_by": _date(deadline.file_by),
        "days_left": deadline.days_left,
    }


def _holidays(year: HolidayYear) -> dict[str, Any]:
    return {
        "year": year.year,
        "title": year.title,
        "number": year.number,
        "issued": _date(year.issued),
        "amends": year.amends,
        "extra_days_off": year.extra_days_off,
        "file": year.file or None,
        "festivals": [
            {
                "name": festival.festival,
                "off": [str(day) for day in festival.off],
                "work": [str(day) for day in festival.work],
            }
            for festival in year.festivals
        ],
    }


def _change(change: Change) -> dict[str, Any]:
    one = change.after or change.before
    return {
        "license": one.license.number if one else None,
        "id": one.id if one else None,
        "title": _text(one.rule.title) if one else None,
        "before": _moving(change.before),
        "after": _moving(change.after),
    }


def _moving(deadline: Deadline | None) -> dict[str, Any] | None:
    return deadline and {
        "opens": _date(deadline.opens),
        "prepare_from": _date(deadline.prepare_from),
        "due": _date(deadline.due),
        "due_latest": _date(deadline.due_latest),
        "file_by": _date(deadline.file_by),
        "extended_to": _date(deadline.extended_to),
        "strictest": _date(deadline.strictest),
        "certainty": deadline.certainty,
        "reasons": deadline.reasons,
    }


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
        "strictest": _date(deadline.strictest),
        "certainty": deadline.certainty,
        "reasons": deadline.reasons,
        "gate": _text(rule.gate) if rule.gate else None,
        "see_also": deadline.see_also,
        "alternatives": deadline.alternatives,
        "status": deadline.status,
        "days_left": deadline.days_left,
        "filed": _date(deadline.filed),
        "days_early": deadline.days_early,
        "waived_until": _date(deadline.waived_until),
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
