"""journal.yaml as a person writes and merges it: read strictly, with every problem and its place."""

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest
from effort import tries
from hostile import WORDS
from hypothesis import example, given, settings
from hypothesis import strategies as st
from samples import BUNDLED, calendar, d

from icpcli.check.findings import lint
from icpcli.deadlines.report import compute
from icpcli.journal import file as journal_file
from icpcli.journal.file import (
    append,
    claim,
    parse_journal,
    read_journal,
    repair,
    with_record,
)
from icpcli.journal.on_day import journal_on
from icpcli.journal.owner import owner_of
from icpcli.journal.refusals import Case, admit
from icpcli.model.deadline import Report, Status
from icpcli.model.journal import Event, Filing, Journal, Waiver
from icpcli.model.problem import IcpError
from icpcli.model.record import Act, Record

AS_OF = d("2026-11-24")
FULL = """\
# What happened to our license. Kept by hand, too.
- {recorded: 2026-09-28, event: capital-change, on: 2026-09-25, note: "from 1 to 2 million"}

- recorded: 2026-10-08     # typed by hand
  event: shareholder-change
  on: 2026-10-08
- {recorded: 2026-10-21, done: registry-update@2026-09-25, on: 2026-10-20, receipt: A-17}
- {recorded: 2026-11-02, waive: annual-report@2027, until: 2027-01-31, reason: 等通知}
- {recorded: 2026-11-03, answers: 2, answer: no}
- {recorded: 2026-11-04, event: operator-change-approved, on: 2026-11-04}
- {recorded: 2026-11-05, undo: 6, of: operator-change-approved@2026-11-04, reason: not ours}
"""


def event(id: str = "capital-change", on: str = "2026-09-25", **more: str) -> Record:
    return Record(0, AS_OF, Act.EVENT, id, d(on), **more)


def parsed(text: str) -> tuple[Record, ...]:
    return parse_journal(text.encode(), "journal.yaml", BUNDLED)


def problems(text: str | bytes) -> list[str]:
    """What is wrong, in English, each with its place."""
    with pytest.raises(IcpError) as caught:
        parse_journal(text.encode() if isinstance(text, str) else text, "j", BUNDLED)
    assert caught.value.code == "invalid_journal"
    return [
        f"{one.line}:{one.column}: {one.path}: {one.message.en}" for one in caught.value.problems
    ]


def report_on(records: Sequence[Record], as_of: date = AS_OF) -> Report:
    journals = {BUNDLED.file: journal_on(records, as_of)[0]}
    report = compute([BUNDLED], calendar(), as_of, journals=journals)
    return report._replace(findings=lint(report, calendar(), journals))


def test_a_whole_journal() -> None:
    """Entries are read by position, hand-written ones as well; an undo marks what it voids."""
    records = parsed(FULL)
    assert [one.number for one in records] == [1, 2, 3, 4, 5, 6, 7]
    assert [one.voided_by for one in records] == [None, None, None, None, None, 7, None]
    assert records[0].note == "from 1 to 2 million"
    assert records[2] == Record(
        number=3,
        recorded=d("2026-10-21"),
        act=Act.DONE,
        subject="registry-update@2026-09-25",
        on=d("2026-10-20"),
        receipt="A-17",
    )
    journal, later = journal_on(records, AS_OF)
    assert later == 0
    assert journal == Journal(
        events=(
            Event(
                "capital-change",
                d("2026-09-25"),
                recorded=d("2026-09-28"),
                number=1,
                note="from 1 to 2 million",
            ),
            Event(
                "shareholder-change",
                d("2026-10-08"),
                answer=False,
                recorded=d("2026-10-08"),
                number=2,
            ),
            Event(
                "operator-change-approved",
                d("2026-11-04"),
                void=True,
                undone=d("2026-11-05"),
                recorded=d("2026-11-04"),
                number=6,
            ),
        ),
        filings=(
            Filing("registry-update@2026-09-25", d("2026-10-20"), d("2026-10-21"), receipt="A-17"),
        ),
        waivers=(Waiver("annual-report@2027", d("2027-01-31"), "等通知", d("2026-11-02")),),
        since=d("2026-09-28"),
        entries=7,
    )


