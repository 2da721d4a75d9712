"""Expected output that lives in files, which `pytest --update-golden` rewrites."""

from collections.abc import Callable
from pathlib import Path

Golden = Callable[[Path, str], None]
"""Compares text with the file that holds what is expected."""
