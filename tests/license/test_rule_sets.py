"""What a license holds of the rule sets that it names: rules, events, flags, and what it cannot have."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from places import LICENSE

from icpcli.calendar.due_words import written
from icpcli.calendar.period_words import parse_due, parse_windows
from icpcli.deadlines.copies import without_copies
from icpcli.files.rule_set_files import set_files
from icpcli.license import rule_sets
from icpcli.license.file import read_license
from icpcli.license.paper_kinds import is_general, kind_of_the_example, paper_kinds, set_of_kind
from icpcli.license.rule_sets import read_rule_set
from icpcli.model.license import Condition, License, Override, Rule
from icpcli.model.problem import IcpError

PAPER = """\
license:
  number: 京B2-20230001
  holder: 示例公司
  issued: 2023-07-01
  expires: 2028-07-01
{sets}
rules:
  - id: operator-change
    title: {{zh: 变更经营主体}}
    clause: 十一
    quote: 应当自作出决定之日起30日内
    trigger: shareholder-change
    due: 30 days after
    recipient: 原发证机关
    filing: {{zh: 申请}}
    gate: {{zh: 先批后做}}
events:
  shareholder-change: {{zh: 股东变了}}
"""
HOUSE = """\
rule_set: {id: house, kind: law, title: {zh: 内部规定}}
flags:
  large: {zh: 大企业}
events:
  shareholder-change: {zh: 股东变更, asks: decided}
  decided: {zh: 已决定}
  move-planned: {zh: 拟迁址, planned: true, becomes: [moved]}
  moved: {zh: 已迁址}
rules:
  - id: report
    title: {zh: 报告}
    article: 第一条
    trigger: shareholder-change
    due: 24 hours after
    only_if: [not large, continuing]
    alternative: other
    see_also: {shareholder-change: [other, telecom/operator-change]}
    same_event_as: other
  - id: other
    title: {zh: 另一项}
    article: 第二条
    trigger: each year
    due: [01-01 to 01-31, 07-01 to 07-31]
    gate: {zh: 先批后做}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a rule set of one's own."""
    (tmp_path / "rule_sets").mkdir()
    (tmp_path / "rule_sets" / "house.yaml").write_text(HOUSE, "utf-8")
    return tmp_path


def license(folder: Path, sets: str, *changes: tuple[str, str], name: str = "license") -> License:
    """The paper, with these lines beside it."""
    text = PAPER.format(sets=sets)
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path = folder / f"{name}.yaml"
    path.write_text(text, "utf-8")
    return read_license(path)


def rules_of(one: License) -> dict[str, Rule]:
    return {rule.id: rule for rule in one.rules}


def test_ids_begin_with_the_set(folder: Path) -> None:
    """A rule of a set is SET/RULE in a license, and so are the rules of its set that it names."""
    found = rules_of(license(folder, "rule_sets: [house]"))
    assert [*found] == ["operator-change", "house/report", "house/other"]
    report = found["house/report"]
    assert (report.rule_set, report.clause, report.article) == ("house", "", "第一条")
    assert report.alternative == "house/other"
    assert report.see_also == {"shareholder-change": ("house/other", "telecom/operator-change")}
    assert report.same_event_as == ("house/other",)
    assert (Path(report.file).name, report.line) == ("house.yaml", 10)


def test_what_a_rule_of_a_set_may_leave_out(folder: Path) -> None:
    """A rule of a set has an article for a clause; without words for the filing, its title says it."""
    report = rules_of(license(folder, "rule_sets: [house]"))["house/report"]
    assert (report.quote, report.recipient, report.filing) == ("", "", report.title)


def test_conditions(folder: Path) -> None:
    """Of the list in `only_if` all must hold: a flag, its opposite, that the holder continues."""
    report = rules_of(license(folder, "rule_sets: [house]"))["house/report"]
    assert report.continuing is True
    assert report.conditions == (Condition("large", answer=False),)


def test_events_of_the_file_and_of_its_sets(folder: Path) -> None:
    """One id is one event: its title in the file wins; what a set says of it besides holds."""
    one = license(folder, "rule_sets: [house]")
    assert one.events["shareholder-change"].zh == "股东变了"
    assert one.events["moved"].zh == "已迁址"
    assert one.asks == {"shareholder-change": "decided"}
    assert one.plans == {"move-planned": ("moved",)}
    asks = ("{zh: 股东变了}", "{zh: 股东变了, asks: moved}")
    own = license(folder, "rule_sets: [house]", asks)
    assert own.asks == {"shareholder-change": "moved"}


