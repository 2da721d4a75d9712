"""What one command line asks: its shared options, and what they name, read when first needed."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from icpcli.cli.journal_files import read_possible_journals
from icpcli.cli.license_files import (
    NO_LICENSE,
    all_at_once,
    license_paths,
    open_possible_calendar,
    own_license_paths,
    read_possible_licenses,
)
from icpcli.cli.output import open_output
from icpcli.cli.values import day_to_answer_for
from icpcli.deadlines.report import DEFAULT_ALERT, compute
from icpcli.files.typed_words import unknown
from icpcli.model.deadline import Report
from icpcli.model.journal import Event, Journal
from icpcli.model.license import Alert, License
from icpcli.model.problem import IcpError, Text, refusal
from icpcli.model.verdict import Unread
from icpcli.render.formats.table import Formats

if TYPE_CHECKING:
    from icpcli.calendar.workdays import WorkCalendar


class Options(NamedTuple):
    """The shared options as they were typed; None where one was not, or the command lacks it."""

    license: list[Path] | None = None
    journal: Path | None = None
    as_of: str | None = None
    format: str | None = None
    output: Path | None = None
    lang: str | None = None
    color: str | None = None
    company: str | None = None
    owner: str | None = None


_COMPANY = Text("公司", "company")
_OWNER = Text("负责人", "owner")


class Question:
    """The files, the calendar, the journals and the day that an answer is made from.

    Each is read when it is first asked for. What cannot be used waits in `errors`; `stop` raises
    it, and the properties for those who do not want to answer without it.
    """

    def __init__(self, options: Options, formats: Formats, *, example: bool) -> None:
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
        self._example = example

    @cached_property
    def day(self) -> date:
        """The day to answer for. Raises `IcpError` (`bad_date`)."""
        return day_to_answer_for(self.options.as_of)

    @cached_property
    def paths(self) -> list[Path]:
        """The license files that are asked about, the example where that may be."""
        if self._example:
            return license_paths(self.options.license, self.out.note)
        return own_license_paths(self.options.license)

    def name_licenses(self, paths: Sequence[Path]) -> None:
        """Take more license files, named as arguments, before those of -l."""
        named = [*paths, *(self.options.license or ())]
        self.options = self.options._replace(license=named)

    def refuse_without_license(self) -> None:
        """Raise `IcpError` (`no_license`) where no license is at hand."""
        if not self.paths:
            raise refusal("no_license", "", NO_LICENSE)

    @cached_property
    def possible_licenses(self) -> list[License]:
        """Those that can be read, of the company and the owner that are asked about.

        Raises `IcpError` (`bad_usage`) where nobody is called that.
        """
        licenses, errors = read_possible_licenses(self.paths)
        self.errors += errors
        if (name := self.options.company) is not None:
            holders = [(one, [one.short_name, one.holder]) for one in licenses]
            licenses = self._called(name, "--company", holders, _COMPANY)
        if (name := self.options.owner) is not None:
            owners = [(one, [one.owner]) for one in licenses]
            licenses = self._called(name, "--owner", owners, _OWNER)
        return licenses

    def _called(
        self, name: str, option: str, named: Sequence[tuple[License, list[str]]], what: Text
    ) -> list[License]:
        """The licenses of which one of the names is `name`, or holds it."""
        found = [one for one, names in named if any(name and name in known for known in names)]
        if not found:
            known = sorted({known for _, names in named for known in names if known})
            error = refusal("bad_usage", option, unknown(name, known, what))
            raise all_at_once([*self.errors, error])
        return found

    @cached_property
    def licenses(self) -> list[License]:
        """All of them. Raises `IcpError` with the problems of all that cannot be read."""
        licenses = self.possible_licenses
        self.stop()
        return licenses

    @cached_property
    def one_license(self) -> License:
        """The license that is meant. Raises `IcpError` where it is none, or not just one."""
        self.refuse_without_license()
        if len(self.paths) > 1:
            words = Text("一次只能指定一份许可证", "name one license at a time")
            raise refusal("bad_usage", "--license", words)
        return self.licenses[0]

    @cached_property
    def possible_calendar(self) -> "WorkCalendar":
        """The calendar with the notices beside the licenses; without any, where one is wrong."""
        calendar, errors = open_possible_calendar(self.paths)
        self.errors += errors
        return calendar

    @cached_property
    def possible_journals(self) -> dict[str, Journal]:
        """What is recorded of each license that can be read, by its `file`."""
        journals, errors = read_possible_journals(
            self.possible_licenses, self.options.journal, self.day, self.out.note
        )
        self.errors += errors
        return journals

    @cached_property
    def calendar(self) -> "WorkCalendar":
        """The calendar. Raises `IcpError` with the problems of all notices."""
        calendar = self.possible_calendar
        self.stop()
        return calendar

    @cached_property
    def journals(self) -> dict[str, Journal]:
        """What is recorded of each license, by its `file`. Raises `IcpError` with all problems."""
        journals = self.possible_journals
        self.stop()
        return journals

    def report(
        self,
        *,
        events: Sequence[Event] = (),
        supposed: tuple[str, date] | None = None,
        alert: Alert = DEFAULT_ALERT,
        if_today: bool = False,
    ) -> Report:
        """Every deadline as it stands; with `if_today`, what would follow from events today, too.

        Raises `IcpError` for whatever cannot be used.
        """
        return compute(
            self.licenses,
            self.calendar,
            self.day,
            events=events,
            journals=self.journals,
            supposed=supposed,
            alert=alert,
            if_today=if_today,
        )

    def possible_report(
        self, *, events: Sequence[Event] = (), alert: Alert = DEFAULT_ALERT
    ) -> Report:
        """How it stands with all that can be used, findings and all; the rest waits in `errors`."""
        from icpcli.check.findings import lint

        calendar, journals = self.possible_calendar, self.possible_journals

        def examined(licenses: Sequence[License]) -> Report:
            report = compute(
                licenses, calendar, self.day, events=events, journals=journals, alert=alert
            )
            return report._replace(findings=lint(report, calendar, journals))

        with suppress(IcpError):
            return examined(self.possible_licenses)
        good: list[License] = []
        for license in self.possible_licenses:
            try:
                examined([license])
                good.append(license)
            except IcpError as error:
                self.errors.append(error)
        return examined(good)

    def unread(self) -> list[Unread]:
        """What could not be used so far, as an answer names it."""
        return [Unread(error.code, error.problems) for error in self.errors]

    def stop(self) -> None:
        """Raise what is wrong so far, all at once, if anything is."""
        if self.errors:
            raise all_at_once(self.errors)
