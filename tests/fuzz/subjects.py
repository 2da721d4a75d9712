"""What is damaged, and what must be true of it afterwards: the oracles of `make fuzz`."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import chdir, contextmanager
from datetime import date, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import process_time
from typing import NamedTuple
from zlib import crc32

import judge
from certificates import FORM, TEMPLATE, letters
from notices import TEXTS, base_of, complete, days_of, expected
from places import CERTIFICATE, LICENSE, TESTS
from samples import BUNDLED, calendar
from terminal import icp

from icpcli.calendar.notice import Notice
from icpcli.cli.app import COMMANDS
from icpcli.cli.documents import read_document
from icpcli.deadlines.report import compute
from icpcli.files.chinese_print import squeeze
from icpcli.importers.certificate.draft import draft_from_certificate
from icpcli.importers.certificate.read import read_certificate
from icpcli.journal.file import append, read_journal, repair
from icpcli.license.file import parse_license, read_license
from icpcli.model.deadline import Deadline
from icpcli.model.journal import Event
from icpcli.model.license import FixedDay, License, Period, WindowBefore, Yearly
from icpcli.model.problem import IcpError
from icpcli.model.record import Act, Record

PATIENCE = 2.0
"""Seconds of computing in which anything is read."""
AS_OF = date(2026, 11, 24)
DAYS = (AS_OF, date(2004, 1, 1), date(2026, 12, 14), date(2027, 2, 5), date(2028, 4, 1), date(2099, 12, 31))  # fmt: skip


class Subject(NamedTuple):
    """Texts to damage, by name, and what fails where a damaged one (`content`) is not done right.

    `judge(base, content)` raises `AssertionError`, or whatever no reader may raise.
    """

    bases: Mapping[str, bytes]
    judge: Callable[[bytes, bytes], None]


@contextmanager
def soon() -> Iterator[None]:
    """What is done here is done in `PATIENCE` seconds of computing, on a machine four times as slow, too."""
    begun = process_time()
    yield
    took = process_time() - begun
    assert took < 4 * PATIENCE, f"took {took:.1f} s"


def well_told(error: IcpError, file: str = "") -> None:
    """Each problem says where and what, in words that can be printed."""
    assert error.problems
    for problem in error.problems:
        assert not file or problem.file == file
        assert not problem.file or min(problem.line, problem.column) >= 1
        assert all(problem.message)
        "".join((problem.path, *problem.message)).encode()


@contextmanager
def folder_with(name: str, content: bytes) -> Iterator[Path]:
    """The content in a file, in a folder of its own in which commands are then run."""
    with TemporaryDirectory() as folder, chdir(folder):
        path = Path(folder, name)
        path.write_bytes(content)
        yield path


def answered(*arguments: object) -> bytes:
    """What a command prints; it may refuse, and never fails."""
    answer = icp(*arguments)
    assert answer.code in (0, 1, 2, 3), (arguments, answer.err)
    assert "bug" not in answer.err, (arguments, answer.err)
    assert "Traceback" not in answer.err, (arguments, answer.err)
    return answer.out if answer.code < 3 else b""


# Licenses


def judge_license(_: bytes, content: bytes) -> None:
    """Refused, or answered: each date is that of the independent count, in every format."""
    chance = Random(crc32(content))
    with folder_with("license.yaml", content) as path:
        try:
            with soon():
                license = read_license(path)
        except IcpError as error:
            well_told(error, str(path))
            assert not answered("deadlines")
            return
        judge_dates(license, chance.choice(DAYS))
        for command, formats in COMMANDS.items():
            line = LINES.get(command)
            if line is not None and (command != "event" or license.events):
                judge_format(line, license, chance.choice([*formats] or [""]))


VARIED = """\
license:
  number: 京ICP证1号
  holder: 持证人
  issued: 2023-07-01
  expires: 2028-07-01
  continuing: yes
  tracked_from: 2026-01-01
events:
  it: {zh: 事件, en: It happened}
  other: {zh: 另一件事, en: Something else, planned: true}
rules:
""" + "".join(
    f"""\
  - id: rule-{n}
    title: {{zh: 规则{n}, en: Rule {n}}}
    clause: 十{n}
    quote: 引文{n}
    trigger: {trigger}
    due: {due}
    prepare: 20 working days before
    recipient: 机关
    filing: {{zh: 文件, en: Filing}}
    alert: {{warning: 60, critical: 10}}
