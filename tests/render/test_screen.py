"""What people read fits the terminal, keeps its dates whole, and is text in any encoding."""

import re
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from io import BytesIO, TextIOWrapper
from pathlib import Path
from tempfile import TemporaryDirectory
from unicodedata import east_asian_width
from unittest import mock

import pytest
from hostile import hostile_license
from places import LICENSE, ROOT
from rich.cells import cell_len
from rich.console import RenderableType
from samples import BUNDLED, calendar
from terminal import Answer, icp, icp_on_terminal, icp_process

from icpcli.calendar.counts import nth_working_day, working_days_between, year_of
from icpcli.cli.output import Output
from icpcli.deadlines.possible import possible_events
from icpcli.deadlines.report import compute
from icpcli.deadlines.select import look_up
from icpcli.license.file import read_license
from icpcli.model.deadline import Report
from icpcli.model.journal import Event
from icpcli.model.license import License
from icpcli.render.answers.license import ValidFile
from icpcli.render.formats.table import GRIDS
from icpcli.render.labels import LABELS
from icpcli.render.screens.deadlines import deadlines_table
from icpcli.render.screens.explanation import explanation
from icpcli.render.screens.lists import (
    between_line,
    count_line,
    duties_list,
    events_list,
    files_list,
)
from icpcli.render.screens.wrap import cells, wrap
from icpcli.render.screens.year import year_table
from icpcli.render.words import Lang

pytestmark = pytest.mark.usefixtures("at_the_root")

TODAY = date(2026, 11, 24)
WIDTHS = (*range(28, 61), 66, 67, 68, 79, 80, 81, 99, 100, 119, 120, 121, 160, 200)
"""Each width of a card, where words and dates compete for room; the first of a table, and where its
columns change (67); then what terminals have, and a column more and less."""
HOSTILE_WIDTHS = (*range(28, 40), *range(41, 70, 5), 80, 120, 200)
EVENTS = [Event("illegal-content", date(2026, 12, 14)), Event("shareholder-change", TODAY)]
EVENTS += [Event("operator-change-decision", date(2026, 9, 10))]
LANGUAGES: tuple[Lang, ...] = ("zh", "en")
COMMANDS = [
    ["deadlines"],
    ["deadlines", "--all", "--as-of", "2028-07-05"],
    ["deadlines", "--by", "month"],
    ["event"],
    ["event", "illegal-content=2026-12-14", "shareholder-change=2026-09-25"],
    ["explain", "renewal"],
    ["explain", "illegal-content-report@2026-12-14"],
    ["explain", "foreign-shareholder"],
    ["duties"],
    ["history", "--to", "2028-12-31"],
    ["workdays", "after", "2026-12-14", "10"],
    ["workdays", "between", "2026-12-14", "2027-02-28"],
    ["workdays", "show", "2026"],
    ["workdays", "show", "2027"],
    ["validate"],
    ["rules"],
    ["rules", "telecom-law"],
]
EXPLAINED = ("renewal", "illegal-content-report@2026-12-14", "foreign-shareholder")
ENCODINGS = ("gbk", "ascii", "cp1252")
"""Of Chinese Windows, of nothing but ASCII, and one that has dashes and no Chinese; the rest is UTF-8."""

Draw = Callable[[int], RenderableType]


