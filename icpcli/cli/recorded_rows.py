"""The rows of a ledger that its journal speaks of: they are answered with what is recorded."""

import os
from collections.abc import Iterable
from itertools import compress
from pathlib import Path

from icpcli.cli.journal_files import (
    journal_of_ledger,
    named_journal,
    read_possible_journals,
)
from icpcli.cli.ledger_files import OpenedLedger
from icpcli.cli.question import Question
from icpcli.deadlines.register import Answered, Recorded, Rules, with_recorded
from icpcli.files.whole_file import read_head
from icpcli.journal.file import read_journal
from icpcli.journal.owner import CODE, check_owner_of_ledger, has_row, strays
from icpcli.license.ledger_kinds import Kinds
from icpcli.license.ledger_licenses import licenses_of
from icpcli.model.journal import Journal
from icpcli.model.license import LedgerFile
from icpcli.model.problem import IcpError, Text
from icpcli.model.record import Record
from icpcli.model.register import Block, LedgerRow, UnreadableRow


class RecordedRows:
    """Lets the rows of a ledger pass, and keeps back those that its journal speaks of."""

    def __init__(self, ledger: Path, question: Question, *, one_sheet: bool = False) -> None:
        """A journal that cannot be read waits in the errors of the question. With `one_sheet` it may
        speak of rows of other sheets: that is only said."""
        self._question = question
        self._one_sheet = one_sheet
        self._records: tuple[Record, ...] = ()
        try:
            self._path = journal_of_ledger(ledger)
            question.out.refuse_to_overwrite(self._path)
            if named_journal(None) or os.path.lexists(self._path):
                self._records = read_journal(self._path)
                check_owner_of_ledger(read_head(self._path), str(self._path), ledger)
        except IcpError as error:
            self._records = ()
            question.errors.append(error)
        self._numbers = {one.license for one in self._records}
        self._kept: list[LedgerRow] = []
        self._packed: list[str] = []
        self._unreadable: list[UnreadableRow] = []

    def others(self, blocks: Iterable[Block]) -> Iterable[Block]:
        """The rows of which nothing is recorded; those that cannot be read are among them."""
        return map(self._without_kept, blocks) if self._numbers else blocks

    def _without_kept(self, block: Block) -> Block:
        self._unreadable += (it for it in block.unreadable if it.number.strip() in self._numbers)
        kept = [number in self._numbers for number in block.numbers]
        self._kept += compress(map(block.row, range(len(kept))), kept)
        self._packed += block.packed(kept)
        return block.only([not it for it in kept])._replace(unreadable=block.unreadable)

    def added_to(
        self, answered: Answered, rules: Rules, opened: OpenedLedger, kinds: Kinds
    ) -> Answered:
        """The answer for the others, and with it that for the rows that were kept back."""
        if not self._records:
            return answered
        question = self._question
        rows: list[LedgerRow | UnreadableRow] = [*self._kept, *self._unreadable]
        file, licenses, _ = licenses_of(opened.sheet, rows, kinds, one_sheet=self._one_sheet)
        if self._one_sheet:
            self._say_what_is_elsewhere(file)
        journals: dict[str, Journal] = {}
        if licenses:
            journals, errors = read_possible_journals(licenses, None, question.day, question.out)
            question.errors += errors
        elif problems := strays(self._records, file, str(self._path)):
            question.errors.append(IcpError(CODE, problems))
        each = zip(licenses, self._kept, self._packed, strict=True)
        recorded = (
            Recorded(license, journals.get(license.file, Journal()), row, packed)
            for license, row, packed in each
        )
        return with_recorded(answered, recorded, rules, opened.rows.refused, opened.wanted)

    def _say_what_is_elsewhere(self, here: LedgerFile) -> None:
        """Say which entries are about rows that are not on the sheet that was named."""
        elsewhere = [str(one.number) for one in self._records if not has_row(one, here)]
        if elsewhere:
            shown = ", ".join([*elsewhere[:_MOST_NAMED], *["…"][: len(elsewhere) - _MOST_NAMED]])
            words = _ELSEWHERE.filled(file=self._path, n=len(elsewhere), entries=shown)
            self._question.out.note(words)


_MOST_NAMED = 5
_ELSEWHERE = Text(
    "{file}：有 {n} 条说的不是这个工作表里的行，没有计入：第 {entries} 条",
    "{file}: entries about rows that are not on this sheet, left out: {entries} ({n})",
)
