"""`icp renew`: the new paper came, and the license file says so; nothing that was filed is lost."""

from pathlib import Path
from typing import Any

import pytest
from places import LICENSE
from terminal import as_nobody, icp
from typed import as_json, deadlines, ok, refused

pytestmark = pytest.mark.usefixtures("home")

RENEW = "renew --issued 2028-07-02 --expires 2033-07-01"
AFTER = "2028-08-01"


def a_history() -> None:
    """Two years filed, and the renewal."""
    ok("done annual-report@2027 --on 2027-03-01", ICP_AS_OF="2027-03-02")
    ok("record capital-change --on 2027-04-01", ICP_AS_OF="2027-04-02")
    ok("done registry-update@2027-04-01 --on 2027-04-20", ICP_AS_OF="2027-04-20")
    ok("done annual-report@2028 --on 2028-02-01", ICP_AS_OF="2028-02-01")
    ok("done renewal@2028 --on 2028-03-01 --receipt R-1", ICP_AS_OF="2028-03-01")


def test_the_lines_that_change() -> None:
    """Three lines say the new term and two keep the old one; all else is as it was, byte for byte."""
    before = LICENSE.read_text("utf-8").splitlines(keepends=True)
    answer = as_json(RENEW, ICP_AS_OF=AFTER)
    after = Path("license.yaml").read_text("utf-8").splitlines(keepends=True)
    changed = {one["line"]: (one["before"], one["after"]) for one in answer["lines"]}
    assert [*changed.values()] == [
        ("  issued: 2023-07-01", "  issued: 2028-07-02"),
        ("  expires: 2028-07-01", "  expires: 2033-07-01"),
        (None, "  earlier_terms:"),
        (None, "    - {issued: 2023-07-01, expires: 2028-07-01}"),
    ]
    old = [line for line in before if line.rstrip() not in {was for was, _ in changed.values()}]
    assert old == [line for n, line in enumerate(after, 1) if n not in changed]
    assert (answer["before"]["expires"], answer["after"]["expires"]) == ("2028-07-01", "2033-07-01")
    ids = {(one["before"] or one["after"])["id"] for one in answer["changes"]}
    assert {"renewal@2028", "renewal@2033", "annual-report@2033"} <= ids
    ok("validate")


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_screen(lang: str, golden: Any) -> None:
    """A person sees each line as it was and as it is, then what is due from now on."""
    a_history()
    answer = ok(RENEW, "--lang", lang, ICP_AS_OF=AFTER, COLUMNS="100")
    golden(Path(__file__).parent / "renewals" / f"{lang}.txt", answer.text + answer.err)


def test_ids_and_history_before_and_after() -> None:
    """Every id stays what it was, and so does all that was filed; the calendar keeps its entries."""
    a_history()
    day = {"ICP_AS_OF": "2028-06-30"}
    before, history = deadlines(**day), ok("history -f csv", **day).text
    uids = {line for line in ok("remind -f ics", **day).text.splitlines() if line[:4] == "UID:"}
    ok(RENEW, **day)
    after = deadlines(**day)
    gone = {"non-renewal-report@2028"}  # the term was followed by another: it did not end
    assert before.keys() - after.keys() == gone
    for id in before.keys() & after.keys():
        same = ("due", "file_by", "status", "trigger", "title")
        assert {key: before[id][key] for key in same} == {key: after[id][key] for key in same}, id
    assert ok("history -f csv", **day).text == history
    later = {line for line in ok("remind -f ics", **day).text.splitlines() if line[:4] == "UID:"}
    assert len(uids - later) == 1  # that the renewal has no answer
    assert [*after].count("annual-report@2030") == 1


def test_a_new_number() -> None:
    """Under a new number the journal still belongs, and calendars keep what they hold."""
    a_history()
    day = {"ICP_AS_OF": AFTER}
    ok("record capital-change --on 2028-07-20", **day)
    uids = {line for line in ok("remind -f ics", **day).text.splitlines() if line[:4] == "UID:"}
    ok(f"{RENEW} --number 京ICP证999号", **day)
    text = Path("license.yaml").read_text("utf-8")
    assert "  number: 京ICP证999号\n  earlier_numbers:\n    - 京ICP证130204号\n" in text
    assert deadlines(**day)["renewal@2028"]["status"] == "filed"
    later = {line for line in ok("remind -f ics", **day).text.splitlines() if line[:4] == "UID:"}
    mended = 2  # that the term is over, and that the renewal has no answer
    assert len(uids - later) == mended
    ok("done registry-update@2028-07-20 --on 2028-08-01", **day)
    assert Path("journal.yaml").read_text("utf-8").startswith("# journal of 京ICP证130204号\n")


