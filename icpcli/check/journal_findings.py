"""What a journal leaves open: gates not waited for, questions not answered, likely slips."""

from bisect import bisect_left
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from icpcli.calendar.workdays import Day
from icpcli.check.examined import Examined, finding
from icpcli.files.typed_words import quote
from icpcli.model.deadline import Status
from icpcli.model.finding import Finding, Level
from icpcli.model.journal import NEAR, NEVER_DONE, Event, is_long_ago
from icpcli.model.license import Rule
from icpcli.model.problem import Text

UNKNOWN_DEADLINE = "unknown-deadline"
WAIVED_PAST_DUE = "waived-past-due"


def gates(seen: Examined) -> Iterator[Finding]:
    """A change that was carried out needs an approval of its own, on that day or before.

    Not one from before its decision: that was given for something else.
    """
    for rule in seen.license.rules:
        if not rule.gate:
            continue
        approvals = [*seen.days.get(rule.approved, ())]
        decisions = deque(sorted(day for it in rule.triggers for day in seen.days.get(it, ())))
        for day in seen.days.get(rule.carried_out, ()):
            decided = decisions.popleft() if decisions and decisions[0] <= day else date.min
            i = bisect_left(approvals, decided)
            if i < len(approvals) and approvals[i] <= day:
                del approvals[i]
            else:
                yield _breach(seen, rule, day, approvals[i : i + 1])


def _breach(seen: Examined, rule: Rule, day: date, approval: list[date]) -> Finding:
    """A gate that was not waited for. As long as that is waived, it only informs."""
    later = f"；{approval[0]} 才获批准" if approval else "；没有批准的记录"
    after = f"; approved only on {approval[0]}" if approval else "; no approval is recorded"
    id = f"{rule.carried_out}@{day}"
    waived = max((it.last_day_of_a_finding for it in seen.waivers.get(id, ())), default=date.min)
    quiet = seen.as_of <= waived
    zh = f"{rule.title.zh}（{rule.id}）：{day} 已实施，而须先获批准{later}"
    en = f"{rule.id} was carried out on {day}, before its approval{after}"
    if quiet:
        zh, en = f"{zh}（暂缓提醒至 {waived}）", f"{en} (waived until {waived})"
    level = Level.INFO if quiet else Level.CRITICAL
    words, dates = Text(zh, en), (day, *approval)
    found = finding("gate-breached", seen.license, words, *dates, level=level, clause=rule.basis)
    return found._replace(waivable=id)


def questions(seen: Examined) -> Iterator[Finding]:
    """An event that asks about another one is in the open until one knows whether that runs, too."""
    for event, asked in seen.license.asks.items():
        rule = seen.started_by.get(asked)
        if rule is None:
            continue
        changes = [
            it
            for it in seen.journal.events
            if it.id == event and not it.void and it.answer is not False
        ]
        for change in _unexplained(changes, seen.days.get(asked, ())):
            yield _question(seen, change, asked, rule)


def _question(seen: Examined, change: Event, asked: str, rule: Rule) -> Finding:
    titles, day = seen.license.events, change.on
    record = seen.license.command("record")
    if change.answer:
        words = Text(
            f"{day} 的“{titles[change.id].zh}”涉及“{titles[asked].zh}”，但没有记录那一天：{record} {asked} --on 日期",
            f'{change.id} on {day} goes with "{titles[asked].en}", and the day of that is not '
            f"recorded: {record} {asked} --on DATE",
        )
    else:
        # Two commands, and not yes|no: pasted into a shell, that would record a yes.
        # Without what it is about, it would be recorded as one more change of that day.
        about = f" --about {quote(change.about)}" if change.about else ""
        yes, no = (f"{record} {change.id} --on {day}{about} --answer {it}" for it in ("yes", "no"))
        words = Text(
            f"{day} 的“{titles[change.id].zh}”是否涉及“{titles[asked].zh}”？涉及：{yes}；不涉及：{no}；"
            "还不清楚就先不答，会一直提醒",
            f'Does {change.id} on {day} go with "{titles[asked].en}"? If it does: {yes}; if not: {no}; '
            "as long as nobody knows, leave it open",
        )
    return finding(
        "open-question", seen.license, words, day, level=Level.WARNING, clause=rule.basis
    )


def _unexplained(changes: list[Event], days: Iterable[date]) -> list[Event]:
    """The changes that nothing of `days` explains: each of them explains the nearest one.

    One that lies far off may be about something else: it explains only a change of which somebody
    has said that there is such a day.
    """
    left = _ByDay(changes)
    far = [day for day in days if not left.take_nearest(day, NEAR)]
    answered = _ByDay([it for it in left.events if it.answer])
    explained = [it for day in far if (it := answered.take_nearest(day, timedelta.max))]
    gone = {id(it) for it in explained}
    return [it for it in left.events if id(it) not in gone]


