"""A license file → License, or every problem in it (design § 2)."""

import re
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from icpcli.calendar.period_words import parse_due, parse_period
from icpcli.calendar.periods import CALENDAR, shift
from icpcli.files.fields import Fields, Item, read_data, read_file
from icpcli.files.typed_words import nearest
from icpcli.model.license import (
    EACH_YEAR,
    EXPIRES,
    ISSUED,
    YEAR,
    Alert,
    Due,
    Duty,
    Ended,
    License,
    Period,
    Rule,
    Unread,
    Website,
    Yearly,
)
from icpcli.model.problem import IcpError, Text

DOCUMENT = ("license", "events", "rules", "duties", "unread")
LICENSE = (
    "number",
    "holder",
    "short_name",
    "owner",
    "legal_representative",
    "business",
    "excludes",
    "issuer",
    "issued",
    "expires",
    "continuing",
    "no_renewal",
    "ended",
    "tracked_from",
    "websites",
)
ENDED = ("on", "why")
WEBSITE = ("name", "domain", "server", "access_provider")
EVENT = ("zh", "en", "asks")
RULE = (
    "id",
    "title",
    "clause",
    "quote",
    "trigger",
    "due",
    "prepare",
    "only_if",
    "alternative",
    "recipient",
    "filing",
    "gate",
    "closed_by",
    "alert",
    "see_also",
)
DUTY = ("clause", "title", "quote", "applies", "reason")
UNREAD = ("clause", "text")
CONTINUING = {"yes": True, "no": False, "undecided": None}
ONLY_IF = {"continuing": True, "not continuing": False}

_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", re.ASCII)
_NOT_IDS = (ISSUED, EXPIRES, YEAR, "true", "false", "null")
_FIXED_TRIGGERS = (ISSUED, EXPIRES, EACH_YEAR)
_NO_WORDS = Text("", "")
_NO_EVENTS: tuple[dict[str, Text], dict[str, str]] = ({}, {})
_PAPER_REQUIRED = ("number", "holder", "issued", "expires")
_RULE_REQUIRED = ("id", "title", "clause", "quote", "trigger", "recipient", "filing")


class _Declared(NamedTuple):
    """What a rule may count from: the license's own dates, and its events, whose dates are open."""

    issued: date | None
    expires: date | None
    events: dict[str, Text]


def read_license(path: Path) -> License:
    """The license in the YAML file `path`.

    Raises `IcpError` (`invalid_license`) with every problem of the file, sorted by place.
    """
    return _license(read_file(path, "invalid_license"), str(path))


def parse_license(text: str, file: str) -> License:
    """The license in the text of a file that need not be there yet. Raises as `read_license` does."""
    root = read_data(text.encode(), file, "invalid_license")
    assert root is not None, "a license is more than comments"
    return _license(root, file)


def _license(root: Item, file: str) -> License:
    document = root.fields(DOCUMENT, required=("license", "rules"))
    paper = document.read("license", lambda item: item.fields(LICENSE, _PAPER_REQUIRED), Fields())
    issued, expires = _term(paper)
    events, asks = document.read("events", _events, _NO_EVENTS)
    declared = _Declared(issued, expires, events)
    license = License(
        file=file,
        number=paper.read("number", Item.text, ""),
        holder=paper.read("holder", Item.text, ""),
        legal_representative=paper.read("legal_representative", Item.blank_text, ""),
        business=paper.read("business", Item.blank_text, ""),
        excludes=paper.read("excludes", Item.blank_text, ""),
        issuer=paper.read("issuer", Item.blank_text, ""),
        issued=issued or CALENDAR.earliest,
        expires=expires or CALENDAR.latest,
        continuing=CONTINUING.get(
            paper.read("continuing", lambda item: item.choice(CONTINUING), "undecided")
        ),
        no_renewal=paper.read("no_renewal", Item.text, ""),
        ended=paper.read("ended", lambda item: _ended(item, issued), None),
        websites=paper.read("websites", _websites, ()),
        events=events,
        asks=asks,
        rules=document.read("rules", lambda item: _rules(item, declared), ()),
        duties=document.read("duties", _duties, ()),
        tracked_from=paper.read("tracked_from", _calendar_date, None),
        unread=document.read("unread", _unread_sentences, ()),
        short_name=paper.read("short_name", Item.text, ""),
        owner=paper.read("owner", Item.text, ""),
    )
    root.problems.stop()
    return license


def _term(paper: Fields) -> tuple[date | None, date | None]:
    issued = paper.read("issued", _calendar_date, None)
    expires = paper.read("expires", _calendar_date, None)
    if issued and expires and expires < issued:
        paper["expires"].refuse(
            f"有效期至 {expires}，早于发证日期 {issued}",
            f"expires {expires}, before it was issued ({issued})",
        )
    return issued, expires


def _ended(item: Item, issued: date | None) -> Ended | None:
    fields = item.fields(ENDED, required=ENDED)
    on = fields.read("on", _calendar_date, None)
    why = fields.read("why", Item.text, "")
    if on and issued and on < issued:
        fields["on"].refuse(
            f"{on} 早于发证日期 {issued}", f"{on} lies before the license was issued ({issued})"
        )
    return Ended(on, why) if on else None


