"""A license whose every word tries to break a screen, a table or a terminal."""

import re
from itertools import cycle
from pathlib import Path

import yaml

WORDS = (
    "x" * 200,
    "证" * 200,
    "a-" * 100,
    "👩‍👩‍👧‍👦 🏳️‍🌈 ⚠️ ✓ … — ☰ 🫨 e\u0301\u0301\u0301",
    "\u202eright to left\u202c \u2066isolated\u2069 العربية",
    "\x1b[31mred\x1b[0m \x1b]0;title\x07 \x9b2J \x85",
    "line\nbreak\r\nmore\ttabs\x0b\x0c\u2028\u2029",
    "[/b] [bold red]x[/] [link=x]y :smile:",
    r"| a | b \| ` * _ <b> & # ~ $ ! ] \ ",
    "\u200b\u200b\xad\ufeff zero",
    ',;"\'"" = + - @ =1+1',
)
"""What each kind of output must survive; every one goes through a quoted YAML value."""

TEXTS = {"zh", "en", "clause", "quote", "recipient"}
NAMES = {"number", "holder", "legal_representative", "business", "excludes", "issuer"}
NAMES |= {"name", "domain", "server", "access_provider"}


def hostile_license(bundled: Path, path: Path) -> Path:
    """The bundled license with the same rules and dates, and with `WORDS` for all its texts."""
    words = cycle(WORDS)

    def spoiled(node: object, key: str = "") -> object:
        if isinstance(node, dict):
            return {name: spoiled(value, name) for name, value in node.items()}
        if isinstance(node, list):
            return [spoiled(value) for value in node]
        return next(words) if key in TEXTS | NAMES else node

    document = yaml.load(bundled.read_text("utf-8"), Loader=yaml.BaseLoader)
    path.write_text(_written(spoiled(document)), "utf-8")
    return path


def _written(node: object) -> str:
    """YAML in flow style, with every sign of a text that is not plain as an escape."""
    if isinstance(node, dict):
        return "{" + ", ".join(f"{name}: {_written(value)}" for name, value in node.items()) + "}\n"
    if isinstance(node, list):
        return "[" + ", ".join(map(_written, node)) + "]"
    return '"' + re.sub("[^ A-Za-z0-9.-]", _escape, str(node)) + '"'


def _escape(sign: re.Match[str]) -> str:
    return f"\\U{ord(sign.group()):08X}"
