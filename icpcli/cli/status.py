"""`icp` alone: how it stands with the license at hand; the help where none is."""

from collections.abc import Iterator
from typing import Any

from icpcli.cli.command_classes import show_help
from icpcli.cli.options import Options
from icpcli.cli.question import Question
from icpcli.files.typed_words import quote
from icpcli.model.deadline import Report, Status
from icpcli.model.problem import Text
from icpcli.render.formats.table import NONE

_ALL = Text("全部期限", "every deadline")
_TO_MIND = Text("要注意的事项", "what to mind")
_HOW = Text("怎么算的", "how it is found")
_FILED = Text("今天办好了", "filed today")
_HAPPENS = Text("今天出事了", "if it happens today")


def show_status(context: Any, options: Options) -> int:
    """Print how it stands, or the help. The exit code: 3 where a license cannot be read."""
    question = Question(options, NONE, example=False, lenient=False)
    day = question.day
    if not question.own_paths:
        show_help(context)
        return 0
    report = question.report()
    report = report._replace(findings=question.findings(report))
    named = f" --as-of {day}" if options.as_of else ""

    # Not at the top: it draws with Rich, and the help does not.
    from icpcli.render.screens.status import Tried, status_screen

    tried = [Tried(purpose, line) for purpose, line in _tried(report, options, named)]
    question.out.screen(lambda width: status_screen(report, tried, question.out.lang, width))
    return question.finish()


def _tried(report: Report, options: Options, named: str) -> Iterator[tuple[Text, Text]]:
    """A few commands that work when they are copied, about what was asked about."""
    from icpcli.cli.journal_files import is_example
    from icpcli.render.screens.attention import to_mind
    from icpcli.render.screens.status import foremost

    asked = "".join(_as_typed(options)) + named
    yield _ALL, _line(f"icp deadlines{asked}")
    if to_mind(report):
        yield _TO_MIND, _line(f"icp check{asked}")
    first = next((told.deadline for _, group in foremost(report) for told in group), None)
    if first is None:
        yield _HAPPENS, _line(f"icp event{asked}")
        yield Text("全部命令", "every command"), _line("icp help")
        return
    license = first.license
    yield _HOW, _line(f"{license.command('explain')} {quote(first.id)}{named}")
    if first.status in (Status.OVERDUE, Status.CRITICAL) and not is_example(license):
        done = f"{license.command('done')} {quote(first.id)}{named} --on"
        yield _FILED, Text(f"{done} 今天", f"{done} today")
    else:
        yield _HAPPENS, _line(f"icp event{asked}")


def _as_typed(options: Options) -> Iterator[str]:
    """The options that say which licenses are meant, as they are typed behind another command."""
    for path in options.license or ():
        yield f" -l {quote(str(path))}"
    for name in ("journal", "company", "owner", "number", "kind"):
        if (value := getattr(options, name)) is not None:
            yield f" --{name} {quote(str(value))}"


def _line(words: str) -> Text:
    return Text(words, words)
