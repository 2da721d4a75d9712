"""The Chinese of the help, by its English: what a command's docstring and the `help=` of its options say.

Whoever changes the English looks at the Chinese again: a test finds what has no translation here, and
what is said nowhere any more.
"""

_FILES = "许可证文件、装着许可证文件的文件夹，或证照台账表格；可重复。默认依次取 $ICP_LICENSE、./license.yaml、./data/license.yaml"

SHARED = {
    "License file, a folder of them, or a ledger; repeatable. Else $ICP_LICENSE, ./license.yaml, "
    "./data/license.yaml; never the bundled example.": f"{_FILES}，不用自带的示例",
    "License file, a folder of them, or a ledger; repeatable. Else $ICP_LICENSE, ./license.yaml, "
    "./data/license.yaml, the bundled example.": f"{_FILES}、自带的示例",
    "What happened and was filed. Else $ICP_JOURNAL, journal.yaml beside the license.": (
        "办理台账：发生了什么、办了什么。默认取 $ICP_JOURNAL，再取许可证旁边的 journal.yaml"
    ),
    "The day to answer for. Else $ICP_AS_OF, today in China.": (
        "截至哪一天。默认取 $ICP_AS_OF，再取北京时间的今天"
    ),
    "Write to FILE, not to stdout.": "写入文件，不显示在屏幕上",
    "Language of the answer. Else $ICP_LANG, the locale.": (
        "用哪种语言回答。默认取 $ICP_LANG，再按系统语言"
    ),
    "Only licenses of this company: its short name or a part of its name.": (
        "只看这家公司的许可证：简称，或名称的一部分"
    ),
    "Only the license with this number, or a part of it.": "只看这个编号的许可证，写一部分也行",
    "Only licenses of this kind; it is that of rows of a ledger that name none.": (
        "只看这一种证照；证照台账里没有写种类的行也按它算"
    ),
    "Only licenses that this person or department looks after.": "只看这个人或部门负责的许可证",
    "When to use color; auto: on a terminal.": "什么时候用颜色；auto：显示在终端时用",
    "Overwrite a file that is there already.": "文件已存在时覆盖",
    "A deadline (annual-report@2027).": "期限的编号，如 annual-report@2027",
    "Why.": "原因",
    "Words of your own.": "备注，写什么都行",
    "The day it happened on.": "哪一天发生的",
    "Only what is to be filed within so many days, or is late.": "只看这么多天内要办的，以及已逾期的",
    "Print the version and exit.": "显示版本号",
    "Show this page.": "显示这一页",
}
"""Of options that several commands have."""

DAILY = {
    "For one license, then, what each event that can happen would start if it happened today.": (
        "只看一份许可证时，还列出每种事件如果今天发生要办什么。"
    ),
    "Part the list by company, or by the month to file in; worst first within each. Rows (csv, "
    "xlsx, plain) are sorted so, json is not.": (
        "按公司或办理月份分组，组内最急的在前；csv、xlsx、plain 的行也这样排，json 不变"
    ),
    "Also what was filed, and yearly ones whose day has passed.": "连同已办的和已经过去的年度事项",
    "Each EVENT happened on its own DATE (EVENT=DATE), or on that of --on. Without EVENT, the "
    "events are listed.": (
        "每个事件写上自己的日期（事件=日期），或用 --on 统一指定。不写事件时，列出全部事件。"
    ),
    "What happened.": "发生了什么：事件的标识、名称，或其中一部分",
    "The clause's own words, then each step to the date with its reason.": (
        "先是条文原话，再是每一步怎么算、为什么。"
    ),
    "A deadline (renewal@2028) or a rule (renewal), by id, title or a part of either.": (
        "期限（renewal@2028）或规则（renewal）的编号、名称，或其中一部分"
    ),
    "With those that do not apply to this license, and why they do not.": (
        "对这份许可证不适用的也列出，并说明为什么不适用。"
    ),
    "Those that ship, and your own in the folder rule_sets beside the license. A license names "
    "those that apply beside its own paper: rule_sets: [telecom-law]. SET, by its id, its title or a "
    "part of it, or by a kind of license that it is for (edi, B21), is shown in full.": (
        "自带的，以及你放在许可证旁边 rule_sets 文件夹里的。许可证文件写明证书之外还适用哪些："
        "rule_sets: [telecom-law]。写上规则集的标识、名称或其中一部分，或它所管的证照种类（edi、B21），就显示其全部内容。"
    ),
    "A rule set, in full.": "显示这个规则集的全部内容",
}

