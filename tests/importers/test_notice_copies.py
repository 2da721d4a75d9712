"""Notices as people copy them: read, whatever stands around them, or refused with what to do about it.

`copies/` holds forms in which something once went wrong; `makeup-12-days-away-imagined.txt` is an
imagined notice, the others are published ones. `traditional.txt` was converted by OpenCC (s2twp).
"""

import re
from collections.abc import Callable, Iterator

import pytest
from notices import TEXTS, base_of, complete, expected
from places import TESTS

from icpcli.model.problem import IcpError

COPIES = TESTS / "importers" / "copies"
TITLE, *_ = TEXTS["2026"].splitlines()
ITEMS = [it for it in TEXTS["2026"].splitlines() if re.match("[一二三四五六七]、", it)]


def lines(text: str) -> Iterator[str]:
    return iter(text.splitlines())


def paragraphs(text: str, tag: str) -> str:
    return "".join(f"<{tag}>{it}</{tag.split()[0]}>" for it in lines(text))


def in_html(text: str) -> str:
    """A page with a script, a style, a comment and entities; each number in a tag of its own."""
    numbers = re.sub(r"(\d+)", r'<span lang="EN-US">\1</span>', text.replace("\n", "<br/>\n&emsp;"))
    return (
        "<html><head><title>放假通知_中国政府网</title><style>p:first{margin:0}</style>\n"
        '<script>var days = "元旦：1月2日放假。1月9日上班";</script></head>\n'
        f"<body><!-- 元旦：1月3日放假\n-->{numbers}<p>扫一扫</p></body></html>"
    )


def before(words: str) -> Callable[[str], str]:
    return lambda text: f"{words}\n{text}"


def behind(words: str) -> Callable[[str], str]:
    return lambda text: f"{text.rstrip()}\n{signed(text)}{words}\n"


def signed(text: str) -> str:
    """What ends the notice where the published text that was seen does not."""
    return "" if re.search("\n国务院(?:办公厅)?\n", text) else "国务院办公厅\n"


SITE_TABLE = """首页 > 政策 > 国务院政策文件库
索 引 号：\t000014349/2025-00053\t主题分类：\t综合政务\\其他
发文机关：\t国务院办公厅\t发文字号：\t
发布日期：\t2025年11月04日\t废止日期：\t2027年12月31日
主 题 词：\t放假 通知
"""
WAYS: dict[str, Callable[[str], str]] = {
    "as published": str,
    "one paragraph": lambda text: "".join(lines(text)),
    "one line with blanks": lambda text: "  ".join(lines(text)),
    "paragraphs of HTML": lambda text: paragraphs(text, 'p style="text-indent: 2em"'),
    "a page of HTML": in_html,
    "a feed": lambda text: f"<item><description><![CDATA[{paragraphs(text, 'p')}]]></description>",
    "a feed in entities": lambda text: paragraphs(text, "p").replace("<", "&lt;").replace(">", "&gt;"),
    "JSON": lambda text: '{"content": "' + "\\n".join(lines(text)) + '"}',
    "Word": lambda text: "\r\n".join(f"\u3000\u3000{it}" for it in lines(text)).replace("日", "\xa0日"),
    "a letter at a time": lambda text: "\n".join(" ".join(it) for it in lines(text)),
    "a quoted mail": lambda text: "转发：\n" + "\n".join(f"> > {it}" for it in lines(text)) + "\n谢谢\n",
    "a quoted mail, wrapped": lambda text: "\n".join(
        f"> {it[i : i + 34]}" for it in lines(text) for i in range(0, len(it), 34)
    ),
    "Markdown": lambda text: "\n\n".join(
        re.sub("^([一二三四五六七]、[^：]{2,9}：)", r"- **\1**", it) for it in lines(text)
    ),
    "western punctuation": lambda text: text.translate(str.maketrans("，。：（）", ",.:()")),
    "other colons": lambda text: text.replace("：", "∶"),
    "zero-width spaces": "\u200b".join,
    "behind the site's table": before(SITE_TABLE),
    "behind a lede": before("新华社北京11月4日电　记者获悉，5月8日（周六）上班等安排已经明确。全文如下："),
    "behind a link": before("上一篇：国务院办公厅关于2006年部分节假日安排的通知"),
    "before links": behind(
        "扫一扫在手机打开当前页 2025-11-04 10:00\n相关链接\n1. 国务院办公厅关于2006年部分节假日安排的通知\n"
        "2. 国务院办公厅关于延长2020年春节假期的通知，全文如下：\n请假攻略：2月10日至14日请假，放假9天"
    ),
    "before the summary again": behind("划重点：元旦：1月1日放假。春节：2月2日至9日放假，2月1日上班"),
    "twice": lambda text: f"{text}{signed(text)}\n打印版\n{text}",
}  # fmt: skip


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    "name", ["2007", "2008", "2015-2", "2018", "2019-2", "2020-2", "2025", "2026"]
)
def test_a_notice_in_every_form(name: str, way: str) -> None:
    """What a copy adds, loses or lays out otherwise changes no day of the notice."""
    copied = WAYS[way](TEXTS[name])
    assert complete(copied, base_of(name)).festivals == expected(name)[0].festivals


