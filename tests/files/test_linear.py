"""No input hangs: twice the text takes about twice the time, whatever is in it."""

from collections.abc import Callable
from contextlib import suppress
from time import process_time

import pytest
from effort import EFFORT
from places import CERTIFICATE, TESTS
from samples import BUNDLED

from icpcli.calendar.notice_file import parse_notice
from icpcli.calendar.period_words import parse_due, parse_period
from icpcli.cli.documents import form, template
from icpcli.files.typed_words import nearest, parse_date, whole_number
from icpcli.importers.certificate.draft import draft_from_certificate
from icpcli.importers.certificate.read import read_certificate
from icpcli.importers.notice.read import read_announcement
from icpcli.journal.file import parse_journal
from icpcli.license.file import parse_license

SMALL = 1 << 14
TIMES = 4
QUICK = 0.02
"""Seconds in which the larger text may be read without a look at the smaller one: in the worst case, a
square, 5 s a MiB."""
MOST = 9.0
"""Four times the text may take nine times as long: a square would take sixteen."""

PAPER = "license:\n  number: X\n  holder: Y\n  issued: 2023-07-01\n  expires: 2028-07-01\n"
RULE = (
    "  - {id: %s, title: {zh: a, en: b}, clause: x, quote: x, trigger: %s, due: %s, recipient: x, "
    "filing: {zh: a, en: b}%s}\n"
)
ENTRY = "- {recorded: 2026-11-24, event: capital-change, on: 2026-11-01}\n"

Make = Callable[[int], str]


