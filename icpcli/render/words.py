"""How a single value is written in words, in either language."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Literal
from unicodedata import category

from icpcli.model.deadline import Deadline, Status
from icpcli.model.license import CLAUSE_NOT_READ, InForce, License, Rule
from icpcli.model.problem import Problem, Text

Lang = Literal["zh", "en"]

_WEEKDAYS = (
    Text("周一", "Mon"),
    Text("周二", "Tue"),
    Text("周三", "Wed"),
    Text("周四", "Thu"),
    Text("周五", "Fri"),
    Text("周六", "Sat"),
    Text("周日", "Sun"),
)

_HARMFUL = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})


def is_harmful(sign: str) -> bool:
    """Control and format characters, lone surrogates: harm on a terminal, no meaning in a title."""
    return category(sign) in _HARMFUL


def one_line(text: str) -> str:
    """Text out of a file, made harmless: on one line, without control characters."""
    if text.isprintable():
        return text.strip()
    return "".join(sign for sign in " ".join(text.split()) if not is_harmful(sign))


NOTHING = Text("", "")
LIST = Text("、", ", ")
PAUSE = Text("，", ", ")
STOP = Text("；", "; ")
COLON = Text("：", ": ")
_TITLED = Text("{name}：{value}", "{name}: {value}")
_IF_TODAY = Text("假如今天（{today}）发生", "If it happened today ({today})")
_OWN_DAY = Text("{day}（企业自定，非法定要求）", "{day} (not law)")
_IN_SUBSTANCE = Text("{clause}（大意）", "{clause} (in substance)")
_FROM = Text("{since} 起", "from {since}")
_TO = Text("至 {until}", "to {until}")
_FROM_TO = Text("{since} 至 {until}", "{since} to {until}")
_OR = Text(" 或 ", " or ")
_UNREAD = Text(
    "{n} 个文件或行读不出，没有计入", "files or rows that could not be used: {n}, left out"
)
_OVERDUE = Text("已逾期 {n} 天", "{n} {unit} late")
_OVERDUE_TODAY = Text("已逾期", "late")
_WAIVED = Text("{n} 项暂缓提醒", "{n} waived")
_TODAY = Text("今天", "today")
_IN_DAYS = Text("还有 {n} 天", "in {n} {unit}")
_DAYS_AGO = Text("已过 {n} 天", "{n} {unit} ago")
_DAYS_BACK = Text("{n} 天前", "{n} {unit} ago")
_MAY_STILL = Text("可能仍可办理，至 {due}", "may still be filed, until {due}")
_FILED = Text("{day} 办理", "Filed {day}")
_LAST_DAY = Text("最后一日当天", "on the last day")
_CLOSED_BY = Text("{day} 因办理 {id} 而办结", "Closed by {id}, filed {day}")
_EARLY = Text("提前 {n} 天", "{n} {unit} early")
_MORE = Text("（另有 {n} 处）", " (and {n} more)")
_LATE = Text("迟 {n} 天", "{n} {unit} late")
_EARLY_BY_MINUTES = Text("提前 {hours} 小时 {minutes} 分", "{hours} h {minutes} min early")
_LATE_BY_MINUTES = Text("迟 {hours} 小时 {minutes} 分", "{hours} h {minutes} min late")


def in_language(text: Text, lang: Lang) -> str:
    """The words of `text` in one language, as they stand: for what joins other words."""
    return text.zh if lang == "zh" else text.en


def say(text: Text, lang: Lang, **values: object) -> str:
    """The words of `text` in one language, on one line and harmless.

    `values` fill its `{names}`; without any, braces in it are only braces.
    """
    words = in_language(text, lang)
    return one_line(words.format(**values) if values else words)


def problem_line(problem: Problem, lang: Lang) -> str:
    """What is wrong, with its place in front."""
    return ("" if problem.file else "icp: ") + say(problem.placed, lang)


def first_of(words: str, count: int, lang: Lang) -> str:
    """What is told of several problems where there is room for one: the first, and how many more."""
    more = in_language(_MORE, lang).format(n=count - 1)
    return words + (more if count > 1 else "")


# The tables of labels are loaded where one is looked up: JSON needs none, and starts without them.


def label(name: str, lang: Lang) -> str:
    """The word for a column, a status or a heading."""
    from icpcli.render.labels import LABELS

    return say(LABELS[name], lang)


def heading(column: str, own: Collection[str], lang: Lang) -> str:
    """What stands above a column for people: the word for it; of the user's `own` its name there."""
    from icpcli.render.labels import LABELS

    if column in own or column not in LABELS:
        return one_line(column)
    return label("filed_on" if column == "filed" else column, lang)  # a status is called that, too


