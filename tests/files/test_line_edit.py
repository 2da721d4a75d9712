"""Values of a YAML file changed in place: what is asked for changes, and no other byte."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from icpcli.files.fields import Item, read_data
from icpcli.files.line_edit import LineEdit, NotEditableError

TERM = {"issued": "2023-07-01", "expires": "2028-07-01"}


def root_of(data: bytes) -> Item:
    root = read_data(data, "f.yaml", "bad")
    assert root is not None
    root.problems.stop()
    return root


def renew(data: bytes) -> tuple[bytes, list[tuple[int, str | None, str]]]:
    """The file with the term of 2033 and the number 2号, and the lines that changed."""
    paper = root_of(data).entries()["license"]
    fields, edit = paper.entries(), LineEdit(data)
    edit.append(paper, "expires", "earlier_terms", TERM)
    edit.append(paper, "number", "earlier_numbers", fields["number"].node.text or "")
    edit.replace(fields["issued"], "2028-07-02")
    edit.replace(fields["expires"], "2033-07-01")
    edit.replace(fields["number"], "2号")
    return edit.data(), [(one.line, one.before, one.after) for one in edit.changes()]


BLOCK = """\
# the paper
license:
  number: 1号   # its number
  holder: 甲
  issued: 2023-07-01
  # the last day
  expires: 2028-07-01 # itself included

rules: []
"""
BLOCK_AFTER = """\
# the paper
license:
  number: 2号   # its number
  earlier_numbers:
    - 1号
  holder: 甲
  issued: 2028-07-02
  # the last day
  expires: 2033-07-01 # itself included
  earlier_terms:
    - {issued: 2023-07-01, expires: 2028-07-01}

rules: []
"""
FLOW = "license: {number: 1号, issued: 2023-07-01, expires: 2028-07-01, holder: 甲}\nrules: []"
FLOW_AFTER = (
    "license: {number: 2号, earlier_numbers: [1号], issued: 2028-07-02, expires: 2033-07-01, "
    "earlier_terms: [{issued: 2023-07-01, expires: 2028-07-01}], holder: 甲}\nrules: []"
)
JSON = (
    '{"license": {"number": "1号", "issued": "2023-07-01",\n "expires": "2028-07-01"}, "rules": []}'
)
JSON_AFTER = (
    '{"license": {"number": "2号", "earlier_numbers": ["1号"], "issued": "2028-07-02",\n'
    ' "expires": "2033-07-01", "earlier_terms": [{"issued": "2023-07-01", "expires": "2028-07-01"}]}, '
    '"rules": []}'
)
SECOND = """\
license:
    earlier_numbers: [0号, "00, 号"]  # before
    earlier_terms:
        # the first
        -   issued: 2018-07-01
            expires: 2023-06-30     # a Friday
    number: '1号'
    expires: "2028-07-01"
    issued: '2023-07-01'
"""
SECOND_AFTER = """\
license:
    earlier_numbers: [0号, "00, 号", "1号"]  # before
    earlier_terms:
        # the first
        -   issued: 2018-07-01
            expires: 2023-06-30     # a Friday
        -   {issued: 2023-07-01, expires: 2028-07-01}
    number: '2号'
    expires: "2033-07-01"
    issued: '2028-07-02'
"""
THIRD = """\
license:
  number: 1号
  issued: 2023-07-01
  expires: 2028-07-01
  earlier_numbers: []
  earlier_terms: [{issued: 2013-07-01, expires: 2018-06-30},
                  {issued: 2018-07-01, expires: 2023-06-30 # a Friday
                  }]
"""
THIRD_AFTER = """\
license:
  number: 2号
  issued: 2028-07-02
  expires: 2033-07-01
  earlier_numbers: [1号]
  earlier_terms: [{issued: 2013-07-01, expires: 2018-06-30},
                  {issued: 2018-07-01, expires: 2023-06-30 # a Friday
                  }, {issued: 2023-07-01, expires: 2028-07-01}]
