"""Pieces that were read from pictures → rows → text: what is put together, and what is asked about."""

import pytest
from certificates import BUNDLED, DUES, FORM, TEMPLATE, dues
from importers.scan.boxes import (
    PHOTOS,
    SCAN,
    Spoil,
    boxes,
    only_half,
    page,
    reads,
    shuffled,
    sloping,
    without,
)

from icpcli.importers.certificate.draft import Draft, draft_from_certificate
from icpcli.importers.certificate.pages import GAP
from icpcli.importers.certificate.read import read_certificate
from icpcli.importers.scan.boxes import Box, Page
from icpcli.importers.scan.page_text import page_text
from icpcli.importers.scan.read import Papers, papers_of
from icpcli.importers.scan.rows import rows_of
from icpcli.importers.scan.trust import believed
from icpcli.license.file import parse_license
from icpcli.model.problem import IcpError


def read(names: tuple[str, ...], *spoils: tuple[int, Spoil]) -> Papers:
    """The pages by these names; on each that is numbered in `spoils` something went wrong."""
    pages = [page(name) for name in names]
    for n, spoil in spoils:
        pages[n - 1] = pages[n - 1]._replace(boxes=tuple(spoil(pages[n - 1].boxes)))
    return papers_of(pages, FORM, "scan")


def drafted(papers: Papers) -> Draft:
    """What `icp import` makes of them, nobody having typed a date."""
    certificate = believed(read_certificate(papers.text, FORM), papers.pages, FORM)
    return draft_from_certificate(certificate, TEMPLATE, FORM)


def periods(draft: Draft) -> dict[str, str]:
    """Each rule's period; the dates, which nobody typed, are put in."""
    text = draft.text.replace("  issued:\n", "  issued: 2023-07-01\n")
    text = text.replace("  expires:\n", "  expires: 2028-07-01\n")
    return dues(parse_license(text, "license.yaml"))


@pytest.mark.parametrize("names", [SCAN, PHOTOS], ids=["scan", "bad photos"])
def test_every_rule_is_read_from_pictures(names: tuple[str, ...]) -> None:
    """A scan at 150 dpi, and bad photos, give all twelve rules with the periods of the paper."""
    assert periods(drafted(read(names))) == DUES


def test_a_clear_scan_leaves_no_doubt() -> None:
    """Nothing is asked about a scan on which everything was read, but what is printed once."""
    papers = read(SCAN)
    assert papers.notes == ()
    assert [it.en for it in drafted(papers).doubts] == [f"legal_representative, business, {SEEN}"]
    assert drafted(papers).unread == ()


SEEN = "websites: read from a picture, a sign may be wrong: compare with the paper"


def test_what_is_printed_once_is_named_in_the_file() -> None:
    """A name that nothing else on the pages confirms has a remark beside it."""
    spoil = reads("elex-tech", "e1ex-tech")
    text = drafted(read(SCAN, (2, spoil))).text
    remark = "  # read from a picture, a sign may be wrong: compare with the paper\n"
    assert f"{remark}  legal_representative: 蒋定平\n" in text
    assert f"{remark}  business: 信息服务业务" in text
    assert f"{remark}  websites:\n" in text


def test_a_front_page_alone_confirms_nothing() -> None:
    """A number and a holder that were read once only have a remark beside them, too."""
    told = [it.en for it in drafted(read(SCAN[:1])).doubts]
    assert any(it.startswith("legal_representative, business, number: read from") for it in told)
    assert any(it.endswith("stands on one page only: compare with the paper") for it in told)


SPOILS_NOTHING = {
    "pieces in any order": shuffled,
    "lines that fall to the right": sloping(0.06),
    "lines that rise to the right": sloping(-0.06),
    "commas taken for dots": reads("、", "·"),
    "a day that lost its stroke": reads("日内", "口内"),
    "an application that lost its stroke": reads("提出申请", "提出中请"),
}


@pytest.mark.parametrize("what", SPOILS_NOTHING)
def test_what_pictures_do_to_every_page_spoils_nothing(what: str) -> None:
    """The order of the pieces, the slope of the page and worn signs change nothing of what is read."""
    spoil = SPOILS_NOTHING[what]
    papers = read(SCAN, *((n, spoil) for n in range(1, 7)))
    assert periods(drafted(papers)) == DUES
    assert papers.notes == ()


