"""`icp check`: for schedulers and monitoring; the exit code tells how it stands."""

import os
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer

from icpcli.check.verdict import FAIL_ON, judge
from icpcli.cli.license_files import NO_LICENSE, all_at_once
from icpcli.cli.options import WHOSE, asks
from icpcli.cli.output import Output, write_stderr
from icpcli.cli.question import Question
from icpcli.cli.values import chosen, now, number_of_days
from icpcli.deadlines.report import DEFAULT_ALERT
from icpcli.model.license import Alert, License
from icpcli.model.problem import IcpError, Text, refusal
from icpcli.model.verdict import Verdict
from icpcli.render.formats.table import CHECKS

_MOST_NAMED = 5

Warning = Annotated[
    str | None,
    typer.Option(metavar="DAYS", help="Warn so many days before; 30.", show_default=False),
]
Critical = Annotated[
    str | None,
    typer.Option(metavar="DAYS", help="Critical so many days before; 7.", show_default=False),
]
FailOn = Annotated[
    str,
    typer.Option(metavar="|".join(FAIL_ON), help="From which level on the exit code is not 0."),
]
RequireFinal = Annotated[
    bool, typer.Option("--require-final", help="Warn, too, of dates near that may still change.")
]


@asks(
    "license", *WHOSE, "journal", "as_of", "format", "output", "lang", formats=CHECKS, lenient=True
)
def check(
    question: Question,
    warning: Warning = None,
    critical: Critical = None,
    fail_on: FailOn = "warning",
    require_final: RequireFinal = False,
) -> None:
    """Whether something must be filed soon, for CI.

    The exit code: 0 no alert yet, 1 warning, 2 critical or overdue, 3 could not tell. A rule's
    own `alert:` is stronger than --warning and --critical; without one, a short period warns at
    half its length at most, and is critical at a quarter.
    """
    alert = _alert(warning, critical)
    lowest = FAIL_ON[chosen("--fail-on", fail_on, tuple(FAIL_ON))]
    report = question.report(alert=alert)
    report = report._replace(findings=question.findings(report))
    errors = question.errors
    if not question.paths:
        errors.insert(0, refusal("no_license", "", NO_LICENSE))
    if not report.licenses and question.out.format == "json":
        raise all_at_once(errors)
    verdict = judge(
        report,
        fail_on=lowest,
        require_final=require_final,
        unread=question.unread(),
    )
    verdict = verdict._replace(written=now(), places=_in_workspace(verdict))
    question.out.rendered(verdict, question.out.lang)
    _tell(verdict, errors, question.out)
    raise typer.Exit(verdict.exit_code)


def _in_workspace(verdict: Verdict) -> dict[str, str]:
    """The files as GitHub names them: by their paths from `$GITHUB_WORKSPACE`, where they lie in it."""
    from icpcli.render.unread import by_file

    workspace = os.environ.get("GITHUB_WORKSPACE")
    if not workspace:
        return {}
    files = {state.license.path for state in verdict.report.licenses}
    files |= {unread.file for unread in by_file(verdict.unread)}
    root = os.path.realpath(workspace)
    real = {file: Path(os.path.realpath(file)) for file in files if file}
    return {
        file: path.relative_to(root).as_posix()
        for file, path in real.items()
        if path.is_relative_to(root)
    }


def _alert(warning: str | None, critical: str | None) -> Alert:
    """The thresholds that were asked for. Raises `IcpError` (`bad_usage`)."""
    alert = Alert(
        _days("--warning", warning, DEFAULT_ALERT.warning),
        _days("--critical", critical, DEFAULT_ALERT.critical),
    )
    if alert.warning < alert.critical:
        raise refusal(
            "bad_usage",
            "--warning",
            Text(
                f"{alert.warning} 天，比 --critical 的 {alert.critical} 天还少",
                f"{alert.warning} days are less than the {alert.critical} of --critical",
            ),
        )
    return alert


def _days(name: str, text: str | None, default: int) -> int:
    return default if text is None else number_of_days(name, text)


def _notes(verdict: Verdict) -> Iterator[Text]:
    """What is only noted, each once; of several licenses with those that it is about."""
    about: defaultdict[Text, list[License]] = defaultdict(list)
    for item in verdict.notes:
        about[item.title].append(item.license)
    for words, licenses in about.items():
        if len(verdict.report.licenses) < 2:
            yield words
            continue
        names = [f"{one.number} {one.company} ({one.file})" for one in licenses[:_MOST_NAMED]]
        more = len(licenses) - len(names)
        names += [f"… (+{more})"] if more else []
        yield Text(f"{'、'.join(names)}：{words.zh}", f"{', '.join(names)}: {words.en}")


def _tell(verdict: Verdict, errors: Sequence[IcpError], out: Output) -> None:
    """On stderr every problem, and in the last line how it stands."""
    from icpcli.render.check.words import summary
    from icpcli.render.words import problem_line

    for error in errors:
        for problem in error.problems:
            write_stderr(problem_line(problem, out.lang))
    for words in _notes(verdict):
        out.note(words)
    write_stderr(summary(verdict, out.lang, briefly=out.format == "text"))