class _ByDay:
    """Events in the order of their days, of which one can be taken out."""

    def __init__(self, events: Iterable[Event]) -> None:
        self.events = sorted(events, key=lambda event: event.on)
        self._days = [event.on for event in self.events]

    def take_nearest(self, day: date, reach: timedelta) -> Event | None:
        """The event nearest to `day`, the earlier of two; None where none lies within `reach`."""
        i = bisect_left(self._days, day)
        near = [j for j in (i - 1, i) if 0 <= j < len(self._days)]
        best = min(near, key=lambda j: (abs(self._days[j] - day), j), default=None)
        if best is None or abs(self._days[best] - day) > reach:
            return None
        # Of several on one day the first, as the journal has them.
        best = bisect_left(self._days, self._days[best])
        del self._days[best]
        return self.events.pop(best)


def unclear(seen: Examined) -> Iterator[Finding]:
    """An entry that is meant to close a deadline, and closes none: the deadline stays open."""
    for one in seen.unclear:
        event = one.event
        rules = (it for it in seen.license.rules if it.closed_by == event.id)
        name = Text(
            f"第 {event.number} 条（{event.id} {event.on}）",
            f"Entry {event.number} ({event.id} {event.on})",
        )
        fits = Text("、".join(one.fits), ", ".join(one.fits))
        undo = f"{seen.license.command('undo')} {event.number} --reason"
        words = (
            Text(
                f"{name.zh}可以办结 {fits.zh} 中的任一项，因此一项也没有办结：请作废这一条（{undo} 原因），再用 --for 重新记录",
                f"{name.en} could close any of {fits.en}, and so closes none: {undo} TEXT, "
                "then record it again with --for",
            )
            if one.fits
            else Text(
                f"{name.zh}指明办结 {event.closes}，而它在那天不是待办的：请作废这一条（{undo} 原因），再重新记录",
                f"{name.en} is for {event.closes}, which was not open on that day: {undo} TEXT, "
                "then record it again",
            )
        )
        yield finding(
            "unclear-closing",
            seen.license,
            words,
            event.on,
            level=Level.WARNING,
            clause=next((rule.basis for rule in rules), ""),
        )


def waived(seen: Examined) -> Iterator[Finding]:
    """What was due while nobody wanted to be asked about it is still not filed."""
    for one in seen.deadlines:
        if one.status is Status.WAIVED and one.due and one.waived_until and seen.as_of > one.due:
            words = Text(
                f"{one.id} 的法定最后一日 {one.due} 已过，暂缓提醒至 {one.waived_until}",
                f"{one.id} was due on {one.due}, and is waived until {one.waived_until}",
            )
            dates = one.due, one.waived_until
            yield finding(WAIVED_PAST_DUE, seen.license, words, *dates, clause=one.rule.basis)


def slips(seen: Examined) -> Iterator[Finding]:
    """Events on a day off, long before they were recorded, or after the license came to its end."""
    for one in seen.journal.events:
        if one.void:
            continue
        rule = seen.started_by.get(one.id)
        clause = rule.basis if rule else ""
        if seen.calendar.day(one.on) is Day.OFF:
            words = Text(
                f"{one.id} 记录在 {one.on}，这天是休息日：日期对吗？",
                f"{one.id} is recorded on {one.on}, a day off: is that the day?",
            )
            yield finding("event-on-day-off", seen.license, words, one.on, clause=clause)
        if one.recorded and is_long_ago(one.on, one.recorded):
            words = Text(
                f"{one.id} 记录在 {one.on}，比记录日 {one.recorded} 早一年以上：年份对吗？",
                f"{one.id} is recorded on {one.on}, more than a year before {one.recorded}, when "
                "it was recorded: is that the year?",
            )
            yield finding("event-long-ago", seen.license, words, one.on, clause=clause)
        if seen.state.ended and one.on > seen.state.ended:
            words = Text(
                f"{one.id} 记录在 {one.on}，许可证已于 {seen.state.ended} 终止：不再起算期限",
                f"{one.id} is recorded on {one.on}, after the license ended on {seen.state.ended}: "
                "it starts nothing",
            )
            yield finding("event-after-end", seen.license, words, one.on, clause=clause)


def references(seen: Examined) -> Iterator[Finding]:
    """A filing of a deadline that there is not, and two of one."""
    journal = seen.journal
    known = {one.id for one in seen.deadlines}
    known |= {f"{NEVER_DONE}:{rule.id}" for rule in seen.license.rules if rule.recurs}
    known |= {
        f"{rule.carried_out}@{day}"
        for rule in seen.license.rules
        if rule.gate
        for day in seen.days.get(rule.carried_out, ())
    }
    filed: defaultdict[str, list[date]] = defaultdict(list)
    for filing in journal.filings:
        filed[filing.deadline].append(filing.on)
    for id in dict.fromkeys([*filed, *(one.deadline for one in journal.waivers)]):
        if id not in known:
            words = Text(
                f"办理台账里写着 {id}，但没有这项期限（许可证或事件变了？）",
                f"The journal speaks of {id}, and there is no such deadline",
            )
            yield finding(UNKNOWN_DEADLINE, seen.license, words)
        elif len(filed.get(id, ())) > 1:
            days = sorted(filed[id])
            words = Text(
                f"{id} 记录了 {len(days)} 次办理，以最早的 {days[0]} 为准",
                f"{id} is recorded as filed {len(days)} times; the first, {days[0]}, counts",
            )
            yield finding("filed-twice", seen.license, words, *days)
