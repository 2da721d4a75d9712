"""Rule sets as answers: those that there are, or one of them in full."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from icpcli.model.license import Duty, InForce, Override, Rule
from icpcli.model.rule_set import DueWords, Events, Held, RuleSet
from icpcli.render.answers.deadlines import in_force_object, provision_object
from icpcli.render.formats.json import both, iso
from icpcli.render.formats.rows import Page, Row, Rows
from icpcli.render.labels import LABELS
from icpcli.render.words import NOTHING, Lang, conditions, one_line, say

if TYPE_CHECKING:
    from rich.console import RenderableType

_RULE_COLUMNS = (
    "what",
    "id",
    "title",
    "law",
    "article",
    "order",
    "in_force",
    "source",
    "trigger",
    "due",
    "period",
    "only_if",
    "applies_if",
    "recipient",
    "filing",
    "gate",
    "consequence",
    "quote",
    "paraphrase",
    "note",
)
_MAIN = ("id", "title", "article", "period", "recipient", "source")


class RuleSets(NamedTuple):
    """The sets that ship and the user's own; and what was not confirmed of licenses without one.

    `named` are the sets that the licenses at hand name.
    """

    rule_sets: Sequence[RuleSet]
    held: Sequence[Held]
    named: Collection[str] = ()

    def json(self) -> dict[str, Any]:
        """The sets, how many rules each has and how they were read; `held` are no rules."""
        return {
            "rule_sets": [
                {
                    **_set(one),
                    "rules": len(one.rules),
                    "duties": len(one.duties),
                    "sources": one.sources,
                    "named": one.id in self.named,
                }
                for one in self.rule_sets
            ],
            "held": [_held(one) for one in self.held],
        }

    def rows(self, lang: Lang) -> Rows:
        """One row a set."""
        return Rows(
            (
                "rule_set",
                "kind",
                "title",
                "rules",
                "duties",
                "sources",
                "authority",
                "own",
                "named",
            ),
            tuple(_set_row(one, self.named, lang) for one in self.rule_sets),
            main=("rule_set", "kind", "title", "rules", "sources", "authority"),
            page=Page(LABELS["rule_sets"]),
        )

    def screen(self, lang: Lang, width: int) -> "RenderableType":
        """What a person reads, drawn for `width` columns."""
        from icpcli.render.screens.rules import sets_screen

        return sets_screen(self.rule_sets, self.held, self.named, lang, width)


class OneRuleSet(NamedTuple):
    """A set in full; `due` are the periods of its rules in words, by rule."""

    rule_set: RuleSet
    due: Mapping[str, DueWords]

    def json(self) -> dict[str, Any]:
        """The set with its events and flags, its rules and duties, and what was not confirmed."""
        one = self.rule_set
        return {
            "rule_set": {
                **_set(one),
                "flags": [{"id": id, "title": both(title)} for id, title in one.flags.items()],
                "events": _events(one.events),
            },
            "rules": [_rule(rule, self.due[rule.id]) for rule in one.rules],
            "duties": [_duty(duty) for duty in one.duties],
            "held": [_held(held) for held in one.held],
        }

    def rows(self, lang: Lang) -> Rows:
        """One row a rule, a duty without a date, and a period that was not confirmed."""
        one = self.rule_set
        return Rows(
            _RULE_COLUMNS,
            (
                *(_rule_row(rule, one, self.due[rule.id], lang) for rule in one.rules),
                *(_duty_row(duty, lang) for duty in one.duties),
                *(_held_row(held, lang) for held in one.held),
            ),
            main=_MAIN,
            page=Page(one.title),
        )

    def screen(self, lang: Lang, width: int) -> "RenderableType":
        """What a person reads, drawn for `width` columns."""
        from icpcli.render.screens.rules import set_screen

        return set_screen(self.rule_set, self.due, lang, width)


def _set(one: RuleSet) -> dict[str, Any]:
    return {
        "id": one.id,
        "kind": one.kind,
        "title": both(one.title),
        "authority": one.authority or None,
        "term": one.term or None,
        "kinds": [
            {"id": id, "code": kind.code, "title": both(kind.business)}
            for id, kind in one.kinds.items()
        ],
        "own": one.own,
        "file": one.file if one.own else None,
    }


def _events(events: Events) -> list[dict[str, Any]]:
    return [
        {
            "id": id,
            "title": both(title),
            "planned": id in events.plans,
            "becomes": events.plans.get(id, ()),
            "asks": events.asks.get(id),
        }
        for id, title in events.titles.items()
    ]


def _rule(rule: Rule, due: DueWords) -> dict[str, Any]:
    return {
        "id": rule.id,
        "title": both(rule.title),
        "clause": rule.clause or rule.article,
        "quote": rule.quote or None,
        **provision_object(rule),
        "trigger": rule.triggers,
        "due": due.written,
        "period": both(due.said),
        "overrides": [_override(one) for one in rule.overrides],
        "only_if": conditions(rule),
        "recipient": rule.recipient or None,
        "filing": both(rule.filing),
        "gate": both(rule.gate) if rule.gate else None,
        "alternative": rule.alternative or None,
        "closed_by": rule.closed_by or None,
        "see_also": rule.see_also,
        "note": rule.note or None,
    }


def _override(one: Override) -> dict[str, Any]:
    days = {"opens": iso(one.opens), "due": str(one.due), "source": one.source or None}
    return {**one._asdict(), **days}


def _duty(duty: Duty) -> dict[str, Any]:
    return {
        "clause": duty.clause or duty.article,
        "title": both(duty.title),
        "quote": duty.quote or None,
        "law": duty.law or None,
        "article": duty.article or None,
        "order": duty.order or None,
        "in_force": in_force_object(duty.in_force),
        "source": duty.source or None,
        "applies": duty.applies,
        "reason": both(duty.reason) if duty.reason else None,
    }


def _held(one: Held) -> dict[str, Any]:
    return {
        "set": one.rule_set or None,
        "rule": one.rule,
        "title": both(one.title),
        "due": one.due.written,
        "source": one.source or None,
        "note": one.note or None,
    }


def _set_row(one: RuleSet, named: Collection[str], lang: Lang) -> Row:
    return (
        one.id,
        one.kind,
        say(one.title, lang),
        str(len(one.rules)),
        str(len(one.duties)),
        " ".join(f"{source}:{n}" for source, n in one.sources.items()),
        one_line(one.authority),
        "true" if one.own else "false",
        "true" if one.id in named else "false",
    )


def _rule_row(rule: Rule, one: RuleSet, due: DueWords, lang: Lang) -> Row:
    return (
        "rule",
        rule.id,
        say(rule.title, lang),
        one_line(rule.law),
        one_line(rule.article or rule.clause),
        one_line(rule.order),
        _since(rule.in_force),
        rule.source,
        _joined(rule.triggers),
        _joined(due.written),
        say(due.said, lang),
        _joined(conditions(rule)),
        one_line(rule.applies_if),
        one_line(rule.recipient),
        say(rule.filing, lang),
        say(rule.gate or NOTHING, lang),
        say(rule.consequence.words, lang) if rule.consequence else "",
        one_line(rule.quote),
        one_line(rule.paraphrase),
        one_line(rule.note),
    )


def _duty_row(duty: Duty, lang: Lang) -> Row:
    return _row(
        what="duty",
        title=say(duty.title, lang),
        law=one_line(duty.law),
        article=one_line(duty.article or duty.clause),
        order=one_line(duty.order),
        in_force=_since(duty.in_force),
        source=duty.source,
        quote=one_line(duty.quote),
        note=say(duty.reason or NOTHING, lang),
    )


def _held_row(held: Held, lang: Lang) -> Row:
    return _row(
        what="held",
        id=held.rule,
        title=say(held.title, lang),
        due=_joined(held.due.written),
        period=say(held.due.said, lang),
        source=one_line(held.source),
        note=one_line(held.note),
    )


def _row(**cells: str) -> Row:
    return tuple(cells.get(column, "") for column in _RULE_COLUMNS)


def _since(in_force: InForce) -> str:
    """`2022-03-01/`, as ISO 8601 writes a time without an end."""
    since, until = in_force
    return f"{since or ''}/{until or ''}" if since or until else ""


def _joined(words: Iterable[str]) -> str:
    return "; ".join(words)
