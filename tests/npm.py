"""Packages of npm that a check needs, installed beside what it builds."""

import shutil
import subprocess
from pathlib import Path


class MissingError(Exception):
    """This machine lacks something; the words say what would bring it."""


def installed(package: str, folder: Path) -> Path:
    """The folder of a package (`ical.js@2`) under `folder`. Raises `MissingError` where it cannot be had."""
    for program in ("node", "npm"):
        if not shutil.which(program):
            raise MissingError(f"no {program} here (Debian: apt install nodejs npm)")
    found = folder / "node_modules" / package.partition("@")[0]
    if not (found / "package.json").exists():
        install = ("npm", "install", "--prefix", folder, "--no-audit", "--no-fund", package)
        done = subprocess.run(install, capture_output=True, encoding="utf-8", check=False)
        if done.returncode:
            raise MissingError(f"npm cannot install {package}: {done.stderr.strip()[-200:]}")
    return found