def item(pattern: str, replacement: str) -> str:
    """The title of 2026 and its items, rewritten."""
    return "\n".join([TITLE, *(re.sub(pattern, replacement, it) for it in ITEMS)])


HEADING = "^([一二三四五六七])、([^：]+)："
FORMS = {
    "WeChat": "2026年放假安排来了！\n2025-11-04 08:00 北京\n🎉 " + item("^", "👉 ") + "\n点赞 在看\n",
    "a newspaper": f"{TITLE}\n《人民日报》（2025年11月05日 第 01 版）\n新华社北京11月4日电 "
    + "".join(lines(TEXTS["2026"].split("号\n")[1].split("\n国务院")[0]))
    + "（新华社）\n责编：王某 2025年11月05日06:12",
    "a news title": item("^", "").replace("国务院办公厅关于", "国务院办公厅11月4日发布关于"),
    "a news sentence": item("^", "").replace(TITLE, f"日前，{TITLE[:6]}印发了《{TITLE[6:]}》，全文如下。"),
    "another title": item("^", "").replace("节假日安排", "节假日放假安排"),
    "a quoted title": item("^", "").replace(TITLE, f"11月4日，《{TITLE}》公布："),
    "numbers 1.": item("^(.)、", r"1. "),
    "numbers (一)": item("^(.)、", r"（\1）"),
    "第一，": item("^(.)、", r"第\1，"),
    "no numbers": item("^(.)、", ""),
    "a heading without a colon": item(HEADING, r"\1、\2 "),
    "a heading with a comma": item(HEADING, r"\1、\2，"),
    "a heading on a line of its own": item(HEADING, r"\1、\2\n"),
    "假期 in the heading": item(HEADING, r"\1、\2假期："),
    "the year in the heading": item(HEADING, r"\1、2026年\2："),
    "Markdown, numbered": item(HEADING, r"1. **\2**："),
    "Markdown, with headings": item(HEADING, r"### \1、\2\n\n"),
    "a table of two columns": item(HEADING, r"\2\t"),
    "a table of three columns": item(HEADING, r"\1\t\2\t"),
    "a Markdown table": f"{TITLE}\n| 节日 | 安排 |\n|---|:---|\n" + item(f"{HEADING}(.*)", r"| \2 | \3 |"),
    "an HTML table": item(f"{HEADING}(.*)", r"<tr><td>\2</td><td>\3</td></tr>"),
    "a list": item(f"{HEADING}(.*)", r"<li><b>\2</b>：<span>\3</span></li>"),
    "keycaps": item("^(.)、", "1\ufe0f\u20e3 "),
    "circled numbers": item("^(.)、", "①"),
    "signed in brackets": item("^", "") + "\n（国务院办公厅 2025年11月4日）\n春节：2月1日至9日放假",
    "signed in the paragraph": item("^", "") + "国务院办公厅2025年11月4日\n春节：2月1日至9日放假",
    "pages of a PDF": TEXTS["2026"].replace("四、", "— 1 —\n四、").replace("七、", "- 2 -\n七、"),
    "a summary in front": f"元旦：1月1日至3日放假。\n{TEXTS['2026']}",
    "a summary behind the title": f"{TITLE}\n元旦：1月1日至3日放假调休，共3天\n" + "\n".join(ITEMS),
}  # fmt: skip


FORMS_OF_TITLE = {"another title": TITLE.replace("节假日安排", "节假日放假安排")}


@pytest.mark.parametrize("form", FORMS)
def test_a_notice_retold(form: str) -> None:
    """Titles, headings and frames as newspapers, chats and tables write them."""
    notice = complete(FORMS[form])
    assert notice.festivals == expected("2026")[0].festivals
    assert (notice.title, notice.amends) == (FORMS_OF_TITLE.get(form, TITLE), False)


OF_COPIES = {
    "amendment-with-lede": "2019-2",
    "footer-after-signature": "2019-2",
    "html-one-line": "2026",
    "real-2025-preamble": "2025",
    "signature-on-one-line": "2019-2",
    "traditional": "2026",
    "xinhua-lede": "2026",
    "year-in-heading-2018": "2018",
}


@pytest.mark.parametrize("copy", OF_COPIES)
def test_copies_that_went_wrong(copy: str) -> None:
    """Each of these was refused once, and is the notice all the same."""
    name = OF_COPIES[copy]
    text = (COPIES / f"{copy}.txt").read_text("utf-8")
    notice, published = complete(text, base_of(name)), expected(name)[0]
    assert notice.festivals == published.festivals
    assert notice.issued in (published.issued, None)