"""
CASES = {
    "block": (BLOCK, BLOCK_AFTER),
    "flow": (FLOW, FLOW_AFTER),
    "json": (JSON, JSON_AFTER),
    "a list of blocks": (SECOND, SECOND_AFTER),
    "a list between brackets": (THIRD, THIRD_AFTER),
}


@pytest.mark.parametrize("name", CASES)
def test_only_its_own_lines_change(name: str) -> None:
    """Comments, blanks, quotation marks and the order of the keys stay, in whatever style it is written."""
    before, after = CASES[name]
    data, changed = renew(before.encode())
    assert data.decode() == after
    new = after.splitlines()
    assert all(new[line - 1] == said for line, _, said in changed)
    assert {was for _, was, _ in changed if was is not None} <= {*before.splitlines()}
    kept = [line for line in before.splitlines() if line not in {was for _, was, _ in changed}]
    assert kept == [
        line for n, line in enumerate(new, 1) if n not in {number for number, _, _ in changed}
    ]


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
@pytest.mark.parametrize("mark", [b"", codecs.BOM_UTF8])
@pytest.mark.parametrize("last", ["", "whole"])
def test_line_ends(name: str, end: str, mark: bytes, last: str) -> None:
    """The line ends of the file are those of the new lines, too; a last line without one keeps none."""
    before, after = (
        mark + (text if last else text.rstrip("\n")).replace("\n", end).encode()
        for text in CASES[name]
    )
    assert renew(before)[0] == after


def test_the_lines_are_told() -> None:
    """What is changed is told line by line, as it was and as it is; what is new was not there."""
    assert renew(BLOCK.encode())[1] == [
        (3, "  number: 1号   # its number", "  number: 2号   # its number"),
        (4, None, "  earlier_numbers:"),
        (5, None, "    - 1号"),
        (7, "  issued: 2023-07-01", "  issued: 2028-07-02"),
        (9, "  expires: 2028-07-01 # itself included", "  expires: 2033-07-01 # itself included"),
        (10, None, "  earlier_terms:"),
        (11, None, "    - {issued: 2023-07-01, expires: 2028-07-01}"),
    ]


@pytest.mark.parametrize(
    "expires",
    ["|\n    2028-07-01", ">-\n    2028-07-01", '"2028-\\\n    07-01"', "'2028-\n    07-01'"],
)
def test_what_is_not_on_one_line_is_not_changed(expires: str) -> None:
    """A value that is spread over lines is left to the person who wrote it."""
    data = f"license:\n  number: 1号\n  issued: 2023-07-01\n  expires: {expires}\n".encode()
    with pytest.raises(NotEditableError):
        renew(data)


words = st.text("甲a1 -#:,'\"{}[]&*!|>%@`~\t", max_size=8)
blanks = st.integers(1, 3).map(lambda n: " " * n)
comments = st.sampled_from(["", " # 注", "  # expires: 2028-07-01", " #"])
marks = st.sampled_from(["", '"', "'"])


@given(
    st.permutations(["number", "issued", "expires", "holder"]),
    st.lists(st.tuples(blanks, comments, marks), min_size=4, max_size=4),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.integers(1, 6),
    st.booleans(),
    st.sampled_from(["", "\n# the end\n", "\nrules: []", "\n\n"]),
    words,
)
def test_any_block_style(
    order: list[str],
    how: list[tuple[str, str, str]],
    end: str,
    indent: int,
    marked: bool,
    tail: str,
    holder: str,
) -> None:
    """However it is indented, quoted and commented: the new values are there, and without the lines that
    changed both files are the same."""
    values = {"number": "1号", "issued": "2023-07-01", "expires": "2028-07-01"}
    lines = ["license:"]
    for key, (blank, comment, quote) in zip(order, how, strict=True):
        said = values.get(key)
        value = f"{quote}{said}{quote}" if said else "'" + holder.replace("'", "''") + "'"
        lines.append(f"{' ' * indent}{key}:{blank}{value}{comment}")
    text = ("\n".join(lines) + tail).replace("\n", end)
    data = (codecs.BOM_UTF8 if marked else b"") + text.encode()
    new, changed = renew(data)
    paper = root_of(new).entries()["license"].entries()
    assert [paper[key].node.text for key in ("number", "issued", "expires")] == [
        "2号", "2028-07-02", "2033-07-01",
    ]  # fmt: skip
    (term,) = paper["earlier_terms"].items()
    assert {key: item.node.text for key, item in term.entries().items()} == TERM
    assert [it.node.text for it in paper["earlier_numbers"].items()] == ["1号"]
    assert (
        paper["holder"].node.text
        == root_of(data).entries()["license"].entries()["holder"].node.text
    )
    numbers = {line for line, _, _ in changed}
    were = [was for _, was, _ in changed if was is not None]
    kept = [line for line in data.decode("utf-8-sig").split(end) if line not in were]
    left = new.decode("utf-8-sig").split(end)
    assert kept == [line for n, line in enumerate(left, 1) if n not in numbers]
    assert new.startswith(codecs.BOM_UTF8) == marked
