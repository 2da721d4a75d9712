"""The words of the page in both languages."""

from icpcli.model.deadline import Status
from icpcli.model.problem import Text
from icpcli.render.words import Lang, label, say

WORDS = {
    "page": Text("合规期限", "Compliance deadlines"),
    "skip": Text("跳到期限表", "Skip to the deadlines"),
    "contents": Text("本页内容", "On this page"),
    "as_of": Text("截至", "As of"),
    "counts": Text("概况", "At a glance"),
    "nav_next": Text("接下来", "Next"),
    "nav_timeline": Text("时间线", "Timeline"),
    "nav_deadlines": Text("期限", "Deadlines"),
    "nav_duties": Text("义务", "Duties"),
    "next": Text("接下来要做", "What to do next"),
    "timeline": Text("两年之内", "The next two years"),
    "licenses": Text("许可证", "Licenses"),
    "deadlines": Text("全部期限", "Every deadline"),
    "months": Text("月历", "Calendar"),
    "history": Text("办理记录", "History"),
    "duties": Text("没有期限的义务", "Duties without a date"),
    "findings": Text("检查发现", "Findings"),
    "unread": Text("无法读取的文件", "Files that could not be read"),
    "unread_note": Text(
        "这些文件里的期限不在本页中。修好以后重新生成本页。",
        "Their deadlines are not on this page. Mend them, and write the page again.",
    ),
    "status": Text("状态", "Status"),
    "file_by": Text("计划日", "File by"),
    "days_left": Text("还有", "Days left"),
    "what": Text("事项", "What"),
    "due": Text("法定最后一日", "Last day"),
    "due_latest": Text("最迟到", "At the latest"),
    "due_at": Text("最后时刻", "Last moment"),
    "opens": Text("起办日", "Opens"),
    "prepare_from": Text("开始准备", "Prepare from"),
    "company": Text("公司", "Company"),
    "license": Text("许可证", "License"),
    "basis": Text("依据", "Basis"),
    "to": Text("报送", "To"),
    "filing": Text("材料", "Filing"),
    "event": Text("起因", "Started by"),
    "owner": Text("负责人", "Owner"),
    "id": Text("编号", "ID"),
    "law": Text("法律", "Law"),
    "consequence": Text("逾期后果", "If missed"),
    "recorded": Text("记录", "Recorded"),
    "see_also": Text("另见", "See also"),
    "alternatives": Text("二选一，另一项", "Or else"),
    "steps": Text("推算过程", "How it is counted"),
    "notes": Text("提示", "Good to know"),
    "provisional": Text("暂定", "provisional"),
    "no_next": Text("没有待办的期限。", "Nothing is open."),
    "no_deadlines": Text("没有期限。", "No deadlines."),
    "no_history": Text(
        "还没有办理记录，也没有已过的期限。", "Nothing was filed, and nothing has gone by."
    ),
    "no_findings": Text("没有发现。", "Nothing found."),
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
    "filed_on": Text("办理日", "Filed on"),
    "early_late": Text("早晚", "Early or late"),
    "result": Text("结果", "Result"),
    "receipt": Text("回执", "Receipt"),
    "remark": Text("备注", "Note"),
    "number": Text("编号", "Number"),
    "term": Text("有效期", "Term"),
    "to_expiry": Text("距届满", "To expiry"),
    "notices_to": Text("放假通知已知至", "Holiday notices to"),
    "open_ones": Text("待办", "Open"),
    "next_one": Text("下一项", "Next"),
    "not_announced": Text("尚未公布", "not announced"),
    "no_date": Text("无期限", "no date"),
    "not_applicable": Text("不适用", "Does not apply"),
    "unlimited": Text("长期", "no end"),
    "near": Text("临近", "soon"),
    "late": Text("逾期 {n} 天", "{n} {unit} late"),
    "source": Text("出处", "Read from"),
    "expires_in": Text("{left}届满", "expires {left}"),
    "ended": Text("已终止", "ended"),
    "expired": Text("已过期", "EXPIRED"),
    "more": Text("另有 {n} 项", "{n} more"),
    "later_months": Text("再往后六个月", "The six months after"),
    "work": Text("工作日", "working day"),
    "off": Text("周末休息", "weekend"),
    "holiday": Text("放假", "day off"),
    "make-up": Text("调休上班", "make-up workday"),
    "unknown": Text("是否上班尚未公布", "not decided yet"),
    "holiday_mark": Text("休", "H"),
    "make-up_mark": Text("班", "W"),
    "unknown_mark": Text("?", "?"),
    "has_deadline": Text("有期限", "deadline"),
    "other_days": Text("其余是工作日", "all others are working days"),
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
    "key_prepare": Text("企业自定的准备期", "own lead time, not law"),
    "before_first": Text("更早", "earlier"),
    "made_by": Text("由 {generator} 生成", "Made by {generator}"),
    "notices": Text("放假通知已知至 {year} 年", "Holiday notices known to {year}"),
    "meaning_file_by": Text(
        "计划日：确定是工作日，并且各种算法都在期限之内；请按这一天安排。",
        "File by: certainly a working day, and in time under every way to count. Plan for it.",
    ),
    "meaning_due": Text(
        "法定最后一日：按原文计算，遇休息日不顺延。",
        "Last day: as the text says; never moved to a working day.",
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
        "{n} 个文件无法读取，里面的期限不在本页",
        "Files that could not be read: {n}; their deadlines are missing here",
    ),
    "banner_findings": Text("有 {n} 项检查发现要处理", "Findings to attend to: {n}"),
    "companies": Text("{n} 家公司", "{n} companies"),
    "licenses_count": Text("{n} 张许可证", "{n} licenses"),
    "month": Text("{year} 年 {month} 月", "{month} {year}"),
    "month_short": Text("{month} 月", "{month}"),
    "in_force": Text("施行：{since} – {until}", "in force {since} – {until}"),
    "times": Text("{n} 张", "{n}"),
}

WEEKDAYS = {
    "zh": ("一", "二", "三", "四", "五", "六", "日"),
    "en": ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"),
}
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def status_said(status: str, lang: Lang) -> str:
    """The word for a status; what is near is told as that, not as the alarm that it sets off."""
    return word("near", lang) if status == Status.WARNING else label(status, lang)


def words_of(lang: Lang) -> dict[str, str]:
    """Every word of the page in one language; those with `{names}` in them as they stand."""
    return {name: say(text, lang) for name, text in WORDS.items()}


def word(name: str, lang: Lang, **values: object) -> str:
    """One of them, filled in."""
    return say(WORDS[name], lang, **values)


def month_name(year: int, month: int, lang: Lang) -> str:
    """2027 年 3 月, March 2027."""
    name = str(month) if lang == "zh" else MONTHS[month - 1]
    return word("month", lang, year=year, month=name)


def month_short(month: int, lang: Lang) -> str:
    """3 月, Mar."""
    return word("month_short", lang, month=month if lang == "zh" else MONTHS[month - 1][:3])