@cache
def hostile() -> License:
    """A license full of escape sequences, overlong words, markup and emoji."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "license.yaml")
        return read_license(hostile_license(LICENSE, path))


def report(license: License) -> Report:
    return compute([license], calendar(), TODAY, events=EVENTS, if_today=True)


def screens(license: License, lang: Lang) -> Iterator[Draw]:
    """Every screen, with the answer that it draws computed once."""
    everything, licenses, days = report(license), [license], calendar()
    found = [look_up(everything, id) for id in EXPLAINED]
    count = nth_working_day(days, date(2026, 12, 14), 10, "after")
    between = working_days_between(days, date(2026, 12, 14), date(2027, 2, 28))
    year = year_of(days, 2027)
    yield lambda width: deadlines_table(everything, lang, width)
    yield lambda width: deadlines_table(everything, lang, width, by="month")
    for one in found:
        yield lambda width, one=one: explanation(one, lang, width)
    yield lambda width: duties_list(licenses, lang, width)
    events = tuple(possible_events(licenses, lambda _: days, TODAY))
    yield lambda width: events_list(events, lang, width)
    valid = ValidFile(license.file, "license", license.number, license.holder, 12, 27)
    yield lambda width: files_list([valid], lang, width)
    yield lambda width: count_line(count, lang, width)
    yield lambda width: between_line(between, lang, width)
    yield lambda width: year_table(year, lang, width)


def drawn(draw: Draw, width: int, lang: Lang) -> str:
    """A screen as it comes out of a pipe with COLUMNS set."""
    out = TextIOWrapper(BytesIO(), encoding="utf-8")
    with (
        mock.patch.dict("os.environ", {"COLUMNS": str(width)}, clear=True),
        mock.patch("sys.stdout", out),
    ):
        Output("table", GRIDS, lang, None, "auto").screen(draw)
    return out.buffer.getvalue().decode()


def columns(line: str) -> int:
    """The columns that a line may take where its ambiguous characters are drawn wide."""
    return sum(1 + (east_asian_width(sign) in "WFA") for sign in line)


def dates(text: str) -> Counter[str]:
    return Counter(re.findall(r"(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)", text))


def fits(text: str, width: int) -> bool:
    """No line is too wide, and nothing but text is on any of them."""
    for line in text.split("\n"):
        assert columns(line) <= width, line
        assert cell_len(line) <= width, line
        assert line == line.rstrip()
        assert not re.search("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f]", line)
    return text.endswith("\n")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("words", ["bundled", "hostile"])
def test_every_width(words: str, lang: Lang) -> None:
    """From 28 to 200 columns no line of any screen is too wide, and every date is whole."""
    license = BUNDLED if words == "bundled" else hostile()
    widths = WIDTHS if words == "bundled" else HOSTILE_WIDTHS
    for draw in screens(license, lang):
        widest = dates(drawn(draw, 1000, lang))
        for width in widths:
            text = drawn(draw, width, lang)
            assert fits(text, width)
            assert dates(text) == widest


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_is_left_out(lang: Lang) -> None:
    """However narrow, the screen of deadlines holds every date that a person needs, and every id."""
    everything = report(BUNDLED)
    for width in (28, 40, 59, 60, 66, 67, 80, 200, 100_000_000):
        text = drawn(lambda width: deadlines_table(everything, lang, width), width, lang)
        joined = re.sub(r"\s", "", text)
        for one in everything.deadlines:
            assert any(id in joined for id in (one.id, *one.alternatives))
            for day in (one.file_by, one.due, one.dates.due_latest, one.dates.opens):
                assert day is None or str(day) in text
        for one in everything.if_today:
            assert one.trigger in joined
            assert one.file_by is None or str(one.file_by) in text
        assert text.count(LABELS["provisional"].zh if lang == "zh" else "provisional") >= 2


def test_rows_lines_and_cards() -> None:
    """From 90 columns a deadline is a row, from 60 two lines, below that a card."""
    card = "in 127 days  2027-03-31 Wed\nAnnual report on the license (opens 2027-01-01)\n十四\n"
    lines = "in 127 days   2027-03-31 Wed  Annual report on the license (opens"
    row = "in 127 days   2027-03-31 Wed  Annual report on the license (opens 2027-01-01)"
    assert card + "annual-report@2027\n" in icp("deadlines", COLUMNS="59").text
    assert f"{lines}\n" in icp("deadlines", COLUMNS="70").text
    assert "十四; annual-report@2027\n" in icp("deadlines", COLUMNS="89").text
    # An id that would be cut makes cards: nobody can copy its pieces.
    named = icp("event", "domain-change-planned", "--on", "2027-02-01", COLUMNS="60").text
    assert "\ntelecom-law/domain-change@2027-02-01\n" in named
    assert re.search(rf"{re.escape(row)} +十四    annual-report@2027\n", icp("deadlines").text)


@pytest.mark.parametrize("width", [28, 59, 80])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_on_a_terminal(width: int, lang: Lang) -> None:
    """On a terminal the screen is as wide as that; the same text as through a pipe of that width."""
    for command in COMMANDS:
        shown = icp_on_terminal(*command, columns=width, NO_COLOR="1", ICP_LANG=lang)
        assert shown.code == 0
        assert fits(shown.text, width)
        piped = icp(*command, COLUMNS=str(width), ICP_LANG=lang)
        assert (shown.code, shown.out) == (piped.code, piped.out)


def test_which_width() -> None:
    """COLUMNS narrows a terminal and widens nothing; piped it decides, and 120 without it."""

    def terminal(width: int, **environment: str) -> Answer:
        return icp_on_terminal("duties", columns=width, NO_COLOR="1", **environment)

    def widest(answer: Answer) -> int:
        return max(map(columns, answer.text.splitlines()))

    assert widest(terminal(100, COLUMNS="60")) <= 60
    assert 60 < widest(terminal(100, COLUMNS="160")) <= 100
    assert 60 < widest(terminal(0)) <= 80
    assert icp("duties") == icp("duties", COLUMNS="120")
    for nonsense in ("0", "-5", "wide", "", "9" * 5000):
        assert icp("duties", COLUMNS=nonsense) == icp("duties", COLUMNS="120")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_hostile_license_on_a_terminal(lang: Lang, tmp_path: Path) -> None:
    """Text out of a file never reaches a terminal with control characters, nor as Rich markup."""
    path = hostile_license(LICENSE, tmp_path / "license.yaml")
    for command in COMMANDS:
        shown = icp_on_terminal(
            *command, columns=80, NO_COLOR="1", ICP_LANG=lang, ICP_LICENSE=str(path)
        )
        assert shown.code == 0
        assert fits(shown.text, 80)
    text = icp("duties", COLUMNS="1000", ICP_LANG=lang, ICP_LICENSE=str(path)).text
    assert "[/b] [bold red]x[/] [link=x]y :smile:" in text
    assert "[31mred[0m ]0;title 2J" in text
    assert "line break more tabs" in text


def as_shown(text: str, encoding: str) -> bytes:
    """Text with a `?` for each column of what an encoding lacks."""
    known = (sign.encode(encoding, "ignore") or b"?" * cells(sign) for sign in text)
    return b"".join(known)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_encodings(command: list[str], lang: Lang) -> None:
    """A console that lacks a character shows `?` in its place, and all the rest of every line."""
    expected = icp(*command, ICP_LANG=lang).text
    for encoding in ENCODINGS:
        answer = icp(*command, ICP_LANG=lang, encoding=encoding)
        assert answer.code == 0
        assert answer.out == as_shown(expected, encoding)


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_errors_in_any_encoding(encoding: str, lang: Lang) -> None:
    """What is refused is one line, whatever the console can show."""
    refused = icp("explain", "renewel", "--lang", lang, encoding=encoding)
    assert (refused.code, refused.err.count("\n")) == (3, 1)


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_hostile_license_in_any_encoding(command: list[str], tmp_path: Path) -> None:
    """Emoji, ticks and dashes do not stop a console that has no code for them."""
    path = hostile_license(LICENSE, tmp_path / "license.yaml")
    expected = icp(*command, ICP_LICENSE=str(path)).text
    for encoding in ENCODINGS:
        answer = icp(*command, ICP_LICENSE=str(path), encoding=encoding)
        assert answer.out == as_shown(expected, encoding)


@pytest.mark.parametrize("format", ["json", "csv", "markdown", "plain"])
def test_machine_formats_are_utf_8(format: str) -> None:
    """Machine formats are the same UTF-8 bytes whatever the console's encoding."""
    for command in (["deadlines"], ["duties"], ["event"], ["explain", "renewal"]):
        expected = icp(*command, "-f", format, ICP_LANG="zh")
        assert not expected.text.isascii()
        for encoding in ENCODINGS:
            assert icp(*command, "-f", format, ICP_LANG="zh", encoding=encoding) == expected


