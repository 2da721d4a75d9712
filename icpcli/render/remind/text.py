"""Reminders as text and as Markdown: a block a deadline, its first words always the same.

Chat robots and mail filters let through, or pick out, what begins with the keyword.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from icpcli.model.deadline import Certainty, Deadline, Status
from icpcli.model.license import Rule
from icpcli.model.problem import Text
from icpcli.model.reminder import Group
from icpcli.model.verdict import Item, Unread, Verdict
from icpcli.render.check.words import GRADES
from icpcli.render.formats.markdown import markdown_escape
from icpcli.render.unread import UnreadFile, by_file
from icpcli.render.words import (
    COLON,
    PAUSE,
    Lang,
    above_its_words,
    clause_cell,
    dated,
    first_of,
    happened,
    how_far,
    in_its_words,
    in_language,
    label,
    listed,
    may_still,
    names_of,
    one_line,
    problem_line,
    say,
    to_the_minute,
    told_title,
)

_NOT_READ = Text(
    "读不出的文件，里面的期限没有算进来", "A file that cannot be used: its deadlines are missing"
)
_URGENT = (Status.WARNING, Status.CRITICAL, Status.OVERDUE)


class Block(NamedTuple):
    """What is said of one deadline, or of something else: what it is, and the facts with their labels.

    `day` is the one to file by. What is `urgent` may not be left out where room is short.
    """

    title: str
    facts: tuple[tuple[str, str], ...]
    day: str = ""
    urgent: bool = True


class Message(NamedTuple):
    """What there is to say today, each block behind the same keyword."""

    keyword: str
    colon: str
    blocks: tuple[Block, ...]

    def lines(self, block: Block, escape: Callable[[str], str], title: str, fact: str) -> list[str]:
        """The lines of a block, every word of a file escaped; `title` and `fact` are how it is drawn."""
        heading = f"{escape(self.keyword)}{self.colon}{title.format(escape(block.title))}"
        facts = (f"{name}{self.colon}{escape(value)}" for name, value in block.facts)
        return [heading, *map(fact.format, facts)]


def message(verdict: Verdict, groups: Sequence[Group], keyword: str, lang: Lang) -> Message:
    """A block for each deadline, what else is to be mended, and each file that cannot be used."""
    names = names_of([state.license for state in verdict.report.licenses])
    blocks = (
        *(_block(group, names, lang) for group in groups),
        *(_finding(item, names, lang) for item in verdict.reminders),
        *(_unread(one, lang) for one in by_file(verdict.unread)),
    )
    return Message(one_line(keyword), in_language(COLON, lang), blocks)


def reminder_text(verdict: Verdict, groups: Sequence[Group], keyword: str, lang: Lang) -> str:
    """Plain text; nothing at all where there is nothing to say."""
    said = message(verdict, groups, keyword, lang)
    return "\n".join(_joined(said.lines(block, str, "{}", "{}")) for block in said.blocks)


def reminder_markdown(verdict: Verdict, groups: Sequence[Group], keyword: str, lang: Lang) -> str:
    """The message as Markdown, the facts as a list."""
    said = message(verdict, groups, keyword, lang)
    return "\n".join(
        _joined(said.lines(block, markdown_escape, "**{}**", "- {}")) for block in said.blocks
    )


def remarked(deadline: Deadline, lang: Lang) -> str:
    """A title with what a person must know who sees nothing else: what happened and when, that a
    date may move, that one of two is enough."""
    words = [happened(deadline, lang)]
    words += (
        [label(deadline.certainty, lang)] if deadline.certainty is Certainty.PROVISIONAL else []
    )
    words += [label("one_of_two", lang)] if deadline.alternatives else []
    return _bracketed(say(deadline.rule.title, lang), words, lang)


def unread(one: Unread, lang: Lang) -> str:
    """Why a file cannot be used, by its first problem."""
    return first_of(problem_line(one.problems[0], lang), len(one.problems), lang)


def _bracketed(text: str, words: Sequence[str], lang: Lang) -> str:
    said = listed(filter(None, words), lang)
    if not said:
        return text
    return in_language(Text(f"{text}（{said}）", f"{text} ({said})"), lang)


def _joined(lines: Sequence[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


def _block(group: Group, names: Mapping[str, str], lang: Lang) -> Block:
    """One deadline, or two of which only one is needed."""
    first, license = group[0], group[0].license
    whole = told_title(first) if len(group) > 1 else first.rule.title
    title = _bracketed(say(whole, lang), [happened(first, lang)], lang)
    others = [id for id in first.alternatives if id not in {one.id for one in group}]
    facts = {
        "file_by": _file_by(first, lang),
        "due": dated(first.due, lang),
        "due_at": to_the_minute(first.due_at),
        "recipient": one_line(first.rule.recipient),
        **_clause(first.rule, lang),
        "id": listed([*(one.id for one in group), one_line(license.number)], lang),
        "alternatives": listed(others, lang),
        "owner": one_line(license.owner),
    }
    return Block(
        title=f"{title} {names[license.file]}",
        facts=_labelled(facts, lang),
        day=str(first.file_by or ""),
        urgent=any(one.status in _URGENT for one in group),
    )


def _finding(item: Item, names: Mapping[str, str], lang: Lang) -> Block:
    facts = {
        "status": "" if item.reminded else say(GRADES[item.grade], lang),
        "id": listed([item.id, one_line(item.license.number)], lang),
    }
    # Whose it is stands first: the words may end with a command to copy.
    title = in_language(COLON, lang).join([names[item.license.file], say(item.title, lang)])
    return Block(title=title, facts=_labelled(facts, lang), urgent=not item.reminded)


def _unread(one: UnreadFile, lang: Lang) -> Block:
    facts = {"file": one.words(problem_line(one.first, lang), lang)}
    return Block(title=say(_NOT_READ, lang), facts=_labelled(facts, lang))


def _labelled(facts: Mapping[str, str], lang: Lang) -> tuple[tuple[str, str], ...]:
    return tuple((label(name, lang), fact) for name, fact in facts.items() if fact)


def _clause(rule: Rule, lang: Lang) -> dict[str, str]:
    """The clause and its words on one line; only the words where its number was not read."""
    number, (name, words) = clause_cell(rule.basis, lang), in_its_words(rule)
    if not number:
        return {name: words}
    return {"clause": f"{above_its_words(rule, number, lang)} {words}"}


def _file_by(deadline: Deadline, lang: Lang) -> str:
    """The day, how far away it is, and what else is the matter with it."""
    words = [dated(deadline.file_by, lang), how_far(deadline, lang), may_still(deadline, lang)]
    if deadline.certainty is Certainty.PROVISIONAL:
        words.append(label(deadline.certainty, lang))
    return in_language(PAUSE, lang).join(filter(None, words))
