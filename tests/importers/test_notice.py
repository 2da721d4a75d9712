"""The State Council's notices as they are published, read and judged.

`announcements/YEAR.txt` holds the published notice, `YEAR-2.txt` one that amends it; the README
beside them says where each was seen and what is incomplete. The judge is `chinesecalendar`'s table
of what was then off and worked.
"""

import re
from datetime import date
from pathlib import Path

import pytest
from effort import tries
from hypothesis import given, settings
from hypothesis import strategies as st
from notices import FULL, TEXTS, base_of, complete, days_of, expected, season
from places import TESTS

from icpcli.calendar.notice import Arrangement, Notice
from icpcli.calendar.published import load_calendar, read_notice
from icpcli.importers.notice.draft import checked, doubts, notice_yaml, remarks
from icpcli.importers.notice.read import read_announcement
from icpcli.model.problem import IcpError


@pytest.mark.parametrize("year", range(2007, 2027))
def test_each_year_is_as_it_was(year: int) -> None:
    """The notices of a year give the days that `chinesecalendar` has for it."""
    notices: list[Notice] = []
    for name in (str(year), f"{year}-2"):
        if name in TEXTS:
            notices.append(complete(TEXTS[name], tuple(notices)))
    assert days_of(notices) == tuple(map(FULL.day, season(year)))


@pytest.mark.parametrize(
    "path", sorted((TESTS / "calendar" / "notices").glob("20*.yaml")), ids=lambda p: p.stem
)
def test_the_file_is_what_a_person_would_write(path: Path) -> None:
    """A notice read from its text is the one that was typed by hand from the same text."""
    base = tuple(complete(TEXTS[path.stem[:4]]) for _ in range(path.stem.endswith("-2")))
    ours, typed = complete(TEXTS[path.stem], base), read_notice(path)
    assert (ours.year, ours.amends, ours.extra_days_off) == (
        typed.year, typed.amends, typed.extra_days_off,
    )  # fmt: skip
    assert days_of([*base, ours]) == days_of([*base, typed])


def test_the_heading_is_read() -> None:
    """Title, number and date of issue are the notice's, the Chinese date of old ones too."""
    new, old = (read_announcement(TEXTS[name]).notice for name in ("2023", "2007"))
    assert (new.title, new.number) == (
        "国务院办公厅关于2023年部分节假日安排的通知", "国办发明电〔2022〕16号",
    )  # fmt: skip
    assert (str(new.issued), str(old.issued)) == ("2022-12-08", "2006-12-14")


def test_an_extension_says_what_it_adds() -> None:
    """The extension of 2020 holds its own three days, two of which were to be worked."""
    base = complete(TEXTS["2020"])
    notice = complete(TEXTS["2020-2"], (base,))
    assert notice.festivals == (
        Arrangement(("春节",), (date(2020, 1, 31), date(2020, 2, 1), date(2020, 2, 2)), ()),
    )
    assert (notice.amends, notice.extra_days_off) == (True, 2)


def test_an_extension_of_a_year_that_is_built_in() -> None:
    """Where the library has the longer holiday already, the extension changes nothing."""
    notice = complete(TEXTS["2020-2"])
    calendar = load_calendar(notices=[notice])
    assert [calendar.day(day) for day in season(2020)] == [FULL.day(day) for day in season(2020)]


@pytest.mark.parametrize("width", [1, 6, 10, 13, 23])
@pytest.mark.parametrize("name", TEXTS)
def test_wrapped_anywhere(name: str, width: int) -> None:
    """Lines that are broken at any column give the same days; or an amendment loses its date."""
    lines = TEXTS[name].splitlines()
    text = "\n".join(it[i : i + width] for it in lines for i in range(0, len(it), width))
    try:
        assert complete(text, base_of(name)).festivals == expected(name)[0].festivals
    except IcpError as error:
        assert (name[4:], width < 10) == ("-2", True)
        assert '"issued"' in str(error)  # noqa: PT017 - both ways are right, each for its widths


