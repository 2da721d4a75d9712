"""Metrics in the text format of Prometheus, for the textfile collector of its node exporter."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, time

from icpcli import __version__
from icpcli.model.deadline import Status
from icpcli.model.license import CHINA, License
from icpcli.model.verdict import Grade, Item, Verdict
from icpcli.render.words import Lang, one_line

HELP = {
    "icp_deadline_timestamp_seconds": "End of the day to file by, in China (23:59:59 +08:00).",
    "icp_deadline_severity": "0 ok, 1 warning, 2 critical or overdue.",
    "icp_finding_severity": "1 warning, 2 critical: what is no deadline, such as an expired license.",
    "icp_deadlines": "Deadlines of a license by status.",
    "icp_unreadable_files": "1 for each license file or notice that could not be used.",
    "icp_last_run_timestamp_seconds": "When this was written.",
    "icp_build_info": "The version of icpcli.",
}
SEVERITY = {Grade.OK: 0, Grade.WARNING: 1, Grade.CRITICAL: 2, Grade.OVERDUE: 2}
_STATUSES = [status for status in Status if status is not Status.PAST]
_END_OF_DAY = time(23, 59, 59, tzinfo=CHINA)
_ESCAPES = {"\\": r"\\", '"': r"\"", "\n": r"\n"}

Sample = tuple[dict[str, str], float]


def check_prometheus(verdict: Verdict, lang: Lang) -> str:
    """Gauges only, and no sample has a time of its own: the collector refuses those that do."""
    samples = _samples(verdict)
    return "".join(_metric(name, help, samples[name]) for name, help in HELP.items())


def _samples(verdict: Verdict) -> dict[str, list[Sample]]:
    """The samples of each metric.

    What is filed or waived is counted and has no series: an alert on its day would be false. Every
    sample names its license or file: the collector drops a whole text file where another one on the
    host holds the same series.
    """
    deadlines = [item for item in verdict.items if item.is_open]
    known = [_whose(state.license) for state in verdict.report.licenses]
    unread = [{"file": one_line(one.problems[0].file)} for one in verdict.unread]
    sources = known or [{"license": "", **labels} for labels in unread]
    counts = Counter(
        (item.license.file, item.deadline.status) for item in verdict.items if item.deadline
    )
    return {
        "icp_deadline_timestamp_seconds": [
            (_labels(item), _end_of(item.file_by)) for item in deadlines if item.file_by
        ],
        "icp_deadline_severity": [(_labels(item), SEVERITY[item.grade]) for item in deadlines],
        "icp_finding_severity": [
            ({"code": item.id, **_whose(item.license)}, SEVERITY[item.grade])
            for item in verdict.findings
        ],
        "icp_deadlines": [
            ({"status": status, **_whose(license)}, counts[license.file, status])
            for license in (state.license for state in verdict.report.licenses)
            for status in _STATUSES
        ],
        "icp_unreadable_files": [(labels, 1) for labels in unread],
        "icp_last_run_timestamp_seconds": [
            (labels, _unix(verdict.written)) for labels in sources if verdict.written
        ],
        "icp_build_info": [({"version": __version__, **labels}, 1) for labels in sources],
    }


def _metric(name: str, help: str, samples: Iterable[Sample]) -> str:
    """One sample a set of labels, the greatest: the same twice would make the whole file invalid."""
    lines: dict[str, float] = {}
    for labels, value in samples:
        inner = ",".join(f'{label}="{_escaped(text)}"' for label, text in labels.items())
        series = f"{name}{{{inner}}}"
        lines[series] = max(value, lines.get(series, value))
    head = f"# HELP {name} {help}\n# TYPE {name} gauge\n"
    return head + "".join(f"{series} {value}\n" for series, value in lines.items())


def _labels(item: Item) -> dict[str, str]:
    rule = item.deadline.rule.id if item.deadline else ""
    return {"id": item.id, "rule": rule, **_whose(item.license)}


def _whose(license: License) -> dict[str, str]:
    return {"license": one_line(license.number), "file": one_line(license.file)}


def _escaped(text: str) -> str:
    return "".join(_ESCAPES.get(sign, sign) for sign in text)


def _end_of(day: date) -> int:
    return _unix(datetime.combine(day, _END_OF_DAY))


def _unix(moment: datetime) -> int:
    return int(moment.timestamp())