def test_renewed_twice() -> None:
    """A second renewal adds its term behind the first; the clocks of all three are there, each once."""
    ok(RENEW, ICP_AS_OF=AFTER)
    ok("renew --issued 2033-07-02 --expires 2038-07-01", ICP_AS_OF="2033-08-01")
    text = Path("license.yaml").read_text("utf-8")
    assert (
        "  earlier_terms:\n"
        "    - {issued: 2023-07-01, expires: 2028-07-01}\n"
        "    - {issued: 2028-07-02, expires: 2033-07-01}\n"
    ) in text
    found = deadlines(ICP_AS_OF="2033-08-01")
    assert [id for id in found if id.startswith("renewal@")] == [
        "renewal@2028",
        "renewal@2033",
        "renewal@2038",
    ]
    assert found["renewal@2038"]["status"] == "upcoming"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (
            "--issued 2028-07-02 --expires 2028-07-01",
            "2028-07-01 is not after the first, 2028-07-02",
        ),
        ("--issued 2023-07-01 --expires 2033-07-01", "--issued: 2023-07-01 to 2033-07-01 does not"),
        ("--issued 2023-06-30 --expires 2033-07-01", "does not follow the present term of"),
        (
            "--issued 2027-07-01 --expires 2028-07-01",
            "--expires: 2027-07-01 to 2028-07-01 does not",
        ),
        ("--issued 2023-06-30 --expires 2028-06-30", "both of its days must be later"),
        ("--issued 2028-07-02", "--expires: on which day?"),
        ("--expires 2033-07-01", "--issued: on which day?"),
        ("--issued 2028-07-02 --expires 2100-01-01", "--expires: 2100-01-01 lies outside"),
        (
            "--issued 2028-07-02 --expires 2033-07-01 --number 京ICP证130204号",
            "--number: 京ICP证130204号 is a number that it has",
        ),
    ],
)
def test_what_does_not_follow(options: str, said: str) -> None:
    """A term follows when both of its days are later than the last one's; else nothing is written."""
    assert said in refused(f"renew {options}", ICP_AS_OF=AFTER)


def test_an_overlap_and_a_gap() -> None:
    """New papers issued before the old ones end are normal; a gap is said."""
    early = ok("renew --issued 2028-05-01 --expires 2033-07-01", ICP_AS_OF="2028-05-02")
    assert "no term covers" not in early.err
    Path("license.yaml").write_bytes(LICENSE.read_bytes())
    late = ok("renew --issued 2028-08-01 --expires 2033-07-01", ICP_AS_OF="2028-08-02")
    assert "no term covers 2028-07-02 to 2028-07-31" in late.err


def test_what_is_said_besides() -> None:
    """A renewal that nobody recorded can still be; an answer to `continuing` is about the new term now."""
    text = LICENSE.read_text("utf-8").replace("continuing: undecided", "continuing: no")
    Path("license.yaml").write_text(text, "utf-8")
    said = ok(RENEW, ICP_AS_OF=AFTER).err
    assert "icp done renewal@2028 --on DATE" in said
    assert "continuing: no now speaks of the term that ends on 2033-07-01" in said


def test_a_file_that_only_a_person_can_change() -> None:
    """A value spread over two lines is left alone, and what to write is named."""
    text = LICENSE.read_text("utf-8").replace("expires: 2028-07-01", "expires: >-\n    2028-07-01")
    Path("license.yaml").write_text(text, "utf-8")
    said = refused(RENEW, ICP_AS_OF=AFTER)
    assert "write issued: 2028-07-02, expires: 2033-07-01" in said
    assert "earlier_terms: [{issued: 2023-07-01, expires: 2028-07-01}]" in said


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("  # ended:\n  #   on: 2027-03-31\n  #   why: 已注销", "  ended: {on: 2027-03-31, why: x}",
         "the license came to its end on 2027-03-31"),
    ],
)  # fmt: skip
def test_what_has_no_next_term(old: str, new: str, said: str) -> None:
    """A license that was ended is not renewed."""
    text = LICENSE.read_text("utf-8")
    assert old in text
    Path("license.yaml").write_text(text.replace(old, new), "utf-8")
    assert said in refused(RENEW, ICP_AS_OF=AFTER)


