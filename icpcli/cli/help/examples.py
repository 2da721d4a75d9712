"""What a person may try of each command: lines that work as they stand, on files of one's own.

A test runs every one of them, in both languages.
"""

from typing import NamedTuple

from icpcli.model.problem import Text


class Example(NamedTuple):
    """A line to type, and what it is for."""

    line: Text
    purpose: Text


def _example(line: str, zh: str, en: str, *, line_zh: str = "") -> Example:
    """`line_zh` where a Chinese reader types something else, such as a file's name."""
    return Example(Text(line_zh or line, line), Text(zh, en))


EXAMPLES: dict[str, tuple[Example, ...]] = {
    "": (
        _example(
            "icp", "现在怎么样：逾期的、紧急的、下一项", "how it stands: overdue, critical, next"
        ),
        _example("icp deadlines", "全部期限，最急的在前", "every deadline, the worst first"),
        _example("icp explain renewal", "延续申请的期限怎么算", "how the day to renew is found"),
        _example(
            "icp import certificate.pdf -o license.yaml",
            "从证书得到许可证文件",
            "from your certificate to a license file",
            line_zh="icp import 证书.pdf -o license.yaml",
        ),
    ),
    "deadlines": (
        _example("icp deadlines", "全部期限，最急的在前", "every deadline, the worst first"),
        _example(
            "icp deadlines --within 30",
            "30 天内要办的和已逾期的",
            "of the next 30 days, and late ones",
        ),
        _example(
            "icp deadlines -l company -f csv -o deadlines.csv",
            "一个文件夹里的全部许可证，存成表格",
            "of all licenses in a folder, as a spreadsheet",
            line_zh="icp deadlines -l 公司 -f csv -o 期限.csv",
        ),
    ),
    "event": (
        _example(
            "icp event",
            "会发生哪些事，今天发生的话哪天前办",
            "what can happen, by when to file if it did today",
        ),
        _example(
            "icp event address-change --on yesterday",
            "昨天住所变更了，要办什么",
            "the address changed yesterday: what to file",
            line_zh="icp event 住所变更 --on 昨天",
        ),
        _example(
            "icp event capital-change=2026-09-25",
            "指定日期的另一种写法",
            "another way to name the day",
        ),
    ),
    "explain": (
        _example("icp explain renewal", "延续申请的期限怎么算", "how the day to renew is found"),
        _example(
            "icp explain annual-report@2027",
            "某一年的年报",
            "the annual report of a year",
            line_zh="icp explain 年报@2027",
        ),
    ),
    "duties": (
        _example("icp duties", "每一条，以及适不适用", "each of them, and whether it applies"),
        _example(
            "icp duties -f markdown -o duties.md",
            "存成文档",
            "as a document",
            line_zh="icp duties -f markdown -o 义务.md",
        ),
    ),
    "rules": (
        _example("icp rules", "自带的全部规则集", "the sets that ship"),
        _example(
            "icp rules telecom-law", "电信条例等要求什么", "what the law on telecom asks, in full"
        ),
        _example("icp rules B21", "按证照代码查", "by the code of a kind of license"),
    ),
    "check": (
        _example(
            "icp check", "有要提醒的，退出码就不是 0", "exit code 1 or 2 where something is near"
        ),
        _example(
            "icp check --fail-on critical -f github", "用在 GitHub Actions 里", "for GitHub Actions"
        ),
        _example(
            "icp check --warning 60 --critical 14",
            "提前 60 天预警，14 天算紧急",
            "with days of your own",
        ),
    ),
    "next": (
        _example("icp next", "最近要办的一项", "the next deadline"),
        _example(
            "icp next --value days", "只要剩余天数，供脚本使用", "only the days left, for scripts"
        ),
    ),
    "remind": (
        _example("icp remind", "今天要提醒的", "what to remind of today"),
        _example("icp remind -f ics -o icp.ics", "可以导入的日历", "a calendar to import"),
        _example("icp remind -f feishu", "飞书群机器人的消息", "a message for a robot of Feishu"),
    ),
    "record": (
        _example(
            "icp record address-change --on yesterday",
            "昨天住所变更了",
            "the address changed yesterday",
            line_zh="icp record 住所变更 --on 昨天",
        ),
        _example(
            "icp record illegal-content-found --on 2026-11-23T20:00",
            "按小时计的，写到分钟",
            "with the time, where hours count",
        ),
    ),
    "done": (
        _example(
            "icp done renewal@2028 --on today --receipt A-17",
            "今天办了，回执号 A-17",
            "filed today, receipt A-17",
            line_zh="icp done renewal@2028 --on 今天 --receipt A-17",
        ),
        _example("icp deadlines", "先查编号", "to look up the id"),
    ),
    "waive": (
        _example(
            "icp waive annual-report@2027 --until 2027-01-31 --reason audit",
            "1 月 31 日前不再提醒",
            "no reminder until 31 January",
            line_zh="icp waive annual-report@2027 --until 2027-01-31 --reason 等审计",
        ),
    ),
    "undo": (
        _example(
            "icp undo 1 --reason mistake",
            "作废第 1 条",
            "void entry 1",
            line_zh="icp undo 1 --reason 记错了",
        ),
        _example("icp journal", "先查序号", "to look up its number"),
    ),
    "renew": (
        _example(
            "icp renew --issued 2028-07-02 --expires 2033-07-01",
            "新证的起止日期",
            "from and to, as the new paper has it",
        ),
    ),
    "journal": (
        _example("icp journal", "全部记录", "every entry"),
        _example(
            "icp journal -f csv -o journal.csv",
            "存成表格",
            "as a spreadsheet",
            line_zh="icp journal -f csv -o 办理台账.csv",
        ),
    ),
    "history": (
        _example(
            "icp history --from 2026-01-01 --to 2026-12-31",
            "一年里应办和已办的",
            "what was due and filed in a year",
        ),
        _example(
            "icp history -f markdown -o history.md",
            "存成文档",
            "as a document",
            line_zh="icp history -f markdown -o 办理记录.md",
        ),
    ),
    "lint": (
        _example("icp lint", "期限之外要注意的", "what to mind besides the deadlines"),
        _example(
            "icp lint --certificate certificate.txt",
            "再核对引文和证书",
            "and whether each quote is in the paper",
            line_zh="icp lint --certificate 证书.txt",
        ),
    ),
    "page": (
        _example(
            "icp page -o deadlines.html",
            "生成页面，用浏览器打开",
            "then open it in a browser",
            line_zh="icp page -o 期限.html",
        ),
        _example(
            "icp page -l company -o company.html",
            "一个文件夹里的全部许可证",
            "of all licenses in a folder",
            line_zh="icp page -l 公司 -o 公司.html",
        ),
    ),
    "register": (
        _example(
            "icp register ledger.csv --within 90",
            "90 天内要办的",
            "what to file in 90 days",
            line_zh="icp register 台账.csv --within 90",
        ),
        _example(
            "icp register --template -o ledger.csv",
            "先要一份空白的证照台账",
            "an empty ledger to begin with",
            line_zh="icp register --template -o 空白台账.csv",
        ),
    ),
    "init": (
        _example("icp init", "逐个回答", "answer one by one"),
        _example(
            "icp init --kind edi --number 京B2-20240001 --holder 示例公司 "
            "--issued 2024-01-15 --expires 2029-01-15 -o edi.yaml",
            "一次写全",
            "all at once",
        ),
    ),
    "import": (
        _example(
            "icp import certificate.pdf -o license.yaml",
            "PDF 证书",
            "a PDF",
            line_zh="icp import 证书.pdf -o license.yaml",
        ),
        _example(
            "icp import certificate.txt",
            "从文字读，显示在屏幕上",
            "its text, to the screen",
            line_zh="icp import 证书.txt",
        ),
    ),
    "validate": (
        _example("icp validate", "当前的许可证文件", "the license at hand"),
        _example("icp validate license.yaml journal.yaml", "指定文件", "files by name"),
    ),
    "schema": (_example("icp schema -o license.schema.json", "供编辑器使用", "for editors"),),
    "holidays": (
        _example("icp holidays list", "已有的放假通知", "the notices that are known"),
        _example("icp holidays show 2026", "一年的放假和调休", "a year's days off"),
        _example(
            "icp holidays add notice.txt",
            "加入新的放假通知",
            "add a new notice",
            line_zh="icp holidays add 通知.txt",
        ),
    ),
    "holidays add": (
        _example(
            "icp holidays add notice.txt",
            "加入放假通知",
            "add a notice",
            line_zh="icp holidays add 通知.txt",
        ),
    ),
    "holidays list": (
        _example("icp holidays list", "已有的放假通知", "the notices that are known"),
    ),
    "holidays show": (_example("icp holidays show 2026", "2026 年", "of 2026"),),
    "workdays": (
        _example(
            "icp workdays after 2026-09-24 10", "之后第 10 个工作日", "the 10th working day after"
        ),
        _example("icp workdays show 2027", "一年的放假和调休", "a year's days off"),
    ),
    "workdays after": (
        _example(
            "icp workdays after 2026-09-24 10", "之后第 10 个工作日", "the 10th working day after"
        ),
        _example(
            "icp workdays after today 20",
            "今天之后",
            "counted from today",
            line_zh="icp workdays after 今天 20",
        ),
    ),
    "workdays before": (
        _example(
            "icp workdays before 2026-12-31 15", "之前第 15 个工作日", "the 15th working day before"
        ),
    ),
    "workdays between": (
        _example(
            "icp workdays between 2026-09-01 2026-12-31",
            "两天之间的工作日数",
            "how many in four months",
        ),
    ),
    "workdays show": (_example("icp workdays show 2027", "2027 年", "of 2027"),),
    "completion": (
        _example("icp completion bash", "显示脚本", "the script"),
        _example(
            'eval "$(icp completion bash)"', "bash：写进 ~/.bashrc", "bash: a line of ~/.bashrc"
        ),
        _example('eval "$(icp completion zsh)"', "zsh：写进 ~/.zshrc", "zsh: a line of ~/.zshrc"),
        _example(
            "icp completion fish | source",
            "fish：写进 ~/.config/fish/config.fish",
            "fish: a line of ~/.config/fish/config.fish",
        ),
    ),
}
"""By what stands behind `icp`; of `icp` itself by nothing."""
