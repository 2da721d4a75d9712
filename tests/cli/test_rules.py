"""`icp rules`: the sets that ship, the user's own beside the license, and one of them in full."""

import json
from pathlib import Path

import pytest
from places import LICENSE
from terminal import icp

HOUSE = """\
rule_set: {id: house, kind: law, title: {zh: 内部规定}}
rules:
  - {id: audit, article: 三, trigger: each year, due: Q1, title: {zh: 内部审计}}
"""


@pytest.fixture(autouse=True)
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A rule set of one's own, in the folder where one is."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "rule_sets" / "house.yaml"
    path.parent.mkdir()
    path.write_text(HOUSE, "utf-8")
    return path


def test_own_sets_are_listed() -> None:
    """A set of one's own stands among those that ship, marked as own, with its file."""
    sets = {one["id"]: one for one in json.loads(icp("rules", "-f", "json").text)["rule_sets"]}
    assert (sets["house"]["own"], sets["house"]["file"]) == (True, "rule_sets/house.yaml")
    assert (sets["telecom-law"]["own"], sets["telecom-law"]["file"]) == (False, None)


def test_what_the_license_names_is_marked(tmp_path: Path) -> None:
    """The sets that the license at hand names are marked; one that cannot be read silences nothing."""
    path = tmp_path / "license.yaml"
    text = LICENSE.read_text("utf-8").replace(
        "rule_sets: [telecom-law]", "rule_sets: [mlps, house]"
    )
    path.write_text(text, "utf-8")

    def named() -> set[str]:
        sets = json.loads(icp("rules", "-f", "json").text)["rule_sets"]
        return {one["id"] for one in sets if one["named"]}

    assert named() == {"mlps", "house"}
    assert icp("rules").text.count("named by your license") == 2
    path.write_text(text.replace("mlps", "no-such-set"), "utf-8")
    assert (named(), icp("rules").code) == (set(), 0)
    path.unlink()
    assert named() == set()


def test_own_sets_lie_beside_the_license(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With -l, the sets are those beside that license, wherever one is."""
    monkeypatch.chdir(tmp_path.parent)
    assert icp("rules", "house").code == 3
    answer = icp("rules", "house", "-l", tmp_path / "license.yaml")
    assert (answer.code, answer.err) == (0, "")
    assert "house/audit" in answer.text


def test_a_broken_set_silences_no_other(house: Path) -> None:
    """What is wrong with one set is named, the others are shown, and the exit code is 3."""
    house.write_text(HOUSE.replace("Q1", "Q9"), "utf-8")
    answer = icp("rules", "-f", "csv")
    assert answer.code == 3
    assert answer.err.startswith("rule_sets/house.yaml:3:49: rules[0].due:")
    assert "telecom-law,law," in answer.text
    assert icp("rules", "B21").code == icp("rules", "edi").code == 0


@pytest.mark.parametrize(
    ("name", "found"),
    [
        *(
            (name, "telecom")
            for name in ("edi", "B21", "ｂ２１", "telecom", "呼叫中心", "call center")
        ),
        *(("营业执照", "business"), ("等级保护", "mlps"), ("其他行政许可", "default")),
    ],
)
def test_how_a_set_is_named(name: str, found: str) -> None:
    """A set is found by its id and its title, by a kind of license that it is for and that kind's code,
    and by a part of a title that is its own."""
    assert json.loads(icp("rules", name, "-f", "json").text)["rule_set"]["id"] == found


def test_a_name_of_several_sets() -> None:
    """A part of several titles names none: each is listed with its title."""
    answer = icp("rules", "出版", "-f", "json")
    (problem,) = json.loads(answer.text)["error"]["problems"]
    assert "publication (Publications business license), publish (Online" in problem["message"]
    assert answer.code == 3


def test_a_set_that_ships_is_not_replaced(house: Path) -> None:
    """A set of one's own with the id of one that ships is refused, with its place."""
    house.with_name("mlps.yaml").write_text(HOUSE.replace("house", "mlps"), "utf-8")
    answer = icp("rules", "mlps")
    assert (answer.code, answer.out) == (3, b"")
    assert answer.err.startswith("rule_sets/mlps.yaml:1:12: rule_set.id:")


def test_no_answer_goes_over_a_set(house: Path) -> None:
    """-o may not name a file that the answer was read from."""
    before = house.read_bytes()
    assert icp("rules", "-f", "json", "-o", house).code == 3
    assert house.read_bytes() == before