def _calendar_date(item: Item) -> date | None:
    return item.date_within(*CALENDAR)


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


def _events(item: Item) -> tuple[dict[str, Text], dict[str, str]]:
    """The title of each event, and the event that some of them ask about."""
    titles: dict[str, Text] = {}
    asks: dict[str, str] = {}
    declared = item.entries()
    for name, entry in declared.items():
        _check_id(entry, name)
        fields = entry.fields(EVENT, required=("zh",))
        titles[name] = fields.text()
        if "asks" in fields:
            asks[name] = _other(fields["asks"], name, declared, Text("事件", "event"))
    return titles, asks


def _other(item: Item, name: str, declared: Collection[str], what: Text) -> str:
    """A declared name that is not `name` itself."""
    other = item.text()
    if other and other not in declared:
        item.refuse(*_undeclared(*what, other, declared))
    elif other == name:
        item.refuse(f"“{name}”不能指向自己", f'"{name}" cannot name itself')
    return other


def _rules(item: Item, declared: _Declared) -> tuple[Rule, ...]:
    entries = item.items()
    if item.node.items == []:
        item.refuse("至少要有一条规则", "at least one rule is needed")
    rules = tuple(_rule(entry, declared) for entry in entries)
    lines = _lines_by_id(entries, rules)
    for entry, rule in zip(entries, rules, strict=True):
        for trigger, others in rule.see_also.items():
            for other in others:
                if other not in lines:
                    entry.entries()["see_also"].entries()[trigger].refuse(
                        *_undeclared("规则", "rule", other, lines)
                    )
    return rules


def _lines_by_id(entries: Iterable[Item], rules: Iterable[Rule]) -> dict[str, int]:
    lines: dict[str, int] = {}
    for entry, rule in zip(entries, rules, strict=True):
        if rule.id in lines:
            entry.entries()["id"].refuse(
                f"规则“{rule.id}”重复（第一次在第 {lines[rule.id]} 行）",
                f'duplicate rule id "{rule.id}" (first on line {lines[rule.id]})',
            )
        elif rule.id:
            lines[rule.id] = entry.entries()["id"].at[0]
    return lines


def _rule(item: Item, declared: _Declared) -> Rule:
    fields = item.fields(RULE, _RULE_REQUIRED)
    triggers: tuple[str, ...] = fields.read(
        "trigger", lambda trigger: _triggers(trigger, declared.events), ()
    )
    due = fields.read("due", lambda value: value.parsed(parse_due, None), None)
    prepare = fields.read("prepare", lambda value: value.parsed(parse_period, None), None)
    _check_due(item, fields, triggers, due)
    _check_alternative(item, fields)
    for name, period in (("due", due), ("prepare", prepare)):
        if isinstance(period, Period):
            _check_reach(fields[name], period, _anchors(triggers, due, declared))
    return Rule(
        id=fields.read("id", _id, ""),
        title=fields.read("title", Item.texts, _NO_WORDS),
        clause=fields.read("clause", Item.text, ""),
        quote=fields.read("quote", Item.text, ""),
        triggers=triggers,
        due=due,
        prepare=prepare,
        continuing=ONLY_IF.get(fields.read("only_if", lambda value: value.choice(ONLY_IF), "")),
        recipient=fields.read("recipient", Item.blank_text, ""),
        filing=fields.read("filing", Item.texts, _NO_WORDS),
        gate=fields.read("gate", Item.texts, None),
        alternative=fields.read("alternative", _id, ""),
        closed_by=fields.read(
            "closed_by", lambda value: _closed_by(value, triggers, declared.events), ""
        ),
        alert=fields.read("alert", _alert, None),
        see_also=fields.read("see_also", lambda value: _see_also(value, triggers), {}),
        line=item.at[0],
    )


def _id(item: Item) -> str:
    name = item.text()
    if name:
        _check_id(item, name)
    return name


def _check_id(item: Item, name: str) -> None:
    if name in _NOT_IDS:
        item.refuse(
            f"“{name}”另有含义，不能作标识", f'"{name}" means something else and cannot be an id'
        )
    elif not _ID.fullmatch(name):
        item.refuse(
            f"“{name}”不能作标识（用小写英文字母、数字和连字符，字母开头，如 annual-report）",
            f'"{name}" is not an id (lower-case letters, digits and hyphens, such as annual-report)',
        )


def _triggers(item: Item, events: dict[str, Text]) -> tuple[str, ...]:
    known = {} if item.node.items is not None else dict.fromkeys(_FIXED_TRIGGERS)
    known |= dict.fromkeys(events)
    names: dict[str, None] = {}
    for entry in _one_or_more(item):
        name = entry.text()
        if name and name not in known:
            entry.refuse(*_undeclared("事件", "event", name, known))
        elif name in names:
            entry.refuse(f"“{name}”重复", f'"{name}" stands here twice')
        names[name] = None
    return tuple(names)


