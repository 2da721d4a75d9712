"""`icp import`: from the text of a certificate to a license file, and never a guess."""

import json
import re
import shlex
import sys
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest
from certificates import (
    BUNDLED,
    CLAUSES,
    DUES,
    FORM,
    SEED,
    SEED_FILE,
    TEMPLATE,
    Change,
    drafted,
    drafted_or_refused,
    dues,
    imported,
    letters,
    swap,
    without_clause,
)
from effort import tries
from golden import Golden
from hypothesis import given, settings
from hypothesis import strategies as st
from places import LICENSE, TESTS
from terminal import icp

from icpcli.files.chinese_print import date_at, fold, number, plain, squeeze
from icpcli.files.fields import read_data
from icpcli.files.yaml_text import scalar
from icpcli.importers.certificate.draft import draft_from_certificate
from icpcli.importers.certificate.quotes import Said, find
from icpcli.importers.certificate.read import read_certificate
from icpcli.license.file import parse_license

SCANS = sorted((TESTS / "importers" / "certificates").glob("*.txt"))


def test_the_seed_gives_the_bundled_license() -> None:
    """The certificate's text gives the bundled license line by line, but for the file's head."""
    ours, bundled = drafted(SEED), TEMPLATE
    assert ours.text.partition("\nlicense:")[2] == bundled.partition("\nlicense:")[2]
    assert ours.doubts == ()


