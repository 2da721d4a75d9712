"""A page as an independent reader finds it: the parser of the standard library, and the browsers' rules."""

import re
from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"meta", "link", "br", "img", "input", "hr", "path", "rect", "use"}
"""What has no end: HTML's own, and the shapes of a drawing, which end themselves."""
BLOCKS = {
    "h1",
    "h2",
    "h3",
    "p",
    "li",
    "tr",
    "caption",
    "summary",
    "dt",
    "footer",
    "option",
    "output",
}
UNSEEN = {"style", "script", "svg", "title", "thead", "select", "head"}


@dataclass
class Element:
    """A start tag with its attributes, and the tags around it, the outermost first."""

    tag: str
    attributes: dict[str, str | None]
    around: tuple[str, ...]


@dataclass
class Page(HTMLParser):
    """What a document holds: its elements, its text by element, and what is wrong with its tags."""

    source: str
    elements: list[Element] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    raw: dict[str, str] = field(default_factory=dict)
    words: list[str] = field(default_factory=list)
    _open: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.feed(self.source)
        self.close()
        self.faults += [f"<{tag}> is never closed" for tag in self._open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(Element(tag, dict(attrs), tuple(self._open)))
        if len(dict(attrs)) < len(attrs):
            self.faults.append(f"<{tag}> has an attribute twice")
        if tag in BLOCKS:
            self.words.append("\n")
        elif tag in ("td", "th", "dd"):
            self.words.append(" | ")
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(Element(tag, dict(attrs), tuple(self._open)))

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if not self._open or self._open.pop() != tag:
            self.faults.append(f"</{tag}> at {self.getpos()} closes another")

    def handle_data(self, data: str) -> None:
        inner = self._open[-1] if self._open else ""
        if inner in ("style", "script", "title"):
            self.raw[inner] = self.raw.get(inner, "") + data
        if not UNSEEN & set(self._open):
            self.words.append(data)

    @property
    def lines(self) -> list[str]:
        """What a person reads, a line a block, without the cells' headings and the drawings."""
        text = "".join(self.words)
        found = (" ".join(line.split()) for line in text.split("\n"))
        return [line for line in found if line]

    @property
    def text(self) -> str:
        """All of that as one text."""
        return "\n".join(self.lines)

    @property
    def tags(self) -> Counter[str]:
        """How often each tag stands there."""
        return Counter(element.tag for element in self.elements)

    def all(self, tag: str) -> list[Element]:
        """The elements of a kind."""
        return [element for element in self.elements if element.tag == tag]

    def values(self, *names: str) -> list[str]:
        """Every value of these attributes."""
        return [
            value
            for element in self.elements
            for name, value in element.attributes.items()
            if name in names and value is not None
        ]


def outside_references(page: Page) -> list[str]:
    """Whatever in a page could lead away from it or fetch something."""
    found = [
        value
        for value in page.values(
            *("href", "src", "srcset", "action", "formaction", "poster", "data", "ping"),
            *("xlink:href", "background", "cite", "manifest"),
        )
        if not value.startswith("#")
    ]
    found += re.findall(r"@import\b.*|url\((?!#)[^)]*\)", page.raw.get("style", ""))
    found += re.findall(
        r"\b(?:fetch|XMLHttpRequest|WebSocket|import)\b", page.raw.get("script", "")
    )
    tags = {"link", "iframe", "object", "embed", "img", "base", "form", "audio", "video", "image"}
    return found + [element.tag for element in page.elements if element.tag in tags]


def handlers(page: Page) -> list[str]:
    """Attributes that would run something, or set a style, where the policy forbids it."""
    return [
        name
        for element in page.elements
        for name in element.attributes
        if name.startswith("on") or name == "style"
    ]
