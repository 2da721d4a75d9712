"""Which deadline an event closes, where a rule says `closed_by`: one that was open on its day."""

from datetime import time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import calendar, d, license_with, rule

from icpcli.deadlines.closings import closings, fits
from icpcli.deadlines.report import clocks_of, compute
from icpcli.model.deadline import Status
from icpcli.model.journal import Event, Filing, Journal
from icpcli.model.problem import Text

TODAY = d("2026-11-30")
LICENSE = license_with(
    rule("immediately", "found", id="handling", closed_by="handled"),
    rule("10 working days after", "handled", id="report"),
    events={"found": Text("发现", "Found"), "handled": Text("处置", "Handled")},
)
A, B = "handling@2026-11-10", "handling@2026-11-12"


def journal(*lines: str) -> Journal:
    """A journal of lines such as `found 10 about=x`, `handled 12 for=A` and `done 12 A`, of November 2026."""
    events, filings = [], []
    for number, line in enumerate(lines, 1):
        name, day, *more = line.split()
        on = d(f"2026-11-{day}")
        said = dict(word.split("=") for word in more if "=" in word)
        ids = {"A": A, "B": B}
        if name == "done":
            filings.append(Filing(ids[more[0]], on, on))
        else:
            closes = ids.get(said.get("for", ""), said.get("for", ""))
            events.append(
                Event(
                    name, on, about=said.get("about", ""), closes=closes, recorded=on, number=number
                )
            )
    return Journal(tuple(events), tuple(filings), since=d("2026-11-01"), entries=len(lines))


@pytest.mark.parametrize(
    ("lines", "closed", "unclear"),
    [
        # the only one that is open on its day
        (["found 10", "handled 10"], {A: "10"}, []),
        (["found 10", "handled 11"], {A: "11"}, []),
        (["found 10", "handled 09"], {}, []),
        (["found 10", "handled 11", "found 12"], {A: "11"}, []),
        (["found 10", "found 12", "handled 11"], {A: "11"}, []),
        # two are open: which one, nobody knows
        (["found 10", "found 12", "handled 12"], {}, [3]),
        (["found 10", "found 12", "handled 13", "handled 14"], {}, [3, 4]),
        # somebody has said which
        (["found 10", "found 12", "handled 13 for=B"], {B: "13"}, []),
        (["found 10", "found 12", "handled 13 for=B", "handled 14"], {B: "13", A: "14"}, []),
        (["found 10", "found 12", "handled 14", "handled 13 for=B"], {B: "13", A: "14"}, []),
        # one of a day that names its deadline comes before one that does not
        (["found 10", "found 12", "handled 13", "handled 13 for=B"], {B: "13", A: "13"}, []),
        # it names what was not open, or is not there
        (["found 10", "handled 09 for=A"], {}, [2]),
        (["found 10", "handled 11 for=handling@2026-11-09"], {}, [2]),
        # only what is about that thing
        (["found 10 about=x", "found 12 about=y", "handled 13 about=y"], {B: "13"}, []),
        (["found 10 about=x", "found 12 about=x", "handled 13 about=x"], {}, [3]),
        (["found 10 about=x", "handled 13 about=y"], {}, []),
        (["found 10", "handled 13 about=y"], {}, []),
        (["found 10 about=x", "handled 13"], {A: "13"}, []),
        # what was filed before is not open; on the day of its filing it may be what was handled
        (["found 10", "found 12", "done 12 A", "handled 13"], {B: "13"}, []),
        (["found 10", "found 12", "done 13 A", "handled 13"], {}, [4]),
        (["found 10", "found 12", "done 14 A", "handled 13"], {}, [4]),
        # each event closes one
        (["found 10", "handled 11", "handled 12"], {A: "11"}, []),
    ],
)  # fmt: skip
def test_what_an_event_closes(lines: list[str], closed: dict[str, str], unclear: list[int]) -> None:
    """An event closes the deadline it names, else the only one that is open on its day; else none."""
    kept = journal(*lines)
    found = closings(clocks_of(LICENSE, kept, TODAY), kept)
    days = {one.deadline: one.on for one in found.filings}
    assert days == {id: d(f"2026-11-{day}") for id, day in closed.items()}
    assert sorted(event.number for event, _ in found.unclear) == unclear