def test_the_seed_gives_the_bundled_deadlines(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`icp deadlines -f json` on the imported file is that on the bundled one, but for its name."""
    monkeypatch.chdir(tmp_path)
    answer = icp("import", SEED_FILE, "-o", "license.yaml")
    assert (answer.code, answer.text) == (0, "")
    ours, bundled = (
        icp("deadlines", "-f", "json", "-l", path).text.replace(str(path), "its file")
        for path in ("license.yaml", LICENSE)
    )
    assert json.loads(ours) == json.loads(bundled)


PERIODS = {
    "提前60日": (
        swap(("提前90日", "提前60日")),
        {"renewal": "60 days before", "non-renewal-report": "60 days before"},
    ),
    "only the renewal": (
        swap(("提前90日向原发证机关提出", "提前60日向原发证机关提出")),
        {"renewal": "60 days before"},
    ),
    "15个工作日": (
        swap(("10个工作日", "15个工作日")), {"illegal-content-report": "15 working days after"},
    ),
    "20日内": (
        swap(("决定之日起30日内", "决定之日起20日内")),
        {"operator-change": "20 days after", "scope-change": "20 days after"},
    ),
    "九十日, 三十日": (
        swap(("90日", "九十日"), ("30日", "三十日"), ("10个工作日", "十个工作日")), {},
    ),
    "full-width digits": (
        swap(("90日", "６０ 日"), ("变更之日起30日", "变更之日起４５日")),
        {
            "renewal": "60 days before",
            "non-renewal-report": "60 days before",
            "registry-update": "45 days after",
        },
    ),
    "months": (
        swap(("提前90日向原发证机关提出", "提前三个月向原发证机关提出")),
        {"renewal": "3 months before"},
    ),
    "working days instead of days": (
        swap(("评估完成30日内", "评估完成二十个工作日内")),
        {"assessment-report": "20 working days after"},
    ),
    "一百二十天": (
        swap(("许可证后30日内", "许可证后一百二十天内")), {"provincial-license": "120 days after"},
    ),
    "第二季度": (swap(("第一季度", "第二季度")), {"annual-report": "((4, 1), (6, 30))"}),
}  # fmt: skip


@pytest.mark.parametrize("name", PERIODS)
def test_periods_are_read_from_the_clause(name: str) -> None:
    """A certificate with another period gets that period, and nothing else changes."""
    change, expected = PERIODS[name]
    license = imported(change(SEED))
    found = dues(license)
    if "annual-report" in expected:
        assert "opens=(4, 1), closes=(6, 30)" in found.pop("annual-report")
        expected = {}
    assert found == {**{id: DUES[id] for id in found}, **expected}
    own = [rule for rule in license.rules if not rule.rule_set]
    assert len(own) == 12
    assert all(squeeze(rule.quote) in squeeze(plain(change(SEED))) for rule in own)


def annex_last(text: str) -> str:
    start, end = text.index("网站名称"), text.index("特别规定事项\n\n《")
    return f"{text[:start]}{text[end:]}\n\n{text[start:end]}"


NOISE: dict[str, Change] = {
    "Chinese numerals in dates": swap(
        ("2023年 07月 1日", "二〇二三年七月一日"), ("2028年 07月 1日", "二○二八年七月一日")
    ),
    "blanks in dates": swap(("2023年 07月 1日", "2 0 2 3 年 0 7 月 0 1 日")),
    "dates with hyphens": swap(("2023年 07月 1日", "2023-07-01"), ("2028年 07月 1日", "2028.7.1")),
    "half-width punctuation": lambda text: text.translate(str.maketrans("，：；（）", ",:;()")),
    "full-width digits, letters, colons and brackets": lambda text: text.translate(
        {ord(sign): ord(sign) + 0xFEE0 for sign in "0123456789:()ICP"}
    ),
    "lines broken anywhere": lambda text: "\n".join(
        text[i : i + 17] for i in range(0, len(text), 17)
    ),
    "everything on one line": lambda text: text.replace("\n", " "),
    "no blanks at all": lambda text: re.sub(r"\s", "", text),
    "a blank after every sign": lambda text: re.sub(
        r"(?<=[\u4e00-\u9fff0-9])(?=[\u4e00-\u9fff0-9])", " ", text
    ),
    "no colons after labels": lambda text: text.replace("：", "\n").replace(": ", "\n"),
    "other line ends, form feeds, zero-width signs": lambda text: (
        "\ufeff" + text.replace("\n\n", "\r\n\f\u200b\r\n").replace("\n", "\r\n")
    ),
    "page headers in a sentence": swap(
        ("应当提前90日向原发证", "应当提前9\n经营许可证编号：京ICP证130204号\n特别规定事项\n0日向原发证"),
        ("10个工作日", "10个\n- 7 -\n工作日"),
        ("经营许可证年报", "经营\n第 3 页 共 8 页\n许可证年报"),
    ),
    "page numbers in a sentence": swap(("更新相关信息", "更新\n12\n相关信息")),
    "an ASCII 0 among Chinese digits": swap(("2028年 07月 1日", "二0二八年七月一日")),
    "a clause's number broken": swap(("\n十二、", "\n十\n二、"), ("\n十四、", "\n十四\n、")),
    "a page header behind a clause's number": swap(
        ("\n十二、", "\n十二\n\n经营许可证编号：京ICP证130204号\n\n特别规定事项\n\n、")
    ),
    "the license number broken in a header": swap(
        ("号\n\n特别规定事项\n\n九、", "\n号\n\n特别规定事项\n\n九、"),
        ("：京ICP证130204号\n\n特别规定事项\n\n部门", "：京ICP证13020\n4号\n\n特别规定事项\n\n部门"),
    ),
    "clauses in the kind of business": swap(("及覆盖范围:\n", "及覆盖范围: 一、")),
    "the annex behind the provisions": lambda text: annex_last(text),
    "the annex below the heading of the provisions": swap(
        ("网站名称：337\n", "特别规定事项\n\n网站名称：337\n")
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", NOISE)
def test_noise_changes_nothing(name: str) -> None:
    """However a scan spoils the text, term, rules and duties are read as they are printed."""
    text = NOISE[name](SEED)
    assert text != SEED
    draft, license = drafted(text), imported(text)
    assert draft.doubts == ()
    for field in ("number", "holder", "legal_representative", "issued", "expires", "continuing"):
        assert getattr(license, field) == getattr(BUNDLED, field)
    assert dues(license) == DUES
    assert [fold(site.domain) for site in license.websites] == ["337.com", "elex-tech.com"]
    for ours, bundled in zip(
        (*license.rules, *license.duties), (*BUNDLED.rules, *BUNDLED.duties), strict=True
    ):
        assert (ours.clause, ours.title) == (bundled.clause, bundled.title)
        assert letters(ours.quote) == letters(bundled.quote)
    assert [duty.applies for duty in license.duties] == [duty.applies for duty in BUNDLED.duties]


def test_a_trigger_that_the_clause_does_not_name_is_dropped() -> None:
    """Of several triggers only those stay that the clause names, with what to see beside them."""
    draft = drafted(swap(("注册资本、股东股权发生", "注册资本发生"))(SEED))
    license = parse_license(draft.text, "license.yaml")
    rule = next(rule for rule in license.rules if rule.id == "registry-update")
    assert rule.triggers == ("address-change", "capital-change", "service-body-change")
    assert "shareholder-change" not in {*license.events, *rule.see_also}
    (doubt,) = draft.doubts
    assert doubt.en.startswith(
        '十二: this clause does not say "股东股权", so the rule registry-update'
    )
    assert "股东变更可能" not in draft.text


OTHERWISE_PRINTED: dict[str, Change] = {
    "十三.": swap(("\n十三、", "\n十三.")),
    "14、": swap(("\n十四、", "\n14、")),
    "十四，": swap(("\n十四、", "\n十四，")),
    "第十四条": swap(("\n十四、", "\n第十四条 ")),
    "（十四）": swap(("\n十四、", "\n（十四）")),
    "no comma": swap(("\n十四、", "\n十四")),
    "第十四条, all": lambda text: re.sub(r"(?m)^([一二三四五六七八九十]+)、", r"第\1条 ", text),
    "第14条, all": lambda text: re.sub(
        r"(?m)^([一二三四五六七八九十]+)、", lambda it: f"第{number(it[1])}条　", text
    ),
    "14., all": lambda text: re.sub(
        r"(?m)^([一二三四五六七八九十]+)、", lambda it: f"{number(it[1])}. ", text
    ),
    "十四. all": lambda text: re.sub(r"(?m)^([一二三四五六七八九十]+)、", r"\1. ", text),
    "（十四）, all, and 1) for items": lambda text: re.sub(
        r"(?m)^([一二三四五六七八九十]+)、",
        r"（\1）",
        re.sub(r"(?m)^[（(]([一二三四五六七八九十]+)[)）]", lambda it: f"{number(it[1])})", text),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", OTHERWISE_PRINTED)
def test_numbers_printed_in_other_ways(name: str) -> None:
    """However a clause's number is printed, it is read where it stands between its neighbours."""
    text = OTHERWISE_PRINTED[name](SEED)
    assert text != SEED
    draft = drafted(text)
    clauses = {rule.id: rule.clause for rule in parse_license(draft.text, "license.yaml").rules}
    assert {id: it.replace("（8）", "（八）") for id, it in clauses.items()} == CLAUSES
    assert draft.unread == ()


NUMBERS: dict[str, tuple[Change, str]] = {
    "no number": (swap(("\n十四、", "\n")), "annual-report"),
    "a number that stands above": (swap(("\n十四、", "\n四、")), "annual-report"),
    "the same number again": (swap(("\n十四、", "\n十三、")), "annual-report provincial-license"),
    "the clause of the items lost": (without_clause("十五"), "assessment-report"),
    "the number of the items' clause lost": (swap(("\n十五、", "\n")), "assessment-report"),
    "a gap before an item": (swap(("\n(七) ", "\n")), "assessment-report"),
    "an item again": (swap(("\n(七) ", "\n(一) ")), "assessment-report"),
    "a list in digits, and a number lost": (
        swap(("\n十四、", "\n1. 甲。\n13. 乙。\n14. ")), "annual-report",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", NUMBERS)
def test_an_uncertain_number_is_not_read(name: str) -> None:
    """A clause whose number cannot be told gets none, never another's, and is told of."""
    change, ids = NUMBERS[name]
    draft = drafted(change(SEED))
    clauses = {rule.id: rule.clause for rule in parse_license(draft.text, "license.yaml").rules}
    assert clauses == CLAUSES | dict.fromkeys(ids.split(), "未读出")
    for id in ids.split():
        quote = next(rule.quote for rule in BUNDLED.rules if rule.id == id)
        assert any("number of the clause" in it.en and quote in it.en for it in draft.doubts)


@pytest.mark.parametrize("width", range(8, 48, 3))
def test_lines_broken_anywhere_keep_their_clauses(width: int) -> None:
    """Wherever lines break, each rule and duty has the clause, the words and the period printed."""
    for offset in range(0, width, 5):
        starts = [0, *range(offset + 1, len(SEED), width)]
        text = "\n".join(SEED[i:j] for i, j in zip(starts, [*starts[1:], None], strict=True))
        draft = draft_from_certificate(read_certificate(text, FORM), TEMPLATE, FORM)
        read = re.findall(r"(?m)^ +(?:- )?(?:clause|due): (.*)$", draft.text)
        assert read == re.findall(r"(?m)^ +(?:- )?(?:clause|due): (.*)$", TEMPLATE)
        for name in ("issued", "expires"):
            said = re.search(rf"(?m)^  {name}:(.*)$", draft.text)
            assert said is not None
            assert said[1].strip() in ("", str(getattr(BUNDLED, name)))


def test_a_renumbered_clause_keeps_its_number() -> None:
    """The clause of a rule is the one in which its words stand, whatever the form says."""
    text = (
        without_clause("十三")(SEED).replace("\n十四、", "\n十三、").replace("\n十五、", "\n十四、")
    )
    license = imported(text)
    clauses = {rule.id: rule.clause for rule in license.rules}
    assert clauses["annual-report"] == "十三"
    assert clauses["assessment-report"] == "十四（八）"
    assert "第十五条第八项" not in drafted(text).text


def test_comments_stay_true() -> None:
    """Where a period is another, no comment of the template still names the old one."""
    text = drafted(PERIODS["20日内"][0](SEED)).text
    assert not re.search(r"# .*30 日", text)
    assert "两步" in TEMPLATE


TERM = "发证日期: 2023年 07月 1日\n\n有效期至: 2028年 07月 1日"
UNREAD: dict[str, tuple[Change, str, str]] = {
    "no such day": (swap(("2028年 07月 1日", "2028年 02月 30日")), "expires", '"2028年02月30日" is no date'),
    "blank": (swap(("2028年 07月 1日", "")), "expires", "not read"),
    "no label": (swap(("有效期至: 2028年 07月 1日", "")), "expires", "not read"),
    "half a date": (swap(("2028年 07月 1日", "2028年 07月")), "expires", '"2028年07月" is no date'),
    "another century": (swap(("2028年 07月 1日", "2128年 07月 1日")), "expires", '"2128年07月1日" is no date'),
    "two ends": (
        swap(("有效期至: 2028年 07月 1日", "有效期至: 2028年 07月 1日\n有效期至: 2026年 07月 1日")),
        "expires",
        "printed in different ways (2028-07-01, 2026-07-01)",
    ),
    "two numbers": (
        swap(("特别规定事项\n\n九、", "经营许可证编号：京ICP证130205号\n\n九、")),
        "number",
        "printed in different ways (京ICP证130204号, 京ICP证130205号)",
    ),
    "no holder": (swap(("公司名称: 北京智明星通科技股份有限公司", "公司名称:")), "holder", "not read"),
    "no representative": (swap(("法定代表人: 蒋定平", "")), "legal_representative", "not read"),
    "two columns": (
        swap((TERM, "发证日期: 有效期至:\n2023年 07月 1日 2028年 07月 1日")),
        "expires",
        "a date beside it is blank",
    ),
    "two columns, one date": (
        swap((TERM, "发证日期:\n有效期至: 2023年 07月 1日")), "expires", "a date beside it is blank",
    ),
    "two columns, labels below": (
        swap((TERM, "发证日期:\n2028年 07月 1日\n有效期至:")), "issued", "a date beside it is blank",
    ),
    "two dates": (
        swap(("2028年 07月 1日", "2023年 07月 1日 2028年 07月 1日")),
        "expires",
        '"2023年07月1日2028年07月1日" is no date',
    ),
    "the end before the issue": (
        swap(("2028年 07月 1日", "2018年 07月 1日")), "expires", "the day of issue is not before",
    ),
    "a page number behind 2028-7-1": (
        swap(("2028年 07月 1日", "2028-7-1\n2")), "expires", '"2028-7-1 " is no date',
    ),
    "a page number behind 2028/7/1": (
        swap(("2028年 07月 1日", "2028/7/1\n1/8")), "expires", '"2028/7/1 " is no date',
    ),
    "a page number in a date": (
        swap(("2028年 07月 1日", "2028年 07月\n2\n1日")), "expires", '"2028年07月 1日" is no date',
    ),
    "a page of several in a date": (
        swap(("2028年 07月 1日", "2028年 07月\n1/8\n1日")), "expires", '"2028年07月 1日" is no date',
    ),
    "more behind a date": (
        swap(("2028年 07月 1日", "2028-7-1-2")), "expires", '"2028-7-1-2" is no date',
    ),
    "a page number in the holder": (
        swap(("公司名称: 北京智明星通科技股份有限公司", "公司名称: 北京智明星通科技股份\n1\n有限公司")),
        "holder",
        "not read",
    ),
    "a page number in the annex": (
        swap(("东环广场A座二层\n\n网站接入", "东环广场\n12\nA座二层\n\n网站接入")),
        "websites[0].server",
        "not read",
    ),
    "a site without a name": (swap(("网站名称：智明星通", "")), "websites[1].name", "not read"),
    "a site without a domain": (swap(("网站域名：337.com", "")), "websites[0].domain", "not read"),
}  # fmt: skip


@pytest.mark.parametrize("name", UNREAD)
def test_what_cannot_be_read_stays_empty(name: str) -> None:
    """A field that cannot be read for certain is empty, with a comment, and is told of."""
    change, field, said = UNREAD[name]
    draft = drafted(change(SEED))
    told = [doubt.en.partition(": ") for doubt in draft.doubts]
    assert any(field in it[0].split(", ") and it[2].startswith(said) for it in told)
    key = field.rpartition(".")[2]
    assert re.search(rf"(?m)^ +# {re.escape(said)}.*\n[ -]+{key}:$", draft.text)


def test_no_website_is_told_of() -> None:
    """Where no website was read, a line on stderr and a comment say so."""
    draft = drafted(re.sub(r"(?m)^(?:网站|服务器).*$", "", SEED))
    assert [doubt.en for doubt in draft.doubts] == ["websites: not read: fill it in from the paper"]
    assert "# not read: fill it in from the paper" in draft.text


@pytest.mark.parametrize(
    ("printed", "domain"),
    [
        ("337.com\n337.cn", "337.com、337.cn"), ("337.com；337.cn", "337.com、337.cn"),
        ("337.com 337.cn", "337.com、337.cn"), ("elex-\ntech.com", "elex-tech.com"),
        ("3 3 7 . c o m", "337.com"), ("337.com\n12\n337.cn", ""),
    ],
)  # fmt: skip
def test_domains(printed: str, domain: str) -> None:
    """Several domains stay several, and a broken one is put together."""
    site = read_certificate(swap(("域名：337.com", f"域名：{printed}"))(SEED), FORM).paper.websites[
        0
    ]
    assert site.domain == domain


@pytest.mark.parametrize(
    ("printed", "holder"),
    [
        ("智明星通（中国\n）有限公司", "智明星通（中国）有限公司"),
        ("甲有限公司（原乙公司\n）", "甲有限公司（原乙公司）"),
        ("甲企业（有限\n合伙）", "甲企业（有限合伙）"),
        ("甲企业（有限", ""),
    ],
)
def test_a_holder_with_a_bracket_over_a_line_end(printed: str, holder: str) -> None:
    """A name goes on until its brackets are closed; one that never closes is not read."""
    text = swap(("公司名称: 北京智明星通科技股份有限公司", f"公司名称: {printed}"))(SEED)
    assert read_certificate(text, FORM).paper.holder == holder


TERMS: dict[str, tuple[str, str, str, str]] = {
    "有效期：…至…": ("有效期：2022年5月11日至2027年5月10日", "2022-05-11", "2027-05-10", ""),
    "有效期限 …-…": ("有效期限 2022.5.11-2027.5.10", "2022-05-11", "2027-05-10", ""),
    "有效期自…至…": ("有效期自2022年5月11日起至2027年5月10日止", "2022-05-11", "2027-05-10", ""),
    "起止日期": ("起止日期：二○二二年五月十一日至\n二○二七年五月十日", "2022-05-11", "2027-05-10", ""),
    "五年（自…）": ("有效期：五年（自2022年5月11日至2027年5月10日）", "2022-05-11", "2027-05-10", ""),
    "no colons": ("发证日期2022年5月11日\n有效期至2027年5月10日", "2022-05-11", "2027-05-10", ""),
    "a day of issue, too": (
        "发证日期：2022年5月11日\n有效期：2022年5月11日至2027年5月10日", "2022-05-11", "2027-05-10", "",
    ),
    "issued again within the term": (
        "发证日期：2023年8月1日\n有效期：2022年5月11日至2027年5月10日",
        "2022-05-11",
        "2027-05-10",
        "issued: the day of issue is 2023-08-01, the term begins on 2022-05-11: the earlier is taken",
    ),
    "only the end": (
        "发证日期：2022年5月11日\n有效期：至2027年5月10日", "2022-05-11", "2027-05-10", "",
    ),
    "only years": ("发证日期：2022年5月11日\n有效期：5年", "2022-05-11", "", 'expires: "5年" is no date'),
    "two ends": (
        "有效期：2022年5月11日至2027年5月10日\n有效期至：2027年5月11日",
        "2022-05-11",
        "",
        "expires: printed in different ways (2027-05-10, 2027-05-11)",
    ),
    "two beginnings": (
        "有效期：2022年5月11日至2027年5月10日\n有效期：2022年5月1日至2027年5月10日",
        "",
        "2027-05-10",
        "issued: printed in different ways (2022-05-11, 2022-05-01)",
    ),
    "four years": (
        "有效期：2022年5月11日至2026年5月10日",
        "2022-05-11",
        "2026-05-10",
        "term: 2022-05-11 to 2026-05-10 is not 5 years: compare with the paper",
    ),
    "letters for digits": (
        "发证日期：2O22年5月l1日\n有效期至：2027年5月1O日",
        "2022-05-11",
        "2027-05-10",
        'expires: "2027年5月1O日" read as 2027-05-10: compare with the paper',
    ),
    "a letter that may be any digit": (
        "发证日期：2022年5月11日\n有效期至：2027年5月1S日",
        "2022-05-11",
        "",
        'expires: "2027年5月1S日" is no date',
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", TERMS)
def test_terms(name: str) -> None:
    """A term is read however it is printed, what is odd about it is named, and nothing is guessed."""
    printed, issued, expires, said = TERMS[name]
    draft = drafted(swap((TERM, printed))(SEED))
    for key, day in (("issued", issued), ("expires", expires)):
        assert re.search(rf"(?m)^  {key}:(.*)$", draft.text)[1].strip() == day
    assert [it.en for it in draft.doubts if it.en.startswith(said)] if said else not draft.doubts
    assert "business: 信息服务业务（仅限互联网信息服务）\n" in draft.text


LABEL = "业务种类\n(服务项目)\n及覆盖范围:\n"
VALUE = "信息服务业务（仅限互联网信息服务）\n不含信息搜索查询服务、信息即时交互服\n务。【依法须经批准的项目，经相关部门批\n准后方可开展相应经营活动】\n"
BESIDE = {
    "from its first line": """\
业务种类      信息服务业务（仅限互联网信息服务）
(服务项目)    不含信息搜索查询服务、信息即时交互服
及覆盖范围:   务。【依法须经批准的项目，经相关部门批
准后方可开展相应经营活动】
""",
    "one blank between": """\
业务种类 信息服务业务（仅限互联网信息服务）
（服务项目） 不含信息搜索查询服务、信息即时交互服
及覆盖范围： 务。【依法须经批准的项目，经相关部门批
准后方可开展相应经营活动】
""",
    "in the middle": """\
              信息服务业务（仅限互联网信息服务）
业务种类      不含信息搜索查询服务、信息即时交互服
(服务项目)    务。【依法须经批准的项目，经相关部门批
及覆盖范围:   准后方可开展相应经营活动】
""",
    "lines between": """\
业务种类      信息服务业务（仅限互联网信息服务）
              不含信息搜索查询服务、信息即时交互服
(服务项目)    务。【依法须经批准的项目，经相关部门批

及覆盖范围:   准后方可开展相应经营活动】
""",
}


@pytest.mark.parametrize("name", BESIDE)
def test_a_label_of_three_lines_beside_its_value(name: str) -> None:
    """A label in pieces beside its value is put together first, and the value stays whole."""
    assert LABEL + VALUE in SEED
    draft = drafted(SEED.replace(LABEL + VALUE, BESIDE[name]))
    assert draft.text == drafted(SEED).text


def test_two_columns() -> None:
    """Clauses in two columns are read down the left, then down the right, page by page."""
    text = (TESTS / "importers" / "certificates" / "guangdong-two-columns.txt").read_text("utf-8")
    clauses = [it.number for it in read_certificate(text, FORM).clauses]
    assert clauses == ["", *"一二三四五六七"]


def test_the_heading_of_another_form() -> None:
    """The clauses begin below any heading that the form knows, also in brackets or spaced out."""
    for heading in ("特别规定", "《许可证特别事项》", "附件：特别规定事项（续）", "特 别 规 定"):
        text = swap(("特别规定事项\n\n《特别规定事项》是", f"{heading}\n\n本页是"))(SEED)
        assert drafted(text).doubts == ()


def test_an_unfilled_file_is_not_valid_yet(tmp_path: Path) -> None:
    """Where the end of the term was not read, the closing line says at which line to fill it in;
    when that is done, what it says to do next succeeds."""
    path, output = tmp_path / "text", tmp_path / "license.yaml"
    path.write_text(UNREAD["blank"][0](SEED), "utf-8")
    answer = icp("import", path, "-o", output)
    text = output.read_text("utf-8")
    line = text.splitlines().index("  expires:") + 1
    assert answer.code == 0
    assert f"{output}:{line}:3: license.expires: must not be empty" in answer.err
    assert answer.err.splitlines()[-1] == (
        f"wrote {output}; next: fill in expires (line {line}) from the paper, then icp validate {output}"
    )
    assert icp("validate", output).code == 3
    output.write_text(text.replace("  expires:\n", "  expires: 2028-07-01\n"), "utf-8")
    assert icp("validate", output).code == 0


@pytest.mark.parametrize("path", SCANS, ids=lambda path: path.stem)
def test_the_closing_line_says_what_works(path: Path, tmp_path: Path) -> None:
    """What the last line says to run next succeeds, or names a field that is still empty."""
    output = tmp_path / "my license.yaml"
    last = icp("import", path, "-o", output).err.splitlines()[-1]
    command = shlex.split(last[last.rindex("icp ") :])
    answer = icp(*command[1:])
    assert answer.code == (3 if "fill in" in last else 0)
    assert ("must not be empty" in answer.err or "at least one rule" in answer.err) == bool(
        answer.code
    )


def test_scope_decides_what_applies() -> None:
    """A duty for a service applies where the scope does not exclude it, and says when."""
    both = imported(
        swap(("不含信息搜索查询服务、信息即时交互服\n务", "不含信息社区平台服务"))(SEED)
    )
    duties = {duty.clause: duty for duty in both.duties}
    assert duties["十五（十二）"].applies
    assert duties["十五（十二）"].reason is not None
    assert duties["十五（十二）"].reason.zh == "提供信息搜索查询服务时"
    assert not duties["十五（十三）"].applies
    assert duties["十五（十三）"].reason is not None
    assert duties["十五（十三）"].reason.zh == "许可的业务范围不含信息社区平台服务"


def test_a_print_that_is_right_has_no_remark() -> None:
    """Where 十五（三） prints its 不得, the remark on its absence is not copied."""
    text = swap(("你公司制作、复制", "你公司不得制作、复制"))(SEED)
    duty = next(duty for duty in imported(text).duties if duty.clause == "十五（三）")
    assert duty.reason is None
    assert "少印" not in drafted(text).text


@pytest.mark.parametrize("path", SCANS, ids=lambda path: path.stem)
def test_scans(path: Path, golden: Golden) -> None:
    """What a scanned certificate gives is as its file says, stderr included."""
    answer = icp("import", path)
    golden(path.with_suffix(".yaml"), answer.text)
    golden(path.with_suffix(".err"), answer.err)


ENCODED = {
    "UTF-8 with BOM": SEED.encode("utf-8-sig"),
    "GBK": SEED.encode("gbk"),
    "GB18030": SEED.replace("蒋定平", "蒋定平𠮷").encode("gb18030"),
    "UTF-16": SEED.encode("utf-16"),
}


@pytest.mark.parametrize("name", ENCODED)
def test_encodings_and_stdin(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """UTF-8, GBK, GB18030 and UTF-16 are read, from standard input too."""
    for arguments in ([], ["-"]):
        monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(ENCODED[name])))
        answer = icp("import", *arguments)
        assert answer.code == 0
        assert "holder: 北京智明星通科技股份有限公司" in answer.text


def test_stdin_that_cannot_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """A closed stdin, and one that is no text, is one line and exit code 3, never a bug."""
    monkeypatch.setattr(sys, "stdin", None)
    answer = icp("import")
    assert (answer.code, answer.text) == (3, "")
    assert answer.err == "icp: stdin: stdin is closed: name a file\n"
    monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(b"\xff\x81\x00\xff" * 9)))
    answer = icp("import", "-")
    assert (answer.code, answer.text) == (3, "")
    assert answer.err == "icp: stdin: neither UTF-8 nor GBK nor UTF-16\n"


NO_CERTIFICATES = {
    "empty": b"",
    "a notice": (TESTS / "importers" / "announcements" / "2026.txt").read_bytes(),
    "a food license": "食品经营许可证\n许可证编号：JY1\n发证日期：2023年7月1日\n有效期至：2028年7月1日".encode(),
    "an article": "工信部向某公司颁发增值电信业务经营许可证。".encode(),
    "noise": bytes(range(256)) * 10,
}


@pytest.mark.parametrize("name", NO_CERTIFICATES)
def test_no_certificate(name: str, tmp_path: Path) -> None:
    """Text that is no license gives exit code 3, says what was looked for, and writes nothing."""
    path = tmp_path / "text"
    path.write_bytes(NO_CERTIFICATES[name])
    answer = icp("import", path, "-o", tmp_path / "license.yaml")
    assert (answer.code, answer.text) == (3, "")
    assert re.search(r"Looked for: 经营许可证编号, 公司名称|neither UTF-8 nor GBK", answer.err)
    assert [file.name for file in tmp_path.iterdir()] == ["text"]


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    """A file that is there is kept, unless --force is given."""
    path = tmp_path / "license.yaml"
    path.write_text("mine")
    answer = icp("import", SEED_FILE, "-o", path)
    assert answer.code == 3
    assert answer.err == f"icp: {path}: is there already: --force overwrites it\n"
    assert path.read_text() == "mine"
    assert icp("import", SEED_FILE, "-o", path, "--force").code == 0
    assert path.read_text("utf-8") == drafted(SEED).text
    assert [file.name for file in tmp_path.iterdir()] == ["license.yaml"]


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    """A file that is missing, a folder, or more than 1 MiB is refused with its name."""
    large = tmp_path / "large.txt"
    large.write_bytes(b"x" * (1024 * 1024 + 1))
    for path in (tmp_path / "no.txt", tmp_path, large):
        answer = icp("import", path)
        assert answer.code == 3
        assert str(path) in answer.err


FRAGMENTS = st.sampled_from(
    [
        *re.findall(r"[^，。\n]+[，。\n]?", SEED),
        "\n",
        " ",
        "：",
        "(",
        "九、",
        "（八）",
        "12\n",
        "9",
        "\0",
    ]
)


@settings(max_examples=tries(75))
@given(st.lists(FRAGMENTS | st.text(max_size=5), max_size=80).map("".join))
def test_any_text(text: str) -> None:
    """Whatever the text: refused, or a file of which each period stands in the text."""
    draft = drafted_or_refused(text)
    if draft is None:
        return
    assert read_data(draft.text.encode(), "", "") is not None
    for words in re.findall(r"(?m)^    quote: (.*)$", draft.text):
        assert letters(words.strip('"')) in letters(squeeze(plain(text)))


@settings(max_examples=tries(30))
@given(st.integers(0, len(SEED) - 1), st.integers(1, 40), st.text(max_size=3))
def test_any_damage(at: int, length: int, put: str) -> None:
    """Whatever piece of the seed is lost or replaced, each rule has its own clause and period: a
    clause may be unread, and a period another only where the damage is in its own words."""
    text = SEED[:at] + put + SEED[at + length :]
    draft = drafted(text)
    shown = letters(squeeze(plain(text)))
    rules = re.findall(r"- id: (.*)\n(?:.*\n)*?    clause: (.*)\n    quote: (.*)\n", draft.text)
    found = dict(re.findall(r"- id: (.*)\n(?:    .*\n)*?    due: (.*)\n", draft.text))
    bundled = dict(re.findall(r"- id: (.*)\n(?:    .*\n)*?    due: (.*)\n", TEMPLATE))
    lost = SEED[at - 4 : at + length + 4]
    for id, clause, quote in rules:
        # Where 十五、 is lost with the end of 十四, nobody can tell whose the items are.
        items = id == "assessment-report" and "十五" in lost
        assert items or clause in (CLAUSES[id], "未读出")
        assert letters(quote) in shown
        words = next(rule.quote for rule in BUNDLED.rules if rule.id == id)
        assert found.get(id) == bundled.get(id) or letters(quote) != letters(words)
        assert number((re.search(r"\d+", found.get(id, "")) or ["0"])[0]) in counts(quote)
    assert ("未读出" in [clause for _, clause, _ in rules]) == any(
        it.en.startswith("the number of the clause was not read") for it in draft.doubts
    )


def counts(words: str) -> set[int | None]:
    """The numbers in a quote, and those that stand for none."""
    printed = re.findall(r"[0-9]+|[一二三四五六七八九十百千]+", fold(words))
    return {0, *map(number, printed)}


@given(st.text())
def test_scalars_read_back(text: str) -> None:
    """Any text, written as a YAML value, reads back as the same text."""
    text = text.encode("utf-8", "ignore").decode()
    item = read_data(f"key: {scalar(text)}\n".encode(), "", "")
    assert item is not None
    assert item.entries()["key"].blank_text() == text


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("90", 90), ("九十", 90), ("十", 10), ("十五", 15), ("一百二十", 120), ("一百零五", 105),
        ("一千", 1000), ("两", 2), ("二三", None), ("〇", None), ("百", None), ("十十", None),
    ],
)  # fmt: skip
def test_numbers(text: str, value: int | None) -> None:
    """Numbers are read in digits and in Chinese numerals; signs that make none are none."""
    assert number(text) == value


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2023年07月1日", "2023-07-01"), ("二〇二三年七月一日", "2023-07-01"),
        ("二○二三年十二月三十一日", "2023-12-31"), ("二零二三年十月十日", "2023-10-10"),
        ("二O二三年七月一日", "2023-07-01"), ("2023-7-1", "2023-07-01"), ("2023/07/01", "2023-07-01"),
        ("2023年2月30日", "None"), ("2023年13月1日", "None"), ("2023年7月", "None"),
    ],
)  # fmt: skip
def test_dates(text: str, day: str) -> None:
    """Dates are read as certificates and notices print them; what is no day is none."""
    assert str(date_at(fold(text))[0]) == day


def test_words_are_found_whatever_the_period() -> None:
    """Words with a period are found with any other, everywhere."""
    said = Said(read_certificate(SEED, FORM).clauses)
    assert [it.span for it in find("提前1日", said)] == ["90 days", "90 days"]
    assert find("提前1日向别的机关", said) == []
