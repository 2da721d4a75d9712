"""Where things are: the checkout, the tests, and the two files that most of them read."""

from pathlib import Path

TESTS = Path(__file__).parent
ROOT = TESTS.parent
LICENSE = ROOT / "data" / "license.yaml"
CERTIFICATE = ROOT / "examples" / "certificate.txt"