@pytest.mark.parametrize(
    "sign", ["{}. ", "{}．", "（{}）", "({}) ", "{}、", "{}）", "**{}、", "## {}. "]
)
def test_headings_as_people_type_them(sign: str) -> None:
    """Numbers of items in digits, in brackets, or in Markdown are numbers of items."""
    text = TEXTS["2026"]
    for i, numeral in enumerate("一二三四五六七", start=1):
        for number in (str(i), numeral):
            marked = sign.format(number)
            end = "：**" if "**" in marked else "："
            typed = re.sub(f"{numeral}、([^：\n]+)：", f"{marked}\\1{end}", text)
            assert complete(typed).festivals == expected("2026")[0].festivals


WORDINGS = {
    "1月1日放假，与周末连休。": "2027-01-01 2027-01-02 2027-01-03",
    "1月1日（星期五）放假，与周末连休，共3天。": "2027-01-01 2027-01-02 2027-01-03",
    "1月1日至3日放假公休，共3天。": "2027-01-01 2027-01-02 2027-01-03",
    "１月１日（周五）放假１天，不调休。": "2027-01-01",
    "1月1日放假，1月4日（星期一）补休。": "2027-01-01 2027-01-04",
    "2026年12月31日至2027年1月2日放假调休，共3天。": "2026-12-31 2027-01-01 2027-01-02",
    "2026年12月31日（周四）-1月2日（周六）放假调休，共3天。": "2026-12-31 2027-01-01 2027-01-02",
    "12月31日至1月2日放假调休，共3天。": "2026-12-31 2027-01-01 2027-01-02",
    "一月一日至三日放假，共三天。": "2027-01-01 2027-01-02 2027-01-03",
    "1月1日、2日、3日放假，共3天。": "2027-01-01 2027-01-02 2027-01-03",
    "1月1日（周五）放\n假，\n共1\n天。": "2027-01-01",
}


WEEKDAYS = {
    "1月1日放假。1月9日、10日（周六、周日）上班。": "2027-01-09 2027-01-10",
    "1月1日放假。1月9日（周六）、10日（周日）上班。": "2027-01-09 2027-01-10",
    "1月1日至3日（周五至周日）放假。1月9日上班。": "2027-01-09",
    "1月1日放假。1月9日、10日（周日、周六）上班。":
        "2027-01-09、2027-01-10 is a 星期六、日, but the notice says 星期日、六",
    "1月1日放假。1月9日（周六，周三）上班。":
        "2027-01-09 is a 星期六, but the notice says 星期六、三",
    "1月1日放假。1月9日（周六）、10日（周六、周日）上班。":
        "2027-01-10 is a 星期日, but the notice says 星期六、日",
}  # fmt: skip


@pytest.mark.parametrize("item", WEEKDAYS)
def test_every_weekday_in_brackets_is_checked(item: str) -> None:
    """As many days of the week as brackets hold must be those of the days named before them."""
    try:
        (festival,) = read_announcement(notice_with(item)).notice.festivals
        said = " ".join(map(str, festival.work))
    except IcpError as error:
        (problem,) = error.problems
        said = problem.message.en
    assert said == WEEKDAYS[item]


def notice_with(item: str) -> str:
    """A notice for 2027 that arranges nothing but this."""
    return f"国务院办公厅关于2027年部分节假日安排的通知\n一、元旦：{item}\n"


@pytest.mark.parametrize("item", WORDINGS)
def test_wordings(item: str) -> None:
    """Each way of naming days is read as the days that it names."""
    (festival,) = read_announcement(notice_with(item)).notice.festivals
    assert " ".join(map(str, festival.off)) == WORDINGS[item]


@pytest.mark.parametrize(
    "heading", ["中秋节、国庆节", "国庆、中秋", "“十一”和中秋", "国庆节及中秋节"]
)
def test_merged_festivals(heading: str) -> None:
    """Two festivals that are arranged together are both named, in the law's words."""
    text = notice_with("1月1日放假。") + f"二、{heading}：9月15日至10月7日放假。"
    assert set(read_announcement(text).notice.festivals[1].names) == {"中秋节", "国庆节"}


