"""`icp check` for people: a line for each item at warning or worse, nothing else."""

from icpcli.model.verdict import Verdict
from icpcli.render.check.words import day_of, how_far_away, told_of
from icpcli.render.screens.wrap import cells
from icpcli.render.words import Lang, names_of


def check_text(verdict: Verdict, lang: Lang) -> str:
    """Id, day to file by (of what is overdue the last legal day), how far away it is, title, and whose
    it is."""
    names = names_of([state.license for state in verdict.report.licenses])
    lines = [
        (
            item.id,
            str(day_of(item) or "-"),
            how_far_away(item, lang) or "-",
            f"{told_of(item, lang)}  {names[item.license.file]}",
        )
        for item in verdict.alerts
    ]
    widths = [max((cells(line[i]) for line in lines), default=0) for i in range(3)]
    return "".join("  ".join((*map(_padded, line, widths), line[-1])) + "\n" for line in lines)


def _padded(text: str, width: int) -> str:
    return text + " " * (width - cells(text))
