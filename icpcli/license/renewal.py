"""A new term of a license: whether it follows, and the lines of the file that say so (semantics § 6)."""

from collections.abc import Iterator
from datetime import date, timedelta

from icpcli.files.fields import read_data
from icpcli.files.line_edit import LineEdit, NotEditableError
from icpcli.model.license import License, Term
from icpcli.model.problem import IcpError, Problem, Text, refusal

_DAY = timedelta(days=1)


def renewed(license: License, term: Term, number: str) -> License:
    """The license in its new term, under its new number where there is one.

    Raises `IcpError` (`bad_usage`) where the term does not follow the last one: both of its days
    must be later.
    """
    last, expires = license.term, term.expires
    if last.expires is None or expires is None:
        raise _refused("--expires", _NO_END)
    if license.ended:
        raise _refused("--issued", _ended(license.ended.on))
    if expires <= term.begins:
        raise _refused("--expires", _ends_first(term))
    if term.begins <= last.begins or expires <= last.expires:
        option = "--issued" if term.begins <= last.begins else "--expires"
        raise _refused(option, _does_not_follow(term, last))
    if number and number in (license.number, *license.earlier_numbers):
        raise _refused(
            "--number", Text(f"已经有编号 {number}", f"{number} is a number that it has")
        )
    had = (*license.earlier_numbers, license.number) if number else license.earlier_numbers
    return license._replace(
        issued=term.issued,
        expires=expires,
        earlier_terms=license.terms,
        number=number or license.number,
        earlier_numbers=had,
    )


def edited(data: bytes, before: License, after: License) -> LineEdit:
    """The license file `data` with the new term in it, and nothing else changed.

    Raises `IcpError` (`cannot_write`) where one of the values is written in a way that cannot be
    changed in place.
    """
    root = read_data(data, before.file, "invalid_license")
    assert root is not None, "a license is more than comments"
    paper = root.entries()["license"]
    fields, edit = paper.entries(), LineEdit(data)
    try:
        old = {"issued": str(before.issued), "expires": str(before.expires)}
        edit.append(paper, "expires", "earlier_terms", old)
        edit.replace(fields["issued"], str(after.issued))
        edit.replace(fields["expires"], str(after.expires))
        if after.number != before.number:
            edit.append(paper, "number", "earlier_numbers", before.number)
            edit.replace(fields["number"], after.number)
    except NotEditableError:
        raise by_hand(before, after) from None
    return edit


def by_hand(before: License, after: License) -> IcpError:
    """What to say where the file is written in a way that only a person can change."""
    line = f"earlier_terms: [{{issued: {before.issued}, expires: {before.expires}}}]"
    now = f"issued: {after.issued}, expires: {after.expires}"
    words = Text(
        f"这个文件的写法不能逐行修改，没有写入：请自己改为 {now}，并加上 {line}",
        f"the way this file is written cannot be changed line by line, and nothing was: write {now} "
        f"and {line} yourself",
    )
    return IcpError("cannot_write", [Problem(before.file, 1, 1, "license", words)])


def notes_on(before: License, after: License) -> Iterator[Text]:
    """What is no mistake and should be known of a new term."""
    assert before.expires
    if after.term.begins > before.expires + _DAY:
        first, last = before.expires + _DAY, after.term.begins - _DAY
        yield Text(
            f"{first} 至 {last} 没有有效期：新证的日期抄对了吗？",
            f"no term covers {first} to {last}: are the dates those of the new paper?",
        )
    if after.continuing is not None:
        word = "yes" if after.continuing else "no"
        yield Text(
            f"continuing: {word} 从现在起说的是 {after.expires} 届满的这一期：还没决定的，改为 undecided",
            f"continuing: {word} now speaks of the term that ends on {after.expires}: while that is "
            "not decided, write undecided",
        )


def _refused(option: str, words: Text) -> IcpError:
    return refusal("bad_usage", option, words)


_NO_END = Text(
    "这份许可证没有有效期届满日，不需要延续", "this license has no end, and needs no renewal"
)


def _ended(on: date) -> Text:
    return Text(
        f"文件里写着 ended：许可证已于 {on} 终止；不是的话，先删去 ended",
        f"the file says ended: the license came to its end on {on}; if it did not, delete that first",
    )


def _ends_first(term: Term) -> Text:
    return Text(
        f"届满日 {term.expires} 不晚于起始日 {term.issued}：是不是写反了？",
        f"the last day {term.expires} is not after the first, {term.issued}: are they swapped?",
    )


def _does_not_follow(term: Term, last: Term) -> Text:
    return Text(
        f"{term.issued} 至 {term.expires} 不接在现在的有效期 {last.issued} 至 {last.expires} 之后："
        "起止两日都必须更晚",
        f"{term.issued} to {term.expires} does not follow the present term of {last.issued} to "
        f"{last.expires}: both of its days must be later",
    )