REFUSED = {
    "1月1日（星期六）放假。": "2027-01-01 is a 星期五, but the notice says 星期六",
    "1月1日至3日放假，共4天。": "元旦: the notice says 共4天, its dates are 3 days",
    "1月1日放假2天。": "元旦: the notice says 放假2天, its dates are 1 days",
    "1月1日放假，不调休。1月9日（星期六）上班。": "元旦: 不调休, but days are worked",
    "1月6日（星期三）放假，与周末连休。": "与周末连休, but 2027-01-06 is not next to a weekend",
    "1月32日放假。": 'there is no day "1月32日"',
    "13月1日放假。": 'there is no day "13月1日"',
    "1月3日至1日放假。": "2027-01-03 to 2027-01-01 is no holiday's range",
    "1月2日放假。": "2027-01-01, a statutory day of 元旦, is not among the days off",
    "1月1日放假。1月9日（星期六）不上班。": 'not understood: 2027-01-09 "不上班"',
    "1月1日放假，1月3日（星期日）公休日调至1月4日（星期一）。":
        '2027-01-03 "公休日调至" does not agree with the other days of its festival',
    "1月1日放假。1月10日（星期日）、9日（星期六）上班。":
        "the days from 2027-01-10 on do not follow one another",
    "休息。": "元旦: no day off was read (such as 1月1日至3日放假)",
    "1月1日放假。1月9日（星期六）上班半天。": 'not understood: 2027-01-09 "上班半天"',
    "1月1日放假。1月9日（星期六）或10日（星期日）上班。":
        'the words before the days are not understood: "或2027-01-10"',
    "1月1日放假，1月11日（星期一）补休。":
        "元旦: the days off are not one run, 2027-01-11 follows 2027-01-01",
    "1月1日放假。取消1月9日（星期六）上班。":
        "取消: days that are withdrawn or moved cannot be read, write the YAML by hand",
    "1月1日放假。1月9日（星期六）上班的安排取消。":
        "取消: days that are withdrawn or moved cannot be read, write the YAML by hand",
    "1月1日放假。1月9日（星期六）不再上班。":
        "不再: days that are withdrawn or moved cannot be read, write the YAML by hand",
    "1月1日放假。原定1月9日（星期六）上班。":
        "原定: days that are withdrawn or moved cannot be read, write the YAML by hand",
    "1月1日放假。由1月9日（星期六）上班。":
        'the words before the days are not understood: "由2027-01-09"',
    "1月1日放假。免去1月9日（星期六）上班。":
        'the words before the days are not understood: "免去2027-01-09"',
}  # fmt: skip


@pytest.mark.parametrize("item", REFUSED)
def test_what_does_not_agree_is_refused(item: str) -> None:
    """A notice whose words do not agree is refused, and the message says on which line."""
    with pytest.raises(IcpError) as raised:
        read_announcement(notice_with(item), "notice.txt")
    said = {problem.message.en: problem for problem in raised.value.problems}
    assert REFUSED[item] in said
    assert (said[REFUSED[item]].file, said[REFUSED[item]].line) == ("notice.txt", 2)


