"""The bundled license beside the text of the certificate that it was taken from."""

import re
from collections import Counter

import pytest
from places import ROOT

from icpcli.calendar.period_words import parse_due
from icpcli.license.file import read_license
from icpcli.model.license import Alert, Duty, Period, Rule, Window, Yearly

FILE = ROOT / "data" / "license.yaml"
SOURCE = FILE.read_text("utf-8")
WHOLE = read_license(FILE)
LICENSE = WHOLE._replace(
    rules=tuple(rule for rule in WHOLE.rules if not rule.rule_set),
    duties=tuple(duty for duty in WHOLE.duties if not duty.rule_set),
    events={id: title for id, title in WHOLE.events.items() if f"\n  {id}:" in SOURCE},
)
"""What the file itself says, without the law set that it names."""
CERTIFICATE = (ROOT / "examples" / "certificate.txt").read_text("utf-8")

RULES = {
    "renewal": ("十二", "expires", "90 days before", "原发证机关"),
    "non-renewal-report": ("十二", "expires", "90 days before", "原发证机关"),
    "annual-report": ("十四", "each year", "Q1", "电信主管部门"),
    "operator-change": ("十一", "operator-change-decision", "30 days after", "原发证机关"),
    "scope-change": ("十一", "scope-change-decision", "30 days after", "原发证机关"),
    "foreign-shareholder": (
        "十一", "foreign-shareholder-change", None, "按《外商投资电信企业管理规定》",
    ),
    "registry-update": (
        "十二",
        "address-change, capital-change, shareholder-change, service-body-change",
        "30 days after",
        "《电信业务市场综合管理信息系统》",
    ),
    "provincial-license": ("十三", "cross-region-license", "30 days after", "省通信管理局"),
    "illegal-content-report": ("九", "illegal-content", "10 working days after", "电信主管部门"),
    "illegal-content-handling": ("九", "illegal-content-found", "immediately", ""),
    "incident-report": ("八", "security-incident", "immediately", "电信主管部门"),
    "assessment-report": ("十五（八）", "security-assessment", "30 days after", "电信主管部门"),
}  # fmt: skip
RULE = {rule.id: rule for rule in LICENSE.rules}

NUMERALS = [*"一二三四五六七八九十", "十一", "十二", "十三", "十四"]
WITHOUT_A_DATE = {*NUMERALS[:7], "九", "十", "十五", *(f"十五（{item}）" for item in NUMERALS)}


def squeezed(text: str) -> str:
    """The text without blanks and line ends, which the certificate's lines break at will."""
    return re.sub(r"\s", "", text)


PAGES = [
    squeezed(page)
    for page in re.split(
        r"(?m)^(?:经营许可证编号：\s*京ICP证130204号\s*)?特别规定事项$", CERTIFICATE
    )
]


def test_what_the_certificate_says() -> None:
    """Number, holder, scope, term and websites are those of the certificate."""
    printed = squeezed(CERTIFICATE)
    assert f"经营许可证编号:{LICENSE.number}" in printed
    assert f"公司名称:{LICENSE.holder}" in printed
    assert f"法定代表人:{LICENSE.legal_representative}" in printed
    assert f"{LICENSE.business}不含{LICENSE.excludes}。" in printed
    assert f"发证日期:{LICENSE.issued:%Y年%m月}1日" in printed
    assert f"有效期至:{LICENSE.expires:%Y年%m月}1日" in printed
    assert (LICENSE.issued.day, LICENSE.expires.day) == (1, 1)
    for site in LICENSE.websites:
        annex = (
            f"网站名称：{site.name}网站域名：{site.domain}"
            f"服务器放置地：{site.server}网站接入服务提供单位：{site.access_provider}"
        )
        assert annex in printed
    assert len(LICENSE.websites) == CERTIFICATE.count("网站名称")


def test_what_the_certificate_leaves_open() -> None:
    """The issuing authority is blank on the certificate, and whether to go on is not decided."""
    assert LICENSE.issuer == ""
    assert LICENSE.continuing is None


