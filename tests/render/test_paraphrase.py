"""What was read only in substance never passes for the words of the law."""

import re

import pytest
from places import ROOT
from terminal import icp

COMPANY = ROOT / "examples" / "company" / "icp.yaml"
ID = "mlps/test-3@2026-03-06"
WORDS = "第三级信息系统应当每年至少进行一次等级测评"
LAW = "《信息安全等级保护管理办法》第十四条"
BASIS = {"zh": f"{LAW}（大意）", "en": f"{LAW} (in substance)"}
LABEL = {"zh": "大意", "en": "In substance"}
OWN_WORDS = {"zh": "条文原话", "en": "In its words"}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_named_as_what_it_is(lang: str) -> None:
    """A paraphrase stands under the clause marked as one, or under a label of its own, on the screen, in
    a reminder, a calendar, a rule set and the page; its words are those of the file."""

    def said(*command: str) -> str:
        return icp(*command, "-l", COMPANY, "--lang", lang, COLUMNS="200").text

    colon = "：" if lang == "zh" else ": "
    assert f"\n{BASIS[lang]}{colon}{WORDS}\n" in said("explain", ID)
    assert f"{BASIS[lang]} {WORDS}\n" in said("remind", "--as-of", "2027-02-26")
    calendar = re.sub(r"\r\n ", "", said("remind", "-f", "ics"))
    assert f"\\n{LABEL[lang]}{colon}{WORDS}\\n" in calendar
    assert f"<b>{BASIS[lang]}</b>{WORDS}" in said("page")
    rules = icp("rules", "mlps", "--lang", lang, COLUMNS="200").text
    assert re.search(rf"^{LABEL[lang]} +{WORDS}$", rules, re.MULTILINE)
    assert OWN_WORDS[lang] not in rules


def test_columns_of_their_own() -> None:
    """In rows a paraphrase has its own column, and that of the words is empty."""
    header, *rows = icp("rules", "mlps", "-f", "plain").text.splitlines()
    row = next(row for row in rows if "mlps/test-3" in row).split("\t")
    cells = dict(zip(header.split("\t"), row, strict=True))
    assert (cells["quote"], cells["paraphrase"]) == ("", WORDS)