ALERTS = {
    "The exit code: 0 no alert yet, 1 warning, 2 critical or overdue, 3 could not tell. A rule's "
    "own `alert:` is stronger than --warning and --critical; without one, a short period warns at "
    "half its length at most, and is critical at a quarter.": (
        "退出码：0 没有要提醒的，1 预警，2 紧急或已逾期，3 无法判断。规则自己的 alert: 优先于 --warning 和 "
        "--critical；没有写 alert: 的短期限，最早到一半时预警，到四分之一时转为紧急。"
    ),
    "Warn so many days before; 30.": "提前几天预警，默认 30",
    "Critical so many days before; 7.": "提前几天算紧急，默认 7",
    "From which level on the exit code is not 0.": "到哪一级退出码才不是 0",
    "Warn, too, of dates near that may still change.": "临近而日期还可能变的，也预警",
    "Its id, the day to file by, the days left, the title and the company; or one --value of days, "
    "date, id, json. Nothing on stdout where none is open.": (
        "编号、计划日、剩余天数、事项和公司；用 --value 只取其中一个值。没有待办的事项时，标准输出为空。"
    ),
    "Only its days left, its date to file by, its id; or all of it as json.": (
        "只取一个值：剩余天数、计划日、编号，或以 JSON 给出全部"
    ),
    "Text, Markdown and chat messages are printed on the days of --days before the file-by day, on "
    "that day and after it; on other days nothing is. A calendar (ics) and a list of things to do "
    "(todotxt, taskwarrior) hold all that is open. What `check` would fail on is told as well, and "
    "so is a file that cannot be used; then the exit code is 3. Nothing is sent.": (
        "文字、Markdown 和群消息只在计划日之前的 --days 各天、当天和之后给出，其他日子什么也不说。日历（ics）和"
        "待办清单（todotxt、taskwarrior）包括全部待办事项。icp check 会报出的问题也一并提醒；有文件读不出时也会说明，"
        "这时退出码是 3。只生成内容，不替你发送。"
    ),
    "Something that happened, besides what is recorded; repeatable.": (
        "办理台账之外又发生的事；可重复"
    ),
    "How many days ahead to remind.": "提前几天提醒，可写几个",
    "In a calendar: auto (alarms up to 28 days ahead, entries of their own beyond), events, alarms "
    "or none.": (
        "日历里怎样提醒：alarms 用闹钟，events 另建日程，none 不提醒；auto：28 天以内用闹钟，更早的另建日程"
    ),
    "The first words of a reminder.": "提醒开头的关键词",
    "Also what is not due for a reminder; in a calendar, the past.": (
        "今天不必提醒的也列出；日历里连同已经过去的"
    ),
    "In chat: what does not fit into one message goes into further ones, one a line.": (
        "群消息：一条放不下的分成几条，一行一条"
    ),
}