def repeated(text: str) -> Make:
    return lambda size: text * (size // len(text.encode()))


def rule(
    id: str = "r", trigger: str = "expires", due: str = "90 days before", more: str = ""
) -> str:
    return RULE % (id, trigger, due, more)


def license(rules: Make) -> Make:
    return lambda size: f"{PAPER}rules:\n{rules(size)}"


LICENSES: dict[str, Make] = {
    "rules": license(lambda size: "".join(rule(f"r{n}") for n in range(size // 140))),
    "one id": license(lambda size: rule() * (size // 140)),
    **{
        f"due {part}": license(lambda size, part=part: rule(due=f"x{part * (size // len(part))}"))
        for part in ("9", "-", "9-", "1 1 ", "1 ", " ", "年", "0")
    },
    "events": lambda size: (
        PAPER
        + "events:\n"
        + "".join(f"  e{n}: {{zh: a, en: b}}\n" for n in range(size // 24))
        + "rules:\n"
        + rule()
    ),
    "triggers": lambda size: (
        PAPER
        + "events:\n"
        + "".join(f"  e{n}: {{zh: a, en: b}}\n" for n in range(size // 32))
        + "rules:\n"
        + rule(trigger=f"[{', '.join(f'e{n}' for n in range(size // 32))}]")
    ),
    "unknown triggers": lambda size: (
        PAPER
        + "events:\n"
        + "".join(f"  an-event-{n}: {{zh: a, en: b}}\n" for n in range(size // 48))
        + "rules:\n"
        + rule(trigger=f"[{', '.join(f'anevent-{n}' for n in range(size // 48))}]")
    ),
    "see_also": license(
        lambda size: rule(
            more=f", see_also: {{expires: [{', '.join('q' * 9 for _ in range(size // 11))}]}}"
        )
    ),
    "unknown keys": lambda size: "".join(f"{'k' * 70}{n}: 1\n" for n in range(size // 80)),
    "a date": lambda size: PAPER.replace("2023-07-01", f"2023{' ' * size}x") + "rules:\n" + rule(),
    "digits": lambda size: PAPER.replace("2023-07-01", "2" * size) + "rules:\n" + rule(),
}
YAML = {
    part: repeated(part)
    for part in (
        *(
            "-",
            "- ",
            "-\n",
            "[",
            "{",
            "? ",
            "a: ",
            "a: 1\n",
            " ",
            " \n",
            "\n",
            "#\n",
            '"',
            "|",
            "!",
            "&a ",
            "*a ",
        ),
        *(
            "x",
            "%",
            "%TAG !a x\n",
            "...\n",
            "---\n",
            "\t",
            "\r",
            "\u2028",
            "：",
            "x：",
            "x：\n",
            "\0",
            "\x01",
        ),
    )
} | {
    "[a,": lambda size: f"[{'a,' * (size // 2)}]",
    "[a: b,": lambda size: f"[{'a: b,' * (size // 5)}]",
    "-----：": lambda size: f"{'-' * size}：",
    "%TAG": lambda size: "".join(f"%TAG !a{n}! x\n" for n in range(size // 16)) + "--- a\n",
    "keys": lambda size: "".join(f"k{n}: 1\n" for n in range(size // 9)),
    "anchors": lambda size: "".join(f"- &a{n} x\n" for n in range(size // 11)),
    "quoted": lambda size: 'a: "' + r"\n" * (size // 2) + '"',
    "folded": lambda size: "a: " + "b\n c" * (size // 4),
}
JOURNALS: dict[str, Make] = {
    "entries": repeated(ENTRY),
    "undone": lambda size: (
        ENTRY * (size // 120)
        + "".join(
            f"- {{recorded: 2026-11-24, undo: {n + 1}, reason: x}}\n" for n in range(size // 120)
        )
    ),
    "unknown": lambda size: ENTRY.replace("capital", "capitol") * (size // 65),
    "torn": lambda size: ENTRY * (size // 65) + "- {",
    "an id": lambda size: (
        f"- {{recorded: 2026-11-24, done: {'a-' * (size // 2)}, on: 2026-11-01}}\n"
    ),
    "a note": lambda size: ENTRY.replace("}", f', note: "{"x" * size}"}}'),
    "an owner": lambda size: f"# journal of {' x' * (size // 2)}\n",
}
FESTIVAL = "year: 2027\nfestivals:\n  - name: {}\n    off: [{}]\n"
NOTICES: dict[str, Make] = {
    "ranges": lambda size: FESTIVAL.format("元旦", "2026-01-01 to 2028-12-31, " * (size // 26)),
    "days": lambda size: FESTIVAL.format("元旦", "2027-01-01, " * (size // 12)),
    "names": lambda size: FESTIVAL.format("元旦、" * (size // 9), "2027-01-01"),
    "festivals": lambda size: "year: 2027\nfestivals:\n" + "  - {name: 元旦, off: [2027-01-01]}\n" * (size // 34),
}  # fmt: skip
PARTS = ("9", "-", " ", "\n", "、", "年", "日", "第", "提前9日", "每年", "（", "《", "<", "<br>", "&amp;", "。", "30日内", "2027年1月1日", "第一条", "一、", "元旦：", "有效期", "：", "a", "放假")  # fmt: skip
NOTICE = (TESTS / "importers" / "announcements" / "imagined-2027.txt").read_text("utf-8")


def around(base: str, part: str) -> Make:
    """A text with a long run of something in the middle."""
    half = len(base) // 2
    return lambda size: base[:half] + part * (size // len(part.encode())) + base[half:]


def led(opening: str, part: str) -> Make:
    """A text of one part again and again, after words that make a reader look at it."""
    return lambda size: opening + repeated(part)(size)


HOLDER = "电信公司名称:甲公司\n"
CLAUSE = f"{HOLDER}一、你公司"
PAPERS: dict[str, Make] = {
    "labels": repeated("公司名称:"),
    "periods": led(CLAUSE, "提前9"),
    "page numbers": led(CLAUSE, "9\n"),
    "numbers": led(CLAUSE, "经营许可证编号:京ICP证1"),
    "exclusions": led(f"{HOLDER}业务种类:", "不含("),
    "open brackets": led("电信公司名称:", "(\n"),
    "spaced digits": led(CLAUSE, "9 "),
    "items": led(CLAUSE, "\n(一)下列"),
    "dates": led(f"{HOLDER}有效期至:", "2023-1-1\n"),
    "brackets": repeated("("),
    "labels without a value": led(HOLDER, "业务种类 x\n"),
    "periods in letters": led(f"{HOLDER}一、", "你公司应当提前O日报告。\n二、"),
    "spaces": led(f"{HOLDER}一、", "你公司应当的   你公司应当的\n"),
    "letters": led(f"{HOLDER}一、", "OOO"),
    "terms": led(HOLDER, "有效期:2022年5月11日至2027年5月10日"),
    "papers": repeated(CERTIFICATE.read_text("utf-8")),
}
TITLE = "国务院办公厅关于2027年部分节假日安排的通知\n"
NEWS: dict[str, Make] = {
    f"{name} {title[:3]}": led(title + opening, part)
    for name, opening, part in (
        ("festivals", "", "元旦："),
        ("names", "", "元旦、"),
        ("ranges", "元旦：", "1月1日至"),
        ("days", "元旦：", "1日放假，"),
        ("brackets", "元旦：1月1日（", "("),
        ("lines", "", "\n"),
        ("counts", "元旦：", "1月1日放假2天。"),
        ("notices", "", NOTICE),
    )
    for title in ("", f"{TITLE}一、元旦：")
}

FORM = form()
TEMPLATE = template()
READERS: dict[str, tuple[Callable[[str], object], dict[str, Make]]] = {
    "license": (lambda text: parse_license(text, "f"), YAML | LICENSES),
    "journal": (lambda text: parse_journal(text.encode(), "f", BUNDLED), YAML | JOURNALS),
    "notice file": (lambda text: parse_notice(text, "f"), NOTICES),
    "certificate": (
        lambda text: draft_from_certificate(read_certificate(text, FORM), TEMPLATE, FORM),
        {part: around(CERTIFICATE.read_text("utf-8"), part) for part in PARTS} | PAPERS,
    ),
    "notice": (read_announcement, {part: around(NOTICE, part) for part in PARTS} | NEWS),
    "date": (parse_date, {part: repeated(part) for part in ("9", "2026 ", "2026-", " ", "年")}),
    "number": (lambda text: whole_number(text, 0, 9), {part: repeated(part) for part in "09 "}),
    "period": (
        parse_period,
        {part: repeated(part) for part in ("9", "9-", "1 ", "-", " ", "before")},
    ),
    "due": (parse_due, {part: repeated(part) for part in ("9", "9-", "1 ", "-", " ", "01-01 to ")}),
    "near word": (
        lambda text: nearest("even-of-mine", [f"{text[:60]}event-of-{n}" for n in range(999)]),
        {"a": repeated("a")},
    ),
}
CASES = [(reader, name) for reader, (_, texts) in READERS.items() for name in texts]


def seconds(read: Callable[[str], object], text: str) -> float:
    """The CPU time of one reading, refused or not."""
    begun = process_time()
    with suppress(ValueError, AssertionError):
        read(text)
    return process_time() - begun


@pytest.mark.skipif(
    EFFORT == 1, reason="a time is judged by `make fuzz` only, never by `make test`"
)
@pytest.mark.parametrize(("reader", "name"), CASES, ids=lambda word: repr(word)[1:-1])
def test_twice_the_text_takes_twice_the_time(reader: str, name: str) -> None:
    """No reader's time grows with the square of what it is given."""
    read, texts = READERS[reader]
    large = texts[name](SMALL * TIMES)
    took = seconds(read, large)
    if took < QUICK:
        return
    small = texts[name](SMALL)
    # A busy machine can be slow at either: the quickest of several readings counts.
    before = seconds(read, small)
    for _ in range(4):
        if took <= MOST * before:
            return
        took = min(took, seconds(read, large))
        before = max(before, seconds(read, small))
    pytest.fail(f"four times the text took {took / before:.1f} times as long ({took:.2f} s)")
