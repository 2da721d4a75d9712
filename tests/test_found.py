"""What `make fuzz` found is judged in every run; and its judges know what is right."""

from pathlib import Path
from random import Random

import pytest
from fuzz.cases import FOUND, read_case
from fuzz.mutations import MUTATIONS, mutated
from fuzz.subjects import SUBJECTS
from places import LICENSE

CASES = sorted(path for path in FOUND.iterdir() if path.name[0] != ".")


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.name)
def test_case(path: Path) -> None:
    """A text that was once done wrong is refused, or done right."""
    case = read_case(path)
    subject = SUBJECTS[case.subject]
    subject.judge(subject.bases[case.base], case.content)


@pytest.mark.parametrize("name", SUBJECTS)
def test_undamaged(name: str) -> None:
    """What was not damaged passes: the judges ask for nothing that cannot be."""
    for content in SUBJECTS[name].bases.values():
        SUBJECTS[name].judge(content, content)


def test_the_same_seeds_do_the_same_damage() -> None:
    """A seed repeats what it did, and each kind of damage changes most texts."""
    content = LICENSE.read_bytes()
    assert mutated((1, 2, 3), content) == mutated((1, 2, 3), content)
    text = content.decode()
    for mutation in MUTATIONS:
        assert sum(mutation(Random(n), text) != text for n in range(20)) > 5