FRAMES = {
    "": "no title of a holiday notice",
    "关于2027年部分节假日安排的通知": "no title of a holiday notice",
    "国务院办公厅关于印发某办法的通知": "no title of a holiday notice",
    "国务院办公厅关于部分节假日安排的通知": "the title names no year",
    "国务院办公厅关于2027年部分节假日安排的通知": "no festival was read after the title",
    "国务院办公厅关于2027年部分节假日安排的通知\n现将2026年元旦安排如下。": "this says 2026, and the title 2027",
    "国务院办公厅关于2027年部分节假日安排的通知\n国办发明电〔2027〕1号\n一、元旦：1月1日放假。": "a notice for 2027 is not issued in 2027",
    "国务院办公厅关于2027年部分节假日安排的通知\n国办发明电〔2026〕1号\n一、元旦：1月1日放假。\n国务院办公厅\n2025年11月5日": "number and date differ",
    "国务院办公厅关于2027年部分节假日安排的通知\n2026年11月31日": 'there is no day "2026年11月31日"',
    "国务院办公厅关于延长2027年春节假期的通知\n延长2027年春节假期。": "to which day was not read",
    "国务院办公厅关于延长2027年某假期的通知\n延长2027年某假期至3月1日。": "which holiday is extended",
    "国务院办公厅关于延长2027年春节假期的通知\n延长2027年春节假期至2029年2月14日。": "which holiday is extended",
    "国务院办公厅关于延长2027年春节假期的通知\n延长2027年春节假期至2月14日，2月16日起正常上班。":
        "the day of return does not follow",
    "国务院办公厅关于延长2027年春节假期的通知\n延长2027年春节假期至2月14日。2月20日（星期六）上班。":
        'cannot be read in an extension: 2027-02-20 "上班"',
    "国务院办公厅关于延长2027年春节假期的通知\n延长2027年春节假期至2月14日上班。":
        'cannot be read in an extension: 2027-02-14 "上班"',
    "国务院办公厅关于延长2027年春节假期的通知\n延长2027年春节假期至2月14日，4月9日放假。":
        'cannot be read in an extension: 2027-04-09 "放假"',
    "国务院办公厅关于2027年部分节假日安排的通知\n一、5月8日上班。\n二、元旦：1月1日放假。":
        'stands under no festival: 2027-05-08 "上班" (delete what stands before 二、元旦:)',
    "国务院办公厅关于2027年部分节假日安排的通知\n一、元旦：1月1日放假。\n二、1月9日上班。":
        'stands under no festival: 2027-01-09 "上班"',
    "国务院关于某纪念日放假的通知\n2027年3月3日全国放假2天。": "the notice says 放假2天",
    "国务院关于某纪念日放假的通知\n2027年3月3日放假。": "全国放假…天 does not say so",
}  # fmt: skip


@pytest.mark.parametrize("text", FRAMES)
def test_what_is_no_notice_is_refused(text: str) -> None:
    """Title, year, number and date of a notice must be there and fit; else it is refused."""
    with pytest.raises(IcpError) as raised:
        read_announcement(text)
    assert raised.value.code == "invalid_notice"
    assert FRAMES[text] in str(raised.value)


@pytest.mark.parametrize(
    ("name", "old", "new", "remarked", "doubted"),
    [
        ("2024", "4月28日（星期日）", "4月21日（星期日）", [(9, "2024-04-21")], []),
        ("2024", "4月28日（星期日）", "4月14日（星期日）", [], [(9, "2024-04-14")]),
        ("2026", "9月20日（周日）", "9月13日（周日）", [], [(11, "2026-09-13")]),
        ("2026", "10月10日（周六）", "10月17日（周六）", [], [(11, "2026-10-17")]),
        ("2027", "9月26日（周日）", "9月18日（周六）", [(10, "2027-09-18")], []),
    ],
)
def test_make_up_days_far_from_their_festival_are_told_of(
    name: str,
    old: str,
    new: str,
    remarked: list[tuple[int, str]],
    doubted: list[tuple[int, str]],
) -> None:
    """One that is not on the next weekend is told of; one more than 13 days away is doubted."""
    text = TEXTS.get(name) or TEXTS["imagined-2027"]
    assert text.count(old) == 1
    odd = read_announcement(text.replace(old, new), "notice.txt")
    notice = checked(odd, ())
    assert [(it.line, it.message.en[:10]) for it in remarks(odd, notice)] == remarked
    assert [(it.line, it.message.en[:10]) for it in doubts(notice)] == doubted


@pytest.mark.parametrize("name", TEXTS)
def test_nothing_published_is_remarkable(name: str) -> None:
    """All make-up days of 2007–2026 are on the weekend next to their festival, or the one beyond."""
    announcement = read_announcement(TEXTS[name])
    notice = checked(announcement, base_of(name))
    assert (remarks(announcement, notice), notice.notes) == ([], ())


