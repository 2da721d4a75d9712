"""`icp next` gives a shell script the next open deadline, and nothing else."""

import json
import subprocess
from pathlib import Path

import pytest
from licenses import FILE_BY, license_file, rule
from places import LICENSE
from terminal import CLEAN, PROGRAM, icp

pytestmark = pytest.mark.usefixtures("nowhere")

NULLS = {"schema_version": 1, "id": None, "license": None, "file_by": None, "days_left": None}


@pytest.mark.parametrize(
    ("as_of", "id", "date", "days"),
    [
        ("2026-11-24", "annual-report@2027", "2027-03-31", "127"),
        ("2027-03-30", "annual-report@2027", "2027-03-31", "1"),
        ("2027-03-31", "annual-report@2027", "2027-03-31", "0"),
        ("2027-04-01", "annual-report@2028", "2028-03-31", "365"),
        ("2028-04-02", "renewal@2028", "2028-03-31", "-2"),
        ("2028-07-02", "renewal@2028", "2028-03-31", "-93"),
    ],
)
def test_values(as_of: str, id: str, date: str, days: str) -> None:
    """`id`, `date` (the day to file by) and `days` are one word on one line; an overdue one comes first."""
    for value, wanted in {"id": id, "date": date, "days": days}.items():
        answer = icp("next", "-l", LICENSE, "--as-of", as_of, "--value", value)
        assert (answer.code, answer.text, answer.err) == (0, f"{wanted}\n", "")
    line = icp("next", "-l", LICENSE, "--as-of", as_of).text
    assert line.split()[:3] == [id, date, days]
    assert line.count("\n") == 1


def test_the_two_ways_are_told_as_one() -> None:
    """At the end of the term the line says: renew, or report the end; never the end alone."""
    line = icp("next", "-l", LICENSE, "--as-of", "2028-04-02").text
    assert line == (
        "renewal@2028  2028-03-31  -2  Apply to renew the license, or report that the license will "
        "lapse  北京智明星通科技股份有限公司\n"
    )
    line = icp("next", "-l", LICENSE, "--as-of", "2028-04-02", "--lang", "zh").text
    assert line.endswith("  申请延续经营许可证，或报告不再继续经营  北京智明星通科技股份有限公司\n")


def test_json() -> None:
    """`json` is the deadline as `deadlines` has it, with the version of the contract."""
    found = json.loads(icp("next", "-l", LICENSE, "--value", "json").text)
    deadlines = json.loads(icp("deadlines", "-l", LICENSE, "-f", "json").text)
    assert found == {"schema_version": 1, **deadlines["deadlines"][0]}


def test_over_all_licenses(tmp_path: Path) -> None:
    """With several licenses it is the nearest of them all."""
    other = license_file(tmp_path / "other.yaml", rule("other"))
    answer = icp("next", "-l", LICENSE, "-l", other, "--as-of", "2026-06-01", "--value", "id")
    assert answer.text == "other@2026\n"


def test_nothing_open(tmp_path: Path) -> None:
    """Where none is open stdout is empty and the exit code 0; JSON has nulls."""
    path = license_file(tmp_path / "license.yaml", rule(trigger="each year", due="Q1"))
    for value in ([], ["--value", "days"], ["--value", "date"], ["--value", "id"]):
        answer = icp("next", "-l", path, "--as-of", "2026-06-10", *value)
        assert (answer.code, answer.text, answer.err) == (0, "", "No deadline is open\n")
    answer = icp("next", "-l", path, "--as-of", "2026-06-10", "--value", "json")
    assert json.loads(answer.text) == NULLS


@pytest.mark.parametrize("value", [[], ["--value", "days"], ["--value", "json"]])
def test_cannot_answer(tmp_path: Path, value: list[str]) -> None:
    """Without a license it exits 3 and prints nothing: never the example; a wrong one silences no other."""
    none = icp("next", *value)
    assert (none.code, none.text) == (3, "")
    assert "no license file" in none.err
    wrong = icp("next", "-l", "missing.yaml", *value)
    assert (wrong.code, wrong.text) == (3, "")
    some = icp("next", "-l", LICENSE, "-l", "missing.yaml", *value)
    assert (some.code, bool(some.text)) == (3, True)
    assert "missing.yaml:1:1: there is no such file" in some.err
    if "json" in value:
        said = json.loads(some.text)
        assert (said["id"], len(said["errors"])) == ("annual-report@2027", 1)


@pytest.mark.parametrize("value", ["title", "", "ids", "DAYS"])
def test_unknown_value(value: str) -> None:
    """A value that it does not have is refused."""
    answer = icp("next", "-l", LICENSE, "--value", value)
    assert (answer.code, answer.text) == (3, "")
    assert "days, date, id, json" in answer.err


def test_title_is_one_line(tmp_path: Path) -> None:
    """A title with line ends and escapes stays on its line, in the language that was asked for."""
    path = license_file(tmp_path / "license.yaml", rule(title="a\nb\x1b[31m\r\nc"))
    answer = icp("next", "-l", path, "--as-of", "2026-06-01")
    assert answer.text == "renewal@2026  2026-06-10  9  a b[31m c  持证人\n"
    assert "  经营许可证年报  " in icp("next", "-l", LICENSE, "--lang", "zh").text


def test_in_a_shell(tmp_path: Path) -> None:
    """`$(icp next --value days)` is a number for the shell to compare."""
    (tmp_path / "icp").write_text(f'#!/bin/sh\nexec {PROGRAM[0]} -c "{PROGRAM[2]}" "$@"\n')
    (tmp_path / "icp").chmod(0o755)
    script = '[ "$(./icp next --value days)" -le 127 ] && echo soon'
    done = subprocess.run(
        ["sh", "-c", script],
        env={**CLEAN, "ICP_LICENSE": str(LICENSE)},
        capture_output=True,
        check=False,
    )
    assert (done.stdout, done.stderr) == (b"soon\n", b"")


def test_the_number_is_told_where_a_company_has_several(tmp_path: Path) -> None:
    """Of a company with several licenses `next` and an annotation say which of them is meant; of one
    license the company alone."""
    for n in (1, 2):
        license_file(tmp_path / f"{n}.yaml", number=f"京ICP证{n}号")
    asked = ("-l", tmp_path, "--as-of", FILE_BY, "--lang", "zh")
    assert icp("next", *asked).text.endswith("  持证人 京ICP证1号\n")
    assert "::持证人 京ICP证2号：计划日 " in icp("check", "-f", "github", *asked).text
    alone = ("-l", tmp_path / "1.yaml", *asked[2:])
    assert icp("next", *alone).text.endswith("  持证人\n")
    assert "::计划日 " in icp("check", "-f", "github", *alone).text
