"""The formats by name: what writes each, and what it is for. Help, errors and dispatch come from here.

A renderer is named as `module:function` and imported when its format is asked for.
"""

from collections.abc import Callable, Iterable, Mapping
from importlib import import_module
from typing import NamedTuple

from icpcli.model.problem import Text


class Format(NamedTuple):
    """One format. Without a renderer the answer writes itself (`json`, `table`).

    What is `for_people` is written in the encoding of their terminal, all else as UTF-8; a file that
    is `marked` says so with its first character, or Excel and WPS in Chinese Windows take it for GBK.
    What is `binary` is bytes that no terminal shows, and `needs` a module that an extra brings.
    """

    purpose: Text
    renderer: str = ""
    for_people: bool = False
    marked: bool = False
    binary: bool = False
    needs: str = ""

    def load(self) -> Callable[..., str | bytes | Iterable[str]]:
        """The function that writes it: text, text piece by piece, or bytes."""
        module, _, name = self.renderer.partition(":")
        renderer: Callable[..., str | bytes | Iterable[str]] = getattr(import_module(module), name)
        return renderer


Formats = Mapping[str, Format]
"""The formats of a command, its default first."""

_FORMATS = "icpcli.render.formats"
_CHECK = "icpcli.render.check"
_REMIND = "icpcli.render.remind"

_JSON = Text("脚本", "scripts")

NONE: Formats = {}
GRIDS: Formats = {
    "table": Format(Text("屏幕", "the screen")),
    "json": Format(_JSON),
    "csv": Format(Text("表格软件", "spreadsheets"), f"{_FORMATS}.csv:csv_pieces", marked=True),
    "markdown": Format(Text("文档", "documents"), f"{_FORMATS}.markdown:markdown_page"),
    "plain": Format(Text("cut、grep、awk", "cut, grep, awk"), f"{_FORMATS}.plain:plain_text"),
    "xlsx": Format(
        Text("Excel、WPS", "Excel, WPS"),
        f"{_FORMATS}.xlsx:xlsx_bytes",
        binary=True,
        needs="xlsxwriter",
    ),
}
"""Of every answer that is a grid. A renderer takes `(rows, lang)`."""

CHECKS: Formats = {
    "text": Format(
        Text("屏幕、运行记录", "screens and logs"), f"{_CHECK}.text:check_text", for_people=True
    ),
    "json": Format(_JSON, "icpcli.render.answers.check:check_json"),
    "github": Format(Text("GitHub Actions", "GitHub Actions"), f"{_CHECK}.github:check_github"),
    "junit": Format(
        Text("GitLab、Jenkins 的测试报告", "test reports of GitLab, Jenkins"),
        f"{_CHECK}.junit:check_junit",
    ),
    "nagios": Format(Text("Nagios、Icinga", "Nagios, Icinga"), f"{_CHECK}.nagios:check_nagios"),
    "prometheus": Format(
        Text("Prometheus 的 textfile 采集", "the textfile collector of Prometheus"),
        f"{_CHECK}.prometheus:check_prometheus",
    ),
    "markdown": Format(
        Text("CI 任务摘要", "the summary of a CI job"), f"{_CHECK}.markdown:check_markdown"
    ),
}
"""Of `icp check`. A renderer takes `(verdict, lang)`."""

REMINDERS: Formats = {
    "text": Format(Text("邮件", "mail"), f"{_REMIND}.text:reminder_text", for_people=True),
    "markdown": Format(Text("文档", "documents"), f"{_REMIND}.text:reminder_markdown"),
    "ics": Format(Text("日历", "calendars")),
    "feishu": Format(Text("飞书机器人", "a robot of Feishu"), f"{_REMIND}.chat:feishu"),
    "dingtalk": Format(Text("钉钉机器人", "a robot of DingTalk"), f"{_REMIND}.chat:dingtalk"),
    "wecom": Format(Text("企业微信机器人", "a robot of WeCom"), f"{_REMIND}.chat:wecom"),
    "wecom-text": Format(
        Text("企业微信机器人，转到微信也能看", "a robot of WeCom, for readers in WeChat"),
        f"{_REMIND}.chat:wecom_text",
    ),
    "todotxt": Format(Text("todo.txt", "todo.txt"), f"{_REMIND}.todo:todotxt"),
    "taskwarrior": Format(Text("Taskwarrior", "Taskwarrior"), f"{_REMIND}.todo:taskwarrior"),
}
"""Of `icp remind`. A message's renderer takes `(verdict, groups, keyword, lang)`, a list's
`(tasks, lang)`."""