EXTENSION = """国务院办公厅关于延长2027年春节假期的通知
国办发明电〔2027〕1号
延长2027年春节假期至2月14日，{}。
国务院办公厅
2027年2月1日
"""
COUNTS = {
    "共10天": "2027-02-12 to 2027-02-14",
    "共延长3天": "2027-02-12 to 2027-02-14",
    "2月15日（周一）起正常上班": "2027-02-12 to 2027-02-14",
    "共9天": "the number of days does not agree with 2027-02-14: 10 in all, 3 more",
    "延长4天": "the number of days does not agree with 2027-02-14: 10 in all, 3 more",
}


@pytest.mark.parametrize("words", COUNTS)
def test_the_days_of_an_extension_are_counted(words: str) -> None:
    """The number of days that an extension gives is that of the whole holiday, or of what it adds."""
    base = complete(TEXTS["imagined-2027"])
    try:
        ((_, off, _),) = complete(EXTENSION.format(words), (base,)).festivals
        said = f"{off[0]} to {off[-1]}"
    except IcpError as error:
        (problem,) = error.problems
        said = problem.message.en
        assert problem.line == 3
    assert said == COUNTS[words]


@pytest.mark.parametrize("day", [9, 10, 11])
def test_an_extension_that_extends_nothing(day: int) -> None:
    """The holiday that is extended must have ended earlier than the day to which it is."""
    base = complete(TEXTS["imagined-2027"])
    text = EXTENSION.replace("14日，{}", f"{day}日")
    said = f"春节: 2027-02-{day:02} extends nothing, the days off last to 2027-02-11 already"
    with pytest.raises(IcpError, match=f"notice.txt:3:1: {said}"):
        complete(text, (base,))


WITHDRAWALS = {
    "5月1日（星期六）至4日（星期二）放假，共4天。":
        ["2027-05-05 was off before", "2027-05-08 was worked before"],
    "5月1日（星期六）至5日（星期三）放假，共5天。5月9日（星期日）上班。":
        ["2027-05-08 was worked before"],
    "5月1日（星期六）至5日（星期三）放假，共5天。5月8日（星期六）上班。": [],
    "5月1日（星期六）至6日（星期四）放假，共6天。4月25日（星期日）、5月8日（星期六）上班。": [],
}  # fmt: skip


@pytest.mark.parametrize("item", WITHDRAWALS)
def test_a_withdrawal_is_refused(item: str) -> None:
    """An amendment that arranges a festival anew names each day off and worked that it had."""
    base = complete(TEXTS["imagined-2027"])
    text = (
        "国务院办公厅关于调整2027年劳动节假期安排的通知\n国办发明电〔2027〕2号\n"
        f"2027年{item}\n国务院办公厅\n2027年3月21日"
    )
    problems = []
    try:
        complete(text, (base,))
    except IcpError as error:
        problems = [it.message.en for it in error.problems if "withdrawal" in it.message.en]
    found = [re.search(r"2027\S+ was \w+ before", it) for it in problems]
    assert [it[0] for it in found if it] == WITHDRAWALS[item]


FRAGMENTS = st.sampled_from(
    [
        *re.findall(
            r"[^，。、（）\n]+|[，。、（）\n]", "".join(TEXTS[name] for name in ("2023", "2026"))
        ),
        "\0",
        "至",
    ]
)


@settings(max_examples=tries(100))
@given(st.lists(FRAGMENTS | st.text(max_size=4), max_size=80).map("".join))
def test_any_text(text: str) -> None:
    """Whatever the text, and whatever follows a title: a notice, or `invalid_notice`."""
    for whole in (text, notice_with(text)):
        try:
            notice_yaml(read_announcement(whole).notice)
        except IcpError as error:
            assert error.code == "invalid_notice"  # noqa: PT017 - the one way to refuse
