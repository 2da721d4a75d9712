"""What the tests share: expected output that lives in files."""

from pathlib import Path

import pytest
from golden import Golden


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="rewrite the files of expected output"
    )


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Compare text with the file that holds what is expected, or rewrite that file."""

    def compare(path: Path, actual: str) -> None:
        if request.config.getoption("--update-golden"):
            path.write_bytes(actual.encode())
        assert path.read_bytes().decode() == actual

    return compare