def listed(names: Iterable[str], lang: Lang) -> str:
    """Several names in a row."""
    return in_language(LIST, lang).join(names)


def titled(name: str, value: str, lang: Lang) -> str:
    """A value with the word for it in front."""
    return in_language(_TITLED, lang).format(name=label(name, lang), value=value)


def weekday(day: date, lang: Lang) -> str:
    """The name of the day of the week."""
    return say(_WEEKDAYS[day.weekday()], lang)


def dated(day: date | None, lang: Lang) -> str:
    """A date with its day of the week, or nothing."""
    return f"{day} {weekday(day, lang)}" if day else ""


def if_today(as_of: date, lang: Lang) -> str:
    """The heading of what an event today would start."""
    return say(_IF_TODAY, lang, today=dated(as_of, lang))


def happened(deadline: Deadline, lang: Lang) -> str:
    """The event that started the clock, and when; nothing where the clock runs by itself."""
    title = deadline.license.events.get(deadline.trigger)
    if not title:
        return ""
    words = (say(title, lang), one_line(deadline.about), str(deadline.trigger_date))
    return " ".join(filter(None, words))


def names_of(licenses: Collection[License]) -> dict[str, str]:
    """By file, what tells each license from the others: the company; its number where one company
    holds several; its file where one number stands in several."""
    return _told_apart(licenses, "company", "number", "file")


def numbers_of(licenses: Collection[License]) -> dict[str, str]:
    """By file, the number of each license; and its file where one number stands in several."""
    return _told_apart(licenses, "number", "file")


def _told_apart(licenses: Collection[License], *fields: str) -> dict[str, str]:
    """By file, the first of the fields; the next ones, too, where that is not enough."""
    names = {license.file: "" for license in licenses}
    for field in fields:
        taken = Counter(names.values())
        for license in licenses:
            name = names[license.file]
            if not name or taken[name] > 1:
                names[license.file] = f"{name} {one_line(getattr(license, field))}".strip()
    return names


# Compiled when it is first used: a set of Chinese numerals takes a millisecond.
_CLAUSE = r"([〇零一二三四五六七八九十百]+|\d+)(?:（(.+)）)?"  # 十五（八）


def clause_cell(clause: str, lang: Lang) -> str:
    """A clause's number where a heading says that it is one; nothing where it was not read."""
    text = one_line(clause)
    if text == CLAUSE_NOT_READ:
        return ""
    found = re.fullmatch(_CLAUSE, text) if lang == "zh" else None
    if not found:
        return text
    number, item = found.groups()
    return f"第{number}条第（{item}）项" if item else f"第{number}条"


def clause_named(clause: str, lang: Lang) -> str:
    """A clause as a sentence names it: 第十四条, clause 十四."""
    text = clause_cell(clause, lang)
    of_the_paper = text and not text.startswith("《")
    return f"clause {text}" if of_the_paper and lang == "en" else text


def in_its_words(rule: Rule) -> tuple[str, str]:
    """The name of the label of a rule's words, and the words: its own, or what they say in substance
    where they themselves were not read."""
    name = "paraphrase" if rule.paraphrase and not rule.quote else "quote"
    return name, one_line(getattr(rule, name))


