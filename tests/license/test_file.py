"""The loader refuses what is not plain and right, all of it at once, each problem with its place."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from places import LICENSE, TESTS

from icpcli.files import yaml_tree
from icpcli.files.fields import read_file
from icpcli.files.file_problems import MAX_PROBLEMS
from icpcli.files.typed_words import parse_date
from icpcli.files.whole_file import MAX_BYTES
from icpcli.files.yaml_tree import MAX_DEPTH
from icpcli.license.file import read_license
from icpcli.model.license import License
from icpcli.model.problem import IcpError, Problem, Text, refusal

BROKEN = sorted((TESTS / "license" / "broken").glob("*.yaml"))
BUNDLED = LICENSE.read_text("utf-8")
LOADERS = [yaml.SafeLoader, *([yaml.CSafeLoader] if yaml.__with_libyaml__ else [])]

GOOD = """\
license:
  number: 京ICP证000001号
  holder: 示例公司
  issued: 2023-07-01
  expires: 2028-07-01
rules:
  - id: renewal
    title: {zh: 申请延续, en: Apply to renew}
    clause: 十二
    quote: 应当提前90日
    trigger: expires
    due: 90 days before
    recipient: 原发证机关
    filing: {zh: 延续申请, en: Renewal application}
"""


def loaded(tmp_path: Path, content: str | bytes) -> License:
    """The license read from a file with this content."""
    file = tmp_path / "license.yaml"
    file.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    return read_license(file)


def refused(tmp_path: Path, content: str | bytes) -> tuple[Problem, ...]:
    """What is wrong with a file of this content."""
    with pytest.raises(IcpError) as caught:
        loaded(tmp_path, content)
    assert caught.value.code == "invalid_license"
    return caught.value.problems


def told(problems: tuple[Problem, ...]) -> list[tuple[int, int, str]]:
    """Line, column and English words of each problem."""
    return [(problem.line, problem.column, problem.message.en) for problem in problems]


@pytest.mark.parametrize("file", BROKEN, ids=lambda file: file.stem)
def test_broken_files(file: Path, golden: Callable[[Path, str], None]) -> None:
    """Every broken file is refused with the problems listed beside it, in English and Chinese."""
    with pytest.raises(IcpError) as caught:
        read_license(file)
    problems = caught.value.problems
    lines = [
        f"{Path(problem.file).name}:{problem.line}:{problem.column}: {problem.path}: {words}\n"
        for language in (1, 0)
        for problem in problems
        for words in (problem.message[language],)
    ]
    golden(file.with_suffix(".txt"), "".join(lines))


@pytest.mark.parametrize("loader", LOADERS, ids=lambda loader: loader.__name__)
@pytest.mark.parametrize("file", BROKEN, ids=lambda file: file.stem)
def test_the_same_without_libyaml(
    file: Path, loader: type, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A machine without the C library refuses the same files, on the same lines, in our words."""
    monkeypatch.setattr(yaml_tree, "_LOADER", loader)
    with pytest.raises(IcpError) as caught:
        read_license(file)
    expected = file.with_suffix(".txt").read_text("utf-8").splitlines()
    words = [
        f"{Path(problem.file).name}:{problem.line}:{problem.column}: {problem.path}: {problem.message.en}"
        for problem in caught.value.problems
    ]
    assert words == expected[: len(words)]


def test_every_broken_file_has_its_expected_output() -> None:
    """No expected output stands alone, and none is missing."""
    assert {file.stem for file in BROKEN} == {
        file.stem for file in (TESTS / "license" / "broken").glob("*.txt")
    }


def test_the_good_file_is_good(tmp_path: Path) -> None:
    """The file that the cases below are made from has nothing wrong with it."""
    license = loaded(tmp_path, GOOD)
    assert (license.issued, license.expires) == (date(2023, 7, 1), date(2028, 7, 1))


LAUGHS = "a: &a [ha]\n" + "".join(
    f"{name}: &{name} [{', '.join(['*' + before] * 9)}]\n"
    for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)
WHOLE_FILE = {
    "GBK": (GOOD.encode("gbk"), "GBK"),
    "GBK, one word": ("license: 中国".encode("gbk"), "GBK"),
    "UTF-16 with a mark": (GOOD.encode("utf-16"), "UTF-16"),
    "UTF-16 without a mark": (GOOD.encode("utf-16-le"), "UTF-16"),
    "UTF-32": (GOOD.encode("utf-32"), "not UTF-8"),
    "Latin-1": ("license: caf\xe9".encode("latin-1"), "not UTF-8"),
    "half a character": (GOOD.encode()[:20], "not UTF-8"),
    "random bytes": (bytes(range(255, 0, -1)), "not UTF-8"),
    "larger than 1 MiB": (b"#" * (MAX_BYTES + 1), "larger than 1 MiB"),
    "only blanks": (b" \n\r\n  \n", "empty"),
    "only a byte order mark": (b"\xef\xbb\xbf", "empty"),
    "only dashes": (b"---\n", "empty"),
}


