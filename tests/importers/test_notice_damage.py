"""A notice that was damaged is refused, or gives the same days: what protects is the arithmetic.

`EVERY_DAMAGE=1` tries each damage there is (about ten minutes); without it one in `STRIDE`, always
the same ones.
"""

import os
import re
from collections.abc import Iterator
from itertools import count

import pytest
from notices import TEXTS, base_of, complete, days_of, expected

from icpcli.calendar.notice import Notice
from icpcli.model.problem import IcpError

STRIDE = 1 if os.environ.get("EVERY_DAMAGE") else 13
EXAMPLES = ("2023", "2026")
NUMERALS = "〇一二三四五六七八九十"


def moved_by_weeks(right: Notice, read: Notice) -> bool:
    """Whether nothing differs but that make-up days lie whole weeks away: no sum and no day of the
    week can tell, and `icp holidays add` names such a day where it is not beside its festival."""
    festivals = [*zip(right.festivals, read.festivals, strict=False)]
    return (
        (right.year, right.amends, len(right.festivals))
        == (read.year, read.amends, len(read.festivals))
        and all(
            (a.names, a.off, len(a.work)) == (b.names, b.off, len(b.work)) for a, b in festivals
        )
        and all(
            (one - other).days % 7 == 0
            for a, b in festivals
            for one, other in zip(a.work, b.work, strict=True)
        )
    )


def wrong(name: str, text: str) -> bool:
    """Whether a damaged notice gives an answer, and not the undamaged one's."""
    right, days = expected(name)
    try:
        notice = complete(text, base_of(name))
        if moved_by_weeks(right, notice):
            return False
        return notice.year != right.year or days_of([*base_of(name), notice]) != days
    except IcpError as error:
        assert error.code == "invalid_notice"  # noqa: PT017 - the one way to refuse
        return False


def damaged(text: str, signs: str) -> Iterator[str]:
    """The text with each of these signs replaced by each other one."""
    for sign in re.finditer(f"[{signs}]", text):
        for other in signs:
            if other != sign[0]:
                yield text[: sign.start()] + other + text[sign.end() :]


def some(damages: Iterator[str], name: str) -> list[str]:
    """One in `STRIDE`, and not the first ones of each notice."""
    start = sum(map(ord, name)) % STRIDE
    return [text for i, text in zip(count(), damages, strict=False) if i % STRIDE == start]


@pytest.mark.parametrize("name", TEXTS)
def test_no_digit_can_change(name: str) -> None:
    """Any digit of any notice replaced by any other is refused, or gives the same days."""
    assert [it for it in some(damaged(TEXTS[name], "0123456789"), name) if wrong(name, it)] == []


@pytest.mark.parametrize("name", TEXTS)
def test_no_numeral_can_change(name: str) -> None:
    """So is any Chinese numeral: of an item, a day of the week, a lunar day, the date of issue."""
    assert [it for it in some(damaged(TEXTS[name], NUMERALS), name) if wrong(name, it)] == []


@pytest.mark.parametrize("name", EXAMPLES)
def test_no_digit_can_become_a_numeral(name: str) -> None:
    """A date in mixed signs, such as 4月八日, is refused wherever it stands."""
    found = (
        TEXTS[name][: it.start()] + other + TEXTS[name][it.end() :]
        for it in re.finditer("(?<=月)[0-9](?=日)|(?<![0-9])[0-9](?=月)", TEXTS[name])
        for other in "一二三四五六七八九十"
    )
    assert [it for it in some(found, name) if wrong(name, it)] == []


@pytest.mark.parametrize("name", EXAMPLES)
def test_no_line_and_no_sign_can_be_lost(name: str) -> None:
    """A notice that lost a line, or any one sign, is refused, or gives the same days."""
    text = TEXTS[name]
    lines = text.splitlines(keepends=True)
    cut = ["".join(lines[:i] + lines[i + 1 :]) for i in range(len(lines))]
    cut += some((text[:i] + text[i + 1 :] for i in range(len(text))), name)
    assert [it for it in cut if wrong(name, it)] == []
