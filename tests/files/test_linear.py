"""No input hangs: twice the text takes about twice the time, whatever is in it."""

from collections.abc import Callable
from contextlib import suppress
from time import process_time

import pytest
from places import CERTIFICATE, TESTS
from samples import BUNDLED

from icpcli.calendar.notice_file import parse_notice
from icpcli.calendar.periods import parse_due, parse_period
from icpcli.cli.documents import form, template
from icpcli.files.typed_words import nearest, parse_date, whole_number
from icpcli.importers.certificate.draft import draft_from_certificate
from icpcli.importers.certificate.read import read_certificate
from icpcli.importers.notice.read import read_announcement
from icpcli.journal.file import parse_journal
from icpcli.license.file import parse_license

SMALL = 1 << 14
TIMES = 4
QUICK = 0.1
"""Seconds in which the larger text may be read without a look at the smaller one: 1.6 s a MiB."""
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


FORM = form()
TEMPLATE = template()
READERS: dict[str, tuple[Callable[[str], object], dict[str, Make]]] = {
    "license": (lambda text: parse_license(text, "f"), YAML | LICENSES),
    "journal": (lambda text: parse_journal(text.encode(), "f", BUNDLED), YAML | JOURNALS),
    "notice file": (lambda text: parse_notice(text, "f"), NOTICES),
    "certificate": (
        lambda text: draft_from_certificate(read_certificate(text, FORM), TEMPLATE, FORM),
        {part: around(CERTIFICATE.read_text("utf-8"), part) for part in PARTS},
    ),
    "notice": (read_announcement, {part: around(NOTICE, part) for part in PARTS}),
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