def test_the_program_in_other_locales() -> None:
    """The same as a program of its own, with PYTHONIOENCODING and in the C locale."""
    expected = icp("deadlines", "--lang", "zh").text
    for encoding in ("gbk", "ascii"):
        done = icp_process("deadlines", "--lang", "zh", PYTHONIOENCODING=encoding)
        assert (done.returncode, done.stderr) == (0, b"")
        assert done.stdout == as_shown(expected, encoding)
    plain = {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
    done = icp_process("deadlines", "--lang", "zh", **plain)
    assert done.stdout == as_shown(expected, "ascii")
    done = icp_process("explain", "renewel", "--lang", "zh", **plain)
    assert (done.returncode, done.stdout) == (3, b"")
    assert done.stderr.decode("ascii").count("\n") == 1
    assert "renewal" in done.stderr.decode("ascii")


def test_a_file_is_utf_8(tmp_path: Path) -> None:
    """-o writes a screen as UTF-8 whatever the console can show, at 120 columns unless COLUMNS."""
    file = tmp_path / "file"
    icp("deadlines", "--lang", "zh", "-o", file, encoding="ascii")
    assert file.read_bytes() == icp("deadlines", "--lang", "zh").out
    icp_on_terminal("deadlines", "--lang", "zh", "-o", file, columns=40)
    assert file.read_bytes() == icp("deadlines", "--lang", "zh").out


LATE = ("deadlines", "--as-of", "2028-03-30")


@pytest.mark.parametrize(
    ("answer", "colored"),
    [
        (lambda: icp(*LATE), False),
        (lambda: icp(*LATE, FORCE_COLOR="1"), True),
        (lambda: icp(*LATE, FORCE_COLOR="1", NO_COLOR="1"), False),
        (lambda: icp(*LATE, "--color", "always"), True),
        (lambda: icp(*LATE, "--color", "always", NO_COLOR="1", TERM="dumb"), True),
        (lambda: icp(*LATE, "--color", "never", FORCE_COLOR="1"), False),
        (lambda: icp(*LATE, "--color", "always", "-f", "plain"), False),
        (lambda: icp(*LATE, "--color", "always", "-f", "json"), False),
        (lambda: icp(*LATE, "--color", "always", "-f", "csv"), False),
        (lambda: icp(*LATE, "--color", "always", "-f", "markdown"), False),
        (lambda: icp_on_terminal(*LATE, columns=80), True),
        (lambda: icp_on_terminal(*LATE, columns=80, NO_COLOR=""), True),
        (lambda: icp_on_terminal(*LATE, columns=80, NO_COLOR="1"), False),
        (lambda: icp_on_terminal(*LATE, columns=80, TERM="dumb"), False),
        (lambda: icp_on_terminal(*LATE, "--color", "never", columns=80), False),
        (lambda: icp_on_terminal("--help", columns=80), False),
        (lambda: icp("--help", GITHUB_ACTIONS="true", FORCE_COLOR="1"), False),
    ],
)
def test_color(answer: Callable[[], Answer], colored: bool) -> None:
    """Color comes on a terminal, or when it is asked for; --color wins, then NO_COLOR; text is text."""
    assert (b"\x1b" in answer().out) == colored


def test_color_changes_no_words() -> None:
    """Without its escape sequences the colored screen is the plain one: color says nothing alone."""
    for command in COMMANDS:
        colored = icp(*command, "--color", "always").text
        lines = re.sub(r"\x1b\[[0-9;]*m", "", colored).splitlines()
        assert [line.rstrip() for line in lines] == icp(*command).text.splitlines()


def test_signs_of_a_year() -> None:
    """Days off, make-up and undecided days have signs, so that a year is read without color."""
    text = icp("workdays", "show", "2026", COLUMNS="30").text
    september = text.partition("2026-09")[2].partition("2026-10")[0]
    assert re.findall(r"\d+[*+?]", september) == ["20+", "25*"]
    assert re.findall(r"(\d+)\?", text.partition("2026-12")[2]) == ["26", "27", "30", "31"]


def test_wrap() -> None:
    """Chinese breaks anywhere but before a full stop, Western words and dates nowhere inside."""
    assert wrap("按期办理。完", 8) == ["按期办", "理。完"]
    assert wrap("于 2026-03-31 前", 12) == ["于", "2026-03-31", "前"]
    assert wrap("due on 2026-03-31", 12, hang=2) == ["due on", "  2026-03-31"]
    assert wrap("第十一条; x", 8) == ["第十一", "条; x"]
    assert wrap("甲乙 · 丙丁", 6) == ["甲", "乙 ·", "丙丁"]
    assert wrap("icp -l .", 7) == ["icp -l", "."]
    assert wrap("", 10) == [""]


def test_overlong_words_are_cut() -> None:
    """An id that is wider than the line is cut before its `@` and at hyphens; its date stays whole."""
    assert wrap("illegal-content-report@2026-12-14.2", 16) == [
        "illegal-content-",
        "report",
        "@2026-12-14.2",
    ]
    assert wrap("x" * 25, 10) == ["x" * 10, "x" * 10, "x" * 5]


def test_no_character_is_taken_for_narrower_than_it_is() -> None:
    """No character, in whatever version of Unicode Rich knows, is wider than it is counted."""
    signs = (chr(i) for i in range(0x20, 0x30000) if not 0xD800 <= i < 0xE000)
    assert [sign for sign in signs if cell_len(sign) > cells(sign)] == []


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    "command",
    [
        ["check", "--as-of", "2028-03-31"],
        ["journal"],
        ["lint"],
        ["history", "--to", "2028-12-31"],
        ["deadlines", "--by", "company"],
        ["holidays", "list"],
        ["holidays", "show", "2026"],
        ["register", "g/ledger.csv"],
    ],
    ids=" ".join,
)
def test_a_group_at_every_width(
    command: list[str], lang: Lang, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of several companies, too, no line is too wide, and each date, weekday and command is whole."""
    monkeypatch.chdir(tmp_path)
    shutil.copytree(ROOT / "examples", "g")
    shutil.copy(LICENSE, "media.yaml")
    asked = [*command]
    if command[0] != "register":
        asked += ["-l", "g/company/icp.yaml"]
    if command[0] in ("check", "lint", "history", "deadlines"):
        asked += ["-l", "media.yaml"]
    for width in (28, 36, 40, 52, 60, 80, 100, 120, 160):
        shown = icp_on_terminal(*asked, "--lang", lang, columns=width, NO_COLOR="1")
        assert shown.code < 3 or command[0] == "register", shown.err
        assert shown.text
        for line in shown.text.splitlines():
            assert columns(line) <= width or " " not in line.strip(), line  # an id that is wider
            assert not re.search(r"\d{4}-$|\d{4}-\d\d-$|周$|\bicp$", line), line


@pytest.mark.parametrize("lang", LANGUAGES)
def test_months_side_by_side(lang: Lang) -> None:
    """A year is six, four, three or two months wide only where they fit, each of 27 columns and three
    between them; else one below the other."""
    fitting = {28: 1, 56: 1, 57: 2, 86: 2, 87: 3, 116: 3, 117: 4, 120: 4, 160: 4, 176: 4, 177: 6}
    for width, months in fitting.items():
        text = icp("workdays", "show", "2027", "--lang", lang, COLUMNS=str(width)).text
        (first, *_) = (line for line in text.splitlines() if "2027-01" in line)
        assert len(re.findall(r"2027-\d\d", first)) == months, width


WHEREVER = ("", "deadlines", "explain renewal", "check", "check -f github", "remind", "page")
"""Every answer that names a deadline to people and says how far away it is."""


@pytest.mark.parametrize("command", WHEREVER)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_days_late_are_counted_once(command: str, lang: str, tmp_path: Path) -> None:
    """One deadline has one count of days late, from its last legal day, wherever people read it."""
    path = tmp_path / "license.yaml"
    path.write_bytes(LICENSE.read_bytes())
    asked = ("-l", path, "--as-of", "2028-06-20", "--lang", lang)
    text = icp(*command.split(), *asked, COLUMNS="200").text
    assert ("已逾期 79 天" if lang == "zh" else "79 days late") in text  # since 2028-04-02
    assert not re.search("81 天|81 days", text)  # since 2028-03-31, the day to file by


@pytest.mark.parametrize("command", WHEREVER[:-1])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_may_still_be_in_time_says_so(command: str, lang: str, tmp_path: Path) -> None:
    """Between the day to file by and the last legal day every answer says that it may still be filed."""
    path = tmp_path / "license.yaml"
    path.write_bytes(LICENSE.read_bytes())
    words = (
        "可能仍可办理，至 2028-04-02" if lang == "zh" else "may still be filed, until 2028-04-02"
    )
    for day, told in (("2028-03-31", False), ("2028-04-01", True), ("2028-04-02", True)):
        asked = ("-l", path, "--as-of", day, "--lang", lang)
        assert (words in icp(*command.split(), *asked, COLUMNS="200").text) is told