@pytest.mark.parametrize(
    ("as_of", "events", "filings", "waivers", "later"),
    [
        ("2026-09-24", 0, 0, 0, 4),
        ("2026-09-25", 1, 0, 0, 3),
        ("2026-10-19", 2, 0, 0, 2),
        ("2026-10-20", 2, 1, 0, 1),
        ("2026-11-01", 2, 1, 0, 1),
        ("2026-11-02", 2, 1, 1, 0),
    ],
)
def test_later_entries(as_of: str, events: int, filings: int, waivers: int, later: int) -> None:
    """Events and filings count from their own day, waivers from that of recording; undos always."""
    journal, count = journal_on(parsed(FULL), d(as_of))
    live = [one for one in journal.events if not one.void]
    assert (len(live), len(journal.filings), len(journal.waivers)) == (events, filings, waivers)
    assert count == later


def test_an_answer_always_counts() -> None:
    """An answer says what was true all along, as an undo does; a later answer replaces it."""
    text = """\
- {recorded: 2026-10-08, event: shareholder-change, on: 2026-10-08}
- {recorded: 2026-12-01, answers: 1, answer: no}
"""
    (one,) = journal_on(parsed(text), d("2026-10-08"))[0].events
    assert one.answer is False
    text += "- {recorded: 2026-12-02, answers: 1, answer: yes}\n"
    (one,) = journal_on(parsed(text), d("2026-10-08"))[0].events
    assert one.answer is True
    text += "- {recorded: 2026-12-03, undo: 3, reason: x}\n"
    (one,) = journal_on(parsed(text), d("2026-10-08"))[0].events
    assert one.answer is False


@pytest.mark.parametrize("text", ["", "\n", "# nothing yet\n", "---\n", "\ufeff", "[]\n", "\r\n"])
def test_an_empty_journal(text: str) -> None:
    """A file without an entry is a journal in which nothing stands, and nothing is tracked by it."""
    assert parsed(text) == ()
    assert journal_on((), AS_OF) == (Journal(), 0)


def test_tracked_since() -> None:
    """What is tracked is so since the first entry was recorded, also where that one was undone."""
    lines = FULL.splitlines(keepends=True)
    undone = FULL + "- {recorded: 2026-11-06, undo: 1, reason: x}\n"
    assert journal_on(parsed(undone), AS_OF)[0].since == d("2026-09-28")
    only = lines[1] + "- {recorded: 2026-11-06, undo: 1, reason: x}\n"
    assert journal_on(parsed(only), AS_OF)[0].since is None


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("event: capital-change, on: 2026-09-25", '[0]: "recorded" is missing'),
        ("recorded: 2026-11-24, event: capital-change", '[0]: "on" is missing'),
        ("recorded: 2026-11-24", "[0]: an entry has exactly one of: event, done, waive, answers, undo"),
        (
            "recorded: 2026-11-24, event: capital-change, undo: 1, on: 2026-09-25",
            "[0]: an entry has exactly one of: event, done, waive, answers, undo",
        ),
        (
            "recorded: 2026-11-24, event: capitol-change, on: 2026-09-25",
            '[0].event: the license declares no event "capitol-change" (did you mean capital-change?)',
        ),
        (
            "recorded: 2026-11-24, event: grade-fixed, on: 2026-09-25",
            (
                '[0].event: the license declares no event "grade-fixed", which is of the rule set mlps: '
                "if it was taken out of rule_sets, put it back (rule_sets: [mlps]); if it does not apply "
                "any more, put it back, void this entry with icp undo, then take it out"
            ),
        ),
        (
            "recorded: 2026-11-24, event: capital-change, on: 2026-9-25",
            '[0].on: "2026-9-25" is not a date (write 2026-09-25)',
        ),
        (
            "recorded: 2026-11-24, event: capital-change, on: 2003-12-31",
            "[0].on: 2003-12-31 lies outside the calendar of 2004-01-01 to 2099-12-31",
        ),
        (
            "recorded: 2026-02-30, event: capital-change, on: 2026-09-25",
            '[0].recorded: there is no day "2026-02-30"',
        ),
        (
            "recorded: 2026-11-24, event: capital-change, on: 2026-09-25, reason: x",
            '[0].reason: does not go with "event"',
        ),
        (
            "recorded: 2026-11-24, event: capital-change, on: 2026-09-25, nota: x",
            '[0].nota: unknown key (did you mean "note"?)',
        ),
        (
            "recorded: 2026-11-24, done: annual-report, on: 2026-09-25",
            '[0].done: "annual-report" is not the id of a deadline (such as annual-report@2027)',
        ),
        (
            "recorded: 2026-11-24, waive: annual-report@2027, until: 2026-12-31",
            '[0]: "reason" is missing',
        ),
        (
            'recorded: 2026-11-24, waive: annual-report@2027, until: 2026-12-31, reason: " "',
            "[0].reason: must not be empty",
        ),
        ("recorded: 2026-11-24, undo: 1, reason: x", "[0].undo: there is no entry 1 before this one"),
        (
            "recorded: 2026-11-24, undo: 0, reason: x",
            '[0].undo: "0" is not a whole number from 1 to 9999999',
        ),
        (
            "recorded: 2026-11-24, answers: 1, answer: maybe",
            '[0].answer: "maybe" is not one of: yes | no',
        ),
        (
            "recorded: 2026-11-24, recorded: 2026-11-25, event: capital-change, on: 2026-09-25",
            "[0].recorded: duplicate key (first on line 1)",
        ),
        (
            "recorded: &a 2026-11-24, event: capital-change, on: 2026-09-25",
            "[0].recorded: anchor &a: remove it",
        ),
    ],
)  # fmt: skip
def test_refused(line: str, problem: str) -> None:
    """What an entry lacks, or has too much, or cannot mean, is refused with its place."""
    assert any(said.partition(": ")[2] == problem for said in problems(f"- {{{line}}}\n"))