@pytest.mark.parametrize("case", WHOLE_FILE)
def test_whole_file(case: str, tmp_path: Path) -> None:
    """What is wrong with the whole file is said once, on line 1."""
    content, words = WHOLE_FILE[case]
    [(line, column, message)] = told(refused(tmp_path, content))
    assert (line, column) == (1, 1)
    assert words in message


@pytest.mark.parametrize(
    ("character", "sign"),
    [("\0", "0000"), ("\x1b", "001B"), ("\x07", "0007"), ("\x7f", "007F"), ("\ufffe", "FFFE")],
)
def test_bare_control_characters(character: str, sign: str, tmp_path: Path) -> None:
    """NUL, ESC and their like are refused where they stand."""
    content = GOOD.replace("示例公司", f"示例{character}公司")
    [(line, column, message)] = told(refused(tmp_path, content))
    assert (line, column) == (3, 13)
    assert f"U+{sign}" in message


@pytest.mark.parametrize("opening", ["[", "{", "- ", "? ", "{a: ", "[{a: ", "a: [", "- - ? "])
@pytest.mark.parametrize("depth", [MAX_DEPTH + 1, 5_000, 50_000])
@pytest.mark.parametrize("loader", LOADERS, ids=lambda loader: loader.__name__)
def test_deep_nesting(
    opening: str, depth: int, loader: type, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Fifty thousand brackets are refused like any file, and do not crash the interpreter."""
    monkeypatch.setattr(yaml_tree, "_LOADER", loader)
    problems = refused(tmp_path, opening * depth)
    assert len(problems) <= 2
    assert problems[0].line == 1


def test_depth_is_the_problem(tmp_path: Path) -> None:
    """Twenty levels are deep enough for anything; the twenty-first is named as the problem."""
    levels = MAX_DEPTH - 1
    [*_, (_, _, message)] = told(refused(tmp_path, f"license: {'[' * levels}{']' * levels}"))
    assert "nested" not in message
    [(_, column, message)] = told(refused(tmp_path, f"license: {'[' * 20}{']' * 20}"))
    assert message == "nested more than 20 levels deep"
    assert column == len("license: ") + 20
    [(_, _, message)] = told(refused(tmp_path, "[" * 50_000))
    assert message == "nested more than 20 levels deep"


def test_billion_laughs(tmp_path: Path) -> None:
    """Anchors are refused one by one and never multiplied."""
    messages = [message for _, _, message in told(refused(tmp_path, LAUGHS))]
    assert sum(message.startswith("anchor") for message in messages) == 9
    assert sum(message.startswith("alias") for message in messages) == 72


BOMBS = {
    "unknown keys": "".join(f"k{i}: v\n" for i in range(18_000)),
    "one key again and again": "a: b\n" * 40_000,
    "a list of letters": "- a\n" * 52_000,
    "a flow list": "[" + "a," * 100_000 + "]",
    "a flow mapping": "{" + "a: b, " * 34_000 + "}",
    "rules without anything": "rules:\n" + "  -\n" * 50_000,
    "documents": "---\n" * 52_000,
    "anchors": "&a " * 60_000 + "b",
    "aliases": "[" + "*a," * 68_000 + "]",
    "quotes": '"' * MAX_BYTES,
    "a long date": "license: {issued: " + "9" * 200_000 + "}",
    "a long key": "license: {? " + "k" * 100_000 + " : " + "[a],".join(["["] + ["b"] * 18_000) + "]}",
    "events nobody can tell apart": "events:\n"
    + "".join(f"  event-{i}: {{zh: a, en: b}}\n" for i in range(4_000))
    + "rules:\n"
    + "  - {trigger: event-x}\n" * 2_000,
}  # fmt: skip


@pytest.mark.parametrize("case", BOMBS)
def test_much_noise(case: str, tmp_path: Path) -> None:
    """Page after page of nonsense is refused with a list that a person could still read."""
    problems = refused(tmp_path, BOMBS[case])
    assert len(problems) <= MAX_PROBLEMS + 1
    assert max(len(p.path) + len(p.message.en) + len(p.message.zh) for p in problems) < 2_000


def test_too_many_problems(tmp_path: Path) -> None:
    """The list ends after two hundred problems and says so first, for the whole file."""
    many = GOOD + "".join(f"key{i}: value\n" for i in range(MAX_PROBLEMS + 1))
    problems = refused(tmp_path, many)
    assert len(problems) == MAX_PROBLEMS + 1
    assert told(problems)[0] == (
        1, 1, "more than 200 problems; those that were found first are shown",
    )  # fmt: skip
    exactly = GOOD + "".join(f"key{i}: value\n" for i in range(MAX_PROBLEMS))
    assert len(refused(tmp_path, exactly)) == MAX_PROBLEMS


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda path: None, "no such file"),
        (lambda path: path.mkdir(), "folder"),
        (lambda path: path.symlink_to(path), "cannot be read"),
    ],
    ids=["missing", "a folder", "a link to itself"],
)
def test_nothing_to_read(make, words: str, tmp_path: Path) -> None:
    """What cannot be opened is named, on line 1, like any other problem."""
    path = tmp_path / "license.yaml"
    make(path)
    with pytest.raises(IcpError) as caught:
        read_license(path)
    [problem] = caught.value.problems
    assert (problem.file, problem.line, problem.column) == (str(path), 1, 1)
    assert words in problem.message.en


@pytest.mark.parametrize("name", ["a\0b", "x" * 5_000], ids=["NUL in the name", "a long name"])
def test_impossible_names(name: str) -> None:
    """A name that no file can have is refused without an exception of the system."""
    with pytest.raises(IcpError):
        read_license(Path(name))


@pytest.mark.parametrize(
    "change",
    [
        lambda text: "\ufeff" + text,
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace("\n", "\r"),
        lambda text: "---\n" + text + "...\n",
        lambda text: "%YAML 1.2\n---\n" + text,
        lambda text: text.replace("  - id", "- id").replace("\n    ", "\n  "),
        lambda text: text.rstrip("\n"),
        lambda text: text + "# 注释 " + "#" * (MAX_BYTES - len((text + "# 注释 ").encode())),
    ],
    ids=["BOM", "CRLF", "CR", "markers", "directive", "flush lists", "no last line end", "1 MiB"],
)
def test_other_ways_to_write_the_same(change, tmp_path: Path) -> None:
    """How an editor ends lines, marks the file or indents lists makes no difference."""
    assert loaded(tmp_path, change(GOOD)).rules[0].due == loaded(tmp_path, GOOD).rules[0].due


@pytest.mark.parametrize(
    "word", ["no", "on", "0230001", "12:30", "1e3", "0x10", "=", "337", "true"]
)
def test_words_stay_words(word: str, tmp_path: Path) -> None:
    """What YAML would turn into a number, a time or a truth value stays as it was written."""
    assert loaded(tmp_path, GOOD.replace("示例公司", word)).holder == word


@pytest.mark.parametrize("written", ["", "~", "null", '""'])
def test_blank(written: str, tmp_path: Path) -> None:
    """A field that may be blank can be left blank in each of YAML's ways."""
    content = GOOD.replace("recipient: 原发证机关", f"recipient: {written}")
    assert loaded(tmp_path, content).rules[0].recipient == ""


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (r'"\e[31m红\a"', "\x1b[31m红\x07"),
        (r'"a\nb"', "a\nb"),
        (r'"a\0b"', "a\0b"),
        ('"[/b] [bold]"', "[/b] [bold]"),
        (r'"\u202eabc"', "\u202eabc"),
    ],
)
def test_escapes_are_accepted(written: str, read: str, tmp_path: Path) -> None:
    """Control characters from escapes are text like any other; outputs make them harmless."""
    assert loaded(tmp_path, GOOD.replace("示例公司", written)).holder == read


