"""A license file as lines to draft another one from: its sections, their entries, their comments.

Only for a file in the style of the bundled one: two blanks of indentation, block mappings.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from typing import NamedTuple

_SECTION = re.compile(r"([a-z_]+):")
"""rule_sets:"""
_ENTRY = re.compile(r"  (?:- |[a-z])")
_HEADING = "  # ── "
_HEADING_COLUMNS = 80

Lines = tuple[str, ...]


class Entry(NamedTuple):
    """A rule, a duty or an event: the comments and blank lines before it, and its own lines."""

    lead: Lines
    lines: Lines

    def value(self, key: str) -> str:
        """What stands after `key` on its line."""
        return next((line[5 + len(key) :].strip() for line in self.lines if _is(key, line)), "")

    def put(self, key: str, value: str) -> "Entry":
        """This entry with another value for `key`, written as YAML has it."""
        lines = (
            f"{line[: 5 + len(key)]} {value}" if _is(key, line) else line for line in self.lines
        )
        return self._replace(lines=tuple(lines))

    def remarked(self, key: str, comments: Iterable[str]) -> "Entry":
        """The entry with comments before the line of `key`."""
        at = next((i for i, line in enumerate(self.lines) if _is(key, line)), len(self.lines))
        return self._replace(lines=(*self.lines[:at], *comments, *self.lines[at:]))

    def with_blank(self, key: str, after: str) -> "Entry":
        """This entry with `key` and nothing behind it, below the line of another key."""
        lines = [it for line in self.lines for it in (line, f"    {key}:")[: 1 + _is(after, line)]]
        return self._replace(lines=tuple(lines))

    def without(self, key: str) -> "Entry":
        """This entry without `key` and what stands below it."""
        kept: list[str] = []
        below = False
        for line in self.lines:
            below = _is(key, line) or (below and line.startswith("     "))
            kept += [] if below else [line]
        return self._replace(lines=tuple(kept))

    def without_names(self, names: Collection[str]) -> "Entry":
        """This entry without the references to `names`, and without the keys that held nothing else."""
        kept: list[str] = []
        for line in reversed(self.lines):
            names_one = line.startswith("      ") and line.split()[-1] in names
            emptied = line.endswith(":") and not (kept and _depth(kept[-1]) > _depth(line))
            if not names_one and not (emptied and (_is("see_also", line) or _depth(line) > 4)):
                kept.append(line)
        return self._replace(lines=tuple(reversed(kept)))

    @property
    def triggers(self) -> list[str]:
        """What starts the clock of a rule: one name, or a list of them."""
        found: list[str] = []
        below = False
        for line in self.lines:
            below = _is("trigger", line) or (below and line.startswith("      - "))
            found += [line.strip().removeprefix("- ")] if below else []
        return [self.value("trigger")] if self.value("trigger") else found[1:]

    def without_trigger(self, name: str) -> "Entry":
        """This entry without one of several triggers, and what to see with it, comments included."""
        kept: list[str] = []
        lead, below = self.lead, False
        for line in self.lines:
            below = line.startswith(f"      {name}:") or (below and _depth(line) > 6)
            lead = () if below else lead
            kept += [] if below or line == f"      - {name}" else [line]
        return Entry(lead, tuple(kept)).without_names(())

    def with_comments(self, keep: Callable[[str], bool]) -> "Entry":
        """This entry with only those comments that `keep` wants; it is asked for a whole run of lines."""
        return Entry(_kept_runs(self.lead, keep), _kept_runs(self.lines, keep))


class Section(NamedTuple):
    """What stands before the key of a section, what below it, and what beside it."""

    lead: Lines
    body: Lines
    beside: str = ""

    @property
    def entries(self) -> list[Entry]:
        """The entries of a list, or of a mapping with one line each."""
        found: list[Entry] = []
        lead: list[str] = []
        for line in self.body:
            if _ENTRY.match(line):
                found.append(Entry(tuple(lead), (line,)))
                lead = []
            elif line.startswith("    "):
                found[-1] = found[-1]._replace(lines=(*found[-1].lines, *lead, line))
                lead = []
            else:
                lead.append(line)
        return found


def read_template(text: str) -> dict[str, Section]:
    """The sections by name; comments before a key belong to it."""
    found: dict[str, Section] = {}
    name = ""
    waiting: list[str] = []
    for line in text.splitlines():
        if key := _SECTION.match(line):
            name = key[1]
            found[name] = Section(tuple(waiting), (), line[key.end() :].strip())
            waiting = []
        elif line.startswith("  "):
            section = found[name]
            found[name] = section._replace(body=(*section.body, *waiting, line))
            waiting = []
        else:
            waiting.append(line)
    return found


def under_headings(entries: Iterable[tuple[str, Entry]]) -> Iterator[str]:
    """The lines of entries, with a heading wherever the clause of one is another's than before."""
    before = ""
    for clause, entry in entries:
        comments = [line for line in entry.lead if line and not line.startswith(_HEADING)]
        yield ""
        if clause != before:
            yield heading(clause)
        yield from comments
        if clause != before or (comments and "" in entry.lead[1:]):
            yield ""
        yield from entry.lines
        before = clause


def heading(clause: str) -> str:
    """The line that begins a clause's rules."""
    line = f"{_HEADING}{clause} "
    return line + "─" * (_HEADING_COLUMNS - len(line) - len(clause))


def _is(key: str, line: str) -> bool:
    return line[4:].startswith(f"{key}:") and line[:4] in ("    ", "  - ")


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip())


def _kept_runs(lines: Iterable[str], keep: Callable[[str], bool]) -> Lines:
    kept: list[str] = []
    run: list[str] = []
    for line in (*lines, "end"):
        if line.lstrip().startswith("#"):
            run.append(line)
        else:
            kept += run if not run or keep("\n".join(run)) else []
            kept.append(line)
            run = []
    return tuple(kept[:-1])
