"""The words that only the page has, in both languages; all others are the labels of every answer."""

from icpcli.model.problem import Text
from icpcli.render.labels import LABELS
from icpcli.render.words import Lang, say

WORDS = {
    "page": Text("合规期限", "Compliance deadlines"),
    "skip": Text("跳到期限表", "Skip to the deadlines"),
    "contents": Text("本页内容", "On this page"),
    "as_of": Text("截至", "As of"),
    "counts": Text("概况", "At a glance"),
    "nav_next": Text("接下来", "Next"),
    "nav_timeline": Text("时间线", "Timeline"),
    "next": Text("接下来要做", "What to do next"),
    "timeline": Text("两年之内", "The next two years"),
    "licenses": Text("许可证", "Licenses"),
    "every_deadline": Text("全部期限", "Every deadline"),
    "months": Text("月历", "Calendar"),
    "unread": Text("无法读取的文件和行", "Files and rows that could not be read"),
    "unread_note": Text(
        "这些文件里的期限不在本页中。修好以后重新生成本页。",
        "Their deadlines are not on this page. Mend them, and write the page again.",
    ),
    "basis": Text("依据", "Basis"),
    "started_by": Text("起因", "Started by"),
    "record": Text("记录", "Recorded"),
    "nothing_yet": Text(
        "还没有办理记录，也没有已过的期限。", "Nothing was filed, and nothing has gone by."
    ),
    "duties_note": Text(
        "没有写明是哪家的，每张许可证都有。", "Where no company is named, every license has it."
    ),
    "no_duties": Text("没有。", "None."),
    "all": Text("全部", "All"),
    "search": Text("查找", "Find"),
    "open_all": Text("展开全部依据", "Open every basis"),
    "close_all": Text("收起", "Close them"),
    "clear": Text("清除筛选", "Clear"),
    "filters": Text("筛选期限", "Filter the deadlines"),
    "sort": Text("排序", "Sort by"),
    "shown": Text("显示 {n} 项，共 {all} 项", "{n} of {all} shown"),
    "today": Text("今天", "Today"),
    "expires": Text("届满", "expires"),
    "to_expiry": Text("距届满", "To expiry"),
    "open_ones": Text("待办", "Open"),
    "next_one": Text("下一项", "Next"),
    "not_applicable": Text("不适用", "Does not apply"),
    "unlimited": Text("长期", "no end"),
    "expires_in": Text("{left}届满", "expires {left}"),
    "ended": Text("已终止", "ended"),
    "expired": Text("已过期", "EXPIRED"),
    "more": Text("另有 {n} 项", "{n} more"),
    "later_months": Text("再往后六个月", "The six months after"),
    "off": Text("周末休息", "weekend"),
    "holiday": Text("放假", "day off"),
    "make-up": Text("调休上班", "make-up workday"),
    "holiday_mark": Text("休", "H"),
    "make-up_mark": Text("班", "W"),
    "unknown_mark": Text("?", "?"),
    "calendars_differ": Text(
        "各许可证的放假通知不同：不一致的日子按未定显示。",
        "The licenses have different holiday notices: a day on which they differ is shown as not "
        "decided.",
    ),
    "timeline_label": Text(
        "时间线：每张许可证一行，从 {first} 到 {last}；内容与期限表相同",
        "Timeline: a lane for each license, {first} to {last}; the table says the same",
    ),
    "key_bar": Text(
        "可办理或开始准备，到法定最后一日", "from opening or preparing to the last day"
    ),
    "key_pin": Text("计划日", "file-by day"),
    "key_provisional": Text("暂定：放假通知未公布", "provisional: a holiday notice is not out"),
    "key_expiry": Text("许可证届满", "the license ends"),
    "made_by": Text("由 {generator} 生成", "Made by {generator}"),
    "notices_known": Text("放假通知已知至 {year} 年", "Holiday notices known to {year}"),
    "notices_differ": Text(
        "放假通知已知至 {first} 至 {last} 年，各许可证不同",
        "Holiday notices known to {first} or up to {last}, by license",
    ),
    "meaning_file_by": Text(
        "计划日：确定是工作日，并且各种算法都在期限之内；请按这一天安排。",
        "File by: certainly a working day, and in time under every way to count. Plan for it.",
    ),
    "meaning_due": Text(
        "法定最后一日：按原文计算，遇休息日不顺延。",
        "Due: the last day as the text says; never moved to a working day.",
    ),
    "meaning_provisional": Text(
        "暂定：{years} 年的放假通知尚未公布，通知可能改变日期；按计划日办理是稳妥的。",
        "Provisional: the holiday notice for {years} is not out yet and may move a date; the "
        "file-by day is safe to plan for.",
    ),
    "self_contained": Text(
        "本页自成一体：不联网，也没有外部链接。",
        "This page is complete in itself: it asks no network for anything and links nowhere.",
    ),
    "banner_unread": Text(
        "{n} 个文件或行无法读取，里面的期限不在本页",
        "Files or rows that could not be read: {n}; their deadlines are missing here",
    ),
    "banner_findings": Text("有 {n} 件要注意的事项", "To mind: {n}"),
    "companies": Text("{n} 家公司", "{n} companies"),
    "licenses_count": Text("{n} 张许可证", "{n} licenses"),
    "month": Text("{year} 年 {month} 月", "{month} {year}"),
    "month_short": Text("{month} 月", "{month}"),
}

_ALL = {**LABELS, **WORDS}

WEEKDAYS = {
    "zh": ("一", "二", "三", "四", "五", "六", "日"),
    "en": ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"),
}
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def words_of(lang: Lang) -> dict[str, str]:
    """Every word of the page in one language; those with `{names}` in them as they stand."""
    return {name: say(text, lang) for name, text in _ALL.items()}


def word(name: str, lang: Lang, **values: object) -> str:
    """One of them, filled in."""
    return say(_ALL[name], lang, **values)


def month_name(year: int, month: int, lang: Lang) -> str:
    """2027 年 3 月, March 2027."""
    name = str(month) if lang == "zh" else MONTHS[month - 1]
    return word("month", lang, year=year, month=name)


def month_short(month: int, lang: Lang) -> str:
    """3 月, Mar."""
    return word("month_short", lang, month=month if lang == "zh" else MONTHS[month - 1][:3])