@pytest.mark.parametrize("event", ["grade-fixed", "telecom-scope-change-approved"])
def test_an_event_of_a_set_that_is_named_no_more(event: str) -> None:
    """An event of a set, or of a gate of it, keeps its license waiting for the set, until it is undone."""
    entry = f"- {{recorded: 2026-11-24, event: {event}, on: 2026-09-25}}\n"
    (said,) = problems(entry)
    rule_set = "mlps" if event == "grade-fixed" else "telecom"
    assert f"is of the rule set {rule_set}: " in said
    assert f"put it back (rule_sets: [{rule_set}])" in said
    undone = parsed(f"{entry}- {{recorded: 2026-11-24, undo: 1, reason: no more}}\n")
    assert undone[0].voided_by == 2


def test_every_problem_at_once() -> None:
    """All that is wrong in a journal is told together, in the order of the file."""
    text = (
        "- {recorded: 2026-11-24, event: capitol-change, on: 2026-09-25}\n"
        "- 3\n"
        "- {recorded: soon, done: annual-report@2026, on: 2026-3-1}\n"
        "- {recorded: 2026-11-24, undo: 9, reason: x}\n"
    )
    places = [said.split(" ")[0] for said in problems(text)]
    assert places == ["1:26:", "2:3:", "3:4:", "3:46:", "4:26:"]


@pytest.mark.parametrize(
    ("undo", "problem"),
    [
        ("undo: 3", "there is no entry 3 before this one"),
        ("undo: 4", "there is no entry 4 before this one"),
        ("undo: 2", "an undo cannot be undone: record the thing again"),
        ("undo: 1, of: capital-change@2026-09-26", "entry 1 is capital-change@2026-09-25: were lines moved?"),
    ],
)  # fmt: skip
def test_undo_of_what(undo: str, problem: str) -> None:
    """An undo names an entry before it that is no undo; `of` says which, so that none is mistaken."""
    text = f"""\
- {{recorded: 2026-11-24, event: capital-change, on: 2026-09-25}}
- {{recorded: 2026-11-24, undo: 1, reason: x}}
- {{recorded: 2026-11-24, {undo}, reason: x}}
"""
    (said,) = problems(text)
    assert said.endswith(problem)


def test_an_answer_to_what() -> None:
    """Only an event asks a question that can be answered."""
    text = """\
- {recorded: 2026-11-24, done: annual-report@2026, on: 2026-03-25}
- {recorded: 2026-11-24, answers: 1, answer: yes}
"""
    assert problems(text) == ["2:26: [1].answers: entry 1 is no event"]


def test_two_branches_may_undo_the_same() -> None:
    """An entry that two people undid, each on a branch of their own, is undone; that is no error."""
    undo = "- {recorded: 2026-11-24, undo: 1, of: capital-change@2026-09-25, reason: x}\n"
    text = "- {recorded: 2026-11-24, event: capital-change, on: 2026-09-25}\n" + 2 * undo
    assert parsed(text)[0].voided_by is not None


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("a: b\n", "1:1: : a list is needed here, not a mapping"),
        ("- {a\n- b\n", "not valid YAML"),
        ("- {}\n--- \n- {}\n", "a file holds one document"),
        ("- {recorded: 2026-11-24}\n\x00", "torn"),
    ],
)
def test_not_a_journal(text: str, problem: str) -> None:
    """What is no list of entries is refused."""
    assert any(problem in said for said in problems(text))