def above_its_words(rule: Rule, clause: str, lang: Lang) -> str:
    """The clause as it stands before the words of a rule: 第十四条, or 第十四条（大意）."""
    name, _ = in_its_words(rule)
    return say(_IN_SUBSTANCE, lang, clause=clause).strip() if name == "paraphrase" else clause


def provision(rule: Rule, lang: Lang) -> dict[str, str]:
    """What is known of the law behind a rule, and what follows where it is not kept, by label."""
    from icpcli.render.labels import SOURCES

    words = [one_line(it) for it in (rule.law, rule.order, rule.article) if it]
    return {
        "law": in_language(PAUSE, lang).join(words) if rule.law else "",
        "in_force": in_force(rule.in_force, lang),
        "source": say(SOURCES[rule.source], lang) if rule.source in SOURCES else "",
        "applies_if": one_line(rule.applies_if),
        "consequence": say(rule.consequence.words, lang) if rule.consequence else "",
    }


def in_force(days: InForce, lang: Lang) -> str:
    """From which day a provision is law, and to which; nothing where neither is known."""
    since, until = days
    if until:
        return say(_FROM_TO if since else _TO, lang, since=since, until=until)
    return say(_FROM, lang, since=since) if since else ""


def conditions(rule: Rule) -> list[str]:
    """What a rule depends on, as `only_if` of a file says it."""
    own = [] if rule.continuing is None else [("continuing", rule.continuing)]
    return [name if answer else f"not {name}" for name, answer in (*own, *rule.conditions)]


def sources_read(counts: Mapping[str, object], lang: Lang) -> str:
    """How many provisions of a set were read in which way."""
    from icpcli.render.labels import READ

    return in_language(PAUSE, lang).join(say(READ[it], lang, n=n) for it, n in counts.items())


def own_day(day: date | None, lang: Lang) -> str:
    """A day that the holder chose, told apart from the law's."""
    if day is None:
        return ""
    return say(_OWN_DAY, lang, day=dated(day, lang))


def told_title(deadline: Deadline) -> Text:
    """What to do, where one line must do: renew, or report the end, never one without the other."""
    rule, rules = deadline.rule, {rule.id: rule for rule in deadline.license.rules}
    other = rules.get(rule.alternative) if deadline.alternatives else None
    if other is None:
        return rule.title
    (zh, en), (or_zh, or_en) = (
        (rule.title, other.title) if rule.continuing else (other.title, rule.title)
    )
    return Text(f"{zh}，或{or_zh}", f"{en}, or {or_en[:1].lower()}{or_en[1:]}")


def told_id(deadline: Deadline, lang: Lang) -> str:
    """The id, of a pair both, renewal first."""
    return in_language(_OR, lang).join(_ids(deadline))


def first_id(deadline: Deadline) -> str:
    """The id where there is room for one only: of a pair that of renewal."""
    return _ids(deadline)[0]


def _ids(deadline: Deadline) -> tuple[str, ...]:
    ids = (deadline.id, *deadline.alternatives)
    return ids if deadline.rule.continuing else ids[::-1]


def waived_count(count: int, lang: Lang) -> str:
    """How many deadlines nobody is asked about for a time: no summary leaves them out."""
    return say(_WAIVED, lang, n=count)


def left_out(files: int, lang: Lang) -> str:
    """How many files could not be used: no answer without them calls itself whole."""
    return say(_UNREAD, lang, n=files) if files else ""


def dates_in_words(deadline: Deadline, lang: Lang) -> dict[str, str]:
    """Each date of a deadline that says something, by its name; the day to plan for comes first.

    The day of Civil Code art. 203 is left to the notes: there it is said not to plan for it.
    """
    dates = deadline.dates._asdict()
    if dates["due_latest"] == dates["due"]:
        del dates["due_latest"]
    del dates["extended_to"]
    words = {name: dated(day, lang) for name, day in dates.items()}
    words = {"file_by": words.pop("file_by"), **words}
    words["prepare_from"] = own_day(deadline.dates.prepare_from, lang)
    words["due_at"] = to_the_minute(deadline.due_at)
    return {name: said for name, said in words.items() if said}


