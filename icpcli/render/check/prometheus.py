"""Metrics in the text format of Prometheus, for the textfile collector of its node exporter."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, time

from icpcli import __version__
from icpcli.model.deadline import Status
from icpcli.model.license import CHINA, License
from icpcli.model.verdict import Grade, Item, Verdict
from icpcli.render.words import one_line

HELP = {
    "icp_deadline_timestamp_seconds": "End of the day to file by, in China (23:59:59 +08:00).",
    "icp_deadline_days_left": "Days to the day to file by; 0 is today.",
    "icp_deadline_severity": "0 ok, 1 warning, 2 critical or overdue.",
    "icp_finding_severity": "The same of what is no deadline, such as an expired license.",
    "icp_deadlines": "Deadlines by status.",
    "icp_unreadable_files": "License files or notices that could not be used.",
    "icp_last_run_timestamp_seconds": "When this was written.",
    "icp_build_info": "The version of icpcli.",
}
SEVERITY = {Grade.OK: 0, Grade.WARNING: 1, Grade.CRITICAL: 2, Grade.OVERDUE: 2}
_STATUSES = [status for status in Status if status is not Status.PAST]
_END_OF_DAY = time(23, 59, 59, tzinfo=CHINA)
_ESCAPES = {"\\": r"\\", '"': r"\"", "\n": r"\n"}

Sample = tuple[dict[str, str], float]


def check_prometheus(verdict: Verdict, now: datetime) -> str:
    """Gauges only, and no sample has a time of its own: the collector refuses those that do."""
    samples = _samples(verdict, now)
    return "".join(_metric(name, help, samples[name]) for name, help in HELP.items())


def _samples(verdict: Verdict, now: datetime) -> dict[str, list[Sample]]:
    """The samples of each metric.

    What is filed or waived is counted and has no series: an alert on its days left would be false.
    """
    deadlines = [item for item in verdict.items if item.is_open]
    findings = [item for item in verdict.alerts if not item.deadline]
    statuses = Counter(item.deadline.status for item in verdict.items if item.deadline)
    return {
        "icp_deadline_timestamp_seconds": [
            (_labels(item), _end_of(item.file_by)) for item in deadlines if item.file_by
        ],
        "icp_deadline_days_left": [(_labels(item), item.days_left or 0) for item in deadlines],
        "icp_deadline_severity": [(_labels(item), SEVERITY[item.grade]) for item in deadlines],
        "icp_finding_severity": [(_code(item), SEVERITY[item.grade]) for item in findings],
        "icp_deadlines": [({"status": status}, statuses[status]) for status in _STATUSES],
        "icp_unreadable_files": [({}, len(verdict.unread))],
        "icp_last_run_timestamp_seconds": [({}, _unix(now))],
        "icp_build_info": [({"version": __version__}, 1)],
    }


def _metric(name: str, help: str, samples: Iterable[Sample]) -> str:
    """One sample a set of labels, the first: the same twice would make the whole file invalid."""
    lines: dict[str, float] = {}
    for labels, value in samples:
        inner = ",".join(f'{label}="{_escaped(text)}"' for label, text in labels.items())
        lines.setdefault(f"{name}{{{inner}}}" if inner else name, value)
    head = f"# HELP {name} {help}\n# TYPE {name} gauge\n"
    return head + "".join(f"{series} {value}\n" for series, value in lines.items())


def _labels(item: Item) -> dict[str, str]:
    rule = item.deadline.rule.id if item.deadline else ""
    return {"id": item.id, "rule": rule, "license": _number(item.license)}


def _code(item: Item) -> dict[str, str]:
    return {"code": item.id, "license": _number(item.license)}


def _number(license: License) -> str:
    return one_line(license.number)


def _escaped(text: str) -> str:
    return "".join(_ESCAPES.get(sign, sign) for sign in text)


def _end_of(day: date) -> int:
    return _unix(datetime.combine(day, _END_OF_DAY))


def _unix(moment: datetime) -> int:
    return int(moment.timestamp())