@pytest.mark.parametrize(
    "text", [*WORDS, "", " ", "}", "\x00", "\x85\u2028", "\U0001f600", "a" * 9999]
)
def test_any_words_read_back(text: str, tmp_path: Path) -> None:
    """Whatever is in a note, its entry is one line of plain text, and says the same when read."""
    path = tmp_path / "journal.yaml"
    append(path, BUNDLED, lambda _: event(note=text))
    append(path, BUNDLED, lambda _: event(on="2026-09-26"))
    lines = path.read_bytes().decode().removeprefix(OWNER).split("\n")
    assert len(lines) == 3
    assert all(line.isprintable() for line in lines)
    first, second = read_journal(path, BUNDLED)
    assert (first.note, second.on) == (text, d("2026-09-26"))


@settings(max_examples=tries(30))
@given(st.text(st.characters(exclude_categories=["Cs"])), st.booleans())
def test_any_text_reads_back(text: str, answer: bool) -> None:
    """An entry is read as it was written, for every text there is."""
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        path = Path(folder) / "journal.yaml"
        record = Record(
            number=1,
            recorded=AS_OF,
            act=Act.EVENT,
            subject="shareholder-change",
            on=AS_OF,
            answer=answer,
            about=text if text.strip() else "",
            closes="illegal-content-handling@2026-11-24.2",
            note=text,
        )
        written = append(path, BUNDLED, lambda _: record)
        assert read_journal(path, BUNDLED) == (written,) == (record,)


@pytest.mark.parametrize(
    "record",
    [
        event(),
        Record(0, AS_OF, Act.DONE, "annual-report@2026", AS_OF, receipt="a: b", note="c"),
        Record(0, AS_OF, Act.WAIVE, "registry-update@2026-09-25.2", AS_OF, reason="'"),
        Record(0, AS_OF, Act.ANSWER, "1", answer=True),
        Record(0, AS_OF, Act.UNDO, "1", reason="because"),
    ],
    ids=lambda record: record.act,
)
def test_every_kind_of_entry_reads_back(record: Record, tmp_path: Path) -> None:
    """What is written is what is read, number and all."""
    path = tmp_path / "journal.yaml"
    append(path, BUNDLED, lambda _: event("shareholder-change"))
    written = append(path, BUNDLED, lambda _: record)
    assert written == record._replace(number=2)
    assert read_journal(path, BUNDLED)[1] == written


@pytest.mark.parametrize(
    "text",
    [
        FULL,
        FULL.rstrip("\n"),
        FULL.replace("\n", "\r\n"),
        "\ufeff" + FULL,
        "---\n" + FULL,
        FULL + "\n\n# the end\n",
        FULL + "# the end",
        "%YAML 1.1\n---\n" + FULL,
        FULL + "- recorded: 2026-11-24\n  event: capital-change\n  on: 2026-09-25\n  note: |\n    words\n",
        "# a word to begin with\n",
        "",
    ],
)  # fmt: skip
def test_hand_edits_survive(text: str, tmp_path: Path) -> None:
    """Comments, blank lines, other styles and line ends stay byte for byte; the entry comes last."""
    path = tmp_path / "journal.yaml"
    path.write_bytes(text.encode())
    before = read_journal(path, BUNDLED)
    append(path, BUNDLED, lambda records: event(note=str(len(records))))
    assert path.read_bytes().startswith(text.encode())
    assert read_journal(path, BUNDLED)[: len(before)] == before
    assert read_journal(path, BUNDLED)[-1].note == str(len(before))


@pytest.mark.parametrize(
    "text",
    [
        "  - {recorded: 2026-11-24, event: capital-change, on: 2026-09-25}\n",
        "[{recorded: 2026-11-24, event: capital-change, on: 2026-09-25}]\n",
        "- {recorded: 2026-11-24, event: capital-change, on: 2026-09-25}\n...\n",
        "- {recorded: 2026-11-24, event: capital-change}\n",
        "- {recorded: 2026-11-24, event: capital-change\n",
        "a: b\n",
        "\x01",
    ],
)
def test_never_appended_to(text: str, tmp_path: Path) -> None:
    """Nothing is added to a file that does not parse, or that would not with one more line."""
    path = tmp_path / "journal.yaml"
    path.write_bytes(text.encode())
    with pytest.raises(IcpError) as caught:
        append(path, BUNDLED, lambda _: event())
    assert caught.value.problems[0].file == str(path)
    assert path.read_bytes() == text.encode()


