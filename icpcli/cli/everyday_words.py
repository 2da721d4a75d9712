"""Words that people type for a command or an option that is called otherwise, in both languages."""

from typing import Final

ALONE: Final = "icp"
"""What stands for `icp` without a command."""

_MEANT: dict[tuple[str, ...], str] = {
    ("deadlines",): "期限 到期 日期 清单 列表 due list ls show upcoming expiring dates calendar",
    ("deadlines", ALONE): "待办 任务 todo todos tasks agenda",
    (ALONE, "deadlines"): "状态 概况 情况 status overview summary",
    ("explain", "deadlines"): "年报 延续 续期 续证 annual renewal",
    ("explain",): "为什么 依据 怎么算 why how clause",
    ("remind",): "提醒 通知 日历 群消息 notify reminder alarm chat",
    ("check",): "告警 监控 预警 alert alerts monitor ci",
    ("event", "record"): "事件 发生 变更 events happened change",
    ("done",): "已办 办结 办理 完成 file filed finish complete close",
    ("waive",): "暂缓 忽略 snooze ignore mute skip",
    ("undo",): "作废 撤销 删除 revert delete remove void cancel",
    ("journal", "history"): "记录 台账 log entries",
    ("history",): "历史 审计 audit past",
    ("renew",): "换证 新证 extend",
    ("rules",): "法律 法规 规则 规则集 law laws sets",
    ("duties",): "义务 obligations",
    ("import", "init"): "证书 导入 新建 添加 add new create read scan",
    ("holidays", "workdays"): "放假 节假日 调休 holiday vacation",
    ("workdays",): "工作日 workday days count",
    ("validate", "lint"): "检查 校验 verify test valid",
    ("page",): "页面 网页 报告 html report web print",
    ("register",): "表格 证照台账 ledger excel xlsx csv spreadsheet",
    ("completion",): "补全 complete completions",
}
COMMANDS: Final = {word: meant for meant, words in _MEANT.items() for word in words.split()}
"""The commands that a word can mean, the likeliest first."""

OPTIONS: Final = {
    **dict.fromkeys(("in", "days", "next", "ahead"), ("within", "days", "warning")),
    **dict.fromkeys(("date", "when", "day", "at"), ("on", "as-of", "until")),
    **dict.fromkeys(("today", "now", "asof"), ("as-of",)),
    **dict.fromkeys(("path", "input"), ("license",)),
    **dict.fromkeys(("file", "out", "save", "to"), ("output", "license")),
    **dict.fromkeys(("since", "start", "begin"), ("from", "issued")),
    **dict.fromkeys(("end", "till"), ("until", "to", "expires")),
    **dict.fromkeys(("why", "because"), ("reason",)),
    **dict.fromkeys(("comment", "message"), ("note", "reason")),
    **dict.fromkeys(("group", "group-by", "sort"), ("by",)),
    **dict.fromkeys(("language", "locale"), ("lang",)),
    **dict.fromkeys(("holder", "firm"), ("company",)),
}
"""The options that a word can mean, of which a command has the first that it has."""
