"""Which of several licenses a new entry is about, where what it names tells: an entry, or a deadline."""

import os
from collections import defaultdict
from collections.abc import Iterable, Sequence

from icpcli.cli.journal_files import by_file, journal_of
from icpcli.cli.question import Question, which_license
from icpcli.cli.values import written_id
from icpcli.journal.file import read_journal
from icpcli.journal.owner import by_license
from icpcli.model.license import License
from icpcli.model.problem import Text, refusal


def license_of_entry(number: int, question: Question) -> License:
    """The license of an entry: in the journal of a ledger each entry names its own.

    Raises `IcpError` where nobody can tell, or it is another than the options name.
    """
    mine, rows = question.licenses, question.all_licenses
    of = _rows_of_entry(number, rows, question) if mine and mine[0].ledger else []
    if len(of) != 1:
        return question.one_license
    (owner,) = of
    if any(owner.key == one.key for one in mine):
        if len(mine) > 1:
            question.out.note(_told(owner))
        return owner
    undo = f"{owner.command('undo')} {number} --reason"
    words = Text(
        f"第 {number} 条是 {owner.number}（{owner.company}）的，不是 {mine[0].number} 的；要作废它：{undo} 原因",
        f"entry {number} is of {owner.number} ({owner.company}), not of {mine[0].number}; "
        f"to undo it: {undo} TEXT",
    )
    raise refusal("unknown_id", "", words)


def _rows_of_entry(number: int, rows: Sequence[License], question: Question) -> list[License]:
    """The rows of one ledger that an entry of its journal is about; none where there are several files."""
    if len(by_file(rows)) > 1:
        return []
    path = journal_of(rows[0], question.options.journal).path
    if not os.path.lexists(path):
        return []
    entry = [one for one in read_journal(path, *rows) if one.number == number]
    return [license for license, found in by_license(entry, rows) if found]


def license_of_deadlines(ids: Iterable[str], question: Question) -> License:
    """The only license that has all of these deadlines, or what can be waived under such an id.

    Raises `IcpError` where it is none, or several have them.
    """
    licenses = question.licenses
    if len(licenses) < 2:
        return question.one_license
    report = question.report()
    known: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for one in report.deadlines:
        known[one.license.key] |= {one.id, one.rule.id}
    for finding in question.findings(report):
        known[finding.license.key].add(finding.waivable)
    named = [*ids]
    having = [it for it in licenses if all(written_id(id, [it]) in known[it.key] for id in named)]
    if len(having) == 1 and not report.copies:
        question.out.note(_told(having[0]))
        return having[0]
    raise which_license(licenses if report.copies or not having else having)


def _told(license: License) -> Text:
    """Which of several licenses it is: nobody has named it."""
    name = " ".join(filter(None, (license.number, license.kind, license.company)))
    return Text(f"指的是 {name}", f"taken to be of {name}")
