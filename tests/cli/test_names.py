"""Events, rules and deadlines named as people name them, on the command line."""

import json
from pathlib import Path

import pytest
from places import LICENSE
from terminal import Answer, icp

pytestmark = pytest.mark.usefixtures("home")

ZH = {"ICP_LANG": "zh"}


@pytest.fixture(autouse=True)
def license_at_hand(home: Path) -> None:
    """The bundled license, with two changes of address on record."""
    Path("license.yaml").write_bytes(LICENSE.read_bytes())
    for day in ("2026-11-02", "2026-11-20"):
        assert icp("record", "住所变更", "--on", day).code == 0


def refused(*line: str) -> str:
    answer = icp(*line, **ZH)
    assert (answer.code, answer.out) == (3, b"")
    return answer.err


@pytest.mark.parametrize(
    "name", ["capital-change", "注册资本变更", "Registered capital changed", "资本"]
)
def test_an_event_by_any_name(name: str) -> None:
    """An event is its id, its title in either language, or a part that no other has."""
    said = icp("event", "capital-change=2026-11-24").text
    assert icp("event", f"{name}=2026-11-24").text == said
    assert icp("event", name, "--on", "2026-11-24").text == said


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("annual-report", "annual-report@2027"),
        ("经营许可证年报", "annual-report@2027"),
        ("年报@2028", "annual-report@2028"),
        ("registry@2026.11.2", "registry-update@2026-11-02"),
        ("registry-update@2026年9月25日", "registry-update@2026-09-25"),
        ("延续", "renewal@2028"),
        ("2026-11-20", "registry-update@2026-11-20"),
    ],
)
def test_explained_by_any_name(name: str, id: str) -> None:
    """What is explained is a rule or a deadline, by id, title, part, or a day in any spelling."""
    found = json.loads(icp("explain", name, "-f", "json").text)["deadlines"]
    assert [one["id"] for one in found] == [id]


def test_filed_by_any_name() -> None:
    """What is filed is the one deadline that is called so and is not filed; of two, one must be named."""
    words = refused("done", "更新企业登记信息", "--on", "2026-11-23")
    assert "registry-update@2026-11-02 更新企业登记信息（住所变更 2026-11-02）、" in words
    assert "registry-update@2026-11-20 更新企业登记信息（住所变更 2026-11-20）" in words
    filed(
        "done", "更新企业登记信息@2026-11-2", "--on", "2026-11-23", id="registry-update@2026-11-02"
    )
    filed("done", "registry", "--on", "2026-11-23", id="registry-update@2026-11-20")
    assert "已有" not in refused("done", "registry-update@2026-11-20", "--on", "2026-11-24")


def filed(*line: str, id: str) -> None:
    answer: Answer = icp(*line, "-f", "json")
    assert answer.code == 0, answer.err
    assert [one["after"]["id"] for one in json.loads(answer.text)["changes"]] == [id]
    assert f"done: {id}" in Path("journal.yaml").read_text()


def test_waived_by_any_name() -> None:
    """What is waived is named as what is filed; the journal keeps the id."""
    until = ("--until", "2026-12-01", "--reason", "x")
    assert icp("waive", "年报@2027", *until).code == 0
    assert "annual-report@2027" in Path("journal.yaml").read_text()
    assert "renewal@2028 申请延续经营许可证" in refused("waive", "renewal@2029", *until)


@pytest.mark.parametrize("name", ["3", "03", "@2026-11-03", "11-03"])
def test_a_number_names_no_deadline(name: str) -> None:
    """`done 3` may be the third of a list, and files nothing whose day has a 3 in it."""
    assert icp("record", "address-change", "--on", "2026-11-03").code == 0
    before = Path("journal.yaml").read_text()
    assert f"没有期限“{name}”" in refused("done", name, "--on", "2026-11-20")
    assert f"没有期限“{name}”" in refused("waive", name, "--until", "2026-12-01", "--reason", "x")
    assert Path("journal.yaml").read_text() == before


def test_the_id_of_a_rule_is_its_own() -> None:
    """`renewal` is that rule, and not also `non-renewal-report`, of whose id it is a part."""
    assert icp("done", "renewal", "--on", "2026-11-20").code == 0
    assert "done: renewal@2028," in Path("journal.yaml").read_text()
    assert "renewal@2028 已经办结" in refused("done", "renewal", "--on", "2026-11-20")


def test_a_common_name_of_an_event() -> None:
    """股东变更 may be several things, the change of shareholders first; nothing is recorded of one."""
    words = refused("record", "股东变更", "--on", "2026-11-20")
    assert "写明哪一个：shareholder-change 股东股权变更、foreign-shareholder-change" in words
    words = refused("event", "火灾", "--on", "2026-11-20")
    assert "（全部见 icp event）" in words
    assert icp("event", "股权变更", "--on", "2026-11-20").code == 0


@pytest.mark.parametrize(
    ("line", "near"),
    [
        (
            ("record", "取得许可证", "--on", "2026-11-20"),
            "cross-region-license 取得跨地区经营许可证",
        ),
        (
            ("record", "法人变更", "--on", "2026-11-20"),
            "name-registration-done 名称或法定代表人变更登记",
        ),
        (("done", "申请许可证", "--on", "2026-11-20"), "renewal@2028 申请延续经营许可证"),
        (("done", "申请许可证@2028", "--on", "2026-11-20"), "renewal@2028 申请延续经营许可证"),
        (
            ("waive", "申请许可证", "--until", "2026-12-01", "--reason", "x"),
            "renewal@2028 申请延续经营许可证",
        ),
    ],
)
def test_nothing_is_written_of_what_is_only_possible(line: tuple[str, ...], near: str) -> None:
    """Signs of a title in their order are no name for it: the entry is not written, the name is told."""
    before = sorted(Path().iterdir())
    assert f"是不是 {near}" in refused(*line)
    assert sorted(Path().iterdir()) == before


@pytest.mark.parametrize(
    ("line", "near"),
    [
        (("record", "股权变动", "--on", "2026-11-20"), "shareholder-change 股东股权变更"),
        (("event", "sharholder-change=2026-11-20"), "shareholder-change 股东股权变更"),
        (("explain", "经营许可年检"), "annual-report 经营许可证年报"),
        (("done", "annual-reprt@2027", "--on", "2026-11-20"), "annual-report@2027 经营许可证年报"),
    ],
)
def test_wrong_words(line: tuple[str, ...], near: str) -> None:
    """Words that name nothing are answered with the nearest right ones and their titles."""
    assert f"是不是 {near}" in refused(*line)


@pytest.mark.parametrize(
    ("id", "told"),
    [
        ("business/annual@2024", True),
        ("business/annual@2023", False),
        ("business/annual@2030", False),
        ("business/registration-change@2024", False),
        ("annual-report@2022", False),
    ],
)
def test_a_year_before_it_was_tracked(id: str, told: bool) -> None:
    """A year of the company from before the first that is tracked is not unknown: one is told how to
    have it tracked. Not a year before there was a license, nor one to come, nor what no year starts."""
    text = LICENSE.read_text("utf-8").replace("rule_sets: [", "rule_sets: [business, ")
    Path("license.yaml").write_text(text, "utf-8")
    words = refused("done", id, "--on", "2026-11-20")
    assert ("先在 license.yaml 的 license 下写 tracked_from: 2024-01-01" in words) is told
    assert f"“{id}”" in words
    if told:
        tracked = text.replace("license:\n", "license:\n  tracked_from: 2024-01-01\n", 1)
        Path("license.yaml").write_text(tracked, "utf-8")
        filed("done", id, "--on", "2024-05-06", id=id)
