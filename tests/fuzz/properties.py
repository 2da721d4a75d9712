"""The property tests in an order of chance, until a moment: a plugin of pytest for `make fuzz`."""

import os
from random import Random
from time import time

import pytest

UNTIL = float(os.environ["FUZZ_UNTIL"])


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Each search begins with other tests, since not all of them come to their turn."""
    Random(os.environ["FUZZ_SEED"]).shuffle(items)


def pytest_runtest_setup(item: pytest.Item) -> None:
    """What would begin too late is left to the next search."""
    if time() > UNTIL:
        pytest.skip("the time is over")
