"""The words on the screen in both languages, and how a single value is written."""

import re
from collections import Counter
from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import Literal
from unicodedata import category

from icpcli.model.deadline import Deadline
from icpcli.model.license import CLAUSE_NOT_READ, License, Rule
from icpcli.model.problem import Problem, Text

Lang = Literal["zh", "en"]

LABELS = {
    "file_by": Text("计划日", "File by"),
    "due": Text("法定最后一日", "Due"),
    "due_latest": Text("最迟期限", "Latest due"),
    "due_at": Text("截止时刻", "Due at"),
    "opens": Text("可办理起始日", "Opens"),
    "prepare_from": Text("开始准备", "Prepare from"),
    "days_left": Text("天数", "Days"),
    "status": Text("状态", "Status"),
    "certainty": Text("确定性", "Certainty"),
    "title": Text("事项", "What"),
    "id": Text("编号", "ID"),
    "clause": Text("条款", "Clause"),
    "law": Text("法律依据", "Law"),
    "in_force": Text("施行", "In force"),
    "source": Text("来源", "Source"),
    "consequence": Text("后果", "If missed"),
    "applies_if": Text("适用情形", "Applies where"),
    "recipient": Text("报送", "To"),
    "what": Text("类别", "What it is"),
    "rule_set": Text("规则集", "Rule set"),
    "rule_sets": Text("规则集", "Rule sets"),
    "authority": Text("主管机关", "Authority"),
    "term": Text("有效期", "Term"),
    "kinds": Text("业务种类", "Kinds"),
    "flags": Text("须回答", "Asks"),
    "article": Text("条文", "Article"),
    "order": Text("文号", "Order"),
    "sources": Text("来源", "Sources"),
    "own": Text("自建", "Your own"),
    "trigger": Text("起算", "Counted from"),
    "period": Text("期限", "Period"),
    "only_if": Text("条件", "Only if"),
    "gate": Text("须先批准", "Approval"),
    "filing": Text("材料", "Filing"),
    "license": Text("许可证", "License"),
    "one_of_two": Text("二选一", "one of two"),
    "alternatives": Text("二选一，另一项", "Or else"),
    "see_also": Text("另见", "See also"),
    "steps": Text("推算过程", "How it is counted"),
    "notes": Text("提示", "Good to know"),
    "no_next": Text("没有待办的期限", "No deadline is open"),
    "no_deadlines": Text("没有符合条件的期限", "No deadline to show"),
    "upcoming": Text("未到期", "upcoming"),
    "warning": Text("预警", "warning"),
    "critical": Text("紧急", "critical"),
    "overdue": Text("已逾期", "overdue"),
    "filed": Text("已办", "filed"),
    "waived": Text("暂缓提醒", "waived"),
    "past": Text("已过", "past"),
    "final": Text("已确定", "final"),
    "provisional": Text("暂定", "provisional"),
    "no_date": Text("无期限", "no date"),
    "not_announced": Text("尚未公布", "not announced"),
    "event": Text("事件", "Event"),
    "if_today": Text("今天发生的话", "If today"),
    "earliest_on": Text("最早可计划的日子", "Earliest day to plan"),
    "rules": Text("规则", "Rules"),
    "starts": Text("触发规则", "Starts"),
    "applies": Text("适用", "Applies"),
    "true": Text("是", "yes"),
    "false": Text("否", "no"),
    "deadlines": Text("期限", "Deadlines"),
    "without_date": Text("没有期限的义务", "Duties without a date"),
    "history": Text("办理记录", "History"),
    "findings": Text("要注意的事项", "What to mind"),
    "journal": Text("台账", "Journal"),
    "events": Text("会发生的事", "What can happen"),
    "files": Text("文件", "Files"),
    "kind": Text("种类", "Kind"),
    "entries": Text("记录数", "Entries"),
    "working_days": Text("工作日", "Working days"),
    "notices": Text("放假通知", "Holiday notices"),
    "company": Text("公司", "Company"),
    "owner": Text("负责人", "Owner"),
    "duty": Text("义务", "Duty"),
    "duties": Text("义务", "Duties"),
    "quote": Text("条文原话", "In its words"),
    "reason": Text("说明", "Note"),
    "reasons": Text("有待公布", "Waits for"),
    "why": Text("依据", "Why"),
    "date": Text("日期", "Date"),
    "start": Text("起算日", "From"),
    "n": Text("工作日数", "Working days"),
    "direction": Text("方向", "Direction"),
    "after": Text("往后", "after"),
    "before": Text("往前", "before"),
    "earliest": Text("最早", "Earliest"),
    "latest": Text("最晚", "Latest"),
    "first": Text("自（不含）", "After"),
    "last": Text("至（含）", "Up to"),
    "at_least": Text("至少", "At least"),
    "at_most": Text("至多", "At most"),
    "mark": Text("标记", "Mark"),
    "work": Text("上班", "working day"),
    "off": Text("周末休息", "weekend, off"),
    "holiday": Text("放假（周一至周五）", "day off, Monday to Friday"),
    "make-up": Text("调休上班（周末）", "make-up workday, on a weekend"),
    "unknown": Text("是否上班尚未公布", "not decided yet"),
    "published": Text("放假通知已公布", "the holiday notice is out"),
    "unpublished": Text(
        "放假通知尚未公布，只有法定节日是确定的",
        "the holiday notice is not out yet: only the days of the law are certain",
    ),
    "statutory_only": Text(
        "只有法定节日，放假通知尚未公布", "statutory days only, the notice is not out yet"
    ),
    "year": Text("年份", "Year"),
    "issued": Text("发文日期", "Issued"),
    "festival": Text("节日", "Festival"),
    "days_off": Text("放假", "Days off"),
    "make_up": Text("上班", "Worked"),
    "built_in": Text("内置", "built in"),
    "notice": Text("通知", "Notice"),
    "field": Text("项目", "Date"),
    "deadline": Text("事项", "Deadline"),
    "before_and_after": Text("原来 → 现在", "Before → after"),
    "renewed": Text("许可证延续", "A new term"),
    "changes": Text("随之变动的期限", "What changes"),
    "no_changes": Text("没有期限因此变动", "No deadline changes"),
    "extended_to": Text("或可顺延至", "Extended to"),
    "waived_until": Text("暂缓提醒至", "Waived until"),
    "days_early": Text("早晚", "Early or late"),
    "filed_on": Text("办理日", "Filed on"),
    "because": Text("原因", "Why"),
    "was": Text("原状态", "Was"),
    "now": Text("现状态", "Now"),
    "not_running": Text("未起算", "not running"),
    "runs_no_more": Text("不再计算", "runs no more"),
    "no_effect": Text("没有期限因此改变", "No deadline changes"),
    "no_history": Text("这段时间没有到期的，也没有办理的", "Nothing was due or filed in this time"),
    "result": Text("结果", "Result"),
    "late": Text("迟办", "late"),
    "no-record": Text("无记录", "no record"),
    "open": Text("未到期", "open"),
    "no_entries": Text("台账是空的", "The journal is empty"),
    "no_findings": Text("没有要注意的", "Nothing to mind"),
    "entry": Text("序号", "No."),
    "recorded": Text("记录日", "Recorded"),
    "act": Text("类别", "Kind"),
    "subject": Text("内容", "About"),
    "on": Text("日期", "Day"),
    "answer": Text("回答", "Answer"),
    "about": Text("对象", "Which one"),
    "for": Text("办结", "Closes"),
    "receipt": Text("回执", "Receipt"),
    "note": Text("备注", "Note"),
    "voided_by": Text("作废者序号", "Undone by"),
    "level": Text("级别", "Level"),
    "code": Text("代码", "Code"),
    "dates": Text("日期", "Dates"),
    "message": Text("说明", "What"),
    "info": Text("提示", "info"),
    "file": Text("文件", "File"),
    "holder": Text("持证人", "Holder"),
    "number": Text("许可证编号", "Number"),
    "row": Text("行", "Row"),
    "trigger_date": Text("起算日期", "Trigger date"),
    "amends": Text("修改", "Amends"),
    "local": Text("地方", "Region"),
    "line": Text("行号", "Line"),
    "rule": Text("规则", "Rule"),
    "problem": Text("问题", "Problem"),
    "unreadable": Text("读不出", "unreadable"),
    "register": Text("证照台账的期限", "Deadlines of a ledger"),
}

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


