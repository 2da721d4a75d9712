"""`icp page`: all of it at one look, as one HTML file."""

from datetime import timedelta

from icpcli.calendar.counts import marks_of
from icpcli.calendar.workdays import FIRST_DAY
from icpcli.cli.options import WHOSE, asks
from icpcli.cli.question import Question
from icpcli.deadlines.outcomes import outcomes
from icpcli.deadlines.overview import month_after, overview
from icpcli.render.formats.table import NONE

MONTHS = 12


@asks("license", *WHOSE, "journal", "as_of", "output", "lang", formats=NONE, example=True)
def page(question: Question) -> None:
    """A page to look at, to send and to print: one HTML file.

    What to do next, a timeline of two years, every deadline with how it is counted, the months with
    their days off, what was filed, duties and findings. It needs no network and has no links: send
    it as it is. Write it with -o FILE, and open it in a browser.
    """
    report = question.report()
    report = report._replace(findings=question.findings(report))
    first = max(report.as_of.replace(day=1), FIRST_DAY)
    last = month_after(first, MONTHS) - timedelta(days=1)
    marks = marks_of(question.calendars.each(question.licenses), first, last)
    history = outcomes(report, question.journals, None, report.as_of)
    shown = overview(report, history, [*marks], question.unread())

    from icpcli.render.page.html import page_html

    question.out.text(page_html(shown, question.out.lang))
