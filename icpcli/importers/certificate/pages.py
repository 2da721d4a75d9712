"""The pages of a certificate: what is printed at the head and foot of each, in the middle of a text.

A number alone may be a page's or a date's; where nobody can tell, a barrier is left, and nothing is
read across it.
"""

import re
from typing import NamedTuple

from icpcli.files.chinese_print import NUMERALS, fold
from icpcli.license.form import Form

BARRIER = "\N{OBJECT REPLACEMENT CHARACTER}"
GAP = "▒"
"""Where a line of a picture may not have been read: no rule is made of a sentence that holds it."""
PAGE_NUMBER = re.compile(
    r" ?(?:第 ?[0-9]{1,3} ?页 ?[,/]? ?(?:共 ?[0-9]{1,3} ?页)?|- ?[0-9]{1,3} ?-|[0-9]{1,3} ?/ ?[0-9]{1,3}) ?"
)
"""第 2 页 共 5 页, - 3 - or 3/8."""
BARE_NUMBER = re.compile(r" ?[0-9]{1,3} ?")
"""A number alone on its line: 12."""
_SIGN_OF_A_NUMBER = re.compile(f"[{NUMERALS}]")
_DIGITS_APART = re.compile(r"(?<!\d)\d+(?:\s+\d+)+")


class Pages(NamedTuple):
    """What a form prints at the head and foot of its pages.

    `numbered` is a header with the license number in its group, wherever in a line it stands;
    `header` is a whole line of one.
    """

    numbered: re.Pattern[str]
    header: re.Pattern[str]

    def without(self, value: str) -> str:
        """A value without the lines that stand at the head or foot of a page."""
        lines = zip(value.split("\n"), fold(value).split("\n"), strict=True)
        return "\n".join(line for line, shown in lines if not self.is_printed_on_each(shown))

    def is_printed_on_each(self, line: str) -> bool:
        """Whether a folded line is nothing but a header or a page's number."""
        return bool(self.header.fullmatch(line) or PAGE_NUMBER.fullmatch(line))


def pages_of(form: Form) -> Pages:
    """How the pages of a form begin and end."""
    headings = heading(form)
    label = f"(?:{'|'.join(map(re.escape, form.labels['number']))})"
    return Pages(
        # 经营许可证编号：京ICP证130204号 特别规定事项
        numbered=re.compile(
            rf" ?{label} ?:\s?({form.broken_number}|{form.number})(?: ?{headings}(?![》>]))?"
            rf"|(?<= ){headings}(?= )"
        ),
        # 中华人民共和国增值电信业务经营许可证（附页）
        header=re.compile(
            rf" ?(?:{heading_line(form)}|{label} ?:?|{form.number}"
            rf"|(?:中华人民共和国)? ?{re.escape(form.title)} ?(?:\( ?[正副附续]? ?[页本] ?\))?) ?"
        ),
    )


def heading(form: Form) -> str:
    """What stands above the clauses, as a pattern: 特别规定事项, the longest words first."""
    words = sorted(form.headings, key=len, reverse=True)
    return f"(?:{'|'.join(' ?'.join(map(re.escape, it)) for it in words)})"


def heading_line(form: Form) -> str:
    """A line of nothing but a heading, as a pattern: 附件：《特别规定事项》（续）."""
    return (
        rf"(?:附[件页表]? ?[一二1-9]? ?[:、]? ?)?[《<【(]?{heading(form)}[》>】)]?"
        r"(?: ?\( ?[正副附续]? ?[页本]? ?\))? ?:?"
    )


def kept_apart(text: str) -> str:
    """The text with a barrier between two numbers that only blanks part.

    Single digits are one number, printed wide or broken by a line's end; not where a blank stands
    before the last digit of a line, which may be a page's.
    """

    def joined_or_not(match: re.Match[str]) -> str:
        run, before = match.group(), text[max(match.start() - 1, 0) : match.start()]
        wide = all(len(part) == 1 for part in run.split())
        if wide and not ("\n" in run and before.isspace()):
            return run
        return re.sub(r"\s+", BARRIER, run)

    return _DIGITS_APART.sub(joined_or_not, text)


def without_headers(body: str, pages: Pages) -> str:
    """The provisions without what is printed at the head and foot of each page.

    A number alone on a line is a page's, unless a number stands before or after it: then nobody
    can tell, and no period is read across it.
    """
    folded = fold(body)
    parts = []
    last = 0
    for match in pages.numbered.finditer(folded):
        parts += [body[last : match.start()], "\n"]
        last = match.end()
    kept: list[str] = []
    lines = "".join([*parts, body[last:]]).split("\n")
    for line, shown in zip(lines, fold("\n".join(lines)).split("\n"), strict=True):
        if BARE_NUMBER.fullmatch(shown):
            kept.append(BARRIER)
        elif shown and not pages.is_printed_on_each(shown):
            kept.append(line)
    return _with_barriers("\n".join(kept))


def _with_barriers(text: str) -> str:
    """The text with a line end for each barrier that has no sign of a number beside it."""
    shown = fold(text)
    parts, last = [], 0
    for found in re.finditer(rf"(.)?\s?{BARRIER}\s?(?=(.))", shown):
        kept = found.end(1) if found[1] else found.start()
        between_numbers = any(map(_SIGN_OF_A_NUMBER.match, filter(None, found.groups())))
        parts += [text[last:kept], BARRIER if between_numbers else "\n"]
        last = found.end()
    return "".join([*parts, text[last:]])
