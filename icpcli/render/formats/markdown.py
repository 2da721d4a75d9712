"""GitHub-flavoured Markdown tables for people; text from a file stays text."""

import re
from collections.abc import Iterator

from icpcli.model.deadline import Certainty
from icpcli.model.problem import Text
from icpcli.render.formats.for_people import row_in_words
from icpcli.render.formats.rows import Page, Rows
from icpcli.render.words import (
    Lang,
    dated,
    heading,
    left_out,
    listed,
    names_of,
    one_line,
    say,
)

_SPECIAL = re.compile(r"([\\`*_\[\]<>|#~$&!])")
_AS_OF = Text("截至 {day}", "As of {day}")
_SEVERAL = Text("{n} 份许可证", "{n} licenses")
PROVISIONAL = Text(
    "暂定：还有放假通知没有公布，日期仍可能变动；按计划日办理是稳妥的。",
    "Provisional: a holiday notice that is not out yet may still move a date; the file-by day is "
    "safe to plan for.",
)
_MOST_NAMES = 5


def markdown_page(rows: Rows, lang: Lang) -> str:
    """A title, whose it is and as of which day; the table; what provisional means where it stands."""
    page = [f"# {markdown_escape(say(rows.page.title, lang))}"] if rows.page else []
    page += filter(None, [markdown_escape(whose(rows.page, lang))] if rows.page else [])
    rows = rows._replace(rows=tuple(rows.rows))  # looked through twice
    for name, part in _sections(rows):
        page += [f"## {markdown_escape(name)}"] if name else []
        page.append(markdown_table(part, lang).removesuffix("\n"))
    if _is_provisional(rows):
        page.append(say(PROVISIONAL, lang))
    return "\n\n".join(page) + "\n"


def _is_provisional(rows: Rows) -> bool:
    """Whether a date stands on the page that may still move."""
    if "certainty" not in rows.columns:
        return bool(rows.page and rows.page.provisional)
    place = rows.columns.index("certainty")
    return any(row[place] == Certainty.PROVISIONAL for row in rows.rows)


def _sections(rows: Rows) -> Iterator[tuple[str, Rows]]:
    """The parts of a page, each with its heading, where it has one."""
    if not rows.sections:
        yield "", rows
        return
    listed = tuple(rows.rows)
    for name, places in rows.sections:
        yield name, rows._replace(rows=tuple(listed[i] for i in places))


def whose(page: Page, lang: Lang) -> str:
    """The companies, with a number where that is one license, the day, and what was left out."""
    licenses = page.licenses
    names = [*dict.fromkeys(names_of(licenses).values())]
    if len(licenses) == 1:
        names = [f"{one_line(licenses[0].number)} {one_line(licenses[0].holder)}"]
    elif len(names) > _MOST_NAMES:
        names = [say(_SEVERAL, lang).format(n=len(licenses))]
    day = say(_AS_OF, lang).format(day=dated(page.as_of, lang)) if page.as_of else ""
    unread = left_out(page.unread, lang)
    return " · ".join(filter(None, [listed(names, lang), day, unread]))


def markdown_table(rows: Rows, lang: Lang) -> str:
    """The main columns as a table, headings and statuses in words."""
    page = rows.for_a_page()
    lines = [
        [markdown_escape(heading(column, page.own, lang)) for column in page.columns],
        ["---"] * len(page.columns),
        *(
            [markdown_escape(cell) for cell in row_in_words(page.columns, row, lang)]
            for row in page.rows
        ),
    ]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def markdown_escape(text: str) -> str:
    """Text in which nothing is markup."""
    return _SPECIAL.sub(r"\\\1", text)