def test_a_full_journal_takes_no_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A line after which the file would be too large to be read is not written."""
    assert journal_file.MAX_BYTES == 64 * 1024 * 1024
    monkeypatch.setattr(journal_file, "MAX_BYTES", 1000)
    path = tmp_path / "journal.yaml"
    text = b"# " + b"x" * (1000 - 80) + b"\n"
    path.write_bytes(text)
    append(path, BUNDLED, lambda _: event())
    whole = path.read_bytes()
    with pytest.raises(IcpError, match="full"):
        append(path, BUNDLED, lambda _: event())
    assert path.read_bytes() == whole
    assert len(read_journal(path, BUNDLED)) == 1


OWNER = "# journal of 京ICP证130204号\n"
LINE = "- {recorded: 2026-11-24, event: capital-change, on: 2026-09-25}\n"


def test_a_journal_says_whose_it_is(tmp_path: Path) -> None:
    """The first line of a new journal names the license; another license is refused its entries."""
    path = tmp_path / "journal.yaml"
    append(path, BUNDLED, lambda _: event())
    append(path, BUNDLED, lambda _: event())
    assert path.read_text("utf-8") == OWNER + LINE * 2
    other = BUNDLED._replace(number="沪ICP证1号")
    for refused in (
        lambda: read_journal(path, other),
        lambda: append(path, other, lambda _: event()),
        lambda: claim(path, other),
    ):
        with pytest.raises(
            IcpError, match="journal of 京ICP证130204号, not of 沪ICP证1号"
        ) as caught:
            refused()
        assert (caught.value.code, caught.value.problems[0].line) == ("invalid_journal", 1)
    assert path.read_text("utf-8") == OWNER + LINE * 2


@pytest.mark.parametrize("number", [*WORDS, "  京ICP证\t1 号 ", "\u3000", "a\\nb"])
def test_any_number_is_named_on_one_line(number: str, tmp_path: Path) -> None:
    """Whatever a license's number holds, its journal begins with one line that names it alone."""
    path, odd = tmp_path / "journal.yaml", BUNDLED._replace(number=number)
    append(path, odd, lambda _: event())
    first, second = path.read_bytes().decode().splitlines()
    assert first.isprintable()
    assert second + "\n" == LINE
    assert len(read_journal(path, odd)) == 1
    with pytest.raises(IcpError, match="not of"):
        read_journal(path, BUNDLED)


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        ("# journal of 京ICP证1号\n", "京ICP证1号"),
        ("\ufeff# journal of 京ICP证1号\r\n- x\r\n", "京ICP证1号"),
        ("# journal of  京ICP证1号 \n", "京ICP证1号"),
        ("\n# journal of 京ICP证1号\n", None),
        ("# Journal of 京ICP证1号\n", None),
        ("# journal of 京ICP证1号", None),
        ("# journal of \n", ""),
        ("", None),
        (LINE, None),
    ],
)
def test_whose_a_journal_is(text: str, owner: str | None) -> None:
    """Only a whole first line names an owner; a byte order mark and blanks around do not matter."""
    assert owner_of(text.encode()) == owner


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_claim(mark: str, tmp_path: Path) -> None:
    """A journal that names nobody gets a first line; nothing else in it changes, and never twice."""
    path = tmp_path / "journal.yaml"
    path.write_text(mark + FULL, "utf-8")
    path.chmod(0o640)
    assert claim(path, BUNDLED)
    assert path.read_text("utf-8") == OWNER + FULL
    assert path.stat().st_mode & 0o777 == 0o640
    assert not claim(path, BUNDLED)
    assert path.read_text("utf-8") == OWNER + FULL
    assert list(tmp_path.iterdir()) == [path]


def test_claim_creates_and_breaks_nothing(tmp_path: Path) -> None:
    """A journal that is not there is not begun by a claim, and a broken one is left as it is."""
    path = tmp_path / "journal.yaml"
    with pytest.raises(IcpError, match="there is no such file"):
        claim(path, BUNDLED)
    assert not path.exists()
    path.write_text(FULL + "- {", "utf-8")
    with pytest.raises(IcpError, match="torn"):
        claim(path, BUNDLED)
    assert path.read_text("utf-8") == FULL + "- {"


