"""Every command as a person meets it: whole sessions in files, and what is refused.

A new session is a file in `cli/` with one line, `$ COLUMNS=80 icp ...`; `pytest --update-golden`
writes the rest.
"""

import json
import os
import re
import shlex
import stat
import sys
from datetime import datetime
from pathlib import Path
from subprocess import DEVNULL, PIPE, Popen
from subprocess import run as run_program
from tempfile import TemporaryDirectory
from threading import Thread

import pytest
from golden import Golden
from places import LICENSE, ROOT, TESTS
from terminal import CLEAN, PROGRAM, as_nobody, icp, icp_process
from typer import Context

import icpcli
from icpcli.cli.app import COMMANDS
from icpcli.cli.app import icp as icp_group
from icpcli.model.license import CHINA

pytestmark = pytest.mark.usefixtures("at_the_root")

SESSIONS = sorted((TESTS / "cli" / "sessions").glob("*.txt"))
AS_JSON = (["-f", "json"], ["-fjson"], ["--format=json"], ["--format", "json"])


def session(line: str) -> str:
    """What `$ NAME=VALUE icp ARGUMENT...` prints: stdout, then stderr and exit code if there are."""
    words = shlex.split(line.removeprefix("$ "))
    start = words.index("icp")
    environment = dict(word.split("=", 1) for word in words[:start])
    answer = icp(*words[start + 1 :], **environment)
    out = answer.text.replace(f"icpcli {icpcli.__version__}", "icpcli VERSION")
    err = f"[stderr]\n{answer.err}" if answer.err else ""
    return f"{line}\n{out}{err}" + (f"[exit {answer.code}]\n" if answer.code else "")


@pytest.mark.parametrize("path", SESSIONS, ids=lambda path: path.stem)
def test_session(path: Path, golden: Golden, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command in a file's first line prints, on 24 November 2026, what the file says."""
    # A calendar of a day to come is warned of: by the clock, whatever $ICP_AS_OF is.
    noon = datetime(2026, 11, 24, 12, tzinfo=CHINA)
    monkeypatch.setattr("icpcli.cli.commands.remind.now", lambda: noon)
    line = path.read_bytes().decode().partition("\n")[0].rstrip("\r")
    golden(path, session(line))


@pytest.mark.parametrize("command", [[], *([name] for name in COMMANDS)], ids=" ".join)
def test_help(command: list[str]) -> None:
    """Every command explains itself within 80 columns, and no summary is cut short."""
    answer = icp(*command, "--help", COLUMNS="80")
    assert (answer.code, answer.err) == (0, "")
    assert max(map(len, answer.text.splitlines())) <= 80
    assert not re.search(r"\w\.\.\.$", answer.text, re.MULTILINE)
    assert "\x1b" not in answer.text


def test_version() -> None:
    """`icp --version` prints the version of the package."""
    assert icp("--version").text == f"icp {icpcli.__version__}\n"


def test_schema_is_the_file() -> None:
    """`icp schema` prints the JSON Schema that the package carries, byte for byte."""
    assert icp("schema").out == (ROOT / "icpcli" / "schema.json").read_bytes()


def test_today_is_the_date_in_china() -> None:
    """Without --as-of the answer is for today in China, eight hours ahead of UTC."""
    import datetime as dt

    before = dt.datetime.now(dt.timezone(dt.timedelta(hours=8))).date()
    as_of = json.loads(icp("deadlines", "-fjson", ICP_AS_OF="").text)["as_of"]
    after = dt.datetime.now(dt.timezone(dt.timedelta(hours=8))).date()
    assert as_of in {str(before), str(after)}


def test_as_of_wins_over_the_environment() -> None:
    """--as-of is stronger than $ICP_AS_OF, and -f and --lang than their variables."""
    answer = icp(
        *("deadlines", "--as-of", "2027-01-01", "-f", "json"),
        ICP_AS_OF="2026-01-01",
        ICP_FORMAT="csv",
    )
    assert json.loads(answer.text)["as_of"] == "2027-01-01"
    assert "Valid to" in icp("deadlines", "--lang", "en", ICP_LANG="zh").text


@pytest.mark.parametrize(
    ("environment", "chinese"),
    [
        ({"LANG": "zh_CN.UTF-8"}, True),
        ({"LANG": "en_US.UTF-8"}, False),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "C"}, False),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "zh_TW"}, True),
        ({"LANG": "en_US.UTF-8", "ICP_LANG": "zh"}, True),
        ({}, False),
    ],
)
def test_language(environment: dict[str, str], chinese: bool) -> None:
    """Without --lang the language is $ICP_LANG, else that of the locale, else English."""
    text = icp("deadlines", **{"ICP_LANG": "", **environment}).text
    assert ("有效期至" in text, "Valid to" in text) == (chinese, not chinese)


