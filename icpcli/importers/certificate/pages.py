"""The pages of a certificate: what is printed at the head and foot of each, in the middle of a text.

A number alone may be a page's or a date's; where nobody can tell, a barrier is left, and nothing is
read across it.
"""

import re

from icpcli.files.chinese_print import NUMERALS, fold

TITLE = "增值电信业务经营许可证"
PROVISIONS = "特别规定事项"
BARRIER = "\N{OBJECT REPLACEMENT CHARACTER}"
LICENSE_NUMBER = (
    r"[\u4e00-\u9fff]{0,4}ICP证[A-Z\u4e00-\u9fff]{0,2}[0-9]{5,8}号?(?:-[0-9]{1,3})?"
    r"|[\u4e00-\u9fff]{0,2}[AB][0-9](?:[.、,][AB][0-9])*-[0-9]{8}(?:-[0-9]{1,3})?"
)
_BROKEN_NUMBER = (
    r"[\u4e00-\u9fff]{0,4}ICP证[A-Z\u4e00-\u9fff]{0,2}[0-9](?:\n?[0-9]){4,7}\n?号(?:-[0-9]{1,3})?"
    r"|[\u4e00-\u9fff]{0,2}[AB][0-9](?:[.、,][AB][0-9])*-[0-9](?:\n?[0-9]){7}(?:-[0-9]{1,3})?"
)
NUMBERED_HEADER = re.compile(
    rf" ?经营许可证编号 ?:\s?({_BROKEN_NUMBER}|{LICENSE_NUMBER})(?: ?{PROVISIONS}(?![》>]))?|(?<= ){PROVISIONS}(?= )"
)
PAGE_NUMBER = re.compile(
    r" ?(?:第 ?[0-9]{1,3} ?页 ?[,/]? ?(?:共 ?[0-9]{1,3} ?页)?|- ?[0-9]{1,3} ?-|[0-9]{1,3} ?/ ?[0-9]{1,3}) ?"
)
HEADER_LINE = re.compile(
    rf" ?(?:{PROVISIONS}|经营许可证编号 ?:?|{LICENSE_NUMBER}"
    rf"|(?:中华人民共和国)? ?{TITLE} ?(?:\( ?[正副附续]? ?[页本] ?\))?) ?"
)
BARE_NUMBER = re.compile(r" ?[0-9]{1,3} ?")
_SIGN_OF_A_NUMBER = re.compile(f"[{NUMERALS}]")
_DIGITS_APART = re.compile(r"(?<!\d)\d+(?:\s+\d+)+")


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


def without_headers(body: str) -> str:
    """The provisions without what is printed at the head and foot of each page.

    A number alone on a line is a page's, unless a number stands before or after it: then nobody
    can tell, and no period is read across it.
    """
    folded = fold(body)
    parts = []
    last = 0
    for match in NUMBERED_HEADER.finditer(folded):
        parts += [body[last : match.start()], "\n"]
        last = match.end()
    kept: list[str] = []
    lines = "".join([*parts, body[last:]]).split("\n")
    for line, shown in zip(lines, fold("\n".join(lines)).split("\n"), strict=True):
        if BARE_NUMBER.fullmatch(shown):
            kept.append(BARRIER)
        elif shown and not (HEADER_LINE.fullmatch(shown) or PAGE_NUMBER.fullmatch(shown)):
            kept.append(line)
    return re.sub(rf"(.)?\s?{BARRIER}\s?(?=(.))", _page_or_barrier, "\n".join(kept))


def _page_or_barrier(match: re.Match[str]) -> str:
    around = fold("".join(filter(None, match.groups())))
    kept = match[1] or ""
    return f"{kept}{BARRIER}" if _SIGN_OF_A_NUMBER.search(around) else f"{kept}\n"