@pytest.mark.parametrize("rule_id", RULES)
def test_rules(rule_id: str) -> None:
    """Each rule stands in the clause, with the trigger, period and recipient of semantics § 4."""
    clause, triggers, due, recipient = RULES[rule_id]
    rule = RULE[rule_id]
    assert rule.clause == clause
    assert ", ".join(rule.triggers) == triggers
    assert rule.due == (parse_due(due) if due else None)
    assert rule.recipient == recipient


def test_no_other_rules() -> None:
    """The license has these twelve rules and no others, in the order of the certificate."""
    assert set(RULE) == set(RULES)
    order = [*NUMERALS, "十五（八）"]
    places = [order.index(rule.clause) for rule in LICENSE.rules]
    assert places == sorted(places)


def test_renewal_or_report() -> None:
    """Clause 十二 asks either for the renewal or for the report, by whether the holder goes on."""
    picks = {rule.id: rule.continuing for rule in LICENSE.rules if rule.continuing is not None}
    assert picks == {"renewal": True, "non-renewal-report": False}


def test_approval_first() -> None:
    """The three changes of clause 十一 wait for an approval; nothing else does."""
    gated = {rule.id for rule in LICENSE.rules if rule.gate}
    assert gated == {"operator-change", "scope-change", "foreign-shareholder"}
    for rule_id in ("operator-change", "scope-change"):
        gate = RULE[rule_id].gate
        assert gate is not None
        assert gate.zh == "经批准后方可实施"
        assert "经批准后方可实施" in RULE[rule_id].quote


def test_two_clocks_name_each_other() -> None:
    """What a change of shareholders starts under 十一 names what it starts under 十二, and back."""
    assert "operator-change" in RULE["registry-update"].see_also["shareholder-change"]
    assert "registry-update" in RULE["operator-change"].see_also["operator-change-decision"]
    assert set(RULE["registry-update"].see_also) == {"shareholder-change"}


def test_what_is_not_law_is_sparing() -> None:
    """Only the renewal has a lead time, and only the two alternatives have thresholds."""
    assert {rule.id: rule.prepare for rule in LICENSE.rules if rule.prepare} == {
        "renewal": Period(180, "days", "before")
    }
    assert {rule.id: rule.alert for rule in LICENSE.rules if rule.alert} == {
        "renewal": Alert(90, 30),
        "non-renewal-report": Alert(90, 30),
    }


def test_every_event_starts_something() -> None:
    """Each declared event is the trigger of exactly one rule."""
    counted = Counter(trigger for rule in LICENSE.rules for trigger in rule.triggers)
    assert {event: counted[event] for event in LICENSE.events} == dict.fromkeys(LICENSE.events, 1)


def test_every_clause_has_a_row() -> None:
    """Each clause from 一 to 十五, and each item of 十五, has a duty; dated ones have a rule."""
    duties = {duty.clause for duty in LICENSE.duties}
    assert duties >= WITHOUT_A_DATE
    assert duties | {rule.clause for rule in LICENSE.rules} == {*NUMERALS, *WITHOUT_A_DATE}


def test_duties_in_the_order_of_the_certificate() -> None:
    """Duties are listed as the certificate lists them."""
    order = [*NUMERALS, "十五", *(f"十五（{item}）" for item in NUMERALS)]
    places = [order.index(duty.clause) for duty in LICENSE.duties]
    assert places == sorted(places)


def test_what_does_not_apply() -> None:
    """Search and instant messaging lie outside the scope; the ban on telephone service does not."""
    reasons = {duty.clause: duty.reason for duty in LICENSE.duties if not duty.applies}
    assert set(reasons) == {"十五（十二）", "十五（十四）"}
    for clause, service in (
        ("十五（十二）", "信息搜索查询服务"),
        ("十五（十四）", "信息即时交互服务"),
    ):
        reason = reasons[clause]
        assert reason is not None
        assert service in reason.zh
        assert service in LICENSE.excludes
    last_sentence = reasons["十五（十四）"]
    assert last_sentence is not None
    assert "不得通过公用通信网和互联网提供公共电话业务" in last_sentence.zh
    assert "public telephone service" in last_sentence.en


