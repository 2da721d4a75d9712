"""`icp check` for people and for `awk`: a line for each item at warning or worse, nothing else."""

from icpcli.model.verdict import Verdict
from icpcli.render.words import Lang, one_line, say


def check_text(verdict: Verdict, lang: Lang) -> str:
    """Id, day to file by, days left and title; with several licenses, whose it is."""
    several = len(verdict.report.licenses) > 1
    lines = [
        (
            item.id,
            str(item.file_by or "-"),
            "-" if item.days_left is None else str(item.days_left),
            say(item.title, lang) + (f"  {one_line(item.license.number)}" if several else ""),
        )
        for item in verdict.alerts
    ]
    id, day, days = (max((len(line[i]) for line in lines), default=0) for i in range(3))
    return "".join(
        f"{line[0]:{id}}  {line[1]:{day}}  {line[2]:>{days}}  {line[3]}\n" for line in lines
    )
