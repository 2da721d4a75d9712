"""The pages of a certificate: what is printed at the head and foot of each, in the middle of a text.

A number alone may be a page's or a date's; where nobody can tell, a barrier is left, and nothing is
read across it.
"""

import re
from typing import NamedTuple

from icpcli.files.chinese_print import NUMERALS, fold
from icpcli.license.form import Form

BARRIER = "\N{OBJECT REPLACEMENT CHARACTER}"
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
        return "\n".join(
            line for line in value.split("\n") if not self.is_printed_on_each(fold(line))
        )

    def is_printed_on_each(self, line: str) -> bool:
        """Whether a folded line is nothing but a header or a page's number."""
        return bool(self.header.fullmatch(line) or PAGE_NUMBER.fullmatch(line))


def pages_of(form: Form) -> Pages:
    """How the pages of a form begin and end."""
    headings = f"(?:{'|'.join(map(re.escape, form.headings))})"
    label = re.escape(form.labels["number"][0])
    return Pages(
        # 经营许可证编号：京ICP证130204号 特别规定事项
        numbered=re.compile(
            rf" ?{label} ?:\s?({form.broken_number}|{form.number})(?: ?{headings}(?![》>]))?"
            rf"|(?<= ){headings}(?= )"
        ),
        # 中华人民共和国增值电信业务经营许可证（附页）
        header=re.compile(
            rf" ?(?:{headings}|{label} ?:?|{form.number}"
            rf"|(?:中华人民共和国)? ?{re.escape(form.title)} ?(?:\( ?[正副附续]? ?[页本] ?\))?) ?"
        ),
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
    return re.sub(rf"(.)?\s?{BARRIER}\s?(?=(.))", _page_or_barrier, "\n".join(kept))


def _page_or_barrier(match: re.Match[str]) -> str:
    around = fold("".join(filter(None, match.groups())))
    kept = match[1] or ""
    return f"{kept}{BARRIER}" if _SIGN_OF_A_NUMBER.search(around) else f"{kept}\n"
