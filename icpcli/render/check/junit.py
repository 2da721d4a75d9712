"""JUnit XML, which GitLab, Jenkins and others show as tests: a suite a license, a case an item."""

from collections.abc import Iterable
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from icpcli.model.deadline import Status, by_license
from icpcli.model.verdict import Grade, Item, Unread, Verdict
from icpcli.render.check.words import GRADES, joined, when
from icpcli.render.words import Lang, label, numbers_of, one_line, problem_line, say

_FAILURES = (Grade.CRITICAL, Grade.OVERDUE)
_NOT_XML = str.maketrans("", "", "\ufffe\uffff")
_TOTALS = {"tests": "testcase", "failures": "failure", "errors": "error", "skipped": "skipped"}


def check_junit(verdict: Verdict, lang: Lang) -> str:
    """Critical and overdue items fail, waived ones are skipped, unreadable files are errors."""
    root = Element("testsuites", name="icp check")
    shown = (item for item in verdict.items if item.deadline or item.grade is not Grade.OK)
    items = by_license(shown)
    names = numbers_of([state.license for state in verdict.report.licenses])
    for state in verdict.report.licenses:
        name = names[state.license.file]
        suite = _suite(root, f"{name} {state.license.company}")
        for item in items.get(state.license.key, ()):
            _case(suite, item, name, lang)
    if verdict.unread:
        suite = _suite(root, say(GRADES[Grade.UNKNOWN], lang))
        for unread in verdict.unread:
            _error(suite, unread, lang)
    for suite in root:
        _count(suite, _TOTALS)
    _count(root, ("tests", "failures", "errors"))
    indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, "unicode")}\n'


def _suite(root: Element, name: str) -> Element:
    return SubElement(root, "testsuite", name=_text(name), time="0")


def _case(suite: Element, item: Item, license: str, lang: Lang) -> None:
    title = f"{item.id} {say(item.title, lang)}"
    case = SubElement(suite, "testcase", name=_text(title), classname=_text(license), time="0")
    words = _text(joined([say(GRADES[item.grade], lang), title, when(item, lang)], lang))
    if item.grade in _FAILURES:
        file = item.license.file
        place = file if item.license.ledger else f"{file}:{item.line}"
        SubElement(case, "failure", type=item.grade, message=words).text = _text(place)
    elif item.deadline and item.deadline.status is Status.WAIVED:
        SubElement(case, "skipped", message=label(Status.WAIVED, lang))
    elif item.grade is Grade.WARNING:
        SubElement(case, "system-out").text = words


def _error(suite: Element, unread: Unread, lang: Lang) -> None:
    lines = [_text(problem_line(problem, lang)) for problem in unread.problems]
    name = _text(unread.problems[0].file) or unread.code
    case = SubElement(suite, "testcase", name=name, classname="icp", time="0")
    SubElement(case, "error", type=unread.code, message=lines[0]).text = "\n".join(lines)


def _count(element: Element, totals: Iterable[str]) -> None:
    for total in totals:
        element.set(total, str(sum(1 for _ in element.iter(_TOTALS[total]))))


def _text(text: str) -> str:
    """On one line, without what XML 1.0 cannot hold in any spelling."""
    return one_line(text).translate(_NOT_XML)