def test_a_label_of_three_lines_is_put_together() -> None:
    """The label in the left column is read first, then all of its value in the right one."""
    lines = page_text(page("scan150-1"), FORM).lines
    at = lines.index("业务种类(服务项目)及覆盖范围:")
    assert "".join("".join(lines[at + 1 : at + 5]).split()) == (
        "信息服务业务（仅限互联网信息服务）不含信息搜索查询服务、信息即时交互服务。"
        "【依法须经批准的项目，经相关部门批准后方可开展相应经营活动】"
    )


def test_two_columns_on_one_line_are_one_row() -> None:
    """Pieces beside one another are one row from left to right; one that lies over another is not."""
    left, right = Box("发证日期：", 10, 5, 60, 5, 10), Box("2023年07月01日", 70, 5, 170, 5, 10)
    seal = Box("电信业务专用章", 90, 6, 200, 6, 10)
    rows = rows_of([seal, right, left])
    assert [[it.text for it in row.boxes] for row in rows] == [
        ["发证日期：", "2023年07月01日"],
        ["电信业务专用章"],
    ]


def _page_with(words: str) -> int:
    return next(i for i, name in enumerate(SCAN, 1) if any(words in it.text for it in boxes(name)))


TITLES = {rule.id: rule.title.en for rule in BUNDLED.rules}


@pytest.mark.parametrize(
    "words", ["提前90日", "第一季度", "10个工作日", "经营主体需要变更", "注册资本"]
)
@pytest.mark.parametrize("how", ["the line", "its right half", "its left half"])
def test_a_line_left_out_is_asked_about(words: str, how: str) -> None:
    """A line that was not read, or half a one, is named with its page; a rule that it takes is named."""
    spoil = {
        "the line": without(words),
        "its right half": only_half(words, left=True),
        "its left half": only_half(words, left=False),
    }[how]
    n = _page_with(words)
    papers = read(SCAN, (n, spoil))
    draft = drafted(papers)
    found = periods(draft)
    assert found.items() <= DUES.items()
    named = any(note.en.startswith(f"scan150-{n}: a line or a part") for note in papers.notes)
    lost = DUES.keys() - found.keys()
    assert named or lost
    told = "\n".join(it.en for it in (*draft.doubts, *draft.absent))
    assert all(id in told or TITLES[id] in told for id in lost)


def test_a_rule_whose_sentence_has_a_hole_is_not_written() -> None:
    """A sentence in which a line may be missing makes no rule, and stands under `unread`."""
    n = _page_with("提前90日")
    spoil = without("有效期届满")
    draft = drafted(read(SCAN, (n, spoil)))
    assert "renewal" not in periods(draft)
    assert any("提前90日" in it.text for it in draft.unread)


def test_a_clause_that_was_skipped_is_named() -> None:
    """A clause whose number was not read is named with its page."""
    papers = read(SCAN, (_page_with("四、你公司"), reads("四、你公司", "你公司")))
    assert [note.en for note in papers.notes] == [
        "scan150-3: the number of clause 四 was not read: a line or a page may be missing"
    ]


def test_a_page_that_was_forgotten_is_named() -> None:
    """Where a whole page is missing, the clauses on it are asked about."""
    papers = read(SCAN[:3] + SCAN[4:])
    assert [note.en for note in papers.notes if note.en.startswith("scan150-5")] == [
        "scan150-5: the page that is numbered 3 is missing before it",
        "scan150-5: the number of clause （一） was not read: a line or a page may be missing",
    ]


MISREAD = {
    "as another page's": reads("-3-", "-9-"),
    "as one that is there": reads("-3-", "-5-"),
    "not at all": reads("-3-", "TO"),
}


@pytest.mark.parametrize("what", MISREAD)
def test_the_number_of_a_page_that_was_misread_moves_no_page(what: str) -> None:
    """Pages that came in any order are put where their clauses go on, whatever their number was read as."""
    for came in (SCAN, SCAN[::-1]):
        papers = read(came, (came.index("scan150-4") + 1, MISREAD[what]))
        assert [it.name for it in papers.pages] == [*SCAN]
        assert periods(drafted(papers)) == DUES


def test_an_empty_page_and_one_of_something_else_are_named() -> None:
    """An empty page, and one on which nothing is what a license says, are named."""
    pages = [
        *map(page, SCAN),
        Page("back.jpg", (), True),
        Page("menu.jpg", (Box("午餐", 0, 0, 9, 0, 5),), True),
    ]
    assert [note.en for note in papers_of(pages, FORM, "scan").notes] == [
        "back.jpg: this page is empty",
        "menu.jpg: this page seems to be none of the license",
    ]