def test_a_make_up_day_12_days_away() -> None:
    """The imagined notice for 2027 is read: 30 January and 20 February are worked for 春节."""
    text = (COPIES / "makeup-12-days-away-imagined.txt").read_text("utf-8")
    spring = complete(text).festivals[1]
    assert [str(day) for day in spring.work] == ["2027-01-30", "2027-02-20"]


@pytest.mark.parametrize("name", ["2022", "2023", "2024", "2025", "2026"])
def test_other_closing_words(name: str) -> None:
    """Copies that leave out 疫情防控 and 鼓励…, as some do, are the notice all the same."""
    text = TEXTS[name].replace("、疫情防控", "")
    text = re.sub("鼓励单位和个人[^。]*。", "", text)
    assert text != TEXTS[name]
    assert complete(text).festivals == expected(name)[0].festivals


def test_every_copy_is_read() -> None:
    """No file of `copies/` is left out."""
    assert {it.stem for it in COPIES.glob("*.txt")} == {*OF_COPIES, "makeup-12-days-away-imagined"}


def cut(text: str, start: str, end: str) -> str:
    return text[: text.index(start)] + text[text.index(end) :]


REFUSED = {
    "no title": (
        "\n".join(ITEMS),
        [(1, "put its title (such as 国务院办公厅关于2027年部分节假日安排的通知) on the first line")],
    ),
    "only the title": (TITLE, [(1, "the text of the notice belongs here, too")]),
    "a festival is missing": (
        cut(TEXTS["2026"], "五、", "六、"),
        [(5, "the notice for 2026 lacks 端午节: the whole notice is needed")],
    ),
    "a second notice behind the first": (
        TEXTS["2019"] + TEXTS["2019-2"],
        [(15, "another notice begins on this line: keep one of the two")],
    ),
    "a second notice without a signature between": (
        "\n".join([TITLE, *ITEMS, TEXTS["2025"]]),
        [(9, "another notice begins on this line: keep one of the two")],
    ),
    "a summary with other days": (
        f"{TITLE}\n元旦：1月1日至4日放假，共4天\n" + "\n".join(ITEMS),
        [(3, "元旦 is arranged above already, with other days: keep only the notice (delete what")],
    ),
    "an amendment whose item lost its number": (
        TEXTS["2019-2"].replace("一、2019年", "2019年").replace("二、", "一、"),
        [(5, "stands before the first item and was not read: put back its number (such as 一、)")],
    ),
    "an amendment without its date": (
        TEXTS["2019-2"].replace("2019年3月22日", ""),
        [(7, "no date of issue was read: put it behind the text, on a line of its own")],
    ),
    "text behind a notice without a signature": (
        "\n".join([TITLE, *ITEMS, "攻略：2月24日至28日放假"]),
        [
            (8, "国庆节: the days off are not one run"),
            (9, "no signature (国务院办公厅) was read: delete what stands behind the notice"),
        ],
    ),
    "a principle that reads like an item": (
        f"{TITLE}\n一、2月14日上班。\n" + "\n".join(ITEMS),
        [(2, 'stands under no festival: 2026-02-14 "上班" (delete what stands before 一、元旦:)')],
    ),
    "mixed numerals": (
        TEXTS["2018"].replace("4月8日", "4月八日"),
        [(7, '"4月八日" mixes digits and Chinese numerals: compare with the notice')],
    ),
    "what an amendment cancels in front": (
        TEXTS["2019-2"].replace("经国务院批准，", "经国务院批准，取消5月12日（星期日）上班。"),
        [(4, "days that are withdrawn or moved cannot be read, write the YAML by hand")],
    ),
    "a region's notice": (
        "宁夏回族自治区人民政府办公厅关于2027年开斋节放假的通知\n3月9日至11日放假。",
        [(1, "write it by hand as holidays/YEAR-local.yaml, with year, local: NAME and festivals")],
    ),
    "a table without 放假": (
        f"{TITLE}\n节日\t放假时间\t调休上班日期\n元旦\t1月1日至3日\t1月4日",
        [(3, "元旦: no day off was read (such as 1月1日至3日放假)")],
    ),
    "too many dates": (f"{TITLE}\n一、元旦：" + "1月1日、" * 2000, [(2, "keep only its text")]),
    "too many headings": (f"{TITLE}\n" + "元旦：1月1日放假。\n" * 99, [(42, "keep only its text")]),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_refused_says_what_to_do(case: str) -> None:
    """A copy that cannot be read for certain is refused, on its line, with what to do about it."""
    text, said = REFUSED[case]
    with pytest.raises(IcpError) as raised:
        complete(text, base_of("2019-2"))
    assert raised.value.code == "invalid_notice"
    found = [(it.line, it.message.en) for it in raised.value.problems]
    for line, words in said:
        assert [it for it in found if it[0] == line and words in it[1]], found