"""
    for n, (trigger, due) in enumerate(
        (
            ("expires", "90 days before"),
            ("expires", "30 working days before"),
            ("expires", "3 months before"),
            ("issued", "1 year after"),
            ("each year", "Q1"),
            ("each year", "12-20 to 12-31"),
            ("it", "immediately"),
            ("it", "10 days after"),
            ("[it, other]", "10 working days after"),
            ("other", "1 month after"),
            ("other", "15 working days before"),
            ("expires", "within 30 working days before"),
            ("expires", "90 to 15 days before"),
            ("other", "every 2 weeks after"),
            ("other", "24 hours after"),
            ("once", "by 2027-02-14"),
            ("each odd year", "[01-01 to 01-31, 10-01 to 10-31]"),
            ("each year", "authority-set"),
        )
    )
)
"""A license with a rule of each kind: one change of a word makes another rule that is as good."""

LINES = {
    "deadlines": ["--all"],
    "event": [],
    "duties": [],
    "check": [],
    "next": [],
    "remind": [],
    "lint": [],
    "journal": [],
    "validate": [],
}
"""What is asked about a license that was read, and how: every command that needs nothing more."""


def judge_format(line: list[str], license: License, format: str) -> None:
    """The answer is written without an error; JSON can be read."""
    command = next(name for name, arguments in LINES.items() if arguments is line)
    out = answered(command, *line, *(["-f", format] if format else []))
    if format in ("json", "taskwarrior") and out:
        json.loads(out)


def judge_dates(license: License, as_of: date) -> None:
    """Every deadline that the license has, and each that its events start, is in time."""
    events = [Event(name, as_of) for name in license.events]
    try:
        report = compute([license], calendar(), as_of, events=events)
    except IcpError as error:
        well_told(error)
        return
    for one in report.deadlines:
        judge_deadline(one)


def judge_deadline(one: Deadline) -> None:
    """The dates lie in their order, and are those of the count that shares no code with ours."""
    due, file_by = one.dates.due, one.dates.file_by
    if due is None or file_by is None:
        return
    assert file_by <= due, one.id
    assert not one.rule.is_counted_back or file_by < due, one.id
    assert one.dates.opens is None or one.dates.opens <= file_by, one.id
    words, month = words_of(one)
    moved = [
        (it.opens, it.due)
        for it in one.rule.overrides
        if (it.year, it.window) == (one.trigger_date.year, month) and one.trigger == "year"
    ]
    try:
        wanted = judge.dates(
            words, None, one.trigger_date, judge.calendar(), moved=next(iter(moved), None)
        )
    except judge.OutsideError:
        raise AssertionError(f"{one.id}: outside the calendar, and still answered") from None
    for name in ("opens", "due", "due_latest", "file_by"):
        assert getattr(one.dates, name) == wanted[name], (one.id, name, wanted[name])


def words_of(one: Deadline) -> tuple[str, int | None]:
    """A rule's period as the independent count takes it; of several windows, that of the id's month."""
    due = one.rule.due
    match due:
        case Period():
            return f"{'every ' * due.every}{due.n} {due.unit} {due.direction}", None
        case WindowBefore(closes=0):
            return f"within {due.opens} {due.unit} before", None
        case WindowBefore():
            return f"{due.opens} to {due.closes} {due.unit} before", None
        case FixedDay():
            return f"by {due.day}", None
        case Yearly():
            several = len(due.windows) > 1
            month = int(one.id.rpartition("-")[2]) if several else None
            (window,) = [it for it in due.windows if month in (None, it.opens[0])]
            return "{:02}-{:02} to {:02}-{:02}".format(*window.opens, *window.closes), month
    assert isinstance(due, str)
    return due, None


# Certificates

A_PERIOD = re.compile(
    r"(?:[0-9]{1,3}|[一二三四五六七八九十]{1,3})(?:个工作日|日)内|提前(?:[0-9]{1,3}|[一二三四五六七八九十]{1,3})日|每年第.季度"
)
"""`30日内`, `10个工作日内`, `提前90日`, `每年第一季度`: periods of which no reader can be in doubt."""
AROUND = 2


def judge_certificate(_: bytes, content: bytes) -> None:
    """Refused, or drafted: each sentence with a period is the quote of a rule, or under `unread`."""
    with folder_with("certificate.txt", content) as path:
        try:
            text = read_document(path, "en").text
        except IcpError as error:
            well_told(error)
            return
        try:
            with soon():
                draft = draft_from_certificate(read_certificate(text, FORM), TEMPLATE, FORM)
        except IcpError as error:
            assert error.code == "invalid_certificate"  # noqa: PT017 - the one way to refuse
            well_told(error)
            return
        drafted = draft.text.encode()
        assert drafted.decode() == draft.text
    try:
        license = parse_license(draft.text, "license.yaml")
    except IcpError as error:
        # What was not read is left empty, and nothing else is wrong with the file.
        well_told(error)
        missing = r"license\.(number|holder|issued|expires|websites.*)|(rules|duties)(\[\d+\]\.\w+)?|license"
        assert all(re.fullmatch(missing, it.path) for it in error.problems), str(error)  # noqa: PT017 - both ways are right
        return
    shown = [
        letters(it) for it in (*(r.quote for r in license.rules), *(u.text for u in license.unread))
    ]
    for words in periods_in(text):
        assert any(words in it for it in shown), f"{words}: neither a rule's quote nor unread"


def periods_in(text: str) -> Iterator[str]:
    """The periods that stand in the clauses of a certificate, each with the letters before it."""
    first = re.search("(?m)^一、", text)
    for line in text[first.start() :].split("\n") if first else ():
        for found in A_PERIOD.finditer(line):
            yield letters(line[max(0, found.start() - AROUND) : found.end()])


# Notices

ANNOUNCEMENTS = {name: text.encode() for name, text in TEXTS.items()}


def judge_notice(base: bytes, content: bytes) -> None:
    """Refused, or read; a digit, a sign or a line that is other than it was changes no day."""
    name = next(name for name, text in ANNOUNCEMENTS.items() if text == base)
    others = base_of(name)
    with folder_with("notice.txt", content) as path:
        try:
            text = read_document(path, "en").text
        except IcpError as error:
            well_told(error)
            return
    try:
        with soon():
            notice = complete(text, others)
    except IcpError as error:
        assert error.code == "invalid_notice"  # noqa: PT017 - the one way to refuse
        well_told(error)
        return
    right, days = expected(name)
    if is_slight(base.decode(), text) and not moved_by_weeks(notice, right):
        assert notice.year == right.year
        assert days_of([*others, notice]) == days, "other days were read"


def is_slight(base: str, text: str) -> bool:
    """Whether one sign or one line was lost, one digit is another, or only lines break elsewhere."""
    if squeeze(base) == squeeze(text):
        return True
    same = next((i for i, (a, b) in enumerate(zip(base, text, strict=False)) if a != b), 0)
    if len(base) == len(text):
        return (
            base[same].isdigit() and text[same].isdigit() and base[same + 1 :] == text[same + 1 :]
        )
    lines = base.splitlines(keepends=True)
    return base[same + 1 :] == text[same:] or text in (
        "".join(lines[:i] + lines[i + 1 :]) for i in range(len(lines))
    )


def moved_by_weeks(notice: Notice, right: Notice) -> bool:
    """Whether the days off are the same, and make-up days moved by whole weeks, which nothing can tell."""
    if len(notice.festivals) != len(right.festivals):
        return False
    for ours, theirs in zip(notice.festivals, right.festivals, strict=True):
        if ours.off != theirs.off or len(ours.work) != len(theirs.work):
            return False
        if any((a - b).days % 7 for a, b in zip(ours.work, theirs.work, strict=True)):
            return False
    return True


# Journals

JOURNAL = """\
# journal of 京ICP证130204号
- {recorded: 2026-09-01, event: capital-change, on: 2026-08-28, note: "增资 \\u2028 #1: a, b"}
- {recorded: 2026-09-02, done: registry-update@2026-08-28, on: 2026-09-01, receipt: "R-1"}
- {recorded: 2026-09-12, waive: annual-report@2026, until: 2026-12-31, reason: "x"}
- {recorded: 2026-10-12, event: shareholder-change, on: 2026-10-10, answer: no}
- {recorded: 2026-10-13, event: illegal-content, on: 2026-10-09}
- {recorded: 2026-10-14, undo: 5, of: illegal-content@2026-10-09, reason: "wrong day"}
- {recorded: 2026-11-01, event: operator-change-decision, on: 2026-10-09}
- recorded: 2026-11-02
  event: address-change
  on: 2026-10-20
