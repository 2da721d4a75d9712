"""GitHub-flavoured Markdown tables for people; text from a file stays text."""

import re

from icpcli.grades import Item, Verdict
from icpcli.render.alerts import GRADES, holder, summary
from icpcli.render.labels import Lang, label, problem_line, say
from icpcli.render.rows import Row, Rows

_SPECIAL = re.compile(r"([\\`*_\[\]<>|#~$&!])")
_WORDS = {"applies", "certainty", "direction", "level", "mark", "now", "status", "was"}
"""Columns of which every cell is a word that has a label."""


def markdown_table(rows: Rows, lang: Lang) -> str:
    """The main columns as a table, headings and statuses in words."""
    page = rows.for_a_page()
    lines = [
        [label(column, lang) for column in page.columns],
        ["---"] * len(page.columns),
        *(
            [
                label(cell, lang) if column in _WORDS and cell else markdown_escape(cell)
                for column, cell in zip(page.columns, row, strict=True)
            ]
            for row in page.rows
        ),
    ]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def check_markdown(verdict: Verdict, lang: Lang) -> str:
    """For the summary of a CI job: how it stands, then the items at warning or worse."""
    grade = say(GRADES[verdict.status], lang)
    page = f"### icp check: {grade}\n\n{markdown_escape(summary(verdict, lang))}\n"
    if verdict.alerts:
        rows = tuple(_alert(item, lang) for item in verdict.alerts)
        columns = ("status", "file_by", "days_left", "title", "id", "license")
        page += f"\n{markdown_table(Rows(columns, rows), lang)}"
    problems = [problem for unread in verdict.unread for problem in unread.problems]
    if problems:
        lines = [f"- {markdown_escape(problem_line(problem, lang))}\n" for problem in problems]
        page += "\n" + "".join(lines)
    return page


def _alert(item: Item, lang: Lang) -> Row:
    days = "" if item.days_left is None else str(item.days_left)
    day = str(item.file_by or "")
    return item.grade, day, days, say(item.title, lang), item.id, holder(item)


def markdown_escape(text: str) -> str:
    """Text in which nothing is markup."""
    return _SPECIAL.sub(r"\\\1", text)