JOURNAL = {
    "The answer is what that starts. EVENT is one of `icp event`, or of a change that waits for an "
    "approval: RULE-approved when it is given, RULE-done when the change is carried out. Only what "
    "is planned may lie ahead. A period in hours runs from --on YYYY-MM-DDTHH:MM, in China.": (
        "显示由此起算的期限。事件见 icp event；须经批准的变更另有两个，如 scope-change：获批时记 scope-change-approved，实施时记 scope-change-done。"
        "只有计划中的事可以记将来的日子。按小时计的期限，请写到分钟（北京时间）：--on 2026-11-26T20:00。"
    ),
    "Which of several things it happened to, such as a website.": "几样东西里的哪一样，如某个网站",
    "The deadline that it closes, where there are several.": "它办结哪一个期限（有几个可选时）",
    "To the question that the event asks.": "回答这个事件附带的问题",
    "It was the last one: what recurs ends (a system retired).": "这是最后一次，以后不再定期办理（如系统下线）",
    "Several that were made on one day go into one command. The answer is what that closes, and how "
    "early or late it was. Of what recurs it is the event that starts the next period, too. Where a "
    "period is in hours, --on YYYY-MM-DDTHH:MM, in China.": (
        "同一天办的几项可以写在一条命令里。显示办结了什么、早了还是迟了几天。定期要办的，下一期从这一天算起。"
        "按小时计的期限，请写到分钟（北京时间）：--on 2026-11-26T20:00。"
    ),
    "Deadlines (annual-report@2027).": "期限的编号，如 annual-report@2027；可写几个",
    "The day of filing.": "哪一天办的",
    "Its number, or where it lies.": "回执号，或回执放在哪里",
    "That changes no duty: from the day to file by on it is asked about again. A change that did "
    "not wait for its approval can be waived by its event, too, for 30 days (RULE-done@DATE).": (
        "义务不变：到了计划日会再提醒。未经批准就实施的变更，也可以按事件暂缓提醒 30 天（如 scope-change-done@2026-11-05）。"
    ),
    "Stay silent up to and including this day.": "到哪一天为止不提醒（含当天）",
    "The entry stays where it is and keeps its number; a new one voids it.": (
        "原来的记录和序号都保留，另记一条将其作废。"
    ),
    "The number that icp journal shows.": "icp journal 列出的序号",
    "Only its own lines change; the term that is over moves to earlier_terms, so that what was "
    "filed and every id stay. The answer is each line before and after, and what is due from now "
    "on.": (
        "只改有效期所在的几行；原来的有效期移到 earlier_terms，已办的记录和编号都不变。显示改动前后的每一行，以及今后要办什么。"
    ),
    "The day on which the new term begins.": "新有效期从哪一天开始",
    "The last day of the new term.": "新有效期的最后一天",
    "The number of the new paper, where it is another one.": "新证编号（和原来不同时）",
    "An entry that was undone is shown as such. It is a plain file, journal.yaml beside the license: "
    "read it, edit it, keep it in git.": (
        "已作废的记录会注明。办理台账就是许可证旁边的 journal.yaml，可以直接看、直接改、用 git 管理。"
    ),
    "Move a last line that a power cut tore to a file beside.": "把断电时没有写完的最后一行移到旁边的文件里",
    "Write the license's number into the journal's first line.": "在办理台账第一行写上许可证编号",
    "Every deadline whose last day lies in the period, and every filing made in it: in time, late, "
    "overdue, waived with its reason, or gone by without a record. For whoever checks the books.": (
        "期限落在这段时间内的，以及这段时间内办理的：按时、迟办、已逾期、暂缓提醒（附原因），或者没有记录。供审计查看。"
    ),
    "The first day of the period; else from the beginning.": "从哪一天起；默认从最早算起",
    "The last day of the period; else the day to answer for.": "到哪一天止；默认到截至日",
    "Those that matter most come first. The exit code is 0 whatever is found: icp check is the "
    "command that judges.": "最要紧的在前。无论查出什么，退出码都是 0；要判断好坏，用 icp check。",
    "The text of the certificate: each quote must be in it.": "证书的文字：每条引文都应当能在其中找到",
}

PAGES = {
    "What to do next, a timeline of two years, every deadline with how it is counted, the months "
    "with their days off, what was filed, duties and findings. It needs no network and has no "
    "links: send it as it is. Write it with -o FILE, and open it in a browser.": (
        "接下来要做什么、两年的时间线、每个期限及其算法、各月的放假和调休、已办事项、义务和要注意的问题。不联网、没有外部链接，"
        "可以直接转发。用 -o 写入文件，再用浏览器打开。"
    ),
    "A row that cannot be read stands in the answer with its place and the reason; exit code 3.": (
        "读不出的行也列出来，注明位置和原因；这时退出码是 3。"
    ),
    "A table: .csv, .xlsx, .xls or .ods.": "证照台账表格：.csv、.xlsx、.xls 或 .ods",
    "The kind of rows that name none: an id, a code (B25) or a title.": (
        "没有写证照种类的行按哪一种算：标识、代码（B25）或名称"
    ),
    "The sheet of a workbook; else the first visible one.": "读哪个工作表；默认读第一个可见的",
    "Also yearly ones whose day has passed.": "连同已经过去的年度事项",
    "The rows themselves, with ISO dates, as CSV for a database.": (
        "台账各行本身，日期为 ISO 格式，写成给数据库用的 CSV。"
    ),
    "What each day of these years starts, as CSV for a database.": (
        "这些年份里每一天开始计算的期限，CSV 格式，供数据库使用"
    ),
    "Print an empty ledger.": "给出一份空白的证照台账",
}

