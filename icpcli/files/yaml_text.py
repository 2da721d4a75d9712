"""Text as a value of a YAML file, which reads back as the same text."""

import re

from icpcli.model.problem import Text

_PLAIN = re.compile(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`](?:[^\s:#]|:(?=\S)|(?<=\S)#| (?=[^\s#]))*")
_WORDS_WITH_A_MEANING = re.compile(r"~|null|true|false|yes|no|on|off", re.IGNORECASE)


def scalar(text: str) -> str:
    """Plain where that is safe, else in double quotes; nothing for an empty text."""
    safe = _PLAIN.fullmatch(text) and not _WORDS_WITH_A_MEANING.fullmatch(text)
    if not text or (safe and text.isprintable()):
        return text
    return quoted(text)


def quoted(text: str) -> str:
    """In double quotes and on one line, whatever signs are in it; safe between braces, too."""
    return f'"{"".join(map(_escaped, text))}"'


def comment(words: Text, indent: int = 2) -> list[str]:
    """Words in both languages as the lines of a comment."""
    return [f"{' ' * indent}# {line}" for line in words]


def _escaped(sign: str) -> str:
    if sign in '\\"':
        return f"\\{sign}"
    return sign if sign.isprintable() else f"\\U{ord(sign):08x}"