def test_a_torn_first_line_names_nobody(tmp_path: Path) -> None:
    """Where the very first write was cut short within the number, that is a torn line."""
    path = tmp_path / "journal.yaml"
    path.write_text("# journal of 京ICP", "utf-8")
    with pytest.raises(IcpError, match="torn"):
        append(path, BUNDLED, lambda _: event())
    assert repair(path)
    append(path, BUNDLED, lambda _: event())
    assert path.read_text("utf-8") == OWNER + LINE


class Deed(NamedTuple):
    """Something that one author does: records an event, files or waives a deadline, takes it back."""

    what: str
    on: int
    of: int
    recorded: int


WHAT = st.sampled_from(
    ["capital-change", "address-change", "illegal-content", "done", "waive", "undo"]
)
DEEDS = st.builds(Deed, WHAT, st.integers(0, 3), st.integers(0, 5), st.just(40))
ANY_DAYS_DEEDS = st.builds(Deed, WHAT, st.integers(0, 3), st.integers(0, 5), st.integers(-300, 60))
"""Recorded on any day, as with `--as-of`: the next one may be recorded on an earlier day."""
FIRST = d("2026-10-01")


def performed(merged: Sequence[tuple[int, Deed]]) -> tuple[tuple[Record, ...], dict[object, int]]:
    """The journal that authors write together, and where each one's entries came to stand.

    Each speaks of their own events and entries, by the ids and numbers that these have when
    they look.
    """
    records: tuple[Record, ...] = ()
    places: dict[object, int] = {}
    mine: dict[int, list[int]] = {}
    for step, (author, deed) in enumerate(merged):
        record = _meant(deed, mine.setdefault(author, []), records)
        if record:
            records = with_record(records, record)
            places[author, sum(one[0] == author for one in merged[:step])] = len(records)
            mine[author].append(len(records))
    return records, places


def _meant(deed: Deed, mine: list[int], records: tuple[Record, ...]) -> Record | None:
    recorded = FIRST + timedelta(days=deed.recorded)
    on = recorded - timedelta(days=40 - deed.on)
    if deed.what not in ("done", "waive", "undo"):
        return Record(0, recorded, Act.EVENT, deed.what, on)
    if deed.what == "undo":
        open_ = [
            n for n in mine if records[n - 1].act is not Act.UNDO and not records[n - 1].voided_by
        ]
        if not open_:
            return None
        n = open_[deed.of % len(open_)]
        return Record(0, recorded, Act.UNDO, str(n), reason="x")
    events = [n for n in mine if records[n - 1].act is Act.EVENT]
    if not events:
        return None
    id = id_of(records, events[deed.of % len(events)])
    day = on + timedelta(days=10)
    return Record(0, recorded, Act.DONE if deed.what == "done" else Act.WAIVE, id, day, reason="x")


def id_of(records: tuple[Record, ...], number: int) -> str:
    """The id of the deadline that the entry starts: by its place among those of its rule and day."""
    event = records[number - 1]
    (rule,) = [one for one in BUNDLED.rules if event.subject in one.triggers]
    same = [
        one.number
        for one in records
        if one.act is Act.EVENT and one.subject in rule.triggers and one.on == event.on
    ]
    n = same.index(number) + 1
    return f"{rule.id}@{event.on}" + (f".{n}" if n > 1 else "")


def standing(merged: Sequence[tuple[int, Deed]]) -> dict[object, tuple[object, ...]]:
    """How each author's deadlines stand, by whose event it is, whatever their ids are."""
    records, places = performed(merged)
    found = {one.id: one for one in report_on(records).deadlines}
    result: dict[object, tuple[object, ...]] = {}
    for whose, number in places.items():
        if records[number - 1].act is Act.EVENT:
            one = found.get(id_of(records, number))
            if records[number - 1].voided_by:
                assert one is None
            else:
                assert one is not None
                result[whose] = one.status, one.filed, one.waived_until
    yearly = {id: one.status for id, one in found.items() if one.trigger == "year"}
    return {**result, **yearly}