SETTING_UP = {
    "What is not given as an option is asked for, and checked at once. The rules are those of the "
    "kind: compare each with your paper.": (
        "没有用选项给出的会逐个询问，当场检查。规则取自这一类证照的通用文本，请与纸质证书逐条核对。"
    ),
    "The kind of license: an id (icp, edi, publish), a code (B21) or a Chinese title.": (
        "证照种类：标识（icp、edi、publish）、代码（B21）或名称"
    ),
    "License number (经营许可证编号).": "经营许可证编号",
    "The company (公司名称).": "公司名称",
    "Date of issue (发证日期).": "发证日期",
    "Valid until (有效期至), or 长期.": "有效期至；没有期限的写“长期”",
    "The license file.": "写到哪个许可证文件",
    "What could not be read is left empty, and named on stderr. A date in a picture is never "
    "believed on the machine's word: you are asked to type it from the paper. Pictures need "
    "`icpcli[scan]`.": (
        "读不出的留空，并逐一说明。图片上的日期不以机器读到的为准，会请你看着纸质证书自己输入。读图片需要先安装 icpcli[scan]。"
    ),
    "The pages in order: PDF, JPEG, PNG, TIFF, WebP, or text; stdin without one, or for -.": (
        "按顺序写出各页：PDF、JPEG、PNG、TIFF、WebP 或文字；不写或写 - 时读标准输入"
    ),
    "Keep the text that was read, to correct it and import that.": "把读到的文字另存一份，改正后可以再导入",
    "发证日期 as printed on the paper; compared with what was read.": "纸质证书上的发证日期，与读到的核对",
    "有效期至 as printed on the paper; compared with what was read.": "纸质证书上的有效期至，与读到的核对",
    "Believe a period that is not the form's, or expires=DATE against what was read; repeatable.": (
        "认可与格式文本不同的期限，或用 expires=日期 更正读到的日期；可重复"
    ),
    "What a file is, its content tells. Every problem of every file is told with its line and "
    "column; the exit code is then 3. What is well formed and cannot be right (no rule on renewal) "
    "is noted, without a change of the exit code.": (
        "是哪种文件，看内容就知道。每个文件的每个问题都给出行号和列号，这时退出码是 3。写法没错而内容不合理的"
        "（如没有延续规则）另作提示，不改变退出码。"
    ),
    "License files, rule sets, journals, holiday notices.": "许可证、规则集、办理台账、证照台账或放假通知文件",
    "Pass over files that are none of these.": "跳过不是这几种的文件",
    "Read a published notice into holidays/YEAR.yaml beside the license.": (
        "把公布的放假通知写入许可证旁边的 holidays/年份.yaml"
    ),
    "First shows each deadline whose dates move or become final. Where a number of days, a day of "
    "the week or the sum of the year does not agree, nothing is written. --force also takes make-up "
    "days that are more than 13 days from their festival.": (
        "先列出日期会变动或由此确定下来的期限。天数、星期或全年合计对不上时，什么也不写。加 --force 时，"
        "离节日超过 13 天的调休上班日也接受。"
    ),
    "The text as it was published; stdin without one, or for -.": (
        "通知原文的文件；不写或写 - 时读标准输入"
    ),
    "The notices beside the license, and the years that are built in.": (
        "许可证旁边的放假通知，以及自带的年份"
    ),
    "A year's days off and make-up workdays, by festival.": "一年的放假和调休，按节日列出",
    "The notices known here are joined by those in $ICP_HOLIDAYS, else in holidays/ beside the "
    "license. Dates that still wait for a notice are given with both ends.": (
        "除自带的放假通知外，还用 $ICP_HOLIDAYS 里的，没有设置时用许可证旁边 holidays 文件夹里的。"
        "还要等通知的日期，给出最早和最晚两个。"
    ),
    "The N-th working day strictly after DATE.": "某天之后的第几个工作日（不含当天）",
    "The N-th working day strictly before DATE.": "某天之前的第几个工作日（不含当天）",
    "How many working days lie after FIRST, up to LAST.": "两天之间有几个工作日",
    "FIRST is not counted, LAST is.": "起始日不算，截止日算。",
    "As YYYY-MM-DD.": "如 2026-09-24",
    "How many working days.": "第几个工作日",
    "A year's days off, make-up and undecided days.": "一年里放假、调休和尚未公布的日子",
    "Twelve months; each kind of day has a sign of its own.": "十二个月，每种日子有自己的记号。",
    "From 2004 to 2099.": "2004 到 2099",
    "With Tab it completes commands, options and their values, and the ids of the events, rules and "
    "deadlines of your own license.": (
        "按 Tab 补全命令、选项、选项的值，以及你自己许可证里的事件、规则和期限的编号。"
    ),
    "The shell.": "用的是哪种 shell",
}

METAVARS = {
    "CERTIFICATE": "证书",
    "COMMAND": "命令",
    "DATE": "日期",
    "DAYS": "天数",
    "EVENT": "事件",
    "FILE": "文件",
    "FIRST": "起始日",
    "ID": "编号",
    "KIND": "种类",
    "LAST": "截止日",
    "LEDGER": "证照台账",
    "N": "序号",
    "NAME": "名称",
    "NEW": "新编号",
    "NOTICE": "通知",
    "OPTIONS": "选项",
    "PATH": "路径",
    "PERIOD": "期限",
    "RULE": "规则",
    "SET": "规则集",
    "TEXT": "文字",
    "WORDS": "文字",
    "YEAR": "年份",
    "YYYY": "年份",
    "YYYY-MM-DD": "日期",
}
"""What stands for a value to fill in, word by word; what is typed as it stands (zh|en) is in none."""

CHINESE = SHARED | DAILY | ALERTS | JOURNAL | PAGES | SETTING_UP
