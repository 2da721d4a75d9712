"""A folder in place of a license: every license below it is answered for, and nothing is passed over."""

import json
import shutil
from pathlib import Path

import pytest
from places import LICENSE, TESTS
from terminal import Answer, icp

from icpcli.files.typed_words import quote

NOTICE = TESTS / "importers" / "announcements" / "imagined-2027.txt"


@pytest.fixture(autouse=True)
def group(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A group of three licenses, two of them of one company, and what else lies about."""
    monkeypatch.chdir(tmp_path)
    for place, number, company in (
        ("g/a/license.yaml", "京ICP证130204号", "甲"),
        ("g/a/edi.yaml", "京B2-20240001", "甲"),
        ("g/b/c/license.yml", "沪ICP证000001号", "乙"),
    ):
        Path(place).parent.mkdir(parents=True, exist_ok=True)
        text = LICENSE.read_text("utf-8").replace("京ICP证130204号", number)
        text = text.replace("holder: 北京智明星通科技股份有限公司", f"holder: {company}有限公司")
        Path(place).write_text(text, "utf-8")
    Path("g/.hidden").mkdir()
    shutil.copy(LICENSE, "g/.hidden/license.yaml")
    return tmp_path


def ask(line: str, **environment: str) -> Answer:
    return icp(*line.split(), HOME=str(Path.cwd()), **environment)


def numbers(answer: Answer) -> list[str]:
    return [one["number"] for one in json.loads(answer.text)["licenses"]]


def test_every_license_below() -> None:
    """A folder stands for every license below it, sorted; hidden folders are left out."""
    found = ask("deadlines -f json -l g")
    assert (found.code, found.err) == (0, "")
    assert numbers(found) == ["京B2-20240001", "京ICP证130204号", "沪ICP证000001号"]
    same = ask("deadlines -f json -l g/a -l g/a/edi.yaml -l g/b")
    assert numbers(same) == numbers(found)


def test_the_variable_names_several() -> None:
    """`$ICP_LICENSE` takes several files and folders, separated as in `$PATH`."""
    found = ask("deadlines -f json", ICP_LICENSE="g/b:g/a/edi.yaml")
    assert numbers(found) == ["沪ICP证000001号", "京B2-20240001"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("broken.yaml", "license:\n  number: [\n"),
        ("typo.yaml", "licence:\n  number: 1\n  issued: 2023-07-01\n"),
        ("rules.yaml", "rules:\n  - id: a\n    trigger: expires\n    due: 90 days before\n"),
        ("sets.yaml", "rule_sets: [telecom-law]\n"),
        ("gbk.yaml", "license:\n  holder: 甲\n".encode("gbk")),
    ],
)
def test_what_may_be_a_license(name: str, content: str | bytes) -> None:
    """What looks like a license and cannot be read as one is an error; the others are answered."""
    data = content if isinstance(content, bytes) else content.encode()
    Path("g/b", name).write_bytes(data)
    found = ask("deadlines -f json -l g")
    assert (found.code, len(numbers(found))) == (3, 3)
    assert f"g/b/{name}:" in found.err


@pytest.mark.parametrize("name", ["ci.yaml", "台账.xlsx", "old.csv"])
def test_what_is_no_license_is_named(name: str) -> None:
    """Other YAML files and spreadsheets are named on stderr, and change nothing."""
    Path("g/b", name).write_text("on: push\n")
    found = ask("check -l g")
    assert found.code == 0
    assert found.err.startswith(f"not license files, left out: g/b/{name}\n")
    assert ("a ledger is asked about by its own name: -l " in found.err) is (name != "ci.yaml")
    assert (f"-l {quote(f'g/b/{name}')}\n" in found.err) is (name != "ci.yaml")


def test_what_belongs_to_a_license() -> None:
    """Journals, notices and rule sets in a folder are no licenses, and need no word."""
    for place in ("g/a/journal.yaml", "g/a/edi.journal.yaml"):
        number = "京ICP证130204号" if place.endswith("a/journal.yaml") else "京B2-20240001"
        Path(place).write_text(f"# journal of {number}\n", "utf-8")
    for place in ("g/holidays", "g/rule_sets"):
        Path(place).mkdir()
    Path("g/rule_sets/own.yaml").write_text("rule_set: {id: own}\n")
    found = ask("deadlines -f json -l g")
    assert (found.code, found.err, len(numbers(found))) == (0, "", 3)


@pytest.mark.parametrize("place", ["g/none", "g/.hidden/none"])
def test_no_license_at_all(place: str) -> None:
    """A folder without a license is an error, also beside one that has some."""
    Path(place).mkdir()
    alone, beside = ask(f"check -l {place}"), ask(f"deadlines -f json -l g/b -l {place}")
    assert (alone.code, beside.code, numbers(beside)) == (3, 3, ["沪ICP证000001号"])
    for one in (alone, beside):
        assert "there is no license file in this folder" in one.err


def test_one_of_several_is_picked() -> None:
    """An entry goes to one license: by its number, or its company; else the numbers are named."""
    asked = ask("record capital-change --on 2026-11-20 -l g")
    assert asked.code == 3
    assert "--number: 京B2-20240001 甲有限公司, 京ICP证130204号 甲有限公司" in asked.err
    for chosen, journal in (
        ("--number 京B2", "g/a/edi.journal.yaml"),
        ("--number 京ICP证130204号", "g/a/journal.yaml"),
        ("--number 沪ICP", "g/b/c/journal.yaml"),
    ):
        assert ask(f"record capital-change --on 2026-11-20 -l g {chosen}").code == 0
        assert Path(journal).exists()
    assert ask("check -l g --number 沪ICP --as-of 2027-01-05").code == 2


@pytest.mark.parametrize("line", ["deadlines", "deadlines -f markdown", "deadlines --within 9"])
def test_no_screen_is_calm_about_what_it_could_not_read(line: str) -> None:
    """Where a file could not be used, the answer itself says so, also where it goes into a file, and
    does not say that nothing is overdue."""
    whole = ask(f"{line} -l g").text
    Path("g/b/broken.yaml").write_text("license: {}\n")
    part = ask(f"{line} -l g")
    assert ("files or rows that could not be used: 1" in part.text, part.code) == (True, 3)
    assert "nothing overdue" not in part.text
    assert "could not be used" not in whole


def test_a_journal_is_read_beside_what_cannot_be() -> None:
    """A broken license beside it silences no journal that is only read; it is named, and exit is 3."""
    assert ask("record capital-change --on 2026-11-20 -l g/a/edi.yaml").code == 0
    Path("g/b/broken.yaml").write_text("license: {}\n")
    answer = ask("journal -l g --number 京B2")
    assert ("capital-change" in answer.text, answer.code) == (True, 3)
    assert "g/b/broken.yaml" in answer.err
    before = Path("g/a/edi.journal.yaml").read_bytes()
    assert ask("journal --claim -l g --number 京B2").code == 3
    assert Path("g/a/edi.journal.yaml").read_bytes() == before


def test_nothing_is_written_beside_what_cannot_be_read() -> None:
    """Where one of several cannot be read, it may be the one that is meant: nothing is written."""
    Path("g/b/broken.yaml").write_text("license: {}\n")
    answer = ask("record capital-change --on 2026-11-20 -l g --number 京B2")
    assert (answer.code, Path("g/a/edi.journal.yaml").exists()) == (3, False)
    assert "nothing was written" in answer.err
    assert "g/b/broken.yaml" in answer.err
    line = "record capital-change --on 2026-11-20 -l g --number 京B2 --lang zh"
    assert "没有写入任何内容" in ask(line).err


def test_the_journals_of_several() -> None:
    """Several licenses are listed in one, each entry with its license; a broken journal silences none."""
    for name, event in (("京ICP", "capital-change"), ("沪ICP", "shareholder-change")):
        assert ask(f"record {event} --on 2026-11-20 -l g --number {name}").code == 0
    said = json.loads(ask("journal -l g -f json").text)
    assert said["journals"] == ["g/a/journal.yaml", "g/b/c/journal.yaml"]
    told = [(one["license"], one["subject"]) for one in said["entries"]]
    assert told == [
        ("京ICP证130204号", "capital-change"),
        ("沪ICP证000001号", "shareholder-change"),
    ]
    assert "股东股权变更" in ask("journal -l g --lang zh").text
    for option in ("--claim", "--repair", "--journal x.yaml"):
        asked = ask(f"journal -l g {option}")
        assert (asked.code, "which license?" in asked.err) == (3, True)
    Path("g/a/journal.yaml").write_text("- 3\n")
    rest = ask("journal -l g")
    assert (rest.code, "shareholder-change" in rest.text) == (3, True)
    assert "g/a/journal.yaml:1" in rest.err


def test_a_deadline_that_one_license_has_is_its() -> None:
    """What is filed or waived is that of the only license that has it; of several, one is named."""
    assert ask("record capital-change --on 2026-11-20 -l g --number 沪ICP").code == 0
    id = "registry-update@2026-11-20"
    waived = ask(f"waive {id} --until 2026-12-01 --reason x -l g")
    assert (waived.code, id in Path("g/b/c/journal.yaml").read_text()) == (0, True), waived.err
    assert "taken to be of 沪ICP" in waived.err
    assert ask(f"done {id} --on 2026-11-23 -l g").code == 0
    assert f"done: {id}" in Path("g/b/c/journal.yaml").read_text()
    for line in (
        "done annual-report@2026 --on 2026-03-01",
        f"done {id} nothing@2026 --on 2026-11-23",
        "waive renewal@2028 --until 2026-12-01 --reason x",
    ):
        asked = ask(f"{line} -l g")
        assert (asked.code, "which license?" in asked.err) == (3, True), asked.err


def test_a_notice_for_all() -> None:
    """A notice is added once for a folder, and holds for every license in it, however it is named."""
    assert ask(f"holidays add {NOTICE} -l g").code == 0
    (notice,) = Path("g/holidays").iterdir()
    assert notice.name == "2027.yaml"
    whole = json.loads(ask("deadlines -f json -l g").text)["licenses"]
    alone = json.loads(ask("deadlines -f json -l g/b/c/license.yml").text)["licenses"]
    assert {one["published_through"] for one in (*whole, *alone)} == {"2027-12-31"}