@st.composite
def interleavings(draw: st.DrawFn) -> tuple[list[tuple[int, Deed]], list[tuple[int, Deed]]]:
    """Two ways to merge what a few authors did, each author's deeds in their own order."""
    authors = draw(st.lists(st.lists(DEEDS, max_size=6), min_size=2, max_size=3))
    whose = [author for author, deeds in enumerate(authors) for _ in deeds]

    def merged(order: Sequence[int]) -> list[tuple[int, Deed]]:
        waiting = [iter(deeds) for deeds in authors]
        return [(author, next(waiting[author])) for author in order]

    return merged(draw(st.permutations(whose))), merged(draw(st.permutations(whose)))


@settings(max_examples=tries(75))
@given(interleavings())
def test_interleavings(
    merges: tuple[list[tuple[int, Deed]], list[tuple[int, Deed]]],
) -> None:
    """However the entries of several authors interleave, every deadline stands the same."""
    one, other = merges
    assert standing(one) == standing(other)


LINES = [
    "{recorded: 2026-09-01, event: capital-change, on: 2026-08-28}",
    "{recorded: 2026-09-02, done: registry-update@2026-08-28, on: 2026-09-01}",
    "{recorded: 2026-09-10, event: illegal-content-found, on: 2026-09-10}",
    "{recorded: 2026-09-11, event: illegal-content, on: 2026-09-11}",
    "{recorded: 2026-09-12, waive: annual-report@2026, until: 2026-12-31, reason: x}",
    "{recorded: 2026-10-12, event: operator-change-done, on: 2026-10-10}",
    "{recorded: 2026-10-12, event: shareholder-change, on: 2026-10-10, answer: no}",
    "{recorded: 2026-11-01, event: operator-change-decision, on: 2026-10-09}",
]


@settings(max_examples=tries(30))
@given(st.permutations(LINES), st.integers(0, len(LINES)), st.integers(0, 400))
def test_merged_lines(lines: Sequence[str], cut: int, days: int) -> None:
    """Lines of two branches, merged by git in any order, say the same on any day."""
    as_of = d("2026-09-01") + timedelta(days=days)

    def said(order: Sequence[str]) -> Report:
        return report_on(parsed("".join(f"- {line}\n" for line in order)), as_of)

    one, other = said(LINES), said([*lines[cut:], *lines[:cut]])
    assert one.deadlines == other.deadlines
    assert sorted(map(str, one.findings)) == sorted(map(str, other.findings))


@settings(max_examples=tries(60))
@given(
    st.lists(st.tuples(st.integers(0, 1), ANY_DAYS_DEEDS), max_size=8),
    ANY_DAYS_DEEDS,
    st.integers(-300, 60),
    st.integers(-300, 200),
)
@example([(0, Deed("capital-change", 0, 0, 54))], Deed("address-change", 0, 0, -268), -268, 54)
def test_undo_restores(before: list[tuple[int, Deed]], deed: Deed, undone: int, days: int) -> None:
    """An entry that may be written and is undone leaves exactly the report that there was before it,
    but for what calendars must let go."""
    records, _ = performed(before)
    mine = [one.number for one in records]
    record = _meant(deed, mine, records)
    if record is None or record.act is Act.UNDO or not admitted(record, records):
        return
    day = FIRST + timedelta(days=undone)
    undo = Record(0, day, Act.UNDO, str(len(records) + 1), reason="x")
    after = with_record(with_record(records, record), undo)
    for as_of in (AS_OF, FIRST + timedelta(days=days), d("2027-04-01")):
        assert to_people(report_on(after, as_of)) == to_people(report_on(records, as_of))


def to_people(report: Report) -> Report:
    """A report without what only calendars ask for: what was undone, the number of entries."""
    states = tuple(state._replace(entries=0) for state in report.licenses)
    return report._replace(licenses=states, voided=())


def admitted(record: Record, records: tuple[Record, ...]) -> bool:
    """Whether `icp` writes the entry after the others."""
    report = report_on(records, record.recorded)
    try:
        admit(record, Case(BUNDLED, records, report, report.findings))
    except IcpError:
        return False
    return True


def test_undo_of_the_first_entry_restores_the_report_without_a_journal() -> None:
    """Where all that was recorded is undone, nothing is tracked, as if there were no journal."""
    records = with_record((), event())
    assert statuses_in(report_on(records, d("2027-04-01")))["annual-report@2027"] is Status.OVERDUE
    undone = with_record(records, Record(0, AS_OF, Act.UNDO, "1", reason="x"))
    assert to_people(report_on(undone, d("2027-04-01"))) == report_on((), d("2027-04-01"))


