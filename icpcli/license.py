"""A license file → License, or every problem in it (design § 2)."""

import re
from collections.abc import Callable, Collection
from datetime import date
from pathlib import Path
from typing import TypeVar

from icpcli.errors import Text
from icpcli.model import (
    EACH_YEAR,
    EXPIRES,
    ISSUED,
    Alert,
    Due,
    Duty,
    License,
    Period,
    Rule,
    Website,
    Window,
)
from icpcli.periods import parse_due, parse_period, shift
from icpcli.reader import Fields, Item, nearest, read_file
from icpcli.workdays import FIRST_DAY, LAST_DAY, OutOfCalendarError

DOCUMENT = ("license", "events", "rules", "duties")
LICENSE = (
    "number",
    "holder",
    "legal_representative",
    "business",
    "excludes",
    "issuer",
    "issued",
    "expires",
    "continuing",
    "websites",
)
WEBSITE = ("name", "domain", "server", "access_provider")
RULE = (
    "id",
    "title",
    "clause",
    "quote",
    "trigger",
    "due",
    "prepare",
    "only_if",
    "recipient",
    "filing",
    "gate",
    "alert",
    "see_also",
)
DUTY = ("clause", "title", "quote", "applies", "reason")
CONTINUING = {"yes": True, "no": False, "undecided": None}
ONLY_IF = {"continuing": True, "not continuing": False}

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*", re.ASCII)
_FIXED_TRIGGERS = (ISSUED, EXPIRES, EACH_YEAR)
_Due = TypeVar("_Due", bound=Due)


def read_license(path: Path) -> License:
    """The license in the YAML file `path`.

    Raises `IcpError` (`invalid_license`) with every problem of the file, sorted by place.
    """
    root = read_file(path, "invalid_license")
    document = root.fields(DOCUMENT, required=("license", "rules"))
    paper = document.read("license", _paper, Fields())
    issued = paper.read("issued", _calendar_date, None)
    expires = paper.read("expires", _calendar_date, None)
    if issued and expires and expires < issued:
        paper["expires"].refuse(
            f"有效期至 {expires} 早于发证日期 {issued}",
            f"expires {expires}, before it was issued ({issued})",
        )
    events = document.read("events", _events, {})
    anchors = {ISSUED: issued, EXPIRES: expires}
    license = License(
        file=str(path),
        number=paper.read("number", Item.text, ""),
        holder=paper.read("holder", Item.text, ""),
        legal_representative=paper.read("legal_representative", Item.blank_text, ""),
        business=paper.read("business", Item.blank_text, ""),
        excludes=paper.read("excludes", Item.blank_text, ""),
        issuer=paper.read("issuer", Item.blank_text, ""),
        issued=issued or FIRST_DAY,
        expires=expires or LAST_DAY,
        continuing=CONTINUING.get(
            paper.read("continuing", lambda item: item.choice(CONTINUING), "undecided")
        ),
        websites=paper.read("websites", _websites, ()),
        events=events,
        rules=document.read("rules", lambda item: _rules(item, events, anchors), ()),
        duties=document.read("duties", _duties, ()),
    )
    root.problems.stop()
    return license


def _paper(item: Item) -> Fields:
    return item.fields(LICENSE, required=("number", "holder", "issued", "expires"))


def _calendar_date(item: Item) -> date | None:
    day = item.date()
    if day is None or FIRST_DAY <= day <= LAST_DAY:
        return day
    item.refuse(
        f"{day} 不在 {FIRST_DAY} 至 {LAST_DAY} 之间",
        f"{day} is not within {FIRST_DAY} to {LAST_DAY}",
    )
    return None


def _websites(item: Item) -> tuple[Website, ...]:
    return tuple(_website(entry) for entry in item.items())


def _website(item: Item) -> Website:
    fields = item.fields(WEBSITE, required=("name", "domain"))
    return Website(
        name=fields.read("name", Item.text, ""),
        domain=fields.read("domain", Item.text, ""),
        server=fields.read("server", Item.blank_text, ""),
        access_provider=fields.read("access_provider", Item.blank_text, ""),
    )


def _events(item: Item) -> dict[str, Text]:
    events = {}
    for name, title in item.entries().items():
        if not _ID.fullmatch(name) or name in _FIXED_TRIGGERS:
            title.refuse(*_bad_id(name))
        events[name] = title.texts()
    return events


def _rules(
    item: Item, events: dict[str, Text], anchors: dict[str, date | None]
) -> tuple[Rule, ...]:
    entries = item.items()
    if item.node.items == []:
        item.refuse("至少要有一条规则", "at least one rule is needed")
    read = [(entry, _rule(entry, events, anchors)) for entry in entries]
    lines: dict[str, int] = {}
    for entry, rule in read:
        if rule.id in lines:
            entry.entries()["id"].refuse(
                f"规则“{rule.id}”重复（第一次在第 {lines[rule.id]} 行）",
                f'duplicate rule id "{rule.id}" (first on line {lines[rule.id]})',
            )
        elif rule.id:
            lines[rule.id] = rule.line
    for entry, rule in read:
        for trigger, others in rule.see_also.items():
            for other in others:
                if other not in lines:
                    entry.entries()["see_also"].entries()[trigger].refuse(
                        *_undeclared("规则", "rule", other, lines)
                    )
    return tuple(rule for _, rule in read)


