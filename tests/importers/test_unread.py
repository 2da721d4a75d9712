"""Every sentence of a certificate that names a period is a rule's quote, or stands under `unread`."""

import re
from collections.abc import Iterable
from pathlib import Path

import pytest
from certificates import (
    DUES,
    SEED,
    Change,
    drafted,
    drafted_or_refused,
    dues,
    letters,
    swap,
    without_clause,
)
from effort import tries
from hypothesis import given, settings
from hypothesis import strategies as st
from places import TESTS
from terminal import icp

from icpcli.files.chinese_print import plain, squeeze
from icpcli.importers.certificate.dated import Quotes
from icpcli.importers.certificate.draft import Draft
from icpcli.license.file import parse_license

SAYS_NOTHING = "rules of the form that the text says nothing of: "
NOT_SAID: dict[str, tuple[Change, set[str], str]] = {
    "十四": (
        without_clause("十四"), {"annual-report"}, f"{SAYS_NOTHING}Annual report on the license",
    ),
    "十三": (
        without_clause("十三"), {"provincial-license"}, f"{SAYS_NOTHING}Cancel or amend the provincial",
    ),
    "九": (
        without_clause("九"),
        {"illegal-content-handling", "illegal-content-report"},
        "no rule illegal-content-report (Report illegal content that was handled): the text says",
    ),
    "the end of the term": (
        lambda text: re.sub("你公司经营许可证有效期届满.*善后工作。", "", text),
        {"renewal", "non-renewal-report"},
        "no rule renewal (Apply to renew the license): the text says nothing of it; look for it",
    ),
    "no change of scope": (
        swap(("或者业务范围需要变化的，", "")),
        {"scope-change"},
        '十一: this clause does not say "业务范围需要变化", so there is no rule scope-change',
    ),
    "no change of operator": (
        swap(("因合并或者分立、股东变化等导致经营主体需要变更的情形，或者", "")),
        {"operator-change"},
        '十一: this clause does not say "经营主体需要变更", so there is no rule operator-change',
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", NOT_SAID)
def test_what_is_not_there_gives_no_rule(name: str) -> None:
    """A duty of the form that the certificate does not have gives no rule, and is named."""
    change, lost, said = NOT_SAID[name]
    draft = drafted(change(SEED))
    license = parse_license(draft.text, "license.yaml")
    assert DUES.keys() - {rule.id for rule in license.rules} == lost
    assert any(words.en.startswith(said) for words in (*draft.doubts, *draft.absent))
    assert f"# {said}" in draft.text
    assert {rule.id: DUES[rule.id] for rule in license.rules} == dues(license)
    assert draft.unread == license.unread == ()


RENEWAL = "应当提前90日向原发证机关提出延续经营许可证的申请"
NOT_UNDERSTOOD: dict[str, tuple[Change, str, str, str]] = {
    "other words": (
        swap(("每年第一季度参加", "每年春天参加")), "annual-report", "十四", "每年春天参加",
    ),
    "a period that is none": (
        swap(("10个工作日", "若干个工作日")), "illegal-content-report", "九", "若干个工作日",
    ),
    "a period of no days": (
        swap(("10个工作日", "0个工作日")), "illegal-content-report", "九", "0个工作日",
    ),
    "a period that no number is": (
        swap(("10个工作日", "十百个工作日")), "illegal-content-report", "九", "十百个工作日",
    ),
    "a letter that may be any digit": (
        swap((RENEWAL, RENEWAL.replace("90", "g0"))), "renewal", "十二", "提前g0日",
    ),
    "letters for digits that make another period": (
        swap((RENEWAL, RENEWAL.replace("90", "6O"))), "renewal", "十二", "提前6O日",
    ),
    "a page number before a period": (
        swap((RENEWAL, RENEWAL.replace("90", " 12\n90"))), "renewal", "十二", "提前 12 90日",
    ),
    "a one-digit page number before a period": (
        swap(("变更之日起30日内", "变更之日起 3 30日内")), "registry-update", "十二", "3 30日内",
    ),
    "a page's digit at the end of a line": (
        swap((RENEWAL, RENEWAL.replace("90", " 9\n5"))), "renewal", "十二", "提前 9 5日",
    ),
    "a number alone on its line before a period": (
        swap((RENEWAL, RENEWAL.replace("90", "\n3\n90"))), "renewal", "十二", "提前 90日",
    ),
    "a digit that was lost": (
        swap((RENEWAL, RENEWAL.replace("90", ""))), "renewal", "十二", "提前日向",
    ),
    "a unit that was lost": (
        swap((RENEWAL, RENEWAL.replace("90日", "90"))), "renewal", "十二", "提前90向",
    ),
    "no word of expiry": (
        swap(("你公司经营许可证有效期届满需要继续经营的，", "")), "renewal", "十二", "提前90日",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", NOT_UNDERSTOOD)
def test_what_is_not_understood_stays_in_sight(name: str) -> None:
    """A sentence with a period that gives no rule stands in the file with its own number and words,
    and no message says that the text has no such duty."""
    change, rule, clause, words = NOT_UNDERSTOOD[name]
    text = change(SEED)
    draft = drafted(text)
    license = parse_license(draft.text, "license.yaml")
    assert rule not in {it.id for it in license.rules}
    assert draft.unread[0] in license.unread
    said = draft.unread[0].text
    assert (draft.unread[0].clause, letters(words) in letters(said)) == (clause, True)
    assert all(letters(part) in letters(squeeze(plain(text))) for part in said.split())
    assert any(rule in doubt.en and "says nothing" not in doubt.en for doubt in draft.doubts)
    assert not any(rule in words.en for words in draft.absent)
    line = draft.text.splitlines()[license.unread[0].line - 1]
    assert line == f"  - clause: {clause}"


def test_two_periods_for_one_duty() -> None:
    """Where two clauses give one duty two periods, neither is believed, and both are in sight."""
    twice = "你公司经营许可证有效期届满需要继续经营的，应当提前30日向原发证机关提出延续经营许可证的申请。"
    draft = drafted(swap(("十三、", "十二、"), ("十四、", f"{twice}\n\n十四、"))(SEED))
    assert "renewal" not in {rule.id for rule in parse_license(draft.text, "").rules}
    assert [it.text.count("提前") for it in draft.unread] == [1, 1]
    assert {"提前30日" in it.text for it in draft.unread} == {True, False}


CERTIFICATES = sorted((TESTS / "importers" / "certificates").glob("*.txt"))
FRONT = """\
增值电信业务经营许可证
经营许可证编号：苏B2-20220457
公司名称：江苏某某网络科技有限公司
法定代表人：李四
业务种类：信息服务业务
发证机关：江苏省通信管理局
发证日期：2022年6月1日
有效期至：2027年6月1日
特别规定事项
"""
KNOWN = {
    "annual-report": "你公司应当在每年第一季度参加电信主管部门组织的经营许可证年报。",
    "illegal-content-report": "你公司对发现的违法信息应当在处置后的10个工作日内向电信主管部门上报。",
    "renewal": f"你公司经营许可证有效期届满需要继续经营的，{RENEWAL}。",
    "registry-update": (
        "你公司遇有工商登记的住所、注册资本、股东股权发生变更，应当在变更之日起30日内在"
        "《电信业务市场综合管理信息系统》中更新相关信息。"
    ),
}
"""Sentences of the form, and the rule that each gives."""
UNKNOWN = (
    "你公司应当在每年12月31日前向电信主管部门报送本年度网络安全自查报告。",
    "你公司变更法定代表人的，应当在完成工商变更登记之日起三十日内向原发证机关办理变更手续。",
    "你公司应当于每季度结束后十五日内报送业务统计表。",
    "你公司应当按月报送接入资源使用情况。",
    "发生重大网络安全事件的，你公司应当在24小时内提交书面报告。",
    "你公司应当自取得经营许可证之日起一年内开始提供服务。",
    "你公司应当在有效期届满前六个月提出申请。",
    "你公司应当于次年４月１５日前公示上一年度的情况。",
    "你公司停止经营的，应当提前三个月通知用户。",
    "你公司应当每两年进行一次等级测评。",
    "你公司应当在收到通知后的5个工作曰内答复。",
    "你公司应当于2027年6月30日前完成整改。",
    "你公司应当于2027年6月30日完成整改。",
    "你公司应当在届满三十（30）日前书面通知用户。",
    "你公司应当在年度终了后三个月内提交报告。",
    "你公司应当在24小时之内、不迟于次日18时答复。",
    "你公司应当提前g0日报告。",
    "你公司应当每半年组织一次演练。",
    "你公司应当在两周内整改完毕。",
    "用户日志留存时间不少于60日。",
    "你公司许可证到期的，应当申请换证。",
)
"""Sentences with a period that no form says."""
UNDATED = (
    "你公司应当依法开展业务经营活动，不得超越许可的业务覆盖范围。",
    "你公司应当按照《电信业务经营许可管理办法》（2017年7月3日工业和信息化部令第42号公布）的规定配备人员。",
    "你公司应当建立7×24小时值班制度，执行统一标准。",
    "你公司应当在第一时间处置，并及时、定期通报。",
    "你公司应当执行《互联网行业三年行动计划》。",
)
"""Sentences without one, however much some look like it."""
NUMBERED = {
    "十二、": lambda n: f"{NUMERALS[n]}、",
    "十二.": lambda n: f"{NUMERALS[n]}.",
    "第十二条": lambda n: f"第{NUMERALS[n]}条 ",
    "12.": lambda n: f"{n}. ",
    "12、": lambda n: f"{n}、",
    "（十二）": lambda n: f"（{NUMERALS[n]}）",
}
DIGITS = "一二三四五六七八九"
NUMERALS = ["", *DIGITS, "十", *(f"十{n}" for n in DIGITS), "二十", *(f"二十{n}" for n in DIGITS)]

SENTENCES = st.sampled_from([*KNOWN.values(), *UNKNOWN, *UNDATED])


@settings(max_examples=tries(60))
@given(st.lists(SENTENCES, min_size=1, max_size=12, unique=True), st.sampled_from(sorted(NUMBERED)))
def test_every_sentence_with_a_period_is_accounted_for(sentences: list[str], way: str) -> None:
    """Of a certificate with any clauses, numbered in any way, each sentence with a period is a
    rule's quote or stands under `unread`, with its own number and its own words; no other does."""
    body = "\n".join(f"{NUMBERED[way](n)}{it}" for n, it in enumerate(sentences, 1))
    draft = drafted(FRONT + body)
    rules = dict(re.findall(r"- id: (.*)\n(?:    .*\n)*?    clause: (.*)\n", draft.text))
    unread = {(it.clause, it.text) for it in draft.unread}
    for n, sentence in enumerate(sentences, 1):
        id = next((id for id, words in KNOWN.items() if words == sentence), "")
        assert not id or rules.pop(id) == NUMERALS[n]
        if sentence in UNKNOWN:
            unread.remove((NUMERALS[n], sentence.rstrip("。")))
    assert (rules, unread) == ({}, set())
    known = sum(sentence in KNOWN.values() for sentence in sentences)
    assert draft.dated == known + len(draft.unread)
    for line in draft.text.splitlines()[-2 * len(draft.unread) :] if draft.unread else ():
        assert line.startswith(("  - clause: ", "    text: "))


def test_the_sentences_that_cost_the_license_come_first() -> None:
    """On stderr the unread sentences come before everything else, those on renewal first."""
    text = FRONT + "\n".join(f"{NUMERALS[n]}、{it}" for n, it in enumerate(UNKNOWN, 1))
    draft = drafted(text)
    said = [it.text for it in draft.unread]
    on_renewal = [it for it in UNKNOWN if re.search("届满|到期|停止经营", it)]
    others = [it for it in UNKNOWN if it not in on_renewal]
    assert said == [it.rstrip("。") for it in (*on_renewal, *others)]


# The judge knows nothing of the importer: periods with a plain number and a plain unit, and years.
JUDGED = re.compile(
    r"(?:[0-9]+|[一二三四五六七八九十百]+)(?:个工作日|个月|日|天|小时)内|提前(?:[0-9]+|[一二三四五六七八九十]+)(?:日|个月)"
    r"|每年|每季度|每半年"
)
WITHOUT_PAGES = re.sub(
    r"(?m)^(?:经营许可证编号：\s*)?(?:京ICP证130204号)?\n*特别规定事项\n(?!\n《)", "", SEED
)
PLACES = st.integers(SEED.index("一、你公司"), len(WITHOUT_PAGES) - 1)
DAMAGE = st.tuples(
    PLACES,
    st.sampled_from(
        [
            "",
            "\n",
            " ",
            "。",
            "；",
            "O",
            "l",
            "12\n",
            "\n\n三、",
            "第",
            "（一）",
            "日",
            "提前",
            "\n特别规定事项\n",
        ]
    ),
    st.integers(0, 3),
)


@settings(max_examples=tries(60))
@given(st.lists(DAMAGE, max_size=12), st.sets(st.sampled_from(UNKNOWN), max_size=3))
def test_nothing_is_lost_of_a_damaged_certificate(
    damage: list[tuple[int, str, int]], more: Iterable[str]
) -> None:
    """However the clauses are damaged, every period that an independent judge sees in the text is
    in the words of a rule, or under `unread`; and the count of sentences balances."""
    text = WITHOUT_PAGES
    for sentence in more:
        text += f"\n\n十六、{sentence}"
    for at, put, length in damage:
        text = text[:at] + put + text[at + length :]
    draft = drafted_or_refused(text)
    assert draft is not None
    words = accounted_for(draft)
    for found in JUDGED.finditer(squeeze(plain(text))[len(squeeze(FRONT)) :]):
        assert any(letters(found[0]) in it for it in words), found[0]
    entries = re.findall(r"(?m)^  - clause: .*\n    text: ", draft.text)
    assert len(entries) == len(draft.unread) <= draft.dated
    for id in ("renewal", "non-renewal-report"):
        assert f"- id: {id}\n" in draft.text or any(id in doubt.en for doubt in draft.doubts)


def accounted_for(draft: Draft) -> list[str]:
    """The letters of each quote of a rule, and of each unread sentence."""
    rules = draft.text.partition("\nduties:")[0]
    quotes = re.findall(r"(?m)^    quote: (.*)$", rules)
    return [letters(it) for it in (*quotes, *(sentence.text for sentence in draft.unread))]


def test_a_text_without_heading_and_numbers() -> None:
    """Where the heading and every number are lost, the rules are read, and no number is made up."""
    text = re.sub(r"(?m)^[一二三四五六七八九十]+、", "", SEED.replace("特别规定事项", ""))
    license = parse_license(drafted(text).text, "")
    assert dues(license) == DUES
    assert {rule.clause for rule in license.rules if not rule.rule_set} == {"未读出"}


def test_pages_in_the_wrong_order() -> None:
    """A clause that stands before the front page's heading of the clauses is not lost."""
    start, end = SEED.index("十二、"), SEED.index("十三、")
    text = SEED[:start] + SEED[end:]
    text = text.replace("公司名称", f"{SEED[start:end]}公司名称", 1)
    draft = drafted(text)
    assert "renewal" in {rule.id for rule in parse_license(draft.text, "").rules}
    assert draft.unread == ()


def test_more_events_than_the_form_lists() -> None:
    """Where a sentence names an event of which its rule knows nothing, it stays in sight."""
    draft = drafted(swap(("住所、注册资本、", "住所、注册资本、法定代表人、"))(SEED))
    assert dues(parse_license(draft.text, "")) == DUES
    (unread,) = draft.unread
    assert (unread.clause, "法定代表人" in unread.text) == ("十二", True)
    assert any('also names "法定代表人"' in doubt.en for doubt in draft.doubts)


def test_a_spoiled_event_keeps_its_sentence_in_sight() -> None:
    """Where a scan spoils one of several events, the rule loses it, and the sentence is unread."""
    draft = drafted(swap(("住所、注册资本、", "住所、注册资木、"))(SEED))
    (unread,) = draft.unread
    assert "注册资木" in unread.text


def test_digits_that_a_scan_made_letters() -> None:
    """Such a number is read where the period is then the form's, and marked for a person."""
    letters_for_digits = swap(("90日", "9O日"), ("10个工作日", "l0个工作日"), ("30日内", "3〇日内"))
    draft = drafted(letters_for_digits(SEED))
    license = parse_license(draft.text, "")
    assert (dues(license), draft.unread) == (DUES, ())
    for n, rules in (("90", 2), ("10", 1), ("30", 5)):
        mark = f"    # read as {n}: compare with the paper\n    due: {n} "
        assert draft.text.count(mark) == rules
    assert '十二: "9O" read as 90: compare with the paper (renewal, non-renewal-report)' in [
        doubt.en for doubt in draft.doubts
    ]


def test_a_period_that_is_not_the_forms() -> None:
    """A period that differs is taken, named on stderr, and named beside it in the file."""
    draft = drafted(swap((RENEWAL, RENEWAL.replace("90", "30")))(SEED))
    said = "十二: this text says 30 days before, the form 90: compare with the paper"
    assert f"    # {said}\n    due: 30 days before\n" in draft.text
    assert [doubt.en for doubt in draft.doubts] == [f"{said} (renewal)"]
    assert draft.doubts[0].zh.startswith("十二：这份文字是30日，格式文本是90日；")


def test_what_is_said_names_this_certificate(tmp_path: Path) -> None:
    """No message of a certificate with three clauses speaks of a clause beyond the third."""
    path = tmp_path / "certificate.txt"
    path.write_text(
        FRONT + "一、甲。\n二、你公司应当在两周内整改。\n三、" + KNOWN["renewal"], "utf-8"
    )
    answer = icp("import", path)
    assert not re.search("[四五六七八九十]+[、:：（]", answer.err)
    assert "二: 你公司应当在两周内整改 (line " in answer.err


def test_a_lost_number_is_no_neighbours() -> None:
    """Where a clause lost its number, its sentence is under no number; the one before keeps its own."""
    said = [f"一、{UNKNOWN[0]}", UNKNOWN[1], f"三、{UNKNOWN[2]}{UNKNOWN[3]}", UNKNOWN[4]]
    draft = drafted(FRONT + "\n".join(said))
    assert [it.clause for it in draft.unread] == ["一", "未读出", "三", "三", "未读出"]


def test_where_quotes_stand() -> None:
    """A period is quoted where it lies wholly within the words of one rule, whatever others do."""
    quotes = Quotes([(2, 3), (0, 9), (20, 24)])
    held = [
        place
        for place in ((0, 9), (4, 8), (0, 10), (8, 12), (19, 22), (20, 24))
        if quotes.hold(place)
    ]
    assert held == [(0, 9), (4, 8), (20, 24)]
    assert not Quotes(()).hold((0, 1))


@pytest.mark.parametrize("path", CERTIFICATES, ids=lambda path: path.stem)
def test_certificates_of_other_provinces(path: Path) -> None:
    """Of each invented certificate, every period that the judge sees is in a rule or unread."""
    text = path.read_text("utf-8")
    words = accounted_for(drafted(text))
    for found in JUDGED.finditer(squeeze(plain(text.partition("特别")[2]))):
        assert any(letters(found[0]) in it for it in words), found[0]


def test_a_heading_that_is_first_read_on_the_second_page() -> None:
    """Where the first heading is spoiled, the clauses above the next page's heading are not lost."""
    said = [*UNKNOWN[:3], "\n特别规定事项\n", *UNKNOWN[3:6]]
    numbered = iter(range(1, 9))
    body = "\n".join(it if it.startswith("\n") else f"{next(numbered)}. {it}" for it in said)
    draft = drafted(FRONT.replace("特别规定事项", "特别规走亊项") + body)
    assert [it.clause for it in draft.unread] == [*"一二三四五六"]