def license_at(path: Path, holder: str) -> Path:
    """A copy of the bundled license with another holder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    text = re.sub(r"(?m)^  holder: .*$", f"  holder: {holder}", LICENSE.read_text("utf-8"))
    path.write_text(text, "utf-8")
    return path


def test_where_the_license_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """--license, else $ICP_LICENSE, ./license.yaml, ./data/license.yaml, the bundled example."""
    monkeypatch.chdir(tmp_path)

    def holder(*arguments: object, **environment: str) -> str:
        answer = icp("deadlines", "-f", "json", *arguments, **environment)
        assert (answer.code, bool(answer.err)) == (0, not (arguments or environment or found))
        return str(json.loads(answer.text)["licenses"][0]["holder"])

    found = False
    assert holder() == "北京智明星通科技股份有限公司"
    found = True
    license_at(tmp_path / "data" / "license.yaml", "in data")
    assert holder() == "in data"
    license_at(tmp_path / "license.yaml", "here")
    assert holder() == "here"
    other = license_at(tmp_path / "other.yaml", "other")
    assert holder(ICP_LICENSE=str(other)) == "other"
    named = license_at(tmp_path / "named.yaml", "named")
    assert holder("-l", named, ICP_LICENSE=str(other)) == "named"


def test_the_example_is_announced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever gets the bundled example is told so on stderr, in one line."""
    monkeypatch.chdir(tmp_path)
    assert "bundled example" in icp("deadlines").err
    assert "示例" in icp("duties", "--lang", "zh").err
    assert icp("workdays", "after", "2026-11-24", "1").err == ""


