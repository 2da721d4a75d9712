"""`icp page`: one HTML file that says everything, asks for nothing, and takes no word of a file for markup."""

import json
import re
import subprocess
import sys
from base64 import b64encode
from functools import cache
from hashlib import sha256
from pathlib import Path

import pytest
from effort import tries
from golden import Golden
from hostile import WORDS, hostile_license
from html_pages import Page, handlers, outside_references
from hypothesis import given, settings
from hypothesis import strategies as st
from places import LICENSE
from samples import BUNDLED, calendar, d, it, license_with, rule
from terminal import icp

from icpcli.calendar.counts import marks_of
from icpcli.deadlines.outcomes import outcomes
from icpcli.deadlines.overview import overview
from icpcli.deadlines.report import compute
from icpcli.model.journal import Event
from icpcli.model.license import License
from icpcli.model.problem import Problem, Text
from icpcli.model.verdict import Unread
from icpcli.render.labels import LABELS
from icpcli.render.page import words
from icpcli.render.page.html import page_html
from icpcli.render.words import Lang

HERE = Path(__file__).parent
LANGS: tuple[Lang, ...] = ("zh", "en")
TRICKS = (
    "</title></style></script><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'onmouseover='alert(1)",
    "<svg/onload=alert(1)>",
    "javascript:alert(1)",
    "]]><!--",
    "&lt;b&gt; &amp; &#60;",
    "{{ 7*7 }} {% include 'page.html' %} {# x #}",
    "</td></tr></table></details>",
    *WORDS,
)


def page_of(*licenses: License, lang: Lang = "zh", as_of: str = "2026-11-27") -> Page:
    """The page of licenses without a journal."""
    day = d(as_of)
    report = compute(licenses, calendar(), day, events=[it("2026-11-20")])
    marks = [*marks_of([calendar()], day.replace(day=1), d("2027-10-31"))]
    shown = overview(report, outcomes(report, {}, None, day), marks)
    return Page(page_html(shown, lang))


def written(*arguments: object, lang: str = "zh", **environment: str) -> Page:
    """The page that the command prints."""
    answer = icp("page", "--lang", lang, *arguments, **environment)
    assert answer.code == 0, answer.err
    return Page(answer.text)


@cache
def bundled(lang: Lang) -> Page:
    """The page of the bundled license."""
    return page_of(BUNDLED, lang=lang)


