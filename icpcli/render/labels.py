"""The words on the screen in both languages, and how a single value is written."""

from datetime import date
from typing import Literal
from unicodedata import category

from icpcli.model import Text

Lang = Literal["zh", "en"]

LABELS = {
    "file_by": Text("计划日", "File by"),
    "due": Text("期限", "Due"),
    "due_latest": Text("最迟期限", "Latest due"),
    "opens": Text("窗口开启", "Opens"),
    "prepare_from": Text("自定准备日", "Own start"),
    "days_left": Text("天数", "Days"),
    "status": Text("状态", "Status"),
    "what": Text("事项", "What"),
    "id": Text("编号", "ID"),
    "clause": Text("条款", "Clause"),
    "recipient": Text("报送", "To"),
    "filing": Text("材料", "Filing"),
    "license": Text("许可证", "License"),
    "alternatives": Text("二选一，另一项", "or else"),
    "steps": Text("怎样算出来的", "How it is counted"),
    "notes": Text("还应知道", "Good to know"),
    "if_today": Text("假如今天发生", "If it happened today"),
    "next": Text("下一项", "Next"),
    "no_next": Text("没有待办的期限", "No deadline is open"),
    "no_deadlines": Text("没有符合条件的期限", "No deadline to show"),
    "upcoming": Text("未到期", "upcoming"),
    "warning": Text("临近", "warning"),
    "critical": Text("紧急", "critical"),
    "overdue": Text("已逾期", "overdue"),
    "filed": Text("已办", "filed"),
    "waived": Text("暂缓提醒", "waived"),
    "past": Text("已过", "past"),
    "final": Text("确定", "final"),
    "provisional": Text("暂定", "provisional"),
    "no_date": Text("无期限", "no date"),
    "gate_only": Text("先批后办", "approval first"),
    "event": Text("事件", "Event"),
    "rules": Text("启动的规则", "Starts"),
    "applies": Text("适用", "Applies"),
    "yes": Text("是", "yes"),
    "no": Text("否", "no"),
    "duty": Text("义务", "Duty"),
    "reason": Text("说明", "Why"),
    "date": Text("日期", "Date"),
    "mark": Text("标记", "Mark"),
    "work": Text("上班", "working day"),
    "off": Text("周末休息", "weekend day off"),
    "holiday": Text("周一至周五放假", "day off, Monday to Friday"),
    "make-up": Text("周末调休上班", "make-up workday"),
    "unknown": Text("尚未公布，未定", "not decided yet"),
    "published": Text("已公布", "published"),
    "unpublished": Text("尚未公布，仅法定节日确定", "not published yet: only the days of the law"),
    "file": Text("文件", "File"),
    "valid": Text("有效", "valid"),
    "holder": Text("持证人", "Holder"),
    "number": Text("许可证编号", "Number"),
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


def say(text: Text, lang: Lang) -> str:
    """The words of `text` in one language, on one line and harmless."""
    return one_line(text.zh if lang == "zh" else text.en)


def label(name: str, lang: Lang) -> str:
    """The word for a column, a status or a heading."""
    return say(LABELS[name], lang)


def weekday(day: date, lang: Lang) -> str:
    """The name of the day of the week."""
    return say(_WEEKDAYS[day.weekday()], lang)


def dated(day: date | None, lang: Lang) -> str:
    """A date with its day of the week, or nothing."""
    return f"{day} {weekday(day, lang)}" if day else ""


def days_left(days: int | None, lang: Lang) -> str:
    """How far away a day is, in words."""
    if days is None:
        return ""
    if days == 0:
        return "今天" if lang == "zh" else "today"
    unit = "day" if abs(days) == 1 else "days"
    if days > 0:
        return f"还有 {days} 天" if lang == "zh" else f"in {days} {unit}"
    return f"已过 {-days} 天" if lang == "zh" else f"{-days} {unit} ago"