@pytest.mark.parametrize("loader", LOADERS, ids=lambda loader: loader.__name__)
@pytest.mark.parametrize(
    "escape", [r"\ud800", r"\udfff\ud800", r"\U00110000", r"\UFFFFFFFF", r"\q"]
)
def test_impossible_escapes(
    escape: str, loader: type, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An escape that stands for no character is refused: no output could write it."""
    monkeypatch.setattr(yaml_tree, "_LOADER", loader)
    assert len(refused(tmp_path, GOOD.replace("示例公司", f'"{escape}"'))) == 1


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("2026/03/31", "2026-03-31"),
        ("2026/3/31", "2026-03-31"),
        ("2026.3.31", "2026-03-31"),
        ("2026-3-1", "2026-03-01"),
        ("2026年3月31日", "2026-03-31"),
        ("2026年 03月 31日", "2026-03-31"),
        ("２０２６-03-31", "2026-03-31"),
        ("20260331", "2026-03-31"),
        ("2026-03-31T00:00:00Z", "2026-03-31"),
        ("2026-03-31 08:30", "2026-03-31"),
        ("2026-W13-2", "YYYY-MM-DD"),
        ("2026-090", "YYYY-MM-DD"),
        ("31/03/2026", "YYYY-MM-DD"),
        ("10-2026", "YYYY-MM-DD"),
        ("2026-02-30T00:00", "YYYY-MM-DD"),
        ("tomorrow", "YYYY-MM-DD"),
        ("2026-02-30", "there is no day"),
        ("2025-02-29", "there is no day"),
        ("0000-01-01", "there is no day"),
        ("2026-03-31\n", "2026-03-31"),
        (" 2026-03-31", "2026-03-31"),
        ("", "YYYY-MM-DD"),
    ],
)
def test_dates_are_written_one_way(written: str, hint: str) -> None:
    """Only YYYY-MM-DD is a date; where it is clear which day was meant, the message writes it."""
    with pytest.raises(ValueError) as caught:  # noqa: PT011 (the message is what is tested)
        parse_date(written)
    assert all(hint in words or hint.startswith("there") for words in caught.value.args[0])
    assert hint in caught.value.args[0].en


def test_a_date_is_a_date() -> None:
    """A date as it should be written is read, the 29th of February in its years too."""
    assert parse_date("2028-02-29") == date(2028, 2, 29)


@pytest.mark.parametrize(
    "field",
    ["number", "holder", "issued", "expires", "id", "title", "clause", "quote", "trigger", "due",
     "recipient", "filing"],
)  # fmt: skip
def test_required_fields(field: str, tmp_path: Path) -> None:
    """Without one of these a license says nothing, or a rule nothing to do."""
    without = re.sub(rf"(?m)^(  - |  |    ){field}:.*\n", "", GOOD)
    if field == "id":
        without = without.replace("    title", "  - title")
    problems = refused(tmp_path, without)
    assert [p.message.en.split()[0] for p in problems] == [f'"{field}"']


def test_problems_come_sorted_and_together(tmp_path: Path) -> None:
    """All problems are shown at once, by line, whatever stage of the reading met them."""
    file = TESTS / "license" / "broken" / "everything-at-once.yaml"
    places = [(p.line, p.column) for p in refused(tmp_path, file.read_bytes())]
    assert places == sorted(places)
    assert len(places) == 9


def test_both_lines_of_a_duplicate(tmp_path: Path) -> None:
    """A key that stands twice is reported where it stands again, and says where it stood first."""
    [problem] = refused(tmp_path, GOOD + "rules: []\n")
    assert problem.line == GOOD.count("\n") + 1
    assert "line 6" in problem.message.en
    assert "第 6 行" in problem.message.zh


def test_paths_of_the_parser_and_of_the_fields_agree(tmp_path: Path) -> None:
    """An anchor deep inside has the path that any other problem of the same value has."""
    content = GOOD.replace("en: Apply to renew", "en: &a").replace("id: renewal", "id: &b Bad Id")
    problems = refused(tmp_path, content)
    assert {p.path for p in problems if p.line == 8} == {"rules[0].title.en"}
    assert {p.path for p in problems if p.line == 7} == {"rules[0].id"}


def test_a_gate_needs_no_period(tmp_path: Path) -> None:
    """Where the text only demands an approval, a rule has a gate and no due date."""
    gate = "gate: {zh: 先批后做, en: Approval first}"
    assert loaded(tmp_path, GOOD.replace("due: 90 days before", gate)).rules[0].due is None


@pytest.mark.parametrize(
    ("due", "fits"),
    [
        ("8948 days before", True),
        ("8949 days before", False),
        ("24 years before", True),
        ("25 years before", False),
        ("9999 days after", True),
        ("71 years after", True),
        ("72 years after", False),
        ("859 months after", False),
        ("6000 working days before", True),
        ("9999 working days before", False),
    ],
)
def test_periods_stay_in_the_calendar(due: str, fits: bool, tmp_path: Path) -> None:
    """A period that certainly leaves 2004–2099 from its anchor is refused on its own line."""
    content = GOOD.replace("90 days before", due)
    if fits:
        loaded(tmp_path, content)
    else:
        [problem] = refused(tmp_path, content)
        assert (problem.line, problem.path) == (12, "rules[0].due")


def test_the_file_is_named_as_it_was_given(tmp_path: Path) -> None:
    """A problem names the file by the path that the caller used."""
    file = tmp_path / "执照 license.yaml"
    file.write_text("license: {}\n", "utf-8")
    with pytest.raises(IcpError) as caught:
        read_license(file)
    assert {problem.file for problem in caught.value.problems} == {str(file)}


def test_readers_of_other_files(tmp_path: Path) -> None:
    """The readers of single values serve any file: a list of flags, numbers and dates."""
    file = tmp_path / "notice.yaml"
    file.write_text("days: [2027-01-01, 2027-02-30]\ncount: 07\nopen: true\n", "utf-8")
    root = read_file(file, "invalid_notice")
    fields = root.fields(("days", "count", "open"))
    assert [item.date() for item in fields["days"].items()] == [date(2027, 1, 1), None]
    assert fields["open"].flag() is True
    fields["count"].integer(0, 99)
    with pytest.raises(IcpError) as caught:
        root.problems.stop()
    assert caught.value.code == "invalid_notice"
    assert [(p.line, p.path) for p in caught.value.problems] == [(1, "days[1]"), (2, "count")]


def only_icp_errors(path: Path, content: bytes) -> None:
    """Read the content; anything but a license or an `IcpError` fails the test."""
    path.write_bytes(content)
    problems: tuple[Problem, ...] = ()
    try:
        read_license(path)
    except IcpError as error:
        problems = error.problems or (Problem("", 0, 0, "", Text("", "")),)
    for problem in problems:
        assert problem.line >= 1
        assert problem.column >= 1
        assert all(problem.message)
        "".join((problem.path, *problem.message)).encode("utf-8")


@pytest.fixture(scope="module")
def fuzzed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file to overwrite again and again."""
    return tmp_path_factory.mktemp("fuzz") / "license.yaml"


YAML_SIGNS = st.text(alphabet="ab09-:：?,，[]{}#&*!|>'\"%@`~<=. \n\t\\é中", max_size=200)


@given(content=st.binary(max_size=500))
def test_any_bytes(fuzzed: Path, content: bytes) -> None:
    """No bytes whatever make the loader raise anything but an `IcpError`."""
    only_icp_errors(fuzzed, content)


@given(content=st.one_of(st.text(max_size=300), YAML_SIGNS))
def test_any_text(fuzzed: Path, content: str) -> None:
    """No text whatever makes the loader raise anything but an `IcpError`."""
    only_icp_errors(fuzzed, content.encode("utf-8", "surrogatepass"))


@given(content=YAML_SIGNS)
def test_any_text_without_libyaml(fuzzed: Path, content: str) -> None:
    """The parser in Python raises nothing else either."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yaml_tree, "_LOADER", yaml.SafeLoader)
        only_icp_errors(fuzzed, content.encode())


@given(
    edits=st.lists(
        st.tuples(
            st.integers(0, len(BUNDLED)),
            st.integers(0, 40),
            st.one_of(YAML_SIGNS, st.sampled_from(BUNDLED.splitlines(keepends=True))),
        ),
        min_size=1,
        max_size=4,
    )
)
def test_any_mutation(fuzzed: Path, edits: list[tuple[int, int, str]]) -> None:
    """Cutting into the bundled file, and pasting into it, never breaks the loader."""
    text = BUNDLED
    for start, length, pasted in edits:
        text = text[:start] + pasted + text[start + length :]
    only_icp_errors(fuzzed, text.encode())


@given(
    line=st.integers(0, BUNDLED.count("\n") - 1),
    value=st.one_of(
        st.sampled_from(
            ["", "[]", "{}", "[a, b]", "{a: b}", "~", "-1", "0 days after", "9999 years after",
             "2026-02-30", "each year", "issued", '""', '" "', "Q5", "13-01 to 14-01", "|\n   x"]
        ),
        st.text(max_size=20),
    ),
)  # fmt: skip
def test_any_value(fuzzed: Path, line: int, value: str) -> None:
    """Any value of the bundled file may be replaced by anything."""
    lines = BUNDLED.splitlines()
    key, colon, _ = lines[line].partition(":")
    lines[line] = f"{key}{colon} {value}"
    only_icp_errors(fuzzed, "\n".join(lines).encode("utf-8", "surrogatepass"))


def test_the_error_as_a_string(tmp_path: Path) -> None:
    """The string of an error has a line a problem, each with file, line, column and field."""
    broken = GOOD.replace("expires: 2028-07-01", "expires: soon").replace("90 days", "90 dogs")
    with pytest.raises(IcpError) as caught:
        loaded(tmp_path, broken)
    lines = str(caught.value).splitlines()
    file = tmp_path / "license.yaml"
    assert [line[: line.index(': "')] for line in lines] == [
        f"{file}:5:3: license.expires",
        f"{file}:12:5: rules[0].due",
    ]
    assert str(refusal("bad_date", "--as-of", Text("不对", "wrong"))) == "--as-of: wrong"