PERIODS = {
    "another number": (("提前90日", "提前60日"), ("renewal", "non-renewal-report")),
    "another unit": (("10个工作日", "10日"), ("illegal-content-report",)),
    "a letter that spoils it": (("提前90日", "提前9S日"), ("renewal", "non-renewal-report")),
    "a trigger misread": (("注册资本", "往册货本"), ("registry-update",)),
}


@pytest.mark.parametrize("what", PERIODS)
def test_a_period_in_a_picture_is_the_forms_or_unread(what: str) -> None:
    """What a picture shows otherwise than the form is not believed: its sentence is `unread`."""
    (old, new), rules = PERIODS[what]
    papers = read(SCAN, *((n, reads(old, new)) for n in range(1, 7)))
    draft = drafted(papers)
    assert periods(draft) == {id: due for id, due in DUES.items() if id not in rules}
    assert draft.unread


def test_an_accepted_period_is_written_and_named() -> None:
    """A period that a person accepts is written, with what the form says beside it."""
    papers = read(SCAN, *((n, reads("提前90日", "提前60日")) for n in range(1, 7)))
    certificate = believed(read_certificate(papers.text, FORM), papers.pages, FORM)
    accepted = certificate._replace(accepted={"renewal": "60 days before"})
    draft = draft_from_certificate(accepted, TEMPLATE, FORM)
    assert periods(draft) == {
        **{id: due for id, due in DUES.items() if id != "non-renewal-report"},
        "renewal": "60 days before",
    }
    assert "this text says 60 days before, the form 90" in draft.text


def test_what_is_accepted_must_be_what_was_read() -> None:
    """A person who accepts another period than was read has not looked at the same words."""
    papers = read(SCAN, *((n, reads("提前90日", "提前60日")) for n in range(1, 7)))
    certificate = believed(read_certificate(papers.text, FORM), papers.pages, FORM)
    accepted = certificate._replace(accepted={"renewal": "30 days before"})
    assert "renewal" not in periods(draft_from_certificate(accepted, TEMPLATE, FORM))


def test_dates_in_pictures_are_not_believed() -> None:
    """No date stands in the file that only a machine has read; nor a name of the seal's."""
    draft = drafted(read(SCAN))
    assert "\n  issued:\n" in draft.text
    assert "\n  expires:\n" in draft.text
    assert "\n  issuer:\n" in draft.text


def test_the_number_is_what_most_pages_say() -> None:
    """The number stands on every page: what most of them say is written, a slip is named."""
    draft = drafted(read(SCAN, (3, reads("130204", "130284"))))
    assert "number: 京ICP证130204号" in draft.text
    assert any("also read as 京ICP证130284号 (scan150-3)" in it.en for it in draft.doubts)


def test_where_the_pages_differ_the_number_is_asked_for() -> None:
    """Where no number is said by more pages than all others, none is written."""
    draft = drafted(read(SCAN[:2], (2, reads("130204", "130284"))))
    assert "\n  number:\n" in draft.text
    assert any("the pages differ: 京ICP证130204号 (scan150-1)" in it.en for it in draft.doubts)


def test_ones_and_letters_are_told_apart_in_icp() -> None:
    """京1CP证 is 京ICP证: no number has a digit there."""
    draft = drafted(read(SCAN, *((n, reads("ICP证", "1CP证")) for n in range(1, 7))))
    assert "number: 京ICP证130204号" in draft.text


@pytest.mark.parametrize("misread", ["1300204", "10204", "150284", "130Z04"])
def test_a_slip_of_the_reader_is_no_other_license(misread: str) -> None:
    """A sign more, a sign less, or two others on one page are a slip: the number is the others'."""
    draft = drafted(read(SCAN, (4, reads("130204", misread))))
    assert "  number: 京ICP证130204号\n" in draft.text


def test_pages_of_two_licenses_are_refused() -> None:
    """Numbers that differ in more than a slip are those of two licenses."""
    with pytest.raises(IcpError, match="more than one license"):
        read(SCAN, (4, reads("130204", "095731")))


def test_a_holder_that_differs_between_pages_is_named() -> None:
    """A holder whose name stands on no other page is asked about."""
    draft = drafted(read(SCAN, (1, reads("北京智明星通", "北京智朋星通"))))
    assert any("北京智朋星通科技股份有限公司" in it.en for it in draft.doubts)


def test_a_fax_of_the_front_page_is_asked_for_its_dates() -> None:
    """Where the seal hides the dates, they stay empty, and everything else is read."""
    papers = read(("fax-1",))
    text = drafted(papers).text
    assert "number: 京ICP证130204号" in text
    assert "holder: 北京智明星通科技股份有限公司" in text
    assert GAP not in papers.text