def _one_or_more(item: Item) -> list[Item]:
    """The entries of a list that must not be empty, or the one value that stands in its place."""
    if item.node.items is None:
        return [item]
    if not item.node.items:
        item.refuse("不能为空", "must not be empty")
    return item.items()


def _check_due(item: Item, fields: Fields, triggers: tuple[str, ...], due: Due | None) -> None:
    if item.node.complete and not fields.keys() & {"due", "gate"}:
        item.refuse(
            "缺少“due”（只有批准要求而无期限时写“gate”）",
            '"due" is missing (or "gate", for an approval without a date)',
        )
    if due is not None and triggers and isinstance(due, Yearly) != (triggers == (EACH_YEAR,)):
        fields["due"].refuse(
            "“each year”须配窗口（如 Q1），窗口也只能配“each year”",
            '"each year" goes with a window (such as Q1), and a window with "each year"',
        )


def _check_alternative(item: Item, fields: Fields) -> None:
    """Refuse an alternative where nothing says which of the two ways this rule is.

    That the other rule is not in the file is no mistake of form, but a finding (semantics § 6).
    """
    if "alternative" not in fields:
        return
    if "only_if" not in fields and item.node.complete:
        item.refuse("写了“alternative”，就须写“only_if”", '"alternative" needs "only_if" beside it')
    named = fields["alternative"].node.text
    if named and "id" in fields and named == fields["id"].node.text:
        fields["alternative"].refuse(f"“{named}”不能指向自己", f'"{named}" cannot name itself')


def _closed_by(item: Item, triggers: tuple[str, ...], events: dict[str, Text]) -> str:
    """The event that closes a deadline of the rule; one that starts it cannot."""
    name = item.text()
    if name and name not in events:
        item.refuse(*_undeclared("事件", "event", name, events))
    elif name in triggers:
        item.refuse(
            f"“{name}”触发本规则，不能同时办结它",
            f'"{name}" starts this rule and cannot close it as well',
        )
    return name


def _check_reach(item: Item, period: Period, anchors: Iterable[date]) -> None:
    """Refuse a period that leaves the calendar from one of the days on which it may begin.

    A working day is taken for one day here: more, it certainly needs, but how many is for the
    working-day calendar to say.
    """
    unit = "days" if period.unit == "working days" else period.unit
    for anchor in anchors:
        try:
            shift(anchor, Period(period.n, unit, period.direction))
        except IcpError:
            item.refuse(
                f"从 {anchor} 起算会超出 {CALENDAR.earliest} 至 {CALENDAR.latest} 的日历",
                f"counted from {anchor}, this leaves the calendar of "
                f"{CALENDAR.earliest} to {CALENDAR.latest}",
            )
            return


def _anchors(triggers: Iterable[str], due: Due | None, declared: _Declared) -> Iterator[date]:
    """The first and the last day on which a period of a rule may begin, within the term."""
    issued, expires = declared.issued, declared.expires
    for trigger in triggers:
        if trigger == EACH_YEAR:
            if isinstance(due, Yearly) and issued and expires:
                yield date(issued.year + 1, *due.windows[0].opens)
                yield date(expires.year, *due.windows[0].opens)
        else:
            if issued and trigger != EXPIRES:
                yield issued
            if expires and trigger != ISSUED:
                yield expires


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
        others[trigger] = tuple(filter(None, (entry.text() for entry in _one_or_more(names))))
    return others


def _duties(item: Item) -> tuple[Duty, ...]:
    return tuple(_duty(entry) for entry in item.items())


def _duty(item: Item) -> Duty:
    fields = item.fields(DUTY, required=("clause", "title", "quote", "applies"))
    applies = fields.read("applies", Item.flag, True)
    if item.node.complete and not applies and "reason" not in fields:
        item.refuse("不适用的义务须写明“reason”", 'a duty that does not apply needs a "reason"')
    return Duty(
        clause=fields.read("clause", Item.text, ""),
        title=fields.read("title", Item.texts, _NO_WORDS),
        quote=fields.read("quote", Item.text, ""),
        applies=applies,
        reason=fields.read("reason", Item.texts, None),
    )


def _unread_sentences(item: Item) -> tuple[Unread, ...]:
    return tuple(_unread(entry) for entry in item.items())


def _unread(item: Item) -> Unread:
    fields = item.fields(UNREAD, required=UNREAD)
    return Unread(
        clause=fields.read("clause", Item.text, ""),
        text=fields.read("text", Item.text, ""),
        line=item.at[0],
    )


def _undeclared(zh: str, en: str, name: str, known: Collection[str]) -> Text:
    near = nearest(name, known)
    if not near and not known:
        return Text(f"没有声明过{zh}“{name}”", f'no {en} "{name}" is declared')
    return Text(
        f"没有声明过{zh}“{name}”（{'是不是' if near else '已有'}：{near or '、'.join(known)}）",
        f'no {en} "{name}" is declared '
        f"({'did you mean' if near else 'declared'}: {near or ', '.join(known)})",
    )
