"""The verdict of `icp check` as Markdown, for the summary page of a CI job."""

from icpcli.model.verdict import Item, Verdict
from icpcli.render.check.words import GRADES, holder, summary, told_of
from icpcli.render.formats.markdown import PROVISIONAL, markdown_escape, markdown_table, whose
from icpcli.render.formats.rows import Page, Row, Rows
from icpcli.render.words import Lang, away, problem_line, say


def check_markdown(verdict: Verdict, lang: Lang) -> str:
    """For the summary of a CI job: how it stands, then the items at warning or worse."""
    grade = say(GRADES[verdict.status], lang)
    report = verdict.report
    licenses = [state.license for state in report.licenses]
    about = whose(Page(GRADES[verdict.status], licenses, report.as_of, report.unread), lang)
    page = "\n\n".join(
        (f"### icp check: {grade}", *map(markdown_escape, (about, summary(verdict, lang))))
    )
    page += "\n"
    if verdict.alerts:
        rows = tuple(_alert(item, lang) for item in verdict.alerts)
        columns = ("status", "file_by", "due", "days_left", "title", "id", "license")
        page += f"\n{markdown_table(Rows(columns, rows), lang)}"
        if any(item.deadline and item.deadline.notices for item in verdict.alerts):
            page += f"\n{say(PROVISIONAL, lang)}\n"
    problems = [problem for unread in verdict.unread for problem in unread.problems]
    if problems:
        lines = [f"- {markdown_escape(problem_line(problem, lang))}\n" for problem in problems]
        page += "\n" + "".join(lines)
    return page


def _alert(item: Item, lang: Lang) -> Row:
    """Its cells; the days of a deadline are a number, which the table writes in words."""
    days = away(item.days_left, lang)
    due = ""
    if item.deadline:
        days, due = str(item.days_left), str(item.deadline.due or "")
    return (
        item.grade,
        str(item.file_by or ""),
        due,
        days,
        told_of(item, lang),
        item.id,
        holder(item),
    )
