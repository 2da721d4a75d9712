"""Two editions of a calendar, merged by tools that are not ours: the newer one holds."""

from collections.abc import Iterator
from datetime import date

import pytest
import recurring_ical_events
from calendars import entries_of, ics, report_of, written
from icalendar import Calendar, Event
from mergecal import merge_calendars
from samples import BUNDLED, DAY, d, it, license_with, rule

from icpcli.model.deadline import Report
from icpcli.model.journal import Filing, Journal, Waiver

ONCE = license_with(rule("30 days after", id="once"))
HAPPENED = it("2026-11-20")
FILED = Filing("once@2026-11-20", d("2026-11-27"), d("2026-11-27"))
WAIVED = Waiver("once@2026-11-20", d("2027-03-01"), "why", d("2026-12-28"))
UNDONE = HAPPENED._replace(void=True, undone=d("2026-11-27"))
FIRST, LAST = date(2020, 1, 1), date(2040, 1, 1)


def once(as_of: str, entries: int, **journal: object) -> Report:
    known = Journal((HAPPENED,), entries=entries)._replace(**journal)
    return report_of(ONCE, as_of=as_of, journal=known)


def bundled(as_of: str, expires: str = "2028-07-01") -> Report:
    return report_of(BUNDLED._replace(expires=d(expires)), as_of=as_of)


EDITIONS = {
    "a day later": (bundled("2026-11-24"), bundled("2026-11-25")),
    "an earlier date": (bundled("2026-11-24"), bundled("2026-11-25", "2028-06-01")),
    "a later date": (bundled("2026-11-24"), bundled("2026-11-25", "2028-08-01")),
    "late": (bundled("2028-03-20"), bundled("2028-04-01")),
    "later still": (bundled("2028-04-01"), bundled("2028-04-09")),
    "filed": (once("2026-11-24", 1), once("2026-11-27", 2, filings=(FILED,))),
    "filed on that day": (once("2026-11-27", 1), once("2026-11-27", 2, filings=(FILED,))),
    "a filing undone": (once("2026-11-27", 2, filings=(FILED,)), once("2026-11-27", 3)),
    "an event undone": (once("2026-11-27", 1), once("2026-11-27", 2, events=(UNDONE,))),
    "waived when late": (once("2026-12-27", 1), once("2026-12-28", 2, waivers=(WAIVED,))),
    "a waiver over": (
        once("2027-03-01", 2, waivers=(WAIVED,)),
        once("2027-03-02", 2, waivers=(WAIVED,)),
    ),
}


def shown(*editions: bytes) -> dict[str, Event]:
    """What a reader of calendars makes of several editions in one: by UID, one event each."""
    merged = merge_calendars([Calendar.from_ical(edition) for edition in editions])
    found = recurring_ical_events.of(merged).between(FIRST, LAST)
    by_uid = {str(event["uid"]): event for event in found}
    assert len(by_uid) == len(found)
    return by_uid


def lines(event: Event) -> bytes:
    return event.to_ical()


def both_ways(older: bytes, newer: bytes) -> Iterator[dict[str, Event]]:
    yield shown(older, newer)
    yield shown(newer, older)


@pytest.mark.parametrize(("older", "newer"), EDITIONS.values(), ids=EDITIONS)
@pytest.mark.parametrize("style", ["auto", "events"])
def test_the_newer_edition_holds(older: Report, newer: Report, style: str) -> None:
    """Of every entry that both editions have, the newer one's day, title and status hold, in whichever
    order they are merged; and no open deadline is left with a day of the older one."""
    alone = shown(ics(newer, style))
    for merged in both_ways(ics(older, style), ics(newer, style)):
        assert {uid: lines(merged[uid]) for uid in alone} == {
            uid: lines(event) for uid, event in alone.items()
        }
        left = {uid: event for uid, event in merged.items() if uid not in alone}
        as_of = newer.as_of
        assert all(event["dtstart"].dt < as_of for event in left.values())


def test_without_a_sequence_the_older_would_hold() -> None:
    """The tools are judges: with one number for ever, they would keep what was merged first."""
    older, newer = (
        written([one._replace(sequence=0) for one in entries_of(report)], report)
        for report in EDITIONS["an earlier date"]
    )
    merged = shown(older, newer)
    alone = shown(newer)
    assert any(lines(merged[uid]) != lines(event) for uid, event in alone.items())


@pytest.mark.parametrize("word", ["filed", "an event undone", "waived when late"])
def test_what_is_closed_is_cancelled(word: str) -> None:
    """`done`, `undo` and a waiver of what is late cancel each entry that a calendar had."""
    older, newer = EDITIONS[word]
    held = shown(ics(older))
    for merged in both_ways(ics(older), ics(newer)):
        assert {str(merged[uid].get("status")) for uid in held} == {"CANCELLED"}


@pytest.mark.parametrize("word", ["a filing undone", "a waiver over"])
def test_what_is_open_again_is_back(word: str) -> None:
    """What comes back is no longer cancelled."""
    older, newer = EDITIONS[word]
    for merged in both_ways(ics(older), ics(newer)):
        assert {merged[uid].get("status") for uid in shown(ics(newer))} == {None}


def test_today_moves_from_day_to_day() -> None:
    """A calendar into which every day's edition is imported holds one entry for today, not one a day."""
    editions = [ics(once(str(d("2026-12-21") + n * DAY), 1)) for n in range(10)]
    merged = shown(*editions)
    days = sorted(str(event["dtstart"].dt) for event in merged.values())
    assert days == ["2026-12-18", "2026-12-30"]
