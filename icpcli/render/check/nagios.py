"""One line for Nagios, Icinga and what speaks their language (Monitoring Plugins guidelines)."""

from collections.abc import Mapping

from icpcli.model.problem import Problem
from icpcli.model.verdict import Item, Verdict
from icpcli.render.check.words import summary
from icpcli.render.words import Lang, numbers_of, problem_line

_STATES = ("OK", "WARNING", "CRITICAL", "UNKNOWN")


def check_nagios(verdict: Verdict, lang: Lang) -> str:
    """The state that the exit code means, the summary, and the days left as performance data."""
    licenses = [state.license for state in verdict.report.licenses]
    names = numbers_of(licenses) if len(licenses) > 1 else {}
    data = " ".join(filter(None, (_data(item, names) for item in verdict.items)))
    text = _text(verdict.exit_code, summary(verdict, lang))
    return f"{text} | {data}\n" if data else f"{text}\n"


def problem_nagios(problem: Problem, lang: Lang) -> str:
    """Why there is no answer."""
    return _text(3, problem_line(problem, lang)) + "\n"


def _text(exit_code: int, words: str) -> str:
    """The text ends at the first `|`, so it may hold none."""
    return f"ICP {_STATES[exit_code]} - {words.replace('|', '/')}"


def _data(item: Item, names: Mapping[str, str]) -> str:
    """`@~:30` is the range up to and including 30; the `@` alerts inside of it."""
    if item.deadline is None or item.deadline.alert is None or not item.is_open:
        return ""
    warning, critical = item.deadline.alert
    label = " ".join(filter(None, (item.id, names.get(item.license.file))))
    label = label.replace("=", "-").replace("|", "/").replace("'", "''")
    return f"'{label}'={item.days_left};@~:{warning};@~:{critical};"
