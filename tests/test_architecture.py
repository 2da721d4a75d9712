"""What import-linter cannot say about the rooms: clock, screen and files, names and docstrings."""

import ast
import re
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import yaml
from places import LICENSE, ROOT

from icpcli.files.rule_set_files import set_files

SOURCES = sorted((ROOT / "icpcli").rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("test_*.py"))
CLI = ROOT / "icpcli" / "cli"

LIBRARIES = {
    "python_calamine",
    "xlsxwriter",
    *("chinese_calendar", "dateutil", "icalendar", "icpcli", "pypdfium2", "rich", "typer", "yaml"),
    *("PIL", "numpy", "onnxruntime", "rapidocr"),  # of the extra `scan`
    *("jinja2", "markupsafe"),  # the second is what the first escapes with
}
NAMES_FOR_THE_CLI = {"SystemExit", "exit", "input", "open", "print", "quit"}
ATTRIBUTES_FOR_THE_CLI = {
    *("now", "today", "utcnow"),
    *("environ", "exit", "getenv", "stderr", "stdin", "stdout"),
    *("open", "read_bytes", "read_text", "write_bytes", "write_text"),
}
MODULES_FOR_THE_CLI = {"time"}
READER_MAY = {
    ("icpcli/importers/scan/picture.py", "open"),  # of bytes that the command line has read
    # A process of its own, that the command line has no part in.
    ("icpcli/importers/scan/task.py", "stdin"),
    ("icpcli/importers/scan/task.py", "stdout"),
    ("icpcli/files/sheets/opened.py", "open"),
    ("icpcli/files/sheets/text_sheet.py", "open"),
    ("icpcli/files/sheets/workbook_sheet.py", "open"),
    ("icpcli/files/whole_file.py", "open"),
    ("icpcli/files/append_only.py", "open"),
    ("icpcli/files/append_only.py", "time"),  # it waits for a lock; no clock is read
}

Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


def nodes(paths: Iterable[Path]) -> Iterator[tuple[str, ast.AST]]:
    """Every node of the files, with the file's name from the repository's root."""
    for path in paths:
        for node in nodes_of(path):
            yield path.relative_to(ROOT).as_posix(), node


@cache
def nodes_of(path: Path) -> list[ast.AST]:
    """Every node of a file, which is parsed once for all the tests."""
    return [*ast.walk(ast.parse(path.read_text("utf-8")))]


def imported(node: ast.AST) -> list[str]:
    """The top-level modules that an import statement names."""
    if isinstance(node, ast.Import):
        return [alias.name.partition(".")[0] for alias in node.names]
    if isinstance(node, ast.ImportFrom) and node.module:
        return [node.module.partition(".")[0]]
    return []


def reached(node: ast.AST) -> list[str]:
    """What of the outside world a node reaches for: the clock, the screen, a file, the exit."""
    if isinstance(node, ast.Name):
        return [node.id] if node.id in NAMES_FOR_THE_CLI else []
    if isinstance(node, ast.Attribute):
        return [node.attr] if node.attr in ATTRIBUTES_FOR_THE_CLI else []
    return [name for name in imported(node) if name in MODULES_FOR_THE_CLI]


def public(body: Iterable[ast.AST]) -> Iterator[Definition]:
    """The functions and classes without a leading underscore, and their methods."""
    for node in body:
        if isinstance(node, Definition) and not node.name.startswith("_"):
            yield node
            if isinstance(node, ast.ClassDef):
                yield from public(node.body)


def listed(offences: Iterable[object]) -> str:
    """One offence a line, so that pytest shows them all."""
    return "\n".join(map(str, offences))


def test_only_the_cli_touches_the_world() -> None:
    """Outside `cli/` nothing reads clock or environment, prints or exits; the
    readers open files, and wait for a lock."""
    rooms = [path for path in SOURCES if CLI not in path.parents]
    found = [(file, what) for file, node in nodes(rooms) for what in reached(node)]
    assert listed(offence for offence in found if offence not in READER_MAY) == ""


def test_no_room_for_everything() -> None:
    """A file is named after the one idea that it holds, never `utils`."""
    shapeless = re.compile(r"_?(common|helpers?|misc|utils?)")
    assert listed(path.name for path in SOURCES if shapeless.fullmatch(path.stem)) == ""


def test_only_the_declared_libraries() -> None:
    """The declared libraries are imported and no other; `click` least of all, which newer Typers vendor."""
    allowed = LIBRARIES | sys.stdlib_module_names
    names = [(file, name) for file, node in nodes(SOURCES) for name in imported(node)]
    assert listed((file, name) for file, name in names if name not in allowed) == ""


ORDINARY = {"business", "end", "filing", "icp", "register", "renew"}
"""Ids of the law that are words of the program as well: a field, a column, the command itself."""


def ids_of_the_law() -> set[str]:
    """The ids of rules, events, flags, kinds and sets, of those that ship and of the bundled license."""
    found = set(set_files())
    for path in (LICENSE, *set_files().values()):
        document = yaml.load(path.read_text("utf-8"), yaml.BaseLoader)
        head = document.get("rule_set", {})
        found |= {*head.get("kinds", ()), *document.get("events", ()), *document.get("flags", ())}
        found |= {rule["id"] for key in ("rules", "draft") for rule in document.get(key, ())}
    return found


def test_the_law_is_data() -> None:
    """No id of a rule, an event, a flag, a kind or a set of the law stands in Python."""
    ids = ids_of_the_law() - ORDINARY
    assert {"renewal", "telecom", "default", "mlps-3", "illegal-content", "edi"} < ids
    found = [
        f"{file}:{node.lineno} {node.value}"
        for file, node in nodes(SOURCES)
        if isinstance(node, ast.Constant) and node.value in ids
    ]
    assert listed(found) == ""


def test_public_names_are_explained() -> None:
    """Every module and every public function, class and method of icpcli has a docstring."""
    mute = []
    for path in SOURCES:
        tree = ast.parse(path.read_text("utf-8"))
        mute += [] if ast.get_docstring(tree) else [path.name]
        mute += [f"{path.name}: {d.name}" for d in public(tree.body) if not ast.get_docstring(d)]
    assert listed(mute) == ""


def test_tests_state_their_rule() -> None:
    """Every test has a docstring of one paragraph that states, as a sentence, what is true."""
    mute = [
        f"{file}:{node.lineno} {node.name}"
        for file, node in nodes(TESTS)
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
        if not re.fullmatch(r"(?s)(?!.*\n\n).+[.。]", ast.get_docstring(node) or "")
    ]
    assert listed(mute) == ""