@pytest.mark.parametrize(
    ("flags", "given"),
    [
        ("", {}),
        ("flags: {large: undecided}", {}),
        ("flags: {large: yes}", {"large": True}),
        ("flags: {large: no}", {"large": False}),
    ],
)
def test_answers(flags: str, given: dict[str, bool], folder: Path) -> None:
    """A flag is answered by yes or no, and asked about until then."""
    one = license(folder, f"rule_sets: [house]\n{flags}")
    assert one.flags == given
    assert {flag: title.zh for flag, title in one.questions.items()} == {"large": "大企业"}


def test_a_flag_of_the_file_itself(folder: Path) -> None:
    """A rule of the file may hang on a flag of its own, which must then be listed under `flags`."""
    change = ("    recipient", "    only_if: branch\n    recipient")
    one = license(folder, "flags: {branch: undecided}", change)
    assert one.rules[0].conditions == (Condition("branch", answer=True),)
    assert [*one.questions] == ["branch"]
    with pytest.raises(IcpError, match='no flag "branch"'):
        license(folder, "", change)


@pytest.mark.parametrize(
    ("kind", "approved"),
    [
        ("", "operator-change-approved"),
        ("icp", "telecom-operator-change-approved"),
        ("edi", "telecom-operator-change-approved"),
        ("business", "business-operator-change-approved"),
        ("house", "house-operator-change-approved"),
    ],
)
def test_the_events_of_a_gate(kind: str, approved: str, folder: Path) -> None:
    """The events of a gate carry the set of the kind from which `icp init` wrote the rule."""
    number = "  number: 京B2-20230001\n"
    changes = [(number, f"{number}  kind: {kind}\n")] if kind else []
    one = license(folder, "rule_sets: [house]", *changes)
    assert one.rules[0].approved == approved
    assert rules_of(one)["house/other"].carried_out == "house-other-done"


def test_a_set_of_a_paper_of_its_own(folder: Path) -> None:
    """Of a `license` set that is named, what counts from a term is left out and named."""
    one = license(folder, "rule_sets: [telecom]")
    assert [left.rule for left in one.left_out] == ["telecom/renewal", "telecom/non-renewal-report"]
    assert "telecom/annual-report" in rules_of(one)


def test_a_license_without_expiry(folder: Path) -> None:
    """A rule of a law that counts from the expiry is left out where there is none."""
    one = license(folder, "rule_sets: [telecom-law]", ("  expires: 2028-07-01\n", ""))
    assert one.expires is None
    assert [left.rule for left in one.left_out] == ["telecom-law/licence-expired"]
    assert license(folder, "rule_sets: [telecom-law]").left_out == ()


def test_an_expiry_at_the_end_of_the_calendar(folder: Path) -> None:
    """A rule of a set that would leave the calendar is left out, and the license is read."""
    short = ("30 days after", "1 day after")
    one = license(folder, "rule_sets: [telecom-law]", ("2028-07-01", "2099-12-15"), short)
    assert [left.rule for left in one.left_out] == ["telecom-law/licence-expired"]
    fits = license(folder, "rule_sets: [telecom-law]", ("2028-07-01", "2099-12-01"), short)
    assert fits.left_out == ()


def test_overrides_of_rules_of_sets(folder: Path) -> None:
    """A license may move a window of a set's rule: that year's only, and its word goes first."""
    moved = (
        "overrides: [{rule: house/other, year: 2027, window: 07, due: 2027-08-15, source: 公告}]"
    )
    one = license(folder, f"rule_sets: [house, business]\n{moved}")
    override = Override(2027, date(2027, 8, 15), None, 7, "公告")
    assert rules_of(one)["house/other"].overrides == (override,)
    again = "overrides: [{rule: pi-officer/filing, year: 2027, due: 2027-08-15}]"
    with pytest.raises(IcpError, match="no rule of a set"):
        license(folder, f"rule_sets: [house]\n{again}")


