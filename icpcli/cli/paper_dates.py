"""The dates of a paper that `icp import` reads: what a machine read from a picture, a person confirms.

In hundreds of readings of dates under a seal some were wrong, plausible and sure of themselves. A
person and a machine err independently: so the date is typed without being shown what was read.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from icpcli.cli.dialogue import somebody_answers, typed_line
from icpcli.cli.output import Output, write_stderr
from icpcli.cli.values import calendar_date
from icpcli.importers.certificate.read import Certificate
from icpcli.importers.certificate.term import not_whole
from icpcli.license.form import DATES
from icpcli.model.problem import IcpError, Problem, Text
from icpcli.render.words import say

_LABELS = {
    "issued": Text("发证日期", "Date of issue (发证日期)"),
    "expires": Text("有效期至", "Valid until (有效期至)"),
}
_WHY = Text(
    "图片上的日期机器会读错，所以请看着纸质证书自己输入（年-月-日）；看不清就直接回车，先空着：",
    "A machine misreads dates in pictures, so type each from the paper (YYYY-MM-DD); where you "
    "cannot read it, press Enter and it stays empty:",
)
_NOT_IN_THE_PICTURE = Text(
    "照纸质证书输入，图片上没有读出；请再核对一遍",
    "typed from the paper, not read from the picture: compare once more",
)
_NOT_IN_THE_TEXT = Text(
    "照纸质证书输入，文字里没有读出；请再核对一遍",
    "typed from the paper, not read from the text: compare once more",
)
_NOT_TYPED = Text(
    "图片上的日期不作数：请照纸质证书填写，或加 --{name} 重新导入",
    "a date in a picture is not believed: fill it in from the paper, or import again with --{name}",
)


class Given(NamedTuple):
    """What the options say of one date: `typed` is to be compared, `accepted` goes over what was read."""

    typed: date | None = None
    accepted: date | None = None

    @property
    def day(self) -> date | None:
        """The day that is meant."""
        return self.accepted or self.typed


class Confirmed(NamedTuple):
    """The dates to be written, and what is said beside each."""

    days: Mapping[str, date | None]
    remarks: Mapping[str, Text]


def given_dates(typed: Mapping[str, str | None], accepted: Mapping[str, str]) -> dict[str, Given]:
    """What the options say of each date. Raises `IcpError` (`bad_date`) where that is none."""
    return {
        name: Given(
            calendar_date(f"--{name}", text) if (text := typed[name]) else None,
            calendar_date("--accept", accepted[name]) if name in accepted else None,
        )
        for name in DATES
    }


def confirm(
    certificate: Certificate, given: Mapping[str, Given], places: Mapping[str, str], out: Output
) -> Confirmed:
    """The dates of a paper; `places` say where each is printed.

    Raises `IcpError` (`bad_date`) where an option says another day than was read.
    """
    _refuse_others(certificate, given, places)
    days: dict[str, date | None] = {}
    remarks: dict[str, Text] = {}
    asks = certificate.picture and somebody_answers() and not all(it.day for it in given.values())
    if asks:
        write_stderr(say(_WHY, out.lang))
    for name in DATES:
        read = certificate.days.get(name, ())
        day = given[name].day
        if asks and not day:
            day = _typed(name, read, places[name], out)
        days[name] = day or (None if certificate.picture else getattr(certificate.paper, name))
        if remark := _remark(name, day, read, certificate):
            remarks[name] = remark
    return Confirmed(days, remarks)


def not_whole_term(days: Mapping[str, date | None], years: int) -> Text | None:
    """What is said of a term that is not as long as the form's."""
    issued, expires = days["issued"], days["expires"]
    return not_whole(issued, expires, years) if issued and expires else None


def _refuse_others(
    certificate: Certificate, given: Mapping[str, Given], places: Mapping[str, str]
) -> None:
    problems = []
    for name, (typed, accepted) in given.items():
        read = certificate.days.get(name, ())
        if typed and read and typed not in read and accepted != typed:
            message = Text(
                f"输入的是 {typed}，读出的是 {_days(read)}（{places[name]}）：请再看纸质证书；"
                f"确是 {typed} 就加 --accept {name}={typed}",
                f"typed {typed}, read {_days(read)} ({places[name]}): look at the paper again; "
                f"if it says {typed}: --accept {name}={typed}",
            )
            problems.append(Problem("", 0, 0, f"--{name}", message))
    if problems:
        raise IcpError("bad_date", problems)


def _remark(
    name: str, day: date | None, read: Sequence[date], certificate: Certificate
) -> Text | None:
    """What is said beside a date: that it is missing, or that only a person read it."""
    if not day:
        if certificate.picture:
            return _NOT_TYPED.filled(name=name)
        return certificate.doubts.get(name)
    if day in read:
        return None
    if not read:
        return _NOT_IN_THE_PICTURE if certificate.picture else _NOT_IN_THE_TEXT
    return Text(
        f"照纸质证书输入；机器读作 {_days(read)}，请再核对一遍",
        f"typed from the paper; the machine read {_days(read)}: compare once more",
    )


def _typed(name: str, read: Sequence[date], place: str, out: Output) -> date | None:
    """The date that a person types; where that is not what was read, twice more, having seen both."""
    day = _ask(name, out)
    while day and read and day not in read:
        out.note(
            Text(
                f"输入的是 {day}，机器读出的是 {_days(read)}（{place}）：请再看纸质证书，再输入两遍",
                f"you typed {day}, the machine read {_days(read)} ({place}): look at the paper "
                "again, and type it twice more",
            )
        )
        day = _ask(name, out)
        if not day or day in read:
            break
        again = _ask(name, out)
        if again == day or not again or again in read:
            return again
        day = again
    return day


def _ask(name: str, out: Output) -> date | None:
    """A date that is typed; None for an empty line, and at the end of the input."""
    while True:
        write_stderr(f"{say(_LABELS[name], out.lang)}:")
        line = typed_line(f"--{name}").strip()
        if not line:
            return None
        try:
            return calendar_date(f"--{name}", line)
        except IcpError as error:
            for problem in error.problems:
                out.note(problem.message)


def _days(days: Sequence[date]) -> str:
    return " / ".join(map(str, days))
