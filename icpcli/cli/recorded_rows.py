"""The rows of a ledger that its journal speaks of: they are answered with what is recorded."""

import os
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

from icpcli.cli.journal_files import read_possible_journals
from icpcli.cli.ledger_files import OpenedLedger
from icpcli.cli.question import Question
from icpcli.deadlines.register import Answered, Rules, with_recorded
from icpcli.journal.file import read_journal
from icpcli.journal.lookup import SUFFIX
from icpcli.journal.owner import CODE, strays
from icpcli.license.ledger_kinds import Kinds
from icpcli.license.ledger_licenses import licenses_of
from icpcli.model.journal import Journal
from icpcli.model.license import LedgerFile
from icpcli.model.problem import IcpError
from icpcli.model.record import Record
from icpcli.model.register import LedgerRow, UnreadableRow

Rows = Iterable[LedgerRow | UnreadableRow]


class RecordedRows:
    """Lets the rows of a ledger pass, and keeps back those that its journal speaks of."""

    def __init__(self, ledger: Path, question: Question) -> None:
        """A journal that cannot be read waits in the errors of the question."""
        self._path = ledger.with_name(f"{ledger.stem}{SUFFIX}")
        self._ledger, self._question = ledger, question
        self._records: tuple[Record, ...] = ()
        if os.path.lexists(self._path):
            question.out.refuse_to_overwrite(self._path)
            try:
                self._records = read_journal(self._path)
            except IcpError as error:
                question.errors.append(error)
        self._numbers = {one.license for one in self._records}
        self._kept: list[LedgerRow] = []
        self._unreadable: list[UnreadableRow] = []

    def others(self, rows: Rows) -> Rows:
        """The rows of which nothing is recorded; those that cannot be read are among them."""
        return self._others(rows) if self._numbers else rows

    def _others(self, rows: Rows) -> Iterator[LedgerRow | UnreadableRow]:
        for row in rows:
            if row.number.strip() not in self._numbers:
                yield row
            elif isinstance(row, LedgerRow):
                self._kept.append(row)
            else:
                self._unreadable.append(row)
                yield row

    def added_to(
        self, answered: Answered, rules: Rules, opened: OpenedLedger, kinds: Kinds
    ) -> Answered:
        """The answer for the others, and with it that for the rows that were kept back.

        Raises `IcpError` as `compute` does.
        """
        if not self._records:
            return answered
        question = self._question
        rows: Rows = chain(self._kept, self._unreadable)
        licenses = licenses_of(opened.sheet, rows, kinds).read
        journals, errors = read_possible_journals(licenses, None, question.day, question.out)
        if not licenses:
            nobody = LedgerFile(str(self._ledger), {})
            errors = [IcpError(CODE, strays(self._records, nobody, str(self._path)))]
        question.errors += errors
        recorded = [
            (license, journals.get(license.file, Journal()), row)
            for license, row in zip(licenses, self._kept, strict=True)
            if opened.wanted is None or opened.wanted(row)
        ]
        with_them = with_recorded(answered, recorded, rules)
        return with_them._replace(answered=answered.answered + len(self._kept))