@pytest.mark.parametrize("entry", [*LICENSE.rules, *LICENSE.duties], ids=lambda entry: entry.clause)
def test_quotes(entry: Rule | Duty) -> None:
    """A quote is printed within one page of the certificate, word for word, and is short."""
    quote = squeezed(entry.quote)
    assert any(quote in page for page in PAGES)
    assert len(quote) <= 60


def test_quotes_stand_in_their_own_clause() -> None:
    """A quote comes from the clause, and the item, that it is filed under."""
    text = "".join(PAGES).replace("(", "（").replace(")", "）")
    starts = [f"{n}、" for n in NUMERALS] + ["十五、"] + [f"（{n}）" for n in NUMERALS]
    clauses = [*NUMERALS, "十五", *(f"十五（{n}）" for n in NUMERALS)]
    position, places = 0, []
    for start in starts:
        position = text.index(start, position)
        places.append(position)
    ends = [*places[1:], len(text)]
    clause_text = {
        clause: text[start:end] for clause, start, end in zip(clauses, places, ends, strict=True)
    }
    for entry in [*LICENSE.rules, *LICENSE.duties]:
        quote = squeezed(entry.quote).replace("(", "（").replace(")", "）")
        assert quote in clause_text[entry.clause], entry.clause


def test_clause_15_3_is_not_mended() -> None:
    """The certificate lacks 不得 before 制作 in 十五（三）, and no quote puts it there."""
    assert "（三）你公司制作、复制、发布、传播" in squeezed(CERTIFICATE)
    assert "不得制作" not in SOURCE


def test_titles_fit_a_table() -> None:
    """Titles are short enough for a column of an 80-column table, and no two are the same."""
    titles = [entry.title for entry in [*LICENSE.rules, *LICENSE.duties]]
    titles += LICENSE.events.values()
    assert [title.en for title in titles if len(title.en) > 45] == []
    assert [title.zh for title in titles if len(title.zh) > 16] == []
    assert len({title.en for title in titles}) == len({title.zh for title in titles}) == len(titles)


def test_the_file_is_plain() -> None:
    """One entry a line, two-space steps, bare dates: a person can change it with any editor."""
    lines = SOURCE.splitlines()
    assert [line for line in lines if "\t" in line or line != line.rstrip()] == []
    content = [line for line in lines if line.strip() and not line.lstrip().startswith("#")]
    step = re.compile(r"(?:  )*(?:- )?(?:[a-z_-]+:(?: \S.*)?|[a-z-]+)")
    assert [line for line in content if not step.fullmatch(line)] == []
    assert [line for line in content if " #" in line] == []
    assert SOURCE.count("\n  - id: ") == len(LICENSE.rules)
    for line in (
        f"  number: {LICENSE.number}",
        f"  holder: {LICENSE.holder}",
        f"  issued: {LICENSE.issued}",
        f"  expires: {LICENSE.expires}",
        "  continuing: undecided",
    ):
        assert lines.count(line) == 1


def test_braces_hold_no_stray_comma() -> None:
    """A pair of braces holds two entries with one comma between them, so no title has one."""
    braces = re.findall(r"\{.*\}", SOURCE)
    pair = re.compile(r"\{(zh|warning): [^,{}]+, (en|critical): [^,{}]+\}")
    assert [text for text in braces if not pair.fullmatch(text)] == []


def test_editors_find_the_schema() -> None:
    """The first line leads an editor to the schema that the package ships."""
    match = re.match(r"# yaml-language-server: \$schema=(\S+)\n", SOURCE)
    assert match
    assert (FILE.parent / match[1]).resolve() == ROOT / "icpcli" / "schema.json"


def test_windows_only_for_the_annual_report() -> None:
    """The annual report is the one duty with a window: the first quarter."""
    windows = {rule.id: rule.due for rule in LICENSE.rules if isinstance(rule.due, Yearly)}
    assert windows == {"annual-report": Yearly((Window((1, 1), (3, 31)),))}