def test_the_word_of_the_file_goes_before_that_of_the_set(folder: Path) -> None:
    """Where a set moved a window of a year, and the file does, too, the file's day holds."""
    house = folder / "rule_sets" / "house.yaml"
    own = "    overrides:\n      - {year: 2027, window: 07, due: 2027-08-31}\n      - {year: 2028, window: 1, due: 2028-02-29}\n"
    house.write_text(HOUSE + own, "utf-8")
    moved = "overrides: [{rule: house/other, year: 2027, window: 7, due: 2027-08-15}]"
    found = rules_of(license(folder, f"rule_sets: [house]\n{moved}"))["house/other"].overrides
    assert [(it.year, it.window, str(it.due)) for it in found] == [
        (2027, 7, "2027-08-15"),
        (2028, 1, "2028-02-29"),
    ]


def test_a_set_is_read_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A hundred licenses that name a set read it once; a set that was changed is read anew."""
    read = []
    whole = rule_sets._rule_set
    monkeypatch.setattr(rule_sets, "_rule_set", lambda *a: read.append(a) or whole(*a))
    for n in range(100):
        license(folder, "rule_sets: [house]", name=f"license-{n}")
    assert len(read) <= 1
    house = folder / "rule_sets" / "house.yaml"
    house.write_text(HOUSE.replace("24 hours", "48 hours"), "utf-8")
    assert rules_of(license(folder, "rule_sets: [house]"))["house/report"].due == parse_due(
        "48 hours after"
    )


def test_a_fault_is_told_for_each_license(folder: Path) -> None:
    """Each license that names a broken set is refused, with the place in the set's file."""
    house = folder / "rule_sets" / "house.yaml"
    house.write_text(HOUSE.replace("24 hours after", "24 hours"), "utf-8")
    for name in ("a", "b"):
        with pytest.raises(IcpError) as caught:
            license(folder, "rule_sets: [house]", name=name)
        [problem] = caught.value.problems
        assert (problem.file, problem.line, problem.path) == (str(house), 14, "rules[0].due")


def test_two_files_with_a_set_are_one_license(folder: Path) -> None:
    """Two files that say one thing are one license, also where each has the set beside it."""
    here = license(folder, "rule_sets: [house]")
    other = folder / "other"
    (other / "rule_sets").mkdir(parents=True)
    (other / "rule_sets" / "house.yaml").write_text(HOUSE, "utf-8")
    there = license(other, "rule_sets: [house]")
    kept, copies = without_copies([here, there], {})
    assert (kept, [copy.file for copy in copies]) == ([here], [there.file])


def test_terms_and_numbers(folder: Path) -> None:
    """The terms that are over, earlier numbers and days of re-issue are read in their order."""
    lines = (
        "  earlier_terms:\n    - {issued: 2013-07-01, expires: 2018-06-30}\n"
        "    - {issued: 2018-06-01, expires: 2023-06-30}\n"
        "  earlier_numbers: [京B2-1, 京B2-2]\n  reissued: [2024-02-29]\n  issued: 2023"
    )
    one = license(folder, "", ("  issued: 2023", lines))
    assert [str(term.issued) for term in one.terms] == ["2013-07-01", "2018-06-01", "2023-07-01"]
    assert one.earlier_numbers == ("京B2-1", "京B2-2")
    assert one.reissued == (date(2024, 2, 29),)


def test_what_a_set_names_on_paper(folder: Path) -> None:
    """As `icp init` writes them, the rules of a set have ids of their own and gates of the set."""
    report, other = read_rule_set(folder / "rule_sets" / "house.yaml").on_paper()
    assert (report.id, report.rule_set, report.alternative) == ("report", "", "other")
    assert report.see_also == {"shareholder-change": ("other", "telecom/operator-change")}
    assert (other.id, other.approved) == ("other", "house-other-approved")


NOISE = st.text(alphabet="ab0-:,[]{}#&*'\"/ \n\t中", max_size=30)


@given(start=st.integers(0, len(HOUSE)), length=st.integers(0, 30), pasted=NOISE)
def test_any_mutation_of_a_set(start: int, length: int, pasted: str) -> None:
    """Whatever a rule set holds, the loader raises nothing but an `IcpError` with places in it."""
    text = HOUSE[:start] + pasted + HOUSE[start + length :]
    read = rule_sets._parsed(text.encode(), "house.yaml")
    if isinstance(read, IcpError):
        assert all((one.file, one.line > 0) == ("house.yaml", True) for one in read.problems)


@pytest.mark.parametrize("path", set_files().values(), ids=lambda path: path.stem)
def test_periods_in_words(path: Path) -> None:
    """What `icp rules` says of a period is what the file says: read again, it is the same period."""
    for rule in read_rule_set(path).rules:
        words = written(rule.due)
        if len(words) > 1:
            assert parse_windows(words) == rule.due
        elif words:
            assert parse_due(words[0]) == rule.due


