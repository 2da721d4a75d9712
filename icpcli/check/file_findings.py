"""What a license file shows by itself: what it lacks, and what cannot be right (semantics § 6)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from icpcli.check.examined import finding
from icpcli.files.typed_words import to_write
from icpcli.model.deadline import Copy
from icpcli.model.finding import Finding, Level
from icpcli.model.license import Duty, License, Rule
from icpcli.model.problem import Text

_PLACES = ("file", "options", "ledger", "row", "general")
"""Where a license stands, and what follows from its kind: no difference between two files."""
_MOST_FIELDS = 3
"""So many of the fields in which two files differ are named."""


def on_files(licenses: Sequence[License], copies: Iterable[Copy] = ()) -> Iterator[Finding]:
    """The findings on license files: warnings until the file is mended, and what is left out."""
    for license in licenses:
        yield from _no_renewal_rule(license)
        yield from _half_pairs(license)
        yield from _unread_sentences(license)
        yield from _left_out(license)
    yield from _copies(copies)
    yield from _differing(licenses)


def on_paper(license: License) -> Iterator[Finding]:
    """What the certificate should say and does not: likely slips of the pen."""
    if not license.issuer.strip() and not license.ledger:
        words = Text(
            "发证机关空白：递交材料前请确认“原发证机关”是谁",
            "The issuer is blank: find out who 原发证机关 is before something must go there",
        )
        yield finding("issuer-empty", license, words)
    if license.issued and license.expires and not _whole_years(license.issued, license.expires):
        words = Text(
            f"有效期 {license.issued} 至 {license.expires} 不是整年：日期抄对了吗？",
            f"The term, {license.issued} to {license.expires}, is not a whole number of years: "
            "are the dates those of the paper?",
        )
        yield finding("term-not-whole-years", license, words, license.issued, license.expires)


def on_quotes(license: License, certificate: str) -> Iterator[Finding]:
    """The quotes that are not in the text of the certificate, whatever its blanks and width."""
    if not certificate:
        return
    from icpcli.files.chinese_print import fold

    def squeezed(text: str) -> str:
        return "".join(fold(text).split())

    printed = squeezed(certificate)
    quoted: list[Rule | Duty] = [*license.rules, *license.duties]
    for one in quoted:
        if not one.rule_set and squeezed(one.quote) not in printed:
            words = Text(
                f"证书的文字里没有这句话：{one.quote}（{one.title.zh}）",
                f"Not in the text of the certificate: {one.quote} ({one.title.en})",
            )
            yield finding("quote-not-found", license, words, clause=one.basis)


_ADD_THE_RULE = Text(
    "请照纸质证书补上；确实没有的，在 license 下写 no_renewal: 原因",
    "add the rule from the paper; if there is none, write no_renewal: REASON under license",
)


def _no_renewal_rule(license: License) -> Iterator[Finding]:
    """A term that ends, and no word of what must be filed before it does."""
    known = license.no_renewal or any(rule.renews for rule in license.rules)
    if license.expires is None or license.ended or known:
        return
    way = to_write(license, "no_renewal: REASON") if license.ledger else _ADD_THE_RULE
    words = Text(
        f"有效期至 {license.expires}，却没有延续许可证的规则（trigger: expires）：{way.zh}",
        f"It is valid until {license.expires}, and no rule says how to renew it (trigger: expires): "
        f"{way.en}",
    )
    yield finding("no-renewal-rule", license, words, license.expires, level=Level.WARNING)


def _half_pairs(license: License) -> Iterator[Finding]:
    """A rule whose alternative is not there, or does not name it in turn."""
    rules = {rule.id: rule for rule in license.rules}
    for rule in license.rules:
        other = rules.get(rule.alternative)
        if not rule.alternative or (other and rule.is_paired_with(other)):
            continue
        words = (
            Text(
                f"规则 {rule.id} 与 {rule.alternative} 二选一，而文件里没有 {rule.alternative}："
                "请照纸质证书补上；确实没有的，删去 alternative",
                f"The rule {rule.id} names {rule.alternative} as its alternative, and the file has "
                f"no such rule: add it from the paper; if there is none, delete the alternative",
            )
            if other is None
            else Text(
                f"规则 {rule.id} 与 {rule.alternative} 二选一，而 {rule.alternative} 没有反过来写："
                "两条应互写 alternative，一条 only_if: continuing，一条 only_if: not continuing",
                f"The rule {rule.id} names {rule.alternative} as its alternative, and not the other "
                "way round: each must name the other, one with only_if: continuing, one with "
                "only_if: not continuing",
            )
        )
        yield finding(
            "half-pair",
            license,
            words,
            level=Level.WARNING,
            clause=rule.basis,
            line=rule.line,
        )


def _unread_sentences(license: License) -> Iterator[Finding]:
    """What `icp import` could make no rule of is nobody's deadline yet."""
    for one in license.unread:
        words = Text(
            f"这句话有期限，还没有写成规则：“{one.text}”。请照纸质证书写成规则或义务（duties），"
            "再从 unread 里删去",
            f'This sentence names a period, and no rule does: "{one.text}". Write the rule, or the '
            "duty, from the paper, then delete it from unread",
        )
        yield finding(
            "unread-sentence",
            license,
            words,
            level=Level.WARNING,
            clause=one.clause,
            line=one.line,
        )