@pytest.mark.parametrize(
    ("lines", "line", "ids"),
    [
        (["found 10"], "handled 11", [A]),
        (["found 10"], "handled 09", []),
        (["found 10"], "found 11", []),
        (["found 10", "found 12"], "handled 11", [A]),
        (["found 10", "found 12"], "handled 12", [A, B]),
        (["found 10 about=x", "found 12 about=y"], "handled 12 about=x", [A]),
        (["found 10", "handled 12 for=A", "found 12"], "handled 12", [B]),
        (["found 10", "done 12 A", "found 12"], "handled 12", [A, B]),
        (["found 10", "done 11 A", "found 12"], "handled 12", [B]),
    ],
)
def test_what_a_new_event_could_close(lines: list[str], line: str, ids: list[str]) -> None:
    """A new entry is asked about what was open on its day, in the order of the days."""
    kept = journal(*lines)
    (event,) = journal(line).events
    assert [start.id for start in fits(clocks_of(LICENSE, kept, TODAY), kept, event)] == ids


def test_a_closed_deadline_is_filed() -> None:
    """What an event closed is filed on the day of the event, and starts the clock of that event."""
    kept = journal("found 10 about=337.com", "handled 11")
    report = compute([LICENSE], calendar(), d("2026-11-24"), journals={LICENSE.file: kept})
    found = {one.id: one for one in report.deadlines}
    one = found[A]
    assert (one.status, one.filed, one.days_early, one.closed_on) == (
        Status.FILED, d("2026-11-11"), -1, d("2026-11-11"),
    )  # fmt: skip
    assert (one.about, one.filed_as) == ("337.com", A)
    assert found["report@2026-11-11"].is_open


def test_a_void_event_closes_nothing() -> None:
    """An event that was undone closes nothing, and what its own event started is open again."""
    kept = journal("found 10", "handled 11")
    found, handled = kept.events
    void = kept._replace(events=(found, handled._replace(void=True)))
    assert closings(clocks_of(LICENSE, void, TODAY), void).filings == ()


@given(
    st.lists(
        st.tuples(st.sampled_from(["found", "handled"]), st.integers(0, 9), st.sampled_from("xy-"))
    )
)
def test_nothing_is_closed_twice_or_too_early(said: list[tuple[str, int, str]]) -> None:
    """Whatever the journal holds: an event closes one deadline at most, begun by then, of its thing."""
    events = tuple(
        Event(
            name,
            d("2026-11-01") + timedelta(days=day),
            about=about.strip("-"),
            recorded=d("2026-11-24"),
            number=number,
        )
        for number, (name, day, about) in enumerate(said, 1)
    )
    kept = Journal(events)
    clocks = clocks_of(LICENSE, kept, TODAY)
    found = closings(clocks, kept)
    ids = [one.deadline for one in found.filings]
    handled = [event for event in events if event.id == "handled"]
    assert len(ids) == len(set(ids)) <= len(handled)
    by_id = {start.id: start for start in clocks}
    for filing in found.filings:
        assert by_id[filing.deadline].step.date <= filing.on
        assert any(
            event.on == filing.on and event.about in ("", by_id[filing.deadline].about)
            for event in handled
        )


@pytest.mark.parametrize(("at", "minutes"), [("09:00", -60), ("07:30", 30), (None, None)])
def test_hours_are_closed_to_the_minute(at: str | None, minutes: int | None) -> None:
    """An event with a time of day closes a period of hours at that time, as a filing does."""
    hours = LICENSE._replace(
        rules=(rule("24 hours after", "found", id="handling", closed_by="handled"),)
    )
    found = Event("found", d("2026-11-10"), at=time(8), recorded=TODAY, number=1)
    handled = Event("handled", d("2026-11-11"), recorded=TODAY, number=2)
    kept = Journal((found, handled._replace(at=at and time.fromisoformat(at))), since=TODAY)
    (one,) = (
        it
        for it in compute([hours], calendar(), TODAY, journals={hours.file: kept}).deadlines
        if it.rule.id == "handling"
    )
    assert (one.status, one.filed, one.minutes_early) == (Status.FILED, d("2026-11-11"), minutes)
