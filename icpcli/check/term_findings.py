"""What the term of a license makes urgent: it is over, or its renewal has no answer (semantics § 6)."""

from collections.abc import Iterator

from icpcli.check.examined import Examined, finding
from icpcli.files.typed_words import to_decide, to_renew
from icpcli.model.deadline import Deadline, LicenseState, Status
from icpcli.model.finding import Finding, Level
from icpcli.model.license import EXPIRES
from icpcli.model.problem import Text

UNANSWERED_WARNING, UNANSWERED_CRITICAL = 60, 30
"""Days to expiry from which a renewal that was filed and not answered is a warning, and critical."""

_BY_LAW = Text(
    "《行政许可法》第五十条：行政机关应当在有效期届满前作出是否准予延续的决定；逾期未作决定的，视为准予延续。"
    "这里只转述，不据此计算",
    "Article 50 of the Administrative License Law: the authority decides before the term ends, and "
    "where it has not decided by then the renewal counts as granted. That is told here, not computed",
)


def on_term(seen: Examined) -> Iterator[Finding]:
    """That the license expired, and that its renewal was filed and is not answered."""
    reported = any(it.filed_as == it.id and it.rule.reports_end for it in seen.deadlines)
    yield from expired(seen.state, reported)
    yield from _followed_too_soon(seen)
    if not seen.state.ended:
        for one in seen.deadlines:
            if _is_filed_renewal(one) and not one.of_an_earlier_term:
                yield from _unanswered(one, seen)
                return


def _followed_too_soon(seen: Examined) -> Iterator[Finding]:
    """A term that another follows in the file, while its renewal is neither filed nor yet due: a typed
    year too far would silence the most important deadline of all."""
    for one in seen.deadlines:
        ahead = one.due is not None and one.due >= seen.as_of
        if one.of_an_earlier_term and ahead and one.rule.renews and one.status is Status.PAST:
            done = f"{seen.license.command('done')} {one.id} --on"
            words = Text(
                f"已写入下一期（至 {seen.license.expires}），而 {one.id} 还没到期，也没有办理记录，不再提醒："
                f"日期抄对了吗？办理过的，补记：{done} 日期",
                f"The next term (to {seen.license.expires}) is in the file, while {one.id} is not yet "
                "due and no journal says that it was filed: nobody is reminded of it any more. Are the "
                f"dates right? If it was filed: {done} DATE",
            )
            days = [day for day in (one.due, seen.license.issued) if day]
            yield finding("followed-too-soon", seen.license, words, *days, level=Level.WARNING)


def expired(state: LicenseState, reported: bool) -> Iterator[Finding]:
    """That the term is over, and the file does not say that this was meant."""
    license, day = state.license, state.license.expires
    if day and state.days_to_expiry is not None and state.days_to_expiry < 0 and not state.ended:
        zh, en = f"许可证已过期（有效期至 {day}）", f"The license expired on {day}"
        if reported:
            how = to_decide(license, "no")
            zh += f"；终止经营报告已提交，请{how.zh}"
            en += f"; its end was reported: {how.en}"
        yield finding("expired", license, Text(zh, en), day, level=Level.CRITICAL)


def _is_filed_renewal(one: Deadline) -> bool:
    return one.filed_as == one.id and one.trigger == EXPIRES and one.rule.renews


def _unanswered(one: Deadline, seen: Examined) -> Iterator[Finding]:
    """A filed renewal is not yet a license: the new term must stand in the file."""
    days, day = seen.state.days_to_expiry, seen.license.expires
    if day is None or days is None or days > UNANSWERED_WARNING or not one.filed:
        return
    renew = to_renew(seen.license)
    zh = (
        f"{one.filed} 已办理“{one.rule.title.zh}”，有效期仍是 {day}：请向发证机关催问；"
        f"新证到手后：{renew.zh}"
    )
    en = (
        f"The renewal was filed on {one.filed}, and the term still ends on {day}: ask the authority; "
        f"when the new paper comes, {renew.en}"
    )
    if days < 0:
        zh, en = f"{zh}。{_BY_LAW.zh}", f"{en}. {_BY_LAW.en}"
    level = Level.CRITICAL if days <= UNANSWERED_CRITICAL else Level.WARNING
    words = Text(zh, en)
    yield finding(
        "renewal-unanswered", seen.license, words, day, level=level, clause=one.rule.basis
    )