def test_every_kind_has_a_set() -> None:
    """What is told of a set by its lines is what its file says: its kinds, whether it is general, and
    which kind the bundled license is of."""
    kinds = paper_kinds()
    for kind in kinds:
        assert set_of_kind(kind.id, LICENSE) == kind.rules.id
        assert is_general(kind.rules.id, LICENSE) is kind.rules.general
    for nobody in ("title", "_held", "../rule_sets/business", "x" * 300):
        assert set_of_kind(nobody, LICENSE) == ""
        assert not is_general(nobody, LICENSE)
    assert [one.id for one in kinds if one.is_of_the_example] == [kind_of_the_example()]
    assert [*{one.rules.id for one in kinds if one.rules.general}] == ["default"]


HEAD = "rule_set: {id: house, kind: license, title: {zh: 内部规定}}"


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("general: yes", '"yes" is not one of: true | false'),
        ("example: report", 'no kind of license "report" is declared (declared: house)'),
        ("example: hous", "did you mean: house"),
        ("example: [house]", "text is needed here, not a list"),
        ("numbers: A", "a mapping (key: value) is needed here, not a single value"),
        ("numbers: {report: A}", 'no rule of the draft "report" is declared (declared: paper)'),
        ("numbers: {paper: [A]}", "text is needed here, not a list"),
        ("numbers: {paper: ''}", "must not be empty"),
        ("numbers: {paper: '[A'}", "is no regular expression: unterminated character set"),
        ("numbers: {paper: 'A{99999999999999999999}'}", "is no regular expression"),
        ("general: true, example: house, numbers: {paper: '[AB][0-9]'}", ""),
    ],
)
def test_the_head_of_a_set(key: str, said: str, folder: Path) -> None:
    """The head says whether its rules are general, which kind the example is of, and for which numbers
    a rule of the draft is: each in the right form, of names that are there."""
    house = folder / "rule_sets" / "house.yaml"
    draft = "draft: [{id: paper, title: {zh: 证}, clause: 一, trigger: moved, due: immediately}]\n"
    first, rest = HOUSE.split("\n", 1)
    assert first == HEAD.replace("license", "law")
    house.write_text(f"{HEAD[:-1]}, {key}}}\n{rest}{draft}", "utf-8")
    try:
        problems = []
        one = read_rule_set(house)
        assert (one.general, one.example, dict(one.numbers)) == (
            True,
            "house",
            {"paper": "[AB][0-9]"},
        )
    except IcpError as error:
        problems = [problem.message.en for problem in error.problems]
    assert len(problems) == bool(said)
    assert said in "".join(problems)


@pytest.mark.parametrize(
    ("due", "fits"),
    [
        ("95 years after", True),
        ("96 years after", False),
        ("9999 months after", False),
        ("9999 days before", True),
        ("5010 weeks before", False),
        ("9999 to 15 months before", False),
    ],
)
def test_a_period_that_no_day_can_start(due: str, fits: bool, folder: Path) -> None:
    """A rule set knows no day to count from: a period is refused where it leaves the calendar from each."""
    house = folder / "rule_sets" / "house.yaml"
    trigger = "move-planned" if due.endswith("before") else "decided"
    rule = f"  - {{id: far, title: {{zh: 远}}, article: 三, trigger: {trigger}, due: {due}}}\n"
    house.write_text(HOUSE + rule, "utf-8")
    if fits:
        assert read_rule_set(house).rules[-1].due == parse_due(due)
    else:
        with pytest.raises(IcpError, match=r"rules\[2\]\.due: .* leaves the calendar"):
            read_rule_set(house)


def test_a_general_set_of_ones_own(folder: Path) -> None:
    """A license knows which general set it names, or is of, whoever wrote that set."""
    house = folder / "rule_sets" / "house.yaml"
    house.write_text(HOUSE.replace("kind: law,", "kind: license, general: true,"), "utf-8")
    of_the_kind = ("  holder", "  kind: house\n  holder")
    assert license(folder, "").general == license(folder, "rule_sets: [telecom]").general == ""
    assert license(folder, "rule_sets: [telecom, house]").general == "house"
    assert license(folder, "", of_the_kind).general == "house"
    assert license(folder, "", ("  holder", "  kind: default\n  holder")).general == "default"
    assert license(folder, "", ("  holder", "  kind: edi\n  holder")).general == ""
