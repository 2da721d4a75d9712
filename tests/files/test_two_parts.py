"""A file is read in two parts, the second once for all files that share it: the tree is the same."""

from pathlib import Path
from random import Random
from typing import Any

import pytest
from effort import tries
from fuzz.mutations import mutated
from places import LICENSE, TESTS

from icpcli.files import yaml_tree
from icpcli.files.file_problems import Problems
from icpcli.files.rule_set_files import that_ship
from icpcli.files.yaml_node import Node
from icpcli.files.yaml_tree import tree_of
from icpcli.license.file import parse_license
from icpcli.model.problem import IcpError, Problem

BROKEN = sorted((TESTS / "license" / "broken").glob("*.yaml"))
SOUND = "license:\n  number: 1\n\nrules:\n  - id: a\n    due: 9 days\n"


def shape(node: Node | None) -> Any:
    """All that is known of a node and of what is below it."""
    if node is None:
        return None
    items = node.items and [*map(shape, node.items)]
    entries = node.entries and {
        name: (shape(key), shape(value)) for name, (key, value) in node.entries.items()
    }
    return node.at, node.text, node.quoted, items, entries, node.partial


def read(data: bytes) -> tuple[Any, list[Problem]]:
    """The tree of a text, or the error, with all that is said of it."""
    problems = Problems("a.yaml", "x")
    try:
        return shape(tree_of(data, problems)), problems.found
    except IcpError as error:
        return type(error), error.problems


def read_whole(data: bytes, monkeypatch: pytest.MonkeyPatch) -> tuple[Any, list[Problem]]:
    """The same, read in one part."""
    with monkeypatch.context() as patched:
        patched.setattr(yaml_tree, "_of_two_parts", lambda text, most: None)
        return read(data)


@pytest.mark.parametrize(
    "text",
    [
        SOUND,
        SOUND.replace("\n", "\r\n"),
        f"# words\n\n{SOUND}# the end",
        f"---\n{SOUND}",
        f"{SOUND}---\na: 1\n",
        f"{SOUND}...\nb: 1\n",
        f"...\n{SOUND}",
        f"%YAML 1.2\n---\n{SOUND}",
        f"{SOUND}license: {{}}\n",
        f"{SOUND}rules: []\n",
        "license: {number: 1,\nrules: 2}\n",
        "{license: 1,\nrules: 2}\n",
        "license: 'a\nrules: b'\n",
        'license: "a\nrules: b\nduties: c"\n',
        "license: |\n  a\n\n\nrules: 1\n",
        "license: |+\n  a\n\n\nrules: 1\n",
        "license: |\nrules: 1\n",
        "license: >\n a\n\nrules: >+\n b\n\n",
        "license: a\n b\nrules: c\n",
        "license:\nrules:\n",
        "license:\nrules:\n- a\n",
        "license: &a 1\nrules: *a\n",
        "license: 1\nrules: *a\n",
        "license: !x 1\nrules: 1\n",
        "license: 1\nrules: !x\n",
        "? license\nrules: 1\nduties: 2\n",
        "license: 1\nrules: 1\n duties: 2\n",
        "  license: 1\nrules: 1\n",
        "- a\nlicense: 1\nrules: 1\n",
        "words\nlicense: 1\nrules: 1\n",
        "license: 1\nrules: [1\n",
        "license: [1\nrules: 1]\n",
        "license: 1\nrules:\t1\n",
        "license: 1\n<<: {a: 1}\nrules: 1\n",
        "license:\n" + "  - \n" * 1500 + "rules:\n" + "  - \n" * 1500,
        f"license:{' [' * 19}{' ]' * 19}\nrules:{' [' * 20}{' ]' * 20}\n",
    ],
)
def test_tricky_texts(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever stands at the seam, tree and problems are those of the whole, the second time, too."""
    whole = read_whole(text.encode(), monkeypatch)
    assert [read(text.encode()), read(text.encode())] == [whole, whole]


@pytest.mark.parametrize("path", [LICENSE, *that_ship().values(), *BROKEN], ids=lambda it: it.name)
def test_real_and_broken_files(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The files that ship, and each broken one, have the tree and the problems of the whole."""
    data = path.read_bytes()
    assert read(data) == read_whole(data, monkeypatch)


def test_damaged_files(monkeypatch: pytest.MonkeyPatch) -> None:
    """A license that was damaged anywhere has the tree and the problems of the whole."""
    chance = Random(1)
    for _ in range(tries(150)):
        data = mutated((chance.randrange(10**9), chance.randrange(10**9)), LICENSE.read_bytes())
        assert read(data) == read_whole(data, monkeypatch)


def test_a_second_file_is_told_its_own_problems() -> None:
    """What is wrong in a part that two files share is told of each, at its own line."""
    text = LICENSE.read_text("utf-8").replace("applies: true", "applies: maybe", 1)
    places = []
    for name, head in (("a.yaml", ""), ("b.yaml", "# one line more\n"), ("c.yaml", "")):
        with pytest.raises(IcpError) as error:
            parse_license(f"{head}{text}", name)
        (problem,) = error.value.problems
        places.append((problem.file, problem.line))
    line = places[0][1]
    assert places == [("a.yaml", line), ("b.yaml", line + 1), ("c.yaml", line)]


def test_the_rules_of_a_second_file_stand_on_its_own_lines() -> None:
    """Of two files with the same rules, one a line longer above them, each has the lines of its own."""
    text = LICENSE.read_text("utf-8")
    one, other = parse_license(text, "a"), parse_license(f"# a line\n{text}", "b")
    assert [rule.line + 1 for rule in one.rules if not rule.rule_set] == [
        rule.line for rule in other.rules if not rule.rule_set
    ]
    assert one.duties == other.duties
