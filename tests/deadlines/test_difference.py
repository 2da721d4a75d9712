"""What a notice moves: every date of the one list, each told with its days before and after."""

import re
from datetime import date

import judge
import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st
from samples import BUNDLED, DAY, calendar, d, decided, license_with, rule

from icpcli.deadlines.difference import moves
from icpcli.deadlines.report import compute
from icpcli.model.change import Change, moved_fields
from icpcli.model.deadline import Dates, Deadline
from icpcli.model.journal import Event
from icpcli.model.problem import IcpError
from icpcli.render.answers.deadlines import Deadlines, moving_object
from icpcli.render.labels import LABELS
from icpcli.render.words import dates_in_words

AS_OF = d("2026-11-24")
SOME_DAY = d("2030-05-05")
NOT_IN_SCREENS = "extended_to"
"""Information only: a note says it, with what it is worth."""


def renewal() -> Deadline:
    (one,) = [
        one for one in compute([BUNDLED], calendar(), AS_OF).deadlines if one.rule.id == "renewal"
    ]
    return one


@pytest.mark.parametrize("name", Dates._fields)
def test_a_date_of_the_list_is_told_everywhere(name: str) -> None:
    """Whatever date moves, the notice's moves tell it, and JSON, rows and screens show it."""
    one = renewal()
    moved = one._replace(dates=one.dates._replace(**{name: SOME_DAY}))
    before = str(getattr(one.dates, name) or "")
    assert moved_fields(Change(one, moved)) == [(name, before, "2030-05-05")]
    report = compute([BUNDLED], calendar(), AS_OF)
    after = report._replace(deadlines=tuple(moved if it == one else it for it in report.deadlines))
    assert moves(report, after).changes == (Change(one, moved),)
    assert moving_object(moved)[name] == "2030-05-05"
    (row,) = Deadlines(report._replace(deadlines=(moved,))).rows("zh").rows
    columns = Deadlines(report).rows("zh").columns
    assert row[columns.index(name)] == "2030-05-05"
    assert name in LABELS
    for lang in ("zh", "en"):
        shown = dates_in_words(moved, lang).get(name, "")
        assert bool(re.match("2030-05-05 ", shown)) == (name != NOT_IN_SCREENS)


def test_nothing_moves_without_a_difference() -> None:
    """A deadline whose dates and certainty stay is not told."""
    report = compute([BUNDLED], calendar(), AS_OF, if_today=True)
    assert moves(report, report) == ((), ())
    assert moved_fields(Change(renewal(), renewal())) == []
    final = renewal()._replace(notices=())
    assert moved_fields(Change(renewal(), final)) == [("certainty", "provisional", "final")]


DUES = st.one_of(
    st.builds(
        "{} {} {}".format,
        st.integers(1, 12) | st.integers(1, 100),
        st.sampled_from(["days", "working days", "months"]),
        st.sampled_from(["before", "after"]),
    ),
    st.sampled_from(["Q1", "Q4", "01-31 to 02-14", "09-20 to 10-05", "immediately"]),
)


@settings(max_examples=200, deadline=None)
@given(
    DUES,
    st.dates(d("2026-12-01"), d("2028-02-28")),
    st.none() | st.just("5 working days before"),
    st.sets(st.dates(d("2026-12-24"), d("2028-12-23"))),
)
def test_every_date_that_moves_is_told(
    due: str, trigger: date, prepare: str | None, worked: set[date]
) -> None:
    """Whatever the missing notices decide, each field that differs is told once, and no other."""
    license = license_with(rule(due, prepare=prepare))
    try:
        before, after = (
            compute([license], days, AS_OF, events=[Event("it", trigger)])
            for days in (calendar(), decided(calendar(), worked))
        )
    except IcpError:
        reject()
    ((old,), (new,)) = (report.deadlines for report in (before, after))
    wanted = {
        name: (str(getattr(old.dates, name) or ""), str(getattr(new.dates, name) or ""))
        for name in ("opens", "prepare_from", "due", "due_latest", "file_by", "extended_to")
    } | {"certainty": (old.certainty, new.certainty)}
    told = {
        name: (was, now)
        for change in moves(before, after).changes
        for name, was, now in moved_fields(change)
    }
    assert told == {name: pair for name, pair in wanted.items() if pair[0] != pair[1]}
    if not judge.calendar().unknown(judge.span(trigger - 150 * DAY, trigger + 150 * DAY)):
        assert not told