"""


def judge_journal(base: bytes, content: bytes) -> None:
    """Refused and left as it was, or read; what is then added is read after all that was there."""
    new = Record(
        0, AS_OF, Act.EVENT, "capital-change", AS_OF - timedelta(days=3), note="new: 'x' #"
    )
    with folder_with("license.yaml", LICENSE.read_bytes()) as license:
        path = license.with_name("journal.yaml")
        path.write_bytes(content)
        try:
            with soon():
                records = read_journal(path, BUNDLED)
        except IcpError as error:
            well_told(error, str(path))
            refuses_to_append(path, new, content)
            return
        kept = [line for line in content.split(b"\n") if line in base.split(b"\n")]
        assert len(records) >= sum(line.startswith(b"- {") for line in kept), "an entry is gone"
        try:
            written = append(path, BUNDLED, lambda _: new)
        except IcpError as error:
            # A list in brackets can be read, and has no end to add to.
            well_told(error, str(path))
            assert path.read_bytes() == content
            return
        assert path.read_bytes().startswith(content)
        assert read_journal(path, BUNDLED) == (*records, written)
        for command in ("journal", "deadlines", "check", "lint"):
            answered(command)


def refuses_to_append(path: Path, new: Record, content: bytes) -> None:
    """Nothing is added to what cannot be read; a repair cuts no more than a torn last line."""
    try:
        append(path, BUNDLED, lambda _: new)
    except IcpError as error:
        well_told(error)
    else:
        raise AssertionError("added to what cannot be read")
    assert path.read_bytes() == content
    rest = repair(path)
    whole = path.read_bytes()
    assert whole + (rest.read_bytes() if rest else b"") == content
    assert not rest or b"\n" not in rest.read_bytes().rstrip(b"\r\n\0 ")


SUBJECTS = {
    "license": Subject(
        {"license": LICENSE.read_bytes(), "varied": VARIED.encode()},
        judge_license,
    ),
    "certificate": Subject(
        {path.stem: path.read_bytes() for path in (CERTIFICATE, *sorted((TESTS / "importers" / "certificates").glob("*.txt")))},
        judge_certificate,
    ),
    "notice": Subject(ANNOUNCEMENTS, judge_notice),
    "journal": Subject({"journal": JOURNAL.encode()}, judge_journal),
}  # fmt: skip