def test_which_of_several() -> None:
    """Of several licenses the file is named with -l: --number is that of the new paper."""
    text = LICENSE.read_text("utf-8").replace("京ICP证130204号", "京B2-1号")
    Path("b.yaml").write_text(text, "utf-8")
    assert refused(f"{RENEW} -l .", ICP_AS_OF=AFTER) == (
        "icp: --license: which one? Name its file with -l: b.yaml, license.yaml"
    )
    ok(f"{RENEW} -l b.yaml", ICP_AS_OF=AFTER)


def test_a_file_of_any_name() -> None:
    """What can be read can be renewed, whatever the name of the file ends in."""
    Path("license.yaml").rename("icp.paper")
    ok(f"{RENEW} -l icp.paper", ICP_AS_OF=AFTER)
    assert "expires: 2033-07-01" in Path("icp.paper").read_text("utf-8")


def test_the_example_is_nobodys() -> None:
    """The bundled license is never changed."""
    answer = icp(*RENEW.split(), "-l", str(LICENSE), ICP_AS_OF=AFTER)
    assert answer.code == 3
    assert "bundled example" in answer.err


def test_a_link_and_its_mode(tmp_path: Path) -> None:
    """A link stays a link, and the file keeps its mode."""
    Path("papers").mkdir()
    Path("license.yaml").rename("papers/icp.yaml")
    Path("papers/icp.yaml").chmod(0o640)
    Path("license.yaml").symlink_to("papers/icp.yaml")
    ok(RENEW, ICP_AS_OF=AFTER)
    assert Path("license.yaml").is_symlink()
    assert Path("papers/icp.yaml").stat().st_mode & 0o777 == 0o640
    assert "expires: 2033-07-01" in Path("papers/icp.yaml").read_text("utf-8")


def test_nothing_is_left_where_it_cannot_be_written() -> None:
    """Where the folder cannot be written to, the file is as it was, and nothing lies beside it."""
    Path().chmod(0o555)
    try:
        with as_nobody():
            assert "cannot be written" in refused(RENEW, ICP_AS_OF=AFTER)
    finally:
        Path().chmod(0o755)


def test_done_says_what_to_do_with_the_new_paper() -> None:
    """A filed renewal is not yet a license: who files it is told the command for the new paper."""
    answer = ok("done renewal@2028 --on 2028-03-01", ICP_AS_OF="2028-03-01")
    assert (
        "When the new paper comes: icp renew -l license.yaml --issued DATE --expires DATE"
        in answer.err
    )
    assert (
        "icp renew" not in ok("done annual-report@2028 --on 2028-03-01", ICP_AS_OF="2028-03-01").err
    )


@pytest.mark.parametrize(
    ("as_of", "code"),
    [("2028-05-01", 0), ("2028-05-02", 1), ("2028-05-31", 1), ("2028-06-01", 2), ("2028-07-02", 2)],
)
def test_a_renewal_without_an_answer(as_of: str, code: int) -> None:
    """From 60 days before expiry `check` warns, from 30 it is critical, every day until `icp renew`."""
    for line in ("annual-report@2027 --on 2027-03-01", "annual-report@2028 --on 2028-02-01",
                 "renewal@2028 --on 2028-03-01"):  # fmt: skip
        ok(f"done {line}", ICP_AS_OF="2028-03-01")
    answer = icp("check", "-f", "text", ICP_AS_OF=as_of)
    assert answer.code == code, answer.text
    if code:
        assert "icp renew -l license.yaml --issued" in answer.text
        assert ("icp renew" in icp("remind", ICP_AS_OF=as_of).text) is True
        ok(RENEW, ICP_AS_OF=as_of)
        assert icp("check", ICP_AS_OF=as_of).code == 0