SOURCES = {
    "P": Text("读过法律原文", "the primary text was read word for word"),
    "O": Text("读过主管部门网站上的文本", "an official site's copy was read"),
    "S2": Text(
        "两个以上相互独立的转述，未读到原文", "two independent sources; not the text itself"
    ),
}
"""How a provision was read, by the letters of its `source`."""

NOTHING = Text("", "")
LIST = Text("、", ", ")
PAUSE = Text("，", ", ")
STOP = Text("；", "; ")
COLON = Text("：", ": ")
_TITLED = Text("{name}：{value}", "{name}: {value}")
_IF_TODAY = Text("假如今天（{today}）发生", "If it happened today ({today})")
_OWN_DAY = Text("{day}（企业自定，非法定要求）", "{day} (not law)")
_IN_SUBSTANCE = Text("大意：{words}", "in substance: {words}")
_OR = Text(" 或 ", " or ")
_UNREAD = Text("{n} 个文件读不出，没有计入", "files that could not be used: {n}, left out")
_WAIVED = Text("{n} 项暂缓提醒", "{n} waived")
_TODAY = Text("今天", "today")
_IN_DAYS = Text("还有 {n} 天", "in {n} {unit}")
_DAYS_AGO = Text("已过 {n} 天", "{n} {unit} ago")
_FILED = Text("{day} 办理", "Filed {day}")
_LAST_DAY = Text("期限当日", "on the last day")
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


def label(name: str, lang: Lang) -> str:
    """The word for a column, a status or a heading."""
    return say(LABELS[name], lang)


def heading(column: str, own: Collection[str], lang: Lang) -> str:
    """What stands above a column for people: the word for it; of the user's `own` its name there."""
    return one_line(column) if column in own or column not in LABELS else label(column, lang)


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


def in_its_words(rule: Rule, lang: Lang) -> str:
    """The words of a rule; what they say in substance, where the words themselves were not read."""
    if rule.quote or not rule.paraphrase:
        return one_line(rule.quote)
    return say(_IN_SUBSTANCE, lang, words=one_line(rule.paraphrase))


def conditions(rule: Rule) -> list[str]:
    """What a rule depends on, as `only_if` of a file says it."""
    own = [] if rule.continuing is None else [("continuing", rule.continuing)]
    return [name if answer else f"not {name}" for name, answer in (*own, *rule.conditions)]


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
    return say(_IN_DAYS if days > 0 else _DAYS_AGO, lang, n=abs(days), unit=_unit(days))


def _unit(days: int) -> str:
    return "day" if abs(days) == 1 else "days"


def recorded(deadline: Deadline, lang: Lang) -> str:
    """What the journal says of a deadline: filed, and how early or late; or waived, until when."""
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
    return say(_EARLY if days > 0 else _LATE, lang, n=abs(days), unit=_unit(days))
