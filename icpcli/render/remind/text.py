"""Reminders as text and as Markdown: a block a deadline, its first words always the same.

Chat robots and mail filters let through, or pick out, what begins with the keyword.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from icpcli.model.deadline import Certainty, Deadline, Status
from icpcli.render.formats.markdown import markdown_escape
from icpcli.render.words import Lang, dated, days_left, label, listed, one_line, say


class Block(NamedTuple):
    """What is said of one deadline: a keyword, what to do, and the facts with their labels."""

    keyword: str
    title: str
    facts: tuple[tuple[str, str], ...]
    colon: str

    def lines(self, escape: Callable[[str], str], title: str, fact: str) -> list[str]:
        """The lines of it, every word of a file escaped; `title` and `fact` are how it is drawn."""
        heading = f"{escape(self.keyword)}{self.colon}{title.format(escape(self.title))}"
        facts = (f"{name}{self.colon}{escape(value)}" for name, value in self.facts)
        return [heading, *map(fact.format, facts)]


def remarked(deadline: Deadline, lang: Lang) -> str:
    """A title with what a person must know who sees nothing else: not decided yet, one of two."""
    words = [label(deadline.certainty, lang)] if deadline.certainty is Certainty.PROVISIONAL else []
    words += [label("one_of_two", lang)] if deadline.alternatives else []
    if not words:
        return say(deadline.rule.title, lang)
    brackets = "{}（{}）" if lang == "zh" else "{} ({})"
    return brackets.format(say(deadline.rule.title, lang), listed(words, lang))


def numbers(deadlines: Iterable[Deadline]) -> set[str]:
    """The numbers of the licenses; where there are several, each deadline says whose it is."""
    return {one_line(deadline.license.number) for deadline in deadlines}


def blocks(deadlines: Sequence[Deadline], keyword: str, lang: Lang) -> list[Block]:
    """A block for each deadline: what, by when, how many days, to whom, clause, id."""
    several = len(numbers(deadlines)) > 1
    return [_block(deadline, keyword, several, lang) for deadline in deadlines]


def reminder_text(deadlines: Sequence[Deadline], keyword: str, lang: Lang) -> str:
    """Plain text; nothing at all where there is nothing to say."""
    found = blocks(deadlines, keyword, lang)
    return "\n".join(_joined(block.lines(str, "{}", "{}")) for block in found)


def reminder_markdown(deadlines: Sequence[Deadline], keyword: str, lang: Lang) -> str:
    """The same as Markdown, the facts as a list."""
    found = blocks(deadlines, keyword, lang)
    return "\n".join(_joined(block.lines(markdown_escape, "**{}**", "- {}")) for block in found)


def _joined(lines: Sequence[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


def _block(deadline: Deadline, keyword: str, several: bool, lang: Lang) -> Block:
    rule, number = deadline.rule, one_line(deadline.license.number)
    title = say(rule.title, lang)
    facts = {
        "file_by": _file_by(deadline, lang),
        "strictest": dated(deadline.strictest, lang),
        "due": dated(deadline.due, lang),
        "recipient": one_line(rule.recipient),
        "clause": f"{one_line(rule.clause)} {one_line(rule.quote)}",
        "id": deadline.id if several else listed((deadline.id, number), lang),
        "alternatives": listed(deadline.alternatives, lang),
    }
    return Block(
        keyword=one_line(keyword),
        title=f"{title} {number}" if several else title,
        facts=tuple((label(name, lang), fact) for name, fact in facts.items() if fact),
        colon="：" if lang == "zh" else ": ",
    )


def _file_by(deadline: Deadline, lang: Lang) -> str:
    """The day, how far away it is, and what else is the matter with it."""
    words = [dated(deadline.file_by, lang), days_left(deadline.days_left, lang)]
    if deadline.status is Status.OVERDUE:
        words.append(label(deadline.status, lang))
    if deadline.certainty is Certainty.PROVISIONAL:
        words.append(label(deadline.certainty, lang))
    return ("，" if lang == "zh" else ", ").join(words)
