"""The wheel is all that a user needs: built from the sdist, installed elsewhere, and asked."""

import os
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest
from places import LICENSE, ROOT

BIN = "Scripts" if os.name == "nt" else "bin"


def run(*command: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run in a folder, in English, on a fixed day, without what the developer's shell has set."""
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("ICP_", "PYTHON"))}
    done = subprocess.run(
        command,
        check=False,
        cwd=cwd,
        env=clean | {"ICP_AS_OF": "2026-11-24", "ICP_LANG": "en", "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the sdist as an index would get it."""
    dist = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", dist, ROOT, cwd=dist)
    return next(dist.glob("*.whl"))


def test_wheel_content(wheel: Path) -> None:
    """The wheel holds the package, the bundled license, its form and the schema, nothing else."""
    package = {
        path.relative_to(ROOT).as_posix(): path.read_bytes()
        for path in (ROOT / "icpcli").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    bundled = {
        f"icpcli/{path.relative_to(ROOT).as_posix()}": path.read_bytes()
        for path in (LICENSE, ROOT / "data" / "forms" / "telecom.yaml")
    }
    with ZipFile(wheel) as archive:
        content = {
            name: archive.read(name) for name in archive.namelist() if ".dist-info/" not in name
        }
    assert content == package | bundled
    assert {"icpcli/py.typed", "icpcli/schema.json"} <= content.keys()


def test_wheel_works_alone(wheel: Path, tmp_path: Path) -> None:
    """In a fresh venv and an empty folder, `icp deadlines` answers from the bundled license."""
    venv, empty = tmp_path / "venv", tmp_path / "empty"
    empty.mkdir()
    run(sys.executable, "-m", "venv", "--without-pip", venv, cwd=tmp_path)
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--python", venv)
    run(*pip, "install", "--no-compile", wheel, cwd=tmp_path)

    answer = run(venv / BIN / "icp", "deadlines", cwd=empty)

    assert "2028-04-02" in answer.stdout
    assert "bundled" in answer.stderr