def _rule(item: Item, events: dict[str, Text], anchors: dict[str, date | None]) -> Rule:
    fields = item.fields(
        RULE, required=("id", "title", "clause", "quote", "trigger", "recipient", "filing")
    )
    triggers = fields.read("trigger", lambda trigger: _triggers(trigger, events), ())
    due = fields.read("due", lambda value: _parsed(value, parse_due), None)
    prepare = fields.read("prepare", lambda value: _parsed(value, parse_period), None)
    if not fields.keys() & {"due", "gate"}:
        item.refuse(
            "缺少“due”（只有批准要求而无期限时写“gate”）",
            '"due" is missing (or "gate", for an approval without a date)',
        )
    if due is not None and triggers and isinstance(due, Window) != (triggers == (EACH_YEAR,)):
        fields["due"].refuse(
            "“each year”须配窗口（如 Q1），窗口也只能配“each year”",
            '"each year" goes with a window (such as Q1), and a window with "each year"',
        )
    _check_reach(fields, triggers, {"due": due, "prepare": prepare}, anchors)
    return Rule(
        id=fields.read("id", _id, ""),
        title=fields.read("title", Item.texts, Text("", "")),
        clause=fields.read("clause", Item.text, ""),
        quote=fields.read("quote", Item.text, ""),
        triggers=triggers,
        due=due,
        prepare=prepare,
        continuing=ONLY_IF.get(fields.read("only_if", lambda value: value.choice(ONLY_IF), "")),
        recipient=fields.read("recipient", Item.blank_text, ""),
        filing=fields.read("filing", Item.texts, Text("", "")),
        gate=fields.read("gate", Item.texts, None),
        alert=fields.read("alert", _alert, None),
        see_also=fields.read("see_also", lambda value: _see_also(value, triggers), {}),
        line=item.at[0],
    )


def _id(item: Item) -> str:
    name = item.text()
    if name and not _ID.fullmatch(name):
        item.refuse(*_bad_id(name))
    return name


def _triggers(item: Item, events: dict[str, Text]) -> tuple[str, ...]:
    many = item.node.items is not None
    entries = item.items() if many else [item]
    known = tuple(events) if many else (*_FIXED_TRIGGERS, *events)
    names = []
    for entry in entries:
        name = entry.text()
        if name and name not in known:
            entry.refuse(*_undeclared("事件", "event", name, known))
        elif name in names:
            entry.refuse(f"“{name}”重复", f'"{name}" stands here twice')
        names.append(name)
    if many and not entries:
        item.refuse("不能为空", "must not be empty")
    return tuple(names)


def _parsed(item: Item, parse: Callable[[str], _Due]) -> _Due | None:
    text = item.text()
    try:
        return parse(text) if text else None
    except ValueError as error:
        item.refuse(*error.args[0])
        return None


def _check_reach(
    fields: Fields,
    triggers: tuple[str, ...],
    periods: dict[str, Due | None],
    anchors: dict[str, date | None],
) -> None:
    """Refuse periods that leave the calendar from their anchor, or from every event's date."""
    for name, period in periods.items():
        if not isinstance(period, Period):
            continue
        farthest = FIRST_DAY if period.direction == "after" else LAST_DAY
        for trigger in triggers:
            anchor = anchors.get(trigger, farthest)
            if anchor is None:
                continue
            try:
                shift(anchor, _at_least(period))
            except OutOfCalendarError:
                fields[name].refuse(
                    f"从 {anchor} 起算会超出 {FIRST_DAY} 至 {LAST_DAY} 的日历",
                    f"counted from {anchor}, this leaves the calendar of {FIRST_DAY} to {LAST_DAY}",
                )


def _at_least(period: Period) -> Period:
    """The same period, or for working days the shortest run of calendar days that can hold them."""
    if period.unit != "working days":
        return period
    return Period(max(1, period.count * 7 // 5 - 2), "days", period.direction)


def _alert(item: Item) -> Alert | None:
    fields = item.fields(("warning", "critical"), required=("warning", "critical"))
    if len(fields) < 2:
        return None
    alert = Alert(fields["warning"].integer(0, 9999), fields["critical"].integer(0, 9999))
    if alert.critical > alert.warning:
        fields["critical"].refuse(
            "critical 的天数不能多于 warning", "critical must not be more days than warning"
        )
    return alert


def _see_also(item: Item, triggers: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    others = {}
    for trigger, names in item.entries().items():
        if trigger not in triggers:
            names.refuse(
                *_undeclared("本规则的触发事件", "trigger of this rule", trigger, triggers)
            )
        entries = names.items() if names.node.items is not None else [names]
        others[trigger] = tuple(entry.text() for entry in entries)
    return others


def _duties(item: Item) -> tuple[Duty, ...]:
    return tuple(_duty(entry) for entry in item.items())


def _duty(item: Item) -> Duty:
    fields = item.fields(DUTY, required=("clause", "title", "quote", "applies"))
    applies = fields.read("applies", lambda value: value.choice(("true", "false")), "true")
    if applies == "false" and "reason" not in fields:
        item.refuse("不适用的义务须写明“reason”", 'a duty that does not apply needs a "reason"')
    return Duty(
        clause=fields.read("clause", Item.text, ""),
        title=fields.read("title", Item.texts, Text("", "")),
        quote=fields.read("quote", Item.text, ""),
        applies=applies == "true",
        reason=fields.read("reason", Item.texts, None),
    )


def _bad_id(name: str) -> Text:
    return Text(
        f"“{name}”不能作标识（用小写英文、数字和连字符，如 annual-report）",
        f'"{name}" is not an id (lower-case letters, digits and hyphens, such as annual-report)',
    )


def _undeclared(zh: str, en: str, name: str, known: Collection[str]) -> Text:
    near = nearest(name, known)
    listed = near or ", ".join(known)
    return Text(
        f"没有声明过{zh}“{name}”（{'是不是' if near else '已有'}：{listed}）",
        f'no {en} "{name}" is declared ({"did you mean" if near else "declared"}: {listed})',
    )