def statuses_in(report: Report) -> dict[str, Status]:
    return {one.id: one.status for one in report.deadlines}


@pytest.mark.parametrize(
    ("line", "on", "at", "last"),
    [
        ("event: capital-change, on: 2026-11-20T20:00", "2026-11-20", "20:00", False),
        ("event: capital-change, on: 2026-11-20T00:00", "2026-11-20", "00:00", False),
        ("event: capital-change, on: 2026-11-20, last: true", "2026-11-20", None, True),
        ("event: capital-change, on: 2026-11-20, last: false", "2026-11-20", None, False),
        ("done: annual-report@2027, on: 2026-11-20T09:05", "2026-11-20", "09:05", False),
    ],
)
def test_a_time_of_day_and_the_last_one(line: str, on: str, at: str | None, last: bool) -> None:
    """What happened and what was filed may name the time, in China; an event may be the last one."""
    (record,) = parsed(f"- {{recorded: 2026-11-24, {line}}}\n")
    journal, later = journal_on([record], AS_OF)
    assert later == 0
    (said,) = journal.events or journal.filings
    assert (said.on, said.at and f"{said.at:%H:%M}") == (d(on), at)
    assert (record.last, getattr(said, "last", False)) == (last, last)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("event: capital-change, on: 2026-11-20 20:00", "write 2026-11-20T20:00"),
        ("event: capital-change, on: 2026-11-20T20:00:00", "write 2026-11-20T20:00"),
        ("event: capital-change, on: 2026-11-20T8:00", "write 2026-11-20T20:00"),
        ("event: capital-change, on: 2026-11-20T24:00", "write 2026-11-20T20:00"),
        ("event: capital-change, on: 2026-11-20T20:00+08:00", "write 2026-11-20T20:00"),
        ("event: capital-change, on: 2026-11-20T20:00Z", "write 2026-11-20T20:00"),
        ("event: capital-change, on: 2026-02-30T20:00", "there is no day"),
        ("waive: annual-report@2027, until: 2027-01-01T20:00, reason: x", "is not a date"),
        ("done: annual-report@2027, on: 2026-11-20, last: true", 'does not go with "done"'),
        ("event: capital-change, on: 2026-11-20, last: yes", "is not one of: true | false"),
    ],
)
def test_what_is_no_time_of_day(line: str, said: str) -> None:
    """Hours and minutes of China, and nothing else; only what happened and was filed has a time."""
    (problem,) = problems(f"- {{recorded: 2026-11-24, {line}}}\n")
    assert said in problem


@pytest.mark.parametrize(
    ("line", "good"),
    [
        ("done: renewal@2028.2, on: 2026-11-20", True),
        ("done: telecom-law/change-ahead@2026-11-09.2, on: 2026-11-20", True),
        ("done: statistics@2026-10, on: 2026-11-20", True),
        ("done: a/b/c@2026, on: 2026-11-20", False),
        ("done: /b@2026, on: 2026-11-20", False),
        ("done: statistics@2026-1, on: 2026-11-20", False),
        ("waive: never-done:mlps/test, until: 2026-12-20, reason: x", True),
        ("waive: never-done:test, until: 2026-12-20, reason: x", True),
        ("waive: never-done:, until: 2026-12-20, reason: x", False),
        ("done: never-done:test, on: 2026-11-20", False),
    ],
)
def test_ids_of_sets_of_windows_and_of_terms(line: str, good: bool) -> None:
    """A deadline of a rule set, of one of several windows, of a second term; what never began is only
    waived."""
    text = f"- {{recorded: 2026-11-24, {line}}}\n"
    if good:
        assert len(parsed(text)) == 1
    else:
        assert len(problems(text)) == 1


def test_a_journal_under_an_earlier_number() -> None:
    """A journal of a number that the license had before is still its own; of any other it is not."""
    license = BUNDLED._replace(number="京ICP证999号", earlier_numbers=("京ICP证130204号", "旧1号"))
    line = "- {recorded: 2026-11-24, event: capital-change, on: 2026-11-20}\n"
    for number in ("京ICP证999号", "京ICP证130204号", "旧1号"):
        assert parse_journal(f"# journal of {number}\n{line}".encode(), "j", license)
    with pytest.raises(IcpError) as caught:
        parse_journal(f"# journal of 旧2号\n{line}".encode(), "j", license)
    assert "not of 京ICP证999号" in caught.value.problems[0].message.en