def _left_out(license: License) -> Iterator[Finding]:
    """The rules of its sets that a license cannot have, told once for each reason."""
    why: defaultdict[Text, list[str]] = defaultdict(list)
    for one in license.left_out:
        why[one.why].append(one.rule)
    for reason, rules in why.items():
        words = Text(
            f"规则集里没有用上的规则：{'、'.join(rules)}：{reason.zh}",
            f"Left out of the rule sets: {', '.join(rules)}: {reason.en}",
        )
        yield finding("rules-left-out", license, words)


def _copies(copies: Iterable[Copy]) -> Iterator[Finding]:
    for copy in copies:
        kept = copy.license
        words = Text(
            f"{copy.file} 与 {kept.file} 是同一份许可证，内容相同：只计算一次，请只保留一份",
            f"{copy.file} is the license of {kept.file} once more, word for word: it is answered "
            "once; keep one of the two",
        )
        yield finding("duplicate-license", kept, words, level=Level.WARNING)


def _differing(licenses: Iterable[License]) -> Iterator[Finding]:
    """Files of one number that say different things: nobody but the holder knows which is right."""
    by_number: defaultdict[object, list[License]] = defaultdict(list)
    for license in licenses:
        # A ledger may hold papers of several kinds under one number; two files may not.
        by_number[license.number, license.kind if license.ledger else ""].append(license)
    for first, *others in by_number.values():
        for other in others:
            fields = _fields_that_differ(first, other)[:_MOST_FIELDS]
            zh, en = "、".join(fields), ", ".join(fields)
            words = Text(
                f"{other.file} 与 {first.file} 的编号相同，而 {zh} 不同：两份都计算，请只保留对的一份",
                f"{other.file} and {first.file} have one number and differ in {en}: both are "
                "answered; keep the one that is right",
            )
            yield finding("duplicate-license", other, words, level=Level.WARNING)


def _fields_that_differ(one: License, other: License) -> list[str]:
    """The keys of the file, as `expires` or `rules.renewal`; `journal` where only that differs."""
    found = []
    for name in License._fields:
        mine, theirs = getattr(one, name), getattr(other, name)
        if name == "rules":
            found += [f"rules.{id}" for id in _rules_that_differ(mine, theirs)]
        elif name == "unread":
            texts = ([(it.clause, it.text) for it in unread] for unread in (mine, theirs))
            found += ["unread"] if next(texts) != next(texts) else []
        elif name not in _PLACES and mine != theirs:
            found.append(name)
    return found or ["journal"]


def _rules_that_differ(mine: Iterable[Rule], theirs: Iterable[Rule]) -> list[str]:
    rules = [{rule.id: rule._replace(line=0, file="") for rule in some} for some in (mine, theirs)]
    ids = dict.fromkeys([*rules[0], *rules[1]])
    return [id for id in ids if rules[0].get(id) != rules[1].get(id)]


def _whole_years(issued: date, expires: date) -> bool:
    """Whether the term ends on the day of its issue, or on the day before that, some years later."""
    day = timedelta(days=1)
    ends = (expires, expires + day) if expires < date.max else (expires,)
    leap_day = (issued.month, issued.day) == (2, 29)
    starts = {(issued.month, issued.day), (2, 28) if leap_day else (issued.month, issued.day)}
    if leap_day:
        starts.add((3, 1))
    return any((end.month, end.day) in starts and end.year > issued.year for end in ends)
