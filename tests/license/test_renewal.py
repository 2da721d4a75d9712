"""A license file renewed in place: it says what is meant, and nothing else has changed."""

import codecs
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from licenses import rule
from places import LICENSE
from samples import BUNDLED, d

from icpcli.deadlines.copies import said_by
from icpcli.license.file import parse_license
from icpcli.license.renewal import edited, notes_on, renewed
from icpcli.model.license import License, Term
from icpcli.model.problem import IcpError

NEXT = Term(d("2028-07-02"), d("2033-07-01"))


def renewed_file(
    data: bytes, term: Term = NEXT, number: str = ""
) -> tuple[License, License, bytes]:
    """The license that is meant, the one that the new file says, and the bytes of that."""
    before = parse_license(data.decode(), "license.yaml")
    after = renewed(before, term, number)
    new = edited(data, before, after).data()
    return after, parse_license(new.decode(), "license.yaml"), new


@given(
    st.sampled_from(["\n", "\r\n"]),
    st.booleans(),
    st.sampled_from(["", '"', "'"]),
    st.sampled_from(["", "  # 2028-07-01", " # issued: 1"]),
    st.booleans(),
    st.sampled_from(["", "新1号", "B2-1: x", "{x}, [y]"]),
)
def test_the_file_says_what_is_meant(
    end: str, marked: bool, quote: str, comment: str, final: bool, number: str
) -> None:
    """Whatever the line ends, marks, quotation marks and comments: the new term is there, and each line
    that was not changed is where it was."""
    text = LICENSE.read_text("utf-8")
    for key, value in (("issued", "2023-07-01"), ("expires", "2028-07-01")):
        text = text.replace(f"  {key}: {value}", f"  {key}: {quote}{value}{quote}{comment}")
    text = text if final else text.rstrip("\n")
    data = (codecs.BOM_UTF8 if marked else b"") + text.replace("\n", end).encode()
    after, found, new = renewed_file(data, number=number)
    assert said_by(found) == said_by(after)
    old_lines, new_lines = data.split(b"\n"), new.split(b"\n")
    kept = [line for line in new_lines if line in old_lines]
    changed = 3 if number else 2
    assert len(kept) == len(old_lines) - changed
    assert len(new_lines) == len(old_lines) + (4 if number else 2)


@pytest.mark.parametrize("times", [1, 2, 3])
def test_again_and_again(times: int) -> None:
    """Each renewal adds its term behind the others; every term and number stays."""
    data = LICENSE.read_bytes()
    for n in range(1, times + 1):
        term = Term(d(f"{2023 + 5 * n}-07-02"), d(f"{2028 + 5 * n}-07-01"))
        after, found, data = renewed_file(data, term, f"第{n}号")
        assert said_by(found) == said_by(after)
    assert len(found.terms) == times + 1
    assert found.earlier_numbers == (BUNDLED.number, *(f"第{n}号" for n in range(1, times)))


@pytest.mark.parametrize("indent", [None, 1, 4])
def test_a_file_in_json(indent: int | None) -> None:
    """A license file that is JSON stays JSON."""
    paper = {"number": "旧号", "holder": "甲", "issued": "2021-06-22", "expires": "2026-06-21"}
    text = json.dumps({"license": paper, "rules": [rule()]}, ensure_ascii=False, indent=indent)
    after, found, new = renewed_file(text.encode(), Term(d("2026-06-22"), d("2031-06-21")), "新号")
    assert said_by(found) == said_by(after)
    said = json.loads(new)["license"]
    assert said["earlier_numbers"] == ["旧号"]
    assert said["earlier_terms"] == [{"issued": "2021-06-22", "expires": "2026-06-21"}]


def test_what_is_said_of_a_gap() -> None:
    """A day without a license between two terms is said, an overlap or the very next day is not."""
    for issued, said in (("2028-07-01", 0), ("2028-07-02", 0), ("2028-07-03", 1)):
        after = renewed(BUNDLED, Term(d(issued), d("2033-07-01")), "")
        assert len([*notes_on(BUNDLED, after)]) == said


@pytest.mark.parametrize(
    ("issued", "expires", "good"),
    [
        ("2023-07-02", "2028-07-02", True),
        ("2023-07-01", "2033-07-01", False),
        ("2023-07-02", "2028-07-01", False),
        ("2028-07-02", "2033-07-01", True),
        ("2033-07-01", "2033-07-01", False),
        ("2033-07-02", "2033-07-01", False),
    ],
)
def test_what_follows(issued: str, expires: str, good: bool) -> None:
    """A term follows when it begins and ends after the last one, and begins before it ends."""
    term = Term(d(issued), d(expires))
    if good:
        assert renewed(BUNDLED, term, "").terms == (BUNDLED.term, term)
    else:
        with pytest.raises(IcpError) as caught:
            renewed(BUNDLED, term, "")
        assert caught.value.code == "bad_usage"


def test_no_end_no_renewal() -> None:
    """A license without an end has nothing to renew, and gets none."""
    with pytest.raises(IcpError):
        renewed(BUNDLED._replace(expires=None), NEXT, "")
    with pytest.raises(IcpError):
        renewed(BUNDLED, Term(NEXT.issued, None), "")
