"""What one command line asks: its shared options, and what they name, read when first needed."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from icpcli.cli import CANNOT_ANSWER
from icpcli.cli.license_files import (
    NO_LICENSE,
    Calendars,
    all_at_once,
    is_ledger,
    license_paths,
    license_places,
    open_possible_calendars,
    own_license_paths,
    read_notices,
    read_possible_licenses,
    said_of,
)
from icpcli.cli.options import Options
from icpcli.cli.output import open_output, write_stderr
from icpcli.cli.values import named_day, now
from icpcli.deadlines.report import DEFAULT_ALERT, compute
from icpcli.files.typed_words import quote, unknown
from icpcli.model.deadline import Report
from icpcli.model.journal import Event, Journal
from icpcli.model.license import Alert, License
from icpcli.model.problem import UNREADABLE_ROW, IcpError, Text, refusal
from icpcli.render.formats.table import Formats
from icpcli.render.words import problem_line

if TYPE_CHECKING:
    from icpcli.calendar.notice import Notice
    from icpcli.license.ledger_licenses import Licenses
    from icpcli.model.finding import Finding
    from icpcli.model.verdict import Unread
    from icpcli.render.answers.answer import Answer


_NAMED = 5
"""So many licenses are named where somebody must choose one."""


_NOTHING = Text("", "")
_NOBODYS = Text(
    "有 {n} 行没有公司名称，--company 没有把它们算进来：{places}",
    "no company is named, so --company leaves them out: {places} ({n})",
)
_BY_NUMBER = Text("用 --number 指定编号", "Name its number with --number")
_BY_KIND = Text("用 --kind 指定类型", "Name its kind with --kind")
_BY_FILE = Text("用 -l 指定文件", "Name its file with -l")
_NOT_APART = Text(
    "这几行编号和类型都相同，请在台账里只留一行",
    "These rows have one number and one kind: keep only one of them in the ledger",
)
_NOTHING_WRITTEN = Text(
    "没有写入任何内容：读不了的可能正是要写的那一份",
    "nothing was written: what cannot be read may be what was meant",
)
COMPANY = Text("公司", "company")
OWNER = Text("负责人", "owner")
NUMBER = Text("许可证编号", "license number")
_KIND = Text("证照类型", "kind of license")


class Question:
    """The files, the calendars, the journals and the day that an answer is made from.

    Each is read when it is first asked for. What cannot be used waits in `errors`, so that one
    broken license silences no other; where only one is asked about, it is raised, unless the
    command is `lenient`. `finish` names it.
    """

    def __init__(self, options: Options, formats: Formats, *, example: bool, lenient: bool) -> None:
        """Raises `IcpError` (`bad_usage`) for an option that says nothing."""
        self.options = options
        self.out = open_output(
            formats,
            format=options.format,
            output=options.output,
            lang=options.lang,
            color=options.color,
        )
        self.errors: list[IcpError] = []
        self.incomplete = False
        """Whether the answer itself says what could not be used: then it is not named once more."""
        self._example = example
        self._lenient = lenient

    @cached_property
    def day(self) -> date:
        """The day to answer for, in China. Raises `IcpError` (`bad_date`)."""
        return named_day(self.options.as_of) or self._read_at.date()

    @property
    def moment(self) -> datetime | None:
        """The moment to answer for; None where a day was named."""
        return None if named_day(self.options.as_of) else self._read_at

    @cached_property
    def _read_at(self) -> datetime:
        """The clock is read once: an answer has one day, at midnight, too."""
        return now()

    @cached_property
    def paths(self) -> list[Path]:
        """The license files that are asked about, the example where that may be."""
        if self._example:
            paths = license_paths(self.options.license, self.out.note)
        else:
            paths = self.own_paths
            if words := said_of(paths, self.options.license):
                self.out.note(words)
        self.out.refuse_to_overwrite(*paths)
        return paths

    @property
    def places(self) -> list[Path]:
        """The files and folders that were named, or are at hand: the licenses are in them."""
        return license_places(self.options.license)

    @cached_property
    def own_paths(self) -> list[Path]:
        """The license files that are asked about, without the example: none may be at hand."""
        return own_license_paths(self.options.license, self.out.note)

    @property
    def asks_several(self) -> bool:
        """Whether several licenses may be meant: then one that is broken silences no other."""
        return len(self.paths) > 1 or any(map(is_ledger, self.paths))

    @property
    def names_some(self) -> bool:
        """Whether an option names some of the licenses: a company, an owner, a number, a kind."""
        named = self.options
        return any(it is not None for it in (named.company, named.owner, named.number, named.kind))

    def also_about(self, paths: Sequence[Path]) -> None:
        """Take more files, named as arguments, before those of -l."""
        named = [*paths, *(self.options.license or ())]
        self.options = self.options._replace(license=named)

    def refuse_without_license(self) -> None:
        """Raise `IcpError` (`no_license`) where no license is at hand."""
        if not self.paths:
            raise refusal("no_license", "", NO_LICENSE)

    @cached_property
    def licenses(self) -> list[License]:
        """Those that can be read, of the company, the owner and the number that are asked about.

        Raises `IcpError` (`bad_usage`) where nobody is called that.
        """
        licenses = self.all_licenses
        if (name := self.options.company) is not None:
            holders = [(one, [one.short_name, one.holder]) for one in licenses]
            nobodys = [one.file for one in licenses if not one.company]
            licenses = self._called(name, "--company", holders, COMPANY)
            self.say_left_out(nobodys)
        if (name := self.options.owner) is not None:
            owners = [(one, [one.owner]) for one in licenses]
            licenses = self._called(name, "--owner", owners, OWNER)
        if (name := self.options.number) is not None:
            numbers = [(one, [one.number, *one.earlier_numbers]) for one in licenses]
            licenses = self._called(name, "--number", numbers, NUMBER)
        if (name := self.options.kind) is not None:
            kinds = [(one, [one.kind]) for one in licenses]
            licenses = self._called(self._kind_id(name), "--kind", kinds, _KIND)
        return licenses

    @cached_property
    def all_licenses(self) -> list[License]:
        """Those that can be read, whoever is asked about."""
        if not self._lenient:
            self.refuse_without_license()
        licenses, errors = read_possible_licenses(self.paths, self._read_ledger)
        self._keep(errors, answerable=bool(licenses))
        return [self._with_options(one) for one in licenses]

    def _read_ledger(self, path: Path) -> "Licenses":
        from icpcli.cli.ledger_files import read_ledger

        return read_ledger(path, self.options.kind, self.out.note)

    def say_left_out(self, nobodys: Sequence[str]) -> None:
        """Say which licenses `--company` leaves out because nobody knows whose they are."""
        if nobodys:
            places = ", ".join([*nobodys[:_NAMED], *["..."][: len(nobodys) - _NAMED]])
            self.out.note(_NOBODYS.filled(n=len(nobodys), places=places))

    def _kind_id(self, name: str) -> str:
        """The id of the kind that is called so; the name itself where none is."""
        from icpcli.cli.ledger_files import kinds_beside

        return kinds_beside(self.paths[0]).id_of(name) or name

    def _with_options(self, license: License) -> License:
        """The license with what must be typed for a command to find it, and its journal, again."""
        options = ""
        if self.options.license or len(self.paths) > 1:
            options = f" -l {quote(license.path)}"
        if license.ledger:
            options += f" --number {quote(license.number)}"
            # A row without a kind is of the one that was typed, and cannot be read without it.
            if self.options.kind or len(license.ledger.kinds[license.number]) > 1:
                options += f" --kind {license.kind}"
        if self.options.journal:
            options += f" --journal {quote(str(self.options.journal))}"
        return license._replace(options=options) if options else license

    def _called(
        self, name: str, option: str, named: Sequence[tuple[License, list[str]]], what: Text
    ) -> list[License]:
        """The licenses of which one of the names is `name`; else those of which one holds it."""
        found = [one for one, names in named if name in names] or [
            one for one, names in named if any(name and name in known for known in names)
        ]
        if not found:
            known = sorted({known for _, names in named for known in names if known})
            error = refusal("bad_usage", option, unknown(name, known, what))
            raise all_at_once([*self.errors, error])
        return found

    @cached_property
    def one_license(self) -> License:
        """The license that is meant. Raises `IcpError` where it is none, or not just one."""
        self.refuse_without_license()
        if len(self.licenses) > 1:
            raise which_license(self.licenses)
        return self.licenses[0]

    @cached_property
    def calendars(self) -> Calendars:
        """The calendar of each license with its own notices; without any, where one is wrong."""
        calendars, errors = open_possible_calendars(self.paths, self.out)
        self._keep(errors)
        return calendars

    @cached_property
    def notices(self) -> "list[Notice]":
        """The notices of all the licenses. Raises `IcpError` with the problems of all of them."""
        return read_notices(self.own_paths, self.out)

    @cached_property
    def journals(self) -> dict[str, Journal]:
        """What is recorded of each license that can be read, by its `file`."""
        # Not at the top: the help needs no journal, and this reads YAML.
        from icpcli.cli.journal_files import read_possible_journals

        named = self.options.journal
        journals, errors = read_possible_journals(self.licenses, named, self.day, self.out)
        # One journal named for several licenses is no broken file.
        self._keep(errors, answerable=not any(one.code == "bad_usage" for one in errors))
        return journals

    def report(
        self,
        *,
        events: Sequence[Event] = (),
        supposed: tuple[str, date] | None = None,
        alert: Alert = DEFAULT_ALERT,
        if_today: bool = False,
    ) -> Report:
        """Every deadline as it stands, of the licenses of which one can be computed.

        With `if_today`, what would follow from events today, too.
        """
        licenses, calendars, journals = self.licenses, self.calendars, self.journals

        def computed(licenses: Sequence[License]) -> Report:
            return compute(
                licenses,
                calendars.usual,
                self.day,
                events=events,
                journals=journals,
                calendars=calendars.own,
                supposed=supposed,
                alert=alert,
                if_today=if_today,
                now=self.moment,
            )

        try:
            found = computed(licenses)
        except IcpError:
            good, errors = _apart(licenses, computed)
            self._keep(errors, answerable=bool(good))
            found = computed(good)
        return found._replace(unread=len(self.errors))

    def findings(self, report: Report, certificate: str = "") -> "tuple[Finding, ...]":
        """What besides the deadlines of a report wants attention."""
        from icpcli.check.findings import lint

        usual, own = self.calendars.usual, self.calendars.own
        return lint(report, usual, self.journals, certificate, calendars=own)

    def unread(self) -> "list[Unread]":
        """What could not be used so far, as an answer names it."""
        from icpcli.model.verdict import Unread

        return [Unread(error.code, error.problems) for error in self.errors]

    def stop(self) -> None:
        """Raise what is wrong so far, all at once, if anything is."""
        if self.errors:
            raise all_at_once(self.errors)

    def stop_writing(self) -> None:
        """Raise what is wrong so far, if anything is, and that nothing was written for it."""
        if self.errors:
            raise all_at_once([refusal(self.errors[0].code, "", _NOTHING_WRITTEN), *self.errors])

    def stop_for(self, license: License) -> None:
        """Raise what is wrong so far where that may be what is meant, and not `license`: then nothing
        is written.

        Of a ledger, only an unreadable row that `--number` could mean stands in the way, and where it
        is a whole number only one of that number; the others are named all the same.
        """
        typed = self.options.number
        ledger = license.ledger
        rows = ledger.kinds.items() if ledger and typed else ()
        bad = [number for number, kinds in rows if "" in kinds]
        whole = typed == license.number
        meant = typed in bad if whole else any(typed in number for number in bad if typed)
        if not ledger or not typed or meant:
            self.stop_writing()
        others = [one for one in self.errors if one.code == UNREADABLE_ROW]
        if len(others) < len(self.errors):
            self.stop_writing()
        for problem in (problem for one in others for problem in one.problems):
            self.out.note(problem.placed)
        self.errors.clear()

    def write(self, answer: "Answer") -> None:
        """Write an answer, and in JSON what could not be used."""
        if self.errors and self.out.format == "json":
            self.write_json(answer.json())
        else:
            self.out.write(answer)

    def write_json(self, answer: dict[str, Any]) -> None:
        """Write an answer as JSON, with what could not be used, if there is anything."""
        from icpcli.render.formats.json import dumps, error_object

        lang = self.out.lang
        errors = [error_object(one.code, one.problems, lang) for one in self.errors]
        self.out.text(dumps({**answer, "errors": errors} if errors else answer))

    def finish(self) -> int:
        """Name on stderr what could not be used. The exit code: 3 where there is anything."""
        # Two licenses may name one broken rule set.
        found = (problem for error in self.errors for problem in error.problems)
        for problem in dict.fromkeys(found):
            write_stderr(problem_line(problem, self.out.lang))
        return CANNOT_ANSWER if self.errors or self.incomplete else 0

    def _keep(self, errors: Sequence[IcpError], *, answerable: bool = True) -> None:
        """Keep what is wrong, or raise it where nothing is left to be answered without it."""
        self.errors += errors
        for problem in (problem for error in errors for problem in error.problems):
            if problem.file:
                self.out.refuse_to_overwrite(Path(problem.file))
        if errors and not self._lenient and not (self.asks_several and answerable):
            raise all_at_once(self.errors)


def which_license(licenses: Sequence[License], instead: Text = _NOTHING) -> IcpError:
    """What is raised where one of some licenses must be named; `instead` is what else would do."""
    names, way = _told_apart(licenses)
    more = len(licenses) - _NAMED
    zh, en = (f"……（共 {len(licenses)} 份）", f" ... ({len(licenses)})") if more > 0 else ("", "")
    words = Text(
        f"是哪一份许可证？{way.zh}：{'、'.join(names[:_NAMED])}{zh}{instead.zh}",
        f"which license? {way.en}: {', '.join(names[:_NAMED])}{en}{instead.en}",
    )
    return refusal("bad_usage", "--license", words)


def _told_apart(licenses: Sequence[License]) -> tuple[list[str], Text]:
    """What some licenses are called, so that each can be told from the others, and what to type."""
    if len({one.number for one in licenses}) > 1:
        return [f"{one.number} {one.company}" for one in licenses], _BY_NUMBER
    if not all(one.ledger for one in licenses):
        return [f"{one.path} {one.company}" for one in licenses], _BY_FILE
    if len({one.kind for one in licenses}) > 1:
        return [f"{one.kind} {one.company}" for one in licenses], _BY_KIND
    return [f"{one.file} {one.company}" for one in licenses], _NOT_APART


def _apart(
    licenses: Sequence[License], computed: Callable[[Sequence[License]], Report]
) -> tuple[list[License], list[IcpError]]:
    """The licenses whose deadlines can be computed, and what is wrong with the others."""
    good: list[License] = []
    errors: list[IcpError] = []
    for license in licenses:
        try:
            computed([license])
            good.append(license)
        except IcpError as error:
            errors.append(error)
    return good, errors