def to_the_minute(moment: datetime | None) -> str:
    """A moment in China as a person reads it; nothing where there is none."""
    return f"{moment:%Y-%m-%d %H:%M}" if moment else ""


def days_left(days: int | None, lang: Lang) -> str:
    """How far away a day is, in words."""
    if days is None:
        return ""
    if days == 0:
        return say(_TODAY, lang)
    return say(_IN_DAYS if days > 0 else _DAYS_AGO, lang, n=abs(days), unit=plural("day", days))


def away(days: int | None, lang: Lang) -> str:
    """How far away the day of a finding is: nobody is late for it, so that it does not sound so."""
    if days is None or days >= 0:
        return days_left(days, lang)
    return say(_DAYS_BACK, lang, n=-days, unit=plural("day", days))


def how_far(deadline: Deadline, lang: Lang) -> str:
    """How far away the day to file by is; of what is overdue, how late it is.

    That is counted from the last legal day, on every screen, page and message: two counts for one
    deadline would be taken for two deadlines.
    """
    if deadline.status is not Status.OVERDUE or not (deadline.due and deadline.file_by):
        return days_left(deadline.days_left, lang)
    return overdue_by(deadline.due - deadline.file_by, deadline.days_left or 0, lang)


def overdue_by(between: timedelta, left: int, lang: Lang) -> str:
    """How late something is: `between` its day to file by, of which `left` days are left, and the last
    legal day; of what has hours, on that day itself."""
    days = -left - between.days
    return say(_OVERDUE if days else _OVERDUE_TODAY, lang, n=days, unit=plural("day", days))


def may_still(deadline: Deadline, lang: Lang) -> str:
    """That what is past its day to file by may still be in time, and until when; else nothing."""
    if deadline.due is None or not deadline.is_open or deadline.status is Status.OVERDUE:
        return ""
    passed = (deadline.days_left or 0) < 0
    return say(_MAY_STILL, lang, due=deadline.due) if passed else ""


def plural(noun: str, n: int) -> str:
    """One day, two days; Chinese has no plural."""
    return noun if abs(n) == 1 else f"{noun}s"


def recorded(deadline: Deadline, lang: Lang) -> str:
    """What the journal says of a deadline: filed, and how early or late; closed by the filing of its
    alternative; or waived, until when."""
    if deadline.filed and deadline.filed_as not in ("", deadline.id):
        return say(_CLOSED_BY, lang, id=deadline.filed_as, day=deadline.filed)
    if deadline.filed:
        day = say(_FILED, lang, day=deadline.filed)
        words = filter(None, (day, how_early(deadline, lang)))
        return in_language(PAUSE, lang).join(words)
    if deadline.waived_until:
        return f"{label('waived_until', lang)} {deadline.waived_until}"
    return ""


def how_early(deadline: Deadline, lang: Lang) -> str:
    """How long before its last moment, or its last day, something was filed, or after it, in words."""
    if deadline.minutes_early is None:
        return days_early(deadline.days_early, lang)
    hours, minutes = divmod(abs(deadline.minutes_early), 60)
    words = _EARLY_BY_MINUTES if deadline.minutes_early >= 0 else _LATE_BY_MINUTES
    return say(words, lang, hours=hours, minutes=minutes)


def days_early(days: int | None, lang: Lang) -> str:
    """How long before its last day something was filed, or after it, in words."""
    if days is None:
        return ""
    if days == 0:
        return say(_LAST_DAY, lang)
    return say(_EARLY if days > 0 else _LATE, lang, n=abs(days), unit=plural("day", days))
