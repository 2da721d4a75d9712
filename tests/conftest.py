"""What the tests share: the folder in which commands are run, and expected output that lives in files."""

import gc
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from effort import register_profiles
from golden import Golden
from places import LICENSE, ROOT
from terminal import CLEAN

from icpcli.calendar import published
from icpcli.calendar.workdays import WorkCalendar
from icpcli.license import file
from icpcli.model.license import License

register_profiles()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="rewrite the files of expected output"
    )


def pytest_collection_finish() -> None:
    """What was collected stays to the end: looking through it for garbage takes a twelfth of the time."""
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


@pytest.fixture(scope="session", autouse=True)
def nothing_above(tmp_path_factory: pytest.TempPathFactory) -> None:
    """What lies about on the machine above the folders of the tests, a `holidays/` say, is nobody's."""
    CLEAN["HOME"] = str(tmp_path_factory.getbasetemp())


@pytest.fixture(scope="session", autouse=True)
def computed_once() -> None:
    """What thousands of commands would compute anew is computed once: the calendar without any notice of
    the user's, and the bundled license, where a file holds just its bytes."""
    read, load = file.read_license, published.load_calendar
    bundled, calendar = LICENSE.read_bytes(), load()
    license = read(LICENSE)

    def read_license(path: Path) -> License:
        with suppress(OSError):
            if path.read_bytes() == bundled:
                return license._replace(file=str(path))
        return read(path)

    def load_calendar(**given: Any) -> WorkCalendar:
        return load(**given) if any(given.values()) else calendar

    file.read_license, published.load_calendar = read_license, load_calendar


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Compare text with the file that holds what is expected, or rewrite that file."""

    def compare(path: Path, actual: str) -> None:
        if request.config.getoption("--update-golden"):
            path.write_bytes(actual.encode())
        assert path.read_bytes().decode() == actual

    return compare


@pytest.fixture
def at_the_root(monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands are run where the bundled license is found as data/license.yaml."""
    monkeypatch.chdir(ROOT)


@pytest.fixture
def nowhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Commands are run in an empty folder, where no license is at hand."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def home(nowhere: Path) -> Path:
    """Commands are run in a folder that holds a copy of the bundled license, and nothing else."""
    (nowhere / "license.yaml").write_bytes(LICENSE.read_bytes())
    return nowhere
