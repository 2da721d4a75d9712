"""The commands that there are: in which group each stands, what it is for, which formats it has.

What lists them (help, errors, completion) reads it here, without importing any of them.
"""

from typing import NamedTuple

from icpcli.model.problem import Text
from icpcli.render.formats.table import CHECKS, GRIDS, NONE, REMINDERS, Formats


class Listed(NamedTuple):
    """A command as a list tells of it; `summary` is the first line of its docstring, too."""

    formats: Formats
    summary: Text


GROUPS: dict[Text, dict[str, Listed]] = {
    Text("日常", "Every day"): {
        "deadlines": Listed(
            GRIDS, Text("要办什么，最晚哪一天", "What must be filed, by which day")
        ),
        "event": Listed(
            GRIDS,
            Text(
                "发生一件事要办什么，最晚哪一天",
                "What an event starts: what to file, by which day",
            ),
        ),
        "explain": Listed(
            GRIDS,
            Text(
                "一个期限是怎么算出来的，还有什么会变",
                "How a deadline was found, and what could still change it",
            ),
        ),
        "duties": Listed(GRIDS, Text("没有期限的义务", "The duties that have no date")),
        "rules": Listed(
            GRIDS,
            Text(
                "规则集：一部法律或一类证照的要求",
                "The rule sets: what a law, or a kind of license, asks",
            ),
        ),
    },
    Text("提醒", "Alerts"): {
        "check": Listed(
            CHECKS,
            Text(
                "有没有快到期的，供 CI 和监控使用", "Whether something must be filed soon, for CI"
            ),
        ),
        "next": Listed(
            NONE, Text("最近要办的一项，一行", "The next deadline that is open, on one line")
        ),
        "remind": Listed(
            REMINDERS,
            Text(
                "今天的提醒：文字、群消息、日历、待办清单",
                "What to be reminded of: text, chat, calendar, to-do",
            ),
        ),
    },
    Text("办理台账", "Journal"): {
        "record": Listed(
            GRIDS, Text("记下发生的事", "Write into the journal that something happened")
        ),
        "done": Listed(
            GRIDS, Text("记下已经办结", "Write into the journal that a filing was made")
        ),
        "waive": Listed(
            GRIDS, Text("一段时间内不再提醒某个期限", "Ask no more about a deadline until a day")
        ),
        "undo": Listed(
            GRIDS, Text("作废记错的一条", "Void an entry of the journal that was a mistake")
        ),
        "renew": Listed(
            GRIDS,
            Text(
                "换了新证：把新的有效期写进许可证文件",
                "Write the term of the new paper into the license file",
            ),
        ),
        "journal": Listed(
            GRIDS,
            Text("办理台账里的全部记录及序号", "What is recorded, with the number of each entry"),
        ),
        "history": Listed(
            GRIDS,
            Text("应办和已办的事项，附回执号", "What was due and what was filed, with receipts"),
        ),
        "lint": Listed(
            GRIDS,
            Text(
                "查漏：未批先改的、待回答的、像是笔误的",
                "Gates not waited for, open questions, likely slips",
            ),
        ),
    },
    Text("页面和清单", "Pages and lists"): {
        "page": Listed(
            NONE,
            Text(
                "一个 HTML 页面，可以看、转发、打印",
                "A page to look at, to send and to print: one HTML file",
            ),
        ),
        "register": Listed(
            GRIDS,
            Text(
                "一份证照台账（表格）里的全部期限",
                "What must be filed for the licenses of a spreadsheet (台账)",
            ),
        ),
    },
    Text("准备", "Setting up"): {
        "init": Listed(
            GRIDS,
            Text(
                "回答五个问题，得到许可证文件和期限",
                "Start a license file: five answers, then the deadlines",
            ),
        ),
        "import": Listed(
            NONE,
            Text(
                "读入证书（PDF、扫描件、照片、文字）",
                "Read a certificate (PDF, scan, photos, text) into a file",
            ),
        ),
        "validate": Listed(
            GRIDS,
            Text(
                "检查许可证、规则集、办理台账、证照台账和放假通知文件",
                "Check license files, rule sets, journals and holiday notices",
            ),
        ),
        "schema": Listed(
            NONE, Text("许可证文件的 JSON Schema", "Print the JSON Schema of the license file")
        ),
        "holidays": Listed(
            GRIDS,
            Text(
                "放假通知：加入新的，查看已有的",
                "Holiday notices: add a new one, see those that are known",
            ),
        ),
        "workdays": Listed(
            GRIDS,
            Text("数工作日，看一年的放假和调休", "Count working days; see a year's days off"),
        ),
        "completion": Listed(
            NONE,
            Text("按 Tab 补全命令的脚本", "The script with which a shell completes commands"),
        ),
    },
}
"""The groups of the help, in its order: what a person asks for first."""

LISTED = {name: one for group in GROUPS.values() for name, one in group.items()}
COMMANDS: dict[str, Formats] = {name: one.formats for name, one in LISTED.items()}
"""The commands with their formats."""


def formats_of(path: str) -> Formats:
    """The formats of what is typed behind `icp`: of `workdays after` those of `workdays`."""
    return COMMANDS.get(path.partition(" ")[0], NONE)