def sum_of(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


@pytest.mark.parametrize("lang", LANGS)
def test_what_a_person_reads(lang: Lang, golden: Golden) -> None:
    """The page says from top to bottom: whose it is, how it stands, what is next, every deadline with its
    derivation, the months, the history, the duties, the findings."""
    golden(HERE / f"bundled-{lang}.txt", f"{bundled(lang).text}\n")


def test_the_page_calls_things_as_every_answer_does() -> None:
    """The page has no word of its own for what has a label; only its days are told more briefly."""
    assert words.WORDS.keys() & LABELS.keys() == {"off", "holiday", "make-up"}
    assert not {*words.WORDS.values()} & {*LABELS.values()}


def test_notices_that_differ_are_told() -> None:
    """Where one license knows a notice that another does not, the page says how such days are shown."""
    said = "各许可证的放假通知不同"
    assert said not in page_of(BUNDLED).text
    day = d("2026-11-27")
    licenses = (BUNDLED, license_with(rule("90 days before", "expires"), number="2"))
    report = compute(licenses, calendar(), day)
    first, second = report.licenses
    later = second._replace(published_through=d("2027-12-31"))
    shown = overview(report._replace(licenses=(first, later)), (), ())
    assert said in Page(page_html(shown, "zh")).text


@pytest.mark.parametrize("lang", LANGS)
def test_the_page_is_complete_in_itself(lang: Lang) -> None:
    """Nothing in the page leads away from it or fetches anything, and every link in it arrives."""
    page = bundled(lang)
    assert outside_references(page) == []
    assert handlers(page) == []
    ids = page.values("id")
    assert len(ids) == len({*ids})
    assert {link.removeprefix("#") for link in page.values("href")} <= {*ids}
    assert {name for one in page.values("aria-labelledby") for name in one.split()} <= {*ids}


def test_the_policy_allows_just_its_own_style_and_script() -> None:
    """The policy forbids everything and names the style and the script of the page by their sums."""
    page = bundled("zh")
    (policy,) = [
        meta.attributes["content"]
        for meta in page.all("meta")
        if meta.attributes.get("http-equiv") == "Content-Security-Policy"
    ]
    assert policy is not None
    assert policy.split("; ") == [
        "default-src 'none'",
        f"style-src {sum_of(page.raw['style'])}",
        f"script-src {sum_of(page.raw['script'])}",
        "base-uri 'none'",
        "form-action 'none'",
    ]
    assert (page.tags["style"], page.tags["script"]) == (1, 1)


@pytest.mark.parametrize("lang", LANGS)
def test_a_screen_reader_finds_its_way(lang: Lang) -> None:
    """The page has its language, a title, landmarks, one h1, a heading for each section, headed tables."""
    page = bundled(lang)
    assert page.faults == []
    assert page.all("html")[0].attributes["lang"] == {"zh": "zh-CN", "en": "en"}[lang]
    assert page.raw["title"].strip()
    for landmark in ("header", "nav", "main", "footer", "h1"):
        assert page.tags[landmark] == 1, landmark
    assert all(one.attributes.get("aria-labelledby") for one in page.all("section"))
    assert all(one.attributes.get("scope") for one in page.all("th"))
    drawings = [one for one in page.all("svg") if one.attributes.get("role") == "img"]
    assert all(one.attributes.get("aria-label") for one in drawings)
    others = [one for one in page.all("svg") if one.attributes.get("role") != "img"]
    assert all(one.attributes.get("aria-hidden") == "true" for one in others)


def test_no_script_is_needed(home: Path) -> None:
    """Without JavaScript the page holds every deadline that `icp deadlines` lists, with each of its dates and
    steps, and hides only the filters."""
    line = ("--as-of", "2026-11-27")
    assert icp("record", "capital-change", "--on", "2026-11-20", *line).code == 0
    page = written(*line)
    listed = json.loads(icp("deadlines", "-f", "json", *line).text)["deadlines"]
    assert len(listed) == 5
    for one in listed:
        assert one["id"] in page.text
        assert one["title"]["zh"] in page.text
        days = {step["date"] for step in one["steps"]} | {one["due"], one["file_by"]}
        assert all(day in page.text for day in days if day)
        assert all(step["why"]["zh"] in page.text for step in one["steps"])
        assert all(note["zh"] in page.text for note in one["notes"])
    hidden = [one for one in page.elements if "hidden" in one.attributes and one.tag != "button"]
    assert [one.attributes["class"] for one in hidden] == ["filters"]


def test_what_a_broken_license_does_to_the_page(home: Path) -> None:
    """A license that cannot be read silences no other: the page names it, stderr does, and the exit code is 3."""
    (home / "broken.yaml").write_text("license: {number: <b>1</b>}\nrules: []\n", "utf-8")
    answer = icp("page", "-l", "license.yaml", "-l", "broken.yaml", "-o", "page.html")
    assert answer.code == 3
    page = Page((home / "page.html").read_text("utf-8"))
    problems = [line for line in answer.err.splitlines() if line.startswith("broken.yaml:")]
    assert problems
    for line in problems:
        assert line in page.text
    assert "annual-report@2027" in page.text
    assert "Files or rows that could not be read: 1" in page.text
    assert page.faults == []


def test_a_page_of_nothing_is_not_written(home: Path) -> None:
    """Where no license can be read there is no page, and a file of that name stays."""
    (home / "license.yaml").write_text("license: {}\n", "utf-8")
    (home / "page.html").write_text("before", "utf-8")
    answer = icp("page", "-o", "page.html")
    assert (answer.code, answer.out) == (3, b"")
    assert (home / "page.html").read_text("utf-8") == "before"


@pytest.mark.parametrize("name", ["license.yaml", "journal.yaml", "holidays/2027.yaml"])
def test_what_the_page_is_read_from_is_not_overwritten(name: str, home: Path) -> None:
    """`-o` never goes over a license, a journal or a notice that the page is read from."""
    assert icp("record", "capital-change", "--on", "2026-11-20").code == 0
    (home / "holidays").mkdir()
    (home / "holidays" / "2027.yaml").write_text("local: 宁夏\nyear: 2027\n", "utf-8")
    before = (home / name).read_bytes()
    answer = icp("page", "-o", name)
    assert (answer.code, (home / name).read_bytes()) == (3, before)


def test_the_page_may_show_the_example(nowhere: Path) -> None:
    """Without a license at hand the page is about the bundled example, which stderr says."""
    answer = icp("page")
    assert answer.code == 0
    assert "bundled example" in answer.err
    assert "京ICP证130204号" in Page(answer.text).text


def test_several_licenses() -> None:
    """Of several licenses each has its company in every list, a lane, and a line of its own."""
    other = BUNDLED._replace(file="b", number="沪B2-1", holder="另一家公司", short_name="另一家")
    page = page_of(BUNDLED, other)
    assert page.faults == []
    rows = [one for one in page.all("tr") if (one.attributes.get("id") or "").startswith("d")]
    assert {one.attributes["data-l"] for one in rows} == {"0", "1"}
    assert {"2 家公司 · 2 张许可证"} <= {*page.lines}
    assert page.text.count("另一家") >= len(rows) // 2
    assert len([one for one in page.all("text") if one.attributes.get("class") == "lane"]) == 6


def test_a_breach_is_counted_and_comes_first(home: Path) -> None:
    """What is critical without a deadline is counted as critical, and is the first thing to do."""
    on = ("--on", "2026-11-20", "--as-of", "2026-11-24")
    assert icp("record", "operator-change-done", *on).code == 0
    page = written("--as-of", "2026-11-24")
    assert page.faults == []
    (tile,) = [one for one in page.all("a") if one.attributes.get("data-status") == "critical"]
    assert tile.attributes["href"] == "#next"
    assert 'data-status="critical"><b>1</b>' in page.source
    lines = page.lines[page.lines.index("接下来要做") :]
    first = next(i for i, line in enumerate(lines) if "operator-change" in line)
    assert first < next(i for i, line in enumerate(lines) if "经营许可证年报" in line)
    assert "紧急" in lines[first : first + 3]


def test_the_years_of_notices_that_differ_are_told() -> None:
    """Where one license knows a later notice, the page does not say that of all the earlier year."""
    licenses = (BUNDLED, license_with(rule("90 days before", "expires"), number="2"))
    report = compute(licenses, calendar(), d("2026-11-27"))
    first, second = report.licenses
    later = second._replace(published_through=d("2027-12-31"))
    text = page_html(overview(report._replace(licenses=(first, later)), (), ()), "en")
    assert "Holiday notices known to 2026 or up to 2027, by license" in text
    same = page_html(overview(report, (), ()), "en")
    assert "Holiday notices known to 2026 ·" not in text
    assert "Holiday notices known to 2026<" in same


def test_two_ways_to_go_on_are_told_as_one() -> None:
    """While it is undecided whether the holder continues, renewing and reporting the end are one line with
    both ids; never the end alone."""
    lines = bundled("zh").lines
    assert sum("申请延续经营许可证，或报告不再继续经营" in line for line in lines) >= 2
    assert not any(line.startswith(("报告不再继续", "▸报告不再继续")) for line in lines)
    assert any("renewal@2028 或 non-renewal-report@2028" in line for line in lines)


def test_a_year_of_days_is_told_apart_by_form() -> None:
    """Days off, make-up workdays and undecided days have a sign and words of their own, beside the colour."""
    page = page_of(BUNDLED, as_of="2026-10-01")
    cells = [one for one in page.all("td") if "months" in one.around or one.attributes.get("class")]
    kinds = {(one.attributes.get("class") or "").split(" ")[0] for one in cells}
    assert {"off", "holiday", "make-up", "unknown", "work"} <= kinds
    signs = {one.attributes.get("title") for one in page.all("i")} - {None}
    assert signs == {"放假", "调休上班", "是否上班尚未公布"}


def test_licenses_without_an_end_and_duties_without_a_day() -> None:
    """A license that does not end has a page; what has no date stands last and is counted apart."""
    gate = rule(None, id="gate", gate=Text("须先获批准", "Approval first"))
    endless = license_with(rule("10 days after", id="after"), gate, expires=None)
    page = page_of(endless, lang="en")
    assert page.faults == []
    assert "no end" in page.text
    rows = [one for one in page.all("tr") if (one.attributes.get("id") or "").startswith("d")]
    assert [one.attributes["class"] for one in rows][-1] == "undated"
    assert "1 no date" in page.text.replace("1no", "1 no")


@pytest.mark.parametrize("lang", LANGS)
def test_hostile_words(lang: Lang, home: Path) -> None:
    """Whatever a license says, the page has the tags that it would have with other words."""
    plain = written(lang=lang)
    hostile_license(LICENSE, home / "license.yaml")
    page = written(lang=lang)
    assert page.faults == []
    assert outside_references(page) == []
    assert handlers(page) == []
    assert set(page.tags) == set(plain.tags)
    assert page.tags["tr"] == plain.tags["tr"]
    assert not re.search(
        "[\u0000-\u0008\u000e-\u001f\u007f\u202a-\u202e\u2066-\u2069]", page.source
    )


@settings(max_examples=tries(12))
@given(st.lists(st.sampled_from(TRICKS) | st.text(min_size=1), min_size=8, max_size=8))
def test_no_word_is_markup(words: list[str]) -> None:
    """A text of a file is a text in the page: it opens no tag, closes none, and is read back as it stood."""
    holder, number, _, title, _, quote, _, _ = words

    def license_saying(words: list[str]) -> License:
        holder, number, company, title, filing, quote, to, owner = words
        said = rule(
            "10 days after",
            title=Text(title, title),
            filing=Text(filing, filing),
            quote=quote,
            recipient=to,
            clause=title,
        )
        return license_with(
            said, holder=holder, number=number, short_name=company, owner=owner, file="a"
        )

    page, plain = (page_of(license_saying(one)) for one in (words, ["x"] * 8))
    assert page.faults == []
    assert outside_references(page) == []
    assert handlers(page) == []
    for tag in ("script", "style", "table", "tr", "section", "svg", "li", "a"):
        assert page.tags[tag] <= plain.tags[tag], tag
    shown = "".join(page.text.split())
    for word in (holder, number, title, quote):
        printable = "".join(sign for sign in "".join(word.split()) if sign.isprintable())
        assert printable in shown or not word.isprintable()


def test_what_could_not_be_used_is_escaped() -> None:
    """The message about a file that could not be read is text, too."""
    report = compute([BUNDLED], calendar(), d("2026-11-27"))
    problem = Problem("<script>.yaml", 1, 1, "<b>", Text("<i>坏</i>", "<i>bad</i>"))
    shown = overview(report, (), (), [Unread("invalid_license", (problem,))])
    page = Page(page_html(shown, "zh"))
    assert page.faults == []
    assert "<script>.yaml:1:1: <b>: <i>坏</i>" in page.text
    assert page.tags["script"] == 1


def test_only_the_page_loads_the_templates() -> None:
    """No other command imports Jinja: start-up is what a user feels."""
    code = (
        "import sys; from icpcli.cli.run import run; run(['deadlines', '-f', 'json', '-o', '-']);"
        "sys.exit('jinja2' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr


def test_a_hundred_licenses_fit_into_a_mail() -> None:
    """The page of a hundred licenses is no more than three MiB."""
    licenses = [
        BUNDLED._replace(file=f"{n}", number=f"沪B2-{n}", holder=f"公司{n}") for n in range(100)
    ]
    assert len(page_of(*licenses).source.encode()) <= 3 << 20


def test_the_day_of_an_event_stands_in_its_row() -> None:
    """What an event started names the event and its day."""
    page = page_of(license_with(rule("10 days after")), lang="en")
    assert any("It happened 2026-11-20" in line for line in page.lines)
    assert Event("it", d("2026-11-20")) == it("2026-11-20")


def test_a_reason_with_a_date_stays_beside_its_day(home: Path) -> None:
    """The reason of a step is one element of its row, also where it names a date: two would be set in
    two columns."""
    icp("record", "capital-change", "--on", "2026-10-08")
    steps = re.findall(
        r"<li><span><time>[\d-]+</time> \S+</span>(.*?)</li>",
        written("--as-of", "2026-11-27").source,
    )
    assert any('<span class="nw">2026-11-07</span> 是休息日' in step for step in steps)
    assert all(step.startswith("<div>") and step.endswith("</div>") for step in steps)


def test_a_command_can_be_copied(home: Path) -> None:
    """A command in what is to be minded stands in a box of its own, word by word as it is typed."""
    icp("record", "shareholder-change", "--on", "2026-11-10")
    page = written("--as-of", "2026-11-27").source
    boxes = re.findall(r"<code>(<span>icp</span>.*?)</code>", page)
    typed = [" ".join(re.findall("<span>(.*?)</span>", box)) for box in boxes]
    for answer in ("yes", "no"):
        assert f"icp record shareholder-change --on 2026-11-10 --answer {answer}" in typed


def test_every_lane_of_many_names_its_license() -> None:
    """Where lanes go without words for want of room, each still has the number of its license."""
    licenses = [
        BUNDLED._replace(file=f"{n}.yaml", number=f"粤B2-{1000 + n}", issuer="x") for n in range(14)
    ]
    source = page_of(*licenses).source
    for drawing in re.findall(r'<svg class="tl .*?</svg>', source, re.DOTALL):
        assert all(license.number in drawing for license in licenses)


def test_the_name_of_a_lane_ends_before_its_bars() -> None:
    """A long name is cut where bars stand beside it, and whole where it stands above them."""
    name = "华北示例数据技术服务有限公司"
    long = BUNDLED._replace(short_name=name)
    source = page_of(long).source
    told = re.findall('class="lane"[^>]*>([^<]*)', source)
    assert told[2] == name
    for cut, left in zip(told[:2], (150, 124), strict=True):
        assert cut.endswith("…")
        assert len(cut) * 14 < left
