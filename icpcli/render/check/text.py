"""`icp check` for people: a line for each item at warning or worse, nothing else."""

from icpcli.model.verdict import Verdict
from icpcli.render.screens.wrap import cells
from icpcli.render.words import Lang, days_left, names_of, say


def check_text(verdict: Verdict, lang: Lang) -> str:
    """Id, day to file by, how far away it is, title, and whose it is."""
    names = names_of([state.license for state in verdict.report.licenses])
    lines = [
        (
            item.id,
            str(item.file_by or "-"),
            days_left(item.days_left, lang) or "-",
            f"{say(item.title, lang)}  {names[item.license.file]}",
        )
        for item in verdict.alerts
    ]
    widths = [max((cells(line[i]) for line in lines), default=0) for i in range(3)]
    return "".join("  ".join((*map(_padded, line, widths), line[-1])) + "\n" for line in lines)


def _padded(text: str, width: int) -> str:
    return text + " " * (width - cells(text))
