"""Things named by an id, a title, or a part that only one has."""

import pytest

from icpcli.files.typed_names import meant, none, possible, the_one
from icpcli.model.problem import Text

EVENTS = (
    ("shareholder-change", Text("股东股权变更", "Shareholders or equity changed")),
    ("foreign-shareholder-change", Text("涉及外方股东的变更", "A foreign shareholder changed")),
    ("address-change", Text("住所变更", "Address changed")),
)
WHAT = Text("事件", "event")


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("shareholder-change", ["shareholder-change"]),
        ("股东股权变更", ["shareholder-change"]),
        ("address CHANGED", ["address-change"]),
        (" 住所 ", ["address-change"]),
        ("foreign", ["foreign-shareholder-change"]),
        ("shareholder", ["shareholder-change", "foreign-shareholder-change"]),
        ("变更", ["shareholder-change", "foreign-shareholder-change", "address-change"]),
        ("股权变更", ["shareholder-change"]),
        ("外方变更", []),
        ("东权变更", []),
        ("", []),
        ("  ", []),
    ],
)
def test_what_is_meant(text: str, ids: list[str]) -> None:
    """What is called exactly so is meant alone; else everything that has the words in an id or a title."""
    assert [*meant(text, EVENTS)] == ids


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("股东股权变更", ["shareholder-change"]),
        ("住所", ["address-change"]),
        ("股东变更", ["shareholder-change", "foreign-shareholder-change"]),
        ("股权变更", ["shareholder-change"]),
        ("外方变更", ["foreign-shareholder-change"]),
        ("东权变更", ["shareholder-change"]),
        ("变更股东", []),
        ("股变", []),
        ("adrs", []),
        ("注册资本", []),
        ("", []),
        ("  ", []),
    ],
)
def test_what_is_possible(text: str, ids: list[str]) -> None:
    """What has the signs of a Chinese word in their order may be meant, others between them or not."""
    assert [*possible(text, EVENTS)] == ids


@pytest.mark.parametrize(
    ("text", "zh", "en"),
    [
        (
            "外方变更",
            "没有事件“外方变更”（是不是 foreign-shareholder-change 涉及外方股东的变更？",
            'no event "外方变更" (did you mean foreign-shareholder-change (A foreign shareholder changed)',
        ),
        (
            "股东变更",
            "“股东变更”可以指几个事件，请写明哪一个：shareholder-change 股东股权变更、foreign-",
            '"股东变更" can be more than one event, say which: shareholder-change (Shareholders',
        ),
    ],
)
def test_what_is_only_possible_is_asked_about(text: str, zh: str, en: str) -> None:
    """Signs in their order name the one thing to choose, and choose it only where that is asked for."""
    with pytest.raises(ValueError, match=r".") as refused:
        the_one(text, EVENTS, WHAT)
    assert refused.value.args[0].zh.startswith(zh)
    assert refused.value.args[0].en.startswith(en)
    assert the_one("外方变更", EVENTS, WHAT, "", possible) == "foreign-shareholder-change"


@pytest.mark.parametrize(
    ("text", "zh", "en"),
    [
        (
            "股权变动",
            "没有事件“股权变动”（是不是 shareholder-change 股东股权变更？）",
            'no event "股权变动" (did you mean shareholder-change (Shareholders or equity changed)?)',
        ),
        (
            "shareholder",
            (
                "“shareholder”可以指几个事件，请写明哪一个：shareholder-change 股东股权变更、"
                "foreign-shareholder-change 涉及外方股东的变更"
            ),
            (
                '"shareholder" can be more than one event, say which: shareholder-change (Shareholders '
                "or equity changed), foreign-shareholder-change (A foreign shareholder changed)"
            ),
        ),
    ],
)
def test_words_that_name_nothing_or_too_much(text: str, zh: str, en: str) -> None:
    """Wrong words are answered with the nearest right ones, ambiguous ones with all, each with its title."""
    with pytest.raises(ValueError, match=r".") as refused:
        the_one(text, EVENTS, WHAT)
    assert refused.value.args[0] == Text(zh, en)


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("地址变更", "address-change 住所变更、shareholder-change 股东股权变更？"),
        ("增资", "foreign-shareholder-change 外资变更？"),
        ("股权转让", "shareholder-change 股东股权变更？"),
    ],
)
def test_the_nearest_titles(text: str, near: str) -> None:
    """A Chinese word that names nothing is answered with the titles that share most of its signs."""
    titles = [*EVENTS[::2], ("foreign-shareholder-change", Text("外资变更", "Foreign capital"))]
    titles = titles if text == "增资" else [*EVENTS]
    assert f"是不是 {near}" in none(text, titles, WHAT).zh


def test_where_all_are_listed() -> None:
    """Words that name nothing name the command that lists all, and nothing that is far from them."""
    said = none("注册资本", EVENTS, WHAT, "icp event")
    assert said == Text(
        "没有事件“注册资本”（全部见 icp event）", 'no event "注册资本" (icp event lists all)'
    )
    assert none("住所", EVENTS, WHAT, "icp event").zh.endswith("？全部见 icp event）")


def test_many_that_are_known() -> None:
    """Where nothing is near, the first dozen of what there is are named, and how many there are."""
    many = [(f"rule-{n:03}", Text("", "")) for n in range(40)]
    with pytest.raises(ValueError, match=r".") as refused:
        the_one("注册资本", many, WHAT)
    said = refused.value.args[0]
    assert "rule-011" in said.zh
    assert "rule-012" not in said.zh
    assert "（共 40 个）" in said.zh