@pytest.mark.parametrize("command", ["check", "next", "remind", "lint", "history", ""])
def test_the_example_of_a_checkout_is_announced(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a checkout `./data/license.yaml` is the example itself: what acts on somebody's behalf says so, unless
    it was named; a license of one's own at that place is no example."""
    monkeypatch.chdir(ROOT)
    words = command.split()
    assert "bundled example" in icp(*words).err
    assert "bundled example" not in icp(*words, "-l", "data/license.yaml").err
    assert "bundled example" not in icp(*words, ICP_LICENSE="data/license.yaml").err
    license_at(tmp_path / "data" / "license.yaml", "mine")
    monkeypatch.chdir(tmp_path)
    assert "bundled example" not in icp(*words).err


def test_several_licenses(tmp_path: Path) -> None:
    """-l can be given more than once; a file that is named twice counts once."""
    other = license_at(tmp_path / "other.yaml", "other")
    answer = icp("deadlines", "-l", LICENSE, "-l", other, "-l", LICENSE, "-f", "json")
    holders = [one["holder"] for one in json.loads(answer.text)["licenses"]]
    assert holders == ["北京智明星通科技股份有限公司", "other"]


def test_a_license_spelled_two_ways(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that is named by two paths counts once, under the first of them."""
    path = license_at(tmp_path / "mine.yaml", "mine")
    monkeypatch.chdir(tmp_path)
    answer = icp("deadlines", "-l", "mine.yaml", "-l", path, "-l", "./mine.yaml", "-f", "json")
    assert [one["file"] for one in json.loads(answer.text)["licenses"]] == ["mine.yaml"]


def other_license(tmp_path: Path) -> Path:
    """A copy of the bundled license under a number of its own."""
    path = tmp_path / "other.yaml"
    text = LICENSE.read_text("utf-8").replace("京ICP证130204号", "沪ICP证000001号")
    path.write_text(text, "utf-8")
    return path


@pytest.mark.parametrize("line", ["deadlines -f markdown", "duties", "event"])
def test_rows_of_several_licenses(line: str, tmp_path: Path) -> None:
    """Where there are several licenses, each row says whose it is; where there is one, none does."""
    other = other_license(tmp_path)
    for lang in ("en", "zh"):
        words = [*line.split(), "-l", LICENSE, "--lang", lang]
        answer = icp(*words, "-l", other)
        assert answer.text.count("京ICP证130204号") == answer.text.count("沪ICP证000001号") > 3
        # Above the table of a Markdown page its number does stand.
        table = icp(*words).text.partition("\n| ")[2] or icp(*words).text
        assert "京ICP证130204号" not in table


BAD_DATES = ("26-03-31", "2026-W13-2", "31/03/2026", "2026-02-30", "2026-3/1", "", "03-01")
BAD_DATES += (
    "2026-03-31T00:00:00",
    "1999-01-01",
    "2100-01-01",
    "下周",
    "0000-01-01",
)
BAD_USAGE = [
    (["nothing"], "nothing"),
    (["deadlines", "--nothing"], "--nothing"),
    (["deadlines", "surplus"], "surplus"),
    (["deadlines", "--within"], "--within"),
    (["deadlines", "--within", "-1"], '"-1"'),
    (["deadlines", "--within", "1e3"], '"1e3"'),
    (["deadlines", "--within", "9" * 5000], "--within"),
    (["deadlines", "--within", "٣"], "--within"),
    (["deadlines", "-f", "xml"], '"xml"'),
    (["deadlines", "-f", ""], "--format"),
    (["deadlines", "--lang", "fr"], '"fr"'),
    (["deadlines", "--color", "blue"], '"blue"'),
    (["deadlines", "--color", ""], "--color"),
    (["explain"], "ID"),
    (["workdays", "after", "2026-11-24"], "DAYS"),
    (["workdays", "after", "2026-11-24", "0"], '"0"'),
    (["workdays", "after", "2026-11-24", "1.5"], '"1.5"'),
    (["workdays", "show", "2003"], '"2003"'),
    (["workdays", "show", "26"], '"26"'),
    (["event", "--on", "2026-11-24"], "what happened?"),
    (["event", "address-change"], "on which day?"),
]


def refused(*arguments: object, **environment: str) -> str:
    """The one line on stderr of a command that gives no answer."""
    answer = icp(*arguments, **environment)
    assert (answer.code, answer.out) == (3, b"")
    assert answer.err.count("\n") == 1
    assert answer.err.endswith("\n")
    assert "Traceback" not in answer.err
    return answer.err


def refused_in_json(*arguments: object, **environment: str) -> tuple[str, list[dict[str, object]]]:
    """Code and problems of the JSON that says why there is no answer."""
    answer = icp(*arguments, **environment)
    assert answer.code == 3
    said = json.loads(answer.text)
    assert list(said) == ["schema_version", "error"]
    assert said["schema_version"] == 1
    assert list(said["error"]) == ["code", "problems"]
    for problem in said["error"]["problems"]:
        assert list(problem) == ["file", "line", "column", "path", "message"]
        assert problem["message"] in answer.err
    assert len(said["error"]["problems"]) == answer.err.count("\n")
    return said["error"]["code"], said["error"]["problems"]


@pytest.mark.parametrize(("arguments", "named"), BAD_USAGE, ids=lambda value: str(value)[:40])
def test_bad_usage(arguments: list[str], named: str) -> None:
    """Bad usage exits 3, not Typer's 2, with one line that names what is wrong."""
    assert named in refused(*arguments)


@pytest.mark.parametrize("text", BAD_DATES)
def test_bad_date(text: str) -> None:
    """A day is typed as YYYY-MM-DD, lies in 2004-2099, and is there; everything else is refused."""
    assert "--as-of" in refused("deadlines", "--as-of", text)
    assert "--on" in refused("event", "address-change", "--on", text)
    assert "address-change" in refused("event", f"address-change={text}")
    assert "DATE" in refused("workdays", "after", text, "1")
    if text:
        assert "ICP_AS_OF" in refused("deadlines", ICP_AS_OF=text)
    assert refused_in_json("deadlines", "--as-of", text, "-f", "json")[0] == "bad_date"


def test_dates_in_any_spelling() -> None:
    """A day that is typed may be spelled in any way that can mean only that day."""
    said = icp("deadlines", "--as-of", "2026-11-05").text
    for text in ("2026-11-5", "2026/11/5", "2026.11.05", "20261105", "2026年11月5日"):
        assert icp("deadlines", "--as-of", text).text == said
    asked = icp("event", "address-change", "--on", "2026-11-04", ICP_AS_OF="2026-11-05").text
    for text in ("昨天", "yesterday", "2026/11/4"):
        assert icp("event", "address-change", "--on", text, ICP_AS_OF="2026-11-05").text == asked
    assert icp("deadlines", ICP_AS_OF="today").text == icp("deadlines", "--as-of", "今天").text


def test_bad_date_hint() -> None:
    """Where it is clear which day was meant, the refusal says how to write it."""
    for text in ("2026-3/31", "2026年3月31", "2026 - 3 - 31", "2026-03-31T00:00:00"):
        assert "write 2026-03-31" in refused("deadlines", "--as-of", text)


@pytest.mark.parametrize("name", ["ICP_FORMAT", "ICP_LANG"])
def test_bad_environment(name: str) -> None:
    """A variable with a word that is none is refused by its own name."""
    assert refused("deadlines", **{name: "klingon"}).startswith(f"icp: {name}: ")


def test_unknown_event_and_id() -> None:
    """An unknown name is refused with the known one that was probably meant, and what lists all."""
    assert "did you mean shareholder-change (Share" in refused(
        "event", "sharholder-change=2026-11-24"
    )
    assert 'no event "zzz" (icp event lists all)' in refused("event", "zzz=2026-11-24")
    assert "did you mean renewal (Apply" in refused("explain", "renewel")
    assert "did you mean renewal@2028 (Apply" in refused("explain", "renewal@2029")
    assert "是不是 renewal 申请延续经营许可证" in refused("explain", "renewel", "--lang", "zh")
    for id in ("@2028", "renewal@2028-02-30", "registry-update@2026-09-25.2", "", "@"):
        assert refused_in_json("explain", id, "-f", "json")[0] == "unknown_id"
    assert refused_in_json("event", "=", "-f", "json")[0] == "unknown_event"


def test_out_of_the_calendar() -> None:
    """A count that leaves 2004-2099 is refused, never answered with a guess."""
    assert "2099-12-31" in refused("workdays", "after", "2099-12-30", "9999")
    assert "2004-01-01" in refused("workdays", "before", "2004-01-02", "5")
    assert "2099-12-31" in refused("event", "address-change=2099-12-30")
    assert "is before" in refused("workdays", "between", "2026-11-24", "2026-11-23")


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    """A missing file, a folder, a file without permission: one line with the file's name."""
    assert "missing.yaml:1:1: there is no such file" in refused(
        "deadlines", "-l", tmp_path / "missing.yaml"
    )
    assert "no license file in this folder" in refused("deadlines", "-l", tmp_path)
    assert "a path is missing" in refused("validate", "")
    locked = license_at(tmp_path / "locked.yaml", "locked")
    locked.chmod(0)
    if not os.access(locked, os.R_OK):  # root reads everything
        assert "cannot be read" in refused("deadlines", ICP_LICENSE=str(locked))


def test_every_problem_of_every_file(tmp_path: Path) -> None:
    """Several broken files are told of all at once, a line a problem, sorted, good files or not."""
    one, two = tmp_path / "one.yaml", tmp_path / "two.yaml"
    one.write_text("license: {}\nlicense: {}\n", "utf-8")
    two.write_text("rules: 3\nevnts: {}\n", "utf-8")
    answer = icp("validate", two, one)
    assert (answer.code, answer.out) == (3, b"")
    lines = answer.err.splitlines()
    assert len(lines) > 3
    assert all(re.match(r".*/(one|two)\.yaml:\d+:\d+: ", line) for line in lines)
    assert [line.split(".yaml")[0] for line in lines] == sorted(
        line.split(".yaml")[0] for line in lines
    )
    code, problems = refused_in_json("validate", two, one, "-f", "json")
    assert (code, len(problems)) == ("invalid_license", len(lines))
    # A good one among them is told to be good, and the exit code is the same.
    some = icp("validate", two, LICENSE, one)
    assert (some.code, some.text.count("valid (")) == (3, 1)
    assert sorted(some.err.splitlines()) == lines
    said = json.loads(icp("validate", two, LICENSE, one, "-f", "json").text)
    assert [one["file"] for one in said["files"]] == [str(LICENSE)]
    assert [len(error["problems"]) for error in said["errors"]] == [
        sum(name in line for line in lines) for name in ("two.yaml", "one.yaml")
    ]


@pytest.mark.parametrize("command", ["deadlines", "duties", "validate"])
def test_no_answer_from_a_broken_license(command: str) -> None:
    """No command answers from a file with a problem."""
    broken = "tests/broken/duplicate-rule-id.yaml"
    assert broken in refused(command, "-l", broken)


@pytest.mark.parametrize("spelling", AS_JSON, ids=" ".join)
def test_errors_in_json(spelling: list[str]) -> None:
    """With -f json, however it is spelled, an error is JSON on stdout and words on stderr."""
    assert refused_in_json("deadlines", "--nothing", *spelling)[0] == "bad_usage"
    assert refused_in_json("deadlines", *spelling, "-l", "missing.yaml")[0] == "invalid_license"
    assert refused_in_json("nothing", *spelling)[0] == "bad_usage"
    code, problems = refused_in_json("explain", "renewel", *spelling, "--lang", "zh")
    assert (code, "是不是" in str(problems)) == ("unknown_id", True)


def test_errors_in_json_by_variable() -> None:
    """$ICP_FORMAT=json makes errors JSON too, unless -f says otherwise."""
    assert refused_in_json("deadlines", "--nothing", ICP_FORMAT="json")[0] == "bad_usage"
    refused("deadlines", "--as-of", "x", "-f", "plain", ICP_FORMAT="json")


def test_errors_by_variable_only_where_the_command_has_the_format(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """$ICP_FORMAT puts no error on the stdout of a command that never writes that format."""
    monkeypatch.chdir(tmp_path)
    for format, line in (
        ("json", "next"),
        ("json", "next --nope"),
        ("json", "remind --nope"),
        ("json", "import nowhere.txt"),
        ("json", "deadline"),
        ("nagios", "remind --nope"),
        ("nagios", "deadlines --nope"),
    ):
        refused(*line.split(), ICP_FORMAT=format)
    assert refused_in_json("next", "-f", "json")[0] == "bad_usage"
    assert icp("check", "--nope", ICP_FORMAT="nagios").text.startswith("ICP UNKNOWN - ")


@pytest.mark.parametrize("name", COMMANDS)
def test_which_commands_have_formats(name: str) -> None:
    """The table of commands knows which have no --format."""
    group = icp_group()
    command = group.get_command(Context(group), name)
    leaves = getattr(command, "commands", {"": command}).values()
    named = {"format" in (parameter.name for parameter in leaf.params) for leaf in leaves}
    assert named == {bool(COMMANDS[name])}


@pytest.mark.parametrize("command", ["deadlines", "check", "remind"])
def test_an_unknown_format(command: str) -> None:
    """A format that there is not is refused with those that there are, and what each is for."""
    for lang, purpose in (("zh", 0), ("en", 1)):
        said = refused(command, "-f", "xls", "--lang", lang)
        for name, format in COMMANDS[command].items():
            assert name in said
            assert format.purpose[purpose] in said


@pytest.mark.parametrize("option", [["-l"], ["--license"], ["-o"], ["--on"]])
def test_options_without_a_value(option: list[str]) -> None:
    """An option that lacks its value is bad usage."""
    refused("event", *option)


def test_holiday_notices(tmp_path: Path) -> None:
    """Notices lie in holidays/ beside the license, or in $ICP_HOLIDAYS, which must be there."""
    mine = license_at(tmp_path / "license.yaml", "mine")
    (tmp_path / "holidays").mkdir()
    (tmp_path / "holidays" / "2027.yaml").write_text("year: soon\n", "utf-8")
    assert re.search(r"/2027\.yaml:1:\d+: year: ", icp("deadlines", "-l", mine).err)
    assert "2027.yaml" in icp("workdays", "after", "2026-11-24", "1", "-l", mine).err
    assert icp("deadlines", "-l", mine, ICP_HOLIDAYS=str(ROOT / "data")).code == 3
    assert "ICP_HOLIDAYS: there is no folder" in refused("deadlines", ICP_HOLIDAYS="nowhere")
    (tmp_path / "holidays" / "2027.yaml").rename(tmp_path / "holidays" / "2027.yml")
    assert re.search(r"/2027\.yml:1:\d+: year: ", icp("deadlines", "-l", mine).err)
    (tmp_path / "none").mkdir()
    assert icp("deadlines", "-l", mine, ICP_HOLIDAYS=str(tmp_path / "none")).code == 0


def test_control_characters_never_reach_stderr(tmp_path: Path) -> None:
    """Names out of files and arguments are shown without escape sequences, on one line."""
    broken = tmp_path / "\x1b[31mred\n.yaml"
    broken.write_text('license: {"\\e[2J\\nkey": 1}\nrules: []\n', "utf-8")
    for answer in (
        icp("validate", broken),
        icp("explain", "\x1b[2Jrenewal\n\u202e"),
        icp("event", "a\x1b]0;x\x07=\x9b"),
        icp("\x1b[31mnothing"),
        icp("deadlines", "--as-of", "\x1b[2J"),
        icp("deadlines", "-o", tmp_path / "\x1b[2J" / "x"),
    ):
        assert answer.code == 3
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", answer.err)


def broken_engine(*arguments: object, **keywords: object) -> None:
    raise ZeroDivisionError("two\nlines")


def test_an_internal_error_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """A bug exits 3 with one line that names its type and asks for a report; JSON with -f json."""
    monkeypatch.setattr("icpcli.cli.question.compute", broken_engine)
    line = refused("deadlines")
    assert "ZeroDivisionError: two lines" in line
    assert "report" in line
    assert refused_in_json("deadlines", "-fjson")[0] == "internal_error"


def test_debugging(monkeypatch: pytest.MonkeyPatch) -> None:
    """ICP_DEBUG=1 shows the traceback of a bug as well, on stderr."""
    monkeypatch.setattr("icpcli.cli.question.compute", broken_engine)
    answer = icp("deadlines", ICP_DEBUG="1")
    assert answer.code == 3
    assert answer.out == b""
    assert "Traceback (most recent call last)" in answer.err


def test_interruption(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C is no bug: one word, exit 130."""

    def interrupted(*arguments: object, **keywords: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("icpcli.cli.question.compute", interrupted)
    answer = icp("deadlines")
    assert (answer.code, answer.out, answer.err) == (130, b"", "icp: interrupted\n")


def test_output_file(tmp_path: Path) -> None:
    """-o writes to the file what stdout would have shown, and says on stderr that it did; - is stdout."""
    for format in ("table", "json", "csv", "markdown", "plain"):
        file = tmp_path / format
        answer = icp("deadlines", "-f", format, "-o", file)
        assert (answer.code, answer.out, answer.err) == (0, b"", f"wrote {file}\n")
        mark = b"\xef\xbb\xbf" if format == "csv" else b""
        assert file.read_bytes() == mark + icp("deadlines", "-f", format).out
        assert icp("deadlines", "-f", format, "-o", "-") == icp("deadlines", "-f", format)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(
        ("table", "json", "csv", "markdown", "plain")
    )


def test_output_keeps_link_and_mode(tmp_path: Path) -> None:
    """A file that is replaced keeps its mode, and a symbolic link to it stays a link."""
    real, link = tmp_path / "real", tmp_path / "link"
    real.write_text("old")
    real.chmod(0o640)
    link.symlink_to("real")
    assert icp("schema", "-o", link).code == 0
    assert link.is_symlink()
    assert stat.S_IMODE(real.stat().st_mode) == 0o640
    assert real.read_bytes() == icp("schema").out


def test_output_is_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where writing fails the old content stays, and nothing is left beside it."""
    file = tmp_path / "file"
    file.write_text("old")

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    assert "No space left" in refused("schema", "-o", file)
    assert file.read_text() == "old"
    assert list(tmp_path.iterdir()) == [file]


def test_nobodys_link_is_followed(tmp_path: Path) -> None:
    """What is written beside a file before it takes its place has a name that nobody could guess."""
    victim, file = tmp_path / "victim", tmp_path / "file"
    victim.write_text("untouched")
    (tmp_path / f".icp-{os.getpid()}").symlink_to(victim)
    assert icp("schema", "-o", file).code == 0
    assert victim.read_text() == "untouched"
    assert sorted(path.name for path in tmp_path.iterdir())[1:] == ["file", "victim"]


@pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() != 0, reason="only root gives files away"
)
def test_output_keeps_the_owner(tmp_path: Path) -> None:
    """A file that root replaces still belongs to whom it belonged."""
    file = tmp_path / "file"
    file.write_text("old")
    os.chown(file, 12345, 54321)
    file.chmod(0o604)
    assert icp("schema", "-o", file).code == 0
    there = file.stat()
    assert (there.st_uid, there.st_gid, stat.S_IMODE(there.st_mode)) == (12345, 54321, 0o604)


def test_a_new_file_has_the_usual_mode(tmp_path: Path) -> None:
    """A file that is new has the mode that every program would give it."""
    before = os.umask(0o027)
    try:
        assert icp("schema", "-o", tmp_path / "file").code == 0
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "file").stat().st_mode) == 0o640


def test_output_that_cannot_be_written(tmp_path: Path) -> None:
    """A missing folder, a folder, a file as folder: one line, exit 3, JSON with -f json."""
    (tmp_path / "file").write_text("old")
    for place in (tmp_path, tmp_path / "missing" / "x", tmp_path / "file" / "x", "/", ".", ""):
        assert refused("schema", "-o", place).startswith("icp: --output: cannot write ")
        assert refused_in_json("duties", "-fjson", "-o", place)[0] == "cannot_write"
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_output_that_may_not_be_written() -> None:
    """A file that is read-only stays as it is, and one line says why."""
    with TemporaryDirectory() as name:
        Path(name).chmod(0o777)
        locked = Path(name) / "file"
        locked.write_text("old")
        locked.chmod(0o444)
        with as_nobody():
            assert "Permission denied" in refused("schema", "-o", locked)
        assert locked.read_text() == "old"


def test_output_to_a_fifo(tmp_path: Path) -> None:
    """-o writes into a named pipe and leaves it a pipe."""
    fifo = tmp_path / "fifo"
    os.mkfifo(fifo)
    read: list[bytes] = []
    reader = Thread(target=lambda: read.append(fifo.read_bytes()))
    reader.start()
    assert icp("schema", "-o", fifo).code == 0
    reader.join(10)
    assert read == [icp("schema").out]
    assert fifo.is_fifo()


@pytest.mark.skipif(sys.platform == "win32", reason="there is no /dev")
def test_output_to_dev_stdout(tmp_path: Path) -> None:
    """-o /dev/stdout is stdout: a pipe is written to, and a file that is appended to keeps its lines."""
    assert icp_process("schema", "-o", "/dev/stdout").stdout == icp("schema").out
    log = tmp_path / "log"
    log.write_text("before\n")
    with log.open("ab") as out:
        command = [*PROGRAM, "schema", "-o", "/dev/stdout"]
        run_program(command, env=CLEAN, stdout=out, check=True)
    assert log.read_bytes() == b"before\n" + icp("schema").out


def test_a_reader_that_had_enough() -> None:
    """`icp ... | head` ends in silence, with the exit code of the answer."""
    for arguments, code in ((["deadlines"], 0), (["--help"], 0), (["deadlines", "-fjson", "x"], 3)):
        command = [*PROGRAM, *arguments]
        with Popen(command, env=CLEAN, stdout=PIPE, stderr=PIPE) as process:
            assert process.stdout is not None
            assert process.stderr is not None
            process.stdout.close()
            err = process.stderr.read().decode()
        assert process.returncode == code
        assert "Broken" not in err + "".join(err.splitlines()[1:])


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has /dev/full")
def test_a_full_disk() -> None:
    """Where stdout takes nothing more, the exit code says that there was no answer."""
    with open("/dev/full", "wb") as full:
        command = [*PROGRAM, "deadlines"]
        process = run_program(command, env=CLEAN, stdout=full, stderr=PIPE, check=False)
    assert process.returncode == 3
    assert process.stderr.decode() == "icp: cannot write stdout: No space left on device\n"


@pytest.mark.skipif(sys.platform == "win32", reason="needs a shell")
def test_closed_streams(tmp_path: Path) -> None:
    """Without a stdout an answer fails in one line, or goes to -o; without a stderr it still comes."""

    def shell(tail: str) -> tuple[int, bytes, bytes]:
        command = f'"$@" {tail}'
        words = ["sh", "-c", command, "sh", *PROGRAM, "deadlines"]
        done = run_program(words, env=CLEAN, capture_output=True, check=False)
        return done.returncode, done.stdout, done.stderr

    assert shell(">&-") == (3, b"", b"icp: cannot write stdout: closed\n")
    file = tmp_path / "file"
    assert shell(f"-o {shlex.quote(str(file))} >&-") == (0, b"", f"wrote {file}\n".encode())
    assert file.read_bytes() == icp("deadlines").out
    assert shell("2>&-") == (0, icp("deadlines").out, b"")
    assert shell("--nothing 2>&-")[:2] == (3, b"")


def test_as_a_program() -> None:
    """The installed program answers as the tests' own runner does."""
    done = icp_process("deadlines", "-f", "json")
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout == icp("deadlines", "-f", "json").out
    assert run_program([*PROGRAM, "x"], env=CLEAN, stderr=DEVNULL, check=False).returncode == 3
